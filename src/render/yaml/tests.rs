use insta::assert_snapshot;
use proptest::prelude::*;
use serde::Deserialize;

use super::*;
use crate::model::Uid;
use crate::promql::Catalogue;
use crate::suite::{Dashboards, Provider, Setting};

fn environment(variable: &'static str, default: &'static str) -> Setting {
    Setting::Environment { variable: variable.into(), default: default.into() }
}

fn fixed(text: &str) -> Setting {
    Setting::Fixed(text.to_owned().into())
}

fn datasource(name: &str, uid: &'static str) -> Datasource {
    Datasource {
        name: name.to_owned().into(),
        uid: Uid::literal(uid),
        url: fixed("http://localhost:9090"),
        scrape_interval: fixed("15s"),
        is_default: false,
    }
}

fn provider(name: &str) -> Provider {
    Provider {
        name: name.to_owned().into(),
        folder: "".into(),
        folder_uid: None,
        path: fixed("/dashboards"),
        update_interval_seconds: 10,
        allow_ui_updates: false,
    }
}

fn suite(datasources: Vec<Datasource>, providers: Vec<Provider>) -> Suite {
    Suite {
        name: "sample".into(),
        catalogue: Catalogue::empty(),
        dashboards: Dashboards::from_functions(&[]),
        datasources,
        providers,
    }
}

fn sample() -> Suite {
    let url = environment("PROMETHEUS_URL", "http://prometheus:9090");
    let scrape_interval = environment("SCRAPE_INTERVAL", "15s");
    let prometheus = Datasource { url, scrape_interval, is_default: true, ..datasource("Prometheus", "prometheus") };
    let long_term =
        Datasource { scrape_interval: environment("SCRAPE_INTERVAL", "15s"), ..datasource("Long term: $5", "long") };
    let folder =
        Provider { folder: "Services".into(), folder_uid: Some(Uid::literal("services")), ..provider("services") };
    suite(vec![prometheus, long_term], vec![folder, provider("rest")])
}

fn all(suite: &Suite) -> String {
    let files = provisioning(suite).unwrap();
    files.iter().map(|(path, text)| format!("==> {path}\n{text}")).collect::<Vec<_>>().join("\n")
}

fn refusal(suite: &Suite) -> String {
    let error = provisioning(suite).expect_err("refused");
    format!("{error}\n  hint: {}", error.hint())
}

#[test]
fn all_files_of_a_suite() {
    assert_snapshot!(all(&sample()), @"");
}

#[test]
fn a_suite_without_datasources_and_providers() {
    assert_eq!(provisioning(&suite(vec![], vec![])).unwrap(), []);
}

#[test]
fn a_suite_whose_name_would_end_the_comment() {
    let name = "x\n- evil: true\r\u{85}\u{2028}\0 {{name}} \"quoted\"";
    let files = provisioning(&Suite { name: name.into(), ..sample() }).unwrap();
    for (path, text) in &files {
        assert_snapshot!(text.lines().next().unwrap(), @"");
        if path.ends_with(".yml") {
            serde_saphyr::from_str::<serde_json::Value>(text).unwrap();
        }
    }
}

#[test]
fn suites_that_grafana_would_refuse() {
    let default = |name, uid| Datasource { is_default: true, ..datasource(name, uid) };
    let url = |url| suite(vec![Datasource { url, ..datasource("main", "a") }], vec![]);
    let interval = |text| Datasource { scrape_interval: fixed(text), ..datasource("main", "a") };
    let path = |path| suite(vec![], vec![Provider { path, ..provider("a") }]);
    let two = |path, other| {
        suite(vec![], vec![Provider { path, ..provider("a") }, Provider { path: other, ..provider("b") }])
    };
    let suites = [
        suite(vec![datasource("", "a")], vec![]),
        suite(vec![datasource("main", "a"), datasource("main", "b")], vec![]),
        suite(vec![datasource("one", "a"), datasource("two", "a")], vec![]),
        suite(vec![], vec![provider("a"), provider("a")]),
        suite(vec![datasource("main a", "a"), datasource("Main/A", "b")], vec![]),
        suite(vec![default("one", "a"), default("two", "b")], vec![]),
        url(fixed("http://user:secret@prometheus:9090")),
        url(environment("URL", "user:secret@prometheus")),
        suite(vec![interval("15 s")], vec![]),
        suite(vec![interval("s")], vec![]),
        suite(vec![interval("1m30s")], vec![]),
        path(environment("1ST", "")),
        path(environment("A=B\n", "")),
        path(environment("", "")),
        path(environment("DIR", "/my dashboards")),
        path(environment("DIR", "/a\n/b")),
        two(environment("DIR", "/a"), environment("DIR", "/b")),
    ];
    let messages = suites.map(|suite| refusal(&suite)).join("\n");
    assert!(!messages.contains("secret@"), "{messages}");
    assert_snapshot!(messages, @"");
}

#[test]
fn file_names_of_datasources() {
    let names = ["Prometheus", "Long term: $5", "日本", "--", "../../etc", &"x".repeat(10_000)];
    let paths = names.map(|name| path(&datasource(name, "The-uid")));
    assert_snapshot!(paths.join("\n"), @"");
}

#[test]
fn no_template_goes_round_the_quoting() {
    for (name, text) in template::TEMPLATES {
        assert!(!text.contains("{{{") && !text.contains("{{&"), "{name}");
        assert_eq!(text.contains("{{word"), name == "environment", "{name}: for checked words only");
    }
}

/// Undoes what Grafana does to a value, with an environment where every variable is `HOME`.
fn expand(value: &str) -> String {
    let part = |part: &str| {
        assert!(!part.contains('$'), "a variable in {value:?}");
        part.to_owned()
    };
    value.split("$$").map(part).collect::<Vec<_>>().join("$")
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct DatasourceFile {
    api_version: u32,
    datasources: [DatasourceEntry; 1],
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "the fields that a file may have")]
struct DatasourceEntry {
    name: String,
    uid: String,
    r#type: String,
    access: String,
    org_id: u32,
    url: String,
    is_default: bool,
    editable: bool,
    json_data: serde_json::Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ProviderFile {
    api_version: u32,
    providers: [ProviderEntry; 1],
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(dead_code, reason = "the fields that a file may have")]
struct ProviderEntry {
    name: String,
    org_id: u32,
    r#type: String,
    folder: String,
    disable_deletion: bool,
    update_interval_seconds: u32,
    allow_ui_updates: bool,
    options: serde_json::Value,
}

const HOSTILE: [&str; 33] = [
    "no",
    "y",
    "null",
    "~",
    "1e3",
    "0x10",
    "012",
    "1_000",
    "12:30:45",
    "2026-11-23",
    "-",
    "- a",
    "? a",
    "a: b",
    "a #b",
    "#",
    "'",
    "\"",
    "\\",
    "{{x}}",
    "{{{x}}}",
    "$VAR",
    "${X}",
    "$$",
    "$",
    "$__env{HOME}",
    "a\nb",
    "\r\n\t",
    "\0\u{7f}\u{9f}",
    "\u{85}\u{2028}\u{2029}",
    "\u{feff}\u{fffe}\u{ffff}",
    "📈 \u{202e}rtl",
    "<script>&amp;%YAML",
];

fn survives(text: &str) {
    let one = Datasource { url: fixed(&text.replace('@', "")), ..datasource(text, "uid") };
    let folder = Provider { folder: text.to_owned().into(), path: fixed(text), ..provider(text) };
    let suite = Suite { name: text.to_owned().into(), ..suite(vec![one], vec![folder]) };
    let files = provisioning(&suite).unwrap();
    let read: DatasourceFile = serde_saphyr::from_str(&files[0].1).unwrap();
    let [entry] = read.datasources;
    assert_eq!((read.api_version, entry.uid.as_str(), entry.access.as_str()), (1, "uid", "proxy"));
    assert_eq!((expand(&entry.name), expand(&entry.url)), (text.to_owned(), text.replace('@', "")));
    let read: ProviderFile = serde_saphyr::from_str(&files[1].1).unwrap();
    let [entry] = read.providers;
    assert_eq!((read.api_version, expand(&entry.name), expand(&entry.folder)), (1, text.to_owned(), text.to_owned()));
    assert_eq!(expand(entry.options["path"].as_str().unwrap()), text);
}

#[test]
fn hostile_texts_come_back() {
    HOSTILE.iter().for_each(|text| survives(text));
    survives(&"x: $".repeat(2_500));
}

proptest! {
    #[test]
    fn any_text_comes_back(parts in proptest::collection::vec(prop_oneof![
        proptest::sample::select(HOSTILE.as_slice()).prop_map(str::to_owned),
        any::<String>(),
    ], 1..5)) {
        let text = parts.concat();
        prop_assume!(!text.is_empty());
        survives(&text);
    }

    #[test]
    fn any_name_makes_a_sound_path(name in any::<String>()) {
        let path = path(&datasource(&name, "uid"));
        prop_assert!(path.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-/.".contains(&byte)));
        prop_assert_eq!(path.matches(['/', '.']).count(), 3);
    }
}

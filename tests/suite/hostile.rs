//! Texts that break careless programs, and suites that contradict themselves.

use std::collections::BTreeMap;

use dashgen::cli::Status;
use dashgen::model::{
    Annotation, Color, Dashboard, DashboardRef, DataLink, Link, Mapping, MappingResult, Matcher, Override, Panel,
    Property, QueryRef, Row, Size, Stat, Text, TextPanel, Timeseries, Uid, Var, Variable, VariableKind,
};
use dashgen::promql::{self, Label, Query, minutes, raw};
use dashgen::render;
use dashgen::suite::{Dashboards, Datasource, Provider, Setting, Suite};
use dashgen::unit::{Number, Ratio, Seconds};
use dashgen::vocabulary::field::{SpecialValue, TextMatcher};
use insta::assert_snapshot;
use serde::Deserialize;
use serde_json::Value;

use super::cli_build::folder;
use super::{dashgen_of, files, suite_of, uid};

dashgen::metrics! {
    catalogue METRICS;
    target labels { Job = "job" }
    /// Requests.
    counter REQUESTS("requests_total", Number) by requests { Path = "path" }
}

/// Texts that mean something to JSON, YAML, PromQL, Grafana, HTML, shells or terminals.
fn texts() -> Vec<String> {
    let short = [
        "\"quoted\" 'too'",
        r"back\slash \n \",
        "two\nlines\r\nand\ttab",
        "\0 \u{1} \u{7f} \u{85} \u{9b}31m",
        "\x1b[31mred\x1b]0;title\x07\x1b[2J",
        "${job} $job $$ $__interval [[job]]",
        "$__env{HOME} ${HOME} $HOME $__file{/etc/passwd}",
        "{{label}} {{{raw}}} {{&raw}} {{/each}}",
        "<script>alert(1)</script><!-- -->&amp;",
        "\u{1f4c8}\u{1f468}\u{200d}\u{1f4bb} e\u{301}",
        "\u{202e}right to left\u{202c} \u{200f}\u{2066}x\u{2069}",
        "\u{2028}\u{2029}\u{feff}\u{fffe}",
        ": ",
        "key: value # comment",
        "# comment",
        "- item",
        "%percent %s %00 %0a",
        "`tick` ~ no null true 1_000 0x1f 12:30:45 <<",
        "| > @ & * ! [a, {b}]",
        "--- \n...\n",
        "../../etc/passwd",
        "'; DROP TABLE dashboard; --",
        " spaces around ",
    ];
    short.into_iter().map(str::to_owned).chain(["x".repeat(10_000), "\u{1f4c8}\"".repeat(2_500)]).collect()
}

fn query(text: &str) -> Query<requests::Label, Number> {
    REQUESTS.with(requests::Path.is(text.to_owned())).increase(minutes(5)).sum_by([requests::Path])
}

/// Returns the matcher of a regular expression, which [`Override::by_regex`] would write so that Grafana reads it.
fn as_it_is(regex: Text) -> Matcher {
    TextMatcher::empty().id("byRegexp").options(regex).into()
}

/// Returns a dashboard with the text wherever a dashboard takes one.
fn everywhere(text: &str) -> Dashboard {
    let text = || Text::from(text.to_owned());
    let mapped = || MappingResult { text: Some(text()), color: Some(Color(text())) };
    let mut panel = Panel::new("panel", text(), Timeseries::lines())
        .description(text())
        .query(query(&text()).legend_text(text()))
        .no_value(text())
        .mapping(Mapping::value(text(), text(), Color(text())))
        .mapping(Mapping::range(None, Some(1.0), text(), Color::RED))
        .mapping(Mapping::Regex { pattern: text(), result: mapped() })
        .mapping(Mapping::special(SpecialValue::True, text()))
        .data_link(DataLink::to_url(text(), text()))
        .field_override(Override::by_name(text()).with(Property::DisplayName(text())))
        .field_override(Override::of(as_it_is(text())).with(Property::AxisLabel(text())));
    panel.field.display_name = Some(text());
    panel.links.push(Link::url(text(), text()));
    let words = TextPanel::markdown(text());
    Dashboard::new(Uid::literal("hostile"), text())
        .description(text())
        .tag(text())
        .link(Link::dashboards(text(), text()))
        .link(Link::url(text(), text()))
        .variable(Variable::label_values(Var::literal("a"), "up", "job").label(text()).description(text()))
        .variable(Variable::new(Var::literal("b"), VariableKind::Textbox { default: text() }))
        .variable(Variable::new(Var::literal("c"), VariableKind::Constant { value: text() }))
        .variable(Variable::prometheus(Var::literal("d")).default_datasource(text(), Uid::literal("uid")))
        .annotation(Annotation::new(text(), query(&text())).text(text()).color(Color(text())))
        .panel(panel)
        .row(Row::new("row", text()).collapsed().panel(Panel::new("words", text(), words)))
}

fn json(dashboard: &Dashboard) -> Value {
    let mut bytes = Vec::new();
    render::dashboard(dashboard, &mut bytes).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// Replaces a word by a text, in all texts and keys but those of queries.
fn planted(value: Value, word: &str, text: &str) -> Value {
    match value {
        Value::String(old) => Value::String(old.replace(word, text)),
        Value::Array(items) => items.into_iter().map(|item| planted(item, word, text)).collect(),
        Value::Object(object) => {
            let entries = object.into_iter().map(|(key, value)| {
                let value = if key == "expr" { value } else { planted(value, word, text) };
                (key.replace(word, text), value)
            });
            entries.collect()
        }
        other => other,
    }
}

/// Takes the queries out of a document.
fn take_queries(value: &mut Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter_mut().flat_map(take_queries).collect(),
        Value::Object(object) => {
            let own = object.remove("expr").map(|expr| expr.as_str().unwrap().to_owned());
            own.into_iter().chain(object.values_mut().flat_map(take_queries)).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn a_dashboard_comes_back_from_its_json() {
    const WORD: &str = "PLAINWORD";
    let mut plain = json(&everywhere(WORD));
    assert_eq!(take_queries(&mut plain).len(), 2);
    assert!(plain.to_string().matches(WORD).count() > 35, "the word is everywhere");
    for text in texts() {
        let mut document = json(&everywhere(&text));
        for printed in take_queries(&mut document) {
            assert_eq!(promql::parse(&printed).unwrap(), *query(&text).expr(), "{printed}");
        }
        assert_eq!(document, planted(plain.clone(), WORD, &text), "{text:?}");
    }
}

#[test]
fn a_label_value_in_every_place_of_a_query_comes_back() {
    for text in texts() {
        let value = || text.clone();
        let queries = [
            REQUESTS.with(requests::Path.is(value())).rate(minutes(1)).into_expr(),
            REQUESTS.with(requests::Path.is_not(value())).rate(minutes(1)).sum_by([requests::Path]).into_expr(),
            REQUESTS.with(requests::Path.matches(value())).increase(minutes(1)).topk(3).into_expr(),
            REQUESTS.with(requests::Path.not_matches(value())).increase(minutes(1)).count_values(value()).into_expr(),
        ];
        for query in queries {
            let printed = query.to_string();
            assert_eq!(promql::parse(&printed).unwrap(), query, "{printed}");
        }
    }
}

/// Returns a suite with the text wherever its provisioning files take one.
fn provisioned(text: &str) -> Suite {
    let text = || Text::from(text.to_owned());
    let path = Setting::Fixed(text());
    Suite::new(text())
        .datasource(Datasource::prometheus(Uid::literal("hostile"), text(), path.clone()))
        .provider(Provider::new(text()).folder(text()).path(path).update_interval_seconds(30))
}

#[derive(Deserialize)]
struct Datasources {
    datasources: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
    url: String,
}

#[derive(Deserialize)]
struct Providers {
    providers: Vec<ReadFrom>,
}

#[derive(Deserialize)]
struct ReadFrom {
    name: String,
    folder: String,
    options: Options,
}

#[derive(Deserialize)]
struct Options {
    path: String,
}

/// Undoes what Grafana does to values of these files; nothing of the environment may be left to fill in.
fn expanded(value: &str) -> String {
    super::alerting::expanded(value).unwrap_or_else(|| panic!("Grafana would expand {value:?}"))
}

#[test]
fn provisioning_comes_back_from_its_yaml() {
    for text in texts() {
        let files: BTreeMap<_, _> = match render::provisioning(&provisioned(&text), &render::Options::default()) {
            Ok(files) => files.into_iter().collect(),
            Err(error) => {
                assert!(text.contains('@'), "only what may hold a password is refused: {error}");
                continue;
            }
        };
        let (_, sources) = files.iter().find(|(path, _)| path.contains("/datasources/")).unwrap();
        let sources: Datasources = serde_saphyr::from_str(sources).unwrap();
        assert_eq!(sources.datasources.len(), 1);
        assert_eq!(
            (expanded(&sources.datasources[0].name), expanded(&sources.datasources[0].url)),
            (text.clone(), text.clone())
        );
        let providers: Providers = serde_saphyr::from_str(&files["provisioning/dashboards/default.yml"]).unwrap();
        let [provider] = &providers.providers[..] else { panic!("one provider") };
        for value in [&provider.name, &provider.folder, &provider.options.path] {
            assert_eq!(expanded(value), text);
        }
    }
}

/// Says whether a terminal, a log viewer or a reader would take anything in a text for more than text.
fn is_harmless(text: &str) -> bool {
    let bidi = |c| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().all(|c| matches!(c, '\n' | '\t') || !(c.is_control() || bidi(c)))
}

#[test]
fn messages_about_hostile_suites_are_harmless() {
    for text in texts() {
        let folder = folder();
        let out = folder.path().to_str().unwrap();
        let build = |suite, more: &[&str]| dashgen_of(suite, &[&["build", "--out", out], more].concat());
        let named =
            |text: String| Suite::new(text).dashboards(Dashboards::generate(2, |at| Dashboard::new(uid(at), "")));
        let twins = text.clone();
        let twins = suite_of(2, move |_| Dashboard::new(uid(0), twins.clone()));
        let mixed = text.clone();
        let mixed = suite_of(1, move |_| {
            let panel = Panel::new("a", mixed.clone(), Stat::default());
            Dashboard::new(uid(0), "").panel(panel.query(raw::<Seconds>("a")).query(raw::<Ratio>("b")))
        });
        let keys = text.clone();
        let keys = suite_of(1, move |_| {
            let panel = || Panel::new(keys.clone(), "", Stat::default());
            Dashboard::new(uid(0), "").panel(panel()).panel(panel())
        });
        let file = text.clone();
        let file = suite_of(1, move |_| Dashboard::new(uid(0), "").file_name(file.clone()));
        let mut repeated = provisioned(&text);
        repeated.datasources.push(repeated.datasources[0].clone());
        let runs = [
            build(named(text.clone()), &["--only", "nothing"]),
            build(named("sample".to_owned()), &["--only", &text]),
            build(twins, &[]),
            build(mixed, &[]),
            build(keys, &[]),
            build(file, &[]),
            build(repeated, &[]),
        ];
        for run in runs {
            assert!(matches!(run.status, Status::Usage | Status::Failure), "{run}");
            assert!(is_harmless(&run.stderr) && run.stdout.is_empty(), "{:?}", run.stderr);
        }
        assert_eq!(files(folder.path()), BTreeMap::new(), "nothing is written when anything fails");
    }
}

#[test]
fn a_hostile_suite_builds_and_is_fresh_afterwards() {
    for text in texts() {
        let folder = folder();
        let out = folder.path().to_str().unwrap();
        let suite = || {
            let (text, dashboards) = (
                text.clone(),
                suite_of(1, {
                    let text = text.clone();
                    move |_| everywhere(&text)
                }),
            );
            provisioned(&text).dashboards(dashboards.dashboards)
        };
        if render::provisioning(&suite(), &render::Options::default()).is_err() {
            continue;
        }
        let built = dashgen_of(suite(), &["build", "--out", out]);
        assert_eq!(built.status, Status::Clean, "{built}");
        assert!(is_harmless(&built.stdout) && is_harmless(&built.stderr), "{built:?}");
        let checked = dashgen_of(suite(), &["build", "--check", "--out", out]);
        assert_eq!(checked.to_string(), "3 fresh, 0 not\n--- Clean");
    }
}

/// Returns what a build that is refused says.
fn refusal(suite: Suite) -> String {
    let folder = folder();
    let run = dashgen_of(suite, &["build", "--out", folder.path().to_str().unwrap()]).without(folder.path());
    assert_eq!(files(folder.path()), BTreeMap::new(), "nothing is written when anything fails");
    without_lines(&run.to_string())
}

/// Leaves out in which lines of this file something was written.
fn without_lines(message: &str) -> String {
    let (before, after) = message.split_once("hostile.rs:").unwrap_or((message, ""));
    if after.is_empty() {
        return before.to_owned();
    }
    format!("{before}hostile.rs:LINE{}", without_lines(after.trim_start_matches(|c: char| c.is_ascii_digit())))
}

#[test]
fn two_dashboards_of_one_uid() {
    let suite =
        suite_of(3, |at| Dashboard::new(uid(at / 2), ["First", "Second", "Third"][at]).file_name(format!("{at}")));
    assert_snapshot!(refusal(suite), @"
    --- stderr
    error: cannot build into `OUT`
      because: tests/suite/hostile.rs:LINE: two dashboards have the uid `dashboard-0`: `First` and `Second`; Grafana would keep only one of them
    --- Failure
    ");
}

#[test]
fn two_dashboards_of_one_file() {
    let suite = suite_of(2, |at| Dashboard::new(uid(at), "Same").file_name(["api", "API"][at]));
    assert_snapshot!(refusal(suite), @"
    --- stderr
    error: cannot build into `OUT`
      because: tests/suite/hostile.rs:LINE: two dashboards are to be written to `dashboards/API.json`: `dashboard-0` and `dashboard-1`; give one another file name
    --- Failure
    ");
}

#[test]
fn a_link_to_a_dashboard_that_is_not_there() {
    let suite = suite_of(1, |at| {
        let panel = Panel::new("up", "Up", Stat::default()).query(raw::<Ratio>("up"));
        let gone = DashboardRef::new(Uid::literal("gone"));
        Dashboard::new(uid(at), "Linked").panel(panel.data_link(DataLink::to_dashboard("Details", gone)))
    });
    assert_snapshot!(refusal(suite), @"
    --- stderr
    error: cannot build into `OUT`
      because: tests/suite/hostile.rs:LINE: dashboard `dashboard-0` links to the dashboard `gone`, which is not in the suite
    --- Failure
    ");
}

#[test]
fn a_file_name_that_leaves_the_folder() {
    assert_snapshot!(refusal(suite_of(1, |at| Dashboard::new(uid(at), "Up").file_name("../up"))), @"
    --- stderr
    error: cannot build into `OUT`
      because: tests/suite/hostile.rs:LINE: dashboard `dashboard-0` is to be written to the file `../up`, but a file name has 1 to 200 characters, only letters, digits, `-`, `_` and `.`, and no `.` at the beginning
    --- Failure
    ");
}

#[test]
fn two_panels_of_one_key() {
    let panel = || Panel::new("up", "Up", Stat::default());
    assert_snapshot!(refusal(suite_of(1, move |at| Dashboard::new(uid(at), "Twice").panel(panel()).panel(panel()))), @"
    --- stderr
    error: cannot build into `OUT`
      because: tests/suite/hostile.rs:LINE: dashboard `dashboard-0` has two panels or rows with the key `up`, the first at tests/suite/hostile.rs:LINE; give each its own
    --- Failure
    ");
}

#[test]
fn two_units_on_one_axis() {
    let suite = suite_of(1, |at| {
        let panel = Panel::new("both", "Both", Timeseries::lines());
        Dashboard::new(uid(at), "Mixed").panel(panel.query(raw::<Seconds>("a")).query(raw::<Ratio>("b")))
    });
    assert_snapshot!(refusal(suite), @"
    --- stderr
    error: cannot build into `OUT`
      because: tests/suite/hostile.rs:LINE: dashboard `dashboard-0`, panel `Both`: query A is in s, query B in ratio, and both are drawn on one axis; give one of them an axis of its own (`.axis(Axis::Right)`) or the panel a unit
    --- Failure
    ");
}

#[test]
fn a_datasource_with_a_password_in_its_address() {
    let mut suite = provisioned("plain");
    suite.datasources[0].url = Some("http://admin:hunter2@prometheus:9090".into());
    let message = refusal(suite);
    assert!(!message.contains("hunter2"), "{message}");
    assert_snapshot!(message, @"
    --- stderr
    error: cannot build into `OUT`
      because: the address of the datasource `plain` holds an `@`, and so perhaps a password
      hint: keep secrets out of the files: read the whole address from the environment, with a default without them, or let a proxy add them; a harmless `@` is written `%40`
    --- Failure
    ");
}

/// Returns the line of this file that a panic names.
fn line_of_panic(make: impl FnOnce() + std::panic::UnwindSafe) -> u32 {
    use std::cell::Cell;
    use std::panic;
    thread_local! {
        static IS_EXPECTED: Cell<bool> = const { Cell::new(false) };
        static LINE: Cell<Option<u32>> = const { Cell::new(None) };
    }
    static HOOK: std::sync::Once = std::sync::Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !IS_EXPECTED.get() {
                return usual(panic);
            }
            let here = panic.location().filter(|location| location.file() == file!());
            LINE.set(here.map(panic::Location::line));
        }));
    });
    IS_EXPECTED.set(true);
    let result = panic::catch_unwind(make);
    IS_EXPECTED.set(false);
    assert!(result.is_err(), "it panics");
    LINE.take().expect("the panic names this file")
}

#[test]
fn literals_outside_of_constants() {
    type Latency = promql::Recorded<requests::Label, Number>;
    let before = line!();
    let lines = [
        line_of_panic(|| drop(Uid::literal("not a uid"))),
        line_of_panic(|| _ = Size::new(30, 4)),
        line_of_panic(|| drop(Var::literal("my-job"))),
        line_of_panic(|| drop(QueryRef::literal("1st"))),
        line_of_panic(|| drop(Latency::literal("rate"))),
    ];
    assert_eq!(lines, [2, 3, 4, 5, 6].map(|after| before + after), "the line of who wrote it");
}

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::json::skipped::skipped;
use crate::model::{Dashboard, Uid};
use crate::promql::seconds;
use crate::render::testing::{HOSTILE, hostile_text};
use crate::render::{self, Options, ProvisioningError};
use crate::suite::{Dashboards, Datasource, Provider, ScrapeProtocol, Secret, Setting};

/// Where the files are, in the output.
const FOLDER: &str = "provisioning/stack";

fn provisioning(suite: &Suite) -> Result<Vec<(String, String)>, ProvisioningError> {
    render::provisioning(suite, &Options::default())
}

fn fixed(text: &str) -> Setting {
    Setting::Fixed(text.to_owned().into())
}

fn prometheus(url: Setting, interval: &'static str) -> Vec<Datasource> {
    vec![
        Datasource::prometheus(Uid::literal("prometheus"), "Prometheus", url)
            .scrape_interval(interval)
            .make_default()
            .into(),
    ]
}

fn suite_around(stack: Stack) -> Suite {
    let provider = Provider {
        name: "default".into(),
        folder: "".into(),
        folder_uid: None,
        path: fixed("/dashboards"),
        update_interval_seconds: 10,
        allow_ui_updates: false,
    };
    Suite {
        dashboards: Dashboards::from_functions(&[|| Dashboard::new(Uid::literal("one"), "One")]),
        datasources: prometheus(fixed(Stack::PROMETHEUS), "5s"),
        providers: vec![provider],
        stack: Some(stack),
        ..Suite::new("shop")
    }
}

fn shop() -> Stack {
    Stack { jobs: vec![Job::new("api", ["api:8000"])], demo: Some(Demo::new("shop")), ..Stack::new("shop") }
}

/// Returns a suite whose settings are read from the environment.
fn configured() -> Suite {
    let mut suite = suite_around(shop());
    suite.datasources = prometheus(Setting::environment("PROMETHEUS_URL", Stack::PROMETHEUS), "5s");
    suite.providers[0].path = Setting::environment("DASHBOARDS", "/var/lib/grafana/dashboards");
    suite
}

#[test]
fn a_job_with_all_that_prometheus_reads() {
    let job = Job::new("probe: $1", ["blackbox:9115"])
        .metrics_path("/probe")
        .param("module", "http_2xx")
        .param("target", "a")
        .param("target", "b")
        .https()
        .scrape_timeout(seconds(3))
        .honor_labels()
        .label("team", "web")
        .protocols([ScrapeProtocol::Protobuf, ScrapeProtocol::OpenMetrics1])
        .fallback_protocol(ScrapeProtocol::PrometheusText0);
    let (files, _) = rendered(&suite_around(Stack { jobs: vec![job], demo: None, ..shop() }));
    assert_snapshot!(files["prometheus.yml"].split_once("localhost:9090\"\n").unwrap().1, @r#"
    - job_name: "probe: $1"
      metrics_path: "/probe"
      params:
        module:
          - "http_2xx"
        target:
          - "a"
          - "b"
      scheme: "https"
      scrape_timeout: "3s"
      honor_labels: true
      scrape_protocols:
        - "PrometheusProto"
        - "OpenMetricsText1.0.0"
      fallback_scrape_protocol: "PrometheusText0.0.4"
      static_configs:
        - targets:
            - "blackbox:9115"
          labels:
            team: "web"
    "#);
}

#[test]
fn secrets_come_from_whoever_starts_the_stack() {
    let mut suite = suite_around(shop());
    let loki = Datasource::loki(Uid::literal("loki"), "Loki", "http://loki:3100");
    suite.datasources.push(loki.basic_auth("reader", Secret::environment("LOKI_PASSWORD")).into());
    let (files, _) = rendered(&suite);
    let password = |name: &str| {
        let grafana = &read(&files[name])["services"]["grafana"];
        assert_eq!(grafana["env_file"][0], "../grafana.env");
        interpolate(grafana["environment"]["LOKI_PASSWORD"].as_str().unwrap())
    };
    assert_eq!(password(COMPOSE[0]), Ok(String::new()), "for trials, it may be missing");
    assert_eq!(password(COMPOSE[1]), Err("LOKI_PASSWORD".to_owned()), "production does not start without");
}

/// Returns the files of the stack by name, and the paths of all files of the build.
fn rendered(suite: &Suite) -> (BTreeMap<String, String>, Vec<String>) {
    let files = provisioning(suite).unwrap();
    let dashboards = suite.dashboards.iter().map(|it| crate::render::path(&it).unwrap());
    let paths = files.iter().map(|(path, _)| path.clone()).chain(dashboards).collect();
    let ours = files.into_iter().filter_map(|(path, text)| {
        let name = path.strip_prefix("provisioning/stack/")?.to_owned();
        Some((name, text))
    });
    (ours.collect(), paths)
}

const COMPOSE: [&str; 2] = ["docker-compose.monitoring.yml", "docker-compose.production.yml"];

fn read(text: &str) -> Value {
    serde_saphyr::from_str(text).unwrap()
}

/// Does what Compose does to a value: `$$`, `${NAME:-default}` and `${NAME:?message}`, in an empty environment.
fn interpolate(text: &str) -> Result<String, String> {
    let mut parts = text.split('$');
    let mut out = parts.next().unwrap().to_owned();
    while let Some(part) = parts.next() {
        if part.is_empty() {
            out.push('$');
            out.push_str(parts.next().expect("two dollars"));
            continue;
        }
        let (inside, rest) = part.strip_prefix('{').expect("a brace").split_once('}').unwrap();
        match (inside.split_once(":-"), inside.split_once(":?")) {
            (Some((_, default)), _) => out.push_str(default),
            (_, Some((name, _))) => return Err(name.to_owned()),
            _ => panic!("{text}"),
        }
        out.push_str(rest);
    }
    Ok(out)
}

/// Returns every text of a document, as Compose reads it.
fn texts(value: &Value, found: &mut Vec<Result<String, String>>) {
    match value {
        Value::String(text) => found.push(interpolate(text)),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(object) => object.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

fn services(document: &Value) -> impl Iterator<Item = (&String, &Value)> {
    document["services"].as_object().unwrap().iter()
}

fn binds(service: &Value) -> impl Iterator<Item = &Value> {
    let volumes = service["volumes"].as_array().map(Vec::as_slice).unwrap_or_default();
    volumes.iter().filter(|volume| volume["type"] == "bind")
}

#[test]
fn prometheus_scrapes_as_often_as_grafana_believes() {
    let (files, _) = rendered(&suite_around(shop()));
    assert_snapshot!(files["prometheus.production.yml"], @r#"
    # Generated by dashgen from the suite `shop`. Do not edit: change the code, then run `dashgen build`.
    global:
      scrape_interval: "5s"
      evaluation_interval: "5s"
    rule_files:
      - "../prometheus/*.rules.yml"
    scrape_configs:
      - job_name: "prometheus"
        static_configs:
          - targets:
              - "localhost:9090"
      - job_name: "api"
        metrics_path: "/metrics"
        static_configs:
          - targets:
              - "api:8000"
    "#);
    assert_eq!(read(&files["prometheus.yml"])["scrape_configs"][2]["dns_sd_configs"][0]["port"], 9464);
}

#[test]
fn the_demo_is_built_from_source() {
    let (files, _) = rendered(&suite_around(shop()));
    assert_snapshot!(files["Dockerfile"], @r#"
    # Generated by dashgen from the suite `shop`. Do not edit: change the code, then run `dashgen build`.
    # Serves the metrics of the suite, made up: see the profile `demo` of docker-compose.monitoring.yml.
    FROM rust:1.95.0-bookworm AS build
    WORKDIR /source
    COPY . .
    RUN cargo build --release --locked --bin shop

    FROM debian:12.12-slim
    COPY --from=build /source/target/release/shop /usr/local/bin/shop
    USER 65534:65534
    EXPOSE 9464
    ENTRYPOINT ["/usr/local/bin/shop"]
    CMD ["simulate", "--listen", "0.0.0.0:9464"]
    "#);
}

#[test]
fn without_a_demo_there_is_none() {
    let (files, _) = rendered(&suite_around(Stack { demo: None, ..shop() }));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(names, [COMPOSE[0], COMPOSE[1], "prometheus.production.yml", "prometheus.yml"]);
    assert!(read(&files[COMPOSE[0]])["services"].get("demo").is_none());
    assert_eq!(read(&files["prometheus.yml"])["scrape_configs"].as_array().unwrap().len(), 2);
}

#[test]
fn every_mount_is_read_only_and_made_by_the_build() {
    for suite in [configured(), suite_around(shop())] {
        let (files, paths) = rendered(&suite);
        for name in COMPOSE {
            let document = read(&files[name]);
            let mounts: Vec<&Value> = services(&document).flat_map(|(_, service)| binds(service)).collect();
            assert!(mounts.len() >= 4, "{name}");
            for mount in mounts {
                assert_eq!(mount["read_only"], true, "{name}: {mount}");
                let source = resolved(mount["source"].as_str().unwrap());
                let is_made = paths.iter().any(|path| path.starts_with(&format!("{source}/")));
                assert!(is_made, "{name} mounts {source}, which the build does not make");
            }
            for (_, service) in services(&document) {
                let Some(env_file) = service.get("env_file") else { continue };
                assert!(paths.contains(&resolved(env_file[0].as_str().unwrap())), "{name}");
            }
        }
    }
}

/// Returns a path beside the stack's files as one in the output.
fn resolved(source: &str) -> String {
    let mut parts: Vec<&str> = FOLDER.split('/').collect();
    for part in source.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop().expect("inside the output")),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[test]
fn rules_and_alerts_are_mounted_where_there_are_any() {
    let folders = BTreeSet::from(["prometheus", "alerting"]);
    let around = Around { dashboards: "dashboards", folders, has_environment: false, secrets: Vec::new() };
    let stack = shop();
    let suite = suite_around(stack.clone());
    let files = files(&suite, &stack, &around).unwrap();
    for (_, text) in files.iter().filter(|(name, _)| COMPOSE.contains(name)) {
        let targets = |name: &str| -> Vec<String> {
            let document = read(text);
            binds(&document["services"][name]).map(|mount| mount["target"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(targets("prometheus"), ["/etc/prometheus/stack", "/etc/prometheus/prometheus"]);
        assert_eq!(targets("grafana"), ["/etc/grafana/provisioning/alerting", "/dashboards"]);
    }
}

#[test]
fn production_does_not_start_without_a_password() {
    let (files, _) = rendered(&configured());
    let missing = |name: &str| {
        let mut found = Vec::new();
        texts(&read(&files[name]), &mut found);
        found.into_iter().filter_map(Result::err).collect::<Vec<_>>()
    };
    assert_eq!(missing(COMPOSE[0]), [""; 0]);
    assert_eq!(missing(COMPOSE[1]), ["GRAFANA_PASSWORD"; 2]);
}

/// Runs the service that looks at the password, as Compose does.
fn look_at(password: &str) -> (bool, String) {
    let (files, _) = rendered(&configured());
    let service = &read(&files[COMPOSE[1]])["services"]["password"];
    let words = service["entrypoint"].as_array().unwrap().iter();
    let words: Vec<String> = words.map(|word| interpolate(word.as_str().unwrap()).unwrap()).collect();
    let output = Command::new(&words[0]).args(&words[1..]).env("GRAFANA_PASSWORD", password).output().unwrap();
    (output.status.success(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn production_does_not_start_with_the_default_password() {
    for password in ["admin", "Admin", ""] {
        let refused = (false, "GRAFANA_PASSWORD is the default: set it to a password of your own\n".to_owned());
        assert_eq!(look_at(password), refused, "{password}");
    }
    for password in ["administrator", "*", "a b\"; exit 1; #", "$(exit 1)", "-n"] {
        assert_eq!(look_at(password), (true, String::new()), "{password}");
    }
    let (files, _) = rendered(&configured());
    let document = read(&files[COMPOSE[1]]);
    assert_eq!(document["services"]["password"]["restart"], "no");
    for (name, service) in services(&document).filter(|(name, _)| *name != "password") {
        let condition = &service["depends_on"]["password"]["condition"];
        assert_eq!(condition, "service_completed_successfully", "{name} waits for it");
    }
}

#[test]
fn every_service_is_confined() {
    let (files, _) = rendered(&configured());
    for name in COMPOSE {
        let document = read(&files[name]);
        assert!(services(&document).count() >= 3);
        for (service, it) in services(&document) {
            assert_eq!(it["read_only"], true, "{name}: {service}");
            assert_eq!(it["cap_drop"], serde_json::json!(["ALL"]), "{name}: {service}");
            assert_eq!(it["security_opt"], serde_json::json!(["no-new-privileges:true"]), "{name}: {service}");
            assert!(it["pids_limit"].as_u64().is_some_and(|limit| limit <= 512), "{name}: {service}");
            let memory = interpolate(it["mem_limit"].as_str().unwrap()).unwrap();
            assert!(memory.ends_with(['m', 'g']) && memory.len() > 1, "{name}: {service}: {memory}");
            for published in it["ports"].as_array().into_iter().flatten() {
                let published = interpolate(published.as_str().unwrap()).unwrap();
                assert!(published.starts_with("127.0.0.1:"), "{name}: {service} is published at {published}");
            }
        }
    }
}

#[test]
fn an_image_with_a_digest() {
    let digest = "0123456789abcdef".repeat(4);
    let image = format!("grafana/grafana:13.2.3@sha256:{digest}");
    let (files, _) = rendered(&suite_around(Stack { grafana: image.clone().into(), ..shop() }));
    for name in COMPOSE {
        assert_eq!(read(&files[name])["services"]["grafana"]["image"], image, "{name}");
    }
    let short = Stack { grafana: image[..image.len() - 1].to_owned().into(), ..shop() };
    assert!(refusal(&suite_around(short)).contains("has no exact version"));
}

#[test]
fn production_publishes_grafana_only() {
    let (files, _) = rendered(&configured());
    let document = read(&files[COMPOSE[1]]);
    let published: Vec<&String> =
        services(&document).filter(|(_, it)| it.get("ports").is_some()).map(|it| it.0).collect();
    assert_eq!(published, ["grafana"]);
    for (name, service) in services(&document) {
        assert_eq!(service["profiles"], serde_json::json!(["monitoring"]), "{name}");
    }
}

#[test]
fn every_service_says_when_it_is_well_and_what_it_is_exactly() {
    let (files, _) = rendered(&configured());
    for name in COMPOSE {
        let document = read(&files[name]);
        assert_eq!(document["services"]["grafana"]["container_name"], "shop_grafana");
        assert!(files[name].contains("--storage.tsdb.retention.time=30d"));
        for (service, it) in services(&document) {
            let is_over_soon = it["restart"] == "no";
            assert!(is_over_soon || it["healthcheck"]["test"][0] == "CMD", "{service}");
            let image = it["image"].as_str().unwrap();
            assert!(it.get("build").is_some() || image.rsplit_once(':').unwrap().1.split('.').count() == 3, "{image}");
        }
    }
}

#[test]
fn stacks_that_would_not_run() {
    let job = |job: Job| Stack { jobs: vec![job], ..shop() };
    let image = |image: &str| Stack { grafana: image.to_owned().into(), ..shop() };
    let binary = |binary: &str| Stack { demo: Some(Demo::new(binary.to_owned())), ..shop() };
    let stacks = [
        Stack { name: "Shop $".into(), ..shop() },
        Stack { name: "".into(), ..shop() },
        image("grafana/grafana"),
        image("grafana/grafana:latest"),
        image("grafana/grafana:13"),
        image("localhost:5000/grafana"),
        image("x:1.2\nRUN evil"),
        Stack { retention_days: 0, ..shop() },
        job(Job::new("demo", ["a:1"])),
        job(Job::new("", ["a:1"])),
        Stack { jobs: vec![Job::new("a", ["a:1"]), Job::new("a", ["b:1"])], ..shop() },
        job(Job::new::<&str>("api", [])),
        job(Job::new("api", ["http://api:8000"])),
        job(Job::new("api", ["api"])),
        job(Job::new("api", ["api:0"])),
        job(Job::new("api", ["api:1"]).metrics_path("metrics")),
        job(Job::new("api", ["api:1"]).label("job", "web")),
        job(Job::new("api", ["api:1"]).label("two words", "web")),
        job(Job::new("api", ["api:1"]).scrape_timeout(seconds(6))),
        job(Job::new("api", ["api:1"]).scrape_timeout(seconds(0))),
        binary("-x"),
        binary("a b"),
    ];
    let mut messages: Vec<String> = stacks.map(|stack| refusal(&suite_around(stack))).into();
    let with = |change: fn(&mut Suite)| {
        let mut suite = suite_around(shop());
        change(&mut suite);
        refusal(&suite)
    };
    messages.push(with(|suite| suite.datasources = prometheus(fixed("http://localhost:9090"), "5s")));
    messages.push(with(|suite| suite.datasources = prometheus(fixed(Stack::PROMETHEUS), "1M")));
    messages.push(with(|suite| suite.datasources = prometheus(fixed(Stack::PROMETHEUS), "00s")));
    messages.push(with(|suite| suite.providers[0].path = fixed("dashboards")));
    messages.push(with(|suite| suite.providers[0].path = fixed("/var/lib/grafana")));
    messages.push(with(|suite| suite.providers[0].path = fixed("/a/../etc")));
    assert_snapshot!(messages.join("\n"), @r"
    `Shop $` cannot be the name of a stack
      hint: use at most 50 lower-case letters, digits, `-` and `_`, starting with a letter or digit
    `` cannot be the name of a stack
      hint: use at most 50 lower-case letters, digits, `-` and `_`, starting with a letter or digit
    the image `grafana/grafana` of the stack has no exact version
      hint: write `NAME:VERSION` with the full version, such as `prom/prometheus:v3.14.0`, or add `@sha256:DIGEST`
    the image `grafana/grafana:latest` of the stack has no exact version
      hint: write `NAME:VERSION` with the full version, such as `prom/prometheus:v3.14.0`, or add `@sha256:DIGEST`
    the image `grafana/grafana:13` of the stack has no exact version
      hint: write `NAME:VERSION` with the full version, such as `prom/prometheus:v3.14.0`, or add `@sha256:DIGEST`
    the image `localhost:5000/grafana` of the stack has no exact version
      hint: write `NAME:VERSION` with the full version, such as `prom/prometheus:v3.14.0`, or add `@sha256:DIGEST`
    the image `x:1.2\nRUN evil` of the stack has no exact version
      hint: write `NAME:VERSION` with the full version, such as `prom/prometheus:v3.14.0`, or add `@sha256:DIGEST`
    the retention of the stack's Prometheus is 0 days
      hint: set `retention_days` to 1 or more
    the stack cannot have a job named `demo`: the name is empty, reserved or used twice
      hint: give each job a unique name, other than `prometheus` and `demo`
    the stack cannot have a job named ``: the name is empty, reserved or used twice
      hint: give each job a unique name, other than `prometheus` and `demo`
    the stack cannot have a job named `a`: the name is empty, reserved or used twice
      hint: give each job a unique name, other than `prometheus` and `demo`
    `` is not a valid target of the job `api`
      hint: give each job targets, each a host and a port from 1 to 65535, such as `api:8000`
    `http://api:8000` is not a valid target of the job `api`
      hint: give each job targets, each a host and a port from 1 to 65535, such as `api:8000`
    `api` is not a valid target of the job `api`
      hint: give each job targets, each a host and a port from 1 to 65535, such as `api:8000`
    `api:0` is not a valid target of the job `api`
      hint: give each job targets, each a host and a port from 1 to 65535, such as `api:8000`
    `metrics` is not a valid metrics path of the job `api`
      hint: start it with `/`, without spaces, `?` and `#`
    the job `api` cannot have the label `job`
      hint: use letters, digits and `_`, not starting with a digit or `__`; use each label once, but not `job`
    the job `api` cannot have the label `two words`
      hint: use letters, digits and `_`, not starting with a digit or `__`; use each label once, but not `job`
    the job `api` has a scrape timeout of 6s, but is scraped every 5s
      hint: set a timeout above 0 that does not exceed the interval
    the job `api` has a scrape timeout of 0s, but is scraped every 5s
      hint: set a timeout above 0 that does not exceed the interval
    `-x` cannot be the name of the demo's program
      hint: use letters, digits, `-` and `_`, not starting with `-`
    `a b` cannot be the name of the demo's program
      hint: use letters, digits, `-` and `_`, not starting with `-`
    none of the suite's Prometheus datasources has the URL of the stack's Prometheus, `http://prometheus:9090`
      hint: use it as the URL of one, or as the default of the variable for the URL
    the scrape interval `1M` of the stack's datasource is not valid in Prometheus
      hint: use a whole number, not 0, and a unit (ms, s, m, h, d, w, y), such as `15s`
    the scrape interval `00s` of the stack's datasource is not valid in Prometheus
      hint: use a whole number, not 0, and a unit (ms, s, m, h, d, w, y), such as `15s`
    the folder `dashboards` of a provider cannot be mounted into Grafana's container
      hint: use an absolute path without `..` that the image itself does not need, such as `/var/lib/grafana/dashboards`
    the folder `/var/lib/grafana` of a provider cannot be mounted into Grafana's container
      hint: use an absolute path without `..` that the image itself does not need, such as `/var/lib/grafana/dashboards`
    the folder `/a/../etc` of a provider cannot be mounted into Grafana's container
      hint: use an absolute path without `..` that the image itself does not need, such as `/var/lib/grafana/dashboards`
    ");
}

fn refusal(suite: &Suite) -> String {
    let error = provisioning(suite).expect_err("refused");
    assert!(matches!(error, ProvisioningError::Stack(_)), "{error}");
    format!("{error}\n  hint: {}", error.hint().unwrap())
}

#[test]
fn images_of_exact_versions() {
    let digest = format!("grafana/grafana@sha256:{}", "0".repeat(64));
    for image in ["prom/prometheus:v3.14.0", "localhost:5000/grafana:13.2", "debian:12.12-slim", &digest] {
        assert_eq!(check::check(&Stack { grafana: image.to_owned().into(), ..shop() }), Ok(()));
    }
}

/// Puts a text wherever a stack takes any, and reads it back.
fn survives(text: &str) {
    let clean: String = text.chars().filter(|c| !matches!(c, '\0' | '/') && !c.is_whitespace()).collect();
    let mut suite = suite_around(Stack { jobs: vec![Job::new(text.to_owned(), ["api:8000"])], ..shop() });
    suite.name = text.to_owned().into();
    let path = format!("/dashboards/x{clean}");
    suite.providers[0].path = fixed(&path);
    let (files, _) = rendered(&suite);
    assert_eq!(read(&files["prometheus.yml"])["scrape_configs"][1]["job_name"], text);
    for name in COMPOSE {
        let mut found = Vec::new();
        let document = read(&files[name]);
        texts(&document["services"]["grafana"]["volumes"], &mut found);
        assert!(found.contains(&Ok(path.clone())), "{name}: {found:?}");
        assert_eq!(services(&document).count(), 3);
    }
    let steps = files["Dockerfile"].lines().filter(|line| !line.starts_with('#')).count();
    assert_eq!(steps, 11, "{}", files["Dockerfile"]);
}

#[test]
fn hostile_texts_come_back() {
    HOSTILE.into_iter().for_each(survives);
}

proptest! {
    #[test]
    fn any_text_comes_back(text in hostile_text()) {
        prop_assume!(!["prometheus", "demo"].contains(&&*text));
        survives(&text);
    }
}

/// Writes all files of a build into a folder, for programs to look at.
fn on_disk(suite: &Suite) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let target = folder.path().join(path);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::write(target, text).unwrap();
    };
    provisioning(suite).unwrap().iter().for_each(|(path, text)| write(path, text));
    suite.dashboards.iter().for_each(|it| write(&crate::render::path(&it).unwrap(), "{}"));
    folder
}

/// Runs a program that may be missing, which counts as a skipped test.
fn judge(program: &str, arguments: &[&str], folder: &Path) -> Option<(bool, String)> {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(folder.join(FOLDER)).env_remove("GRAFANA_PASSWORD");
    match command.output() {
        Ok(output) => {
            let text =
                [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
            Some((output.status.success(), text))
        }
        Err(error) => {
            skipped(&format!("what `{program}` says of the stack"), &error.to_string());
            None
        }
    }
}

#[test]
fn promtool_takes_what_prometheus_is_given() {
    for suite in [configured(), suite_around(shop())] {
        let folder = on_disk(&suite);
        let arguments = ["check", "config", "prometheus.yml", "prometheus.production.yml"];
        let current = std::env::var("DASHGEN_PROMTOOL").ok();
        for program in Some("promtool").into_iter().chain(current.as_deref()) {
            let Some((is_fine, says)) = judge(program, &arguments, folder.path()) else { continue };
            assert!(is_fine, "{program}: {says}");
        }
    }
}

#[test]
fn compose_takes_its_files_and_production_needs_a_password() {
    let folder = on_disk(&configured());
    let config = |file: &str, profiles: &[&str]| {
        let arguments: Vec<&str> = ["-f", file].iter().chain(profiles).chain(&["config"]).copied().collect();
        judge("docker-compose", &arguments, folder.path())
    };
    let Some((is_fine, says)) = config(COMPOSE[0], &["--profile", "grafana", "--profile", "demo"]) else { return };
    assert!(is_fine, "{says}");
    assert!(says.contains("PROMETHEUS_URL: http://prometheus:9090"), "{says}");
    let (is_fine, says) = config(COMPOSE[1], &["--profile", "monitoring"]).expect("it was there a moment ago");
    assert!(!is_fine && says.contains("set it to the password of the user admin"), "{says}");
}

#[cfg(feature = "schema-lint")]
#[test]
fn the_compose_specification_has_a_schema() {
    let Some(path) = std::env::var_os("DASHGEN_COMPOSE_SCHEMA") else {
        return skipped(
            "the stack against the specification of Compose",
            "DASHGEN_COMPOSE_SCHEMA names no JSON Schema",
        );
    };
    let schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for suite in [configured(), suite_around(shop())] {
        let (files, _) = rendered(&suite);
        for name in COMPOSE {
            let mut document = read(&files[name]);
            let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
            assert_eq!(errors, [""; 0], "{name}");
            document["services"]["grafana"]["imagee"] = Value::Null;
            assert!(!validator.is_valid(&document), "a schema that takes anything");
        }
    }
}

//! `dashgen build`: what it says and what it leaves behind.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use dashgen::cli::Status;
use insta::assert_snapshot;
use tempfile::TempDir;

use super::{Run, dashgen, files, process, shown};

/// Returns an empty folder.
pub(super) fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Builds the trading suite into a folder.
pub(super) fn build(folder: &Path, options: &[&str]) -> Run {
    let arguments = [&["build", "--out", folder.to_str().unwrap()], options].concat();
    dashgen(&arguments).without(folder)
}

/// Builds, and returns what is said of all but the files that stay as they are.
pub(super) fn changes(folder: &Path, options: &[&str]) -> Run {
    let run = build(folder, options);
    Run { stdout: run.stdout.split_inclusive('\n').filter(|line| !line.starts_with("kept ")).collect(), ..run }
}

/// Returns a folder with a finished build.
pub(super) fn finished() -> TempDir {
    let folder = folder();
    assert_eq!(build(folder.path(), &["--quiet"]).status, Status::Clean);
    folder
}

fn append(path: &Path, text: &str) {
    let old = fs::read_to_string(path).unwrap();
    fs::write(path, old + text).unwrap();
}

/// Pretends that an earlier build made this file, too, as it is or as somebody has edited it since.
fn leave_behind(folder: &Path, name: &str, edited: bool) {
    let manifest = folder.join(".dashgen-manifest");
    let listed = fs::read_to_string(&manifest).unwrap();
    // The very bytes, and so the very hash, of another artifact.
    let hash =
        listed.lines().find_map(|line| line.trim().strip_prefix("\"dashboards/infrastructure.json\": ")).unwrap();
    let line = format!("  \"artifacts\": {{\n    \"{name}\": {hash}\n");
    fs::write(&manifest, listed.replace("  \"artifacts\": {\n", &line)).unwrap();
    fs::copy(folder.join("dashboards/infrastructure.json"), folder.join(name)).unwrap();
    if edited {
        append(&folder.join(name), " ");
    }
}

#[test]
fn the_first_build() {
    assert_snapshot!(build(folder().path(), &[]), @r"
    created     dashboards/infrastructure.json
    created     dashboards/system-overview.json
    created     dashboards/trading-performance.json
    created     provisioning/alerting/rules.yml
    created     provisioning/dashboards/default.yml
    created     provisioning/datasources/prometheus.yml
    created     provisioning/grafana.env
    created     provisioning/prometheus/alerting.rules.yml
    created     provisioning/prometheus/recording.rules.yml
    created     provisioning/prometheus/tests.yml
    created     provisioning/stack/Dockerfile
    created     provisioning/stack/Dockerfile.dockerignore
    created     provisioning/stack/docker-compose.monitoring.yml
    created     provisioning/stack/docker-compose.production.yml
    created     provisioning/stack/prometheus.production.yml
    created     provisioning/stack/prometheus.yml
    16 written, 0 kept, 0 removed
    --- Clean
    ");
}

#[test]
fn the_second_build_writes_nothing() {
    let folder = finished();
    let modified = || {
        let names: Vec<_> = files(folder.path()).into_keys().collect();
        names
            .into_iter()
            .map(|name| fs::metadata(folder.path().join(name)).unwrap().modified().unwrap())
            .collect::<Vec<_>>()
    };
    let before = modified();
    assert_snapshot!(changes(folder.path(), &[]), @r"
    0 written, 16 kept, 0 removed
    --- Clean
    ");
    assert_eq!(modified(), before);
}

#[test]
fn a_build_over_edited_stale_and_left_files() {
    let folder = finished();
    append(&folder.path().join("dashboards/system-overview.json"), " ");
    fs::remove_file(folder.path().join("provisioning/grafana.env")).unwrap();
    leave_behind(folder.path(), "dashboards/gone.json", false);
    assert_snapshot!(changes(folder.path(), &[]), @r"
    overwritten dashboards/system-overview.json
    created     provisioning/grafana.env
    removed     dashboards/gone.json
    2 written, 14 kept, 1 removed
    --- Clean
    ");
    assert!(!folder.path().join("dashboards/gone.json").exists());
}

#[test]
fn a_file_without_a_source_that_somebody_edited_stays() {
    let folder = finished();
    leave_behind(folder.path(), "dashboards/gone.json", true);
    assert_snapshot!(changes(folder.path(), &[]), @r"
    left alone  dashboards/gone.json
    0 written, 16 kept, 0 removed
    --- stderr
    note: `dashboards/gone.json` no longer has a source, but was edited by hand: move or delete it yourself
    --- Clean
    ");
    assert!(folder.path().join("dashboards/gone.json").exists());
}

#[test]
fn a_file_of_a_stranger_stays() {
    let folder = finished();
    fs::write(folder.path().join("dashboards/theirs.json"), "{}").unwrap();
    assert_eq!(build(folder.path(), &[]).status, Status::Clean);
    assert_eq!(fs::read(folder.path().join("dashboards/theirs.json")).unwrap(), b"{}");
}

#[test]
fn quiet_says_nothing() {
    assert_snapshot!(build(folder().path(), &["--quiet"]), @"--- Clean");
    assert_snapshot!(build(finished().path(), &["--check", "-q"]), @"--- Clean");
}

#[test]
fn for_programs() {
    let folder = finished();
    append(&folder.path().join("dashboards/system-overview.json"), " ");
    fs::remove_file(folder.path().join("dashboards/infrastructure.json")).unwrap();
    let run = build(folder.path(), &["--format", "json"]);
    serde_json::from_str::<serde_json::Value>(&run.stdout).expect("one JSON document");
    assert_snapshot!(run, @r#"
    {
      "version": 1,
      "written": [
        {
          "path": "dashboards/infrastructure.json",
          "change": "created"
        },
        {
          "path": "dashboards/system-overview.json",
          "change": "overwritten"
        }
      ],
      "kept": [
        "dashboards/trading-performance.json",
        "provisioning/alerting/rules.yml",
        "provisioning/dashboards/default.yml",
        "provisioning/datasources/prometheus.yml",
        "provisioning/grafana.env",
        "provisioning/prometheus/alerting.rules.yml",
        "provisioning/prometheus/recording.rules.yml",
        "provisioning/prometheus/tests.yml",
        "provisioning/stack/Dockerfile",
        "provisioning/stack/Dockerfile.dockerignore",
        "provisioning/stack/docker-compose.monitoring.yml",
        "provisioning/stack/docker-compose.production.yml",
        "provisioning/stack/prometheus.production.yml",
        "provisioning/stack/prometheus.yml"
      ],
      "removed": [],
      "left_alone": [],
      "unreadable": []
    }
    --- Clean
    "#);
}

#[test]
fn one_dashboard_by_file_name_uid_or_title() {
    for name in ["system-overview", "trading-system-overview", "System Overview"] {
        let folder = folder();
        build(folder.path(), &["--quiet", "--only", name]);
        let written: Vec<_> = files(folder.path()).into_keys().collect();
        assert_eq!(written, [".dashgen-manifest", "dashboards/system-overview.json"], "{name}");
    }
    assert_snapshot!(build(folder().path(), &["--only", "infrastructure-monitoring"]), @"
    created     dashboards/infrastructure.json
    1 written, 0 kept, 0 removed
    --- Clean
    ");
}

#[test]
fn some_dashboards_leave_the_others_alone() {
    let folder = finished();
    append(&folder.path().join("dashboards/system-overview.json"), " ");
    append(&folder.path().join("dashboards/infrastructure.json"), " ");
    let edited = fs::read(folder.path().join("dashboards/infrastructure.json")).unwrap();
    assert_snapshot!(build(folder.path(), &["--only", "system-overview"]), @"
    overwritten dashboards/system-overview.json
    1 written, 0 kept, 0 removed
    --- Clean
    ");
    assert_eq!(fs::read(folder.path().join("dashboards/infrastructure.json")).unwrap(), edited);
}

#[test]
fn a_misspelt_dashboard() {
    let folder = folder();
    assert_snapshot!(build(folder.path(), &["--only", "infrastucture"]), @"
    --- stderr
    error: the suite `trading` has no dashboard `infrastucture`; did you mean `infrastructure`?
    --- Usage
    ");
    assert_snapshot!(build(folder.path(), &["--only", "nothing like it"]), @"
    --- stderr
    error: the suite `trading` has no dashboard `nothing like it`; it has system-overview, trading-performance, infrastructure
    --- Usage
    ");
    assert_eq!(files(folder.path()).len(), 0);
}

#[test]
fn a_check_of_fresh_files() {
    assert_snapshot!(build(finished().path(), &["--check"]), @r"
    16 up to date, 0 stale
    --- Clean
    ");
}

#[test]
fn a_check_finds_every_kind_of_difference() {
    let folder = finished();
    append(&folder.path().join("dashboards/system-overview.json"), " ");
    leave_behind(folder.path(), "dashboards/gone.json", false);
    fs::remove_file(folder.path().join("dashboards/infrastructure.json")).unwrap();
    let before = files(folder.path());
    assert_snapshot!(build(folder.path(), &["--check"]), @r"
    missing     dashboards/infrastructure.json
    edited      dashboards/system-overview.json
    no source   dashboards/gone.json
    stale       .dashgen-manifest
    14 up to date, 4 stale
    --- stderr
    note: `edited` files were changed by hand: move the change into the code, or the next build overwrites it
    hint: run `dashgen build --out OUT` to update the files
    --- Findings
    ");
    assert_eq!(files(folder.path()), before, "a check writes nothing");
}

#[test]
fn a_check_of_stale_files() {
    let folder = finished();
    // What an older version of the code made: the manifest knows these bytes.
    let manifest = folder.path().join(".dashgen-manifest");
    let (of_one, of_other) = ("dashboards/system-overview.json", "dashboards/infrastructure.json");
    let listed = fs::read_to_string(&manifest).unwrap();
    let hash = |name: &str| {
        let line = listed.lines().find(|line| line.contains(name)).unwrap();
        line.rsplit('"').nth(1).unwrap().to_owned()
    };
    fs::write(&manifest, listed.replace(&hash(of_one), &hash(of_other))).unwrap();
    fs::copy(folder.path().join(of_other), folder.path().join(of_one)).unwrap();
    assert_snapshot!(build(folder.path(), &["--check"]), @r"
    stale       dashboards/system-overview.json
    stale       .dashgen-manifest
    15 up to date, 2 stale
    --- stderr
    hint: run `dashgen build --out OUT` to update the files
    --- Findings
    ");
}

#[test]
fn a_check_for_programs() {
    let folder = finished();
    append(&folder.path().join("dashboards/system-overview.json"), " ");
    leave_behind(folder.path(), "dashboards/gone.json", true);
    let run = build(folder.path(), &["--check", "--format", "json"]);
    serde_json::from_str::<serde_json::Value>(&run.stdout).expect("one JSON document");
    assert_snapshot!(run, @r#"
    {
      "version": 1,
      "clean": false,
      "fresh": 15,
      "differences": [
        {
          "path": "dashboards/system-overview.json",
          "state": "edited"
        }
      ],
      "without_source": [
        {
          "path": "dashboards/gone.json",
          "edited": true
        }
      ],
      "unreadable": [],
      "manifest_is_stale": false
    }
    --- Findings
    "#);
}

#[test]
fn a_check_where_nothing_was_built() {
    let folder = folder();
    let run = build(folder.path(), &["--check"]);
    let (missing, others): (String, String) =
        run.stdout.split_inclusive('\n').partition(|line| line.starts_with("missing "));
    assert_eq!(missing.lines().count(), 16);
    assert_snapshot!(Run { stdout: others, ..run }, @r"
    stale       .dashgen-manifest
    0 up to date, 17 stale
    --- stderr
    hint: run `dashgen build --out OUT` to update the files
    --- Findings
    ");
    assert_eq!(files(folder.path()).len(), 0);
}

#[test]
fn a_check_of_a_folder_that_is_not_there() {
    let folder = folder();
    let missing = folder.path().join("missing");
    let run = dashgen(&["build", "--check", "--out", missing.to_str().unwrap()]).without(folder.path());
    assert_eq!(run.status, Status::Findings);
    assert!(!missing.exists());
}

#[test]
fn an_option_that_does_not_exist() {
    assert_snapshot!(dashgen(&["build", "--chek"]), @"
    --- stderr
    error: unexpected argument '--chek' found

      tip: a similar argument exists: '--check'

    Usage: dashgen build --check

    For more information, try '--help'.
    --- Usage
    ");
    assert_snapshot!(dashgen(&["build", "--format", "yaml"]), @r"
    --- stderr
    error: invalid value 'yaml' for '--format <FORMAT>'
      [possible values: human, json]

    For more information, try '--help'.
    --- Usage
    ");
}

#[test]
fn what_is_made_is_not_said_by_the_format_of_the_result() {
    for (format, dashboards) in [("v2", "v2"), ("both", "classic,v2"), ("classic", "classic")] {
        let run = dashgen(&["build", "--format", format]);
        let hint = format!("use `--dashboards {dashboards}` to choose the format of the dashboards");
        let said = "--- stderr\nerror: `--format` is the format of the printed result, `human` or `json`";
        assert_eq!(run.to_string(), format!("{said}; {hint}\n--- Usage"));
    }
}

#[test]
fn help() {
    assert_snapshot!(dashgen(&["build", "--help"]), @r"
    Render every dashboard and provisioning file of the suite

    Writes only files whose content changes, each atomically, and removes files of earlier builds that
    no longer have a source. If anything fails to render, nothing is written. Files built for another
    target are kept.

    Usage: dashgen build [OPTIONS]

    Options:
          --check
              Write nothing; exit with status 1 if a file differs from what the code generates

          --out <DIR>
              The directory to write to
              
              [default: .]

          --only <NAME>
              Build only the dashboard with this file name, UID or title; can be repeated

          --dashboards <FORMAT>
              The formats to write dashboards in, each to its own directory; can be repeated
              
              Every version of Grafana loads the classic files; v2 files require Grafana 13.0.1 or
              later. Load only one of the two.

              Possible values:
              - classic: Dashboards with schema version 42, in `dashboards/`
              - v2:      `dashboard.grafana.app/v2` resources, in `dashboards-v2/`
              
              [default: classic]

          --alerts <BY>
              What evaluates the alerts; `both` writes both sets of files, of which you load only one
              
              Grafana loads `provisioning/alerting/rules.yml` with the rest of its provisioning.
              Prometheus loads `provisioning/prometheus/alerting.rules.yml` only if `rule_files` in its
              configuration lists it; in that case, build with `--alerts prometheus`, or every alert
              fires twice. The stack loads both and has no Alertmanager: alerts that Prometheus fires
              there are shown but not sent to anyone.

              Possible values:
              - grafana:    Grafana
              - prometheus: Prometheus
              - both:       Both sets of files, of which you load only one
              - none:       Nothing: no alert rules are written
              
              [default: both]

          --contact-point
              Write the suite's contact point and a notification policy that sends all alerts to it
              
              The policy replaces all notification policies of the organization, including those created
              in the UI.

          --recorded[=<HOW>]
              Let dashboards query recorded series where possible, and list the substitutions
              
              `same` substitutes a series only where it gives the same numbers. `near` also substitutes
              series recorded over a fixed window for queries over `$__rate_interval`: graphs are
              smoother, and all of them are cheap.

              Possible values:
              - same: It gives the same numbers
              - near: The query may use `$__rate_interval` where the series has a fixed window

          --target <TARGET>
              What the generated files are for

              Possible values:
              - files:     Grafana's own disk: `dashboards/` and `provisioning/`
              - configmap: The sidecars of Grafana's Helm chart: `ConfigMaps` in `kubernetes/`
              - operator:  grafana-operator: dashboards, datasources and alerts in `kubernetes/`
              - gitsync:   Grafana's Git Sync: resources in `gitsync/`
              
              [default: files]

      -q, --quiet
              Print only errors

          --format <FORMAT>
              The format of the result

              Possible values:
              - human: Text for people
              - json:  One JSON document with a `version`, for programs
              
              [default: human]

          --watch
              Rebuild whenever the suite's code changes, until interrupted

          --suite <DIR>
              Compile the crate in this directory with Cargo and run the command with its program

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    --- Clean
    ");
}

/// The process itself: its exit status, and a terminal's escapes neither in a pipe nor under `NO_COLOR`.
#[test]
fn the_process_says_the_same() {
    let folder = finished();
    let out = folder.path().to_str().unwrap();
    let clean = process(&["build", "--check", "--out", out]).output().unwrap();
    assert_snapshot!(shown(&clean, folder.path()), @r"
    16 up to date, 0 stale
    --- stderr
    --- 0
    ");
    fs::remove_file(folder.path().join("provisioning/grafana.env")).unwrap();
    let stale = process(&["build", "--check", "--out", out]).env("NO_COLOR", "1").output().unwrap();
    assert_snapshot!(shown(&stale, folder.path()), @r"
    missing     provisioning/grafana.env
    15 up to date, 1 stale
    --- stderr
    hint: run `dashgen build --out OUT` to update the files
    --- 1
    ");
    let usage = process(&["build", "--nope"]).output().unwrap();
    assert_eq!(usage.status.code(), Some(2));
    let failure = process(&["build", "--out", "/dev/null"]).env("NO_COLOR", "1").output().unwrap();
    assert_snapshot!(shown(&failure, folder.path()), @"
    --- stderr
    error: cannot build into `/dev/null`
      because: `/dev/null` is a file, but must be a directory
      hint: move it away, or write elsewhere with `--out DIR`
    --- 3
    ");
}

#[test]
fn colours_where_they_are_asked_for_unless_no_color_forbids_them() {
    let error = |name: &str, value: &str| {
        let mut command = process(&["build", "--out", "/dev/null"]);
        command.env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1").env(name, value);
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    assert!(error("TERM", "xterm").contains('\x1b'));
    assert!(!error("NO_COLOR", "1").contains('\x1b'));
}

/// A reader that goes away early, as `head` does, is no reason to fail or to complain.
#[test]
fn a_reader_that_goes_away() {
    let folder = folder();
    let out = folder.path().to_str().unwrap();
    for arguments in [&["build", "--out", out][..], &["man"], &["completions", "bash"], &["--help"]] {
        let mut child = process(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(shown(&output, folder.path()), "--- stderr\n--- 0", "{arguments:?}");
    }
    assert_eq!(files(folder.path()).len(), 17);
}

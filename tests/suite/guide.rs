//! What the guide in `docs/` shows is what the program prints, and what it names is there.

use std::collections::BTreeSet;
use std::env;
use std::ffi::OsStr;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::{dashgen, paths, repository};

/// The introduction of the page of lints; the rest is made from `dashgen explain`.
const LINTS: &str = "# Lints

<!-- Generated from `dashgen explain`: `INSTA_UPDATE=always cargo test --test suite guide`. -->

`dashgen validate` runs the *correctness* lints. Each has a severity: errors make the exit status 1, warnings leave it
at 0. The *style* lints are off unless selected with `dashgen validate --select LINT`, or `--select style` for all of
them. `--ignore LINT` turns a lint off. `dashgen explain LINT` prints the documentation of one lint.

Lints about metrics, labels and their units need the metrics of a suite; they are off for dashboards given as files, and
`validate` says so.
";

/// A dashboard from elsewhere, with a mistake of each kind.
const NODE: &str = r#"{
  "title": "Node",
  "uid": "node",
  "schemaVersion": 39,
  "panels": [
    {
      "id": 1,
      "title": "CPU",
      "type": "timeseries",
      "gridPos": { "h": 8, "w": 12, "x": 0, "y": 0 },
      "targets": [
        { "refId": "A", "datasource": { "type": "prometheus", "uid": "p" }, "expr": "sum(rate(node_cpu_seconds_total{mode!=\"idle\"}[5m]) by (instance)" }
      ]
    },
    {
      "id": 1,
      "title": "Memory",
      "type": "timeseries",
      "gridPos": { "h": 8, "w": 14, "x": 12, "y": 0 },
      "targets": [
        { "refId": "A", "datasource": { "type": "prometheus", "uid": "p" }, "expr": "node_memory_MemAvailable_bytes{instance=\"$node\"}" }
      ]
    }
  ]
}
"#;

fn folder() -> PathBuf {
    repository().join("docs/src")
}

fn page(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap()
}

/// Returns the paths of all pages below `docs/src`, with `/`.
fn pages() -> BTreeSet<String> {
    let root = folder();
    let name = |path: PathBuf| path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
    paths(&root).into_iter().map(name).filter(|name| Path::new(name).extension() == Some(OsStr::new("md"))).collect()
}

/// Returns where the links of a page lead: to other pages, and to headings.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
    targets.map(|(target, _)| target).filter(|target| !target.contains("://"))
}

/// Returns the anchors of a page's headings, as mdBook makes them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut is_code = false;
    let headings = text.lines().filter(|line| {
        is_code ^= line.starts_with("```");
        !is_code && line.starts_with('#')
    });
    let anchor = |heading: &str| -> String {
        let words = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = words.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn every_page_is_in_the_summary() {
    let summary = page("SUMMARY.md");
    let listed: BTreeSet<String> = links(&summary).map(str::to_owned).collect();
    let mut on_disk = pages();
    on_disk.remove("SUMMARY.md");
    assert_eq!(listed, on_disk);
}

#[test]
fn every_link_leads_somewhere() {
    let mut dangling = Vec::new();
    for name in pages() {
        let text = page(&name);
        for link in links(&text) {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let base = folder().join(&name);
            let target = if path.is_empty() { base } else { base.parent().unwrap().join(path) };
            let has_anchor = |text: String| anchor.is_empty() || anchors(&text).contains(anchor);
            if !fs::read_to_string(target).is_ok_and(has_anchor) {
                dangling.push(format!("{name}: {link}"));
            }
        }
    }
    assert_eq!(dangling, [""; 0]);
}

#[test]
fn every_command_has_a_page_with_its_options() {
    let help = dashgen(&["--help"]).stdout;
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let index = page("commands/index.md");
    for name in commands.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help") {
        assert!(index.contains(&format!("| [`dashgen {name}")), "{name}");
        let text = page(&format!("commands/{}.md", if name == "man" { "completions" } else { name }));
        let command = if name == "metrics" { &["metrics", "import", "--help"] } else { &[name, "--help"][..] };
        let help = dashgen(command).stdout;
        let words = help.lines().filter(|line| line.trim_start().starts_with('-')).flat_map(str::split_whitespace);
        for option in words.filter(|word| word.starts_with("--")) {
            let option = option.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
            let option = option.split_once(['[', '=']).map_or(option, |(option, _)| option);
            let is_common = ["--help", "--version"].contains(&option);
            assert!(is_common || text.contains(option), "the page of `{name}` says nothing of `{option}`");
        }
    }
}

#[test]
fn the_edit_by_hand_is_real() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    dashgen(&["build", "--quiet", "--out", out]);
    let file = folder.path().join("dashboards/system-overview.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"Redis Operations Rate\"", "\"Redis\"")).unwrap();
    let found = dashgen(&["validate", "--out", out]).stdout.replace(&format!("{out}/"), "");
    let shown = format!("$ dashgen validate\n{}", found.replace(&format!(" --out {out}"), ""));
    for name in ["editing.md", "commands/validate.md"] {
        assert!(page(name).contains(&shown), "{name}: {shown}");
    }
    let stale = dashgen(&["build", "--check", "--out", out]).stdout;
    assert!(page("editing.md").contains(&format!("$ dashgen build --check\n{stale}")), "{stale}");
}

#[test]
fn the_import_of_the_tutorial_is_real() {
    let text = page("tutorial.md");
    let (_, rest) = text.split_once("```text\n").unwrap();
    let metrics = rest.split_once("```").unwrap().0;
    let folder = tempfile::tempdir().unwrap();
    let [from, out] = ["page.txt", "metrics.rs"].map(|name| folder.path().join(name).to_str().unwrap().to_owned());
    fs::write(&from, metrics).unwrap();
    let run = dashgen(&["metrics", "import", "--from", &from, "--out", &out]);
    let command = "cargo run -- metrics import --from http://localhost:8000/metrics --out src/metrics.rs";
    assert!(text.contains(&format!("$ {command}\n{}```", run.stderr)), "{run}");
    let source = fs::read_to_string(out).unwrap();
    assert!(text.contains(&format!("```rust\n{source}```")), "{source}");
}

#[test]
fn the_check_of_a_dashboard_from_elsewhere_is_real() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("node.json");
    fs::write(&file, NODE).unwrap();
    let found = dashgen(&["validate", file.to_str().unwrap()]).without(folder.path()).stdout.replace("OUT/", "");
    assert!(page("commands/validate.md").contains(&format!("$ dashgen validate node.json\n{found}```")), "{found}");
}

#[test]
fn builds_are_real() {
    let run = |options: &[&str]| {
        let folder = tempfile::tempdir().unwrap();
        dashgen(&[&["build", "--out", folder.path().to_str().unwrap()], options].concat()).stdout
    };
    let contains = |name: &str, command: &str, printed: &str| {
        assert!(page(name).contains(&format!("$ {command}\n{printed}")), "{name}: {printed}");
    };
    contains("trading.md", "cargo run -- build --out config/grafana", &run(&[]));
    for options in ["--target configmap --alerts grafana", "--target operator --alerts prometheus", "--target gitsync"]
    {
        let words: Vec<&str> = options.split(' ').collect();
        contains("targets.md", &format!("dashgen build {options}"), &run(&words));
    }
    let recorded = run(&["--recorded"]);
    let reads = recorded.lines().filter(|line| line.starts_with("recorded "));
    let reads: String = reads.flat_map(|line| [line, "\n"]).collect();
    contains("rules.md", "dashgen build --recorded", &reads);
    let explained = dashgen(&["explain", "missing-le"]).stdout;
    contains("commands/explain.md", "dashgen explain missing-le", &explained);
}

#[test]
fn the_page_of_lints_is_that_of_explain() {
    let made = lints();
    let file = folder().join("lints.md");
    if env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") {
        fs::write(&file, &made).unwrap();
    }
    assert_eq!(fs::read_to_string(file).unwrap(), made, "INSTA_UPDATE=always writes the page anew");
}

/// Returns the page of lints.
fn lints() -> String {
    let mut page = LINTS.to_owned();
    for line in dashgen(&["explain"]).stdout.lines() {
        if let Some(name) = line.strip_prefix("  ").and_then(|line| line.split_whitespace().next()) {
            page += &section(name);
        } else if let Some((group, _)) = line.split_once(',') {
            let _ = writeln!(page, "\n## {}{}", group[..1].to_uppercase(), &group[1..]);
        }
    }
    page
}

/// Returns the section of a lint: its text, with the headings as words.
fn section(name: &str) -> String {
    let explained = dashgen(&["explain", name]).stdout;
    let (head, text) = explained.split_once("\n\n").unwrap();
    let what = head.strip_prefix(name).unwrap().trim().trim_matches(['(', ')']);
    let text = text.trim_end().replace("\n# Why\n", "\n\n**Why.** ").replace("\n# Example\n", "\n\n**Example.** ");
    format!("\n### {name}\n\n*{what}*\n\n{text}\n")
}

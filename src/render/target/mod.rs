//! What artifacts are made for: files that Grafana reads, or objects that a cluster's controllers bring to it.

pub(super) mod name;
mod operator;

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt::Write;

use serde::Serialize;

use super::error::RenderError;
use super::rules::grafana;
use super::suite::path;
use super::yaml::{self, ProvisioningError, template};
use crate::model::Dashboard;
use crate::suite::Suite;
use name::object;

/// What artifacts are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Target {
    /// Files that Grafana reads from its disk: `dashboards/` and `provisioning/`.
    #[default]
    Files,
    /// `ConfigMap`s for the sidecars of Grafana's Helm chart, each with the label that its sidecar looks for
    /// (`grafana_dashboard`, `grafana_datasource`, `grafana_alert`): `kubernetes/`.
    ///
    /// The sidecar puts dashboards into folders when the chart sets `folderAnnotation: grafana_folder` and
    /// `foldersFromFilesStructure: true`. What datasources and contact points read from the environment has its default
    /// there.
    ConfigMap,
    /// Objects for grafana-operator, for each Grafana that has the label `dashboards: grafana`: `kubernetes/`. What
    /// datasources and contact points read from the environment has its default there.
    Operator,
    /// Resources in the form that Grafana's Git Sync reads and writes, in folders as Grafana shows them: `gitsync/`.
    GitSync,
}

impl Target {
    /// The folders of the output that belong to the targets other than [`Target::Files`].
    pub const FOLDERS: &'static [&'static str] = &["gitsync", "kubernetes"];

    /// Returns the folders that hold the artifacts of this target, and of no other but those that share it; none for
    /// [`Target::Files`], which has all the others.
    pub fn folders(self) -> &'static [&'static str] {
        match self {
            Self::Files => &[],
            Self::ConfigMap | Self::Operator => &["kubernetes"],
            Self::GitSync => &["gitsync"],
        }
    }
}

/// The API server refuses a `ConfigMap` whose values have more.
const CONFIG_MAP: usize = 1 << 20;

/// The store behind the API server takes 1.5 MiB, with what the server and the operators write themselves.
const OBJECT: usize = 5 << 18;

/// Puts a dashboard's JSON into the form of a target; returns the path and the bytes.
pub(super) fn dashboard<'a>(
    target: Target,
    suite: &Suite,
    dashboard: &Dashboard,
    json: &'a [u8],
) -> Result<(String, Cow<'a, [u8]>), RenderError> {
    let file = path(dashboard)?;
    if target == Target::Files {
        return Ok((file, json.into()));
    }
    let file = file.trim_start_matches("dashboards/");
    let text = std::str::from_utf8(json).expect("JSON is UTF-8");
    let provider = suite.providers.first();
    let (path, text) = match target {
        Target::Files | Target::GitSync => {
            let folder = provider.map(|provider| name::folder(&provider.folder)).unwrap_or_default();
            let path = if folder.is_empty() { format!("gitsync/{file}") } else { format!("gitsync/{folder}/{file}") };
            (path, template::render("gitsync.json", &Resource { uid: dashboard.uid.as_str(), text }))
        }
        Target::ConfigMap => {
            let limit = CONFIG_MAP - file.len();
            let text = &fitting(text, limit).map_err(|line| {
                let (dashboard, bytes) = (dashboard.uid.clone(), line.len());
                RenderError::TooLarge { dashboard, bytes, object: "a ConfigMap", limit }
            })?;
            let folder = provider.map(|provider| name::folder(&provider.folder)).filter(|folder| !folder.is_empty());
            let name = name::of("dashboard", dashboard.uid.as_str());
            (
                object(&name),
                ConfigMap { suite, name: &name, label: "grafana_dashboard", folder, settled: false, key: file, text }
                    .print(),
            )
        }
        Target::Operator => {
            let name = name::of("dashboard", dashboard.uid.as_str());
            (object(&name), operator::dashboard(suite, &name, dashboard, text)?)
        }
    };
    Ok((path, text.into_bytes().into()))
}

/// Renders what a suite needs besides its dashboards, in the form of a target: paths and texts. The files of its rules
/// are those that [`rules_for`](super::rules_for) gives for the same target; the folder is the one of the output that
/// Grafana is to load dashboards from, as [`DASHBOARDS`](super::DASHBOARDS).
///
/// # Errors
/// [`ProvisioningError`], as for [`provisioning`](super::provisioning).
pub fn supporting(
    target: Target,
    suite: &Suite,
    dashboards: &str,
    rule_files: Vec<(String, String)>,
) -> Result<Vec<(String, String)>, ProvisioningError> {
    // Nobody sets variables for a sidecar, and an empty address would be all that Grafana reads.
    let settled = (target == Target::ConfigMap).then(|| suite.with_defaults());
    let files = yaml::provisioning_with(settled.as_ref().unwrap_or(suite), dashboards, rule_files)?;
    Ok(match target {
        Target::Files => files,
        Target::GitSync => Vec::new(),
        Target::ConfigMap => {
            let objects = files.iter().filter_map(|(path, text)| config_map(suite, path, text));
            objects.chain(rules(suite, &files)).collect()
        }
        Target::Operator => {
            let datasources = suite.datasources.iter().map(|datasource| operator::datasource(suite, datasource));
            let around = operator::folder(suite).into_iter().chain(datasources).chain(rules(suite, &files));
            let mut objects: Vec<_> = around.collect();
            objects.extend(files.into_iter().filter(|(path, _)| path.starts_with("kubernetes/")));
            objects
        }
    })
}

/// Returns the JSON of a dashboard so that a literal block of YAML holds it: as it is, or in one line when only that
/// fits; the line as an error when that does not.
fn fitting(json: &str, limit: usize) -> Result<String, String> {
    let plain = printable(json);
    if plain.len() <= limit {
        return Ok(plain);
    }
    let mut line = minified(&plain);
    line.push('\n');
    if line.len() <= limit { Ok(line) } else { Err(line) }
}

/// Writes as JSON escapes what a block of YAML cannot hold or takes for the end of a line.
fn printable(json: &str) -> String {
    let is_special =
        |c: char| matches!(c, '\x7f'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    let mut plain = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            c if is_special(c) => write!(plain, "\\u{:04x}", u32::from(c)).expect("a String takes any text"),
            c => plain.push(c),
        }
    }
    plain
}

/// Takes the white space between the parts of a JSON text away.
fn minified(json: &str) -> String {
    let mut line = String::with_capacity(json.len());
    let (mut is_text, mut is_escaped) = (false, false);
    for c in json.chars() {
        if is_text {
            (is_text, is_escaped) = (is_escaped || c != '"', !is_escaped && c == '\\');
        } else if matches!(c, ' ' | '\n') {
            continue;
        } else {
            is_text = c == '"';
        }
        line.push(c);
    }
    line
}

#[derive(Serialize)]
struct Resource<'a> {
    uid: &'a str,
    text: &'a str,
}

struct ConfigMap<'a> {
    suite: &'a Suite,
    name: &'a str,
    label: &'static str,
    folder: Option<String>,
    /// Whether it has defaults in the place of variables.
    settled: bool,
    key: &'a str,
    text: &'a str,
}

impl ConfigMap<'_> {
    fn print(self) -> String {
        #[derive(Serialize)]
        struct Data<'a> {
            suite: &'a str,
            name: &'a str,
            label: &'static str,
            folder: Option<String>,
            settled: bool,
            key: &'a str,
            text: &'a str,
        }
        let Self { suite, name, label, folder, settled, key, text } = self;
        template::render("configmap.yml", &Data { suite: &suite.name, name, label, folder, settled, key, text })
    }
}

/// Returns the `ConfigMap` of a provisioning file, where the chart has a sidecar for its kind.
fn config_map(suite: &Suite, path: &str, text: &str) -> Option<(String, String)> {
    let (folder, file) = path.strip_prefix("provisioning/")?.split_once('/')?;
    let (kind, label) = match folder {
        "datasources" => ("datasource", "grafana_datasource"),
        "alerting" => ("alerting", "grafana_alert"),
        _ => return None,
    };
    let stem = file.split('.').next().unwrap_or_default();
    // The alerts of several suites may meet in one namespace, and in one folder of the sidecar.
    let name = if kind == "alerting" { format!("{}-{stem}", suite.name) } else { stem.to_owned() };
    let name = name::of(kind, &name);
    let key = if kind == "alerting" { format!("{name}.yml") } else { file.to_owned() };
    Some((object(&name), ConfigMap { suite, name: &name, label, folder: None, settled: true, key: &key, text }.print()))
}

/// Returns the `PrometheusRule`s: each has groups of a rule file, as many as fit.
fn rules<'a>(suite: &'a Suite, files: &'a [(String, String)]) -> impl Iterator<Item = (String, String)> + 'a {
    #[derive(Serialize)]
    struct Data<'a> {
        suite: &'a str,
        name: &'a str,
        text: &'a str,
    }
    let of_files = files.iter().filter_map(|(path, text)| {
        let file = path.strip_prefix("provisioning/prometheus/")?.strip_suffix(".rules.yml")?;
        Some((file, rule_groups(text, OBJECT)))
    });
    of_files.flat_map(move |(file, parts)| {
        let print = move |(at, text): (usize, String)| {
            let number = if at == 0 { String::new() } else { format!("-{}", at + 1) };
            let name = name::of("rules", &format!("{}-{file}{number}", suite.name));
            let data = Data { suite: &suite.name, name: &name, text: &text };
            (object(&name), template::render("prometheus-rule.yml", &data))
        };
        parts.into_iter().enumerate().map(print)
    })
}

/// Returns the groups of a rule file in texts of some size, but each group in one.
fn rule_groups(text: &str, limit: usize) -> Vec<String> {
    // Texts are quoted, so no line of theirs begins like this.
    const GROUP: &str = "\n  - name: ";
    // What stands before the groups is the header of the file.
    let (_, mut rest) = text.split_once("groups:").unwrap_or_default();
    let mut parts: Vec<String> = Vec::new();
    while !rest.trim().is_empty() {
        let end = rest[1..].find(GROUP).map_or(rest.len(), |at| at + 1);
        let (group, after) = rest.split_at(end);
        match parts.last_mut() {
            Some(part) if part.len() + group.len() <= limit => part.push_str(group),
            _ => parts.push(format!("groups:{group}")),
        }
        rest = after;
    }
    parts
}

/// Returns the object of the folder that the alerts are in, where the dashboards are in another.
pub(super) fn folder_of_rules(suite: &Suite) -> Option<(String, String)> {
    let title = grafana::folder(suite);
    let (name, is_another) = name::of_alert_folder(suite, title);
    is_another.then(|| operator::print_folder(suite, &name, title, None))
}

/// Returns the title of the folder that the alerts are in where a sidecar makes the folder of the dashboards: from the
/// name of a folder on disk, so that a shared title is written as that one.
pub(super) fn folder_of_sidecar(suite: &Suite) -> Cow<'_, str> {
    let title = grafana::folder(suite);
    let is_shared = suite.providers.first().is_some_and(|provider| provider.folder == title);
    if is_shared { name::folder(title).into() } else { title.into() }
}

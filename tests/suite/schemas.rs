//! Grafana's JSON Schemas as judges: of dashboards, panels and queries.
//!
//! `DASHGEN_GRAFANA_SCHEMAS` names a folder with the schemas that Grafana publishes. Without it the tests that need
//! them say loudly that they were skipped.

use std::collections::BTreeSet;
use std::path::PathBuf;

use dashgen::vocabulary::panel::PanelOptions;
use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

use super::{repository, skipped};

/// The committed schema is what `dashgen schema` prints and dashboards are checked with.
#[test]
fn the_committed_schema_is_what_the_types_say() {
    let file = repository().join("schemas/dashboard.schema.json");
    let made = format!("{:#}\n", dashgen::schema::document::schema());
    if std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") {
        std::fs::write(&file, &made).unwrap();
    }
    let hint = "INSTA_UPDATE=always cargo test --test suite committed_schema";
    assert!(made == std::fs::read_to_string(&file).unwrap(), "{} is stale; write it anew: {hint}", file.display());
}

/// Returns the panels of a dashboard.
pub(super) fn panels(dashboard: &Value) -> &[Value] {
    dashboard["panels"].as_array().unwrap()
}

/// Grafana's schemas, of one folder.
pub(super) struct Schemas(PathBuf);

impl Schemas {
    /// Returns the schemas, or says that they are missing.
    pub(super) fn find(what: &str) -> Option<Self> {
        let folder = std::env::var_os("DASHGEN_GRAFANA_SCHEMAS");
        if folder.is_none() {
            skipped(what, "DASHGEN_GRAFANA_SCHEMAS names no folder with Grafana's JSON Schemas");
        }
        Some(Self(folder?.into()))
    }

    /// Returns a file.
    pub(super) fn file(&self, name: &str) -> Value {
        let path = self.0.join(format!("{name}.jsonschema.json"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        serde_json::from_str(&text).unwrap()
    }

    /// Returns the name of the file about a kind of panel, if there is one.
    pub(super) fn file_of(kind: &str) -> Option<String> {
        match kind {
            "alertlist" | "flamegraph" | "traces" => None,
            "annolist" => Some("annotationslist".to_owned()),
            "dashlist" => Some("dashboardlist".to_owned()),
            _ if !PanelOptions::TYPED.contains(&kind) => None,
            _ => Some(kind.replace('-', "").to_lowercase()),
        }
    }

    /// Returns the validator of a definition, or nothing where the file has none of that name.
    pub(super) fn of(&self, file: &str, definition: &str) -> Option<Validator> {
        let mut schema = self.file(file);
        schema["definitions"].get(definition)?;
        schema["$ref"] = format!("#/definitions/{definition}").into();
        Some(jsonschema::options().with_draft(Draft::Draft7).build(&schema).unwrap())
    }
}

/// Something that a schema gets wrong, and Grafana 13.2 takes.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lag {
    /// The part of the artifact, its places in lists written `*`.
    pub(super) at: &'static str,
    /// The end of what the schema says.
    pub(super) says: &'static str,
}

pub(super) const fn lag(at: &'static str, says: &'static str) -> Lag {
    Lag { at, says }
}

/// Collects what the schemas say, one line for each kind of complaint.
pub(super) struct Verdict {
    lags: &'static [Lag],
    /// How many parts were checked.
    pub(super) checked: usize,
    /// What no lag excuses.
    pub(super) complaints: BTreeSet<String>,
    /// The lags that excused something.
    pub(super) excused: BTreeSet<&'static Lag>,
}

impl Verdict {
    /// Returns the verdict on nothing.
    pub(super) fn excusing(lags: &'static [Lag]) -> Self {
        Self { lags, checked: 0, complaints: BTreeSet::new(), excused: BTreeSet::new() }
    }

    /// Checks a part.
    pub(super) fn check(&mut self, validator: &Validator, value: &Value, what: &str) {
        self.checked += 1;
        for error in validator.iter_errors(value) {
            let places = error.instance_path().to_string();
            let place = |part: &str| if part.parse::<usize>().is_ok() { "*".to_owned() } else { part.to_owned() };
            let at = format!("{what}{}", places.split('/').map(place).collect::<Vec<_>>().join("/"));
            let says = error.to_string();
            match self.lags.iter().find(|lag| lag.at == at && says.ends_with(lag.says)) {
                Some(lag) => drop(self.excused.insert(lag)),
                None => drop(self.complaints.insert(format!("{at}: {}", says.chars().take(300).collect::<String>()))),
            }
        }
    }

    /// Checks a dashboard, its panels and its queries.
    pub(super) fn check_dashboard(&mut self, schemas: &Schemas, document: &Value) {
        // The schema of the whole says only that a panel is neither a panel nor a row; alone, each hears why.
        let mut frame = document.clone();
        frame["panels"] = json!([]);
        self.check(&schemas.of("dashboard", "Dashboard").unwrap(), &frame, "dashboard");
        for panel in panels(document) {
            self.check_panel(schemas, panel);
        }
        let promql = schemas.of("prometheus", "Dataquery").unwrap();
        let own = schemas.of("dashboard", "AnnotationTarget").unwrap();
        for annotation in document["annotations"]["list"].as_array().unwrap() {
            if let Some(target) = annotation.get("target") {
                let query = if annotation["datasource"]["type"] == "grafana" { &own } else { &promql };
                self.check(query, target, "annotation query");
            }
        }
    }

    fn check_panel(&mut self, schemas: &Schemas, panel: &Value) {
        let kind = panel["type"].as_str().unwrap();
        if kind == "row" {
            return self.check(&schemas.of("dashboard", "RowPanel").unwrap(), panel, "row");
        }
        self.check(&schemas.of("dashboard", "Panel").unwrap(), panel, "panel");
        if let Some(file) = Schemas::file_of(kind) {
            let options = schemas.of(&file, "Options").expect("every panel kind has options");
            self.check(&options, &panel["options"], &format!("{kind} options"));
            match (panel["fieldConfig"]["defaults"].get("custom"), schemas.of(&file, "FieldConfig")) {
                (Some(custom), Some(schema)) => self.check(&schema, custom, &format!("{kind} custom")),
                (Some(custom), None) => panic!("{kind} knows no field config, but has {custom}"),
                (None, _) => {}
            }
        }
        let promql = schemas.of("prometheus", "Dataquery").unwrap();
        for target in panel["targets"].as_array().into_iter().flatten() {
            match target["datasource"]["type"].as_str() {
                Some("prometheus") => self.check(&promql, target, "query"),
                Some("__expr__") => {
                    let kind = target["type"].as_str().unwrap();
                    let name = format!("Type{}{}", kind[..1].to_uppercase(), &kind[1..]);
                    self.check(&schemas.of("expr", &name).unwrap(), target, &format!("{kind} expression"));
                }
                // Nobody publishes a schema of the others.
                _ => {}
            }
        }
    }
}

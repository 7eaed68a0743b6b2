//! Objects for grafana-operator, which expands no variables and knows no files.

use std::io::Write;
use std::time::Duration;

use base64::prelude::{BASE64_STANDARD, Engine};
use serde::Serialize;

use super::form::{Form, Page};
use super::name;
use super::object::{self, LIMIT, fitting};
use crate::model::Uid;
use crate::promql::duration;
use crate::render::artifact::Artifact;
use crate::render::error::RenderError;
use crate::render::format::DashboardFormat;
use crate::render::rules::grafana::{self, Alerts, Words};
use crate::render::template;
use crate::schema::notifications::{MuteTime, Receiver, Route, once_by_name};
use crate::schema::provisioning::{Datasource, Reader};
use crate::schema::rules::AlertRuleGroup;
use crate::suite::{self, Routing, Secret, Suite, routing};

pub(super) const FORM: Form = Form {
    name: "operator",
    help: "grafana-operator: dashboards, datasources and alerts in `kubernetes/`",
    folders: &["kubernetes"],
    formats: &[DashboardFormat::Classic],
    is_cluster: true,
    dashboard: |suite, page| {
        let name = name::of("dashboard", page.dashboard.uid.as_str());
        Ok((name::object(&name), dashboard(suite, &name, page)?.into_bytes().into()))
    },
    artifact: |suite, artifact| match artifact {
        Artifact::Alerts(alerts) => alert_groups(suite, alerts),
        Artifact::Routing(tree) => routing(suite, tree),
        Artifact::PrometheusRules(rules) => object::prometheus_rules(suite, rules),
        Artifact::Datasource(entry) => vec![datasource(suite, entry.datasource)],
        Artifact::RuleTests(_) | Artifact::Providers(_) | Artifact::Environment(_) | Artifact::Stack(..) => Vec::new(),
    },
    around: |suite| folder(suite).into_iter().collect(),
};

/// Returns the object of a dashboard; its JSON is compressed when it does not fit otherwise.
fn dashboard(suite: &Suite, name: &str, page: &Page<'_>) -> Result<String, RenderError> {
    #[derive(Serialize)]
    struct Data<'a> {
        suite: &'a str,
        name: &'a str,
        folder: Option<String>,
        text: Option<String>,
        packed: Option<String>,
    }
    let json = page.text();
    let (text, packed) = match fitting(&json, LIMIT) {
        Ok(text) => (Some(text), None),
        Err(bytes) => match packed(&object::line(&json)) {
            packed if packed.len() <= LIMIT => (None, Some(packed)),
            _ => {
                let (dashboard, object) = (page.dashboard.uid.clone(), "an object of Kubernetes");
                return Err(RenderError::TooLarge { dashboard, bytes, object, limit: LIMIT });
            }
        },
    };
    let folder = name::of_folder(suite);
    Ok(template::render("grafana-dashboard.yml", &Data { suite: &suite.name, name, folder, text, packed }))
}

/// Compresses a text as the operator reads it: gzip, in Base64. The same text gives the same bytes: no time is kept.
fn packed(text: &str) -> String {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(text.as_bytes()).expect("a Vec takes any bytes");
    BASE64_STANDARD.encode(encoder.finish().expect("a Vec takes any bytes"))
}

/// Returns the folder of the dashboards.
fn folder(suite: &Suite) -> Option<(String, String)> {
    let name = name::of_folder(suite)?;
    let provider = suite.providers.first()?;
    Some(print_folder(suite, &name, &provider.folder, provider.folder_uid.as_ref()))
}

fn print_folder(suite: &Suite, name: &str, title: &str, uid: Option<&Uid>) -> (String, String) {
    #[derive(Serialize)]
    struct Data<'a> {
        suite: &'a str,
        name: &'a str,
        title: &'a str,
        uid: Option<&'a str>,
    }
    let data = Data { suite: &suite.name, name, title, uid: uid.map(Uid::as_str) };
    (name::object(name), template::render("grafana-folder.yml", &data))
}

fn datasource(suite: &Suite, datasource: &suite::Datasource) -> (String, String) {
    #[derive(Serialize)]
    struct Data<'a> {
        suite: &'a str,
        object: &'a str,
        secrets: Vec<ValueFrom>,
        correlations: bool,
        datasource: Datasource,
    }
    let object = &name::of("datasource", datasource.uid.as_str());
    let settings = datasource.settings();
    let from = |(key, secret): (&str, &Secret)| ValueFrom::new(suite, format!("secureJsonData.{key}"), secret);
    let data = Data {
        suite: &suite.name,
        object,
        secrets: settings.secrets().map(from).collect(),
        correlations: !datasource.correlations.is_empty(),
        datasource: Datasource::of(datasource, Reader::Operator),
    };
    (name::object(object), template::render("grafana-datasource.yml", &data))
}

/// Where the operator finds a secret.
#[derive(Serialize)]
struct ValueFrom {
    /// What it is put into.
    path: String,
    /// The name of the object that has it.
    secret: String,
    /// The key there: the name of the variable in other places.
    key: String,
}

impl ValueFrom {
    fn new(suite: &Suite, path: String, secret: &Secret) -> Self {
        Self { path, secret: name::of("secrets", &suite.name), key: secret.variable().to_owned() }
    }
}

/// Returns an object for each group of alerts, and one for their folder where the dashboards are in another.
fn alert_groups(suite: &Suite, alerts: &Alerts<'_>) -> Vec<(String, String)> {
    let title = grafana::folder(suite);
    let (folder, is_another) = name::of_alert_folder(suite, title);
    let objects = alerts.groups(Words { text: str::to_owned, duration: go_duration }).map(|(group, rules)| {
        let object = AlertRuleGroup {
            suite: &suite.name,
            object: name::of("alerts", &format!("{}-{}", suite.name, group.name)),
            name: &group.name,
            folder: folder.clone(),
            interval: go_duration(group.interval),
            rules,
        };
        (name::object(&object.object), template::render("grafana-alert-rule-group.yml", &object))
    });
    let its_folder = is_another.then(|| print_folder(suite, &folder, title, None));
    objects.chain(its_folder).collect()
}

/// Returns an object for each receiver, since one has no more, one for the policies, and one for each mute timing.
fn routing(suite: &Suite, routing: &Routing) -> Vec<(String, String)> {
    #[derive(Serialize)]
    struct Data<'a, T> {
        suite: &'a str,
        object: &'a str,
        #[serde(flatten)]
        spec: T,
    }
    #[derive(Serialize)]
    struct ContactPoint<'a> {
        name: &'a str,
        secrets: Vec<ValueFrom>,
        receiver: Receiver,
    }
    #[derive(Serialize)]
    struct Policy {
        route: Route,
    }
    #[derive(Serialize)]
    struct Timing {
        timing: MuteTime,
    }
    fn print<T: Serialize>(suite: &Suite, template: &str, object: &str, spec: T) -> (String, String) {
        (name::object(object), template::render(template, &Data { suite: &suite.name, object, spec }))
    }
    let points = once_by_name(routing.contact_points(), |it| &it.name);
    let receivers = points.flat_map(|point| point.receivers.iter().map(move |receiver| (point, receiver)));
    let receiver = |(point, receiver): (&routing::ContactPoint, &routing::Receiver)| {
        let from = |(key, secret): (&str, &Secret)| ValueFrom::new(suite, key.to_owned(), secret);
        let spec = ContactPoint {
            name: &point.name,
            secrets: receiver.settings().secrets().map(from).collect(),
            receiver: Receiver::of(receiver, Reader::Operator),
        };
        print(suite, "grafana-contact-point.yml", &name::of("contact-point", receiver.uid.as_str()), spec)
    };
    let policy = Policy { route: Route::root(routing, Reader::Operator) };
    let policy = print(suite, "grafana-notification-policy.yml", &name::of("notification-policy", &suite.name), policy);
    let timing = |timing: MuteTime| {
        let object = name::of("mute-timing", &format!("{}-{}", suite.name, timing.name));
        print(suite, "grafana-mute-timing.yml", &object, Timing { timing })
    };
    receivers.map(receiver).chain([policy]).chain(MuteTime::all(routing, None).map(timing)).collect()
}

/// Returns a duration as Go reads it, in units that grafana-operator takes for all of its fields: `48h`, `1.5s`.
fn go_duration(time: Duration) -> String {
    match time.as_millis() {
        whole if whole.is_multiple_of(86_400_000) && whole > 0 => format!("{}h", whole / 3_600_000),
        whole if whole.is_multiple_of(1000) => duration(time),
        _ => format!("{}s", time.as_secs_f64()),
    }
}

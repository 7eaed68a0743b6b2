//! What a suite makes besides its dashboards, as values: a target prints each in its own form.

use std::borrow::Cow;

use super::provisioning::{self, Entry, ProvisioningError, Variable};
use super::rules::grafana::Alerts;
use super::rules::prometheus::{self, PrometheusRules};
use super::rules::{self, AlertsBy, Panels, unit_test};
use super::stack;
use crate::schema::provisioning::Provider;
use crate::schema::rules::Tests;
use crate::suite::{Routing, Suite};

/// Something that a suite makes, before a target gives it a form.
pub(super) enum Artifact<'a> {
    /// The alerts that Grafana evaluates.
    Alerts(Alerts<'a>),
    /// Who hears of them.
    Routing(&'a Routing),
    /// Rules that Prometheus evaluates.
    PrometheusRules(PrometheusRules),
    /// promtool's tests of those.
    RuleTests(Tests<'a>),
    /// A datasource.
    Datasource(Entry<'a>),
    /// Where Grafana finds dashboards.
    Providers(Vec<Provider>),
    /// What files read from Grafana's environment.
    Environment(Vec<Variable>),
    /// A file of the stack: its name and its text.
    Stack(&'static str, String),
}

impl Artifact<'_> {
    /// Returns where it lies among the files that Grafana and Prometheus read: a folder below `provisioning/`, and a name.
    pub(super) fn place(&self) -> (Option<&'static str>, Cow<'static, str>) {
        match self {
            Self::Alerts(_) => (Some("alerting"), "rules.yml".into()),
            Self::Routing(_) => (Some("alerting"), "notifications.yml".into()),
            Self::PrometheusRules(rules) => (Some("prometheus"), format!("{}.rules.yml", rules.name).into()),
            Self::RuleTests(_) => (Some("prometheus"), "tests.yml".into()),
            Self::Datasource(it) => {
                (Some("datasources"), format!("{}.yml", provisioning::file_name(it.datasource)).into())
            }
            Self::Providers(_) => (Some("dashboards"), "default.yml".into()),
            Self::Environment(_) => (None, "grafana.env".into()),
            Self::Stack(name, _) => (Some("stack"), (*name).into()),
        }
    }
}

/// Returns all artifacts of a suite, whose dashboards are in this folder of the output.
pub(super) fn all<'a>(
    suite: &'a Suite,
    alerts: AlertsBy,
    dashboards: &str,
) -> Result<Vec<Artifact<'a>>, ProvisioningError> {
    let mut all = of_rules(suite, alerts)?;
    provisioning::check(suite)?;
    let variables = provisioning::variables(suite)?;
    all.extend(provisioning::datasources(suite).map(Artifact::Datasource));
    if !suite.providers.is_empty() {
        all.push(Artifact::Providers(provisioning::providers(suite)));
    }
    let has_environment = !variables.is_empty();
    let secrets =
        variables.iter().filter(|variable| variable.is_secret).map(|variable| variable.name.clone()).collect();
    if has_environment {
        all.push(Artifact::Environment(variables));
    }
    if let Some(stack) = &suite.stack {
        let folders = all.iter().filter_map(|artifact| artifact.place().0).collect();
        let files = stack::files(suite, stack, &stack::Around { dashboards, folders, has_environment, secrets })?;
        all.extend(files.into_iter().map(|(name, text)| Artifact::Stack(name, text)));
    }
    Ok(all)
}

fn of_rules(suite: &Suite, alerts: AlertsBy) -> Result<Vec<Artifact<'_>>, ProvisioningError> {
    rules::check(suite)?;
    let panels = Panels::find(suite)?;
    let has_alerts = suite.rules.alerts().next().is_some();
    let recording = prometheus::recording(suite);
    let alerting = (has_alerts && alerts.may_be_prometheus()).then(|| {
        let tests = unit_test::tests(suite, &panels, recording.is_some());
        [Artifact::PrometheusRules(prometheus::alerting(suite, &panels)), Artifact::RuleTests(tests)]
    });
    let mut all = Vec::new();
    if has_alerts && alerts.may_be_grafana() {
        all.push(Artifact::Alerts(Alerts::of(suite, panels)?));
    }
    all.extend(suite.routing.as_ref().map(Artifact::Routing));
    all.extend(recording.map(Artifact::PrometheusRules));
    all.extend(alerting.into_iter().flatten());
    Ok(all)
}

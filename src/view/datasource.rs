//! Which plugin answers a query.

use crate::json::tree::Tree;

use super::{Dashboard, text};
use crate::grafana::datasource;

/// The plugin behind a reference to a datasource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind<'a> {
    /// It speaks PromQL.
    Prometheus,
    /// It speaks `MetricsQL`.
    Victoria,
    /// It speaks something else; the id of the plugin.
    Other(&'a str),
    /// Every query names its own.
    Mixed,
    /// The reference does not say, or there is none.
    Unknown,
}

/// Plugins that speak PromQL, as it is.
const PROMETHEUS: [&str; 3] =
    ["prometheus", "grafana-amazonprometheus-datasource", "grafana-azureprometheus-datasource"];

/// Those of `VictoriaMetrics`.
const VICTORIA: [&str; 2] = ["victoriametrics-metrics-datasource", "victoriametrics-datasource"];

pub(crate) fn kind<'a>(dashboard: &Dashboard<'a>, datasource: Option<&'a Tree<'a>>) -> Kind<'a> {
    let (declared, uid) = match datasource {
        Some(Tree::Text(name)) if name.to_ascii_lowercase().contains("loki") && !name.contains('$') => ("loki", ""),
        Some(Tree::Text(name)) => ("", &**name),
        Some(Tree::Object(reference)) => (text(reference, "type"), text(reference, "uid")),
        _ => ("", ""),
    };
    match uid {
        datasource::MIXED => return Kind::Mixed,
        datasource::DASHBOARD => return Kind::Other("another panel"),
        datasource::GRAFANA | datasource::GRAFANA_PLUGIN => return Kind::Other(datasource::GRAFANA_PLUGIN),
        datasource::EXPRESSION => return Kind::Other("expression"),
        _ => {}
    }
    // The uid decides; the type beside it is only a note of what it was.
    let by_variable = variable_name(uid).and_then(|name| plugin_of(dashboard, name));
    match by_variable.unwrap_or(declared) {
        "" => Kind::Unknown,
        plugin if PROMETHEUS.contains(&plugin) => Kind::Prometheus,
        plugin if VICTORIA.contains(&plugin) => Kind::Victoria,
        plugin => Kind::Other(plugin),
    }
}

/// Returns the plugin that a datasource variable or an input of the import stands for.
fn plugin_of<'a>(dashboard: &Dashboard<'a>, name: &str) -> Option<&'a str> {
    let variable =
        dashboard.variable(name).filter(|variable| variable.kind == "datasource" && !variable.query.is_empty());
    let input = || dashboard.inputs.get(name).copied().flatten();
    variable.map(|variable| variable.query).or_else(input)
}

/// Returns the name of the variable that a text consists of: `$name`, `${name}`, `[[name]]`.
pub(crate) fn variable_name(text: &str) -> Option<&str> {
    let inner = text
        .strip_prefix("${")
        .and_then(|rest| rest.strip_suffix('}'))
        .or_else(|| text.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")))
        .or_else(|| text.strip_prefix('$'))?;
    let name = inner.split([':', '.']).next().unwrap_or_default();
    let is_word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_word.then_some(name)
}

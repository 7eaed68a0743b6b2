//! Addresses of links that set variables of the dashboard they lead to.

use std::borrow::Cow;
use std::fmt::Write;

use crate::model::{Dashboard, DataLink, Panel, ResultFormat, Text, VariableKind};

/// Returns the dashboard with the addresses of its links whole: what each sets, and what it keeps.
///
/// `${__all_variables}` would set a variable a second time that a link sets, and Grafana then chooses both values.
pub(super) fn resolved(dashboard: &Dashboard) -> Cow<'_, Dashboard> {
    if !dashboard.panels().flat_map(Panel::data_links).any(sets) {
        return Cow::Borrowed(dashboard);
    }
    let mut dashboard = dashboard.clone();
    let chosen: Vec<String> =
        dashboard.all_variables().filter(|it| is_one_text(&it.kind)).map(|it| it.var.name().to_owned()).collect();
    for panel in dashboard.panels_mut() {
        let is_table = is_table(panel);
        for link in panel.data_links_mut().filter(|link| sets(link)) {
            link.url = address(link, &chosen, is_table);
        }
    }
    Cow::Owned(dashboard)
}

/// Returns whether a panel's rows have labels as fields of their own, and not as names of a series.
pub(super) fn is_table(panel: &Panel) -> bool {
    panel.promql().any(|(_, query)| query.format == ResultFormat::Table)
}

fn sets(link: &DataLink) -> bool {
    link.dashboard.is_some() && !link.variables.is_empty()
}

/// Filters have no value that one parameter could hold.
fn is_one_text(kind: &VariableKind) -> bool {
    !matches!(kind, VariableKind::AdHoc(_) | VariableKind::GroupBy { .. })
}

fn address(link: &DataLink, chosen: &[String], is_table: bool) -> Text {
    let mut url = link.dashboard.as_ref().map_or_else(String::new, |dashboard| dashboard.path());
    url.push_str("?${__url_time_range}");
    let is_set = |name: &str| link.variables.iter().any(|set| set.variable.name() == name);
    for name in chosen.iter().filter(|name| !is_set(name)) {
        let _ = write!(url, "&${{{name}:queryparam}}");
    }
    let holder = if is_table { "__data.fields" } else { "__field.labels" };
    for set in &link.variables {
        let (name, member) = (set.variable.name(), member(set.label));
        let _ = write!(url, "&var-{name}=${{{holder}{member}:percentencode}}");
    }
    url.into()
}

/// A name that is no plain word stands in brackets.
fn member(label: &str) -> String {
    let is_plain = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_plain { format!(".{label}") } else { format!("[\"{label}\"]") }
}

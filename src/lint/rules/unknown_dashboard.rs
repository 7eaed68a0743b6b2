//! Links to dashboards that are not there.

use std::collections::BTreeSet;

use crate::json::tree::{Object, Tree};
use crate::lint::draft::Draft;
use crate::lint::subject::Subject;
use crate::lint::{Check, Group, Lint, Severity};
use crate::spelling;
use crate::view::{Dashboard, Spot, objects, text};

pub(in crate::lint) const LINT: Lint = Lint {
    name: "unknown-dashboard",
    group: Group::Correctness,
    severity: Severity::Error,
    docs: "
Flags a link to the uid of a dashboard that the suite does not have. Only the suite's own dashboards are checked.
# Why
The link leads to `Dashboard not found`.
# Example
`\"url\": \"/d/infrastucture\"`, when the uid is `infrastructure`.
",
    check: Check::Dashboard(check),
};

fn check(subject: &Subject<'_>, report: &mut dyn FnMut(Draft)) {
    let Some(known) = &subject.context.dashboards else { return };
    for (spot, url) in links(&subject.dashboard) {
        let Some(uid) = uid_in(url).filter(|uid| !known.contains(*uid)) else { continue };
        let near = spelling::nearest(uid, known.iter().map(String::as_str));
        report(Draft::new(spot, format!("there is no dashboard with the uid `{uid}`")).did_you_mean(near));
    }
}

/// Returns the uids of the dashboards that a dashboard links to.
pub(in crate::lint) fn linked(dashboard: &Dashboard<'_>) -> BTreeSet<String> {
    links(dashboard).into_iter().filter_map(|(_, url)| uid_in(url).map(str::to_owned)).collect()
}

/// Returns the addresses of all links of the dashboard, its panels and their fields.
fn links<'s>(dashboard: &'s Dashboard<'_>) -> Vec<(Spot, &'s str)> {
    let url = |link: &'s Object<'s>| text(link, "url");
    let mut links: Vec<(Spot, &str)> = Vec::new();
    for (link, pointer) in objects(dashboard.root, dashboard.pointer, "links") {
        links.push((Spot::at(format!("{pointer}/url")), url(link)));
    }
    for (index, panel) in dashboard.panels.iter().enumerate() {
        let of_panel = objects(panel.object, "", "links");
        let of_field = panel.defaults().into_iter().flat_map(|it| objects(it, "/fieldConfig/defaults", "links"));
        for (link, pointer) in of_panel.chain(of_field) {
            links.push((Spot::panel(index, panel, &format!("{pointer}/url")), url(link)));
        }
        for (rule, pointer) in panel.overrides() {
            for (property, at) in objects(rule, &pointer, "properties").filter(|(it, _)| text(it, "id") == "links") {
                let values = property.get("value").and_then(Tree::as_array).into_iter().flatten().enumerate();
                links.extend(values.filter_map(|(number, link)| {
                    let pointer = format!("{at}/value/{number}/url");
                    Some((Spot { pointer, panel: Some(index), ..Spot::default() }, url(link.as_object()?)))
                }));
            }
        }
    }
    links
}

/// Returns the uid in the address of a dashboard of the same Grafana: `/d/uid`, `/d/uid/title?..`.
fn uid_in(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("${__url.path}").unwrap_or(url);
    let rest = rest.strip_prefix("/d/").or_else(|| rest.strip_prefix("d/"))?;
    let uid = rest.split(['/', '?', '#']).next()?;
    (!uid.is_empty() && !uid.contains(['$', '['])).then_some(uid)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::LINT;
    use crate::lint::testing::findings;

    fn with_link(url: &str) -> Value {
        json!({"panels": [{"id": 1, "type": "text", "title": "Links", "links": [{"title": "x", "url": url}]}]})
    }

    #[test]
    fn a_misspelt_uid() {
        assert_snapshot!(findings(&LINT, &with_link("/d/infrastucture?${__url_time_range}")), @r#"
        test.json:10:18: error[unknown-dashboard]: there is no dashboard with the uid `infrastucture`
          in panel "Links" (id 1)
          hint: did you mean `infrastructure`?
        "#);
    }

    #[test]
    fn the_right_uid_and_other_places() {
        for url in ["/d/infrastructure/x", "https://example.com/d/other", "/d/${uid}", "/explore"] {
            assert_eq!(findings(&LINT, &with_link(url)), "");
        }
    }
}

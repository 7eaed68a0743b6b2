//! What is wrong with the files on disk, compared with what the code makes.

use serde_json::Value;

use super::context::Context;
use super::difference::{Difference, differences};
use super::entry::Lint;
use super::finding::{Finding, Place};
use super::input::Sources;
use super::rules::{edited_artifact, missing_artifact, orphan_artifact, stale_artifact, stray_file};
use crate::artifact::{Orphan, State};
use crate::canonical::meaning;

/// An artifact whose file is not as the code makes it.
#[derive(Debug, Clone, Copy)]
pub struct Changed<'a> {
    /// Its path in the output.
    pub path: &'a str,
    /// How its file differs.
    pub state: State,
    /// What the code makes.
    pub made: &'a [u8],
    /// What lies on disk; empty for a missing file.
    pub found: &'a [u8],
    /// Where its parts were written in Rust, for a dashboard.
    pub sources: Option<&'a Sources>,
}

const BUILD: &str = "`dashgen build` writes what the code makes";
const BACK: &str = "bring the change into the code, or run `dashgen build` to get back what the code makes";

/// Returns what is to be said of an artifact whose file differs: one finding for each difference in what it says.
pub fn changed(changed: Changed<'_>, context: &Context<'_>) -> Vec<Finding> {
    let (lint, what, hint) = match changed.state {
        State::Fresh => return Vec::new(),
        State::Missing => (&missing_artifact::LINT, "the file that the code makes is not there", BUILD),
        State::Stale => (&stale_artifact::LINT, "it is older than the code", BUILD),
        State::Edited => (&edited_artifact::LINT, "it was edited by hand", BACK),
        State::Unlisted => (&edited_artifact::LINT, "it was not written by a build", BACK),
    };
    if !context.selection.contains(lint) {
        return Vec::new();
    }
    let both = said(changed.found).and_then(|found| Some((said(changed.made)?, found)));
    let Some((made, found)) = both else {
        return vec![finding(lint, changed.path, what.to_owned(), hint)];
    };
    let all = differences(&made, &found);
    if all.is_empty() {
        return vec![finding(lint, changed.path, format!("{what}, but Grafana shows the same"), hint)];
    }
    all.iter().map(|it| difference(lint, changed, what, hint, it)).collect()
}

/// Returns what a file says: of a dashboard, without what Grafana fills in when it saves.
fn said(bytes: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(bytes).ok()?;
    meaning(text).ok().or_else(|| serde_json::from_str(text).ok())
}

/// Returns whether a lint tells how a file differs from what the code makes, so that one file may have many findings.
pub fn compares_files(lint: &str) -> bool {
    [&edited_artifact::LINT, &stale_artifact::LINT].iter().any(|it| it.name == lint)
}

/// Returns what is to be said of a file that has no source any more.
pub fn orphan(orphan: &Orphan, context: &Context<'_>) -> Option<Finding> {
    let hint =
        if orphan.edited { "somebody edited it: move or delete it by hand" } else { "`dashgen build` removes it" };
    let message = "it has no source any more".to_owned();
    let lint = &orphan_artifact::LINT;
    context.selection.contains(lint).then(|| finding(lint, &orphan.path, message, hint))
}

/// Returns what is to be said of a file that no build made.
pub fn stray(path: &str, context: &Context<'_>) -> Option<Finding> {
    let hint = "write it in Rust, or move it to a folder that Grafana does not load together with these";
    let message = "no build made it, but Grafana loads it with the others".to_owned();
    context.selection.contains(&stray_file::LINT).then(|| finding(&stray_file::LINT, path, message, hint))
}

/// Returns what is to be said of a manifest that a build would write anew.
pub fn stale_manifest(context: &Context<'_>) -> Option<Finding> {
    let message = "it does not list what the code makes".to_owned();
    let lint = &stale_artifact::LINT;
    context.selection.contains(lint).then(|| finding(lint, crate::artifact::MANIFEST, message, BUILD))
}

fn difference(lint: &Lint, changed: Changed<'_>, what: &str, hint: &str, difference: &Difference) -> Finding {
    let panel = difference.panel.as_ref();
    let source = panel.and_then(|panel| changed.sources?.find(panel.id, None, None));
    let place = Place { pointer: difference.pointer.clone(), panel: panel.cloned(), source, ..place(changed.path) };
    let message = match (&difference.made, &difference.found, difference.pointer.is_empty()) {
        (Some(_), None, true) => format!("{}: {what}: the panel is not in the file", changed.path),
        (None, Some(_), true) => format!("{}: {what}: the panel is not in the code", changed.path),
        (made, found, _) => {
            format!(
                "{}: {what}: `{}` is {}, the code makes {}",
                changed.path,
                difference.pointer,
                short(found.as_ref()),
                short(made.as_ref())
            )
        }
    };
    Finding { place, ..finding(lint, changed.path, message, hint) }
}

/// Returns a value on one line, cut where it is long.
fn short(value: Option<&Value>) -> String {
    const LENGTH: usize = 60;
    let Some(value) = value else { return "nothing".to_owned() };
    let text = value.to_string();
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("`{}...`", &text[..end]),
        None => format!("`{text}`"),
    }
}

fn finding(lint: &Lint, path: &str, message: String, hint: &str) -> Finding {
    let (lint, severity) = (lint.name, lint.severity);
    Finding { lint, severity, message, place: place(path), hint: Some(hint.to_owned()), excerpt: None }
}

fn place(path: &str) -> Place {
    Place { file: path.to_owned(), ..Place::default() }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use serde_json::{Value, json};

    use super::*;
    use crate::lint::testing::plain;

    fn edited(change: fn(&mut Value)) -> String {
        let made = json!({"title": "Shop", "uid": "shop", "schemaVersion": 42,
            "panels": [{"id": 1, "type": "stat", "title": "Orders", "pluginVersion": "13.2.3"}],
            "templating": {"list": [{"name": "env", "type": "query", "query": "up", "refresh": 1, "includeAll": true,
                "current": {"text": "All", "value": "$__all"}}]}});
        let mut found = made.clone();
        change(&mut found);
        let (made, found) = (made.to_string(), found.to_string());
        let (path, state) = ("shop.json", State::Edited);
        let changed = Changed { path, state, made: made.as_bytes(), found: found.as_bytes(), sources: None };
        plain(&super::changed(changed, &Context::default()))
    }

    #[test]
    fn another_selection_is_an_edit() {
        let text = edited(|it| it["templating"]["list"][0]["current"] = json!({"text": "staging", "value": "staging"}));
        assert_snapshot!(text, @r#"
        shop.json: error[edited-artifact]: shop.json: it was edited by hand: `/templating/list/0/current/value` is `"staging"`, the code makes `"$__all"`
          hint: bring the change into the code, or run `dashgen build` to get back what the code makes
        "#);
    }

    #[test]
    fn a_version_that_makes_grafana_migrate_a_panel_is_an_edit() {
        assert_snapshot!(edited(|it| it["panels"][0]["pluginVersion"] = json!("6.1.0")), @r#"
        shop.json: error[edited-artifact]: shop.json: it was edited by hand: `/pluginVersion` is `"6.1.0"`, the code makes `"13.2.3"`
          in panel "Orders" (id 1)
          hint: bring the change into the code, or run `dashgen build` to get back what the code makes
        "#);
    }

    #[test]
    fn what_the_editor_renews_is_none() {
        let text = edited(|it| {
            it["panels"][0]["pluginVersion"] = json!("12.4.0");
            it["templating"]["list"][0]["current"] = json!({"text": ["All"], "value": ["$__all"]});
            it["schemaVersion"] = json!(43);
        });
        assert_snapshot!(text, @r"
        shop.json: error[edited-artifact]: it was edited by hand, but Grafana shows the same
          hint: bring the change into the code, or run `dashgen build` to get back what the code makes
        ");
    }
}

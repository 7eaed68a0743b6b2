//! Changes after which something may be missed that was seen before.

mod docs;

use std::cell::OnceCell;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

pub use docs::{DATASOURCE_CHANGED, LABEL_LOST, LAST_READER_GONE, RISKS, Risk, VARIABLE_GONE};

use super::normal::Normal;
use super::{Change, Changes, Edit, Kind, apply, panels, promql};
use crate::promql::{Catalogue, labels, parse};
use crate::view::labels_in;

/// Finds the risks of changes.
pub(super) fn mark(changes: &mut Changes, old: &Normal, new: &Normal) {
    let still_read = OnceCell::new();
    for change in &mut changes.changes {
        let found = variable_gone(change, new)
            .or_else(|| datasource_changed(change))
            .or_else(|| label_lost(change, old, new))
            .or_else(|| last_reader_gone(change, || still_read.get_or_init(|| read_by_map(&new.root))));
        if let Some((risk, note)) = found {
            change.risk = Some(risk.name);
            change.note = Some(note);
        }
    }
}

type Found = Option<(&'static Risk, String)>;

fn variable_gone(change: &Change, new: &Normal) -> Found {
    let Some(Edit::Delete { list, value, .. }) = change.edits.first().filter(|_| change.kind == Kind::Removed) else {
        return None;
    };
    let name = value["name"].as_str().filter(|_| list[0] == "/templating/list")?;
    let mut users = new.panels().iter().enumerate().filter(|(_, panel)| apply::uses(panel, name));
    let (at, panel) = users.next()?;
    let first = panels::subject(panel, at).text;
    let note = match users.count() {
        0 => format!("{first} still uses it"),
        1 => format!("{first} and another one still use it"),
        more => format!("{first} and {more} others still use it"),
    };
    Some((&VARIABLE_GONE, note))
}

fn datasource_changed(change: &Change) -> Found {
    let is_datasource = change.path.ends_with("/datasource") && change.kind == Kind::Changed;
    let named = |value: &Option<Value>| value.as_ref().and_then(|it| it["uid"].as_str().map(str::to_owned));
    let (old, new) = (named(&change.old)?, named(&change.new)?);
    // A variable that is chosen is the same choice under another name at most.
    (is_datasource && old != new && !new.starts_with('$'))
        .then(|| (&DATASOURCE_CHANGED, format!("what {new} has may be other data, or none")))
}

/// Returns the risk of a legend that names a label which the query no longer has.
fn label_lost(change: &Change, old: &Normal, new: &Normal) -> Found {
    let (target, member) = change.path.rsplit_once('/')?;
    if change.kind != Kind::Changed || !target.contains("/targets/") || !["expr", "legendFormat"].contains(&member) {
        return None;
    }
    let Some(Edit::Set { at: [before, _], .. }) = change.edits.first() else { return None };
    let of = |root: &Map<String, Value>, pointer: &str| -> Option<(String, String)> {
        let target = root.get("panels")?.pointer(pointer.strip_prefix("/panels")?)?;
        let text = |name: &str| target.get(name).and_then(Value::as_str).map(str::to_owned);
        Some((text("expr")?, text("legendFormat").unwrap_or_default()))
    };
    let (expr, legend) = of(&new.root, target)?;
    let (old_expr, old_legend) = of(&old.root, before.rsplit_once('/')?.0)?;
    let has = |expr: &str, label: &str| parse(expr).is_ok_and(|it| labels(&it, Catalogue::empty()).may_have(label));
    let had = |label: &str| labels_in(&old_legend).any(|(it, _)| it == label) && has(&old_expr, label);
    let lost = |label: &&str| !has(&expr, label) && (had(label) || member == "legendFormat");
    parse(&expr).ok()?;
    let lost = labels_in(&legend).map(|(label, _)| label).find(lost)?;
    Some((&LABEL_LOST, format!("the legend {{{{{lost}}}}} has no source")))
}

/// Returns the risk of a metric that nothing reads any more.
fn last_reader_gone<'a>(change: &Change, still_read: impl FnOnce() -> &'a BTreeSet<String>) -> Found {
    let lost = match change.kind {
        Kind::Removed => read_by(change.old.as_ref()?),
        Kind::Changed if change.path.ends_with("/expr") => {
            let metrics = |side: &Option<Value>| side.as_ref().and_then(Value::as_str).map(promql::metrics);
            let (old, new) = (metrics(&change.old)?, metrics(&change.new)?);
            // Another metric in its place is told by itself.
            if !new.is_subset(&old) {
                return None;
            }
            old
        }
        _ => return None,
    };
    if lost.is_empty() {
        return None;
    }
    let still_read = still_read();
    let gone: Vec<&str> = lost.iter().filter(|it| !still_read.contains(*it)).map(String::as_str).collect();
    match gone[..] {
        [] => None,
        [only] => Some((&LAST_READER_GONE, format!("nothing else reads {only}"))),
        [first, .., other] => {
            let between = if gone.len() > 2 { ", …" } else { "" };
            Some((&LAST_READER_GONE, format!("nothing else reads {first}{between} and {other}")))
        }
    }
}

/// Returns the metrics that the queries in a value read.
fn read_by(value: &Value) -> BTreeSet<String> {
    let mut metrics = BTreeSet::new();
    collect(value, &mut metrics);
    metrics
}

fn read_by_map(root: &Map<String, Value>) -> BTreeSet<String> {
    root.values().flat_map(read_by).collect()
}

fn collect(value: &Value, metrics: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(expr)) = members.get("expr") {
                metrics.extend(promql::metrics(expr));
            }
            members.values().for_each(|value| collect(value, metrics));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, metrics)),
        _ => {}
    }
}

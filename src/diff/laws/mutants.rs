//! Single edits of a classic dashboard.

use serde_json::{Value, json};

use super::Dice;
use crate::diff::{Class, Kind, apply};
use crate::promql;

/// An edit that is to be told as one change.
pub(super) struct Mutant {
    pub(super) name: &'static str,
    pub(super) class: Class,
    pub(super) kind: Kind,
    /// Edits a dashboard; returns whether it could.
    pub(super) make: fn(&mut Value, &mut Dice) -> bool,
}

type Make = fn(&mut Value, &mut Dice) -> bool;

const fn of(name: &'static str, class: Class, kind: Kind, make: Make) -> Mutant {
    Mutant { name, class, kind, make }
}

use Class::{Cosmetic, Dashboard, Layout, Legend, Panel, Query, Threshold, Unit, Variable};
use Kind::{Added, Changed, Moved, Removed};

pub(super) const ALL: &[Mutant] = &[
    of("title of the dashboard", Dashboard, Changed, |root, _| set(root, "title", json!("Another Title"))),
    of("description of the dashboard", Dashboard, Changed, |root, _| set(root, "description", json!("Another one"))),
    of("tag", Dashboard, Changed, |root, _| {
        let mut tags = root["tags"].as_array().cloned().unwrap_or_default();
        tags.push(json!("another-tag"));
        set(root, "tags", tags.into())
    }),
    of("refresh", Dashboard, Changed, |root, _| set(root, "refresh", json!("17s"))),
    of("time range", Dashboard, Changed, |root, _| set(root, "time", json!({"from": "now-17h", "to": "now"}))),
    of("shared crosshair", Cosmetic, Changed, |root, _| {
        let other = if root["graphTooltip"] == 2 { 1 } else { 2 };
        set(root, "graphTooltip", json!(other))
    }),
    of("link of the dashboard", Dashboard, Added, |root, _| {
        let mut links = root["links"].as_array().cloned().unwrap_or_default();
        links.push(json!({"title": "Another Link", "type": "link", "url": "https://example.org"}));
        set(root, "links", links.into())
    }),
    of("annotation", Dashboard, Added, |root, _| {
        let Some(list) = root.pointer_mut("/annotations/list").and_then(Value::as_array_mut) else { return false };
        list.push(json!({"name": "Another Annotation", "enable": true, "iconColor": "red", "expr": "changes(x[1m])"}));
        true
    }),
    of("variable added", Variable, Added, |root, _| {
        let Some(list) = root.pointer_mut("/templating/list").and_then(Value::as_array_mut) else { return false };
        list.push(json!({"name": "another_one", "type": "custom", "query": "a,b"}));
        true
    }),
    of("variable removed", Variable, Removed, |root, dice| {
        let Some(list) = root.pointer_mut("/templating/list").and_then(Value::as_array_mut) else { return false };
        let names: std::collections::HashSet<String> = list.iter().map(|it| it["name"].to_string()).collect();
        if list.is_empty() || names.len() < list.len() {
            return false;
        }
        list.remove(dice.below(list.len()));
        true
    }),
    of("label of a variable", Variable, Changed, |root, dice| {
        variable(root, dice).is_some_and(|it| set(it, "label", json!("Another Label")))
    }),
    of("regex of a variable", Variable, Changed, |root, dice| {
        variable(root, dice).filter(|it| it["type"] == "query").is_some_and(|it| set(it, "regex", json!("/other(.*)/")))
    }),
    of("variable renamed", Variable, Changed, |root, dice| {
        let Some(name) = variable(root, dice).and_then(|it| it["name"].as_str().map(str::to_owned)) else {
            return false;
        };
        let once = root["templating"]["list"]
            .as_array()
            .is_some_and(|it| it.iter().filter(|it| it["name"] == name).count() == 1);
        let Some(members) = root.as_object_mut().filter(|it| once && !it.contains_key("rows")) else { return false };
        apply::rename(members, &name, "another_name");
        true
    }),
    of("title of a panel", Cosmetic, Changed, |root, dice| {
        panel(root, dice).is_some_and(|it| set(it, "title", json!("Another Title")))
    }),
    of("description of a panel", Cosmetic, Changed, |root, dice| {
        panel(root, dice).is_some_and(|it| set(it, "description", json!("Another description")))
    }),
    of("transparent panel", Cosmetic, Changed, |root, dice| {
        panel(root, dice).is_some_and(|it| {
            let other = it["transparent"] != true;
            set(it, "transparent", json!(other))
        })
    }),
    of("panel added", Panel, Added, |root, _| {
        let Some(panels) = root["panels"].as_array_mut() else { return false };
        panels.push(json!({"id": 7_654_321, "type": "stat", "title": "Another Panel",
            "gridPos": {"x": 0, "y": 5000, "w": 6, "h": 4}, "targets": [{"refId": "A", "expr": "another_metric"}]}));
        true
    }),
    of("panel removed", Panel, Removed, |root, dice| {
        let Some(panels) = root["panels"].as_array_mut().filter(|it| !it.is_empty()) else { return false };
        let at = dice.below(panels.len());
        if panels[at]["type"] == "row" {
            return false;
        }
        panels.remove(at);
        true
    }),
    of("kind of a panel", Panel, Changed, |root, dice| {
        panel(root, dice).is_some_and(|it| set(it, "type", json!("somebodys-panel")))
    }),
    of("panel repeated", Panel, Changed, |root, dice| {
        panel(root, dice)
            .filter(|it| it.get("repeat").is_none() && it.get("repeatDirection").is_none())
            .is_some_and(|it| set(it, "repeat", json!("another")) && set(it, "repeatDirection", json!("h")))
    }),
    of("panel moved", Layout, Moved, |root, dice| place(root, dice, "y", 3)),
    of("panel to the right", Layout, Moved, |root, dice| place(root, dice, "x", 1)),
    of("panel wider", Layout, Moved, |root, dice| place(root, dice, "w", 1)),
    of("panel higher", Layout, Moved, |root, dice| place(root, dice, "h", 2)),
    of("relative time", Query, Changed, |root, dice| {
        panel(root, dice)
            .filter(|it| it.get("timeFrom").is_none_or(Value::is_null))
            .is_some_and(|it| set(it, "timeFrom", json!("17h")))
    }),
    of("unit", Unit, Changed, |root, dice| field(root, dice, "unit", &json!("another"))),
    of("decimals", Unit, Changed, |root, dice| field(root, dice, "decimals", &json!(7))),
    of("min", Unit, Changed, |root, dice| field(root, dice, "min", &json!(-17))),
    of("max", Unit, Changed, |root, dice| field(root, dice, "max", &json!(1717))),
    of("text for no value", Unit, Changed, |root, dice| field(root, dice, "noValue", &json!("nothing at all"))),
    of("line width", Cosmetic, Changed, |root, dice| {
        let panel = panel(root, dice).and_then(|it| it.pointer_mut("/fieldConfig/defaults/custom"));
        panel.is_some_and(|it| set(it, "lineWidth", json!(7)))
    }),
    of("threshold", Threshold, Changed, |root, dice| {
        let steps = panel(root, dice).and_then(|it| it.pointer_mut("/fieldConfig/defaults/thresholds/steps"));
        let step = steps.and_then(|it| it.get_mut(1));
        step.is_some_and(|it| set(it, "value", json!(171_717)))
    }),
    of("value mapping", Unit, Added, |root, dice| {
        let defaults = panel(root, dice).and_then(|it| it.pointer_mut("/fieldConfig/defaults"));
        defaults.is_some_and(|it| {
            let mut mappings = it["mappings"].as_array().cloned().unwrap_or_default();
            mappings.push(json!({"type": "value", "options": {"1717": {"text": "another"}}}));
            set(it, "mappings", mappings.into())
        })
    }),
    of("override added", Legend, Added, |root, dice| {
        let config = panel(root, dice).and_then(|it| it.get_mut("fieldConfig"));
        config.is_some_and(|it| {
            let mut overrides = it["overrides"].as_array().cloned().unwrap_or_default();
            overrides.push(json!({"matcher": {"id": "byName", "options": "another"},
                "properties": [{"id": "unit", "value": "s"}]}));
            set(it, "overrides", overrides.into())
        })
    }),
    of("override of a unit", Unit, Added, |root, dice| {
        let overrides = panel(root, dice).and_then(|it| it.pointer_mut("/fieldConfig/overrides/0/properties"));
        let Some(properties) = overrides.and_then(Value::as_array_mut) else { return false };
        if properties.iter().any(|it| it["id"] == "unit") {
            return false;
        }
        properties.push(json!({"id": "unit", "value": "another"}));
        true
    }),
    of("transformation", Query, Added, |root, dice| {
        panel(root, dice).filter(|it| it["type"] != "row").is_some_and(|it| {
            let mut steps = it["transformations"].as_array().cloned().unwrap_or_default();
            steps.push(json!({"id": "another", "options": {"x": 1}}));
            set(it, "transformations", steps.into())
        })
    }),
    of("option of nobody", Cosmetic, Changed, |root, dice| {
        panel(root, dice).and_then(|it| it.get_mut("options")).is_some_and(|it| set(it, "nobodysOption", json!(17)))
    }),
    of("query added", Query, Added, |root, dice| {
        let panel = panel(root, dice).filter(|it| it["targets"].as_array().is_some_and(|it| !it.is_empty()));
        let targets = panel.and_then(|it| it["targets"].as_array_mut());
        targets.is_some_and(|it| {
            it.push(json!({"refId": "ZZ", "expr": "another_metric"}));
            true
        })
    }),
    of("query removed", Query, Removed, |root, dice| {
        let Some(targets) = panel(root, dice).and_then(|it| it["targets"].as_array_mut()) else { return false };
        // Others' letters would move, and a datasource that all have in common.
        let named = |it: &Value| it["refId"].is_string() && it["datasource"].is_object();
        if targets.len() < 2 || !targets.iter().all(named) {
            return false;
        }
        targets.remove(dice.below(targets.len()));
        true
    }),
    of("query hidden", Query, Changed, |root, dice| {
        target(root, dice).is_some_and(|it| {
            let other = it["hide"] != true;
            set(it, "hide", json!(other))
        })
    }),
    of("legend", Legend, Changed, |root, dice| {
        target(root, dice)
            .filter(|it| it["legendFormat"].is_string())
            .is_some_and(|it| set(it, "legendFormat", json!("another {{one}}")))
    }),
    of("matcher", Query, Changed, |root, dice| {
        let Some(target) = target(root, dice) else { return false };
        let Some(expr) = target["expr"].as_str().filter(|it| promql::parse(it).is_ok()) else { return false };
        let more = format!("label_replace({expr}, \"another\", \"one\", \"\", \"\")");
        set(target, "expr", json!(more))
    }),
    of("another constant", Query, Changed, |root, dice| {
        let Some(target) = target(root, dice) else { return false };
        let Some(expr) = target["expr"].as_str().filter(|it| promql::parse(it).is_ok()) else { return false };
        let more = format!("({expr}) * 17");
        set(target, "expr", json!(more))
    }),
];

fn set(at: &mut Value, name: &str, value: Value) -> bool {
    at.as_object_mut().is_some_and(|members| members.insert(name.to_owned(), value).is_none_or(|_| true))
}

fn panel<'v>(root: &'v mut Value, dice: &mut Dice) -> Option<&'v mut Value> {
    let panels = root["panels"].as_array_mut()?;
    let at = dice.below(panels.len());
    panels.get_mut(at).filter(|it| it["type"] != "row" && it.get("libraryPanel").is_none() && it["type"].is_string())
}

fn variable<'v>(root: &'v mut Value, dice: &mut Dice) -> Option<&'v mut Value> {
    let list = root.pointer_mut("/templating/list")?.as_array_mut()?;
    let at = dice.below(list.len());
    list.get_mut(at)
}

fn target<'v>(root: &'v mut Value, dice: &mut Dice) -> Option<&'v mut Value> {
    let targets = panel(root, dice)?.get_mut("targets")?.as_array_mut()?;
    let at = dice.below(targets.len());
    targets.get_mut(at)
}

fn field(root: &mut Value, dice: &mut Dice, name: &str, value: &Value) -> bool {
    let defaults = panel(root, dice).and_then(|it| it.pointer_mut("/fieldConfig/defaults"));
    defaults.is_some_and(|it| set(it, name, value.clone()))
}

fn place(root: &mut Value, dice: &mut Dice, name: &str, more: i64) -> bool {
    let Some(grid) = panel(root, dice).and_then(|it| it.get_mut("gridPos")) else { return false };
    let is_whole = ["x", "y", "w", "h"].iter().all(|name| grid[*name].is_i64());
    let Some(now) = grid[name].as_i64().filter(|_| is_whole) else { return false };
    set(grid, name, json!(now + more))
}

//! From the classic format to v2.

mod annotation;
mod field;
mod panel;
mod place;
mod rows;
mod variable;

pub(crate) use panel::drawn_as;

use serde_json::{Value, json};

use super::loss::Losses;
use super::parts::{Made, Parts, kinded};
use super::words;
use crate::grafana;
use crate::schema::v2::Dashboard;

pub(super) fn dashboard(mut parts: Parts, losses: &mut Losses) -> Value {
    let metadata = Made::new().maybe("name", parts.filled("uid"));
    let spec = spec(&mut parts, losses);
    parts.forget(&grafana::SERVER_MEMBERS);
    // One is told by the format, the other has not been read for years.
    parts.forget(&["schemaVersion", "style"]);
    parts.forget_empty(&["gnetId", "hideControls", "sharedCrosshair", "__inputs", "__requires", "__elements"]);
    parts.end(losses);
    kinded("Dashboard", spec).set("apiVersion", Dashboard::VERSION).set("metadata", metadata).into()
}

fn spec(parts: &mut Parts, losses: &mut Losses) -> Made {
    let (elements, layout) = place::elements_and_layout(parts, losses);
    let cursor = parts.whole("graphTooltip").unwrap_or_default();
    Made::new()
        .set("annotations", annotation::all(parts, losses))
        .set("cursorSync", words::word(words::CURSOR, cursor).unwrap_or("Off"))
        .maybe("description", parts.filled("description"))
        .maybe("editable", parts.flag("editable"))
        .set("elements", elements)
        .set("layout", layout)
        .set("links", links(parts, losses))
        .maybe("liveNow", parts.flag("liveNow"))
        .set("preload", parts.flag("preload").unwrap_or_default())
        .maybe("revision", parts.number("revision"))
        .set("tags", parts.texts("tags").unwrap_or_default())
        .set("timeSettings", time_settings(parts, losses))
        .set("title", parts.text("title").unwrap_or_default())
        .set("variables", variable::all(parts, losses))
}

fn time_settings(parts: &mut Parts, losses: &mut Losses) -> Made {
    let mut picker = parts.object("timepicker").unwrap_or_else(|| Parts::empty(parts.place("timepicker")));
    let mut time = parts.object("time").unwrap_or_else(|| Parts::empty(parts.place("time")));
    // `false` is what old dashboards have for "never".
    parts.forget_empty(&["refresh"]);
    if parts.get("weekStart").is_some_and(|it| it == "browser" || it == "") {
        parts.forget(&["weekStart"]);
    }
    // An empty list offers none.
    let intervals = picker.texts("refresh_intervals");
    let made = Made::new()
        .set("autoRefresh", parts.text("refresh").unwrap_or_default())
        .set("autoRefreshIntervals", intervals.map_or_else(|| json!(words::INTERVALS), Value::from))
        .set("fiscalYearStartMonth", parts.number("fiscalYearStartMonth").unwrap_or_default())
        .set("from", time.filled("from").unwrap_or_else(|| "now-6h".to_owned()))
        .set("hideTimepicker", picker.flag("hidden").unwrap_or_default())
        .maybe("nowDelay", picker.filled("nowDelay"))
        .maybe("quickRanges", quick_ranges(&mut picker, losses))
        .maybe("timezone", parts.text("timezone"))
        .set("to", time.filled("to").unwrap_or_else(|| "now".to_owned()))
        .maybe("weekStart", parts.text("weekStart"));
    // What was there before Grafana 5, and has not been read since.
    picker.forget(&["collapse", "enable", "notice", "now", "status", "time_options", "type"]);
    picker.end(losses);
    time.end(losses);
    made
}

fn quick_ranges(picker: &mut Parts, losses: &mut Losses) -> Option<Vec<Value>> {
    picker.forget_empty(&["quick_ranges"]);
    let ranges = picker.objects("quick_ranges")?.into_iter().map(|mut range| {
        let made = Made::new()
            .set("display", range.text("display").unwrap_or_default())
            .set("from", range.text("from").unwrap_or_default())
            .set("to", range.text("to").unwrap_or_default());
        range.end(losses);
        made.into()
    });
    Some(ranges.collect())
}

fn links(parts: &mut Parts, losses: &mut Losses) -> Vec<Value> {
    let links = parts.objects("links").unwrap_or_default().into_iter().map(|mut link| {
        let flag = |link: &mut Parts, name: &str| link.flag(name).unwrap_or_default();
        let made = Made::new()
            .set("asDropdown", flag(&mut link, "asDropdown"))
            .set("icon", link.text("icon").unwrap_or_default())
            .set("includeVars", flag(&mut link, "includeVars"))
            .set("keepTime", flag(&mut link, "keepTime"))
            .maybe("placement", link.filled("placement"))
            .set("tags", link.texts("tags").unwrap_or_default())
            .set("targetBlank", flag(&mut link, "targetBlank"))
            .set("title", link.text("title").unwrap_or_default())
            .set("tooltip", link.text("tooltip").unwrap_or_default())
            .set("type", link.filled("type").unwrap_or_else(|| "link".to_owned()))
            .maybe("url", link.text("url"));
        link.end(losses);
        made.into()
    });
    links.collect()
}

//! The whole file.

use std::collections::BTreeMap;

use super::{Annotations, Link, Panel, Templating};
use crate::json::{Either, Json, object};
use crate::vocabulary::Text;

object! {
    /// A dashboard.
    pub struct Dashboard {
        /// Library panels, of an export for others.
        "__elements" elements: Either<BTreeMap<String, Element>, Vec<Json>>,
        /// The inputs that an import requires, in an export for sharing.
        "__inputs" inputs: Vec<Input>,
        /// What has to be installed, of an export for others.
        "__requires" requires: Vec<Requirement>,
        /// Events drawn over graphs.
        "annotations" annotations: Annotations,
        /// What it is for.
        "description" description: Text,
        /// Whether it was being edited. Legacy dashboards only.
        "editMode" edit_mode: bool,
        /// Whether it can be edited in the UI.
        "editable" editable: bool,
        /// The first month of the fiscal year, 0 for January.
        "fiscalYearStartMonth" fiscal_year_start_month: f64,
        /// Its number on grafana.com.
        "gnetId" gnet_id: Option<Either<f64, Text>>,
        /// 0 nothing, 1 a crosshair, 2 crosshair and tooltip, shared by all panels.
        "graphTooltip" graph_tooltip: f64,
        /// Whether the controls are hidden. Legacy dashboards only.
        "hideControls" hide_controls: bool,
        /// Its number in the database that it comes from.
        "id" id: Option<i64>,
        /// When it was saved. Legacy dashboards only.
        "iteration" iteration: f64,
        /// Links at the top of the dashboard.
        "links" links: Vec<Link>,
        /// Whether it is redrawn all the time.
        "liveNow" live_now: bool,
        /// The time picker, in a list. Legacy dashboards only.
        "nav" nav: Vec<TimePicker>,
        /// What it was called. Legacy dashboards only.
        "originalTitle" original_title: Text,
        /// Panels and rows.
        "panels" panels: Vec<Panel>,
        /// Whether all panels are loaded at once.
        "preload" preload: bool,
        /// Menus at the top. Legacy dashboards only.
        "pulldowns" pulldowns: Vec<Pulldown>,
        /// How often it reloads; `false` in old dashboards.
        "refresh" refresh: Option<Either<Text, bool>>,
        /// How often it was changed.
        "revision" revision: Option<f64>,
        /// The rows of dashboards from before Grafana 5.
        "rows" rows: Vec<OldRow>,
        /// The version of the format.
        "schemaVersion" schema_version: f64,
        /// Whether panels share a crosshair. Legacy dashboards only.
        "sharedCrosshair" shared_crosshair: bool,
        /// Where a snapshot comes from.
        "snapshot" snapshot: Snapshot,
        /// `dark` or `light`. Legacy dashboards only.
        "style" style: Text,
        /// Tags to find it by.
        "tags" tags: Vec<Text>,
        /// The variables.
        "templating" templating: Templating,
        /// The initial time range.
        "time" time: Time,
        /// Settings of the time picker.
        "timepicker" timepicker: TimePicker,
        /// `browser`, `utc` or an IANA name.
        "timezone" timezone: Text,
        /// What people call it.
        "title" title: Text,
        /// What it keeps for life.
        "uid" uid: Option<Text>,
        /// How often it was saved.
        "version" version: Option<f64>,
        /// The first day of the week.
        "weekStart" week_start: Text,
    }
}

object! {
    /// A library panel, of an export for others.
    pub struct Element {
        /// What it is for.
        "description" description: Text,
        /// 1 for a panel.
        "kind" kind: f64,
        /// The panel.
        "model" model: Panel,
        /// What it is called.
        "name" name: Text,
        /// The id of its plugin.
        "type" plugin: Text,
        /// What it keeps for life.
        "uid" uid: Text,
    }
}

object! {
    /// A menu at the top. Legacy dashboards only.
    pub struct Pulldown {
        /// Whether it is folded.
        "collapse" collapse: bool,
        /// Whether it is there.
        "enable" enable: bool,
        /// Of long ago.
        "notice" notice: bool,
        /// Of long ago.
        "now" now: bool,
        /// What it has: `filtering`, `annotations`
        "type" kind: Text,
    }
}

object! {
    /// Where a snapshot comes from.
    pub struct Snapshot {
        /// When it was made.
        "created" created: Text,
        /// When it ends.
        "expires" expires: Text,
        /// Whether it is kept elsewhere.
        "external" external: bool,
        /// Where it is kept.
        "externalUrl" external_url: Text,
        /// Its number.
        "id" id: i64,
        /// How it is found.
        "key" key: Text,
        /// What it is called.
        "name" name: Text,
        /// The organization.
        "orgId" organization: i64,
        /// Where the dashboard is.
        "originalUrl" original_url: Text,
        /// When it was made.
        "timestamp" timestamp: Text,
        /// When it was changed.
        "updated" updated: Text,
        /// Where it is.
        "url" url: Text,
        /// Who made it.
        "userId" user: i64,
    }
}

object! {
    /// A time range.
    pub struct Time {
        /// The beginning: `now-6h`, or a time.
        "from" from: Text,
        /// The end.
        "to" to: Text,
    }
}

object! {
    /// Settings of the time picker.
    pub struct TimePicker {
        /// Whether it is folded. Legacy dashboards only.
        "collapse" collapse: bool,
        /// Whether it is there. Legacy dashboards only.
        "enable" enable: bool,
        /// Whether it is hidden.
        "hidden" hidden: bool,
        /// Of long ago.
        "notice" notice: bool,
        /// Of long ago.
        "now" now: bool,
        /// How long ago "now" is: `1m`.
        "nowDelay" now_delay: Text,
        /// The time ranges that are offered.
        "quick_ranges" quick_ranges: Vec<QuickRange>,
        /// The intervals of reloading that are offered.
        "refresh_intervals" refresh_intervals: Vec<Text>,
        /// Of long ago.
        "status" status: Text,
        /// The time ranges that were offered. Legacy dashboards only.
        "time_options" time_options: Vec<Text>,
        /// Of long ago.
        "type" kind: Text,
    }
}

object! {
    /// A time range that is offered.
    pub struct QuickRange {
        /// What it is called.
        "display" display: Text,
        /// The beginning.
        "from" from: Text,
        /// The end.
        "to" to: Text,
    }
}

object! {
    /// An input that an import requires.
    pub struct Input {
        /// What it is for.
        "description" description: Text,
        /// What people see.
        "label" label: Text,
        /// Its placeholder in the dashboard: `${DS_PROMETHEUS}`.
        "name" name: Text,
        /// The datasource's plugin.
        "pluginId" plugin_id: Text,
        /// The name of the plugin.
        "pluginName" plugin_name: Text,
        /// `datasource` or `constant`.
        "type" kind: Text,
        /// What needs it.
        "usage" usage: InputUsage,
        /// The value, of a constant.
        "value" value: Text,
    }
}

object! {
    /// What needs an input.
    pub struct InputUsage {
        /// The library panels that do.
        "libraryPanels" library_panels: Vec<super::LibraryPanel>,
    }
}

object! {
    /// Something that has to be installed.
    pub struct Requirement {
        /// The plugin's id.
        "id" id: Text,
        /// Its name.
        "name" name: Text,
        /// `panel`, `datasource` or `grafana`.
        "type" kind: Text,
        /// The version.
        "version" version: Text,
    }
}

object! {
    /// A row of a dashboard from before Grafana 5.
    pub struct OldRow {
        /// Whether it is folded.
        "collapse" collapse: bool,
        /// As `collapse`. What generators write.
        "collapsed" collapsed: bool,
        /// Whether it can be edited.
        "editable" editable: bool,
        /// Its height, in pixels.
        "height" height: super::legacy::Number,
        /// The panels.
        "panels" panels: Vec<Panel>,
        /// The variable for whose every value it is repeated.
        "repeat" repeat: Option<Text>,
        /// Of a repeated row.
        "repeatIteration" repeat_iteration: Option<f64>,
        /// Of a repeated row.
        "repeatRowId" repeat_row_id: Option<f64>,
        /// Whether the title is shown.
        "showTitle" show_title: bool,
        /// The title.
        "title" title: Text,
        /// The size of the title: `h6`.
        "titleSize" title_size: Text,
        /// `row`. What generators write.
        "type" kind: Text,
    }
}

//! The whole file.

use std::collections::BTreeMap;

use super::kinded::named;
use super::{Annotation, Element, Kinded, Layout, Origin, Variable};
use crate::json::object;
use crate::schema::envelope::{Metadata, ResourceStatus};
use crate::schema::v1::QuickRange;
use crate::vocabulary::Text;

object! {
    /// A dashboard in its envelope.
    pub struct Dashboard {
        /// The version of the format: `dashboard.grafana.app/v2`.
        "apiVersion" api_version: Text = Dashboard::VERSION,
        /// `Dashboard`
        "kind" kind: Text = Spec::KIND,
        /// What is known about it.
        "metadata" metadata: Metadata,
        /// What it is.
        "spec" spec: Spec,
        /// What the server says about it.
        "status" status: ResourceStatus,
    }
}

impl Dashboard {
    /// The version of the format that is written.
    pub const VERSION: &str = "dashboard.grafana.app/v2";
}

named!(Spec: "Dashboard");

impl Spec {
    const KIND: &str = <Self as super::Named>::KIND;
}

object! {
    /// What a dashboard is.
    pub struct Spec {
        /// Events drawn over graphs.
        "annotations" annotations: Vec<Kinded<Annotation>>,
        /// What panels share: `Off`, `Crosshair` or `Tooltip`.
        "cursorSync" cursor_sync: Text,
        /// What it is for.
        "description" description: Text,
        /// Whether it can be edited in the UI.
        "editable" editable: bool,
        /// The panels, by name.
        "elements" elements: BTreeMap<String, Element>,
        /// How the panels are placed.
        "layout" layout: Layout,
        /// Links at the top of the dashboard.
        "links" links: Vec<Link>,
        /// Whether it is redrawn all the time.
        "liveNow" live_now: bool,
        /// What new parts begin with.
        "preferences" preferences: Preferences,
        /// Whether all panels are loaded at once.
        "preload" preload: bool,
        /// How often it was changed.
        "revision" revision: f64,
        /// Tags to find it by.
        "tags" tags: Vec<Text>,
        /// The time range and how it is chosen.
        "timeSettings" time_settings: TimeSettings,
        /// What people call it.
        "title" title: Text,
        /// The variables.
        "variables" variables: Vec<Variable>,
    }
}

object! {
    /// What new parts begin with.
    pub struct Preferences {
        /// The layout of new rows and tabs.
        "layout" layout: Layout,
    }
}

object! {
    /// The time range and how it is chosen.
    pub struct TimeSettings {
        /// How often it reloads; empty for never.
        "autoRefresh" auto_refresh: Text,
        /// The intervals of reloading that are offered.
        "autoRefreshIntervals" auto_refresh_intervals: Vec<Text>,
        /// The first month of the fiscal year, 0 for January.
        "fiscalYearStartMonth" fiscal_year_start_month: f64,
        /// The beginning: `now-6h`, or a time.
        "from" from: Text,
        /// Whether the time picker is hidden.
        "hideTimepicker" hide_timepicker: bool,
        /// How long ago "now" is: `1m`.
        "nowDelay" now_delay: Text,
        /// The time ranges that are offered.
        "quickRanges" quick_ranges: Vec<QuickRange>,
        /// `browser`, `utc` or an IANA name.
        "timezone" timezone: Text,
        /// The end.
        "to" to: Text,
        /// The first day of the week.
        "weekStart" week_start: Text,
    }
}

object! {
    /// A link at the top of the page.
    pub struct Link {
        /// Whether dashboards are listed in a menu.
        "asDropdown" as_dropdown: bool,
        /// The icon.
        "icon" icon: Text,
        /// Whether it keeps the selected variables.
        "includeVars" include_vars: bool,
        /// Whether it keeps the selected time range.
        "keepTime" keep_time: bool,
        /// Who put it there, if not the dashboard.
        "origin" origin: Origin,
        /// Whether it is in the controls menu: `inControlsMenu`.
        "placement" placement: Option<Text>,
        /// The tags of the dashboards.
        "tags" tags: Vec<Text>,
        /// Whether it opens in a new tab.
        "targetBlank" target_blank: bool,
        /// What it is called.
        "title" title: Text,
        /// The text of the tooltip.
        "tooltip" tooltip: Text,
        /// `link` or `dashboards`.
        "type" kind: Text,
        /// Where it leads.
        "url" url: Text,
    }
}

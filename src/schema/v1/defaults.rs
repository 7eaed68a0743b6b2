//! What Grafana fills into the frame of a classic dashboard.
//!
//! Sources: the defaults of the npm package `@grafana/schema` 13.2.3, `raw/dashboard/x`; what a Grafana 12.4 sent when
//! somebody pressed Save (`public/app/features/dashboard-scene/serialization/transformSceneToSaveModel.ts`,
//! `sceneVariablesSetToVariables.ts`); and its migrations (`apps/dashboard/pkg/migration`).

use crate::vocabulary::defaults::{Filled, filled};

/// Into a dashboard.
pub const DASHBOARD: &[Filled] = &[
    filled!("5.0" {
        "annotations": { "list": [] },
        "editable": true,
        "graphTooltip": 0,
        "links": [],
        "panels": [],
        "refresh": "",
        "tags": [],
        "templating": { "list": [] },
        "time": { "from": "now-6h", "to": "now" },
        "title": ""
    }),
    filled!("5.0" {
        "timepicker": {
            "hidden": false,
            "quick_ranges": [],
            "refresh_intervals": ["5s", "10s", "30s", "1m", "5m", "15m", "30m", "1h", "2h", "1d"]
        }
    }),
    filled!("6.7" { "description": "" }),
    filled!("7.5" { "weekStart": "" }),
    filled!("8.0" { "fiscalYearStartMonth": 0, "liveNow": false }),
    filled!("11.3" { "preload": false }),
];

/// Into the annotations of a dashboard: those that people make by hand, unless there is an entry for them.
pub const BUILT_IN_ANNOTATION: &[Filled] = &[filled!("5.0" {
    "builtIn": 1,
    "datasource": { "type": "grafana", "uid": "-- Grafana --" },
    "enable": true,
    "hide": true,
    "iconColor": "rgba(0, 211, 255, 1)",
    "name": "Annotations & Alerts",
    "type": "dashboard"
})];

/// Into an annotation.
pub const ANNOTATION: &[Filled] = &[filled!("5.0" { "builtIn": 0, "enable": true, "hide": false })];

/// Into a link of a dashboard.
pub const LINK: &[Filled] = &[
    filled!("5.0" { "asDropdown": false, "icon": "", "includeVars": false, "keepTime": false, "tags": [] }),
    filled!("5.0" { "targetBlank": false, "title": "", "tooltip": "", "url": "" }),
];

/// Into a panel of any kind.
pub const PANEL: &[Filled] = &[
    filled!("5.0" {
        "description": "",
        "hideTimeOverride": false,
        "links": [],
        "options": {},
        "targets": [],
        "title": "",
        "transparent": false
    }),
    filled!("7.0" { "fieldConfig": { "defaults": {}, "overrides": [] }, "transformations": [] }),
];

/// Into a panel that is repeated.
pub const REPEATED: &[Filled] = &[filled!("5.0" { "repeatDirection": "h" })];

/// Into a row.
pub const ROW: &[Filled] = &[filled!("5.0" { "collapsed": false, "panels": [], "title": "" })];

/// Into a link from a panel or a value.
pub const DATA_LINK: &[Filled] =
    &[filled!("7.0" { "targetBlank": false, "title": "", "url": "" }), filled!("11.4" { "oneClick": false })];

/// Into a query of any datasource.
pub const TARGET: &[Filled] = &[filled!("5.0" { "hide": false })];

/// Into a query of Prometheus; one that asks for an instant asks for no range.
pub const PROMETHEUS_TARGET: &[Filled] = &[
    filled!("5.0" { "format": "time_series", "instant": false, "interval": "", "legendFormat": "" }),
    filled!("7.4" { "exemplar": false }),
];

/// Into a variable of any type.
pub const VARIABLE: &[Filled] = &[
    filled!("5.0" { "hide": 0, "label": "" }),
    filled!("6.0" { "skipUrlSync": false }),
    filled!("7.1" { "description": "" }),
];

/// Into a variable with values to choose from, by its type.
pub const VARIABLES: &[(&str, &[Filled])] = &[
    ("adhoc", &[filled!("5.0" { "filters": [] }), filled!("11.0" { "baseFilters": [] })]),
    ("custom", &[filled!("5.0" { "allValue": "", "includeAll": false, "multi": false }), CUSTOM_VALUE, CSV]),
    ("datasource", &[filled!("5.0" { "includeAll": false, "multi": false, "refresh": 1, "regex": "" }), CUSTOM_VALUE]),
    ("groupby", &[filled!("11.0" { "multi": true, "options": [] })]),
    ("interval", &[filled!("5.0" { "auto": false, "auto_count": 30, "auto_min": "10s", "refresh": 2 })]),
    (
        "query",
        &[
            filled!("5.0" { "allValue": "", "includeAll": false, "multi": false, "options": [] }),
            filled!("5.0" { "refresh": 0, "regex": "", "sort": 0 }),
            CUSTOM_VALUE,
            filled!("12.3" { "regexApplyTo": "value", "staticOptions": [] }),
        ],
    ),
];

const CUSTOM_VALUE: Filled = filled!("11.5" { "allowCustomValue": true });
const CSV: Filled = filled!("12.4" { "valuesFormat": "csv" });

/// The types of variables whose `options` Grafana makes from the `query`.
pub const MADE_FROM_QUERY: &[&str] = &["constant", "custom", "datasource", "interval", "textbox"];

/// The members of variables that change nothing: what the list of variables shows of the query, and what Grafana has
/// not read since version 8.
pub const NOTES_OF_VARIABLES: &[&str] = &["definition", "tagValuesQuery", "tags", "tagsQuery", "useTags"];

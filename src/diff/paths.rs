//! What stands where in a dashboard: a name for people and a class for each place.
//!
//! A place is a JSON pointer of the compared form, with `*` for any index. The longest row that a place begins with is
//! the one that counts.

use super::Class;

/// What is known of a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    /// The place.
    pub(super) at: &'static str,
    /// What people call it.
    pub(super) name: &'static str,
    /// What it is about.
    pub(super) class: Class,
    /// Whether it is told as one, however much there is in it.
    pub(super) is_whole: bool,
}

const fn row(at: &'static str, name: &'static str, class: Class) -> Row {
    Row { at, name, class, is_whole: false }
}

const fn whole(at: &'static str, name: &'static str, class: Class) -> Row {
    Row { at, name, class, is_whole: true }
}

use Class::{Cosmetic, Dashboard, Layout, Legend, Query, Threshold, Unit, Unknown, Variable};

const TABLE: &[Row] = &[
    // The dashboard.
    row("", "", Unknown),
    row("/title", "title", Dashboard),
    row("/uid", "uid", Dashboard),
    row("/description", "description", Dashboard),
    whole("/tags", "tags", Dashboard),
    row("/editable", "editable", Dashboard),
    row("/graphTooltip", "shared crosshair", Cosmetic),
    row("/refresh", "refresh", Dashboard),
    whole("/time", "time range", Dashboard),
    row("/timezone", "time zone", Dashboard),
    row("/timepicker", "time picker", Dashboard),
    row("/weekStart", "start of the week", Dashboard),
    row("/fiscalYearStartMonth", "start of the fiscal year", Dashboard),
    row("/liveNow", "live now", Dashboard),
    row("/preload", "preload", Dashboard),
    row("/links", "link", Dashboard),
    row("/links/*", "", Dashboard),
    row("/annotations/list", "annotation", Dashboard),
    row("/annotations/list/*", "", Dashboard),
    row("/annotations/list/*/expr", "query", Query),
    row("/annotations/list/*/target", "", Query),
    row("/annotations/list/*/target/expr", "query", Query),
    whole("/annotations/list/*/datasource", "datasource", Query),
    row("/annotations/list/*/iconColor", "color", Cosmetic),
    row("/templating/list", "variable", Variable),
    row("/templating/list/*", "", Variable),
    whole("/templating/list/*/query", "query", Variable),
    whole("/templating/list/*/current", "selection", Variable),
    whole("/templating/list/*/options", "values", Variable),
    whole("/templating/list/*/datasource", "datasource", Query),
    row("/templating/list/*/hide", "hide", Variable),
    row("/templating/list/*/includeAll", "option All", Variable),
    row("/templating/list/*/allValue", "value of All", Variable),
    row("/templating/list/*/multi", "several values", Variable),
    row("/templating/list/*/skipUrlSync", "left out of the URL", Variable),
    row("/__inputs", "inputs of the export", Dashboard),
    row("/__elements", "elements of the export", Dashboard),
    // A panel.
    row("/panels/*", "", Unknown),
    row("/panels/*/title", "title", Cosmetic),
    row("/panels/*/description", "description", Cosmetic),
    row("/panels/*/type", "kind", Class::Panel),
    row("/panels/*/transparent", "transparent background", Cosmetic),
    whole("/panels/*/gridPos", "place", Layout),
    row("/panels/*/collapsed", "collapsed", Layout),
    row("/panels/*/repeat", "repeated for", Class::Panel),
    row("/panels/*/repeatDirection", "direction of repeating", Layout),
    row("/panels/*/maxPerRow", "repeated panels in a row", Layout),
    whole("/panels/*/datasource", "datasource", Query),
    whole("/panels/*/libraryPanel", "library panel", Class::Panel),
    row("/panels/*/links", "link", Cosmetic),
    row("/panels/*/links/*", "", Cosmetic),
    row("/panels/*/interval", "minimum interval", Query),
    row("/panels/*/maxDataPoints", "data points at most", Query),
    row("/panels/*/cacheTimeout", "cache timeout", Query),
    row("/panels/*/timeFrom", "relative time", Query),
    row("/panels/*/timeShift", "time shift", Query),
    row("/panels/*/hideTimeOverride", "hide the relative time", Cosmetic),
    row("/panels/*/targets", "query", Query),
    row("/panels/*/targets/*", "", Query),
    row("/panels/*/targets/*/expr", "query", Query),
    row("/panels/*/targets/*/refId", "letter", Query),
    whole("/panels/*/targets/*/datasource", "datasource", Query),
    row("/panels/*/targets/*/legendFormat", "legend", Legend),
    row("/panels/*/targets/*/hide", "hidden", Query),
    row("/panels/*/targets/*/interval", "minimum step", Query),
    row("/panels/*/targets/*/intervalFactor", "resolution", Query),
    row("/panels/*/transformations", "transformation", Query),
    row("/panels/*/transformations/*", "", Query),
    whole("/panels/*/alert", "alert of the panel", Threshold),
    // The fields of a panel.
    row("/panels/*/fieldConfig", "field option", Unknown),
    row("/panels/*/fieldConfig/overrides", "override", Legend),
    row("/panels/*/fieldConfig/overrides/*", "", Legend),
    row("/panels/*/fieldConfig/overrides/*/properties", "", Cosmetic),
    row("/panels/*/fieldConfig/defaults", "", Unknown),
    row("/panels/*/fieldConfig/defaults/unit", "unit", Unit),
    row("/panels/*/fieldConfig/defaults/decimals", "decimals", Unit),
    row("/panels/*/fieldConfig/defaults/min", "min", Unit),
    row("/panels/*/fieldConfig/defaults/max", "max", Unit),
    row("/panels/*/fieldConfig/defaults/noValue", "text for no value", Unit),
    row("/panels/*/fieldConfig/defaults/filterable", "filter in the table", Cosmetic),
    row("/panels/*/fieldConfig/defaults/mappings", "value mapping", Unit),
    whole("/panels/*/fieldConfig/defaults/mappings/*", "value mapping", Unit),
    row("/panels/*/fieldConfig/defaults/displayName", "display name", Legend),
    row("/panels/*/fieldConfig/defaults/displayNameFromDS", "display name", Legend),
    row("/panels/*/fieldConfig/defaults/description", "description of the field", Cosmetic),
    row("/panels/*/fieldConfig/defaults/links", "data link", Cosmetic),
    row("/panels/*/fieldConfig/defaults/links/*", "", Cosmetic),
    row("/panels/*/fieldConfig/defaults/actions", "action", Cosmetic),
    whole("/panels/*/fieldConfig/defaults/color", "color", Cosmetic),
    row("/panels/*/fieldConfig/defaults/thresholds", "thresholds", Threshold),
    whole("/panels/*/fieldConfig/defaults/thresholds/steps", "threshold", Threshold),
    row("/panels/*/fieldConfig/defaults/thresholds/mode", "thresholds in", Threshold),
    row("/panels/*/fieldConfig/defaults/custom", "", Cosmetic),
    row("/panels/*/fieldConfig/defaults/custom/axisSoftMin", "soft min", Unit),
    row("/panels/*/fieldConfig/defaults/custom/axisSoftMax", "soft max", Unit),
    row("/panels/*/fieldConfig/defaults/custom/axisLabel", "axis label", Cosmetic),
    row("/panels/*/fieldConfig/defaults/custom/scaleDistribution", "scale", Unit),
    whole("/panels/*/fieldConfig/defaults/custom/hideFrom", "hidden in", Cosmetic),
    whole("/panels/*/fieldConfig/defaults/custom/thresholdsStyle", "style of thresholds", Cosmetic),
    // The options of a panel.
    row("/panels/*/options", "option", Cosmetic),
    row("/panels/*/options/legend", "legend", Legend),
    whole("/panels/*/options/legend/calcs", "legend values", Legend),
    row("/panels/*/options/tooltip", "tooltip", Cosmetic),
    row("/panels/*/options/reduceOptions", "", Query),
    whole("/panels/*/options/reduceOptions/calcs", "calculation", Query),
    row("/panels/*/options/content", "text", Cosmetic),
];

/// Returns what is known of a place, and the rest of the place that has no row of its own.
pub(super) fn find(place: &str) -> (Row, &str) {
    let rest = |row: &Row| place.strip_prefix(row.at).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let fitting = TABLE.iter().filter_map(|row| Some((*row, rest(row)?)));
    fitting.max_by_key(|(row, _)| row.at.len()).unwrap_or((TABLE[0], place))
}

/// Returns the place of a property that an override sets, which is written `custom.lineWidth`.
pub(super) fn of_property(id: &str) -> String {
    format!("/panels/*/fieldConfig/defaults/{}", id.replace('.', "/"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_longest_row_counts() {
        let (row, rest) = find("/panels/*/fieldConfig/defaults/custom/lineWidth");
        assert_eq!((row.class, rest), (Cosmetic, "/lineWidth"));
        let (row, rest) = find("/panels/*/titles");
        assert_eq!((row.class, rest), (Unknown, "/titles"));
        assert_eq!(find("/panels/*/targets/*/expr").0.name, "query");
        assert_eq!(find("/nobody/knows").0.class, Unknown);
    }

    #[test]
    fn each_place_once() {
        let mut seen = HashSet::new();
        assert!(TABLE.iter().all(|row| seen.insert(row.at)));
    }
}

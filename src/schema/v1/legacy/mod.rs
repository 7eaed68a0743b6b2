//! Options of discontinued panels, which are stored next to a panel's own members.
//!
//! Panels of old plugins keep their options there, and whatever was converted in the UI may still carry those of the
//! plugin that it came from. So any panel of Grafana's own is looked through: first for the options of its kind, then
//! for those of the others. A member is taken where its value has the right shape. Plugins of other people use names
//! as they like, so they are asked for nothing but the frame.

mod alert;
mod frame;
mod graph;
mod heatmap;
mod lists;
mod number;
mod pie;
mod singlestat;
mod table;
mod text;
mod worldmap;

pub use alert::{Alert, AlertNotification};
pub use frame::{Frame, OldOptions};
pub use graph::{
    Graph, GraphAlign, GraphGrid, GraphLegend, GraphThreshold, GraphTimeRegion, GraphTooltip, GraphXAxis, GraphYAxis,
    SeriesOverride,
};
pub use heatmap::{Heatmap, HeatmapCards, HeatmapColor, HeatmapLegend, HeatmapTooltip, HeatmapXAxis, HeatmapYAxis};
pub use lists::{AlertList, DashboardList};
pub use number::Number;
pub use pie::{Pie, PieCombine, PieLegend};
pub use singlestat::{MappingKind, RangeText, Singlestat, SinglestatGauge, Sparkline, ValueText};
pub use table::{OldTable, TableColumn, TableSort, TableStyle};
pub use text::OldText;
pub use worldmap::{Worldmap, WorldmapQuery};

use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

use crate::json::tree::Tree;
use crate::json::{Found, Members, Print, Printer, Rest, Trail, Typed, Written};

/// Lists what panels may carry: the plugins whose options they are, the name here, and the type.
macro_rules! parts {
    ($( $(#[$meta:meta])* $($id:literal)|* $part:ident: $type:ty; )*) => {
        /// What a panel carries of Grafana's past.
        #[derive(Debug, Clone, PartialEq, Default)]
        pub struct Legacy {
            $( $(#[$meta])* pub $part: Option<Box<$type>>, )*
        }

        impl Legacy {
            /// Takes everything out of the members that the panel itself does not know.
            pub(super) fn take(kind: &str, rest: &mut Rest) -> Option<Self> {
                let mut legacy = Self::default();
                if rest.is_empty() {
                    return None;
                }
                match kind {
                    $( $($id)|* => legacy.$part = part!($type, rest), )*
                    _ => {}
                }
                if is_foreign(kind) {
                    legacy.frame = part!(Frame, rest);
                } else {
                    $( legacy.$part = legacy.$part.take().or_else(|| part!($type, rest)); )*
                }
                (legacy != Self::default()).then_some(legacy)
            }
        }

        impl Typed for Legacy {
    crate::json::given_as_itself!();

            fn of_tree(_: &Tree<'_>) -> Option<Self> {
                None
            }

            fn into_value(self) -> Value {
                let mut all = Map::new();
                $(
                    if let Some(Value::Object(members)) = self.$part.map(Typed::into_value) {
                        for (name, value) in members {
                            all.entry(name).or_insert(value);
                        }
                    }
                )*
                Value::Object(all)
            }

            fn schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "object" })
            }

            fn members<'a>(&'a self, see: &mut dyn FnMut(Members<'_, 'a>)) {
                $(
                    if let Some(part) = &self.$part {
                        part.members(see);
                    }
                )*
            }

            fn unknown(&self, at: &mut Trail, found: Found<'_>) {
                $(
                    if let Some(part) = &self.$part {
                        part.unknown(at, found);
                    }
                )*
            }
        }
    };
}

/// Reads the members that a type names. Those of another shape may be another kind's and go back; `null` is nobody's.
macro_rules! part {
    ($type:ty, $rest:expr) => {
        <$type>::read($rest.split(<$type>::NAMES)).ok().and_then(|mut part| {
            let kept = std::mem::take(&mut part.rest);
            for (name, value) in &kept {
                if value.is_null() {
                    part.rest.insert(name.clone(), Value::Null);
                } else {
                    $rest.insert(name.clone(), value.clone());
                }
            }
            (!Typed::has_no_members(&part)).then(|| Box::new(part))
        })
    };
}

parts! {
    /// Members that panels and rows of any kind had.
    "row" frame: Frame;
    /// `graph`: lines, bars or points over time.
    "graph" graph: Graph;
    /// `singlestat`: a single number.
    "singlestat" singlestat: Singlestat;
    /// `table-old`, and `table` of before Grafana 7.
    "table" | "table-old" table: OldTable;
    /// `heatmap` of before Grafana 9.1.
    "heatmap" heatmap: Heatmap;
    /// `grafana-piechart-panel`.
    "piechart" | "grafana-piechart-panel" pie: Pie;
    /// `text` of before Grafana 7.
    "text" text: OldText;
    /// `dashlist` of before Grafana 8.
    "dashlist" dashboard_list: DashboardList;
    /// `alertlist` of before Grafana 8.
    "alertlist" alert_list: AlertList;
    /// `grafana-worldmap-panel`.
    "grafana-worldmap-panel" worldmap: Worldmap;
}

/// Its members stand among the panel's.
impl Print for Legacy {
    fn print(&self, to: Printer<'_>) -> Written {
        let mut object = to.object();
        Members { keys: &[], values: &[], flat: Some(self), rest: &Rest::new() }.print(&mut object);
        object.end()
    }
}

impl Legacy {
    /// The IDs of discontinued plugins.
    pub const GIVEN_UP: &[&str] =
        &["grafana-piechart-panel", "grafana-worldmap-panel", "graph", "singlestat", "table-old"];
}

/// Returns whether a plugin is not Grafana's own. Such plugins are named after who made them and what they are.
fn is_foreign(kind: &str) -> bool {
    kind.ends_with("-panel")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::json::{self, Json};
    use crate::schema::v1::Panel;

    fn read(value: &Value) -> Panel {
        let panel = Panel::read(value.clone()).unwrap();
        assert_eq!(json::text(&panel), json::text(&Json(value.clone())));
        panel
    }

    fn unknown(panel: &Panel) -> Vec<String> {
        let mut found = Vec::new();
        panel.unknown(&mut Trail::default(), &mut |at, _| found.push(at.to_owned()));
        found
    }

    #[test]
    fn a_kind_takes_its_own_members_first() {
        let graph = read(&json!({"type": "graph", "decimals": 2, "fill": 1, "nullPointMode": "null"}));
        assert_eq!(graph.legacy.as_ref().unwrap().graph.as_ref().unwrap().fill, Some(1.0));
        let stat = read(&json!({"type": "singlestat", "nullPointMode": "null", "decimals": 2}));
        let legacy = stat.legacy.unwrap();
        assert!(legacy.graph.is_none() && legacy.singlestat.is_some());
    }

    #[test]
    fn leftovers_of_a_conversion_have_types() {
        let panel = read(&json!({"type": "timeseries", "fill": 1, "colors": ["red"], "styles": [], "span": 4}));
        let legacy = panel.legacy.as_ref().unwrap();
        assert!(legacy.graph.is_some() && legacy.singlestat.is_some() && legacy.table.is_some());
        assert_eq!(legacy.frame.as_ref().unwrap().span, Some(Some(number(4.0))));
        assert_eq!(unknown(&panel), [""; 0]);
    }

    #[test]
    fn a_member_goes_where_its_shape_fits() {
        let panel = read(&json!({"type": "stat", "thresholds": "1,2"}));
        assert!(panel.legacy.unwrap().singlestat.unwrap().thresholds.is_some());
        let panel = read(&json!({"type": "stat", "thresholds": [{"value": 1}]}));
        assert!(panel.legacy.unwrap().graph.unwrap().thresholds.is_some());
    }

    #[test]
    fn the_members_of_a_strangers_plugin_are_its_own() {
        let panel = read(&json!({"type": "grafana-polystat-panel", "format": "s", "span": 4, "colors": ["red"]}));
        assert_eq!(unknown(&panel), ["colors", "format"]);
    }

    #[test]
    fn a_name_without_a_value_is_known() {
        let panel = read(&json!({"type": "graph", "linewidth": null, "nobody": null, "yaxes": 7}));
        assert_eq!(unknown(&panel), ["nobody", "yaxes"]);
    }

    #[test]
    fn options_of_plugins_that_are_gone() {
        let panel = read(&json!({"type": "graph", "options": {"alertThreshold": true, "else": 1}}));
        assert_eq!(unknown(&panel), ["options.else"]);
        assert!(panel.options.is_none());
        let panel = read(&json!({"type": "graph", "options": "none"}));
        assert_eq!(unknown(&panel), ["options"]);
    }

    fn number(value: f64) -> crate::json::Either<f64, crate::vocabulary::Text> {
        crate::json::Either::Left(value)
    }
}

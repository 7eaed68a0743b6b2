//! Exceptions: which fields, and what is different for them; and what is said of all fields.

use dashgen::model::{
    Color, ColorMode, Dashboard, DataLink, Mapping, Matcher, Override, Panel, Table, Thresholds, Timeseries, Uid,
};
use dashgen::promql::RATE_INTERVAL;
use dashgen::unit::Unit;
use dashgen::vocabulary::field::{Action, ActionKind, ActionMethod, ActionRequest, Comparison, FieldType};
use dashgen::vocabulary::panel::{GraphField, HideFrom, TableCell, TableField};

use super::metrics::{DEPENDENCY, DURATION, dependency};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-overrides"), "Overrides").panel(graph()).panel(table())
}

fn graph() -> Panel {
    Panel::new("answer-times", "How long requests take", Timeseries::lines())
        .query(DURATION.quantile(0.5, RATE_INTERVAL).legend("p50"))
        .query(DURATION.quantile(0.99, RATE_INTERVAL).legend("p99").exemplars())
        .field_override(Override::by_name("p99").custom(|field: GraphField| field.line_width(3)).color(Color::RED))
        .field_override(Override::by_regex("p5.*").custom(|field: GraphField| field.fill_opacity(0)))
        .field_override(Override::by_names(["p50", "p99"]).decimals(2).no_value("none"))
        .field_override(Override::of(Matcher::by_other_names(["p50"])).range(0.0, 5.0))
        .field_override(Override::by_query("A").display_name("Median"))
        .field_override(Override::by_value("max", Comparison::Greater, 5).color(ColorMode::THRESHOLDS))
        .field_override(Override::of(Matcher::numeric()).thresholds(Thresholds::from_ok().critical(80).percentage()))
}

fn table() -> Panel {
    let answers = [
        Mapping::value("0", "down", Color::RED),
        Mapping::range(Some(1.0), None, "up", Color::GREEN),
        Mapping::regex("/(.*)-standby/", "$1, waits", Color::TEXT),
    ];
    Panel::new("services", "Services", Table::default())
        .query(DEPENDENCY.value().sum_by([dependency::Service]).table())
        .unit(Unit::Number)
        .display_name("${__field.name}")
        .field_min_max()
        .filterable()
        .action(restart())
        .field_override(
            Override::of(Matcher::time()).custom(|field: TableField| field.hide_from(HideFrom::new().viz(true))),
        )
        .field_override(Override::of(Matcher::first()).custom(|field: TableField| field.width(240.0)))
        .field_override(Override::of(Matcher::first_time_field()).unit(Unit::Number))
        .field_override(Override::by_type(FieldType::String).filterable(true))
        .field_override(Override::by_type(FieldType::Number).field_min_max(false))
        .field_override(
            Override::by_name("service")
                .links([DataLink::to_url("Handbook", "https://example.com/${__value.text}").one_click()]),
        )
        .field_override(Override::by_name("service").actions([restart()]))
        .field_override(
            Override::by_name("Value")
                .mappings(answers)
                .custom(|field: TableField| field.cell_options(TableCell::colored_text())),
        )
}

fn restart() -> Action {
    let request = ActionRequest::empty().method(ActionMethod::Post).url("https://example.com/restart").body("{}");
    Action::empty().title("Restart").kind(ActionKind::Fetch).fetch(request).confirmation("Restart the service?")
}

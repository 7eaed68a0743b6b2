//! `Table`: rows and columns. What is said of single columns is an exception for their names, or said of the column
//! where several queries stand side by side.

use dashgen::model::{Column, Dashboard, Override, Panel, Property, Thresholds, Uid};
use dashgen::promql::{hours, minutes};
use dashgen::vocabulary::panel::{
    BarGaugeMode, CellHeight, ColumnFooter, Table, TableAlign, TableCell, TableField, TableSort,
};
use dashgen::vocabulary::transformation::OrganizeOptions;

use super::metrics::{DISK, DURATION, REQUESTS, disk, duration, requests};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-table"), "Table").panel(busiest()).panel(paths()).panel(disks())
}

fn busiest() -> Panel {
    let table = Table::default()
        .sorted(TableSort::largest_first("Requests"))
        .paged()
        .filterable()
        .with(|options| options.cell_height(CellHeight::Medium))
        .custom(|field| field.footer(ColumnFooter::of(["sum"])));
    Panel::new("busiest", "Requests of the last hour", table)
        .query(REQUESTS.increase(hours(1)).sum_by([requests::Path, requests::Method]).table())
        .decimals(0)
        .transform(OrganizeOptions::new().exclude_by_name([("Time".to_owned(), true)]))
        .field_override(Override::by_name("path").custom(|field: TableField| field.min_width(200).inspect(true)))
        .field_override(
            Override::by_name("Value")
                .with(Property::DisplayName("Requests".into()))
                .custom(|field: TableField| field.cell_options(TableCell::gauge(BarGaugeMode::Gradient))),
        )
}

fn paths() -> Panel {
    let p95 = DURATION.rate(minutes(5)).sum_by([duration::Path]).quantile(0.95);
    Panel::new("paths", "Paths", Table::default()).columns([
        Column::label("Path", requests::Path),
        Column::value("Requests", REQUESTS.rate(minutes(5)).sum_by([requests::Path])).largest_first(),
        Column::value("p95", p95)
            .thresholds(Thresholds::from_ok().warning(0.2).critical(0.5))
            .cell(TableCell::colored_background()),
    ])
}

fn disks() -> Panel {
    let table = Table::default().custom(|field| field.align(TableAlign::Center).cell_options(TableCell::text()));
    Panel::new("disks", "Disks", table)
        .query(DISK.value().max_by([disk::Mount]).table())
        .thresholds(Thresholds::from_ok().warning(0.8).critical(0.95))
        .transform(
            OrganizeOptions::new()
                .exclude_by_name([("Time".to_owned(), true)])
                .index_by_name([("Value".to_owned(), 0.0), ("mount".to_owned(), 1.0)])
                .rename_by_name([("Value".to_owned(), "Full".into())]),
        )
        .field_override(
            Override::by_name("Full")
                .custom(|field: TableField| field.width(120.0).cell_options(TableCell::colored_background())),
        )
}

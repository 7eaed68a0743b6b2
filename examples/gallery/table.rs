//! `Table`: rows and columns. What is said of single columns is an exception for their names.

use dashgen::model::{Dashboard, Override, Panel, Property, Thresholds, Uid};
use dashgen::promql::hours;
use dashgen::vocabulary::panel::{
    BarGaugeMode, CellHeight, ColumnFooter, Table, TableAlign, TableCell, TableField, TableSort,
};
use dashgen::vocabulary::transformation::OrganizeOptions;

use super::metrics::{DISK, REQUESTS, disk, requests};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-table"), "Table").panel(busiest()).panel(disks())
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
                .custom(|field: TableField| field.width(Some(120.0)).cell_options(TableCell::colored_background())),
        )
}

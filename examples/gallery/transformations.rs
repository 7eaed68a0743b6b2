//! Transformations: what happens between the answers and the drawing.

use std::collections::BTreeMap;

use dashgen::json::Either;
use dashgen::model::{Dashboard, FrameMatcher, Panel, Table, Uid};
use dashgen::vocabulary::transformation::{
    FilterByValueOptions, FilterMatch, FilterType, LimitOptions, OrganizeOptions, RenameByRegexOptions, SortByOptions,
    SortField, Transformation,
};

use super::metrics::{self, JOBS, jobs};

pub(crate) fn page() -> Dashboard {
    super::page(Uid::literal("gallery-transformations"), "Transformations").panel(busiest()).panel(renamed())
}

/// Two answers become one table: the greatest first, without times, under headlines for people.
fn busiest() -> Panel {
    let out = BTreeMap::from([("Time".to_owned(), true)]);
    let names = BTreeMap::from([("path".to_owned(), "Path".into()), ("Value".to_owned(), "Requests".into())]);
    let sorted = SortField::empty().field("Requests").desc(true);
    Panel::new("busiest", "The busiest paths", Table::default())
        .query(metrics::requests_by_path().table())
        .transformation(Transformation::merge())
        .transform(OrganizeOptions::new().exclude_by_name(out).rename_by_name(names))
        .transform(SortByOptions::new().sort([sorted]))
        .transform(LimitOptions::new().limit_field(Either::Left(10.0)))
}

/// One that is for some answers only, and one that is off.
fn renamed() -> Panel {
    let renamed = RenameByRegexOptions::new().regex("(.*)s$").rename_pattern("$1");
    let filtered = FilterByValueOptions::new().kind(FilterType::Include).matched(FilterMatch::Any);
    Panel::new("queues", "Queues", Table::default())
        .query(JOBS.value().sum_by([jobs::Queue]).table())
        .transformation(Transformation::of(renamed).filter(FrameMatcher::by_query("A")))
        .transformation(Transformation::of(filtered).disabled(true))
}

//! Each kind of datasource has its own settings: a database has no lines to find traces in.

use dashgen::model::Uid;
use dashgen::suite::Datasource;
use dashgen::suite::datasource::DerivedField;

fn main() {
    let database = Datasource::postgres(Uid::literal("shop"), "Shop", "postgres:5432", "shop");
    let _ = database.derived_field(DerivedField::regex("Trace", "trace_id=(.+)", &Uid::literal("tempo")));
}

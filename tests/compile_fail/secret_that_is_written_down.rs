//! A secret is named by the environment variable that holds it; there is no way to write it down.

use dashgen::model::Uid;
use dashgen::suite::Datasource;

fn main() {
    let loki = Datasource::loki(Uid::literal("loki"), "Loki", "http://loki:3100");
    let _ = loki.basic_auth("grafana", "hunter2");
}

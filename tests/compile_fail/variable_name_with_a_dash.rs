//! Grafana could not refer to this variable.

use dashgen::model::Var;

fn main() {
    const VAR: Var = Var::literal("my-job");
    let _ = VAR;
}

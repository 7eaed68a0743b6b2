//! A unit is declared with an equals sign.

use dashgen::unit::Unit;

dashgen::units! {
    /// Orders of customers.
    pub Orders: Unit::count("orders");
}

fn main() {}

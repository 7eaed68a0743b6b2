//! The grid has 24 columns.

use dashgen::model::Size;

fn main() {
    const SIZE: Size = Size::new(25, 8);
    let _ = SIZE;
}

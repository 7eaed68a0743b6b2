//! The commands over the trading suite.

use dashgen::cli::Program;
use dashgen::trading::{self, simulation};

fn main() -> std::process::ExitCode {
    let program = Program::new(trading::suite());
    program.behaviours(simulation::behaviours()).incidents(simulation::incidents()).run()
}

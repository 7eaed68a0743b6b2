//! The commands over the trading suite: the monitoring of a trading system, and the first user of the library.

mod trading;

use dashgen::cli::Program;
use trading::simulation;

fn main() -> std::process::ExitCode {
    program().run()
}

fn program() -> Program {
    let program = Program::new(trading::suite());
    let program = program.package(env!("CARGO_PKG_NAME"));
    program.behaviours(simulation::behaviours()).incidents(simulation::incidents())
}

//! The commands over the trading suite.

fn main() -> std::process::ExitCode {
    dashgen::trading::program().run()
}

//! What must not compile, and what the compiler says then.
//!
//! The texts are those of one compiler: after an update, `TRYBUILD=overwrite cargo test compile_fail` writes new ones.

use std::process::Command;

use super::skipped;

/// The version whose words the expected texts are; `rust-version` in `Cargo.toml` is the same.
const COMPILER: &str = "rustc 1.95.";

#[test]
fn wrong_dashboards_do_not_compile() {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().expect("a compiler, since this was compiled");
    let version = String::from_utf8_lossy(&version.stdout).trim().to_owned();
    if !version.starts_with(COMPILER) {
        return skipped(
            "what the compiler says of wrong dashboards",
            &format!("the texts are of {COMPILER}x, this is {version}"),
        );
    }
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}

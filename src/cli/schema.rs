//! `dashgen schema`

use super::Status;
use super::console::Console;

/// Print the JSON Schema that dashboards are checked with
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    console.result(serde_json::to_string_pretty(&crate::schema::document::schema())?)?;
    console.flush()?;
    Ok(Status::Clean)
}

//! `dashgen schema`

use super::Status;
use super::console::Console;

/// Print the JSON Schema used to check dashboards
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_: &Args, console: &mut Console<'_>) -> anyhow::Result<Status> {
    console.data(crate::schema::document::TEXT.as_bytes())?;
    console.flush()?;
    Ok(Status::Clean)
}

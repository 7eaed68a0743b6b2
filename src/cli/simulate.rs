//! `dashgen simulate`

use std::time::Duration;

use super::cargo::Whose;
use super::console::Console;
use super::{OnSuite, Program, Status};
use crate::prometheus::live;
use crate::simulate::{Incident, Simulation, listen, serve};

/// Serve the suite's metrics as a live Prometheus endpoint
///
/// The values are synthetic but plausible, so dashboards show data without the real system. Runs until interrupted.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The address to listen on; port 0 picks a free port
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:9464")]
    listen: String,
    /// The seed of the simulation; the same seed gives the same values
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Trigger an incident; can be repeated
    #[arg(long, value_name = "NAME")]
    incident: Vec<String>,
    /// When the incidents begin, instead of each one's own start time
    #[arg(long, value_name = "DURATION", value_parser = duration, requires = "incident")]
    after: Option<Duration>,
    /// Omit a metric, as if the system had stopped exposing it; can be repeated
    #[arg(long, value_name = "METRIC")]
    without: Vec<String>,
    #[command(flatten)]
    whose: Whose,
}

impl Args {
    pub(super) fn on_suite(&self) -> OnSuite<'_> {
        OnSuite { command: "simulate", whose: &self.whose, watch: None }
    }
}

pub(super) fn run(args: &Args, program: &Program, console: &mut Console<'_>) -> anyhow::Result<Status> {
    let mut simulation = Simulation::new(&program.suite.metrics()?, args.seed);
    for (metric, behaviour) in &program.behaviours {
        simulation = simulation.behave(metric, behaviour.clone())?;
    }
    for name in &args.incident {
        let incident = Incident::find(&program.incidents, name)?.clone();
        let after = args.after.unwrap_or(incident.after);
        simulation = simulation.strike(Incident { after, ..incident })?;
    }
    for metric in &args.without {
        simulation = simulation.without(metric)?;
    }
    let listener = listen(&args.listen)?;
    let address = listener.local_addr()?;
    for note in simulation.notes() {
        console.note(format_args!("note: {note}"));
    }
    for incident in simulation.incidents() {
        console.note(format_args!("incident `{}`{}: {}", incident.name, begin(incident), incident.summary));
    }
    console.note(format_args!("serving {} metrics at http://{address}/metrics", simulation.metric_names().count()));
    serve(listener, simulation)?;
    Ok(Status::Clean)
}

/// Reads the value of `--after`.
fn duration(text: &str) -> Result<Duration, String> {
    live::duration(text)
        .ok_or_else(|| "a duration is a number followed by `ms`, `s`, `m` or `h`, as in `15s`".to_owned())
}

fn begin(incident: &Incident) -> String {
    if incident.after.is_zero() { String::new() } else { format!(" after {}", crate::promql::duration(incident.after)) }
}

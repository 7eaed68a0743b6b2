//! The metrics of a catalogue as a live endpoint, so that dashboards have data without the real system.
//!
//! A [`Simulation`] is pure: a seed and a time give the same numbers on every machine. Its metrics move in a range that
//! suits their unit, or as a [`Behaviour`] says; an [`Incident`] makes something go wrong. `serve` puts it on a port.

mod behaviour;
#[cfg(feature = "simulate")]
mod crowd;
mod curve;
mod error;
mod exposition;
mod growth;
mod incident;
mod samples;
mod series;
#[cfg(feature = "simulate")]
mod server;
mod simulation;
#[cfg(test)]
mod tests;

pub use behaviour::{Behaviour, Motion, Weight};
pub use error::SimulateError;
pub use exposition::{CONTENT_TYPE, Family, Sample, expose};
pub use incident::{Change, Effect, Incident};
pub use series::MAX_SERIES;
#[cfg(feature = "simulate")]
pub use server::{listen, serve, serve_until};
pub use simulation::Simulation;

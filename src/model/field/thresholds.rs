//! Where values turn good or bad.

use schemars::JsonSchema;
use serde::Serialize;

use super::Color;

/// Steps of value, each with a colour; the first reaches down to minus infinity.
///
/// ```
/// use dashgen::model::{Color, Thresholds};
///
/// let latency = Thresholds::from_good().watch(0.1).act(0.5);
/// assert_eq!(latency.steps[2].value, Some(0.5));
/// assert_eq!(latency.steps[2].color, Color::RED);
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Thresholds {
    /// What the values of the steps are.
    pub mode: ThresholdMode,
    /// The steps, lowest first.
    pub steps: Vec<Threshold>,
}

/// What the values of thresholds are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ThresholdMode {
    /// In the unit of the field.
    #[default]
    Absolute,
    /// Percent of the way from min to max.
    Percentage,
}

/// A colour and the value from which it holds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Threshold {
    /// The colour.
    pub color: Color,
    /// The lowest value that has it; minus infinity where it is missing.
    pub value: Option<f64>,
}

impl Thresholds {
    /// Returns one step: everything has this colour.
    pub fn base(color: Color) -> Self {
        Self { mode: ThresholdMode::Absolute, steps: vec![Threshold { color, value: None }] }
    }

    /// Returns the thresholds of a value that is good while it is low.
    pub fn from_good() -> Self {
        Self::base(Color::GREEN)
    }

    /// Returns the thresholds of a value that is bad while it is low.
    pub fn from_bad() -> Self {
        Self::base(Color::RED)
    }

    /// Adds a step: from this value up, this colour.
    pub fn step(mut self, value: impl Into<f64>, color: Color) -> Self {
        self.steps.push(Threshold { color, value: Some(value.into()) });
        self
    }

    /// From this value up, good (green).
    pub fn good(self, value: impl Into<f64>) -> Self {
        self.step(value, Color::GREEN)
    }

    /// From this value up, to be watched (amber).
    pub fn watch(self, value: impl Into<f64>) -> Self {
        self.step(value, Color::AMBER)
    }

    /// From this value up, to be acted on (red).
    pub fn act(self, value: impl Into<f64>) -> Self {
        self.step(value, Color::RED)
    }

    /// Reads the values as percent of the way from min to max.
    pub fn percentage(mut self) -> Self {
        self.mode = ThresholdMode::Percentage;
        self
    }
}

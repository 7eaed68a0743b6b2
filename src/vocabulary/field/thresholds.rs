//! The thresholds, where the colour changes.

use super::Color;
use crate::json::{object, words};
use crate::vocabulary::Text;

object! {
    /// Threshold steps, each with a colour; the first one starts at minus infinity.
    ///
    /// ```
    /// use dashgen::vocabulary::field::{Color, Threshold, Thresholds};
    ///
    /// let latency = Thresholds::from_ok().warning(0.1).critical(0.5);
    /// let steps = latency.steps.unwrap();
    /// assert_eq!(steps[2], Threshold::from(Some(0.5), Color::RED));
    /// ```
    pub struct Thresholds {
        /// Whether the values of the steps are absolute or percentages.
        "mode" mode: ThresholdMode = ThresholdMode::Absolute,
        /// The steps, lowest first.
        "steps" steps: Vec<Threshold>,
    }
}

words! {
    /// Whether the values of thresholds are absolute or percentages.
    #[derive(Default)]
    pub enum ThresholdMode {
        /// Absolute, in the unit of the field.
        #[default]
        "absolute" Absolute,
        /// Percentages of the range from min to max.
        "percentage" Percentage,
    }
}

object! {
    /// A colour, and the value at which it starts.
    pub struct Threshold {
        /// The colour.
        "color" color: Color,
        /// Its index in the list. Legacy dashboards only.
        "index" index: f64,
        /// Whether a line is drawn at the value. Legacy dashboards only.
        "line" line: bool,
        /// The value at which it starts; `null` means minus infinity.
        "value" value: Option<f64>,
        /// The value at which it starts, with variables; Grafana 13.2 and later.
        "valueExpr" value_expr: Text,
    }
}

impl Threshold {
    /// Returns the step that starts at a value; `None` means minus infinity.
    pub fn from(value: Option<f64>, color: Color) -> Self {
        Self { color: Some(color), value: Some(value), ..Self::empty() }
    }
}

impl Thresholds {
    /// Returns a single step: all values have this colour.
    pub fn base(color: Color) -> Self {
        let mut steps = Vec::with_capacity(3);
        steps.push(Threshold::from(None, color));
        Self::new().steps(steps)
    }

    /// Returns thresholds for a value that is good while it is low: green up to the first step.
    pub fn from_ok() -> Self {
        Self::base(Color::GREEN)
    }

    /// Returns thresholds for a value that is bad while it is low: red up to the first step.
    pub fn from_critical() -> Self {
        Self::base(Color::RED)
    }

    /// Adds a step: this colour starts at this value.
    pub fn step(mut self, value: impl Into<f64>, color: Color) -> Self {
        self.steps.get_or_insert_default().push(Threshold::from(Some(value.into()), color));
        self
    }

    /// Adds a step for good values (green), starting at this value.
    pub fn ok(self, value: impl Into<f64>) -> Self {
        self.step(value, Color::GREEN)
    }

    /// Adds a step for warnings (amber), starting at this value.
    pub fn warning(self, value: impl Into<f64>) -> Self {
        self.step(value, Color::AMBER)
    }

    /// Adds a step for critical values (red), starting at this value.
    pub fn critical(self, value: impl Into<f64>) -> Self {
        self.step(value, Color::RED)
    }

    /// Interprets the values as percentages of the range from min to max.
    pub fn percentage(self) -> Self {
        self.mode(ThresholdMode::Percentage)
    }
}

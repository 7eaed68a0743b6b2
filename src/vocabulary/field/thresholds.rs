//! Where values turn good or bad.

use super::Color;
use crate::json::{object, words};
use crate::vocabulary::Text;

object! {
    /// Steps of value, each with a colour; the first reaches down to minus infinity.
    ///
    /// ```
    /// use dashgen::vocabulary::field::{Color, Thresholds};
    ///
    /// let latency = Thresholds::from_ok().warning(0.1).critical(0.5);
    /// let steps = latency.steps.unwrap();
    /// assert_eq!(steps[2].value, Some(Some(0.5)));
    /// assert_eq!(steps[2].color, Some(Color::RED));
    /// ```
    pub struct Thresholds {
        /// What the values of the steps are.
        "mode" mode: ThresholdMode = ThresholdMode::Absolute,
        /// The steps, lowest first.
        "steps" steps: Vec<Threshold>,
    }
}

words! {
    /// What the values of thresholds are.
    #[derive(Default)]
    pub enum ThresholdMode {
        /// In the unit of the field.
        #[default]
        "absolute" Absolute,
        /// Percent of the way from min to max.
        "percentage" Percentage,
    }
}

object! {
    /// A colour and the value from which it holds.
    pub struct Threshold {
        /// The colour.
        "color" color: Color,
        /// Where it stands in the list. Old dashboards only.
        "index" index: f64,
        /// Whether a line is drawn at the value. Old dashboards only.
        "line" line: bool,
        /// The lowest value that has it; minus infinity for `null`.
        "value" value: Option<f64>,
        /// The lowest value, by variables; Grafana 13.2 and up.
        "valueExpr" value_expr: Text,
    }
}

impl Thresholds {
    /// Returns one step: everything has this colour.
    pub fn base(color: Color) -> Self {
        let mut steps = Vec::with_capacity(3);
        steps.push(Threshold::empty().color(color).value(None));
        Self::new().steps(steps)
    }

    /// Returns the thresholds of a value that is good while it is low.
    pub fn from_ok() -> Self {
        Self::base(Color::GREEN)
    }

    /// Returns the thresholds of a value that is bad while it is low.
    pub fn from_critical() -> Self {
        Self::base(Color::RED)
    }

    /// Adds a step: from this value up, this colour.
    pub fn step(mut self, value: impl Into<f64>, color: Color) -> Self {
        self.steps.get_or_insert_default().push(Threshold::empty().color(color).value(Some(value.into())));
        self
    }

    /// From this value up, good (green).
    pub fn ok(self, value: impl Into<f64>) -> Self {
        self.step(value, Color::GREEN)
    }

    /// From this value up, to be watched (amber).
    pub fn warning(self, value: impl Into<f64>) -> Self {
        self.step(value, Color::AMBER)
    }

    /// From this value up, to be acted on (red).
    pub fn critical(self, value: impl Into<f64>) -> Self {
        self.step(value, Color::RED)
    }

    /// Reads the values as percent of the way from min to max.
    pub fn percentage(self) -> Self {
        self.mode(ThresholdMode::Percentage)
    }
}

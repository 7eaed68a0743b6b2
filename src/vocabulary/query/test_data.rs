//! What the test datasource is asked for.

use crate::json::{Either, Json, object};
use crate::vocabulary::Text;

object! {
    /// A wave, of values or of pulses.
    pub struct TestWave {
        /// Labels.
        "labels" labels: Text,
        /// What it is called.
        "name" name: Text,
        /// How many points are off.
        "offCount" off_count: f64,
        /// The value while off.
        "offValue" off_value: f64,
        /// How many points are on.
        "onCount" on_count: f64,
        /// The value while on.
        "onValue" on_value: f64,
        /// How many seconds the points are apart.
        "timeStep" time_step: f64,
        /// The values, with commas between them.
        "valuesCSV" values: Text,
    }
}

object! {
    /// A stream.
    pub struct TestStream {
        /// How many bands there are.
        "bands" bands: f64,
        /// How noisy it is.
        "noise" noise: f64,
        /// How far apart its values are, in milliseconds.
        "speed" speed: f64,
        /// How far values are apart.
        "spread" spread: f64,
        /// `signal`, `logs`, `fetch`, `traces`
        "type" kind: Text,
        /// Where it is fetched.
        "url" url: Text,
    }
}

object! {
    /// Nodes of a graph.
    pub struct TestNodes {
        /// How many.
        "count" count: f64,
        /// What chance begins with.
        "seed" seed: f64,
        /// `random`, `response`, ...
        "type" kind: Text,
    }
}

object! {
    /// Numbers of the states of the USA.
    pub struct TestStates {
        /// The fields.
        "fields" fields: Vec<Text>,
        /// The shape of the answer.
        "mode" mode: Text,
        /// How far apart points are.
        "period" period: Text,
        /// The states.
        "states" states: Vec<Text>,
    }
}

object! {
    /// A simulation.
    pub struct TestSimulation {
        /// Its settings.
        "config" config: Json,
        /// Which one it is.
        "key" key: TestSimulationKey,
        /// Whether only the last value is answered.
        "last" last: bool,
        /// Whether it is a stream.
        "stream" stream: bool,
    }
}

object! {
    /// Which simulation it is.
    pub struct TestSimulationKey {
        /// How often it goes on a second.
        "tick" tick: Either<f64, Text>,
        /// `flight`, `sine`, `tank`
        "type" kind: Text,
        /// One of several.
        "uid" uid: Text,
    }
}

//! Curves over time: closed functions of a seed and the seconds since the start.
//!
//! Nothing here keeps state, so a value depends on its time only, however often and in whatever order it is asked for.

use std::f64::consts::TAU;
use std::hash::Hasher;

use fnv::FnvHasher;

/// The waves of a curve: period in seconds and share of the height. The shares add up to 1.
const WAVES: [(f64, f64); 4] = [(37.0, 0.15), (173.0, 0.3), (811.0, 0.3), (5003.0, 0.25)];

/// A curve between -1 and 1 that looks like chance and is always the same for its seed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Curve {
    waves: [Wave; WAVES.len()],
}

#[derive(Debug, Clone, Copy)]
struct Wave {
    period: f64,
    phase: f64,
    share: f64,
}

impl Curve {
    /// Returns the curve of a seed; two seeds differ in the phases of their waves and a little in the periods.
    pub(super) fn new(seed: u64) -> Self {
        let mut state = seed;
        let waves = WAVES.map(|(period, share)| {
            state = mix(state);
            let phase = unit(state) * TAU;
            state = mix(state);
            Wave { period: period * (0.8 + 0.4 * unit(state)), phase, share }
        });
        Self { waves }
    }

    /// Returns the height at a time, in -1 to 1.
    pub(super) fn at(&self, seconds: f64) -> f64 {
        self.waves.iter().map(|wave| wave.share * (TAU * seconds / wave.period + wave.phase).sin()).sum()
    }

    /// Returns the area under the curve from 0 to a time.
    pub(super) fn area(&self, seconds: f64) -> f64 {
        self.waves
            .iter()
            .map(|wave| {
                let swept = wave.phase.cos() - (TAU * seconds / wave.period + wave.phase).cos();
                wave.share * swept * wave.period / TAU
            })
            .sum()
    }
}

/// Returns a hash of a text, the same on every machine and in every release (FNV-1a, then mixed).
pub(super) fn hash(seed: u64, text: &str) -> u64 {
    let mut hasher = FnvHasher::with_key(FnvHasher::default().finish() ^ mix(seed));
    hasher.write(text.as_bytes());
    mix(hasher.finish())
}

/// Returns a number from 0 up to 1 out of a hash.
#[expect(clippy::cast_precision_loss, reason = "the upper 53 bits fit into a double exactly")]
pub(super) fn unit(hash: u64) -> f64 {
    (hash >> 11) as f64 / (1_u64 << 53) as f64
}

/// The finalizer of `SplitMix64`: every bit of the result depends on every bit of the input.
const fn mix(state: u64) -> u64 {
    let state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_curve_stays_between_minus_one_and_one(seed: u64, seconds in 0.0..1e9) {
            prop_assert!(Curve::new(seed).at(seconds).abs() <= 1.0);
        }

        #[test]
        fn the_area_grows_by_the_height(seed: u64, seconds in 0.0..1e6) {
            let curve = Curve::new(seed);
            let step = 0.01;
            let slope = (curve.area(seconds + step) - curve.area(seconds)) / step;
            prop_assert!((slope - curve.at(seconds + step / 2.0)).abs() < 1e-3);
        }
    }

    #[test]
    fn two_seeds_give_two_curves() {
        assert!((Curve::new(1).at(100.0) - Curve::new(2).at(100.0)).abs() > 1e-6);
        assert_ne!(hash(1, "a"), hash(2, "a"));
        assert_ne!(hash(1, "a"), hash(1, "b"));
    }

    #[test]
    fn hashes_spread_over_the_unit_interval() {
        let mean = (0..1000).map(|n| unit(hash(7, &n.to_string()))).sum::<f64>() / 1000.0;
        assert!((mean - 0.5).abs() < 0.05, "{mean}");
    }
}

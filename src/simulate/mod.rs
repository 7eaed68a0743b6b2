//! The metrics of a catalogue as a live endpoint, so that dashboards have data without the real system.

//! Ctrl-C, and what else ends a command before its time.

/// Lets an interrupt take away what is staged before it ends the process.
///
/// A hangup is left alone: under `nohup` it is to be ignored. The next run sweeps up after it.
#[cfg(unix)]
pub(super) fn watch() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    static WATCHED: std::sync::Once = std::sync::Once::new();
    WATCHED.call_once(|| {
        // Without, an interrupt ends the process at once, and the next run sweeps up.
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                crate::artifact::clean_up();
                drop(emulate_default_handler(signal));
            }
        });
    });
}

/// Does nothing: the next run sweeps up.
#[cfg(not(unix))]
pub(super) fn watch() {}

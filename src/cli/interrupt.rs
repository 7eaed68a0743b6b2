//! Ctrl-C, and what else ends a command before its time.

/// Lets an interrupt take away what is staged before it ends the process.
///
/// A hangup is left alone: under `nohup` it is to be ignored. The next run sweeps up after it.
#[cfg(unix)]
pub(super) fn sweep() {
    static SWEEPS: std::sync::Once = std::sync::Once::new();
    SWEEPS.call_once(|| listen(|_, signal| end(signal)));
}

/// Says when an interrupt asks a command to end that runs until then. A second one ends the process at once.
#[cfg(unix)]
pub(super) fn tell(mut asked: impl FnMut() + Send + 'static) {
    listen(move |count, signal| if count == 0 { asked() } else { end(signal) });
}

/// Calls a function for each interrupt, with the number of those before it, in a thread of its own.
#[cfg(unix)]
fn listen(mut interrupted: impl FnMut(usize, i32) + Send + 'static) {
    use signal_hook::consts::{SIGINT, SIGTERM};

    // Without, an interrupt ends the process at once, and the next run sweeps up.
    let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
    std::thread::spawn(move || {
        for (count, signal) in signals.forever().enumerate() {
            interrupted(count, signal);
        }
    });
}

#[cfg(unix)]
fn end(signal: i32) {
    crate::artifact::clean_up();
    drop(signal_hook::low_level::emulate_default_handler(signal));
}

/// Does nothing: the next run sweeps up.
#[cfg(not(unix))]
pub(super) fn sweep() {}

/// Does nothing: the system ends the process.
#[cfg(not(unix))]
pub(super) fn tell(_: impl FnMut() + Send + 'static) {}

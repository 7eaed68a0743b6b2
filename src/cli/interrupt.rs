//! Ctrl-C, and other signals that end a command early.

/// Makes an interrupt remove staged files before it ends the process.
///
/// SIGHUP is not handled, since `nohup` ignores it. The next run cleans up.
#[cfg(unix)]
pub(super) fn sweep() {
    static SWEEPS: std::sync::Once = std::sync::Once::new();
    SWEEPS.call_once(|| listen(|_, signal| end(signal)));
}

/// Reports an interrupt to a command that runs until interrupted. A second interrupt ends the process at once.
#[cfg(unix)]
pub(super) fn tell(mut asked: impl FnMut() + Send + 'static) {
    listen(move |count, signal| if count == 0 { asked() } else { end(signal) });
}

/// Calls a function for each interrupt, with the number of earlier ones, in a separate thread.
#[cfg(unix)]
fn listen(mut interrupted: impl FnMut(usize, i32) + Send + 'static) {
    use signal_hook::consts::{SIGINT, SIGTERM};

    // Without it, an interrupt ends the process at once, and the next run cleans up.
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

/// Does nothing: the next run cleans up.
#[cfg(not(unix))]
pub(super) fn sweep() {}

/// Does nothing: the system ends the process.
#[cfg(not(unix))]
pub(super) fn tell(_: impl FnMut() + Send + 'static) {}

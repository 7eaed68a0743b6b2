//! What wakes the loop: file system events, the clock, and an interrupt.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::cli::interrupt;

/// How often to look without any event: shared folders and some containers report none.
const IDLE: Duration = Duration::from_secs(1);

/// How long it must be quiet before looking: editors save in several steps.
const QUIET: Duration = Duration::from_millis(60);

/// How long events may continue before looking anyway.
const LONGEST: Duration = Duration::from_millis(400);

/// Why the loop woke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wake {
    /// Something may have changed.
    Change,
    /// An interrupt was received.
    Interrupt,
}

/// What wakes the loop.
pub(super) struct Wakes {
    sender: Sender<Wake>,
    receiver: Receiver<Wake>,
    /// Watches folders for changes, until it is dropped.
    watcher: Option<RecommendedWatcher>,
    watched: Vec<PathBuf>,
}

impl Wakes {
    pub(super) fn new() -> Self {
        let (sender, receiver) = mpsc::channel();
        let interrupted = sender.clone();
        interrupt::tell(move || {
            // Otherwise, the loop has ended.
            let _ = interrupted.send(Wake::Interrupt);
        });
        Self { sender, receiver, watcher: None, watched: Vec::new() }
    }

    /// Watches these folders instead of the previous ones. A folder that cannot be watched is still checked every
    /// second.
    pub(super) fn watch<'a>(&mut self, folders: impl Iterator<Item = &'a PathBuf>) {
        let folders: Vec<_> = folders.cloned().collect();
        if self.watcher.is_some() && self.watched == folders {
            return;
        }
        let changed = self.sender.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Reads cause events, too: by the compiler, and by our own checks.
            if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
                let _ = changed.send(Wake::Change);
            }
        });
        self.watcher = watcher.ok().map(|mut watcher| {
            for folder in &folders {
                drop(watcher.watch(folder, RecursiveMode::NonRecursive));
            }
            watcher
        });
        self.watched = folders;
    }

    /// Waits until something may have changed.
    pub(super) fn wait(&mut self) -> Wake {
        let wake = self.within(IDLE);
        if wake == Some(Wake::Change) {
            // A folder that was removed and created again must be watched anew.
            self.watcher = None;
        }
        wake.unwrap_or(Wake::Change)
    }

    /// Waits until it is quiet, up to a limit.
    pub(super) fn settle(&self) -> Wake {
        let since = Instant::now();
        while since.elapsed() < LONGEST {
            match self.within(QUIET) {
                None => break,
                Some(Wake::Interrupt) => return Wake::Interrupt,
                Some(Wake::Change) => {}
            }
        }
        Wake::Change
    }

    /// Returns the next event within a timeout.
    pub(super) fn within(&self, time: Duration) -> Option<Wake> {
        // We hold a sender ourselves, so the only possible error is the timeout.
        self.receiver.recv_timeout(time).ok()
    }
}

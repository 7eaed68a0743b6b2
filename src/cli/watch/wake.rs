//! What wakes the loop: events of the file system, the clock, and an interrupt.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::cli::interrupt;

/// How long nothing may happen before a look all the same: shared folders and some containers tell of nothing.
const IDLE: Duration = Duration::from_secs(1);

/// How long it must be quiet before a look: editors save in several steps.
const QUIET: Duration = Duration::from_millis(60);

/// How long events may go on before a look.
const LONGEST: Duration = Duration::from_millis(400);

/// Why the loop woke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wake {
    /// Something may have changed.
    Change,
    /// Somebody wants it to end.
    Interrupt,
}

/// What wakes the loop.
pub(super) struct Wakes {
    sender: Sender<Wake>,
    receiver: Receiver<Wake>,
    /// Tells of changes in folders, until it is dropped.
    watcher: Option<RecommendedWatcher>,
    watched: Vec<PathBuf>,
}

impl Wakes {
    pub(super) fn new() -> Self {
        let (sender, receiver) = mpsc::channel();
        let interrupted = sender.clone();
        interrupt::tell(move || {
            // The loop has ended otherwise.
            let _ = interrupted.send(Wake::Interrupt);
        });
        Self { sender, receiver, watcher: None, watched: Vec::new() }
    }

    /// Watches these folders instead of others. A folder that cannot be watched is looked at each second all the same.
    pub(super) fn watch<'a>(&mut self, folders: impl Iterator<Item = &'a PathBuf>) {
        let folders: Vec<_> = folders.cloned().collect();
        if self.watcher.is_some() && self.watched == folders {
            return;
        }
        let changed = self.sender.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // Whoever reads a file tells of that, too: the compiler, and our own look.
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
            // A folder that went and came back is another one: watch it anew.
            self.watcher = None;
        }
        wake.unwrap_or(Wake::Change)
    }

    /// Waits until it is quiet, but not for long.
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

    /// Returns what happens within a time.
    pub(super) fn within(&self, time: Duration) -> Option<Wake> {
        // We hold a sender ourselves: the only error is that the time is over.
        self.receiver.recv_timeout(time).ok()
    }
}

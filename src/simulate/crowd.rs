//! The connections that are open, so that one that is idle makes room for a new one.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tokio::task::AbortHandle;

/// The open connections: those that never asked for anything first, and among equals, the one idle for longest.
#[derive(Default)]
pub(super) struct Crowd(Mutex<Open>);

#[derive(Default)]
struct Open {
    /// Grows with everything that a client does.
    clock: u64,
    connections: BTreeMap<Place, AbortHandle>,
}

/// A connection's place in the crowd: whether its client ever asked for anything, and when it did something last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    has_asked: bool,
    time: u64,
}

impl Crowd {
    /// Adds a connection, and ends the one that has been idle for longest when there are more than `most`.
    pub(super) fn enter(&self, most: usize, connection: impl FnOnce(Place) -> AbortHandle) {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = open.place(false);
        open.connections.insert(place, connection(place));
        // Not the new one: it may be the only one that has not asked yet.
        let idle = if open.connections.len() > most {
            let idle = open.connections.keys().find(|other| **other != place).copied();
            idle.and_then(|idle| open.connections.remove(&idle))
        } else {
            None
        };
        drop(open);
        if let Some(idle) = idle {
            idle.abort();
        }
    }

    /// Notes that a client asks for something, and returns its new place; the old one where it has left.
    pub(super) fn asks(&self, old: Place) -> Place {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(connection) = open.connections.remove(&old) else { return old };
        let place = open.place(true);
        open.connections.insert(place, connection);
        place
    }

    /// Takes a connection out that has ended by itself.
    pub(super) fn leave(&self, place: Place) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).connections.remove(&place);
    }
}

impl Open {
    fn place(&mut self, has_asked: bool) -> Place {
        self.clock += 1;
        Place { has_asked, time: self.clock }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_leaves_first() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let _inside = runtime.enter();
        let crowd = Crowd::default();
        let enter = || {
            let mut entered = None;
            crowd.enter(3, |place| {
                entered = Some(place);
                tokio::spawn(std::future::pending::<()>()).abort_handle()
            });
            entered.unwrap()
        };
        let is_here = |place| crowd.0.lock().unwrap().connections.contains_key(&place);
        let asking = crowd.asks(enter());
        let (silent, later) = (enter(), enter());
        let new = enter();
        assert!(is_here(asking) && !is_here(silent) && is_here(later), "who never asked");
        let (later, new) = (crowd.asks(later), crowd.asks(new));
        assert_eq!(crowd.asks(silent), silent, "it has left");
        enter();
        assert!(!is_here(asking) && is_here(later) && is_here(new), "who asked longest ago");
        crowd.leave(later);
        enter();
        assert!(!is_here(later) && is_here(new), "there is room");
    }
}

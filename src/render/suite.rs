//! All dashboards of a suite, one after the other or on several threads.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::error::RenderError;
use super::target::{self, Target};
use super::v1;
use crate::model::{Dashboard, LinkKind, Uid};
use crate::suite::Suite;

/// Why the dashboards of a suite were not all handed on.
#[derive(Debug, thiserror::Error)]
pub enum Failure<E> {
    /// One could not be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// One was not taken.
    #[error(transparent)]
    Sink(E),
}

/// Takes an artifact: its path below the output folder, with `/`, and its bytes.
pub type Sink<'a, E> = dyn Fn(&str, &[u8]) -> Result<(), E> + Sync + 'a;

/// Renders the dashboards of a suite that are wanted, and hands each on: its path below the output folder, with `/`,
/// and its bytes. The rest are made, too, for the checks that concern all of them.
///
/// The sink may be called from several threads; the order is not fixed, the bytes are.
///
/// # Errors
/// [`Failure`] with the first dashboard, in the suite's order, that could not be rendered or was not taken. The sink
/// may have been given others before and after it.
pub fn dashboards<E: Send>(
    suite: &Suite,
    wanted: &(dyn Fn(&Dashboard) -> bool + Sync),
    sink: &Sink<'_, E>,
) -> Result<(), Failure<E>> {
    dashboards_for(Target::Files, suite, wanted, sink)
}

/// Does what [`dashboards`] does, each dashboard in the form that a target takes.
///
/// # Errors
/// As [`dashboards`], and for a dashboard that is too large for the target.
pub fn dashboards_for<E: Send>(
    target: Target,
    suite: &Suite,
    wanted: &(dyn Fn(&Dashboard) -> bool + Sync),
    sink: &Sink<'_, E>,
) -> Result<(), Failure<E>> {
    let work = Work {
        target,
        suite,
        wanted,
        sink,
        next: AtomicUsize::new(0),
        seen: Mutex::default(),
        failure: Mutex::new(None),
    };
    std::thread::scope(|scope| {
        for _ in 1..threads(suite.dashboards.len()) {
            scope.spawn(|| work.run());
        }
        work.run();
    });
    match work.failure.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
        Some((_, failure)) => Err(failure),
        None => dangling(&work.seen.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
            .map_err(Failure::Render),
    }
}

/// A thread costs more than a few dashboards.
fn threads(dashboards: usize) -> usize {
    const WORTH_A_THREAD: usize = 16;
    match dashboards / WORTH_A_THREAD {
        // Counting the cores takes as long as a dashboard.
        few @ 0..=1 => few.max(1),
        many => std::thread::available_parallelism().map_or(1, usize::from).min(many),
    }
}

struct Work<'a, E> {
    target: Target,
    suite: &'a Suite,
    wanted: &'a (dyn Fn(&Dashboard) -> bool + Sync),
    sink: &'a Sink<'a, E>,
    next: AtomicUsize,
    seen: Mutex<Seen>,
    failure: Mutex<Option<(usize, Failure<E>)>>,
}

/// What concerns all dashboards together.
#[derive(Default)]
struct Seen {
    uids: HashMap<Uid, usize>,
    files: HashMap<String, Uid>,
    links: HashMap<Uid, (usize, Uid)>,
}

impl<E: Send> Work<'_, E> {
    fn run(&self) {
        let mut buffer = Vec::new();
        loop {
            let index = self.next.fetch_add(1, Ordering::Relaxed);
            if index >= self.suite.dashboards.len() || self.has_failed_before(index) {
                return;
            }
            if let Err(failure) = self.one(index, &mut buffer) {
                self.fail(index, failure);
            }
        }
    }

    fn one(&self, index: usize, buffer: &mut Vec<u8>) -> Result<(), Failure<E>> {
        let dashboard = self.suite.dashboards.get(index);
        self.register(index, &dashboard)?;
        buffer.clear();
        if (self.wanted)(&dashboard) {
            v1::dashboard(&dashboard, buffer)?;
            let (path, bytes) = target::dashboard(self.target, self.suite, &dashboard, buffer)?;
            (self.sink)(&path, &bytes).map_err(Failure::Sink)?;
        }
        Ok(())
    }

    /// Of several failures, the one that comes first in the suite is kept, whichever thread met it.
    fn fail(&self, index: usize, failure: Failure<E>) {
        let mut first = lock(&self.failure);
        if first.as_ref().is_none_or(|(other, _)| index < *other) {
            *first = Some((index, failure));
        }
    }

    fn has_failed_before(&self, index: usize) -> bool {
        lock(&self.failure).as_ref().is_some_and(|(failed, _)| *failed < index)
    }

    fn register(&self, index: usize, dashboard: &Dashboard) -> Result<(), RenderError> {
        let file = path(dashboard)?;
        let mut seen = lock(&self.seen);
        if let Some(other) = seen.uids.insert(dashboard.uid.clone(), index) {
            drop(seen);
            let title = |at: usize| self.suite.dashboards.get(at).title.into_owned();
            let (first, second) = (title(index.min(other)), title(index.max(other)));
            return Err(RenderError::DuplicateUid { uid: dashboard.uid.clone(), first, second });
        }
        // Some file systems do not tell `A` from `a`.
        if let Some(first) = seen.files.insert(file.to_lowercase(), dashboard.uid.clone()) {
            return Err(RenderError::DuplicateFile { file, first, second: dashboard.uid.clone() });
        }
        let of_values =
            dashboard.panels().flat_map(|panel| &panel.field.links).filter_map(|link| link.dashboard.as_ref());
        let of_pages = dashboard.panels().flat_map(|panel| &panel.links).chain(&dashboard.links);
        let links = of_values.chain(of_pages.filter_map(|link| match &link.kind {
            LinkKind::Dashboard(dashboard) => Some(dashboard),
            _ => None,
        }));
        for target in links {
            let from = seen.links.entry(target.uid.clone()).or_insert_with(|| (index, dashboard.uid.clone()));
            if index < from.0 {
                *from = (index, dashboard.uid.clone());
            }
        }
        Ok(())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn dangling(seen: &Seen) -> Result<(), RenderError> {
    let missing = seen.links.iter().filter(|(target, _)| !seen.uids.contains_key(target));
    match missing.min_by_key(|(target, (index, _))| (*index, *target)) {
        None => Ok(()),
        Some((target, (_, from))) => Err(RenderError::DanglingLink { dashboard: from.clone(), target: target.clone() }),
    }
}

/// The folder of the output with the classic dashboards.
pub const DASHBOARDS: &str = "dashboards";

/// Returns the path of a dashboard's file below the output folder.
///
/// # Errors
/// [`RenderError::FileName`] for a name that could leave the folder, be hidden or be refused by a file system.
pub fn path(dashboard: &Dashboard) -> Result<String, RenderError> {
    let name = dashboard.name();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if name.is_empty() || name.len() > 200 || name.starts_with('.') || !name.chars().all(is_plain) {
        return Err(RenderError::FileName { dashboard: dashboard.uid.clone(), name: name.to_owned() });
    }
    Ok(format!("{DASHBOARDS}/{name}.json"))
}

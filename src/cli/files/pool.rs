//! One pool of threads for all files.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::File;

/// How many bytes of files are processed at a time; a larger file is processed alone.
const BUDGET: u64 = 64 << 20;

/// How many results may wait for an earlier one.
const WINDOW: usize = 64;

/// The same stack as a main thread, so that the nesting limit is the same everywhere.
const STACK: usize = 8 << 20;

struct Work<T> {
    /// The next file to begin.
    next: usize,
    /// The next result to take.
    taken: usize,
    /// The sizes of the files started but not yet taken.
    bytes: u64,
    done: BTreeMap<usize, anyhow::Result<T>>,
    is_over: bool,
}

/// Processes files on all cores; this thread takes the results, in order. Few wait at a time.
pub(super) fn run<T: Send>(
    files: &[File],
    work: impl Fn(&File) -> anyhow::Result<T> + Sync,
    mut take: impl FnMut(&File, anyhow::Result<T>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let state = Mutex::new(Work { next: 0, taken: 0, bytes: 0, done: BTreeMap::new(), is_over: false });
    let changed = Condvar::new();
    let worker = || {
        while let Some(at) = begin(files, &state, &changed) {
            let result = work(&files[at]);
            lock(&state).done.insert(at, result);
            changed.notify_all();
        }
    };
    std::thread::scope(|scope| {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let started = (0..cores.min(files.len()))
            .filter(|_| std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker).is_ok())
            .count();
        let mut taken = Ok(());
        for (at, file) in files.iter().enumerate() {
            // If no thread can be started, this one does the work.
            let result = if started == 0 { work(file) } else { wait_for(at, &state, &changed) };
            taken = take(file, result);
            let mut state = lock(&state);
            state.taken = at + 1;
            state.bytes -= file.size.min(state.bytes);
            state.is_over = taken.is_err();
            drop(state);
            changed.notify_all();
            if taken.is_err() {
                break;
            }
        }
        taken
    })
}

/// Waits until a file may be started and returns its index; `None` when no files are left.
fn begin<T>(files: &[File], state: &Mutex<Work<T>>, changed: &Condvar) -> Option<usize> {
    let mut state = lock(state);
    loop {
        let at = state.next;
        let file = files.get(at).filter(|_| !state.is_over)?;
        let has_room = state.bytes == 0 || state.bytes + file.size <= BUDGET;
        if has_room && at < state.taken + WINDOW {
            state.next += 1;
            state.bytes += file.size;
            return Some(at);
        }
        state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
}

fn wait_for<T>(at: usize, state: &Mutex<Work<T>>, changed: &Condvar) -> anyhow::Result<T> {
    let mut state = lock(state);
    loop {
        match state.done.remove(&at) {
            Some(result) => return result,
            None => state = changed.wait(state).unwrap_or_else(PoisonError::into_inner),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

//! Dashboards from elsewhere.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;

use crate::cli::files::{self, File};
use crate::cli::yaml;
use crate::lint::{self, Context, FileReport, Input, Report, Selection};
use crate::promql::Dialect;

pub(super) fn check(paths: &[PathBuf], selection: Selection, dialect: Option<Dialect>) -> anyhow::Result<Report> {
    let context = Context { selection, dialect, ..Context::default() };
    let files = files::find(paths)?;
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(files.len()));
    let failure = Mutex::new(None);
    let work = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
            match check_file(file, &context) {
                Ok(report) => lock(&done).push((file.path.as_path(), report)),
                Err(error) => drop(lock(&failure).get_or_insert(error)),
            }
        }
    };
    std::thread::scope(|scope| {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        for _ in 1..cores.min(files.len()) {
            scope.spawn(work);
        }
        work();
    });
    if let Some(error) = lock(&failure).take() {
        return Err(error);
    }
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(path, _)| *path);
    let mut report = Report::default();
    for (_, file) in done {
        report.add(file, &context);
    }
    for (path, yaml) in yaml::below(paths) {
        report.skip(path.to_string_lossy(), yaml.to_string());
    }
    Ok(report)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn check_file(file: &File, context: &Context<'_>) -> anyhow::Result<FileReport> {
    let bytes = std::fs::read(&file.path).with_context(|| format!("cannot read `{}`", file.path.display()))?;
    let name = file.path.to_string_lossy();
    // A byte that is no UTF-8 becomes U+FFFD, so that the rest is checked; the lints report the byte itself.
    let text = String::from_utf8_lossy(&bytes);
    let report = lint::check(Input { name: &name, text: &text, sources: None }, context);
    Ok(if file.is_named { report.insist(context) } else { report })
}

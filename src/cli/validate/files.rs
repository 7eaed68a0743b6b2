//! Dashboards from elsewhere.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, bail};
use ignore::WalkBuilder;

use crate::lint::{self, Context, FileReport, Input, Report, Selection};

/// A file to check, and whether it was named rather than found in a folder.
struct File {
    path: PathBuf,
    is_named: bool,
}

pub(super) fn check(paths: &[PathBuf], selection: Selection) -> anyhow::Result<Report> {
    let context = Context { selection, ..Context::default() };
    let files = files(paths)?;
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

/// Returns the files named, and the JSON files below the folders named, each once.
fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<File>> {
    let mut files = Vec::new();
    for path in paths {
        let metadata = std::fs::metadata(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        if metadata.is_dir() {
            let before = files.len();
            walk(path, &mut files)?;
            if files.len() == before {
                bail!("there is no `.json` file in the folder `{}`", path.display());
            }
        } else {
            files.push(File { path: path.clone(), is_named: true });
        }
    }
    files.sort_by(|a, b| (&a.path, !a.is_named).cmp(&(&b.path, !b.is_named)));
    files.dedup_by(|later, first| later.path == first.path);
    Ok(files)
}

/// Adds the JSON files below a folder; hidden ones are left out, as Grafana does, and what `.gitignore` names.
fn walk(folder: &Path, files: &mut Vec<File>) -> anyhow::Result<()> {
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        let entry = entry.with_context(|| format!("cannot read the folder `{}`", folder.display()))?;
        let is_json = entry.path().extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        if is_json && entry.file_type().is_some_and(|kind| !kind.is_dir()) {
            files.push(File { path: entry.into_path(), is_named: false });
        }
    }
    Ok(())
}

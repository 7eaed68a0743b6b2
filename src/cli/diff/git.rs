//! Files of a revision: read out of git's store, without filters and hooks.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, bail};

/// Returns whether an argument names a file or folder of a revision: `main:dashboards/shop.json`.
pub(super) fn is_of_revision(argument: &str) -> bool {
    argument.split_once(':').is_some_and(|(revision, _)| !revision.is_empty() && !revision.starts_with('-'))
}

/// Returns the files that `REV:PATH` names, each with its name there: one, or the JSON files below a folder.
pub(super) fn read(object: &str) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    match &*git(&["cat-file", "-t", object])? {
        b"tree\n" => {
            let listed = git(&["ls-tree", "-r", "-z", "--name-only", "--full-tree", object])?;
            let listed = String::from_utf8_lossy(&listed).into_owned();
            let is_json = |name: &&str| Path::new(name).extension().is_some_and(|it| it == "json");
            let inside =
                |name: &str| format!("{}{}{name}", object, if object.ends_with([':', '/']) { "" } else { "/" });
            let read = |name: &str| Ok((inside(name), git(&["cat-file", "blob", &inside(name)])?));
            listed.split('\0').filter(is_json).map(read).collect()
        }
        _ => Ok(vec![(object.to_owned(), git(&["cat-file", "blob", object])?)]),
    }
}

/// Returns the commit where the working tree and a revision parted, in short.
pub(super) fn merge_base(revision: &str) -> anyhow::Result<String> {
    if revision.starts_with('-') {
        bail!("`{revision}` is not a revision");
    }
    short(&text(&git(&["merge-base", revision, "HEAD"])?))
}

/// Returns the commit of a revision, in short.
pub(super) fn short(revision: &str) -> anyhow::Result<String> {
    Ok(text(&git(&["rev-parse", "--short=12", "--verify", "--end-of-options", revision])?))
}

fn text(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim().to_owned()
}

fn git(arguments: &[&str]) -> anyhow::Result<Vec<u8>> {
    let output = Command::new("git").args(arguments).output().context("cannot start `git`")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.trim().trim_start_matches("fatal: ");
        bail!("git says: {said}");
    }
    Ok(output.stdout)
}

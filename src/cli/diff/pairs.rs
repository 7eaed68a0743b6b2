//! The files to compare, and which belongs to which.

use std::collections::HashMap;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use anyhow::Context as _;

use super::super::console::Console;
use super::super::files::{self, Files, STANDARD_INPUT};
use super::super::usage::WrongArgument;
use super::git;
use crate::diff::Dashboard;
use crate::json::tree;
use crate::schema::envelope::DocumentError;
use crate::schema::envelope::shape::shape;

/// One of the two arguments.
#[derive(Debug, Clone)]
pub(super) struct Input(String);

impl Input {
    /// Returns a path as it was at a revision.
    pub(super) fn at(&self, revision: &str) -> Self {
        Self(format!("{revision}:./{}", self.0.trim_start_matches("./")))
    }

    /// Returns the current directory.
    pub(super) fn here() -> Self {
        Self(".".to_owned())
    }
}

impl FromStr for Input {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self(text.to_owned()))
    }
}

/// A file that was read.
#[derive(Debug)]
pub(super) struct Text {
    /// Its name, as it is told.
    pub(super) name: String,
    /// Its path below what was named.
    inside: String,
    content: String,
    uid: Option<String>,
}

/// What belongs together; one side is missing for what came or went.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) old: Option<Text>,
    pub(super) new: Option<Text>,
}

/// All pairs, and how many files could not be read.
#[derive(Debug)]
pub(super) struct Pairs {
    pub(super) pairs: Vec<Pair>,
    pub(super) failed: usize,
}

/// Reads the dashboard in a file.
pub(super) fn read(text: &Text) -> anyhow::Result<Dashboard<'_>> {
    Dashboard::read(&text.content).with_context(|| format!("cannot compare `{}`", files::name(Path::new(&text.name))))
}

/// Reads both sides, and finds out which file belongs to which.
pub(super) fn find(old: &Input, new: &Input, console: &mut Console<'_>) -> anyhow::Result<Pairs> {
    if old.0 == STANDARD_INPUT && new.0 == STANDARD_INPUT {
        let problem = "`-` is standard input, which can be read once".to_owned();
        return Err(WrongArgument { problem, hint: "name a file as the other one".to_owned() }.into());
    }
    let mut failed = 0;
    let (is_one_old, mut old) = side(old, &mut failed, console)?;
    let (is_one_new, mut new) = side(new, &mut failed, console)?;
    if is_one_old && is_one_new {
        let pair = Pair { old: old.pop(), new: new.pop() };
        return Ok(Pairs { pairs: if failed > 0 { Vec::new() } else { vec![pair] }, failed });
    }
    Ok(Pairs { pairs: matched(old, new), failed })
}

/// Returns the dashboards on one side, and whether it is a single file.
fn side(input: &Input, failed: &mut usize, console: &mut Console<'_>) -> anyhow::Result<(bool, Vec<Text>)> {
    let path = PathBuf::from(&input.0);
    if !path.exists() && git::is_of_revision(&input.0) {
        let read = git::read(&input.0).with_context(|| format!("cannot read `{}`", files::name(&path)))?;
        let is_one = matches!(&read[..], [(name, _)] if *name == input.0);
        let mut all = Vec::with_capacity(read.len());
        for (name, bytes) in read {
            match text(name, &input.0, bytes, is_one) {
                Ok(text) => all.extend(text),
                Err(error) => {
                    console.failure(&error);
                    *failed += 1;
                }
            }
        }
        return Ok((is_one, all));
    }
    let is_one = !path.is_dir();
    let mut all = Vec::new();
    let named = input.0.clone();
    *failed += Files::find(&[path], None)?.each(
        "compare",
        console,
        |file, read| text(file.path.to_string_lossy().into_owned(), &named, read.bytes, file.is_named),
        |_, text, _| {
            all.extend(text);
            Ok(())
        },
    )?;
    Ok((is_one, all))
}

/// Returns the uid of the dashboard in a text, if it has one.
fn uid(text: &str) -> Result<Option<String>, DocumentError> {
    let text = text.trim_start_matches('\u{feff}');
    let (file, _) = tree::read(text).map_err(|error| DocumentError::syntax(text, error))?;
    let around = shape(&file)?.around;
    let own = file.pointer(around.pointer()).and_then(|it| it.get("uid")?.as_str()).filter(|uid| !uid.is_empty());
    let name = || file.pointer(around.metadata()?)?.get("name")?.as_str();
    Ok(own.or_else(name).map(str::to_owned))
}

/// Returns a file as text, or nothing for one that was found in a folder and is no dashboard.
fn text(name: String, named: &str, bytes: Vec<u8>, is_named: bool) -> anyhow::Result<Option<Text>> {
    let content = files::text(bytes)?;
    let uid = match uid(&content) {
        Ok(uid) => uid,
        // Of a file that was named, the comparison says what is wrong.
        Err(_) if is_named => None,
        Err(error) if error.is_something_else() => return Ok(None),
        Err(error) => return Err(anyhow::Error::new(error).context(format!("cannot compare `{name}`"))),
    };
    let inside = name.strip_prefix(named).unwrap_or(&name).trim_start_matches(['/', '\\', ':']).to_owned();
    Ok(Some(Text { name, inside, content, uid }))
}

/// Returns a file as text, under a name.
pub(super) fn named(name: String, bytes: Vec<u8>) -> anyhow::Result<Text> {
    Ok(Text { name, inside: String::new(), content: files::text(bytes)?, uid: None })
}

/// Pairs files by the uid of their dashboards where it is in one file of each side, then by their paths.
fn matched(old: Vec<Text>, new: Vec<Text>) -> Vec<Pair> {
    let unique = |all: &[Text]| {
        let mut by_uid: HashMap<String, Option<usize>> = HashMap::new();
        for (at, uid) in all.iter().enumerate().filter_map(|(at, text)| Some((at, text.uid.clone()?))) {
            by_uid.entry(uid).and_modify(|it| *it = None).or_insert(Some(at));
        }
        by_uid
    };
    let (of_old, of_new) = (unique(&old), unique(&new));
    let partner = |text: &Text| {
        let uid = text.uid.as_ref()?;
        of_new.get(uid).copied().flatten()?;
        of_old.get(uid).copied().flatten()
    };
    let mut old: Vec<Option<Text>> = old.into_iter().map(Some).collect();
    let mut pairs: Vec<Pair> = Vec::with_capacity(new.len());
    for text in new {
        let found = partner(&text).and_then(|at| old[at].take());
        pairs.push(Pair { old: found, new: Some(text) });
    }
    let by_path: HashMap<String, usize> =
        old.iter().enumerate().filter_map(|(at, text)| Some((text.as_ref()?.inside.clone(), at))).collect();
    for pair in pairs.iter_mut().filter(|pair| pair.old.is_none()) {
        let at = pair.new.as_ref().and_then(|text| by_path.get(&text.inside));
        pair.old = at.and_then(|at| old[*at].take());
    }
    pairs.extend(old.into_iter().flatten().map(|text| Pair { old: Some(text), new: None }));
    pairs
}

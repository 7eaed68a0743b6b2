//! The list of what the last build made.

use std::fmt::{self, Write};
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::{Error, MapAccess, Visitor};

use super::error::{ArtifactError, Doing, MANIFEST_VERSION, ManifestProblem};
use super::{disk, path};

/// The version of a manifest that lists what there is, and nothing more.
const SETTLED: u64 = 1;

/// Paths and hashes, sorted by path.
///
/// While a build puts its files in place, the manifest lists both what it makes and what was there: whenever it is
/// killed, no file of ours is unknown.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Manifest {
    /// The suite whose files they are, where a build said so.
    suite: Option<Box<str>>,
    made: Vec<(Box<str>, u64)>,
    /// What the build replaces or removes, as it was.
    before: Vec<(Box<str>, u64)>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with a `version`")]
struct Versioned {
    version: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    #[serde(rename = "version")]
    _version: u64,
    #[serde(default)]
    suite: Option<Box<str>>,
    artifacts: Artifacts,
    #[serde(default)]
    before: Artifacts,
}

/// Paths and hashes, as they are listed: several hashes of a path stand side by side.
#[derive(Default)]
struct Artifacts(Vec<(Box<str>, u64)>);

impl Manifest {
    /// Reads a manifest; one that is missing lists nothing.
    pub(super) fn read(path: &Path) -> Result<Self, ArtifactError> {
        if disk::look(path)?.is_none() {
            return Ok(Self::default());
        }
        let text = fs::read(path).map_err(ArtifactError::io(Doing::Read, path))?;
        Self::parse(&text).map_err(|problem| ArtifactError::Manifest { path: path.to_owned(), problem })
    }

    /// Sorts what a build made.
    pub(super) fn new(mut artifacts: Vec<(Box<str>, u64)>) -> Self {
        artifacts.sort_unstable();
        Self { suite: None, made: artifacts, before: Vec::new() }
    }

    /// Says whose files they are, if there are any.
    pub(super) fn with_suite(self, suite: Option<Box<str>>) -> Self {
        Self { suite: suite.filter(|_| !self.is_empty()), ..self }
    }

    /// Fails where it lists what another suite has built.
    pub(super) fn belongs_to(&self, suite: &str, root: &Path) -> Result<(), ArtifactError> {
        match &self.suite {
            Some(other) if **other != *suite => {
                Err(ArtifactError::OtherSuite { root: root.to_owned(), other: other.to_string() })
            }
            _ => Ok(()),
        }
    }

    /// Returns the manifest for the time between this one and the next.
    pub(super) fn until(&self, next: &Self) -> Self {
        let gone = self.made.iter().chain(&self.before).filter(|(path, hash)| !next.is_ours(path, *hash));
        let mut before: Vec<_> = gone.cloned().collect();
        before.sort_unstable();
        before.dedup();
        Self { suite: next.suite.clone().or(self.suite.clone()), made: next.made.clone(), before }
    }

    /// Returns whether it lists nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.made.is_empty() && self.before.is_empty()
    }

    /// Returns whether a file is listed, whatever is in it.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.known(path).is_some()
    }

    /// Returns the hash of a file that is listed: as the last build made it, or else as it was before.
    pub(super) fn known(&self, path: &str) -> Option<u64> {
        self.hashes(path).next()
    }

    /// Returns whether a build wrote a file with this hash.
    pub(super) fn is_ours(&self, path: &str, hash: u64) -> bool {
        self.hashes(path).any(|known| known == hash)
    }

    /// Returns the paths, each once.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        let only_before = self.before.iter().filter(|(path, _)| find(&self.made, path).next().is_none());
        let mut paths: Vec<&str> = self.made.iter().chain(only_before).map(|(path, _)| &**path).collect();
        paths.sort_unstable();
        paths.dedup();
        paths.into_iter()
    }

    /// Returns the hash with which the next manifest goes on listing a file, given the hash of what is there.
    ///
    /// Only a build that did not end leaves the question open, so that the disk is not asked otherwise.
    pub(super) fn settled(&self, path: &str, on_disk: impl FnOnce() -> Option<Option<u64>>) -> Option<u64> {
        let known = self.known(path);
        if self.before.is_empty() {
            return known;
        }
        match on_disk() {
            Some(None) => None,
            Some(Some(found)) if self.is_ours(path, found) => Some(found),
            _ => known,
        }
    }

    /// Returns the hashes that a file may have: one, but for a build that did not end.
    fn hashes(&self, path: &str) -> impl Iterator<Item = u64> {
        find(&self.made, path).chain(find(&self.before, path))
    }

    /// Returns the text of the file: one artifact a line, so that merges and reviews go by artifact.
    pub(super) fn print(&self) -> String {
        let version = if self.before.is_empty() { SETTLED } else { MANIFEST_VERSION };
        let mut text = format!("{{\n  \"version\": {version},\n");
        if let Some(suite) = &self.suite {
            writeln!(text, "  \"suite\": {},", serde_json::Value::from(&**suite)).expect("a String takes any text");
        }
        text.push_str("  \"artifacts\": {");
        print(&self.made, &mut text);
        if !self.before.is_empty() {
            text.push_str(",\n  \"before\": {");
            print(&self.before, &mut text);
        }
        text.push_str("\n}\n");
        text
    }

    fn parse(text: &[u8]) -> Result<Self, ManifestProblem> {
        let problem = |error| if in_conflict(text) { ManifestProblem::Conflict } else { error };
        let Versioned { version } = serde_json::from_slice(text).map_err(|error| problem(error.into()))?;
        if version > MANIFEST_VERSION {
            return Err(ManifestProblem::Newer { version });
        }
        let Text { suite, artifacts, before, .. } = serde_json::from_slice(text)?;
        let before = Self::new(before.0).made;
        Ok(Self { suite, before, ..Self::new(artifacts.0) })
    }
}

/// Returns the hashes of a path in a sorted list.
fn find(list: &[(Box<str>, u64)], path: &str) -> impl Iterator<Item = u64> {
    let start = list.partition_point(|(other, _)| **other < *path);
    list[start..].iter().take_while(move |(other, _)| **other == *path).map(|(_, hash)| *hash)
}

fn print(list: &[(Box<str>, u64)], text: &mut String) {
    for (at, of_one) in list.chunk_by(|(one, _), (other, _)| one == other).enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let path = serde_json::Value::from(&*of_one[0].0);
        // Builds that were killed one after the other leave several.
        let hashes: Vec<String> = of_one.iter().map(|(_, hash)| format!("{hash:016x}")).collect();
        write!(text, "{comma}\n    {path}: \"{}\"", hashes.join(" ")).expect("a String takes any text");
    }
    text.push_str(if list.is_empty() { "}" } else { "\n  }" });
}

fn in_conflict(text: &[u8]) -> bool {
    text.split(|byte| *byte == b'\n').any(|line| line.starts_with(b"<<<<<<<") || line.starts_with(b">>>>>>>"))
}

impl<'de> Deserialize<'de> for Artifacts {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ArtifactsVisitor)
    }
}

struct ArtifactsVisitor;

impl<'de> Visitor<'de> for ArtifactsVisitor {
    type Value = Artifacts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of paths and hashes")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Artifacts, A::Error> {
        let mut artifacts: Vec<(Box<str>, u64)> = Vec::new();
        let mut paths: Vec<Box<str>> = Vec::new();
        while let Some((path, hashes)) = map.next_entry::<Box<str>, String>()? {
            if let Some(problem) = path::problem(&path) {
                return Err(A::Error::custom(format_args!("the path {path:?} has {problem}")));
            }
            for hash in hashes.split(' ') {
                let digits = hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
                let hash = u64::from_str_radix(hash, 16).ok().filter(|_| digits);
                let hash =
                    hash.ok_or_else(|| A::Error::custom(format_args!("the hash of {path:?} is not 16 hex digits")))?;
                artifacts.push((path.clone(), hash));
            }
            paths.push(path);
        }
        paths.sort_unstable();
        if let Some([path, _]) = paths.array_windows().find(|[one, other]| one == other) {
            return Err(A::Error::custom(format_args!("the path {path:?} is listed twice")));
        }
        Ok(Artifacts(artifacts))
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    fn problem(text: &str) -> String {
        let problem = Manifest::parse(text.as_bytes()).expect_err("a broken manifest");
        ArtifactError::Manifest { path: "out/.dashgen-manifest".into(), problem }.to_string()
    }

    #[test]
    fn one_artifact_a_line() {
        let manifest = Manifest::new(vec![("b/\"quoted\".json".into(), 255), ("a.json".into(), u64::MAX)]);
        assert_snapshot!(manifest.print(), @r#"
        {
          "version": 1,
          "artifacts": {
            "a.json": "ffffffffffffffff",
            "b/\"quoted\".json": "00000000000000ff"
          }
        }
        "#);
    }

    #[test]
    fn between_two_builds_both_are_listed() {
        let list =
            |list: &[(&str, u64)]| Manifest::new(list.iter().map(|(path, hash)| ((*path).into(), *hash)).collect());
        let old = list(&[("changed", 1), ("gone", 2), ("kept", 3)]);
        let between = old.until(&list(&[("changed", 4), ("kept", 3), ("new", 5)]));
        let again = between.until(&list(&[("changed", 6), ("kept", 3)]));
        assert_snapshot!(again.print(), @r#"
        {
          "version": 2,
          "artifacts": {
            "changed": "0000000000000006",
            "kept": "0000000000000003"
          },
          "before": {
            "changed": "0000000000000001 0000000000000004",
            "gone": "0000000000000002",
            "new": "0000000000000005"
          }
        }
        "#);
        assert_eq!(Manifest::parse(again.print().as_bytes()).unwrap(), again);
        assert_eq!(again.paths().collect::<Vec<_>>(), ["changed", "gone", "kept", "new"]);
        assert!([1, 4, 6].into_iter().all(|hash| again.is_ours("changed", hash)));
        assert_eq!(again.settled("gone", || Some(None)), None, "it was removed");
        assert_eq!(again.settled("changed", || Some(Some(4))), Some(4));
        assert_eq!(again.settled("changed", || None), Some(6), "what cannot be read stays listed");
    }

    #[test]
    fn texts_that_are_no_manifest() {
        let entry = |entry: &str| format!("{{\"version\": 1, \"artifacts\": {{{entry}}}}}");
        let texts = [
            String::new(),
            "[]".to_owned(),
            "<<<<<<< ours\n{\n=======\n>>>>>>> theirs\n".to_owned(),
            "{\"version\": 3, \"artefacts\": []}".to_owned(),
            "{\"version\": 1, \"artifacts\": {}, \"extra\": 1}".to_owned(),
            entry("\"../../etc/passwd\": \"0000000000000000\""),
            entry("\"a\": \"+000000000000000\""),
            entry("\"a\": \"0000000000000000\", \"a\": \"0000000000000000\""),
        ];
        assert_snapshot!(texts.map(|text| problem(&text)).join("\n"), @r#"
        cannot use `out/.dashgen-manifest`: EOF while parsing a value at line 1 column 0
        cannot use `out/.dashgen-manifest`: invalid length 0, expected an object with a `version` at line 1 column 2
        cannot use `out/.dashgen-manifest`: it has the markers of a merge conflict
        cannot use `out/.dashgen-manifest`: it has version 3, but this dashgen knows 2
        cannot use `out/.dashgen-manifest`: unknown field `extra`, expected one of `version`, `suite`, `artifacts`, `before` at line 1 column 39
        cannot use `out/.dashgen-manifest`: the path "../../etc/passwd" has a name that starts with a dot at line 1 column 68
        cannot use `out/.dashgen-manifest`: the hash of "a" is not 16 hex digits at line 1 column 53
        cannot use `out/.dashgen-manifest`: the path "a" is listed twice at line 1 column 78
        "#);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read(suite: Option<String>, artifacts in proptest::collection::btree_map("[a-z\"é]{1,8}(/[a-z ]{1,8}){0,2}", any::<u64>(), 0..20)) {
            let manifest = Manifest::new(artifacts.iter().map(|(path, hash)| (path.as_str().into(), *hash)).collect())
                .with_suite(suite.map(Into::into));
            let read = Manifest::parse(manifest.print().as_bytes()).unwrap();
            prop_assert_eq!(read, manifest);
        }

        #[test]
        fn no_text_panics(text in proptest::collection::vec(any::<u8>(), 0..200)) {
            drop(Manifest::parse(&text));
        }
    }
}

//! The list of what the last build made.

use std::fmt::{self, Write};
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::{Error, MapAccess, Visitor};

use super::error::{ArtifactError, Doing, ManifestProblem};
use super::{disk, path};

/// The version of the format that is written; older ones can be read.
pub(super) const VERSION: u64 = 1;

/// Paths and hashes, sorted by path.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Manifest(Vec<(Box<str>, u64)>);

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
    artifacts: Artifacts,
}

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
        Self(artifacts)
    }

    /// Returns whether it lists nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the hash that a file had when it was made.
    pub(super) fn hash(&self, path: &str) -> Option<u64> {
        let found = self.0.binary_search_by(|(other, _)| (**other).cmp(path));
        found.ok().map(|at| self.0[at].1)
    }

    /// Returns all, by path.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.iter().map(|(path, hash)| (&**path, *hash))
    }

    /// Returns the text of the file: one artifact a line, so that merges and reviews go by artifact.
    pub(super) fn print(&self) -> String {
        let mut text = format!("{{\n  \"version\": {VERSION},\n  \"artifacts\": {{");
        for (at, (path, hash)) in self.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let path = serde_json::Value::from(path);
            write!(text, "{comma}\n    {path}: \"{hash:016x}\"").expect("a String takes any text");
        }
        text.push_str(if self.is_empty() { "}\n}\n" } else { "\n  }\n}\n" });
        text
    }

    fn parse(text: &[u8]) -> Result<Self, ManifestProblem> {
        let problem = |error| if in_conflict(text) { ManifestProblem::Conflict } else { error };
        let Versioned { version } = serde_json::from_slice(text).map_err(|error| problem(error.into()))?;
        if version > VERSION {
            return Err(ManifestProblem::Newer { version });
        }
        let Text { artifacts: Artifacts(artifacts), .. } = serde_json::from_slice(text)?;
        Ok(Self::new(artifacts))
    }
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
        while let Some((path, hash)) = map.next_entry::<Box<str>, String>()? {
            if let Some(problem) = path::problem(&path) {
                return Err(A::Error::custom(format_args!("the path {path:?} has {problem}")));
            }
            let digits = hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
            let hash = u64::from_str_radix(&hash, 16).ok().filter(|_| digits);
            let hash =
                hash.ok_or_else(|| A::Error::custom(format_args!("the hash of {path:?} is not 16 hex digits")))?;
            artifacts.push((path, hash));
        }
        let mut paths: Vec<&str> = artifacts.iter().map(|(path, _)| &**path).collect();
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
    fn texts_that_are_no_manifest() {
        let entry = |entry: &str| format!("{{\"version\": 1, \"artifacts\": {{{entry}}}}}");
        let texts = [
            String::new(),
            "[]".to_owned(),
            "<<<<<<< ours\n{\n=======\n>>>>>>> theirs\n".to_owned(),
            "{\"version\": 2, \"artefacts\": []}".to_owned(),
            "{\"version\": 1, \"artifacts\": {}, \"extra\": 1}".to_owned(),
            entry("\"../../etc/passwd\": \"0000000000000000\""),
            entry("\"a\": \"+000000000000000\""),
            entry("\"a\": \"0000000000000000\", \"a\": \"0000000000000000\""),
        ];
        assert_snapshot!(texts.map(|text| problem(&text)).join("\n"), @r#"
        cannot use `out/.dashgen-manifest`: EOF while parsing a value at line 1 column 0
        cannot use `out/.dashgen-manifest`: invalid length 0, expected an object with a `version` at line 1 column 2
        cannot use `out/.dashgen-manifest`: it has the markers of a merge conflict
        cannot use `out/.dashgen-manifest`: it has version 2, but this dashgen knows 1
        cannot use `out/.dashgen-manifest`: unknown field `extra`, expected `version` or `artifacts` at line 1 column 39
        cannot use `out/.dashgen-manifest`: the path "../../etc/passwd" has a name that starts with a dot at line 1 column 68
        cannot use `out/.dashgen-manifest`: the hash of "a" is not 16 hex digits at line 1 column 53
        cannot use `out/.dashgen-manifest`: the path "a" is listed twice at line 1 column 78
        "#);
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read(artifacts in proptest::collection::btree_map("[a-z\"é]{1,8}(/[a-z ]{1,8}){0,2}", any::<u64>(), 0..20)) {
            let manifest = Manifest::new(artifacts.iter().map(|(path, hash)| (path.as_str().into(), *hash)).collect());
            let read = Manifest::parse(manifest.print().as_bytes()).unwrap();
            prop_assert_eq!(read.0, manifest.0);
        }

        #[test]
        fn no_text_panics(text in proptest::collection::vec(any::<u8>(), 0..200)) {
            drop(Manifest::parse(&text));
        }
    }
}

//! The findings of all files, and their output.

mod human;
mod json;

use std::collections::HashMap;

use serde::Serialize;

pub use human::human;
pub use json::{JSON_VERSION, document, json};

use super::check::{FileReport, Tally};
use super::context::Context;
use super::finding::{Finding, Severity};
use super::rules::duplicate_uid;

/// The findings of all files.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The findings, file by file, in the order in which they were added.
    pub findings: Vec<Finding>,
    /// The totals.
    pub summary: Summary,
    /// The file of each UID.
    uids: HashMap<String, String>,
}

/// How much was checked, and how much was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// How many dashboards were checked.
    pub dashboards: usize,
    /// How many findings are errors.
    pub errors: usize,
    /// How many findings are warnings.
    pub warnings: usize,
    /// The number of queries that were checked, and of those that were not.
    pub queries: Tally,
    /// The files that were not checked, with reasons.
    pub skipped: Vec<Skipped>,
    /// Whether metrics were checked against a catalogue; without one, lints about metrics, labels and units are off.
    pub catalogue: bool,
}

/// A file that was not checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// The file, as it was given to the program.
    pub file: String,
    /// Why.
    pub reason: String,
}

impl Report {
    /// Adds the findings of one more file, and compares it with the earlier ones.
    ///
    /// The order matters: of two files with the same UID, the later one is flagged.
    pub fn add(&mut self, file: FileReport, context: &Context<'_>) {
        let summary = &mut self.summary;
        summary.catalogue |= context.catalogue.is_some();
        summary.dashboards += usize::from(file.is_dashboard);
        summary.queries.add(&file.queries);
        if let Some(reason) = file.skipped {
            summary.skipped.push(Skipped { file: file.file.clone(), reason: reason.into_owned() });
        }
        for finding in file.findings {
            self.push(finding);
        }
        if let Some((uid, place)) = file.uid {
            match self.uids.get(&uid) {
                Some(first) => {
                    if let Some(finding) = duplicate_uid::finding(&uid, first, place, context) {
                        self.push(finding);
                    }
                }
                None => drop(self.uids.insert(uid, file.file)),
            }
        }
    }

    /// Adds a finding that does not come from a lint of a file: a stale or stray file, or a problem reported by a
    /// server.
    pub fn push(&mut self, finding: Finding) {
        match finding.severity {
            Severity::Error => self.summary.errors += 1,
            Severity::Warning => self.summary.warnings += 1,
        }
        self.findings.push(finding);
    }

    /// Adds a file that cannot be checked, and why.
    pub fn skip(&mut self, file: impl Into<String>, reason: impl Into<String>) {
        self.summary.skipped.push(Skipped { file: file.into(), reason: reason.into() });
    }

    /// Returns whether there are errors: warnings alone leave the exit status at 0.
    pub fn has_errors(&self) -> bool {
        self.summary.errors > 0
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::lint::testing::plain;
    use crate::lint::{Input, check};

    fn report(files: &[(&str, &str)]) -> Report {
        let context = Context::default();
        let mut report = Report::default();
        for (name, text) in files {
            report.add(check(Input { name, text, sources: None }, &context), &context);
        }
        report
    }

    #[test]
    fn two_files_with_one_uid() {
        let text = "{\n  \"uid\": \"api\",\n  \"panels\": []\n}";
        let report = report(&[("a.json", text), ("b.json", text), ("c.json", text)]);
        assert_snapshot!(plain(&report.findings), @r"
        b.json:2:10: error[duplicate-uid]: the uid `api` is already used by a.json
          hint: give this dashboard a unique uid
        c.json:2:10: error[duplicate-uid]: the uid `api` is already used by a.json
          hint: give this dashboard a unique uid
        ");
    }

    #[test]
    fn uids_that_differ_or_are_missing() {
        let report = report(&[
            ("a.json", "{\"uid\": \"a\", \"panels\": []}"),
            ("b.json", "{\"panels\": []}"),
            ("c.json", "{\"uid\": \"\", \"panels\": []}"),
        ]);
        assert!(report.findings.is_empty());
    }

    #[test]
    fn the_summary_counts_everything() {
        let queries = r#"{"panels": [{"id": 1, "type": "stat", "targets": [
            {"refId": "A", "expr": "up", "datasource": {"type": "prometheus"}},
            {"refId": "B", "expr": "{a=\"b\"}", "datasource": {"type": "loki"}},
            {"refId": "B", "expr": "{a=\"b\"}", "datasource": {"type": "loki"}}]}]}"#;
        let report = report(&[("a.json", queries), ("b.json", "{}"), ("c.json", "")]);
        assert_snapshot!(report.summary, @r"
        2 errors in 1 dashboard; 1 query checked, 2 not: 2 loki
        metrics, labels and their units were not checked: there is no metric catalogue for these dashboards
        b.json was not checked: not a dashboard: it has neither `panels` nor `schemaVersion`
        ");
        assert_snapshot!(Report::default().summary, @"no mistakes in 0 dashboards; 0 queries checked");
    }

    #[test]
    fn as_json() {
        let text = r#"{"title": "T", "panels": [{"id": 1, "title": "P", "type": "stat", "targets": [
            {"refId": "A", "expr": "up{", "datasource": {"type": "prometheus"}}]}]}"#;
        assert_snapshot!(json(&report(&[("a.json", text)])), @r#"
        {
          "version": 1,
          "findings": [
            {
              "lint": "promql-syntax",
              "severity": "error",
              "message": "expected a label or `}`, found the end of the expression",
              "place": {
                "file": "a.json",
                "line": 2,
                "column": 40,
                "pointer": "/panels/0/targets/0/expr",
                "dashboard": "T",
                "panel": {
                  "id": 1,
                  "title": "P"
                },
                "query": "A"
              },
              "excerpt": {
                "text": "up{",
                "start": 3,
                "end": 3
              }
            }
          ],
          "summary": {
            "dashboards": 1,
            "errors": 1,
            "warnings": 0,
            "queries": {
              "checked": 1,
              "not_checked": {}
            },
            "skipped": [],
            "catalogue": false
          }
        }
        "#);
    }
}

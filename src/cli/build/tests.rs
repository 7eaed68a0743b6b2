use std::path::Path;

use super::*;
use crate::model::{Dashboard, Uid};
use crate::suite::{Dashboards, Suite};

/// Runs a build of a suite with these dashboards, and returns how it ended and what it said.
fn build(uids: &'static [&'static str], out: &Path, arguments: &[&str]) -> (Status, String) {
    let make = move |at: usize| Dashboard::new(Uid::new(uids[at].to_owned()).unwrap(), uids[at].to_owned());
    let program = Program::new(Suite { dashboards: Dashboards::generate(uids.len(), make), ..Suite::new("sample") });
    let (mut said, mut errors) = (Vec::new(), Vec::new());
    let mut console = Console::into_buffers(&mut said, &mut errors);
    let all: Vec<&str> =
        ["dashgen", "build", "--out", out.to_str().unwrap()].iter().chain(arguments).copied().collect();
    let status = program.run_with(all.iter().map(Into::into), &mut console);
    drop(console);
    let text = String::from_utf8([said, errors].concat()).unwrap();
    (status, text.replace(out.to_str().unwrap(), "OUT"))
}

#[test]
fn each_target_prunes_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path();
    for target in ["files", "configmap", "gitsync"] {
        assert_eq!(build(&["one", "two"], out, &["--quiet", "--target", target]), (Status::Clean, String::new()));
    }
    let (_, text) = build(&["one"], out, &["--target", "operator"]);
    insta::assert_snapshot!(text, @r"
    updated     kubernetes/dashboard-one.yml
    removed     kubernetes/dashboard-two.yml
    1 written, 0 kept, 1 removed
    ");
    assert_eq!(build(&["one", "two"], out, &["--check", "--quiet"]).0, Status::Clean, "another target's files stay");
    insta::assert_snapshot!(build(&["one"], out, &[]).1, @r"
    removed     dashboards/two.json
    kept        dashboards/one.json
    0 written, 1 kept, 1 removed
    ");
    assert_eq!(build(&["one"], out, &["--check", "--target", "operator", "--quiet"]).0, Status::Clean);
    assert!(out.join("gitsync/two.json").exists());
}

#[test]
fn one_dashboard_of_a_target() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["--target", "configmap", "--only", "two"];
    insta::assert_snapshot!(build(&["one", "two"], folder.path(), &arguments).1, @r"
    created     kubernetes/dashboard-two.yml
    1 written, 0 kept, 0 removed
    ");
}

#[test]
fn a_check_of_a_target_names_the_build_that_helps() {
    let folder = tempfile::tempdir().unwrap();
    let (status, text) = build(&["one"], folder.path(), &["--check", "--target", "gitsync"]);
    assert_eq!(status, Status::Findings);
    insta::assert_snapshot!(text, @r"
    missing     gitsync/one.json
    stale       .dashgen-manifest
    0 up to date, 2 stale
    hint: run `dashgen build --target gitsync --out OUT` to update the files
    ");
}

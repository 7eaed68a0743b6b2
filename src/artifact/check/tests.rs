use std::fs;
use std::path::Path;

use tempfile::tempdir;

use super::*;
use crate::artifact::testing::{Files, build, files, on_disk};

fn check(root: &Path, artifacts: &Files, scope: Scope) -> Report {
    let check = Check::begin(root).unwrap();
    for (path, text) in artifacts {
        check.put(path, text.as_bytes()).unwrap();
    }
    check.finish(scope)
}

#[test]
fn a_fresh_output() {
    let out = tempdir().unwrap();
    let suite = files(&[("a", "1"), ("d/b", "1")]);
    build(out.path(), &suite).unwrap();
    let report = check(out.path(), &suite, Scope::Whole);
    assert!(report.is_clean());
    assert_eq!(report.fresh, 2);
}

#[test]
fn each_way_to_differ() {
    let out = tempdir().unwrap();
    build(
        out.path(),
        &files(&[("edited", "1"), ("missing", "1"), ("orphan", "1"), ("edited-orphan", "1"), ("stale", "1")]),
    )
    .unwrap();
    fs::write(out.path().join("edited"), "by hand").unwrap();
    fs::write(out.path().join("edited-orphan"), "by hand").unwrap();
    fs::write(out.path().join("unlisted"), "theirs").unwrap();
    fs::remove_file(out.path().join("missing")).unwrap();
    let before = on_disk(out.path());
    let code = files(&[("edited", "1"), ("missing", "1"), ("stale", "2"), ("unlisted", "1"), ("new/new", "1")]);
    let report = check(out.path(), &code, Scope::Whole);
    let states: Vec<_> = report.differences.iter().map(|found| (found.path.as_str(), found.state)).collect();
    let expected = [
        ("edited", State::Edited),
        ("missing", State::Missing),
        ("new/new", State::Missing),
        ("stale", State::Stale),
        ("unlisted", State::Unlisted),
    ];
    assert_eq!(states, expected);
    let orphan = |path: &str, edited| Orphan { path: path.to_owned(), edited };
    assert_eq!(report.orphans, [orphan("edited-orphan", true), orphan("orphan", false)]);
    assert!(report.manifest_is_stale);
    assert_eq!(on_disk(out.path()), before, "a check writes nothing");
}

#[test]
fn a_part_of_a_fresh_output() {
    let out = tempdir().unwrap();
    build(out.path(), &files(&[("a", "1"), ("b", "1")])).unwrap();
    assert!(check(out.path(), &files(&[("b", "1")]), Scope::Part).is_clean());
}

#[test]
fn a_lost_manifest() {
    let out = tempdir().unwrap();
    build(out.path(), &files(&[("a", "1")])).unwrap();
    fs::remove_file(out.path().join(MANIFEST)).unwrap();
    let report = check(out.path(), &files(&[("a", "1")]), Scope::Whole);
    assert_eq!((report.fresh, report.manifest_is_stale), (1, true));
}

#[test]
fn strays_below_a_folder() {
    let out = tempdir().unwrap();
    let suite = files(&[("dashboards/a.json", "1"), ("dashboards/b.json", "1")]);
    build(out.path(), &suite).unwrap();
    fs::create_dir(out.path().join("dashboards/mine")).unwrap();
    for stray in ["dashboards/mine/c.json", "dashboards/d.json", "dashboards/.hidden", "elsewhere.json"] {
        fs::write(out.path().join(stray), "theirs").unwrap();
    }
    let check = Check::begin(out.path()).unwrap();
    assert_eq!(check.put("dashboards/a.json", b"1").unwrap(), State::Fresh);
    assert_eq!(check.strays("dashboards").unwrap(), ["dashboards/d.json", "dashboards/mine/c.json"]);
    assert_eq!(check.strays("nowhere").unwrap(), [""; 0]);
}

#[test]
fn an_output_that_is_not_there() {
    let out = tempdir().unwrap();
    let report = check(&out.path().join("nowhere"), &files(&[("d/a", "1")]), Scope::Whole);
    assert_eq!(report.differences.len(), 1);
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
}

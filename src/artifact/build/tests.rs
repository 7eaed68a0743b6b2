use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;
use std::time::Duration;

use insta::assert_snapshot;
use proptest::prelude::*;
use tempfile::{TempDir, tempdir};

use super::*;
use crate::artifact::testing::{Files, Mount, build, build_part, files, message, on_disk};

const API: &str = "dashboards/api.json";

fn refusal(root: &Path, artifacts: &Files) -> String {
    message(&build(root, artifacts).expect_err("refused"), root)
}

#[test]
fn nothing_is_there_before_the_end() {
    let out = tempdir().unwrap();
    let root = out.path().join("new/folder");
    let started = Build::begin(&root).unwrap();
    assert_eq!(started.put(API, b"new").unwrap(), Change::Created);
    assert!(!root.join(API).exists());
    let outcome = started.finish(Scope::Whole).unwrap();
    assert_eq!(outcome.written, [Written { path: API.to_owned(), change: Change::Created }]);
    assert_eq!(on_disk(&root), files(&[(API, "new")]));
}

#[test]
fn a_build_given_up_leaves_no_trace() {
    let out = tempdir().unwrap();
    let root = out.path().join("new/folder");
    let started = Build::begin(&root).unwrap();
    started.put(API, b"new").unwrap();
    started.put("provisioning/datasources/prometheus.yml", b"new").unwrap();
    drop(started);
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
}

#[test]
fn only_what_changed_is_written() {
    let out = tempdir().unwrap();
    build(out.path(), &files(&[("a", "1"), ("b", "1"), ("c", "1")])).unwrap();
    let inode = |name: &str| fs::metadata(out.path().join(name)).unwrap().ino();
    let before = (inode("a"), inode(MANIFEST));
    let outcome = build(out.path(), &files(&[("a", "1"), ("b", "2"), ("c", "22")])).unwrap();
    let updated = |path: &str| Written { path: path.to_owned(), change: Change::Updated };
    assert_eq!(outcome.written, [updated("b"), updated("c")]);
    assert_eq!(outcome.kept, ["a"]);
    assert_eq!(inode("a"), before.0);
    assert_ne!(inode(MANIFEST), before.1);
    let manifest = inode(MANIFEST);
    let outcome = build(out.path(), &files(&[("a", "1"), ("b", "2"), ("c", "22")])).unwrap();
    assert_eq!(outcome.kept.len(), 3);
    assert_eq!(inode(MANIFEST), manifest);
}

#[test]
fn what_was_not_ours_is_overwritten_and_said() {
    let out = tempdir().unwrap();
    build(out.path(), &files(&[("edited", "1")])).unwrap();
    fs::write(out.path().join("edited"), "by hand").unwrap();
    fs::write(out.path().join("theirs"), "by hand").unwrap();
    let outcome = build(out.path(), &files(&[("edited", "1"), ("theirs", "1")])).unwrap();
    assert!(outcome.written.iter().all(|written| written.change == Change::Overwritten));
    assert_eq!(outcome.written.len(), 2);
}

#[test]
fn only_unedited_files_of_ours_are_pruned() {
    let out = tempdir().unwrap();
    let all = files(&[
        ("d/api.json", "1"),
        ("d/gone.json", "1"),
        ("d/edited.json", "1"),
        ("e/f/gone.json", "1"),
        ("missing", "1"),
    ]);
    build(out.path(), &all).unwrap();
    fs::write(out.path().join("d/stranger.json"), "theirs").unwrap();
    fs::write(out.path().join("d/edited.json"), "by hand").unwrap();
    fs::remove_file(out.path().join("missing")).unwrap();
    for _again in 0..2 {
        let outcome = build(out.path(), &files(&[("d/api.json", "1")])).unwrap();
        assert_eq!(outcome.orphans, ["d/edited.json"]);
        let rest = files(&[("d/api.json", "1"), ("d/edited.json", "by hand"), ("d/stranger.json", "theirs")]);
        assert_eq!(on_disk(out.path()), rest);
        assert!(!out.path().join("e").exists());
    }
    fs::remove_file(out.path().join("d/edited.json")).unwrap();
    assert_eq!(build(out.path(), &files(&[("d/api.json", "1")])).unwrap().orphans, [""; 0]);
}

#[test]
fn a_part_prunes_and_forgets_nothing() {
    let out = tempdir().unwrap();
    build(out.path(), &files(&[("a", "1"), ("b", "1")])).unwrap();
    let manifest = fs::read(out.path().join(MANIFEST)).unwrap();
    build_part(out.path(), &files(&[("a", "1")]), Scope::Part).unwrap();
    assert_eq!(fs::read(out.path().join(MANIFEST)).unwrap(), manifest);
    assert_eq!(on_disk(out.path()), files(&[("a", "1"), ("b", "1")]));
    assert_eq!(build(out.path(), &files(&[("a", "1")])).unwrap().removed, ["b"]);
}

#[test]
fn an_empty_suite_leaves_an_empty_folder() {
    let out = tempdir().unwrap();
    build(out.path(), &Files::new()).unwrap();
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0);
}

#[test]
fn paths_that_meet() {
    let out = tempdir().unwrap();
    let refused = |first: &str, then: &str| {
        let started = Build::begin(out.path()).unwrap();
        started.put(first, b"1").unwrap();
        started.put(then, b"2").expect_err("taken").to_string()
    };
    let pairs = [("a.json", "a.json"), ("a.json", "A.json"), ("x/y", "x"), ("x", "x/y"), ("x/y", "x/y/z")];
    assert_snapshot!(pairs.map(|(first, then)| refused(first, then)).join("\n"), @r"
    two artifacts are in each other's way: `a.json` and `a.json`
    two artifacts are in each other's way: `A.json` and `a.json`
    two artifacts are in each other's way: `x` and `x/`
    two artifacts are in each other's way: `x/y` and `x`
    two artifacts are in each other's way: `x/y/z` and `x/y`
    ");
    assert_eq!(on_disk(out.path()), Files::new());
}

#[test]
fn a_file_where_a_folder_should_be() {
    let out = tempdir().unwrap();
    fs::write(out.path().join("dashboards"), "a file").unwrap();
    assert_snapshot!(refusal(out.path(), &files(&[(API, "1")])), @r"
    `out/dashboards` is a file, but a folder is needed there
    hint: move it away, or write elsewhere with `--out DIR`
    ");
    assert_eq!(on_disk(out.path()), files(&[("dashboards", "a file")]));
    assert!(refusal(&out.path().join("dashboards"), &Files::new()).contains("a folder is needed"));
    assert!(refusal(&out.path().join("dashboards/below"), &Files::new()).contains("a folder is needed"));
}

#[test]
fn a_folder_where_a_file_should_be() {
    let out = tempdir().unwrap();
    fs::create_dir_all(out.path().join(API)).unwrap();
    assert_snapshot!(refusal(out.path(), &files(&[(API, "1")])), @r"
    `out/dashboards/api.json` is no ordinary file, but an artifact belongs there
    hint: move it away, or write elsewhere with `--out DIR`
    ");
}

#[test]
fn links_out_of_the_output() {
    let out = tempdir().unwrap();
    let elsewhere = tempdir().unwrap();
    symlink(elsewhere.path(), out.path().join("dashboards")).unwrap();
    assert_snapshot!(refusal(out.path(), &files(&[(API, "1")])), @r"
    `out/dashboards` is a symbolic link
    hint: nothing is written through links: put a real file or folder there, or name its target with `--out DIR`
    ");
    fs::write(elsewhere.path().join("target"), "theirs").unwrap();
    symlink(elsewhere.path().join("target"), out.path().join("linked.json")).unwrap();
    symlink("nowhere", out.path().join("dangling.json")).unwrap();
    assert!(refusal(out.path(), &files(&[("linked.json", "1")])).contains("`out/linked.json` is a symbolic link"));
    assert!(refusal(out.path(), &files(&[("dangling.json", "1")])).contains("`out/dangling.json` is a symbolic link"));
    assert_eq!(on_disk(elsewhere.path()), files(&[("target", "theirs")]));
}

#[test]
fn an_output_that_is_a_link_itself() {
    let out = tempdir().unwrap();
    let link = out.path().join("link");
    fs::create_dir(out.path().join("real")).unwrap();
    symlink("real", &link).unwrap();
    build(&link, &files(&[(API, "1")])).unwrap();
    assert_eq!(on_disk(&out.path().join("real")), files(&[(API, "1")]));
}

#[test]
fn a_manifest_cannot_reach_through_a_link() {
    let out = tempdir().unwrap();
    let elsewhere = tempdir().unwrap();
    build(out.path(), &files(&[("d/a", "1")])).unwrap();
    fs::rename(out.path().join("d"), elsewhere.path().join("d")).unwrap();
    symlink(elsewhere.path().join("d"), out.path().join("d")).unwrap();
    let outcome = build(out.path(), &Files::new()).unwrap();
    assert_eq!(outcome.unreadable.iter().map(|it| &*it.path).collect::<Vec<_>>(), ["d/a"]);
    assert!(outcome.unreadable[0].problem.ends_with("is a symbolic link"), "{outcome:?}");
    assert_eq!(on_disk(elsewhere.path()), files(&[("d/a", "1")]));
}

#[test]
fn what_cannot_be_read_is_told_as_it_is_and_stays_listed() {
    let out = tempdir().unwrap();
    build(out.path(), &files(&[("a", "1"), ("b", "1"), ("gone", "1")])).unwrap();
    fs::remove_file(out.path().join("a")).unwrap();
    fs::create_dir(out.path().join("a")).unwrap();
    for _again in 0..2 {
        let outcome = build(out.path(), &files(&[("b", "1")])).unwrap();
        assert_eq!((outcome.unreadable.len(), outcome.orphans.len()), (1, 0));
        assert!(outcome.unreadable[0].problem.contains("no ordinary file"), "{outcome:?}");
        assert!(!out.path().join("gone").exists(), "the others are pruned");
    }
    fs::remove_dir(out.path().join("a")).unwrap();
    fs::write(out.path().join("a"), "1").unwrap();
    assert_eq!(build(out.path(), &files(&[("b", "1")])).unwrap().removed, ["a"]);
}

/// Runs [`Build::put_in_place`] only up to a step, as a kill would.
fn kill_after(root: &Path, artifacts: &Files, scope: Scope, has_renamed: bool, has_removed: bool) {
    let mut killed = Build::begin(root).unwrap();
    for (path, text) in artifacts {
        killed.put(path, text.as_bytes()).unwrap();
    }
    killed.sort();
    let prune = killed.plan_prune(scope);
    killed.stage_manifests(&prune).unwrap();
    let between = killed.state_mut().manifest_between.take();
    killed.place_manifest(between).unwrap();
    if has_renamed {
        killed.rename_staged().unwrap();
    }
    if has_removed {
        prune.remove.iter().for_each(|path| killed.remove(path).unwrap());
    }
    let state = killed.state_mut();
    state.artifacts.clear();
    state.manifest = None;
    std::mem::forget(std::mem::take(&mut state.places));
}

#[test]
fn no_kill_leaves_a_file_unknown() {
    let (with, without) = (files(&[(API, "2"), ("alerting/policies.yml", "1")]), files(&[(API, "1")]));
    for step in 0..4 {
        let out = tempdir().unwrap();
        build(out.path(), &without).unwrap();
        kill_after(out.path(), &with, Scope::Whole, step > 0, step > 1);
        if step == 3 {
            kill_after(out.path(), &files(&[(API, "3"), ("other/a", "1")]), Scope::Whole, true, true);
        }
        let outcome = build(out.path(), &without).unwrap();
        assert_eq!(on_disk(out.path()), without, "after step {step}");
        assert_eq!(outcome.orphans, [""; 0], "nobody edited anything");
        assert!(outcome.written.iter().all(|written| written.change == Change::Updated), "{outcome:?}");
        assert!(fs::read_to_string(out.path().join(MANIFEST)).unwrap().contains("\"version\": 1"));
    }
}

#[test]
fn a_part_after_a_kill_lists_what_is_there() {
    let out = tempdir().unwrap();
    build(out.path(), &files(&[("a", "1"), ("b", "1"), ("c", "1")])).unwrap();
    kill_after(out.path(), &files(&[("a", "2"), ("b", "2"), ("new", "1")]), Scope::Whole, true, true);
    build_part(out.path(), &files(&[("a", "1")]), Scope::Part).unwrap();
    let manifest = Manifest::read(&out.path().join(MANIFEST)).unwrap();
    let listed = [("a", "1"), ("b", "2"), ("new", "1")].map(|(path, text)| (path.into(), hash(text.as_bytes())));
    assert_eq!(manifest, Manifest::new(listed.into()));
}

#[test]
fn another_suite_takes_a_folder_of_its_own() {
    let out = tempdir().unwrap();
    let build = |suite: &str| Build::begin(out.path())?.of(suite)?.finish(Scope::Whole);
    assert!(build("shop").is_ok());
    assert!(build("depot").is_ok(), "there is nothing to lose yet");
    let depot = Build::begin(out.path()).unwrap().of("depot").unwrap();
    depot.put(API, b"1").unwrap();
    depot.finish(Scope::Whole).unwrap();
    let error = build("shop").unwrap_err();
    assert_snapshot!(error.to_string().replace(&*out.path().to_string_lossy(), "out"), @"`out` holds the files of another suite, `depot`");
    assert!(crate::artifact::Check::begin(out.path()).unwrap().of("shop").is_err());
    assert!(out.path().join(API).exists());
    assert!(build("depot").is_ok());
}

#[test]
fn a_manifest_in_conflict() {
    let out = tempdir().unwrap();
    fs::write(out.path().join(MANIFEST), "{\n<<<<<<< HEAD\n  \"version\": 1,\n").unwrap();
    assert_snapshot!(refusal(out.path(), &files(&[(API, "1")])), @r"
    cannot use `out/.dashgen-manifest`: it has the markers of a merge conflict
    hint: keep either side (`git checkout --ours .dashgen-manifest`), then run `dashgen build`
    ");
}

#[test]
fn a_full_disk() {
    let Some(disk) = Mount::new(64) else { return };
    build(disk.path(), &files(&[("a", "old"), ("b", "old")])).unwrap();
    let large = "x".repeat(100_000);
    assert_snapshot!(refusal(disk.path(), &files(&[("a", "new"), ("b", &large)])), @r"
    cannot write `out/b`: No space left on device (os error 28)
    hint: make room and build again; the old files are whole
    ");
    assert_eq!(on_disk(disk.path()), files(&[("a", "old"), ("b", "old")]));
    assert!(refusal(disk.path(), &files(&[("a", "new"), ("d/e/b", &large)])).contains("cannot write `out/d/e/b`"));
    assert_eq!(on_disk(disk.path()), files(&[("a", "old"), ("b", "old")]));
    build(disk.path(), &files(&[("a", "new"), ("b", "new")])).unwrap();
}

#[test]
fn a_read_only_disk() {
    let Some(disk) = Mount::new(64) else { return };
    build(disk.path(), &files(&[("a", "old")])).unwrap();
    disk.protect();
    assert_eq!(build(disk.path(), &files(&[("a", "old")])).unwrap().kept, ["a"]);
    assert_snapshot!(refusal(disk.path(), &files(&[("a", "new")])), @r"
    cannot write `out/a`: Read-only file system (os error 30)
    hint: the file system is read-only: write elsewhere with `--out DIR`
    ");
    assert!(refusal(&disk.path().join("below"), &Files::new()).starts_with("cannot create the folder `out`"));
    assert_eq!(on_disk(disk.path()), files(&[("a", "old")]));
}

#[test]
fn a_folder_that_nobody_may_write() {
    let root = Path::new("/proc/dashgen");
    assert!(message(&build(root, &Files::new()).unwrap_err(), root).starts_with("cannot create the folder `out`"));
}

#[test]
fn what_a_killed_build_left_is_swept() {
    let out = tempdir().unwrap();
    build(out.path(), &files(&[(API, "old")])).unwrap();
    let killed = Build::begin(out.path()).unwrap();
    killed.put(API, b"new").unwrap();
    killed.put("other/api.json", b"new").unwrap();
    killed.state().artifacts.clear();
    std::mem::forget(std::mem::take(&mut killed.state().places));
    drop(killed);
    assert_eq!(on_disk(out.path()).len(), 3, "both stay");
    build(out.path(), &files(&[(API, "old"), ("other/b.json", "1")])).unwrap();
    assert_eq!(on_disk(out.path()), files(&[(API, "old"), ("other/b.json", "1")]));
}

/// Puts files and leaves them waiting, as a kill does.
fn kill_before_end(root: &Path, artifacts: &Files) {
    let killed = Build::begin(root).unwrap();
    for (path, text) in artifacts {
        killed.put(path, text.as_bytes()).unwrap();
    }
    killed.state().artifacts.clear();
    std::mem::forget(std::mem::take(&mut killed.state().places));
}

#[test]
fn leftovers_in_folders_of_no_use_are_swept() {
    let out = tempdir().unwrap();
    let before = files(&[("a/b/old", "1"), ("c/own", "1")]);
    build(out.path(), &before).unwrap();
    kill_before_end(out.path(), &files(&[("a/b/old", "2"), ("a/new/file", "1"), ("c/own", "2")]));
    assert_eq!(on_disk(out.path()).len(), 5, "three wait");
    build_part(out.path(), &files(&[("d", "1")]), Scope::Part).unwrap();
    assert_eq!(on_disk(out.path()), files(&[("a/b/old", "1"), ("c/own", "1"), ("d", "1")]));
    kill_before_end(out.path(), &files(&[("a/b/old", "2")]));
    build(out.path(), &files(&[("d", "1")])).unwrap();
    assert_eq!(on_disk(out.path()), files(&[("d", "1")]));
    assert!(!out.path().join("a").exists(), "nothing keeps the folder");
}

#[test]
fn leftovers_that_no_manifest_knows_are_swept() {
    let out = tempdir().unwrap();
    let at = |path: &str| out.path().join(path);
    for folder in ["x/below", "x/emptied", "x/.hidden", "x/output", "y"] {
        fs::create_dir_all(at(folder)).unwrap();
        fs::write(at(folder).join(".dashgen-3.tmp"), "left").unwrap();
    }
    for theirs in ["x/below/.dashgen-x.tmp", "x/below/dashgen-1.tmp", "x/output/.dashgen-manifest"] {
        fs::write(at(theirs), "theirs").unwrap();
    }
    #[cfg(unix)]
    for (target, link) in [("y", "x/link"), ("y", "z"), ("y/.dashgen-3.tmp", "x/below/.dashgen-4.tmp")] {
        std::os::unix::fs::symlink(at(target), at(link)).unwrap();
    }
    drop(Build::begin(out.path()).unwrap().sweeping(&["x", "z", "missing"]));
    assert!(!at("x/below/.dashgen-3.tmp").exists() && !at("x/emptied").exists());
    for stays in ["x/below/.dashgen-x.tmp", "x/below/dashgen-1.tmp", "x/.hidden/.dashgen-3.tmp"] {
        assert!(at(stays).exists(), "{stays}");
    }
    assert!(at("x/output/.dashgen-3.tmp").exists(), "it is another build's");
    assert!(at("y/.dashgen-3.tmp").exists(), "only a link leads there");
    #[cfg(unix)]
    assert!(fs::symlink_metadata(at("x/below/.dashgen-4.tmp")).is_ok(), "no build makes links");
}

#[test]
fn what_waits_is_not_swept() {
    let out = tempdir().unwrap();
    fs::create_dir(out.path().join("x")).unwrap();
    let build = Build::begin(out.path()).unwrap();
    build.put("x/a", b"1").unwrap();
    build.sweeping(&["x"]).finish(Scope::Whole).unwrap();
    assert_eq!(on_disk(out.path()), files(&[("x/a", "1")]));
}

#[test]
fn two_builds_at_once() {
    let out = tempdir().unwrap();
    let first = Build::begin(out.path()).unwrap();
    assert_snapshot!(refusal(out.path(), &Files::new()), @r"
    another dashgen is at work in `out`
    hint: run one build at a time for each output folder
    ");
    std::thread::scope(|scope| {
        let second = scope.spawn(|| build(out.path(), &files(&[("b", "1")])));
        std::thread::sleep(Duration::from_millis(50));
        first.put("a", b"1").unwrap();
        first.finish(Scope::Whole).unwrap();
        assert_eq!(second.join().unwrap().unwrap().removed, ["a"]);
    });
}

#[test]
fn modes_are_kept_and_new_files_readable() {
    let out = tempdir().unwrap();
    let mode = |name: &str| fs::metadata(out.path().join(name)).unwrap().permissions().mode() & 0o7777;
    build(out.path(), &files(&[("a", "1"), ("b", "1")])).unwrap();
    fs::set_permissions(out.path().join("b"), fs::Permissions::from_mode(0o664)).unwrap();
    build(out.path(), &files(&[("a", "2"), ("b", "2")])).unwrap();
    assert_eq!((mode("a"), mode("b")), (0o644, 0o664));
}

#[test]
fn several_threads() {
    let out = tempdir().unwrap();
    let started = Build::begin(out.path()).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let started = &started;
            scope.spawn(move || {
                for at in 0..50 {
                    started.put(&format!("d{at}/{thread}.json"), b"1").unwrap();
                }
            });
        }
    });
    assert_eq!(started.finish(Scope::Whole).unwrap().written.len(), 200);
    assert_eq!(on_disk(out.path()).len(), 200);
}

fn suite() -> impl Strategy<Value = Files> {
    proptest::collection::btree_map("[a-d]/[a-c]\\.json|[a-c]\\.yml", "[xy]{0,2}", 0..8)
}

#[derive(Debug, Clone)]
enum Step {
    Whole(Files),
    Part(Files),
    GivenUp(Files),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![suite().prop_map(Step::Whole), suite().prop_map(Step::Part), suite().prop_map(Step::GivenUp)]
}

/// Returns a folder on a file system in memory, where there is one: each build waits for the disk several times.
fn folder_in_memory() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempdir()).unwrap()
}

proptest! {
    #[test]
    fn the_disk_holds_the_last_good_build(steps in proptest::collection::vec(step(), 1..8)) {
        let out = folder_in_memory();
        let mut expected = Files::new();
        for step in steps {
            match step {
                Step::Whole(suite) => {
                    build(out.path(), &suite).unwrap();
                    expected = suite;
                }
                Step::Part(part) => {
                    build_part(out.path(), &part, Scope::Part).unwrap();
                    expected.extend(part);
                }
                Step::GivenUp(suite) => {
                    let started = Build::begin(out.path()).unwrap();
                    for (path, text) in &suite {
                        started.put(path, text.as_bytes()).unwrap();
                    }
                }
            }
            prop_assert_eq!(&on_disk(out.path()), &expected);
        }
    }
}

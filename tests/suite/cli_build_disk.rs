//! `dashgen build` on disks that misbehave, beside other builds, and killed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use dashgen::cli::Status;
use dashgen::model::{Dashboard, Panel, Stat};
use dashgen::promql::{raw, seconds};
use dashgen::suite::Suite;
use dashgen::unit::Ratio;
use insta::assert_snapshot;
use tempfile::TempDir;

use super::cli_build::folder;
use super::{dashgen, dashgen_of, files, process, shown, skipped, suite_of, uid};

/// Returns a suite of that many dashboards, all of them titled so.
fn many(count: usize, title: &'static str) -> Suite {
    suite_of(count, move |index| {
        let up = Panel::new("up", "Up", Stat::default()).query(raw::<Ratio>("avg(up)").legend("up"));
        Dashboard::new(uid(index), format!("{title} {index}")).panel(up)
    })
}

fn build_many(folder: &Path, count: usize, title: &'static str) -> Status {
    dashgen_of(many(count, title), &["build", "--quiet", "--out", folder.to_str().unwrap()]).status
}

#[test]
fn a_file_where_a_folder_should_be() {
    let folder = folder();
    fs::write(folder.path().join("dashboards"), "mine").unwrap();
    assert_snapshot!(dashgen(&["build", "--out", folder.path().to_str().unwrap()]).without(folder.path()), @"
    --- stderr
    error: cannot build into `OUT`
      because: `OUT/dashboards` is a file, but a folder is needed there
      hint: move it away, or write elsewhere with `--out DIR`
    --- Failure
    ");
    assert_eq!(files(folder.path()), BTreeMap::from([("dashboards".to_owned(), b"mine".to_vec())]));
}

#[test]
fn an_output_that_is_a_file() {
    let folder = folder();
    let file = folder.path().join("file");
    fs::write(&file, "mine").unwrap();
    assert_snapshot!(dashgen(&["build", "--out", file.to_str().unwrap()]).without(folder.path()), @"
    --- stderr
    error: cannot build into `OUT/file`
      because: `OUT/file` is a file, but a folder is needed there
      hint: move it away, or write elsewhere with `--out DIR`
    --- Failure
    ");
    assert_snapshot!(dashgen(&["build", "--out", file.join("below").to_str().unwrap()]).without(folder.path()), @"
    --- stderr
    error: cannot build into `OUT/file/below`
      because: `OUT/file` is a file, but a folder is needed there
      hint: move it away, or write elsewhere with `--out DIR`
    --- Failure
    ");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_tree() {
    let (folder, elsewhere) = (folder(), folder());
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("dashboards")).unwrap();
    assert_snapshot!(dashgen(&["build", "--out", folder.path().to_str().unwrap()]).without(folder.path()), @"
    --- stderr
    error: cannot build into `OUT`
      because: `OUT/dashboards` is a symbolic link
      hint: nothing is written through links: put a real file or folder there, or name its target with `--out DIR`
    --- Failure
    ");
    assert_eq!(files(elsewhere.path()).len(), 0);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_a_link_out_of_the_tree() {
    let (folder, elsewhere) = (folder(), folder());
    let theirs = elsewhere.path().join("theirs.json");
    fs::write(&theirs, "theirs").unwrap();
    fs::create_dir(folder.path().join("dashboards")).unwrap();
    std::os::unix::fs::symlink(&theirs, folder.path().join("dashboards/infrastructure.json")).unwrap();
    assert_snapshot!(dashgen(&["build", "--out", folder.path().to_str().unwrap()]).without(folder.path()), @"
    --- stderr
    error: cannot build into `OUT`
      because: `OUT/dashboards/infrastructure.json` is a symbolic link
      hint: nothing is written through links: put a real file or folder there, or name its target with `--out DIR`
    --- Failure
    ");
    assert_eq!(fs::read(theirs).unwrap(), b"theirs");
}

/// A small file system in memory, away when dropped.
struct Mount(tempfile::TempDir);

impl Mount {
    fn new(options: &str) -> Option<Self> {
        let folder = folder();
        let mounted = mount(&["-t", "tmpfs", "-o", options, "none"], folder.path());
        mounted.then_some(Self(folder))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        Command::new("umount").arg(self.0.path()).status().expect("`umount` comes with `mount`");
    }
}

fn mount(arguments: &[&str], folder: &Path) -> bool {
    Command::new("mount").args(arguments).arg(folder).output().is_ok_and(|output| output.status.success())
}

#[test]
fn a_disk_that_is_full() {
    let Some(disk) = Mount::new("size=256k") else {
        return skipped("a build on a full disk", "only root may mount one, and only with CAP_SYS_ADMIN");
    };
    let root = disk.0.path();
    assert_eq!(
        dashgen_of(many(3, "Small"), &["build", "--quiet", "--out", root.to_str().unwrap()]).to_string(),
        "--- Clean"
    );
    let before = files(root);
    let run = dashgen_of(many(200, "Large"), &["build", "--out", root.to_str().unwrap()]).without(root);
    assert_eq!(run.status, Status::Failure);
    assert!(run.stderr.contains("No space left on device"), "{run}");
    assert!(run.stderr.contains("hint: make room and build again; the old files are whole"), "{run}");
    assert_eq!(files(root), before, "the old files, and no others");
}

#[test]
fn a_disk_that_is_read_only() {
    let Some(disk) = Mount::new("size=1m") else {
        return skipped("a build on a read-only disk", "only root may mount one, and only with CAP_SYS_ADMIN");
    };
    let root = disk.0.path();
    assert!(mount(&["-o", "remount,ro"], root));
    assert_snapshot!(dashgen(&["build", "--out", root.to_str().unwrap()]).without(root), @"
    --- stderr
    error: cannot build into `OUT`
      because: cannot create the folder `OUT/dashboards`
      because: Read-only file system (os error 30)
      hint: the file system is read-only: write elsewhere with `--out DIR`
    --- Failure
    ");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let locked = folder.path().join("locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(locked.join("probe"), "").is_ok() {
        fs::remove_file(locked.join("probe")).unwrap();
        return skipped("a build into a folder without write permission", "root may write everywhere");
    }
    let run = dashgen(&["build", "--out", locked.to_str().unwrap()]).without(folder.path());
    assert_eq!(run.status, Status::Failure);
    assert!(run.stderr.contains("hint: check the owner and the mode of the folder"), "{run}");
}

/// What everybody may set, unlike a full disk: no file longer than four blocks.
#[cfg(unix)]
#[test]
fn a_limit_on_the_length_of_files() {
    let folder = folder();
    let script = "trap '' XFSZ; ulimit -f 4; exec \"$0\" build --out \"$1\"";
    let limited = |program: &str| {
        Command::new("sh").args(["-c", script, program]).arg(folder.path()).env("NO_COLOR", "1").output().unwrap()
    };
    let output = limited(env!("CARGO_BIN_EXE_dashgen"));
    let message = shown(&output, folder.path());
    assert_eq!(output.status.code(), Some(3), "{message}");
    assert!(message.contains("hint: the file is larger than the system allows here (`ulimit -f`)"), "{message}");
    assert_eq!(files(folder.path()), BTreeMap::new(), "nothing is left behind");
}

#[test]
fn a_suite_without_dashboards() {
    let folder = folder();
    let out = folder.path().to_str().unwrap();
    assert_snapshot!(dashgen_of(many(0, ""), &["build", "--out", out]), @"
    0 written, 0 kept, 0 removed
    --- Clean
    ");
    assert_snapshot!(dashgen_of(many(0, ""), &["build", "--check", "--out", out]), @"
    0 fresh, 0 not
    --- Clean
    ");
    assert_eq!(files(folder.path()), BTreeMap::new());
}

/// Says where a second process is to build, for [`killed_builds_leave_every_file_whole`].
const INTO: &str = "DASHGEN_TEST_BUILD_INTO";
const THOUSAND: usize = 1_000;

#[test]
fn a_thousand_dashboards() {
    if let Some(into) = std::env::var_os(INTO) {
        assert_eq!(build_many(Path::new(&into), THOUSAND, "New"), Status::Clean);
        return;
    }
    let folder = folder();
    let out = folder.path().to_str().unwrap();
    let first = dashgen_of(many(THOUSAND, "Service"), &["build", "--out", out]);
    assert!(first.stdout.ends_with("... and 960 more\n1000 written, 0 kept, 0 removed\n"), "{first}");
    assert_eq!(files(folder.path()).len(), THOUSAND + 1);
    let second = dashgen_of(many(THOUSAND, "Service"), &["build", "--out", out]);
    assert!(second.stdout.ends_with("... and 960 more\n0 written, 1000 kept, 0 removed\n"), "{second}");
    let smaller = dashgen_of(many(10, "Service"), &["build", "--out", out]);
    assert!(smaller.stdout.ends_with("0 written, 10 kept, 990 removed\n"), "{smaller}");
    assert_eq!(files(folder.path()).len(), 10 + 1);
}

/// Starts a build of a thousand dashboards in a process of its own.
fn start_thousand(folder: &Path) -> std::process::Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "cli_build_disk::a_thousand_dashboards"])
        .env(INTO, folder)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Returns a folder on a file system in memory, where there is one: what a killed process leaves is the same there.
fn folder_in_memory() -> TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_| folder())
}

/// The files before and after a change of a thousand dashboards, and how long a process takes for it.
struct Change {
    old: BTreeMap<String, Vec<u8>>,
    new: BTreeMap<String, Vec<u8>>,
    takes: Duration,
}

fn change() -> &'static Change {
    static CHANGE: OnceLock<Change> = OnceLock::new();
    CHANGE.get_or_init(|| {
        let (old, new) = (folder_in_memory(), folder_in_memory());
        assert_eq!(build_many(old.path(), THOUSAND, "Old"), Status::Clean);
        let started = Instant::now();
        assert!(start_thousand(new.path()).wait().unwrap().success());
        Change { takes: started.elapsed(), old: files(old.path()), new: files(new.path()) }
    })
}

#[test]
fn killed_builds_leave_every_file_whole() {
    let (Change { old, new, takes }, root) = (change(), folder_in_memory());
    let mut cut_short = 0;
    for step in 1..=8 {
        assert_eq!(build_many(root.path(), THOUSAND, "Old"), Status::Clean);
        let mut child = start_thousand(root.path());
        std::thread::sleep(*takes * step / 9);
        child.kill().unwrap();
        child.wait().unwrap();
        let found = files(root.path());
        for (name, bytes) in found.iter().filter(|(name, _)| name.starts_with("dashboards/dashboard-")) {
            assert!(*bytes == old[name] || *bytes == new[name], "{name} is neither old nor new");
        }
        assert!(old.keys().all(|name| found.contains_key(name)), "a file is lost");
        cut_short += usize::from(found != *new);
    }
    assert!(cut_short > 0, "no build was killed before its end: the test shows nothing");
    assert_eq!(build_many(root.path(), THOUSAND, "New"), Status::Clean);
    assert_eq!(files(root.path()), *new, "the next build ends what was begun, and sweeps up");
}

#[cfg(unix)]
#[test]
fn an_interrupt_leaves_nothing_behind() {
    let (Change { old, new, takes }, root) = (change(), folder_in_memory());
    let mut stopped = 0;
    for (step, signal) in [(1, "INT"), (2, "TERM"), (3, "INT"), (4, "INT"), (5, "TERM"), (6, "INT"), (7, "INT")] {
        assert_eq!(build_many(root.path(), THOUSAND, "Old"), Status::Clean);
        let child = start_thousand(root.path());
        std::thread::sleep(*takes * step / 9);
        let kill = Command::new("kill").arg(format!("-{signal}")).arg(child.id().to_string()).status().unwrap();
        let output = child.wait_with_output().unwrap();
        let found = files(root.path());
        assert!(found == *old || found == *new, "all is old, or all is new, and nothing else is there");
        stopped += usize::from(kill.success() && !output.status.success());
    }
    assert!(stopped > 0, "no build was interrupted before its end: the test shows nothing");
}

#[test]
fn a_killed_build_and_then_other_options() {
    let folder = folder();
    let build = |options: &[&str]| dashgen(&[&["build", "--out", folder.path().to_str().unwrap()], options].concat());
    let notifications = folder.path().join("provisioning/alerting/notifications.yml");
    assert_eq!(build(&["--quiet"]).status, Status::Clean);
    let plain = files(folder.path());
    assert_eq!(build(&["--quiet", "--contact-point"]).status, Status::Clean);
    let with = files(folder.path());
    assert!(notifications.exists());
    // As a kill leaves it when all files are in place, and the last manifest is not: it lists both builds.
    let text =
        |files: &BTreeMap<String, Vec<u8>>| String::from_utf8(files[dashgen::artifact::MANIFEST].clone()).unwrap();
    let between = text(&with).replace("\"version\": 1", "\"version\": 2");
    let between =
        between.replace("\n  }\n}\n", "\n  },\n  \"before\": {\n    \"gone\": \"0000000000000001\"\n  }\n}\n");
    fs::write(folder.path().join(dashgen::artifact::MANIFEST), between).unwrap();
    assert_eq!(build(&["--check", "--contact-point"]).status, Status::Findings, "the build did not end");
    let check = build(&["--check"]);
    assert!(check.stdout.contains("no source   provisioning/alerting/notifications.yml"), "{check}");
    assert_eq!(build(&["--quiet"]).status, Status::Clean);
    assert!(!notifications.exists());
    assert_eq!(files(folder.path()), plain);
}

#[test]
fn a_folder_in_the_place_of_a_file_without_source() {
    let folder = folder();
    let build = |options: &[&str]| dashgen(&[&["build", "--out", folder.path().to_str().unwrap()], options].concat());
    assert_eq!(build(&["--quiet", "--contact-point"]).status, Status::Clean);
    let notifications = folder.path().join("provisioning/alerting/notifications.yml");
    fs::remove_file(&notifications).unwrap();
    fs::create_dir(&notifications).unwrap();
    let told = build(&["--quiet"]).without(folder.path());
    assert_snapshot!(told, @"
    --- stderr
    error: `provisioning/alerting/notifications.yml` has no source any more, and stays
      because: `OUT/provisioning/alerting/notifications.yml` is no ordinary file, but an artifact belongs there
    --- Failure
    ");
    assert_eq!(build(&["--check", "--quiet"]).without(folder.path()), told);
    let validated = dashgen(&["validate", "--out", folder.path().to_str().unwrap()]).without(folder.path());
    assert_eq!(validated.status, Status::Failure, "{validated}");
    assert!(validated.stderr.contains("no ordinary file"), "{validated}");
}

#[test]
fn two_builds_at_once() {
    let (alone, together) = (folder(), folder());
    assert!(process(&["build", "--quiet", "--out"]).arg(alone.path()).status().unwrap().success());
    for _ in 0..5 {
        let builds: Vec<_> = (0..4)
            .map(|_| {
                process(&["build", "--quiet", "--out"]).arg(together.path()).stderr(Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for build in builds {
            let output = build.wait_with_output().unwrap();
            assert_eq!(shown(&output, together.path()), "--- stderr\n--- 0");
        }
        assert_eq!(files(together.path()), files(alone.path()));
        fs::remove_dir_all(together.path().join("dashboards")).unwrap();
    }
}

#[test]
fn a_build_that_takes_too_long_for_another() {
    let folder = folder();
    let _held = dashgen::artifact::Build::begin(folder.path()).unwrap();
    let began = Instant::now();
    assert_snapshot!(dashgen(&["build", "--out", folder.path().to_str().unwrap()]).without(folder.path()), @"
    --- stderr
    error: cannot build into `OUT`
      because: another dashgen is at work in `OUT`
      hint: run one build at a time for each output folder
    --- Failure
    ");
    assert!(began.elapsed() >= seconds(1), "a moment is worth waiting");
}

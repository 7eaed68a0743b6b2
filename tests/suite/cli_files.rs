//! Files that misbehave, and the commands that take files: one bad file, pipe or link keeps no other from its due.

use std::fs;
use std::path::{Path, PathBuf};

use dashgen::cli::Status;
use insta::assert_snapshot;
use serde_json::Value;

use super::cli_build::folder;
use super::{Run, dashgen, skipped};

const SHOP: &str = r#"{"title": "Shop", "id": 7, "panels": []}"#;
const DONE: &str = "{\n  \"panels\": [],\n  \"title\": \"Shop\"\n}\n";

/// The commands that take files, with what else they need.
const COMMANDS: [&[&str]; 4] = [&["fmt"], &["convert", "--to", "v2", "--out"], &["inspect"], &["validate"]];

/// Runs a command over paths.
fn over(command: &[&str], paths: &[&Path]) -> Run {
    let out = folder();
    let mut arguments = command.to_vec();
    if command[0] == "convert" {
        arguments.push(out.path().to_str().unwrap());
    }
    arguments.extend(paths.iter().map(|path| path.to_str().unwrap()));
    dashgen(&arguments)
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_broken_file_among_good_ones() {
    for command in COMMANDS {
        let folder = folder();
        write(folder.path(), "a.json", SHOP);
        write(folder.path(), "b.json", "{\"panels\": [}");
        let last = write(folder.path(), "c.json", SHOP);
        let run = over(command, &[folder.path()]);
        let said = format!("{}{}", run.stdout, run.stderr);
        assert!(said.contains("b.json"), "{command:?}: {run}");
        // For `validate`, text that is no JSON is a mistake like any other.
        let expected = if command[0] == "validate" { Status::Findings } else { Status::Failure };
        assert_eq!(run.status, expected, "{command:?}: {run}");
        match command[0] {
            "fmt" => assert_eq!(fs::read_to_string(last).unwrap(), DONE),
            "validate" => assert!(run.stdout.contains("in 2 dashboards"), "{run}"),
            _ => assert!(run.stdout.contains("c.json"), "{command:?}: {run}"),
        }
    }
}

#[test]
fn texts_that_are_no_json() {
    let folder = folder();
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(SHOP.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let files: [(&str, &[u8]); 6] = [
        ("1-empty.json", b""),
        ("2-utf-16.json", &utf16),
        ("3-nul.json", b"{\"panels\": []}\0"),
        ("4-more.json", b"{\"panels\": []} {\"panels\": []}"),
        ("5-latin.json", b"{\"title\": \"\xe4\", \"panels\": []}"),
        ("6-lines.json", b"{\r\n\"title\": \"Shop\",\r\n\"panels\": []\r\n}\r\n"),
    ];
    for (name, bytes) in files {
        write(folder.path(), name, bytes);
    }
    write(folder.path(), "7-mark.json", format!("\u{feff}{SHOP}"));
    let run = dashgen(&["fmt", folder.path().to_str().unwrap()]).without(folder.path());
    assert_snapshot!(run, @r#"
    formatted OUT/6-lines.json
    formatted OUT/7-mark.json
    2 dashboards: 2 formatted, 0 unchanged; failed: 5
    --- stderr
    error: cannot format `OUT/1-empty.json`
      because: not readable as JSON: EOF while parsing a value at line 1 column 0
      hint: the file ends too early: was it cut off?
    error: cannot format `OUT/2-utf-16.json`
      because: it is UTF-16, but JSON must be UTF-8: save it as UTF-8 without a BOM
    error: cannot format `OUT/3-nul.json`
      because: not readable as JSON: trailing characters at line 1 column 15
    error: cannot format `OUT/4-more.json`
      because: not readable as JSON: trailing characters at line 1 column 16
    error: cannot format `OUT/5-latin.json`
      because: invalid utf-8 sequence of 1 bytes from index 11
    --- Failure
    "#);
    for name in ["6-lines.json", "7-mark.json"] {
        assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), DONE);
    }
}

#[test]
fn a_file_beyond_the_limit() {
    let folder = folder();
    let large = fs::File::create(folder.path().join("large.json")).unwrap();
    large.set_len((64 << 20) + 1).unwrap();
    write(folder.path(), "small.json", DONE);
    for command in COMMANDS {
        let run = over(command, &[folder.path()]);
        assert_eq!(run.status, Status::Failure, "{run}");
        assert!(run.stderr.contains("because: it is larger than 64 MiB, the maximum"), "{run}");
        assert!(!run.stdout.is_empty(), "the other one is worked on: {run}");
    }
}

#[test]
fn a_folder_without_json_beside_one_with() {
    let folder = folder();
    let (empty, full) = (folder.path().join("empty"), folder.path().join("full"));
    fs::create_dir(&empty).unwrap();
    write(&full, "a.json", DONE);
    for command in COMMANDS {
        let run = over(command, &[&empty, &full]);
        assert_eq!(run.status, Status::Failure, "{run}");
        assert!(run.stderr.contains("error: there are no `.json` files in the directory"), "{run}");
        assert!(!run.stdout.is_empty(), "{run}");
    }
}

#[test]
fn what_gitignore_names_and_what_is_hidden() {
    let folder = folder();
    write(folder.path(), ".gitignore", "/target\n*.tmp.json\n!kept.tmp.json\n");
    write(folder.path(), "inner/.ignore", "skipped.json\n");
    for name in ["a.json", "x.tmp.json", "kept.tmp.json", "target/b.json", "inner/target/c.json", "inner/skipped.json"]
    {
        write(folder.path(), name, DONE);
    }
    write(folder.path(), ".hidden/d.json", DONE);
    write(folder.path(), "NOT-JSON.txt", "x");
    write(folder.path(), "E.JSON", DONE);
    let run = dashgen(&["inspect", "--format", "json", folder.path().to_str().unwrap()]).without(folder.path());
    let document: Value = serde_json::from_str(&run.stdout).unwrap();
    let found: Vec<_> =
        document["dashboards"].as_array().unwrap().iter().map(|it| it["file"].as_str().unwrap()).collect();
    assert_eq!(found, ["OUT/E.JSON", "OUT/a.json", "OUT/inner/target/c.json", "OUT/kept.tmp.json"]);
}

#[test]
fn a_file_named_twice_and_found_is_read_once() {
    let folder = folder();
    let file = write(folder.path(), "a.json", DONE);
    let run = over(&["fmt"], &[&file, folder.path(), &file]);
    assert_eq!(run.stdout, "1 dashboard: 0 formatted, 1 unchanged\n");
}

#[test]
fn standard_input_stands_alone() {
    for command in COMMANDS {
        let run = over(command, &[Path::new("-"), Path::new("-")]);
        assert_eq!(run.status, Status::Usage, "{command:?}");
        assert!(run.stderr.contains("`-` means standard input and cannot be combined with other files"), "{run}");
    }
}

#[test]
fn a_file_that_may_not_be_written() {
    let folder = folder();
    let locked = write(folder.path(), "a.json", SHOP);
    let other = write(folder.path(), "b.json", SHOP);
    let mut permissions = fs::metadata(&locked).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&locked, permissions).unwrap();
    if fs::File::options().write(true).open(&locked).is_ok() {
        return skipped("a file that may not be written", "root may write everywhere");
    }
    assert_snapshot!(over(&["fmt"], &[folder.path()]).without(folder.path()), @r"
    formatted OUT/b.json
    1 dashboard: 1 formatted, 0 unchanged; failed: 1
    --- stderr
    error: cannot format `OUT/a.json`
      because: `OUT/a.json` is read-only
      hint: make it writable (`chmod u+w`), or exclude it
    --- Failure
    ");
    assert_eq!((fs::read_to_string(locked).unwrap(), fs::read_to_string(other).unwrap()), (SHOP.into(), DONE.into()));
}

#[test]
fn output_inside_the_input() {
    let folder = folder();
    write(folder.path(), "a.json", SHOP);
    let out = folder.path().join("v2");
    fs::create_dir(&out).unwrap();
    for _again in 0..2 {
        let arguments = ["convert", folder.path().to_str().unwrap(), "--to", "v2", "--out", out.to_str().unwrap()];
        assert_eq!(
            dashgen(&arguments).without(folder.path()).to_string(),
            "converted OUT/a.json to OUT/v2/a.json\n--- Clean"
        );
    }
}

#[test]
fn two_dashboards_of_one_name() {
    let (from, to) = (folder(), folder());
    for name in ["1/a.json", "2/A.json", "3/b.json"] {
        write(from.path(), name, SHOP);
    }
    let arguments = ["convert", from.path().to_str().unwrap(), "--to", "v2", "--out", to.path().to_str().unwrap()];
    let mut run = dashgen(&arguments).without(from.path());
    run = run.without(to.path());
    assert_snapshot!(run, @r#"
    converted OUT/1/a.json to OUT/a.json
    converted OUT/3/b.json to OUT/b.json
    --- stderr
    error: cannot write `OUT/A.json`
      because: the dashboard from `OUT/1/a.json` already has that name: convert them one by one
    --- Failure
    "#);
    assert_eq!(names(to.path()), ["a.json", "b.json"]);
}

#[test]
fn strict_writes_all_or_nothing() {
    let (from, to) = (folder(), folder());
    write(from.path(), "a.json", SHOP);
    write(
        from.path(),
        "b.json",
        r#"{"title": "Shop", "panels": [], "timepicker": {"unheard": 1}, "unheard": {"of": 1}}"#,
    );
    let out = to.path().join("out");
    let arguments =
        ["convert", from.path().to_str().unwrap(), "--to", "v2", "--strict", "--out", out.to_str().unwrap()];
    let run = dashgen(&arguments);
    assert_eq!(run.status, Status::Findings, "{run}");
    assert!(run.stderr.ends_with("nothing was written\n"), "{run}");
    assert!(!out.exists());
    fs::remove_file(from.path().join("b.json")).unwrap();
    write(from.path(), "c.json", "{");
    let run = dashgen(&arguments);
    assert_eq!(run.status, Status::Failure, "{run}");
    assert_eq!(run.stderr.matches("c.json").count(), 1, "what cannot be read is said once: {run}");
    assert_eq!(names(&out), ["a.json"]);
}

#[test]
fn ten_thousand_mistakes_of_a_kind() {
    let folder = folder();
    let keys = "\"x\": 0, ".repeat(20_000);
    write(folder.path(), "keys.json", format!("{{{keys}\"panels\": []}}"));
    let variables: Vec<_> = (0..20_000).map(|at| format!("$v{at}")).collect();
    let variables = variables.join(" + ");
    let panel = format!(r#"{{"id": 1, "type": "stat", "targets": [{{"refId": "A", "expr": "{variables}"}}]}}"#);
    write(folder.path(), "variables.json", format!("{{\"schemaVersion\": 42, \"panels\": [{panel}]}}"));
    let run = dashgen(&["validate", "--format", "json", folder.path().to_str().unwrap()]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let findings = report["findings"].as_array().unwrap();
    let of = |lint: &str| findings.iter().filter(|finding| finding["lint"] == lint).collect::<Vec<_>>();
    for (lint, more) in [("repeated-key", "18999"), ("undefined-variable", "19000")] {
        let found = of(lint);
        assert_eq!(found.len(), 1_001, "{lint}");
        let said = format!("{more} more findings of this lint in this file are not shown (the limit is 1000)");
        assert_eq!(found.iter().filter(|finding| finding["message"] == *said).count(), 1, "{lint}");
    }
    assert!(run.stdout.len() < 20 << 20, "each shows what is around it: {}", run.stdout.len());
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use super::*;

    fn pipe(path: &Path) {
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
    }

    #[test]
    fn a_folder_of_traps() {
        for command in COMMANDS {
            let (folder, elsewhere) = (folder(), folder_of_theirs());
            let path = |name: &str| folder.path().join(name);
            write(folder.path(), "a.json", SHOP);
            let last = write(folder.path(), "z.json", SHOP);
            pipe(&path("pipe.json"));
            pipe(&path(".gitignore"));
            let _socket = UnixListener::bind(path("socket.json")).unwrap();
            symlink("/dev/zero", path("device.json")).unwrap();
            symlink("nowhere.json", path("dangling.json")).unwrap();
            symlink("loop.json", path("loop.json")).unwrap();
            symlink(elsewhere.path().join("theirs.json"), path("link.json")).unwrap();
            symlink(elsewhere.path(), path("folder")).unwrap();
            fs::create_dir(path("folder.json")).unwrap();
            let run = over(command, &[folder.path()]).without(folder.path());
            assert_eq!(run.status, Status::Failure, "{run}");
            let is_told = |line: &&str| !line.contains(" lost") && !line.starts_with("  ");
            let stderr: Vec<_> = run.stderr.lines().filter(is_told).collect();
            assert_snapshot!("a_folder_of_traps", stderr.join("\n"));
            assert!(run.stderr.contains("No such file or directory"), "{run}");
            let theirs = fs::read_to_string(elsewhere.path().join("theirs.json")).unwrap();
            assert_eq!(theirs, SHOP, "nothing is written outside of the folder");
            if command[0] == "fmt" {
                assert_eq!(fs::read_to_string(last).unwrap(), DONE);
            } else {
                assert!(run.stdout.contains("z.json") || run.stdout.contains("in 2 dashboards"), "{run}");
            }
        }
    }

    fn folder_of_theirs() -> tempfile::TempDir {
        let folder = folder();
        write(folder.path(), "theirs.json", SHOP);
        folder
    }

    #[test]
    fn a_folder_that_may_not_be_read() {
        let folder = folder();
        write(folder.path(), "a.json", DONE);
        write(folder.path(), "locked/b.json", DONE);
        let locked = folder.path().join("locked");
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read_dir(&locked).is_ok() {
            return skipped("a folder that may not be read", "root may read everything");
        }
        let run = over(&["fmt"], &[folder.path()]);
        fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(run.status, Status::Failure, "{run}");
        assert!(run.stderr.contains("locked") && run.stdout.contains("1 dashboard"), "{run}");
    }

    #[test]
    fn a_mounted_configmap() {
        let folder = folder();
        let hidden = folder.path().join("..2026_01_01");
        write(&hidden, "a.json", SHOP);
        symlink("..2026_01_01", folder.path().join("..data")).unwrap();
        symlink("..data/a.json", folder.path().join("a.json")).unwrap();
        symlink("a.json", folder.path().join("again.json")).unwrap();
        let run = over(&["fmt"], &[folder.path()]).without(folder.path());
        assert_snapshot!(run, @"
        formatted OUT/a.json
        1 dashboard: 1 formatted, 0 unchanged
        --- Clean
        ");
        assert_eq!(fs::read_to_string(hidden.join("a.json")).unwrap(), DONE);
        assert!(fs::symlink_metadata(folder.path().join("a.json")).unwrap().is_symlink());
    }

    #[test]
    fn a_link_that_is_named_is_followed() {
        let (here, elsewhere) = (folder(), folder_of_theirs());
        let link = here.path().join("link.json");
        symlink(elsewhere.path().join("theirs.json"), &link).unwrap();
        assert_eq!(over(&["fmt"], &[&link]).status, Status::Clean);
        assert_eq!(fs::read_to_string(elsewhere.path().join("theirs.json")).unwrap(), DONE);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "what it leads to is formatted, and it stays");
    }

    #[test]
    fn a_link_in_the_output() {
        let (from, to, elsewhere) = (folder(), folder(), folder_of_theirs());
        write(from.path(), "a.json", SHOP);
        write(from.path(), "b.json", SHOP);
        symlink(elsewhere.path().join("theirs.json"), to.path().join("a.json")).unwrap();
        let arguments = ["convert", from.path().to_str().unwrap(), "--to", "v2", "--out", to.path().to_str().unwrap()];
        let run = dashgen(&arguments).without(from.path()).without(to.path());
        assert_eq!(run.status, Status::Failure, "{run}");
        assert!(run.stderr.contains("is a symbolic link"), "{run}");
        assert_eq!(fs::read_to_string(elsewhere.path().join("theirs.json")).unwrap(), SHOP);
        assert_eq!(names(to.path()), ["a.json", "b.json"], "the other one is converted");
    }

    #[test]
    fn things_that_are_named_and_no_files() {
        let folder = folder();
        let path = folder.path().join("pipe.json");
        pipe(&path);
        for command in COMMANDS {
            let run = over(command, &[&path, Path::new("/dev/zero")]);
            assert_eq!(run.status, Status::Failure, "{run}");
            assert!(run.stderr.contains("it is a pipe: give it as standard input, with `-`"), "{run}");
            assert!(run.stderr.contains("it is larger than 64 MiB"), "{run}");
        }
    }

    #[test]
    fn names_of_any_bytes() {
        for command in COMMANDS {
            let folder = folder();
            for name in ["\u{1b}]0;x\u{7}.json", "line\nerror: fake.json", "\u{202e}nosj.json"] {
                write(folder.path(), name, SHOP);
            }
            fs::write(folder.path().join(OsStr::from_bytes(b"\xff\xfe.json")), SHOP).unwrap();
            let broken = OsStr::from_bytes(b"\xffbroken\x1b[2J.json");
            fs::write(folder.path().join(broken), "{").unwrap();
            let run = over(command, &[folder.path()]);
            assert_ne!(run.status, Status::Clean, "{run}");
            let said = format!("{}{}", run.stdout, run.stderr);
            let is_harmful = |char: char| (char.is_control() && char != '\n') || char == '\u{202e}';
            assert!(!said.contains(is_harmful), "{command:?}: {said:?}");
            assert!(!said.lines().any(|line| line.starts_with("error: fake")), "{command:?}: {said}");
            assert!(said.contains("broken\\u{1b}[2J.json"), "{command:?}: {said}");
        }
    }

    #[test]
    fn folders_as_deep_as_the_system_allows() {
        let folder = folder();
        let mut path = folder.path().to_owned();
        while path.as_os_str().len() < 3_500 {
            path.push("d".repeat(50));
        }
        write(&path, "a.json", SHOP);
        assert_eq!(over(&["fmt"], &[folder.path()]).status, Status::Clean);
        assert_eq!(fs::read_to_string(path.join("a.json")).unwrap(), DONE);
    }

    #[test]
    fn mode_and_other_names_of_a_formatted_file() {
        let (here, elsewhere) = (folder(), folder());
        let file = write(here.path(), "a.json", SHOP);
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        fs::hard_link(&file, elsewhere.path().join("theirs.json")).unwrap();
        assert_eq!(over(&["fmt"], &[here.path()]).status, Status::Clean);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
        assert_eq!(fs::read_to_string(&file).unwrap(), DONE);
        assert_eq!(fs::read_to_string(elsewhere.path().join("theirs.json")).unwrap(), SHOP);
    }
}

#[test]
fn all_commands_tell_the_same_files_for_dashboards() {
    let resource = |version: &str, spec: &str| {
        format!(r#"{{"apiVersion": "dashboard.grafana.app/{version}", "kind": "Dashboard", "spec": {spec}}}"#)
    };
    let commands = [&["fmt", "--check"][..], &["inspect"], &["convert", "--to", "v2"], &["validate"]];
    let told = |name: &str, text: &str| {
        let folder = folder();
        let file = folder.path().join(name);
        fs::write(&file, text).unwrap();
        let file = file.to_str().unwrap();
        commands.map(|command| {
            let run = dashgen(&[command, &[file]].concat());
            [run.stdout, run.stderr].concat()
        })
    };
    for (text, words) in [
        (
            resource("v3", r#"{"panels": []}"#),
            "found version `v3` of `dashboard.grafana.app`, but the supported ones are",
        ),
        (resource("v2", "[]"), "found a resource without `spec`"),
        (format!(r#"{{"dashboard": {}}}"#, resource("v9", "{}")), "found version `v9` of `dashboard.grafana.app`"),
    ] {
        for told in told("a.json", &text) {
            assert!(told.contains(words), "{told}");
        }
    }
    // In a folder, what says that it is a dashboard is a failure, and other JSON is none.
    let folder = folder();
    let path = folder.path().to_str().unwrap();
    for (text, is_fine) in [(r#"{"name": "x"}"#.to_owned(), true), (resource("v3", r#"{"panels": []}"#), false)] {
        fs::write(folder.path().join("a.json"), text).unwrap();
        let out = tempfile::tempdir().unwrap();
        let out = out.path().to_str().unwrap();
        for command in [
            &["fmt", path][..],
            &["inspect", path],
            &["convert", "--to", "v2", path, "--out", out],
            &["validate", path],
        ] {
            let run = dashgen(command);
            assert_eq!(run.status == Status::Clean, is_fine, "{command:?}: {}{}", run.stdout, run.stderr);
        }
    }
}

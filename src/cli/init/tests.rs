use std::process::Command;

use super::super::Program;
use super::*;
use crate::json::skipped::skipped;
use crate::suite::Suite;

/// Runs `init`, and returns how it ended and what it said.
fn init(folder: &Path, arguments: &[&str]) -> (Status, String) {
    let program = Program::new(Suite::new("sample"));
    let (mut said, mut errors) = (Vec::new(), Vec::new());
    let all: Vec<&str> = ["dashgen", "init", folder.to_str().unwrap()].iter().chain(arguments).copied().collect();
    let status = program.run_with(all.iter().map(Into::into), &mut Console::into_buffers(&mut said, &mut errors));
    let text = String::from_utf8([said, errors].concat()).unwrap();
    let text = text.replace(folder.parent().unwrap().to_str().unwrap(), "IN");
    (status, text.replace(env!("CARGO_MANIFEST_DIR"), "CHECKOUT"))
}

#[test]
fn a_crate_in_a_new_folder() {
    let place = tempfile::tempdir().unwrap();
    let (status, text) = init(&place.path().join("My shop"), &[]);
    assert_eq!(status, Status::Clean);
    insta::assert_snapshot!(text, @r"
    created     IN/My shop/Cargo.toml
    created     IN/My shop/src/main.rs
    created     IN/My shop/README.md
    created     IN/My shop/.gitignore
    created     IN/My shop/.cargo/config.toml
    note: it uses the dashgen in `CHECKOUT`; choose another with `--path DIR` or `--git URL`, or in Cargo.toml
    hint: run `cargo dashgen build` in `IN/My shop` to generate its files
    ");
    let manifest = fs::read_to_string(place.path().join("My shop/Cargo.toml")).unwrap();
    assert!(manifest.contains("name = \"my-shop\""), "{manifest}");
    assert!(manifest.contains(&format!("dashgen = {{ path = {:?} }}", env!("CARGO_MANIFEST_DIR"))), "{manifest}");
}

#[test]
fn nothing_is_overwritten() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("shop");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("README.md"), "mine").unwrap();
    let (status, text) = init(&folder, &[]);
    assert_eq!(status, Status::Failure);
    insta::assert_snapshot!(text, @"error: `IN/shop` already has README.md; nothing was written");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    assert_eq!(fs::read_to_string(folder.join("README.md")).unwrap(), "mine");
}

#[test]
fn a_name_that_no_crate_has() {
    let place = tempfile::tempdir().unwrap();
    let (status, text) = init(&place.path().join("1"), &[]);
    assert_eq!(status, Status::Usage);
    insta::assert_snapshot!(text, @"error: `1` cannot be the name of the crate; `--name`: use 1 to 30 lower-case letters, digits, `-` and `_`, starting with a letter and not ending with `-` or `_`, and no name that Cargo reserves");
    assert!(!place.path().join("1").exists());
}

#[test]
fn a_checkout_that_is_none() {
    let place = tempfile::tempdir().unwrap();
    let (status, text) = init(&place.path().join("shop"), &["--path", "/nowhere"]);
    assert_eq!(status, Status::Failure);
    assert!(text.starts_with("error: cannot use the dashgen in `/nowhere`"), "{text}");
}

#[test]
fn checks_of_a_repository() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join(".git")).unwrap();
    let url = "https://example.com/dashgen.git";
    let (status, text) = init(&place.path().join("shop"), &["--ci", "github", "--git", url]);
    assert_eq!(status, Status::Clean, "{text}");
    assert!(
        text.contains("created     IN/.github/workflows/shop.yml\nnote: it uses the dashgen from `https"),
        "{text}"
    );
    let workflow = fs::read_to_string(place.path().join(".github/workflows/shop.yml")).unwrap();
    assert!(workflow.contains("working-directory: \"shop\"\n") && workflow.contains(" shop/target\n"), "{workflow}");
    let (status, text) = init(&place.path().join("shop"), &["--ci", "gitlab"]);
    assert_eq!(status, Status::Clean, "{text}");
    insta::assert_snapshot!(text, @r"
    created     IN/shop/.gitlab-ci.yml
    hint: `include: shop/.gitlab-ci.yml` in the repository's root `.gitlab-ci.yml` activates it
    ");
    let (status, text) = init(&place.path().join("shop"), &["--ci", "gitlab"]);
    assert_eq!(status, Status::Failure);
    insta::assert_snapshot!(text, @"error: `IN/shop` already has .gitlab-ci.yml; nothing was written");
}

#[test]
fn checks_of_a_crate_that_is_its_own_repository() {
    let place = tempfile::tempdir().unwrap();
    let (status, text) = init(&place.path().join("shop"), &["--ci", "gitlab"]);
    assert_eq!(status, Status::Clean);
    assert!(!text.contains("include"), "{text}");
    assert!(text.contains("note: CI cannot see a directory on this machine"), "{text}");
    let (status, text) = init(&place.path().join("my shop"), &["--ci", "github"]);
    assert_eq!(status, Status::Clean, "{text}");
    assert!(place.path().join("my shop/.github/workflows/my-shop.yml").exists());
}

#[test]
fn a_folder_that_no_check_can_name() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join(".git")).unwrap();
    let (status, text) = init(&place.path().join("my shop"), &["--ci", "github"]);
    assert_eq!(status, Status::Usage);
    insta::assert_snapshot!(text, @"error: the directory `my shop` cannot be used in a CI configuration; name it with letters, digits, `-`, `_`, `.` and `/`");
    assert!(!place.path().join("my shop").exists());
}

/// Builds a crate with Cargo, which takes a while: `DASHGEN_TEST_INIT` asks for it.
#[test]
fn the_crate_builds_against_this_checkout() {
    if std::env::var_os("DASHGEN_TEST_INIT").is_none() {
        return skipped("a starter crate, built with Cargo", "DASHGEN_TEST_INIT is not set: a minute of work");
    }
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("my-shop");
    let here = env!("CARGO_MANIFEST_DIR");
    assert_eq!(init(&folder, &["--path", here]).0, Status::Clean);
    fs::copy(Path::new(here).join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command.args(arguments).current_dir(&folder).env("CARGO_TARGET_DIR", Path::new(here).join("target"));
        let output = command.output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(output.status.success(), "{said}");
        said
    };
    assert!(
        cargo(&["run", "--offline", "--quiet", "--", "build"]).contains("created     dashboards/my-shop-overview.json")
    );
    assert!(cargo(&["run", "--offline", "--quiet", "--", "validate"]).starts_with("no mistakes in 1 dashboard"));
}

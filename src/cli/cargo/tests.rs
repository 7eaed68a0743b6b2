use std::fs;

use super::*;

const SHOP: &str = "[package]\nname = 'shop'\n[dependencies]\ndashgen = '0.1'";

/// Makes a workspace with a crate `shop`, and one that does not use dashgen.
fn workspace() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("Cargo.toml", "[workspace]\nmembers = ['shop', 'api']"),
        ("shop/Cargo.toml", SHOP),
        ("shop/src/main.rs", ""),
        ("api/Cargo.toml", "[package]\nname = 'api'"),
    ] {
        fs::create_dir_all(root.path().join(path).parent().unwrap()).unwrap();
        fs::write(root.path().join(path), text).unwrap();
    }
    root
}

fn words(command: &Command) -> Vec<&str> {
    command.get_args().map(|word| word.to_str().unwrap()).collect()
}

fn arguments(words: &[&str]) -> Vec<OsString> {
    words.iter().map(Into::into).collect()
}

fn of_crate(root: &Path, folder: &str) -> Result<PathBuf, String> {
    let root = root.canonicalize().unwrap();
    let named = |error: anyhow::Error| error.to_string().replace(root.to_str().unwrap(), "ROOT");
    let runner = Runner::of_crate(&root.join(folder)).map_err(named)?;
    Ok(runner.manifest.strip_prefix(&root).unwrap().to_owned())
}

#[test]
fn the_crate_that_is_named() {
    let root = workspace();
    for name in ["", "shop", "shop/Cargo.toml"] {
        assert_eq!(of_crate(root.path(), name), Ok(PathBuf::from("shop/Cargo.toml")), "{name}");
    }
    assert!(Runner::of_crate(Path::new(env!("CARGO_MANIFEST_DIR"))).is_ok(), "dashgen's own program");
}

#[test]
fn what_is_no_crate_of_dashboards() {
    let root = workspace();
    let hint = "`--suite` must be the directory of a crate that depends on dashgen";
    for (name, problem) in [
        ("gone", "cannot open the directory `ROOT/gone`: No such file or directory (os error 2)"),
        ("api", "`ROOT/api` has no `Cargo.toml` that depends on dashgen"),
        ("shop/src", "`ROOT/shop/src` has no `Cargo.toml` that depends on dashgen"),
    ] {
        assert_eq!(of_crate(root.path(), name), Err(format!("{problem}; {hint}")));
    }
    fs::write(root.path().join("api/Cargo.toml"), SHOP.replace("shop", "api")).unwrap();
    let problem = "several crates in `ROOT/.` depend on dashgen: api, shop";
    assert_eq!(of_crate(root.path(), "."), Err(format!("{problem}; {hint}")));
    fs::write(root.path().join("api/Cargo.toml"), "[package").unwrap();
    let error = of_crate(root.path(), "api").unwrap_err();
    assert!(error.starts_with("`ROOT/api` is not a crate: cannot read `ROOT/api/Cargo.toml`: line 1: "), "{error}");
}

#[test]
fn cargo_gets_what_is_meant_for_the_program() {
    let root = workspace();
    let runner = Runner::of_crate(&root.path().join("shop")).unwrap();
    let manifest = root.path().canonicalize().unwrap().join("shop/Cargo.toml");
    let run = runner.run(&arguments(&["dashgen", "build", "--watch", "--suite", "x", "--only", "a b", "--suite=y"]));
    assert_eq!(words(&run), ["run", "--manifest-path", manifest.to_str().unwrap(), "--", "build", "--only", "a b"]);
}

#[test]
fn a_program_is_compiled_as_it_was() {
    for (program, options) in [
        ("/t/debug/shop", &["--bin", "shop"][..]),
        ("/t/x86_64-unknown-linux-gnu/release/shop", &["--bin", "shop", "--profile", "release"]),
        ("/t/debug/examples/gallery", &["--example", "gallery"]),
        ("/t/fast/examples/gallery", &["--example", "gallery", "--profile", "fast"]),
    ] {
        let runner = Runner::of_program(Path::new("/shop"), PathBuf::from(program)).unwrap();
        let run = runner.run(&arguments(&["shop", "validate", "--watch"]));
        let all = [&["run", "--manifest-path", "/shop/Cargo.toml"], options, &["--", "validate"]].concat();
        assert_eq!(words(&run), all, "{program}");
    }
}

#[test]
fn a_lockfile_is_obeyed() {
    let root = workspace();
    assert!(!Runner::of_crate(&root.path().join("shop")).unwrap().has_lockfile);
    fs::write(root.path().join("Cargo.lock"), "").unwrap();
    assert!(Runner::of_crate(&root.path().join("shop")).unwrap().has_lockfile);
}

#[test]
fn the_way_to_run_a_program() {
    let root = workspace();
    let (root, shop) = (root.path(), root.path().join("shop"));
    let mut of_folder = SuiteCrate { name: "shop".to_owned(), folder: shop.clone(), has_program: true };
    let told = |of_folder: &SuiteCrate, here: &Path| way_to_run(of_folder, here, "build");
    assert_eq!(
        told(&of_folder, &shop.join("src")),
        "run the crate's own program: `cargo run -- build`, or `dashgen build --suite ..`"
    );
    assert_eq!(
        told(&of_folder, root),
        "run the crate's own program: `cargo run --package shop -- build`, or `dashgen build --suite shop`"
    );
    fs::create_dir(shop.join(".cargo")).unwrap();
    fs::write(shop.join(".cargo/config.toml"), "[alias]\ndashgen = 'run --'\n").unwrap();
    assert!(told(&of_folder, &shop).contains("`cargo dashgen build`"));
    of_folder.has_program = false;
    assert_eq!(
        told(&of_folder, &shop),
        "run the program that contains its suite, such as `cargo run --example NAME -- build`"
    );
}

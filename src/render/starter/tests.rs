use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn git(url: &str, revision: Option<&str>) -> StarterSource {
    StarterSource::Git { url: url.to_owned(), revision: revision.map(str::to_owned) }
}

fn path(path: &str) -> StarterSource {
    StarterSource::Path(path.to_owned())
}

/// Cargo builds the examples with the tests, so what equals one compiles.
#[test]
fn the_program_compiles() {
    let files = starter("starter", &StarterSource::Release).unwrap();
    assert_eq!(files[1].1, include_str!("../../../examples/starter.rs"));
}

/// Returns the line of a manifest that names dashgen.
fn dependency(source: &StarterSource) -> String {
    let manifest = starter("shop", source).unwrap().swap_remove(0).1;
    let mut lines = manifest.lines().skip_while(|line| *line != "[dependencies]");
    let (line, after) = (lines.nth(1).unwrap(), lines.next());
    assert_eq!(after, Some(""), "{manifest}");
    line.to_owned()
}

#[test]
fn manifests() {
    let sources = [
        StarterSource::Release,
        path("C:\\a \"b\""),
        git("https://example.com/dashgen.git", None),
        git("ssh://git@example.com/dashgen", Some("0123abc")),
    ];
    insta::assert_snapshot!(sources.each_ref().map(dependency).join("\n"), @r#"
    dashgen = "0.1.0"
    dashgen = { path = "C:\\a \"b\"" }
    dashgen = { git = "https://example.com/dashgen.git" }
    dashgen = { git = "ssh://git@example.com/dashgen", rev = "0123abc" }
    "#);
}

#[test]
fn a_demo_is_offered_only_where_its_image_can_be_built() {
    let readme = |source| starter("shop", &source).unwrap().swap_remove(2).1;
    let command = "docker-compose -f docker-compose.monitoring.yml --profile grafana --profile demo up -d\n";
    for source in [StarterSource::Release, git("https://example.com/dashgen.git", None)] {
        let readme = readme(source);
        assert!(readme.contains(command), "{readme}");
    }
    let of_folder = readme(path("/home/me/dashgen"));
    assert!(!of_folder.contains(command) && of_folder.contains("is not in the image"), "{of_folder}");
}

#[test]
fn names_that_would_not_build() {
    for name in ["", "Shop", "1a", "a b", "a\"", "-a", "a-", "test", "dashgen", "größe", &"a".repeat(31)] {
        let error = Err(StarterError::Name { name: name.to_owned() });
        assert_eq!(starter(name, &StarterSource::Release), error);
        assert_eq!(starter_ci(name, "", "", StarterCi::GitHub).map(drop), error.map(drop));
    }
    assert!(matches!(starter("shop", &path("a\nb")), Err(StarterError::Source { .. })));
    assert!(matches!(starter("shop", &git("a", Some("\0"))), Err(StarterError::Source { .. })));
}

/// Returns a file for continuous integration as its reader understands it.
fn ci(folder: &str, ci: StarterCi) -> Value {
    serde_saphyr::from_str(&starter_ci("shop", folder, folder, ci).unwrap().1).unwrap()
}

#[test]
fn a_workflow_of_github() {
    assert_eq!(starter_ci("shop", "", "", StarterCi::GitHub).unwrap().0, ".github/workflows/shop.yml");
    let workflow = ci("", StarterCi::GitHub);
    assert_eq!(workflow["jobs"]["check"]["defaults"], Value::Null);
    let steps = workflow["jobs"]["check"]["steps"].as_array().unwrap();
    let runs: Vec<_> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    assert_eq!(runs[2..], ["cargo run --locked --quiet -- validate", "cargo run --locked --quiet -- build --check"]);
    let of_workspace = starter_ci("shop", "ops/grafana", "ops", StarterCi::GitHub).unwrap().1;
    assert!(of_workspace.contains("            ops/target\n") && of_workspace.contains("hashFiles('ops/Cargo.lock')"));
    let inside = ci("ops/grafana", StarterCi::GitHub);
    assert_eq!(inside["jobs"]["check"]["defaults"], json!({ "run": { "working-directory": "ops/grafana" } }));
    let cache = &inside["jobs"]["check"]["steps"][2]["with"];
    assert_eq!(cache["key"], "cargo-${{ runner.os }}-${{ hashFiles('ops/grafana/Cargo.lock') }}");
    assert_eq!(cache["path"], "~/.cargo/registry\n~/.cargo/git\nops/grafana/target\n");
}

#[test]
fn a_job_of_gitlab() {
    assert_eq!(starter_ci("shop", "ops", "", StarterCi::GitLab).unwrap().0, ".gitlab-ci.yml");
    let job = &ci("", StarterCi::GitLab)["shop"];
    assert_eq!(job["script"][0], "cargo build --locked");
    assert_eq!(job["cache"]["key"]["files"], json!(["Cargo.lock"]));
    let job = &ci("ops", StarterCi::GitLab)["shop"];
    assert_eq!(job["script"][0], "cd ops");
    assert_eq!(job["cache"]["paths"], json!([".cargo-home/registry", ".cargo-home/git", "ops/target"]));
}

#[test]
fn folders_that_would_have_to_be_quoted() {
    for folder in ["my dashboards", "a'b", "$HOME", "a\nb", "-a", "größe"] {
        let error = Err(StarterError::Folder { folder: folder.to_owned() });
        assert_eq!(starter_ci("shop", folder, "", StarterCi::GitLab), error, "{folder}");
    }
}

proptest! {
    #[test]
    fn any_path_is_read_back_from_the_manifest(text in "[^\\p{Cc}]+") {
        let line = dependency(&path(&text));
        let value = line.strip_prefix("dashgen = { path = ").unwrap().strip_suffix(" }").unwrap();
        // What we escape, TOML and JSON escape alike.
        prop_assert_eq!(serde_json::from_str::<String>(value).unwrap(), text);
    }
}

//! A crate to begin a suite of one's own with.

use serde::Serialize;

use super::template;

/// A name or a path that a starter crate cannot have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StarterError {
    /// The name is none for a crate, its dashboard and its containers.
    #[error("`{name}` cannot be the name of the crate", name = name.escape_debug())]
    Name {
        /// The name.
        name: String,
    },
    /// The path has characters that a manifest cannot hold.
    #[error("the path `{path}` has a control character, which Cargo.toml cannot hold", path = path.escape_debug())]
    Path {
        /// The path.
        path: String,
    },
}

impl StarterError {
    /// Returns the way out.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Name { .. } => {
                "use 1 to 30 small letters, digits, `-` and `_`, a letter first and no `-` or `_` last, and no word that \
                 Cargo keeps for itself"
            }
            Self::Path { .. } => "move the checkout, or write the dependency by hand",
        }
    }
}

const MAX_NAME: usize = 30;

/// Names that Cargo or rustc refuse for a program, and our own.
const RESERVED: [&str; 10] =
    ["alloc", "build", "core", "dashgen", "deps", "examples", "incremental", "proc_macro", "std", "test"];

/// Renders a crate with metrics, a dashboard and a stack: the path of each file in its folder, and its text.
///
/// It depends on the dashgen at a path, or else on the published one of this version.
///
/// ```
/// let files = dashgen::render::starter("shop", None)?;
/// assert_eq!(files[0].0, "Cargo.toml");
/// # Ok::<(), dashgen::render::StarterError>(())
/// ```
///
/// # Errors
/// [`StarterError`] for a name or a path that would not build.
pub fn starter(name: &str, path: Option<&str>) -> Result<Vec<(&'static str, String)>, StarterError> {
    #[derive(Serialize)]
    struct Data<'a> {
        name: &'a str,
        metric: String,
        path: Option<&'a str>,
        version: &'static str,
    }
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let is_fit = name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.ends_with(['-', '_'])
        && name.len() <= MAX_NAME
        && name.chars().all(is_name);
    if !is_fit || RESERVED.contains(&name) {
        return Err(StarterError::Name { name: name.to_owned() });
    }
    if let Some(path) = path.filter(|path| path.contains(char::is_control)) {
        return Err(StarterError::Path { path: path.to_owned() });
    }
    let data = Data { name, metric: name.replace('-', "_"), path, version: env!("CARGO_PKG_VERSION") };
    let file = |path, template| (path, template::render(template, &data));
    Ok(vec![
        file("Cargo.toml", "init/Cargo.toml"),
        file("src/main.rs", "init/main.rs"),
        file("README.md", "init/README.md"),
        file(".gitignore", "init/gitignore"),
    ])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Cargo builds the examples with the tests, so what equals one compiles.
    #[test]
    fn the_program_compiles() {
        let files = starter("starter", None).unwrap();
        assert_eq!(files[1].1, include_str!("../../examples/starter.rs"));
    }

    #[test]
    fn manifests() {
        let manifest = |path| starter("shop", path).unwrap().swap_remove(0).1;
        let dependency = |path| manifest(path).lines().nth(7).map(str::to_owned).unwrap();
        insta::assert_snapshot!([dependency(None), dependency(Some("C:\\a \"b\""))].join("\n"), @r#"
        dashgen = "0.1.0"
        dashgen = { path = "C:\\a \"b\"" }
        "#);
    }

    #[test]
    fn a_demo_is_offered_only_where_its_image_can_be_built() {
        let readme = |path| starter("shop", path).unwrap().swap_remove(2).1;
        let command = "docker-compose -f docker-compose.monitoring.yml --profile grafana --profile demo up -d\n";
        assert!(readme(None).contains(command), "{}", readme(None));
        let of_folder = readme(Some("/home/me/dashgen"));
        assert!(!of_folder.contains(command) && of_folder.contains("is not in the image"), "{of_folder}");
    }

    #[test]
    fn names_that_would_not_build() {
        for name in ["", "Shop", "1a", "a b", "a\"", "-a", "a-", "test", "dashgen", "größe", &"a".repeat(31)] {
            assert_eq!(starter(name, None), Err(StarterError::Name { name: name.to_owned() }));
        }
        assert!(matches!(starter("shop", Some("a\nb")), Err(StarterError::Path { .. })));
    }

    proptest! {
        #[test]
        fn any_path_is_read_back_from_the_manifest(path in "[^\\p{Cc}]+") {
            let manifest = starter("shop", Some(&path)).unwrap().swap_remove(0).1;
            let line = manifest.lines().nth(7).unwrap();
            let text = line.strip_prefix("dashgen = { path = ").unwrap().strip_suffix(" }").unwrap();
            // What we escape, TOML and JSON escape alike.
            prop_assert_eq!(serde_json::from_str::<String>(text).unwrap(), path);
        }
    }
}

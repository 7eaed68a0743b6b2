//! A starter crate for a new suite.

use serde::Serialize;

use super::template;

/// What a starter crate cannot have: a name, a source of dashgen or a folder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StarterError {
    /// The name is not valid for a crate, its dashboard and its containers.
    #[error("`{name}` cannot be the name of the crate", name = name.escape_debug())]
    Name {
        /// The name.
        name: String,
    },
    /// The path or address of dashgen has characters that a manifest cannot hold.
    #[error("`{text}` contains a control character, which Cargo.toml cannot contain", text = text.escape_debug())]
    Source {
        /// The path or address.
        text: String,
    },
    /// The folder has characters that shells and patterns take for something else.
    #[error("the directory `{folder}` cannot be used in a CI configuration", folder = folder.escape_debug())]
    Folder {
        /// The folder of the crate in its repository.
        folder: String,
    },
}

impl StarterError {
    /// Returns the way out.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Name { .. } => {
                "use 1 to 30 lower-case letters, digits, `-` and `_`, starting with a letter and not ending with `-` \
                or `_`, and no name that Cargo reserves"
            }
            Self::Source { .. } => "move the checkout, or add the dependency by hand",
            Self::Folder { .. } => "name it with letters, digits, `-`, `_`, `.` and `/`",
        }
    }
}

const MAX_NAME: usize = 30;

/// Names that Cargo or rustc refuse for a program, and our own.
const RESERVED: [&str; 10] =
    ["alloc", "build", "core", "dashgen", "deps", "examples", "incremental", "proc_macro", "std", "test"];

/// Where a starter crate gets dashgen from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StarterSource {
    /// The registry: the version of this dashgen.
    Release,
    /// A folder of this machine, by its full path.
    Path(String),
    /// A repository.
    Git {
        /// Its address, as Git takes it.
        url: String,
        /// The commit; the newest of the default branch without it.
        revision: Option<String>,
    },
}

/// Whose continuous integration a starter crate is checked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StarterCi {
    /// GitHub Actions: a workflow.
    GitHub,
    /// GitLab CI: a job.
    GitLab,
}

/// Renders a crate with metrics, a dashboard and a stack: the path of each file in its folder, and its text.
///
/// ```
/// use dashgen::render::{self, StarterSource};
///
/// let files = render::starter("shop", &StarterSource::Release)?;
/// assert_eq!(files[0].0, "Cargo.toml");
/// # Ok::<(), dashgen::render::StarterError>(())
/// ```
///
/// # Errors
/// [`StarterError`] for a name or a source that would not build.
pub fn starter(name: &str, source: &StarterSource) -> Result<Vec<(&'static str, String)>, StarterError> {
    #[derive(Serialize)]
    struct Data<'a> {
        name: &'a str,
        metric: String,
        path: Option<&'a str>,
        git: Option<&'a str>,
        revision: Option<&'a str>,
        version: Option<&'static str>,
    }
    check_name(name)?;
    let mut data = Data { name, metric: name.replace('-', "_"), path: None, git: None, revision: None, version: None };
    match source {
        StarterSource::Release => data.version = Some(env!("CARGO_PKG_VERSION")),
        StarterSource::Path(path) => data.path = Some(path),
        StarterSource::Git { url, revision } => {
            (data.git, data.revision) = (Some(url.as_str()), revision.as_deref());
        }
    }
    for text in [data.path, data.git, data.revision].into_iter().flatten() {
        if text.contains(char::is_control) {
            return Err(StarterError::Source { text: text.to_owned() });
        }
    }
    let file = |path, template| (path, template::render(template, &data));
    Ok(vec![
        file("Cargo.toml", "init/Cargo.toml"),
        file("src/main.rs", "init/main.rs"),
        file("README.md", "init/README.md"),
        file(".gitignore", "init/gitignore"),
        file(".cargo/config.toml", "init/config.toml"),
    ])
}

/// Renders the file with which continuous integration checks a crate: its path and its text.
///
/// `folder` is the crate's in its repository, with `/`, and `workspace` that of its workspace; each is empty where it is
/// the repository itself. The path is one in the repository for GitHub, and in the crate for GitLab.
///
/// # Errors
/// [`StarterError`] for a name that no crate has, and a folder that would have to be quoted.
pub fn starter_ci(name: &str, folder: &str, workspace: &str, ci: StarterCi) -> Result<(String, String), StarterError> {
    #[derive(Serialize)]
    struct Data<'a> {
        name: &'a str,
        folder: &'a str,
        base: String,
    }
    check_name(name)?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_');
    for folder in [folder, workspace] {
        if !folder.chars().all(is_plain) || folder.starts_with('-') {
            return Err(StarterError::Folder { folder: folder.to_owned() });
        }
    }
    let base = if workspace.is_empty() { String::new() } else { format!("{workspace}/") };
    let data = Data { name, folder, base };
    Ok(match ci {
        StarterCi::GitHub => (format!(".github/workflows/{name}.yml"), template::render("init/github.yml", &data)),
        StarterCi::GitLab => (".gitlab-ci.yml".to_owned(), template::render("init/gitlab.yml", &data)),
    })
}

fn check_name(name: &str) -> Result<(), StarterError> {
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    let is_fit = name.starts_with(|c: char| c.is_ascii_lowercase())
        && !name.ends_with(['-', '_'])
        && name.len() <= MAX_NAME
        && name.chars().all(is_name);
    if !is_fit || RESERVED.contains(&name) {
        return Err(StarterError::Name { name: name.to_owned() });
    }
    Ok(())
}

#[cfg(test)]
mod tests;

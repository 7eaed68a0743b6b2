//! Paths of artifacts: relative, inside the output, and different on every file system.

/// Says what is wrong with a path, if anything.
///
/// Manifests come from version control and may hold anything, so their paths pass through here, too. Names with a
/// leading dot are kept for the manifest and for staged files; Grafana skips them.
pub(super) fn problem(path: &str) -> Option<&'static str> {
    let wrong = |c: char| c.is_control() || matches!(c, '\\' | ':');
    if path.contains(wrong) {
        return Some("a control character, `\\` or `:`");
    }
    path.split('/').find_map(|name| match name {
        "" => Some("an empty name"),
        _ if name.starts_with('.') => Some("a name that starts with a dot"),
        _ if name.len() > 255 => Some("a name of more than 255 bytes"),
        _ => None,
    })
}

/// Returns the folder of a path, empty for the root.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Returns the folders that a path is in, the outermost first: empty for the root.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    std::iter::once("").chain(path.match_indices('/').map(|(at, _)| &path[..at]))
}

/// Returns the last name of a path.
pub(super) fn name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Returns a text that is equal for paths that a file system without upper and lower case takes for the same.
pub(super) fn folded(path: &str) -> String {
    path.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_leave_the_output() {
        for path in
            ["", "/etc/passwd", "../up.json", "a/../../up.json", "a//b", "a/", "./a", "C:/a", "a\\..\\b", "a\nb"]
        {
            assert!(problem(path).is_some(), "{path:?}");
        }
    }

    #[test]
    fn paths_that_stay() {
        for path in ["a.json", "dashboards/a b.json", "dashboards/größe-📈.json", "a/b/c/d"] {
            assert_eq!(problem(path), None, "{path:?}");
        }
    }
}

//! Names that Kubernetes and file systems take, for whatever text.

use std::hash::Hasher;

use fnv::FnvHasher;

use crate::model::Uid;
use crate::suite::Suite;

/// The most characters of a DNS label.
const LONGEST: usize = 63;

/// Returns a DNS label for a thing of a kind: `dashboard-api-overview`.
///
/// A text that is none itself gets a number made from all of it, so that different texts have different names.
pub(super) fn of(kind: &str, text: &str) -> String {
    let dashed = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let mut words: String = text.chars().map(dashed).collect();
    if words == text && !text.is_empty() && !text.ends_with('-') && kind.len() + 1 + text.len() <= LONGEST {
        return format!("{kind}-{text}");
    }
    let number = format!("{:016x}", hash(text));
    words.truncate(LONGEST - kind.len() - number.len() - 2);
    let words = words.trim_matches('-');
    let dash = if words.is_empty() { "" } else { "-" };
    format!("{kind}-{words}{dash}{number}")
}

/// Returns the path of an object's file.
pub(super) fn object(name: &str) -> String {
    format!("kubernetes/{name}.yml")
}

/// Returns the name of the object of the folder that the dashboards are in, unless that is the root.
pub(super) fn of_folder(suite: &Suite) -> Option<String> {
    let provider = suite.providers.first().filter(|provider| !provider.folder.is_empty())?;
    Some(of("folder", provider.folder_uid.as_ref().map_or(&*provider.folder, Uid::as_str)))
}

/// Returns the name of the object of the folder with this title that the alerts are in, and whether it is another than
/// that of the dashboards.
pub(super) fn of_alert_folder(suite: &Suite, title: &str) -> (String, bool) {
    let shared = suite.providers.first().filter(|provider| provider.folder == title).and_then(|_| of_folder(suite));
    let is_another = shared.is_none();
    (shared.unwrap_or_else(|| of("alert-folder", title)), is_another)
}

/// Returns the title of a folder of Grafana as the name of one on disk: without what some file system, or a path, reads
/// as something else. Empty for the root.
pub(super) fn folder(title: &str) -> String {
    const MOST_BYTES: usize = 200;
    let is_wrong = |c: char| c.is_control() || "/\\:*?\"<>|%{}$".contains(c);
    let plain: String = title.chars().map(|c| if is_wrong(c) { '-' } else { c }).collect();
    let mut plain = plain.trim_matches(|c: char| c.is_whitespace() || c == '.');
    while plain.len() > MOST_BYTES {
        let last = plain.char_indices().next_back().map_or(0, |(at, _)| at);
        plain = plain[..last].trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    }
    if plain.is_empty() && !title.is_empty() { format!("folder-{:016x}", hash(title)) } else { plain.to_owned() }
}

/// Returns a number that stays the same from version to version.
fn hash(text: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_label(name: &str) -> bool {
        let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        name.len() <= LONGEST
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.ends_with(|c: char| c.is_ascii_alphanumeric())
            && name.bytes().all(is_inner)
    }

    #[test]
    fn names_of_texts() {
        let names = ["api-overview", "API_overview", "api-", "", "日本", "a/b: c", &"x".repeat(10_000)];
        insta::assert_snapshot!(names.map(|text| of("dashboard", text)).join("\n"), @r"
        dashboard-api-overview
        dashboard-api-overview-3611465c6e33b0eb
        dashboard-api-773194843445f15e
        dashboard-cbf29ce484222325
        dashboard-121d7e35a6d3ce91
        dashboard-a-b--c-bf60d7e6767f97f0
        dashboard-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-4118176bad223b65
        ");
    }

    #[test]
    fn folders_of_titles() {
        let titles = ["", "Trading", "Größe & co", "../../etc", "a/b\\c", "/", "...", "con\n", &"é".repeat(200)];
        insta::assert_snapshot!(titles.map(|title| format!("[{}]", folder(title))).join("\n"), @r"
        []
        [Trading]
        [Größe & co]
        [-..-etc]
        [a-b-c]
        [-]
        [folder-f7d93e17ec4b1219]
        [con-]
        [éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé]
        ");
    }

    proptest! {
        #[test]
        fn any_text_has_a_label_of_its_own(one in any::<String>(), other in any::<String>()) {
            prop_assert!(is_label(&of("dashboard", &one)), "{}", of("dashboard", &one));
            prop_assert_eq!(of("dashboard", &one) == of("dashboard", &other), one == other);
        }

        #[test]
        fn labels_of_uids_differ(one in "[aA_-]{1,4}", other in "[aA_-]{1,4}") {
            prop_assert!(is_label(&of("folder", &one)));
            prop_assert_eq!(of("folder", &one) == of("folder", &other), one == other);
        }

        #[test]
        fn any_title_has_a_folder_that_stays(title in any::<String>()) {
            let folder = folder(&title);
            prop_assert!(!folder.starts_with('.') && !folder.contains(['/', '\\', '\0', '\n']), "{folder:?}");
            prop_assert!(folder.len() <= 200);
            prop_assert_eq!(folder.is_empty(), title.is_empty());
        }
    }
}

//! What looks like a secret, where everybody may read it.

/// Words in the names of secrets, without `_` and `-`.
const WORDS: [&str; 11] = [
    "accesskey",
    "apikey",
    "bearer",
    "credential",
    "httpheadervalue",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "secret",
    "token",
];

/// How names end that say something about a secret, and are none.
const ABOUT: [&str; 9] = ["field", "file", "header", "id", "method", "name", "path", "type", "uri"];

/// Returns whether a text is likely to be a secret, by its place, `auth.token`, and by what it is.
pub(super) fn is_likely(place: &str, text: &str) -> bool {
    let name = place.rsplit('.').next().unwrap_or(place);
    let name = name.split('[').next().unwrap_or(name);
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let is_named_so = WORDS.iter().any(|word| name.contains(word)) && !is_about(&name);
    let is_written_so = ["Bearer ", "Basic ", "-----BEGIN "].iter().any(|start| text.starts_with(start));
    !text.is_empty() && (is_named_so || is_written_so || has_login(text))
}

fn is_about(name: &str) -> bool {
    name.ends_with("url") || ABOUT.iter().any(|end| name.ends_with(end))
}

/// Returns whether an address has a user and a password: `https://user:password@host`.
fn has_login(text: &str) -> bool {
    let Some((_, rest)) = text.split_once("://") else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.rsplit_once('@').is_some_and(|(login, _)| login.contains(':'))
}

#[cfg(test)]
mod tests {
    use super::is_likely;

    #[test]
    fn names_and_texts_of_secrets() {
        for (place, text) in [
            ("apiToken", "x"),
            ("api_key", "x"),
            ("auth.clientSecret", "x"),
            ("keys[0].password", "x"),
            ("httpHeaderValue1", "x"),
            ("anything", "Bearer x"),
            ("anything", "-----BEGIN PRIVATE KEY-----"),
            ("endpoint", "https://user:pass@host/x"),
        ] {
            assert!(is_likely(place, text), "{place}");
        }
    }

    #[test]
    fn what_is_no_secret() {
        for (place, text) in [
            ("password", ""),
            ("tokenUri", "https://oauth.example.com"),
            ("sslKeyFile", "/etc/grafana/client.key"),
            ("accessKeyId", "x"),
            ("timeField", "@timestamp"),
            ("endpoint", "https://host/@scope/user:x"),
            ("correlations[0].config.target.expr", "{token=\"x\"}"),
        ] {
            assert!(!is_likely(place, text), "{place}");
        }
    }
}

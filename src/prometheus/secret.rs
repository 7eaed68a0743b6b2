//! What must not be shown: passwords and tokens, wherever they turn up.

use std::fmt;

/// What stands where something is hidden.
const HIDDEN: &str = "***";
/// A shorter secret may be a part of any word: a text with it is not shown at all.
const REPLACEABLE: usize = 4;

/// The passwords and tokens that a client knows.
#[derive(Clone, Default)]
pub(super) struct Secrets(Vec<String>);

/// How many there are, and nothing else.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Secrets").field(&self.0.len()).finish()
    }
}

impl Secrets {
    pub(super) fn add(&mut self, secret: impl Into<String>) {
        let secret = secret.into();
        if !secret.is_empty() {
            self.0.push(secret);
        }
        // One may contain another.
        self.0.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    }

    /// Returns a text that came from outside without any of them.
    pub(super) fn hide(&self, text: &str) -> String {
        let mut shown = text.to_owned();
        for secret in &self.0 {
            if secret.len() >= REPLACEABLE {
                shown = shown.replace(secret.as_str(), HIDDEN);
            } else if shown.contains(secret.as_str()) {
                return HIDDEN.to_owned();
            }
        }
        shown
    }
}

/// Returns the scheme, host and port of a URL, and nothing of what was meant to be one and is not: user, password, path
/// and query may be secret, and in a malformed URL, anything may be one of them.
pub(super) fn origin(url: &str) -> String {
    let Some((scheme, rest)) = url.trim().split_once("://") else { return HIDDEN.to_owned() };
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "http" && scheme != "https" {
        return HIDDEN.to_owned();
    }
    let (authority, after) = rest.split_at(rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len()));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    // An `@` further on: what looks like the host is the beginning of a password.
    let host = if after.contains('@') || !is_host(host) { HIDDEN } else { host };
    format!("{scheme}://{host}")
}

fn is_host(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
        _ => (text, None),
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let is_v6 = |c: char| c.is_ascii_hexdigit() || matches!(c, ':' | '.');
    let is_plain = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(address) => !address.is_empty() && address.chars().all(is_v6),
        None => !host.is_empty() && host.chars().all(is_name),
    };
    is_plain && port.is_none_or(|port| port.parse::<u16>().is_ok())
}

/// Returns the beginning of a strange answer in words for people, on one line. A web page is not shown, nor are words that
/// look like an address, a parameter or a token.
pub(super) fn excerpt(body: &[u8], length: usize) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(8 * length)]);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.is_empty() {
        return "an empty response".to_owned();
    }
    if text.starts_with('<') {
        return "a web page".to_owned();
    }
    let is_plain = |word: &str| word.chars().count() <= 24 && !word.contains(['/', '@', '=', '?', '&', '#', '%']);
    let words: Vec<&str> = text.split_whitespace().map(|word| if is_plain(word) { word } else { "…" }).collect();
    let words = words.join(" ");
    format!("`{}`", words.chars().filter(|character| !character.is_control()).take(length).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_shown_by_its_host() {
        assert_eq!(origin("HTTPS://me:canary@host.example:9090/canary?canary#canary"), "https://host.example:9090");
        assert_eq!(origin("http://[::1]:9090"), "http://[::1]:9090");
    }

    #[test]
    fn of_a_malformed_url_nothing_is_shown() {
        for (url, shown) in [
            ("canary", "***"),
            ("me:canary@host", "***"),
            ("canary://host", "***"),
            ("http://me:canary", "http://***"),
            ("http://me:ca/nary@host", "http://***"),
            ("http://me:9/canary@host", "http://***"),
            ("http://me:9#canary@host", "http://***"),
            ("http://me:9\\canary@host", "http://***"),
            ("http://host/a@canary", "http://***"),
            ("http://me:x@ho canary", "http://***"),
            ("http://", "http://***"),
        ] {
            assert_eq!(origin(url), shown, "{url}");
        }
    }

    #[test]
    fn secrets_in_what_others_say() {
        let mut secrets = Secrets::default();
        secrets.add("token");
        secrets.add("token-of-mine");
        secrets.add("");
        assert_eq!(secrets.hide("a token-of-mine and a token"), "a *** and a ***");
        secrets.add("ab");
        assert_eq!((secrets.hide("cabin"), secrets.hide("cat")), ("***".to_owned(), "cat".to_owned()));
        assert_eq!(format!("{secrets:?}"), "Secrets(3)");
    }

    #[test]
    fn excerpts() {
        let shown = |text: &str| excerpt(text.as_bytes(), 30);
        assert_eq!(shown(" \n"), "an empty response");
        assert_eq!(shown("\n<html><a href='/canary?token=canary'>"), "a web page");
        assert_eq!(shown("upstream http://me:canary@x/ key=canary\u{1b}\n gone"), "`upstream … … gone`");
        assert_eq!(shown(&"abcd ".repeat(20)), "`abcd abcd abcd abcd abcd abcd `");
    }
}

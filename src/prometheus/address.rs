//! The URL of a Prometheus, apart from the credentials that may stand in it.

use std::fmt;

use ureq::http::Uri;

use super::ClientError;

/// A base URL and what proves that we may use it.
#[derive(Clone)]
pub(super) struct Address {
    base: String,
    authorization: Option<String>,
    local: bool,
}

/// Without the credentials.
impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Address").field(&self.base).finish()
    }
}

impl Address {
    pub(super) fn parse(url: &str) -> Result<Self, ClientError> {
        let refused = |reason: &str| {
            let url = without_credentials(url);
            ClientError::InvalidUrl { url, reason: reason.to_owned() }
        };
        let trimmed = url.trim().trim_end_matches('/');
        let (scheme, rest) = trimmed.split_once("://").ok_or_else(|| refused("it has no `http://` or `https://`"))?;
        if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
            return Err(refused("only `http` and `https` are spoken"));
        }
        if rest.contains(['?', '#']) {
            return Err(refused("a base URL has no `?` and no `#` (in a password, write `%3F` and `%23`)"));
        }
        let (userinfo, rest) = split_userinfo(rest);
        let base = format!("{}://{rest}", scheme.to_ascii_lowercase());
        let uri: Uri = base.parse().map_err(|_| refused("host, port or path are malformed"))?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(|| refused("the host is missing"))?;
        let has_port = uri.authority().is_some_and(|authority| authority.as_str() != host);
        if has_port && uri.port_u16().is_none() {
            return Err(refused("the port is no number up to 65535"));
        }
        if uri.path().contains('@') {
            return Err(refused("its path has an `@` (in a password, write `%2F` for a slash)"));
        }
        let local = host == "localhost" || host == "[::1]" || host.starts_with("127.");
        Ok(Self { authorization: userinfo.map(basic), base, local })
    }

    pub(super) fn authorize_with(&mut self, token: &str) {
        self.authorization = Some(format!("Bearer {token}"));
    }

    /// Returns the URL for people.
    pub(super) fn shown(&self) -> &str {
        &self.base
    }

    /// Returns whether it leads to this machine itself.
    pub(super) const fn is_local(&self) -> bool {
        self.local
    }

    pub(super) fn authorization(&self) -> Option<&str> {
        self.authorization.as_deref()
    }

    pub(super) fn endpoint(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.base)
    }
}

/// Returns a URL, or what was meant to be one, without what stands before the last `@` of its host.
pub(super) fn without_credentials(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").map_or(("", url), |(scheme, rest)| (scheme, rest));
    let separator = if scheme.is_empty() { "" } else { "://" };
    // A password with a slash, a question mark or a hash is malformed, and must not be shown all the same.
    let shown = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    format!("{scheme}{separator}{shown}")
}

fn split_userinfo(rest: &str) -> (Option<&str>, &str) {
    let end = rest.find('/').unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(at) => (Some(&rest[..at]), &rest[at + 1..]),
        None => (None, rest),
    }
}

fn basic(userinfo: &str) -> String {
    let (user, password) = userinfo.split_once(':').unwrap_or((userinfo, ""));
    let mut bytes = percent_decoded(user);
    bytes.push(b':');
    bytes.extend(percent_decoded(password));
    format!("Basic {}", base64(&bytes))
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let decoded = after.get(..2).filter(|_| *first == b'%').and_then(|digits| {
            let digits =
                std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|d| d.is_ascii_hexdigit()))?;
            u8::from_str_radix(digits, 16).ok()
        });
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { &after[2..] } else { after };
    }
    bytes
}

/// Returns bytes in base64, with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let [a, b, c] = [0, 1, 2].map(|at| u32::from(chunk.get(at).copied().unwrap_or(0)));
        let bits = a << 16 | b << 8 | c;
        for place in 0..4_usize {
            let sextet = (bits >> (18 - 6 * place)) as usize & 63;
            text.push(if place <= chunk.len() { char::from(ALPHABET[sextet]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(url: &str) -> String {
        Address::parse(url).unwrap_err().to_string()
    }

    #[test]
    fn base_urls() {
        let parse = |url| Address::parse(url).unwrap();
        assert_eq!(parse("http://localhost:9090/").endpoint("query"), "http://localhost:9090/api/v1/query");
        assert_eq!(parse("HTTPS://host/prom/").endpoint("query"), "https://host/prom/api/v1/query");
        assert!(parse("http://127.0.0.1").is_local() && parse("http://[::1]:1").is_local());
        assert!(!parse("http://prometheus").is_local());
    }

    #[test]
    fn user_and_password_become_basic_authentication() {
        let address = Address::parse("http://me:p%40ss%@host:1/x").unwrap();
        assert_eq!(address.authorization(), Some("Basic bWU6cEBzcyU="));
        assert_eq!(address.shown(), "http://host:1/x");
        assert!(!format!("{address:?}").contains("Basic"));
    }

    #[test]
    fn base64_of_the_rfc() {
        let examples = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        assert!(examples.iter().all(|(plain, coded)| base64(plain.as_bytes()) == *coded));
        assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
    }

    #[test]
    fn refused_urls_show_no_password() {
        insta::assert_snapshot!(refused("me:secret@host:9090"), @r"
        `host:9090` is no URL of a Prometheus: it has no `http://` or `https://`
        hint: it looks like `http://localhost:9090`
        ");
        for url in [
            "ftp://me:secret@host",
            "http://me:secret@",
            "http://me:secret@host:nine",
            "http://me:secret@host:",
            "http://me:sec/ret@host",
            "http://me:9/secret@host",
            "http://me:secret?@host",
            "http://me:secret@ho st",
        ] {
            let message = refused(url);
            assert!(!message.contains("sec") && message.contains("hint: "), "{message}");
        }
    }
}

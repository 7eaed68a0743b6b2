//! The URL of a Prometheus, apart from the credentials that may stand in it.

use std::fmt;
use std::net::IpAddr;

use base64::prelude::{BASE64_STANDARD, Engine};
use percent_encoding::percent_decode_str;
use ureq::http::Uri;

use super::ClientError;
use super::secret::{self, Secrets};

/// A base URL and what proves that we may use it.
#[derive(Clone)]
pub(super) struct Address {
    base: String,
    /// What follows it in the URL of a page: a slash, a query.
    tail: String,
    authorization: Option<String>,
    secrets: Secrets,
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
        let refused = |reason: &str| ClientError::InvalidUrl { url: secret::origin(url), reason: reason.to_owned() };
        let trimmed = url.trim().trim_end_matches('/');
        let (scheme, rest) = trimmed.split_once("://").ok_or_else(|| refused("it has no `http://` or `https://`"))?;
        if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
            return Err(refused("only `http` and `https` are supported"));
        }
        if rest.contains(['?', '#']) {
            return Err(refused("a base URL must not have `?` or `#` (in a password, write `%3F` and `%23`)"));
        }
        let (userinfo, rest) = split_userinfo(rest);
        let base = format!("{}://{rest}", scheme.to_ascii_lowercase());
        let uri: Uri = base.parse().map_err(|_| refused("host, port or path are malformed"))?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(|| refused("the host is missing"))?;
        let has_port = uri.authority().is_some_and(|authority| authority.as_str() != host);
        if has_port && uri.port_u16().is_none() {
            return Err(refused("the port must be a number up to 65535"));
        }
        if uri.path().contains('@') {
            return Err(refused("its path has an `@` (in a password, write `%2F` for a slash)"));
        }
        let local = is_local(host);
        let tail = String::new();
        let mut address = Self { base, tail, authorization: None, secrets: Secrets::default(), local };
        if let Some(userinfo) = userinfo {
            address.log_in(userinfo);
        }
        Ok(address)
    }

    /// Reads the URL of a page, which may have a query.
    pub(super) fn of_page(url: &str) -> Result<Self, ClientError> {
        let url = url.trim();
        let (before, query) = url.split_at(url.find('?').unwrap_or(url.len()));
        if query.contains(['@', '#']) {
            let reason = "its query has an `@` or `#` (write `%40` and `%23`; in a password, write `%3F` for `?`)";
            return Err(ClientError::InvalidUrl { url: secret::origin(url), reason: reason.to_owned() });
        }
        let mut address = Self::parse(before)?;
        let slash = if before.ends_with('/') { "/" } else { "" };
        address.tail = format!("{slash}{query}");
        let values = query.split('&').filter_map(|pair| Some(pair.split_once('=')?.1));
        // A short one is no secret, and is a part of too many words to be hidden.
        values.filter(|value| value.len() >= 8).for_each(|value| address.secrets.add(value));
        Ok(address)
    }

    fn log_in(&mut self, userinfo: &str) {
        let (user, password) = userinfo.split_once(':').unwrap_or((userinfo, ""));
        let decoded = |text| percent_decode_str(text).collect::<Vec<_>>();
        let (user_bytes, password_bytes) = (decoded(user), decoded(password));
        // Without a password, the user's name may be a token.
        let (secret, decoded) = if password.is_empty() { (user, &user_bytes) } else { (password, &password_bytes) };
        self.secrets.add(secret);
        self.secrets.add(String::from_utf8_lossy(decoded));
        let coded = BASE64_STANDARD.encode([&user_bytes, &b":"[..], &password_bytes].concat());
        self.authorization = Some(format!("Basic {coded}"));
        self.secrets.add(coded);
    }

    pub(super) fn authorize_with(&mut self, token: &str) {
        self.authorization = Some(format!("Bearer {token}"));
        self.secrets.add(token);
    }

    /// Returns a text from outside without the credentials, which it may repeat.
    pub(super) fn hide(&self, text: &str) -> String {
        self.secrets.hide(text)
    }

    /// Returns whether anybody on the way can read the credentials.
    pub(super) fn exposes_credentials(&self) -> bool {
        self.authorization.is_some() && self.base.starts_with("http:") && !self.local
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

    /// Returns the URL of the page itself.
    pub(super) fn page(&self) -> String {
        format!("{}{}", self.base, self.tail)
    }

    /// Returns whether it is that of a page and of nothing else.
    pub(super) fn has_query(&self) -> bool {
        self.tail.contains('?')
    }

    pub(super) fn endpoint(&self, path: &str) -> String {
        format!("{}/api/v1/{path}", self.base)
    }
}

fn split_userinfo(rest: &str) -> (Option<&str>, &str) {
    let end = rest.find('/').unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(at) => (Some(&rest[..at]), &rest[at + 1..]),
        None => (None, rest),
    }
}

fn is_local(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host.eq_ignore_ascii_case("localhost") || address.is_ok_and(|address| address.is_loopback())
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
        assert!(parse("http://LocalHost:9090").is_local());
        assert!(!parse("http://prometheus").is_local() && !parse("http://127.0.0.1.example").is_local());
    }

    #[test]
    fn urls_of_pages() {
        let address = Address::of_page("http://me:x1@host:9115/probe/?target=a&module=b").unwrap();
        assert_eq!((address.shown(), address.has_query()), ("http://host:9115/probe", true));
        assert_eq!(address.page(), "http://host:9115/probe/?target=a&module=b");
        assert_eq!(Address::of_page("http://host/metrics").unwrap().page(), "http://host/metrics");
        for url in
            ["http://me:9?canary@host", "http://host/?a=canary#", "http://me:canary?@host", "http://host/#canary"]
        {
            let message = Address::of_page(url).unwrap_err().to_string();
            assert!(!message.contains("canary"), "{message}");
        }
    }

    #[test]
    fn user_and_password_become_basic_authentication() {
        let address = Address::parse("http://me:p%40ss%@host:1/x").unwrap();
        assert_eq!(address.authorization(), Some("Basic bWU6cEBzcyU="));
        assert_eq!(address.shown(), "http://host:1/x");
    }

    #[test]
    fn credentials_that_travel_in_the_open() {
        let is_exposed = |url| Address::parse(url).unwrap().exposes_credentials();
        assert!(is_exposed("http://me:x@prometheus:9090") && is_exposed("HTTP://token@192.0.2.1"));
        for url in ["http://prometheus:9090", "https://me:x@prometheus", "http://me:x@localhost", "http://me:x@[::1]"] {
            assert!(!is_exposed(url), "{url}");
        }
        let mut address = Address::parse("http://prometheus").unwrap();
        address.authorize_with("token");
        assert!(address.exposes_credentials());
    }

    #[test]
    fn refused_urls_show_no_secret() {
        insta::assert_snapshot!(refused("me:canary@host:9090"), @r"
        `***` is not a valid Prometheus URL: it has no `http://` or `https://`
        hint: expected a URL such as `http://localhost:9090`
        ");
        insta::assert_snapshot!(refused("https://host:9090/canary?token=canary"), @r"
        `https://host:9090` is not a valid Prometheus URL: a base URL must not have `?` or `#` (in a password, write `%3F` and `%23`)
        hint: expected a URL such as `http://localhost:9090`
        ");
        for url in [
            "canary",
            "ftp://me:canary@host",
            "http://me:canary@",
            "http://me:canary@host:nine",
            "http://me:canary@host:",
            "http://me:can/ary@host",
            "http://me:9/canary@host",
            "http://me:canary?@host",
            "http://me:canary#@host",
            "http://me:canary@ho st",
            "http://host/#canary",
            "http://host/p@canary",
        ] {
            let message = refused(url);
            assert!(!message.contains("can") && message.contains("hint: "), "{message}");
        }
    }
}

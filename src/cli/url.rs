//! What the commands that take a URL have in common.

use std::time::Duration;

use super::console::Console;
use crate::prometheus::{Client, live};
use crate::terminal::line;

/// The environment variable that holds a bearer token.
const TOKEN: &str = "DASHGEN_PROMETHEUS_TOKEN";

/// Reads the value of an option such as `--timeout`.
pub(super) fn duration(text: &str) -> Result<Duration, String> {
    let positive = live::duration(text).filter(|duration| !duration.is_zero());
    positive.ok_or_else(|| "a duration is a number followed by `ms`, `s`, `m` or `h`, as in `15s`".to_owned())
}

/// Returns the client with the token from the environment; warns if the token would be sent unencrypted.
pub(super) fn client(client: Client, console: &mut Console<'_>) -> Client {
    let client = match std::env::var(TOKEN) {
        Ok(token) if !token.is_empty() => client.with_bearer(&token),
        _ => client,
    };
    if client.exposes_credentials() {
        console.note(format_args!(
            "warning: the password or token for `{}` is sent unencrypted; use `https://` or a local tunnel",
            line(client.url())
        ));
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        assert_eq!(duration("1m30s"), Ok(Duration::from_secs(90)));
        for text in ["", "15", "0s", "-1s", "fast", "rate(x[5m])"] {
            assert!(duration(text).is_err(), "{text}");
        }
    }
}

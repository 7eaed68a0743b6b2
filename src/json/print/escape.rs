//! Escaping: what may stand in a JSON string as it is, and what may not.

use std::io::Write;

/// Appends a text with its quotes, backslashes and control characters escaped.
pub(super) fn escape(text: &str, out: &mut Vec<u8>) {
    let mut rest = text.as_bytes();
    while let Some(at) = first_special(rest) {
        out.extend_from_slice(&rest[..at]);
        escape_byte(rest[at], out);
        rest = &rest[at + 1..];
    }
    out.extend_from_slice(rest);
}

fn escape_byte(byte: u8, out: &mut Vec<u8>) {
    let letter = match byte {
        b'"' | b'\\' => byte,
        0x08 => b'b',
        0x0c => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => return write!(out, "\\u{byte:04x}").expect("a vector takes any bytes"),
    };
    out.extend_from_slice(&[b'\\', letter]);
}

/// Returns whether nothing in a text must be escaped.
pub(crate) const fn is_plain(text: &str) -> bool {
    let (bytes, mut at) = (text.as_bytes(), 0);
    while at < bytes.len() {
        if is_special(bytes[at]) {
            return false;
        }
        at += 1;
    }
    true
}

/// Finds the first byte that must be escaped, sixteen at a time.
fn first_special(bytes: &[u8]) -> Option<usize> {
    let (chunks, rest) = bytes.as_chunks::<16>();
    let found = chunks.iter().position(has_special);
    if let Some(at) = found {
        return first_of(&bytes[16 * at..]).map(|inside| 16 * at + inside);
    }
    // Those before the rest may be looked at again: nothing was found in them.
    let is_plain = match (bytes.last_chunk::<16>(), rest.first_chunk::<8>().zip(rest.last_chunk::<8>())) {
        (Some(last), _) => !has_special(last),
        (None, Some((first, last))) => !has_special(first) && !has_special(last),
        (None, None) => false,
    };
    let start = bytes.len() - rest.len();
    if is_plain { None } else { first_of(rest).map(|inside| start + inside) }
}

/// Looks at all bytes at once, which is quicker than to stop at the first.
fn has_special<const N: usize>(bytes: &[u8; N]) -> bool {
    bytes.iter().fold(false, |found, byte| found | is_special(*byte))
}

fn first_of(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| is_special(*byte))
}

const fn is_special(byte: u8) -> bool {
    (byte < b' ') | (byte == b'"') | (byte == b'\\')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_byte_at_every_place() {
        for byte in 0..=u8::MAX {
            for at in 0..20 {
                let mut bytes = [b'a'; 20];
                bytes[at] = byte;
                assert_eq!(first_special(&bytes), is_special(byte).then_some(at), "{byte} at {at}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_first_of_many(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let first = bytes.iter().position(|byte| is_special(*byte));
            prop_assert_eq!(first_special(&bytes), first);
        }
    }
}

//! Escaping: what may stand in a JSON string as it is, and what may not.

use std::io::Write;

/// Appends a text with its quotes, backslashes and control characters escaped.
pub(super) fn escape(text: &str, out: &mut Vec<u8>) {
    let bytes = text.as_bytes();
    match first_special(bytes) {
        None => out.extend_from_slice(bytes),
        Some(at) => {
            out.extend_from_slice(&bytes[..at]);
            escape_each(&bytes[at..], out);
        }
    }
}

/// Does the same piece by piece: where there is one byte to escape, more follow.
fn escape_each(bytes: &[u8], out: &mut Vec<u8>) {
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk() {
        let end = out.len();
        out.extend_from_slice(word);
        rest = match special_in(*word) {
            None => after,
            Some(at) => {
                out.truncate(end + at);
                escape_byte(word[at], out);
                &rest[at + 1..]
            }
        };
    }
    for byte in rest {
        if is_special(*byte) { escape_byte(*byte, out) } else { out.push(*byte) }
    }
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

/// Finds the first byte that must be escaped, eight at a time.
fn first_special(bytes: &[u8]) -> Option<usize> {
    let Some(last) = bytes.last_chunk() else { return bytes.iter().position(|byte| is_special(*byte)) };
    let (words, _) = bytes.as_chunks();
    let found = words.iter().enumerate().find_map(|(at, word)| Some(8 * at + special_in(*word)?));
    // The last eight overlap those before, where nothing was found.
    found.or_else(|| Some(bytes.len() - 8 + special_in(*last)?))
}

const fn is_special(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'"' | b'\\')
}

/// Finds the first of eight bytes that must be escaped.
fn special_in(word: [u8; 8]) -> Option<usize> {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    // A byte below a bound sets its high bit when the bound is taken off, unless the bit was set before. Borrowing
    // disturbs only the bytes after it, and the first is all we ask for.
    let below = |word: u64, bound: u8| word.wrapping_sub(ONES * u64::from(bound)) & !word;
    let equal = |word: u64, byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    let word = u64::from_le_bytes(word);
    let special = (below(word, b' ') | equal(word, b'"') | equal(word, b'\\')) & HIGH;
    (special != 0).then(|| special.trailing_zeros() as usize / 8)
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

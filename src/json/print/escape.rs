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

/// Finds the first byte that must be escaped, eight at a time.
fn first_special(bytes: &[u8]) -> Option<usize> {
    let Some(last) = bytes.last_chunk() else { return bytes.iter().position(|byte| is_special(*byte)) };
    let (words, _) = bytes.as_chunks();
    let found = words.iter().enumerate().find_map(|(at, word)| Some(8 * at + special_in(*word)?));
    // The last eight overlap those before, where nothing was found.
    found.or_else(|| Some(bytes.len() - 8 + special_in(*last)?))
}

fn is_special(byte: u8) -> bool {
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

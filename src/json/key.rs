//! Names of members as they are written.

use std::fmt;

/// The name of a member with what stands around it, `"name": `: padded, since copying a piece of a fixed length is
/// quicker than copying one of the right length.
#[derive(Clone, Copy)]
pub(crate) struct Key {
    text: [u8; Key::ROOM],
    length: u8,
    name: &'static str,
}

impl Key {
    /// Room for the longest name, and four bytes around it.
    pub(super) const ROOM: usize = 40;

    /// Returns the key of a name that needs no escaping.
    ///
    /// # Panics
    /// For a name that is too long, or not of letters, digits and signs: when the program is compiled.
    pub(crate) const fn new(name: &'static str) -> Self {
        assert!(name.len() + 4 <= Self::ROOM, "the name has more letters than there is room for");
        let (bytes, mut text, mut at) = (name.as_bytes(), [b' '; Self::ROOM], 0);
        text[0] = b'"';
        while at < bytes.len() {
            assert!(bytes[at].is_ascii_graphic() && bytes[at] != b'"' && bytes[at] != b'\\', "the name needs escaping");
            text[at + 1] = bytes[at];
            at += 1;
        }
        text[at + 1] = b'"';
        text[at + 2] = b':';
        #[expect(clippy::cast_possible_truncation, reason = "at most `ROOM`")]
        let length = (at + 4) as u8;
        Self { text, length, name }
    }

    /// Returns the key as it is written, and how many of the bytes count.
    pub(super) const fn padded(&self) -> (&[u8; Self::ROOM], usize) {
        (&self.text, self.length as usize)
    }

    /// Returns the name.
    pub(super) const fn name(&self) -> &'static str {
        self.name
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.name(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_as_it_is_written() {
        const KEY: Key = Key::new("$$hashKey");
        let (text, length) = KEY.padded();
        assert_eq!(&text[..length], b"\"$$hashKey\": ");
        assert_eq!(KEY.name(), "$$hashKey");
    }

    #[test]
    fn the_longest_name() {
        let name: &str = "n".repeat(Key::ROOM - 4).leak();
        let key = Key::new(name);
        let (text, length) = key.padded();
        assert_eq!(text[..length], *format!("\"{name}\": ").as_bytes());
    }
}

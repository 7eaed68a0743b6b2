//! The hash of an artifact's bytes: `XXH64`, seed 0.
//!
//! It tells an edited file from an unedited one and guards against no attacker. At some ten bytes a nanosecond it
//! stays far below the time that writing takes; FNV-1a would double it.

use twox_hash::XxHash64;

/// Returns the hash of bytes, the same on every machine.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    XxHash64::oneshot(0, bytes)
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn published_values() {
        assert_eq!(hash(b""), 0xef46_db37_51d8_e999);
        assert_eq!(hash(b"abc"), 0x44bc_2cf5_ad77_0999);
    }
}

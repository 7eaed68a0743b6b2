//! Reading the values of literals: numbers, durations, quoted texts.

use std::borrow::Cow;

use super::ast::Number;

/// Returns the value of a number or a duration, or `None` when it is neither.
pub(super) fn number(text: &str) -> Option<Number> {
    if let Some(value) = plain_number(text) {
        return Some(Number { value, is_duration: false });
    }
    duration(text).map(|value| Number { value, is_duration: true })
}

fn plain_number(text: &str) -> Option<f64> {
    let bytes = text.as_bytes();
    if let [b'0', b'x' | b'X', digits @ ..] = bytes {
        return integer(digits.strip_prefix(b"_").unwrap_or(digits), 16);
    }
    // A leading zero makes the number octal, as in Go; `089` and `0.5` are decimal all the same.
    if let [b'0', digits @ ..] = bytes
        && let Some(value) = integer(digits.strip_prefix(b"_").unwrap_or(digits), 8)
    {
        return Some(value);
    }
    if !bytes.contains(&b'_') {
        return decimal(text);
    }
    let parts_are_well = text.split('_').enumerate().all(|(index, part)| {
        let begins = part.as_bytes().first().is_some_and(u8::is_ascii_digit) || (index == 0 && part.starts_with('.'));
        begins && part.as_bytes().last().is_some_and(u8::is_ascii_digit)
    });
    if parts_are_well { decimal(&text.replace('_', "")) } else { None }
}

fn decimal(text: &str) -> Option<f64> {
    let is_number = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    let value: f64 = if is_number { text.parse().ok()? } else { return None };
    value.is_finite().then_some(value)
}

#[expect(clippy::cast_precision_loss, reason = "Prometheus turns its 64-bit integers into floats as well")]
fn integer(digits: &[u8], radix: u32) -> Option<f64> {
    let mut value: i64 = 0;
    let mut after_digit = false;
    for &byte in digits {
        if byte == b'_' && after_digit {
            after_digit = false;
            continue;
        }
        let digit = char::from(byte).to_digit(radix)?;
        value = value.checked_mul(i64::from(radix))?.checked_add(i64::from(digit))?;
        after_digit = true;
    }
    after_digit.then_some(value as f64)
}

/// The units of durations, in milliseconds, in the order that they must keep.
const UNITS: [(&str, u64); 7] = [
    ("y", 365 * 86_400_000),
    ("w", 7 * 86_400_000),
    ("d", 86_400_000),
    ("h", 3_600_000),
    ("m", 60_000),
    ("s", 1000),
    ("ms", 1),
];

/// Returns the seconds of `1h30m`: each unit at most once, from the largest to the smallest.
#[expect(clippy::cast_precision_loss, reason = "below 2^53 for all durations that Prometheus takes")]
fn duration(text: &str) -> Option<f64> {
    let mut rest = text;
    let mut units = UNITS.iter();
    let mut total: u64 = 0;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let letters = rest[digits..].bytes().take_while(u8::is_ascii_alphabetic).count();
        let (amount, unit) = (&rest[..digits], &rest[digits..digits + letters]);
        let (_, length) = units.find(|(name, _)| *name == unit)?;
        total = total.checked_add(amount.parse::<u64>().ok()?.checked_mul(*length)?)?;
        rest = &rest[digits + letters..];
    }
    // Prometheus counts nanoseconds in 64 bits.
    (total <= i64::MAX as u64 / 1_000_000).then_some(total as f64 / 1000.0)
}

/// Why an escape sequence cannot be read, and its bytes within the text between the quotes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct EscapeError {
    pub(super) message: &'static str,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Returns the text that stands between quotes, escape sequences resolved.
pub(super) fn unescape(inner: &str, quote: u8) -> Result<Cow<'_, str>, EscapeError> {
    let bytes = inner.as_bytes();
    let Some(first) = bytes.iter().position(|byte| *byte == b'\\') else { return Ok(Cow::Borrowed(inner)) };
    let mut text = bytes[..first].to_vec();
    let mut at = first;
    while let Some(&byte) = bytes.get(at) {
        if byte == b'\\' {
            let length = escape(&bytes[at..], quote, &mut text).map_err(|message| {
                let end = at + 1 + first_width(&inner[at + 1..]);
                EscapeError { message, start: at, end }
            })?;
            at += length;
        } else {
            text.push(byte);
            at += 1;
        }
    }
    let whole = |_| EscapeError { message: "the escape sequences are not valid UTF-8", start: 0, end: inner.len() };
    String::from_utf8(text).map(Cow::Owned).map_err(whole)
}

fn first_width(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Resolves one escape sequence, and returns its length.
fn escape(bytes: &[u8], quote: u8, text: &mut Vec<u8>) -> Result<usize, &'static str> {
    let simple = match bytes.get(1) {
        Some(b'a') => 0x07,
        Some(b'b') => 0x08,
        Some(b'f') => 0x0c,
        Some(b'n') => b'\n',
        Some(b'r') => b'\r',
        Some(b't') => b'\t',
        Some(b'v') => 0x0b,
        Some(b'\\') => b'\\',
        Some(&byte) if byte == quote => byte,
        Some(b'0'..=b'7') => {
            let value = digits(bytes, 1, 3, 8)?;
            text.push(u8::try_from(value).map_err(|_| "an octal escape goes up to `\\377`")?);
            return Ok(4);
        }
        Some(b'x') => {
            text.push(u8::try_from(digits(bytes, 2, 2, 16)?).map_err(|_| "a hexadecimal escape goes up to `\\xff`")?);
            return Ok(4);
        }
        Some(b'u') => return code_point(bytes, 4, text),
        Some(b'U') => return code_point(bytes, 8, text),
        _ => return Err("unknown escape sequence"),
    };
    text.push(simple);
    Ok(2)
}

fn code_point(bytes: &[u8], length: usize, text: &mut Vec<u8>) -> Result<usize, &'static str> {
    let value =
        char::from_u32(digits(bytes, 2, length, 16)?).ok_or("the escape sequence is not a Unicode character")?;
    text.extend_from_slice(value.encode_utf8(&mut [0; 4]).as_bytes());
    Ok(2 + length)
}

fn digits(bytes: &[u8], from: usize, length: usize, radix: u32) -> Result<u32, &'static str> {
    let too_short = "the escape sequence is incomplete";
    let digits = bytes.get(from..from + length).ok_or(too_short)?;
    digits.iter().try_fold(0u32, |value, byte| {
        let digit = char::from(*byte).to_digit(radix).ok_or(too_short)?;
        value.checked_mul(radix).and_then(|value| value.checked_add(digit)).ok_or(too_short)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<f64> {
        number(text).map(|number| number.value)
    }

    #[test]
    fn numbers_of_every_form() {
        let cases = [
            ("5", 5.0),
            ("5.", 5.0),
            (".5", 0.5),
            ("1e3", 1000.0),
            ("1E-2", 0.01),
            ("0x1F", 31.0),
            ("0755", 493.0),
            ("08", 8.0),
            ("0", 0.0),
            ("1_000", 1000.0),
            ("0x_1_f", 31.0),
            ("0.5", 0.5),
            ("00", 0.0),
        ];
        for (text, expected) in cases {
            assert_eq!(value(text), Some(expected), "{text}");
        }
        for text in ["1__0", "1_", "1e", "1.2.3", "0xg", "0b1", "1e999", "5mm", "infinity", "1_e3"] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn durations_fall_from_unit_to_unit() {
        for (text, expected) in [("5m", 300.0), ("1h30m", 5400.0), ("1y2w3d4h5m6s7ms", 33_019_506.007), ("0s", 0.0)] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
        for text in ["5m1h", "1m1m", "5hs", "1.5h", "m", "300y", "99999999999999999999s"] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn escapes() {
        let text = unescape(r#"a\n\"\\\x41\101\u00fc\U0001F600"#, b'"');
        assert_eq!(text.as_deref(), Ok("a\n\"\\AAü😀"));
        for bad in [r"\d", r"\x4", r"\xff", r"\400", r"\ud800", "\\", r"\'"] {
            assert!(unescape(bad, b'"').is_err(), "{bad}");
        }
    }
}

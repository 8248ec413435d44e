//! Characters as Python sees them: which are printable, spaces, digits; quoting for `repr`.

/// Code points of the zeros of every decimal digit row (category Nd), in order.
const ZEROS: [u32; 66] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
    0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50,
    0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

/// Ranges of characters that are digits but not decimal: superscripts, circled digits …
const OTHER_DIGITS: [(u32, u32); 20] = [
    (0xb2, 0xb3),
    (0xb9, 0xb9),
    (0x1369, 0x1371),
    (0x19da, 0x19da),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247c),
    (0x2488, 0x2490),
    (0x24ea, 0x24ea),
    (0x24f5, 0x24fd),
    (0x24ff, 0x24ff),
    (0x2776, 0x277e),
    (0x2780, 0x2788),
    (0x278a, 0x2792),
    (0x10a40, 0x10a43),
    (0x10e60, 0x10e68),
    (0x11052, 0x1105a),
    (0x1f100, 0x1f10a),
];

/// The value of a decimal digit of any script.
#[must_use]
pub fn decimal_digit(character: char) -> Option<u32> {
    if character.is_ascii() {
        return character.to_digit(10);
    }
    let code = u32::from(character);
    let behind = ZEROS.partition_point(|zero| *zero <= code);
    let digit = code - ZEROS.get(behind.checked_sub(1)?)?;
    (digit < 10).then_some(digit)
}

/// `str.isdigit` of one character.
#[must_use]
pub fn is_digit(character: char) -> bool {
    let code = u32::from(character);
    decimal_digit(character).is_some()
        || OTHER_DIGITS
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&code))
}

/// What `split()` and `strip()` take for white space.
#[must_use]
pub fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\x1c'..='\x1f')
}

/// Shown as it is by `repr`.
#[must_use]
pub fn is_printable(character: char) -> bool {
    if character.is_ascii() {
        return matches!(character, ' '..='~');
    }
    // Rust's own escaping has the same rule, but for combining marks at the start of a text.
    let mut buffer = [b'a', 0, 0, 0, 0];
    let length = character.encode_utf8(&mut buffer[1..]).len();
    std::str::from_utf8(&buffer[..=length])
        .is_ok_and(|text| text.escape_debug().nth(1) == Some(character))
}

/// Appends `\n`, `\xe9`, `\u20ac` …
pub fn escape(character: char, out: &mut String) {
    let code = u32::from(character);
    let escaped = match character {
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        _ if code < 0x100 => format!("\\x{code:02x}"),
        _ if code < 0x1_0000 => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    };
    out.push_str(&escaped);
}

/// Single quotes, unless only those occur inside.
fn quote_for(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

/// Appends a `str` as `repr` writes it.
pub fn quote(text: &str, out: &mut String) {
    let quote = quote_for(text.contains('\''), text.contains('"'));
    out.reserve(text.len() + 2);
    out.push(quote);
    for character in text.chars() {
        if character == quote || character == '\\' {
            out.push('\\');
            out.push(character);
        } else if is_printable(character) {
            out.push(character);
        } else {
            escape(character, out);
        }
    }
    out.push(quote);
}

/// Appends `bytes` as `repr` writes them.
pub fn quote_bytes(bytes: &[u8], out: &mut String) {
    let quote = quote_for(bytes.contains(&b'\''), bytes.contains(&b'"'));
    out.push('b');
    out.push(quote);
    for byte in bytes {
        let character = char::from(*byte);
        if character == quote || character == '\\' {
            out.push('\\');
            out.push(character);
        } else if matches!(byte, b' '..=b'~') {
            out.push(character);
        } else {
            escape(character, out);
        }
    }
    out.push(quote);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> String {
        let mut out = String::new();
        quote(text, &mut out);
        out
    }

    #[test]
    fn texts_are_quoted_as_python_does() {
        assert_eq!(quoted("it's"), "\"it's\"");
        assert_eq!(quoted("it's \"so\""), "'it\\'s \"so\"'");
        assert_eq!(quoted("a\n\t\\\x00\x7f"), "'a\\n\\t\\\\\\x00\\x7f'");
        assert_eq!(quoted("é€😀"), "'é€😀'");
        assert_eq!(
            quoted("\u{a0}\u{200b}\u{e000}\u{10ffff}"),
            "'\\xa0\\u200b\\ue000\\U0010ffff'"
        );
        assert_eq!(quoted("\u{301}"), "'\u{301}'");
        let mut out = String::new();
        quote_bytes(b"a'\xff\n", &mut out);
        assert_eq!(out, "b\"a'\\xff\\n\"");
    }

    #[test]
    fn digits_of_every_script() {
        assert_eq!(decimal_digit('7'), Some(7));
        assert_eq!(decimal_digit('٣'), Some(3));
        assert_eq!(decimal_digit('²'), None);
        assert!(is_digit('²'));
        assert!(!is_digit('½'));
        assert_eq!(decimal_digit('a'), None);
    }
}

//! Encodings: `str.encode`, `bytes.decode`.

use crate::builtins::args;
use crate::vm::format::text;
use crate::world::World;
use crate::world::value::{Outcome, Raise, Str, Value};
use std::rc::Rc;

/// The encodings that are here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

impl Encoding {
    const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Ascii => "ascii",
            Self::Latin1 => "latin-1",
        }
    }
}

/// # Errors
/// TypeError where the name of an encoding or of a way with errors is given and no `str`.
pub fn check_names(
    world: &mut World,
    function: &str,
    encoding: &Value,
    errors: &Value,
) -> Outcome<()> {
    for (name, value) in [("encoding", encoding), ("errors", errors)] {
        if !value.is_unbound() {
            args::text(world, &format!("{function}() argument '{name}'"), value)?;
        }
    }
    Ok(())
}

/// An encoding by any of its names; UTF-8 where none is given.
fn encoding(world: &mut World, name: &Value) -> Outcome<Encoding> {
    if name.is_unbound() {
        return Ok(Encoding::Utf8);
    }
    let name = args::text(world, "encoding", name)?;
    let plain: String = name
        .as_str()
        .chars()
        .map(|character| {
            if character == '_' || character == ' ' {
                '-'
            } else {
                character
            }
        })
        .collect();
    match plain.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "u8" | "utf" | "cp65001" => Ok(Encoding::Utf8),
        "ascii" | "us-ascii" | "646" => Ok(Encoding::Ascii),
        "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" | "l1" | "8859" => Ok(Encoding::Latin1),
        "utf-16" | "utf-16-le" | "utf-16-be" | "utf-32" | "cp1252" | "utf-8-sig" => Err(world
            .unsupported(
                format!("The encoding '{}' is not supported", name.as_str()),
                "UTF-8, ASCII and Latin-1 are.",
            )),
        _ => Err(world.error(
            "LookupError",
            format!("unknown encoding: {}", name.as_str()),
        )),
    }
}

/// What to do with what cannot be encoded or decoded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Handler {
    Strict,
    Ignore,
    Replace,
    Backslash,
    Reference,
}

fn handler(world: &mut World, name: &Value) -> Outcome<Handler> {
    if name.is_unbound() {
        return Ok(Handler::Strict);
    }
    let name = args::text(world, "errors", name)?;
    match name.as_str() {
        "strict" => Ok(Handler::Strict),
        "ignore" => Ok(Handler::Ignore),
        "replace" => Ok(Handler::Replace),
        "backslashreplace" => Ok(Handler::Backslash),
        "xmlcharrefreplace" => Ok(Handler::Reference),
        other => Err(world.error(
            "LookupError",
            format!("unknown error handler name '{other}'"),
        )),
    }
}

/// `text.encode(encoding, errors)`.
///
/// # Errors
/// UnicodeEncodeError; LookupError for an unknown encoding or handler.
pub fn encode(
    world: &mut World,
    text: &Rc<Str>,
    encoding: &Value,
    errors: &Value,
) -> Outcome<Vec<u8>> {
    let encoding = self::encoding(world, encoding)?;
    if encoding == Encoding::Utf8 {
        return Ok(text.as_str().as_bytes().to_vec());
    }
    let most = if encoding == Encoding::Ascii {
        127
    } else {
        255
    };
    let mut bytes = Vec::with_capacity(text.len());
    for (at, character) in text.as_str().chars().enumerate() {
        let code = u32::from(character);
        match u8::try_from(code) {
            Ok(byte) if byte <= most => {
                bytes.push(byte);
                continue;
            }
            _ => {}
        }
        match handler(world, errors)? {
            Handler::Strict => {
                // All in a row that cannot be encoded are named together.
                let bad = text.as_str().chars().skip(at);
                let bad = bad
                    .take_while(|next| u32::from(*next) > u32::from(most))
                    .count();
                let reason = format!("ordinal not in range({})", u32::from(most) + 1);
                return Err(codec_error(
                    world,
                    encoding,
                    Value::Str(text.clone()),
                    at..at + bad,
                    &reason,
                ));
            }
            Handler::Ignore => {}
            Handler::Replace => bytes.push(b'?'),
            Handler::Backslash => {
                let mut escaped = String::new();
                text::escape(character, &mut escaped);
                bytes.extend_from_slice(escaped.as_bytes());
            }
            Handler::Reference => bytes.extend_from_slice(format!("&#{code};").as_bytes()),
        }
    }
    Ok(bytes)
}

/// UnicodeEncodeError of a text, UnicodeDecodeError of bytes.
fn codec_error(
    world: &mut World,
    encoding: Encoding,
    object: Value,
    place: std::ops::Range<usize>,
    reason: &str,
) -> Raise {
    let class = match object {
        Value::Bytes(_) => "UnicodeDecodeError",
        _ => "UnicodeEncodeError",
    };
    let class = world.types.exception(class);
    let args = vec![
        Value::str(encoding.name()),
        object,
        Value::size(place.start),
        Value::size(place.end),
        Value::str(reason),
    ];
    let exception = world.make_exception(&class, args.clone());
    let names = ["encoding", "object", "start", "end", "reason"];
    for (name, value) in names.iter().zip(args) {
        exception.dict.set_text(name, value);
    }
    Raise::Exception(exception)
}

/// `bytes.decode(encoding, errors)`.
///
/// # Errors
/// UnicodeDecodeError; LookupError for an unknown encoding or handler.
pub fn decode(world: &mut World, bytes: &Rc<Vec<u8>>, encoding: &Value, errors: &Value) -> Outcome {
    let encoding = self::encoding(world, encoding)?;
    match encoding {
        Encoding::Latin1 => {
            return Ok(Value::str(
                bytes
                    .iter()
                    .map(|byte| char::from(*byte))
                    .collect::<String>(),
            ));
        }
        Encoding::Utf8 | Encoding::Ascii => {}
    }
    let mut out = String::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let (valid, bad, reason) = next_fault(rest, encoding);
        match std::str::from_utf8(&rest[..valid]) {
            Ok(piece) => out.push_str(piece),
            Err(_) => unreachable!("this part was found valid"),
        }
        at += valid;
        if bad == 0 {
            break;
        }
        match handler(world, errors)? {
            Handler::Strict => {
                return Err(codec_error(
                    world,
                    encoding,
                    Value::Bytes(bytes.clone()),
                    at..at + bad,
                    reason,
                ));
            }
            Handler::Ignore => {}
            Handler::Replace => out.push('\u{fffd}'),
            Handler::Backslash => {
                for byte in &bytes[at..at + bad] {
                    out.push_str(&format!("\\x{byte:02x}"));
                }
            }
            Handler::Reference => {
                return Err(world
                    .type_error("don't know how to handle UnicodeDecodeError in error callback"));
            }
        }
        at += bad;
    }
    Ok(Value::str(out))
}

/// How many bytes are good, how many bad ones follow, and what is bad about them.
fn next_fault(bytes: &[u8], encoding: Encoding) -> (usize, usize, &'static str) {
    if encoding == Encoding::Ascii {
        return match bytes.iter().position(|byte| !byte.is_ascii()) {
            Some(at) => (at, 1, "ordinal not in range(128)"),
            None => (bytes.len(), 0, ""),
        };
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => (bytes.len(), 0, ""),
        Err(fault) => {
            let good = fault.valid_up_to();
            let starts = matches!(bytes.get(good), Some(0xc2..=0xf4));
            match fault.error_len() {
                None => (good, bytes.len() - good, "unexpected end of data"),
                Some(count) if starts => (good, count, "invalid continuation byte"),
                Some(count) => (good, count, "invalid start byte"),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_found_where_cpython_finds_them() {
        for (bytes, expected) in [
            (&b"abc"[..], (3, 0, "")),
            (b"\xff\xfea", (0, 1, "invalid start byte")),
            (b"a\xc3", (1, 1, "unexpected end of data")),
            (b"a\xc3a", (1, 1, "invalid continuation byte")),
            (b"\xe2\x82", (0, 2, "unexpected end of data")),
            (b"\x80", (0, 1, "invalid start byte")),
        ] {
            assert_eq!(next_fault(bytes, Encoding::Utf8), expected);
        }
        assert_eq!(
            next_fault(b"a\xe9", Encoding::Ascii),
            (1, 1, "ordinal not in range(128)")
        );
    }
}

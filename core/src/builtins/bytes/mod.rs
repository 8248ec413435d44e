//! `bytes`: its constructor and methods.

pub mod codec;
pub mod text;

use super::{add, args};
use crate::vm::operators::{self, subscript};
use crate::vm::{exception, iterate};
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Value};
use std::rc::Rc;

/// The bytes that a method was called on, and the other arguments.
fn own<'a>(world: &mut World, name: &str, args: Args<'a>) -> Outcome<(Rc<Vec<u8>>, Args<'a>)> {
    let Some((receiver, rest)) = args.pos.split_first() else {
        return Err(world.type_error(format!("unbound method bytes.{name}() needs an argument")));
    };
    match receiver.unwrapped() {
        Value::Bytes(bytes) => Ok((
            bytes,
            Args {
                pos: rest,
                kw: args.kw,
            },
        )),
        _ => {
            let class = world.type_name(receiver);
            let class = class.as_str();
            Err(world.type_error(format!(
                "descriptor '{name}' for 'bytes' objects doesn't apply to a '{class}' object"
            )))
        }
    }
}

/// An argument that must be bytes.
fn bytes_like(world: &mut World, value: &Value) -> Outcome<Rc<Vec<u8>>> {
    match value.unwrapped() {
        Value::Bytes(bytes) => Ok(bytes),
        _ => {
            let class = world.type_name(value);
            let class = class.as_str();
            Err(world.type_error(format!("a bytes-like object is required, not '{class}'")))
        }
    }
}

/// What is searched for: bytes or one byte.
fn part(world: &mut World, value: &Value) -> Outcome<Vec<u8>> {
    match value.unwrapped() {
        Value::Bytes(bytes) => Ok(bytes.to_vec()),
        Value::Int(..) | Value::Bool(_) | Value::Big(_) => {
            let number = operators::index(world, value)?;
            match u8::try_from(number) {
                Ok(byte) => Ok(vec![byte]),
                Err(_) => Err(world.value_error("byte must be in range(0, 256)")),
            }
        }
        _ => {
            let class = world.type_name(value);
            let class = class.as_str();
            Err(world.type_error(format!(
                "argument should be integer or bytes-like object, not '{class}'"
            )))
        }
    }
}

/// The content that `bytes(source)` has.
///
/// # Errors
/// TypeError "cannot convert 'float' object to bytes"; ValueError for numbers beyond a byte.
pub fn content(world: &mut World, source: &Value) -> Outcome<Vec<u8>> {
    if let Value::Bytes(bytes) = source.unwrapped() {
        return Ok(bytes.to_vec());
    }
    let is_text = source.as_str().is_some();
    if is_text || !iterate::is_iterable(world, source) {
        let class = world.type_name(source);
        let class = class.as_str();
        return Err(world.type_error(format!("cannot convert '{class}' object to bytes")));
    }
    let items = iterate::collect(world, source)?;
    let mut bytes = Vec::with_capacity(items.len());
    for item in items {
        let number = match operators::index(world, &item) {
            Err(raise) if exception::is_kind(world, &raise, "OverflowError") => -1,
            other => other?,
        };
        match u8::try_from(number) {
            Ok(byte) => bytes.push(byte),
            Err(_) => return Err(world.value_error("bytes must be in range(0, 256)")),
        }
    }
    Ok(bytes)
}

/// Which of two options was given.
fn unneeded(encoding: &Value, errors: &Value) -> Option<&'static str> {
    if !encoding.is_unbound() {
        Some("encoding")
    } else if !errors.is_unbound() {
        Some("errors")
    } else {
        None
    }
}

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    let rest = Args {
        pos: args.pos.get(1..).unwrap_or_default(),
        kw: args.kw,
    };
    let [source, encoding, errors] =
        args::bind(world, "bytes", rest, &["source", "encoding", "errors"], 0)?;
    let is_text = source.as_str().is_some();
    if !is_text && let Some(name) = unneeded(&encoding, &errors) {
        return Err(world.type_error(format!("{name} without a string argument")));
    }
    if source.is_unbound() {
        return Ok(Value::Bytes(Rc::default()));
    }
    if let Some(text) = source.as_str() {
        if encoding.is_unbound() {
            return Err(world.type_error("string argument without an encoding"));
        }
        let bytes = codec::encode(world, &text, &encoding, &errors)?;
        return Ok(Value::Bytes(bytes.into()));
    }
    let name = operators::method_name("__bytes__");
    if let Some(result) = operators::special::call_special(world, &source, &name, &[])? {
        return bytes_like(world, &result).map(Value::Bytes);
    }
    let is_count = operators::sequence::is_count(world, &source);
    if is_count && !matches!(source.unwrapped(), Value::Bytes(_)) {
        let count = operators::index(world, &source)?;
        let Ok(count) = usize::try_from(count) else {
            return Err(world.value_error("negative count"));
        };
        world.reserve(count)?;
        return Ok(Value::Bytes(vec![0; count].into()));
    }
    content(world, &source).map(|bytes| Value::Bytes(bytes.into()))
}

fn decode(world: &mut World, args: Args<'_>) -> Outcome {
    let (bytes, rest) = own(world, "decode", args)?;
    let [encoding, errors] = args::bind(world, "decode", rest, &["encoding", "errors"], 0)?;
    codec::check_names(world, "decode", &encoding, &errors)?;
    codec::decode(world, &bytes, &encoding, &errors)
}

fn hex(world: &mut World, args: Args<'_>) -> Outcome {
    let (bytes, rest) = own(world, "hex", args)?;
    let [separator, every] = args::bind(world, "hex", rest, &["sep", "bytes_per_sep"], 0)?;
    let separator = match args::optional(separator) {
        None => None,
        Some(given) => {
            let text = args::text(world, "sep", &given)?;
            if text.len() != 1 {
                return Err(world.value_error("sep must be length 1."));
            }
            Some(text)
        }
    };
    let every = if every.is_unbound() {
        1
    } else {
        operators::index(world, &every)?
    };
    let group = usize::try_from(every.unsigned_abs()).unwrap_or(usize::MAX);
    let mut out = String::with_capacity(bytes.len() * 2);
    for (at, byte) in bytes.iter().enumerate() {
        // Groups are counted from the right, or from the left for a negative size.
        let distance = if every > 0 { bytes.len() - at } else { at };
        if let Some(separator) = &separator
            && at > 0
            && group > 0
            && distance % group == 0
        {
            out.push_str(separator);
        }
        out.push_str(&format!("{byte:02x}"));
    }
    Ok(Value::str(out))
}

fn fromhex(world: &mut World, args: Args<'_>) -> Outcome {
    let [_, source] = args::positional(world, "fromhex", args, 2)?;
    let source = args::text(world, "fromhex() argument", &source)?;
    let mut bytes = Vec::new();
    let mut half: Option<u32> = None;
    for (at, character) in source.as_str().chars().enumerate() {
        match (character.to_digit(16), half) {
            (Some(digit), None) => half = Some(digit),
            (Some(digit), Some(high)) => {
                bytes.push(u8::try_from(high * 16 + digit).unwrap_or(0));
                half = None;
            }
            (None, None) if character.is_ascii_whitespace() => {}
            (None, _) => {
                return Err(world.value_error(format!(
                    "non-hexadecimal number found in fromhex() arg at position {at}"
                )));
            }
        }
    }
    if half.is_some() {
        return Err(
            world.value_error("fromhex() arg must contain an even number of hexadecimal digits")
        );
    }
    Ok(Value::Bytes(bytes.into()))
}

fn join(world: &mut World, args: Args<'_>) -> Outcome {
    let (separator, rest) = own(world, "join", args)?;
    let [items] = args::positional(world, "bytes.join", rest, 1)?;
    let items = iterate::collect(world, &items)?;
    let mut out = Vec::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.extend_from_slice(&separator);
        }
        let Value::Bytes(bytes) = item.unwrapped() else {
            let class = world.type_name(item);
            return Err(world.type_error(format!(
                "sequence item {at}: expected a bytes-like object, {} found",
                class.as_str()
            )));
        };
        out.extend_from_slice(&bytes);
        world.reserve(out.len())?;
    }
    Ok(Value::Bytes(out.into()))
}

/// What lies between two places, and where it begins.
fn window<'a>(
    world: &mut World,
    bytes: &'a [u8],
    start: &Value,
    end: &Value,
) -> Outcome<(usize, &'a [u8])> {
    let start = subscript::slice_part(world, start)?;
    let end = subscript::slice_part(world, end)?;
    let bounds = subscript::bounds(start, end, 1, bytes.len());
    let from = operators::clamp_size(bounds.start);
    Ok((from, &bytes[from..from + bounds.count]))
}

/// Where a part is; none where it is nowhere.
fn search(world: &mut World, name: &str, args: Args<'_>, last: bool) -> Outcome<Option<usize>> {
    let (bytes, rest) = own(world, name, args)?;
    let [wanted, start, end] = args::positional(world, name, rest, 1)?;
    let wanted = part(world, &wanted)?;
    let (from, inside) = window(world, &bytes, &start, &end)?;
    let found = if last {
        (0..=inside.len())
            .rev()
            .find(|at| inside[*at..].starts_with(&wanted))
    } else {
        subscript::find_bytes(inside, &wanted)
    };
    Ok(found.map(|at| at + from))
}

fn find(world: &mut World, args: Args<'_>) -> Outcome {
    let found = search(world, "find", args, false)?;
    Ok(found.map_or(Value::int(-1), Value::size))
}

fn rfind(world: &mut World, args: Args<'_>) -> Outcome {
    let found = search(world, "rfind", args, true)?;
    Ok(found.map_or(Value::int(-1), Value::size))
}

fn found_index(world: &mut World, found: Option<usize>) -> Outcome {
    match found {
        Some(at) => Ok(Value::size(at)),
        None => Err(world.value_error("subsection not found")),
    }
}

fn index(world: &mut World, args: Args<'_>) -> Outcome {
    let found = search(world, "index", args, false)?;
    found_index(world, found)
}

fn rindex(world: &mut World, args: Args<'_>) -> Outcome {
    let found = search(world, "rindex", args, true)?;
    found_index(world, found)
}

fn count(world: &mut World, args: Args<'_>) -> Outcome {
    let (bytes, rest) = own(world, "count", args)?;
    let [wanted, start, end] = args::positional(world, "count", rest, 1)?;
    let wanted = part(world, &wanted)?;
    let (_, inside) = window(world, &bytes, &start, &end)?;
    if wanted.is_empty() {
        return Ok(Value::size(inside.len() + 1));
    }
    Ok(Value::size(pieces(inside, &wanted).len() - 1))
}

/// The parts between separators.
fn pieces<'a>(bytes: &'a [u8], separator: &[u8]) -> Vec<&'a [u8]> {
    let mut parts = Vec::new();
    let mut rest = bytes;
    while let Some(at) = subscript::find_bytes(rest, separator) {
        parts.push(&rest[..at]);
        rest = &rest[at + separator.len()..];
    }
    parts.push(rest);
    parts
}

fn value(bytes: &[u8]) -> Value {
    Value::Bytes(bytes.to_vec().into())
}

fn split(world: &mut World, args: Args<'_>) -> Outcome {
    let (bytes, rest) = own(world, "split", args)?;
    let [separator, most] = args::bind(world, "split", rest, &["sep", "maxsplit"], 0)?;
    let most = if most.is_unbound() {
        -1
    } else {
        operators::index(world, &most)?
    };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let Some(separator) = args::optional(separator) else {
        let mut parts = Vec::new();
        let mut left = bytes.trim_ascii_start();
        while !left.is_empty() {
            if parts.len() == most {
                parts.push(value(left));
                break;
            }
            let end = left
                .iter()
                .position(u8::is_ascii_whitespace)
                .unwrap_or(left.len());
            parts.push(value(&left[..end]));
            left = left[end..].trim_ascii_start();
        }
        return Ok(Value::list(parts));
    };
    let separator = bytes_like(world, &separator)?;
    if separator.is_empty() {
        return Err(world.value_error("empty separator"));
    }
    let mut parts = Vec::new();
    let mut left: &[u8] = &bytes;
    while parts.len() < most
        && let Some(at) = subscript::find_bytes(left, &separator)
    {
        parts.push(value(&left[..at]));
        left = &left[at + separator.len()..];
    }
    parts.push(value(left));
    Ok(Value::list(parts))
}

fn replace(world: &mut World, args: Args<'_>) -> Outcome {
    let (bytes, rest) = own(world, "replace", args)?;
    let [old, new, most] = args::positional(world, "replace", rest, 2)?;
    let (old, new) = (bytes_like(world, &old)?, bytes_like(world, &new)?);
    let most = if most.is_unbound() {
        -1
    } else {
        operators::index(world, &most)?
    };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut out = Vec::with_capacity(bytes.len());
    if old.is_empty() {
        for (at, byte) in bytes.iter().enumerate() {
            if at < most {
                out.extend_from_slice(&new);
            }
            out.push(*byte);
        }
        if bytes.len() < most {
            out.extend_from_slice(&new);
        }
        world.reserve(out.len())?;
        return Ok(Value::Bytes(out.into()));
    }
    let parts = pieces(&bytes, &old);
    world.reserve(
        bytes
            .len()
            .saturating_add(parts.len().saturating_mul(new.len())),
    )?;
    for (at, part) in parts.into_iter().enumerate() {
        if at > 0 {
            out.extend_from_slice(if at <= most { &new } else { &old });
        }
        out.extend_from_slice(part);
    }
    Ok(Value::Bytes(out.into()))
}

fn stripped(world: &mut World, name: &str, args: Args<'_>, left: bool, right: bool) -> Outcome {
    let (bytes, rest) = own(world, name, args)?;
    let [characters] = args::positional(world, name, rest, 0)?;
    let set = match args::optional(characters) {
        None => b" \t\n\r\x0b\x0c".to_vec(),
        Some(given) => bytes_like(world, &given)?.to_vec(),
    };
    let mut content: &[u8] = &bytes;
    while left
        && let [first, rest @ ..] = content
        && set.contains(first)
    {
        content = rest;
    }
    while right
        && let [rest @ .., last] = content
        && set.contains(last)
    {
        content = rest;
    }
    Ok(value(content))
}

fn strip(world: &mut World, args: Args<'_>) -> Outcome {
    stripped(world, "strip", args, true, true)
}

fn lstrip(world: &mut World, args: Args<'_>) -> Outcome {
    stripped(world, "lstrip", args, true, false)
}

fn rstrip(world: &mut World, args: Args<'_>) -> Outcome {
    stripped(world, "rstrip", args, false, true)
}

/// `startswith` and `endswith`: bytes or a tuple of them.
fn affix(world: &mut World, name: &str, args: Args<'_>, test: fn(&[u8], &[u8]) -> bool) -> Outcome {
    let (bytes, rest) = own(world, name, args)?;
    let [affix, start, end] = args::positional(world, name, rest, 1)?;
    let (_, inside) = window(world, &bytes, &start, &end)?;
    let candidates = match affix.unwrapped() {
        Value::Tuple(several) => several.to_vec(),
        single => vec![single],
    };
    for candidate in candidates {
        let Value::Bytes(candidate) = candidate.unwrapped() else {
            let class = world.type_name(&candidate);
            let class = class.as_str();
            return Err(world.type_error(format!(
                "{name} first arg must be bytes or a tuple of bytes, not {class}"
            )));
        };
        if test(inside, &candidate) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn startswith(world: &mut World, args: Args<'_>) -> Outcome {
    affix(world, "startswith", args, |bytes, prefix| {
        bytes.starts_with(prefix)
    })
}

fn endswith(world: &mut World, args: Args<'_>) -> Outcome {
    affix(world, "endswith", args, |bytes, suffix| {
        bytes.ends_with(suffix)
    })
}

fn upper(world: &mut World, args: Args<'_>) -> Outcome {
    let (bytes, _) = own(world, "upper", args)?;
    Ok(Value::Bytes(bytes.to_ascii_uppercase().into()))
}

fn lower(world: &mut World, args: Args<'_>) -> Outcome {
    let (bytes, _) = own(world, "lower", args)?;
    Ok(Value::Bytes(bytes.to_ascii_lowercase().into()))
}

fn isdigit(world: &mut World, args: Args<'_>) -> Outcome {
    let (bytes, _) = own(world, "isdigit", args)?;
    Ok(Value::Bool(
        !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit),
    ))
}

fn splitlines(world: &mut World, args: Args<'_>) -> Outcome {
    let (bytes, rest) = own(world, "splitlines", args)?;
    let [keep] = args::bind(world, "splitlines", rest, &["keepends"], 0)?;
    let keep = !keep.is_unbound() && operators::truth(world, &keep)?;
    let mut lines = Vec::new();
    let mut left: &[u8] = &bytes;
    while !left.is_empty() {
        let end = left.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
        let Some(end) = end else {
            lines.push(value(left));
            break;
        };
        let width = if left[end..].starts_with(b"\r\n") {
            2
        } else {
            1
        };
        lines.push(value(&left[..if keep { end + width } else { end }]));
        left = &left[end + width..];
    }
    Ok(Value::list(lines))
}

static METHODS: &[Native] = &[
    Native::function("decode", decode),
    Native::function("hex", hex),
    Native::class("fromhex", fromhex),
    Native::function("join", join),
    Native::function("find", find),
    Native::function("rfind", rfind),
    Native::function("index", index),
    Native::function("rindex", rindex),
    Native::function("count", count),
    Native::function("split", split),
    Native::function("splitlines", splitlines),
    Native::function("replace", replace),
    Native::function("strip", strip),
    Native::function("lstrip", lstrip),
    Native::function("rstrip", rstrip),
    Native::function("startswith", startswith),
    Native::function("endswith", endswith),
    Native::function("upper", upper),
    Native::function("lower", lower),
    Native::function("isdigit", isdigit),
];

pub fn install(world: &mut World) {
    add(&world.types.bytes.dict, METHODS);
    add(&world.types.bytes.dict, text::METHODS);
    world.types.bytes.construct.set(Some(construct));
}

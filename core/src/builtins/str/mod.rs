//! `str`: its constructor and methods.

mod cases;
mod casing;
mod parts;

use super::{add, args, bytes};
use crate::vm::operators::{self, subscript};
use crate::vm::{exception, format, iterate, mapping};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Args, Native, Outcome, Str, Value};
use std::rc::Rc;

/// The text that a method was called on, and the other arguments.
///
/// # Errors
/// TypeError where there is none.
fn own<'a>(world: &mut World, name: &str, args: Args<'a>) -> Outcome<(Rc<Str>, Args<'a>)> {
    let Some((receiver, rest)) = args.pos.split_first() else {
        return Err(world.type_error(format!("unbound method str.{name}() needs an argument")));
    };
    match receiver.as_str() {
        Some(text) => Ok((
            text,
            Args {
                pos: rest,
                kw: args.kw,
            },
        )),
        None => {
            let class = world.type_name(receiver);
            let class = class.as_str();
            Err(world.type_error(format!(
                "descriptor '{name}' for 'str' objects doesn't apply to a '{class}' object"
            )))
        }
    }
}

/// The text alone, of a method without further arguments.
fn alone(world: &mut World, name: &str, args: Args<'_>) -> Outcome<Rc<Str>> {
    let (text, rest) = own(world, name, args)?;
    let [] = args::positional(world, &format!("str.{name}"), rest, 0)?;
    Ok(text)
}

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    let rest = Args {
        pos: args.pos.get(1..).unwrap_or_default(),
        kw: args.kw,
    };
    let given = rest.pos.len();
    if given > 3 {
        let message = format!("str expected at most 3 arguments, got {given}");
        return Err(world.type_error(message));
    }
    let [object, encoding, errors] =
        args::bind(world, "str", rest, &["object", "encoding", "errors"], 0)?;
    if object.is_unbound() {
        return Ok(Value::str(""));
    }
    if encoding.is_unbound() && errors.is_unbound() {
        return format::str(world, &object).map(Value::Str);
    }
    bytes::codec::check_names(world, "str", &encoding, &errors)?;
    match object.unwrapped() {
        Value::Bytes(content) => bytes::codec::decode(world, &content, &encoding, &errors),
        Value::Str(_) => Err(world.type_error("decoding str is not supported")),
        _ => {
            let class = world.type_name(&object);
            Err(world.type_error(format!(
                "decoding to str: need a bytes-like object, {} found",
                class.as_str()
            )))
        }
    }
}

fn encode(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, rest) = own(world, "encode", args)?;
    let [encoding, errors] = args::bind(world, "encode", rest, &["encoding", "errors"], 0)?;
    bytes::codec::check_names(world, "encode", &encoding, &errors)?;
    bytes::codec::encode(world, &text, &encoding, &errors).map(|bytes| Value::Bytes(bytes.into()))
}

fn template(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, rest) = own(world, "format", args)?;
    format::template(world, &text, rest).map(Value::Str)
}

fn format_map(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, rest) = own(world, "format_map", args)?;
    let [mapping] = args::positional(world, "format_map", rest, 1)?;
    format::template_map(world, &text, &mapping).map(Value::Str)
}

fn maketrans(world: &mut World, args: Args<'_>) -> Outcome {
    let [first, second, third] = args::positional(world, "maketrans", args, 1)?;
    let table = Dict::new();
    if second.is_unbound() {
        let Value::Dict(given) = first.unwrapped() else {
            return Err(
                world.type_error("if you give only one argument to maketrans it must be a dict")
            );
        };
        for entry in given.entries() {
            let key = match entry.key.as_str() {
                Some(text) => {
                    let mut characters = text.as_str().chars();
                    match (characters.next(), characters.next()) {
                        (Some(only), None) => Value::int(i64::from(u32::from(only))),
                        _ => {
                            return Err(world.value_error(
                                "string keys in translate table must be of length 1",
                            ));
                        }
                    }
                }
                None => entry.key,
            };
            mapping::set(world, &table, key, entry.value)?;
        }
        return Ok(Value::Dict(table));
    }
    let from = args::text(world, "maketrans() argument 1", &first)?;
    let to = args::text(world, "maketrans() argument 2", &second)?;
    if from.len() != to.len() {
        return Err(world.value_error("the first two maketrans arguments must have equal length"));
    }
    let code = |character: char| Value::int(i64::from(u32::from(character)));
    for (old, new) in from.as_str().chars().zip(to.as_str().chars()) {
        mapping::set(world, &table, code(old), code(new))?;
    }
    if !third.is_unbound() {
        let gone = args::text(world, "maketrans() argument 3", &third)?;
        for character in gone.as_str().chars() {
            mapping::set(world, &table, code(character), Value::None)?;
        }
    }
    Ok(Value::Dict(table))
}

fn translate(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, rest) = own(world, "translate", args)?;
    let [table] = args::positional(world, "str.translate", rest, 1)?;
    let mut out = String::with_capacity(text.as_str().len());
    for character in text.as_str().chars() {
        let key = Value::int(i64::from(u32::from(character)));
        let replacement = match &table {
            Value::Dict(dict) => mapping::get(world, dict, &key)?,
            other => match operators::get_item(world, other, &key) {
                Ok(value) => Some(value),
                Err(raise) if exception::is_kind(world, &raise, "LookupError") => None,
                Err(raise) => return Err(raise),
            },
        };
        match replacement {
            None => out.push(character),
            Some(Value::None) => {}
            Some(Value::Int(_, code)) => match u32::try_from(code).ok().and_then(char::from_u32) {
                Some(new) => out.push(new),
                None => {
                    return Err(world.value_error("character mapping must be in range(0x110000)"));
                }
            },
            Some(value) => match value.as_str() {
                Some(new) => out.push_str(&new),
                None => {
                    return Err(
                        world.type_error("character mapping must return integer, None or str")
                    );
                }
            },
        }
    }
    Ok(Value::str(out))
}

fn join(world: &mut World, args: Args<'_>) -> Outcome {
    let (separator, rest) = own(world, "join", args)?;
    let [items] = args::positional(world, "str.join", rest, 1)?;
    let is_list = matches!(items, Value::List(_) | Value::Tuple(_));
    if !is_list && !iterate::is_iterable(world, &items) {
        return Err(world.type_error("can only join an iterable"));
    }
    let items = iterate::collect(world, &items)?;
    if let [only @ Value::Str(_)] = items.as_slice() {
        return Ok(only.clone());
    }
    let mut out = String::new();
    for (at, item) in items.iter().enumerate() {
        if at > 0 {
            out.push_str(&separator);
        }
        match item {
            Value::Str(text) => out.push_str(text),
            _ => match item.as_str() {
                Some(text) => out.push_str(&text),
                None => {
                    let class = world.type_name(item);
                    return Err(world.type_error(format!(
                        "sequence item {at}: expected str instance, {} found",
                        class.as_str()
                    )));
                }
            },
        }
        if out.len() > world.limits.items {
            world.reserve(out.len())?;
        }
    }
    Ok(Value::str(out))
}

/// Text in the middle, at the left or at the right of a field.
fn pad(world: &mut World, name: &str, args: Args<'_>, left: fn(usize, usize) -> usize) -> Outcome {
    let (text, rest) = own(world, name, args)?;
    let [width, fill] = args::positional(world, name, rest, 1)?;
    let width = operators::index(world, &width)?;
    let fill = match fill {
        Value::Unbound => ' ',
        given => {
            let Some(fill) = given.as_str() else {
                let class = world.type_name(&given);
                return Err(world.type_error(format!(
                    "The fill character must be a unicode character, not {}",
                    class.as_str()
                )));
            };
            let mut characters = fill.as_str().chars();
            match (characters.next(), characters.next()) {
                (Some(only), None) => only,
                _ => {
                    return Err(
                        world.type_error("The fill character must be exactly one character long")
                    );
                }
            }
        }
    };
    let width = operators::clamp_size(width);
    let missing = width.saturating_sub(text.len());
    if missing == 0 {
        return Ok(Value::Str(text));
    }
    world.reserve(width)?;
    let before = left(missing, width);
    let mut out = String::with_capacity(width);
    out.extend(std::iter::repeat_n(fill, before));
    out.push_str(&text);
    out.extend(std::iter::repeat_n(fill, missing - before));
    Ok(Value::str(out))
}

fn center(world: &mut World, args: Args<'_>) -> Outcome {
    // The odd blank goes to the left where the width is odd, too.
    pad(world, "center", args, |missing, width| {
        missing / 2 + (missing & width & 1)
    })
}

fn ljust(world: &mut World, args: Args<'_>) -> Outcome {
    pad(world, "ljust", args, |_, _| 0)
}

fn rjust(world: &mut World, args: Args<'_>) -> Outcome {
    pad(world, "rjust", args, |missing, _| missing)
}

fn zfill(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, rest) = own(world, "zfill", args)?;
    let [width] = args::positional(world, "str.zfill", rest, 1)?;
    let width = operators::clamp_size(operators::index(world, &width)?);
    let missing = width.saturating_sub(text.len());
    if missing == 0 {
        return Ok(Value::Str(text));
    }
    world.reserve(width)?;
    let content = text.as_str();
    let (sign, digits) = match content.strip_prefix(['+', '-']) {
        Some(digits) => content.split_at(content.len() - digits.len()),
        None => ("", content),
    };
    Ok(Value::str(format!("{sign}{}{digits}", "0".repeat(missing))))
}

fn expandtabs(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, rest) = own(world, "expandtabs", args)?;
    let [size] = args::bind(world, "expandtabs", rest, &["tabsize"], 0)?;
    let size = if size.is_unbound() {
        8
    } else {
        operators::index(world, &size)?
    };
    let size = operators::clamp_size(size);
    world.reserve(size)?;
    let mut out = String::with_capacity(text.as_str().len());
    let mut column = 0;
    for character in text.as_str().chars() {
        match character {
            '\t' if size == 0 => {}
            '\t' => {
                let blanks = size - column % size;
                out.extend(std::iter::repeat_n(' ', blanks));
                column += blanks;
                world.reserve(out.len())?;
            }
            '\n' | '\r' => {
                out.push(character);
                column = 0;
            }
            _ => {
                out.push(character);
                column += 1;
            }
        }
    }
    Ok(Value::str(out))
}

fn iter(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, _) = own(world, "__iter__", args)?;
    iterate::iter(world, &Value::Str(text))
}

/// `text[start:end]` with the numbers that the search methods take; none where the start lies
/// behind the end of the text. With it, how many characters lie before.
fn window<'a>(
    world: &mut World,
    text: &'a Str,
    start: &Value,
    end: &Value,
) -> Outcome<Option<(&'a str, usize)>> {
    let length = i64::try_from(text.len()).unwrap_or(i64::MAX);
    let absolute = |at: i64| {
        if at < 0 {
            at.saturating_add(length).max(0)
        } else {
            at
        }
    };
    let start = subscript::slice_part(world, start)?.map_or(0, absolute);
    let end = subscript::slice_part(world, end)?
        .map_or(length, absolute)
        .min(length);
    if start > end {
        return Ok(None);
    }
    let (start, end) = (operators::clamp_size(start), operators::clamp_size(end));
    let content = text.as_str();
    if text.is_ascii() {
        return Ok(Some((&content[start..end], start)));
    }
    let place = |at: usize| {
        content
            .char_indices()
            .nth(at)
            .map_or(content.len(), |(offset, _)| offset)
    };
    Ok(Some((&content[place(start)..place(end)], start)))
}

static METHODS: &[Native] = &[
    Native::function("encode", encode),
    Native::function("format", template),
    Native::function("format_map", format_map),
    Native::fixed("maketrans", maketrans),
    Native::function("translate", translate),
    Native::function("join", join),
    Native::function("center", center),
    Native::function("ljust", ljust),
    Native::function("rjust", rjust),
    Native::function("zfill", zfill),
    Native::function("expandtabs", expandtabs),
    Native::function("__iter__", iter),
];

pub fn install(world: &mut World) {
    let class = world.types.str.clone();
    add(&class.dict, METHODS);
    add(&class.dict, parts::METHODS);
    add(&class.dict, cases::METHODS);
    class.construct.set(Some(construct));
}

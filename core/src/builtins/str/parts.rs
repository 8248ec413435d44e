//! Methods of `str` that find, cut and replace parts.

use super::{args, own, window};
use crate::vm::format::text::is_space;
use crate::vm::operators;
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Str, Value};
use std::rc::Rc;

/// Where a part is, in characters; none where it is nowhere.
fn search(
    world: &mut World,
    name: &str,
    args: Args<'_>,
    find: fn(&str, &str) -> Option<usize>,
) -> Outcome<Option<usize>> {
    let (text, rest) = own(world, name, args)?;
    let [part, start, end] = args::positional(world, name, rest, 1)?;
    let part = args::text(world, &format!("{name}() argument 1"), &part)?;
    let Some((inside, before)) = window(world, &text, &start, &end)? else {
        return Ok(None);
    };
    Ok(find(inside, &part).map(|at| {
        before
            + if text.is_ascii() {
                at
            } else {
                inside[..at].chars().count()
            }
    }))
}

fn forwards(text: &str, part: &str) -> Option<usize> {
    text.find(part)
}

fn backwards(text: &str, part: &str) -> Option<usize> {
    text.rfind(part)
}

fn place_or_minus_one(found: Option<usize>) -> Value {
    found.map_or(Value::int(-1), Value::size)
}

fn place_or_error(world: &mut World, found: Option<usize>) -> Outcome {
    match found {
        Some(at) => Ok(Value::size(at)),
        None => Err(world.value_error("substring not found")),
    }
}

fn find(world: &mut World, args: Args<'_>) -> Outcome {
    search(world, "find", args, forwards).map(place_or_minus_one)
}

fn rfind(world: &mut World, args: Args<'_>) -> Outcome {
    search(world, "rfind", args, backwards).map(place_or_minus_one)
}

fn index(world: &mut World, args: Args<'_>) -> Outcome {
    let found = search(world, "index", args, forwards)?;
    place_or_error(world, found)
}

fn rindex(world: &mut World, args: Args<'_>) -> Outcome {
    let found = search(world, "rindex", args, backwards)?;
    place_or_error(world, found)
}

fn count(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, rest) = own(world, "count", args)?;
    let [part, start, end] = args::positional(world, "count", rest, 1)?;
    let part = args::text(world, "count() argument 1", &part)?;
    let Some((inside, _)) = window(world, &text, &start, &end)? else {
        return Ok(Value::int(0));
    };
    Ok(Value::size(inside.matches(part.as_str()).count()))
}

/// `startswith` and `endswith`: one text or a tuple of them.
fn affix(world: &mut World, name: &str, args: Args<'_>, test: fn(&str, &str) -> bool) -> Outcome {
    let (text, rest) = own(world, name, args)?;
    args::no_keywords(world, &format!("str.{name}"), rest)?;
    let [affix, start, end] = args::positional(world, name, rest, 1)?;
    let candidates: Vec<Rc<Str>> = match (&affix.unwrapped(), affix.as_str()) {
        (_, Some(single)) => vec![single],
        (Value::Tuple(several), None) => {
            let mut texts = Vec::with_capacity(several.len());
            for candidate in several.iter() {
                match candidate.as_str() {
                    Some(text) => texts.push(text),
                    None => {
                        let class = world.type_name(candidate);
                        return Err(world.type_error(format!(
                            "tuple for {name} must only contain str, not {}",
                            class.as_str()
                        )));
                    }
                }
            }
            texts
        }
        _ => {
            let class = world.type_name(&affix);
            let class = class.as_str();
            return Err(world.type_error(format!(
                "{name} first arg must be str or a tuple of str, not {class}"
            )));
        }
    };
    let Some((inside, _)) = window(world, &text, &start, &end)? else {
        return Ok(Value::Bool(false));
    };
    Ok(Value::Bool(
        candidates.iter().any(|candidate| test(inside, candidate)),
    ))
}

fn startswith(world: &mut World, args: Args<'_>) -> Outcome {
    affix(world, "startswith", args, |text, prefix| {
        text.starts_with(prefix)
    })
}

fn endswith(world: &mut World, args: Args<'_>) -> Outcome {
    affix(world, "endswith", args, |text, suffix| {
        text.ends_with(suffix)
    })
}

fn removeprefix(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, rest) = own(world, "removeprefix", args)?;
    let [prefix] = args::positional(world, "str.removeprefix", rest, 1)?;
    let prefix = args::text(world, "removeprefix() argument", &prefix)?;
    Ok(match text.as_str().strip_prefix(prefix.as_str()) {
        Some(shorter) => Value::str(shorter),
        None => Value::Str(text),
    })
}

fn removesuffix(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, rest) = own(world, "removesuffix", args)?;
    let [suffix] = args::positional(world, "str.removesuffix", rest, 1)?;
    let suffix = args::text(world, "removesuffix() argument", &suffix)?;
    Ok(match text.as_str().strip_suffix(suffix.as_str()) {
        Some(shorter) => Value::str(shorter),
        None => Value::Str(text),
    })
}

fn stripped(world: &mut World, name: &str, args: Args<'_>, left: bool, right: bool) -> Outcome {
    let (text, rest) = own(world, name, args)?;
    let [characters] = args::positional(world, name, rest, 0)?;
    let set: Option<Rc<Str>> = match args::optional(characters) {
        None => None,
        Some(given) => match given.as_str() {
            Some(set) => Some(set),
            None => return Err(world.type_error(format!("{name} arg must be None or str"))),
        },
    };
    let goes = |character: char| match &set {
        Some(set) => set.as_str().contains(character),
        None => is_space(character),
    };
    let mut content = text.as_str();
    if left {
        content = content.trim_start_matches(goes);
    }
    if right {
        content = content.trim_end_matches(goes);
    }
    if content.len() == text.as_str().len() {
        return Ok(Value::Str(text));
    }
    Ok(Value::str(content))
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

/// The separator (none for white space) and the most cuts of `split`.
fn split_arguments(
    world: &mut World,
    name: &str,
    rest: Args<'_>,
) -> Outcome<(Option<Rc<Str>>, usize)> {
    let [separator, most] = args::bind(world, name, rest, &["sep", "maxsplit"], 0)?;
    let most = if most.is_unbound() {
        -1
    } else {
        operators::index(world, &most)?
    };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let Some(separator) = args::optional(separator) else {
        return Ok((None, most));
    };
    match separator.as_str() {
        Some(separator) if separator.is_empty() => Err(world.value_error("empty separator")),
        Some(separator) => Ok((Some(separator), most)),
        None => {
            let class = world.type_name(&separator);
            Err(world.type_error(format!("must be str or None, not {}", class.as_str())))
        }
    }
}

fn split(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, rest) = own(world, "split", args)?;
    let (separator, most) = split_arguments(world, "split", rest)?;
    let content = text.as_str();
    let parts: Vec<Value> = match separator {
        Some(separator) => content
            .splitn(most.saturating_add(1), separator.as_str())
            .map(Value::from)
            .collect(),
        None => {
            let mut parts = Vec::new();
            let mut left = content.trim_start_matches(is_space);
            while !left.is_empty() {
                if parts.len() == most {
                    parts.push(Value::str(left));
                    break;
                }
                let end = left.find(is_space).unwrap_or(left.len());
                parts.push(Value::str(&left[..end]));
                left = left[end..].trim_start_matches(is_space);
            }
            parts
        }
    };
    world.reserve(parts.len())?;
    Ok(Value::list(parts))
}

fn rsplit(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, rest) = own(world, "rsplit", args)?;
    let (separator, most) = split_arguments(world, "rsplit", rest)?;
    let content = text.as_str();
    let mut parts: Vec<Value> = match separator {
        Some(separator) => content
            .rsplitn(most.saturating_add(1), separator.as_str())
            .map(Value::from)
            .collect(),
        None => {
            let mut parts = Vec::new();
            let mut left = content.trim_end_matches(is_space);
            while !left.is_empty() {
                if parts.len() == most {
                    parts.push(Value::str(left));
                    break;
                }
                let last = left
                    .char_indices()
                    .rev()
                    .find(|(_, character)| is_space(*character));
                let start = last.map_or(0, |(at, character)| at + character.len_utf8());
                parts.push(Value::str(&left[start..]));
                left = left[..start].trim_end_matches(is_space);
            }
            parts
        }
    };
    world.reserve(parts.len())?;
    parts.reverse();
    Ok(Value::list(parts))
}

const fn ends_line(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

fn splitlines(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, rest) = own(world, "splitlines", args)?;
    let [keep] = args::bind(world, "splitlines", rest, &["keepends"], 0)?;
    let keep = !keep.is_unbound() && operators::truth(world, &keep)?;
    let mut lines = Vec::new();
    let mut left = text.as_str();
    while !left.is_empty() {
        let Some(end) = left.find(ends_line) else {
            lines.push(Value::str(left));
            break;
        };
        let behind = &left[end..];
        let width = if behind.starts_with("\r\n") {
            2
        } else {
            behind.chars().next().map_or(0, char::len_utf8)
        };
        lines.push(Value::str(&left[..if keep { end + width } else { end }]));
        left = &behind[width..];
    }
    Ok(Value::list(lines))
}

fn partition_at(world: &mut World, name: &str, args: Args<'_>, last: bool) -> Outcome {
    let (text, rest) = own(world, name, args)?;
    let [separator] = args::positional(world, &format!("str.{name}"), rest, 1)?;
    let Some(separator) = separator.as_str() else {
        let class = world.type_name(&separator);
        return Err(world.type_error(format!("must be str, not {}", class.as_str())));
    };
    if separator.is_empty() {
        return Err(world.value_error("empty separator"));
    }
    let content = text.as_str();
    let found = if last {
        content.rsplit_once(separator.as_str())
    } else {
        content.split_once(separator.as_str())
    };
    Ok(Value::tuple(match found {
        Some((before, behind)) => [
            Value::str(before),
            Value::Str(separator),
            Value::str(behind),
        ],
        None if last => [Value::str(""), Value::str(""), Value::Str(text)],
        None => [Value::Str(text), Value::str(""), Value::str("")],
    }))
}

fn partition(world: &mut World, args: Args<'_>) -> Outcome {
    partition_at(world, "partition", args, false)
}

fn rpartition(world: &mut World, args: Args<'_>) -> Outcome {
    partition_at(world, "rpartition", args, true)
}

fn replace(world: &mut World, args: Args<'_>) -> Outcome {
    let (text, rest) = own(world, "replace", args)?;
    let mut most = rest.pos.get(2).cloned().unwrap_or_default();
    if let Some(given) = args::keyword(rest, "count") {
        most = given.clone();
    } else if let [(name, _), ..] = rest.kw {
        let name = name.as_str();
        let message = format!("replace() got an unexpected keyword argument '{name}'");
        return Err(world.type_error(message));
    }
    let given = rest.pos.len();
    if !(2..=3).contains(&given) {
        let (bound, what) = if given < 2 {
            ("at least 2", "positional arguments")
        } else {
            ("at most 3", "arguments")
        };
        return Err(world.type_error(format!("replace() takes {bound} {what} ({given} given)")));
    }
    let old = args::text(world, "replace() argument 1", &rest.pos[0])?;
    let new = args::text(world, "replace() argument 2", &rest.pos[1])?;
    let most = if most.is_unbound() {
        -1
    } else {
        operators::index(world, &most)?
    };
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let content = text.as_str();
    let places = content.matches(old.as_str()).take(most).count();
    if places == 0 {
        return Ok(Value::Str(text));
    }
    world.reserve(
        content
            .len()
            .saturating_add(places.saturating_mul(new.as_str().len())),
    )?;
    Ok(Value::str(content.replacen(
        old.as_str(),
        new.as_str(),
        places,
    )))
}

pub static METHODS: &[Native] = &[
    Native::function("find", find),
    Native::function("rfind", rfind),
    Native::function("index", index),
    Native::function("rindex", rindex),
    Native::function("count", count),
    Native::function("startswith", startswith),
    Native::function("endswith", endswith),
    Native::function("removeprefix", removeprefix),
    Native::function("removesuffix", removesuffix),
    Native::function("strip", strip),
    Native::function("lstrip", lstrip),
    Native::function("rstrip", rstrip),
    Native::function("split", split),
    Native::function("rsplit", rsplit),
    Native::function("splitlines", splitlines),
    Native::function("partition", partition),
    Native::function("rpartition", rpartition),
    Native::function("replace", replace),
];

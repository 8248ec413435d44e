//! `"{0:>{width}} {name.first[0]!r}".format(…)`.

use super::{ascii, repr, str};
use crate::vm::{attribute, operators};
use crate::world::World;
use crate::world::value::{Args, Outcome, Str, Value};
use std::rc::Rc;

/// Where field names are looked up.
#[derive(Clone, Copy)]
enum Fields<'a> {
    Arguments(Args<'a>),
    /// `format_map`.
    Mapping(&'a Value),
}

/// Whether fields are numbered by us or by the program; the two do not mix.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbering {
    Unknown,
    Automatic,
    Manual,
}

struct Template<'a> {
    fields: Fields<'a>,
    numbering: Numbering,
    next: usize,
}

/// `format.format(*args, **kwargs)`.
///
/// # Errors
/// ValueError, IndexError, KeyError in CPython's words; what lookups and `__format__` raise.
pub fn template(world: &mut World, format: &str, args: Args<'_>) -> Outcome<Rc<Str>> {
    run(world, format, Fields::Arguments(args))
}

/// `format.format_map(mapping)`.
///
/// # Errors
/// As [`template`].
pub fn template_map(world: &mut World, format: &str, mapping: &Value) -> Outcome<Rc<Str>> {
    run(world, format, Fields::Mapping(mapping))
}

fn run(world: &mut World, format: &str, fields: Fields<'_>) -> Outcome<Rc<Str>> {
    let mut template = Template {
        fields,
        numbering: Numbering::Unknown,
        next: 0,
    };
    template.expand(world, format, 2).map(Str::new)
}

impl Template<'_> {
    /// Replaces every field; specifiers may hold fields, `depth` levels in all.
    fn expand(&mut self, world: &mut World, format: &str, depth: u32) -> Outcome<String> {
        if depth == 0 {
            return Err(world.value_error("Max string recursion exceeded"));
        }
        let mut out = String::new();
        let mut rest = format;
        while let Some(at) = rest.find(['{', '}']) {
            let (text, brace) = rest.split_at(at);
            out.push_str(text);
            let (single, doubled) = if brace.starts_with('{') {
                ("{", "{{")
            } else {
                ("}", "}}")
            };
            if let Some(behind) = brace.strip_prefix(doubled) {
                out.push_str(single);
                rest = behind;
                continue;
            }
            if single == "}" || brace == "{" {
                return Err(
                    world.value_error(format!("Single '{single}' encountered in format string"))
                );
            }
            let Some(end) = end_of_field(brace) else {
                return Err(world.value_error("expected '}' before end of string"));
            };
            let field = &brace[1..end];
            let written = self.field(world, field, depth)?;
            out.push_str(&written);
            world.reserve(out.len())?;
            rest = &brace[end + 1..];
        }
        out.push_str(rest);
        Ok(out)
    }

    /// One field: name, conversion, specifier.
    fn field(&mut self, world: &mut World, field: &str, depth: u32) -> Outcome<Rc<Str>> {
        let (name, behind) = split_name(field);
        if name.contains('{') {
            return Err(world.value_error("unexpected '{' in field name"));
        }
        let mut value = self.lookup(world, name)?;
        let mut rest = behind;
        if let Some(conversion) = rest.strip_prefix('!') {
            let mut characters = conversion.chars();
            let kind = characters.next();
            rest = characters.as_str();
            if !(rest.is_empty() || rest.starts_with(':')) {
                return Err(world.value_error("expected ':' after conversion specifier"));
            }
            value = Value::Str(match kind {
                Some('s') => str(world, &value)?,
                Some('r') => repr(world, &value)?,
                Some('a') => ascii(world, &value)?,
                Some(other) => {
                    return Err(world.value_error(format!("Unknown conversion specifier {other}")));
                }
                None => {
                    return Err(world.value_error("unmatched '{' in format spec"));
                }
            });
        }
        let spec = rest.strip_prefix(':').unwrap_or("");
        if spec.contains(['{', '}']) {
            let spec = self.expand(world, spec, depth - 1)?;
            return super::format(world, &value, &spec);
        }
        super::format(world, &value, spec)
    }

    /// `name`, `0`, `name.attribute[key]` …
    fn lookup(&mut self, world: &mut World, name: &str) -> Outcome {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (first, mut rest) = name.split_at(end);
        let mut value = self.first(world, first)?;
        while !rest.is_empty() {
            if let Some(behind) = rest.strip_prefix('.') {
                let end = behind.find(['.', '[']).unwrap_or(behind.len());
                let (attribute, further) = behind.split_at(end);
                if attribute.is_empty() {
                    return Err(world.value_error("Empty attribute in format string"));
                }
                value = attribute::get_text(world, &value, attribute)?;
                rest = further;
            } else if let Some(behind) = rest.strip_prefix('[') {
                let Some(end) = behind.find(']') else {
                    return Err(world.value_error("Missing ']' in format string"));
                };
                let key = &behind[..end];
                if key.is_empty() {
                    return Err(world.value_error("Empty attribute in format string"));
                }
                let key = match key.parse::<i64>() {
                    Ok(number) if key.bytes().all(|digit| digit.is_ascii_digit()) => {
                        Value::int(number)
                    }
                    _ => Value::str(key),
                };
                value = operators::get_item(world, &value, &key)?;
                rest = &behind[end + 1..];
            } else {
                return Err(
                    world.value_error("Only '.' or '[' may follow ']' in format field specifier")
                );
            }
        }
        Ok(value)
    }

    /// The argument that a field begins with.
    fn first(&mut self, world: &mut World, name: &str) -> Outcome {
        let is_number = !name.is_empty() && name.bytes().all(|digit| digit.is_ascii_digit());
        let mut number = None;
        if name.is_empty() || is_number {
            let wanted = if is_number {
                Numbering::Manual
            } else {
                Numbering::Automatic
            };
            if self.numbering == Numbering::Unknown {
                self.numbering = wanted;
            } else if self.numbering != wanted {
                return Err(world.value_error(if is_number {
                    "cannot switch from automatic field numbering to manual field specification"
                } else {
                    "cannot switch from manual field specification to automatic field numbering"
                }));
            }
            number = Some(if is_number {
                match name.parse() {
                    Ok(number) => number,
                    Err(_) => {
                        return Err(world.value_error("Too many decimal digits in format string"));
                    }
                }
            } else {
                self.next += 1;
                self.next - 1
            });
        }
        match (self.fields, number) {
            (Fields::Mapping(_), Some(_)) => {
                Err(world.value_error("Format string contains positional fields"))
            }
            (Fields::Mapping(mapping), None) => {
                operators::get_item(world, mapping, &Value::str(name))
            }
            (Fields::Arguments(args), Some(at)) => match args.pos.get(at) {
                Some(value) => Ok(value.clone()),
                None => Err(world.index_error(format!(
                    "Replacement index {at} out of range for positional args tuple"
                ))),
            },
            (Fields::Arguments(args), None) => {
                match args.kw.iter().find(|(known, _)| known.as_str() == name) {
                    Some((_, value)) => Ok(value.clone()),
                    None => Err(world.key_error(Value::str(name))),
                }
            }
        }
    }
}

/// The name ends at the first `!` or `:` outside of square brackets.
fn split_name(field: &str) -> (&str, &str) {
    let mut inside = false;
    for (at, character) in field.char_indices() {
        match character {
            '[' => inside = true,
            ']' => inside = false,
            '!' | ':' if !inside => return field.split_at(at),
            _ => {}
        }
    }
    (field, "")
}

/// Where the field that begins here ends: the brace that closes it. In the name, braces inside of
/// square brackets do not count.
fn end_of_field(text: &str) -> Option<usize> {
    let mut depth = 0;
    let (mut in_name, mut in_key) = (true, false);
    for (at, character) in text.char_indices() {
        match character {
            '[' if in_name => in_key = true,
            ']' => in_key = false,
            ':' | '!' if !in_key => in_name = false,
            '{' if !in_key => depth += 1,
            '}' if !in_key => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_taken_apart() {
        assert_eq!(end_of_field("{} b"), Some(1));
        assert_eq!(end_of_field("{a:{b}} c"), Some(6));
        assert_eq!(end_of_field("{a[}]} c"), Some(5));
        assert_eq!(end_of_field("{a:[>5} c"), Some(6));
        assert_eq!(end_of_field("{a"), None);
        assert_eq!(split_name("a[:]!r:>5"), ("a[:]", "!r:>5"));
        assert_eq!(split_name("a.b:x"), ("a.b", ":x"));
        assert_eq!(split_name(""), ("", ""));
    }
}

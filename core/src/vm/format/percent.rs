//! `"%s is %5.2f" % values`.

use super::float::Style;
use super::spec::{Spec, float_text, integer_digits};
use super::{ascii, repr, str};
use crate::vm::operators::{self, Number, method, number};
use crate::world::World;
use crate::world::value::{Outcome, Str, Value};
use std::rc::Rc;

/// The values that a format takes, one after another or by name.
struct Arguments<'a> {
    items: &'a [Value],
    next: usize,
    /// Names are looked up here; left-over values are no mistake then.
    mapping: Option<&'a Value>,
}

impl Arguments<'_> {
    fn take(&mut self, world: &mut World) -> Outcome {
        match self.items.get(self.next) {
            Some(value) => {
                self.next += 1;
                Ok(value.clone())
            }
            None => Err(world.type_error("not enough arguments for format string")),
        }
    }
}

/// One `%` with all that belongs to it.
#[derive(Default)]
struct Conversion {
    alternate: bool,
    zero: bool,
    left: bool,
    space: bool,
    plus: bool,
    width: usize,
    precision: Option<usize>,
}

/// Reads a format character by character; positions count characters.
struct Format {
    characters: Vec<char>,
    at: usize,
}

impl Format {
    fn next(&mut self) -> Option<char> {
        let character = self.characters.get(self.at).copied();
        self.at += 1;
        character
    }

    fn peek(&self) -> Option<char> {
        self.characters.get(self.at).copied()
    }
}

/// `format % values`.
///
/// # Errors
/// TypeError, ValueError and KeyError in CPython's words; what `__str__` and its kin raise.
pub fn percent(world: &mut World, format: &Str, values: &Value) -> Outcome<Rc<Str>> {
    let native = values.unwrapped();
    let mut arguments = match &native {
        Value::Tuple(tuple) => Arguments {
            items: tuple,
            next: 0,
            mapping: None,
        },
        _ => Arguments {
            items: std::slice::from_ref(values),
            next: 0,
            mapping: is_mapping(world, values, &native).then_some(values),
        },
    };
    let mut format = Format {
        characters: format.as_str().chars().collect(),
        at: 0,
    };
    let mut out = String::new();
    while let Some(character) = format.next() {
        if character != '%' {
            out.push(character);
            continue;
        }
        convert(world, &mut format, &mut arguments, &mut out)?;
        world.reserve(out.len())?;
    }
    if arguments.next < arguments.items.len() && arguments.mapping.is_none() {
        return Err(world.type_error("not all arguments converted during string formatting"));
    }
    Ok(Str::new(out))
}

/// What can be asked for items by name; texts are taken for single values.
fn is_mapping(world: &World, value: &Value, native: &Value) -> bool {
    match native {
        Value::Dict(_) | Value::List(_) | Value::Range(_) | Value::Bytes(_) => true,
        Value::Str(_) => false,
        _ => method(world, value, &world.names.getitem).is_some(),
    }
}

/// One conversion, from behind its `%` on.
fn convert(
    world: &mut World,
    format: &mut Format,
    arguments: &mut Arguments<'_>,
    out: &mut String,
) -> Outcome<()> {
    if format.peek() == Some('%') {
        format.at += 1;
        out.push('%');
        return Ok(());
    }
    let mut named = None;
    if format.peek() == Some('(') {
        named = Some(take_name(world, format, arguments)?);
        // From now on there are no values without names.
        arguments.next = arguments.items.len();
    }
    let mut conversion = Conversion::default();
    loop {
        match format.peek() {
            Some('-') => conversion.left = true,
            Some('+') => conversion.plus = true,
            Some(' ') => conversion.space = true,
            Some('#') => conversion.alternate = true,
            Some('0') => conversion.zero = true,
            _ => break,
        }
        format.at += 1;
    }
    if let Some(width) = size(world, format, arguments, "width")? {
        conversion.left |= width < 0;
        conversion.width = usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX);
    }
    if format.peek() == Some('.') {
        format.at += 1;
        let digits = size(world, format, arguments, "precision")?.unwrap_or(0);
        conversion.precision = Some(usize::try_from(digits).unwrap_or(0));
    }
    if matches!(format.peek(), Some('h' | 'l' | 'L')) {
        format.at += 1;
    }
    world.reserve(conversion.width.max(conversion.precision.unwrap_or(0)))?;
    let Some(kind) = format.next() else {
        return Err(world.value_error("incomplete format"));
    };
    let value = match named {
        Some(value) => value,
        None => arguments.take(world)?,
    };
    let text = match kind {
        's' | 'r' | 'a' => {
            let text = match kind {
                's' => str(world, &value)?,
                'r' => repr(world, &value)?,
                _ => ascii(world, &value)?,
            };
            conversion.text(&text)
        }
        'c' => conversion.text(&*character(world, &value)?),
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' => conversion.integer(world, kind, &value)?,
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => conversion.float(world, kind, &value)?,
        _ => {
            let (code, at) = (u32::from(kind), format.at - 1);
            let kind = if matches!(kind, '\x1f'..='~') {
                kind
            } else {
                '?'
            };
            return Err(world.value_error(format!(
                "unsupported format character '{kind}' ({code:#x}) at index {at}"
            )));
        }
    };
    out.push_str(&text);
    Ok(())
}

/// `(name)`: brackets may be nested.
fn take_name(world: &mut World, format: &mut Format, arguments: &Arguments<'_>) -> Outcome {
    let Some(mapping) = arguments.mapping else {
        return Err(world.type_error("format requires a mapping"));
    };
    format.at += 1;
    let mut depth = 1;
    let mut name = String::new();
    loop {
        match format.next() {
            Some('(') => depth += 1,
            Some(')') => depth -= 1,
            Some(_) => {}
            None => return Err(world.value_error("incomplete format key")),
        }
        if depth == 0 {
            break;
        }
        name.extend(format.characters.get(format.at - 1));
    }
    operators::get_item(world, mapping, &Value::str(name))
}

/// Digits or `*`.
fn size(
    world: &mut World,
    format: &mut Format,
    arguments: &mut Arguments<'_>,
    what: &str,
) -> Outcome<Option<i64>> {
    if format.peek() == Some('*') {
        format.at += 1;
        let value = arguments.take(world)?;
        return match value.unwrapped() {
            Value::Int(_, number) => Ok(Some(number)),
            Value::Bool(truth) => Ok(Some(i64::from(truth))),
            _ => Err(world.type_error("* wants int")),
        };
    }
    let mut number: Option<i64> = None;
    while let Some(digit) = format.peek().and_then(|digit| digit.to_digit(10)) {
        format.at += 1;
        let longer = number.unwrap_or(0).checked_mul(10);
        number = longer.and_then(|number| number.checked_add(i64::from(digit)));
        if number.is_none() {
            return Err(world.value_error(format!("{what} too big")));
        }
    }
    Ok(number)
}

fn character(world: &mut World, value: &Value) -> Outcome<Rc<Str>> {
    if let Some(text) = value.as_str() {
        if text.len() == 1 {
            return Ok(text);
        }
        return Err(world.type_error(format!(
            "%c requires an int or a unicode character, not a string of length {}",
            text.len()
        )));
    }
    if !operators::sequence::is_count(world, value) {
        let class = world.type_name(value);
        return Err(world.type_error(format!(
            "%c requires an int or a unicode character, not {}",
            class.as_str()
        )));
    }
    let code = match operators::index_value(world, value)? {
        Value::Int(_, code) => u32::try_from(code).ok(),
        _ => None,
    };
    match code.and_then(char::from_u32) {
        Some(character) => Ok(Str::new(character.to_string())),
        None => Err(world.error("OverflowError", "%c arg not in range(0x110000)")),
    }
}

impl Conversion {
    fn spec(&self, kind: char) -> Spec {
        Spec {
            fill: if self.zero && !self.left { '0' } else { ' ' },
            align: match (self.left, self.zero) {
                (true, _) => '<',
                (false, true) => '=',
                (false, false) => '>',
            },
            sign: if self.plus {
                Some('+')
            } else if self.space {
                Some(' ')
            } else {
                None
            },
            no_negative_zero: false,
            alternate: self.alternate,
            width: self.width,
            grouping: None,
            precision: self.precision,
            fraction_grouping: None,
            kind: Some(kind),
        }
    }

    /// A text, cut to its precision and padded with blanks.
    fn text(&self, text: &Str) -> String {
        let length = self.precision.unwrap_or(usize::MAX).min(text.len());
        let cut: String = text.as_str().chars().take(length).collect();
        let missing = self.width.saturating_sub(length);
        let blanks = " ".repeat(missing);
        if self.left {
            cut + &blanks
        } else {
            blanks + &cut
        }
    }

    fn integer(&self, world: &mut World, kind: char, value: &Value) -> Outcome<String> {
        let number = integer_of(world, kind, value)?;
        let Some(number) = Number::of(&number) else {
            unreachable!("integer_of gives integers only");
        };
        let radix = match kind {
            'o' => 8,
            'x' | 'X' => 16,
            _ => 10,
        };
        let (negative, mut digits) = match integer_digits(number, radix) {
            Ok(parts) => parts,
            Err(fault) => return Err(fault.raise(world)),
        };
        let zeros = self.precision.unwrap_or(0).saturating_sub(digits.len());
        digits.insert_str(0, &"0".repeat(zeros));
        let mut head = String::new();
        match (negative, self.plus, self.space) {
            (true, _, _) => head.push('-'),
            (false, true, _) => head.push('+'),
            (false, false, true) => head.push(' '),
            _ => {}
        }
        match (self.alternate, kind) {
            (true, 'o') => head.push_str("0o"),
            (true, 'x') => head.push_str("0x"),
            (true, 'X') => head.push_str("0X"),
            _ => {}
        }
        if kind == 'X' {
            digits.make_ascii_uppercase();
        }
        let missing = self.width.saturating_sub(head.len() + digits.len());
        Ok(if self.left {
            head + &digits + &" ".repeat(missing)
        } else if self.zero {
            head + &"0".repeat(missing) + &digits
        } else {
            " ".repeat(missing) + &head + &digits
        })
    }

    fn float(&self, world: &mut World, kind: char, value: &Value) -> Outcome<String> {
        let number = operators::real(world, value)?;
        let style = match kind {
            'e' | 'E' => Style::Exponent,
            'f' | 'F' => Style::Fixed,
            _ => Style::General,
        };
        Ok(float_text(
            &self.spec(kind),
            number,
            style,
            self.precision.unwrap_or(6),
        ))
    }
}

/// The integer that `%d` or `%x` writes.
fn integer_of(world: &mut World, kind: char, value: &Value) -> Outcome {
    let native = value.unwrapped();
    match (&native, kind) {
        (Value::Int(..) | Value::Big(_), _) => return Ok(native),
        (Value::Bool(truth), _) => return Ok(Value::int(i64::from(*truth))),
        (Value::Float(_, number), 'd' | 'i' | 'u') => {
            return number::integer_part(world, *number);
        }
        _ => {}
    }
    if method(world, value, &world.names.index).is_some() {
        return operators::index_value(world, value);
    }
    if matches!(kind, 'd' | 'i' | 'u')
        && let Some(number) = operators::special::call_named(world, value, "__int__", &[])?
    {
        return operators::index_value(world, &number);
    }
    let class = world.type_name(value);
    let class = class.as_str();
    Err(world.type_error(if matches!(kind, 'd' | 'i' | 'u') {
        format!("%{kind} format: a real number is required, not {class}")
    } else {
        format!("%{kind} format: an integer is required, not {class}")
    }))
}

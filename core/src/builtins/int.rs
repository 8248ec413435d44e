//! `int`: its constructor and methods.

use super::method::Call;
use super::{add, args};
use crate::vm::format::{self, text};
use crate::vm::operators::{self, Number, number, special};
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Raise, Value};
use num_bigint::{BigInt, Sign};
use num_traits::{Signed, Zero};

/// What is wrong with a text that should be an integer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Malformed {
    Literal,
    Base,
    /// More digits than can be read.
    Digits(usize),
}

/// `int(text, base)`; base 0 reads the prefix of a literal.
///
/// # Errors
/// What is wrong with the text or the base.
pub fn parse(source: &str, base: u32) -> Result<Value, Malformed> {
    if base == 1 || base > 36 {
        return Err(Malformed::Base);
    }
    let mut rest = source.trim_matches(text::is_space);
    let mut negative = false;
    if let Some(behind) = rest.strip_prefix(['-', '+']) {
        negative = rest.starts_with('-');
        rest = behind;
    }
    let prefixed = |letters: [char; 2]| {
        rest.strip_prefix('0')
            .and_then(|behind| behind.strip_prefix(letters))
    };
    let mut radix = base;
    let mut after_prefix = None;
    for (letters, value) in [(['x', 'X'], 16), (['o', 'O'], 8), (['b', 'B'], 2)] {
        if (base == 0 || base == value)
            && let Some(behind) = prefixed(letters)
        {
            radix = value;
            after_prefix = Some(behind.strip_prefix('_').unwrap_or(behind));
        }
    }
    let mut only_zeros = false;
    if radix == 0 {
        radix = 10;
        only_zeros = rest.starts_with('0');
    }
    let digits = plain_digits(after_prefix.unwrap_or(rest), radix).ok_or(Malformed::Literal)?;
    if only_zeros && digits.bytes().any(|digit| digit != b'0') {
        return Err(Malformed::Literal);
    }
    if digits.len() > format::MOST_DIGITS && !radix.is_power_of_two() {
        return Err(Malformed::Digits(digits.len()));
    }
    if let Ok(small) = i64::from_str_radix(&digits, radix) {
        return Ok(Value::int(if negative { -small } else { small }));
    }
    let number = BigInt::parse_bytes(digits.as_bytes(), radix).ok_or(Malformed::Literal)?;
    Ok(number::from_big(if negative { -number } else { number }))
}

/// Digits of a radix as ASCII, single underscores between them taken out; none where the text has
/// anything else.
fn plain_digits(source: &str, radix: u32) -> Option<String> {
    let mut digits = String::with_capacity(source.len());
    let mut after_digit = false;
    for character in source.chars() {
        if character == '_' && after_digit {
            after_digit = false;
            continue;
        }
        let value = text::decimal_digit(character).or_else(|| character.to_digit(36))?;
        if value >= radix {
            return None;
        }
        digits.push(char::from_digit(value, radix)?);
        after_digit = true;
    }
    after_digit.then_some(digits)
}

/// As much of a malformed literal as its message shows, in characters.
const SHOWN_OF_LITERAL: usize = 200;

fn malformed(world: &mut World, what: Malformed, source: &Value, base: i64) -> Raise {
    match what {
        Malformed::Base => world.value_error("int() base must be >= 2 and <= 36, or 0"),
        Malformed::Digits(count) => world.value_error(format!(
            "Exceeds the limit (4300 digits) for integer string conversion: value has {count} \
             digits; use sys.set_int_max_str_digits() to increase the limit"
        )),
        Malformed::Literal => match format::repr(world, source) {
            Ok(shown) => {
                let shown: String = shown.as_str().chars().take(SHOWN_OF_LITERAL).collect();
                world.value_error(format!(
                    "invalid literal for int() with base {base}: {shown}"
                ))
            }
            Err(raise) => raise,
        },
    }
}

fn from_text(world: &mut World, source: &Value, base: i64) -> Outcome {
    let native = source.unwrapped();
    let content = match &native {
        Value::Str(content) => content.as_str().to_owned(),
        Value::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(content) => content.to_owned(),
            Err(_) => return Err(malformed(world, Malformed::Literal, &native, base)),
        },
        _ => return Err(world.type_error("int() can't convert non-string with explicit base")),
    };
    match parse(&content, u32::try_from(base).unwrap_or(1)) {
        Ok(number) => Ok(number),
        Err(what) => Err(malformed(world, what, &native, base)),
    }
}

/// `int(value)`.
///
/// # Errors
/// ValueError for a malformed text; TypeError; what `__int__` raises.
pub fn convert(world: &mut World, value: &Value) -> Outcome {
    match value {
        Value::Int(..) | Value::Big(_) => return Ok(value.clone()),
        Value::Bool(truth) => return Ok(Value::int(i64::from(*truth))),
        Value::Float(_, number) => return number::integer_part(world, *number),
        Value::Str(_) | Value::Bytes(_) => return from_text(world, value, 10),
        _ => {}
    }
    if let Some(result) = special::call_named(world, value, "__int__", &[])? {
        let native = result.unwrapped();
        return match native {
            Value::Int(..) | Value::Big(_) => Ok(native),
            Value::Bool(truth) => Ok(Value::int(i64::from(truth))),
            _ => {
                let class = world.type_name(&result);
                let class = class.as_str();
                Err(world.type_error(format!("__int__ returned non-int (type {class})")))
            }
        };
    }
    if operators::method(world, value, &world.names.index).is_some() {
        return operators::index_value(world, value);
    }
    let native = value.unwrapped();
    if Number::of(&native).is_some() || matches!(native, Value::Str(_) | Value::Bytes(_)) {
        return convert(world, &native);
    }
    let class = world.type_name(value);
    Err(world.type_error(format!(
        "int() argument must be a string, a bytes-like object or a real number, not '{}'",
        class.as_str()
    )))
}

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    let given = args.pos.len() + args.kw.len() - 1;
    if given > 2 {
        return Err(world.type_error(format!("int expected at most 2 arguments, got {given}")));
    }
    let keywords = Args {
        pos: &[],
        kw: args.kw,
    };
    let [named] = args::bind(world, "int", keywords, &["base"], 0)?;
    let base = args.pos.get(2).cloned();
    let base = if named.is_unbound() {
        base
    } else {
        Some(named)
    };
    match (args.pos.get(1), base) {
        (None, None) => Ok(Value::int(0)),
        (None, Some(_)) => Err(world.type_error("int() missing string argument")),
        (Some(value), None) => convert(world, value),
        (Some(value), Some(base)) => {
            let base = operators::index(world, &base)?;
            from_text(world, value, base)
        }
    }
}

/// The integer that a method was called on.
fn receiver(world: &mut World, name: &'static str, args: Args<'_>) -> Outcome<BigInt> {
    let call = Call::new(world, name, args)?;
    call.none(world)?;
    operators::integer(world, &call.receiver)
}

fn bit_length(world: &mut World, args: Args<'_>) -> Outcome {
    let number = receiver(world, "int.bit_length", args)?;
    Ok(Value::size(
        usize::try_from(number.bits()).unwrap_or(usize::MAX),
    ))
}

fn bit_count(world: &mut World, args: Args<'_>) -> Outcome {
    let number = receiver(world, "int.bit_count", args)?;
    Ok(Value::size(
        usize::try_from(number.magnitude().count_ones()).unwrap_or(usize::MAX),
    ))
}

fn as_integer_ratio(world: &mut World, args: Args<'_>) -> Outcome {
    let number = receiver(world, "int.as_integer_ratio", args)?;
    Ok(Value::tuple([number::from_big(number), Value::int(1)]))
}

fn is_integer(_world: &mut World, _args: Args<'_>) -> Outcome {
    Ok(Value::Bool(true))
}

fn itself(world: &mut World, args: Args<'_>) -> Outcome {
    receiver(world, "int.conjugate", args).map(number::from_big)
}

fn zero(_world: &mut World, _args: Args<'_>) -> Outcome {
    Ok(Value::int(0))
}

fn unit(_world: &mut World, _args: Args<'_>) -> Outcome {
    Ok(Value::int(1))
}

/// Whether the most significant byte comes first.
fn is_big_endian(world: &mut World, order: &Value) -> Outcome<bool> {
    if order.is_unbound() {
        return Ok(true);
    }
    let order = args::text(world, "byteorder", order)?;
    match order.as_str() {
        "big" => Ok(true),
        "little" => Ok(false),
        _ => Err(world.value_error("byteorder must be either 'little' or 'big'")),
    }
}

fn to_bytes(world: &mut World, args: Args<'_>) -> Outcome {
    let names = ["self", "length", "byteorder", "signed"];
    let [value, length, order, signed] = args::bind(world, "to_bytes", args, &names, 1)?;
    let number = operators::integer(world, &value)?;
    let length = if length.is_unbound() {
        1
    } else {
        operators::index(world, &length)?
    };
    let Ok(length) = usize::try_from(length) else {
        return Err(world.value_error("length argument must be non-negative"));
    };
    world.reserve(length)?;
    let big_endian = is_big_endian(world, &order)?;
    let signed = !signed.is_unbound() && operators::truth(world, &signed)?;
    if number.is_negative() && !signed {
        return Err(world.error("OverflowError", "can't convert negative int to unsigned"));
    }
    let mut bytes = if signed {
        number.to_signed_bytes_le()
    } else if number.is_zero() {
        Vec::new()
    } else {
        number.magnitude().to_bytes_le()
    };
    if number.is_zero() {
        bytes.clear();
    }
    if bytes.len() > length {
        return Err(world.error("OverflowError", "int too big to convert"));
    }
    bytes.resize(length, if number.is_negative() { 0xff } else { 0 });
    if big_endian {
        bytes.reverse();
    }
    Ok(Value::Bytes(bytes.into()))
}

fn from_bytes(world: &mut World, args: Args<'_>) -> Outcome {
    let names = ["type", "bytes", "byteorder", "signed"];
    let [_, source, order, signed] = args::bind(world, "from_bytes", args, &names, 2)?;
    let mut bytes = super::bytes::content(world, &source)?;
    let big_endian = is_big_endian(world, &order)?;
    let signed = !signed.is_unbound() && operators::truth(world, &signed)?;
    if big_endian {
        bytes.reverse();
    }
    Ok(number::from_big(if signed {
        BigInt::from_signed_bytes_le(&bytes)
    } else {
        BigInt::from_bytes_le(Sign::Plus, &bytes)
    }))
}

/// `bin`, `oct` and `hex` of the builtins module.
///
/// # Errors
/// TypeError where the value is no integer.
pub fn prefixed(world: &mut World, value: &Value, radix: u32) -> Outcome {
    let number = operators::index_value(world, value)?;
    let Some(number) = Number::of(&number) else {
        unreachable!("index_value gives integers only");
    };
    let (negative, digits) = match format::spec::integer_digits(number, radix) {
        Ok(parts) => parts,
        Err(fault) => return Err(fault.raise(world)),
    };
    let prefix = match radix {
        2 => "0b",
        8 => "0o",
        _ => "0x",
    };
    let sign = if negative { "-" } else { "" };
    Ok(Value::str(format!("{sign}{prefix}{digits}")))
}

static METHODS: &[Native] = &[
    Native::function("bit_length", bit_length),
    Native::function("bit_count", bit_count),
    Native::function("as_integer_ratio", as_integer_ratio),
    Native::function("is_integer", is_integer),
    Native::function("conjugate", itself),
    Native::function("to_bytes", to_bytes),
    Native::class("from_bytes", from_bytes),
    Native::getter("real", itself),
    Native::getter("numerator", itself),
    Native::getter("imag", zero),
    Native::getter("denominator", unit),
];

pub fn install(world: &mut World) {
    add(&world.types.int.dict, METHODS);
    world.types.int.construct.set(Some(construct));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(source: &str, base: u32) -> Result<String, Malformed> {
        parse(source, base).map(|value| match value {
            Value::Int(_, number) => number.to_string(),
            Value::Big(number) => number.to_string(),
            _ => unreachable!("parse gives integers"),
        })
    }

    #[test]
    fn texts_become_integers() {
        for (source, base, expected) in [
            ("1_000", 10, "1000"),
            (" 12\n", 10, "12"),
            ("-0x1f", 16, "-31"),
            ("0b_11", 0, "3"),
            ("0b11", 0, "3"),
            ("b1", 16, "177"),
            ("000", 0, "0"),
            ("٣", 10, "3"),
            ("z", 36, "35"),
            ("+5", 10, "5"),
            (
                "123456789012345678901234567890",
                10,
                "123456789012345678901234567890",
            ),
            ("-9223372036854775808", 10, "-9223372036854775808"),
        ] {
            assert_eq!(number(source, base).as_deref(), Ok(expected), "{source}");
        }
        for (source, base) in [
            ("", 10),
            ("_1", 10),
            ("1_", 10),
            ("1__0", 10),
            ("--5", 10),
            ("12.5", 10),
            ("9", 8),
            ("010", 0),
            ("0x", 16),
            ("- 1", 10),
        ] {
            assert_eq!(number(source, base), Err(Malformed::Literal), "{source}");
        }
        assert_eq!(number("1", 40), Err(Malformed::Base));
        assert_eq!(number(&"1".repeat(5000), 10), Err(Malformed::Digits(5000)));
    }
}

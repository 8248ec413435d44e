//! `float`: its constructor and methods, and `round`.

use super::method::Call;
use super::{add, args};
use crate::vm::format::{self, float};
use crate::vm::operators::{self, Number, number, special};
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Value};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive};

/// `float(value)`.
///
/// # Errors
/// ValueError for a malformed text; TypeError; what `__float__` raises.
pub fn convert(world: &mut World, value: &Value) -> Outcome {
    match value {
        Value::Float(..) => return Ok(value.clone()),
        Value::Str(_) | Value::Bytes(_) => return from_text(world, value),
        Value::Instance(_) => {
            let native = value.unwrapped();
            let is_text = matches!(native, Value::Str(_) | Value::Bytes(_));
            let name = operators::method_name("__float__");
            if is_text && operators::method(world, value, &name).is_none() {
                return from_text(world, &native);
            }
        }
        _ => {}
    }
    match value.unwrapped() {
        // A plain number keeps its origin: `float(2)` in a delay is still the literal's bar.
        Value::Int(origin, number) if matches!(value, Value::Int(..)) => {
            #[expect(
                clippy::cast_precision_loss,
                reason = "rounds half to even, as CPython does"
            )]
            return Ok(Value::Float(origin, number as f64));
        }
        _ => {}
    }
    let is_number = Number::of(&value.unwrapped()).is_some()
        || operators::method(world, value, &operators::method_name("__float__")).is_some()
        || operators::method(world, value, &world.names.index).is_some();
    if !is_number {
        let class = world.type_name(value);
        let class = class.as_str();
        return Err(world.type_error(format!(
            "float() argument must be a string or a real number, not '{class}'"
        )));
    }
    operators::real(world, value).map(Value::float)
}

fn from_text(world: &mut World, value: &Value) -> Outcome {
    let number = match value {
        Value::Str(content) => float::parse(content),
        Value::Bytes(bytes) => std::str::from_utf8(bytes).ok().and_then(float::parse),
        _ => None,
    };
    match number {
        Some(number) => Ok(Value::float(number)),
        None => {
            let shown = format::repr(world, value)?;
            let shown = shown.as_str();
            Err(world.value_error(format!("could not convert string to float: {shown}")))
        }
    }
}

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    args::no_keywords(world, "float", args)?;
    match args.pos {
        [_] => Ok(Value::float(0.0)),
        [_, value] => convert(world, value),
        more => {
            let given = more.len() - 1;
            Err(world.type_error(format!("float expected at most 1 argument, got {given}")))
        }
    }
}

/// `round(number, digits)`.
///
/// # Errors
/// TypeError "type str doesn't define __round__ method"; OverflowError.
pub fn round(world: &mut World, value: &Value, digits: &Value) -> Outcome {
    let wanted = match digits {
        Value::Unbound | Value::None => None,
        given => Some(given),
    };
    let further = wanted.map_or(&[][..], std::slice::from_ref);
    if let Some(result) = special::call_named(world, value, "__round__", further)? {
        return Ok(result);
    }
    let native = value.unwrapped();
    let Some(number) = Number::of(&native) else {
        let class = world.type_name(value);
        let class = class.as_str();
        return Err(world.type_error(format!("type {class} doesn't define __round__ method")));
    };
    match (number, wanted) {
        (Number::Float(number), None) => number::integer_part(world, number.round_ties_even()),
        (Number::Float(number), Some(digits)) => {
            let digits = operators::index(world, digits)?;
            match float::round(number, digits) {
                Some(rounded) => Ok(Value::float(rounded)),
                None => Err(world.error("OverflowError", "rounded value too large to represent")),
            }
        }
        (_, None) => operators::index_value(world, &native),
        (number, Some(digits)) => {
            let digits = operators::index_value(world, digits)?;
            let places = match digits {
                Value::Int(_, digits) if digits < 0 => digits.unsigned_abs(),
                _ => return operators::index_value(world, &native),
            };
            let Some(number) = number.to_big() else {
                unreachable!("floats were handled before");
            };
            Ok(number::from_big(round_integer(&number, places)))
        }
    }
}

/// An integer to tens, hundreds …: half to even.
fn round_integer(number: &BigInt, places: u64) -> BigInt {
    let digits = number.bits() / 3 + 2;
    if places > digits {
        return BigInt::ZERO;
    }
    let unit = BigInt::from(10).pow(u32::try_from(places).unwrap_or(u32::MAX));
    let (quotient, rest) = number.div_mod_floor(&unit);
    let doubled: BigInt = &rest * 2;
    let up = doubled > unit || (doubled == unit && quotient.is_odd());
    (if up {
        quotient + BigInt::one()
    } else {
        quotient
    }) * unit
}

fn receiver(world: &mut World, name: &'static str, args: Args<'_>) -> Outcome<f64> {
    let call = Call::new(world, name, args)?;
    call.none(world)?;
    operators::real(world, &call.receiver.unwrapped())
}

fn is_integer(world: &mut World, args: Args<'_>) -> Outcome {
    let number = receiver(world, "float.is_integer", args)?;
    Ok(Value::Bool(number.is_finite() && number.fract() == 0.0))
}

fn as_integer_ratio(world: &mut World, args: Args<'_>) -> Outcome {
    let number = receiver(world, "float.as_integer_ratio", args)?;
    if number.is_nan() {
        return Err(world.value_error("cannot convert NaN to integer ratio"));
    }
    if number.is_infinite() {
        return Err(world.error("OverflowError", "cannot convert Infinity to integer ratio"));
    }
    let (mantissa, exponent) = number::decode(number);
    let mut numerator = BigInt::from(mantissa);
    let mut denominator = BigInt::one();
    if exponent >= 0 {
        numerator <<= exponent.unsigned_abs();
    } else {
        denominator <<= exponent.unsigned_abs();
    }
    let common = numerator.gcd(&denominator);
    numerator /= &common;
    denominator /= &common;
    if number < 0.0 {
        numerator = -numerator;
    }
    Ok(Value::tuple([
        number::from_big(numerator),
        number::from_big(denominator),
    ]))
}

fn hex(world: &mut World, args: Args<'_>) -> Outcome {
    receiver(world, "float.hex", args).map(|number| Value::str(float::hex(number)))
}

fn fromhex(world: &mut World, args: Args<'_>) -> Outcome {
    let [_, source] = args::positional(world, "fromhex", args, 2)?;
    let source = args::text(world, "fromhex() argument", &source)?;
    match parse_hex(source.as_str().trim()) {
        Some(number) => Ok(Value::float(number)),
        None => Err(world.value_error("invalid hexadecimal floating-point string")),
    }
}

/// `0x1.8p+0`; at most 13 digits behind the point are exact.
fn parse_hex(source: &str) -> Option<f64> {
    let (negative, rest) = match source.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, source.strip_prefix('+').unwrap_or(source)),
    };
    if let Some(number @ ("inf" | "infinity" | "nan")) = Some(rest.to_ascii_lowercase()).as_deref()
    {
        let number: f64 = number.parse().ok()?;
        return Some(if negative { -number } else { number });
    }
    let rest = rest
        .strip_prefix("0x")
        .or_else(|| rest.strip_prefix("0X"))
        .unwrap_or(rest);
    let (digits, exponent) = match rest.split_once(['p', 'P']) {
        Some((digits, exponent)) => (digits, exponent.parse::<i64>().ok()?),
        None => (rest, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let number = BigInt::parse_bytes(format!("{whole}{fraction}").as_bytes(), 16)?;
    if number.is_negative() {
        return None;
    }
    let shift = i64::try_from(fraction.len()).ok()? * 4;
    let number = number::scale(number.to_f64()?, exponent.checked_sub(shift)?);
    Some(if negative { -number } else { number })
}

fn itself(world: &mut World, args: Args<'_>) -> Outcome {
    receiver(world, "float.conjugate", args).map(Value::float)
}

fn zero(_world: &mut World, _args: Args<'_>) -> Outcome {
    Ok(Value::float(0.0))
}

static METHODS: &[Native] = &[
    Native::function("is_integer", is_integer),
    Native::function("as_integer_ratio", as_integer_ratio),
    Native::function("hex", hex),
    Native::class("fromhex", fromhex),
    Native::function("conjugate", itself),
    Native::getter("real", itself),
    Native::getter("imag", zero),
];

pub fn install(world: &mut World) {
    add(&world.types.float.dict, METHODS);
    world.types.float.construct.set(Some(construct));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_rounded_half_to_even() {
        for (number, places, expected) in [
            (15, 1, 20),
            (25, 1, 20),
            (-25, 1, -20),
            (-35, 1, -40),
            (149, 2, 100),
            (5, 5, 0),
        ] {
            assert_eq!(
                round_integer(&BigInt::from(number), places),
                BigInt::from(expected)
            );
        }
    }

    #[test]
    fn hexadecimal_texts() {
        assert_eq!(parse_hex("0x1.8p+0"), Some(1.5));
        assert_eq!(parse_hex("-0x1.999999999999ap-4"), Some(-0.1));
        assert_eq!(parse_hex("x"), None);
    }
}

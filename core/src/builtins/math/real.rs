//! Functions of real numbers.

use super::{args, domain_error, range_error, single};
use crate::vm::format::float as text;
use crate::vm::operators::{self, Number, number};
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Raise, Value};
use num_bigint::Sign;
use num_traits::ToPrimitive;

/// "expected a finite input, got inf"
fn expected(world: &mut World, what: &str, number: f64) -> Raise {
    world.value_error(format!("expected {what}, got {}", text::repr(number)))
}

/// A function's value, unless it left the numbers: NaN out of a number, infinity out of a finite
/// one.
fn checked(world: &mut World, argument: f64, result: f64) -> Outcome {
    if result.is_nan() && !argument.is_nan() {
        return Err(domain_error(world));
    }
    if result.is_infinite() && argument.is_finite() {
        return Err(range_error(world));
    }
    Ok(Value::float(result))
}

macro_rules! plain {
    ($($name:ident $function:expr;)*) => {
        $(fn $name(world: &mut World, args: Args<'_>) -> Outcome {
            let number = single(world, concat!("math.", stringify!($name)), args)?;
            let function: fn(f64) -> f64 = $function;
            checked(world, number, function(number))
        })*
    };
}

plain! {
    exp f64::exp;
    exp2 f64::exp2;
    expm1 f64::exp_m1;
    sinh f64::sinh;
    cosh f64::cosh;
    tanh f64::tanh;
    asinh f64::asinh;
    atan f64::atan;
    fabs f64::abs;
    cbrt f64::cbrt;
}

macro_rules! limited {
    ($($name:ident $function:expr, $domain:expr, $words:literal;)*) => {
        $(fn $name(world: &mut World, args: Args<'_>) -> Outcome {
            let number = single(world, concat!("math.", stringify!($name)), args)?;
            let within: fn(f64) -> bool = $domain;
            if !number.is_nan() && !within(number) {
                return Err(expected(world, $words, number));
            }
            let function: fn(f64) -> f64 = $function;
            checked(world, number, function(number))
        })*
    };
}

limited! {
    sqrt f64::sqrt, |x| x >= 0.0, "a nonnegative input";
    sin f64::sin, f64::is_finite, "a finite input";
    cos f64::cos, f64::is_finite, "a finite input";
    tan f64::tan, f64::is_finite, "a finite input";
    asin f64::asin, |x| (-1.0..=1.0).contains(&x), "a number in range from -1 up to 1";
    acos f64::acos, |x| (-1.0..=1.0).contains(&x), "a number in range from -1 up to 1";
    acosh f64::acosh, |x| x >= 1.0, "argument value not less than 1";
    atanh f64::atanh, |x| x > -1.0 && x < 1.0, "a number between -1 and 1";
    log1p f64::ln_1p, |x| x > -1.0, "argument value > -1";
}

/// A logarithm of any positive number; large integers need no float of their own size.
fn logarithm(world: &mut World, value: &Value, function: fn(f64) -> f64) -> Outcome<f64> {
    let native = value.unwrapped();
    if let Some(Number::Big(big)) = Number::of(&native) {
        if big.sign() == Sign::Minus {
            return Err(world.value_error("expected a positive input"));
        }
        if let Some(number) = Number::Big(big).to_float() {
            return Ok(function(number));
        }
        let shift = big.bits().saturating_sub(64);
        let top = (big >> shift).to_f64().unwrap_or(f64::INFINITY);
        #[expect(
            clippy::cast_precision_loss,
            reason = "the count of bits is far below 2**53"
        )]
        let rest = shift as f64;
        return Ok(function(top) + rest * function(2.0));
    }
    let is_integer = matches!(native, Value::Int(..) | Value::Bool(_));
    let number = operators::real(world, value)?;
    if number <= 0.0 {
        return Err(if is_integer {
            world.value_error("expected a positive input")
        } else {
            expected(world, "a positive input", number)
        });
    }
    Ok(function(number))
}

fn log(world: &mut World, args: Args<'_>) -> Outcome {
    let [number, base] = args::positional(world, "log", args, 1)?;
    let result = logarithm(world, &number, f64::ln)?;
    if base.is_unbound() {
        return Ok(Value::float(result));
    }
    let base = logarithm(world, &base, f64::ln)?;
    if base == 0.0 {
        return Err(number::division_by_zero(world));
    }
    Ok(Value::float(result / base))
}

fn log2(world: &mut World, args: Args<'_>) -> Outcome {
    let [number] = args::positional(world, "math.log2", args, 1)?;
    logarithm(world, &number, f64::log2).map(Value::float)
}

fn log10(world: &mut World, args: Args<'_>) -> Outcome {
    let [number] = args::positional(world, "math.log10", args, 1)?;
    logarithm(world, &number, f64::log10).map(Value::float)
}

/// Two floats as arguments.
fn pair(world: &mut World, name: &str, args: Args<'_>) -> Outcome<(f64, f64)> {
    let [first, second] = args::positional(world, name, args, 2)?;
    Ok((
        operators::real(world, &first)?,
        operators::real(world, &second)?,
    ))
}

fn pow(world: &mut World, args: Args<'_>) -> Outcome {
    let (base, exponent) = pair(world, "pow", args)?;
    let result = base.powf(exponent);
    let finite = base.is_finite() && exponent.is_finite();
    if finite && (result.is_nan() || (base == 0.0 && exponent < 0.0)) {
        return Err(domain_error(world));
    }
    if finite && result.is_infinite() {
        return Err(range_error(world));
    }
    Ok(Value::float(result))
}

fn fmod(world: &mut World, args: Args<'_>) -> Outcome {
    let (a, b) = pair(world, "fmod", args)?;
    let result = if b.is_infinite() && a.is_finite() {
        a
    } else {
        a % b
    };
    if result.is_nan() && !a.is_nan() && !b.is_nan() {
        return Err(domain_error(world));
    }
    Ok(Value::float(result))
}

fn remainder(world: &mut World, args: Args<'_>) -> Outcome {
    let (a, b) = pair(world, "remainder", args)?;
    if a.is_nan() || b.is_nan() {
        return Ok(Value::float(f64::NAN));
    }
    if a.is_infinite() || b == 0.0 {
        return Err(domain_error(world));
    }
    if b.is_infinite() {
        return Ok(Value::float(a));
    }
    let (size, step) = (a.abs(), b.abs());
    let over = size % step;
    let under = step - over;
    let result = if over < under {
        over
    } else if over > under {
        -under
    } else {
        // Half-way: the quotient that is even decides.
        over - 2.0 * ((0.5 * (size - over)) % step)
    };
    Ok(Value::float(result * 1.0_f64.copysign(a)))
}

fn atan2(world: &mut World, args: Args<'_>) -> Outcome {
    let (y, x) = pair(world, "atan2", args)?;
    Ok(Value::float(y.atan2(x)))
}

fn copysign(world: &mut World, args: Args<'_>) -> Outcome {
    let (number, sign) = pair(world, "copysign", args)?;
    Ok(Value::float(number.copysign(sign)))
}

fn nextafter(world: &mut World, args: Args<'_>) -> Outcome {
    let (from, to) = pair(world, "nextafter", args)?;
    Ok(Value::float(if from.is_nan() || to.is_nan() {
        f64::NAN
    } else if from < to {
        from.next_up()
    } else if from > to {
        from.next_down()
    } else {
        to
    }))
}

fn ulp(world: &mut World, args: Args<'_>) -> Outcome {
    let number = single(world, "math.ulp", args)?.abs();
    Ok(Value::float(if !number.is_finite() {
        number
    } else if number == f64::MAX {
        number - number.next_down()
    } else {
        number.next_up() - number
    }))
}

fn degrees(world: &mut World, args: Args<'_>) -> Outcome {
    let number = single(world, "math.degrees", args)?;
    Ok(Value::float(number * (180.0 / std::f64::consts::PI)))
}

fn radians(world: &mut World, args: Args<'_>) -> Outcome {
    let number = single(world, "math.radians", args)?;
    Ok(Value::float(number * (std::f64::consts::PI / 180.0)))
}

fn modf(world: &mut World, args: Args<'_>) -> Outcome {
    let number = single(world, "math.modf", args)?;
    let fraction = if number.is_infinite() {
        0.0
    } else {
        number.fract()
    };
    Ok(Value::tuple([
        Value::float(fraction.copysign(number)),
        Value::float(number.trunc()),
    ]))
}

fn frexp(world: &mut World, args: Args<'_>) -> Outcome {
    let number = single(world, "math.frexp", args)?;
    if number == 0.0 || !number.is_finite() {
        return Ok(Value::tuple([Value::float(number), Value::int(0)]));
    }
    let (mantissa, exponent) = number::decode(number);
    let bits = i64::from(64 - mantissa.leading_zeros());
    #[expect(clippy::cast_precision_loss, reason = "a mantissa has at most 53 bits")]
    let fraction = number::scale(mantissa as f64, -bits);
    Ok(Value::tuple([
        Value::float(fraction.copysign(number)),
        Value::int(i64::from(exponent) + bits),
    ]))
}

fn ldexp(world: &mut World, args: Args<'_>) -> Outcome {
    let [number, exponent] = args::positional(world, "ldexp", args, 2)?;
    let number = operators::real(world, &number)?;
    let exponent = operators::index(world, &exponent)?;
    let result = number::scale(number, exponent.clamp(-5000, 5000));
    checked(world, number, result)
}

fn fma(world: &mut World, args: Args<'_>) -> Outcome {
    let [x, y, z] = args::positional(world, "fma", args, 3)?;
    let (x, y) = (operators::real(world, &x)?, operators::real(world, &y)?);
    let z = operators::real(world, &z)?;
    Ok(Value::float(x.mul_add(y, z)))
}

fn isfinite(world: &mut World, args: Args<'_>) -> Outcome {
    single(world, "math.isfinite", args).map(|number| Value::Bool(number.is_finite()))
}

fn isinf(world: &mut World, args: Args<'_>) -> Outcome {
    single(world, "math.isinf", args).map(|number| Value::Bool(number.is_infinite()))
}

fn isnan(world: &mut World, args: Args<'_>) -> Outcome {
    single(world, "math.isnan", args).map(|number| Value::Bool(number.is_nan()))
}

fn isclose(world: &mut World, args: Args<'_>) -> Outcome {
    let [a, b, relative, absolute] =
        args::bind(world, "isclose", args, &["a", "b", "rel_tol", "abs_tol"], 2)?;
    let (a, b) = (operators::real(world, &a)?, operators::real(world, &b)?);
    let mut tolerance = |value: &Value, default: f64| {
        if value.is_unbound() {
            Ok(default)
        } else {
            operators::real(world, value)
        }
    };
    let (relative, absolute) = (tolerance(&relative, 1e-9)?, tolerance(&absolute, 0.0)?);
    if relative < 0.0 || absolute < 0.0 {
        return Err(world.value_error("tolerances must be non-negative"));
    }
    if a.is_infinite() || b.is_infinite() {
        return Ok(Value::Bool(a == b));
    }
    let difference = (b - a).abs();
    Ok(Value::Bool(
        a == b
            || difference <= (relative * b).abs()
            || difference <= (relative * a).abs()
            || difference <= absolute,
    ))
}

pub static FUNCTIONS: &[Native] = &[
    Native::function("exp", exp),
    Native::function("exp2", exp2),
    Native::function("expm1", expm1),
    Native::function("sinh", sinh),
    Native::function("cosh", cosh),
    Native::function("tanh", tanh),
    Native::function("asinh", asinh),
    Native::function("atan", atan),
    Native::function("fabs", fabs),
    Native::function("cbrt", cbrt),
    Native::function("sqrt", sqrt),
    Native::function("sin", sin),
    Native::function("cos", cos),
    Native::function("tan", tan),
    Native::function("asin", asin),
    Native::function("acos", acos),
    Native::function("acosh", acosh),
    Native::function("atanh", atanh),
    Native::function("log1p", log1p),
    Native::function("log", log),
    Native::function("log2", log2),
    Native::function("log10", log10),
    Native::function("pow", pow),
    Native::function("fmod", fmod),
    Native::function("remainder", remainder),
    Native::function("atan2", atan2),
    Native::function("copysign", copysign),
    Native::function("nextafter", nextafter),
    Native::function("ulp", ulp),
    Native::function("degrees", degrees),
    Native::function("radians", radians),
    Native::function("modf", modf),
    Native::function("frexp", frexp),
    Native::function("ldexp", ldexp),
    Native::function("fma", fma),
    Native::function("isfinite", isfinite),
    Native::function("isinf", isinf),
    Native::function("isnan", isnan),
    Native::function("isclose", isclose),
];

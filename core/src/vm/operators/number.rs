//! Arithmetic of `int` and `float`.
//!
//! In: two numbers and an operator. Out: the number that CPython gives, or its exception. An `int`
//! stays an `i64` as long as it fits; what does not fit is a `BigInt`, never both for one number.

use crate::code::BinaryKind;
use crate::world::World;
use crate::world::value::{Outcome, Raise, Value};
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{Signed, ToPrimitive, Zero};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::rc::Rc;

/// A number as the operators see it: `bool` is an `int` here.
#[derive(Clone, Copy)]
pub enum Number<'a> {
    Int(i64),
    Big(&'a BigInt),
    Float(f64),
}

impl<'a> Number<'a> {
    /// The number in a value; none where it is no number.
    #[must_use]
    pub fn of(value: &'a Value) -> Option<Self> {
        match value {
            Value::Int(_, number) => Some(Self::Int(*number)),
            Value::Bool(truth) => Some(Self::Int(i64::from(*truth))),
            Value::Float(_, number) => Some(Self::Float(*number)),
            Value::Big(number) => Some(Self::Big(number)),
            _ => None,
        }
    }

    /// As a float, rounded half to even; none where it is too large.
    #[must_use]
    pub fn to_float(self) -> Option<f64> {
        match self {
            #[expect(
                clippy::cast_precision_loss,
                reason = "rounds half to even, as CPython does"
            )]
            Self::Int(number) => Some(number as f64),
            Self::Float(number) => Some(number),
            Self::Big(number) => number.to_f64().filter(|number| number.is_finite()),
        }
    }

    /// As an integer; none for a float.
    #[must_use]
    pub fn to_big(self) -> Option<Cow<'a, BigInt>> {
        match self {
            Self::Int(number) => Some(Cow::Owned(number.into())),
            Self::Big(number) => Some(Cow::Borrowed(number)),
            Self::Float(_) => None,
        }
    }
}

/// An `int` of any size, in its one form.
#[must_use]
pub fn from_big(number: BigInt) -> Value {
    match number.to_i64() {
        Some(small) => Value::int(small),
        None => Value::Big(Rc::new(number)),
    }
}

/// The integer part of a finite float.
#[must_use]
pub fn from_float(number: f64) -> Value {
    if number.abs() < 9.2e18 {
        #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
        return Value::int(number as i64);
    }
    let (mantissa, exponent) = decode(number);
    let mut big = BigInt::from(mantissa) << exponent.unsigned_abs();
    if exponent < 0 {
        big = BigInt::from(mantissa) >> exponent.unsigned_abs();
    }
    from_big(if number < 0.0 { -big } else { big })
}

/// `int(float)`: what is behind the point is cut off.
///
/// # Errors
/// ValueError for NaN, OverflowError for an infinity.
pub fn integer_part(world: &mut World, number: f64) -> Outcome {
    if number.is_nan() {
        return Err(world.value_error("cannot convert float NaN to integer"));
    }
    if number.is_infinite() {
        return Err(world.error("OverflowError", "cannot convert float infinity to integer"));
    }
    Ok(from_float(number.trunc()))
}

/// A finite float's magnitude as mantissa times a power of two.
#[must_use]
pub fn decode(number: f64) -> (u64, i32) {
    let bits = number.to_bits();
    let exponent = i32::try_from((bits >> 52) & 0x7ff).unwrap_or(0);
    let mantissa = bits & 0x000f_ffff_ffff_ffff;
    if exponent == 0 {
        (mantissa, -1074)
    } else {
        (mantissa | 1 << 52, exponent - 1075)
    }
}

/// `number` times two to the `exponent`, without a detour through infinity.
#[must_use]
pub fn scale(mut number: f64, mut exponent: i64) -> f64 {
    while exponent > 1000 && number.is_finite() && number != 0.0 {
        number *= f64::from_bits((1023 + 1000) << 52);
        exponent -= 1000;
    }
    while exponent < -1000 && number != 0.0 {
        number *= f64::from_bits((1023 - 969) << 52);
        exponent += 969;
    }
    let power = 1023 + exponent.clamp(-1000, 1000);
    number * f64::from_bits(u64::try_from(power).unwrap_or(1) << 52)
}

/// The operator on two numbers; none where either is no number or floats have no such operator.
///
/// # Errors
/// ZeroDivisionError, OverflowError, ValueError as CPython; halts where the result would pass the
/// memory limit or be a complex number.
pub fn arithmetic(
    world: &mut World,
    kind: BinaryKind,
    left: &Value,
    right: &Value,
) -> Outcome<Option<Value>> {
    if let (Value::Bool(a), Value::Bool(b)) = (left, right) {
        match kind {
            BinaryKind::And => return Ok(Some(Value::Bool(a & b))),
            BinaryKind::Or => return Ok(Some(Value::Bool(a | b))),
            BinaryKind::Xor => return Ok(Some(Value::Bool(a ^ b))),
            _ => {}
        }
    }
    let (Some(a), Some(b)) = (Number::of(left), Number::of(right)) else {
        return Ok(None);
    };
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => integers(world, kind, a, b),
        (Number::Float(_), _) | (_, Number::Float(_)) => {
            let (Some(a), Some(b)) = (a.to_float(), b.to_float()) else {
                return Err(too_large_for_float(world));
            };
            floats(world, kind, a, b)
        }
        _ => match (a.to_big(), b.to_big()) {
            (Some(a), Some(b)) => bigs(world, kind, &a, &b),
            _ => unreachable!("floats were handled before"),
        },
    }
}

pub fn too_large_for_float(world: &mut World) -> Raise {
    world.error("OverflowError", "int too large to convert to float")
}

pub fn division_by_zero(world: &mut World) -> Raise {
    world.error("ZeroDivisionError", "division by zero")
}

fn integers(world: &mut World, kind: BinaryKind, a: i64, b: i64) -> Outcome<Option<Value>> {
    let small = match kind {
        BinaryKind::Add => a.checked_add(b),
        BinaryKind::Subtract => a.checked_sub(b),
        BinaryKind::Multiply => a.checked_mul(b),
        BinaryKind::FloorDivide | BinaryKind::Remainder | BinaryKind::TrueDivide if b == 0 => {
            return Err(division_by_zero(world));
        }
        BinaryKind::FloorDivide => floor_divide(a, b),
        BinaryKind::Remainder => Some(floor_remainder(a, b)),
        BinaryKind::And => Some(a & b),
        BinaryKind::Or => Some(a | b),
        BinaryKind::Xor => Some(a ^ b),
        BinaryKind::RightShift if b >= 0 => Some(a >> b.min(63)),
        BinaryKind::LeftShift if (0..63).contains(&b) => {
            let shifted = a << b;
            (shifted >> b == a).then_some(shifted)
        }
        BinaryKind::Power if b >= 0 => u32::try_from(b).ok().and_then(|power| a.checked_pow(power)),
        BinaryKind::TrueDivide => {
            const EXACT: u64 = 1 << 53;
            if a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT {
                #[expect(clippy::cast_precision_loss, reason = "both are exact")]
                return Ok(Some(Value::float(a as f64 / b as f64)));
            }
            None
        }
        _ => None,
    };
    match small {
        Some(number) => Ok(Some(Value::int(number))),
        None => bigs(world, kind, &a.into(), &b.into()),
    }
}

/// `a // b`; none where it does not fit.
#[must_use]
pub fn floor_divide(a: i64, b: i64) -> Option<i64> {
    let quotient = a.checked_div(b)?;
    let inexact = quotient * b != a;
    Some(if inexact && ((a < 0) != (b < 0)) {
        quotient - 1
    } else {
        quotient
    })
}

/// `a % b` for `b != 0`: the sign is that of `b`.
#[must_use]
pub const fn floor_remainder(a: i64, b: i64) -> i64 {
    let remainder = a.wrapping_rem(b);
    if remainder != 0 && ((remainder < 0) != (b < 0)) {
        remainder + b
    } else {
        remainder
    }
}

fn bigs(world: &mut World, kind: BinaryKind, a: &BigInt, b: &BigInt) -> Outcome<Option<Value>> {
    let result = match kind {
        BinaryKind::Add => a + b,
        BinaryKind::Subtract => a - b,
        BinaryKind::Multiply => {
            reserve_bits(world, a.bits().saturating_add(b.bits()))?;
            a * b
        }
        BinaryKind::FloorDivide | BinaryKind::Remainder | BinaryKind::TrueDivide if b.is_zero() => {
            return Err(division_by_zero(world));
        }
        BinaryKind::FloorDivide => a.div_floor(b),
        BinaryKind::Remainder => a.mod_floor(b),
        BinaryKind::TrueDivide => {
            return match true_divide(a, b) {
                Some(quotient) => Ok(Some(Value::float(quotient))),
                None => Err(world.error(
                    "OverflowError",
                    "integer division result too large for a float",
                )),
            };
        }
        BinaryKind::And => a & b,
        BinaryKind::Or => a | b,
        BinaryKind::Xor => a ^ b,
        BinaryKind::LeftShift | BinaryKind::RightShift => return shift(world, kind, a, b),
        BinaryKind::Power => return power(world, a, b).map(Some),
        BinaryKind::MatrixMultiply => return Ok(None),
    };
    Ok(Some(from_big(result)))
}

/// Bits of an integer count as its items.
fn reserve_bits(world: &mut World, bits: u64) -> Result<(), Raise> {
    world.reserve(usize::try_from(bits).unwrap_or(usize::MAX))
}

fn shift(world: &mut World, kind: BinaryKind, a: &BigInt, b: &BigInt) -> Outcome<Option<Value>> {
    if b.is_negative() {
        return Err(world.value_error("negative shift count"));
    }
    if a.is_zero() {
        return Ok(Some(Value::int(0)));
    }
    let Some(count) = b.to_u64() else {
        if kind == BinaryKind::RightShift {
            return Ok(Some(Value::int(if a.is_negative() { -1 } else { 0 })));
        }
        return Err(world.error("OverflowError", "too many digits in integer"));
    };
    if kind == BinaryKind::RightShift {
        return Ok(Some(from_big(a >> count)));
    }
    reserve_bits(world, a.bits().saturating_add(count))?;
    Ok(Some(from_big(a << count)))
}

fn power(world: &mut World, base: &BigInt, exponent: &BigInt) -> Outcome {
    if exponent.is_negative() {
        let (Some(base), Some(exponent)) = (
            Number::Big(base).to_float(),
            Number::Big(exponent).to_float(),
        ) else {
            return Err(too_large_for_float(world));
        };
        return float_power(world, base, exponent).map(Value::float);
    }
    if base.bits() <= 1 {
        let odd = exponent.is_odd();
        return Ok(match base.to_i64() {
            Some(-1) if !odd => Value::int(1),
            Some(0) if exponent.is_zero() => Value::int(1),
            Some(small) if exponent.is_zero() => Value::int(small * small),
            Some(small) => Value::int(small),
            None => unreachable!("one bit fits"),
        });
    }
    let bits = exponent
        .to_u64()
        .map_or(u64::MAX, |power| power.saturating_mul(base.bits()));
    reserve_bits(world, bits)?;
    let exponent = exponent.to_u32().unwrap_or(u32::MAX);
    Ok(from_big(base.pow(exponent)))
}

/// The quotient of two integers, correctly rounded; none where it is too large for a float.
fn true_divide(a: &BigInt, b: &BigInt) -> Option<f64> {
    if a.is_zero() {
        return Some(0.0);
    }
    let negative = (a.sign() == Sign::Minus) != (b.sign() == Sign::Minus);
    let (a, b) = (a.magnitude(), b.magnitude());
    let size = |bits: u64| i64::try_from(bits).unwrap_or(i64::MAX / 4);
    // The quotient gets 55 or 56 bits; the last one remembers whether anything was left over. A
    // result below the normal range has fewer bits, so that it is rounded once only.
    let shift = (size(a.bits()) - size(b.bits()) - 55).max(-1076);
    let (quotient, rest) = if shift >= 0 {
        a.div_rem(&(b << shift.unsigned_abs()))
    } else {
        (a << shift.unsigned_abs()).div_rem(b)
    };
    let mut digits = quotient.to_u64()?;
    if !rest.is_zero() {
        digits |= 1;
    }
    let magnitude = if shift == -1076 {
        let rounded = (digits >> 2) + u64::from(digits & 3 == 3 || digits & 7 == 6);
        #[expect(
            clippy::cast_precision_loss,
            reason = "at most 54 bits, already rounded"
        )]
        scale(rounded as f64, -1074)
    } else {
        #[expect(clippy::cast_precision_loss, reason = "this is the one rounding")]
        scale(digits as f64, shift)
    };
    magnitude
        .is_finite()
        .then_some(if negative { -magnitude } else { magnitude })
}

fn floats(world: &mut World, kind: BinaryKind, a: f64, b: f64) -> Outcome<Option<Value>> {
    let result = match kind {
        BinaryKind::Add => a + b,
        BinaryKind::Subtract => a - b,
        BinaryKind::Multiply => a * b,
        BinaryKind::TrueDivide | BinaryKind::FloorDivide | BinaryKind::Remainder if b == 0.0 => {
            return Err(division_by_zero(world));
        }
        BinaryKind::TrueDivide => a / b,
        BinaryKind::FloorDivide => float_divmod(a, b).0,
        BinaryKind::Remainder => float_divmod(a, b).1,
        BinaryKind::Power => float_power(world, a, b)?,
        _ => return Ok(None),
    };
    Ok(Some(Value::float(result)))
}

/// Quotient and remainder as `divmod` gives them; `b` is not zero.
#[must_use]
pub fn float_divmod(a: f64, b: f64) -> (f64, f64) {
    let mut remainder = a % b;
    let mut quotient = (a - remainder) / b;
    if remainder == 0.0 {
        remainder = 0.0_f64.copysign(b);
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0_f64.copysign(a / b), remainder);
    }
    let mut floor = quotient.floor();
    if quotient - floor > 0.5 {
        floor += 1.0;
    }
    (floor, remainder)
}

/// `a ** b` for floats.
///
/// # Errors
/// ZeroDivisionError, OverflowError; halts where the result would be a complex number.
pub fn float_power(world: &mut World, a: f64, b: f64) -> Outcome<f64> {
    if a == 0.0 && b < 0.0 {
        return Err(world.error("ZeroDivisionError", "zero to a negative power"));
    }
    if a < 0.0 && a.is_finite() && b.is_finite() && b.fract() != 0.0 {
        return Err(world.unsupported(
            "A negative number to a power that is no whole number gives a complex number, \
             which is not supported",
            "Take the power of abs(x), or use math.pow, which raises ValueError.",
        ));
    }
    let result = a.powf(b);
    if result.is_infinite() && a.is_finite() && b.is_finite() {
        return Err(result_out_of_range(world));
    }
    Ok(result)
}

/// `OverflowError(34, 'Numerical result out of range')`.
pub fn result_out_of_range(world: &mut World) -> Raise {
    let class = world.types.exception("OverflowError");
    let text = Value::str("Numerical result out of range");
    world.raise_class(&class, vec![Value::int(34), text])
}

/// The order of two numbers, exact between integers and floats; none where one is not a number.
#[must_use]
pub fn order(a: Number<'_>, b: Number<'_>) -> Option<Ordering> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => Some(a.cmp(&b)),
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
        (Number::Float(a), b) => order_with_float(b, a).map(Ordering::reverse),
        (a, Number::Float(b)) => order_with_float(a, b),
        (Number::Big(a), Number::Big(b)) => Some(a.cmp(b)),
        // A number that needs a BigInt is beyond every i64, on the side of its sign.
        (Number::Big(a), Number::Int(_)) => Some(if a.is_negative() {
            Ordering::Less
        } else {
            Ordering::Greater
        }),
        (Number::Int(_), Number::Big(b)) => Some(if b.is_negative() {
            Ordering::Greater
        } else {
            Ordering::Less
        }),
    }
}

fn order_with_float(integer: Number<'_>, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float.is_infinite() {
        return Some(if float > 0.0 {
            Ordering::Less
        } else {
            Ordering::Greater
        });
    }
    if let Number::Int(small) = integer
        && small.unsigned_abs() < 1 << 53
    {
        #[expect(clippy::cast_precision_loss, reason = "exact below 2**53")]
        return (small as f64).partial_cmp(&float);
    }
    let whole = from_float(float.trunc());
    let (Some(integer), Some(whole)) = (
        integer.to_big(),
        Number::of(&whole).and_then(Number::to_big),
    ) else {
        unreachable!("both are integers");
    };
    Some(
        integer
            .cmp(&whole)
            .then_with(|| 0.0.partial_cmp(&float.fract()).unwrap_or(Ordering::Equal)),
    )
}

/// `pow(base, exponent, modulus)` of integers.
///
/// # Errors
/// ValueError where the modulus is zero, or a negative power has no inverse.
pub fn power_modulo(
    world: &mut World,
    base: &BigInt,
    exponent: &BigInt,
    modulus: &BigInt,
) -> Outcome {
    if modulus.is_zero() {
        return Err(world.value_error("pow() 3rd argument cannot be 0"));
    }
    let size = modulus.abs();
    let mut base = base.mod_floor(&size);
    let mut exponent = exponent.clone();
    if exponent.is_negative() {
        let gcd = base.extended_gcd(&size);
        if gcd.gcd != BigInt::from(1) {
            return Err(world.value_error("base is not invertible for the given modulus"));
        }
        base = gcd.x.mod_floor(&size);
        exponent = -exponent;
    }
    let result = base.modpow(&exponent, &size);
    Ok(from_big(result.mod_floor(modulus)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floor_division_follows_the_sign_of_the_divisor() {
        for (a, b, quotient, remainder) in [
            (-7, 2, -4, 1),
            (7, -2, -4, -1),
            (-7, -2, 3, -1),
            (7, 2, 3, 1),
            (-6, 2, -3, 0),
        ] {
            assert_eq!(floor_divide(a, b), Some(quotient));
            assert_eq!(floor_remainder(a, b), remainder);
        }
        assert_eq!(floor_divide(i64::MIN, -1), None);
        assert_eq!(floor_remainder(i64::MIN, -1), 0);
        assert_eq!(float_divmod(-7.5, 2.0), (-4.0, 0.5));
        assert_eq!(float_divmod(7.5, -2.0), (-4.0, -0.5));
        assert_eq!(float_divmod(-5.0, f64::INFINITY), (-1.0, f64::INFINITY));
    }

    #[test]
    fn quotients_of_large_integers_are_rounded_once() {
        let ten = |power: u32| BigInt::from(10).pow(power);
        assert_eq!(true_divide(&ten(400), &ten(399)), Some(10.0));
        assert_eq!(true_divide(&ten(400), &BigInt::from(3)), None);
        assert_eq!(true_divide(&BigInt::from(1), &ten(320)), Some(1e-320));
        assert_eq!(true_divide(&BigInt::from(1), &ten(400)), Some(0.0));
        assert_eq!(
            true_divide(&-ten(25), &BigInt::from(3)),
            Some(-3.333_333_333_333_333_5e24)
        );
        let odd = BigInt::from((1_i64 << 53) + 1);
        assert_eq!(
            true_divide(&odd, &BigInt::from(1)),
            Some(9_007_199_254_740_992.0)
        );
    }

    #[test]
    fn integers_and_floats_are_compared_exactly() {
        let big = (1_i64 << 53) + 1;
        let float = 9_007_199_254_740_992.0;
        assert_eq!(
            order(Number::Int(big), Number::Float(float)),
            Some(Ordering::Greater)
        );
        assert_eq!(
            order(Number::Float(0.5), Number::Int(0)),
            Some(Ordering::Greater)
        );
        assert_eq!(order(Number::Int(0), Number::Float(f64::NAN)), None);
        let huge = BigInt::from(10).pow(400);
        assert_eq!(
            order(Number::Big(&huge), Number::Float(1e308)),
            Some(Ordering::Greater)
        );
        assert_eq!(
            order(Number::Big(&huge), Number::Float(f64::INFINITY)),
            Some(Ordering::Less)
        );
    }

    #[test]
    fn floats_become_integers() {
        assert!(matches!(
            from_float(1e15),
            Value::Int(_, 1_000_000_000_000_000)
        ));
        let Value::Big(big) = from_float(1e20) else {
            panic!("1e20 does not fit")
        };
        assert_eq!(*big, BigInt::from(10).pow(20));
        assert!(matches!(from_float(-12.9), Value::Int(_, -12)));
    }
}

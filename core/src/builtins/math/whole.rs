//! Functions that give or take whole numbers.

use super::args;
use crate::vm::operators::{self, number, special};
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Value};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

/// `floor` and `ceil`: what `__floor__` gives, or a float rounded.
fn rounded(
    world: &mut World,
    name: &str,
    args: Args<'_>,
    method: &str,
    round: fn(f64) -> f64,
) -> Outcome {
    let [value] = args::positional(world, name, args, 1)?;
    if let Some(result) = special::call_named(world, &value, method, &[])? {
        return Ok(result);
    }
    match value.unwrapped() {
        Value::Int(..) | Value::Big(_) | Value::Bool(_) => operators::index_value(world, &value),
        _ => {
            let number = operators::real(world, &value)?;
            number::integer_part(world, round(number))
        }
    }
}

fn floor(world: &mut World, args: Args<'_>) -> Outcome {
    rounded(world, "math.floor", args, "__floor__", f64::floor)
}

fn ceil(world: &mut World, args: Args<'_>) -> Outcome {
    rounded(world, "math.ceil", args, "__ceil__", f64::ceil)
}

fn trunc(world: &mut World, args: Args<'_>) -> Outcome {
    let [value] = args::positional(world, "math.trunc", args, 1)?;
    if let Some(result) = special::call_named(world, &value, "__trunc__", &[])? {
        return Ok(result);
    }
    match value.unwrapped() {
        Value::Int(..) | Value::Big(_) | Value::Bool(_) => operators::index_value(world, &value),
        Value::Float(_, number) => number::integer_part(world, number),
        _ => {
            let class = world.type_name(&value);
            let class = class.as_str();
            Err(world.type_error(format!("type {class} doesn't define __trunc__ method")))
        }
    }
}

fn factorial(world: &mut World, args: Args<'_>) -> Outcome {
    let [value] = args::positional(world, "math.factorial", args, 1)?;
    let number = operators::index(world, &value)?;
    let Ok(number) = u64::try_from(number) else {
        return Err(world.value_error("factorial() not defined for negative values"));
    };
    // Each factor adds at most the bits of the number itself.
    let bits = number.saturating_mul(u64::from(64 - number.leading_zeros()));
    world.reserve(usize::try_from(bits).unwrap_or(usize::MAX))?;
    Ok(number::from_big(product(1, number)))
}

/// The product of all numbers from `low` to `high`, halves first: large factors meet large ones.
fn product(low: u64, high: u64) -> BigInt {
    if high < low {
        return BigInt::one();
    }
    if high - low < 16 {
        return (low..=high).map(BigInt::from).product();
    }
    let middle = u64::midpoint(low, high);
    product(low, middle) * product(middle + 1, high)
}

/// `perm` and `comb`: two counts that are not negative.
fn counts(world: &mut World, n: &Value, k: &Value) -> Outcome<Option<(BigInt, u64)>> {
    let n = operators::integer(world, n)?;
    let k = operators::integer(world, k)?;
    if n.is_negative() {
        return Err(world.value_error("n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(world.value_error("k must be a non-negative integer"));
    }
    if k > n {
        return Ok(None);
    }
    Ok(Some((n, k.to_u64().unwrap_or(u64::MAX))))
}

/// `n (n-1) … (n-k+1)`
fn falling(world: &mut World, n: &BigInt, k: u64) -> Outcome<BigInt> {
    let bits = n.bits().saturating_mul(k);
    world.reserve(usize::try_from(bits).unwrap_or(usize::MAX))?;
    Ok((0..k).map(|less| n - BigInt::from(less)).product())
}

fn perm(world: &mut World, args: Args<'_>) -> Outcome {
    let [n, k] = args::positional(world, "perm", args, 1)?;
    let k = args::optional(k).unwrap_or_else(|| n.clone());
    match counts(world, &n, &k)? {
        Some((n, k)) => falling(world, &n, k).map(number::from_big),
        None => Ok(Value::int(0)),
    }
}

fn comb(world: &mut World, args: Args<'_>) -> Outcome {
    let [n, k] = args::positional(world, "comb", args, 2)?;
    let Some((n, k)) = counts(world, &n, &k)? else {
        return Ok(Value::int(0));
    };
    let rest = &n - BigInt::from(k);
    let k = rest.to_u64().map_or(k, |rest| rest.min(k));
    let above = falling(world, &n, k)?;
    Ok(number::from_big(above / product(1, k)))
}

fn isqrt(world: &mut World, args: Args<'_>) -> Outcome {
    let [value] = args::positional(world, "math.isqrt", args, 1)?;
    let number = operators::integer(world, &value)?;
    if number.is_negative() {
        return Err(world.value_error("isqrt() argument must be nonnegative"));
    }
    Ok(number::from_big(number.sqrt()))
}

fn gcd(world: &mut World, args: Args<'_>) -> Outcome {
    args::no_keywords(world, "math.gcd", args)?;
    let mut result = BigInt::ZERO;
    for value in args.pos {
        let number = operators::integer(world, value)?;
        result = result.gcd(&number);
    }
    Ok(number::from_big(result))
}

fn lcm(world: &mut World, args: Args<'_>) -> Outcome {
    args::no_keywords(world, "math.lcm", args)?;
    let mut result = BigInt::one();
    for value in args.pos {
        let number = operators::integer(world, value)?;
        result = if number.is_zero() {
            BigInt::ZERO
        } else {
            result.lcm(&number)
        };
    }
    Ok(number::from_big(result.abs()))
}

pub static FUNCTIONS: &[Native] = &[
    Native::function("floor", floor),
    Native::function("ceil", ceil),
    Native::function("trunc", trunc),
    Native::function("factorial", factorial),
    Native::function("perm", perm),
    Native::function("comb", comb),
    Native::function("isqrt", isqrt),
    Native::function("gcd", gcd),
    Native::function("lcm", lcm),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_ranges() {
        assert_eq!(product(1, 0), BigInt::one());
        assert_eq!(product(1, 20), BigInt::from(2_432_902_008_176_640_000_u64));
        assert_eq!(product(3, 5), BigInt::from(60));
    }
}

//! Functions of many numbers: sums, products, lengths.

use super::{args, range_error};
use crate::code::BinaryKind;
use crate::vm::{iterate, operators};
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Value};

/// The exact sum of floats, rounded once: partial sums that do not overlap, after Shewchuk,
/// "Adaptive Precision Floating-Point Arithmetic" (1997).
fn exact_sum(numbers: &[f64]) -> f64 {
    let mut partials: Vec<f64> = Vec::new();
    for number in numbers {
        let mut number = *number;
        let mut kept = 0;
        for at in 0..partials.len() {
            let (high, low) = two_sum(number, partials[at]);
            if low != 0.0 {
                partials[kept] = low;
                kept += 1;
            }
            number = high;
        }
        partials.truncate(kept);
        partials.push(number);
    }
    let Some(mut sum) = partials.pop() else {
        return 0.0;
    };
    let mut low = 0.0;
    while let Some(next) = partials.pop() {
        (sum, low) = two_sum(sum, next);
        if low != 0.0 {
            break;
        }
    }
    // The rest decides where the last sum was half-way between two floats.
    if let Some(rest) = partials.last()
        && ((low < 0.0 && *rest < 0.0) || (low > 0.0 && *rest > 0.0))
    {
        let doubled = low * 2.0;
        let candidate = sum + doubled;
        if candidate - sum == doubled {
            return candidate;
        }
    }
    sum
}

/// A sum and what rounding took from it.
fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let (large, small) = if a.abs() < b.abs() { (b, a) } else { (a, b) };
    let high = large + small;
    (high, small - (high - large))
}

fn fsum(world: &mut World, args: Args<'_>) -> Outcome {
    let [items] = args::positional(world, "math.fsum", args, 1)?;
    let mut numbers = Vec::new();
    for item in iterate::collect(world, &items)? {
        numbers.push(operators::real(world, &item)?);
    }
    if numbers.iter().any(|number| !number.is_finite()) {
        let sum: f64 = numbers.iter().filter(|number| !number.is_finite()).sum();
        if sum.is_nan() && !numbers.iter().any(|number| number.is_nan()) {
            return Err(world.value_error("-inf + inf in fsum"));
        }
        return Ok(Value::float(sum));
    }
    let sum = exact_sum(&numbers);
    if !sum.is_finite() {
        return Err(world.error("OverflowError", "intermediate overflow in fsum"));
    }
    Ok(Value::float(sum))
}

/// The Euclidean length, with the squares' rounding errors carried along.
fn norm(numbers: &[f64]) -> f64 {
    let most = numbers
        .iter()
        .fold(0.0_f64, |most, number| most.max(number.abs()));
    if numbers.iter().any(|number| number.is_infinite()) {
        return f64::INFINITY;
    }
    if numbers.iter().any(|number| number.is_nan()) {
        return f64::NAN;
    }
    if most == 0.0 {
        return 0.0;
    }
    // Scaled by a power of two, so that squares stay in range and scaling is exact.
    let exponent = most.log2().floor().clamp(-1000.0, 1000.0);
    let scale = (-exponent).exp2();
    let (mut sum, mut rest) = (0.0, 0.0);
    for number in numbers {
        let scaled = number * scale;
        let square = scaled * scaled;
        let error = scaled.mul_add(scaled, -square);
        let (high, low) = two_sum(sum, square);
        sum = high;
        rest += low + error;
    }
    let root = (sum + rest).sqrt();
    let (high, low) = two_sum(sum, rest);
    let correction = (root.mul_add(-root, high) + low) / (2.0 * root);
    (root + correction) / scale
}

fn hypot(world: &mut World, args: Args<'_>) -> Outcome {
    args::no_keywords(world, "math.hypot", args)?;
    let mut numbers = Vec::new();
    for value in args.pos {
        numbers.push(operators::real(world, value)?);
    }
    Ok(Value::float(norm(&numbers)))
}

fn dist(world: &mut World, args: Args<'_>) -> Outcome {
    let [p, q] = args::positional(world, "dist", args, 2)?;
    let (p, q) = (iterate::collect(world, &p)?, iterate::collect(world, &q)?);
    if p.len() != q.len() {
        return Err(world.value_error("both points must have the same number of dimensions"));
    }
    let mut numbers = Vec::new();
    for (a, b) in p.iter().zip(&q) {
        numbers.push(operators::real(world, a)? - operators::real(world, b)?);
    }
    Ok(Value::float(norm(&numbers)))
}

fn prod(world: &mut World, args: Args<'_>) -> Outcome {
    let [items, start] = args::bind(world, "prod", args, &["iterable", "start"], 1)?;
    let mut product = if start.is_unbound() {
        Value::int(1)
    } else {
        start
    };
    for item in iterate::collect(world, &items)? {
        product = operators::binary(world, BinaryKind::Multiply, &product, &item)?;
    }
    Ok(product)
}

fn sumprod(world: &mut World, args: Args<'_>) -> Outcome {
    let [p, q] = args::positional(world, "sumprod", args, 2)?;
    let (p, q) = (iterate::collect(world, &p)?, iterate::collect(world, &q)?);
    if p.len() != q.len() {
        return Err(world.value_error("Inputs are not the same length"));
    }
    let all_floats = p
        .iter()
        .chain(&q)
        .all(|value| matches!(value, Value::Float(..) | Value::Int(..)))
        && p.iter()
            .chain(&q)
            .any(|value| matches!(value, Value::Float(..)));
    if all_floats {
        // Floats are multiplied and summed as if with unlimited precision.
        let mut parts = Vec::with_capacity(p.len() * 2);
        for (a, b) in p.iter().zip(&q) {
            let (a, b) = (operators::real(world, a)?, operators::real(world, b)?);
            let product = a * b;
            parts.push(product);
            parts.push(a.mul_add(b, -product));
        }
        let sum = exact_sum(&parts);
        if sum.is_nan() {
            return Err(range_error(world));
        }
        return Ok(Value::float(sum));
    }
    let mut sum = Value::int(0);
    for (a, b) in p.iter().zip(&q) {
        let product = operators::binary(world, BinaryKind::Multiply, a, b)?;
        sum = operators::binary(world, BinaryKind::Add, &sum, &product)?;
    }
    Ok(sum)
}

pub static FUNCTIONS: &[Native] = &[
    Native::function("fsum", fsum),
    Native::function("hypot", hypot),
    Native::function("dist", dist),
    Native::function("prod", prod),
    Native::function("sumprod", sumprod),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact() {
        assert_eq!(exact_sum(&[0.1; 10]), 1.0);
        assert_eq!(exact_sum(&[1e100, 1.0, -1e100]), 1.0);
        assert_eq!(exact_sum(&[1e16, 1.0, 1e-16]), 10_000_000_000_000_002.0);
        assert_eq!(exact_sum(&[]), 0.0);
    }

    #[test]
    fn lengths() {
        assert_eq!(norm(&[3.0, 4.0]), 5.0);
        assert_eq!(norm(&[1.0, 2.0, 3.0]), 3.741_657_386_773_941_3);
        assert_eq!(norm(&[3e200, 4e200]), 4.999_999_999_999_999_5e200);
        assert_eq!(norm(&[3e-200, 4e-200]), 5e-200);
        assert_eq!(norm(&[]), 0.0);
    }
}

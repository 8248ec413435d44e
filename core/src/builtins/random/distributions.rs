//! Random numbers of the usual distributions, by CPython's methods: each draws the same uniform
//! numbers in the same order, so that all that follows stays in step.

use super::{Source, args};
use crate::code::BinaryKind;
use crate::vm::operators::{self, number};
use crate::world::World;
use crate::world::value::{Args, Outcome, Value};
use std::f64::consts::{E, PI, SQRT_2, TAU};

/// A number argument, or its default.
fn real(world: &mut World, value: &Value, default: f64) -> Outcome<f64> {
    if value.is_unbound() {
        Ok(default)
    } else {
        operators::real(world, value)
    }
}

/// Two number arguments with their defaults; the first `required` have none.
fn two(
    world: &mut World,
    function: &str,
    args: Args<'_>,
    names: &[&str; 2],
    required: usize,
) -> Outcome<(f64, f64)> {
    let [first, second] = args::bind(world, function, args, names, required)?;
    Ok((real(world, &first, 0.0)?, real(world, &second, 1.0)?))
}

pub fn uniform(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [a, b] = args::bind(world, "Random.uniform", args, &["a", "b"], 2)?;
    let width = operators::binary(world, BinaryKind::Subtract, &b, &a)?;
    let (a, width) = (operators::real(world, &a)?, operators::real(world, &width)?);
    Ok(Value::float(a + width * source.random(world)))
}

pub fn triangular(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [low, high, mode] = args::bind(
        world,
        "Random.triangular",
        args,
        &["low", "high", "mode"],
        0,
    )?;
    let (mut low, mut high) = (real(world, &low, 0.0)?, real(world, &high, 1.0)?);
    let mut u = source.random(world);
    let mut turn = match args::optional(mode) {
        None => 0.5,
        Some(mode) => {
            let mode = operators::real(world, &mode)?;
            if high == low {
                return Ok(Value::float(low));
            }
            (mode - low) / (high - low)
        }
    };
    if u > turn {
        u = 1.0 - u;
        turn = 1.0 - turn;
        std::mem::swap(&mut low, &mut high);
    }
    Ok(Value::float(low + (high - low) * (u * turn).sqrt()))
}

/// By Kinderman and Monahan, from the ratio of two uniform numbers.
fn normal(world: &mut World, source: &Source) -> f64 {
    let magic = 4.0 * (-0.5_f64).exp() / SQRT_2;
    loop {
        let first = source.random(world);
        let second = 1.0 - source.random(world);
        let candidate = magic * (first - 0.5) / second;
        if candidate * candidate / 4.0 <= -second.ln() {
            return candidate;
        }
    }
}

pub fn normalvariate(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let (mu, sigma) = two(world, "Random.normalvariate", args, &["mu", "sigma"], 0)?;
    let z = normal(world, source);
    Ok(Value::float(mu + z * sigma))
}

pub fn lognormvariate(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let (mu, sigma) = two(world, "Random.lognormvariate", args, &["mu", "sigma"], 2)?;
    let z = normal(world, source);
    Ok(Value::float((mu + z * sigma).exp()))
}

pub fn gauss(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let (mu, sigma) = two(world, "Random.gauss", args, &["mu", "sigma"], 0)?;
    let z = source.with(world, |twister| {
        if let Some(second) = twister.gauss_next.take() {
            return second;
        }
        let angle = twister.random() * TAU;
        let radius = (-2.0 * (1.0 - twister.random()).ln()).sqrt();
        twister.gauss_next = Some(angle.sin() * radius);
        angle.cos() * radius
    });
    Ok(Value::float(mu + z * sigma))
}

pub fn expovariate(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [lambda] = args::bind(world, "Random.expovariate", args, &["lambd"], 0)?;
    let lambda = real(world, &lambda, 1.0)?;
    let drawn = -(1.0 - source.random(world)).ln();
    if lambda == 0.0 {
        return Err(number::division_by_zero(world));
    }
    Ok(Value::float(drawn / lambda))
}

pub fn vonmisesvariate(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let (mu, kappa) = two(world, "Random.vonmisesvariate", args, &["mu", "kappa"], 2)?;
    if kappa <= 1e-6 {
        return Ok(Value::float(TAU * source.random(world)));
    }
    let s = 0.5 / kappa;
    let r = s + (1.0 + s * s).sqrt();
    let z = loop {
        let z = (PI * source.random(world)).cos();
        let d = z / (r + z);
        let u = source.random(world);
        if u < 1.0 - d * d || u <= (1.0 - d) * d.exp() {
            break z;
        }
    };
    let q = 1.0 / r;
    let f = ((q + z) / (1.0 + q * z)).acos();
    let angle = if source.random(world) > 0.5 {
        mu + f
    } else {
        mu - f
    };
    Ok(Value::float(number::float_divmod(angle, TAU).1))
}

/// By Cheng for shapes above 1, by Kennedy and Gentle below.
fn gamma(world: &mut World, source: &Source, alpha: f64, beta: f64) -> f64 {
    if alpha > 1.0 {
        let inverse = (2.0 * alpha - 1.0).sqrt();
        let b = alpha - 4.0_f64.ln();
        let c = alpha + inverse;
        let magic = 1.0 + 4.5_f64.ln();
        loop {
            let u = source.random(world);
            if !(1e-7 < u && u < 0.999_999_9) {
                continue;
            }
            let other = 1.0 - source.random(world);
            let v = (u / (1.0 - u)).ln() / inverse;
            let x = alpha * v.exp();
            let z = u * u * other;
            let r = b + c * v - x;
            if r + magic - 4.5 * z >= 0.0 || r >= z.ln() {
                return x * beta;
            }
        }
    }
    if alpha == 1.0 {
        return -(1.0 - source.random(world)).ln() * beta;
    }
    loop {
        let u = source.random(world);
        let b = (E + alpha) / E;
        let p = b * u;
        let x = if p <= 1.0 {
            p.powf(1.0 / alpha)
        } else {
            -((b - p) / alpha).ln()
        };
        let other = source.random(world);
        let limit = if p > 1.0 {
            x.powf(alpha - 1.0)
        } else {
            (-x).exp()
        };
        if other <= limit {
            return x * beta;
        }
    }
}

fn positive(world: &mut World, alpha: f64, beta: f64) -> Outcome<()> {
    if alpha <= 0.0 || beta <= 0.0 {
        return Err(world.value_error("gammavariate: alpha and beta must be > 0.0"));
    }
    Ok(())
}

pub fn gammavariate(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let (alpha, beta) = two(world, "Random.gammavariate", args, &["alpha", "beta"], 2)?;
    positive(world, alpha, beta)?;
    Ok(Value::float(gamma(world, source, alpha, beta)))
}

pub fn betavariate(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let (alpha, beta) = two(world, "Random.betavariate", args, &["alpha", "beta"], 2)?;
    positive(world, alpha, 1.0)?;
    let y = gamma(world, source, alpha, 1.0);
    if y == 0.0 {
        return Ok(Value::float(0.0));
    }
    positive(world, beta, 1.0)?;
    Ok(Value::float(y / (y + gamma(world, source, beta, 1.0))))
}

pub fn paretovariate(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [alpha] = args::bind(world, "Random.paretovariate", args, &["alpha"], 1)?;
    let alpha = operators::real(world, &alpha)?;
    let u = 1.0 - source.random(world);
    Ok(Value::float(u.powf(-1.0 / alpha)))
}

pub fn weibullvariate(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let (alpha, beta) = two(world, "Random.weibullvariate", args, &["alpha", "beta"], 2)?;
    let u = 1.0 - source.random(world);
    Ok(Value::float(alpha * (-u.ln()).powf(1.0 / beta)))
}

//! The error function and the gamma function: the first after `s_erf.c` of FreeBSD's msun (Sun
//! Microsystems, 1993), the second after Lanczos' series as CPython sums it. Each step is rounded
//! as theirs is, so that the last digit is the same.

#![expect(
    clippy::unreadable_literal,
    reason = "coefficients are compared with their source, digit by digit"
)]

use super::real::{checked, expected};
use super::single;
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Value};
use std::f64::consts::PI;

/// Coefficients above and below the line, from the constant on.
type Ratio = (&'static [f64], &'static [f64]);

const SMALL: Ratio = (
    &[
        0.12837916709551256,
        -0.3250421072470015,
        -0.02848174957559851,
        -0.005770270296489442,
        -2.3763016656650163e-5,
    ],
    &[
        1.0,
        0.39791722395915535,
        0.0650222499887673,
        0.005081306281875766,
        0.00013249473800432164,
        -3.960228278775368e-6,
    ],
);
const ONE: Ratio = (
    &[
        -0.0023621185607526594,
        0.41485611868374833,
        -0.3722078760357013,
        0.31834661990116175,
        -0.11089469428239668,
        0.035478304325618236,
        -0.002166375594868791,
    ],
    &[
        1.0,
        0.10642088040084423,
        0.540397917702171,
        0.07182865441419627,
        0.12617121980876164,
        0.01363708391202905,
        0.011984499846799107,
    ],
);
const MIDDLE: Ratio = (
    &[
        -0.009864944034847148,
        -0.6938585727071818,
        -10.558626225323291,
        -62.375332450326006,
        -162.39666946257347,
        -184.60509290671104,
        -81.2874355063066,
        -9.814329344169145,
    ],
    &[
        1.0,
        19.651271667439257,
        137.65775414351904,
        434.56587747522923,
        645.3872717332679,
        429.00814002756783,
        108.63500554177944,
        6.570249770319282,
        -0.0604244152148581,
    ],
);
const LARGE: Ratio = (
    &[
        -0.0098649429247001,
        -0.799283237680523,
        -17.757954917754752,
        -160.63638485582192,
        -637.5664433683896,
        -1025.0951316110772,
        -483.5191916086514,
    ],
    &[
        1.0,
        30.33806074348246,
        325.7925129965739,
        1536.729586084437,
        3199.8582195085955,
        2553.0504064331644,
        474.52854120695537,
        -22.44095244658582,
    ],
);
/// `erf(1)`, rounded to 24 bits.
const NEAR_ONE: f64 = 0.8450629115104675;
/// `2 / sqrt(pi) - 1`
const SLOPE: f64 = 0.1283791670955126;

/// A polynomial's value, by Horner.
fn polynomial(coefficients: &[f64], x: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| c + x * sum)
}

fn ratio((above, below): Ratio, x: f64) -> f64 {
    polynomial(above, x) / polynomial(below, x)
}

/// `erf(x) / x - 1`, below 0.84375.
fn excess(x: f64) -> f64 {
    if x.abs() < 2.0_f64.powi(-28) {
        SLOPE
    } else {
        ratio(SMALL, x * x)
    }
}

/// `erfc(x)` from 0.84375 on.
fn tail(x: f64) -> f64 {
    if x < 1.25 {
        return 1.0 - NEAR_ONE - ratio(ONE, x - 1.0);
    }
    if x >= 28.0 {
        return 0.0;
    }
    let s = 1.0 / (x * x);
    let fraction = ratio(if x < 1.0 / 0.35 { MIDDLE } else { LARGE }, s);
    // The upper half of the digits: its square is exact.
    let z = f64::from_bits(x.to_bits() & (u64::MAX << 32));
    (-z * z - 0.5625).exp() * ((z - x) * (z + x) + fraction).exp() / x
}

fn error_function(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() {
        x
    } else if size < 0.84375 {
        x + x * excess(x)
    } else {
        (1.0 - tail(size)).copysign(x)
    }
}

fn complement(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() {
        x
    } else if size >= 0.84375 {
        let tail = tail(size);
        if x > 0.0 { tail } else { 2.0 - tail }
    } else {
        let rest = x * excess(x);
        if x < 0.25 {
            1.0 - (x + rest)
        } else {
            0.5 - (rest + (x - 0.5))
        }
    }
}

const G: f64 = 6.02468004077673;
const SERIES: Ratio = (
    &[
        23531376880.41076,
        42919803642.6491,
        35711959237.35567,
        17921034426.03721,
        6039542586.352028,
        1439720407.3117216,
        248874557.86205417,
        31426415.585400194,
        2876370.6289353725,
        186056.26539522348,
        8071.672002365816,
        210.82427775157936,
        2.5066282746310002,
    ],
    &[
        0.0,
        39916800.0,
        120543840.0,
        150917976.0,
        105258076.0,
        45995730.0,
        13339535.0,
        2637558.0,
        357423.0,
        32670.0,
        1925.0,
        66.0,
        1.0,
    ],
);

/// Lanczos' sum, which is summed from the other end where powers of `x` grow large.
fn lanczos(x: f64) -> f64 {
    if x < 5.0 {
        return ratio(SERIES, x);
    }
    let sum = |coefficients: &[f64]| coefficients.iter().fold(0.0, |sum, c| sum / x + c);
    sum(SERIES.0) / sum(SERIES.1)
}

/// `sin(pi * x)` of a positive number, exact at whole numbers.
fn sine_of_turns(x: f64) -> f64 {
    let y = x % 2.0;
    match (2.0 * y).round() {
        0.0 => (PI * y).sin(),
        1.0 => (PI * (y - 0.5)).cos(),
        2.0 => (PI * (1.0 - y)).sin(),
        3.0 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    }
}

fn gamma_function(x: f64) -> f64 {
    let size = x.abs();
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x == x.floor() && x <= 23.0 {
        let mut product = 1.0;
        let mut factor = 2.0;
        while factor < x {
            product *= factor;
            factor += 1.0;
        }
        return product;
    }
    if size < 1e-20 {
        return 1.0 / x;
    }
    if size > 200.0 {
        return if x < 0.0 {
            0.0 / -sine_of_turns(size)
        } else {
            f64::INFINITY
        };
    }
    let half = G - 0.5;
    let y = size + half;
    // What rounding took from the sum.
    let lost = if size > half {
        y - size - half
    } else {
        y - half - size
    };
    let correction = lost * G / y;
    let power = |exponent: f64| y.powf(exponent);
    let is_high = size >= 140.0;
    let part = if is_high {
        power(size / 2.0 - 0.25)
    } else {
        power(size - 0.5)
    };
    if x < 0.0 {
        let mut result = -PI / sine_of_turns(size) / size * y.exp() / lanczos(size);
        result -= correction * result;
        result /= part;
        if is_high { result / part } else { result }
    } else {
        let mut result = lanczos(size) / y.exp();
        result += correction * result;
        result *= part;
        if is_high { result * part } else { result }
    }
}

/// The logarithm of the gamma function's size.
pub fn log_gamma(x: f64) -> f64 {
    let size = x.abs();
    if !x.is_finite() {
        return size;
    }
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    if size < 1e-20 {
        return -size.ln();
    }
    let mut result = lanczos(size).ln() - G;
    result += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        PI.ln() - sine_of_turns(size).abs().ln() - size.ln() - result
    } else {
        result
    }
}

fn erf(world: &mut World, args: Args<'_>) -> Outcome {
    single(world, "math.erf", args).map(|x| Value::float(error_function(x)))
}

fn erfc(world: &mut World, args: Args<'_>) -> Outcome {
    single(world, "math.erfc", args).map(|x| Value::float(complement(x)))
}

/// A function that has no value at zero and at negative whole numbers.
fn with_poles(
    world: &mut World,
    (name, function): (&str, fn(f64) -> f64),
    lowest: f64,
    args: Args<'_>,
) -> Outcome {
    let x = single(world, name, args)?;
    if x <= 0.0 && x == x.floor() && x >= lowest {
        return Err(expected(world, "a noninteger or positive integer", x));
    }
    checked(world, x, function(x))
}

fn gamma(world: &mut World, args: Args<'_>) -> Outcome {
    with_poles(
        world,
        ("math.gamma", gamma_function),
        f64::NEG_INFINITY,
        args,
    )
}

fn lgamma(world: &mut World, args: Args<'_>) -> Outcome {
    with_poles(world, ("math.lgamma", log_gamma), f64::MIN, args)
}

pub static FUNCTIONS: &[Native] = &[
    Native::function("erf", erf),
    Native::function("erfc", erfc),
    Native::function("gamma", gamma),
    Native::function("lgamma", lgamma),
];

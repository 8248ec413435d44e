//! Random integers and items: `randint`, `choice`, `shuffle`, `sample` …

use super::{Source, args, shown};
use crate::code::BinaryKind;
use crate::vm::iterate;
use crate::vm::operators::{self, number};
use crate::world::World;
use crate::world::value::{Args, Outcome, Value};
use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::collections::HashSet;

/// `start + step * below(count)`
fn drawn(
    world: &mut World,
    source: &Source,
    start: &BigInt,
    step: &BigInt,
    count: &BigUint,
) -> Value {
    let number = source.below(world, count);
    number::from_big(start + step * BigInt::from(number))
}

pub fn randrange(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [first, second, third] = args::bind(
        world,
        "Random.randrange",
        args,
        &["start", "stop", "step"],
        1,
    )?;
    let start = operators::integer(world, &first)?;
    let one = BigInt::one();
    let Some(stop) = args::optional(second.clone()) else {
        if !third.is_unbound() {
            return Err(world.type_error("Missing a non-None stop argument"));
        }
        if start.is_positive() {
            return Ok(drawn(world, source, &BigInt::ZERO, &one, start.magnitude()));
        }
        return Err(world.value_error("empty range for randrange()"));
    };
    let stop = operators::integer(world, &stop)?;
    let width = stop - &start;
    let step = if third.is_unbound() {
        one.clone()
    } else {
        operators::integer(world, &third)?
    };
    if step.is_zero() {
        return Err(world.value_error("zero step for randrange()"));
    }
    let count = if step.is_positive() {
        (width + &step - &one).div_floor(&step)
    } else {
        (width + &step + &one).div_floor(&step)
    };
    if count.is_positive() {
        return Ok(drawn(world, source, &start, &step, count.magnitude()));
    }
    let (from, to) = (shown(world, &first)?, shown(world, &second)?);
    let by = if step == one {
        String::new()
    } else {
        format!(", {}", shown(world, &third)?)
    };
    Err(world.value_error(format!("empty range in randrange({from}, {to}{by})")))
}

pub fn randint(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [first, last] = args::bind(world, "Random.randint", args, &["a", "b"], 2)?;
    let (low, high) = (
        operators::integer(world, &first)?,
        operators::integer(world, &last)?,
    );
    let one = BigInt::one();
    let count = high - &low + &one;
    if count.is_positive() {
        return Ok(drawn(world, source, &low, &one, count.magnitude()));
    }
    let (low, high) = (number::from_big(low), operators::index_value(world, &last)?);
    let (low, high) = (shown(world, &low)?, shown(world, &high)?);
    Err(world.value_error(format!("empty range in randint({low}, {high})")))
}

pub fn choice(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [sequence] = args::bind(world, "Random.choice", args, &["seq"], 1)?;
    let length = operators::length(world, &sequence)?;
    if length == 0 {
        return Err(world.index_error("Cannot choose from an empty sequence"));
    }
    let at = source.position(world, length);
    operators::get_item(world, &sequence, &Value::size(at))
}

pub fn shuffle(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [sequence] = args::bind(world, "Random.shuffle", args, &["x"], 1)?;
    let length = operators::length(world, &sequence)?;
    for at in (1..length).rev() {
        let other = source.position(world, at + 1);
        if let Value::List(list) = &sequence {
            list.0.borrow_mut().swap(at, other);
            continue;
        }
        let (at, other) = (Value::size(at), Value::size(other));
        let upper = operators::get_item(world, &sequence, &at)?;
        let lower = operators::get_item(world, &sequence, &other)?;
        operators::set_item(world, &sequence, &at, lower)?;
        operators::set_item(world, &sequence, &other, upper)?;
    }
    Ok(Value::None)
}

/// Running totals of numbers.
fn totals(world: &mut World, items: &Value) -> Outcome<Vec<Value>> {
    let mut totals: Vec<Value> = Vec::new();
    for item in iterate::collect(world, items)? {
        let total = match totals.last() {
            Some(before) => operators::binary(world, BinaryKind::Add, before, &item)?,
            None => item,
        };
        totals.push(total);
    }
    Ok(totals)
}

/// `bisect.bisect`: behind all totals that are not more than the number.
fn bisect(totals: &[f64], number: f64, end: usize) -> usize {
    let (mut low, mut high) = (0, end);
    while low < high {
        let middle = usize::midpoint(low, high);
        if number < totals[middle] {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

pub fn choices(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let names = ["population", "weights", "cum_weights", "k"];
    if args.pos.len() > 2 {
        let given = args.pos.len() + 1;
        return Err(world.type_error(format!(
            "Random.choices() takes from 2 to 3 positional arguments but {given} were given"
        )));
    }
    let [population, weights, cumulative, count] =
        args::bind(world, "Random.choices", args, &names, 1)?;
    let count = if count.is_unbound() {
        1
    } else {
        operators::index(world, &count)?
    };
    let count = operators::clamp_size(count);
    world.reserve(count)?;
    let length = operators::length(world, &population)?;
    let (weights, cumulative) = (args::optional(weights), args::optional(cumulative));
    let totals = match (weights, cumulative) {
        (Some(_), Some(_)) => {
            return Err(world.type_error("Cannot specify both weights and cumulative weights"));
        }
        (Some(count @ (Value::Int(..) | Value::Bool(_))), None) => {
            let count = shown(world, &count)?;
            return Err(world.type_error(format!(
                "The number of choices must be a keyword argument: k={count}"
            )));
        }
        (Some(weights), None) => Some(totals(world, &weights)?),
        (None, Some(cumulative)) => Some(iterate::collect(world, &cumulative)?),
        (None, None) => None,
    };
    let mut result = Vec::with_capacity(count);
    let Some(totals) = totals else {
        #[expect(
            clippy::cast_precision_loss,
            reason = "CPython converts the length, too"
        )]
        let range = length as f64;
        for _ in 0..count {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "at least 0 and less than the length"
            )]
            let at = (source.random(world) * range).floor() as usize;
            result.push(operators::get_item(world, &population, &Value::size(at))?);
        }
        return Ok(Value::list(result));
    };
    if totals.len() != length {
        return Err(world.value_error("The number of weights does not match the population"));
    }
    let mut limits = Vec::with_capacity(totals.len());
    for total in &totals {
        limits.push(operators::real(world, total)?);
    }
    let Some(total) = limits.last().copied() else {
        return Err(world.index_error("list index out of range"));
    };
    if total <= 0.0 {
        return Err(world.value_error("Total of weights must be greater than zero"));
    }
    if !total.is_finite() {
        return Err(world.value_error("Total of weights must be finite"));
    }
    for _ in 0..count {
        let at = bisect(&limits, source.random(world) * total, length - 1);
        result.push(operators::get_item(world, &population, &Value::size(at))?);
    }
    Ok(Value::list(result))
}

/// `k` different positions out of `length`, in the order in which they are drawn. A small share
/// is tracked in a set, a large one drawn from a pool: both ways draw different numbers.
fn positions(world: &mut World, source: &Source, length: usize, k: usize) -> Vec<usize> {
    let mut set_size = 21;
    if k > 5 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "CPython takes the logarithm of a float"
        )]
        let power = ((k as f64 * 3.0).ln() / 4.0_f64.ln()).ceil();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size: a small whole number"
        )]
        let table = 4.0_f64.powf(power) as usize;
        set_size += table;
    }
    let mut result = Vec::with_capacity(k);
    if length <= set_size {
        let mut pool: Vec<usize> = (0..length).collect();
        for taken in 0..k {
            let at = source.position(world, length - taken);
            result.push(pool[at]);
            pool[at] = pool[length - taken - 1];
        }
        return result;
    }
    let mut selected = HashSet::new();
    while result.len() < k {
        let at = source.position(world, length);
        if selected.insert(at) {
            result.push(at);
        }
    }
    result
}

pub fn sample(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [population, count, counts] = args::bind(
        world,
        "Random.sample",
        args,
        &["population", "k", "counts"],
        2,
    )?;
    let native = population.unwrapped();
    let is_sequence = !matches!(
        native,
        Value::Set(_) | Value::Dict(_) | Value::Generator(_) | Value::Iter(_) | Value::None
    ) && iterate::is_iterable(world, &population);
    if !is_sequence {
        return Err(
            world.type_error("Population must be a sequence.  For dicts or sets, use sorted(d).")
        );
    }
    let mut length = operators::length(world, &population)?;
    let mut limits = None;
    if let Some(counts) = args::optional(counts) {
        let totals = totals(world, &counts)?;
        if totals.len() != length {
            return Err(world.value_error("The number of counts does not match the population"));
        }
        let mut numbers = Vec::with_capacity(totals.len());
        for total in &totals {
            if !operators::sequence::is_count(world, total) {
                return Err(world.type_error("Counts must be integers"));
            }
            numbers.push(operators::real(world, total)?);
        }
        let total = totals
            .last()
            .map_or(Ok(0), |total| operators::index(world, total))?;
        let Ok(total) = usize::try_from(total) else {
            return Err(world.value_error("Counts must be non-negative"));
        };
        length = total;
        numbers.pop();
        limits = Some(numbers);
    }
    let count = operators::index(world, &count)?.to_usize();
    let Some(count) = count.filter(|count| *count <= length) else {
        return Err(world.value_error("Sample larger than population or is negative"));
    };
    world.reserve(count)?;
    let mut result = Vec::with_capacity(count);
    for at in positions(world, source, length, count) {
        let at = match &limits {
            #[expect(clippy::cast_precision_loss, reason = "counts are far below 2**53")]
            Some(limits) => bisect(limits, at as f64, limits.len()),
            None => at,
        };
        result.push(operators::get_item(world, &population, &Value::size(at))?);
    }
    Ok(Value::list(result))
}

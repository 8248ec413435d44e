//! `range`: its constructor, attributes and methods.

use super::{add, args};
use crate::vm::operators::subscript::range_contains;
use crate::vm::{exception, operators};
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Range, Value};
use std::rc::Rc;

/// A number of a range; larger ones than fit are not supported.
fn number(world: &mut World, value: &Value) -> Outcome<i64> {
    match operators::index(world, value) {
        Err(raise) if exception::is_kind(world, &raise, "OverflowError") => Err(world.unsupported(
            "A range with numbers beyond 64 bits is not supported",
            "Use smaller numbers, or itertools.count().",
        )),
        other => other,
    }
}

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    let rest = Args {
        pos: args.pos.get(1..).unwrap_or_default(),
        kw: args.kw,
    };
    let [first, second, third] = args::positional(world, "range", rest, 1)?;
    let (start, stop) = if second.is_unbound() {
        (0, number(world, &first)?)
    } else {
        (number(world, &first)?, number(world, &second)?)
    };
    let step = if third.is_unbound() {
        1
    } else {
        number(world, &third)?
    };
    if step == 0 {
        return Err(world.value_error("range() arg 3 must not be zero"));
    }
    Ok(Value::Range(Rc::new(Range { start, stop, step })))
}

fn own(world: &mut World, args: Args<'_>) -> Outcome<Rc<Range>> {
    match args.pos.first() {
        Some(Value::Range(range)) => Ok(range.clone()),
        _ => Err(world.type_error("a method of range needs a range")),
    }
}

fn start(world: &mut World, args: Args<'_>) -> Outcome {
    own(world, args).map(|range| Value::int(range.start))
}

fn stop(world: &mut World, args: Args<'_>) -> Outcome {
    own(world, args).map(|range| Value::int(range.stop))
}

fn step(world: &mut World, args: Args<'_>) -> Outcome {
    own(world, args).map(|range| Value::int(range.step))
}

/// Where an integer is in the range.
fn place(range: &Range, item: &Value) -> Option<i64> {
    match item {
        Value::Int(_, number) if range_contains(range, *number) => {
            Some((number - range.start) / range.step)
        }
        Value::Bool(truth) if range_contains(range, i64::from(*truth)) => {
            Some((i64::from(*truth) - range.start) / range.step)
        }
        _ => None,
    }
}

/// Where the first item is that is equal to something that is no integer.
fn search(world: &mut World, range: &Range, item: &Value) -> Outcome<Option<i64>> {
    let mut next = range.start;
    for at in 0..range.len() {
        if operators::equal(world, &Value::int(next), item)? {
            return Ok(i64::try_from(at).ok());
        }
        next = next.wrapping_add(range.step);
    }
    Ok(None)
}

fn index(world: &mut World, args: Args<'_>) -> Outcome {
    let [_, item] = args::positional(world, "range.index", args, 2)?;
    let range = own(world, args)?;
    if let Value::Int(..) | Value::Bool(_) = item {
        return match place(&range, &item) {
            Some(at) => Ok(Value::int(at)),
            None => Err(world.value_error("range.index(x): x not in range")),
        };
    }
    match search(world, &range, &item)? {
        Some(at) => Ok(Value::int(at)),
        None => Err(world.value_error("sequence.index(x): x not in sequence")),
    }
}

fn count(world: &mut World, args: Args<'_>) -> Outcome {
    let [_, item] = args::positional(world, "range.count", args, 2)?;
    let range = own(world, args)?;
    let found = match item {
        Value::Int(..) | Value::Bool(_) => place(&range, &item),
        _ => search(world, &range, &item)?,
    };
    Ok(Value::int(i64::from(found.is_some())))
}

static METHODS: &[Native] = &[
    Native::getter("start", start),
    Native::getter("stop", stop),
    Native::getter("step", step),
    Native::function("index", index),
    Native::function("count", count),
];

pub fn install(world: &mut World) {
    add(&world.types.range.dict, METHODS);
    world.types.range.construct.set(Some(construct));
}

//! `tuple`: its constructor and methods.

use super::method::{self, Call};
use crate::vm::{iterate, operators};
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Tuple, Value};
use std::rc::Rc;

static METHODS: &[Native] = &[
    Native::function("__getnewargs__", getnewargs),
    Native::function("count", count),
    Native::function("index", index),
];

pub fn install(world: &mut World) {
    let class = &world.types.tuple;
    super::add(&class.dict, METHODS);
    class.construct.set(Some(construct));
}

fn receive<'a>(
    world: &mut World,
    name: &'static str,
    args: Args<'a>,
) -> Outcome<(Rc<Tuple>, Call<'a>)> {
    let call = Call::new(world, name, args)?;
    match call.receiver.unwrapped() {
        Value::Tuple(tuple) => Ok((tuple, call)),
        _ => Err(call.wrong_receiver(world)),
    }
}

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    let (_, args) = method::construction(world, args)?;
    match method::one_iterable(world, "tuple", args)? {
        Some(tuple @ Value::Tuple(_)) => Ok(tuple),
        Some(iterable) => iterate::collect(world, &iterable).map(Value::tuple),
        None => Ok(Value::tuple([])),
    }
}

fn getnewargs(world: &mut World, args: Args<'_>) -> Outcome {
    let (tuple, call) = receive(world, "tuple.__getnewargs__", args)?;
    call.none(world)?;
    Ok(Value::tuple([Value::Tuple(tuple)]))
}

fn count(world: &mut World, args: Args<'_>) -> Outcome {
    let (tuple, call) = receive(world, "tuple.count", args)?;
    let wanted = call.one(world)?;
    let mut found = 0;
    for item in tuple.iter() {
        found += i64::from(operators::equal(world, item, &wanted)?);
    }
    Ok(Value::int(found))
}

fn index(world: &mut World, args: Args<'_>) -> Outcome {
    let (tuple, call) = receive(world, "tuple.index", args)?;
    let [wanted, start, stop] = call.some(world, 1)?;
    let start = method::clipped(world, &start, tuple.len(), 0)?;
    let stop = method::clipped(world, &stop, tuple.len(), usize::MAX)?;
    for (at, item) in tuple.iter().enumerate().take(stop).skip(start) {
        if operators::equal(world, item, &wanted)? {
            return Ok(Value::size(at));
        }
    }
    Err(world.value_error("tuple.index(x): x not in tuple"))
}

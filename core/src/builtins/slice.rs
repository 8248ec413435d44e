//! `slice`: its constructor, attributes and `indices`.

use super::{add, args};
use crate::vm::operators;
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Slice, Value};
use std::rc::Rc;

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    let rest = Args {
        pos: args.pos.get(1..).unwrap_or_default(),
        kw: args.kw,
    };
    let [first, second, third] = args::positional(world, "slice", rest, 1)?;
    let or_none = |value: Value| {
        if value.is_unbound() {
            Value::None
        } else {
            value
        }
    };
    let slice = if second.is_unbound() {
        Slice {
            start: Value::None,
            stop: first,
            step: Value::None,
        }
    } else {
        Slice {
            start: first,
            stop: second,
            step: or_none(third),
        }
    };
    Ok(Value::Slice(Rc::new(slice)))
}

fn own(world: &mut World, args: Args<'_>) -> Outcome<Rc<Slice>> {
    match args.pos.first() {
        Some(Value::Slice(slice)) => Ok(slice.clone()),
        _ => Err(world.type_error("a method of slice needs a slice")),
    }
}

fn start(world: &mut World, args: Args<'_>) -> Outcome {
    own(world, args).map(|slice| slice.start.clone())
}

fn stop(world: &mut World, args: Args<'_>) -> Outcome {
    own(world, args).map(|slice| slice.stop.clone())
}

fn step(world: &mut World, args: Args<'_>) -> Outcome {
    own(world, args).map(|slice| slice.step.clone())
}

fn indices(world: &mut World, args: Args<'_>) -> Outcome {
    let [_, length] = args::positional(world, "slice.indices", args, 2)?;
    let slice = own(world, args)?;
    let length = operators::index(world, &length)?;
    let Ok(length) = usize::try_from(length) else {
        return Err(world.value_error("length should not be negative"));
    };
    let bounds = operators::slice_bounds(world, &slice, length)?;
    Ok(Value::tuple(
        [bounds.start, bounds.stop, bounds.step].map(Value::int),
    ))
}

static METHODS: &[Native] = &[
    Native::getter("start", start),
    Native::getter("stop", stop),
    Native::getter("step", step),
    Native::function("indices", indices),
];

pub fn install(world: &mut World) {
    add(&world.types.slice.dict, METHODS);
    world.types.slice.construct.set(Some(construct));
}

//! `bool`: its constructor. Everything else it has from `int`.

use super::{add, args};
use crate::vm::{format, operators};
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Value};

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    args::no_keywords(world, "bool", args)?;
    match args.pos {
        [_] => Ok(Value::Bool(false)),
        [_, value] => operators::truth(world, value).map(Value::Bool),
        more => {
            let given = more.len() - 1;
            Err(world.type_error(format!("bool expected at most 1 argument, got {given}")))
        }
    }
}

fn repr(world: &mut World, args: Args<'_>) -> Outcome {
    let [value] = args::positional(world, "__repr__", args, 1)?;
    format::repr(world, &value).map(Value::Str)
}

static METHODS: &[Native] = &[Native::function("__repr__", repr)];

pub fn install(world: &mut World) {
    add(&world.types.bool.dict, METHODS);
    world.types.bool.construct.set(Some(construct));
}

//! Module `math`.

mod real;
mod sums;
mod whole;

use super::{add, args};
use crate::vm::operators;
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Args, Outcome, Raise, Value};
use std::rc::Rc;

/// The only argument of a function, as a float.
fn single(world: &mut World, name: &str, args: Args<'_>) -> Outcome<f64> {
    let [number] = args::positional(world, name, args, 1)?;
    operators::real(world, &number)
}

fn range_error(world: &mut World) -> Raise {
    world.error("OverflowError", "math range error")
}

fn domain_error(world: &mut World) -> Raise {
    world.value_error("math domain error")
}

/// Fills the module `math`.
///
/// # Errors
/// None; the signature is that of every module.
pub fn module(_world: &mut World, dict: &Rc<Dict>) -> Outcome<()> {
    add(dict, real::FUNCTIONS);
    add(dict, whole::FUNCTIONS);
    add(dict, sums::FUNCTIONS);
    for (name, number) in [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        dict.set_text(name, Value::float(number));
    }
    Ok(())
}

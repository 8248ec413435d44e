//! The native part of `time`: all clocks show virtual time from zero.

use super::args;
use crate::executor::threads;
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Args, Native, Outcome, Value};
use std::rc::Rc;

fn seconds(world: &mut World, args: Args<'_>) -> Outcome {
    args::positional::<0>(world, "time.time", args, 0)?;
    world.executor.clock.read();
    Ok(Value::float(world.executor.now().seconds()))
}

fn nanos(world: &mut World, args: Args<'_>) -> Outcome {
    args::positional::<0>(world, "time.time_ns", args, 0)?;
    world.executor.clock.read();
    Ok(Value::int(
        i64::try_from(world.executor.now().0).unwrap_or(i64::MAX),
    ))
}

/// The processor's time is not simulated: it stays at zero.
fn no_seconds(world: &mut World, args: Args<'_>) -> Outcome {
    args::positional::<0>(world, "time.process_time", args, 0)?;
    Ok(Value::float(0.0))
}

fn no_nanos(world: &mut World, args: Args<'_>) -> Outcome {
    args::positional::<0>(world, "time.process_time_ns", args, 0)?;
    Ok(Value::int(0))
}

static FUNCTIONS: &[Native] = &[
    Native::function("time", seconds),
    Native::function("monotonic", seconds),
    Native::function("perf_counter", seconds),
    Native::function("time_ns", nanos),
    Native::function("monotonic_ns", nanos),
    Native::function("perf_counter_ns", nanos),
    Native::function("process_time", no_seconds),
    Native::function("process_time_ns", no_nanos),
    Native::function("thread_time", no_seconds),
    Native::function("thread_time_ns", no_nanos),
    Native::function("sleep", threads::sleep),
];

/// Fills the module `time`; the calendar is prelude code.
///
/// # Errors
/// None; the signature is that of all native modules.
pub fn module(_: &mut World, dict: &Rc<Dict>) -> Outcome<()> {
    super::add(dict, FUNCTIONS);
    Ok(())
}

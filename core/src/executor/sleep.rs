//! `asyncio.sleep`, the commonest wait of all: its future, its timer, and the short way in.
//!
//! `sleep` itself is prelude code, a coroutine like any other. Where it is awaited at once by
//! another coroutine, as nearly always, nobody can see that coroutine: then its future is waited
//! for directly (the shortcut [`sleep`]). What `sleep`'s `finally` would do for the timer is done when the
//! future is cancelled or dies.

use super::future::{self, receiver};
use super::heap::{Scheduled, Target};
use super::{push_sleep, resources};
use crate::builtins::args;
use crate::trace::{Event, Measured, Nanos, TimerId, TimerPurpose};
use crate::vm::operators;
use crate::world::World;
use crate::world::frame::Shortened;
use crate::world::future::{Alarm, Future, LoopId};
use crate::world::value::{Args, Exception, Outcome, Raise, Value};
use std::rc::Rc;

/// Deadlines lie on the grid of whole nanoseconds.
pub(crate) fn on_grid(seconds: f64) -> f64 {
    if seconds.is_finite() && seconds.abs() < 1e15 {
        (seconds * 1e9).round_ties_even() / 1e9
    } else {
        seconds
    }
}

/// When a sleep is over. One that is shorter than the clock can show takes two nanoseconds (within
/// one the loop takes a timer for due): who sleeps for what a rounded sum says is missing, as token
/// buckets do, would else look at the same clock for ever.
fn deadline_of(now: f64, delay: f64) -> f64 {
    let when = on_grid(now + delay);
    if delay > 0.0 && when < now + 1.5e-9 {
        on_grid(now + 2e-9)
    } else {
        when
    }
}

/// A future that gets the result when the delay is over.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn begin(
    world: &mut World,
    owner: LoopId,
    delay: f64,
    literal: Option<u32>,
    result: Value,
) -> Rc<Future> {
    let future = future::make(world, owner, false);
    *future.result.borrow_mut() = result;
    let now = world.executor.now().seconds();
    let tick = world.executor.clock.read();
    let when = deadline_of(now, delay);
    let deadline = Nanos::from_seconds(when);
    resources::note_sleep(&future, Nanos::from_seconds(delay), deadline);
    let id = world.executor.next_timer();
    world.trace.note_literal(Measured::Timer(id), literal);
    future.alarm.set(Alarm::Scheduled(id));
    let target = Target::Sleep(Rc::downgrade(&future));
    world.executor.event_loop(owner).timers.push(Scheduled {
        when,
        tick,
        id,
        target,
    });
    let purpose = match world.executor.current_task().map(|task| task.task_id()) {
        Some(Some(task)) => TimerPurpose::Sleep(task),
        _ => TimerPurpose::Call(world.text("sleep")),
    };
    world.emit(Event::TimerSet {
        timer: id,
        deadline,
        purpose,
    });
    future
}

/// `await sleep(delay, result)`: its future is waited for directly.
pub(crate) fn sleep(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    let (delay, origin) = match args.first() {
        Some(Value::Float(origin, delay)) => (*delay, *origin),
        Some(Value::Int(origin, delay)) => (*delay as f64, *origin),
        _ => return Ok(Shortened::Declined),
    };
    if args.len() > 2 {
        return Ok(Shortened::Declined);
    }
    if delay <= 0.0 {
        return Ok(Shortened::Waits(Value::None, paused));
    }
    let Some(owner) = world.executor.local.running.filter(|_| !delay.is_nan()) else {
        return Ok(Shortened::Declined);
    };
    let result = match args.get_mut(1) {
        Some(result) => std::mem::take(result),
        None => Value::None,
    };
    let future = begin(world, owner, delay, origin.start(), result);
    future.blocking.set(true);
    Ok(Shortened::Waits(Value::Future(future), slept))
}

/// `sleep(0)` has given the seat back once: its result stands before what it gave out.
fn paused(_: &mut World, args: &mut [Value], thrown: Option<Rc<Exception>>) -> Outcome<Shortened> {
    match (thrown, args) {
        (Some(error), _) => Err(Raise::Exception(error)),
        (None, [_, result, _]) => Ok(Shortened::Done(std::mem::take(result))),
        (None, _) => Ok(Shortened::Done(Value::None)),
    }
}

/// The future of a sleep is done.
fn slept(
    world: &mut World,
    args: &mut [Value],
    thrown: Option<Rc<Exception>>,
) -> Outcome<Shortened> {
    match (thrown, args) {
        (Some(error), _) => Err(Raise::Exception(error)),
        (None, [.., Value::Future(future)]) => future::result(world, future).map(Shortened::Done),
        (None, _) => Ok(Shortened::Done(Value::None)),
    }
}

/// The timer of a sleep is due: its handle goes into the ready queue.
pub(crate) fn fire(world: &mut World, owner: LoopId, timer: TimerId, future: Rc<Future>) {
    world.emit(Event::TimerFired { timer });
    let number = world.executor.next_handle();
    future.alarm.set(Alarm::Ready(number));
    push_sleep(world, owner, number, future, timer);
}

/// The timer of a sleep is not needed any more.
pub(crate) fn stop(world: &mut World, future: &Future) {
    match future.alarm.replace(Alarm::None) {
        Alarm::None => {}
        Alarm::Scheduled(timer) => {
            if let Some(owner) = future.owner.get() {
                world.executor.event_loop(owner).timers.count_cancelled();
            }
            world.emit(Event::TimerCancelled { timer });
        }
        Alarm::Ready(handle) => world.emit(Event::HandleCancelled { handle }),
    }
}

/// `_begin_sleep(delay, result)`: for a sleep that runs as a coroutine.
pub(crate) fn py_begin_sleep(world: &mut World, args: Args<'_>) -> Outcome {
    let [delay, result] = args::positional(world, "_begin_sleep", args, 2)?;
    let Some(owner) = world.executor.local.running else {
        return Err(world.runtime_error("no running event loop"));
    };
    let literal = delay.literal();
    let delay = operators::real(world, &delay)?;
    if delay.is_nan() {
        return Err(world.value_error("Invalid delay: NaN (not a number)"));
    }
    Ok(Value::Future(begin(world, owner, delay, literal, result)))
}

/// `_end_sleep(future)`.
pub(crate) fn py_end_sleep(world: &mut World, args: Args<'_>) -> Outcome {
    let future = receiver(world, args, "_end_sleep")?;
    stop(world, &future);
    Ok(Value::None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sleep_moves_the_clock_however_short_it_is() {
        assert_eq!(deadline_of(1.0, 0.5), 1.5);
        assert_eq!(deadline_of(1.0, 0.0), 1.0);
        assert_eq!(deadline_of(1.0, -1.0), 0.0);
        for short in [1e-17, 4e-10, 1e-9, 1.4e-9] {
            assert_eq!(deadline_of(0.3, short), 0.300_000_002, "{short}");
        }
        assert_eq!(deadline_of(0.3, 3e-9), 0.300_000_003);
        assert!(deadline_of(0.3, f64::INFINITY).is_infinite());
    }
}

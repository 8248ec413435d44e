//! The methods of plain locks and semaphores, as shortcuts: what `asyncio/locks.py` says, in Rust.

use super::future;
use super::shortcuts::{Kind, Shared, waiter};
use crate::builtins::deque::Deque;
use crate::trace::{Event, WaitKind};
use crate::world::World;
use crate::world::frame::{Resumption, Shortened};
use crate::world::future::Future;
use crate::world::value::{Exception, Outcome, Raise, Value};
use std::rc::Rc;

const WAITERS: usize = 2;
/// `_locked` of a lock, `_value` of a semaphore.
const STATE: usize = 3;
const TOTAL: usize = 4;
const BOUND: usize = 5;

/// Nobody, or only waiters that were cancelled.
fn is_nobody(waiters: &Deque) -> bool {
    let is_cancelled =
        |waiter: &Value| matches!(waiter, Value::Future(waiter) if waiter.is_cancelled());
    waiters.all(is_cancelled)
}

fn is_done(waiter: &Value) -> bool {
    !matches!(waiter, Value::Future(waiter) if !waiter.is_done())
}

#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn set_locked(world: &mut World, lock: &mut Shared<'_>, locked: bool) {
    lock.set(STATE, Value::Bool(locked));
    let task = world.executor.current_task().filter(|_| locked);
    let owner = task.and_then(|task| task.task_id());
    world.emit(Event::ResourceChanged {
        resource: lock.resource(),
        level: i32::from(locked),
        total: 1,
        pending: 0,
        owner,
    });
}

#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn set_permits(world: &mut World, semaphore: &mut Shared<'_>, permits: i64) {
    semaphore.set(STATE, Value::int(permits));
    let number = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    world.emit(Event::ResourceChanged {
        resource: semaphore.resource(),
        level: number(permits),
        total: number(semaphore.int(TOTAL).unwrap_or(0)),
        pending: 0,
        owner: None,
    });
}

/// The first in the line is told that the lock is free.
fn wake_first(world: &mut World, lock: Shared<'_>) -> Outcome<()> {
    let first = lock.deque(WAITERS).and_then(|line| line.get(0));
    drop(lock);
    match first {
        Some(Value::Future(first)) if !first.is_done() => {
            future::set_result(world, &first, Value::Bool(true))
        }
        _ => Ok(()),
    }
}

/// The first in the line who has no permit yet gets one; false where there is none.
fn give_permit(world: &mut World, mut semaphore: Shared<'_>) -> Outcome<bool> {
    let line = semaphore.deque(WAITERS);
    let next = line.and_then(|line| line.find(|waiter| !is_done(waiter)));
    let (Some(Value::Future(next)), Some(permits)) = (next, semaphore.int(STATE)) else {
        return Ok(false);
    };
    set_permits(world, &mut semaphore, permits - 1);
    drop(semaphore);
    future::set_result(world, &next, Value::Bool(true))?;
    Ok(true)
}

fn begin(world: &mut World, args: &[Value], resumption: Resumption) -> Outcome<Shortened> {
    let Some(mut it) = args.first().and_then(|it| Shared::plain(world, it)) else {
        return Ok(Shortened::Declined);
    };
    let is_nobody = it.deque(WAITERS).is_some_and(is_nobody);
    let resource = it.resource();
    let meaning = match it.kind() {
        Kind::Lock => match it.bool(STATE) {
            Some(false) if is_nobody => {
                set_locked(world, &mut it, true);
                return Ok(Shortened::Done(Value::Bool(true)));
            }
            Some(_) => WaitKind::Lock(resource),
            None => return Ok(Shortened::Declined),
        },
        Kind::Semaphore | Kind::BoundedSemaphore => match it.int(STATE) {
            Some(permits) if permits != 0 && is_nobody => {
                set_permits(world, &mut it, permits - 1);
                return Ok(Shortened::Done(Value::Bool(true)));
            }
            Some(_) => WaitKind::Semaphore(resource),
            None => return Ok(Shortened::Declined),
        },
        _ => return Ok(Shortened::Declined),
    };
    Ok(it.stand_in_line(world, WAITERS, meaning, resumption))
}

/// The wait of an `acquire` is over, or something was thrown into it.
fn end(world: &mut World, args: &[Value], thrown: Option<Rc<Exception>>) -> Outcome<()> {
    let (Some(mut it), Some(waiter)) = (Shared::of(world, &args[0]), waiter(args)) else {
        return Err(world.runtime_error("the class of a lock was changed while a task waited"));
    };
    it.leave_line(WAITERS, &waiter);
    if it.kind() == Kind::Lock {
        return match thrown {
            None => {
                set_locked(world, &mut it, true);
                Ok(())
            }
            Some(error) => {
                // It may have been our turn: somebody else must have it.
                if future::is_cancelled(world, &error) && it.bool(STATE) != Some(true) {
                    wake_first(world, it)?;
                }
                Err(Raise::Exception(error))
            }
        };
    }
    if let Some(error) = &thrown
        && future::is_cancelled(world, error)
        && has_permit(&waiter)
    {
        // The permit that was meant for us goes back.
        let permits = it.int(STATE).unwrap_or(0);
        set_permits(world, &mut it, permits + 1);
    }
    let mut it = Some(it);
    while let Some(semaphore) = it
        && semaphore.int(STATE).is_some_and(|permits| permits > 0)
        && give_permit(world, semaphore)?
    {
        it = Shared::of(world, &args[0]);
    }
    match thrown {
        None => Ok(()),
        Some(error) => Err(Raise::Exception(error)),
    }
}

fn has_permit(waiter: &Future) -> bool {
    waiter.is_done() && !waiter.is_cancelled()
}

/// `await lock.acquire()`.
pub(crate) fn acquire(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    begin(world, args, acquired)
}

fn acquired(
    world: &mut World,
    args: &mut [Value],
    thrown: Option<Rc<Exception>>,
) -> Outcome<Shortened> {
    end(world, args, thrown)?;
    Ok(Shortened::Done(Value::Bool(true)))
}

/// The beginning of `async with lock`.
pub(crate) fn enter(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    Ok(match begin(world, args, entered)? {
        Shortened::Done(_) => Shortened::Done(Value::None),
        other => other,
    })
}

fn entered(
    world: &mut World,
    args: &mut [Value],
    thrown: Option<Rc<Exception>>,
) -> Outcome<Shortened> {
    end(world, args, thrown)?;
    Ok(Shortened::Done(Value::None))
}

/// `lock.release()`.
pub(crate) fn release(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    match args {
        [it] => exit(world, std::slice::from_mut(it)),
        _ => Ok(Shortened::Declined),
    }
}

/// The end of `async with lock`, and all of `lock.release()`.
pub(crate) fn exit(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    let Some(mut it) = args.first().and_then(|it| Shared::plain(world, it)) else {
        return Ok(Shortened::Declined);
    };
    match it.kind() {
        Kind::Lock if it.bool(STATE) == Some(true) => {
            set_locked(world, &mut it, false);
            wake_first(world, it)?;
        }
        Kind::Semaphore | Kind::BoundedSemaphore => {
            let Some(permits) = it.int(STATE) else {
                return Ok(Shortened::Declined);
            };
            if it.kind() == Kind::BoundedSemaphore
                && it.int(BOUND).is_none_or(|bound| permits >= bound)
            {
                return Ok(Shortened::Declined);
            }
            set_permits(world, &mut it, permits + 1);
            give_permit(world, it)?;
        }
        _ => return Ok(Shortened::Declined),
    }
    Ok(Shortened::Done(Value::None))
}

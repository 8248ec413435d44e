//! What is said and done when the last reference goes: exceptions that nobody saw, tasks that
//! died while pending, async generators that were left open.

use super::future::loop_object;
use super::handle::{Handle, Work};
use super::{Ready, push_numbered, run};
use crate::trace::{Cause, Event};
use crate::vm::{async_step, exception, generator};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::drops::Finaliser;
use crate::world::frame::{Generator, GeneratorState};
use crate::world::future::{Future, FutureState, LoopId};
use crate::world::value::{Outcome, Value};
use std::rc::Rc;

/// Deals with the end of a future or a task of which somebody should have heard.
///
/// # Errors
/// KeyboardInterrupt and SystemExit out of the loop's exception handler.
pub fn finalise(world: &mut World, finaliser: Finaliser) -> Outcome<()> {
    match finaliser {
        Finaliser::FutureLost(future) => report_future(world, &future),
        _ => unreachable!("the machine finalises everything else itself"),
    }
}

fn report_future(world: &mut World, future: &Rc<Future>) -> Outcome<()> {
    let Some(owner) = future.owner.get() else {
        return Ok(());
    };
    let context = Dict::new();
    if future.state.get() == FutureState::Pending {
        context.set_text("task", Value::Future(future.clone()));
        context.set_text(
            "message",
            Value::str("Task was destroyed but it is pending!"),
        );
    } else {
        let exception = future.exception.borrow().clone();
        let Some(exception) = exception else {
            return Ok(());
        };
        if let Some(task) = future.task_id() {
            let id = exception::id_of(world, &exception);
            world.emit(Event::ExceptionLost {
                exception: id,
                task,
            });
        }
        let class = future.class.name.borrow().clone();
        let message = format!("{} exception was never retrieved", class.as_str());
        context.set_text("message", Value::str(message));
        context.set_text("exception", Value::Exception(exception));
        context.set_text("future", Value::Future(future.clone()));
    }
    if loop_object(world, owner).is_none() {
        return Ok(());
    }
    run::call_exception_handler(world, owner, Value::Dict(context))
}

/// The loop hears of an async generator at its first iteration.
///
/// # Errors
/// None now; the signature is that of all hooks.
pub fn async_generator_begins(world: &mut World, generator: &Rc<Generator>) -> Outcome<()> {
    if let Some(owner) = world.executor.local.running {
        let generators = &mut world.executor.event_loop(owner).generators;
        generators.retain(|known| known.strong_count() > 0);
        generators.push(Rc::downgrade(generator));
    }
    Ok(())
}

/// An async generator that was left open has died: a task closes it in the next iteration.
///
/// # Errors
/// What its `finally` blocks raise where no loop is left to run the task.
pub fn async_generator_died(world: &mut World, generator: &Rc<Generator>) -> Outcome<()> {
    let Some(owner) = open_loop(world) else {
        // Nobody can await its end: it is closed as far as it goes without waiting.
        return generator::close(world, generator);
    };
    let step = async_step::make(world, generator, async_step::StepKind::Close);
    let create_task = loop_create_task(world, owner)?;
    let context = crate::builtins::contextvars::copy(world);
    let handle = Handle::new(
        owner,
        Work {
            callable: create_task,
            args: vec![step],
        },
        context,
        None,
    );
    let number = world.executor.next_handle();
    handle.entry.set(Some(number));
    push_numbered(world, owner, number, Ready::Handle(handle), Cause::Called);
    Ok(())
}

/// The loop that runs, or the last one that can run again.
fn open_loop(world: &World) -> Option<LoopId> {
    let loops = &world.executor.loops;
    let is_open = |id: &LoopId| loops.get(id.0 as usize).is_some_and(|known| !known.closed);
    world.executor.local.running.filter(is_open).or_else(|| {
        let last = loops.iter().rposition(|known| !known.closed)?;
        u32::try_from(last).ok().map(LoopId)
    })
}

fn loop_create_task(world: &mut World, owner: LoopId) -> Outcome {
    let object = loop_object(world, owner);
    crate::vm::attribute::get_text(world, &object, "create_task")
}

/// Async generators of a loop that are still open; the loop forgets them.
pub(crate) fn take_open_generators(world: &mut World, owner: LoopId) -> Vec<Value> {
    let known = std::mem::take(&mut world.executor.event_loop(owner).generators);
    known
        .iter()
        .filter_map(std::rc::Weak::upgrade)
        .filter(|generator| generator.state.get() != GeneratorState::Closed)
        .map(Value::Generator)
        .collect()
}

/// At the end of the program: tasks that are still pending are told of, as when CPython exits;
/// those of a loop that a daemon thread still runs are left as they are.
///
/// # Errors
/// KeyboardInterrupt and SystemExit out of the loop's exception handler.
pub(crate) fn report_pending(world: &mut World) -> Outcome<()> {
    let left: Vec<_> = std::mem::take(&mut world.executor.live)
        .into_values()
        .collect();
    for task in left {
        let Some(part) = task.part() else { continue };
        let runs_on = |owner| world.executor.event_loop(owner).running;
        if !task.owner.get().is_some_and(runs_on) && part.log_destroy_pending.replace(false) {
            report_future(world, &task)?;
        }
    }
    Ok(())
}

//! The methods of `Task`, as natives.

use super::future::{loop_argument, receiver};
use super::task::{Options, fill, is_housekeeping};
use crate::builtins::{args, frames};
use crate::trace::Event;
use crate::vm::{format, operators};
use crate::world::World;
use crate::world::future::{Future, TaskPart};
use crate::world::value::{Args, Native, Outcome, Raise, Value};
use std::rc::Rc;

/// The task part of the task that a method was called on.
fn task_receiver(world: &mut World, args: Args<'_>, method: &str) -> Outcome<Rc<Future>> {
    let task = receiver(world, args, method)?;
    if task.task.get().is_none() {
        return Err(world.runtime_error("Task object is not initialized."));
    }
    Ok(task)
}

/// Asks the part of a task.
fn ask<T>(task: &Future, question: impl Fn(&TaskPart) -> T) -> T {
    match task.part() {
        Some(part) => question(part),
        None => unreachable!("the receiver was looked at before"),
    }
}

/// `Task.__init__`.
pub(crate) fn init(world: &mut World, args: Args<'_>) -> Outcome {
    let task = receiver(world, args, "__init__")?;
    let names = &["coro", "loop", "name", "context", "eager_start"];
    let [coro, owner, name, context, eager] = args::bind(world, "Task", args.rest(), names, 1)?;
    let owner = loop_argument(world, owner)?;
    let eager = !eager.is_unbound() && operators::truth(world, &eager)?;
    let quiet = is_housekeeping(&coro);
    fill(
        world,
        &task,
        owner,
        coro,
        Options {
            name,
            context,
            eager,
            quiet,
        },
    )?;
    Ok(Value::None)
}

fn py_cancelling(world: &mut World, args: Args<'_>) -> Outcome {
    let task = task_receiver(world, args, "cancelling")?;
    Ok(Value::int(ask(&task, |part| {
        i64::from(part.cancels_requested.get())
    })))
}

fn py_uncancel(world: &mut World, args: Args<'_>) -> Outcome {
    let task = task_receiver(world, args, "uncancel")?;
    let Some(part) = task.part() else {
        return Ok(Value::None);
    };
    let requests = part.cancels_requested.get();
    if requests > 0 {
        let remaining = requests - 1;
        part.cancels_requested.set(remaining);
        if remaining == 0 {
            part.must_cancel.set(false);
            part.cancel_pending.set(false);
        }
        if let Some(id) = part.id {
            world.emit(Event::Uncancelled {
                task: id,
                remaining,
            });
        }
    }
    Ok(Value::int(i64::from(part.cancels_requested.get())))
}

fn py_get_name(world: &mut World, args: Args<'_>) -> Outcome {
    let task = task_receiver(world, args, "get_name")?;
    Ok(ask(&task, |part| part.name.borrow().clone()))
}

fn py_set_name(world: &mut World, args: Args<'_>) -> Outcome {
    let task = task_receiver(world, args, "set_name")?;
    let [name] = args::bind(world, "set_name", args.rest(), &["value"], 1)?;
    let name = format::str(world, &name)?;
    let text = world.text(name.as_str());
    let id = ask(&task, |part| {
        *part.name.borrow_mut() = Value::Str(name.clone());
        part.id
    });
    if let Some(id) = id {
        world.emit(Event::TaskNamed {
            task: id,
            name: text,
        });
    }
    Ok(Value::None)
}

fn py_get_coro(world: &mut World, args: Args<'_>) -> Outcome {
    let task = task_receiver(world, args, "get_coro")?;
    Ok(ask(&task, |part| {
        match (&*part.given.borrow(), &*part.coroutine.borrow()) {
            (Value::Unbound, Value::Unbound) => Value::None,
            (Value::Unbound, coroutine) => coroutine.clone(),
            (given, _) => given.clone(),
        }
    }))
}

fn py_get_context(world: &mut World, args: Args<'_>) -> Outcome {
    let task = task_receiver(world, args, "get_context")?;
    Ok(ask(&task, |part| part.context.clone()))
}

fn py_get_stack(world: &mut World, args: Args<'_>) -> Outcome {
    let task = task_receiver(world, args, "get_stack")?;
    frames::get_stack(world, &task, args.rest())
}

fn py_print_stack(world: &mut World, args: Args<'_>) -> Outcome {
    let task = task_receiver(world, args, "print_stack")?;
    frames::print_stack(world, &task, args.rest())
}

fn py_set(world: &mut World, what: &str) -> Raise {
    world.runtime_error(format!("Task does not support {what} operation"))
}

fn py_set_result(world: &mut World, _: Args<'_>) -> Outcome {
    Err(py_set(world, "set_result"))
}

fn py_set_exception(world: &mut World, _: Args<'_>) -> Outcome {
    Err(py_set(world, "set_exception"))
}

fn py_must_cancel(world: &mut World, args: Args<'_>) -> Outcome {
    let task = task_receiver(world, args, "_must_cancel")?;
    Ok(Value::Bool(ask(&task, |part| part.must_cancel.get())))
}

fn py_waiter(world: &mut World, args: Args<'_>) -> Outcome {
    let task = task_receiver(world, args, "_fut_waiter")?;
    Ok(ask(&task, |part| match &*part.waiter.borrow() {
        Some(waiter) => Value::Future(waiter.clone()),
        None => Value::None,
    }))
}

static METHODS: &[Native] = &[
    Native::function("__init__", init),
    Native::function("cancelling", py_cancelling),
    Native::function("uncancel", py_uncancel),
    Native::function("get_name", py_get_name),
    Native::function("set_name", py_set_name),
    Native::function("get_coro", py_get_coro),
    Native::function("get_context", py_get_context),
    Native::of_frame("get_stack", py_get_stack),
    Native::of_frame("print_stack", py_print_stack),
    Native::function("set_result", py_set_result),
    Native::function("set_exception", py_set_exception),
    Native::getter("_coro", py_get_coro),
    Native::getter("_must_cancel", py_must_cancel),
    Native::getter("_fut_waiter", py_waiter),
];

/// Fills the class `Task`, which is a `Future`.
pub(crate) fn install(world: &World) {
    let class = &world.types.task;
    class.construct.set(world.types.future.construct.get());
    crate::builtins::add(&class.dict, METHODS);
}

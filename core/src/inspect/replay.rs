//! What only a living run knows: the variables of a task, who waits for whose end, and which results
//! a gather has.
//!
//! A trace holds no values, so they come from running the same text again up to the same record. A
//! run is a pure function of its text: the second one is the first one. It ends there and is only
//! looked at.

use crate::executor::describe;
use crate::run::{Program, Progress, Run};
use crate::source::Span;
use crate::trace::{ResourceId, TaskId};
use crate::vm::async_step::AsyncStep;
use crate::world::World;
use crate::world::frame::{Delivery, Frame};
use crate::world::future::{Callable, Future, FutureState};
use crate::world::limits::Limits;
use crate::world::value::Value;
use std::rc::Rc;

/// Most tasks whose links are followed.
const TASKS_MAX: usize = 400;
/// Most places of a gather.
const SLOTS_MAX: usize = 24;
/// How far an object is searched for the future that it ends.
const REACH: u32 = 3;

/// One frame of a task, with its variables in the order in which they are written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    pub name: Rc<str>,
    /// The operation at which it stands; empty in code of the library.
    pub span: Span,
    /// It is asyncio's own code.
    pub library: bool,
    pub locals: Vec<(Rc<str>, String)>,
}

/// A task at the cursor as its run knows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inside {
    pub task: TaskId,
    /// Outermost first.
    pub frames: Vec<Seen>,
    /// Tasks that its end wakes, or brings nearer to being woken.
    pub waited_by: Vec<TaskId>,
}

/// A place of a gather's list of results.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// The task whose end fills it.
    pub task: Option<TaskId>,
    /// What it holds; `None` while nothing has come.
    pub holds: Option<String>,
    /// It is an exception, or the task was cancelled.
    pub failed: bool,
}

/// All that is known at a cursor.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Known {
    /// Every task that has not ended, by creation.
    pub tasks: Vec<Inside>,
    /// The gathers that are waited for, each with its results in the order of its arguments.
    pub gathers: Vec<(ResourceId, Vec<Slot>)>,
}

/// A run on its way to a cursor.
pub struct Replay {
    run: Run,
    goal: usize,
}

impl Replay {
    #[must_use]
    pub fn new(program: &Program, limits: &Limits, cursor: usize) -> Self {
        Self {
            run: Run::new(program, limits),
            goal: cursor,
        }
    }

    /// Goes on for about this many operations.
    pub fn advance(&mut self, operations: u64) -> Progress {
        self.run.advance_to(self.goal, operations)
    }

    /// What is known now; frames for `looked_at` alone.
    #[must_use]
    pub fn inside(mut self, looked_at: Option<TaskId>) -> Known {
        let world = self.run.world();
        let live: Vec<Rc<Future>> = world
            .executor
            .live
            .values()
            .take(TASKS_MAX)
            .cloned()
            .collect();
        let mut known = Known::default();
        for task in live {
            let Some(id) = task.task_id() else { continue };
            let frames = if looked_at == Some(id) {
                frames_of(world, &task)
            } else {
                Vec::new()
            };
            let mut waited_by = Vec::new();
            wakes(&task, 0, &mut waited_by);
            waited_by.retain(|waiter| *waiter != id);
            let waiter = task.part().and_then(|part| part.waiter.borrow().clone());
            if let Some(waiter) = waiter {
                gathers_of(world, &waiter, 0, &mut known.gathers);
            }
            known.tasks.push(Inside {
                task: id,
                frames,
                waited_by,
            });
        }
        known
    }
}

/// The gather that a future belongs to, and those that it gathers.
fn gathers_of(
    world: &mut World,
    future: &Rc<Future>,
    depth: u32,
    found: &mut Vec<(ResourceId, Vec<Slot>)>,
) {
    let Some(gathering) = future.gathering.get() else {
        return;
    };
    let Some(resource) = gathering.resource else {
        return;
    };
    if depth > REACH || found.iter().any(|(known, _)| *known == resource) {
        return;
    }
    let children: Vec<Rc<Future>> = gathering
        .children
        .borrow()
        .iter()
        .take(SLOTS_MAX)
        .cloned()
        .collect();
    let slots = children.iter().map(|child| slot(world, child)).collect();
    found.push((resource, slots));
    for child in children {
        gathers_of(world, &child, depth + 1, found);
    }
}

fn slot(world: &mut World, child: &Future) -> Slot {
    let exception = child.exception.borrow().clone();
    let (holds, failed) = match (child.state.get(), exception) {
        (FutureState::Pending, _) => (None, false),
        (FutureState::Cancelled, _) => (Some("CancelledError".to_owned()), true),
        (FutureState::Finished, Some(exception)) => (
            Some(describe::brief(world, &Value::Exception(exception))),
            true,
        ),
        (FutureState::Finished, None) => {
            let result = child.result.borrow().clone();
            (Some(describe::brief(world, &result)), false)
        }
    };
    Slot {
        task: child.task_id(),
        holds,
        failed,
    }
}

/// The frames of a task: on the stack while it runs, else one coroutine inside of the other.
fn frames_of(world: &mut World, task: &Rc<Future>) -> Vec<Seen> {
    let mut seen = Vec::new();
    let runs =
        |frame: &Frame| matches!(&frame.delivery, Delivery::TaskStep(of) if Rc::ptr_eq(of, task));
    if let Some(first) = world.frames.iter().rposition(|frame| runs(frame)) {
        let frames = std::mem::take(&mut world.frames);
        for (index, frame) in frames.iter().enumerate().skip(first) {
            let other = matches!(&frame.delivery, Delivery::TaskStep(_) | Delivery::Callback);
            if index > first && other {
                break;
            }
            seen.push(look(world, frame));
        }
        world.frames = frames;
        return seen;
    }
    let mut next = task.part().map(|part| part.coroutine.borrow().clone());
    while let Some(value) = next.take() {
        let generator = match &value {
            Value::Generator(generator) => generator.clone(),
            other => match other.payload::<AsyncStep>() {
                Some(step) => step.generator.clone(),
                None => break,
            },
        };
        let frame = generator.frame.borrow();
        if let Some(frame) = frame.as_deref() {
            seen.push(look(world, frame));
            next = (frame.pc > 0)
                .then(|| frame.values.last().cloned())
                .flatten();
        }
    }
    seen
}

fn look(world: &mut World, frame: &Frame) -> Seen {
    let code = &frame.code.code;
    let mut locals = Vec::new();
    let mut show = |world: &mut World, name: &Rc<str>, value: &Value| {
        let known = locals.iter().any(|(known, _)| known == name);
        if !value.is_unbound() && !name.starts_with('.') && !known {
            locals.push((name.clone(), describe::brief(world, value)));
        }
    };
    for (name, value) in code.local_names.iter().zip(&frame.values) {
        show(world, name, value);
    }
    let own = code.cells.iter().map(|cell| &cell.name);
    let names = own.chain(code.free.iter().map(|free| &free.name));
    for (name, cell) in names.zip(&frame.cells) {
        show(world, name, &cell.0.borrow().clone());
    }
    let library = frame.code.hidden;
    Seen {
        name: code.name.clone(),
        span: if library {
            Span::default()
        } else {
            frame.span()
        },
        library,
        locals: if library { Vec::new() } else { locals },
    }
}

/// The tasks that hear of a future's end.
fn wakes(future: &Rc<Future>, depth: u32, found: &mut Vec<TaskId>) {
    for callback in future.callbacks.borrow().iter() {
        match &callback.callable {
            Callable::Wakeup(task) => {
                if let Some(id) = task.task_id().filter(|id| !found.contains(id)) {
                    found.push(id);
                }
            }
            Callable::Gather(outer) if depth < REACH => wakes(outer, depth + 1, found),
            Callable::Python(callable) if depth < REACH => search(callable, depth + 1, found),
            Callable::Gather(_) | Callable::Python(_) | Callable::StopLoop => {}
        }
    }
}

/// A callback in Python ends the future that it keeps: in a closure, or in the object whose method
/// it is.
fn search(value: &Value, depth: u32, found: &mut Vec<TaskId>) {
    if depth > REACH {
        return;
    }
    match value {
        Value::Future(future) if future.task_id().is_none() && !future.is_done() => {
            wakes(future, depth, found);
        }
        Value::Method(method) => search(&method.receiver, depth + 1, found),
        Value::Function(function) => {
            for cell in &function.closure {
                search(&cell.0.borrow(), depth + 1, found);
            }
        }
        Value::Instance(instance) => {
            for entry in instance.dict().entries() {
                search(&entry.value, depth + 1, found);
            }
        }
        _ => {}
    }
}

//! Locks, queues, groups and pools for the trace: how prelude code tells what a wait is for.

use super::future::receiver;
use crate::builtins::args;
use crate::code::CompareKind;
use crate::source::is_name;
use crate::trace::{Event, Nanos, Resource, ResourceId, ResourceKind, WaitKind};
use crate::vm::attribute::{self, Found};
use crate::vm::{call, operators};
use crate::world::World;
use crate::world::future::Future;
use crate::world::value::{Args, Native, Outcome, Value};
use std::rc::Rc;

/// Adds a resource to the trace.
pub(crate) fn create(world: &mut World, kind: ResourceKind, name: &str) -> ResourceId {
    let id = ResourceId(u32::try_from(world.trace.resources.len()).unwrap_or(u32::MAX));
    let name = world.text(name);
    world.trace.resources.push(Resource { kind, name });
    world.emit(Event::ResourceCreated { resource: id });
    id
}

fn kind_of(name: &str) -> ResourceKind {
    match name {
        "lock" => ResourceKind::Lock,
        "semaphore" => ResourceKind::Semaphore,
        "event" => ResourceKind::Event,
        "condition" => ResourceKind::Condition,
        "queue" => ResourceKind::Queue,
        "barrier" => ResourceKind::Barrier,
        "group" => ResourceKind::TaskGroup,
        "threads" => ResourceKind::ThreadPool,
        "thread" => ResourceKind::Threads,
        "processes" => ResourceKind::ProcessPool,
        other => unreachable!("the prelude knows no resource of kind {other}"),
    }
}

/// The name under which people know a new object: the variable or attribute that the statement
/// assigns it to, or what `as` binds; else `otherwise` with a number.
fn name_here(world: &World, otherwise: &str, kind: ResourceKind) -> String {
    if let Some(name) = assigned_name(world) {
        return name;
    }
    let before = world
        .trace
        .resources
        .iter()
        .filter(|resource| resource.kind == kind)
        .count();
    if before == 0 {
        otherwise.to_owned()
    } else {
        format!("{otherwise} {}", before + 1)
    }
}

fn assigned_name(world: &World) -> Option<String> {
    let span = world.here();
    if span.start >= span.end {
        return None;
    }
    let text = world.source.text();
    let line = world.source.line_span(world.source.line_of(span.start));
    let before = text.get(line.start as usize..span.start as usize)?;
    if let Some((targets, values)) = before.rsplit_once('=')
        && let Some(place) = place_of_value(values)
        && !targets.ends_with(['=', '!', '<', '>'])
    {
        let targets = targets.trim_end_matches(':').trim();
        let target = match targets.rfind('(') {
            // A keyword argument of a call.
            Some(open) => targets.get(open + 1..)?.rsplit(',').next()?,
            None => targets.split(',').nth(place)?,
        };
        let target = target.split(':').next().unwrap_or(target).trim();
        let name = target.rsplit('.').next().unwrap_or(target);
        return is_name(name).then(|| name.to_owned());
    }
    let after = text.get(span.end as usize..)?.lines().next()?;
    let bound = after.trim_start().strip_prefix("as ")?;
    let name = bound.split([':', ',', ')']).next()?.trim();
    is_name(name).then(|| name.to_owned())
}

/// How many values of a tuple stand before what follows this text; `None` inside of another call.
fn place_of_value(before: &str) -> Option<usize> {
    let (mut depth, mut place) = (0_i32, 0);
    for letter in before.chars() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => place += 1,
            _ => {}
        }
        if depth < 0 {
            return None;
        }
    }
    let begins = before.trim().is_empty() || before.trim_end().ends_with(',');
    (depth == 0 && begins).then_some(place)
}

/// `_resource(kind, otherwise)`: a number for a new lock, queue …
pub(crate) fn py_resource(world: &mut World, args: Args<'_>) -> Outcome {
    let [kind, otherwise] = args::positional(world, "_resource", args, 2)?;
    let kind = args::text(world, "kind", &kind)?;
    let otherwise = args::text(world, "otherwise", &otherwise)?;
    let kind = kind_of(kind.as_str());
    let name = name_here(world, otherwise.as_str(), kind);
    Ok(Value::int(i64::from(create(world, kind, &name).0)))
}

fn resource_argument(world: &mut World, value: &Value) -> Outcome<ResourceId> {
    let number = operators::index(world, value)?;
    Ok(ResourceId(u32::try_from(number).unwrap_or(u32::MAX)))
}

/// A number for the trace; what does not fit is its limit.
fn small(world: &mut World, value: &Value) -> Outcome<i32> {
    match value {
        Value::Int(_, number) => {
            Ok(i32::try_from(*number).unwrap_or(if *number < 0 { i32::MIN } else { i32::MAX }))
        }
        Value::Bool(truth) => Ok(i32::from(*truth)),
        Value::Unbound | Value::None => Ok(0),
        Value::Float(_, number) => {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a cast saturates, as wanted"
            )]
            let number = *number as i32;
            Ok(number)
        }
        other => Ok(i32::try_from(operators::index(world, other)?).unwrap_or(i32::MAX)),
    }
}

/// `_changed(resource, level, total=0, pending=0, owned=False)`; `owned`: by the current task.
pub(crate) fn py_changed(world: &mut World, args: Args<'_>) -> Outcome {
    let [resource, level, total, pending, owned] = args::positional(world, "_changed", args, 2)?;
    let resource = resource_argument(world, &resource)?;
    let level = small(world, &level)?;
    let total = small(world, &total)?;
    let pending = small(world, &pending)?;
    let owned = matches!(owned, Value::Bool(true));
    let owner = if owned {
        world
            .executor
            .current_task()
            .and_then(|task| task.task_id())
    } else {
        None
    };
    world.emit(Event::ResourceChanged {
        resource,
        level,
        total,
        pending,
        owner,
    });
    Ok(Value::None)
}

/// `_note(future, kind, number=0)`: what a task that waits on the future is waiting for. Gives
/// the future back.
pub(crate) fn py_note(world: &mut World, args: Args<'_>) -> Outcome {
    let [_, kind, number] = args::positional(world, "_note", args, 2)?;
    let future = receiver(world, args, "_note")?;
    let kind = args::text(world, "kind", &kind)?;
    let number = match number {
        Value::Unbound | Value::None => 0,
        other => u32::try_from(operators::index(world, &other)?).unwrap_or(u32::MAX),
    };
    let resource = ResourceId(number);
    future.meaning.set(Some(match kind.as_str() {
        "several" => WaitKind::Several(number),
        "shield" => WaitKind::Shield,
        "lock" => WaitKind::Lock(resource),
        "semaphore" => WaitKind::Semaphore(resource),
        "event" => WaitKind::Event(resource),
        "condition" => WaitKind::Condition(resource),
        "get" => WaitKind::QueueGet(resource),
        "put" => WaitKind::QueuePut(resource),
        "join" => WaitKind::QueueJoin(resource),
        "barrier" => WaitKind::Barrier(resource),
        "group" => WaitKind::TaskGroup(resource),
        "job" => WaitKind::Job(crate::trace::JobId(number)),
        other => unreachable!("the prelude knows no wait of kind {other}"),
    }));
    Ok(Value::Future(future))
}

/// `queue.qsize()`: how many items are in `_queue`.
fn py_queue_qsize(world: &mut World, args: Args<'_>) -> Outcome {
    let [queue] = args::positional(world, "qsize", args, 1)?;
    let length = queue_length(world, &queue)?;
    Ok(Value::int(i64::try_from(length).unwrap_or(i64::MAX)))
}

/// `queue.empty()`.
fn py_queue_empty(world: &mut World, args: Args<'_>) -> Outcome {
    let [queue] = args::positional(world, "empty", args, 1)?;
    Ok(Value::Bool(queue_length(world, &queue)? == 0))
}

/// `queue.full()`: `_maxsize` is positive and no more than `qsize()`, which a program may override.
fn py_queue_full(world: &mut World, args: Args<'_>) -> Outcome {
    let [queue] = args::positional(world, "full", args, 1)?;
    let name = world.names.queue_maxsize.clone();
    let most = attribute::get(world, &queue, &name)?;
    let bounded = operators::compare(world, CompareKind::Greater, &most, &Value::int(0))?;
    if !operators::truth(world, &bounded)? {
        return Ok(Value::Bool(false));
    }
    let name = world.names.queue_qsize.clone();
    let length = match attribute::method(world, &queue, &name)? {
        Found::Method(Value::Native(native)) => (native.call)(world, args)?,
        Found::Method(function) => call::call(world, &function, &[queue])?,
        Found::Value(function) => call::call(world, &function, &[])?,
    };
    operators::compare(world, CompareKind::GreaterEqual, &length, &most)
}

fn queue_length(world: &mut World, queue: &Value) -> Outcome<usize> {
    let name = world.names.queue_items.clone();
    let items = attribute::get(world, queue, &name)?;
    operators::length(world, &items)
}

/// The future of a sleep says how long it takes.
pub(crate) fn note_sleep(future: &Rc<Future>, length: Nanos, deadline: Nanos) {
    future
        .meaning
        .set(Some(WaitKind::Sleep { length, deadline }));
}

/// Functions by which the prelude tells of its objects.
pub(crate) static FUNCTIONS: &[Native] = &[
    Native::function("_resource", py_resource),
    Native::function("_changed", py_changed),
    Native::function("_note", py_note),
    Native::function("_queue_qsize", py_queue_qsize),
    Native::function("_queue_empty", py_queue_empty),
    Native::function("_queue_full", py_queue_full),
];

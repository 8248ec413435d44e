//! `asyncio.gather`: one future over many children, in CPython's number of hops.

use super::future::{self, cancelled_error, loop_argument, loop_object, loop_of};
use super::{resources, task};
use crate::builtins::args;
use crate::trace::{Event, ResourceKind, WaitKind};
use crate::vm::keeping::keeping;
use crate::vm::{attribute, call, generator, import};
use crate::world::World;
use crate::world::future::{Callable, Future, FutureCallback, FutureState, Gathering, LoopId};
use crate::world::value::{Args, Outcome, Raise, Str, Value};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// Gathers that may wait for gathers: each level of a cancel needs stack of our own.
const DEEPEST: u32 = 500;

/// `_gather(arguments, return_exceptions, quiet)`.
pub(crate) fn py_gather(world: &mut World, arguments: Args<'_>) -> Outcome {
    let names = &["arguments", "return_exceptions", "quiet"];
    let [given, return_exceptions, quiet] = args::bind(world, "gather", arguments, names, 3)?;
    let return_exceptions = crate::vm::operators::truth(world, &return_exceptions)?;
    let quiet = crate::vm::operators::truth(world, &quiet)?;
    let Value::Tuple(given) = given else {
        return Err(world.type_error("a tuple was expected"));
    };
    if given.is_empty() {
        let owner = loop_argument(world, Value::None)?;
        let outer = future::make(world, owner, false);
        future::set_result(world, &outer, Value::list(Vec::new()))?;
        return Ok(Value::Future(outer));
    }
    let class = world.executor.classes().gathering.clone();
    let outer = future::bare(world, class, false);
    match collect(world, &outer, &given, return_exceptions, quiet) {
        Ok(()) => Ok(Value::Future(outer)),
        Err(raise) => {
            // Children that were made before the bad argument go on; nobody hears of them.
            outer.state.set(FutureState::Cancelled);
            Err(raise)
        }
    }
}

fn collect(
    world: &mut World,
    outer: &Rc<Future>,
    given: &[Value],
    return_exceptions: bool,
    quiet: bool,
) -> Outcome<()> {
    let mut owner = world.executor.local.running;
    let mut known: HashMap<usize, Rc<Future>> = HashMap::new();
    let mut children = Vec::with_capacity(given.len());
    let mut done = Vec::new();
    for argument in given {
        if let Some(child) = address(argument).and_then(|key| known.get(&key)) {
            children.push(child.clone());
            continue;
        }
        if let Value::List(_) | Value::Dict(_) | Value::Set(_) = argument {
            // CPython asks a dict whether it has seen the argument before.
            crate::vm::mapping::key_hash(world, argument)?;
        }
        let child = ensure(world, argument, owner)?;
        owner = owner.or(child.owner.get());
        if !matches!(argument, Value::Future(_))
            && let Some(part) = child.part()
        {
            part.log_destroy_pending.set(false);
        }
        if child.is_done() {
            done.push(child.clone());
        } else {
            let callable = Callable::Gather(outer.clone());
            let callback = FutureCallback {
                callable,
                context: Value::Unbound,
            };
            future::add_callback(world, &child, callback);
        }
        if let Some(key) = address(argument) {
            known.insert(key, child.clone());
        }
        children.push(child);
    }
    let count = known.len();
    outer.owner.set(owner);
    let resource = (!quiet).then(|| {
        let id = resources::create(world, ResourceKind::Gather, "gather");
        outer.meaning.set(Some(WaitKind::Gather(id)));
        id
    });
    let gathering = Gathering {
        children: RefCell::new(children),
        count,
        finished: Cell::new(0),
        return_exceptions,
        cancel_requested: Cell::new(false),
        resource,
    };
    let fresh = outer.gathering.set(Box::new(gathering)).is_ok();
    debug_assert!(fresh, "the future was made for this gather");
    tell(world, outer);
    for child in done {
        child_done(world, outer, &child);
    }
    Ok(())
}

/// What makes two arguments the same one.
fn address(value: &Value) -> Option<usize> {
    Some(match value {
        Value::Future(future) => Rc::as_ptr(future).addr(),
        Value::Generator(generator) => Rc::as_ptr(generator).addr(),
        Value::Instance(instance) => Rc::as_ptr(instance).addr(),
        Value::Object(object) => Rc::as_ptr(object).addr(),
        _ => return None,
    })
}

fn tell(world: &mut World, outer: &Future) {
    let Some(gathering) = outer.gathering.get() else {
        return;
    };
    let Some(resource) = gathering.resource else {
        return;
    };
    let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    world.emit(Event::ResourceChanged {
        resource,
        level: number(gathering.finished.get()),
        total: number(gathering.count),
        pending: 0,
        owner: None,
    });
}

/// The done callback of every child.
pub(crate) fn child_done(world: &mut World, outer: &Rc<Future>, child: &Rc<Future>) {
    let Some(gathering) = outer.gathering.get() else {
        child.log_traceback.set(false);
        return;
    };
    gathering.finished.set(gathering.finished.get() + 1);
    tell(world, outer);
    if outer.is_done() {
        if !child.is_cancelled() {
            child.log_traceback.set(false);
        }
        return;
    }
    if !gathering.return_exceptions {
        if child.is_cancelled() {
            let error = cancelled_error(world, child);
            future::store_exception(world, outer, error);
            return;
        }
        child.log_traceback.set(false);
        let exception = child.exception.borrow().clone();
        if let Some(exception) = exception {
            future::store_exception(world, outer, exception);
            return;
        }
    }
    if gathering.finished.get() < gathering.count {
        return;
    }
    let children = gathering.children.borrow().clone();
    let results = children.iter().map(|child| answer(world, child)).collect();
    if gathering.cancel_requested.get() {
        if let Some(last) = children.last() {
            let error = cancelled_error(world, last);
            future::store_exception(world, outer, error);
        }
        return;
    }
    let set = future::set_result(world, outer, Value::list(results));
    debug_assert!(set.is_ok(), "the future was pending");
}

/// What a child gives to the list of results.
fn answer(world: &mut World, child: &Future) -> Value {
    if child.is_cancelled() {
        let message = match &*child.cancel_message.borrow() {
            Value::None => Value::str(""),
            message => message.clone(),
        };
        let class = world.executor.classes().cancelled_error.clone();
        return Value::Exception(world.make_exception(&class, vec![message]));
    }
    child.log_traceback.set(false);
    let exception = child.exception.borrow().clone();
    match exception {
        Some(exception) => Value::Exception(exception),
        None => child.result.borrow().clone(),
    }
}

/// Cancels every child; the gather itself ends when they have.
///
/// # Errors
/// What an overridden `cancel` raises; RecursionError for gathers nested without end.
pub(crate) fn cancel(world: &mut World, outer: &Rc<Future>, message: Value) -> Outcome<bool> {
    let Some(gathering) = outer.gathering.get() else {
        return Ok(false);
    };
    if outer.is_done() {
        return Ok(false);
    }
    world.executor.nesting += 1;
    if world.executor.nesting > DEEPEST {
        world.executor.nesting = 0;
        return Err(world.error("RecursionError", "maximum recursion depth exceeded"));
    }
    let children = gathering.children.borrow().clone();
    let mut any = false;
    for child in &children {
        any |= future::cancel(world, child, message.clone())?;
    }
    world.executor.nesting = world.executor.nesting.saturating_sub(1);
    if any {
        gathering.cancel_requested.set(true);
    }
    Ok(any)
}

/// `ensure_future`: futures as they are, coroutines and awaitables as new tasks.
///
/// # Errors
/// TypeError for anything else, ValueError for a future of another loop, RuntimeError where no
/// loop runs.
pub(crate) fn ensure(
    world: &mut World,
    value: &Value,
    owner: Option<LoopId>,
) -> Outcome<Rc<Future>> {
    if let Value::Future(future) = value {
        if owner.is_some() && owner != future.owner.get() {
            return Err(world.value_error(
                "The future belongs to a different loop than the one specified as the loop \
                 argument",
            ));
        }
        return Ok(future.clone());
    }
    let mut coroutine = value.clone();
    let mut is_own = true;
    if !task::is_coroutine(world, value) {
        let name = world.names.await_.clone();
        let is_awaitable = match value {
            Value::Class(_) => false,
            // What `types.coroutine` made of a generator.
            Value::Generator(generator) if generator.awaitable => true,
            _ => world.class_of(value).lookup(&name).is_some(),
        };
        if !is_awaitable {
            let error =
                world.type_error("An asyncio.Future, a coroutine or an awaitable is required");
            return Err(keeping(error, coroutine));
        }
        let module = import::module(world, "asyncio.coroutines")?;
        let wrapper = module
            .dict
            .get_text("_wrap_awaitable")
            .unwrap_or(Value::None);
        coroutine = call::call(world, &wrapper, std::slice::from_ref(value))?;
        is_own = false;
    }
    let owner = match owner {
        Some(owner) => owner,
        None => {
            loop_argument(world, Value::None).map_err(|raise| keeping(raise, coroutine.clone()))?
        }
    };
    let given = Args {
        pos: std::slice::from_ref(&coroutine),
        kw: &[],
    };
    match create_task(world, owner, given) {
        Ok(Value::Future(task)) => Ok(task),
        Ok(other) => {
            let kind = world.type_name(&other);
            Err(world.type_error(format!(
                "the task factory gave '{}', no Task",
                kind.as_str()
            )))
        }
        Err(Raise::Exception(error)) => {
            if is_own
                && future::is_kind(world, &error, "RuntimeError")
                && let Value::Generator(generator) = &coroutine
            {
                generator::close(world, generator)?;
            }
            Err(Raise::Exception(error))
        }
        Err(Raise::Halt) => Err(Raise::Halt),
    }
}

/// `loop.create_task`.
///
/// # Errors
/// RuntimeError for a closed loop; TypeError where the first argument is no coroutine.
fn create_task(world: &mut World, owner: LoopId, arguments: Args<'_>) -> Outcome {
    let event_loop = world.executor.event_loop(owner);
    if event_loop.closed {
        return Err(world.runtime_error("Event loop is closed"));
    }
    if event_loop.has_factory {
        let object = loop_object(world, owner);
        let method = attribute::get_text(world, &object, "create_task")?;
        return call::call_args(world, &method, arguments);
    }
    let (coroutine, options) = task_arguments(world, arguments)?;
    task::make(world, owner, coroutine, options).map(Value::Future)
}

fn task_arguments(world: &mut World, arguments: Args<'_>) -> Outcome<(Value, task::Options)> {
    let names = &["coro", "name", "context", "eager_start"];
    // Other keywords are the task's own: it says when there is none of that name.
    let is_known = |(name, _): &(Rc<Str>, Value)| names.contains(&name.as_str());
    let function = if arguments.kw.iter().all(is_known) {
        "create_task"
    } else {
        "Task"
    };
    let [coroutine, name, context, eager] = args::bind(world, function, arguments, names, 1)?;
    let options = task::Options {
        name,
        context,
        eager: !eager.is_unbound() && crate::vm::operators::truth(world, &eager)?,
        quiet: task::is_housekeeping(&coroutine),
    };
    Ok((coroutine, options))
}

/// `asyncio.create_task(coro, **kwargs)`.
pub(crate) fn py_create_task(world: &mut World, arguments: Args<'_>) -> Outcome {
    if arguments.pos.len() > 1 {
        let given = arguments.pos.len();
        return Err(world.type_error(format!(
            "create_task() takes 1 positional argument but {given} were given"
        )));
    }
    match world.executor.local.running {
        Some(owner) => create_task(world, owner, arguments),
        None => {
            let (coroutine, _) = task_arguments(world, arguments)?;
            let error = world.runtime_error("no running event loop");
            Err(keeping(error, coroutine))
        }
    }
}

/// `asyncio.ensure_future(coro_or_future, *, loop=None)`.
pub(crate) fn py_ensure_future(world: &mut World, arguments: Args<'_>) -> Outcome {
    let names = &["coro_or_future", "loop"];
    let [value, owner] = args::bind(world, "ensure_future", arguments, names, 1)?;
    let owner = match args::optional(owner) {
        Some(object) => Some(loop_of(world, &object)?),
        None => None,
    };
    ensure(world, &value, owner).map(Value::Future)
}

/// The name of what `gather` gives, for its class.
pub(crate) fn class(world: &World) -> Rc<crate::world::value::Class> {
    let bases = [world.types.future.clone()];
    let layout = crate::world::value::Layout::Future;
    let class = crate::world::types::builtin("_GatheringFuture", "asyncio.tasks", &bases, layout);
    class.construct.set(world.types.future.construct.get());
    class
}

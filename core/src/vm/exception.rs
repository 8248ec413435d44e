//! Exceptions: raising, the handler that takes one, matching, groups, and what dead objects left.

use super::{call, generator, instance_check, iterate, keeping, quick, traceback};
use crate::executor;
use crate::source::Span;
use crate::trace::{Event, ExceptionId, Stream};
use crate::world::World;
use crate::world::drops::Finaliser;
use crate::world::frame::{Frame, Generator, GeneratorKind, GeneratorState};
use crate::world::teardown;
use crate::world::value::{Class, Exception, Outcome, Raise, Str, TracebackEntry, Tuple, Value};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

/// `isinstance(exception, <builtin exception class>)`.
#[must_use]
pub fn is_instance(world: &World, exception: &Rc<Exception>, name: &str) -> bool {
    exception.class.is_subclass(&world.types.exception(name))
}

/// Whether an error is an exception of a builtin class.
#[must_use]
pub fn is_kind(world: &World, raise: &Raise, name: &str) -> bool {
    matches!(raise, Raise::Exception(exception) if is_instance(world, exception, name))
}

/// The value of a StopIteration; `None` for other exceptions.
#[must_use]
pub fn stop_value(world: &World, exception: &Rc<Exception>) -> Option<Value> {
    if !is_instance(world, exception, "StopIteration") {
        return None;
    }
    Some(
        exception
            .args
            .borrow()
            .first()
            .cloned()
            .unwrap_or(Value::None),
    )
}

/// The exception that is being handled where the machine stands.
#[must_use]
pub fn handled(world: &World) -> Option<Rc<Exception>> {
    world.handled.iter().rev().find_map(Clone::clone)
}

/// `__context__` of an exception that is raised now.
pub fn set_context(world: &World, exception: &Rc<Exception>) {
    let Some(context) = handled(world) else {
        return;
    };
    if Rc::ptr_eq(&context, exception) {
        return;
    }
    // No exception may be its own context, through others either.
    let mut link = context.clone();
    loop {
        let next = link.context.borrow().clone();
        match next {
            Some(next) if Rc::ptr_eq(&next, exception) => {
                *link.context.borrow_mut() = None;
                break;
            }
            Some(next) => link = next,
            None => break,
        }
    }
    *exception.context.borrow_mut() = Some(context);
}

/// An exception that was thrown into the topmost generator, or through it and has come back: it
/// follows on what that one handles itself, `_PyErr_ChainStackItem` of CPython.
pub fn chain(world: &World, exception: &Rc<Exception>) {
    if world.handled.last().is_some_and(Option::is_some) {
        set_context(world, exception);
    }
}

/// The place where a frame is becomes a line of the traceback.
pub fn add_line(frame: &Frame, exception: &Exception) {
    exception.traceback.borrow_mut().push(TracebackEntry {
        code: frame.code.clone(),
        span: frame.span(),
    });
}

/// As [`add_line`]; where the program's own code sees the exception for the first time, that is an
/// event.
#[cold]
pub fn note_line(world: &mut World, frame: &Frame, exception: &Rc<Exception>) {
    add_line(frame, exception);
    if !frame.code.hidden {
        note_raised(world, exception);
    }
}

/// An error in the frame: its handler gets it, or it leaves. `new_line` adds a traceback entry.
///
/// # Errors
/// The error, where the frame has no handler for it.
#[cold]
pub fn unwind(
    world: &mut World,
    frame: &mut Frame,
    raise: Raise,
    new_line: bool,
) -> Result<usize, Raise> {
    let Raise::Exception(exception) = raise else {
        return Err(Raise::Halt);
    };
    // The frame that re-raises has its line in the traceback already, and the context stays.
    let reraised = std::mem::take(&mut world.reraised);
    let is_new = exception.traceback.borrow().is_empty();
    if is_new && !reraised && exception.context.borrow().is_none() {
        set_context(world, &exception);
    }
    if new_line && !reraised {
        note_line(world, frame, &exception);
    }
    let at = u32::try_from(frame.pc.saturating_sub(1)).unwrap_or(u32::MAX);
    match frame.code.code.handler_at(at) {
        Some(handler) => {
            let locals = frame.code.code.local_names.len();
            quick::shorten(&mut frame.values, locals + handler.depth as usize);
            keeping::note_caught(frame, &exception);
            frame.values.push(Value::Exception(exception));
            frame.handed_out = false;
            frame.shortcut = None;
            Ok(handler.target as usize)
        }
        None => {
            let locals = frame.code.code.local_names.len().min(frame.values.len());
            keeping::keep_reported(&exception, &frame.values[..locals]);
            Err(Raise::Exception(exception))
        }
    }
}

/// Writes the event of an exception that the program sees for the first time.
fn note_raised(world: &mut World, exception: &Rc<Exception>) {
    let is_silent = ["StopIteration", "StopAsyncIteration", "GeneratorExit"]
        .iter()
        .any(|name| is_instance(world, exception, name));
    if exception.id.get().is_some() || is_silent {
        return;
    }
    let id = id_of(world, exception);
    let text = traceback::last_line(world, exception);
    let text = world.text(&text);
    world.emit(Event::ExceptionRaised {
        exception: id,
        text,
    });
}

/// The number of an exception in the trace.
pub fn id_of(world: &mut World, exception: &Rc<Exception>) -> ExceptionId {
    match exception.id.get() {
        Some(id) => id,
        None => {
            let id = ExceptionId(world.exceptions);
            world.exceptions += 1;
            exception.id.set(Some(id));
            id
        }
    }
}

/// An exception object from what `raise` was given: an instance, or a class to be called.
///
/// # Errors
/// TypeError for anything else.
pub fn from_value(world: &mut World, value: Value, message: &str) -> Outcome<Rc<Exception>> {
    let made = match &value {
        Value::Exception(exception) => return Ok(exception.clone()),
        Value::Class(class) if is_exception_class(world, class) => call::call(world, &value, &[])?,
        _ => return Err(world.type_error(message)),
    };
    match made {
        Value::Exception(exception) => Ok(exception),
        other => {
            let class = super::format::repr(world, &value)?;
            let kind = world.type_name(&other);
            Err(world.type_error(format!(
                "calling {} should have returned an instance of BaseException, not {}",
                class.as_str(),
                kind.as_str()
            )))
        }
    }
}

#[must_use]
pub fn is_exception_class(world: &World, class: &Rc<Class>) -> bool {
    class.is_subclass(&world.types.exception("BaseException"))
}

/// `raise value` and `raise value from cause`.
///
/// # Errors
/// Always: the exception, or TypeError.
pub fn raise(world: &mut World, value: Value, cause: Option<Value>) -> Raise {
    let exception = match from_value(world, value, "exceptions must derive from BaseException") {
        Ok(exception) => exception,
        Err(raise) => return raise,
    };
    match cause {
        None => {}
        Some(Value::None) => {
            *exception.cause.borrow_mut() = None;
            exception.suppress_context.set(true);
        }
        Some(cause) => {
            let message = "exception causes must derive from BaseException";
            match from_value(world, cause, message) {
                Ok(cause) => *exception.cause.borrow_mut() = Some(cause),
                Err(raise) => return raise,
            }
            exception.suppress_context.set(true);
        }
    }
    set_context(world, &exception);
    Raise::Exception(exception)
}

/// Whether `except kind:` takes the exception.
///
/// # Errors
/// TypeError where `kind` is no exception class or tuple of them.
pub fn matches(world: &mut World, exception: &Rc<Exception>, kind: &Value) -> Outcome<bool> {
    match kind {
        Value::Class(class) if is_exception_class(world, class) => {
            Ok(exception.class.is_subclass(class))
        }
        Value::Tuple(kinds) => {
            let mut found = false;
            for kind in kinds.iter() {
                if let Value::Tuple(_) = kind {
                    return Err(not_an_exception(world));
                }
                found |= matches(world, exception, kind)?;
            }
            Ok(found)
        }
        _ => Err(not_an_exception(world)),
    }
}

fn not_an_exception(world: &mut World) -> Raise {
    world.type_error("catching classes that do not inherit from BaseException is not allowed")
}

/// An `except` clause took the exception.
pub fn note_caught(world: &mut World, exception: &Rc<Exception>) {
    if exception.id.get().is_some() {
        let exception = id_of(world, exception);
        world.emit(Event::ExceptionCaught { exception });
    }
}

/// The members of an exception group; `None` for a single exception.
#[must_use]
pub fn members(world: &World, exception: &Rc<Exception>) -> Option<Vec<Rc<Exception>>> {
    if !is_instance(world, exception, "BaseExceptionGroup") {
        return None;
    }
    let Some(Value::Tuple(items)) = exception.dict.get_text("exceptions") else {
        return Some(Vec::new());
    };
    let members = items.iter().filter_map(|item| match item {
        Value::Exception(exception) => Some(exception.clone()),
        _ => None,
    });
    Some(members.collect())
}

/// A group like `model` with other members: `derive`, with traceback, cause, context and notes.
///
/// # Errors
/// What an overridden `derive` raises.
pub fn derive(world: &mut World, model: &Rc<Exception>, members: Vec<Rc<Exception>>) -> Outcome {
    let list = Value::list(members.into_iter().map(Value::Exception).collect());
    let group = call::call_method(world, &Value::Exception(model.clone()), "derive", &[list])?;
    if let Value::Exception(group) = &group {
        *group.traceback.borrow_mut() = model.traceback.borrow().clone();
        *group.cause.borrow_mut() = model.cause.borrow().clone();
        *group.context.borrow_mut() = model.context.borrow().clone();
        // Who sets a cause, even none, suppresses the context.
        group.suppress_context.set(true);
        if let Some(notes) = model.dict.get_name(&world.names.notes) {
            let copy = iterate::collect(world, &notes)?;
            group.dict.set_name(&world.names.notes, Value::list(copy));
        }
    }
    Ok(group)
}

/// What fits a condition, and the rest.
pub type Parts = (Option<Rc<Exception>>, Option<Rc<Exception>>);

/// Splits an exception into what fits and, where that is wanted, what does not, keeping the nesting
/// of groups. A group that fits as a whole stays as it is, and else each part is a new one.
///
/// # Errors
/// What the test raises.
pub fn split(
    world: &mut World,
    exception: &Rc<Exception>,
    wants_rest: bool,
    fits: &mut dyn FnMut(&mut World, &Rc<Exception>) -> Outcome<bool>,
) -> Outcome<Parts> {
    if fits(world, exception)? {
        return Ok((Some(exception.clone()), None));
    }
    let Some(inner) = members(world, exception) else {
        return Ok((None, Some(exception.clone())));
    };
    let (mut matched, mut rest) = (Vec::new(), Vec::new());
    for member in inner {
        let (yes, no) = split(world, &member, wants_rest, fits)?;
        matched.extend(yes);
        rest.extend(no.filter(|_| wants_rest));
    }
    let part = |world: &mut World, members: Vec<Rc<Exception>>| -> Outcome<Option<Rc<Exception>>> {
        if members.is_empty() {
            return Ok(None);
        }
        match derive(world, exception, members)? {
            Value::Exception(group) => Ok(Some(group)),
            _ => Err(world.type_error("derive must return an instance of BaseExceptionGroup")),
        }
    };
    let matched = part(world, matched)?;
    let rest = part(world, rest)?;
    Ok((matched, rest))
}

/// Looks at what stands behind `except*`.
///
/// # Errors
/// TypeError for kinds that `except*` may not catch.
pub fn check_star_kind(world: &mut World, kind: &Value) -> Outcome<()> {
    let group_class = world.types.exception("BaseExceptionGroup");
    let kinds = match kind {
        Value::Tuple(kinds) => kinds.to_vec(),
        other => vec![other.clone()],
    };
    for kind in &kinds {
        match kind {
            Value::Class(class) if is_exception_class(world, class) => {
                if class.is_subclass(&group_class) {
                    return Err(world.type_error(
                        "catching ExceptionGroup with except* is not allowed. Use except instead.",
                    ));
                }
            }
            _ => return Err(not_an_exception(world)),
        }
    }
    Ok(())
}

/// `except* kind`: what fits and the rest; a lone exception that fits is wrapped.
///
/// # Errors
/// What `derive` raises.
pub fn match_group(world: &mut World, exception: &Rc<Exception>, kind: &Value) -> Outcome<Parts> {
    if members(world, exception).is_none() {
        if !matches(world, exception, kind)? {
            return Ok((None, Some(exception.clone())));
        }
        let is_ordinary = is_instance(world, exception, "Exception");
        let name = if is_ordinary {
            "ExceptionGroup"
        } else {
            "BaseExceptionGroup"
        };
        let wrapped = make_group(world, name, "", vec![exception.clone()]);
        // CPython packs the one exception into a tuple, which `repr` shows.
        let args = vec![
            Value::str(""),
            Value::tuple(vec![Value::Exception(exception.clone())]),
        ];
        *wrapped.args.borrow_mut() = Rc::new(Tuple(args.into()));
        return Ok((Some(wrapped), None));
    }
    split(world, exception, true, &mut |world, member| {
        matches(world, member, kind)
    })
}

/// A group of a builtin class.
#[must_use]
pub fn make_group(
    world: &mut World,
    class: &str,
    message: &str,
    members: Vec<Rc<Exception>>,
) -> Rc<Exception> {
    let class = world.types.exception(class);
    let list: Vec<Value> = members.into_iter().map(Value::Exception).collect();
    let args = vec![Value::str(message), Value::list(list.clone())];
    let group = world.make_exception(&class, args);
    group.dict.set_text("message", Value::str(message));
    group.dict.set_text("exceptions", Value::tuple(list));
    group
}

/// What is left to raise after all `except*` clauses.
///
/// # Errors
/// What `derive` raises.
pub fn prepare_reraise(
    world: &mut World,
    original: &Rc<Exception>,
    raised: Vec<Value>,
) -> Outcome<Option<Rc<Exception>>> {
    let mut exceptions: Vec<Rc<Exception>> = raised
        .into_iter()
        .filter_map(|value| match value {
            Value::Exception(exception) => Some(exception),
            _ => None,
        })
        .collect();
    if exceptions.is_empty() {
        return Ok(None);
    }
    if members(world, original).is_none() {
        // A lone exception was wrapped; the only thing left is what a clause raised, or itself.
        return Ok(exceptions.pop());
    }
    let (again, new): (Vec<_>, Vec<_>) = exceptions
        .into_iter()
        .partition(|exception| is_part_of(world, exception, original));
    let again = if again.is_empty() {
        None
    } else {
        let leaves: Vec<_> = again.iter().flat_map(|part| leaves(world, part)).collect();
        let (kept, _) = split(world, original, false, &mut |_, member| {
            Ok(leaves.iter().any(|leaf| Rc::ptr_eq(leaf, member)))
        })?;
        kept
    };
    if new.is_empty() {
        return Ok(again);
    }
    let mut all = new;
    all.extend(again);
    if all.len() == 1 {
        // The clauses handled the whole group and raised one other exception: it stays bare.
        return Ok(all.pop());
    }
    let is_ordinary = all
        .iter()
        .all(|exception| is_instance(world, exception, "Exception"));
    let name = if is_ordinary {
        "ExceptionGroup"
    } else {
        "BaseExceptionGroup"
    };
    Ok(Some(make_group(world, name, "", all)))
}

/// The single exceptions in a group, however deep.
fn leaves(world: &World, exception: &Rc<Exception>) -> Vec<Rc<Exception>> {
    match members(world, exception) {
        Some(members) => members
            .iter()
            .flat_map(|member| leaves(world, member))
            .collect(),
        None => vec![exception.clone()],
    }
}

/// A part of the original, by its traceback and metadata, was raised again unchanged.
fn is_part_of(world: &World, exception: &Rc<Exception>, original: &Rc<Exception>) -> bool {
    let of_original = leaves(world, original);
    members(world, exception).is_some()
        && exception.traceback.borrow().len() == original.traceback.borrow().len()
        && leaves(world, exception)
            .iter()
            .all(|leaf| of_original.iter().any(|other| Rc::ptr_eq(leaf, other)))
}

/// Runs what the deaths of objects have left to do, before the next operation.
///
/// # Errors
/// Only the end of the run: exceptions in finalisers are reported and dropped.
#[cold]
pub fn run_finalisers(world: &mut World) -> Outcome<()> {
    let mut left = Vec::new();
    loop {
        // What died just now comes before what died earlier and still waits.
        left.extend(world.finalisers.take().into_iter().rev());
        let Some(finaliser) = left.pop() else {
            return Ok(());
        };
        let mut origin = None;
        let result = run_finaliser(world, finaliser, &mut origin);
        match result {
            Err(Raise::Halt) => return Err(Raise::Halt),
            Err(Raise::Exception(exception)) => {
                let origin = match origin {
                    Some((doing, object)) => {
                        format!(
                            " while {doing} {}",
                            super::format::repr(world, &object)?.as_str()
                        )
                    }
                    None => String::new(),
                };
                let text = ignored(world, &exception);
                let text = format!("Exception ignored{origin}:\n{text}");
                world.write_output(&text, Stream::Stderr);
            }
            Ok(()) => {}
        }
    }
}

/// The traceback of an exception that nobody can catch: no carets, and not what came before it.
fn ignored(world: &mut World, exception: &Rc<Exception>) -> String {
    let mut text = String::from("Traceback (most recent call last):\n");
    for entry in traceback::entries(world, exception, usize::MAX) {
        for line in entry.lines().take(2) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text.push_str(&traceback::last_line(world, exception));
    text.push('\n');
    text
}

/// By way of `warnings`, whose filters may want something else.
fn warn(world: &mut World, function: &str, arguments: &[Value]) -> Outcome<()> {
    let warnings = super::import::module(world, "warnings")?;
    call::call_method(world, &Value::Module(warnings), function, arguments).map(drop)
}

/// A coroutine died that was never started.
fn never_awaited(world: &mut World, name: Rc<Str>, made: Span) -> Outcome<()> {
    let coro = world.text(name.as_str());
    world.emit(Event::NeverAwaited { coro, made });
    let here = world.here();
    let (place, line) = if here == Span::default() {
        // The loop or the end lets go of it, while no line of the program runs.
        ("<sys>", 0)
    } else {
        (world.source.name(), world.source.line_of(here.start))
    };
    let arguments = [
        Value::Str(name),
        Value::str(place),
        Value::int(i64::from(line)),
    ];
    warn(world, "_never_awaited", &arguments)
}

/// `throw` and `athrow` with a type and a value.
///
/// # Errors
/// The warning, where a filter makes it an error.
pub fn warn_of_old_throw(world: &mut World, method: &str) -> Outcome<()> {
    let message = format!(
        "the (type, exc, tb) signature of {method}() is deprecated, use the single-arg signature \
         instead."
    );
    let category = Value::Class(world.types.exception("DeprecationWarning"));
    warn(world, "warn", &[Value::str(message), category])
}

/// `origin` is told what an exception is to be reported with.
fn run_finaliser(
    world: &mut World,
    finaliser: Finaliser,
    origin: &mut Option<(&'static str, Value)>,
) -> Outcome<()> {
    match finaliser {
        Finaliser::NeverAwaited(name, made) => never_awaited(world, name, made),
        Finaliser::Close(frame) => {
            let generator = adopt(world, frame);
            *origin = Some(("closing generator", Value::Generator(generator.clone())));
            let closed = generator::close(world, &generator);
            // Where it went on instead, it is not closed a second time.
            generator.state.set(GeneratorState::Closed);
            closed
        }
        Finaliser::CloseAsync(frame) => {
            let generator = adopt(world, frame);
            generator.hooked.set(true);
            executor::async_generator_died(world, &generator)
        }
        Finaliser::Del(class, dict, base) => {
            let hook = world.names.del.clone();
            let Some(function) = class.lookup(&hook) else {
                return Ok(());
            };
            *origin = Some(("calling deallocator", function.clone()));
            let instance = Rc::new(crate::world::value::Instance {
                class: RefCell::new(class),
                own: dict,
                shared: OnceCell::new(),
                base: RefCell::new(base),
                finalisers: None,
            });
            call::call(world, &function, &[Value::Instance(instance)]).map(drop)
        }
        other => executor::finalise(world, other),
    }
}

/// A frame whose generator object died gets a new object to be closed by.
fn adopt(world: &World, frame: Box<Frame>) -> Rc<Generator> {
    let flow = frame.code.code.flow;
    let kind = match flow {
        crate::code::Flow::AsyncGenerator => GeneratorKind::AsyncGenerator,
        crate::code::Flow::Coroutine => GeneratorKind::Coroutine,
        _ => GeneratorKind::Generator,
    };
    Rc::new(Generator {
        kind,
        name: RefCell::new(Str::new(&*frame.code.code.name)),
        qualname: RefCell::new(Str::new(&*frame.code.code.qualname)),
        state: Cell::new(GeneratorState::Suspended),
        frame: RefCell::new(Some(frame)),
        handled: RefCell::default(),
        finalisers: world.finalisers.clone(),
        made: world.here(),
        awaitable: false,
        hooked: Cell::new(false),
        running_async: Cell::new(false),
        closing: Cell::new(false),
    })
}

/// `except` with something that may be a class of the program: for natives.
///
/// # Errors
/// As [`matches`].
pub fn is_instance_of(world: &mut World, exception: &Rc<Exception>, kind: &Value) -> Outcome<bool> {
    instance_check::is_instance(world, &Value::Exception(exception.clone()), kind)
}

/// The interpreter's end: what an error that nobody caught has held dies, and then the main module's
/// names go, and what that leaves is reported. Frames of generators that those held are not resumed
/// any more.
///
/// # Errors
/// Only the end of the run.
pub fn run_last_finalisers(
    world: &mut World,
    main: &Rc<crate::world::dict::Dict>,
    raised: Option<Rc<Exception>>,
) -> Outcome<()> {
    run_finalisers(world)?;
    // No line of the program runs any more.
    world.place = Span::default();
    let tasks = world.modules.get("asyncio.tasks");
    if let Some(Value::List(rings)) = tasks.and_then(|tasks| tasks.dict.get_text("_rings")) {
        let rings = std::mem::take(&mut *rings.0.borrow_mut());
        for held in &rings {
            // Frames of the loop that the error has passed lead back to the task.
            if let Value::Future(task) = held
                && let Some(error) = &*task.exception.borrow()
            {
                drop(error.kept.take());
            }
        }
        drop(rings);
    }
    drop(teardown::cut_rings(world));
    run_finalisers(world)?;
    drop(raised);
    run_finalisers(world)?;
    drop(main.take());
    for finaliser in world.finalisers.take() {
        let result = match finaliser {
            Finaliser::Close(_) | Finaliser::CloseAsync(_) | Finaliser::Del(..) => Ok(()),
            other => run_finaliser(world, other, &mut None),
        };
        if let Err(Raise::Halt) = result {
            return Err(Raise::Halt);
        }
    }
    Ok(())
}

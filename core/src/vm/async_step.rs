//! What `asend`, `athrow`, `aclose` and `__anext__` of an async generator give: one step of it,
//! to be awaited once.

use super::generator::{self, Activation};
use super::machine::Start;
use super::{attribute, call, exception, import};
use crate::executor;
use crate::source::Span;
use crate::world::World;
use crate::world::drops::Finaliser;
use crate::world::frame::{Delivery, Frame, Generator, GeneratorState, Input};
use crate::world::value::{Exception, Outcome, Payload, Raise, Str, Value};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What the step does to the generator when it is awaited.
pub enum StepKind {
    /// `__anext__` and `asend`.
    Send(Value),
    Throw(Rc<Exception>),
    Close,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Fresh,
    Begun,
    Used,
}

/// The awaitable object.
pub struct AsyncStep {
    pub generator: Rc<Generator>,
    kind: RefCell<StepKind>,
    /// The call that made it.
    made: Span,
    progress: Cell<Progress>,
    /// The coroutine that awaits it, where the program calls `send` and `throw` itself.
    driver: RefCell<Option<Rc<Generator>>>,
}

impl Payload for AsyncStep {}

impl AsyncStep {
    /// When it is awaited, an exception goes into the generator.
    pub fn throws(&self, exception: &Rc<Exception>) {
        *self.kind.borrow_mut() = StepKind::Throw(exception.clone());
    }
}

impl Drop for AsyncStep {
    fn drop(&mut self) {
        if self.progress.get() != Progress::Fresh || self.driver.get_mut().is_some() {
            return;
        }
        let method = match self.kind.get_mut() {
            StepKind::Send(_) => "asend",
            StepKind::Throw(_) => "athrow",
            StepKind::Close => "aclose",
        };
        let name = format!("{method} of {}", self.generator.qualname.borrow().as_str());
        let finalisers = &self.generator.finalisers;
        finalisers.push(Finaliser::NeverAwaited(Str::new(name), self.made));
    }
}

/// A step of an async generator, to be awaited.
#[must_use]
pub fn make(world: &World, generator: &Rc<Generator>, kind: StepKind) -> Value {
    let class = match kind {
        StepKind::Send(_) => world.types.iterator("async_generator_asend"),
        StepKind::Throw(_) | StepKind::Close => world.types.iterator("async_generator_athrow"),
    };
    Value::object(
        &class,
        AsyncStep {
            generator: generator.clone(),
            kind: RefCell::new(kind),
            made: world.here(),
            progress: Cell::new(Progress::Fresh),
            driver: RefCell::default(),
        },
    )
}

/// The coroutine that stands for a step whose methods the program calls; it is made when first
/// asked for. What is thrown into a step that has not begun is thrown into the generator.
///
/// # Errors
/// RuntimeError for a step that was used before.
pub fn driver(
    world: &mut World,
    step: Option<&Value>,
    thrown: Option<&Rc<Exception>>,
) -> Outcome<(Rc<Generator>, bool)> {
    let payload = step.and_then(|step| Some((step, step.payload::<AsyncStep>()?)));
    let Some((step, known)) = payload else {
        return Err(world.type_error("descriptor requires an 'async_generator_asend' object"));
    };
    if known.driver.borrow().is_none() && known.progress.get() != Progress::Used {
        let module = import::module(world, "_anext")?;
        let function = attribute::get_text(world, &Value::Module(module), "drive")?;
        let Value::Generator(made) = call::call(world, &function, std::slice::from_ref(step))?
        else {
            unreachable!("a coroutine function gives a coroutine")
        };
        *known.driver.borrow_mut() = Some(made);
    }
    let driver = known.driver.borrow().clone();
    match driver.filter(|driver| driver.state.get() != GeneratorState::Closed) {
        Some(driver) => {
            let is_fresh = driver.state.get() == GeneratorState::Created;
            if let Some(exception) = thrown.filter(|_| is_fresh) {
                known.throws(exception);
            }
            Ok((driver, is_fresh))
        }
        None => Err(used(world, step)),
    }
}

/// The error of a step that is used a second time.
fn used(world: &mut World, step: &Value) -> Raise {
    let what = match world.type_name(step).as_str() {
        "async_generator_asend" => "__anext__()/asend()",
        _ => "aclose()/athrow()",
    };
    world.runtime_error(format!("cannot reuse already awaited {what}"))
}

#[must_use]
pub fn is_step(value: &Value) -> bool {
    value.payload::<AsyncStep>().is_some()
}

/// What awaiting a step begins.
pub enum StepEntry {
    /// The generator's frame runs on.
    Frame(Box<Frame>),
    /// An exception is thrown into the generator, whose frames are on the stack already.
    Started(Start),
    /// Nothing to run: `aclose` or `athrow` of a generator that has ended.
    Ended,
}

/// Awaits a step, or goes on with it. `caller` is called with nothing on the stack yet: for a
/// throw the caller's frame must be pushed first.
///
/// # Errors
/// RuntimeError for a step that was used before or a generator that runs already;
/// StopAsyncIteration for one that has ended.
pub fn enter(
    world: &mut World,
    step: &Value,
    value: Value,
    push_caller: &mut dyn FnMut(&mut World),
) -> Outcome<StepEntry> {
    let object = step;
    let Some(step) = object.payload::<AsyncStep>() else {
        unreachable!("the machine looked before it called")
    };
    let generator = step.generator.clone();
    match step.progress.get() {
        Progress::Begun if generator.running_async.get() => {
            return frame(world, &generator, value);
        }
        // The generator has yielded since, or has ended.
        Progress::Used | Progress::Begun => return Err(used(world, object)),
        Progress::Fresh => {}
    }
    if generator.running_async.get() {
        step.progress.set(Progress::Used);
        let what = match &*step.kind.borrow() {
            StepKind::Send(_) => "anext()",
            StepKind::Throw(_) => "athrow()",
            StepKind::Close => "aclose()",
        };
        let message = format!("{what}: asynchronous generator is already running");
        return Err(world.runtime_error(message));
    }
    step.progress.set(Progress::Begun);
    let kind = step.kind.replace(StepKind::Close);
    if generator.state.get() == GeneratorState::Closed {
        step.progress.set(Progress::Used);
        return match kind {
            StepKind::Close | StepKind::Throw(_) => Ok(StepEntry::Ended),
            StepKind::Send(_) => {
                let class = world.types.exception("StopAsyncIteration");
                Err(world.raise_class(&class, Vec::new()))
            }
        };
    }
    match kind {
        StepKind::Send(first) => {
            *step.kind.borrow_mut() = StepKind::Send(Value::None);
            first_iteration(world, &generator)?;
            generator.running_async.set(true);
            // A value for a generator that has just been made: it has not begun.
            frame(world, &generator, first).inspect_err(|_| {
                generator.running_async.set(false);
                step.progress.set(Progress::Used);
            })
        }
        StepKind::Throw(exception) => {
            *step.kind.borrow_mut() = StepKind::Throw(exception.clone());
            first_iteration(world, &generator)?;
            generator.running_async.set(true);
            push_caller(world);
            begin_throw(world, &generator, exception)
        }
        StepKind::Close => {
            if generator.state.get() == GeneratorState::Created {
                generator.state.set(GeneratorState::Closed);
                drop(generator.frame.borrow_mut().take());
                step.progress.set(Progress::Used);
                return Ok(StepEntry::Ended);
            }
            generator.running_async.set(true);
            generator.closing.set(true);
            let class = world.types.exception("GeneratorExit");
            let exit = world.make_exception(&class, Vec::new());
            push_caller(world);
            begin_throw(world, &generator, exit)
        }
    }
}

fn begin_throw(
    world: &mut World,
    generator: &Rc<Generator>,
    exception: Rc<Exception>,
) -> Outcome<StepEntry> {
    let start = generator::enter(world, generator, Input::Throw(exception), Delivery::Send)?;
    Ok(StepEntry::Started(start))
}

fn frame(world: &mut World, generator: &Rc<Generator>, value: Value) -> Outcome<StepEntry> {
    match generator::activate(world, generator, value, Delivery::Send)? {
        Activation::Frame(frame) => Ok(StepEntry::Frame(frame)),
        Activation::Ended => {
            let class = world.types.exception("StopAsyncIteration");
            Err(world.raise_class(&class, Vec::new()))
        }
    }
}

/// The loop hears of an async generator when it is first iterated, to close it at the end.
fn first_iteration(world: &mut World, generator: &Rc<Generator>) -> Outcome<()> {
    if generator.hooked.replace(true) {
        return Ok(());
    }
    executor::async_generator_begins(world, generator)
}

/// Throws into the generator of a step that is under way; the waiting frame is on the stack.
///
/// # Errors
/// As `generator::enter`.
pub fn throw(world: &mut World, step: &Value, exception: Rc<Exception>) -> Outcome<Start> {
    let Some(step) = step.payload::<AsyncStep>() else {
        unreachable!("the machine looked before it called")
    };
    let generator = step.generator.clone();
    generator::enter(world, &generator, Input::Throw(exception), Delivery::Thrown)
}

/// The topmost frame waits on an `aclose()`.
#[must_use]
pub fn closes(world: &World) -> bool {
    let Some(top) = world.frames.last().and_then(|frame| frame.values.last()) else {
        return false;
    };
    top.payload::<AsyncStep>()
        .is_some_and(|step| matches!(*step.kind.borrow(), StepKind::Close))
}

/// An exception that left the generator is just what the topmost frame's `aclose()` wanted.
#[must_use]
pub fn absorbs(world: &World, raised: &Rc<Exception>) -> bool {
    closes(world)
        && (exception::is_instance(world, raised, "StopAsyncIteration")
            || exception::is_instance(world, raised, "GeneratorExit"))
}

//! `Handle` and `TimerHandle`: what `call_soon` and `call_later` give.

use super::{Classes, Executor, describe};
use crate::trace::{Event, HandleId, TextId, TimerId};
use crate::world::World;
use crate::world::future::LoopId;
use crate::world::value::{Outcome, Payload, Str, Value};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// A call that waits for its turn or its time.
pub struct Handle {
    pub owner: LoopId,
    /// `None` once it was cancelled.
    pub work: RefCell<Option<Work>>,
    /// The `contextvars` context it runs in.
    pub context: RefCell<Value>,
    pub cancelled: Cell<bool>,
    /// What debug mode remembers of a cancelled call.
    pub shown: RefCell<Option<Rc<Str>>>,
    /// Its number in the ready queue, while it stands there.
    pub entry: Cell<Option<HandleId>>,
    /// It comes from `call_soon_threadsafe`.
    pub threadsafe: Cell<bool>,
    pub timer: Option<TimerPart>,
}

/// What a handle calls.
pub struct Work {
    pub callable: Value,
    pub args: Vec<Value>,
}

/// What a timer has beside a handle.
pub struct TimerPart {
    pub id: TimerId,
    /// Loop time in seconds.
    pub when: f64,
    /// Which reading of the clock the deadline was computed from; 0 for a plain number.
    pub tick: u32,
    /// It stands in the loop's heap.
    pub scheduled: Cell<bool>,
}

/// The Python object of a handle.
pub(crate) struct HandleObject(pub Rc<Handle>);

impl Payload for HandleObject {
    fn clear(&self) {
        self.0.empty_into(&mut Vec::new());
    }
}

impl Handle {
    #[must_use]
    pub fn new(owner: LoopId, work: Work, context: Value, timer: Option<TimerPart>) -> Rc<Self> {
        Rc::new(Self {
            owner,
            work: RefCell::new(Some(work)),
            context: RefCell::new(context),
            cancelled: Cell::new(false),
            shown: RefCell::default(),
            entry: Cell::new(None),
            threadsafe: Cell::new(false),
            timer,
        })
    }

    /// Gives every value inside away, so that cycles through this object end.
    pub fn empty_into(&self, values: &mut Vec<Value>) {
        if let Some(work) = self.work.take() {
            values.push(work.callable);
            values.extend(work.args);
        }
        values.push(self.context.take());
    }
}

/// The Python object of a handle.
pub(crate) fn object(executor: &Executor, handle: &Rc<Handle>) -> Value {
    let classes: Rc<Classes> = executor.classes();
    let class = if handle.timer.is_some() {
        &classes.timer_handle
    } else {
        &classes.handle
    };
    Value::object(class, HandleObject(handle.clone()))
}

/// The handle inside of an object.
pub(crate) fn of(world: &mut World, value: &Value) -> Outcome<Rc<Handle>> {
    match value.unwrapped().payload::<HandleObject>() {
        Some(HandleObject(handle)) => Ok(handle.clone()),
        None => {
            let kind = world.type_name(value);
            Err(world.type_error(format!("expected a Handle, got '{}'", kind.as_str())))
        }
    }
}

/// `handle.cancel()`: it will be skipped, and what it would have called is let go.
pub fn cancel(world: &mut World, handle: &Rc<Handle>) {
    if handle.cancelled.replace(true) {
        return;
    }
    if let Some(timer) = &handle.timer
        && timer.scheduled.get()
    {
        world
            .executor
            .event_loop(handle.owner)
            .timers
            .count_cancelled();
        world.emit(Event::TimerCancelled { timer: timer.id });
    }
    if let Some(entry) = handle.entry.get() {
        world.emit(Event::HandleCancelled { handle: entry });
    }
    let work = handle.work.take();
    drop(work);
}

/// The name to show for what the handle calls.
pub(crate) fn text(world: &mut World, handle: &Rc<Handle>) -> TextId {
    let callable = handle
        .work
        .borrow()
        .as_ref()
        .map(|work| work.callable.clone());
    match callable {
        Some(callable) => describe::callable_text(world, &callable),
        None => world.text("cancelled"),
    }
}

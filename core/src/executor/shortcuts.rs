//! Which functions of the prelude have shortcuts, and for which objects they hold.
//!
//! Queues, locks and semaphores are prelude code, with their state in attributes as in CPython. Most
//! are just that: of the class itself, with the attributes that its `__init__` makes and no others.
//! For these, Rust code does what the methods do ([`super::queues`], [`super::locks`]), on the same
//! attributes. For all others (subclasses, objects with a method or an attribute of their own, and
//! all of them once the program has changed one of the classes) the prelude's code runs.

use super::{Executor, locks, queues, sleep};
use crate::builtins::deque::Deque;
use crate::trace::{ResourceId, WaitKind};
use crate::world::World;
use crate::world::frame::{Resumption, Shortcut, Shortened};
use crate::world::future::Future;
use crate::world::value::{Args, Class, Instance, List, Native, Object, Outcome, Str, Value};
use std::rc::Rc;

/// Which of the prelude's classes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Queue,
    LifoQueue,
    PriorityQueue,
    Lock,
    Semaphore,
    BoundedSemaphore,
    /// The event inside of a queue, for `join`.
    SilentEvent,
}

/// A class with shortcuts, and the attributes of its plain objects in their order.
pub(crate) struct Shape {
    /// From 1 on, for the dicts that have it.
    number: u32,
    kind: Kind,
    class: Rc<Class>,
    names: Vec<Rc<Str>>,
}

/// What the executor knows about shortcuts.
#[derive(Default)]
pub(crate) struct Shapes {
    known: Vec<Rc<Shape>>,
    /// The program has changed one of the classes.
    changed: bool,
}

/// The attribute of all of them that holds the loop they are bound to.
pub(crate) const LOOP: usize = 0;
/// The number of the resource in the trace.
pub(crate) const NUMBER: usize = 1;

const QUEUE: &[&str] = &[
    "_loop",
    "_number",
    "_maxsize",
    "_getters",
    "_putters",
    "_unfinished_tasks",
    "_finished",
    "_queue",
    "_is_shutdown",
];
const LOCK: &[&str] = &["_loop", "_number", "_waiters", "_locked"];
const SEMAPHORE: &[&str] = &["_loop", "_number", "_waiters", "_value", "_total"];
const BOUNDED: &[&str] = &[
    "_loop",
    "_number",
    "_waiters",
    "_value",
    "_total",
    "_bound_value",
];

const EVENT: &[&str] = &["_kind", "_number", "_waiters", "_value"];

const QUEUE_METHODS: &[(&str, Shortcut)] = &[
    ("put", queues::put),
    ("get", queues::get),
    ("put_nowait", queues::put_nowait),
    ("get_nowait", queues::get_nowait),
    ("task_done", queues::task_done),
];
const NO_METHODS: &[(&str, Shortcut)] = &[];
const LOCK_METHODS: &[(&str, Shortcut)] = &[
    ("acquire", locks::acquire),
    ("release", locks::release),
    ("__aenter__", locks::enter),
    ("__aexit__", locks::exit),
];

/// `_shortcuts(*classes_and_functions)`: the prelude says which are its own.
fn py_shortcuts(world: &mut World, args: Args<'_>) -> Outcome {
    for given in args.pos {
        match given {
            Value::Class(class) => install(&mut world.executor, class),
            Value::Function(function) => function.code.shortcut.set(Some(sleep::sleep)),
            _ => return Err(world.type_error("classes and functions were expected")),
        }
    }
    Ok(Value::None)
}

fn install(executor: &mut Executor, class: &Rc<Class>) {
    let name = class.name.borrow().clone();
    let (kind, names, methods) = match name.as_str() {
        "Queue" => (Kind::Queue, QUEUE, QUEUE_METHODS),
        "LifoQueue" => (Kind::LifoQueue, QUEUE, QUEUE_METHODS),
        "PriorityQueue" => (Kind::PriorityQueue, QUEUE, QUEUE_METHODS),
        "Lock" => (Kind::Lock, LOCK, LOCK_METHODS),
        "Semaphore" => (Kind::Semaphore, SEMAPHORE, LOCK_METHODS),
        "BoundedSemaphore" => (Kind::BoundedSemaphore, BOUNDED, LOCK_METHODS),
        "_SilentEvent" => (Kind::SilentEvent, EVENT, NO_METHODS),
        other => unreachable!("the prelude's {other} has no shortcuts"),
    };
    let function = |name: &str| match class.lookup(&Str::new(name)) {
        Some(Value::Function(function)) => Some(function),
        _ => None,
    };
    for (name, shortcut) in methods {
        if let Some(function) = function(name) {
            function.code.shortcut.set(Some(*shortcut));
        }
    }
    // The very objects that the attributes are stored under, so that they are found at a glance.
    let makers = ["__init__", "_init"].map(function);
    let written = makers.iter().flatten().flat_map(|maker| &maker.code.names);
    let find = |name: &&str| match written.clone().find(|known| known.as_str() == *name) {
        Some(known) => known.clone(),
        None => Str::new(*name),
    };
    let number = u32::try_from(executor.shapes.known.len()).unwrap_or(u32::MAX - 1) + 1;
    executor.shapes.known.push(Rc::new(Shape {
        number,
        kind,
        class: class.clone(),
        names: names.iter().map(find).collect(),
    }));
}

/// The program sets an attribute of a class.
pub fn class_changed(world: &mut World, class: &Rc<Class>) {
    let shapes = &mut world.executor.shapes;
    let mut known = shapes.known.iter();
    if known.any(|shape| shape.class.is_subclass(class)) {
        shapes.changed = true;
    }
}

/// An object whose class has shortcuts, with its attributes.
pub(crate) struct Shared<'a> {
    instance: &'a Instance,
    shape: Rc<Shape>,
    /// It has the attributes that its class gives, in their order, and no others.
    is_plain: bool,
}

impl<'a> Shared<'a> {
    /// An object that a shortcut waits for.
    pub fn of(world: &World, value: &'a Value) -> Option<Self> {
        match value {
            Value::Instance(instance) => Self::inside(world, instance),
            _ => None,
        }
    }

    /// As [`Shared::of`], for an object inside of another.
    pub fn inside(world: &World, instance: &'a Instance) -> Option<Self> {
        let class = instance.class.borrow();
        let mut known = world.executor.shapes.known.iter();
        let shape = known.find(|shape| Rc::ptr_eq(&shape.class, &class))?;
        Some(Self {
            instance,
            is_plain: instance.dict.is_laid_out(shape.number, &shape.names),
            shape: shape.clone(),
        })
    }

    /// An object for which a shortcut may begin.
    pub fn plain(world: &World, value: &'a Value) -> Option<Self> {
        let it = Self::of(world, value)?;
        (it.is_plain && !world.executor.shapes.changed).then_some(it)
    }

    pub fn kind(&self) -> Kind {
        self.shape.kind
    }

    /// Looks at an attribute; `None` where it is gone.
    pub fn look<R>(&self, field: usize, look: impl FnOnce(&mut Value) -> R) -> Option<R> {
        let dict = &self.instance.dict;
        let slot = if self.is_plain {
            field
        } else {
            dict.slot_of_name(&self.shape.names[field])?
        };
        dict.look_at(slot, look)
    }

    /// A deque, as nearly all that is inside.
    pub fn object(&self, field: usize) -> Option<Rc<Object>> {
        let object = self.look(field, |value| match value {
            Value::Object(object) => Some(object.clone()),
            _ => None,
        });
        object.flatten()
    }

    pub fn list(&self, field: usize) -> Option<Rc<List>> {
        let list = self.look(field, |value| match value {
            Value::List(list) => Some(list.clone()),
            _ => None,
        });
        list.flatten()
    }

    pub fn instance(&self, field: usize) -> Option<Rc<Instance>> {
        let instance = self.look(field, |value| match value {
            Value::Instance(instance) => Some(instance.clone()),
            _ => None,
        });
        instance.flatten()
    }

    pub fn int(&self, field: usize) -> Option<i64> {
        let number = self.look(field, |value| match value {
            Value::Int(_, number) => Some(*number),
            _ => None,
        });
        number.flatten()
    }

    pub fn bool(&self, field: usize) -> Option<bool> {
        let truth = self.look(field, |value| match value {
            Value::Bool(truth) => Some(*truth),
            _ => None,
        });
        truth.flatten()
    }

    pub fn set(&self, field: usize, new: Value) {
        let old = self.look(field, |value| std::mem::replace(value, new));
        drop(old);
    }

    pub fn resource(&self) -> ResourceId {
        let number = self
            .int(NUMBER)
            .and_then(|number| u32::try_from(number).ok());
        ResourceId(number.unwrap_or(u32::MAX))
    }

    /// A new future at the end of a line of waiters, to be waited for; `None` where the prelude's
    /// code must say why not.
    pub fn stand_in_line(
        &self,
        world: &mut World,
        line: &Object,
        meaning: WaitKind,
        resumption: Resumption,
    ) -> Option<Shortened> {
        let line = line.get::<Deque>()?;
        let owner = world.executor.local.running?;
        let object = &world.executor.event_loop(owner).object;
        let is_bound = self.look(LOOP, |bound| {
            if bound.is_none() {
                *bound = object.clone();
            }
            bound.is(object)
        });
        if is_bound != Some(true) {
            return None;
        }
        let future = super::future::make(world, owner, false);
        future.meaning.set(Some(meaning));
        future.blocking.set(true);
        line.append(Value::Future(future.clone()));
        Some(Shortened::Waits(Value::Future(future), resumption))
    }
}

/// What a shortcut waited for: the last of its values.
pub(crate) fn waiter(args: &[Value]) -> Option<Rc<Future>> {
    match args.last() {
        Some(Value::Future(future)) => Some(future.clone()),
        _ => None,
    }
}

/// Takes a waiter out of the line that it stands in.
pub(crate) fn leave_line(line: Option<&Object>, waiter: &Rc<Future>) {
    let is_it = |other: &Value| matches!(other, Value::Future(other) if Rc::ptr_eq(other, waiter));
    if let Some(line) = line.and_then(Object::get::<Deque>) {
        drop(line.take_where(is_it));
    }
}

pub(crate) static FUNCTIONS: &[Native] = &[Native::function("_shortcuts", py_shortcuts)];

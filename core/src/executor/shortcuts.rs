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
use crate::world::dict::Entry;
use crate::world::frame::{Resumption, Shortcut, Shortened};
use crate::world::future::Future;
use crate::world::value::{Args, Class, Instance, List, Native, Outcome, Str, Value};
use std::cell::RefMut;
use std::rc::Rc;

/// Which of the prelude's classes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Queue,
    LifoQueue,
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

impl Shapes {
    /// The shape of a class, and whether the object has the attributes that it says, in their order
    /// and no others.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn of(&self, instance: &Instance) -> Option<(&Rc<Shape>, bool)> {
        let class = instance.class.borrow();
        // Nearly always the dict knows it: then there is nothing to search.
        let known = self
            .known
            .get(instance.dict().layout().wrapping_sub(1) as usize);
        if let Some(shape) = known
            && Rc::ptr_eq(&shape.class, &class)
        {
            return Some((shape, true));
        }
        let mut known = self.known.iter();
        let shape = known.find(|shape| Rc::ptr_eq(&shape.class, &class))?;
        let is_plain = instance.dict().is_laid_out(shape.number, &shape.names);
        Some((shape, is_plain))
    }
}

/// An object whose class has shortcuts, with its attributes in hand: until it is dropped, no code
/// may run that could look at them.
pub(crate) struct Shared<'a> {
    fields: RefMut<'a, [Entry]>,
    kind: Kind,
    /// Where the attributes must be looked for: it has not just those that its class gives.
    unusual: Option<Rc<Shape>>,
}

impl<'a> Shared<'a> {
    /// An object that a shortcut waits for.
    #[inline]
    pub fn of(world: &World, value: &'a Value) -> Option<Self> {
        match value {
            Value::Instance(instance) => Self::inside(world, instance),
            _ => None,
        }
    }

    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn inside(world: &World, instance: &'a Instance) -> Option<Self> {
        let (shape, is_plain) = world.executor.shapes.of(instance)?;
        Some(Self {
            fields: instance.dict().fields(),
            kind: shape.kind,
            unusual: (!is_plain).then(|| shape.clone()),
        })
    }

    /// An object for which a shortcut may begin.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn plain(world: &World, value: &'a Value) -> Option<Self> {
        let it = Self::of(world, value)?;
        (it.unusual.is_none() && !world.executor.shapes.changed).then_some(it)
    }

    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// Where an attribute stands; behind the last one where it is gone.
    #[inline]
    fn slot(&self, field: usize) -> usize {
        match &self.unusual {
            None => field,
            Some(shape) => self.search(&shape.names[field]),
        }
    }

    #[cold]
    fn search(&self, name: &Rc<Str>) -> usize {
        let is_it = |entry: &Entry| matches!(&entry.key, Value::Str(key) if key == name);
        let found = self.fields.iter().position(is_it);
        found.unwrap_or(self.fields.len())
    }

    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn get(&self, field: usize) -> Option<&Value> {
        self.fields.get(self.slot(field)).map(|entry| &entry.value)
    }

    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn deque(&self, field: usize) -> Option<&Deque> {
        match self.get(field)? {
            Value::Object(object) => object.get(),
            _ => None,
        }
    }

    #[inline]
    pub fn list(&self, field: usize) -> Option<&List> {
        match self.get(field)? {
            Value::List(list) => Some(list),
            _ => None,
        }
    }

    /// Another such object inside, not the object itself.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn shared(&self, world: &World, field: usize) -> Option<Shared<'_>> {
        match self.get(field)? {
            Value::Instance(instance) if instance.dict().is_free() => {
                Shared::inside(world, instance)
            }
            _ => None,
        }
    }

    #[inline]
    pub fn int(&self, field: usize) -> Option<i64> {
        match self.get(field)? {
            Value::Int(_, number) => Some(*number),
            _ => None,
        }
    }

    #[inline]
    pub fn bool(&self, field: usize) -> Option<bool> {
        match self.get(field)? {
            Value::Bool(truth) => Some(*truth),
            _ => None,
        }
    }

    #[inline]
    pub fn set(&mut self, field: usize, new: Value) {
        let slot = self.slot(field);
        if let Some(entry) = self.fields.get_mut(slot) {
            entry.value = new;
        }
    }

    pub fn resource(&self) -> ResourceId {
        let number = self.int(NUMBER);
        ResourceId(number.map_or(u32::MAX, |number| u32::try_from(number).unwrap_or(u32::MAX)))
    }

    /// A new future at the end of a line of waiters, to be waited for; `Declined` where the
    /// prelude's code must say why not.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn stand_in_line(
        &mut self,
        world: &mut World,
        line: usize,
        meaning: WaitKind,
        resumption: Resumption,
    ) -> Shortened {
        let Some(owner) = world.executor.local.running else {
            return Shortened::Declined;
        };
        let object = &world.executor.event_loop(owner).object;
        match self.get(LOOP) {
            Some(Value::None) => self.set(LOOP, object.clone()),
            Some(bound) if bound.is(object) => {}
            _ => return Shortened::Declined,
        }
        let Some(line) = self.deque(line) else {
            return Shortened::Declined;
        };
        let future = super::future::make(world, owner, false);
        future.meaning.set(Some(meaning));
        future.blocking.set(true);
        line.append(Value::Future(future.clone()));
        Shortened::Waits(Value::Future(future), resumption)
    }

    /// Takes a waiter out of the line that it stands in.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn leave_line(&self, line: usize, waiter: &Rc<Future>) {
        let is_it =
            |other: &Value| matches!(other, Value::Future(other) if Rc::ptr_eq(other, waiter));
        if let Some(line) = self.deque(line) {
            drop(line.take_where(is_it));
        }
    }
}

/// What a shortcut waited for: the last of its values.
pub(crate) fn waiter(args: &[Value]) -> Option<Rc<Future>> {
    match args.last() {
        Some(Value::Future(future)) => Some(future.clone()),
        _ => None,
    }
}

pub(crate) static FUNCTIONS: &[Native] = &[Native::function("_shortcuts", py_shortcuts)];

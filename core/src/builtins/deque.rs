//! `collections.deque`.

use super::args;
use super::generics;
use super::iterators::lazy;
use super::method::{self, Call};
use crate::code::CompareKind;
use crate::vm::{call, format, iterate, operators};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::drops;
use crate::world::iter::Lazy;
use crate::world::types;
use crate::world::value::{Args, Class, Layout, Native, Object, Outcome, Payload, Raise, Value};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

/// The inside of a deque.
#[derive(Default)]
pub struct Deque {
    items: RefCell<VecDeque<Value>>,
    /// Items beyond this number push others out at the far end.
    maxlen: Cell<Option<usize>>,
    /// Counts changes of the length: iterators must not see one.
    changes: Cell<u64>,
}

impl Payload for Deque {
    fn clear(&self) {
        drop(self.items.take());
    }
}

impl Drop for Deque {
    fn drop(&mut self) {
        for item in self.items.get_mut() {
            drops::release(std::slice::from_mut(item));
        }
    }
}

impl Deque {
    pub(crate) fn len(&self) -> usize {
        self.items.borrow().len()
    }

    pub(crate) fn get(&self, at: usize) -> Option<Value> {
        self.items.borrow().get(at).cloned()
    }

    /// `append`, without a look at the memory limit.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub(crate) fn append(&self, item: Value) {
        self.changed();
        let mut items = self.items.borrow_mut();
        items.push_back(item);
        let over = self.maxlen.get().is_some_and(|most| items.len() > most);
        let out = if over { items.pop_front() } else { None };
        drop(items);
        drop(out);
    }

    /// `popleft`, for the executor.
    pub(crate) fn take_first(&self) -> Option<Value> {
        self.changed();
        self.items.borrow_mut().pop_front()
    }

    /// Takes the first item out that is the wanted one.
    pub(crate) fn take_where(&self, is_wanted: impl Fn(&Value) -> bool) -> Option<Value> {
        let mut items = self.items.borrow_mut();
        let at = items.iter().position(is_wanted)?;
        self.changed();
        items.remove(at)
    }

    pub(crate) fn find(&self, is_wanted: impl Fn(&Value) -> bool) -> Option<Value> {
        let items = self.items.borrow();
        items.iter().find(|item| is_wanted(item)).cloned()
    }

    pub(crate) fn all(&self, is_so: impl Fn(&Value) -> bool) -> bool {
        self.items.borrow().iter().all(is_so)
    }

    fn changed(&self) {
        self.changes.set(self.changes.get() + 1);
    }

    fn is_full(&self) -> bool {
        self.maxlen.get().is_some_and(|most| self.len() >= most)
    }

    fn push_back(&self, world: &mut World, item: Value) -> Outcome<()> {
        world.reserve(self.len() + 1)?;
        self.append(item);
        Ok(())
    }

    fn push_front(&self, world: &mut World, item: Value) -> Outcome<()> {
        world.reserve(self.len() + 1)?;
        self.changed();
        self.items.borrow_mut().push_front(item);
        let over = self.maxlen.get().is_some_and(|most| self.len() > most);
        let out = if over {
            self.items.borrow_mut().pop_back()
        } else {
            None
        };
        drop(out);
        Ok(())
    }

    /// A negative position counts from the end; none where it lies outside.
    fn position(&self, position: i64) -> Option<usize> {
        let size = i64::try_from(self.len()).unwrap_or(i64::MAX);
        let at = if position < 0 {
            position.saturating_add(size)
        } else {
            position
        };
        usize::try_from(at).ok().filter(|at| *at < self.len())
    }

    pub(crate) fn snapshot(&self) -> Vec<Value> {
        self.items.borrow().iter().cloned().collect()
    }
}

static METHODS: &[Native] = &[
    Native::function("__add__", add),
    Native::class("__class_getitem__", generics::class_getitem),
    Native::function("__contains__", contains),
    Native::function("__copy__", copy),
    Native::function("__delitem__", delitem),
    Native::function("__eq__", eq),
    Native::function("__ge__", ge),
    Native::function("__getitem__", getitem),
    Native::function("__gt__", gt),
    Native::function("__iadd__", iadd),
    Native::function("__init__", init),
    Native::function("__iter__", iter),
    Native::function("__le__", le),
    Native::function("__len__", len),
    Native::function("__lt__", lt),
    Native::function("__mul__", mul),
    Native::function("__rmul__", mul),
    Native::function("__ne__", ne),
    Native::function("__repr__", repr),
    Native::function("__reversed__", reversed),
    Native::function("__setitem__", setitem),
    Native::function("append", append),
    Native::function("appendleft", appendleft),
    Native::function("clear", clear),
    Native::function("copy", copy),
    Native::function("count", count),
    Native::function("extend", extend),
    Native::function("extendleft", extendleft),
    Native::function("index", index),
    Native::function("insert", insert),
    Native::getter("maxlen", maxlen),
    Native::function("pop", pop),
    Native::function("popleft", popleft),
    Native::function("remove", remove),
    Native::function("reverse", reverse),
    Native::function("rotate", rotate),
];

/// The module `_collections`.
///
/// # Errors
/// None of its own.
pub fn module(world: &mut World, dict: &Rc<Dict>) -> Outcome<()> {
    let object = world.types.object.clone();
    let class = types::builtin("deque", "collections", &[object], Layout::Native);
    super::add(&class.dict, METHODS);
    class.dict.set_name(&world.names.hash, Value::None);
    class.construct.set(Some(construct));
    dict.set_text("deque", Value::Class(class));
    Ok(())
}

/// The object that holds the deque, and the deque's own part of a call.
struct Received<'a> {
    object: Rc<Object>,
    call: Call<'a>,
}

impl Received<'_> {
    fn deque(&self) -> &Deque {
        match self.object.get::<Deque>() {
            Some(deque) => deque,
            None => unreachable!("`receive` has seen that it is a deque"),
        }
    }
}

fn receive<'a>(world: &mut World, name: &'static str, args: Args<'a>) -> Outcome<Received<'a>> {
    let call = Call::new(world, name, args)?;
    match call.receiver.unwrapped() {
        Value::Object(object) if object.get::<Deque>().is_some() => Ok(Received { object, call }),
        _ => Err(call.wrong_receiver(world)),
    }
}

/// The deque in a value, where it is one.
fn as_deque(value: &Value) -> Option<Rc<Object>> {
    match value.unwrapped() {
        Value::Object(object) if object.get::<Deque>().is_some() => Some(object),
        _ => None,
    }
}

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    let (class, args) = method::construction(world, args)?;
    let deque = Deque::default();
    fill(world, &deque, args)?;
    Ok(Value::object(&class, deque))
}

fn fill(world: &mut World, deque: &Deque, args: Args<'_>) -> Outcome<()> {
    let [iterable, maxlen] = args::bind(world, "deque", args, &["iterable", "maxlen"], 0)?;
    let maxlen = match maxlen {
        Value::Unbound | Value::None => None,
        Value::Int(..) | Value::Bool(_) | Value::Big(_) | Value::Instance(_) => {
            match usize::try_from(operators::index(world, &maxlen)?) {
                Ok(maxlen) => Some(maxlen),
                Err(_) => return Err(world.value_error("maxlen must be non-negative")),
            }
        }
        _ => return Err(world.type_error("an integer is required")),
    };
    deque.maxlen.set(maxlen);
    drop(deque.items.take());
    if let Some(iterable) = args::optional(iterable) {
        iterate::each(world, &iterable, |world, item| deque.push_back(world, item))?;
    }
    Ok(())
}

fn init(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.__init__", args)?;
    fill(world, it.deque(), it.call.args)?;
    Ok(Value::None)
}

/// A deque of the same class with other items.
fn like(world: &mut World, it: &Received<'_>, items: Vec<Value>) -> Outcome {
    let maxlen = it.deque().maxlen.get();
    match &it.call.receiver {
        Value::Object(object) => {
            let deque = Deque::default();
            deque.maxlen.set(maxlen);
            for item in items {
                deque.push_back(world, item)?;
            }
            Ok(Value::object(&object.class, deque))
        }
        other => {
            let class: Rc<Class> = world.class_of(other);
            let mut args = vec![Value::list(items)];
            args.extend(maxlen.map(Value::size));
            call::call(world, &Value::Class(class), &args)
        }
    }
}

fn append(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.append", args)?;
    let item = it.call.one(world)?;
    it.deque().push_back(world, item)?;
    Ok(Value::None)
}

fn appendleft(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.appendleft", args)?;
    let item = it.call.one(world)?;
    it.deque().push_front(world, item)?;
    Ok(Value::None)
}

fn clear(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.clear", args)?;
    it.call.none(world)?;
    it.deque().changed();
    let old = it.deque().items.take();
    drop(old);
    Ok(Value::None)
}

fn copy(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.copy", args)?;
    it.call.none(world)?;
    let items = it.deque().snapshot();
    like(world, &it, items)
}

fn mutated(world: &mut World, doing: &str) -> Raise {
    world.runtime_error(format!("deque mutated during {doing}"))
}

/// The first position from `start` to `stop` at which an item equals the wanted one.
fn find(
    world: &mut World,
    deque: &Deque,
    wanted: &Value,
    start: usize,
    stop: usize,
    doing: &str,
) -> Outcome<Option<usize>> {
    let changes = deque.changes.get();
    let mut at = start;
    while at < stop {
        let Some(item) = deque.get(at) else { break };
        let equal = operators::equal(world, &item, wanted)?;
        if deque.changes.get() != changes {
            return Err(mutated(world, doing));
        }
        if equal {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

fn contains(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.__contains__", args)?;
    let wanted = it.call.one(world)?;
    let found = find(world, it.deque(), &wanted, 0, usize::MAX, "iteration")?;
    Ok(Value::Bool(found.is_some()))
}

fn count(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.count", args)?;
    let wanted = it.call.one(world)?;
    let (mut found, mut at) = (0, 0);
    while let Some(place) = find(world, it.deque(), &wanted, at, usize::MAX, "iteration")? {
        found += 1;
        at = place + 1;
    }
    Ok(Value::int(found))
}

fn index(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.index", args)?;
    let [wanted, start, stop] = it.call.some(world, 1)?;
    let length = it.deque().len();
    let start = method::clipped(world, &start, length, 0)?;
    let stop = method::clipped(world, &stop, length, usize::MAX)?;
    match find(world, it.deque(), &wanted, start, stop, "iteration")? {
        Some(at) => Ok(Value::size(at)),
        None => Err(world.value_error("deque.index(x): x not in deque")),
    }
}

fn remove(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.remove", args)?;
    let wanted = it.call.one(world)?;
    match find(world, it.deque(), &wanted, 0, usize::MAX, "iteration")? {
        Some(at) => {
            it.deque().changed();
            let removed = it.deque().items.borrow_mut().remove(at);
            drop(removed);
            Ok(Value::None)
        }
        None => Err(world.value_error("deque.remove(x): x not in deque")),
    }
}

/// The iterable, or a copy of the items where it is the deque itself.
fn incoming(it: &Received<'_>, iterable: Value) -> Value {
    let is_itself = as_deque(&iterable).is_some_and(|other| Rc::ptr_eq(&other, &it.object));
    if is_itself {
        Value::list(it.deque().snapshot())
    } else {
        iterable
    }
}

fn extend(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.extend", args)?;
    let iterable = it.call.one(world)?;
    extend_with(world, &it, iterable)?;
    Ok(Value::None)
}

fn extend_with(world: &mut World, it: &Received<'_>, iterable: Value) -> Outcome<()> {
    let iterable = incoming(it, iterable);
    iterate::each(world, &iterable, |world, item| {
        it.deque().push_back(world, item)
    })
}

fn extendleft(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.extendleft", args)?;
    let iterable = it.call.one(world)?;
    let iterable = incoming(&it, iterable);
    iterate::each(world, &iterable, |world, item| {
        it.deque().push_front(world, item)
    })?;
    Ok(Value::None)
}

fn insert(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.insert", args)?;
    let [position, item] = it.call.some(world, 2)?;
    let position = operators::index(world, &position)?;
    let deque = it.deque();
    if deque.is_full() {
        return Err(world.index_error("deque already at its maximum size"));
    }
    world.reserve(deque.len() + 1)?;
    let size = i64::try_from(deque.len()).unwrap_or(i64::MAX);
    let at = if position < 0 {
        position.saturating_add(size).max(0)
    } else {
        position.min(size)
    };
    deque.changed();
    deque
        .items
        .borrow_mut()
        .insert(usize::try_from(at).unwrap_or(0), item);
    Ok(Value::None)
}

fn pop(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.pop", args)?;
    it.call.none(world)?;
    it.deque().changed();
    let item = it.deque().items.borrow_mut().pop_back();
    item.ok_or_else(|| world.index_error("pop from an empty deque"))
}

fn popleft(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.popleft", args)?;
    it.call.none(world)?;
    it.deque().changed();
    let item = it.deque().items.borrow_mut().pop_front();
    item.ok_or_else(|| world.index_error("pop from an empty deque"))
}

fn reverse(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.reverse", args)?;
    it.call.none(world)?;
    it.deque().items.borrow_mut().make_contiguous().reverse();
    Ok(Value::None)
}

fn rotate(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.rotate", args)?;
    let [steps] = it.call.some(world, 0)?;
    let steps = if steps.is_unbound() {
        1
    } else {
        operators::index(world, &steps)?
    };
    let length = it.deque().len();
    if length > 0 {
        let size = i64::try_from(length).unwrap_or(i64::MAX);
        let right = usize::try_from(steps.rem_euclid(size)).unwrap_or(0);
        it.deque().changed();
        it.deque().items.borrow_mut().rotate_right(right);
    }
    Ok(Value::None)
}

fn maxlen(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.maxlen", args)?;
    Ok(it.deque().maxlen.get().map_or(Value::None, Value::size))
}

fn len(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.__len__", args)?;
    Ok(Value::size(it.deque().len()))
}

fn repr(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.__repr__", args)?;
    let class = world.class_name(&it.call.receiver);
    let Some(_active) = format::identity::begin(world, &it.call.receiver) else {
        return Ok(Value::str("[...]"));
    };
    let items = it.deque().snapshot();
    let items = format::repr(world, &Value::list(items))?;
    let (class, items) = (class.as_str(), items.as_str());
    Ok(Value::str(match it.deque().maxlen.get() {
        Some(maxlen) => format!("{class}({items}, maxlen={maxlen})"),
        None => format!("{class}({items})"),
    }))
}

/// The position that a subscript means.
fn subscript(world: &mut World, it: &Received<'_>, key: &Value) -> Outcome<usize> {
    if !operators::subscript::is_index(world, key) {
        let kind = world.type_name(key);
        let message = format!("sequence index must be integer, not '{}'", kind.as_str());
        return Err(world.type_error(message));
    }
    let position = operators::index(world, key)?;
    match it.deque().position(position) {
        Some(at) => Ok(at),
        None => Err(world.index_error("deque index out of range")),
    }
}

fn getitem(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.__getitem__", args)?;
    let key = it.call.one(world)?;
    let at = subscript(world, &it, &key)?;
    Ok(it.deque().get(at).unwrap_or(Value::None))
}

fn setitem(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.__setitem__", args)?;
    let [key, item] = it.call.some(world, 2)?;
    let at = subscript(world, &it, &key)?;
    let old = it
        .deque()
        .items
        .borrow_mut()
        .get_mut(at)
        .map(|slot| std::mem::replace(slot, item));
    drop(old);
    Ok(Value::None)
}

fn delitem(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.__delitem__", args)?;
    let key = it.call.one(world)?;
    let at = subscript(world, &it, &key)?;
    it.deque().changed();
    let old = it.deque().items.borrow_mut().remove(at);
    drop(old);
    Ok(Value::None)
}

fn add(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.__add__", args)?;
    let other = it.call.one(world)?;
    let Some(other_object) = as_deque(&other) else {
        let class = world.type_name(&other);
        let class = class.as_str();
        let message = format!("can only concatenate deque (not \"{class}\") to deque");
        return Err(world.type_error(message));
    };
    let mut items = it.deque().snapshot();
    items.extend(
        other_object
            .get::<Deque>()
            .map(Deque::snapshot)
            .unwrap_or_default(),
    );
    world.reserve(items.len())?;
    like(world, &it, items)
}

fn iadd(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.__iadd__", args)?;
    let other = it.call.one(world)?;
    extend_with(world, &it, other)?;
    Ok(it.call.receiver)
}

fn mul(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.__mul__", args)?;
    let times = it.call.one(world)?;
    let times = usize::try_from(operators::index(world, &times)?).unwrap_or(0);
    let items = it.deque().snapshot();
    world.reserve(items.len().saturating_mul(times))?;
    let items = items
        .iter()
        .cycle()
        .take(items.len() * times)
        .cloned()
        .collect::<Vec<_>>();
    like(world, &it, items)
}

fn compare(world: &mut World, args: Args<'_>, kind: CompareKind) -> Outcome {
    let it = receive(world, "deque.comparison", args)?;
    let other = it.call.one(world)?;
    let Some(other) = as_deque(&other) else {
        return Ok(Value::NotImplemented);
    };
    let ours = Value::list(it.deque().snapshot());
    let theirs = Value::list(
        other
            .get::<Deque>()
            .map(Deque::snapshot)
            .unwrap_or_default(),
    );
    operators::compare(world, kind, &ours, &theirs)
}

macro_rules! comparisons {
    ($($name:ident $kind:ident;)*) => {
        $(
            fn $name(world: &mut World, args: Args<'_>) -> Outcome {
                compare(world, args, CompareKind::$kind)
            }
        )*
    };
}

comparisons! {
    eq Equal;
    ne NotEqual;
    lt Less;
    le LessEqual;
    gt Greater;
    ge GreaterEqual;
}

struct Walk {
    deque: Rc<Object>,
    /// Items that were given.
    given: usize,
    changes: u64,
    backwards: bool,
}

impl Lazy for Walk {
    fn type_name(&self) -> &'static str {
        if self.backwards {
            "_deque_reverse_iterator"
        } else {
            "_deque_iterator"
        }
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        let Some(deque) = self.deque.get::<Deque>() else {
            return Ok(None);
        };
        if deque.changes.get() != self.changes {
            return Err(mutated(world, "iteration"));
        }
        let at = if self.backwards {
            deque.len().checked_sub(self.given + 1)
        } else {
            Some(self.given)
        };
        let item = at.and_then(|at| deque.get(at));
        self.given += usize::from(item.is_some());
        Ok(item)
    }
}

fn walk(it: Received<'_>, backwards: bool) -> Value {
    let changes = it.deque().changes.get();
    lazy(Walk {
        deque: it.object,
        given: 0,
        changes,
        backwards,
    })
}

fn iter(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.__iter__", args)?;
    Ok(walk(it, false))
}

fn reversed(world: &mut World, args: Args<'_>) -> Outcome {
    let it = receive(world, "deque.__reversed__", args)?;
    Ok(walk(it, true))
}

//! Iterators that put items together, or share those of one iterator.

use super::arguments;
use crate::builtins::args;
use crate::builtins::iterators::lazy;
use crate::vm::{call, iterate, operators};
use crate::world::World;
use crate::world::iter::Lazy;
use crate::world::value::{Args, Outcome, Value};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

struct Pairwise {
    inner: Value,
    previous: Option<Value>,
}

impl Lazy for Pairwise {
    fn type_name(&self) -> &'static str {
        "pairwise"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        let previous = match self.previous.take() {
            Some(previous) => previous,
            None => match iterate::next(world, &self.inner)? {
                Some(first) => first,
                None => return Ok(None),
            },
        };
        let Some(item) = iterate::next(world, &self.inner)? else {
            return Ok(None);
        };
        self.previous = Some(item.clone());
        Ok(Some(Value::tuple([previous, item])))
    }

    fn clear(&mut self) {
        self.inner = Value::None;
        self.previous = None;
    }
}

pub fn pairwise(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let [iterable] = args::positional(world, "pairwise", args, 1)?;
    let inner = iterate::iter(world, &iterable)?;
    Ok(lazy(Pairwise {
        inner,
        previous: None,
    }))
}

struct Batched {
    inner: Option<Value>,
    size: usize,
    strict: bool,
}

impl Lazy for Batched {
    fn type_name(&self) -> &'static str {
        "batched"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        let Some(inner) = &self.inner else {
            return Ok(None);
        };
        let mut items = Vec::new();
        while items.len() < self.size {
            match iterate::next(world, inner)? {
                Some(item) => {
                    world.reserve(items.len() + 1)?;
                    items.push(item);
                }
                None => {
                    self.inner = None;
                    break;
                }
            }
        }
        if items.is_empty() {
            return Ok(None);
        }
        if self.strict && items.len() < self.size {
            return Err(world.value_error("batched(): incomplete batch"));
        }
        Ok(Some(Value::tuple(items)))
    }

    fn clear(&mut self) {
        self.inner = None;
    }
}

pub fn batched(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let [iterable, size, strict] =
        args::bind(world, "batched", args, &["iterable", "n", "strict"], 2)?;
    let size = match usize::try_from(operators::index(world, &size)?) {
        Ok(size) if size > 0 => size,
        _ => return Err(world.value_error("n must be at least one")),
    };
    let strict = !strict.is_unbound() && operators::truth(world, &strict)?;
    let inner = Some(iterate::iter(world, &iterable)?);
    Ok(lazy(Batched {
        inner,
        size,
        strict,
    }))
}

struct ZipLongest {
    /// None for one that has ended.
    iterators: Vec<Option<Value>>,
    fill: Value,
}

impl Lazy for ZipLongest {
    fn type_name(&self) -> &'static str {
        "zip_longest"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        let mut items = Vec::with_capacity(self.iterators.len());
        for slot in &mut self.iterators {
            let item = match slot {
                Some(iterator) => iterate::next(world, iterator)?,
                None => None,
            };
            if item.is_none() {
                *slot = None;
            }
            items.push(item.unwrap_or_else(|| self.fill.clone()));
        }
        if self.iterators.iter().all(Option::is_none) {
            return Ok(None);
        }
        Ok(Some(Value::tuple(items)))
    }

    fn clear(&mut self) {
        self.iterators.clear();
        self.fill = Value::None;
    }
}

pub fn zip_longest(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let mut fill = Value::None;
    for (name, value) in args.kw {
        if name.as_str() != "fillvalue" {
            return Err(world.type_error("zip_longest() got an unexpected keyword argument"));
        }
        fill = value.clone();
    }
    let mut iterators = Vec::with_capacity(args.pos.len());
    for iterable in args.pos {
        iterators.push(Some(iterate::iter(world, iterable)?));
    }
    Ok(lazy(ZipLongest { iterators, fill }))
}

/// What a `groupby` and its groups share.
struct Groups {
    inner: Value,
    key: Option<Value>,
    /// The item that was read last, with its key, where no group has given it yet.
    waiting: RefCell<Option<(Value, Value)>>,
    /// Number of the group that may still give items.
    current: Cell<usize>,
}

impl Groups {
    /// Reads an item where none waits; false at the end.
    fn read(&self, world: &mut World) -> Outcome<bool> {
        if self.waiting.borrow().is_some() {
            return Ok(true);
        }
        let Some(item) = iterate::next(world, &self.inner)? else {
            return Ok(false);
        };
        let key = match &self.key {
            Some(key) => call::call(world, key, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        self.waiting.replace(Some((key, item)));
        Ok(true)
    }

    fn waiting_key(&self) -> Value {
        self.waiting
            .borrow()
            .as_ref()
            .map_or(Value::None, |(key, _)| key.clone())
    }
}

struct GroupBy {
    groups: Rc<Groups>,
    /// Key of the group that was given last.
    target: Option<Value>,
}

impl Lazy for GroupBy {
    fn type_name(&self) -> &'static str {
        "groupby"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        let groups = self.groups.clone();
        let number = groups.current.get() + 1;
        groups.current.set(number);
        loop {
            if !groups.read(world)? {
                return Ok(None);
            }
            let key = groups.waiting_key();
            let is_same = match &self.target {
                Some(target) => operators::equal(world, target, &key)?,
                None => false,
            };
            if !is_same {
                self.target = Some(key.clone());
                let group = lazy(Group {
                    groups,
                    number,
                    target: key.clone(),
                });
                return Ok(Some(Value::tuple([key, group])));
            }
            groups.waiting.replace(None);
        }
    }

    fn clear(&mut self) {
        self.target = None;
    }
}

struct Group {
    groups: Rc<Groups>,
    number: usize,
    target: Value,
}

impl Lazy for Group {
    fn type_name(&self) -> &'static str {
        "_grouper"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        if self.groups.current.get() != self.number || !self.groups.read(world)? {
            return Ok(None);
        }
        let key = self.groups.waiting_key();
        if !operators::equal(world, &self.target, &key)? {
            return Ok(None);
        }
        Ok(self.groups.waiting.replace(None).map(|(_, item)| item))
    }
}

pub fn groupby(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let [iterable, key] = args::bind(world, "groupby", args, &["iterable", "key"], 1)?;
    let inner = iterate::iter(world, &iterable)?;
    let groups = Rc::new(Groups {
        inner,
        key: args::optional(key),
        waiting: RefCell::default(),
        current: Cell::new(0),
    });
    Ok(lazy(GroupBy {
        groups,
        target: None,
    }))
}

/// What the iterators of one `tee` share: items that not all of them have given yet.
struct Shared {
    inner: Value,
    queues: RefCell<Vec<VecDeque<Value>>>,
}

struct Tee {
    shared: Rc<Shared>,
    number: usize,
}

impl Lazy for Tee {
    fn type_name(&self) -> &'static str {
        "_tee"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        if let Some(item) = self.shared.queues.borrow_mut()[self.number].pop_front() {
            return Ok(Some(item));
        }
        let Some(item) = iterate::next(world, &self.shared.inner)? else {
            return Ok(None);
        };
        let mut queues = self.shared.queues.borrow_mut();
        for (number, queue) in queues.iter_mut().enumerate() {
            if number != self.number {
                world.reserve(queue.len() + 1)?;
                queue.push_back(item.clone());
            }
        }
        Ok(Some(item))
    }
}

pub fn tee(world: &mut World, args: Args<'_>) -> Outcome {
    let [iterable, count] = args::positional(world, "tee", args, 1)?;
    let count = if count.is_unbound() {
        2
    } else {
        operators::index(world, &count)?
    };
    let Ok(count) = usize::try_from(count) else {
        return Err(world.value_error("n must be >= 0"));
    };
    world.reserve(count)?;
    let inner = iterate::iter(world, &iterable)?;
    let queues = RefCell::new(vec![VecDeque::new(); count]);
    let shared = Rc::new(Shared { inner, queues });
    let tees = (0..count).map(|number| {
        lazy(Tee {
            shared: shared.clone(),
            number,
        })
    });
    Ok(Value::tuple(tees.collect::<Vec<_>>()))
}

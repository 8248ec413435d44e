//! `_heapq`: heaps in lists, with CPython's own order of comparisons, so that items that are equal
//! come out in the same order.

use super::args;
use crate::vm::operators;
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Args, List, Native, Outcome, Raise, Value};
use std::rc::Rc;

static FUNCTIONS: &[Native] = &[
    Native::function("heapify", heapify),
    Native::function("heapify_max", heapify_max),
    Native::function("heappop", heappop),
    Native::function("heappop_max", heappop_max),
    Native::function("heappush", heappush),
    Native::function("heappush_max", heappush_max),
    Native::function("heappushpop", heappushpop),
    Native::function("heappushpop_max", heappushpop_max),
    Native::function("heapreplace", heapreplace),
    Native::function("heapreplace_max", heapreplace_max),
];

/// The module `_heapq`.
///
/// # Errors
/// None of its own.
pub fn module(_world: &mut World, dict: &Rc<Dict>) -> Outcome<()> {
    super::add(dict, FUNCTIONS);
    Ok(())
}

/// Which item is at the top.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Top {
    Least,
    Greatest,
}

struct Heap {
    list: Rc<List>,
    top: Top,
}

impl Heap {
    fn new(world: &mut World, name: &str, value: &Value, top: Top) -> Outcome<Self> {
        match value.unwrapped() {
            Value::List(list) => Ok(Self { list, top }),
            _ => {
                let class = world.type_name(value);
                let class = class.as_str();
                let which = if name.starts_with("heapify") || name.starts_with("heappop") {
                    if name.starts_with("heappushpop") {
                        " 1"
                    } else {
                        ""
                    }
                } else {
                    " 1"
                };
                Err(world.type_error(format!(
                    "{name}() argument{which} must be list, not {class}"
                )))
            }
        }
    }

    fn len(&self) -> usize {
        self.list.0.borrow().len()
    }

    fn get(&self, world: &mut World, at: usize) -> Outcome {
        let item = self.list.0.borrow().get(at).cloned();
        item.ok_or_else(|| changed(world))
    }

    fn set(&self, at: usize, item: Value) {
        let old = self
            .list
            .0
            .borrow_mut()
            .get_mut(at)
            .map(|slot| std::mem::replace(slot, item));
        drop(old);
    }

    /// The item at `a` belongs above the one at `b`.
    fn above(&self, world: &mut World, a: usize, b: usize) -> Outcome<bool> {
        let size = self.len();
        let (a, b) = (self.get(world, a)?, self.get(world, b)?);
        let result = match self.top {
            Top::Least => operators::less(world, &a, &b)?,
            Top::Greatest => operators::less(world, &b, &a)?,
        };
        if self.len() == size {
            Ok(result)
        } else {
            Err(changed(world))
        }
    }

    fn swap(&self, a: usize, b: usize) {
        let mut items = self.list.0.borrow_mut();
        if a < items.len() && b < items.len() {
            items.swap(a, b);
        }
    }

    /// Moves the item at `at` up, as far as `start`, until its parent belongs above it.
    fn rise(&self, world: &mut World, start: usize, mut at: usize) -> Outcome<()> {
        while at > start {
            let parent = (at - 1) / 2;
            if !self.above(world, at, parent)? {
                break;
            }
            self.swap(at, parent);
            at = parent;
        }
        Ok(())
    }

    /// Moves the item at `start` down to a leaf, smaller children up, and then up to its place.
    fn sink(&self, world: &mut World, start: usize) -> Outcome<()> {
        let end = self.len();
        let mut at = start;
        while 2 * at + 1 < end {
            let mut child = 2 * at + 1;
            if child + 1 < end && !self.above(world, child, child + 1)? {
                child += 1;
            }
            self.swap(at, child);
            at = child;
        }
        self.rise(world, start, at)
    }

    fn heapify(&self, world: &mut World) -> Outcome<()> {
        for at in (0..self.len() / 2).rev() {
            self.sink(world, at)?;
        }
        Ok(())
    }

    fn push(&self, world: &mut World, item: Value) -> Outcome<()> {
        world.reserve(self.len() + 1)?;
        self.list.0.borrow_mut().push(item);
        self.rise(world, 0, self.len() - 1)
    }

    fn pop(&self, world: &mut World) -> Outcome {
        let last = self.list.0.borrow_mut().pop();
        let Some(last) = last else {
            return Err(world.index_error("index out of range"));
        };
        if self.len() == 0 {
            return Ok(last);
        }
        let top = self.get(world, 0)?;
        self.set(0, last);
        self.sink(world, 0)?;
        Ok(top)
    }

    fn replace(&self, world: &mut World, item: Value) -> Outcome {
        if self.len() == 0 {
            return Err(world.index_error("index out of range"));
        }
        let top = self.get(world, 0)?;
        self.set(0, item);
        self.sink(world, 0)?;
        Ok(top)
    }

    fn push_pop(&self, world: &mut World, item: Value) -> Outcome {
        if self.len() == 0 {
            return Ok(item);
        }
        let top = self.get(world, 0)?;
        let stays_out = match self.top {
            Top::Least => !operators::less(world, &top, &item)?,
            Top::Greatest => !operators::less(world, &item, &top)?,
        };
        if stays_out {
            Ok(item)
        } else {
            self.replace(world, item)
        }
    }
}

fn changed(world: &mut World) -> Raise {
    world.runtime_error("list changed size during iteration")
}

fn heap_only(world: &mut World, name: &str, top: Top, args: Args<'_>) -> Outcome<Heap> {
    let list = args::one(world, name, args)?;
    Heap::new(world, name, &list, top)
}

fn heap_and_item(
    world: &mut World,
    name: &str,
    top: Top,
    args: Args<'_>,
) -> Outcome<(Heap, Value)> {
    let [list, item] = args::positional(world, name, args, 2)?;
    Ok((Heap::new(world, name, &list, top)?, item))
}

macro_rules! functions {
    ($($top:ident $heapify:ident $pop:ident $push:ident $replace:ident $push_pop:ident;)*) => {
        $(
            fn $heapify(world: &mut World, args: Args<'_>) -> Outcome {
                let heap = heap_only(world, stringify!($heapify), Top::$top, args)?;
                heap.heapify(world)?;
                Ok(Value::None)
            }

            pub(crate) fn $pop(world: &mut World, args: Args<'_>) -> Outcome {
                let heap = heap_only(world, stringify!($pop), Top::$top, args)?;
                heap.pop(world)
            }

            pub(crate) fn $push(world: &mut World, args: Args<'_>) -> Outcome {
                let (heap, item) = heap_and_item(world, stringify!($push), Top::$top, args)?;
                heap.push(world, item)?;
                Ok(Value::None)
            }

            fn $replace(world: &mut World, args: Args<'_>) -> Outcome {
                let (heap, item) = heap_and_item(world, stringify!($replace), Top::$top, args)?;
                heap.replace(world, item)
            }

            fn $push_pop(world: &mut World, args: Args<'_>) -> Outcome {
                let (heap, item) = heap_and_item(world, stringify!($push_pop), Top::$top, args)?;
                heap.push_pop(world, item)
            }
        )*
    };
}

functions! {
    Least heapify heappop heappush heapreplace heappushpop;
    Greatest heapify_max heappop_max heappush_max heapreplace_max heappushpop_max;
}

//! Builtin iterators as data. The machine advances them (`vm::iterate`).

use super::World;
use super::dict::{Dict, Set};
use super::value::{List, Outcome, Str, Tuple, Value};
use std::cell::RefCell;
use std::rc::Rc;

/// An iterator object; `None` inside while it is being advanced.
pub struct Iter {
    pub state: RefCell<IterState>,
}

impl Iter {
    #[must_use]
    pub fn value(state: IterState) -> Value {
        Value::Iter(Rc::new(Self {
            state: RefCell::new(state),
        }))
    }
}

/// Which entries of a dict an iterator or view gives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DictPart {
    Keys,
    Values,
    Items,
}

/// A lazy builtin iterator that is not on the hot paths (`itertools`, `map`, `zip` …).
pub trait Lazy {
    /// The type's name (`zip`, `count`): what `type(x).__name__` shows.
    fn type_name(&self) -> &'static str;
    /// The next item; `None` at the end.
    ///
    /// # Errors
    /// What the program's own code raises.
    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>>;
    /// What `repr` shows, where it is more than the type and the address.
    ///
    /// # Errors
    /// What the program's own code raises.
    fn text(&self, _world: &mut World) -> Outcome<Option<String>> {
        Ok(None)
    }
    /// Gives all references away, so that cycles through this iterator end.
    fn clear(&mut self) {}
}

pub enum IterState {
    /// Exhausted for good.
    Done,
    /// Taken out while its next item is computed: a second `next` raises ValueError.
    Busy,
    List {
        list: Rc<List>,
        next: usize,
    },
    /// `reversed(list)`: `next` items are left.
    ListReversed {
        list: Rc<List>,
        next: usize,
    },
    Tuple {
        tuple: Rc<Tuple>,
        next: usize,
    },
    /// `left` items from `next` on.
    Range {
        next: i64,
        step: i64,
        left: usize,
    },
    /// `next` is a byte offset.
    Str {
        text: Rc<Str>,
        next: usize,
    },
    Bytes {
        bytes: Rc<Vec<u8>>,
        next: usize,
    },
    /// `next` is a slot; `len` the size at the start, checked at each item.
    Dict {
        dict: Rc<Dict>,
        part: DictPart,
        next: usize,
        len: usize,
    },
    DictReversed {
        dict: Rc<Dict>,
        part: DictPart,
        before: usize,
        len: usize,
    },
    /// Keys in the order computed at the start; `len` is checked at each item.
    Set {
        set: Rc<Set>,
        order: Vec<Value>,
        next: usize,
        len: usize,
    },
    /// `iter(callable, sentinel)`.
    Call {
        callable: Value,
        sentinel: Value,
    },
    /// The old protocol: `__getitem__` with 0, 1, 2 … until IndexError.
    Index {
        object: Value,
        next: i64,
    },
    Enumerate {
        inner: Value,
        next: i64,
    },
    Lazy(Box<dyn Lazy>),
}

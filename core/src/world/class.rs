//! Classes as data, and where each has found the names that it was asked for.

use super::dict::Dict;
use super::frame::Seen;
use super::value::{NativeCall, Str, Value};
use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

/// What the instances of a class are made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// `Value::Instance` without a native part.
    Plain,
    /// `Value::Exception`.
    Exception,
    /// `Value::Future`: Future, Task and their subclasses.
    Future,
    /// An own variant of `Value` for the builtin class itself; `Value::Instance` whose `base`
    /// holds the native part for subclasses (`class Stack(list)`).
    Native,
    /// Cannot be subclassed (`bool`, `NoneType`, `function` …).
    Final,
}

/// A class: builtin, of the prelude, or of the program.
pub struct Class {
    pub name: RefCell<Rc<Str>>,
    pub qualname: RefCell<Rc<Str>>,
    pub module: RefCell<Rc<Str>>,
    pub bases: Vec<Rc<Class>>,
    /// The method resolution order without the class itself.
    pub mro: Vec<Rc<Class>>,
    pub dict: Rc<Dict>,
    pub layout: Layout,
    /// The builtin class whose native part instances have; `None` for plain ones.
    pub native_base: Option<Rc<Class>>,
    /// The class's own class, where it is not `type` (`EnumType`, `ABCMeta`).
    pub metaclass: Option<Rc<Class>>,
    /// Some class in the order has `__del__`, `__getattr__`, `__setattr__` …: see [`Hooks`].
    pub hooks: Cell<Hooks>,
    /// Makes an object: `Class(...)`. Inherited; `None` means plain instance.
    pub construct: Cell<Option<NativeCall>>,
    pub lookups: Lookups,
    /// The `__init__` of a class that has no `__new__` of its own: see `vm::direct`.
    pub initialiser: Cell<Seen>,
    /// For `__subclasses__()`: the classes that have it among their bases.
    pub subclasses: RefCell<Vec<Weak<Class>>>,
}

/// How many names a class remembers.
const LOOKUPS: usize = 64;
/// The depth of a name that no class has.
const NOWHERE: usize = usize::MAX;

/// Where a class has found names so far, in itself and its bases. Only places are kept, no values:
/// what a class loses dies at once.
#[derive(Default)]
pub struct Lookups(OnceCell<Box<[Cell<Lookup>; LOOKUPS]>>);

impl Drop for Lookups {
    /// Another class may get the address of this one, even while its dict lives on.
    fn drop(&mut self) {
        if self.0.get().is_some() {
            super::dict::count_change();
        }
    }
}

/// One name's place; right while [`super::dict::changes`] gives the same number.
#[derive(Clone, Copy, Default)]
struct Lookup {
    address: usize,
    hash: u64,
    changes: u32,
    depth: usize,
    slot: usize,
}

/// Facts about a class that keep common operations quick.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Hooks {
    pub getattribute: bool,
    pub getattr: bool,
    pub setattr: bool,
    pub delattr: bool,
    pub del: bool,
    pub slots_only: bool,
    pub is_abstract: bool,
}

impl Class {
    /// Its bases know it from now on, as long as it lives.
    pub fn tell_bases(self: &Rc<Self>) {
        for base in &self.bases {
            let mut known = base.subclasses.borrow_mut();
            known.retain(|known| known.strong_count() > 0);
            known.push(Rc::downgrade(self));
        }
    }

    /// Its name in messages: classes that CPython has in C have their module's there too.
    #[must_use]
    pub fn told_name(&self) -> Rc<Str> {
        let (name, module) = (self.name.borrow(), self.module.borrow());
        let is_told = match module.as_str() {
            "itertools" | "datetime" | "operator" | "_asyncio" | "_contextvars" | "_thread"
            | "_queue" => true,
            "collections" => matches!(name.as_str(), "deque" | "defaultdict" | "OrderedDict"),
            "functools" => matches!(name.as_str(), "partial" | "_lru_cache_wrapper"),
            "weakref" => name.as_str() == "ReferenceType",
            "types" => matches!(name.as_str(), "SimpleNamespace" | "GenericAlias"),
            "typing" => name.as_str() == "Union",
            _ => false,
        };
        if is_told {
            return Str::new(format!("{}.{}", module.as_str(), name.as_str()));
        }
        name.clone()
    }

    /// The class itself, then its bases in resolution order.
    pub fn lineage(self: &Rc<Self>) -> impl Iterator<Item = &Rc<Self>> {
        std::iter::once(self).chain(self.mro.iter())
    }

    /// The attribute of this class or of the first base that has it.
    #[must_use]
    pub fn lookup(self: &Rc<Self>, name: &Str) -> Option<Value> {
        let (depth, slot) = self.spot(name)?;
        Some(self.value_at(depth, slot))
    }

    /// How deep in the class's order the attribute is, and its slot there.
    #[must_use]
    pub fn spot(self: &Rc<Self>, name: &Str) -> Option<(usize, usize)> {
        let place = self.place(name);
        (place.depth != NOWHERE).then_some((place.depth, place.slot))
    }

    /// What is at a [`Self::spot`].
    #[must_use]
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn value_at(&self, depth: usize, slot: usize) -> Value {
        match depth.checked_sub(1) {
            None => self.dict.value_at(slot),
            Some(base) => self.mro[base].dict.value_at(slot),
        }
    }

    /// This class or a base has the attribute.
    #[must_use]
    pub fn has(self: &Rc<Self>, name: &Str) -> bool {
        self.place(name).depth != NOWHERE
    }

    fn place(self: &Rc<Self>, name: &Str) -> Lookup {
        let places = self.lookups.0.get_or_init(|| {
            self.lineage().for_each(|class| class.dict.watch());
            Box::new(std::array::from_fn(|_| Cell::default()))
        });
        let address = std::ptr::from_ref(name).addr();
        // By the hash: by the address, it would depend on chance which names share a place.
        let place = &places[usize::try_from(name.hash() % LOOKUPS as u64).unwrap_or_default()];
        let known = place.get();
        let changes = super::dict::changes();
        if known.changes == changes && known.address == address && known.hash == name.hash() {
            return known;
        }
        let found = self
            .lineage()
            .enumerate()
            .find_map(|(depth, class)| Some((depth, class.dict.slot_of_name(name)?)));
        let (depth, slot) = found.unwrap_or((NOWHERE, 0));
        let found = Lookup {
            address,
            hash: name.hash(),
            changes,
            depth,
            slot,
        };
        place.set(found);
        found
    }

    #[must_use]
    pub fn is_subclass(self: &Rc<Self>, other: &Rc<Self>) -> bool {
        self.lineage().any(|class| Rc::ptr_eq(class, other))
    }
}

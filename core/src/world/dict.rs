//! `dict` and `set` as data: ordered entries with an index over their hashes.
//!
//! Hashing and comparing keys can run code of the program (`__hash__`, `__eq__`), so both are done
//! by the machine (`vm::mapping`); here, keys are found by hash among candidates. Attribute and
//! variable names, which are always `str`, have a quick way of their own.

use super::drops;
use super::table::Table;
use super::value::{Class, Str, Value};
use hashbrown::HashTable;
use std::cell::{Cell, Ref, RefCell, RefMut};
use std::rc::Rc;

/// One key with its value; a removed entry has an unbound key until the next compaction.
#[derive(Clone)]
pub struct Entry {
    pub hash: u64,
    pub key: Value,
    pub value: Value,
}

/// Up to this many entries are searched one by one, without an index.
const SMALL: usize = 8;

/// Hashes of small integers are the integers: the index needs bits that differ at both ends.
const fn spread(hash: u64) -> u64 {
    let mixed = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 32)
}

thread_local! {
    /// Counts the changes of watched dicts: see [`Dict::watch`].
    static CHANGES: Cell<u32> = const { Cell::new(1) };
}

/// How often a watched dict has got, lost or moved an entry so far; never 0.
#[must_use]
pub fn changes() -> u32 {
    CHANGES.with(Cell::get)
}

/// Whatever was remembered with the present number of [`changes`] is forgotten.
pub fn count_change() {
    CHANGES.with(|changes| changes.set(changes.get().wrapping_add(1).max(1)));
}

#[derive(Default)]
struct Inner {
    entries: Vec<Entry>,
    live: usize,
    index: Option<HashTable<u32>>,
    /// Where entries stand is remembered outside: see [`Dict::watch`].
    watched: bool,
    /// The layout that it is known to have; 0 for none. See [`Dict::is_laid_out`].
    layout: Cell<u32>,
}

impl Inner {
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn position(&self, hash: u64, mut same: impl FnMut(&Value) -> bool) -> Option<usize> {
        match &self.index {
            None => self.entries.iter().position(|entry| {
                entry.hash == hash && !entry.key.is_unbound() && same(&entry.key)
            }),
            Some(index) => index
                .find(spread(hash), |at| {
                    let entry = &self.entries[*at as usize];
                    entry.hash == hash && same(&entry.key)
                })
                .map(|at| *at as usize),
        }
    }

    /// Entries are about to come, go or move.
    fn touch(&self) {
        self.layout.set(0);
        if self.watched {
            count_change();
        }
    }

    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn push(&mut self, entry: Entry) {
        self.touch();
        if self.entries.len() == self.entries.capacity() && self.live * 2 < self.entries.len() {
            self.compact();
        }
        let at = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let hash = entry.hash;
        self.entries.push(entry);
        self.live += 1;
        let entries = &self.entries;
        if let Some(index) = &mut self.index {
            index.insert_unique(spread(hash), at, |at| spread(entries[*at as usize].hash));
        } else if self.entries.len() > SMALL {
            self.reindex();
        }
    }

    fn reindex(&mut self) {
        let mut index = HashTable::with_capacity(self.entries.len() * 2);
        for (at, entry) in self.entries.iter().enumerate() {
            if !entry.key.is_unbound() {
                let at = u32::try_from(at).unwrap_or(u32::MAX);
                index.insert_unique(spread(entry.hash), at, |at| {
                    spread(self.entries[*at as usize].hash)
                });
            }
        }
        self.index = Some(index);
    }

    /// Closes the gaps of removed entries.
    fn compact(&mut self) {
        self.entries.retain(|entry| !entry.key.is_unbound());
        if self.index.is_some() {
            self.reindex();
        }
    }

    fn remove(&mut self, at: usize) -> Entry {
        self.touch();
        let hash = self.entries[at].hash;
        if let Some(index) = &mut self.index
            && let Ok(found) = index.find_entry(spread(hash), |other| *other as usize == at)
        {
            found.remove();
        }
        self.live -= 1;
        let gap = Entry {
            hash: 0,
            key: Value::Unbound,
            value: Value::Unbound,
        };
        let entry = std::mem::replace(&mut self.entries[at], gap);
        while self
            .entries
            .last()
            .is_some_and(|entry| entry.key.is_unbound())
        {
            self.entries.pop();
        }
        entry
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.touch();
        for entry in &mut self.entries {
            for value in [&mut entry.key, &mut entry.value] {
                if drops::may_nest(value) {
                    drops::release(std::slice::from_mut(value));
                }
            }
        }
    }
}

/// A `dict`; also the namespace of every module, class and instance.
#[derive(Default)]
pub struct Dict {
    inner: RefCell<Inner>,
}

impl Dict {
    #[must_use]
    pub fn new() -> Rc<Self> {
        Rc::default()
    }

    /// Number of keys.
    #[must_use]
    pub fn len(&self) -> usize {
        self.inner.borrow().live
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value of a `str` key.
    #[must_use]
    pub fn get_name(&self, name: &Str) -> Option<Value> {
        let inner = self.inner.borrow();
        let at = inner.position(name.hash(), |key| is_name(key, name))?;
        Some(inner.entries[at].value.clone())
    }

    /// The slot of a `str` key, for [`Self::value_at`] until [`changes`] gives another number.
    #[must_use]
    pub fn slot_of_name(&self, name: &Str) -> Option<usize> {
        self.inner
            .borrow()
            .position(name.hash(), |key| is_name(key, name))
    }

    /// From now on, [`changes`] counts when this dict gets, loses or moves an entry.
    pub fn watch(&self) {
        self.inner.borrow_mut().watched = true;
    }

    #[must_use]
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn has_name(&self, name: &Str) -> bool {
        self.inner
            .borrow()
            .position(name.hash(), |key| is_name(key, name))
            .is_some()
    }

    /// Sets the value of a `str` key and gives the old one back.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn set_name(&self, name: &Rc<Str>, value: Value) -> Option<Value> {
        let mut inner = self.inner.borrow_mut();
        match inner.position(name.hash(), |key| is_name(key, name)) {
            Some(at) => Some(std::mem::replace(&mut inner.entries[at].value, value)),
            None => {
                inner.push(Entry {
                    hash: name.hash(),
                    key: Value::Str(name.clone()),
                    value,
                });
                None
            }
        }
    }

    /// As [`Self::set_name`], where the slot is known that the key has in most such dicts.
    pub fn set_name_at(&self, slot: usize, name: &Rc<Str>, value: Value) -> Option<Value> {
        let mut inner = self.inner.borrow_mut();
        match inner.entries.get_mut(slot) {
            Some(entry) if entry.hash == name.hash() && is_name(&entry.key, name) => {
                Some(std::mem::replace(&mut entry.value, value))
            }
            _ => {
                drop(inner);
                self.set_name(name, value)
            }
        }
    }

    /// Its keys are these very objects, in this order; the number of the layout (never 0) is kept
    /// until an entry comes, goes or moves.
    #[must_use]
    pub fn is_laid_out(&self, layout: u32, names: &[Rc<Str>]) -> bool {
        let inner = self.inner.borrow();
        if inner.layout.get() == layout {
            return true;
        }
        let is_it = |(entry, name): (&Entry, &Rc<Str>)| matches!(&entry.key, Value::Str(key) if Rc::ptr_eq(key, name));
        let fits = inner.entries.len() == names.len() && inner.entries.iter().zip(names).all(is_it);
        if fits {
            inner.layout.set(layout);
        }
        fits
    }

    /// The number of the layout that it is known to have; 0 where none is known.
    #[must_use]
    pub fn layout(&self) -> u32 {
        self.inner.borrow().layout.get()
    }

    /// Nobody has its entries in hand.
    #[must_use]
    pub fn is_free(&self) -> bool {
        self.inner.try_borrow().is_ok()
    }

    /// The entries, whose values may be changed; the dict is in use until they are let go.
    pub fn fields(&self) -> RefMut<'_, [Entry]> {
        RefMut::map(self.inner.borrow_mut(), |inner| {
            inner.entries.as_mut_slice()
        })
    }

    /// Removes a `str` key and gives its value.
    pub fn remove_name(&self, name: &Str) -> Option<Value> {
        let mut inner = self.inner.borrow_mut();
        let at = inner.position(name.hash(), |key| is_name(key, name))?;
        Some(inner.remove(at).value)
    }

    /// For a text that is not at hand as a [`Str`].
    #[must_use]
    pub fn get_text(&self, name: &str) -> Option<Value> {
        self.get_name(&Str::new(name))
    }

    pub fn set_text(&self, name: &str, value: Value) {
        self.set_name(&Str::new(name), value);
    }

    /// First slot at or after `from` whose key has this hash, with the key: a candidate to compare.
    /// (The comparison may run code of the program, so nothing is borrowed meanwhile.)
    #[must_use]
    pub fn candidate(&self, hash: u64, from: usize) -> Option<(usize, Value)> {
        let inner = self.inner.borrow();
        let fits = |entry: &Entry| entry.hash == hash && !entry.key.is_unbound();
        let at = match &inner.index {
            None => (from..inner.entries.len()).find(|at| fits(&inner.entries[*at])),
            Some(index) => index
                .iter_hash(spread(hash))
                .map(|at| *at as usize)
                .filter(|at| *at >= from && fits(&inner.entries[*at]))
                .min(),
        }?;
        Some((at, inner.entries[at].key.clone()))
    }

    /// The slot of a key that needs no code of the program to be compared.
    #[must_use]
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn slot(&self, hash: u64, same: impl FnMut(&Value) -> bool) -> Option<usize> {
        self.inner.borrow().position(hash, same)
    }

    /// Appends a key that is known not to be there.
    pub fn push(&self, hash: u64, key: Value, value: Value) {
        self.inner.borrow_mut().push(Entry { hash, key, value });
    }

    /// The live entry in a slot.
    #[must_use]
    pub fn entry(&self, slot: usize) -> Option<Entry> {
        self.inner
            .borrow()
            .entries
            .get(slot)
            .filter(|entry| !entry.key.is_unbound())
            .cloned()
    }

    #[must_use]
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn value_at(&self, slot: usize) -> Value {
        match self.inner.borrow().entries.get(slot) {
            Some(entry) => entry.value.clone(),
            None => Value::Unbound,
        }
    }

    /// Pushes the value in a slot, made where it stays: see `vm::quick`.
    #[inline]
    pub fn push_value_at(&self, slot: usize, values: &mut Vec<Value>) {
        match self
            .inner
            .borrow()
            .entries
            .get(slot)
            .map(|entry| &entry.value)
        {
            Some(Value::Function(function)) => {
                let function = function.clone();
                values.push(Value::Function(function));
            }
            Some(value) => values.extend_from_slice(std::slice::from_ref(value)),
            None => values.push(Value::Unbound),
        }
    }

    /// The value in a slot, if its key is this name.
    #[inline]
    #[must_use]
    pub fn value_of(&self, slot: usize, name: &Str) -> Option<Value> {
        let inner = self.inner.borrow();
        let entry = inner.entries.get(slot)?;
        (entry.hash == name.hash() && is_name(&entry.key, name)).then(|| entry.value.clone())
    }

    pub fn set_value_at(&self, slot: usize, value: Value) -> Value {
        match self.inner.borrow_mut().entries.get_mut(slot) {
            Some(entry) => std::mem::replace(&mut entry.value, value),
            None => Value::Unbound,
        }
    }

    pub fn remove_at(&self, slot: usize) -> Entry {
        self.inner.borrow_mut().remove(slot)
    }

    /// The first live slot at or after `from`, with its entry: how iterators walk.
    #[must_use]
    pub fn next_entry(&self, from: usize) -> Option<(usize, Entry)> {
        let inner = self.inner.borrow();
        let at = (from..inner.entries.len()).find(|at| !inner.entries[*at].key.is_unbound())?;
        Some((at, inner.entries[at].clone()))
    }

    /// The last live slot before `before`, with its entry: for `reversed` and `popitem`.
    #[must_use]
    pub fn previous_entry(&self, before: usize) -> Option<(usize, Entry)> {
        let inner = self.inner.borrow();
        let end = before.min(inner.entries.len());
        let at = (0..end)
            .rev()
            .find(|at| !inner.entries[*at].key.is_unbound())?;
        Some((at, inner.entries[at].clone()))
    }

    /// A copy of all live entries, in order.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        let inner = self.inner.borrow();
        inner
            .entries
            .iter()
            .filter(|entry| !entry.key.is_unbound())
            .cloned()
            .collect()
    }

    /// The entries where they lie; those of deleted keys have an unbound one.
    #[must_use]
    pub fn look(&self) -> Ref<'_, [Entry]> {
        Ref::map(self.inner.borrow(), |inner| inner.entries.as_slice())
    }

    /// Empties the dict and gives what was in it.
    pub fn take(&self) -> Vec<Entry> {
        let mut inner = self.inner.take();
        self.inner.borrow_mut().watched = inner.watched;
        std::mem::take(&mut inner.entries)
    }

    /// Replaces the whole content: keys must be distinct and hashed.
    pub fn replace(&self, entries: Vec<Entry>) {
        self.take();
        for entry in entries {
            self.inner.borrow_mut().push(entry);
        }
    }
}

fn is_name(key: &Value, name: &Str) -> bool {
    matches!(key, Value::Str(text) if **text == *name)
}

/// A `set` or `frozenset` (or an instance's class in `class` for subclasses): keys only.
pub struct Set {
    pub keys: Dict,
    pub frozen: bool,
    /// How many keys are no numbers: a set of numbers iterates in CPython's table order.
    pub others: Cell<usize>,
    /// CPython's table, kept from the first removal on; until then the keys tell it.
    pub table: RefCell<Option<Table>>,
}

impl Set {
    #[must_use]
    pub fn new(frozen: bool) -> Self {
        Self {
            keys: Dict::default(),
            frozen,
            others: Cell::new(0),
            table: RefCell::default(),
        }
    }

    #[must_use]
    pub fn class<'a>(&self, set: &'a Rc<Class>, frozenset: &'a Rc<Class>) -> &'a Rc<Class> {
        if self.frozen { frozenset } else { set }
    }
}

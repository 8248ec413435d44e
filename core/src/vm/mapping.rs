//! Hashing, and the keys of dicts and sets.
//!
//! Both may run code of the program (`__hash__`, `__eq__`), so no dict is borrowed meanwhile, and
//! a search begins again when such code has changed the dict.

use super::format::identity;
use super::operators::{self, number, special};
use crate::world::World;
use crate::world::dict::{Dict, Set};
use crate::world::table::Table;
use crate::world::value::{Outcome, Raise, Value, hash_text};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use std::rc::Rc;

/// Hashes of numbers are taken modulo this prime, so that equal numbers of any type hash the same.
const MODULUS: u64 = (1 << 61) - 1;
const INFINITE: i64 = 314_159;
const NONE: u64 = 0xfca8_6420;

/// `hash(value)`; its bits are those of Python's signed number.
///
/// # Errors
/// TypeError "unhashable type: 'list'"; what `__hash__` raises.
pub fn hash(world: &mut World, value: &Value) -> Outcome<u64> {
    if let Value::Str(text) = value {
        return Ok(text.hash());
    }
    if let Some(hash) = hash_of_number(value) {
        return Ok(hash);
    }
    match value {
        Value::Tuple(items) => {
            let _level = identity::enter(world, "")?;
            hash_of_tuple(world, items)
        }
        Value::None => Ok(NONE),
        Value::Bytes(bytes) => Ok(bytes.iter().fold(hash_text("bytes"), |hash, byte| {
            (hash.rotate_left(5) ^ u64::from(*byte)).wrapping_mul(0x517c_c1b7_2722_0a95)
        })),
        Value::Set(set) if set.frozen => Ok(hash_of_set(set)),
        Value::List(_) | Value::Dict(_) | Value::Set(_) => Err(unhashable(world, value)),
        Value::Range(range) => {
            let length = range.len();
            let last = if length > 1 {
                Value::int(range.step)
            } else {
                Value::None
            };
            let first = if length > 0 {
                Value::int(range.start)
            } else {
                Value::None
            };
            hash_of_tuple(world, &[Value::size(length), first, last])
        }
        Value::Slice(slice) => {
            let parts = [slice.start.clone(), slice.stop.clone(), slice.step.clone()];
            hash_of_tuple(world, &parts)
        }
        Value::Method(method) => {
            Ok(address(&method.function).rotate_left(7) ^ address(&method.receiver))
        }
        _ if special::may_have_methods(value) => hash_of_object(world, value),
        _ => Ok(address(value)),
    }
}

fn unhashable(world: &mut World, value: &Value) -> Raise {
    let class = world.class_of(value);
    let name = match value {
        Value::Object(_) => super::format::full_name(&class),
        _ => class.told_name().as_str().to_owned(),
    };
    world.type_error(format!("unhashable type: '{name}'"))
}

fn hash_of_object(world: &mut World, value: &Value) -> Outcome<u64> {
    let name = world.names.hash.clone();
    match special::method(world, value, &name) {
        Some(Value::None) => Err(unhashable(world, value)),
        Some(_) => match special::call_special(world, value, &name, &[])? {
            Some(result) => match result.unwrapped() {
                Value::Int(_, -1) => Ok((-2_i64).cast_unsigned()),
                Value::Int(_, number) => Ok(number.cast_unsigned()),
                other => match hash_of_number(&other) {
                    Some(hash) if !matches!(other, Value::Float(..)) => Ok(hash),
                    _ => Err(world.type_error("__hash__ method should return an integer")),
                },
            },
            None => Ok(address(value)),
        },
        None => {
            let native = value.unwrapped();
            let has_part =
                matches!(value, Value::Instance(_)) && !matches!(native, Value::Instance(_));
            let can_change = match &native {
                Value::Set(set) => !set.frozen,
                part => matches!(part, Value::List(_) | Value::Dict(_)),
            };
            if can_change {
                Err(unhashable(world, value))
            } else if has_part {
                hash(world, &native)
            } else {
                Ok(address(value))
            }
        }
    }
}

/// Hash of what is equal only to itself; it never decides an order.
fn address(value: &Value) -> u64 {
    fn of<T: ?Sized>(object: &Rc<T>) -> u64 {
        let address = Rc::as_ptr(object).cast::<()>().addr() as u64;
        address.rotate_right(4)
    }
    match value {
        Value::Function(object) => of(object),
        Value::Method(object) => of(object),
        Value::Class(object) => of(object),
        Value::Instance(object) => of(object),
        Value::Exception(object) => of(object),
        Value::Generator(object) => of(object),
        Value::Iter(object) => of(object),
        Value::Future(object) => of(object),
        Value::Module(object) => of(object),
        Value::Cell(object) => of(object),
        Value::Code(object) => of(object),
        Value::Object(object) => of(object),
        Value::List(object) => of(object),
        Value::Dict(object) => of(object),
        Value::Set(object) => of(object),
        Value::Native(native) => (std::ptr::from_ref(*native).addr() as u64).rotate_right(4),
        Value::Str(text) => text.hash(),
        Value::Ellipsis => 2,
        Value::NotImplemented => 3,
        other => hash_of_number(other).unwrap_or(1),
    }
}

/// CPython's hash of a number: none for other values.
fn hash_of_number(value: &Value) -> Option<u64> {
    let hash = match value {
        Value::Bool(truth) => i64::from(*truth),
        Value::Int(_, number) => hash_of_int(*number),
        Value::Big(number) => hash_of_big(number),
        Value::Float(_, number) => hash_of_float(*number),
        _ => return None,
    };
    Some(hash.cast_unsigned())
}

/// -1 stands for an error in CPython, so nothing hashes to it.
const fn never_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}

const fn hash_of_int(number: i64) -> i64 {
    let rest = (number.unsigned_abs() % MODULUS).cast_signed();
    never_minus_one(if number < 0 { -rest } else { rest })
}

fn hash_of_big(number: &BigInt) -> i64 {
    let rest = (number.abs() % BigInt::from(MODULUS))
        .to_i64()
        .unwrap_or_default();
    never_minus_one(if number.is_negative() { -rest } else { rest })
}

fn hash_of_float(number: f64) -> i64 {
    if number.is_infinite() {
        return if number > 0.0 { INFINITE } else { -INFINITE };
    }
    if number.is_nan() {
        // Equal to nothing, so any hash will do; CPython takes the object's address.
        return number.to_bits().cast_signed() >> 4;
    }
    let (mantissa, exponent) = number::decode(number.abs());
    if mantissa == 0 {
        return 0;
    }
    // Multiplying by a power of two modulo 2**61 - 1 turns the 61 bits round.
    let turn = u32::try_from(exponent.rem_euclid(61)).unwrap_or_default();
    let rest = mantissa % MODULUS;
    let turned = ((rest << turn) & MODULUS) | (rest >> (61 - turn));
    let hash = if turned == MODULUS {
        0
    } else {
        turned.cast_signed()
    };
    never_minus_one(if number < 0.0 { -hash } else { hash })
}

/// The xxHash-based combination that CPython uses for tuples.
fn hash_of_tuple(world: &mut World, items: &[Value]) -> Outcome<u64> {
    const FIRST: u64 = 11_400_714_785_074_694_791;
    const SECOND: u64 = 14_029_467_366_897_019_727;
    const FIFTH: u64 = 2_870_177_450_012_600_261;
    let mut sum = FIFTH;
    for item in items {
        let lane = hash(world, item)?;
        sum = sum
            .wrapping_add(lane.wrapping_mul(SECOND))
            .rotate_left(31)
            .wrapping_mul(FIRST);
    }
    sum = sum.wrapping_add(items.len() as u64 ^ (FIFTH ^ 3_527_539));
    Ok(if sum == u64::MAX { 1_546_275_796 } else { sum })
}

/// Hash of a frozenset: the same in whatever order the elements are.
fn hash_of_set(set: &Set) -> u64 {
    let mut mixed: u64 = 0;
    for entry in set.keys.entries() {
        let spread = (entry.hash ^ 89_869_747 ^ (entry.hash << 16)).wrapping_mul(3_644_798_167);
        mixed ^= spread;
    }
    mixed ^= (set.keys.len() as u64 + 1).wrapping_mul(1_927_868_237);
    mixed ^= (mixed >> 11) ^ (mixed >> 25);
    mixed = mixed.wrapping_mul(69_069).wrapping_add(907_133_923);
    if mixed == u64::MAX {
        590_923_713
    } else {
        mixed
    }
}

/// Says what the value was to be, as CPython 3.14 does for every TypeError of a hash.
fn hash_for(world: &mut World, value: &Value, role: &str) -> Outcome<u64> {
    match hash(world, value) {
        Err(Raise::Exception(raised))
            if Rc::ptr_eq(&raised.class, &world.types.exception("TypeError")) =>
        {
            let class = super::format::full_name(&world.class_of(value));
            let class = class.trim_start_matches("__main__.");
            let reason = super::format::exception_text(world, &raised)?;
            let reason = reason.as_str();
            Err(world.type_error(format!("cannot use '{class}' as {role} ({reason})")))
        }
        other => other,
    }
}

/// Hash of a value that is to be a key of a dict.
///
/// # Errors
/// TypeError "cannot use 'list' as a dict key (unhashable type: 'list')".
pub fn key_hash(world: &mut World, key: &Value) -> Outcome<u64> {
    match key {
        Value::Str(text) => Ok(text.hash()),
        _ => hash_for(world, key, "a dict key"),
    }
}

/// Hash of a value that is to be an element of a set.
///
/// # Errors
/// TypeError "cannot use 'list' as a set element (unhashable type: 'list')".
pub fn element_hash(world: &mut World, item: &Value) -> Outcome<u64> {
    match item {
        Value::Str(text) => Ok(text.hash()),
        _ => hash_for(world, item, "a set element"),
    }
}

/// The two are equal without asking code of the program.
pub(super) fn surely_equal(known: &Value, key: &Value) -> bool {
    match (known, key) {
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Int(_, a), Value::Int(_, b)) => a == b,
        _ => known.is(key),
    }
}

/// The slot of a key in a dict.
///
/// # Errors
/// What `__eq__` raises.
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn find(world: &mut World, dict: &Dict, hash: u64, key: &Value) -> Outcome<Option<usize>> {
    if let Some(slot) = dict.slot(hash, |known| surely_equal(known, key)) {
        return Ok(Some(slot));
    }
    let mut from = 0;
    while let Some((slot, known)) = dict.candidate(hash, from) {
        from = slot + 1;
        let equal = operators::equal(world, &known, key)?;
        let unchanged = dict.entry(slot).is_some_and(|entry| entry.key.is(&known));
        if !unchanged {
            from = 0;
        } else if equal {
            return Ok(Some(slot));
        }
    }
    Ok(None)
}

/// `dict.get(key)`.
///
/// # Errors
/// TypeError for keys without hash; what `__hash__` and `__eq__` raise.
#[inline]
pub fn get(world: &mut World, dict: &Rc<Dict>, key: &Value) -> Outcome<Option<Value>> {
    let hash = key_hash(world, key)?;
    Ok(find(world, dict, hash, key)?.map(|slot| dict.value_at(slot)))
}

/// `key in dict`.
///
/// # Errors
/// As [`get`].
pub fn contains(world: &mut World, dict: &Rc<Dict>, key: &Value) -> Outcome<bool> {
    let hash = key_hash(world, key)?;
    Ok(find(world, dict, hash, key)?.is_some())
}

/// `dict[key] = value`; a key that is there stays the object it was.
///
/// # Errors
/// As [`get`].
#[cfg_attr(not(target_family = "wasm"), inline(always))]
pub fn set(world: &mut World, dict: &Rc<Dict>, key: Value, value: Value) -> Outcome<()> {
    let hash = key_hash(world, &key)?;
    match find(world, dict, hash, &key)? {
        Some(slot) => drop(dict.set_value_at(slot, value)),
        None => {
            world.reserve(dict.len() + 1)?;
            dict.push(hash, key, value);
        }
    }
    Ok(())
}

/// Removes a key and gives its value.
///
/// # Errors
/// As [`get`].
pub fn remove(world: &mut World, dict: &Rc<Dict>, key: &Value) -> Outcome<Option<Value>> {
    let hash = key_hash(world, key)?;
    Ok(find(world, dict, hash, key)?.map(|slot| dict.remove_at(slot).value))
}

/// It hashes the same in every CPython process: a number, or a tuple or frozenset of numbers.
fn is_numeric(value: &Value) -> bool {
    match value {
        Value::Bool(_) | Value::Int(..) | Value::Big(_) | Value::Float(..) => true,
        Value::Tuple(items) => items.iter().all(is_numeric),
        Value::Set(set) => set.frozen && set.others.get() == 0,
        Value::Instance(instance) => matches!(
            &*instance.base.borrow(),
            Value::Bool(_) | Value::Int(..) | Value::Big(_) | Value::Float(..)
        ),
        _ => false,
    }
}

/// Adds an element; false where it was there.
///
/// # Errors
/// TypeError for elements without hash; what `__hash__` and `__eq__` raise.
pub fn set_add(world: &mut World, set: &Rc<Set>, item: Value) -> Outcome<bool> {
    let hash = element_hash(world, &item)?;
    set_add_hashed(world, set, hash, item)
}

/// As [`set_add`], with the hash at hand.
///
/// # Errors
/// What `__eq__` raises.
pub fn set_add_hashed(world: &mut World, set: &Set, hash: u64, item: Value) -> Outcome<bool> {
    if find(world, &set.keys, hash, &item)?.is_some() {
        return Ok(false);
    }
    world.reserve(set.keys.len() + 1)?;
    if !is_numeric(&item) {
        set.others.set(set.others.get() + 1);
        set.table.replace(None);
    } else if let Some(table) = &mut *set.table.borrow_mut() {
        table.add(hash, item.clone());
    }
    set.keys.push(hash, item, Value::None);
    Ok(true)
}

/// `item in set`; a set inside is compared as the frozenset it could be.
///
/// # Errors
/// As [`set_add`].
pub fn set_contains(world: &mut World, set: &Rc<Set>, item: &Value) -> Outcome<bool> {
    let hash = lookup_hash(world, item)?;
    Ok(find(world, &set.keys, hash, item)?.is_some())
}

/// Sets have no hash, but may be asked for by content: `{1} in {frozenset({1})}`.
fn lookup_hash(world: &mut World, item: &Value) -> Outcome<u64> {
    match item.unwrapped() {
        Value::Set(inner) if !inner.frozen => Ok(hash_of_set(&inner)),
        _ => element_hash(world, item),
    }
}

/// Removes an element; false where it was not there.
///
/// # Errors
/// As [`set_add`].
pub fn set_remove(world: &mut World, set: &Rc<Set>, item: &Value) -> Outcome<bool> {
    let hash = lookup_hash(world, item)?;
    match find(world, &set.keys, hash, item)? {
        Some(slot) => {
            drop(set_remove_slot(set, slot));
            Ok(true)
        }
        None => Ok(false),
    }
}

fn set_remove_slot(set: &Set, slot: usize) -> Value {
    if set.others.get() == 0 {
        keep_table(set);
    }
    let entry = set.keys.remove_at(slot);
    if !is_numeric(&entry.key) {
        set.others.set(set.others.get() - 1);
    } else if let Some(table) = &mut *set.table.borrow_mut() {
        table.remove(entry.hash, &entry.key);
    }
    entry.key
}

/// From here on the order depends on what is removed, too.
fn keep_table(set: &Set) {
    let mut kept = set.table.borrow_mut();
    if kept.is_none() {
        *kept = Some(table_of(set));
    }
}

fn table_of(set: &Set) -> Table {
    let mut table = Table::default();
    for entry in set.keys.entries() {
        table.add(entry.hash, entry.key);
    }
    table
}

/// `set.pop()`; none where the set is empty.
#[must_use]
pub fn set_pop(set: &Set) -> Option<Value> {
    if set.others.get() > 0 {
        let (slot, _) = set.keys.next_entry(0)?;
        return Some(set_remove_slot(set, slot));
    }
    keep_table(set);
    let key = set
        .table
        .borrow_mut()
        .as_mut()
        .and_then(Table::next_to_pop)?;
    let mut from = 0;
    while let Some((slot, entry)) = set.keys.next_entry(from) {
        if entry.key.is(&key) {
            return Some(set_remove_slot(set, slot));
        }
        from = slot + 1;
    }
    None
}

/// Empties a set.
pub fn set_clear(set: &Set) {
    set.others.set(0);
    let table = set.table.replace(None);
    let keys = set.keys.take();
    drop((table, keys));
}

/// The elements in the order of iteration: of insertion, or CPython's where all are numbers.
#[must_use]
pub fn set_items(set: &Set) -> Vec<Value> {
    if set.others.get() > 0 || set.keys.len() < 2 {
        return set
            .keys
            .entries()
            .into_iter()
            .map(|entry| entry.key)
            .collect();
    }
    match &*set.table.borrow() {
        Some(table) => table.keys(),
        None => table_of(set).keys(),
    }
}

/// A new set of the elements of an iterable.
///
/// # Errors
/// TypeError where it is not iterable or an element has no hash.
pub fn set_of(world: &mut World, frozen: bool, items: &[Value]) -> Outcome<Rc<Set>> {
    let set = Rc::new(Set::new(frozen));
    for item in items {
        set_add(world, &set, item.clone())?;
    }
    Ok(set)
}

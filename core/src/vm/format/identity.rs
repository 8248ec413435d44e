//! Made-up addresses of objects, and the objects whose `repr` is being made.
//!
//! A real address would differ from run to run. An object gets its number when it is first asked
//! for; the table keeps the object's memory (not the object) until the next tidying, so that no
//! other object can take its place while the number still counts.

use crate::world::World;
use crate::world::value::{Outcome, Value};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

/// A place in memory that may still be in use.
trait Held {
    fn is_dead(&self) -> bool;
}

impl<T> Held for Weak<T> {
    fn is_dead(&self) -> bool {
        self.strong_count() == 0
    }
}

/// A function of ours lives for good.
struct Forever;

impl Held for Forever {
    fn is_dead(&self) -> bool {
        false
    }
}

struct Known {
    serial: u64,
    held: Box<dyn Held>,
}

/// The numbers given so far in one run, and how deep builtin operations are in each other.
#[derive(Default)]
pub struct Identities {
    known: HashMap<usize, Known>,
    /// Size of the table at which dead entries are looked for again.
    tidy_at: usize,
    active: Rc<RefCell<Vec<usize>>>,
    levels: Rc<Cell<u32>>,
}

/// Containers inside each other that `repr` and comparisons go down into.
const LEVELS: u32 = 500;

const FIRST_ADDRESS: u64 = 0x7f00_0000_0000;

/// One level down, until it is dropped.
pub struct Level(Rc<Cell<u32>>);

impl Drop for Level {
    fn drop(&mut self) {
        self.0.set(self.0.get() - 1);
    }
}

/// Goes one level down into a nested container.
///
/// # Errors
/// RecursionError, whose message ends with `doing`.
pub fn enter(world: &mut World, doing: &str) -> Outcome<Level> {
    let levels = world.identities.levels.clone();
    if levels.get() >= LEVELS {
        return Err(world.error(
            "RecursionError",
            format!("maximum recursion depth exceeded{doing}"),
        ));
    }
    levels.set(levels.get() + 1);
    Ok(Level(levels))
}

/// The object's `repr` is being made, until this is dropped.
pub struct Active(Rc<RefCell<Vec<usize>>>);

impl Drop for Active {
    fn drop(&mut self) {
        self.0.borrow_mut().pop();
    }
}

/// Notes that the `repr` of a container is being made; none where it is under way already.
#[must_use]
pub fn begin(world: &World, value: &Value) -> Option<Active> {
    begin_at(world, place(value)?.0)
}

/// The same for what becomes JSON, while the program may ask for its `repr`: places are even.
#[must_use]
pub fn begin_json(world: &World, value: &Value) -> Option<Active> {
    begin_at(world, place(value)?.0 + 1)
}

fn begin_at(world: &World, place: usize) -> Option<Active> {
    let active = world.identities.active.clone();
    if active.borrow().contains(&place) {
        return None;
    }
    active.borrow_mut().push(place);
    Some(Active(active))
}

/// Where an object lies, and how its place is kept.
fn place(value: &Value) -> Option<(usize, Box<dyn Held>)> {
    macro_rules! places {
        ($($variant:ident),*) => {
            match value {
                $(Value::$variant(object) => {
                    let held: Box<dyn Held> = Box::new(Rc::downgrade(object));
                    Some((Rc::as_ptr(object).addr(), held))
                })*
                Value::Native(native) => {
                    let held: Box<dyn Held> = Box::new(Forever);
                    Some((std::ptr::from_ref(*native).addr(), held))
                }
                _ => None,
            }
        };
    }
    places!(
        Big, Str, Bytes, Tuple, List, Dict, Set, Range, Slice, Function, Method, Class, Instance,
        Exception, Generator, Iter, Future, Module, Cell, Code, Object
    )
}

/// Python's `id(value)`: the same for one object as long as it lives.
pub fn of(world: &mut World, value: &Value) -> u64 {
    const APART: u64 = 1 << 40;
    let inline =
        |group: u64, content: u64| FIRST_ADDRESS - group * APART + (content % (APART / 32)) * 32;
    match value {
        Value::Unbound | Value::None => return inline(1, 0),
        Value::Bool(truth) => return inline(1, 1 + u64::from(*truth)),
        Value::Ellipsis => return inline(1, 3),
        Value::NotImplemented => return inline(1, 4),
        Value::Tuple(tuple) if tuple.is_empty() => return inline(1, 5),
        Value::Int(_, number) => return inline(2, number.cast_unsigned()),
        Value::Float(_, number) => return inline(3, number.to_bits() ^ (number.to_bits() >> 29)),
        Value::Str(text) if text.is_shared() => return inline(4, text.hash()),
        _ => {}
    }
    let Some((place, held)) = place(value) else {
        unreachable!("every other value is an object");
    };
    if let Some(known) = world.identities.known.get(&place) {
        return FIRST_ADDRESS + known.serial * 16;
    }
    let serial = world.next_serial();
    let identities = &mut world.identities;
    if identities.known.len() >= identities.tidy_at {
        identities.known.retain(|_, known| !known.held.is_dead());
        identities.tidy_at = 1024 + identities.known.len() * 2;
    }
    identities.known.insert(place, Known { serial, held });
    FIRST_ADDRESS + serial * 16
}

/// The address as `repr` writes it.
pub fn address_text(world: &mut World, value: &Value) -> String {
    format!("{:#x}", of(world, value))
}

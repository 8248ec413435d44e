//! Modules written in Rust, by name. Those in Python are in `prelude`; a module may be both.

use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::Outcome;
use std::rc::Rc;

/// Fills a module's namespace.
pub type Install = fn(&mut World, &Rc<Dict>) -> Outcome<()>;

static NATIVE: &[(&str, Install)] = &[
    ("builtins", builtins),
    ("_collections", super::deque::module),
    ("_heapq", super::heapq::module),
    ("itertools", super::itertools::module),
    ("math", super::math::module),
    ("operator", super::operator::module),
    ("_json", super::json::module),
    ("random", super::random::module),
    ("time", super::time::module),
    ("_asyncio", crate::executor::install_module),
    ("contextvars", super::contextvars::module),
    ("_sys", super::sys::module),
    ("_types", super::sys::types),
    ("_weakref", super::weakref::module),
];

pub fn names() -> impl Iterator<Item = &'static str> {
    NATIVE.iter().map(|(name, _)| *name)
}

/// How a native module is made; `None` for names that are no native module.
#[must_use]
pub fn native(name: &str) -> Option<Install> {
    NATIVE
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, install)| *install)
}

/// Its namespace is where names are looked for after those of the module: it is there already.
fn builtins(_world: &mut World, _dict: &Rc<Dict>) -> Outcome<()> {
    Ok(())
}

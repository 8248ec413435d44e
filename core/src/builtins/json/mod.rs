//! The quick half of module `json`: `prelude/json.py` gives it classes and keyword arguments.

mod read;
mod write;

use super::add;
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Native, Outcome};
use std::rc::Rc;

static FUNCTIONS: &[Native] = &[
    Native::function("encode", write::encode),
    Native::function("decode", read::decode),
];

/// Fills the module `_json`.
///
/// # Errors
/// None; the signature is that of every module.
pub fn module(_world: &mut World, dict: &Rc<Dict>) -> Outcome<()> {
    add(dict, FUNCTIONS);
    Ok(())
}

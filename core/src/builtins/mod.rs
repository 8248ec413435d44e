//! What is there without being written: builtin types and functions, and modules in Rust.
//!
//! A function is a [`Native`]; a type's methods are a table of them in the type's own dict, so that
//! lookup, binding and subclassing are the same for builtin classes and for the program's.

pub mod annotations;
pub mod args;
pub mod bool;
pub mod bytes;
pub mod callables;
pub mod contextvars;
pub mod deque;
pub mod descriptors;
pub mod dict;
pub mod dunders;
pub mod exceptions;
pub mod float;
pub mod frames;
pub mod functions;
pub mod generators;
pub mod generics;
pub mod heapq;
pub mod int;
pub mod iterators;
pub mod itertools;
pub mod json;
pub mod list;
pub mod math;
pub mod method;
pub mod modules;
pub mod namespaces;
pub mod object;
pub mod operator;
pub mod print;
pub mod random;
pub mod range;
pub mod set;
pub mod slice;
pub mod str;
pub mod sys;
pub mod time;
pub mod tracebacks;
pub mod tuple;
pub mod views;
mod weakref;

use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Native, Value};
use std::rc::Rc;

/// Adds functions to a class or a module.
pub fn add(dict: &Dict, table: &'static [Native]) {
    for native in table {
        dict.set_text(native.name, Value::Native(native));
    }
}

/// Fills the builtin classes and the builtins' namespace.
pub fn install(world: &mut World) {
    let names: Vec<_> = [
        "object",
        "type",
        "bool",
        "int",
        "float",
        "str",
        "bytes",
        "tuple",
        "list",
        "dict",
        "set",
        "frozenset",
        "range",
        "slice",
        "property",
        "classmethod",
        "staticmethod",
        "super",
    ]
    .to_vec();
    for class in world.types.all() {
        let name = class.name.borrow().clone();
        if names.contains(&name.as_str()) {
            world.builtins.set_name(&name, Value::Class(class));
        }
    }
    for (name, value) in [
        ("Ellipsis", Value::Ellipsis),
        ("NotImplemented", Value::NotImplemented),
        ("__name__", Value::str("builtins")),
        ("__debug__", Value::Bool(true)),
    ] {
        world.builtins.set_text(name, value);
    }
    object::install(world);
    callables::install(world);
    descriptors::install(world);
    tracebacks::install(world);
    generics::install(world);
    exceptions::install(world);
    generators::install(world);
    int::install(world);
    bool::install(world);
    float::install(world);
    str::install(world);
    bytes::install(world);
    range::install(world);
    slice::install(world);
    dunders::install(world);
    list::install(world);
    tuple::install(world);
    dict::install(world);
    set::install(world);
    iterators::install(world);
    functions::install(world);
    crate::executor::install(world);
}

/// A number that stands for the object's identity, as `id()` shows it.
#[must_use]
pub fn identity(world: &mut World, value: &Value) -> u64 {
    crate::vm::format::identity::of(world, value)
}

/// The made-up address of an object, as `repr` shows it.
#[must_use]
pub fn address(world: &mut World, value: &Value) -> String {
    format!("{:#x}", identity(world, value))
}

/// A module's dict with functions in it, for modules that are nothing else.
pub fn fill(dict: &Rc<Dict>, table: &'static [Native]) {
    add(dict, table);
}

//! `__annotations__` of functions: the texts of the program, as objects where they are plain names.

use crate::code::BinaryKind;
use crate::vm::{attribute, operators};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Function, Str, Value};
use std::rc::Rc;

/// The dict of a function's annotations, made when it is first asked for.
pub fn of_function(world: &mut World, function: &Rc<Function>) -> Value {
    let value = Value::Function(function.clone());
    let own = attribute::own_dict(world, &value);
    let name = world.names.annotations.clone();
    if let Some(known) = own.as_ref().and_then(|own| own.get_name(&name)) {
        return known;
    }
    let annotations = Dict::new();
    for (parameter, text) in &function.code.code.annotations {
        let value = resolve(world, &function.globals, text);
        let text = quoted(text).unwrap_or(text);
        annotations.set_text(parameter, value.unwrap_or_else(|| Value::str(text)));
    }
    let annotations = Value::Dict(annotations);
    if let Some(own) = own {
        drop(own.set_name(&name, annotations.clone()));
    }
    annotations
}

/// The object that an annotation names: `int`, `asyncio.Queue`, `int | None`. None for any other
/// expression, whose text is all that is kept.
fn resolve(world: &mut World, globals: &Rc<Dict>, text: &str) -> Option<Value> {
    let mut union: Option<Value> = None;
    for part in text.split('|') {
        let value = named(world, globals, part.trim())?;
        union = Some(match union {
            None => value,
            Some(left) => operators::binary(world, BinaryKind::Or, &left, &value).ok()?,
        });
    }
    union
}

/// The content of an annotation that is one plain string.
fn quoted(text: &str) -> Option<&str> {
    ['"', '\''].iter().find_map(|quote| {
        let inner = text.strip_prefix(*quote)?.strip_suffix(*quote)?;
        (!inner.contains([*quote, '\\'])).then_some(inner)
    })
}

fn named(world: &mut World, globals: &Rc<Dict>, path: &str) -> Option<Value> {
    if path == "None" {
        return Some(Value::None);
    }
    let mut parts = path.split('.');
    let first = Str::new(parts.next()?);
    let mut value = globals
        .get_name(&first)
        .or_else(|| world.builtins.get_name(&first))?;
    for part in parts {
        value = attribute::get_optional(world, &value, &Str::new(part)).ok()??;
    }
    Some(value)
}

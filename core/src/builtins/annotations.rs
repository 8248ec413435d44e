//! `__annotations__` of functions and classes: texts of the program, evaluated when asked for.

use crate::compile::{Options, Origin, compile_with};
use crate::source::Source;
use crate::vm::machine::Start;
use crate::vm::{attribute, call, link};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Class, Function, Str, Value};
use std::rc::Rc;

/// The dict of a function's annotations, made when it is first asked for.
pub fn of_function(world: &mut World, function: &Rc<Function>) -> Value {
    if let Some(known) = function.about("__annotations__") {
        return known;
    }
    let annotations = Dict::new();
    for (parameter, text) in &function.code.code.annotations {
        let value = evaluated(world, &function.globals, text);
        annotations.set_text(parameter, value);
    }
    let annotations = Value::Dict(annotations);
    function.set_about("__annotations__", annotations.clone());
    annotations
}

/// The dict of a class's annotations: the texts that its body noted, evaluated when it is first
/// asked for.
pub fn of_class(world: &mut World, class: &Rc<Class>) -> Value {
    const CACHE: &str = "__annotations_cache__";
    if let Some(known) = class.dict.get_text(CACHE) {
        return known;
    }
    let Some(Value::Dict(noted)) = class.dict.get_text("__annotations__") else {
        return Value::Dict(Dict::new());
    };
    let module = class.module.borrow().clone();
    let globals = world
        .modules
        .get(module.as_str())
        .map_or_else(Dict::new, |module| module.dict.clone());
    let annotations = Dict::new();
    for entry in noted.entries() {
        if let Value::Str(name) = &entry.key {
            let value = match &entry.value {
                Value::Str(text) => evaluated(world, &globals, text.as_str()),
                value => value.clone(),
            };
            drop(annotations.set_name(name, value));
        }
    }
    class.dict.set_text(CACHE, Value::Dict(annotations.clone()));
    Value::Dict(annotations)
}

/// What an annotation stands for; its text, where it cannot be evaluated.
pub(super) fn evaluated(world: &mut World, globals: &Rc<Dict>, text: &str) -> Value {
    let is_path = |text: &str| {
        text.chars()
            .all(|letter| letter.is_alphanumeric() || "_.".contains(letter))
    };
    let value = if is_path(text) {
        named(world, globals, text)
    } else {
        expression(world, globals, text)
    };
    value.unwrap_or_else(|| Value::str(text))
}

/// Evaluates any expression among the names of a module.
fn expression(world: &mut World, globals: &Rc<Dict>, text: &str) -> Option<Value> {
    const RESULT: &str = "__annotation__";
    let source = Source::new("<annotation>", format!("{RESULT} = (\n{text}\n)\n"));
    let options = Options {
        origin: Origin::Prelude,
        file: 1,
        ..Options::default()
    };
    let code = compile_with(&source, options).ok()?;
    let frame = link::module_frame(world, &code, globals);
    world.frames.push(frame);
    call::run_inside(world, Start::Go).ok()?;
    let value = globals.get_text(RESULT);
    drop(globals.remove_name(&Str::new(RESULT)));
    value
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

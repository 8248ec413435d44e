//! Builtin functions that look at names: `globals`, `locals`, `vars`, `dir`.

use super::args;
use crate::code::Kind;
use crate::sort::sort_by;
use crate::vm::{attribute, call, iterate};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::Frame;
use crate::world::value::{Args, Class, Native, Outcome, Str, Value};
use std::rc::Rc;

static FUNCTIONS: &[Native] = &[
    Native::of_frame("dir", dir),
    Native::of_frame("globals", globals),
    Native::of_frame("locals", locals),
    Native::of_frame("vars", vars),
];

pub fn install(world: &mut World) {
    super::add(&world.builtins, FUNCTIONS);
}

fn no_arguments(world: &mut World, name: &str, args: Args<'_>) -> Outcome<()> {
    args::no_keywords(world, name, args)?;
    let given = args.pos.len();
    if given == 0 {
        return Ok(());
    }
    Err(world.type_error(format!("{name}() takes no arguments ({given} given)")))
}

fn globals(world: &mut World, args: Args<'_>) -> Outcome {
    no_arguments(world, "globals", args)?;
    Ok(match world.frames.last() {
        Some(frame) => Value::Dict(frame.globals.clone()),
        None => Value::Dict(Dict::new()),
    })
}

fn locals(world: &mut World, args: Args<'_>) -> Outcome {
    no_arguments(world, "locals", args)?;
    Ok(Value::Dict(caller_names(world)))
}

fn caller_names(world: &World) -> Rc<Dict> {
    let frame = world.frames.last();
    frame.map_or_else(Dict::new, |frame| names_of(frame))
}

/// The names of a frame and their values.
pub(super) fn names_of(frame: &Frame) -> Rc<Dict> {
    match &frame.names {
        Some(names) => names.clone(),
        None if frame.code.code.kind == Kind::Module => frame.globals.clone(),
        None => snapshot(frame),
    }
}

/// The variables of a function that have a value now.
fn snapshot(frame: &Frame) -> Rc<Dict> {
    let code = &frame.code.code;
    let names = Dict::new();
    let in_cells: Vec<&Rc<str>> = code
        .cells
        .iter()
        .map(|cell| &cell.name)
        .chain(code.free.iter().map(|free| &free.name))
        .collect();
    for (name, value) in code.local_names.iter().zip(&frame.values) {
        if !value.is_unbound() && !in_cells.contains(&name) {
            names.set_text(name, value.clone());
        }
    }
    for (name, cell) in in_cells.iter().zip(&frame.cells) {
        let value = cell.0.borrow().clone();
        if !value.is_unbound() && &***name != "__class__" {
            names.set_text(name, value);
        }
    }
    names
}

fn vars(world: &mut World, args: Args<'_>) -> Outcome {
    let [object] = args::positional(world, "vars", args, 0)?;
    if object.is_unbound() {
        return Ok(Value::Dict(caller_names(world)));
    }
    let name = world.names.dict.clone();
    match attribute::get_optional(world, &object, &name)? {
        Some(dict) => Ok(dict),
        None => Err(world.type_error("vars() argument must have __dict__ attribute")),
    }
}

fn dir(world: &mut World, args: Args<'_>) -> Outcome {
    let [object] = args::positional(world, "dir", args, 0)?;
    if object.is_unbound() {
        let mut names = Vec::new();
        add_names(&mut names, &caller_names(world));
        return Ok(sorted(names));
    }
    let hook = Str::new("__dir__");
    let own = match &object {
        Value::Module(_) => attribute::get_optional(world, &object, &hook)?,
        _ => attribute::special(world, &object, &hook)?,
    };
    if let Some(hook) = own {
        let given = call::call(world, &hook, &[])?;
        let mut names = Vec::new();
        for name in iterate::collect(world, &given)? {
            names.extend(name.as_str());
        }
        return Ok(sorted(names));
    }
    let mut names = Vec::new();
    match &object {
        Value::Module(module) => add_names(&mut names, &module.dict),
        Value::Class(class) => add_class(&mut names, class),
        _ => {
            if let Some(dict) = attribute::own_dict(world, &object) {
                add_names(&mut names, &dict);
            }
            let class = world.class_of(&object);
            add_class(&mut names, &class);
            names.push(Str::new("__class__"));
        }
    }
    let names = sorted(names);
    // What an object and its classes have under one name is named once.
    if let Value::List(list) = &names {
        list.0
            .borrow_mut()
            .dedup_by(|a, b| a.as_str() == b.as_str());
    }
    Ok(names)
}

fn add_class(names: &mut Vec<Rc<Str>>, class: &Rc<Class>) {
    for class in class.lineage() {
        add_names(names, &class.dict);
    }
}

fn add_names(names: &mut Vec<Rc<Str>>, dict: &Dict) {
    for entry in dict.entries() {
        if let Value::Str(name) = &entry.key {
            names.push(name.clone());
        }
    }
}

fn sorted(mut names: Vec<Rc<Str>>) -> Value {
    sort_by(&mut names, |a, b| a.as_str().cmp(b.as_str()));
    Value::list(names.into_iter().map(Value::Str).collect())
}

//! Imports: native modules, modules of the prelude, and what the program asks of them.

use super::{attribute, call, link, machine::Start};
use crate::builtins::modules;
use crate::compile::{self, Options, Origin};
use crate::prelude;
use crate::source::Source;
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::value::{Module, Outcome, Str, Value};
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    /// Compiled modules of the prelude: their text never changes.
    static COMPILED: RefCell<Vec<(String, Rc<crate::code::Code>)>> = RefCell::default();
}

/// `import name`, as the statement does it.
///
/// # Errors
/// ModuleNotFoundError for modules that are not there; what a module's body raises.
pub fn statement(world: &mut World, name: &Rc<Str>, leaf: bool, _hidden: bool) -> Outcome {
    let mut path = String::new();
    let mut first = None;
    let mut last = None;
    for part in name.as_str().split('.') {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(part);
        let module = module(world, &path)?;
        first.get_or_insert_with(|| module.clone());
        last = Some(module);
    }
    let found = if leaf { last } else { first };
    match found {
        Some(module) => Ok(Value::Module(module)),
        None => Err(world.value_error("Empty module name")),
    }
}

/// The module of this full name, run when it is first asked for.
///
/// # Errors
/// As [`statement`].
pub fn module(world: &mut World, name: &str) -> Outcome<Rc<Module>> {
    if let Some(module) = world.modules.get(name) {
        return Ok(module.clone());
    }
    let dict = match name {
        "builtins" => world.builtins.clone(),
        _ => Dict::new(),
    };
    let module = Rc::new(Module {
        name: Str::new(name),
        dict,
    });
    module.dict.set_text("__name__", Value::str(name));
    module.dict.set_text("__doc__", Value::None);
    world.modules.insert(name.into(), module.clone());
    let mut found = false;
    if let Some(install) = modules::native(name) {
        found = true;
        install(world, &module.dict)?;
    }
    if let Some(source) = prelude::source(name) {
        found = true;
        run_prelude(world, name, source, &module.dict)?;
    }
    if !found {
        world.modules.remove(name);
        let raise = world.error("ModuleNotFoundError", format!("No module named '{name}'"));
        if let crate::world::value::Raise::Exception(exception) = &raise {
            exception.dict.set_text("name", Value::str(name));
        }
        return Err(raise);
    }
    // `sys.modules` was made when sys was imported, and follows.
    if let Some(sys) = world.modules.get("_sys")
        && let Some(Value::Dict(shown)) = sys.dict.get_text("modules")
    {
        shown.set_text(name, Value::Module(module.clone()));
    }
    // `import a.b` makes b an attribute of a.
    if let Some((parent, child)) = name.rsplit_once('.')
        && let Some(parent) = world.modules.get(parent)
    {
        parent.dict.set_text(child, Value::Module(module.clone()));
    }
    Ok(module)
}

/// Builtin names that few programs use come from the prelude, where the text names them.
pub fn rare_builtins(world: &mut World) {
    const NAME: &str = "bytearray";
    if world.source.text().contains(NAME)
        && let Ok(module) = module(world, "_bytearray")
        && let Some(class) = module.dict.get_text(NAME)
    {
        world.builtins.set_text(NAME, class);
    }
}

fn run_prelude(world: &mut World, name: &str, source: &str, dict: &Rc<Dict>) -> Outcome<()> {
    let known = COMPILED.with_borrow(|compiled| {
        let known = compiled.iter().find(|(module, _)| module == name);
        known.map(|(_, code)| code.clone())
    });
    let code = match known {
        Some(code) => code,
        None => {
            let code = compile_prelude(name, source);
            COMPILED.with_borrow_mut(|compiled| compiled.push((name.into(), code.clone())));
            code
        }
    };
    let frame = link::module_frame(world, &code, dict);
    world.frames.push(frame);
    call::run_inside(world, Start::Go).map(drop)
}

fn compile_prelude(name: &str, text: &str) -> Rc<crate::code::Code> {
    let source = Source::new(name, text);
    let options = Options {
        origin: Origin::Prelude,
        file: 1,
        ..Options::default()
    };
    match compile::compile_with(&source, options) {
        Ok(code) => code,
        Err(diagnostics) => {
            let texts: Vec<_> = diagnostics
                .iter()
                .map(|diagnostic| diagnostic.render(&source))
                .collect();
            unreachable!("the prelude's {name} compiles: {}", texts.join("\n"))
        }
    }
}

/// `from module import name`.
///
/// # Errors
/// ImportError where the module has no such name.
pub fn from(world: &mut World, module: &Value, name: &Rc<Str>) -> Outcome {
    if let Some(value) = attribute::get_optional(world, module, name)? {
        return Ok(value);
    }
    let Value::Module(inner) = module else {
        unreachable!("the compiler imports from modules")
    };
    let path = format!("{}.{}", inner.name.as_str(), name.as_str());
    if modules::native(&path).is_some() || prelude::source(&path).is_some() {
        return self::module(world, &path).map(Value::Module);
    }
    Err(world.error(
        "ImportError",
        format!(
            "cannot import name '{}' from '{}' (unknown location)",
            name.as_str(),
            inner.name.as_str()
        ),
    ))
}

/// `from module import *`.
///
/// # Errors
/// What `__all__` raises.
pub fn star(world: &mut World, module: &Value, globals: &Rc<Dict>) -> Outcome<()> {
    let Value::Module(module) = module else {
        unreachable!("the compiler imports from modules")
    };
    let names: Vec<Rc<Str>> = match module.dict.get_text("__all__") {
        Some(all) => super::iterate::collect(world, &all)?
            .iter()
            .filter_map(Value::as_str)
            .collect(),
        None => module
            .dict
            .entries()
            .iter()
            .filter_map(|entry| entry.key.as_str())
            .filter(|name| !name.starts_with('_'))
            .collect(),
    };
    for name in names {
        let value = from(world, &Value::Module(module.clone()), &name)?;
        globals.set_name(&name, value);
    }
    Ok(())
}

//! The modules that there are, and the names of each, for the compiler's refusals: what can be
//! imported is what is there, so no list is kept beside the modules themselves.

use super::import;
use super::parameters::nearest;
use crate::builtins::modules;
use crate::compile::supported::{Attributes, Modules};
use crate::prelude;
use crate::source::Source;
use crate::world::World;
use crate::world::limits::Limits;
use crate::world::teardown;
use crate::world::value::{Str, Value};
use std::cell::RefCell;
use std::rc::Rc;

thread_local! {
    /// Names of the modules asked for so far: they are the same in every run.
    static KNOWN: RefCell<Vec<(String, Attributes)>> = RefCell::default();
}

/// The modules of the page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Installed;

impl Modules for Installed {
    fn attributes(&self, module: &str) -> Option<Attributes> {
        if module.starts_with('_') && module != "__future__" {
            return None;
        }
        if modules::native(module).is_none() && prelude::source(module).is_none() {
            return None;
        }
        let known = KNOWN.with_borrow(|known| {
            let known = known.iter().find(|(name, _)| name == module);
            known.map(|(_, names)| names.clone())
        });
        Some(known.unwrap_or_else(|| {
            let names = look(module);
            KNOWN.with_borrow_mut(|known| known.push((module.to_owned(), names.clone())));
            names
        }))
    }

    fn closest(&self, module: &str) -> Option<&'static str> {
        let mut names = prelude::names().chain(modules::names());
        nearest(
            module,
            &mut names.by_ref().filter(|name| !name.starts_with('_')),
        )
    }
}

/// Imports the module into a world of its own and reads its names.
fn look(name: &str) -> Attributes {
    let source = Rc::new(Source::new("<modules>", ""));
    let mut world = World::new(source, Limits::default());
    let attributes = match import::module(&mut world, name) {
        Ok(module) if module.dict.has_name(&Str::new("__getattr__")) => Attributes::Any,
        Ok(module) => {
            let children = prelude::names()
                .filter_map(|full| full.strip_prefix(name)?.strip_prefix('.'))
                .map(Rc::from);
            let own = module
                .dict
                .entries()
                .into_iter()
                .filter_map(|entry| match entry.key {
                    Value::Str(key) => Some(Rc::from(key.as_str())),
                    _ => None,
                });
            Attributes::Only(own.chain(children).collect())
        }
        Err(_) => Attributes::Any,
    };
    teardown::break_cycles(&mut world);
    attributes
}

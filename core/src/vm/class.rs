//! How a `class` statement makes a class.

use super::{attribute, call, format, iterate, link};
use crate::builtins::descriptors::{ClassMethod, Member, StaticMethod};
use crate::sort;
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::{Delivery, Frame};
use crate::world::value::{
    Args, Class, Hooks, Layout, Lookups, Outcome, Raise, Str, Value, VarCell,
};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Under this name a namespace holds the cell of `super()` on its way to the class.
const CLASS_CELL: &str = "__classcell__";

/// What a `class` statement has put together.
pub struct Definition {
    pub name: Rc<Str>,
    pub bases: Vec<Value>,
    pub keywords: Vec<(Rc<Str>, Value)>,
    pub namespace: Rc<Dict>,
    /// The cell that `super()` and `__class__` read.
    pub cell: Option<Rc<VarCell>>,
}

/// Makes the class, by its metaclass where it has one.
///
/// # Errors
/// TypeError for impossible bases; what `__set_name__` and `__init_subclass__` raise.
pub fn build(world: &mut World, mut definition: Definition) -> Outcome {
    if let Some(cell) = &definition.cell {
        let cell = Value::Cell(cell.clone());
        definition.namespace.set_text(CLASS_CELL, cell);
    }
    let given = definition.bases.clone();
    let class = match resolve_bases(world, &mut definition)? {
        Ok(bases) => {
            let meta = metaclass(world, &mut definition, &bases)?;
            match &meta {
                None => of_type(world, &definition, bases, None)?,
                Some(Value::Class(meta)) if !is_made_by(world, meta) => {
                    of_type(world, &definition, bases, Some(meta.clone()))?
                }
                Some(maker) => {
                    let bases = bases.into_iter().map(Value::Class).collect::<Vec<_>>();
                    made_by(world, &definition, maker, Value::tuple(bases))?
                }
            }
        }
        // The class of a base that is no class is taken for the metaclass.
        Err(base) if given.len() == 1 => match &base {
            Value::Function(_) | Value::Native(_) | Value::Module(_) => {
                return Err(world.type_error(match base {
                    Value::Function(_) => "function() argument 'code' must be code, not str",
                    Value::Native(_) => "cannot create 'builtin_function_or_method' instances",
                    _ => "module() takes at most 2 arguments (3 given)",
                }));
            }
            _ => {
                let maker = Value::Class(world.class_of(&base));
                made_by(world, &definition, &maker, Value::tuple(given))?
            }
        },
        Err(_) => return Err(conflict(world)),
    };
    if let Some(cell) = definition.cell {
        // For a metaclass that made something else of the namespace.
        *cell.0.borrow_mut() = class.clone();
    }
    Ok(class)
}

/// The metaclass has a `__new__` of its own.
fn is_made_by(world: &World, meta: &Rc<Class>) -> bool {
    meta.lookup(&world.names.new)
        .is_some_and(|new| !new.is_none())
}

fn of_type(
    world: &mut World,
    definition: &Definition,
    bases: Vec<Rc<Class>>,
    meta: Option<Rc<Class>>,
) -> Outcome {
    let (name, namespace) = (definition.name.clone(), definition.namespace.clone());
    make(world, name, bases, namespace, meta, &definition.keywords)
}

/// What a metaclass, or whatever stands in its place, makes of a name, bases and a namespace.
fn made_by(world: &mut World, definition: &Definition, maker: &Value, bases: Value) -> Outcome {
    let positional = [
        Value::Str(definition.name.clone()),
        bases,
        Value::Dict(definition.namespace.clone()),
    ];
    let args = Args {
        pos: &positional,
        kw: &definition.keywords,
    };
    call::call_args(world, maker, args)
}

pub fn conflict(world: &mut World) -> Raise {
    world.type_error(
        "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of \
         the metaclasses of all its bases",
    )
}

/// Bases as classes, or the first that is none: `__mro_entries__` of generic aliases and of
/// functions like NamedTuple.
fn resolve_bases(
    world: &mut World,
    definition: &mut Definition,
) -> Outcome<Result<Vec<Rc<Class>>, Value>> {
    let mut bases = Vec::new();
    let given = std::mem::take(&mut definition.bases);
    let all = Value::tuple(given.clone());
    let entries = Str::new("__mro_entries__");
    for base in given {
        match base {
            Value::Class(class) => bases.push(class),
            other => match attribute::get_optional(world, &other, &entries)? {
                Some(hook) => {
                    let replaced = call::call(world, &hook, std::slice::from_ref(&all))?;
                    for class in iterate::collect(world, &replaced)? {
                        if let Value::Class(class) = class {
                            bases.push(class);
                        }
                    }
                    if !definition.namespace.has_name(&Str::new("__orig_bases__")) {
                        definition.namespace.set_text("__orig_bases__", all.clone());
                    }
                }
                None => return Ok(Err(other)),
            },
        }
    }
    Ok(Ok(bases))
}

fn metaclass(
    world: &mut World,
    definition: &mut Definition,
    bases: &[Rc<Class>],
) -> Outcome<Option<Value>> {
    let named = definition
        .keywords
        .iter()
        .position(|(name, _)| name.as_str() == "metaclass");
    let mut meta = match named.map(|at| definition.keywords.remove(at).1) {
        Some(Value::Class(class)) if Rc::ptr_eq(&class, &world.types.type_) => None,
        Some(Value::Class(class)) => Some(class),
        // A function makes the class as a metaclass does.
        Some(maker) => return Ok(Some(maker)),
        None => None,
    };
    for base in bases {
        if let Some(of_base) = &base.metaclass {
            match &meta {
                Some(current) if current.is_subclass(of_base) => {}
                Some(current) if !of_base.is_subclass(current) => {
                    return Err(conflict(world));
                }
                _ => meta = Some(of_base.clone()),
            }
        }
    }
    Ok(meta.map(Value::Class))
}

/// `type(name, bases, namespace)`: makes the class itself.
///
/// # Errors
/// As [`build`].
pub fn make(
    world: &mut World,
    name: Rc<Str>,
    mut bases: Vec<Rc<Class>>,
    namespace: Rc<Dict>,
    metaclass: Option<Rc<Class>>,
    keywords: &[(Rc<Str>, Value)],
) -> Outcome {
    if bases.is_empty() {
        bases.push(world.types.object.clone());
    }
    let mro = linearize(world, &name, &bases)?;
    let (layout, native_base) = layout(world, &bases)?;
    let dict = Dict::new();
    let module = namespace.get_text("__module__");
    let is_of_program = module.and_then(|module| module.as_str());
    let is_of_program = is_of_program.is_some_and(|module| module.as_str() == "__main__");
    for entry in namespace.entries() {
        if let Value::Str(key) = &entry.key {
            // `key = len` in the body of a class makes no method of a builtin function.
            let value = match entry.value {
                Value::Native(native)
                    if is_of_program && format::class_of_method(world, native).is_none() =>
                {
                    let class = world.types.staticmethod.clone();
                    Value::object(&class, StaticMethod(Value::Native(native)))
                }
                value => value,
            };
            dict.set_name(key, value);
        }
    }
    let text = |dict: &Dict, key: &str| dict.get_text(key).and_then(|value| value.as_str());
    let qualname = text(&dict, "__qualname__").unwrap_or_else(|| name.clone());
    let module = text(&dict, "__module__").unwrap_or_else(|| Str::new("__main__"));
    dict.remove_name(&world.names.qualname);
    for special in [&world.names.init_subclass, &world.names.class_getitem] {
        if let Some(function @ Value::Function(_)) = dict.get_name(special) {
            let class = world.types.classmethod.clone();
            dict.set_name(special, Value::object(&class, ClassMethod(function)));
        }
    }
    if let Some(function @ Value::Function(_)) = dict.get_name(&world.names.new) {
        let class = world.types.staticmethod.clone();
        dict.set_name(
            &world.names.new,
            Value::object(&class, StaticMethod(function)),
        );
    }
    if dict.has_name(&world.names.eq) && !dict.has_name(&world.names.hash) {
        dict.set_name(&world.names.hash, Value::None);
    }
    let construct = bases.iter().find_map(|base| base.construct.get());
    let class = Rc::new(Class {
        name: RefCell::new(name),
        qualname: RefCell::new(qualname),
        module: RefCell::new(module),
        bases: bases.clone(),
        mro,
        dict,
        layout,
        native_base,
        metaclass,
        hooks: Cell::new(Hooks::default()),
        construct: Cell::new(construct),
        lookups: Lookups::default(),
        initialiser: Cell::default(),
        subclasses: RefCell::default(),
    });
    class.tell_bases();
    refresh_hooks(world, &class);
    make_slots(world, &class)?;
    let value = Value::Class(class.clone());
    if let Some(Value::Cell(cell)) = class.dict.remove_name(&Str::new(CLASS_CELL)) {
        *cell.0.borrow_mut() = value.clone();
    }
    for entry in class.dict.entries() {
        let hook = world.names.set_name.clone();
        if let Value::Instance(_) | Value::Object(_) = &entry.value
            && let Some(function) = attribute::special(world, &entry.value, &hook)?
        {
            let set = call::call(world, &function, &[value.clone(), entry.key.clone()]);
            if let Err(Raise::Exception(error)) = &set {
                let error = Value::Exception(error.clone());
                let note = format!(
                    "Error calling __set_name__ on '{}' instance {} in '{}'",
                    world.type_name(&entry.value).as_str(),
                    format::repr(world, &entry.key)?.as_str(),
                    class.name.borrow().as_str()
                );
                let add = attribute::get_text(world, &error, "add_note")?;
                call::call(world, &add, &[Value::str(note)])?;
            }
            set?;
        }
    }
    init_subclass(world, &class, keywords)?;
    Ok(value)
}

/// A slot's name as the class's methods write it.
fn private(class: &Class, slot: Rc<Str>) -> Rc<Str> {
    if !slot.as_str().starts_with("__") || slot.as_str().ends_with("__") {
        return slot;
    }
    let name = class.name.borrow();
    let name = name.as_str().trim_start_matches('_');
    Str::new(format!("_{name}{}", slot.as_str()))
}

/// Objects have a `__dict__`, since the slots of the class, or of one of its bases, say so.
fn asks_for_dict(world: &World, class: &Rc<Class>) -> bool {
    let is_dict = |slot: &Value| matches!(slot, Value::Str(slot) if **slot == *world.names.dict);
    class
        .lineage()
        .any(|class| match class.dict.get_name(&world.names.slots) {
            Some(Value::Tuple(slots)) => slots.iter().any(is_dict),
            Some(Value::List(slots)) => slots.0.borrow().iter().any(is_dict),
            Some(Value::Dict(slots)) => slots.entries().iter().any(|slot| is_dict(&slot.key)),
            Some(slot) => is_dict(&slot),
            None => false,
        })
}

/// Puts a member into the class for each of its slots, none of which may have the name of something
/// in the class.
///
/// # Errors
/// ValueError where one has; what iterating over `__slots__` raises.
pub fn make_slots(world: &mut World, class: &Rc<Class>) -> Outcome<()> {
    let slots = match class.dict.get_name(&world.names.slots) {
        None => return Ok(()),
        Some(slot @ Value::Str(_)) => vec![slot],
        Some(slots) => iterate::collect(world, &slots)?,
    };
    let mut names = Vec::new();
    for slot in slots {
        let Some(slot) = slot.as_str() else { continue };
        if class.dict.has_name(&slot) {
            return Err(world.value_error(format!(
                "'{}' in __slots__ conflicts with class variable",
                slot.as_str()
            )));
        }
        if !matches!(slot.as_str(), "__dict__" | "__weakref__") {
            names.push(private(class, slot));
        }
    }
    sort::sort_by(&mut names, |one, other| one.as_str().cmp(other.as_str()));
    for name in names {
        let member = Member {
            name: name.clone(),
            class: class.name.borrow().clone(),
        };
        let member = Value::object(&world.types.member, member);
        class.dict.set_name(&name, member);
    }
    Ok(())
}

fn init_subclass(
    world: &mut World,
    class: &Rc<Class>,
    keywords: &[(Rc<Str>, Value)],
) -> Outcome<()> {
    let hook = world.names.init_subclass.clone();
    let inherited = class.mro.iter().find_map(|base| base.dict.get_name(&hook));
    let Some(hook) = inherited else {
        if keywords.is_empty() {
            return Ok(());
        }
        let name = class.qualname.borrow().clone();
        return Err(world.type_error(format!(
            "{}.__init_subclass__() takes no keyword arguments",
            name.as_str()
        )));
    };
    let value = Value::Class(class.clone());
    let bound = attribute::bind(world, hook, &value, class)?;
    call::call_args(
        world,
        &bound,
        Args {
            pos: &[],
            kw: keywords,
        },
    )
    .map(drop)
}

/// C3: every class before its bases, bases in the order in which they are written.
fn linearize(world: &mut World, name: &Str, bases: &[Rc<Class>]) -> Outcome<Vec<Rc<Class>>> {
    for (at, base) in bases.iter().enumerate() {
        if bases[..at].iter().any(|other| Rc::ptr_eq(other, base)) {
            let name = base.name.borrow().clone();
            return Err(world.type_error(format!("duplicate base class {}", name.as_str())));
        }
    }
    let mut queues: Vec<Vec<Rc<Class>>> = bases
        .iter()
        .map(|base| base.lineage().cloned().collect())
        .collect();
    queues.push(bases.to_vec());
    let mut order = Vec::new();
    loop {
        queues.retain(|queue| !queue.is_empty());
        if queues.is_empty() {
            return Ok(order);
        }
        let next = queues.iter().map(|queue| &queue[0]).find(|head| {
            !queues
                .iter()
                .any(|queue| queue[1..].iter().any(|class| Rc::ptr_eq(class, head)))
        });
        let Some(next) = next.cloned() else {
            let names: Vec<_> = bases
                .iter()
                .map(|base| base.name.borrow().as_str().to_owned())
                .collect();
            let _ = name;
            return Err(world.type_error(format!(
                "Cannot create a consistent method resolution order (MRO) for bases {}",
                names.join(", ")
            )));
        };
        for queue in &mut queues {
            if Rc::ptr_eq(&queue[0], &next) {
                queue.remove(0);
            }
        }
        order.push(next);
    }
}

fn layout(world: &mut World, bases: &[Rc<Class>]) -> Outcome<(Layout, Option<Rc<Class>>)> {
    let mut found = (Layout::Plain, None);
    for base in bases {
        match base.layout {
            Layout::Plain => {}
            Layout::Final => {
                let name = base.name.borrow().clone();
                let message = format!("type '{}' is not an acceptable base type", name.as_str());
                return Err(world.type_error(message));
            }
            layout => {
                let native = base.native_base.clone().unwrap_or_else(|| base.clone());
                if let (Layout::Native, Some(other)) = &found
                    && !Rc::ptr_eq(other, &native)
                {
                    return Err(world.type_error("multiple bases have instance lay-out conflict"));
                }
                found = (layout, Some(native));
            }
        }
    }
    Ok(found)
}

/// Brings the class's hooks in line with its attributes.
pub fn refresh_hooks(world: &World, class: &Rc<Class>) {
    let names = &world.names;
    let own = |name: &Str| {
        class.lineage().any(|class| {
            class.dict.get_name(name).is_some_and(|value| match value {
                // That of `object` is no hook; `__getattr__ = dict.get` is one.
                Value::Native(native) => native.name != name.as_str(),
                _ => true,
            })
        })
    };
    let is_abstract = match class.dict.get_name(&names.abstract_methods) {
        Some(Value::Set(set)) => !set.keys.is_empty(),
        _ => false,
    };
    let has_slots = |class: &Rc<Class>| class.dict.has_name(&names.slots);
    let slots_only = matches!(class.layout, Layout::Plain | Layout::Native)
        && has_slots(class)
        && !asks_for_dict(world, class)
        && class
            .mro
            .iter()
            .all(|base| has_slots(base) || base.module.borrow().as_str() == "builtins");
    class.hooks.set(Hooks {
        getattribute: own(&names.getattribute),
        getattr: own(&names.getattr),
        setattr: own(&names.setattr),
        delattr: own(&names.delattr),
        del: own(&names.del),
        slots_only,
        is_abstract,
    });
}

/// A frame for a class body, with its namespace.
#[must_use]
pub fn body_frame(
    world: &mut World,
    code: &Rc<crate::world::frame::Linked>,
    maker: &Frame,
) -> Box<Frame> {
    let namespace = Dict::new();
    let delivery = Delivery::ClassBody(namespace.clone());
    let mut frame = link::frame(world, code, &maker.globals, delivery);
    frame
        .values
        .resize(code.code.local_names.len(), Value::Unbound);
    let module = maker
        .globals
        .get_name(&world.names.name)
        .unwrap_or(Value::None);
    namespace.set_name(&world.names.module, module);
    namespace.set_name(&world.names.qualname, Value::str(&*code.code.qualname));
    if let Some(doc) = &code.code.doc {
        namespace.set_name(&world.names.doc, Value::str(&**doc));
    }
    frame.names = Some(namespace);
    let free: Vec<Rc<VarCell>> = code
        .code
        .free
        .iter()
        .map(|free| maker.cells[free.outer as usize].clone())
        .collect();
    link::fill_cells(&mut frame, free.into_iter());
    frame
}

/// A name of a class body got a second value: the metaclass of a base may forbid it.
///
/// # Errors
/// TypeError where a member of an enum has the name.
pub fn redefined(world: &mut World, body: &Frame, name: &Rc<Str>, old: &Value) -> Outcome<()> {
    let bases = world
        .frames
        .last()
        .and_then(|maker| maker.values.iter().rev().nth(1).cloned());
    let Some(Value::Tuple(bases)) = bases else {
        return Ok(());
    };
    let hook_name = Str::new("_redefined");
    for base in bases.iter() {
        if let Value::Class(class) = base
            && let Some(hook) = class
                .metaclass
                .as_ref()
                .and_then(|meta| meta.lookup(&hook_name))
        {
            let namespace = body.names.clone().map_or(Value::None, Value::Dict);
            let arguments = [
                base.clone(),
                Value::Str(name.clone()),
                old.clone(),
                namespace,
            ];
            call::call(world, &hook, &arguments)?;
        }
    }
    Ok(())
}

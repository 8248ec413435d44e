//! `dict`: its constructor, its methods, and what `|` and `update` do.

use super::method::{self, Call};
use crate::vm::operators::special;
use crate::vm::{attribute, call, iterate, mapping, operators};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::iter::{DictPart, Iter, IterState};
use crate::world::value::{Args, Native, Outcome, Raise, Str, Value};
use std::rc::Rc;

pub use super::views::View;

static METHODS: &[Native] = &[
    Native::function("__init__", init),
    Native::function("__reversed__", reversed),
    Native::function("clear", clear),
    Native::function("copy", copy),
    Native::class("fromkeys", fromkeys),
    Native::function("get", get),
    Native::function("items", items),
    Native::function("keys", keys),
    Native::function("pop", pop),
    Native::function("popitem", popitem),
    Native::function("setdefault", setdefault),
    Native::function("update", update),
    Native::function("values", values),
];

pub fn install(world: &mut World) {
    let class = world.types.dict.clone();
    super::add(&class.dict, METHODS);
    class.construct.set(Some(construct));
    super::views::install(world);
}

fn receive<'a>(
    world: &mut World,
    name: &'static str,
    args: Args<'a>,
) -> Outcome<(Rc<Dict>, Call<'a>)> {
    let call = Call::new(world, name, args)?;
    match call.receiver.unwrapped() {
        Value::Dict(dict) => Ok((dict, call)),
        _ => Err(call.wrong_receiver(world)),
    }
}

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    let (_, args) = method::construction(world, args)?;
    let dict = Dict::new();
    fill(world, "dict", &dict, args)?;
    Ok(Value::Dict(dict))
}

fn init(world: &mut World, args: Args<'_>) -> Outcome {
    let (dict, call) = receive(world, "dict.__init__", args)?;
    fill(world, "dict", &dict, call.args)?;
    Ok(Value::None)
}

fn update(world: &mut World, args: Args<'_>) -> Outcome {
    let (dict, call) = receive(world, "dict.update", args)?;
    fill(world, "update", &dict, call.args)?;
    Ok(Value::None)
}

/// `dict(source, **keywords)` and `update(source, **keywords)`.
fn fill(world: &mut World, name: &str, dict: &Rc<Dict>, args: Args<'_>) -> Outcome<()> {
    match args.pos {
        [] => {}
        [source] => absorb(world, dict, source)?,
        more => {
            let given = more.len();
            let message = format!("{name} expected at most 1 argument, got {given}");
            return Err(world.type_error(message));
        }
    }
    for (name, value) in args.kw {
        drop(dict.set_name(name, value.clone()));
    }
    Ok(())
}

/// Takes over the items of a mapping, or of an iterable of pairs.
///
/// # Errors
/// TypeError and ValueError where it is neither; what its methods raise.
pub fn absorb(world: &mut World, dict: &Rc<Dict>, source: &Value) -> Outcome<()> {
    if let Value::Dict(other) = source.unwrapped()
        && special::method(world, source, &world.names.iter).is_none()
    {
        return merge(world, dict, &other);
    }
    let keys = Str::new("keys");
    if let Some(keys) = attribute::get_optional(world, source, &keys)? {
        let keys = call::call(world, &keys, &[])?;
        return iterate::each(world, &keys, |world, key| {
            let value = operators::get_item(world, source, &key)?;
            mapping::set(world, dict, key, value)
        });
    }
    let mut at = 0;
    iterate::each(world, source, |world, element| {
        let (key, value) = pair(world, &element, at)?;
        at += 1;
        mapping::set(world, dict, key, value)
    })
}

/// One element of an iterable of pairs.
fn pair(world: &mut World, element: &Value, at: usize) -> Outcome<(Value, Value)> {
    if !iterate::is_iterable(world, element) {
        let raise = world.type_error("object is not iterable");
        if let Raise::Exception(raised) = &raise {
            let note =
                format!("Cannot convert dictionary update sequence element #{at} to a sequence");
            raised
                .dict
                .set_name(&world.names.notes, Value::list(vec![Value::str(note)]));
        }
        return Err(raise);
    }
    let items = iterate::collect(world, element)?;
    match <[Value; 2]>::try_from(items) {
        Ok([key, value]) => Ok((key, value)),
        Err(items) => Err(world.value_error(format!(
            "dictionary update sequence element #{at} has length {}; 2 is required",
            items.len()
        ))),
    }
}

/// Takes over all items of another dict; keys that are there stay the objects they were.
fn merge(world: &mut World, dict: &Rc<Dict>, other: &Rc<Dict>) -> Outcome<()> {
    if Rc::ptr_eq(dict, other) {
        return Ok(());
    }
    let entries = other.entries();
    world.reserve(dict.len() + entries.len())?;
    for entry in entries {
        match mapping::find(world, dict, entry.hash, &entry.key)? {
            Some(slot) => drop(dict.set_value_at(slot, entry.value)),
            None => dict.push(entry.hash, entry.key, entry.value),
        }
    }
    Ok(())
}

/// A new dict with the same items.
#[must_use]
pub fn copied(dict: &Dict) -> Rc<Dict> {
    let new = Dict::new();
    new.replace(dict.entries());
    new
}

/// `a | b`.
///
/// # Errors
/// What `__eq__` of keys raises.
pub fn union(world: &mut World, left: &Rc<Dict>, right: &Rc<Dict>) -> Outcome {
    let new = copied(left);
    merge(world, &new, right)?;
    Ok(Value::Dict(new))
}

fn clear(world: &mut World, args: Args<'_>) -> Outcome {
    let (dict, call) = receive(world, "dict.clear", args)?;
    call.none(world)?;
    let old = dict.take();
    drop(old);
    Ok(Value::None)
}

fn copy(world: &mut World, args: Args<'_>) -> Outcome {
    let (dict, call) = receive(world, "dict.copy", args)?;
    call.none(world)?;
    Ok(Value::Dict(copied(&dict)))
}

fn fromkeys(world: &mut World, args: Args<'_>) -> Outcome {
    let call = Call::new(world, "dict.fromkeys", args)?;
    let [iterable, value] = call.some(world, 1)?;
    let value = if value.is_unbound() {
        Value::None
    } else {
        value
    };
    let new = match &call.receiver {
        Value::Class(class) if Rc::ptr_eq(class, &world.types.dict) => Value::Dict(Dict::new()),
        class => call::call(world, class, &[])?,
    };
    iterate::each(world, &iterable, |world, key| {
        operators::set_item(world, &new, &key, value.clone())
    })?;
    Ok(new)
}

fn get(world: &mut World, args: Args<'_>) -> Outcome {
    if let ([Value::Dict(dict), key, default @ ..], []) = (args.pos, args.kw)
        && default.len() <= 1
    {
        let found = mapping::get(world, dict, key)?;
        return Ok(found.unwrap_or_else(|| default.first().cloned().unwrap_or(Value::None)));
    }
    let (dict, call) = receive(world, "dict.get", args)?;
    let [key, default] = call.some(world, 1)?;
    match mapping::get(world, &dict, &key)? {
        Some(value) => Ok(value),
        None if default.is_unbound() => Ok(Value::None),
        None => Ok(default),
    }
}

fn pop(world: &mut World, args: Args<'_>) -> Outcome {
    let (dict, call) = receive(world, "dict.pop", args)?;
    let [key, default] = call.some(world, 1)?;
    // CPython looks at nothing in an empty dict, not even at the key's hash.
    let found = if dict.is_empty() {
        None
    } else {
        mapping::remove(world, &dict, &key)?
    };
    match found {
        Some(value) => Ok(value),
        None if default.is_unbound() => Err(world.key_error(key)),
        None => Ok(default),
    }
}

fn popitem(world: &mut World, args: Args<'_>) -> Outcome {
    let (dict, call) = receive(world, "dict.popitem", args)?;
    call.none(world)?;
    match dict.previous_entry(usize::MAX) {
        Some((slot, _)) => {
            let entry = dict.remove_at(slot);
            Ok(Value::tuple([entry.key, entry.value]))
        }
        None => Err(world.key_error(Value::str("popitem(): dictionary is empty"))),
    }
}

fn setdefault(world: &mut World, args: Args<'_>) -> Outcome {
    let (dict, call) = receive(world, "dict.setdefault", args)?;
    let [key, default] = call.some(world, 1)?;
    let hash = mapping::key_hash(world, &key)?;
    if let Some(slot) = mapping::find(world, &dict, hash, &key)? {
        return Ok(dict.value_at(slot));
    }
    let value = if default.is_unbound() {
        Value::None
    } else {
        default
    };
    world.reserve(dict.len() + 1)?;
    dict.push(hash, key, value.clone());
    Ok(value)
}

/// A look at a part of the dict.
fn view(world: &mut World, name: &'static str, part: DictPart, args: Args<'_>) -> Outcome {
    let (dict, call) = receive(world, name, args)?;
    call.none(world)?;
    let class = match &call.receiver {
        Value::Instance(instance) => Some(instance.class.borrow().clone()),
        _ => None,
    };
    Ok(View { dict, part, class }.value(world))
}

fn keys(world: &mut World, args: Args<'_>) -> Outcome {
    view(world, "dict.keys", DictPart::Keys, args)
}

fn values(world: &mut World, args: Args<'_>) -> Outcome {
    view(world, "dict.values", DictPart::Values, args)
}

fn items(world: &mut World, args: Args<'_>) -> Outcome {
    view(world, "dict.items", DictPart::Items, args)
}

fn reversed(world: &mut World, args: Args<'_>) -> Outcome {
    let (dict, call) = receive(world, "dict.__reversed__", args)?;
    call.none(world)?;
    Ok(backwards(dict, DictPart::Keys))
}

/// An iterator from the last item to the first.
#[must_use]
pub fn backwards(dict: Rc<Dict>, part: DictPart) -> Value {
    let len = dict.len();
    Iter::value(IterState::DictReversed {
        dict,
        part,
        before: usize::MAX,
        len,
    })
}

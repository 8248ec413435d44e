//! The `match` statement's tests of a subject.

use super::{attribute, instance_check, mapping, operators};
use crate::code::Op;
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::Frame;
use crate::world::value::{Outcome, Str, Value};
use std::rc::Rc;

fn pop(frame: &mut Frame) -> Value {
    match frame.values.pop() {
        Some(value) => value,
        None => unreachable!("the compiler keeps the stack in balance"),
    }
}

fn top(frame: &Frame) -> Value {
    frame.values.last().cloned().unwrap_or_default()
}

/// The operations of patterns.
///
/// # Errors
/// TypeError for class patterns that do not fit; what the subject's own methods raise.
pub fn operation(world: &mut World, frame: &mut Frame, op: Op) -> Outcome<()> {
    match op {
        Op::MatchMapping => {
            let is_mapping = is_mapping(world, &top(frame));
            frame.values.push(Value::Bool(is_mapping));
        }
        Op::MatchSequence => {
            let is_sequence = is_sequence(world, &top(frame));
            frame.values.push(Value::Bool(is_sequence));
        }
        Op::GetLen => {
            let length = operators::length(world, &top(frame))?;
            frame.values.push(Value::size(length));
        }
        Op::MatchKeys => {
            let keys = top(frame);
            let subject = frame.values[frame.values.len() - 2].clone();
            let values = values_of(world, &subject, &keys)?;
            frame.values.push(values);
        }
        Op::MatchClass { positional, names } => {
            let pattern = pop(frame);
            let subject = pop(frame);
            let names = frame.code.consts[names as usize].clone();
            let found = attributes(world, &subject, &pattern, positional as usize, &names)?;
            frame.values.push(found);
        }
        Op::MatchRest => {
            let keys = pop(frame);
            let subject = pop(frame);
            let rest = rest(world, &subject, &keys)?;
            frame.values.push(rest);
        }
        _ => unreachable!("only the operations of patterns come here"),
    }
    Ok(())
}

fn is_mapping(world: &World, value: &Value) -> bool {
    const KINDS: [&str; 5] = [
        "Mapping",
        "MutableMapping",
        "UserDict",
        "ChainMap",
        "mappingproxy",
    ];
    matches!(value.unwrapped(), Value::Dict(_)) || is_library_kind(world, value, &KINDS)
}

fn is_sequence(world: &World, value: &Value) -> bool {
    const KINDS: [&str; 4] = ["Sequence", "MutableSequence", "UserList", "deque"];
    match value.unwrapped() {
        Value::List(_) | Value::Tuple(_) | Value::Range(_) => true,
        Value::Str(_) | Value::Bytes(_) => false,
        _ => is_library_kind(world, value, &KINDS),
    }
}

/// Whether a class of the library with one of these names is behind the value; a program may have
/// classes of the same names.
fn is_library_kind(world: &World, value: &Value, names: &[&str]) -> bool {
    world.class_of(value).lineage().any(|class| {
        names.contains(&class.name.borrow().as_str())
            && matches!(
                class.module.borrow().as_str(),
                "collections" | "collections.abc" | "builtins"
            )
    })
}

fn items(value: &Value) -> Vec<Value> {
    match value {
        Value::Tuple(items) => items.to_vec(),
        _ => Vec::new(),
    }
}

fn values_of(world: &mut World, subject: &Value, keys: &Value) -> Outcome {
    let mut values = Vec::new();
    for key in items(keys) {
        if !operators::contains(world, subject, &key)? {
            return Ok(Value::None);
        }
        values.push(operators::get_item(world, subject, &key)?);
    }
    Ok(Value::tuple(values))
}

fn rest(world: &mut World, subject: &Value, keys: &Value) -> Outcome {
    let copy = Dict::new();
    let keys = items(keys);
    let all = super::iterate::collect(world, subject)?;
    for key in all {
        let mut is_named = false;
        for named in &keys {
            is_named |= operators::equal(world, named, &key)?;
        }
        if !is_named {
            let value = operators::get_item(world, subject, &key)?;
            mapping::set(world, &copy, key, value)?;
        }
    }
    Ok(Value::Dict(copy))
}

fn attributes(
    world: &mut World,
    subject: &Value,
    pattern: &Value,
    positional: usize,
    names: &Value,
) -> Outcome {
    let Value::Class(kind) = pattern else {
        return Err(world.type_error("called match pattern must be a class"));
    };
    if !instance_check::is_instance(world, subject, pattern)? {
        return Ok(Value::None);
    }
    let mut found = Vec::new();
    let mut wanted: Vec<Rc<Str>> = Vec::new();
    if positional > 0 {
        let key = world.names.match_args.clone();
        match kind.lookup(&key) {
            Some(declared) => {
                let Value::Tuple(declared) = declared else {
                    return Err(no_tuple(world, kind, &declared));
                };
                if declared.len() < positional {
                    return Err(too_many(world, kind, declared.len(), positional));
                }
                for name in &declared[..positional] {
                    let what = "__match_args__ elements must be strings";
                    let Some(name) = name.as_str() else {
                        let actual = world.type_name(name);
                        return Err(world.type_error(format!("{what} (got {})", actual.as_str())));
                    };
                    wanted.push(name);
                }
            }
            None if matches_itself(world, kind) => {
                if positional > 1 {
                    return Err(too_many(world, kind, 1, positional));
                }
                found.push(subject.clone());
            }
            None => return Err(too_many(world, kind, 0, positional)),
        }
    }
    wanted.extend(items(names).iter().filter_map(Value::as_str));
    for (at, name) in wanted.iter().enumerate() {
        if wanted[..at].contains(name) {
            let class = kind.name.borrow().clone();
            return Err(world.type_error(format!(
                "{}() got multiple sub-patterns for attribute '{}'",
                class.as_str(),
                name.as_str()
            )));
        }
        match attribute::get_optional(world, subject, name)? {
            Some(value) => found.push(value),
            None => return Ok(Value::None),
        }
    }
    Ok(Value::tuple(found))
}

/// Builtin classes whose one positional subpattern is the subject itself: `int(x)`.
fn matches_itself(world: &World, class: &Rc<crate::world::value::Class>) -> bool {
    let types = &world.types;
    [
        &types.bool,
        &types.bytes,
        &types.dict,
        &types.float,
        &types.frozenset,
        &types.int,
        &types.list,
        &types.set,
        &types.str,
        &types.tuple,
    ]
    .iter()
    .any(|builtin| class.is_subclass(builtin))
}

fn no_tuple(
    world: &mut World,
    class: &Rc<crate::world::value::Class>,
    declared: &Value,
) -> crate::world::value::Raise {
    let name = class.name.borrow().clone();
    let actual = world.type_name(declared);
    world.type_error(format!(
        "{}.__match_args__ must be a tuple (got {})",
        name.as_str(),
        actual.as_str()
    ))
}

fn too_many(
    world: &mut World,
    class: &Rc<crate::world::value::Class>,
    accepted: usize,
    given: usize,
) -> crate::world::value::Raise {
    let name = class.name.borrow().clone();
    let plural = if accepted == 1 { "" } else { "s" };
    world.type_error(format!(
        "{}() accepts {accepted} positional sub-pattern{plural} ({given} given)",
        name.as_str()
    ))
}

//! The operations that are more than a few lines.

use super::{awaiting, call, class, displays, handling, import, mapping, matching, variables};
use crate::builtins::object;
use crate::code::{Op, TypeParamKind, make_function};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::frame::{Frame, Linked};
use crate::world::value::{Function, Outcome, Slice, Str, Value};
use std::cell::RefCell;
use std::rc::Rc;

#[must_use]
pub fn type_parameter(world: &World, kind: TypeParamKind, name: &Rc<Str>) -> Value {
    object::type_variable(world, kind, name)
}

pub fn build_slice(frame: &mut Frame, count: u32) {
    let mut next = || frame.values.pop().unwrap_or_default();
    let step = if count == 3 { next() } else { Value::None };
    let stop = next();
    let start = next();
    frame
        .values
        .push(Value::Slice(Rc::new(Slice { start, stop, step })));
}

/// The names of keyword arguments.
#[must_use]
pub fn keyword_names(code: &Linked, names: u32) -> &[Value] {
    match &code.consts[names as usize] {
        Value::Tuple(names) => names,
        _ => unreachable!("the compiler writes a tuple of names"),
    }
}

/// Takes the keyword values off the stack and pairs them with their names.
#[must_use]
pub fn keywords(frame: &mut Frame, code: &Linked, names: u32) -> Vec<(Rc<Str>, Value)> {
    let names = keyword_names(code, names);
    let at = frame.values.len() - names.len();
    let values = frame.values.split_off(at);
    let names = names.iter().map(|name| match name {
        Value::Str(name) => name.clone(),
        _ => unreachable!("the compiler writes names"),
    });
    names.zip(values).collect()
}

/// Brings `method, self or Null, arguments` into the form `callable, arguments`; says where the
/// arguments begin.
#[must_use]
pub fn method_arguments(frame: &mut Frame, count: usize) -> usize {
    let receiver = frame.values.len() - count - 1;
    if frame.values[receiver].is_unbound() {
        frame.values.remove(receiver);
    }
    receiver
}

#[must_use]
pub fn class_body(world: &mut World, frame: &Frame, index: u32) -> Box<Frame> {
    let Value::Code(code) = frame.code.consts[index as usize].clone() else {
        unreachable!("the compiler writes a code")
    };
    class::body_frame(world, &code, frame)
}

fn make(frame: &mut Frame, flags: u16, code: u32) -> Value {
    let Value::Code(code) = frame.code.consts[code as usize].clone() else {
        unreachable!("the compiler writes a code")
    };
    let kwdefaults = if flags & make_function::KWDEFAULTS != 0 {
        match frame.values.pop() {
            Some(Value::Dict(dict)) => dict
                .entries()
                .into_iter()
                .filter_map(|entry| entry.key.as_str().map(|name| (name, entry.value)))
                .collect(),
            _ => unreachable!("the compiler builds a dict"),
        }
    } else {
        Vec::new()
    };
    let defaults = if flags & make_function::DEFAULTS != 0 {
        match frame.values.pop() {
            Some(Value::Tuple(items)) => items.to_vec(),
            _ => unreachable!("the compiler builds a tuple"),
        }
    } else {
        Vec::new()
    };
    let closure = code
        .code
        .free
        .iter()
        .map(|free| frame.cells[free.outer as usize].clone())
        .collect();
    Value::Function(Rc::new(Function {
        globals: frame.globals.clone(),
        defaults: RefCell::new(defaults),
        kwdefaults: RefCell::new(kwdefaults),
        closure,
        name: RefCell::new(Str::new(&*code.code.name)),
        qualname: RefCell::new(Str::new(&*code.code.qualname)),
        dict: RefCell::default(),
        about: RefCell::default(),
        code,
    }))
}

/// Takes the top of the stack.
pub fn pop(frame: &mut Frame) -> Value {
    match frame.values.pop() {
        Some(value) => value,
        None => unreachable!("the compiler keeps the stack in balance"),
    }
}

/// The value that lies so deep in the stack; the top is 1.
pub fn deep(frame: &Frame, depth: u32) -> Value {
    frame.values[frame.values.len() - depth as usize].clone()
}

/// All operations that `executing` does not do itself.
///
/// # Errors
/// What the operation raises.
pub fn other(world: &mut World, frame: &mut Frame, op: Op) -> Outcome<()> {
    match op {
        Op::BuildSet(_)
        | Op::BuildMap(_)
        | Op::BuildString(_)
        | Op::SetAdd(_)
        | Op::MapAdd(_)
        | Op::ListExtend(_)
        | Op::SetUpdate(_)
        | Op::DictUpdate(_)
        | Op::DictMerge
        | Op::ListToTuple
        | Op::ConvertValue(_)
        | Op::FormatSimple
        | Op::FormatWithSpec
        | Op::UnpackSequence(_)
        | Op::UnpackEx { .. } => displays::operation(world, frame, op),
        Op::GetAIter | Op::GetANext | Op::EndAsyncFor | Op::GetYieldFromIter => {
            awaiting::operation(world, frame, op)
        }
        Op::MakeFunction { flags, code } => {
            let function = make(frame, flags, code);
            frame.values.push(function);
            Ok(())
        }
        Op::BuildClass(index) => build_class(world, frame, index),
        Op::SetupAnnotation(index) => annotate(world, frame, index),
        Op::BuildTypeAlias(index) => {
            let function = pop(frame);
            let name = frame.code.names[index as usize].clone();
            frame
                .values
                .push(object::type_alias(world, &name, function));
            Ok(())
        }
        Op::LoadAssertionError
        | Op::Raise(_)
        | Op::Reraise
        | Op::PushExcInfo
        | Op::PopExcept
        | Op::CheckExcMatch
        | Op::CheckEgMatch
        | Op::PrepReraiseStar
        | Op::BeforeWith
        | Op::BeforeAsyncWith
        | Op::WithExceptStart => handling::operation(world, frame, op),
        Op::ImportName { leaf, name } => {
            let name = frame.code.names[name as usize].clone();
            let module = import::statement(world, &name, leaf, frame.code.hidden)?;
            frame.values.push(module);
            Ok(())
        }
        Op::ImportFrom(name) => {
            let name = frame.code.names[name as usize].clone();
            let module = deep(frame, 1);
            let value = import::from(world, &module, &name)?;
            frame.values.push(value);
            Ok(())
        }
        Op::ImportStar => {
            let module = pop(frame);
            import::star(world, &module, &frame.globals.clone())
        }
        Op::MatchMapping
        | Op::MatchSequence
        | Op::GetLen
        | Op::MatchKeys
        | Op::MatchClass { .. }
        | Op::MatchRest => matching::operation(world, frame, op),
        _ => unreachable!("the machine does the other operations itself"),
    }
}

fn build_class(world: &mut World, frame: &mut Frame, index: u32) -> Outcome<()> {
    let cell = match pop(frame) {
        Value::Cell(cell) => Some(cell),
        _ => None,
    };
    let Value::Dict(namespace) = pop(frame) else {
        unreachable!("a class body gives its namespace")
    };
    let keywords = match pop(frame) {
        keywords @ Value::Dict(_) => call::unpack_keywords(world, &keywords)?,
        _ => Vec::new(),
    };
    let mut bases = match pop(frame) {
        Value::Tuple(bases) => bases.to_vec(),
        _ => unreachable!("the compiler builds a tuple of bases"),
    };
    let Value::Code(code) = &frame.code.consts[index as usize] else {
        unreachable!("the compiler writes a code")
    };
    let name = Str::new(&*code.code.name);
    let parameters: Vec<Value> = code
        .code
        .type_params
        .iter()
        .map(|name| object::type_variable(world, TypeParamKind::TypeVar, &Str::new(&**name)))
        .collect();
    if !parameters.is_empty() {
        namespace.set_text("__type_params__", Value::tuple(parameters));
        let typing = import::module(world, "typing")?;
        bases.extend(typing.dict.get_text("Generic"));
    }
    let definition = class::Definition {
        name,
        bases,
        keywords,
        namespace,
        cell,
    };
    let class = class::build(world, definition)?;
    frame.values.push(class);
    Ok(())
}

/// Notes a field's annotation, as text, in the class's `__annotations__`.
fn annotate(world: &mut World, frame: &mut Frame, index: u32) -> Outcome<()> {
    let Value::Tuple(pair) = frame.code.consts[index as usize].clone() else {
        unreachable!("the compiler writes a pair")
    };
    let key = world.names.annotations.clone();
    let annotations = match variables::names(frame).get_name(&key) {
        Some(Value::Dict(dict)) => dict,
        _ => {
            let dict = Dict::new();
            variables::names(frame).set_name(&key, Value::Dict(dict.clone()));
            dict
        }
    };
    mapping::set(world, &annotations, pair[0].clone(), pair[1].clone())
}

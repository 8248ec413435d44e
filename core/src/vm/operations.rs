//! The operations that are more than a few lines.

use super::{
    attribute, call, class, exception, format, import, iterate, mapping, matching, operators,
};
use crate::builtins::generators::CoroutineWrapper;
use crate::builtins::object;
use crate::code::{AwaitKind, Conversion, Op, TypeParamKind, make_function};
use crate::world::World;
use crate::world::dict::{self, Dict};
use crate::world::frame::{Frame, GeneratorKind, Linked, Place};
use crate::world::value::{Exception, Function, Outcome, Raise, Slice, Str, Value};
use std::cell::RefCell;
use std::rc::Rc;

pub fn unbound_local(world: &mut World, code: &Linked, index: u32) -> Raise {
    let name = &code.code.local_names[index as usize];
    world.error(
        "UnboundLocalError",
        format!("cannot access local variable '{name}' where it is not associated with a value"),
    )
}

pub fn unbound_deref(world: &mut World, code: &Linked, index: u32) -> Raise {
    let name = code.code.deref_name(index).to_owned();
    if (index as usize) < code.code.cells.len() {
        world.error(
            "UnboundLocalError",
            format!(
                "cannot access local variable '{name}' where it is not associated with a value"
            ),
        )
    } else {
        world.error(
            "NameError",
            format!(
                "cannot access free variable '{name}' where it is not associated with a value in \
                 enclosing scope"
            ),
        )
    }
}

pub fn unknown_name(world: &mut World, name: &Rc<Str>) -> Raise {
    let raise = world.error(
        "NameError",
        format!("name '{}' is not defined", name.as_str()),
    );
    if let Raise::Exception(exception) = &raise {
        exception.dict.set_text("name", Value::Str(name.clone()));
    }
    raise
}

/// The namespace of a class body.
#[must_use]
pub fn names(frame: &Frame) -> &Rc<Dict> {
    frame.names.as_ref().unwrap_or(&frame.globals)
}

/// A global or builtin; the code remembers where it stands, no value: what is replaced dies at once.
#[inline]
pub fn load_global(world: &World, frame: &Frame, index: usize) -> Option<Value> {
    let place = frame.code.places[index].get();
    if place.changes == dict::changes() {
        let names = if place.builtin {
            &world.builtins
        } else {
            &frame.globals
        };
        return Some(names.value_at(place.slot));
    }
    find_global(world, frame, index)
}

fn find_global(world: &World, frame: &Frame, index: usize) -> Option<Value> {
    let name = &frame.code.names[index];
    frame.globals.watch();
    world.builtins.watch();
    let (builtin, slot) = match frame.globals.slot_of_name(name) {
        Some(slot) => (false, slot),
        None => (true, world.builtins.slot_of_name(name)?),
    };
    frame.code.places[index].set(Place {
        changes: dict::changes(),
        builtin,
        slot,
    });
    let names = if builtin {
        &world.builtins
    } else {
        &frame.globals
    };
    Some(names.value_at(slot))
}

/// `module → attribute`, found where it stood the last time; false where nothing was done.
#[inline]
pub fn module_attribute(frame: &mut Frame, index: usize) -> bool {
    let Some(Value::Module(module)) = frame.values.last() else {
        return false;
    };
    let place = &frame.code.places[index];
    let name = &frame.code.names[index];
    let found = match module.dict.value_of(place.get().slot, name) {
        Some(value) => value,
        None => {
            let Some(slot) = module.dict.slot_of_name(name) else {
                return false;
            };
            // It is no place of a global: those count the changes.
            place.set(Place {
                slot,
                ..Place::default()
            });
            module.dict.value_at(slot)
        }
    };
    if let Some(top) = frame.values.last_mut() {
        *top = found;
    }
    true
}

pub fn load_name(world: &mut World, frame: &Frame, index: u32) -> Outcome {
    let name = &frame.code.names[index as usize];
    let found = names(frame)
        .get_name(name)
        .or_else(|| frame.globals.get_name(name))
        .or_else(|| world.builtins.get_name(name));
    match found {
        Some(value) => Ok(value),
        None => Err(unknown_name(world, name)),
    }
}

pub fn load_class_deref(world: &mut World, frame: &Frame, index: u32) -> Outcome {
    let name = Str::new(frame.code.code.deref_name(index));
    if let Some(value) = names(frame).get_name(&name) {
        return Ok(value);
    }
    let value = frame.cells[index as usize].0.borrow().clone();
    if value.is_unbound() {
        return Err(unbound_deref(world, &frame.code.clone(), index));
    }
    Ok(value)
}

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

/// What `await` waits on.
///
/// # Errors
/// TypeError for objects that cannot be awaited, RuntimeError for a coroutine awaited elsewhere.
pub fn awaitable(world: &mut World, value: Value, kind: AwaitKind) -> Outcome {
    match &value {
        Value::Future(_) => return Ok(value),
        Value::Generator(generator) => match generator.kind {
            GeneratorKind::Coroutine => {
                let is_awaited = generator
                    .frame
                    .borrow()
                    .as_ref()
                    .is_some_and(|frame| frame.pc > 0);
                if is_awaited {
                    return Err(world.runtime_error("coroutine is being awaited already"));
                }
                return Ok(value);
            }
            GeneratorKind::Generator if object::is_awaitable_generator(generator) => {
                return Ok(value);
            }
            _ => {}
        },
        Value::Object(_) if super::async_step::is_step(&value) => return Ok(value),
        _ => {}
    }
    let name = world.names.await_.clone();
    let Some(method) = attribute::special(world, &value, &name)? else {
        let type_name = world.type_name(&value);
        let type_name = type_name.as_str();
        let message = match kind {
            AwaitKind::Expression => format!("'{type_name}' object can't be awaited"),
            AwaitKind::Enter => format!(
                "'async with' received an object from __aenter__ that does not implement \
                 __await__: {type_name}"
            ),
            AwaitKind::Exit => format!(
                "'async with' received an object from __aexit__ that does not implement \
                 __await__: {type_name}"
            ),
        };
        return Err(world.type_error(message));
    };
    let iterator = call::call(world, &method, &[])?;
    if let Some(wrapper) = iterator.payload::<CoroutineWrapper>() {
        return Ok(Value::Generator(wrapper.0.clone()));
    }
    match &iterator {
        Value::Generator(generator) if generator.kind == GeneratorKind::Coroutine => {
            Err(world.type_error("__await__() returned a coroutine"))
        }
        Value::Generator(_) | Value::Iter(_) | Value::Future(_) => Ok(iterator),
        other => {
            let next = world.names.next.clone();
            if world.class_of(other).lookup(&next).is_some() {
                return Ok(iterator);
            }
            let kind = world.type_name(other);
            let message = format!(
                "__await__() returned non-iterator of type '{}'",
                kind.as_str()
            );
            Err(world.type_error(message))
        }
    }
}

/// Sends into an iterator that is no generator: what it yields, or (as `Err`) its result.
///
/// # Errors
/// What the iterator raises, StopIteration excepted.
pub fn send(world: &mut World, iterator: &Value, sent: Value) -> Outcome<Result<Value, Value>> {
    let result = if sent.is_none() {
        let next = match iterator {
            Value::Instance(_) | Value::Object(_) => {
                let name = world.names.next.clone();
                attribute::special(world, iterator, &name)?
            }
            _ => None,
        };
        match next {
            Some(method) => call::call(world, &method, &[]),
            None => {
                return Ok(match iterate::next(world, iterator)? {
                    Some(value) => Ok(value),
                    None => Err(Value::None),
                });
            }
        }
    } else {
        call::call_method(world, iterator, "send", &[sent])
    };
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(Raise::Exception(raised)) => match exception::stop_value(world, &raised) {
            Some(value) => Ok(Err(value)),
            None => Err(Raise::Exception(raised)),
        },
        Err(raise) => Err(raise),
    }
}

#[must_use]
pub fn class_body(world: &mut World, frame: &Frame, index: u32) -> Box<Frame> {
    let Value::Code(code) = frame.code.consts[index as usize].clone() else {
        unreachable!("the compiler writes a code")
    };
    class::body_frame(world, &code, frame)
}

fn make(world: &mut World, frame: &mut Frame, flags: u16, code: u32) -> Outcome {
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
    let dict = code.code.doc.as_ref().map(|doc| {
        let dict = Dict::new();
        dict.set_name(&world.names.doc, Value::str(&**doc));
        dict
    });
    Ok(Value::Function(Rc::new(Function {
        globals: frame.globals.clone(),
        defaults: RefCell::new(defaults),
        kwdefaults: RefCell::new(kwdefaults),
        closure,
        name: RefCell::new(Str::new(&*code.code.name)),
        qualname: RefCell::new(Str::new(&*code.code.qualname)),
        dict: RefCell::new(dict),
        code,
    })))
}

fn pop(frame: &mut Frame) -> Value {
    match frame.values.pop() {
        Some(value) => value,
        None => unreachable!("the compiler keeps the stack in balance"),
    }
}

fn deep(frame: &Frame, depth: u32) -> Value {
    frame.values[frame.values.len() - depth as usize].clone()
}

fn pop_exception(frame: &mut Frame) -> Rc<Exception> {
    match pop(frame) {
        Value::Exception(exception) => exception,
        _ => unreachable!("handlers get exceptions"),
    }
}

fn optional_exception(exception: Option<Rc<Exception>>) -> Value {
    exception.map_or(Value::None, Value::Exception)
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
        | Op::UnpackEx { .. } => display(world, frame, op),
        Op::GetAIter | Op::GetANext | Op::EndAsyncFor | Op::GetYieldFromIter => {
            asynchronous(world, frame, op)
        }
        Op::MakeFunction { flags, code } => {
            let function = make(world, frame, flags, code)?;
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
        | Op::WithExceptStart => handling(world, frame, op),
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

fn display(world: &mut World, frame: &mut Frame, op: Op) -> Outcome<()> {
    match op {
        Op::BuildSet(count) => {
            let at = frame.values.len() - count as usize;
            let items = frame.values.split_off(at);
            let set = Rc::new(dict::Set::new(false));
            for item in items {
                mapping::set_add(world, &set, item)?;
            }
            frame.values.push(Value::Set(set));
        }
        Op::BuildMap(count) => {
            let at = frame.values.len() - 2 * count as usize;
            let mut items = frame.values.split_off(at).into_iter();
            let dict = Dict::new();
            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                mapping::set(world, &dict, key, value)?;
            }
            frame.values.push(Value::Dict(dict));
        }
        Op::BuildString(count) => {
            let at = frame.values.len() - count as usize;
            let length = frame.values[at..].iter().map(|piece| match piece {
                Value::Str(piece) => piece.as_str().len(),
                _ => 0,
            });
            let mut text = String::with_capacity(length.sum());
            for piece in frame.values.drain(at..) {
                if let Value::Str(piece) = &piece {
                    text.push_str(piece);
                }
            }
            world.reserve(text.len())?;
            frame.values.push(Value::str(text));
        }
        Op::SetAdd(depth) => {
            let item = pop(frame);
            if let Value::Set(set) = deep(frame, depth) {
                mapping::set_add(world, &set, item)?;
            }
        }
        Op::MapAdd(depth) => {
            let value = pop(frame);
            let key = pop(frame);
            if let Value::Dict(dict) = deep(frame, depth) {
                mapping::set(world, &dict, key, value)?;
            }
        }
        Op::ListExtend(depth) => {
            let iterable = pop(frame);
            if !iterate::is_iterable(world, &iterable) {
                let kind = world.type_name(&iterable);
                let message = format!("Value after * must be an iterable, not {}", kind.as_str());
                return Err(world.type_error(message));
            }
            let items = iterate::collect(world, &iterable)?;
            if let Value::List(list) = deep(frame, depth) {
                list.0.borrow_mut().extend(items);
            }
        }
        Op::SetUpdate(depth) => {
            let iterable = pop(frame);
            let items = iterate::collect(world, &iterable)?;
            if let Value::Set(set) = deep(frame, depth) {
                for item in items {
                    mapping::set_add(world, &set, item)?;
                }
            }
        }
        Op::DictUpdate(depth) => {
            let source = pop(frame);
            if let Value::Dict(dict) = deep(frame, depth) {
                for (key, value) in mapping_items(world, &source)? {
                    mapping::set(world, &dict, key, value)?;
                }
            }
        }
        Op::DictMerge => dict_merge(world, frame)?,
        Op::ListToTuple => {
            if let Value::List(list) = pop(frame) {
                let items = list.0.take();
                frame.values.push(Value::tuple(items));
            }
        }
        Op::ConvertValue(conversion) => {
            let value = pop(frame);
            let text = match conversion {
                Conversion::Str => format::str(world, &value)?,
                Conversion::Repr => format::repr(world, &value)?,
                Conversion::Ascii => format::ascii(world, &value)?,
            };
            frame.values.push(Value::Str(text));
        }
        Op::FormatSimple => {
            let value = pop(frame);
            let text = match value {
                Value::Str(text) => text,
                value => format::format(world, &value, "")?,
            };
            frame.values.push(Value::Str(text));
        }
        Op::FormatWithSpec => {
            let spec = pop(frame);
            let value = pop(frame);
            let spec = spec.as_str().unwrap_or_else(|| Str::new(""));
            let text = format::format(world, &value, spec.as_str())?;
            frame.values.push(Value::Str(text));
        }
        Op::UnpackSequence(count) => {
            let value = pop(frame);
            if let Value::Tuple(items) = &value
                && items.len() == count as usize
            {
                frame.values.extend(items.iter().rev().cloned());
                return Ok(());
            }
            let items = unpack(world, &value, count as usize)?;
            frame.values.extend(items.into_iter().rev());
        }
        Op::UnpackEx { before, after } => {
            let value = pop(frame);
            unpack_star(world, frame, &value, before as usize, after as usize)?;
        }
        _ => unreachable!("only displays come here"),
    }
    Ok(())
}

/// The items of a mapping for `{**mapping}` and `f(**mapping)`.
fn mapping_items(world: &mut World, source: &Value) -> Outcome<Vec<(Value, Value)>> {
    if let Value::Dict(dict) = source.unwrapped() {
        return Ok(dict
            .entries()
            .into_iter()
            .map(|entry| (entry.key, entry.value))
            .collect());
    }
    let Some(keys) = attribute::get_optional(world, source, &Str::new("keys"))? else {
        let kind = world.type_name(source);
        return Err(world.type_error(format!("'{}' object is not a mapping", kind.as_str())));
    };
    let keys = call::call(world, &keys, &[])?;
    let mut items = Vec::new();
    for key in iterate::collect(world, &keys)? {
        let value = operators::get_item(world, source, &key)?;
        items.push((key, value));
    }
    Ok(items)
}

fn dict_merge(world: &mut World, frame: &mut Frame) -> Outcome<()> {
    let source = pop(frame);
    let callable = deep(frame, 3);
    let Value::Dict(dict) = deep(frame, 1) else {
        unreachable!("the compiler builds a dict")
    };
    let is_mapping = matches!(source.unwrapped(), Value::Dict(_))
        || attribute::get_optional(world, &source, &Str::new("keys"))?.is_some();
    if !is_mapping {
        let kind = world.type_name(&source);
        let name = call::display_name(world, &callable);
        return Err(world.type_error(format!(
            "{name} argument after ** must be a mapping, not {}",
            kind.as_str()
        )));
    }
    for (key, value) in mapping_items(world, &source)? {
        let Some(name) = key.as_str() else {
            return Err(world.type_error("keywords must be strings"));
        };
        if dict.has_name(&name) {
            let function = call::display_name(world, &callable);
            return Err(world.type_error(format!(
                "{function} got multiple values for keyword argument '{}'",
                name.as_str()
            )));
        }
        dict.set_name(&name, value);
    }
    Ok(())
}

fn unpack(world: &mut World, value: &Value, count: usize) -> Outcome<Vec<Value>> {
    let items = match value {
        Value::Tuple(items) => items.to_vec(),
        Value::List(items) => items.0.borrow().clone(),
        Value::Dict(_) => iterate::collect(world, value)?,
        other => {
            if !iterate::is_iterable(world, other) {
                let kind = world.type_name(other);
                let message = format!("cannot unpack non-iterable {} object", kind.as_str());
                return Err(world.type_error(message));
            }
            let iterator = iterate::iter(world, other)?;
            let mut items = Vec::new();
            while items.len() <= count {
                match iterate::next(world, &iterator)? {
                    Some(item) => items.push(item),
                    None => break,
                }
            }
            if items.len() > count {
                let message = format!("too many values to unpack (expected {count})");
                return Err(world.value_error(message));
            }
            items
        }
    };
    if items.len() < count {
        let got = items.len();
        let message = format!("not enough values to unpack (expected {count}, got {got})");
        return Err(world.value_error(message));
    }
    if items.len() > count {
        let got = items.len();
        let message = format!("too many values to unpack (expected {count}, got {got})");
        return Err(world.value_error(message));
    }
    Ok(items)
}

fn unpack_star(
    world: &mut World,
    frame: &mut Frame,
    value: &Value,
    before: usize,
    after: usize,
) -> Outcome<()> {
    if !iterate::is_iterable(world, value) {
        let kind = world.type_name(value);
        let message = format!("cannot unpack non-iterable {} object", kind.as_str());
        return Err(world.type_error(message));
    }
    let mut items = iterate::collect(world, value)?;
    if items.len() < before + after {
        let message = format!(
            "not enough values to unpack (expected at least {}, got {})",
            before + after,
            items.len()
        );
        return Err(world.value_error(message));
    }
    let tail = items.split_off(items.len() - after);
    let middle = items.split_off(before);
    frame.values.extend(tail.into_iter().rev());
    frame.values.push(Value::list(middle));
    frame.values.extend(items.into_iter().rev());
    Ok(())
}

fn asynchronous(world: &mut World, frame: &mut Frame, op: Op) -> Outcome<()> {
    match op {
        Op::GetAIter => {
            let value = pop(frame);
            if let Value::Generator(generator) = &value
                && generator.kind == GeneratorKind::AsyncGenerator
            {
                frame.values.push(value);
                return Ok(());
            }
            let name = world.names.aiter.clone();
            let Some(method) = attribute::special(world, &value, &name)? else {
                let kind = world.type_name(&value);
                let message = format!(
                    "'async for' requires an object with __aiter__ method, got {}",
                    kind.as_str()
                );
                return Err(world.type_error(message));
            };
            let iterator = call::call(world, &method, &[])?;
            let name = world.names.anext.clone();
            if world.class_of(&iterator).lookup(&name).is_none() {
                let kind = world.type_name(&iterator);
                let message = format!(
                    "'async for' received an object from __aiter__ that does not implement \
                     __anext__: {}",
                    kind.as_str()
                );
                return Err(world.type_error(message));
            }
            frame.values.push(iterator);
        }
        Op::GetANext => {
            let iterator = deep(frame, 1);
            if let Value::Generator(generator) = &iterator {
                let step = super::async_step::make(
                    world,
                    generator,
                    super::async_step::StepKind::Send(Value::None),
                );
                frame.values.push(step);
                return Ok(());
            }
            let name = world.names.anext.clone();
            let Some(method) = attribute::special(world, &iterator, &name)? else {
                let kind = world.type_name(&iterator);
                let message = format!(
                    "'async for' requires an iterator with __anext__ method, got {}",
                    kind.as_str()
                );
                return Err(world.type_error(message));
            };
            let next = call::call(world, &method, &[])?;
            let kind = world.type_name(&next);
            match awaitable(world, next, AwaitKind::Expression) {
                Ok(iterator) => frame.values.push(iterator),
                Err(raise) if exception::is_kind(world, &raise, "TypeError") => {
                    let message = format!(
                        "'async for' received an invalid object from __anext__: {}",
                        kind.as_str()
                    );
                    return Err(world.type_error(message));
                }
                Err(raise) => return Err(raise),
            }
        }
        Op::EndAsyncFor => {
            let raised = pop_exception(frame);
            if !exception::is_instance(world, &raised, "StopAsyncIteration") {
                world.reraised = true;
                return Err(Raise::Exception(raised));
            }
            drop(pop(frame));
        }
        Op::GetYieldFromIter => {
            let value = pop(frame);
            let iterator = match &value {
                Value::Generator(generator) => match generator.kind {
                    GeneratorKind::Coroutine => {
                        return Err(world.type_error(
                            "cannot 'yield from' a coroutine object in a non-coroutine generator",
                        ));
                    }
                    _ => value,
                },
                Value::Future(_) => value,
                Value::Object(inner) => match inner.get::<CoroutineWrapper>() {
                    Some(wrapper) => Value::Generator(wrapper.0.clone()),
                    None => iterate::iter(world, &value)?,
                },
                other => iterate::iter(world, other)?,
            };
            frame.values.push(iterator);
        }
        _ => unreachable!("only asynchronous operations come here"),
    }
    Ok(())
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
    let annotations = match names(frame).get_name(&key) {
        Some(Value::Dict(dict)) => dict,
        _ => {
            let dict = Dict::new();
            names(frame).set_name(&key, Value::Dict(dict.clone()));
            dict
        }
    };
    mapping::set(world, &annotations, pair[0].clone(), pair[1].clone())
}

fn handling(world: &mut World, frame: &mut Frame, op: Op) -> Outcome<()> {
    match op {
        Op::LoadAssertionError => {
            let class = world.types.exception("AssertionError");
            frame.values.push(Value::Class(class));
        }
        Op::Raise(0) => {
            let Some(exception) = exception::handled(world) else {
                return Err(world.runtime_error("No active exception to reraise"));
            };
            world.reraised = !exception.traceback.borrow().is_empty();
            return Err(Raise::Exception(exception));
        }
        Op::Raise(count) => {
            let cause = (count == 2).then(|| pop(frame));
            let value = pop(frame);
            return Err(exception::raise(world, value, cause));
        }
        Op::Reraise => {
            let exception = pop_exception(frame);
            world.reraised = true;
            return Err(Raise::Exception(exception));
        }
        Op::PushExcInfo => {
            let exception = pop_exception(frame);
            let previous = match world.handled.last_mut() {
                Some(top) => top.replace(exception.clone()),
                None => unreachable!("the base entry is never popped"),
            };
            frame.values.push(optional_exception(previous));
            frame.values.push(Value::Exception(exception));
        }
        Op::PopExcept => {
            let previous = match pop(frame) {
                Value::Exception(exception) => Some(exception),
                _ => None,
            };
            if let Some(top) = world.handled.last_mut() {
                let ended = std::mem::replace(top, previous);
                drop(ended);
            }
        }
        Op::CheckExcMatch => {
            let kind = pop(frame);
            let Value::Exception(exception) = deep(frame, 1) else {
                unreachable!("handlers get exceptions")
            };
            let matched = exception::matches(world, &exception, &kind)?;
            if matched && !frame.code.hidden {
                exception::note_caught(world, &exception);
            }
            frame.values.push(Value::Bool(matched));
        }
        Op::CheckEgMatch => {
            let kind = pop(frame);
            exception::check_star_kind(world, &kind)?;
            let Value::Exception(original) = pop(frame) else {
                // The clauses before took all of it.
                frame.values.extend([Value::None, Value::None]);
                return Ok(());
            };
            let (matched, rest) = exception::match_group(world, &original, &kind)?;
            if let Some(matched) = &matched {
                if let Some(top) = world.handled.last_mut() {
                    *top = Some(matched.clone());
                }
                if !frame.code.hidden {
                    exception::note_caught(world, &original);
                }
            }
            frame.values.push(optional_exception(rest));
            frame.values.push(optional_exception(matched));
        }
        Op::PrepReraiseStar => {
            let raised = match pop(frame) {
                Value::List(list) => list.0.take(),
                _ => unreachable!("the compiler builds a list"),
            };
            let original = pop_exception(frame);
            let left = exception::prepare_reraise(world, &original, raised)?;
            frame.values.push(optional_exception(left));
        }
        Op::BeforeWith | Op::BeforeAsyncWith => before_with(world, frame, op)?,
        Op::WithExceptStart => {
            let Value::Exception(exception) = deep(frame, 1) else {
                unreachable!("handlers get exceptions")
            };
            let exit = deep(frame, 3);
            let traceback = object::traceback(world, &exception);
            frame.values.push(exit);
            frame.values.push(Value::Class(exception.class.clone()));
            frame.values.push(Value::Exception(exception));
            frame.values.push(traceback);
        }
        _ => unreachable!("only the operations of exceptions come here"),
    }
    Ok(())
}

fn before_with(world: &mut World, frame: &mut Frame, op: Op) -> Outcome<()> {
    let manager = pop(frame);
    let names = &world.names;
    let is_async = matches!(op, Op::BeforeAsyncWith);
    let (enter, exit, other_enter, other_exit) = if is_async {
        (
            names.aenter.clone(),
            names.aexit.clone(),
            names.enter.clone(),
            names.exit.clone(),
        )
    } else {
        (
            names.enter.clone(),
            names.exit.clone(),
            names.aenter.clone(),
            names.aexit.clone(),
        )
    };
    let mut found = Vec::new();
    for name in [&exit, &enter] {
        match attribute::special(world, &manager, name)? {
            Some(method) => found.push(method),
            None => {
                let class = world.class_of(&manager);
                // `%T` of CPython's messages: classes of the program are named without a module.
                let kind = format::full_name(&class);
                let kind = kind.strip_prefix("__main__.").unwrap_or(&kind);
                let has_other =
                    class.lookup(&other_enter).is_some() && class.lookup(&other_exit).is_some();
                let (protocol, keyword) = if is_async {
                    ("the asynchronous context manager protocol", "with")
                } else {
                    ("the context manager protocol", "async with")
                };
                let hint = if has_other {
                    let other = if is_async { "" } else { "asynchronous " };
                    format!(
                        " but it supports the {other}context manager protocol. Did you mean to \
                         use '{keyword}'?"
                    )
                } else {
                    String::new()
                };
                return Err(world.type_error(format!(
                    "'{kind}' object does not support {protocol} (missed {} method){hint}",
                    name.as_str()
                )));
            }
        }
    }
    frame.values.extend(found);
    Ok(())
}

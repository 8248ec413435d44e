//! `repr`, `str`, `ascii` and `format` of any value.
//!
//! In: a value. Out: the text that CPython shows, but for addresses, which are made up
//! ([`identity`]). Special methods of classes come first; then the builtin texts.

pub mod float;
pub mod identity;
mod percent;
pub mod spec;
mod template;
pub mod text;

pub use percent::percent;
pub use template::{template, template_map};

use crate::vm::operators::{Number, method, special};
use crate::world::World;
use crate::world::frame::GeneratorKind;
use crate::world::iter::IterState;
use crate::world::value::{Class, Exception, Instance, Native, Outcome, Range, Str, Value};
use num_bigint::BigInt;
use std::rc::Rc;

/// Most digits that an `int` may have to become a text.
pub const MOST_DIGITS: usize = 4300;

/// What CPython says where an `int` has more digits than that.
pub const TOO_MANY_DIGITS: &str = "Exceeds the limit (4300 digits) for integer string conversion; \
                                   use sys.set_int_max_str_digits() to increase the limit";

/// Decimal digits of an `int`, with its sign; none beyond the limit.
#[must_use]
pub fn digits(number: &BigInt) -> Option<String> {
    // 4300 digits need at most 14285 bits.
    if number.bits() > 14_290 {
        return None;
    }
    let text = number.to_string();
    (text.trim_start_matches('-').len() <= MOST_DIGITS).then_some(text)
}

/// As [`digits`], for a program to see.
///
/// # Errors
/// ValueError beyond 4300 digits, as in CPython.
pub fn decimal(world: &mut World, number: &BigInt) -> Outcome<String> {
    match digits(number) {
        Some(text) => Ok(text),
        None => Err(world.value_error(TOO_MANY_DIGITS)),
    }
}

/// `repr(value)`.
///
/// # Errors
/// What `__repr__` raises; TypeError where it gives no str.
pub fn repr(world: &mut World, value: &Value) -> Outcome<Rc<Str>> {
    if let Value::Int(_, number) = value {
        return Ok(Str::new(itoa::Buffer::new().format(*number)));
    }
    let mut out = String::new();
    write_repr(world, value, &mut out)?;
    Ok(Str::new(out))
}

/// Appends `repr(value)`.
///
/// # Errors
/// As [`repr`].
pub fn write_repr(world: &mut World, value: &Value, out: &mut String) -> Outcome<()> {
    match value {
        Value::Unbound => out.push_str("<NULL>"),
        Value::None => out.push_str("None"),
        Value::Ellipsis => out.push_str("Ellipsis"),
        Value::NotImplemented => out.push_str("NotImplemented"),
        Value::Bool(truth) => out.push_str(if *truth { "True" } else { "False" }),
        Value::Int(_, number) => out.push_str(itoa::Buffer::new().format(*number)),
        Value::Float(_, number) => out.push_str(&float::repr(*number)),
        Value::Big(number) => {
            let digits = decimal(world, number)?;
            out.push_str(&digits);
        }
        Value::Str(content) => text::quote(content, out),
        Value::Bytes(bytes) => text::quote_bytes(bytes, out),
        Value::Tuple(_) | Value::List(_) | Value::Dict(_) | Value::Set(_) => {
            return write_container(world, value, out);
        }
        Value::Range(range) => out.push_str(&range_text(range)),
        Value::Slice(slice) => {
            out.push_str("slice(");
            write_items(world, [&slice.start, &slice.stop, &slice.step], out)?;
            out.push(')');
        }
        _ => return write_object(world, value, out),
    }
    Ok(())
}

fn range_text(range: &Range) -> String {
    if range.step == 1 {
        format!("range({}, {})", range.start, range.stop)
    } else {
        format!("range({}, {}, {})", range.start, range.stop, range.step)
    }
}

/// Items with commas between them.
fn write_items<'a>(
    world: &mut World,
    items: impl IntoIterator<Item = &'a Value>,
    out: &mut String,
) -> Outcome<()> {
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        write_repr(world, item, out)?;
    }
    world.reserve(out.len())?;
    Ok(())
}

fn write_container(world: &mut World, value: &Value, out: &mut String) -> Outcome<()> {
    let (begin, end, again) = match value {
        Value::Tuple(_) => ("(", ")", "(...)"),
        Value::List(_) => ("[", "]", "[...]"),
        Value::Dict(_) => ("{", "}", "{...}"),
        Value::Set(set) if set.frozen => ("frozenset({", "})", "frozenset(...)"),
        _ => ("{", "}", "set(...)"),
    };
    let Some(_active) = identity::begin(world, value) else {
        out.push_str(again);
        return Ok(());
    };
    let _level = identity::enter(world, " while getting the repr of an object")?;
    match value {
        Value::Set(set) if set.keys.is_empty() => {
            out.push_str(if set.frozen { "frozenset()" } else { "set()" });
            return Ok(());
        }
        _ => out.push_str(begin),
    }
    match value {
        Value::Tuple(tuple) => {
            write_items(world, tuple.iter(), out)?;
            if tuple.len() == 1 {
                out.push(',');
            }
        }
        Value::List(list) => {
            // A `__repr__` of the program may change the list meanwhile.
            let mut at = 0;
            loop {
                let Some(item) = list.0.borrow().get(at).cloned() else {
                    break;
                };
                if at > 0 {
                    out.push_str(", ");
                }
                write_repr(world, &item, out)?;
                at += 1;
            }
            world.reserve(out.len())?;
        }
        Value::Dict(dict) => {
            let mut from = 0;
            while let Some((slot, entry)) = dict.next_entry(from) {
                if from > 0 {
                    out.push_str(", ");
                }
                write_repr(world, &entry.key, out)?;
                out.push_str(": ");
                write_repr(world, &entry.value, out)?;
                from = slot + 1;
            }
            world.reserve(out.len())?;
        }
        Value::Set(set) => {
            let items = crate::vm::mapping::set_items(set);
            write_items(world, &items, out)?;
        }
        _ => unreachable!("only containers come here"),
    }
    out.push_str(end);
    Ok(())
}

/// `repr` of what has a class of its own or an address.
fn write_object(world: &mut World, value: &Value, out: &mut String) -> Outcome<()> {
    let name = world.names.repr.clone();
    if let Some(result) = special::call_special(world, value, &name, &[])? {
        let text = expect_text(world, result, "__repr__ returned non-string")?;
        out.push_str(&text);
        return Ok(());
    }
    if let Value::Iter(iter) = value {
        // Taken out meanwhile: a `__repr__` of the program may advance the very iterator.
        let state = iter.state.replace(IterState::Busy);
        let text = match &state {
            IterState::Lazy(lazy) => lazy.text(world),
            _ => Ok(None),
        };
        iter.state.replace(state);
        if let Some(text) = text? {
            out.push_str(&text);
            return Ok(());
        }
    }
    match value {
        Value::Instance(instance) => return write_instance(world, instance, value, out),
        Value::Exception(exception) => {
            out.push_str(&exception.class.name.borrow());
            let args = exception.args.borrow().clone();
            out.push('(');
            write_items(world, args.iter(), out)?;
            out.push(')');
        }
        Value::Future(future) => {
            let text = crate::executor::repr_future(world, future)?;
            out.push_str(&text);
        }
        Value::Class(class) => {
            out.push_str(&format!("<class '{}'>", full_name(class)));
        }
        Value::Module(module) => {
            out.push_str(&format!("<module '{}' (built-in)>", module.name.as_str()));
        }
        Value::Method(method) => {
            if let Value::Native(native) = &method.function {
                let name = native_method_text(world, native, &method.receiver);
                out.push_str(&name);
            } else {
                let name = callable_name(&method.function);
                out.push_str(&format!("<bound method {name} of "));
                write_repr(world, &method.receiver, out)?;
                out.push('>');
            }
        }
        Value::Native(native) => out.push_str(&native_text(world, native)),
        _ => {
            let address = identity::address_text(world, value);
            let text = addressed_text(world, value, &address);
            out.push_str(&text);
        }
    }
    Ok(())
}

/// A function, or the method of a builtin class (`str.upper`).
fn native_text(world: &World, native: &'static Native) -> String {
    let name = native.name;
    match class_of_method(world, native) {
        Some(class) => {
            let kind = if name.ends_with("__") {
                "slot wrapper"
            } else {
                "method"
            };
            let class = class.name.borrow();
            format!("<{kind} '{name}' of '{}' objects>", class.as_str())
        }
        None => format!("<built-in function {name}>"),
    }
}

/// The builtin class that has a native for a method; none for functions.
#[must_use]
pub fn class_of_method(world: &World, native: &'static Native) -> Option<Rc<Class>> {
    let is_here = |class: &Rc<Class>| {
        let found = class.dict.get_text(native.name);
        matches!(found, Some(Value::Native(found)) if std::ptr::eq(found, native))
    };
    world.types.all().into_iter().find(is_here)
}

fn native_method_text(world: &mut World, native: &Native, receiver: &Value) -> String {
    let class = match receiver {
        Value::Class(_) => Str::new("type"),
        _ => world.type_name(receiver),
    };
    let address = identity::address_text(world, receiver);
    format!(
        "<built-in method {} of {} object at {address}>",
        native.name,
        class.as_str()
    )
}

/// The qualified name of a function, for messages and `repr`.
#[must_use]
pub fn callable_name(callable: &Value) -> String {
    match callable {
        Value::Function(function) => function.qualname.borrow().as_str().to_owned(),
        Value::Native(native) => native.name.to_owned(),
        Value::Class(class) => class.qualname.borrow().as_str().to_owned(),
        Value::Method(method) => callable_name(&method.function),
        _ => "?".to_owned(),
    }
}

/// Values whose text is their kind, perhaps a name, and their address.
fn addressed_text(world: &mut World, value: &Value, address: &str) -> String {
    match value {
        Value::Function(function) => {
            format!(
                "<function {} at {address}>",
                function.qualname.borrow().as_str()
            )
        }
        Value::Generator(generator) => {
            let kind = match generator.kind {
                GeneratorKind::Generator => "generator",
                GeneratorKind::Coroutine => "coroutine",
                GeneratorKind::AsyncGenerator => "async_generator",
            };
            format!(
                "<{kind} object {} at {address}>",
                generator.qualname.borrow().as_str()
            )
        }
        Value::Cell(cell) => {
            let content = cell.0.borrow().clone();
            if content.is_unbound() {
                return format!("<cell at {address}: empty>");
            }
            let class = world.type_name(&content);
            let inner = identity::address_text(world, &content);
            format!("<cell at {address}: {} object at {inner}>", class.as_str())
        }
        Value::Code(code) => format!(
            "<code object {} at {address}, file \"main.py\", line {}>",
            code.code.name, code.code.first_line
        ),
        _ => {
            let class = world.class_of(value);
            format!("<{} object at {address}>", full_name(&class))
        }
    }
}

/// `module.qualname`, without the module for builtins.
#[must_use]
pub fn full_name(class: &Class) -> String {
    let (module, name) = (class.module.borrow(), class.qualname.borrow());
    if module.as_str() == "builtins" {
        name.as_str().to_owned()
    } else {
        format!("{}.{}", module.as_str(), name.as_str())
    }
}

pub(crate) fn write_instance(
    world: &mut World,
    instance: &Rc<Instance>,
    value: &Value,
    out: &mut String,
) -> Outcome<()> {
    let base = instance.base.borrow().clone();
    if let Value::Set(_) = &base {
        // `Tags({1, 2})`: sets show the name of the subclass.
        let Some(_active) = identity::begin(world, value) else {
            out.push_str(&format!("{}(...)", world.class_name(value).as_str()));
            return Ok(());
        };
        out.push_str(&format!("{}(", world.class_name(value).as_str()));
        if let Value::Set(set) = &base
            && !set.keys.is_empty()
        {
            out.push('{');
            let items = crate::vm::mapping::set_items(set);
            write_items(world, &items, out)?;
            out.push('}');
        }
        out.push(')');
        return Ok(());
    }
    let class = instance.class.borrow().clone();
    if let Value::Object(_) = &base
        && let Some(native) = &class.native_base
        && let Some(function) = native.lookup(&world.names.repr)
    {
        // `MyDeque([1])`: the native method names the class of what it is given.
        let text = crate::vm::call::call(world, &function, std::slice::from_ref(value))?;
        let text = expect_text(world, text, "__repr__ returned non-string")?;
        out.push_str(&text);
        return Ok(());
    }
    if !base.is_unbound() {
        return write_repr(world, &base, out);
    }
    let address = identity::address_text(world, value);
    out.push_str(&format!("<{} object at {address}>", full_name(&class)));
    Ok(())
}

/// The text that a special method gave.
fn expect_text(world: &mut World, result: Value, complaint: &str) -> Outcome<Rc<Str>> {
    match result.as_str() {
        Some(text) => Ok(text),
        None => {
            let class = world.type_name(&result);
            Err(world.type_error(format!("{complaint} (type {})", class.as_str())))
        }
    }
}

/// `str(value)`.
///
/// # Errors
/// What `__str__` or `__repr__` raise; TypeError where they give no str.
pub fn str(world: &mut World, value: &Value) -> Outcome<Rc<Str>> {
    match value {
        Value::Str(text) => return Ok(text.clone()),
        _ if special::may_have_methods(value) => {}
        _ => return repr(world, value),
    }
    let name = world.names.str.clone();
    if let Some(result) = special::call_special(world, value, &name, &[])? {
        return expect_text(world, result, "__str__ returned non-string");
    }
    match value {
        Value::Exception(exception) => exception_text(world, exception),
        Value::Instance(_) => match value.as_str() {
            Some(text) => Ok(text),
            None => match value.unwrapped() {
                // The inner object's own `__str__`, unless the subclass has a `__repr__`.
                inner @ Value::Object(_)
                    if method(world, value, &world.names.repr).is_none()
                        && method(world, &inner, &name).is_some() =>
                {
                    str(world, &inner)
                }
                // `object.__str__` takes what `__repr__` gives, and is to blame where it is no text.
                _ => {
                    let name = world.names.repr.clone();
                    match special::call_special(world, value, &name, &[])? {
                        Some(result) => expect_text(world, result, "__str__ returned non-string"),
                        None => repr(world, value),
                    }
                }
            },
        },
        _ => repr(world, value),
    }
}

/// `str(exception)` by the builtin classes' rules.
///
/// # Errors
/// What a special method of an argument raises.
pub fn exception_text(world: &mut World, exception: &Rc<Exception>) -> Outcome<Rc<Str>> {
    let args = exception.args.borrow().clone();
    let is = |world: &World, name: &str| exception.class.is_subclass(&world.types.exception(name));
    match &**args {
        [] => Ok(Str::new("")),
        [key] if is(world, "KeyError") => repr(world, key),
        _ if is(world, "BaseExceptionGroup") => group_text(world, exception),
        [single] => str(world, single),
        [number, reason] if is(world, "OSError") => {
            let (number, reason) = (str(world, number)?, str(world, reason)?);
            let text = format!("[Errno {}] {}", number.as_str(), reason.as_str());
            match exception.dict.get_text("filename") {
                None | Some(Value::None) => Ok(Str::new(text)),
                Some(file) => {
                    let file = repr(world, &file)?;
                    Ok(Str::new(format!("{text}: {}", file.as_str())))
                }
            }
        }
        [encoding, object, start, end, reason] if is(world, "UnicodeError") => {
            let parts = [encoding, start, end, reason].map(Clone::clone);
            unicode_error_text(world, object, &parts)
        }
        [message, _] if is(world, "SyntaxError") => str(world, message),
        _ => repr(world, &Value::Tuple(args.clone())),
    }
}

/// `str(group)`, which does not ask for its `args`.
///
/// # Errors
/// What a special method of the message raises.
pub fn group_text(world: &mut World, group: &Rc<Exception>) -> Outcome<Rc<Str>> {
    let message = group.dict.get_text("message").unwrap_or(Value::None);
    let message = str(world, &message)?;
    let count = super::exception::members(world, group).map_or(0, |members| members.len());
    let plural = if count == 1 { "" } else { "s" };
    let message = message.as_str();
    Ok(Str::new(format!(
        "{message} ({count} sub-exception{plural})"
    )))
}

/// The words of UnicodeDecodeError and UnicodeEncodeError.
fn unicode_error_text(
    world: &mut World,
    object: &Value,
    [encoding, start, end, reason]: &[Value; 4],
) -> Outcome<Rc<Str>> {
    let encoding = str(world, encoding)?;
    let (from, to) = match (start, end) {
        (Value::Int(_, from), Value::Int(_, to)) => (*from, *to),
        _ => (0, 0),
    };
    let at = usize::try_from(from).unwrap_or(0);
    let one = to == from + 1;
    let (verb, what) = match object {
        Value::Bytes(bytes) if one => (
            "decode",
            format!(
                "byte {:#04x} in position {from}",
                bytes.get(at).unwrap_or(&0)
            ),
        ),
        Value::Bytes(_) => ("decode", format!("bytes in position {from}-{}", to - 1)),
        Value::Str(content) if one => {
            let mut escaped = String::new();
            let found = content.as_str().chars().nth(at).unwrap_or_default();
            text::escape(found, &mut escaped);
            (
                "encode",
                format!("character '{escaped}' in position {from}"),
            )
        }
        _ => (
            "encode",
            format!("characters in position {from}-{}", to - 1),
        ),
    };
    let reason = str(world, reason)?;
    let (encoding, reason) = (encoding.as_str(), reason.as_str());
    Ok(Str::new(format!(
        "'{encoding}' codec can't {verb} {what}: {reason}"
    )))
}

/// `ascii(value)`.
///
/// # Errors
/// As [`repr`].
pub fn ascii(world: &mut World, value: &Value) -> Outcome<Rc<Str>> {
    let shown = repr(world, value)?;
    if shown.as_str().is_ascii() {
        return Ok(shown);
    }
    let mut out = String::new();
    for character in shown.as_str().chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            text::escape(character, &mut out);
        }
    }
    Ok(Str::new(out))
}

/// `format(value, spec)`.
///
/// # Errors
/// ValueError for a malformed specifier; TypeError for one that the type does not know; what
/// `__format__` raises.
pub fn format(world: &mut World, value: &Value, spec: &str) -> Outcome<Rc<Str>> {
    if special::may_have_methods(value) {
        let name = world.names.format.clone();
        if let Some(result) = special::call_special(world, value, &name, &[Value::str(spec)])? {
            return match result.as_str() {
                Some(text) => Ok(text),
                None => {
                    let class = world.type_name(&result);
                    let class = class.as_str();
                    Err(world.type_error(format!("__format__ must return a str, not {class}")))
                }
            };
        }
    }
    if spec.is_empty() {
        return str(world, value);
    }
    if special::is_unwrapped_object(value, &value.unwrapped()) {
        return format(world, &value.unwrapped(), spec);
    }
    format_builtin(world, value, spec)
}

/// What the `__format__` of the builtin class does; errors name the class of the value.
///
/// # Errors
/// As [`format`].
pub fn format_builtin(world: &mut World, value: &Value, spec: &str) -> Outcome<Rc<Str>> {
    let native = value.unwrapped();
    let class = world.type_name(value);
    let written = match (&native, Number::of(&native)) {
        (Value::Str(content), _) => spec::of_text(content, spec, &class, world.limits.items),
        (_, Some(number)) => spec::of_number(number, spec, &class, world.limits.items),
        _ => {
            let class = class.as_str();
            return Err(world.type_error(format!(
                "unsupported format string passed to {class}.__format__"
            )));
        }
    };
    match written {
        Ok(text) => Ok(Str::new(text)),
        Err(fault) => Err(fault.raise(world)),
    }
}

/// `int` in decimal, whatever its size.
///
/// # Errors
/// ValueError beyond 4300 digits.
pub fn integer_text(world: &mut World, value: &Value) -> Outcome<String> {
    match value {
        Value::Big(number) => decimal(world, number),
        Value::Int(_, number) => Ok(number.to_string()),
        Value::Bool(truth) => Ok(i64::from(*truth).to_string()),
        _ => unreachable!("only integers come here"),
    }
}

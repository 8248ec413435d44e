//! The builtin functions about values: `len`, `sum`, `sorted`, `isinstance`, `getattr` …

use super::args;
use super::list::{self, Order};
use crate::code::{BinaryKind, CompareKind};
use crate::executor;
use crate::vm::{
    assigning, attribute, call, format, import, instance_check, iterate, mapping, operators,
};
use crate::world::World;
use crate::world::iter::{Iter, IterState};
use crate::world::value::{Args, Native, Outcome, Str, Value};
use std::rc::Rc;

static FUNCTIONS: &[Native] = &[
    Native::function("abs", abs),
    Native::function("aiter", aiter),
    Native::function("all", all),
    Native::function("anext", anext),
    Native::function("any", any),
    Native::function("ascii", ascii),
    Native::function("bin", bin),
    Native::function("callable", callable),
    Native::function("chr", chr),
    Native::function("delattr", delattr),
    Native::function("divmod", divmod),
    Native::function("exit", exit),
    Native::function("format", format_value),
    Native::function("getattr", getattr),
    Native::function("hasattr", hasattr),
    Native::function("hash", hash),
    Native::function("hex", hex),
    Native::function("id", id),
    Native::function("isinstance", isinstance),
    Native::function("issubclass", issubclass),
    Native::function("iter", iter),
    Native::function("len", len),
    Native::function("max", max),
    Native::function("min", min),
    Native::function("next", next),
    Native::function("oct", oct),
    Native::function("ord", ord),
    Native::function("pow", pow),
    Native::function("quit", exit),
    Native::function("repr", repr),
    Native::function("round", round),
    Native::function("setattr", setattr),
    Native::function("sorted", sorted),
    Native::function("sum", sum),
];

pub fn install(world: &mut World) {
    super::add(&world.builtins, FUNCTIONS);
    super::namespaces::install(world);
    super::print::install(world);
}

/// Exactly one positional argument: "abs() takes exactly one argument (2 given)".
fn single(world: &mut World, name: &str, args: Args<'_>) -> Outcome {
    args::one(world, name, args)
}

fn abs(world: &mut World, args: Args<'_>) -> Outcome {
    let value = single(world, "abs", args)?;
    operators::absolute(world, &value)
}

fn all(world: &mut World, args: Args<'_>) -> Outcome {
    quantify(world, "all", args, false)
}

fn any(world: &mut World, args: Args<'_>) -> Outcome {
    quantify(world, "any", args, true)
}

/// Whether an item has this truth; `all` asks for the opposite.
fn quantify(world: &mut World, name: &str, args: Args<'_>, wanted: bool) -> Outcome {
    let iterable = single(world, name, args)?;
    let iterator = iterate::iter(world, &iterable)?;
    while let Some(item) = iterate::next(world, &iterator)? {
        if operators::truth(world, &item)? == wanted {
            return Ok(Value::Bool(wanted));
        }
    }
    Ok(Value::Bool(!wanted))
}

fn aiter(world: &mut World, args: Args<'_>) -> Outcome {
    let value = single(world, "aiter", args)?;
    let name = world.names.aiter.clone();
    match attribute::special(world, &value, &name)? {
        Some(method) => call::call(world, &method, &[]),
        None => {
            let class = world.type_name(&value);
            let message = format!("'{}' object is not an async iterable", class.as_str());
            Err(world.type_error(message))
        }
    }
}

fn anext(world: &mut World, args: Args<'_>) -> Outcome {
    let [iterator, default] = args::positional(world, "anext", args, 1)?;
    let name = world.names.anext.clone();
    let Some(method) = attribute::special(world, &iterator, &name)? else {
        let class = world.type_name(&iterator);
        let message = format!("'{}' object is not an async iterator", class.as_str());
        return Err(world.type_error(message));
    };
    let awaitable = call::call(world, &method, &[])?;
    if default.is_unbound() {
        return Ok(awaitable);
    }
    let module = import::module(world, "_anext")?;
    let function = attribute::get_text(world, &Value::Module(module), "anext_awaitable")?;
    call::call(world, &function, &[awaitable, default])
}

fn ascii(world: &mut World, args: Args<'_>) -> Outcome {
    let value = single(world, "ascii", args)?;
    format::ascii(world, &value).map(Value::Str)
}

fn repr(world: &mut World, args: Args<'_>) -> Outcome {
    let value = single(world, "repr", args)?;
    format::repr(world, &value).map(Value::Str)
}

fn bin(world: &mut World, args: Args<'_>) -> Outcome {
    radix(world, "bin", "#b", args)
}

fn hex(world: &mut World, args: Args<'_>) -> Outcome {
    radix(world, "hex", "#x", args)
}

fn oct(world: &mut World, args: Args<'_>) -> Outcome {
    radix(world, "oct", "#o", args)
}

fn radix(world: &mut World, name: &str, spec: &str, args: Args<'_>) -> Outcome {
    let value = single(world, name, args)?;
    let number = operators::index_value(world, &value)?;
    format::format(world, &number, spec).map(Value::Str)
}

fn callable(world: &mut World, args: Args<'_>) -> Outcome {
    let value = single(world, "callable", args)?;
    Ok(Value::Bool(is_callable(world, &value)))
}

/// The value can be called.
#[must_use]
pub fn is_callable(world: &World, value: &Value) -> bool {
    match value {
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) => true,
        _ => world
            .class_of(value)
            .lookup(&world.names.call)
            .is_some_and(|call| !call.is_none()),
    }
}

fn chr(world: &mut World, args: Args<'_>) -> Outcome {
    let value = single(world, "chr", args)?;
    let number = operators::index_value(world, &value)?;
    let code = match number {
        Value::Int(_, number) => u32::try_from(number).ok().filter(|code| *code < 0x11_0000),
        _ => None,
    };
    match code.map(char::from_u32) {
        Some(Some(character)) => Ok(Value::str(character.to_string())),
        Some(None) => Err(world.unsupported(
            "chr() of a surrogate is not supported",
            "Use a code point outside of 0xD800 to 0xDFFF.",
        )),
        None => Err(world.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(world: &mut World, args: Args<'_>) -> Outcome {
    let value = single(world, "ord", args)?;
    let length = match value.unwrapped() {
        Value::Str(text) if text.len() == 1 => {
            let code = text.as_str().chars().next().map_or(0, u32::from);
            return Ok(Value::int(i64::from(code)));
        }
        Value::Bytes(bytes) if bytes.len() == 1 => return Ok(Value::int(i64::from(bytes[0]))),
        Value::Str(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        _ => {
            let class = world.type_name(&value);
            let class = class.as_str();
            let message = format!("ord() expected string of length 1, but {class} found");
            return Err(world.type_error(message));
        }
    };
    let message = format!("ord() expected a character, but string of length {length} found");
    Err(world.type_error(message))
}

fn divmod(world: &mut World, args: Args<'_>) -> Outcome {
    let [left, right] = args::positional(world, "divmod", args, 2)?;
    operators::divmod(world, &left, &right)
}

fn pow(world: &mut World, args: Args<'_>) -> Outcome {
    let [base, exponent, modulus] = args::bind(world, "pow", args, &["base", "exp", "mod"], 2)?;
    operators::power_modulo(world, &base, &exponent, &modulus)
}

fn round(world: &mut World, args: Args<'_>) -> Outcome {
    let [number, digits] = args::bind(world, "round", args, &["number", "ndigits"], 1)?;
    super::float::round(world, &number, &digits)
}

/// `exit(code)` of the site module.
fn exit(world: &mut World, args: Args<'_>) -> Outcome {
    let [code] = args::positional(world, "exit", args, 0)?;
    let code = if code.is_unbound() { Value::None } else { code };
    let class = world.types.exception("SystemExit");
    Err(world.raise_class(&class, vec![code]))
}

fn format_value(world: &mut World, args: Args<'_>) -> Outcome {
    let [value, spec] = args::positional(world, "format", args, 1)?;
    let spec = match spec {
        Value::Unbound => Str::new(""),
        given => args::text(world, "format() argument 2", &given)?,
    };
    format::format(world, &value, spec.as_str()).map(Value::Str)
}

fn attribute_name(world: &mut World, value: &Value) -> Outcome<Rc<Str>> {
    match value.as_str() {
        Some(name) => Ok(name),
        None => {
            let class = world.type_name(value);
            let message = format!("attribute name must be string, not '{}'", class.as_str());
            Err(world.type_error(message))
        }
    }
}

fn getattr(world: &mut World, args: Args<'_>) -> Outcome {
    let [object, name, default] = args::positional(world, "getattr", args, 2)?;
    let name = attribute_name(world, &name)?;
    if default.is_unbound() {
        return attribute::get(world, &object, &name);
    }
    Ok(attribute::get_optional(world, &object, &name)?.unwrap_or(default))
}

fn hasattr(world: &mut World, args: Args<'_>) -> Outcome {
    let [object, name] = args::positional(world, "hasattr", args, 2)?;
    let name = attribute_name(world, &name)?;
    Ok(Value::Bool(
        attribute::get_optional(world, &object, &name)?.is_some(),
    ))
}

fn setattr(world: &mut World, args: Args<'_>) -> Outcome {
    let [object, name, value] = args::positional(world, "setattr", args, 3)?;
    let name = attribute_name(world, &name)?;
    assigning::set(world, &object, &name, value)?;
    Ok(Value::None)
}

fn delattr(world: &mut World, args: Args<'_>) -> Outcome {
    let [object, name] = args::positional(world, "delattr", args, 2)?;
    let name = attribute_name(world, &name)?;
    assigning::delete(world, &object, &name)?;
    Ok(Value::None)
}

fn hash(world: &mut World, args: Args<'_>) -> Outcome {
    let value = single(world, "hash", args)?;
    mapping::hash(world, &value).map(|hash| Value::int(hash.cast_signed()))
}

fn id(world: &mut World, args: Args<'_>) -> Outcome {
    let value = single(world, "id", args)?;
    let identity = super::identity(world, &value);
    Ok(Value::int(i64::try_from(identity).unwrap_or(i64::MAX)))
}

fn isinstance(world: &mut World, args: Args<'_>) -> Outcome {
    let [object, kind] = args::positional(world, "isinstance", args, 2)?;
    instance_check::is_instance(world, &object, &kind).map(Value::Bool)
}

fn issubclass(world: &mut World, args: Args<'_>) -> Outcome {
    let [inner, outer] = args::positional(world, "issubclass", args, 2)?;
    instance_check::is_subclass(world, &inner, &outer).map(Value::Bool)
}

fn iter(world: &mut World, args: Args<'_>) -> Outcome {
    let [object, sentinel] = args::positional(world, "iter", args, 1)?;
    if sentinel.is_unbound() {
        return iterate::iter(world, &object);
    }
    if !is_callable(world, &object) {
        return Err(world.type_error("iter(v, w): v must be callable"));
    }
    if executor::in_thread(world) {
        // A `for` over it may wait for another thread, since its frames are Python's.
        let module = import::module(world, "_anext")?;
        let function = attribute::get_text(world, &Value::Module(module), "each_call")?;
        return call::call(world, &function, &[object, sentinel]);
    }
    Ok(Iter::value(IterState::Call {
        callable: object,
        sentinel,
    }))
}

fn next(world: &mut World, args: Args<'_>) -> Outcome {
    let [iterator, default] = args::positional(world, "next", args, 1)?;
    if !iterate::is_iterator(world, &iterator) {
        let class = world.type_name(&iterator);
        let message = format!("'{}' object is not an iterator", class.as_str());
        return Err(world.type_error(message));
    }
    if default.is_unbound() && !matches!(iterator, Value::Iter(_)) {
        // The StopIteration of the program's own code goes on with its value.
        let name = world.names.next.clone();
        return match attribute::special(world, &iterator, &name)? {
            Some(method) => call::call(world, &method, &[]),
            None => unreachable!("it has just been seen to be an iterator"),
        };
    }
    match iterate::next(world, &iterator)? {
        Some(item) => Ok(item),
        None if default.is_unbound() => Err(super::iterators::stop(world)),
        None => Ok(default),
    }
}

fn len(world: &mut World, args: Args<'_>) -> Outcome {
    if let ([Value::List(list)], []) = (args.pos, args.kw) {
        return Ok(Value::size(list.0.borrow().len()));
    }
    let value = single(world, "len", args)?;
    operators::length(world, &value).map(Value::size)
}

fn max(world: &mut World, args: Args<'_>) -> Outcome {
    extreme(world, "max", CompareKind::Greater, args)
}

fn min(world: &mut World, args: Args<'_>) -> Outcome {
    extreme(world, "min", CompareKind::Less, args)
}

/// The first item that no other one beats.
fn extreme(world: &mut World, name: &str, beats: CompareKind, args: Args<'_>) -> Outcome {
    let keywords = Args {
        pos: &[],
        kw: args.kw,
    };
    let [key, default] = args::bind(world, name, keywords, &["key", "default"], 0)?;
    let key = args::optional(key);
    let candidates = match args.pos {
        [] => {
            return Err(world.type_error(format!("{name} expected at least 1 argument, got 0")));
        }
        [iterable] => iterate::iter(world, iterable)?,
        several => {
            if !default.is_unbound() {
                let message = format!(
                    "Cannot specify a default for {name}() with multiple positional arguments"
                );
                return Err(world.type_error(message));
            }
            iterate::iter(world, &Value::tuple(several))?
        }
    };
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = iterate::next(world, &candidates)? {
        let rank = match &key {
            Some(key) => call::call(world, key, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let wins = match &best {
            Some((champion, _)) => {
                let result = operators::compare(world, beats, &rank, champion)?;
                operators::truth(world, &result)?
            }
            None => true,
        };
        if wins {
            best = Some((rank, item));
        }
    }
    match best {
        Some((_, item)) => Ok(item),
        None if default.is_unbound() => {
            Err(world.value_error(format!("{name}() iterable argument is empty")))
        }
        None => Ok(default),
    }
}

fn sorted(world: &mut World, args: Args<'_>) -> Outcome {
    let [iterable] = args.pos else {
        let given = args.pos.len();
        return Err(world.type_error(format!("sorted expected 1 argument, got {given}")));
    };
    let mut items = iterate::collect(world, iterable)?;
    let order = Order::read(world, "sort", args)?;
    list::sort_items(world, &mut items, &order)?;
    Ok(Value::list(items))
}

/// A sum of floats with the rounding errors kept beside it, as CPython adds them.
#[derive(Clone, Copy)]
struct Compensated {
    sum: f64,
    error: f64,
}

impl Compensated {
    fn add(&mut self, number: f64) {
        let total = self.sum + number;
        self.error += if self.sum.abs() >= number.abs() {
            (self.sum - total) + number
        } else {
            (number - total) + self.sum
        };
        self.sum = total;
    }

    fn value(self) -> Value {
        let is_useful = self.error != 0.0 && self.error.is_finite();
        Value::float(if is_useful {
            self.sum + self.error
        } else {
            self.sum
        })
    }
}

fn sum(world: &mut World, args: Args<'_>) -> Outcome {
    if args.pos.is_empty() {
        return Err(world.type_error("sum() takes at least 1 positional argument (0 given)"));
    }
    if args.pos.len() > 2 {
        let given = args.pos.len();
        return Err(world.type_error(format!("sum() takes at most 2 arguments ({given} given)")));
    }
    let [iterable, start] = args::bind(world, "sum", args, &["iterable", "start"], 1)?;
    let start = match start {
        Value::Unbound => Value::int(0),
        Value::Str(_) => {
            return Err(world.type_error("sum() can't sum strings [use ''.join(seq) instead]"));
        }
        Value::Bytes(_) => {
            return Err(world.type_error("sum() can't sum bytes [use b''.join(seq) instead]"));
        }
        given => given,
    };
    let iterator = iterate::iter(world, &iterable)?;
    let mut total = start;
    let mut floats: Option<Compensated> = None;
    while let Some(item) = iterate::next(world, &iterator)? {
        if let Some(sum) = &mut floats {
            match small_number(&item) {
                Some(number) => {
                    sum.add(number);
                    continue;
                }
                None => total = sum.value(),
            }
            floats = None;
        }
        total = match (&total, &item) {
            (Value::Int(_, a), Value::Int(_, b)) if let Some(sum) = a.checked_add(*b) => {
                Value::int(sum)
            }
            _ => operators::binary(world, BinaryKind::Add, &total, &item)?,
        };
        if let Value::Float(_, number) = total {
            floats = Some(Compensated {
                sum: number,
                error: 0.0,
            });
        }
    }
    Ok(floats.map_or(total, Compensated::value))
}

/// A number that is added to a sum of floats without a detour.
fn small_number(value: &Value) -> Option<f64> {
    match value {
        Value::Float(_, number) => Some(*number),
        #[expect(clippy::cast_precision_loss, reason = "CPython rounds here as well")]
        Value::Int(_, number) => Some(*number as f64),
        Value::Bool(truth) => Some(f64::from(u8::from(*truth))),
        _ => None,
    }
}

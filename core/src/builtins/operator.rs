//! Module `operator`: the operators as functions, and the getters for `key=`.

use super::{add, args};
use crate::code::{BinaryKind, CompareKind, UnaryKind};
use crate::vm::operators;
use crate::vm::{attribute, call, format, iterate};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::types::builtin;
use crate::world::value::{Args, Class, Layout, Native, Outcome, Payload, Str, Value};
use std::cell::RefCell;
use std::rc::Rc;

macro_rules! two {
    ($($name:ident $text:literal |$world:ident, $a:ident, $b:ident| $body:expr;)*) => {
        $(fn $name($world: &mut World, args: Args<'_>) -> Outcome {
            let [$a, $b] = args::positional($world, $text, args, 2)?;
            $body
        })*
    };
}

two! {
    op_add "add" |world, a, b| operators::binary(world, BinaryKind::Add, &a, &b);
    op_sub "sub" |world, a, b| operators::binary(world, BinaryKind::Subtract, &a, &b);
    op_mul "mul" |world, a, b| operators::binary(world, BinaryKind::Multiply, &a, &b);
    op_truediv "truediv" |world, a, b| operators::binary(world, BinaryKind::TrueDivide, &a, &b);
    op_floordiv "floordiv" |world, a, b| {
        operators::binary(world, BinaryKind::FloorDivide, &a, &b)
    };
    op_mod "mod" |world, a, b| operators::binary(world, BinaryKind::Remainder, &a, &b);
    op_pow "pow" |world, a, b| operators::binary(world, BinaryKind::Power, &a, &b);
    op_matmul "matmul" |world, a, b| {
        operators::binary(world, BinaryKind::MatrixMultiply, &a, &b)
    };
    op_lshift "lshift" |world, a, b| operators::binary(world, BinaryKind::LeftShift, &a, &b);
    op_rshift "rshift" |world, a, b| operators::binary(world, BinaryKind::RightShift, &a, &b);
    op_and "and_" |world, a, b| operators::binary(world, BinaryKind::And, &a, &b);
    op_or "or_" |world, a, b| operators::binary(world, BinaryKind::Or, &a, &b);
    op_xor "xor" |world, a, b| operators::binary(world, BinaryKind::Xor, &a, &b);
    op_iadd "iadd" |world, a, b| operators::inplace(world, BinaryKind::Add, &a, &b);
    op_isub "isub" |world, a, b| operators::inplace(world, BinaryKind::Subtract, &a, &b);
    op_imul "imul" |world, a, b| operators::inplace(world, BinaryKind::Multiply, &a, &b);
    op_ior "ior" |world, a, b| operators::inplace(world, BinaryKind::Or, &a, &b);
    op_iand "iand" |world, a, b| operators::inplace(world, BinaryKind::And, &a, &b);
    op_ixor "ixor" |world, a, b| operators::inplace(world, BinaryKind::Xor, &a, &b);
    op_concat "concat" |world, a, b| operators::binary(world, BinaryKind::Add, &a, &b);
    op_eq "eq" |world, a, b| operators::compare(world, CompareKind::Equal, &a, &b);
    op_ne "ne" |world, a, b| operators::compare(world, CompareKind::NotEqual, &a, &b);
    op_lt "lt" |world, a, b| operators::compare(world, CompareKind::Less, &a, &b);
    op_le "le" |world, a, b| operators::compare(world, CompareKind::LessEqual, &a, &b);
    op_gt "gt" |world, a, b| operators::compare(world, CompareKind::Greater, &a, &b);
    op_ge "ge" |world, a, b| operators::compare(world, CompareKind::GreaterEqual, &a, &b);
    op_is "is_" |_world, a, b| Ok(Value::Bool(a.is(&b)));
    op_is_not "is_not" |_world, a, b| Ok(Value::Bool(!a.is(&b)));
    op_contains "contains" |world, a, b| operators::contains(world, &a, &b).map(Value::Bool);
    op_getitem "getitem" |world, a, b| operators::get_item(world, &a, &b);
    op_delitem "delitem" |world, a, b| {
        operators::delete_item(world, &a, &b).map(|()| Value::None)
    };
    op_count_of "countOf" |world, a, b| {
        let mut count = 0;
        for item in iterate::collect(world, &a)? {
            count += i64::from(operators::equal(world, &item, &b)?);
        }
        Ok(Value::int(count))
    };
    op_index_of "indexOf" |world, a, b| {
        for (at, item) in iterate::collect(world, &a)?.iter().enumerate() {
            if operators::equal(world, item, &b)? {
                return Ok(Value::size(at));
            }
        }
        Err(world.value_error("sequence.index(x): x not in sequence"))
    };
}

macro_rules! one {
    ($($name:ident $text:literal |$world:ident, $a:ident| $body:expr;)*) => {
        $(fn $name($world: &mut World, args: Args<'_>) -> Outcome {
            let [$a] = args::positional($world, $text, args, 1)?;
            $body
        })*
    };
}

one! {
    op_neg "neg" |world, a| operators::unary(world, UnaryKind::Negative, &a);
    op_pos "pos" |world, a| operators::unary(world, UnaryKind::Positive, &a);
    op_invert "invert" |world, a| operators::unary(world, UnaryKind::Invert, &a);
    op_not "not_" |world, a| operators::truth(world, &a).map(|truth| Value::Bool(!truth));
    op_truth "truth" |world, a| operators::truth(world, &a).map(Value::Bool);
    op_abs "abs" |world, a| operators::absolute(world, &a);
    op_index "index" |world, a| operators::index_value(world, &a);
    op_is_none "is_none" |_world, a| Ok(Value::Bool(matches!(a, Value::None)));
    op_is_not_none "is_not_none" |_world, a| Ok(Value::Bool(!matches!(a, Value::None)));
}

fn op_setitem(world: &mut World, args: Args<'_>) -> Outcome {
    let [container, key, value] = args::positional(world, "setitem", args, 3)?;
    operators::set_item(world, &container, &key, value)?;
    Ok(Value::None)
}

fn op_length_hint(world: &mut World, args: Args<'_>) -> Outcome {
    let [value, default] = args::positional(world, "length_hint", args, 1)?;
    match operators::length(world, &value) {
        Ok(length) => Ok(Value::size(length)),
        Err(crate::world::value::Raise::Halt) => Err(crate::world::value::Raise::Halt),
        Err(_) if default.is_unbound() => Ok(Value::int(0)),
        Err(_) => Ok(default),
    }
}

fn op_call(world: &mut World, args: Args<'_>) -> Outcome {
    match args.pos.split_first() {
        Some((callable, rest)) => call::call_args(
            world,
            callable,
            Args {
                pos: rest,
                kw: args.kw,
            },
        ),
        None => Err(world.type_error("call expected at least 1 argument, got 0")),
    }
}

static FUNCTIONS: &[Native] = &[
    Native::function("add", op_add),
    Native::function("sub", op_sub),
    Native::function("mul", op_mul),
    Native::function("truediv", op_truediv),
    Native::function("floordiv", op_floordiv),
    Native::function("mod", op_mod),
    Native::function("pow", op_pow),
    Native::function("matmul", op_matmul),
    Native::function("lshift", op_lshift),
    Native::function("rshift", op_rshift),
    Native::function("and_", op_and),
    Native::function("or_", op_or),
    Native::function("xor", op_xor),
    Native::function("iadd", op_iadd),
    Native::function("isub", op_isub),
    Native::function("imul", op_imul),
    Native::function("ior", op_ior),
    Native::function("iand", op_iand),
    Native::function("ixor", op_ixor),
    Native::function("concat", op_concat),
    Native::function("eq", op_eq),
    Native::function("ne", op_ne),
    Native::function("lt", op_lt),
    Native::function("le", op_le),
    Native::function("gt", op_gt),
    Native::function("ge", op_ge),
    Native::function("is_", op_is),
    Native::function("is_not", op_is_not),
    Native::function("contains", op_contains),
    Native::function("getitem", op_getitem),
    Native::function("setitem", op_setitem),
    Native::function("delitem", op_delitem),
    Native::function("countOf", op_count_of),
    Native::function("indexOf", op_index_of),
    Native::function("neg", op_neg),
    Native::function("pos", op_pos),
    Native::function("invert", op_invert),
    Native::function("inv", op_invert),
    Native::function("not_", op_not),
    Native::function("truth", op_truth),
    Native::function("abs", op_abs),
    Native::function("index", op_index),
    Native::function("is_none", op_is_none),
    Native::function("is_not_none", op_is_not_none),
    Native::function("length_hint", op_length_hint),
    Native::function("call", op_call),
];

/// What `itemgetter`, `attrgetter` and `methodcaller` remember.
enum Getter {
    Items(RefCell<Vec<Value>>),
    /// Each a path `a.b.c`.
    Attributes(Vec<Vec<Rc<Str>>>),
    Method {
        name: Rc<Str>,
        args: RefCell<Vec<Value>>,
        kwargs: RefCell<Vec<(Rc<Str>, Value)>>,
    },
}

impl Payload for Getter {
    fn clear(&self) {
        match self {
            Self::Items(keys) => drop(keys.take()),
            Self::Attributes(_) => {}
            Self::Method { args, kwargs, .. } => drop((args.take(), kwargs.take())),
        }
    }
}

/// The class that is instantiated, and the arguments behind it.
fn constructed<'a>(args: Args<'a>) -> (&'a Rc<Class>, Args<'a>) {
    match args.pos.split_first() {
        Some((Value::Class(class), rest)) => (
            class,
            Args {
                pos: rest,
                kw: args.kw,
            },
        ),
        _ => unreachable!("constructors get their class first"),
    }
}

fn itemgetter(world: &mut World, args: Args<'_>) -> Outcome {
    let (class, rest) = constructed(args);
    args::no_keywords(world, "itemgetter", rest)?;
    if rest.pos.is_empty() {
        return Err(world.type_error("itemgetter expected 1 argument, got 0"));
    }
    Ok(Value::object(
        class,
        Getter::Items(RefCell::new(rest.pos.to_vec())),
    ))
}

fn attrgetter(world: &mut World, args: Args<'_>) -> Outcome {
    let (class, rest) = constructed(args);
    args::no_keywords(world, "attrgetter", rest)?;
    if rest.pos.is_empty() {
        return Err(world.type_error("attrgetter expected at least 1 argument, got 0"));
    }
    let mut paths = Vec::new();
    for path in rest.pos {
        match path.as_str() {
            Some(path) => paths.push(path.as_str().split('.').map(Str::new).collect()),
            None => return Err(world.type_error("attribute name must be a string")),
        }
    }
    Ok(Value::object(class, Getter::Attributes(paths)))
}

fn methodcaller(world: &mut World, args: Args<'_>) -> Outcome {
    let (class, rest) = constructed(args);
    let Some((name, further)) = rest.pos.split_first() else {
        return Err(world.type_error("methodcaller needs at least one argument, the method name"));
    };
    let Some(name) = name.as_str() else {
        return Err(world.type_error("method name must be a string"));
    };
    let getter = Getter::Method {
        name,
        args: RefCell::new(further.to_vec()),
        kwargs: RefCell::new(rest.kw.to_vec()),
    };
    Ok(Value::object(class, getter))
}

fn get(world: &mut World, args: Args<'_>) -> Outcome {
    let Some((Value::Object(getter), rest)) = args.pos.split_first() else {
        return Err(world.type_error("a getter is called with an object"));
    };
    let rest = Args {
        pos: rest,
        kw: args.kw,
    };
    let Some(payload) = getter.get::<Getter>() else {
        return Err(world.type_error("a getter is called with an object"));
    };
    let name = getter.class.name.borrow().clone();
    let [object] = args::positional(world, &name, rest, 1)?;
    match payload {
        Getter::Items(keys) => {
            let keys = keys.borrow().clone();
            let mut found = Vec::with_capacity(keys.len());
            for key in &keys {
                found.push(operators::get_item(world, &object, key)?);
            }
            Ok(single_or_tuple(found))
        }
        Getter::Attributes(paths) => {
            let mut found = Vec::with_capacity(paths.len());
            for path in paths {
                let mut value = object.clone();
                for name in path {
                    value = attribute::get(world, &value, name)?;
                }
                found.push(value);
            }
            Ok(single_or_tuple(found))
        }
        Getter::Method { name, args, kwargs } => {
            let method = attribute::get(world, &object, name)?;
            let (args, kwargs) = (args.borrow().clone(), kwargs.borrow().clone());
            call::call_args(
                world,
                &method,
                Args {
                    pos: &args,
                    kw: &kwargs,
                },
            )
        }
    }
}

fn single_or_tuple(mut found: Vec<Value>) -> Value {
    if found.len() == 1 {
        return found.remove(0);
    }
    Value::tuple(found)
}

fn repr(world: &mut World, args: Args<'_>) -> Outcome {
    let [object] = args::positional(world, "__repr__", args, 1)?;
    let Some(getter) = object.payload::<Getter>() else {
        return Err(world.type_error("a getter is shown"));
    };
    let mut parts = Vec::new();
    match getter {
        Getter::Items(keys) => {
            for key in keys.borrow().clone() {
                parts.push(format::repr(world, &key)?.as_str().to_owned());
            }
        }
        Getter::Attributes(paths) => {
            for path in paths {
                let path: Vec<&str> = path.iter().map(|name| name.as_str()).collect();
                let path = format::repr(world, &Value::str(path.join(".")))?;
                parts.push(path.as_str().to_owned());
            }
        }
        Getter::Method { name, args, kwargs } => {
            parts.push(
                format::repr(world, &Value::Str(name.clone()))?
                    .as_str()
                    .to_owned(),
            );
            for value in args.borrow().clone() {
                parts.push(format::repr(world, &value)?.as_str().to_owned());
            }
            for (name, value) in kwargs.borrow().clone() {
                let value = format::repr(world, &value)?;
                parts.push(format!("{}={}", name.as_str(), value.as_str()));
            }
        }
    }
    let name = world.class_name(&object);
    Ok(Value::str(format!(
        "operator.{}({})",
        name.as_str(),
        parts.join(", ")
    )))
}

static GETTER: &[Native] = &[
    Native::function("__call__", get),
    Native::function("__repr__", repr),
];

/// Fills the module `operator`.
///
/// # Errors
/// None; the signature is that of every module.
pub fn module(world: &mut World, dict: &Rc<Dict>) -> Outcome<()> {
    add(dict, FUNCTIONS);
    let object = world.types.object.clone();
    let constructors: [(&str, crate::world::value::NativeCall); 3] = [
        ("itemgetter", itemgetter),
        ("attrgetter", attrgetter),
        ("methodcaller", methodcaller),
    ];
    for (name, construct) in constructors {
        let class = builtin(
            name,
            "operator",
            std::slice::from_ref(&object),
            Layout::Final,
        );
        add(&class.dict, GETTER);
        class.construct.set(Some(construct));
        dict.set_text(name, Value::Class(class));
    }
    Ok(())
}

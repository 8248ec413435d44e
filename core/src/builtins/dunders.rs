//! The special methods of builtin types as functions: `int.__add__`, `super().__getitem__(key)`.
//!
//! Operators do not come here; they know the builtin types. These are for programs that name the
//! method, mostly from a subclass through `super()`: so each works on the native part of its object.

use super::{add, args};
use crate::code::{BinaryKind, CompareKind, UnaryKind};
use crate::vm::operators::{self, Number, compare, number, subscript};
use crate::vm::{format, iterate, mapping};
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Value};

fn one(world: &mut World, name: &str, args: Args<'_>) -> Outcome<[Value; 2]> {
    args::positional(world, name, args, 2)
}

/// A result, or NotImplemented for none.
fn or_not_implemented(result: Option<Value>) -> Value {
    result.unwrap_or(Value::NotImplemented)
}

/// An `int` does not know what to do with a `float`; the other way round it does.
fn is_beyond_int(receiver: &Value, other: &Value) -> bool {
    !matches!(receiver, Value::Float(..)) && matches!(other, Value::Float(..))
}

fn forward(world: &mut World, args: Args<'_>, name: &str, kind: BinaryKind) -> Outcome {
    let [receiver, other] = one(world, name, args)?.map(|value| value.unwrapped());
    if is_beyond_int(&receiver, &other) && Number::of(&receiver).is_some() {
        return Ok(Value::NotImplemented);
    }
    operators::native(world, kind, &receiver, &other).map(or_not_implemented)
}

fn reflected(world: &mut World, args: Args<'_>, name: &str, kind: BinaryKind) -> Outcome {
    let [receiver, other] = one(world, name, args)?.map(|value| value.unwrapped());
    if is_beyond_int(&receiver, &other) && Number::of(&receiver).is_some() {
        return Ok(Value::NotImplemented);
    }
    operators::native(world, kind, &other, &receiver).map(or_not_implemented)
}

macro_rules! binary {
    ($($kind:ident $name:ident $text:literal $reflected:ident $reflected_text:literal;)*) => {
        $(
            fn $name(world: &mut World, args: Args<'_>) -> Outcome {
                forward(world, args, $text, BinaryKind::$kind)
            }
            fn $reflected(world: &mut World, args: Args<'_>) -> Outcome {
                reflected(world, args, $reflected_text, BinaryKind::$kind)
            }
        )*
    };
}

binary! {
    Add op_add "__add__" op_radd "__radd__";
    Subtract op_sub "__sub__" op_rsub "__rsub__";
    Multiply op_mul "__mul__" op_rmul "__rmul__";
    TrueDivide op_truediv "__truediv__" op_rtruediv "__rtruediv__";
    FloorDivide op_floordiv "__floordiv__" op_rfloordiv "__rfloordiv__";
    Remainder op_mod "__mod__" op_rmod "__rmod__";
    LeftShift op_lshift "__lshift__" op_rlshift "__rlshift__";
    RightShift op_rshift "__rshift__" op_rrshift "__rrshift__";
    And op_and "__and__" op_rand "__rand__";
    Or op_or "__or__" op_ror "__ror__";
    Xor op_xor "__xor__" op_rxor "__rxor__";
}

fn op_pow(world: &mut World, args: Args<'_>) -> Outcome {
    let [base, exponent, modulus] = args::positional(world, "__pow__", args, 2)?;
    let (base, exponent) = (base.unwrapped(), exponent.unwrapped());
    if !matches!(modulus, Value::None | Value::Unbound) {
        return operators::power_modulo(world, &base, &exponent, &modulus.unwrapped());
    }
    forward(
        world,
        Args::new(&[base, exponent]),
        "__pow__",
        BinaryKind::Power,
    )
}

fn op_rpow(world: &mut World, args: Args<'_>) -> Outcome {
    reflected(world, args, "__rpow__", BinaryKind::Power)
}

fn op_divmod(world: &mut World, args: Args<'_>) -> Outcome {
    let [receiver, other] = one(world, "__divmod__", args)?.map(|value| value.unwrapped());
    if Number::of(&other).is_none() || is_beyond_int(&receiver, &other) {
        return Ok(Value::NotImplemented);
    }
    operators::divmod(world, &receiver, &other)
}

macro_rules! comparisons {
    ($($kind:ident $name:ident $text:literal;)*) => {
        $(
            fn $name(world: &mut World, args: Args<'_>) -> Outcome {
                let [receiver, other] = one(world, $text, args)?.map(|value| value.unwrapped());
                if is_beyond_int(&receiver, &other) && Number::of(&receiver).is_some() {
                    return Ok(Value::NotImplemented);
                }
                compare::native(world, CompareKind::$kind, &receiver, &other)
                    .map(or_not_implemented)
            }
        )*
    };
}

comparisons! {
    Equal op_eq "__eq__";
    NotEqual op_ne "__ne__";
    Less op_lt "__lt__";
    LessEqual op_le "__le__";
    Greater op_gt "__gt__";
    GreaterEqual op_ge "__ge__";
}

fn receiver(world: &mut World, name: &str, args: Args<'_>) -> Outcome {
    let [value] = args::positional(world, name, args, 1)?;
    Ok(value.unwrapped())
}

fn op_neg(world: &mut World, args: Args<'_>) -> Outcome {
    let value = receiver(world, "__neg__", args)?;
    operators::unary(world, UnaryKind::Negative, &value)
}

fn op_pos(world: &mut World, args: Args<'_>) -> Outcome {
    let value = receiver(world, "__pos__", args)?;
    operators::unary(world, UnaryKind::Positive, &value)
}

fn op_invert(world: &mut World, args: Args<'_>) -> Outcome {
    let value = receiver(world, "__invert__", args)?;
    operators::unary(world, UnaryKind::Invert, &value)
}

fn op_abs(world: &mut World, args: Args<'_>) -> Outcome {
    let value = receiver(world, "__abs__", args)?;
    operators::absolute(world, &value)
}

fn op_bool(world: &mut World, args: Args<'_>) -> Outcome {
    let value = receiver(world, "__bool__", args)?;
    operators::truth(world, &value).map(Value::Bool)
}

fn op_int(world: &mut World, args: Args<'_>) -> Outcome {
    match receiver(world, "__int__", args)? {
        Value::Float(_, number) => number::integer_part(world, number),
        value => operators::index_value(world, &value),
    }
}

fn op_float(world: &mut World, args: Args<'_>) -> Outcome {
    let value = receiver(world, "__float__", args)?;
    operators::real(world, &value).map(Value::float)
}

fn op_index(world: &mut World, args: Args<'_>) -> Outcome {
    let value = receiver(world, "__index__", args)?;
    operators::index_value(world, &value)
}

fn op_floor(world: &mut World, args: Args<'_>) -> Outcome {
    match receiver(world, "__floor__", args)? {
        Value::Float(_, number) => number::integer_part(world, number.floor()),
        value => operators::index_value(world, &value),
    }
}

fn op_ceil(world: &mut World, args: Args<'_>) -> Outcome {
    match receiver(world, "__ceil__", args)? {
        Value::Float(_, number) => number::integer_part(world, number.ceil()),
        value => operators::index_value(world, &value),
    }
}

fn op_round(world: &mut World, args: Args<'_>) -> Outcome {
    let [value, digits] = args::positional(world, "__round__", args, 1)?;
    super::float::round(world, &value.unwrapped(), &digits)
}

fn op_hash(world: &mut World, args: Args<'_>) -> Outcome {
    let value = receiver(world, "__hash__", args)?;
    mapping::hash(world, &value).map(|hash| Value::int(hash.cast_signed()))
}

fn op_repr(world: &mut World, args: Args<'_>) -> Outcome {
    let [value] = args::positional(world, "__repr__", args, 1)?;
    if let Value::Instance(instance) = &value
        && matches!(&*instance.base.borrow(), Value::Set(_))
    {
        let mut text = String::new();
        format::write_instance(world, instance, &value, &mut text)?;
        return Ok(Value::str(text));
    }
    format::repr(world, &value.unwrapped()).map(Value::Str)
}

fn op_str(world: &mut World, args: Args<'_>) -> Outcome {
    let value = receiver(world, "__str__", args)?;
    format::str(world, &value).map(Value::Str)
}

fn op_format(world: &mut World, args: Args<'_>) -> Outcome {
    let [value, spec] = args::positional(world, "__format__", args, 2)?;
    let spec = args::text(world, "__format__() argument", &spec)?;
    if spec.is_empty() {
        return format::str(world, &value).map(Value::Str);
    }
    format::format_builtin(world, &value, &spec).map(Value::Str)
}

fn op_len(world: &mut World, args: Args<'_>) -> Outcome {
    let value = receiver(world, "__len__", args)?;
    operators::length(world, &value).map(Value::size)
}

fn op_contains(world: &mut World, args: Args<'_>) -> Outcome {
    let [container, item] = args::positional(world, "__contains__", args, 2)?;
    operators::contains(world, &container.unwrapped(), &item).map(Value::Bool)
}

fn op_iter(world: &mut World, args: Args<'_>) -> Outcome {
    let value = receiver(world, "__iter__", args)?;
    iterate::iter(world, &value)
}

fn op_getitem(world: &mut World, args: Args<'_>) -> Outcome {
    let [container, key] = args::positional(world, "__getitem__", args, 2)?;
    match container.unwrapped() {
        Value::Dict(dict) => subscript::item_of_dict_subclass(world, &container, &dict, &key),
        native => operators::get_item(world, &native, &key),
    }
}

fn op_setitem(world: &mut World, args: Args<'_>) -> Outcome {
    let [container, key, value] = args::positional(world, "__setitem__", args, 3)?;
    operators::set_item(world, &container.unwrapped(), &key, value)?;
    Ok(Value::None)
}

fn op_delitem(world: &mut World, args: Args<'_>) -> Outcome {
    let [container, key] = args::positional(world, "__delitem__", args, 2)?;
    operators::delete_item(world, &container.unwrapped(), &key)?;
    Ok(Value::None)
}

fn inplace(world: &mut World, args: Args<'_>, name: &str, kind: BinaryKind) -> Outcome {
    let [target, other] = one(world, name, args)?;
    let native = target.unwrapped();
    let result = operators::inplace(world, kind, &native, &other)?;
    // A subclass's object stays itself.
    Ok(if result.is(&native) { target } else { result })
}

fn op_iadd(world: &mut World, args: Args<'_>) -> Outcome {
    inplace(world, args, "__iadd__", BinaryKind::Add)
}

fn op_imul(world: &mut World, args: Args<'_>) -> Outcome {
    inplace(world, args, "__imul__", BinaryKind::Multiply)
}

fn op_ior(world: &mut World, args: Args<'_>) -> Outcome {
    inplace(world, args, "__ior__", BinaryKind::Or)
}

/// Texts and equality: every builtin type has these.
static COMMON: &[Native] = &[
    Native::function("__repr__", op_repr),
    Native::function("__eq__", op_eq),
    Native::function("__ne__", op_ne),
];

static HASH: &[Native] = &[Native::function("__hash__", op_hash)];

static ORDER: &[Native] = &[
    Native::function("__lt__", op_lt),
    Native::function("__le__", op_le),
    Native::function("__gt__", op_gt),
    Native::function("__ge__", op_ge),
];

/// What `int` and `float` have.
static NUMBERS: &[Native] = &[
    Native::function("__format__", op_format),
    Native::function("__add__", op_add),
    Native::function("__radd__", op_radd),
    Native::function("__sub__", op_sub),
    Native::function("__rsub__", op_rsub),
    Native::function("__mul__", op_mul),
    Native::function("__rmul__", op_rmul),
    Native::function("__truediv__", op_truediv),
    Native::function("__rtruediv__", op_rtruediv),
    Native::function("__floordiv__", op_floordiv),
    Native::function("__rfloordiv__", op_rfloordiv),
    Native::function("__mod__", op_mod),
    Native::function("__rmod__", op_rmod),
    Native::function("__pow__", op_pow),
    Native::function("__rpow__", op_rpow),
    Native::function("__divmod__", op_divmod),
    Native::function("__neg__", op_neg),
    Native::function("__pos__", op_pos),
    Native::function("__abs__", op_abs),
    Native::function("__bool__", op_bool),
    Native::function("__int__", op_int),
    Native::function("__float__", op_float),
    Native::function("__trunc__", op_int),
    Native::function("__floor__", op_floor),
    Native::function("__ceil__", op_ceil),
    Native::function("__round__", op_round),
];

/// What only `int` has.
static BITS: &[Native] = &[
    Native::function("__index__", op_index),
    Native::function("__invert__", op_invert),
    Native::function("__lshift__", op_lshift),
    Native::function("__rlshift__", op_rlshift),
    Native::function("__rshift__", op_rshift),
    Native::function("__rrshift__", op_rrshift),
    Native::function("__and__", op_and),
    Native::function("__rand__", op_rand),
    Native::function("__or__", op_or),
    Native::function("__ror__", op_ror),
    Native::function("__xor__", op_xor),
    Native::function("__rxor__", op_rxor),
];

static CONTAINER: &[Native] = &[
    Native::function("__len__", op_len),
    Native::function("__contains__", op_contains),
    Native::function("__iter__", op_iter),
];

static SUBSCRIPT: &[Native] = &[Native::function("__getitem__", op_getitem)];

static SEQUENCE: &[Native] = &[
    Native::function("__add__", op_add),
    Native::function("__mul__", op_mul),
    Native::function("__rmul__", op_rmul),
];

static ITEMS: &[Native] = &[
    Native::function("__setitem__", op_setitem),
    Native::function("__delitem__", op_delitem),
];

static LIST: &[Native] = &[
    Native::function("__iadd__", op_iadd),
    Native::function("__imul__", op_imul),
];

static DICT: &[Native] = &[
    Native::function("__or__", op_or),
    Native::function("__ror__", op_ror),
    Native::function("__ior__", op_ior),
];

static SET: &[Native] = &[
    Native::function("__sub__", op_sub),
    Native::function("__rsub__", op_rsub),
    Native::function("__and__", op_and),
    Native::function("__rand__", op_rand),
    Native::function("__or__", op_or),
    Native::function("__ror__", op_ror),
    Native::function("__xor__", op_xor),
    Native::function("__rxor__", op_rxor),
];

static STR: &[Native] = &[
    Native::function("__str__", op_str),
    Native::function("__format__", op_format),
    Native::function("__mod__", op_mod),
];

/// Gives every builtin type its special methods.
pub fn install(world: &mut World) {
    let types = &world.types;
    let tables: &[(_, &[&'static [Native]])] = &[
        (&types.int, &[COMMON, HASH, ORDER, NUMBERS, BITS]),
        (&types.float, &[COMMON, HASH, ORDER, NUMBERS]),
        (
            &types.str,
            &[COMMON, HASH, ORDER, CONTAINER, SUBSCRIPT, SEQUENCE, STR],
        ),
        (
            &types.bytes,
            &[COMMON, HASH, ORDER, CONTAINER, SUBSCRIPT, SEQUENCE],
        ),
        (
            &types.tuple,
            &[COMMON, HASH, ORDER, CONTAINER, SUBSCRIPT, SEQUENCE],
        ),
        (
            &types.list,
            &[COMMON, ORDER, CONTAINER, SUBSCRIPT, SEQUENCE, ITEMS, LIST],
        ),
        (&types.dict, &[COMMON, CONTAINER, SUBSCRIPT, ITEMS, DICT]),
        (&types.set, &[COMMON, ORDER, CONTAINER, SET]),
        (&types.frozenset, &[COMMON, HASH, ORDER, CONTAINER, SET]),
        (&types.range, &[COMMON, HASH, CONTAINER, SUBSCRIPT]),
        (&types.slice, &[COMMON]),
    ];
    for (class, groups) in tables {
        for group in *groups {
            add(&class.dict, group);
        }
    }
    for class in [&types.list, &types.dict, &types.set] {
        class.dict.set_text("__hash__", Value::None);
    }
}

//! Operators: which method of which operand is asked, and what the builtin types do.
//!
//! In: operands. Out: the result, or CPython's exception. The quick ways for builtin operands come
//! first; then the special methods that classes define, in CPython's order (the right operand goes
//! first where its class is a proper subclass of the left one's); then the builtin behaviour of the
//! native parts. This file knows neither frames nor operations.

pub mod compare;
pub mod number;
pub mod sequence;
pub mod special;
pub mod subscript;

pub use compare::{compare, equal, less};
pub use number::Number;
pub use special::{method, method_name};
pub use subscript::{Bounds, contains, delete_item, get_item, set_item, slice_bounds};

use crate::builtins::{dict, generics, set};
use crate::code::{BinaryKind, CompareKind, UnaryKind};
use crate::vm::{call, iterate};
use crate::world::World;
use crate::world::drops;
use crate::world::value::{Class, Outcome, Raise, Str, Value};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use std::rc::Rc;

/// Names of the special methods of a binary operator.
#[derive(Clone)]
struct BinaryNames {
    forward: Rc<Str>,
    reflected: Rc<Str>,
    inplace: Rc<Str>,
}

impl BinaryNames {
    fn new(kind: BinaryKind) -> Self {
        let name = match kind {
            BinaryKind::Add => "add",
            BinaryKind::Subtract => "sub",
            BinaryKind::Multiply => "mul",
            BinaryKind::MatrixMultiply => "matmul",
            BinaryKind::TrueDivide => "truediv",
            BinaryKind::FloorDivide => "floordiv",
            BinaryKind::Remainder => "mod",
            BinaryKind::Power => "pow",
            BinaryKind::LeftShift => "lshift",
            BinaryKind::RightShift => "rshift",
            BinaryKind::And => "and",
            BinaryKind::Or => "or",
            BinaryKind::Xor => "xor",
        };
        Self {
            forward: Str::new(format!("__{name}__")),
            reflected: Str::new(format!("__r{name}__")),
            inplace: Str::new(format!("__i{name}__")),
        }
    }
}

/// All binary operators, in the order of their numbers.
const BINARY_KINDS: [BinaryKind; 13] = [
    BinaryKind::Add,
    BinaryKind::Subtract,
    BinaryKind::Multiply,
    BinaryKind::MatrixMultiply,
    BinaryKind::TrueDivide,
    BinaryKind::FloorDivide,
    BinaryKind::Remainder,
    BinaryKind::Power,
    BinaryKind::LeftShift,
    BinaryKind::RightShift,
    BinaryKind::And,
    BinaryKind::Or,
    BinaryKind::Xor,
];

fn binary_names(kind: BinaryKind) -> BinaryNames {
    thread_local! {
        static NAMES: [BinaryNames; 13] = BINARY_KINDS.map(BinaryNames::new);
    }
    NAMES.with(|names| names[kind as usize].clone())
}

/// `left op right`.
///
/// # Errors
/// TypeError where the operands have no such operator; what the operator raises.
#[inline]
pub fn binary(world: &mut World, kind: BinaryKind, left: &Value, right: &Value) -> Outcome {
    match (kind, left, right) {
        (BinaryKind::Add, Value::Int(_, a), Value::Int(_, b)) => {
            if let Some(sum) = a.checked_add(*b) {
                return Ok(Value::int(sum));
            }
        }
        (BinaryKind::Subtract, Value::Int(_, a), Value::Int(_, b)) => {
            if let Some(difference) = a.checked_sub(*b) {
                return Ok(Value::int(difference));
            }
        }
        (BinaryKind::Multiply, Value::Int(_, a), Value::Int(_, b)) => {
            if let Some(product) = a.checked_mul(*b) {
                return Ok(Value::int(product));
            }
        }
        // A time and a length give a time, which knows when the clock was read.
        (BinaryKind::Add, Value::Float(x, a), Value::Float(y, b)) => {
            return Ok(Value::Float(x.sum(*y), a + b));
        }
        (BinaryKind::Subtract, Value::Float(x, a), Value::Float(y, b)) => {
            return Ok(Value::Float(x.difference(*y), a - b));
        }
        (BinaryKind::Add, Value::Float(time, a), Value::Int(length, b))
        | (BinaryKind::Add, Value::Int(length, b), Value::Float(time, a)) => {
            return Ok(Value::Float(time.sum(*length), a + *b as f64));
        }
        (BinaryKind::Subtract, Value::Float(time, a), Value::Int(length, b)) => {
            return Ok(Value::Float(time.difference(*length), a - *b as f64));
        }
        (BinaryKind::Multiply, Value::Float(_, a), Value::Float(_, b)) => {
            return Ok(Value::float(a * b));
        }
        _ => {}
    }
    if !special::may_have_methods(left) && !special::may_have_methods(right) {
        if let Some(result) = native(world, kind, left, right)? {
            return Ok(result);
        }
        return Err(unsupported(world, kind, left, right, ""));
    }
    match dispatch(world, kind, left, right)? {
        Some(result) => Ok(result),
        None => Err(unsupported(world, kind, left, right, "")),
    }
}

/// The result of an operator, or none where no operand knows what to do with the other.
///
/// # Errors
/// What a special method or the builtin operator raises.
pub fn binary_or_none(
    world: &mut World,
    kind: BinaryKind,
    left: &Value,
    right: &Value,
) -> Outcome<Option<Value>> {
    dispatch(world, kind, left, right)
}

fn dispatch(
    world: &mut World,
    kind: BinaryKind,
    left: &Value,
    right: &Value,
) -> Outcome<Option<Value>> {
    if kind == BinaryKind::Remainder
        && matches!(left, Value::Str(_) | Value::Bytes(_))
        && !matches!(right.unwrapped(), Value::Str(_) | Value::Bytes(_))
    {
        // A text formats whatever stands behind it, and nobody else is asked.
        return native(world, kind, left, right);
    }
    let names = binary_names(kind);
    if let Some(result) = methods(world, &names.forward, &names.reflected, left, right)? {
        return Ok(Some(result));
    }
    let (a, b) = (left.unwrapped(), right.unwrapped());
    if special::is_unwrapped_object(left, &a) || special::is_unwrapped_object(right, &b) {
        return dispatch(world, kind, &a, &b);
    }
    if kind == BinaryKind::Remainder && matches!(a, Value::Str(_)) {
        // What is formatted may have methods: `__missing__` of a dict.
        return native(world, kind, &a, right);
    }
    // What does not fit to a sequence is told by its own class.
    match (sequence::is_sequence(&a), sequence::is_sequence(&b)) {
        (true, _) if std::mem::discriminant(&a) != std::mem::discriminant(&b) => {
            native(world, kind, &a, right)
        }
        (false, true) => native(world, kind, left, &b),
        _ => native(world, kind, &a, &b),
    }
}

/// Asks the special methods of both operands; none where both pass.
fn methods(
    world: &mut World,
    forward: &Str,
    reflected: &Str,
    left: &Value,
    right: &Value,
) -> Outcome<Option<Value>> {
    let first = method(world, left, forward);
    let mut second = None;
    let (left_class, right_class) = (world.class_of(left), world.class_of(right));
    if !Rc::ptr_eq(&left_class, &right_class) {
        second = method(world, right, reflected);
    }
    if let Some(function) = &second
        && overrides(&right_class, &left_class, reflected)
    {
        let result = call::call(world, function, &[right.clone(), left.clone()])?;
        if !matches!(result, Value::NotImplemented) {
            return Ok(Some(result));
        }
        second = None;
    }
    if let Some(function) = first {
        let result = call::call(world, &function, &[left.clone(), right.clone()])?;
        if !matches!(result, Value::NotImplemented) {
            return Ok(Some(result));
        }
    }
    if let Some(function) = second {
        let result = call::call(world, &function, &[right.clone(), left.clone()])?;
        if !matches!(result, Value::NotImplemented) {
            return Ok(Some(result));
        }
    }
    Ok(None)
}

/// The right operand's class is a proper subclass of the left one's and has a method of its own.
fn overrides(right: &Rc<Class>, left: &Rc<Class>, name: &Str) -> bool {
    right.is_subclass(left)
        && match (right.lookup(name), left.lookup(name)) {
            (Some(own), Some(inherited)) => !own.is(&inherited),
            _ => true,
        }
}

/// The operator of the builtin types; none where they have no such operator.
///
/// # Errors
/// What the operator raises.
pub fn native(
    world: &mut World,
    kind: BinaryKind,
    left: &Value,
    right: &Value,
) -> Outcome<Option<Value>> {
    if let Some(number) = number::arithmetic(world, kind, left, right)? {
        return Ok(Some(number));
    }
    match (kind, left, right) {
        (BinaryKind::Add, _, _) => sequence::concatenate(world, left, right),
        (BinaryKind::Multiply, _, _) => sequence::multiply(world, left, right),
        (BinaryKind::Remainder, Value::Str(text), _) => {
            crate::vm::format::percent(world, text, right).map(|text| Some(Value::Str(text)))
        }
        (BinaryKind::Remainder, Value::Bytes(_), _) => {
            crate::builtins::bytes::text::percent(world, left, right).map(Some)
        }
        (BinaryKind::Or, Value::Dict(a), Value::Dict(b)) => {
            let (a, b) = (a.clone(), b.clone());
            dict::union(world, &a, &b).map(Some)
        }
        (
            BinaryKind::Or | BinaryKind::And | BinaryKind::Subtract | BinaryKind::Xor,
            Value::Set(_),
            Value::Set(_),
        ) => set::binary(world, kind, left, right),
        (BinaryKind::Or, _, _) if is_type(left) && is_type(right) && !both_none(left, right) => {
            Ok(generics::union(world, left, right))
        }
        _ => Ok(None),
    }
}

fn is_type(value: &Value) -> bool {
    matches!(value, Value::Class(_) | Value::None)
}

fn both_none(left: &Value, right: &Value) -> bool {
    matches!((left, right), (Value::None, Value::None))
}

fn unsupported(
    world: &mut World,
    kind: BinaryKind,
    left: &Value,
    right: &Value,
    equals: &str,
) -> Raise {
    let symbol = match kind {
        BinaryKind::Power if equals.is_empty() => "** or pow()",
        _ => kind.symbol(),
    };
    let (a, b) = (world.type_name(left), world.type_name(right));
    let hint = match (kind, left) {
        (BinaryKind::RightShift, Value::Native(native)) if native.name == "print" => {
            ". Did you mean \"print(<message>, file=<output_stream>)\"?"
        }
        _ => "",
    };
    world.type_error(format!(
        "unsupported operand type(s) for {symbol}{equals}: '{}' and '{}'{hint}",
        a.as_str(),
        b.as_str()
    ))
}

/// `left op= right`: the new value of the target.
///
/// # Errors
/// As [`binary`].
pub fn inplace(world: &mut World, kind: BinaryKind, left: &Value, right: &Value) -> Outcome {
    match left {
        Value::Int(..) | Value::Float(..) if !special::may_have_methods(right) => {
            if let Some(number) = number::arithmetic(world, kind, left, right)? {
                return Ok(number);
            }
        }
        _ if special::may_have_methods(left) => {
            let name = binary_names(kind).inplace;
            if let Some(function) = method(world, left, &name) {
                let result = call::call(world, &function, &[left.clone(), right.clone()])?;
                if !matches!(result, Value::NotImplemented) {
                    return Ok(result);
                }
            }
        }
        _ => {}
    }
    if mutate(world, kind, &left.unwrapped(), right)? {
        return Ok(left.clone());
    }
    match dispatch(world, kind, left, right)? {
        Some(result) => Ok(result),
        None => Err(unsupported(world, kind, left, right, "=")),
    }
}

/// Changes a mutable builtin object; false where there is no such in-place operator.
fn mutate(world: &mut World, kind: BinaryKind, target: &Value, operand: &Value) -> Outcome<bool> {
    match (kind, target) {
        (BinaryKind::Add, Value::List(list)) => {
            let items = iterate::collect(world, operand)?;
            let length = list.0.borrow().len();
            world.reserve(length + items.len())?;
            list.0.borrow_mut().extend(items);
            Ok(true)
        }
        (BinaryKind::Multiply, Value::List(list)) => {
            if !sequence::is_count(world, operand) {
                return Ok(false);
            }
            let count = sequence::repeat_count(world, operand)?;
            let mut items = list.0.borrow().clone();
            let repeated = sequence::repeat(world, &items, count)?;
            let old = list.0.replace(repeated);
            drop(old);
            drops::release(&mut items);
            Ok(true)
        }
        (BinaryKind::Or, Value::Dict(_)) => {
            call::call_method(world, target, "update", std::slice::from_ref(operand))?;
            Ok(true)
        }
        (
            BinaryKind::Or | BinaryKind::And | BinaryKind::Subtract | BinaryKind::Xor,
            Value::Set(set),
        ) if !set.frozen && matches!(operand.unwrapped(), Value::Set(_)) => {
            let name = match kind {
                BinaryKind::Or => "update",
                BinaryKind::And => "intersection_update",
                BinaryKind::Subtract => "difference_update",
                _ => "symmetric_difference_update",
            };
            call::call_method(world, target, name, std::slice::from_ref(operand))?;
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// `-x`, `+x`, `~x`, `not x`.
///
/// # Errors
/// TypeError "bad operand type for unary -: 'str'"; what a special method raises.
pub fn unary(world: &mut World, kind: UnaryKind, operand: &Value) -> Outcome {
    let (name, symbol) = match kind {
        UnaryKind::Not => return Ok(Value::Bool(!truth(world, operand)?)),
        UnaryKind::Negative => ("__neg__", "-"),
        UnaryKind::Positive => ("__pos__", "+"),
        UnaryKind::Invert => ("__invert__", "~"),
    };
    if let Some(result) = special::call_named(world, operand, name, &[])? {
        return Ok(result);
    }
    let native = operand.unwrapped();
    if special::is_unwrapped_object(operand, &native) {
        return unary(world, kind, &native);
    }
    let result = match (kind, &native) {
        // The sign belongs to the literal: a bar that is dragged edits `-5` as one number.
        (UnaryKind::Negative, Value::Int(origin, number)) => number
            .checked_neg()
            .map(|number| Value::Int(*origin, number)),
        (UnaryKind::Negative, Value::Float(origin, number)) => Some(Value::Float(*origin, -number)),
        (UnaryKind::Positive, Value::Int(..) | Value::Float(..) | Value::Big(_)) => {
            Some(native.clone())
        }
        _ => None,
    };
    if let Some(result) = result {
        return Ok(result);
    }
    if let Some(number) = Number::of(&native).and_then(Number::to_big) {
        let number = number.into_owned();
        return Ok(number::from_big(match kind {
            UnaryKind::Negative => -number,
            UnaryKind::Invert => -number - 1,
            _ => number,
        }));
    }
    let class = world.type_name(operand);
    Err(world.type_error(format!(
        "bad operand type for unary {symbol}: '{}'",
        class.as_str()
    )))
}

/// Python's truth of a value.
///
/// # Errors
/// What `__bool__` or `__len__` raise; TypeError where `__bool__` gives no bool.
pub fn truth(world: &mut World, value: &Value) -> Outcome<bool> {
    Ok(match value {
        Value::None => false,
        Value::Bool(truth) => *truth,
        Value::Int(_, number) => *number != 0,
        Value::Float(_, number) => *number != 0.0,
        Value::Str(text) => !text.is_empty(),
        Value::Bytes(bytes) => !bytes.is_empty(),
        Value::List(list) => !list.0.borrow().is_empty(),
        Value::Tuple(tuple) => !tuple.is_empty(),
        Value::Dict(dict) => !dict.is_empty(),
        Value::Set(set) => !set.keys.is_empty(),
        Value::Range(range) => !range.is_empty(),
        Value::NotImplemented => {
            return Err(world.type_error("NotImplemented should not be used in a boolean context"));
        }
        _ if special::may_have_methods(value) => return truth_of_object(world, value),
        _ => true,
    })
}

fn truth_of_object(world: &mut World, value: &Value) -> Outcome<bool> {
    let name = world.names.bool.clone();
    if let Some(function) = method(world, value, &name) {
        let result = call::call(world, &function, std::slice::from_ref(value))?;
        return match result {
            Value::Bool(truth) => Ok(truth),
            other => {
                let class = world.type_name(&other);
                let class = class.as_str();
                Err(world.type_error(format!("__bool__ should return bool, returned {class}")))
            }
        };
    }
    let native = value.unwrapped();
    let is_number = matches!(
        native,
        Value::Int(..) | Value::Big(_) | Value::Float(..) | Value::Bool(_)
    );
    let name = world.names.len.clone();
    if !is_number && method(world, value, &name).is_some() {
        return Ok(length(world, value)? != 0);
    }
    if matches!(native, Value::Instance(_)) || !matches!(value, Value::Instance(_)) {
        return Ok(true);
    }
    truth(world, &native)
}

/// `len(value)`.
///
/// # Errors
/// TypeError "object of type 'int' has no len()"; what `__len__` raises.
pub fn length(world: &mut World, value: &Value) -> Outcome<usize> {
    match value {
        Value::Str(text) => return Ok(text.len()),
        Value::Bytes(bytes) => return Ok(bytes.len()),
        Value::List(list) => return Ok(list.0.borrow().len()),
        Value::Tuple(tuple) => return Ok(tuple.len()),
        Value::Dict(dict) => return Ok(dict.len()),
        Value::Set(set) => return Ok(set.keys.len()),
        Value::Range(range) => return Ok(range.len()),
        _ => {}
    }
    let name = world.names.len.clone();
    if let Some(result) = special::call_special(world, value, &name, &[])? {
        let number = index(world, &result)?;
        return match usize::try_from(number) {
            Ok(number) => Ok(number),
            Err(_) => Err(world.value_error("__len__() should return >= 0")),
        };
    }
    let native = value.unwrapped();
    if matches!(value, Value::Instance(_)) && sequence::may_have_items(&native) {
        return length(world, &native);
    }
    let class = world.type_name(value);
    Err(world.type_error(format!("object of type '{}' has no len()", class.as_str())))
}

/// What stands for an integer, of any size: an `int`, or what `__index__` gives.
///
/// # Errors
/// TypeError "'float' object cannot be interpreted as an integer".
pub fn index_value(world: &mut World, value: &Value) -> Outcome {
    match value.unwrapped() {
        Value::Bool(truth) => return Ok(Value::int(i64::from(truth))),
        number @ (Value::Int(..) | Value::Big(_)) => return Ok(number),
        _ => {}
    }
    let name = world.names.index.clone();
    if let Some(function) = method(world, value, &name) {
        let result = call::call(world, &function, std::slice::from_ref(value))?;
        return match result.unwrapped() {
            Value::Bool(truth) => Ok(Value::int(i64::from(truth))),
            number @ (Value::Int(..) | Value::Big(_)) => Ok(number),
            _ => {
                let class = world.type_name(&result);
                let class = class.as_str();
                Err(world.type_error(format!("__index__ returned non-int (type {class})")))
            }
        };
    }
    let class = world.type_name(value);
    let class = class.as_str();
    Err(world.type_error(format!(
        "'{class}' object cannot be interpreted as an integer"
    )))
}

/// An integer that fits: a count, a position.
///
/// # Errors
/// TypeError where it is no integer, OverflowError where it does not fit.
pub fn index(world: &mut World, value: &Value) -> Outcome<i64> {
    match value {
        Value::Int(_, number) => Ok(*number),
        _ => match index_value(world, value)? {
            Value::Int(_, number) => Ok(number),
            _ => Err(world.error(
                "OverflowError",
                "cannot fit 'int' into an index-sized integer",
            )),
        },
    }
}

/// An integer of any size.
///
/// # Errors
/// As [`index_value`].
pub fn integer(world: &mut World, value: &Value) -> Outcome<BigInt> {
    let number = index_value(world, value)?;
    match Number::of(&number).and_then(Number::to_big) {
        Some(number) => Ok(number.into_owned()),
        None => unreachable!("index_value gives integers only"),
    }
}

/// A float from a number: what arguments of `math` functions and lengths of sleeps are.
///
/// # Errors
/// TypeError "must be real number, not str"; OverflowError.
pub fn real(world: &mut World, value: &Value) -> Outcome<f64> {
    match value {
        Value::Float(_, number) => return Ok(*number),
        #[expect(
            clippy::cast_precision_loss,
            reason = "rounds half to even, as CPython does"
        )]
        Value::Int(_, number) => return Ok(*number as f64),
        _ => {}
    }
    if let Some(result) = special::call_named(world, value, "__float__", &[])? {
        return match result.unwrapped() {
            Value::Float(_, number) => Ok(number),
            _ => {
                let (class, kind) = (world.type_name(value), world.type_name(&result));
                Err(world.type_error(format!(
                    "{}.__float__ returned non-float (type {})",
                    class.as_str(),
                    kind.as_str()
                )))
            }
        };
    }
    let native = value.unwrapped();
    if let Some(number) = Number::of(&native) {
        return match number.to_float() {
            Some(number) => Ok(number),
            None => Err(number::too_large_for_float(world)),
        };
    }
    if method(world, value, &world.names.index).is_some() {
        let number = index_value(world, value)?;
        return real(world, &number);
    }
    let class = world.type_name(value);
    Err(world.type_error(format!("must be real number, not {}", class.as_str())))
}

/// `divmod(left, right)`.
///
/// # Errors
/// As [`binary`], in the words of divmod.
pub fn divmod(world: &mut World, left: &Value, right: &Value) -> Outcome {
    let (forward, reflected) = (method_name("__divmod__"), method_name("__rdivmod__"));
    if let Some(result) = methods(world, &forward, &reflected, left, right)? {
        return Ok(result);
    }
    let (a, b) = (left.unwrapped(), right.unwrapped());
    if Number::of(&a).is_none() || Number::of(&b).is_none() {
        let (a, b) = (world.type_name(left), world.type_name(right));
        return Err(world.type_error(format!(
            "unsupported operand type(s) for divmod(): '{}' and '{}'",
            a.as_str(),
            b.as_str()
        )));
    }
    let quotient = binary(world, BinaryKind::FloorDivide, &a, &b)?;
    let remainder = binary(world, BinaryKind::Remainder, &a, &b)?;
    Ok(Value::tuple([quotient, remainder]))
}

/// `pow(base, exponent, modulus)`.
///
/// # Errors
/// TypeError where one is no integer; ValueError.
pub fn power_modulo(world: &mut World, base: &Value, exponent: &Value, modulus: &Value) -> Outcome {
    if matches!(modulus, Value::None | Value::Unbound) {
        return binary(world, BinaryKind::Power, base, exponent);
    }
    let name = method_name("__pow__");
    if let Some(function) = method(world, base, &name) {
        let args = [base.clone(), exponent.clone(), modulus.clone()];
        let result = call::call(world, &function, &args)?;
        if !matches!(result, Value::NotImplemented) {
            return Ok(result);
        }
    }
    let values = [base.unwrapped(), exponent.unwrapped(), modulus.unwrapped()];
    let numbers = [
        Number::of(&values[0]),
        Number::of(&values[1]),
        Number::of(&values[2]),
    ];
    if let [Some(a), Some(b), Some(c)] = numbers {
        let (Some(a), Some(b), Some(c)) = (a.to_big(), b.to_big(), c.to_big()) else {
            return Err(world
                .type_error("pow() 3rd argument not allowed unless all arguments are integers"));
        };
        return number::power_modulo(world, &a, &b, &c);
    }
    let [a, b, c] = [base, exponent, modulus].map(|value| world.type_name(value));
    Err(world.type_error(format!(
        "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
        a.as_str(),
        b.as_str(),
        c.as_str()
    )))
}

/// `abs(value)`.
///
/// # Errors
/// TypeError "bad operand type for abs(): 'str'".
pub fn absolute(world: &mut World, value: &Value) -> Outcome {
    if let Some(result) = special::call_named(world, value, "__abs__", &[])? {
        return Ok(result);
    }
    match value.unwrapped() {
        Value::Float(_, number) => return Ok(Value::float(number.abs())),
        native => {
            if let Some(number) = Number::of(&native).and_then(Number::to_big) {
                return Ok(number::from_big(number.abs()));
            }
        }
    }
    let class = world.type_name(value);
    Err(world.type_error(format!("bad operand type for abs(): '{}'", class.as_str())))
}

/// A count of bytes or characters that cannot be negative.
#[must_use]
pub fn clamp_size(number: i64) -> usize {
    number.max(0).to_usize().unwrap_or(usize::MAX)
}

/// The comparison with its operands exchanged.
#[must_use]
pub const fn swapped(kind: CompareKind) -> CompareKind {
    match kind {
        CompareKind::Less => CompareKind::Greater,
        CompareKind::LessEqual => CompareKind::GreaterEqual,
        CompareKind::Greater => CompareKind::Less,
        CompareKind::GreaterEqual => CompareKind::LessEqual,
        equality => equality,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_have_the_names_of_their_kind() {
        for kind in BINARY_KINDS {
            assert_eq!(BINARY_KINDS[kind as usize], kind);
        }
        assert_eq!(
            binary_names(BinaryKind::Power).reflected.as_str(),
            "__rpow__"
        );
        assert_eq!(binary_names(BinaryKind::Or).inplace.as_str(), "__ior__");
    }
}

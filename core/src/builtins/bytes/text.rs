//! Methods that bytes have in common with str: done by the str's own, over the same letters.
//!
//! Bytes that are no ASCII stand for letters of the private use area meanwhile, which are neither
//! letters nor digits and have no other case, as those bytes are to bytes' methods.

use crate::vm::{attribute, call, format};
use crate::world::World;
use crate::world::value::{Args, Native, Outcome, Value};

const PRIVATE: u32 = 0xE000;

fn to_letter(byte: u8) -> char {
    let code = u32::from(byte) + if byte.is_ascii() { 0 } else { PRIVATE };
    char::from_u32(code).unwrap_or_default()
}

fn to_byte(letter: char) -> u8 {
    let code = u32::from(letter);
    let byte = if code < PRIVATE { code } else { code - PRIVATE };
    u8::try_from(byte).unwrap_or(b'?')
}

fn to_text(value: &Value) -> Value {
    match value.unwrapped() {
        Value::Bytes(bytes) => {
            let text: String = bytes.iter().map(|byte| to_letter(*byte)).collect();
            Value::str(text)
        }
        Value::Tuple(items) => Value::tuple(items.iter().map(to_text).collect::<Vec<_>>()),
        _ => value.clone(),
    }
}

fn to_bytes(value: &Value) -> Value {
    match value {
        Value::Str(text) => Value::Bytes(
            text.as_str()
                .chars()
                .map(to_byte)
                .collect::<Vec<_>>()
                .into(),
        ),
        Value::Tuple(items) => Value::tuple(items.iter().map(to_bytes).collect::<Vec<_>>()),
        Value::List(items) => Value::list(items.0.borrow().iter().map(to_bytes).collect()),
        _ => value.clone(),
    }
}

fn through(world: &mut World, name: &str, args: Args<'_>) -> Outcome {
    let mut given: Vec<Value> = args.pos.iter().map(to_text).collect();
    if given.is_empty() {
        return Err(world.type_error(format!("unbound method bytes.{name}() needs an argument")));
    }
    if given[1..]
        .iter()
        .any(|value| matches!(value, Value::Str(_)))
        && args.pos[1..].iter().any(|value| value.as_str().is_some())
    {
        return Err(world.type_error("a bytes-like object is required, not 'str'"));
    }
    let receiver = given.remove(0);
    let method = attribute::get_text(world, &receiver, name)?;
    let args = Args {
        pos: &given,
        kw: args.kw,
    };
    let result = call::call_args(world, &method, args)?;
    Ok(to_bytes(&result))
}

/// `bytes % values`.
///
/// # Errors
/// As `str % values`.
pub(crate) fn percent(world: &mut World, format: &Value, values: &Value) -> Outcome {
    let Value::Str(text) = to_text(format) else {
        return Ok(Value::NotImplemented);
    };
    let made = format::percent(world, &text, &to_text(values))?;
    Ok(to_bytes(&Value::Str(made)))
}

/// `translate(table)`: each byte by what the table has in its place.
fn translate(world: &mut World, args: Args<'_>) -> Outcome {
    let (bytes, rest) = super::own(world, "translate", args)?;
    let [table, delete] =
        crate::builtins::args::bind(world, "translate", rest, &["table", "delete"], 1)?;
    let deleted = if delete.is_unbound() {
        Vec::new()
    } else {
        super::bytes_like(world, &delete)?.to_vec()
    };
    let table = if table.is_none() {
        None
    } else {
        Some(super::bytes_like(world, &table)?)
    };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(world.value_error("translation table must be 256 characters long"));
    }
    let kept = bytes.iter().filter(|byte| !deleted.contains(byte));
    let mapped = kept.map(|byte| match &table {
        Some(table) => table[usize::from(*byte)],
        None => *byte,
    });
    Ok(super::value(&mapped.collect::<Vec<_>>()))
}

/// `bytes.maketrans(from, to)`.
fn maketrans(world: &mut World, args: Args<'_>) -> Outcome {
    let [from, to] = crate::builtins::args::positional(world, "maketrans", args, 2)?;
    let (from, to) = (
        super::bytes_like(world, &from)?,
        super::bytes_like(world, &to)?,
    );
    if from.len() != to.len() {
        return Err(world.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (from, to) in from.iter().zip(&**to) {
        table[usize::from(*from)] = *to;
    }
    Ok(super::value(&table))
}

macro_rules! through_text {
    ($($name:literal),* $(,)?) => {
        &[
            $(Native::function($name, |world, args| through(world, $name, args)),)*
            Native::function("translate", translate),
            Native::fixed("maketrans", maketrans),
        ]
    };
}

pub(super) static METHODS: &[Native] = through_text![
    "capitalize",
    "center",
    "expandtabs",
    "isalnum",
    "isalpha",
    "isascii",
    "islower",
    "isspace",
    "istitle",
    "isupper",
    "ljust",
    "partition",
    "removeprefix",
    "removesuffix",
    "rjust",
    "rpartition",
    "rsplit",
    "swapcase",
    "title",
    "zfill",
];

//! Methods in Rust: their receiver, and CPython's words for a wrong number of arguments.

use super::args;
use crate::world::World;
use crate::world::value::{Args, Class, Outcome, Raise, Value};
use std::rc::Rc;

/// A method call taken apart.
pub struct Call<'a> {
    /// `list.append`: what messages name.
    pub name: &'static str,
    pub receiver: Value,
    /// The arguments behind the receiver.
    pub args: Args<'a>,
}

impl<'a> Call<'a> {
    /// The receiver and the rest; `name` is `type.method`.
    ///
    /// # Errors
    /// TypeError where there is no receiver.
    pub fn new(world: &mut World, name: &'static str, args: Args<'a>) -> Outcome<Self> {
        match args.pos.split_first() {
            Some((receiver, rest)) => Ok(Self {
                name,
                receiver: receiver.clone(),
                args: Args {
                    pos: rest,
                    kw: args.kw,
                },
            }),
            None => Err(world.type_error(format!("unbound method {name}() needs an argument"))),
        }
    }

    /// The method's name without its type.
    #[must_use]
    pub fn short_name(&self) -> &'static str {
        self.name
            .rsplit_once('.')
            .map_or(self.name, |(_, name)| name)
    }

    /// The receiver is of another type: the method was taken from the class and called.
    pub fn wrong_receiver(&self, world: &mut World) -> Raise {
        let (class, name) = self.name.split_once('.').unwrap_or(("object", self.name));
        let kind = world.type_name(&self.receiver);
        let kind = kind.as_str();
        let message =
            format!("descriptor '{name}' for '{class}' objects doesn't apply to a '{kind}' object");
        world.type_error(message)
    }

    /// No further arguments.
    ///
    /// # Errors
    /// TypeError in CPython's words.
    pub fn none(&self, world: &mut World) -> Outcome<()> {
        self.no_keywords(world)?;
        let given = self.args.pos.len();
        if given == 0 {
            return Ok(());
        }
        Err(args::wrong_count(world, self.name, 0, given))
    }

    /// Exactly one further argument.
    ///
    /// # Errors
    /// TypeError in CPython's words.
    pub fn one(&self, world: &mut World) -> Outcome {
        args::one(world, self.name, self.args)
    }

    /// Positional arguments only, `least` of them required.
    ///
    /// # Errors
    /// TypeError in CPython's words.
    pub fn some<const N: usize>(&self, world: &mut World, least: usize) -> Outcome<[Value; N]> {
        self.no_keywords(world)?;
        if self.args.pos.len() < least || self.args.pos.len() > N {
            return args::positional(world, self.short_name(), self.args, least);
        }
        args::positional(world, "", self.args, least)
    }

    /// # Errors
    /// TypeError where there are keyword arguments.
    pub fn no_keywords(&self, world: &mut World) -> Outcome<()> {
        args::no_keywords(world, self.name, self.args)
    }
}

/// The builtin class behind a class that is being instantiated, and the constructor's arguments.
///
/// # Errors
/// TypeError where the constructor is called without a class.
pub fn construction<'a>(world: &mut World, args: Args<'a>) -> Outcome<(Rc<Class>, Args<'a>)> {
    match args.pos.split_first() {
        Some((Value::Class(class), rest)) => {
            let native = class.native_base.clone().unwrap_or_else(|| class.clone());
            Ok((
                native,
                Args {
                    pos: rest,
                    kw: args.kw,
                },
            ))
        }
        _ => Err(world.type_error("object.__new__(X): X is not a type object")),
    }
}

/// The constructor takes one iterable at most, by position.
///
/// # Errors
/// TypeError in CPython's words.
pub fn one_iterable(world: &mut World, name: &str, args: Args<'_>) -> Outcome<Option<Value>> {
    args::no_keywords(world, name, args)?;
    match args.pos {
        [] => Ok(None),
        [iterable] => Ok(Some(iterable.clone())),
        more => {
            let given = more.len();
            Err(world.type_error(format!("{name} expected at most 1 argument, got {given}")))
        }
    }
}

/// An object's place in a sequence as `index(x, start, stop)` gives it: clipped to the length.
///
/// # Errors
/// TypeError where it is no integer.
pub fn clipped(world: &mut World, value: &Value, length: usize, default: usize) -> Outcome<usize> {
    if matches!(value, Value::Unbound) {
        return Ok(default);
    }
    let position = match crate::vm::operators::index_value(world, value) {
        Ok(Value::Int(_, position)) => position,
        Ok(Value::Big(number)) if number.sign() == num_bigint::Sign::Minus => i64::MIN,
        Ok(_) => i64::MAX,
        Err(Raise::Halt) => return Err(Raise::Halt),
        Err(_) => {
            return Err(
                world.type_error("slice indices must be integers or have an __index__ method")
            );
        }
    };
    let size = i64::try_from(length).unwrap_or(i64::MAX);
    let position = if position < 0 {
        position.saturating_add(size).max(0)
    } else {
        position
    };
    Ok(usize::try_from(position).unwrap_or(usize::MAX))
}

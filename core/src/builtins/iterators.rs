//! Iterator objects: what all have in common, and `enumerate`, `zip`, `map`, `filter`, `reversed`.

use super::args;
use super::method::{self, Call};
use crate::vm::operators::special;
use crate::vm::{attribute, call, iterate, operators};
use crate::world::World;
use crate::world::iter::{Iter, IterState, Lazy};
use crate::world::value::{Args, Native, NativeCall, Outcome, Raise, Str, Value};
use std::rc::Rc;

static COMMON: &[Native] = &[
    Native::function("__iter__", itself),
    Native::function("__next__", next),
    Native::function("__length_hint__", length_hint),
];

/// The classes that are functions at the same time.
static CLASSES: &[(&str, NativeCall)] = &[
    ("enumerate", enumerate),
    ("filter", filter),
    ("map", map),
    ("reversed", reversed),
    ("zip", zip),
];

pub fn install(world: &mut World) {
    super::add(&world.types.iterator.dict, COMMON);
    for (name, construct) in CLASSES {
        let class = world.types.iterator(name);
        class.construct.set(Some(*construct));
        world.builtins.set_text(name, Value::Class(class));
    }
}

/// An iterator object of a lazy iterator.
#[must_use]
pub fn lazy(lazy: impl Lazy + 'static) -> Value {
    Iter::value(IterState::Lazy(Box::new(lazy)))
}

/// StopIteration without a value.
#[must_use]
pub fn stop(world: &mut World) -> Raise {
    let class = world.types.exception("StopIteration");
    world.raise_class(&class, Vec::new())
}

fn itself(world: &mut World, args: Args<'_>) -> Outcome {
    let call = Call::new(world, "iterator.__iter__", args)?;
    call.none(world)?;
    Ok(call.receiver)
}

fn next(world: &mut World, args: Args<'_>) -> Outcome {
    let call = Call::new(world, "iterator.__next__", args)?;
    call.none(world)?;
    let Value::Iter(iter) = &call.receiver else {
        return Err(call.wrong_receiver(world));
    };
    match iterate::advance(world, iter)? {
        Some(item) => Ok(item),
        None => Err(stop(world)),
    }
}

fn length_hint(world: &mut World, args: Args<'_>) -> Outcome {
    let call = Call::new(world, "iterator.__length_hint__", args)?;
    let Value::Iter(iter) = &call.receiver else {
        return Err(call.wrong_receiver(world));
    };
    let left = match &*iter.state.borrow() {
        IterState::List { list, next } => list.0.borrow().len().saturating_sub(*next),
        IterState::ListReversed { next, .. } => *next,
        IterState::Tuple { tuple, next } => tuple.len().saturating_sub(*next),
        IterState::Range { left, .. } => *left,
        IterState::Set { order, next, .. } => order.len().saturating_sub(*next),
        IterState::Dict { len, .. } => *len,
        IterState::Bytes { bytes, next } => bytes.len().saturating_sub(*next),
        IterState::Str { text, next } => text.as_str()[*next..].chars().count(),
        _ => 0,
    };
    Ok(Value::size(left))
}

fn enumerate(world: &mut World, args: Args<'_>) -> Outcome {
    let (_, args) = method::construction(world, args)?;
    if args.pos.len() + args.kw.len() > 2 {
        let given = args.pos.len() + args.kw.len();
        let message = format!("enumerate() takes at most 2 arguments ({given} given)");
        return Err(world.type_error(message));
    }
    // The one place that CPython tells in these words.
    let names = ["iterable", "start"];
    let unknown = |(name, _): &&(Rc<Str>, Value)| !names.contains(&name.as_str());
    let alone = args.pos.is_empty() && args.kw.len() == 1;
    let odd = |(name, _): &&(Rc<Str>, Value)| alone && name.as_str() == "start";
    if let Some((name, _)) = args.kw.iter().find(unknown).or(args.kw.iter().find(odd)) {
        let name = name.as_str();
        let message = format!("'{name}' is an invalid keyword argument for enumerate()");
        return Err(world.type_error(message));
    }
    if args.pos.is_empty() && args.kw.is_empty() {
        return Err(world.type_error("enumerate() missing required argument 'iterable'"));
    }
    let [iterable, start] = args::bind(world, "enumerate", args, &names, 1)?;
    let next = if start.is_unbound() {
        0
    } else {
        operators::index(world, &start)?
    };
    let inner = iterate::iter(world, &iterable)?;
    Ok(Iter::value(IterState::Enumerate { inner, next }))
}

/// The keyword argument `strict` of `zip` and `map`.
fn strictness(world: &mut World, name: &str, args: Args<'_>) -> Outcome<bool> {
    let keywords = Args {
        pos: &[],
        kw: args.kw,
    };
    let [strict] = args::bind(world, name, keywords, &["strict"], 0)?;
    Ok(!strict.is_unbound() && operators::truth(world, &strict)?)
}

/// Several iterators that go side by side.
struct Side {
    name: &'static str,
    iterators: Vec<Value>,
    strict: bool,
}

impl Side {
    fn new(
        world: &mut World,
        name: &'static str,
        iterables: &[Value],
        strict: bool,
    ) -> Outcome<Self> {
        let mut iterators = Vec::with_capacity(iterables.len());
        for iterable in iterables {
            iterators.push(iterate::iter(world, iterable)?);
        }
        Ok(Self {
            name,
            iterators,
            strict,
        })
    }

    /// One item of each; none as soon as one has ended.
    fn step(&self, world: &mut World) -> Outcome<Option<Vec<Value>>> {
        let mut items = Vec::with_capacity(self.iterators.len());
        for (at, iterator) in self.iterators.iter().enumerate() {
            match iterate::next(world, iterator)? {
                Some(item) => items.push(item),
                None if !self.strict => return Ok(None),
                None if at > 0 => return Err(self.unequal(world, at, "shorter")),
                None => {
                    for (at, iterator) in self.iterators.iter().enumerate().skip(1) {
                        if iterate::next(world, iterator)?.is_some() {
                            return Err(self.unequal(world, at, "longer"));
                        }
                    }
                    return Ok(None);
                }
            }
        }
        Ok(Some(items))
    }

    fn unequal(&self, world: &mut World, at: usize, how: &str) -> Raise {
        let others = if at == 1 {
            " 1".to_owned()
        } else {
            format!("s 1-{at}")
        };
        let message = format!(
            "{}() argument {} is {how} than argument{others}",
            self.name,
            at + 1
        );
        world.value_error(message)
    }
}

struct Zip(Side);

impl Lazy for Zip {
    fn type_name(&self) -> &'static str {
        "zip"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        if self.0.iterators.is_empty() {
            return Ok(None);
        }
        Ok(self.0.step(world)?.map(Value::tuple))
    }

    fn clear(&mut self) {
        self.0.iterators.clear();
    }
}

fn zip(world: &mut World, args: Args<'_>) -> Outcome {
    let (_, args) = method::construction(world, args)?;
    let strict = strictness(world, "zip", args)?;
    Ok(lazy(Zip(Side::new(world, "zip", args.pos, strict)?)))
}

struct Map {
    function: Value,
    side: Side,
}

impl Lazy for Map {
    fn type_name(&self) -> &'static str {
        "map"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        match self.side.step(world)? {
            Some(items) => call::call(world, &self.function, &items).map(Some),
            None => Ok(None),
        }
    }

    fn clear(&mut self) {
        self.function = Value::None;
        self.side.iterators.clear();
    }
}

fn map(world: &mut World, args: Args<'_>) -> Outcome {
    let (_, args) = method::construction(world, args)?;
    let strict = strictness(world, "map", args)?;
    let [function, iterables @ ..] = args.pos else {
        return Err(world.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(world.type_error("map() must have at least two arguments."));
    }
    let side = Side::new(world, "map", iterables, strict)?;
    Ok(lazy(Map {
        function: function.clone(),
        side,
    }))
}

/// `filter` and `itertools.filterfalse`.
pub struct Filter {
    name: &'static str,
    /// None stands for the items' own truth.
    function: Value,
    inner: Value,
    wanted: bool,
}

impl Filter {
    /// Reads the arguments `function, iterable`.
    ///
    /// # Errors
    /// TypeError for others.
    pub fn make(world: &mut World, name: &'static str, wanted: bool, args: Args<'_>) -> Outcome {
        let (_, args) = method::construction(world, args)?;
        let [function, iterable] = args::positional(world, name, args, 2)?;
        let inner = iterate::iter(world, &iterable)?;
        Ok(lazy(Self {
            name,
            function,
            inner,
            wanted,
        }))
    }
}

impl Lazy for Filter {
    fn type_name(&self) -> &'static str {
        self.name
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        while let Some(item) = iterate::next(world, &self.inner)? {
            let truth = if self.function.is_none() {
                operators::truth(world, &item)?
            } else {
                call::call_truth(world, &self.function, std::slice::from_ref(&item))?
            };
            if truth == self.wanted {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    fn clear(&mut self) {
        self.function = Value::None;
        self.inner = Value::None;
    }
}

fn filter(world: &mut World, args: Args<'_>) -> Outcome {
    Filter::make(world, "filter", true, args)
}

/// `reversed` of what has a length and items by number.
struct Reversed {
    object: Value,
    /// Items that are left.
    left: usize,
}

impl Lazy for Reversed {
    fn type_name(&self) -> &'static str {
        "reversed"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        let Some(at) = self.left.checked_sub(1) else {
            return Ok(None);
        };
        match operators::get_item(world, &self.object, &Value::size(at)) {
            Ok(item) => {
                self.left = at;
                Ok(Some(item))
            }
            Err(raise) => {
                self.left = 0;
                let ends = ["IndexError", "StopIteration"]
                    .iter()
                    .any(|kind| crate::vm::exception::is_kind(world, &raise, kind));
                if ends { Ok(None) } else { Err(raise) }
            }
        }
    }

    fn clear(&mut self) {
        self.object = Value::None;
    }
}

fn reversed(world: &mut World, args: Args<'_>) -> Outcome {
    let (_, args) = method::construction(world, args)?;
    let [object] = args::positional(world, "reversed", args, 1)?;
    if let Value::Range(range) = &object {
        let left = range.len();
        let last = i64::try_from(left).unwrap_or(0) - 1;
        let next = range.start.wrapping_add(last.wrapping_mul(range.step));
        return Ok(Iter::value(IterState::Range {
            next,
            step: -range.step,
            left,
        }));
    }
    let name = world.names.reversed.clone();
    let not_reversible = |world: &mut World| {
        let class = world.type_name(&object);
        Err(world.type_error(format!("'{}' object is not reversible", class.as_str())))
    };
    if let Some(Value::None) = world.class_of(&object).lookup(&name) {
        return not_reversible(world);
    }
    if let Some(method) = attribute::special(world, &object, &name)? {
        return call::call(world, &method, &[]);
    }
    let is_sequence = match object.unwrapped() {
        Value::Tuple(_) | Value::Str(_) | Value::Bytes(_) => true,
        Value::Dict(_) | Value::Set(_) => false,
        _ => special::method(world, &object, &world.names.getitem).is_some(),
    };
    if !is_sequence {
        return not_reversible(world);
    }
    let left = operators::length(world, &object)?;
    Ok(lazy(Reversed { object, left }))
}

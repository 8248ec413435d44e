//! `itertools`, natively: its iterators are as lazy as CPython's.

mod arrange;
mod group;
mod select;

use super::args;
use super::iterators::{Filter, lazy};
use super::method;
use crate::code::BinaryKind;
use crate::vm::{call, format, iterate, operators};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::iter::Lazy;
use crate::world::value::{Args, Native, NativeCall, Outcome, Str, Value};
use std::rc::Rc;

static CLASSES: &[(&str, NativeCall)] = &[
    ("accumulate", accumulate),
    ("batched", group::batched),
    ("chain", chain),
    ("combinations", arrange::combinations),
    (
        "combinations_with_replacement",
        arrange::combinations_with_replacement,
    ),
    ("compress", select::compress),
    ("count", count),
    ("cycle", cycle),
    ("dropwhile", select::dropwhile),
    ("filterfalse", filterfalse),
    ("groupby", group::groupby),
    ("islice", select::islice),
    ("pairwise", group::pairwise),
    ("permutations", arrange::permutations),
    ("product", arrange::product),
    ("repeat", repeat),
    ("starmap", starmap),
    ("takewhile", select::takewhile),
    ("zip_longest", group::zip_longest),
];

static FUNCTIONS: &[Native] = &[Native::function("tee", group::tee)];

static CHAIN: &[Native] = &[Native::class("from_iterable", chain_from_iterable)];

/// The module `itertools`.
///
/// # Errors
/// None of its own.
pub fn module(world: &mut World, dict: &Rc<Dict>) -> Outcome<()> {
    let name = Str::new("itertools");
    for (class_name, construct) in CLASSES {
        let class = world.types.iterator(class_name);
        class.construct.set(Some(*construct));
        *class.module.borrow_mut() = name.clone();
        dict.set_text(class_name, Value::Class(class));
    }
    for hidden in ["_grouper", "_tee"] {
        *world.types.iterator(hidden).module.borrow_mut() = name.clone();
    }
    super::add(&world.types.iterator("chain").dict, CHAIN);
    super::add(dict, FUNCTIONS);
    Ok(())
}

/// The constructor's arguments, without the class.
fn arguments<'a>(world: &mut World, args: Args<'a>) -> Outcome<Args<'a>> {
    method::construction(world, args).map(|(_, args)| args)
}

struct Count {
    next: Value,
    step: Value,
}

impl Lazy for Count {
    fn type_name(&self) -> &'static str {
        "count"
    }

    fn text(&self, world: &mut World) -> Outcome<Option<String>> {
        let next = format::repr(world, &self.next)?;
        let step = format::repr(world, &self.step)?;
        Ok(Some(match step.as_str() {
            "1" => format!("count({})", next.as_str()),
            step => format!("count({}, {step})", next.as_str()),
        }))
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        let following = operators::binary(world, BinaryKind::Add, &self.next, &self.step)?;
        Ok(Some(std::mem::replace(&mut self.next, following)))
    }
}

fn count(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let [start, step] = args::bind(world, "count", args, &["start", "step"], 0)?;
    let number = |world: &mut World, value: Value, default: i64| {
        if value.is_unbound() {
            return Ok(Value::int(default));
        }
        match value.unwrapped() {
            Value::Int(_, number) => Ok(Value::int(number)),
            Value::Float(_, number) => Ok(Value::float(number)),
            Value::Bool(_) | Value::Big(_) | Value::Instance(_) => Ok(value),
            _ => Err(world.type_error("a number is required")),
        }
    };
    let next = number(world, start, 0)?;
    let step = number(world, step, 1)?;
    Ok(lazy(Count { next, step }))
}

struct Cycle {
    inner: Option<Value>,
    seen: Vec<Value>,
    next: usize,
}

impl Lazy for Cycle {
    fn type_name(&self) -> &'static str {
        "cycle"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        if let Some(inner) = &self.inner {
            if let Some(item) = iterate::next(world, inner)? {
                world.reserve(self.seen.len() + 1)?;
                self.seen.push(item.clone());
                return Ok(Some(item));
            }
            self.inner = None;
        }
        let Some(item) = self.seen.get(self.next).cloned() else {
            return Ok(None);
        };
        self.next = (self.next + 1) % self.seen.len();
        Ok(Some(item))
    }

    fn clear(&mut self) {
        self.inner = None;
        self.seen.clear();
    }
}

fn cycle(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let [iterable] = args::positional(world, "cycle", args, 1)?;
    let inner = Some(iterate::iter(world, &iterable)?);
    Ok(lazy(Cycle {
        inner,
        seen: Vec::new(),
        next: 0,
    }))
}

struct Repeat {
    object: Value,
    /// None for ever.
    left: Option<i64>,
}

impl Lazy for Repeat {
    fn type_name(&self) -> &'static str {
        "repeat"
    }

    fn text(&self, world: &mut World) -> Outcome<Option<String>> {
        let object = format::repr(world, &self.object)?;
        Ok(Some(match self.left {
            Some(left) => format!("repeat({}, {left})", object.as_str()),
            None => format!("repeat({})", object.as_str()),
        }))
    }

    fn next(&mut self, _world: &mut World) -> Outcome<Option<Value>> {
        if let Some(left) = &mut self.left {
            if *left <= 0 {
                return Ok(None);
            }
            *left -= 1;
        }
        Ok(Some(self.object.clone()))
    }

    fn clear(&mut self) {
        self.object = Value::None;
    }
}

fn repeat(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let [object, times] = args::bind(world, "repeat", args, &["object", "times"], 1)?;
    let left = if times.is_unbound() {
        None
    } else {
        Some(operators::index(world, &times)?)
    };
    Ok(lazy(Repeat { object, left }))
}

struct Chain {
    /// Gives the iterables.
    outer: Option<Value>,
    inner: Option<Value>,
}

impl Lazy for Chain {
    fn type_name(&self) -> &'static str {
        "chain"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        loop {
            if let Some(inner) = &self.inner {
                if let Some(item) = iterate::next(world, inner)? {
                    return Ok(Some(item));
                }
                self.inner = None;
            }
            let Some(outer) = &self.outer else {
                return Ok(None);
            };
            match iterate::next(world, outer)? {
                Some(iterable) => self.inner = Some(iterate::iter(world, &iterable)?),
                None => self.outer = None,
            }
        }
    }

    fn clear(&mut self) {
        self.outer = None;
        self.inner = None;
    }
}

fn chain(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    args::no_keywords(world, "chain", args)?;
    let outer = iterate::iter(world, &Value::tuple(args.pos))?;
    Ok(lazy(Chain {
        outer: Some(outer),
        inner: None,
    }))
}

fn chain_from_iterable(world: &mut World, args: Args<'_>) -> Outcome {
    let [_, iterable] = args::positional(world, "from_iterable", args, 2)?;
    let outer = iterate::iter(world, &iterable)?;
    Ok(lazy(Chain {
        outer: Some(outer),
        inner: None,
    }))
}

fn filterfalse(world: &mut World, args: Args<'_>) -> Outcome {
    Filter::make(world, "filterfalse", false, args)
}

struct Starmap {
    function: Value,
    inner: Value,
}

impl Lazy for Starmap {
    fn type_name(&self) -> &'static str {
        "starmap"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        let Some(item) = iterate::next(world, &self.inner)? else {
            return Ok(None);
        };
        let items = iterate::collect(world, &item)?;
        call::call(world, &self.function, &items).map(Some)
    }

    fn clear(&mut self) {
        self.function = Value::None;
        self.inner = Value::None;
    }
}

fn starmap(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let [function, iterable] = args::positional(world, "starmap", args, 2)?;
    let inner = iterate::iter(world, &iterable)?;
    Ok(lazy(Starmap { function, inner }))
}

struct Accumulate {
    inner: Value,
    /// None stands for addition.
    function: Option<Value>,
    initial: Option<Value>,
    total: Option<Value>,
}

impl Lazy for Accumulate {
    fn type_name(&self) -> &'static str {
        "accumulate"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        if let Some(initial) = self.initial.take() {
            self.total = Some(initial.clone());
            return Ok(Some(initial));
        }
        let Some(item) = iterate::next(world, &self.inner)? else {
            return Ok(None);
        };
        let total = match (&self.total, &self.function) {
            (None, _) => item,
            (Some(total), None) => operators::binary(world, BinaryKind::Add, total, &item)?,
            (Some(total), Some(function)) => call::call(world, function, &[total.clone(), item])?,
        };
        self.total = Some(total.clone());
        Ok(Some(total))
    }

    fn clear(&mut self) {
        self.inner = Value::None;
        self.function = None;
        self.initial = None;
        self.total = None;
    }
}

fn accumulate(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let names = &["iterable", "func", "initial"];
    let [iterable, function, initial] = args::bind(world, "accumulate", args, names, 1)?;
    let inner = iterate::iter(world, &iterable)?;
    let (function, initial) = (args::optional(function), args::optional(initial));
    Ok(lazy(Accumulate {
        inner,
        function,
        initial,
        total: None,
    }))
}

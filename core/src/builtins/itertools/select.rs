//! Iterators that leave items of another one out.

use super::arguments;
use crate::builtins::args;
use crate::builtins::iterators::lazy;
use crate::vm::{call, iterate, operators};
use crate::world::World;
use crate::world::iter::Lazy;
use crate::world::value::{Args, Outcome, Value};

struct TakeWhile {
    predicate: Value,
    /// None once the predicate has failed.
    inner: Option<Value>,
}

impl Lazy for TakeWhile {
    fn type_name(&self) -> &'static str {
        "takewhile"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        let Some(inner) = &self.inner else {
            return Ok(None);
        };
        let Some(item) = iterate::next(world, inner)? else {
            return Ok(None);
        };
        if call::call_truth(world, &self.predicate, std::slice::from_ref(&item))? {
            return Ok(Some(item));
        }
        self.inner = None;
        Ok(None)
    }

    fn clear(&mut self) {
        self.predicate = Value::None;
        self.inner = None;
    }
}

pub fn takewhile(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let [predicate, iterable] = args::positional(world, "takewhile", args, 2)?;
    let inner = Some(iterate::iter(world, &iterable)?);
    Ok(lazy(TakeWhile { predicate, inner }))
}

struct DropWhile {
    /// None once it has failed.
    predicate: Option<Value>,
    inner: Value,
}

impl Lazy for DropWhile {
    fn type_name(&self) -> &'static str {
        "dropwhile"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        while let Some(item) = iterate::next(world, &self.inner)? {
            if let Some(predicate) = &self.predicate {
                if call::call_truth(world, predicate, std::slice::from_ref(&item))? {
                    continue;
                }
                self.predicate = None;
            }
            return Ok(Some(item));
        }
        Ok(None)
    }

    fn clear(&mut self) {
        self.predicate = None;
        self.inner = Value::None;
    }
}

pub fn dropwhile(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let [predicate, iterable] = args::positional(world, "dropwhile", args, 2)?;
    let inner = iterate::iter(world, &iterable)?;
    Ok(lazy(DropWhile {
        predicate: Some(predicate),
        inner,
    }))
}

struct Compress {
    data: Value,
    selectors: Value,
}

impl Lazy for Compress {
    fn type_name(&self) -> &'static str {
        "compress"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        loop {
            let Some(item) = iterate::next(world, &self.data)? else {
                return Ok(None);
            };
            let Some(selector) = iterate::next(world, &self.selectors)? else {
                return Ok(None);
            };
            if operators::truth(world, &selector)? {
                return Ok(Some(item));
            }
        }
    }

    fn clear(&mut self) {
        self.data = Value::None;
        self.selectors = Value::None;
    }
}

pub fn compress(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let [data, selectors] = args::bind(world, "compress", args, &["data", "selectors"], 2)?;
    let data = iterate::iter(world, &data)?;
    let selectors = iterate::iter(world, &selectors)?;
    Ok(lazy(Compress { data, selectors }))
}

struct Islice {
    inner: Option<Value>,
    /// Number of the item that comes next from inside.
    at: u64,
    wanted: u64,
    stop: Option<u64>,
    step: u64,
}

impl Lazy for Islice {
    fn type_name(&self) -> &'static str {
        "islice"
    }

    fn next(&mut self, world: &mut World) -> Outcome<Option<Value>> {
        let Some(inner) = &self.inner else {
            return Ok(None);
        };
        let first = self.stop.map_or(self.wanted, |stop| stop.min(self.wanted));
        while self.at < first {
            if iterate::next(world, inner)?.is_none() {
                self.inner = None;
                return Ok(None);
            }
            self.at += 1;
        }
        if self.stop.is_some_and(|stop| self.at >= stop) {
            self.inner = None;
            return Ok(None);
        }
        let item = iterate::next(world, inner)?;
        if item.is_none() {
            self.inner = None;
        }
        self.at += 1;
        self.wanted = self.wanted.saturating_add(self.step);
        Ok(item)
    }

    fn clear(&mut self) {
        self.inner = None;
    }
}

/// A number of `islice` that may be None.
fn bound(world: &mut World, value: &Value, default: u64, complaint: &str) -> Outcome<u64> {
    match value {
        Value::None | Value::Unbound => Ok(default),
        given => match operators::index(world, given).map(u64::try_from) {
            Ok(Ok(number)) => Ok(number),
            _ => Err(world.value_error(complaint)),
        },
    }
}

pub fn islice(world: &mut World, args: Args<'_>) -> Outcome {
    const STOP: &str =
        "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const INDICES: &str = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
    const STEP: &str = "Step for islice() must be a positive integer or None.";
    let args = arguments(world, args)?;
    let given = args.pos.len();
    let [iterable, first, second, step] = args::positional(world, "islice", args, 2)?;
    let (start, stop) = if given == 2 {
        (Value::None, first)
    } else {
        (first, second)
    };
    let stop_number = bound(world, &stop, 0, STOP)?;
    let stop = if stop.is_none() {
        None
    } else {
        Some(stop_number)
    };
    let wanted = bound(world, &start, 0, INDICES)?;
    let step = bound(world, &step, 1, STEP)?;
    if step == 0 {
        return Err(world.value_error(STEP));
    }
    let inner = Some(iterate::iter(world, &iterable)?);
    Ok(lazy(Islice {
        inner,
        at: 0,
        wanted,
        stop,
        step,
    }))
}

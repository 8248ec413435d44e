//! `product`, `permutations`, `combinations`: each result is found from the one before.

use super::arguments;
use crate::builtins::args;
use crate::builtins::iterators::lazy;
use crate::vm::{iterate, operators};
use crate::world::World;
use crate::world::iter::Lazy;
use crate::world::value::{Args, Outcome, Value};

/// How the indices of one result become those of the next; false at the end.
type Advance = fn(&mut Arrangement) -> bool;

/// A choice of items from pools, by their indices.
struct Arrangement {
    name: &'static str,
    /// One pool for every place (`product`), or one for all of them.
    pools: Vec<Vec<Value>>,
    indices: Vec<usize>,
    /// Permutations: how often each place must still be changed.
    cycles: Vec<usize>,
    advance: Advance,
    begun: bool,
    ended: bool,
}

impl Lazy for Arrangement {
    fn type_name(&self) -> &'static str {
        self.name
    }

    fn next(&mut self, _world: &mut World) -> Outcome<Option<Value>> {
        if self.ended {
            return Ok(None);
        }
        if self.begun {
            let advance = self.advance;
            if !advance(self) {
                self.ended = true;
                return Ok(None);
            }
        }
        self.begun = true;
        let length = if self.cycles.is_empty() {
            self.indices.len()
        } else {
            self.cycles.len()
        };
        let items = self.indices[..length]
            .iter()
            .enumerate()
            .map(|(place, index)| {
                let pool = if self.pools.len() == 1 { 0 } else { place };
                self.pools[pool][*index].clone()
            });
        Ok(Some(Value::tuple(items.collect::<Vec<_>>())))
    }

    fn clear(&mut self) {
        self.ended = true;
        self.pools.clear();
    }
}

fn advance_product(state: &mut Arrangement) -> bool {
    for place in (0..state.indices.len()).rev() {
        let pool = if state.pools.len() == 1 { 0 } else { place };
        state.indices[place] += 1;
        if state.indices[place] < state.pools[pool].len() {
            return true;
        }
        state.indices[place] = 0;
    }
    false
}

fn advance_permutation(state: &mut Arrangement) -> bool {
    let size = state.indices.len();
    for place in (0..state.cycles.len()).rev() {
        state.cycles[place] -= 1;
        if state.cycles[place] == 0 {
            state.indices[place..].rotate_left(1);
            state.cycles[place] = size - place;
        } else {
            let other = size - state.cycles[place];
            state.indices.swap(place, other);
            return true;
        }
    }
    false
}

fn advance_combination(state: &mut Arrangement) -> bool {
    let (size, length) = (state.pools[0].len(), state.indices.len());
    for place in (0..length).rev() {
        if state.indices[place] < size - length + place {
            let first = state.indices[place] + 1;
            for (offset, index) in state.indices[place..].iter_mut().enumerate() {
                *index = first + offset;
            }
            return true;
        }
    }
    false
}

fn advance_replacement(state: &mut Arrangement) -> bool {
    let size = state.pools[0].len();
    for place in (0..state.indices.len()).rev() {
        if state.indices[place] + 1 < size {
            let next = state.indices[place] + 1;
            state.indices[place..].fill(next);
            return true;
        }
    }
    false
}

fn length(world: &mut World, value: &Value) -> Outcome<usize> {
    match usize::try_from(operators::index(world, value)?) {
        Ok(length) => Ok(length),
        Err(_) => Err(world.value_error("r must be non-negative")),
    }
}

pub fn product(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let keywords = Args {
        pos: &[],
        kw: args.kw,
    };
    let [repeat] = args::bind(world, "product", keywords, &["repeat"], 0)?;
    let repeat = if repeat.is_unbound() {
        1
    } else {
        operators::index(world, &repeat)?
    };
    let Ok(repeat) = usize::try_from(repeat) else {
        return Err(world.value_error("repeat argument cannot be negative"));
    };
    let mut once = Vec::with_capacity(args.pos.len());
    for iterable in args.pos {
        once.push(iterate::collect(world, iterable)?);
    }
    world.reserve(once.len().saturating_mul(repeat))?;
    let pools: Vec<Vec<Value>> = std::iter::repeat_n(once, repeat).flatten().collect();
    Ok(lazy(Arrangement {
        name: "product",
        indices: vec![0; pools.len()],
        ended: pools.iter().any(Vec::is_empty),
        pools,
        cycles: Vec::new(),
        advance: advance_product,
        begun: false,
    }))
}

pub fn permutations(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let [iterable, wanted] = args::bind(world, "permutations", args, &["iterable", "r"], 1)?;
    let pool = iterate::collect(world, &iterable)?;
    let size = pool.len();
    let length = match wanted {
        Value::None | Value::Unbound => size,
        given => length(world, &given)?,
    };
    if length == 0 {
        return Ok(once_empty("permutations"));
    }
    Ok(lazy(Arrangement {
        name: "permutations",
        pools: vec![pool],
        indices: (0..size).collect(),
        ended: length > size,
        cycles: (0..length.min(size)).map(|place| size - place).collect(),
        advance: advance_permutation,
        begun: false,
    }))
}

/// The one choice of nothing.
fn once_empty(name: &'static str) -> Value {
    lazy(Arrangement {
        name,
        pools: Vec::new(),
        indices: Vec::new(),
        cycles: Vec::new(),
        advance: |_| false,
        begun: false,
        ended: false,
    })
}

pub fn combinations(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let [iterable, wanted] = args::bind(world, "combinations", args, &["iterable", "r"], 2)?;
    let pool = iterate::collect(world, &iterable)?;
    let length = length(world, &wanted)?;
    let ended = length > pool.len();
    Ok(lazy(Arrangement {
        name: "combinations",
        indices: (0..length.min(pool.len())).collect(),
        pools: vec![pool],
        cycles: Vec::new(),
        advance: advance_combination,
        begun: false,
        ended,
    }))
}

pub fn combinations_with_replacement(world: &mut World, args: Args<'_>) -> Outcome {
    let args = arguments(world, args)?;
    let name = "combinations_with_replacement";
    let [iterable, wanted] = args::bind(world, name, args, &["iterable", "r"], 2)?;
    let pool = iterate::collect(world, &iterable)?;
    let length = length(world, &wanted)?;
    world.reserve(length)?;
    let ended = pool.is_empty() && length > 0;
    Ok(lazy(Arrangement {
        name,
        indices: vec![0; length],
        pools: vec![pool],
        cycles: Vec::new(),
        advance: advance_replacement,
        begun: false,
        ended,
    }))
}

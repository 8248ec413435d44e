//! Module `random`: CPython's numbers for CPython's seeds.
//!
//! The module's functions draw from the run's own generator, which begins with seed 0; objects of
//! `Random` have a generator each. A [`Source`] says which of them a function draws from.

mod distributions;
mod pick;
mod sha512;
mod twister;

pub use twister::Twister;

use super::args;
use crate::vm::operators::{self, Number, number};
use crate::vm::{format, mapping};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::types::builtin;
use crate::world::value::{Args, Layout, Native, Object, Outcome, Payload, Value};
use num_bigint::BigUint;
use num_traits::ToPrimitive;
use std::cell::RefCell;
use std::rc::Rc;

/// The inside of a `Random` object.
struct Generator(RefCell<Twister>);

impl Payload for Generator {}

/// Which generator is drawn from.
enum Source {
    /// The module's own.
    Shared,
    Object(Rc<Object>),
}

impl Source {
    /// Does something with the generator. No code of the program runs meanwhile.
    fn with<T>(&self, world: &mut World, act: impl FnOnce(&mut Twister) -> T) -> T {
        match self {
            Self::Shared => act(&mut world.random),
            Self::Object(object) => match object.get::<Generator>() {
                Some(generator) => act(&mut generator.0.borrow_mut()),
                None => unreachable!("a source is made of a Random object only"),
            },
        }
    }

    fn random(&self, world: &mut World) -> f64 {
        self.with(world, Twister::random)
    }

    fn position(&self, world: &mut World, length: usize) -> usize {
        self.with(world, |twister| twister.position(length))
    }

    /// A number below a bound that is more than 0.
    fn below(&self, world: &mut World, bound: &BigUint) -> BigUint {
        match bound.to_u64() {
            Some(small) => BigUint::from(self.with(world, |twister| twister.below(small))),
            None => self.with(world, |twister| twister.below_big(bound)),
        }
    }
}

type Draw = fn(&mut World, &Source, Args<'_>) -> Outcome;

/// Calls a function of a `Random` object with the arguments behind it.
fn of_object(world: &mut World, name: &str, args: Args<'_>, draw: Draw) -> Outcome {
    let Some((receiver, rest)) = args.pos.split_first() else {
        return Err(world.type_error(format!("unbound method Random.{name}() needs an argument")));
    };
    match receiver.unwrapped() {
        Value::Object(object) if object.get::<Generator>().is_some() => draw(
            world,
            &Source::Object(object),
            Args {
                pos: rest,
                kw: args.kw,
            },
        ),
        _ => {
            let class = world.type_name(receiver);
            let class = class.as_str();
            Err(world.type_error(format!(
                "descriptor '{name}' for 'Random' objects doesn't apply to a '{class}' object"
            )))
        }
    }
}

/// Every function twice: of the module, and of the class.
macro_rules! functions {
    ($($name:ident $($part:ident)::+;)*) => {
        mod shared {
            use super::{Args, Outcome, Source, World};
            $(pub fn $name(world: &mut World, args: Args<'_>) -> Outcome {
                super::$($part)::+(world, &Source::Shared, args)
            })*
        }
        mod owned {
            use super::{Args, Outcome, World, of_object};
            $(pub fn $name(world: &mut World, args: Args<'_>) -> Outcome {
                of_object(world, stringify!($name), args, super::$($part)::+)
            })*
        }
        static MODULE: &[Native] = &[$(Native::function(stringify!($name), shared::$name)),*];
        static METHODS: &[Native] = &[$(Native::function(stringify!($name), owned::$name)),*];
    };
}

functions! {
    seed seed;
    random random;
    getrandbits getrandbits;
    randbytes randbytes;
    getstate getstate;
    setstate setstate;
    randrange pick::randrange;
    randint pick::randint;
    choice pick::choice;
    choices pick::choices;
    shuffle pick::shuffle;
    sample pick::sample;
    uniform distributions::uniform;
    triangular distributions::triangular;
    normalvariate distributions::normalvariate;
    gauss distributions::gauss;
    lognormvariate distributions::lognormvariate;
    expovariate distributions::expovariate;
    vonmisesvariate distributions::vonmisesvariate;
    gammavariate distributions::gammavariate;
    betavariate distributions::betavariate;
    paretovariate distributions::paretovariate;
    weibullvariate distributions::weibullvariate;
}

/// A generator seeded by a value, as `Random(value)` is.
fn seeded(world: &mut World, value: &Value) -> Outcome<Twister> {
    let native = value.unwrapped();
    if let Some(number) = Number::of(&native).and_then(Number::to_big) {
        return Ok(Twister::seeded_big(number.magnitude()));
    }
    match native {
        // CPython asks the operating system; a run must not differ from the next one.
        Value::None | Value::Unbound => Ok(Twister::seeded(0)),
        Value::Float(..) => {
            let hash = mapping::hash(world, &native)?;
            Ok(Twister::seeded(hash.cast_signed().unsigned_abs()))
        }
        Value::Str(text) => Ok(seeded_by_bytes(text.as_str().as_bytes())),
        Value::Bytes(bytes) => Ok(seeded_by_bytes(&bytes)),
        _ => Err(world.type_error(
            "The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.",
        )),
    }
}

fn seeded_by_bytes(bytes: &[u8]) -> Twister {
    let mut long = bytes.to_vec();
    long.extend_from_slice(&sha512::digest(bytes));
    Twister::seeded_big(&BigUint::from_bytes_be(&long))
}

fn seed(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [value, version] = args::bind(world, "seed", args, &["a", "version"], 0)?;
    if matches!(version, Value::Int(_, 1)) && value.as_str().is_some() {
        return Err(world.unsupported(
            "random.seed() with version=1 is not supported",
            "Leave the version out; texts are seeds as in Python 3.2 and later.",
        ));
    }
    let fresh = seeded(world, &value)?;
    source.with(world, |twister| *twister = fresh);
    Ok(Value::None)
}

fn random(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [] = args::positional(world, "Random.random", args, 0)?;
    Ok(Value::float(source.random(world)))
}

fn bit_count(world: &mut World, count: &Value) -> Outcome<usize> {
    let count = operators::index(world, count)?;
    let Ok(count) = usize::try_from(count) else {
        return Err(world.value_error("Cannot convert negative int"));
    };
    world.reserve(count)?;
    Ok(count)
}

fn getrandbits(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [count] = args::positional(world, "Random.getrandbits", args, 1)?;
    let count = bit_count(world, &count)?;
    let bits = source.with(world, |twister| twister.bits(count));
    Ok(number::from_big(bits.into()))
}

fn randbytes(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [count] = args::positional(world, "randbytes", args, 1)?;
    let count = bit_count(world, &count)?;
    world.reserve(count.saturating_mul(8))?;
    let bits = source.with(world, |twister| twister.bits(count * 8));
    let mut bytes = bits.to_bytes_le();
    bytes.resize(count, 0);
    Ok(Value::Bytes(bytes.into()))
}

fn getstate(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [] = args::positional(world, "getstate", args, 0)?;
    let (state, gauss) = source.with(world, |twister| (twister.state(), twister.gauss_next));
    let words: Vec<Value> = state
        .into_iter()
        .map(|word| Value::int(word.into()))
        .collect();
    let gauss = gauss.map_or(Value::None, Value::float);
    Ok(Value::tuple([Value::int(3), Value::tuple(words), gauss]))
}

fn setstate(world: &mut World, source: &Source, args: Args<'_>) -> Outcome {
    let [state] = args::positional(world, "setstate", args, 1)?;
    let made = match &state {
        Value::Tuple(parts) => match &***parts {
            [Value::Int(_, 3), Value::Tuple(words), gauss] => {
                let words: Option<Vec<u32>> = words
                    .iter()
                    .map(|word| match word {
                        Value::Int(_, word) => u32::try_from(*word).ok(),
                        _ => None,
                    })
                    .collect();
                words
                    .and_then(|words| Twister::from_state(&words))
                    .map(|mut twister| {
                        twister.gauss_next = match gauss {
                            Value::Float(_, number) => Some(*number),
                            _ => None,
                        };
                        twister
                    })
            }
            _ => None,
        },
        _ => None,
    };
    match made {
        Some(made) => {
            source.with(world, |twister| *twister = made);
            Ok(Value::None)
        }
        None => Err(world.value_error("state vector invalid")),
    }
}

/// A value as messages of this module show it.
fn shown(world: &mut World, value: &Value) -> Outcome<String> {
    Ok(format::str(world, value)?.as_str().to_owned())
}

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    let Some((Value::Class(class), rest)) = args.pos.split_first() else {
        unreachable!("constructors get their class first");
    };
    let rest = Args {
        pos: rest,
        kw: args.kw,
    };
    let [value] = args::bind(world, "Random", rest, &["x"], 0)?;
    let twister = seeded(world, &value)?;
    Ok(Value::object(class, Generator(RefCell::new(twister))))
}

/// Fills the module `random`.
///
/// # Errors
/// None; the signature is that of every module.
pub fn module(world: &mut World, dict: &Rc<Dict>) -> Outcome<()> {
    super::add(dict, MODULE);
    let class = builtin(
        "Random",
        "random",
        std::slice::from_ref(&world.types.object),
        Layout::Native,
    );
    super::add(&class.dict, METHODS);
    class.construct.set(Some(construct));
    dict.set_text("Random", Value::Class(class.clone()));
    // There is no source of real randomness here: a run is the same every time.
    dict.set_text("SystemRandom", Value::Class(class));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_large_numbers_are_seeds() {
        let first = |mut twister: Twister| twister.word();
        assert_eq!(first(seeded_by_bytes(b"hello")), 1_519_453_933);
        assert_eq!(first(seeded_by_bytes(b"x")), 2_709_212_627);
        assert_eq!(
            first(Twister::seeded_big(&(BigUint::from(1_u8) << 70))),
            999_817_988
        );
        assert_eq!(
            first(Twister::seeded(12_345_678_901_234_567_890)),
            2_199_100_970
        );
    }
}

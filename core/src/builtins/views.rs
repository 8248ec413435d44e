//! Views of a dict: `keys()`, `values()`, `items()`. They show the dict as it is now; keys and
//! items compare and combine like sets.

use super::method::Call;
use super::{dict, set};
use crate::code::{BinaryKind, CompareKind};
use crate::vm::{format, iterate, mapping, operators};
use crate::world::World;
use crate::world::dict::{Dict, Set};
use crate::world::iter::{DictPart, Iter};
use crate::world::value::{Args, Class, Native, Outcome, Payload, Value};
use std::rc::Rc;

/// A look at one part of a dict.
#[derive(Clone)]
pub struct View {
    pub dict: Rc<Dict>,
    pub part: DictPart,
    /// The class of the object that the dict belongs to, where it is no plain one.
    pub class: Option<Rc<Class>>,
}

impl Payload for View {}

impl View {
    #[must_use]
    pub fn value(self, world: &World) -> Value {
        let types = &world.types;
        let class = match self.part {
            DictPart::Keys => &types.dict_keys,
            DictPart::Values => &types.dict_values,
            DictPart::Items => &types.dict_items,
        };
        Value::object(class, self)
    }

    /// It looks at an `OrderedDict`, and says so.
    fn is_ordered(&self) -> bool {
        let is_ordered =
            |class: &Rc<Class>| class.told_name().as_str() == "collections.OrderedDict";
        (self.class.as_ref()).is_some_and(|class| class.lineage().any(is_ordered))
    }

    fn items(&self) -> Vec<Value> {
        let entries = self.dict.entries().into_iter();
        entries
            .map(|entry| iterate::part_of(self.part, entry))
            .collect()
    }

    fn contains(&self, world: &mut World, item: &Value) -> Outcome<bool> {
        match self.part {
            DictPart::Keys => mapping::contains(world, &self.dict, item),
            DictPart::Items => {
                let Value::Tuple(pair) = item.unwrapped() else {
                    return Ok(false);
                };
                let [key, value] = &pair[..] else {
                    return Ok(false);
                };
                match mapping::get(world, &self.dict, key)? {
                    Some(found) => operators::equal(world, &found, value),
                    None => Ok(false),
                }
            }
            DictPart::Values => {
                for entry in self.dict.entries() {
                    if operators::equal(world, &entry.value, item)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
        }
    }
}

static COMMON: &[Native] = &[
    Native::function("__contains__", contains),
    Native::function("__iter__", iter),
    Native::function("__len__", len),
    Native::function("__repr__", repr),
    Native::function("__reversed__", reversed),
    Native::getter("mapping", mapping_of),
];

static SET_LIKE: &[Native] = &[
    Native::function("__and__", and),
    Native::function("__eq__", eq),
    Native::function("__ge__", ge),
    Native::function("__gt__", gt),
    Native::function("__le__", le),
    Native::function("__lt__", lt),
    Native::function("__ne__", ne),
    Native::function("__or__", or),
    Native::function("__rand__", rand),
    Native::function("__ror__", ror),
    Native::function("__rsub__", rsub),
    Native::function("__rxor__", rxor),
    Native::function("__sub__", sub),
    Native::function("__xor__", xor),
    Native::function("isdisjoint", isdisjoint),
];

pub fn install(world: &mut World) {
    let types = &world.types;
    for class in [&types.dict_keys, &types.dict_values, &types.dict_items] {
        super::add(&class.dict, COMMON);
    }
    for class in [&types.dict_keys, &types.dict_items] {
        super::add(&class.dict, SET_LIKE);
        class.dict.set_name(&world.names.hash, Value::None);
    }
}

fn receive<'a>(world: &mut World, name: &'static str, args: Args<'a>) -> Outcome<(View, Call<'a>)> {
    let call = Call::new(world, name, args)?;
    match call.receiver.payload::<View>().cloned() {
        Some(view) => Ok((view, call)),
        None => Err(call.wrong_receiver(world)),
    }
}

fn contains(world: &mut World, args: Args<'_>) -> Outcome {
    let (view, call) = receive(world, "dict_keys.__contains__", args)?;
    let item = call.one(world)?;
    view.contains(world, &item).map(Value::Bool)
}

fn iter(world: &mut World, args: Args<'_>) -> Outcome {
    let (view, _) = receive(world, "dict_keys.__iter__", args)?;
    Ok(Iter::value(iterate::over_dict(&view.dict, view.part)))
}

fn len(world: &mut World, args: Args<'_>) -> Outcome {
    let (view, _) = receive(world, "dict_keys.__len__", args)?;
    Ok(Value::size(view.dict.len()))
}

fn repr(world: &mut World, args: Args<'_>) -> Outcome {
    let (view, call) = receive(world, "dict_keys.__repr__", args)?;
    let class = world.type_name(&call.receiver);
    let Some(_active) = format::identity::begin(world, &call.receiver) else {
        return Ok(Value::str("..."));
    };
    let items = format::repr(world, &Value::list(view.items()))?;
    Ok(Value::str(format!(
        "{}{}({})",
        if view.is_ordered() { "o" } else { "" },
        class.as_str(),
        items.as_str()
    )))
}

fn reversed(world: &mut World, args: Args<'_>) -> Outcome {
    let (view, _) = receive(world, "dict_keys.__reversed__", args)?;
    Ok(dict::backwards(view.dict, view.part))
}

fn mapping_of(world: &mut World, args: Args<'_>) -> Outcome {
    let (view, _) = receive(world, "dict_keys.mapping", args)?;
    Ok(Value::Dict(view.dict))
}

fn isdisjoint(world: &mut World, args: Args<'_>) -> Outcome {
    let (view, call) = receive(world, "dict_keys.isdisjoint", args)?;
    let other = call.one(world)?;
    for item in iterate::collect(world, &other)? {
        if view.contains(world, &item)? {
            return Ok(Value::Bool(false));
        }
    }
    Ok(Value::Bool(true))
}

/// A new set of an iterable's elements.
fn to_set(world: &mut World, value: &Value) -> Outcome<Rc<Set>> {
    let items = iterate::collect(world, value)?;
    mapping::set_of(world, false, &items)
}

fn combine(world: &mut World, kind: BinaryKind, left: &Value, right: &Value) -> Outcome {
    let (left, right) = (to_set(world, left)?, to_set(world, right)?);
    match set::binary(world, kind, &Value::Set(left), &Value::Set(right))? {
        Some(result) => Ok(result),
        None => Ok(Value::NotImplemented),
    }
}

fn operate(world: &mut World, args: Args<'_>, kind: BinaryKind, reflected: bool) -> Outcome {
    let (_, call) = receive(world, "dict_keys.operator", args)?;
    let other = call.one(world)?;
    if reflected {
        combine(world, kind, &other, &call.receiver)
    } else {
        combine(world, kind, &call.receiver, &other)
    }
}

macro_rules! operators {
    ($($name:ident $reflected:ident $kind:ident;)*) => {
        $(
            fn $name(world: &mut World, args: Args<'_>) -> Outcome {
                operate(world, args, BinaryKind::$kind, false)
            }
            fn $reflected(world: &mut World, args: Args<'_>) -> Outcome {
                operate(world, args, BinaryKind::$kind, true)
            }
        )*
    };
}

operators! {
    and rand And;
    or ror Or;
    sub rsub Subtract;
    xor rxor Xor;
}

fn compare(world: &mut World, args: Args<'_>, kind: CompareKind) -> Outcome {
    let (view, call) = receive(world, "dict_keys.comparison", args)?;
    let other = call.one(world)?;
    let is_set_like = match other.unwrapped() {
        Value::Set(_) => true,
        object => object
            .payload::<View>()
            .is_some_and(|view| view.part != DictPart::Values),
    };
    if !is_set_like {
        return Ok(Value::NotImplemented);
    }
    let equality = matches!(kind, CompareKind::Equal | CompareKind::NotEqual);
    if equality && operators::length(world, &other)? != view.dict.len() {
        return Ok(Value::Bool(kind == CompareKind::NotEqual));
    }
    // Values need no hash here: each item of the one is looked up in the other.
    let result = match kind {
        CompareKind::Equal | CompareKind::LessEqual => all_in(world, &call.receiver, &other)?,
        CompareKind::NotEqual => !all_in(world, &call.receiver, &other)?,
        CompareKind::Less => {
            view.dict.len() < operators::length(world, &other)?
                && all_in(world, &call.receiver, &other)?
        }
        CompareKind::Greater => {
            view.dict.len() > operators::length(world, &other)?
                && all_in(world, &other, &call.receiver)?
        }
        CompareKind::GreaterEqual => all_in(world, &other, &call.receiver)?,
    };
    Ok(Value::Bool(result))
}

fn all_in(world: &mut World, items: &Value, container: &Value) -> Outcome<bool> {
    for item in iterate::collect(world, items)? {
        if !operators::contains(world, container, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

macro_rules! comparisons {
    ($($name:ident $kind:ident;)*) => {
        $(
            fn $name(world: &mut World, args: Args<'_>) -> Outcome {
                compare(world, args, CompareKind::$kind)
            }
        )*
    };
}

comparisons! {
    eq Equal;
    ne NotEqual;
    lt Less;
    le LessEqual;
    gt Greater;
    ge GreaterEqual;
}

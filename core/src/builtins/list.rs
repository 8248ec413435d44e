//! `list`: its constructor, its methods, and sorting.

use super::args;
use super::method::{self, Call};
use crate::sort;
use crate::vm::{call, iterate, operators};
use crate::world::iter::{Iter, IterState};
use crate::world::value::{Args, List, Native, Outcome, Value};
use crate::world::{World, drops};
use std::rc::Rc;

static METHODS: &[Native] = &[
    Native::function("__init__", init),
    Native::function("__reversed__", reversed),
    Native::function("append", append),
    Native::function("clear", clear),
    Native::function("copy", copy),
    Native::function("count", count),
    Native::function("extend", extend),
    Native::function("index", index),
    Native::function("insert", insert),
    Native::function("pop", pop),
    Native::function("remove", remove),
    Native::function("reverse", reverse),
    Native::function("sort", sort),
];

pub fn install(world: &mut World) {
    let class = &world.types.list;
    super::add(&class.dict, METHODS);
    class.construct.set(Some(construct));
}

/// The arguments of a method of a list, and the list.
fn receive<'a>(
    world: &mut World,
    name: &'static str,
    args: Args<'a>,
) -> Outcome<(Rc<List>, Call<'a>)> {
    let call = Call::new(world, name, args)?;
    match call.receiver.unwrapped() {
        Value::List(list) => Ok((list, call)),
        _ => Err(call.wrong_receiver(world)),
    }
}

fn construct(world: &mut World, args: Args<'_>) -> Outcome {
    let (_, args) = method::construction(world, args)?;
    match method::one_iterable(world, "list", args)? {
        Some(iterable) => iterate::collect(world, &iterable).map(Value::list),
        None => Ok(Value::list(Vec::new())),
    }
}

/// `super().__init__(iterable)` of a subclass: the list is filled anew.
fn init(world: &mut World, args: Args<'_>) -> Outcome {
    let (list, call) = receive(world, "list.__init__", args)?;
    let items = match method::one_iterable(world, "list", call.args)? {
        Some(iterable) => iterate::collect(world, &iterable)?,
        None => Vec::new(),
    };
    let old = list.0.replace(items);
    drop(old);
    Ok(Value::None)
}

fn append(world: &mut World, args: Args<'_>) -> Outcome {
    if let ([Value::List(list), item], []) = (args.pos, args.kw) {
        push(world, list, item.clone())?;
        return Ok(Value::None);
    }
    let (list, call) = receive(world, "list.append", args)?;
    let item = call.one(world)?;
    push(world, &list, item)?;
    Ok(Value::None)
}

fn push(world: &mut World, list: &List, item: Value) -> Outcome<()> {
    let length = list.0.borrow().len();
    world.reserve(length + 1)?;
    list.0.borrow_mut().push(item);
    Ok(())
}

fn clear(world: &mut World, args: Args<'_>) -> Outcome {
    let (list, call) = receive(world, "list.clear", args)?;
    call.none(world)?;
    let mut old = list.0.take();
    drops::release(&mut old);
    Ok(Value::None)
}

fn copy(world: &mut World, args: Args<'_>) -> Outcome {
    let (list, call) = receive(world, "list.copy", args)?;
    call.none(world)?;
    let items = list.0.borrow().clone();
    Ok(Value::list(items))
}

fn count(world: &mut World, args: Args<'_>) -> Outcome {
    let (list, call) = receive(world, "list.count", args)?;
    let wanted = call.one(world)?;
    let mut found = 0;
    let mut at = 0;
    loop {
        let Some(item) = list.0.borrow().get(at).cloned() else {
            break;
        };
        found += i64::from(operators::equal(world, &item, &wanted)?);
        at += 1;
    }
    Ok(Value::int(found))
}

fn extend(world: &mut World, args: Args<'_>) -> Outcome {
    let (list, call) = receive(world, "list.extend", args)?;
    let iterable = call.one(world)?;
    match &iterable {
        Value::List(_) | Value::Tuple(_) | Value::Set(_) | Value::Dict(_) => {
            let items = iterate::collect(world, &iterable)?;
            let length = list.0.borrow().len();
            world.reserve(length + items.len())?;
            list.0.borrow_mut().extend(items);
        }
        // What an iterator gave before it raised stays in the list.
        _ => iterate::each(world, &iterable, |world, item| push(world, &list, item))?,
    }
    Ok(Value::None)
}

fn index(world: &mut World, args: Args<'_>) -> Outcome {
    let (list, call) = receive(world, "list.index", args)?;
    let [wanted, start, stop] = call.some(world, 1)?;
    let length = list.0.borrow().len();
    let start = method::clipped(world, &start, length, 0)?;
    let stop = method::clipped(world, &stop, length, usize::MAX)?;
    match position(world, &list, &wanted, start, stop)? {
        Some(at) => Ok(Value::size(at)),
        None => Err(world.value_error("list.index(x): x not in list")),
    }
}

fn position(
    world: &mut World,
    list: &List,
    wanted: &Value,
    start: usize,
    stop: usize,
) -> Outcome<Option<usize>> {
    let mut at = start;
    while at < stop {
        let Some(item) = list.0.borrow().get(at).cloned() else {
            break;
        };
        if operators::equal(world, &item, wanted)? {
            return Ok(Some(at));
        }
        at += 1;
    }
    Ok(None)
}

fn insert(world: &mut World, args: Args<'_>) -> Outcome {
    let (list, call) = receive(world, "list.insert", args)?;
    let [position, item] = call.some(world, 2)?;
    let position = operators::index(world, &position)?;
    let length = list.0.borrow().len();
    world.reserve(length + 1)?;
    let size = i64::try_from(length).unwrap_or(i64::MAX);
    let at = if position < 0 {
        (position.saturating_add(size)).max(0)
    } else {
        position.min(size)
    };
    list.0
        .borrow_mut()
        .insert(usize::try_from(at).unwrap_or(length), item);
    Ok(Value::None)
}

fn pop(world: &mut World, args: Args<'_>) -> Outcome {
    if let ([Value::List(list)], []) = (args.pos, args.kw)
        && let Some(last) = list.0.borrow_mut().pop()
    {
        return Ok(last);
    }
    let (list, call) = receive(world, "list.pop", args)?;
    let [position] = call.some(world, 0)?;
    if position.is_unbound() {
        let last = list.0.borrow_mut().pop();
        return last.ok_or_else(|| world.index_error("pop from empty list"));
    }
    let position = operators::index(world, &position)?;
    let length = list.0.borrow().len();
    if length == 0 {
        return Err(world.index_error("pop from empty list"));
    }
    let size = i64::try_from(length).unwrap_or(i64::MAX);
    let at = if position < 0 {
        position.saturating_add(size)
    } else {
        position
    };
    match usize::try_from(at) {
        Ok(at) if at < length => Ok(list.0.borrow_mut().remove(at)),
        _ => Err(world.index_error("pop index out of range")),
    }
}

fn remove(world: &mut World, args: Args<'_>) -> Outcome {
    let (list, call) = receive(world, "list.remove", args)?;
    let wanted = call.one(world)?;
    match position(world, &list, &wanted, 0, usize::MAX)? {
        Some(at) => {
            let mut items = list.0.borrow_mut();
            let removed = if at < items.len() {
                Some(items.remove(at))
            } else {
                None
            };
            drop(items);
            drop(removed);
            Ok(Value::None)
        }
        None => Err(world.value_error("list.remove(x): x not in list")),
    }
}

fn reverse(world: &mut World, args: Args<'_>) -> Outcome {
    let (list, call) = receive(world, "list.reverse", args)?;
    call.none(world)?;
    list.0.borrow_mut().reverse();
    Ok(Value::None)
}

fn reversed(world: &mut World, args: Args<'_>) -> Outcome {
    let (list, call) = receive(world, "list.__reversed__", args)?;
    call.none(world)?;
    let next = list.0.borrow().len();
    Ok(Iter::value(IterState::ListReversed { list, next }))
}

fn sort(world: &mut World, args: Args<'_>) -> Outcome {
    let (list, call) = receive(world, "list.sort", args)?;
    if !call.args.pos.is_empty() {
        return Err(world.type_error("sort() takes no positional arguments"));
    }
    let order = Order::read(world, "sort", call.args)?;
    // The list looks empty to code that runs meanwhile, so that nothing can depend on its order.
    let mut items = list.0.take();
    let result = sort_items(world, &mut items, &order);
    let meanwhile = list.0.replace(items);
    result?;
    if !meanwhile.is_empty() {
        return Err(world.value_error("list modified during sort"));
    }
    Ok(Value::None)
}

/// `key` and `reverse` of a sort.
pub struct Order {
    key: Option<Value>,
    reverse: bool,
}

impl Order {
    /// Reads the two keyword arguments.
    ///
    /// # Errors
    /// TypeError for others.
    pub fn read(world: &mut World, name: &str, args: Args<'_>) -> Outcome<Self> {
        let [key, reverse] = args::bind(
            world,
            name,
            Args {
                pos: &[],
                kw: args.kw,
            },
            &["key", "reverse"],
            0,
        )?;
        let reverse = !reverse.is_unbound() && operators::truth(world, &reverse)?;
        Ok(Self {
            key: args::optional(key),
            reverse,
        })
    }
}

/// Sorts stably; equal items keep their order, also in reverse.
///
/// # Errors
/// TypeError where two items have no order; what the key function and `__lt__` raise; the items
/// then stay in their order.
pub fn sort_items(world: &mut World, items: &mut Vec<Value>, order: &Order) -> Outcome<()> {
    let mut keyed: Vec<(Value, Value)> = Vec::with_capacity(items.len());
    if let Some(key) = &order.key {
        for item in items.iter() {
            let key = call::call(world, key, std::slice::from_ref(item))?;
            keyed.push((key, item.clone()));
        }
    } else {
        keyed.extend(items.iter().map(|item| (item.clone(), Value::Unbound)));
    }
    if order.reverse {
        keyed.reverse();
    }
    let result = sort_keyed(world, &mut keyed);
    if order.reverse {
        keyed.reverse();
    }
    let sorted = keyed
        .into_iter()
        .map(|(key, item)| if item.is_unbound() { key } else { item });
    *items = sorted.collect();
    result
}

fn sort_keyed(world: &mut World, keyed: &mut Vec<(Value, Value)>) -> Outcome<()> {
    let is_number = |(key, _): &(Value, Value)| matches!(key, Value::Int(..));
    let is_text = |(key, _): &(Value, Value)| matches!(key, Value::Str(_));
    if keyed.iter().all(is_number) || keyed.iter().all(is_text) {
        sort::sort_by(keyed, |(a, _), (b, _)| match (a, b) {
            (Value::Int(_, a), Value::Int(_, b)) => a.cmp(b),
            (Value::Str(a), Value::Str(b)) => a.as_str().cmp(b.as_str()),
            _ => std::cmp::Ordering::Equal,
        });
        return Ok(());
    }
    let mut sorted = keyed.clone();
    let mut spare = keyed.clone();
    merge_sort(world, &mut sorted, &mut spare)?;
    *keyed = sorted;
    Ok(())
}

/// Runs up to this length are sorted by insertion.
const SHORT: usize = 12;

/// Sorts `items`; `spare` holds the same items on entry. An error may leave items doubled.
fn merge_sort(
    world: &mut World,
    items: &mut [(Value, Value)],
    spare: &mut [(Value, Value)],
) -> Outcome<()> {
    if items.len() <= SHORT {
        return insertion_sort(world, items);
    }
    let middle = items.len() / 2;
    merge_sort(world, &mut spare[..middle], &mut items[..middle])?;
    merge_sort(world, &mut spare[middle..], &mut items[middle..])?;
    let (mut left, mut right) = (0, middle);
    for slot in items.iter_mut() {
        let takes_right = left == middle
            || (right < spare.len() && operators::less(world, &spare[right].0, &spare[left].0)?);
        let from = if takes_right { &mut right } else { &mut left };
        *slot = spare[*from].clone();
        *from += 1;
    }
    Ok(())
}

fn insertion_sort(world: &mut World, items: &mut [(Value, Value)]) -> Outcome<()> {
    for at in 1..items.len() {
        // Behind every item that is not greater: equal items keep their order.
        let (mut low, mut high) = (0, at);
        while low < high {
            let middle = low.midpoint(high);
            if operators::less(world, &items[at].0, &items[middle].0)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        items[low..=at].rotate_right(1);
    }
    Ok(())
}

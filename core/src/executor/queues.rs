//! The methods of plain queues, as shortcuts: what `asyncio/queues.py` says, in Rust.

use super::future;
use super::shortcuts::{Kind, Shared, leave_line, waiter};
use crate::builtins::deque::Deque;
use crate::builtins::heapq;
use crate::trace::{Event, WaitKind};
use crate::vm::call;
use crate::world::World;
use crate::world::frame::Shortened;
use crate::world::value::{Args, Exception, List, Object, Outcome, Raise, Value};
use std::rc::Rc;

const MAXSIZE: usize = 2;
const GETTERS: usize = 3;
const PUTTERS: usize = 4;
const UNFINISHED: usize = 5;
const FINISHED: usize = 6;
const ITEMS: usize = 7;
const SHUTDOWN: usize = 8;
/// Of the event on which those wait who `join`.
const EVENT_WAITERS: usize = 2;
const EVENT_VALUE: usize = 3;

/// A queue as a shortcut needs it.
struct Queue<'a> {
    shared: Shared<'a>,
    items: Items,
    length: usize,
    maxsize: i64,
}

/// What holds the items.
enum Items {
    Deque(Rc<Object>),
    List(Rc<List>),
}

fn small(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

impl<'a> Queue<'a> {
    fn of(shared: Shared<'a>) -> Option<Self> {
        let (items, length) = match shared.kind() {
            Kind::Queue => {
                let deque = shared.object(ITEMS)?;
                let length = deque.get::<Deque>()?.len();
                (Items::Deque(deque), length)
            }
            Kind::LifoQueue | Kind::PriorityQueue => {
                let list = shared.list(ITEMS)?;
                let length = list.0.borrow().len();
                (Items::List(list), length)
            }
            _ => return None,
        };
        let maxsize = shared.int(MAXSIZE)?;
        Some(Self {
            shared,
            items,
            length,
            maxsize,
        })
    }

    fn plain(world: &World, value: &'a Value) -> Option<Self> {
        Self::of(Shared::plain(world, value)?)
    }

    fn is_full(&self) -> bool {
        self.maxsize > 0 && small(self.length) >= self.maxsize
    }

    fn is_shut_down(&self) -> bool {
        self.shared.bool(SHUTDOWN) != Some(false)
    }

    /// What an end of the queue waits for.
    fn is_stuck(&self, line: usize) -> bool {
        match line {
            PUTTERS => self.is_full(),
            _ => self.length == 0,
        }
    }

    fn push(&mut self, world: &mut World, item: Value) -> Outcome<()> {
        world.reserve(self.length + 1)?;
        match (self.shared.kind(), &self.items) {
            (Kind::PriorityQueue, Items::List(list)) => {
                heapq::heappush(world, Args::new(&[Value::List(list.clone()), item]))?;
            }
            (_, Items::List(list)) => list.0.borrow_mut().push(item),
            (_, Items::Deque(deque)) => {
                if let Some(deque) = deque.get::<Deque>() {
                    deque.append(item);
                }
            }
        }
        self.length += 1;
        Ok(())
    }

    fn pop(&mut self, world: &mut World) -> Outcome {
        let item = match (self.shared.kind(), &self.items) {
            (Kind::PriorityQueue, Items::List(list)) => {
                let list = Value::List(list.clone());
                Some(heapq::heappop(world, Args::new(&[list]))?)
            }
            (_, Items::List(list)) => list.0.borrow_mut().pop(),
            (_, Items::Deque(deque)) => deque.get::<Deque>().and_then(Deque::take_first),
        };
        self.length -= 1;
        Ok(item.unwrap_or_default())
    }

    fn tell(&self, world: &mut World, unfinished: i64) {
        let number = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
        world.emit(Event::ResourceChanged {
            resource: self.shared.resource(),
            level: number(small(self.length)),
            total: number(self.maxsize),
            pending: number(unfinished),
            owner: None,
        });
    }

    fn wake_next(&self, world: &mut World, line: usize) -> Outcome<()> {
        let waiters = self.shared.object(line);
        let Some(waiters) = waiters.as_deref().and_then(Object::get::<Deque>) else {
            return Ok(());
        };
        while let Some(waiter) = waiters.take_first() {
            if let Value::Future(waiter) = waiter
                && !waiter.is_done()
            {
                return future::set_result(world, &waiter, Value::None);
            }
        }
        Ok(())
    }

    /// `put_nowait` where there is room; false where the prelude's code must do it.
    fn put_now(&mut self, world: &mut World, item: &mut Value) -> Outcome<bool> {
        let Some(unfinished) = self.shared.int(UNFINISHED) else {
            return Ok(false);
        };
        let finished = self.shared.instance(FINISHED);
        let Some(finished) = finished.as_ref().and_then(|it| Shared::inside(world, it)) else {
            return Ok(false);
        };
        if self.is_shut_down() {
            return Ok(false);
        }
        self.push(world, std::mem::take(item))?;
        self.shared.set(UNFINISHED, Value::int(unfinished + 1));
        finished.set(EVENT_VALUE, Value::Bool(false));
        self.tell(world, unfinished + 1);
        self.wake_next(world, GETTERS)?;
        Ok(true)
    }

    /// `get_nowait` where there is an item.
    fn get_now(&mut self, world: &mut World) -> Outcome {
        let item = self.pop(world)?;
        let unfinished = self.shared.int(UNFINISHED).unwrap_or(0);
        self.tell(world, unfinished);
        self.wake_next(world, PUTTERS)?;
        Ok(item)
    }

    /// The wait was cancelled: if it was our turn already, the next one has it.
    fn give_up(world: &mut World, args: &'a [Value], line: usize) -> Outcome<()> {
        let (Some(shared), Some(waiter)) = (Shared::of(world, &args[0]), waiter(args)) else {
            return Ok(());
        };
        future::cancel(world, &waiter, Value::None)?;
        leave_line(shared.object(line).as_deref(), &waiter);
        if let Some(queue) = Self::of(shared)
            && !queue.is_stuck(line)
            && !waiter.is_cancelled()
        {
            queue.wake_next(world, line)?;
        }
        Ok(())
    }
}

/// `await queue.put(item)`.
pub(crate) fn put(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    let [queue, item] = args else {
        return Ok(Shortened::Declined);
    };
    let Some(mut queue) = Queue::plain(world, queue) else {
        return Ok(Shortened::Declined);
    };
    if queue.is_full() {
        return Ok(wait(world, &queue, PUTTERS));
    }
    let is_put = queue.put_now(world, item)?;
    Ok(done(is_put.then_some(Value::None)))
}

/// `await queue.get()`.
pub(crate) fn get(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    let [queue] = args else {
        return Ok(Shortened::Declined);
    };
    let Some(mut queue) = Queue::plain(world, queue) else {
        return Ok(Shortened::Declined);
    };
    if queue.length == 0 {
        return Ok(wait(world, &queue, GETTERS));
    }
    queue.get_now(world).map(Shortened::Done)
}

fn done(result: Option<Value>) -> Shortened {
    result.map_or(Shortened::Declined, Shortened::Done)
}

fn wait(world: &mut World, queue: &Queue<'_>, line: usize) -> Shortened {
    if queue.is_shut_down() {
        return Shortened::Declined;
    }
    let resource = queue.shared.resource();
    let shared = &queue.shared;
    let Some(waiters) = shared.object(line) else {
        return Shortened::Declined;
    };
    let waits = if line == PUTTERS {
        shared.stand_in_line(world, &waiters, WaitKind::QueuePut(resource), after_put)
    } else {
        shared.stand_in_line(world, &waiters, WaitKind::QueueGet(resource), after_get)
    };
    waits.unwrap_or(Shortened::Declined)
}

fn after_put(
    world: &mut World,
    args: &mut [Value],
    thrown: Option<Rc<Exception>>,
) -> Outcome<Shortened> {
    if let Some(error) = thrown {
        Queue::give_up(world, args, PUTTERS)?;
        return Err(Raise::Exception(error));
    }
    match put(world, &mut args[..2])? {
        Shortened::Declined => {
            call::call_method(world, &args[0], "put", &args[1..2]).map(Shortened::Awaits)
        }
        other => Ok(other),
    }
}

fn after_get(
    world: &mut World,
    args: &mut [Value],
    thrown: Option<Rc<Exception>>,
) -> Outcome<Shortened> {
    if let Some(error) = thrown {
        Queue::give_up(world, args, GETTERS)?;
        return Err(Raise::Exception(error));
    }
    match get(world, &mut args[..1])? {
        Shortened::Declined => {
            call::call_method(world, &args[0], "get", &[]).map(Shortened::Awaits)
        }
        other => Ok(other),
    }
}

/// `queue.put_nowait(item)`.
pub(crate) fn put_nowait(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    let [queue, item] = args else {
        return Ok(Shortened::Declined);
    };
    match Queue::plain(world, queue) {
        Some(mut queue) if !queue.is_full() => {
            let is_put = queue.put_now(world, item)?;
            Ok(done(is_put.then_some(Value::None)))
        }
        _ => Ok(Shortened::Declined),
    }
}

/// `queue.get_nowait()`.
pub(crate) fn get_nowait(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    let [queue] = args else {
        return Ok(Shortened::Declined);
    };
    match Queue::plain(world, queue) {
        Some(mut queue) if queue.length > 0 => queue.get_now(world).map(Shortened::Done),
        _ => Ok(Shortened::Declined),
    }
}

/// `queue.task_done()`.
pub(crate) fn task_done(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    let [queue] = args else {
        return Ok(Shortened::Declined);
    };
    let Some(queue) = Queue::plain(world, queue) else {
        return Ok(Shortened::Declined);
    };
    let finished = queue.shared.instance(FINISHED);
    let finished = finished.as_ref().and_then(|it| Shared::inside(world, it));
    match (finished, queue.shared.int(UNFINISHED)) {
        (Some(finished), Some(unfinished)) if unfinished > 0 => {
            queue.shared.set(UNFINISHED, Value::int(unfinished - 1));
            queue.tell(world, unfinished - 1);
            if unfinished == 1 {
                wake_joined(world, &finished)?;
            }
            Ok(Shortened::Done(Value::None))
        }
        _ => Ok(Shortened::Declined),
    }
}

/// Sets the event on which those wait who `join`.
fn wake_joined(world: &mut World, finished: &Shared<'_>) -> Outcome<()> {
    if finished.bool(EVENT_VALUE) == Some(true) {
        return Ok(());
    }
    finished.set(EVENT_VALUE, Value::Bool(true));
    let waiters = finished.object(EVENT_WAITERS);
    let Some(waiters) = waiters.as_deref().and_then(Object::get::<Deque>) else {
        return Ok(());
    };
    for waiter in waiters.snapshot() {
        if let Value::Future(waiter) = waiter
            && !waiter.is_done()
        {
            future::set_result(world, &waiter, Value::Bool(true))?;
        }
    }
    Ok(())
}

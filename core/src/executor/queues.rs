//! The methods of plain queues, as shortcuts: what `asyncio/queues.py` says, in Rust.
//!
//! A `PriorityQueue` has none: it compares items, which may run code of the program.

use super::future;
use super::shortcuts::{Kind, Shared, waiter};
use crate::builtins::deque::Deque;
use crate::trace::{Event, WaitKind};
use crate::vm::call;
use crate::world::World;
use crate::world::frame::{Resumption, Shortened};
use crate::world::value::{Exception, Outcome, Raise, Value};
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
    length: usize,
    maxsize: i64,
}

fn small(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

impl<'a> Queue<'a> {
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn of(shared: Shared<'a>) -> Option<Self> {
        let length = match shared.kind() {
            Kind::Queue => shared.deque(ITEMS)?.len(),
            Kind::LifoQueue => shared.list(ITEMS)?.0.borrow().len(),
            _ => return None,
        };
        let maxsize = shared.int(MAXSIZE)?;
        Some(Self {
            shared,
            length,
            maxsize,
        })
    }

    #[cfg_attr(not(target_family = "wasm"), inline(always))]
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

    fn push(&mut self, item: Value) {
        if let Some(deque) = self.shared.deque(ITEMS) {
            deque.append(item);
        } else if let Some(list) = self.shared.list(ITEMS) {
            list.0.borrow_mut().push(item);
        }
        self.length += 1;
    }

    fn pop(&mut self) -> Option<Value> {
        self.length -= 1;
        match self.shared.deque(ITEMS) {
            Some(deque) => deque.take_first(),
            None => self.shared.list(ITEMS)?.0.borrow_mut().pop(),
        }
    }

    #[cfg_attr(not(target_family = "wasm"), inline(always))]
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

    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn wake_next(self, world: &mut World, line: usize) -> Outcome<()> {
        let Some(waiters) = self.shared.deque(line) else {
            return Ok(());
        };
        while let Some(waiter) = waiters.take_first() {
            if let Value::Future(waiter) = waiter
                && !waiter.is_done()
            {
                drop(self);
                return future::set_result(world, &waiter, Value::None);
            }
        }
        Ok(())
    }

    /// `put_nowait` where there is room.
    fn put_now(mut self, world: &mut World, item: &mut Value) -> Outcome<Shortened> {
        let Some(unfinished) = self.shared.int(UNFINISHED) else {
            return Ok(Shortened::Declined);
        };
        if self.is_shut_down() || self.length >= world.limits.items {
            return Ok(Shortened::Declined);
        }
        let Some(mut finished) = self.shared.shared(world, FINISHED) else {
            return Ok(Shortened::Declined);
        };
        finished.set(EVENT_VALUE, Value::Bool(false));
        drop(finished);
        self.push(std::mem::take(item));
        self.shared.set(UNFINISHED, Value::int(unfinished + 1));
        self.tell(world, unfinished + 1);
        self.wake_next(world, GETTERS)?;
        Ok(Shortened::Done(Value::None))
    }

    /// `get_nowait` where there is an item.
    fn get_now(mut self, world: &mut World) -> Outcome<Shortened> {
        let item = self.pop().unwrap_or_default();
        let unfinished = self.shared.int(UNFINISHED).unwrap_or(0);
        self.tell(world, unfinished);
        self.wake_next(world, PUTTERS)?;
        Ok(Shortened::Done(item))
    }

    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn wait(mut self, world: &mut World, line: usize) -> Shortened {
        if self.is_shut_down() {
            return Shortened::Declined;
        }
        let resource = self.shared.resource();
        let (meaning, resumption): (_, Resumption) = match line {
            PUTTERS => (WaitKind::QueuePut(resource), after_put),
            _ => (WaitKind::QueueGet(resource), after_get),
        };
        self.shared.stand_in_line(world, line, meaning, resumption)
    }
}

/// The wait was cancelled: if it was our turn already, the next one has it.
fn give_up(world: &mut World, args: &[Value], line: usize) -> Outcome<()> {
    let Some(waiter) = waiter(args) else {
        return Ok(());
    };
    future::cancel(world, &waiter, Value::None)?;
    let Some(shared) = Shared::of(world, &args[0]) else {
        return Ok(());
    };
    shared.leave_line(line, &waiter);
    match Queue::of(shared) {
        Some(queue) if !queue.is_stuck(line) && !waiter.is_cancelled() => {
            queue.wake_next(world, line)
        }
        _ => Ok(()),
    }
}

/// `await queue.put(item)`.
pub(crate) fn put(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    let [queue, item] = args else {
        return Ok(Shortened::Declined);
    };
    match Queue::plain(world, queue) {
        Some(queue) if queue.is_full() => Ok(queue.wait(world, PUTTERS)),
        Some(queue) => queue.put_now(world, item),
        None => Ok(Shortened::Declined),
    }
}

/// `await queue.get()`.
pub(crate) fn get(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    let [queue] = args else {
        return Ok(Shortened::Declined);
    };
    match Queue::plain(world, queue) {
        Some(queue) if queue.length == 0 => Ok(queue.wait(world, GETTERS)),
        Some(queue) => queue.get_now(world),
        None => Ok(Shortened::Declined),
    }
}

fn after_put(
    world: &mut World,
    args: &mut [Value],
    thrown: Option<Rc<Exception>>,
) -> Outcome<Shortened> {
    if let Some(error) = thrown {
        give_up(world, args, PUTTERS)?;
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
        give_up(world, args, GETTERS)?;
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
        Some(queue) if !queue.is_full() => queue.put_now(world, item),
        _ => Ok(Shortened::Declined),
    }
}

/// `queue.get_nowait()`.
pub(crate) fn get_nowait(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    let [queue] = args else {
        return Ok(Shortened::Declined);
    };
    match Queue::plain(world, queue) {
        Some(queue) if queue.length > 0 => queue.get_now(world),
        _ => Ok(Shortened::Declined),
    }
}

/// `queue.task_done()`.
pub(crate) fn task_done(world: &mut World, args: &mut [Value]) -> Outcome<Shortened> {
    let [queue] = args else {
        return Ok(Shortened::Declined);
    };
    let Some(mut queue) = Queue::plain(world, queue) else {
        return Ok(Shortened::Declined);
    };
    let unfinished = match queue.shared.int(UNFINISHED) {
        Some(unfinished) if unfinished > 0 => unfinished - 1,
        _ => return Ok(Shortened::Declined),
    };
    let Some(mut finished) = queue.shared.shared(world, FINISHED) else {
        return Ok(Shortened::Declined);
    };
    let mut joined = Vec::new();
    if unfinished == 0 && finished.bool(EVENT_VALUE) != Some(true) {
        finished.set(EVENT_VALUE, Value::Bool(true));
        joined = finished
            .deque(EVENT_WAITERS)
            .map_or(joined, Deque::snapshot);
    }
    drop(finished);
    queue.shared.set(UNFINISHED, Value::int(unfinished));
    queue.tell(world, unfinished);
    drop(queue);
    for waiter in joined {
        if let Value::Future(waiter) = waiter
            && !waiter.is_done()
        {
            future::set_result(world, &waiter, Value::Bool(true))?;
        }
    }
    Ok(Shortened::Done(Value::None))
}

#[cfg(test)]
mod tests {
    use crate::trace::{Event, RunEnd};
    use crate::{Limits, compile, run};

    /// Its attributes are in hand once already when the event's are needed.
    #[test]
    fn a_queue_that_is_its_own_event_has_no_shortcuts() {
        let text = "import asyncio\n\
                    async def main():\n    queue = asyncio.Queue()\n    queue._finished = queue\n    \
                    await queue.put(1)\n    queue.task_done()\n    assert await queue.get() == 1\n\
                    try:\n    asyncio.run(main())\nexcept AttributeError:\n    pass\n";
        let program = compile("program.py", text).expect("a small program");
        let recording = run(&program, &Limits::default());
        let end = recording.records().last().map(|record| record.event);
        assert!(
            matches!(end, Some(Event::RunEnded { how: RunEnd::Ok })),
            "{end:?}"
        );
    }
}

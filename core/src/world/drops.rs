//! What happens when the last reference to an object goes.
//!
//! Dropping is iterative: containers hand their children over instead of dropping them inside of
//! their own drop, so that 100,000 nested lists do not overflow the stack. Objects whose end is
//! part of the schedule (a coroutine never awaited, an async generator left by `break`, an object
//! with `__del__`) leave a [`Finaliser`], which the machine runs before its next operation.

use super::dict::Dict;
use super::frame::Frame;
use super::future::Future;
use super::value::{Class, Str, Value};
use crate::source::Span;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What is left to do for an object that has just died.
pub enum Finaliser {
    /// `RuntimeWarning: coroutine 'x' was never awaited`, and the call that made it.
    NeverAwaited(Rc<Str>, Span),
    /// A suspended generator or coroutine: its frame is closed (`finally` blocks run).
    Close(Box<Frame>),
    /// A suspended async generator: the loop's hook makes a task that closes it.
    CloseAsync(Box<Frame>),
    /// A task or future whose exception nobody asked for, or a task that died while pending:
    /// what is left of it, as a new object.
    FutureLost(Rc<Future>),
    /// An instance whose class has `__del__`: class, attributes, native part.
    Del(Rc<Class>, Rc<Dict>, Value),
}

/// The queue of finalisers of one run.
#[derive(Default)]
pub struct Finalisers {
    queue: RefCell<Vec<Finaliser>>,
    /// Something is in the queue; asked after almost every operation.
    waiting: Cell<bool>,
    /// Set while the world is torn down: nothing more is finalised.
    closed: Cell<bool>,
}

impl Finalisers {
    pub fn push(&self, finaliser: Finaliser) {
        if !self.closed.get() {
            self.queue.borrow_mut().push(finaliser);
            self.waiting.set(true);
        }
    }

    #[must_use]
    #[inline]
    pub fn is_empty(&self) -> bool {
        !self.waiting.get()
    }

    /// All that wait, in the order in which their objects died.
    #[must_use]
    pub fn take(&self) -> Vec<Finaliser> {
        self.waiting.set(false);
        std::mem::take(&mut self.queue.borrow_mut())
    }

    pub fn close(&self) {
        self.closed.set(true);
    }
}

thread_local! {
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    static LATER: RefCell<Vec<Value>> = const { RefCell::new(Vec::new()) };
}

/// Nested drops that are still done directly; deeper ones are queued.
const DIRECT_DROPS: u32 = 64;

/// Other values may die with this one.
#[inline]
pub const fn may_nest(value: &Value) -> bool {
    !matches!(
        value,
        Value::Unbound
            | Value::None
            | Value::Bool(_)
            | Value::Int(..)
            | Value::Float(..)
            | Value::Str(_)
            | Value::Native(_)
    )
}

/// Drops the values of a dying list or tuple, the last one first as CPython does; deep nests of
/// them one after another.
pub fn release(values: &mut [Value]) {
    if !values.iter().any(may_nest) {
        return;
    }
    let depth = DEPTH.with(Cell::get);
    if depth >= DIRECT_DROPS {
        let taken = values.iter_mut().rev().map(std::mem::take);
        LATER.with(|later| later.borrow_mut().extend(taken));
        return;
    }
    DEPTH.with(|cell| cell.set(depth + 1));
    for value in values.iter_mut().rev() {
        drop(std::mem::take(value));
    }
    if depth == 0 {
        while let Some(value) = LATER.with(|later| later.borrow_mut().pop()) {
            drop(value);
        }
    }
    DEPTH.with(|cell| cell.set(depth));
}

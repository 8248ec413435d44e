//! A loop's timers: CPython's `heapq` over `TimerHandle`s, move for move.
//!
//! The order in which equal deadlines come out is that of the heap's shape, so the shape is part
//! of the schedule: push, pop and the sweep of cancelled timers are those of `heapq` and
//! `_run_once`. Deadlines that were computed from different readings of the clock are never
//! equal: the reading's number (`tick`) decides.

use super::handle::Handle;
use crate::trace::TimerId;
use crate::world::future::{Alarm, Future};
use std::rc::{Rc, Weak};

/// `_MIN_SCHEDULED_TIMER_HANDLES` of CPython.
const FEW: usize = 100;

/// What a timer does when it is due.
pub enum Target {
    Handle(Rc<Handle>),
    /// The end of a sleep. Nobody waits for it any more when the future has died.
    Sleep(Weak<Future>),
}

/// A timer that stands in the heap.
pub struct Scheduled {
    /// Loop time in seconds.
    pub when: f64,
    /// Which reading of the clock the deadline was computed from; 0 for a plain number.
    pub tick: u32,
    pub id: TimerId,
    pub target: Target,
}

impl Scheduled {
    fn is_cancelled(&self) -> bool {
        match &self.target {
            Target::Handle(handle) => handle.cancelled.get(),
            Target::Sleep(future) => future
                .upgrade()
                .is_none_or(|future| !matches!(future.alarm.get(), Alarm::Scheduled(_))),
        }
    }

    /// It was never cancelled, but nobody is left who waits for it.
    fn is_abandoned(&self) -> bool {
        matches!(&self.target, Target::Sleep(future) if future.strong_count() == 0)
    }

    fn leave(&self) {
        if let Target::Handle(handle) = &self.target
            && let Some(part) = &handle.timer
        {
            part.scheduled.set(false);
        }
    }
}

/// What the heap is ordered by, and where the timer itself lies.
#[derive(Clone, Copy)]
struct Key {
    when: f64,
    tick: u32,
    slot: u32,
}

impl Key {
    /// Without a jump: no processor can guess which of two timers is the earlier one.
    fn is_before(&self, other: &Self) -> bool {
        (self.when < other.when) | ((self.when == other.when) & (self.tick < other.tick))
    }
}

/// Timers by deadline.
#[derive(Default)]
pub struct Timers {
    heap: Vec<Key>,
    /// Only keys move in the heap; the timers lie still.
    timers: Vec<Option<Scheduled>>,
    free: Vec<u32>,
    /// How many of them were cancelled.
    cancelled: usize,
}

impl Timers {
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn push(&mut self, timer: Scheduled) {
        let (when, tick) = (timer.when, timer.tick);
        let slot = match self.free.pop() {
            Some(slot) => {
                self.timers[slot as usize] = Some(timer);
                slot
            }
            None => {
                self.timers.push(Some(timer));
                u32::try_from(self.timers.len() - 1).unwrap_or(u32::MAX)
            }
        };
        self.heap.push(Key { when, tick, slot });
        self.rise(0, self.heap.len() - 1);
    }

    /// Loop time of the timer that is due first.
    #[must_use]
    pub fn first(&self) -> Option<f64> {
        self.heap.first().map(|timer| timer.when)
    }

    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn pop(&mut self) -> Option<Scheduled> {
        let last = self.heap.pop()?;
        let popped = match self.heap.first_mut() {
            None => last,
            Some(root) => {
                let popped = std::mem::replace(root, last);
                self.sink(0);
                popped
            }
        };
        self.take(popped)
    }

    /// Takes the timer of a key that has left the heap.
    fn take(&mut self, key: Key) -> Option<Scheduled> {
        let timer = self.timers[key.slot as usize].take()?;
        self.free.push(key.slot);
        timer.leave();
        Some(timer)
    }

    /// A timer that is still scheduled was cancelled.
    pub fn count_cancelled(&mut self) {
        self.cancelled += 1;
    }

    fn is_cancelled(&self, key: Key) -> bool {
        let timer = self.timers[key.slot as usize].as_ref();
        timer.is_some_and(Scheduled::is_cancelled)
    }

    /// What `_run_once` does first: cancelled timers go, those at the head or, where they are
    /// many, all of them. Gives the sleeps that nobody waits for any more.
    pub fn sweep(&mut self) -> Vec<TimerId> {
        let mut abandoned = Vec::new();
        let count = self.heap.len();
        if count > FEW && self.cancelled * 2 > count {
            let keys = std::mem::take(&mut self.heap);
            for key in keys {
                if self.is_cancelled(key) {
                    let gone = self.take(key);
                    abandoned.extend(gone.filter(Scheduled::is_abandoned).map(|timer| timer.id));
                } else {
                    self.heap.push(key);
                }
            }
            for at in (0..self.heap.len() / 2).rev() {
                self.sink(at);
            }
            self.cancelled = 0;
            return abandoned;
        }
        while self.heap.first().is_some_and(|key| self.is_cancelled(*key)) {
            self.cancelled = self.cancelled.saturating_sub(1);
            let gone = self.pop();
            abandoned.extend(gone.filter(Scheduled::is_abandoned).map(|timer| timer.id));
        }
        abandoned
    }

    /// `_siftdown` of `heapq`: the entry moves towards the root, not above `start`.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn rise(&mut self, start: usize, mut at: usize) {
        let key = self.heap[at];
        while at > start {
            let parent = (at - 1) / 2;
            if !key.is_before(&self.heap[parent]) {
                break;
            }
            self.heap[at] = self.heap[parent];
            at = parent;
        }
        self.heap[at] = key;
    }

    /// `_siftup` of `heapq`: the smaller child moves up until a leaf is hit, then the entry
    /// rises from there.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    fn sink(&mut self, start: usize) {
        let key = self.heap[start];
        let mut at = start;
        let mut child = 2 * at + 1;
        while let Some([left, right]) = self.heap.get(child..child + 2) {
            child += usize::from(!left.is_before(right));
            self.heap[at] = self.heap[child];
            at = child;
            child = 2 * at + 1;
        }
        if let Some(only) = self.heap.get(child) {
            self.heap[at] = *only;
            at = child;
        }
        self.heap[at] = key;
        self.rise(start, at);
    }

    /// All handles among the timers, in no order.
    pub fn handles(&self) -> impl Iterator<Item = &Rc<Handle>> {
        self.timers
            .iter()
            .flatten()
            .filter_map(|timer| match &timer.target {
                Target::Handle(handle) => Some(handle),
                Target::Sleep(_) => None,
            })
    }

    /// As `loop.close()` does.
    pub fn forget(&mut self) {
        self.heap.clear();
        self.timers.clear();
        self.free.clear();
        self.cancelled = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fire_order(deadlines: &[(f64, u32)]) -> Vec<u32> {
        let mut timers = Timers::default();
        for (id, (when, tick)) in (0..).zip(deadlines) {
            let target = Target::Sleep(Weak::new());
            timers.push(Scheduled {
                when: *when,
                tick: *tick,
                id: TimerId(id),
                target,
            });
        }
        std::iter::from_fn(|| timers.pop())
            .map(|timer| timer.id.0)
            .collect()
    }

    #[test]
    fn equal_deadlines_come_out_as_in_heapq() {
        assert_eq!(fire_order(&[(1.0, 7); 6]), [0, 2, 5, 4, 1, 3]);
        // With a later timer behind them they leave the heap in another order, as in CPython.
        let mut deadlines = vec![(1.0, 7); 6];
        deadlines.push((1.5, 8));
        assert_eq!(fire_order(&deadlines), [0, 2, 5, 1, 3, 4, 6]);
    }

    #[test]
    fn the_reading_of_the_clock_decides_between_equal_deadlines() {
        assert_eq!(
            fire_order(&[(1.0, 3), (1.0, 1), (0.5, 9), (1.0, 2)]),
            [2, 1, 3, 0]
        );
    }
}

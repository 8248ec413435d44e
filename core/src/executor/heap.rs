//! A loop's timers: CPython's `heapq` over `TimerHandle`s, move for move.
//!
//! The order in which equal deadlines come out is that of the heap's shape, so the shape is part
//! of the schedule: push, pop and the sweep of cancelled timers are those of `heapq` and
//! `_run_once`. Deadlines that were computed from different readings of the clock are never
//! equal: the reading's number (`tick`) decides.

use super::handle::Handle;
use std::rc::Rc;

/// `_MIN_SCHEDULED_TIMER_HANDLES` of CPython.
const FEW: usize = 100;

/// Timers by deadline.
#[derive(Default)]
pub struct Timers {
    heap: Vec<Rc<Handle>>,
    /// How many of them were cancelled.
    cancelled: usize,
}

fn before(a: &Handle, b: &Handle) -> bool {
    let (Some(a), Some(b)) = (&a.timer, &b.timer) else {
        unreachable!("only timers are scheduled")
    };
    a.when < b.when || (a.when == b.when && a.tick < b.tick)
}

impl Timers {
    pub fn push(&mut self, timer: Rc<Handle>) {
        if let Some(part) = &timer.timer {
            part.scheduled.set(true);
        }
        self.heap.push(timer);
        self.rise(0, self.heap.len() - 1);
    }

    /// The timer that is due first.
    #[must_use]
    pub fn first(&self) -> Option<&Rc<Handle>> {
        self.heap.first()
    }

    pub fn pop(&mut self) -> Option<Rc<Handle>> {
        let last = self.heap.pop()?;
        let popped = match self.heap.first_mut() {
            None => last,
            Some(root) => {
                let popped = std::mem::replace(root, last);
                self.sink(0);
                popped
            }
        };
        if let Some(part) = &popped.timer {
            part.scheduled.set(false);
        }
        Some(popped)
    }

    /// A timer that is still scheduled was cancelled.
    pub fn count_cancelled(&mut self) {
        self.cancelled += 1;
    }

    /// What `_run_once` does first: cancelled timers go, those at the head or, where they are
    /// many, all of them.
    pub fn sweep(&mut self) {
        let count = self.heap.len();
        if count > FEW && self.cancelled * 2 > count {
            for timer in self.heap.iter().filter(|timer| timer.cancelled.get()) {
                if let Some(part) = &timer.timer {
                    part.scheduled.set(false);
                }
            }
            self.heap.retain(|timer| !timer.cancelled.get());
            for at in (0..self.heap.len() / 2).rev() {
                self.sink(at);
            }
            self.cancelled = 0;
            return;
        }
        while self.heap.first().is_some_and(|timer| timer.cancelled.get()) {
            self.cancelled = self.cancelled.saturating_sub(1);
            self.pop();
        }
    }

    /// `_siftdown` of `heapq`: the entry moves towards the root, not above `start`.
    fn rise(&mut self, start: usize, mut at: usize) {
        while at > start {
            let parent = (at - 1) / 2;
            if !before(&self.heap[at], &self.heap[parent]) {
                break;
            }
            self.heap.swap(at, parent);
            at = parent;
        }
    }

    /// `_siftup` of `heapq`: the smaller child moves up until a leaf is hit, then the entry
    /// rises from there.
    fn sink(&mut self, start: usize) {
        let end = self.heap.len();
        let mut at = start;
        let mut child = 2 * at + 1;
        while child < end {
            let right = child + 1;
            if right < end && !before(&self.heap[child], &self.heap[right]) {
                child = right;
            }
            self.heap.swap(at, child);
            at = child;
            child = 2 * at + 1;
        }
        self.rise(start, at);
    }

    /// All timers, in the heap's order.
    pub fn iter(&self) -> impl Iterator<Item = &Rc<Handle>> {
        self.heap.iter()
    }

    /// As `loop.close()` does.
    pub fn forget(&mut self) {
        self.heap.clear();
        self.cancelled = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::executor::handle::Handle;

    fn fire_order(deadlines: &[(f64, u32)]) -> Vec<usize> {
        let mut timers = Timers::default();
        let all: Vec<Rc<Handle>> = deadlines
            .iter()
            .map(|(when, tick)| Rc::new(Handle::for_tests(*when, *tick)))
            .collect();
        for timer in &all {
            timers.push(timer.clone());
        }
        let mut order = Vec::new();
        while let Some(timer) = timers.pop() {
            order.extend(all.iter().position(|known| Rc::ptr_eq(known, &timer)));
        }
        order
    }

    #[test]
    fn equal_deadlines_come_out_as_in_heapq() {
        assert_eq!(fire_order(&[(1.0, 7); 6]), [0, 2, 5, 1, 3, 4]);
    }

    #[test]
    fn the_reading_of_the_clock_decides_between_equal_deadlines() {
        assert_eq!(
            fire_order(&[(1.0, 3), (1.0, 1), (0.5, 9), (1.0, 2)]),
            [2, 1, 3, 0]
        );
    }
}

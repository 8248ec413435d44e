//! The virtual clock, and the simulated threads that run ahead of it.
//!
//! ```text
//!   main clock ──────────●────────────────────────▶     advance_to runs events that are due
//!                        │ a job starts, runs in one go on a clock of its own
//!                        └──▶ its records, calls and end become events at their own times
//! ```

use super::handle::Handle;
use super::strand::{self, Parked, Strand};
use super::{Ready, push_numbered};
use crate::trace::{Actor, CPU_WORK, Cause, Event, JobId, Mark, Nanos, Record};
use crate::vm::call;
use crate::world::World;
use crate::world::value::{Outcome, Value};
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::rc::Rc;

/// Something that happens at a moment of another thread.
pub(crate) enum Due {
    /// A record that a job made ahead of the main clock.
    Record(Record),
    /// `call_soon_threadsafe` from a job.
    Deliver(Rc<Handle>, JobId),
    /// Any call: the end of a job, the start of one that was queued by another.
    Call(Value),
    /// A thread that waited goes on.
    Resume(Box<Parked>),
    /// The time of the waiting thread with this number is over.
    Expire(u64),
}

pub(crate) struct Coming {
    at: u64,
    /// The place of its thread among the threads, which decides within a moment.
    order: u64,
    /// What one thread does at one moment stays in the order in which it did it.
    seq: u64,
    /// Of a daemon thread: the end of the program does not wait for it.
    daemon: bool,
    due: Due,
}

impl PartialEq for Coming {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Coming {}

impl PartialOrd for Coming {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Coming {
    /// The earliest is the greatest, as a heap gives its greatest first.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |coming: &Self| (coming.at, coming.order, coming.seq);
        key(other).cmp(&key(self))
    }
}

/// The clocks of one run.
#[derive(Default)]
pub(crate) struct Clock {
    main: u64,
    pub strands: Vec<Strand>,
    /// Threads that wait for what another thread does, the longest first.
    pub waiting: Vec<Parked>,
    events: BinaryHeap<Coming>,
    /// When each core that runs Python becomes free; with a GIL there is one.
    cores: Vec<u64>,
    /// CPU work of the main thread that waits for its turn.
    debt: u64,
    /// Where the last stretch of CPU work ended, and whose it was.
    worked: Option<(Mark, Actor)>,
    /// Where the record of the main thread's last stretch of work is, and since when it works; no
    /// event loop runs.
    alone_since: Option<(Mark, u64)>,
    seq: u64,
    tick: u32,
}

impl Clock {
    pub fn now(&self) -> u64 {
        self.strands.last().map_or(self.main, |strand| strand.now)
    }

    /// The time, where no worker runs on a clock of its own.
    pub fn alone(&self) -> Option<u64> {
        self.strands.is_empty().then_some(self.main)
    }

    /// Takes a core for a while, as soon as one is free; gives the beginning.
    pub fn claim(&mut self, now: u64, length: u64, cores: usize) -> u64 {
        self.cores.resize(cores, 0);
        let Some(free) = self.cores.iter_mut().min() else {
            return now;
        };
        let begin = now.max(*free);
        *free = begin + length;
        begin
    }

    /// Every core is taken by other threads at this moment of the main clock.
    fn is_contended(&self, cores: usize) -> bool {
        self.cores.len() == cores && self.cores.iter().all(|free| *free > self.main)
    }

    /// The main thread's clock.
    pub fn main(&self) -> u64 {
        self.main
    }

    /// A number for one more reading of the clock: later readings have greater ones.
    pub fn read(&mut self) -> u32 {
        self.tick = self.tick.saturating_add(1).min(u32::MAX >> 1);
        self.tick
    }

    /// The number of the last reading.
    pub fn tick(&self) -> u32 {
        self.tick
    }

    /// The next number for an event of a thread.
    pub fn next_seq(&mut self) -> u64 {
        self.seq += 1;
        self.seq
    }

    pub fn push(&mut self, at: u64, due: Due, daemon: bool) {
        let order = self.next_seq();
        self.push_as(order, at, due, daemon);
    }

    /// As [`Clock::push`], in the place of the thread with this number among those of its moment.
    pub fn push_as(&mut self, order: u64, at: u64, due: Due, daemon: bool) {
        let seq = self.next_seq();
        self.events.push(Coming {
            at,
            order,
            seq,
            daemon,
            due,
        });
    }

    pub fn is_ahead(&self) -> bool {
        let strand = self.strands.last();
        strand.is_some_and(|strand| strand.now > self.main)
    }

    /// The main clock gets to see what the thread that runs now does at its own moment.
    pub fn hold_back(&mut self, due: Due) {
        if let Some(strand) = self.strands.last() {
            let (order, now, daemon) = (strand.order, strand.now, strand.daemon);
            self.push_as(order, now, due, daemon);
        }
    }

    /// The moment of the next event of another thread.
    pub fn next_event(&self) -> Option<u64> {
        self.events.peek().map(|coming| coming.at)
    }

    /// An event that the end of the program waits for.
    pub fn next_awaited(&self) -> Option<u64> {
        let awaited = self.events.iter().any(|coming| !coming.daemon);
        let waits = self.waiting.iter().any(|parked| !parked.strand.daemon);
        if awaited || waits {
            self.next_event()
        } else {
            None
        }
    }

    /// Gives every value inside away, so that cycles end.
    pub fn empty_into(&mut self, values: &mut Vec<Value>) {
        for coming in self.events.drain() {
            match coming.due {
                Due::Record(_) => {}
                Due::Deliver(handle, _) => handle.empty_into(values),
                Due::Call(callable) => values.push(callable),
                Due::Resume(parked) => parked.empty_into(values),
                Due::Expire(_) => {}
            }
        }
        for parked in self.waiting.drain(..) {
            parked.empty_into(values);
        }
        values.extend(self.strands.drain(..).map(|strand| strand.thread));
    }
}

/// Moves the main clock, telling of it where the loop has nothing else to do.
fn set_main(world: &mut World, at: u64, idle: bool) {
    let from = world.executor.clock.main;
    if at <= from {
        return;
    }
    world.executor.clock.main = at;
    if idle && world.executor.clock.strands.is_empty() {
        let actor = std::mem::replace(&mut world.actor, Actor::Loop);
        world.emit_at(
            Default::default(),
            Event::ClockAdvanced { from: Nanos(from) },
        );
        world.actor = actor;
    }
}

/// Moves the main clock to a moment and runs the events of other threads that are due by then.
///
/// # Errors
/// What the events raise (only the end of the run).
pub(crate) fn advance_to(world: &mut World, target: u64, idle: bool) -> Outcome<()> {
    // A thread that begins its last sleep meanwhile wakes after a main thread that waits for the
    // same moment and runs no loop, as of two timers the one that was set first is first.
    let begun = match world.executor.local.running {
        None => world.executor.clock.seq,
        Some(_) => u64::MAX,
    };
    while world.executor.clock.events.peek().is_some_and(|next| {
        let sleeps_on = next.seq > begun && matches!(next.due, Due::Resume(_));
        next.at < target || next.at == target && !sleeps_on
    }) {
        let Some(coming) = world.executor.clock.events.pop() else {
            break;
        };
        set_main(world, coming.at, idle);
        happen(world, coming.due)?;
    }
    set_main(world, target, idle);
    Ok(())
}

fn happen(world: &mut World, due: Due) -> Outcome<()> {
    match due {
        Due::Record(record) => {
            world.write(&record);
            if world.halted.is_some() {
                Err(crate::world::value::Raise::Halt)
            } else {
                Ok(())
            }
        }
        Due::Deliver(handle, job) => {
            let owner = handle.owner;
            let is_closed = world.executor.event_loop(owner).closed;
            if let Some(entry) = handle.entry.get()
                && !handle.cancelled.get()
                && !is_closed
            {
                let actor = std::mem::replace(&mut world.actor, Actor::Job(job));
                push_numbered(world, owner, entry, Ready::Handle(handle), Cause::Job(job));
                world.actor = actor;
                strand::wake_all(world);
            }
            Ok(())
        }
        Due::Call(callable) => {
            call::call(world, &callable, &[])?;
            strand::wake_all(world);
            Ok(())
        }
        Due::Resume(parked) => strand::resume(world, *parked),
        Due::Expire(order) => {
            strand::expire(world, order);
            Ok(())
        }
    }
}

/// CPU work of whoever runs takes this long; threads take turns.
///
/// # Errors
/// What the events of other threads raise meanwhile (only the end of the run).
pub(crate) fn work(world: &mut World, nanos: u64) -> Outcome<()> {
    // The library looks first and then acts: nobody comes between the two.
    let in_library = world.frames.last().is_some_and(|frame| frame.code.hidden);
    if !world.executor.clock.strands.is_empty() {
        strand::work(world, nanos, in_library);
        return Ok(());
    }
    let cores = world.limits.running_threads();
    let clock = &mut world.executor.clock;
    clock.debt += nanos;
    let goes_on = clock.is_contended(cores) && clock.debt < strand::SWITCH_INTERVAL;
    if goes_on || in_library && clock.next_event().is_some() {
        return Ok(());
    }
    let (asked, length) = (clock.main, std::mem::take(&mut clock.debt));
    let begin = clock.claim(asked, length, cores);
    if begin > asked {
        let what = if world.limits.gil {
            "waiting for the GIL"
        } else {
            "waiting for a core"
        };
        spend(world, begin - asked, what)?;
    }
    note_gil(world, asked, begin + length);
    spend(world, length, CPU_WORK)
}

/// Whoever runs has the GIL from now on until then, where there is one to share.
pub(crate) fn note_gil(world: &mut World, asked: u64, until: u64) {
    if world.limits.gil && world.executor.has_jobs() {
        world.emit(Event::GilTaken {
            asked: Nanos(asked),
            until: Nanos(until),
        });
    }
}

/// Whoever runs is held for this long: the loop's thread, or only a worker.
///
/// # Errors
/// What the events of other threads raise meanwhile (only the end of the run).
pub(crate) fn spend(world: &mut World, nanos: u64, what: &str) -> Outcome<()> {
    strand::take_time(world);
    let until = world.executor.clock.now().saturating_add(nanos);
    if let Some(strand) = world.executor.clock.strands.last_mut() {
        if let Actor::Job(job) = world.actor {
            world.emit(Event::JobSlept {
                job,
                until: Nanos(until),
            });
            if let Some(strand) = world.executor.clock.strands.last_mut() {
                strand.now = until;
            }
        } else {
            strand.now = until;
        }
        return Ok(());
    }
    // Work is charged in small pieces, of which people want to see one.
    let is_work = what == CPU_WORK;
    if world.executor.local.running.is_none() {
        let next = world.executor.clock.next_event();
        return match is_work && next.is_none_or(|next| next > until) {
            true => work_alone(world, until),
            false => advance_to(world, until, true),
        };
    }
    let goes_on = world.executor.clock.worked.is_some_and(|(end, actor)| {
        is_work && actor == world.actor && world.trace.go_on(&end, Nanos(until))
    });
    if !goes_on {
        let what = world.text(what);
        world.emit(Event::BlockBegan {
            until: Nanos(until),
            what,
        });
    }
    let (actor, place) = (world.actor, world.place);
    advance_to(world, until, false)?;
    (world.actor, world.place) = (actor, place);
    world.executor.clock.worked = is_work.then(|| (world.trace.mark(), actor));
    world.emit(Event::BlockEnded);
    Ok(())
}

/// The main thread works until then, and nobody else does anything meanwhile.
fn work_alone(world: &mut World, until: u64) -> Outcome<()> {
    let before = world.executor.clock.alone_since.take();
    let before = before.filter(|(mark, _)| world.trace.take_back(mark));
    let since = before.map_or(world.executor.clock.main, |(_, since)| since);
    advance_to(world, until, false)?;
    world.executor.clock.alone_since = Some((world.trace.mark(), since));
    let from = Nanos(since);
    world.emit(Event::ClockAdvanced { from });
    Ok(())
}

/// The main thread blocks until `ready` holds; false when the timeout passed before.
///
/// # Errors
/// Halts the run where nothing can ever make it true.
pub(crate) fn block_until(
    world: &mut World,
    timeout: Option<u64>,
    what: &str,
    ready: &mut dyn FnMut(&mut World) -> Outcome<bool>,
) -> Outcome<bool> {
    if ready(world)? {
        return Ok(true);
    }
    if !world.executor.clock.strands.is_empty() {
        return Err(strand::cannot_wait(world));
    }
    let deadline = timeout.map(|nanos| world.executor.clock.main.saturating_add(nanos));
    loop {
        let next = world.executor.clock.next_event();
        let target = match (next, deadline) {
            (Some(next), None) => next,
            (Some(next), Some(deadline)) => next.min(deadline),
            (None, Some(deadline)) => deadline,
            (None, None) => return Err(super::run::deadlock(world)),
        };
        let now = world.executor.clock.main;
        spend(world, target.saturating_sub(now), what)?;
        if ready(world)? {
            return Ok(true);
        }
        if deadline.is_some_and(|deadline| world.executor.clock.main >= deadline) {
            return Ok(false);
        }
    }
}

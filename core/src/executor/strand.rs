//! Simulated threads.
//!
//! ```text
//!   start ──▶ runs in one go, ahead of the main clock ──▶ end: its `finish` is due then
//!                 │ sync: the main clock first gets to where it stands
//!                 │ wait: until another thread has done something
//!                 ▼
//!              Parked ──resume (an event of the clock)──▶ runs on
//! ```
//!
//! A thread runs ahead of the main clock while it needs nobody else. When it has slept, and before
//! it touches what threads share (locks, queues, events), the main clock gets to where the thread
//! stands: so everybody meets there in the order of time.

use super::clock::Due;
use super::{Local, clock};
use crate::trace::{Actor, JobId};
use crate::vm::call::{self, Entered};
use crate::vm::machine::{Finish, Start};
use crate::world::World;
use crate::world::frame::{Delivery, Frame};
use crate::world::value::{Args, Exception, Outcome, Raise, Value};
use std::rc::Rc;

/// How long a thread keeps the GIL while others want it: `sys.getswitchinterval()`.
pub(crate) const SWITCH_INTERVAL: u64 = 5_000_000;

/// What a thread waits for.
#[derive(Clone, Copy)]
enum Wish {
    /// The main clock.
    Clock,
    /// That another thread does something, or this moment.
    Wake(Option<u64>),
}

/// How deep the machine's stacks were when the thread was entered.
#[derive(Clone, Copy, Default)]
struct Bases {
    depth: u32,
    frames: usize,
    handled: usize,
    contexts: usize,
    steps: usize,
    calls: usize,
}

/// How a simulated thread runs.
pub(crate) struct StrandOptions {
    pub deferred: bool,
    pub daemon: bool,
    pub job: Option<JobId>,
    /// Called when the main clock gets to the thread's end.
    pub finish: Option<Value>,
}

/// A simulated thread that runs now, inside of whatever started it.
pub(crate) struct Strand {
    pub now: u64,
    /// What it calls on a loop arrives when the main clock gets there.
    pub deferred: bool,
    pub daemon: bool,
    pub thread: Value,
    job: Option<JobId>,
    finish: Option<Value>,
    /// A process of its own: it shares its GIL with nobody.
    is_process: bool,
    /// CPU work that has not yet taken its time, in nanoseconds.
    debt: u64,
    /// Operations of its present step.
    step: u64,
    /// Its place among the threads: which of them goes on first at one moment.
    pub order: u64,
    /// Its place among those that wait: it keeps that when it looks again in vain.
    pub line: u64,
    bases: Bases,
    wish: Wish,
}

impl Strand {
    /// A loop of this thread waits: only its own clock goes on.
    pub fn wait_until(&mut self, at: u64) {
        self.now = self.now.max(at);
    }
}

/// A thread that waits, with all that the machine needs to go on with it.
pub(crate) struct Parked {
    pub strand: Strand,
    #[expect(
        clippy::vec_box,
        reason = "a piece of the machine's stack, whose frames are boxed"
    )]
    frames: Vec<Box<Frame>>,
    handled: Vec<Option<Rc<Exception>>>,
    contexts: Vec<Value>,
    local: Local,
}

impl Parked {
    /// Gives every value inside away, so that cycles end.
    pub fn empty_into(self, values: &mut Vec<Value>) {
        values.extend(self.contexts);
        values.extend(self.strand.finish);
        values.push(self.strand.thread);
        for mut frame in self.frames {
            values.append(&mut frame.values);
        }
    }
}

/// Runs a call on a clock of its own that starts at `now`, to its end or until it waits.
///
/// # Errors
/// What the call raises.
pub(crate) fn start(
    world: &mut World,
    now: u64,
    callable: &Value,
    thread: Value,
    options: StrandOptions,
) -> Outcome<()> {
    let order = world.executor.clock.next_seq();
    let context = crate::builtins::contextvars::empty(world);
    let strand = Strand {
        now,
        deferred: options.deferred,
        daemon: options.daemon,
        job: options.job,
        finish: options.finish,
        // As `multiprocessing` shows it: every process runs its jobs in its main thread.
        is_process: matches!(&thread, Value::Str(name) if name.as_str() == "MainThread"),
        thread,
        debt: 0,
        step: 0,
        order,
        line: 0,
        bases: Bases::default(),
        wish: Wish::Clock,
    };
    let parked = Parked {
        strand,
        frames: Vec::new(),
        handled: vec![None],
        contexts: vec![context],
        local: Local::default(),
    };
    enter(world, parked, Some(callable))
}

/// A thread that waited goes on.
///
/// # Errors
/// What it raises.
pub(crate) fn resume(world: &mut World, mut parked: Parked) -> Outcome<()> {
    parked.strand.now = parked.strand.now.max(world.executor.clock.main());
    enter(world, parked, None)
}

fn enter(world: &mut World, parked: Parked, callable: Option<&Value>) -> Outcome<()> {
    let Parked {
        mut strand,
        frames,
        handled,
        contexts,
        local,
    } = parked;
    strand.bases = Bases {
        depth: world.depth + 1,
        frames: world.frames.len(),
        handled: world.handled.len(),
        contexts: world.executor.contexts.len(),
        steps: world.executor.steps.len(),
        calls: world.executor.calls.len(),
    };
    let bases = strand.bases;
    let outer = std::mem::replace(&mut world.executor.local, local);
    let (actor, place) = (world.actor, world.place);
    if let Some(job) = strand.job {
        world.actor = Actor::Job(job);
    }
    world.frames.extend(frames);
    world.handled.extend(handled);
    world.executor.contexts.extend(contexts);
    let outer_step = world.swap_step_meter(strand.step);
    world.executor.clock.strands.push(strand);
    let result = match callable {
        None => call::run_inside(world, Start::Go),
        Some(callable) => begin(world, callable),
    };
    take_time(world);
    let step = world.swap_step_meter(outer_step);
    let local = std::mem::replace(&mut world.executor.local, outer);
    (world.actor, world.place) = (actor, place);
    let Some(mut strand) = world.executor.clock.strands.pop() else {
        unreachable!("the strand was pushed above")
    };
    strand.step = step;
    let contexts = world.executor.contexts.split_off(bases.contexts);
    let handled = world.handled.split_off(bases.handled);
    let frames = world.frames.split_off(bases.frames.min(world.frames.len()));
    if let Ok(Finish::Paused) = result {
        let parked = Parked {
            strand,
            frames,
            handled,
            contexts,
            local,
        };
        park(world, parked);
        return Ok(());
    }
    if let Some(finish) = strand.finish {
        let clock = &mut world.executor.clock;
        let order = strand.order;
        clock.push_as(order, strand.now, Due::Call(finish), strand.daemon);
    }
    result.map(drop)
}

fn begin(world: &mut World, callable: &Value) -> Outcome<Finish> {
    match call::enter(world, callable, Args::new(&[]), Delivery::Native)? {
        Entered::Frame(frame) => {
            world.frames.push(frame);
            call::run_inside(world, Start::Go)
        }
        Entered::Value(value) => Ok(Finish::Value(value)),
    }
}

fn park(world: &mut World, parked: Parked) {
    let clock = &mut world.executor.clock;
    let strand = &parked.strand;
    let (order, daemon) = (strand.order, strand.daemon);
    match strand.wish {
        Wish::Clock => {
            // Of two that sleep until one moment, the one that fell asleep first wakes first.
            let now = strand.now;
            clock.push(now, Due::Resume(Box::new(parked)), daemon);
        }
        Wish::Wake(until) => {
            if let Some(until) = until {
                // Nobody waits for this event itself: the thread may go on long before.
                clock.push_as(order, until, Due::Expire(order), true);
            }
            let line = strand.line;
            let place = clock
                .waiting
                .partition_point(|other| other.strand.line < line);
            clock.waiting.insert(place, parked);
        }
    }
}

/// Somebody has done something: every thread that waits looks again, the longest waiting first.
pub(crate) fn wake_all(world: &mut World) {
    let clock = &mut world.executor.clock;
    let now = clock.now();
    for parked in std::mem::take(&mut clock.waiting) {
        let (at, daemon) = (now.max(parked.strand.now), parked.strand.daemon);
        clock.push(at, Due::Resume(Box::new(parked)), daemon);
    }
}

/// The time of a wait is over.
pub(crate) fn expire(world: &mut World, order: u64) {
    let clock = &mut world.executor.clock;
    let at = clock.main();
    let found = clock.waiting.iter().position(|parked| {
        let strand = &parked.strand;
        strand.order == order && matches!(strand.wish, Wish::Wake(Some(until)) if until <= at)
    });
    if let Some(found) = found {
        let parked = clock.waiting.remove(found);
        let daemon = parked.strand.daemon;
        clock.push_as(order, at, Due::Resume(Box::new(parked)), daemon);
    }
}

/// A simulated thread runs now.
pub(crate) fn runs(world: &World) -> bool {
    let strands = &world.executor.clock.strands;
    strands.last().is_some_and(|strand| strand.deferred)
}

/// The thread that runs now, where it can be taken off the machine: its frames are Python's alone.
fn parkable(world: &mut World) -> Option<&mut Strand> {
    let (depth, steps) = (world.depth, world.executor.steps.len());
    let calls = world.executor.calls.len();
    let strand = world.executor.clock.strands.last_mut()?;
    let bases = strand.bases;
    (strand.deferred && bases.depth == depth && bases.steps == steps && bases.calls == calls)
        .then_some(strand)
}

/// CPU work of a thread: after each switch interval another thread may have its turn.
pub(crate) fn work(world: &mut World, nanos: u64, goes_on: bool) {
    let Some(strand) = world.executor.clock.strands.last_mut() else {
        return;
    };
    strand.debt += nanos;
    if strand.debt >= SWITCH_INTERVAL && !goes_on {
        sync(world);
    }
}

/// CPU work that the thread has done takes its time: on a core, or with the GIL, as soon as there
/// is one.
pub(crate) fn take_time(world: &mut World) {
    let cores = world.limits.running_threads();
    let clock = &mut world.executor.clock;
    let Some(strand) = clock.strands.last_mut() else {
        return;
    };
    let debt = std::mem::take(&mut strand.debt);
    if debt == 0 {
        return;
    }
    let (now, is_process) = (strand.now, strand.is_process);
    let begin = if is_process {
        now
    } else {
        clock.claim(now, debt, cores)
    };
    if let Some(strand) = clock.strands.last_mut() {
        strand.now = begin;
    }
    if !is_process {
        clock::note_gil(world, now, begin + debt);
    }
    if let Some(strand) = world.executor.clock.strands.last_mut() {
        strand.now = begin + debt;
    }
}

/// The main clock first gets to where this thread stands; true where the thread waits for that.
pub(crate) fn sync(world: &mut World) -> bool {
    take_time(world);
    let main = world.executor.clock.main();
    if let Some(strand) = parkable(world)
        && strand.now > main
    {
        strand.wish = Wish::Clock;
        world.park();
        return true;
    }
    false
}

/// This thread waits until another one has done something, or until a moment: in the place that it
/// had before, or else behind all others. Gives the place.
///
/// # Errors
/// Halts the run where the thread cannot be taken off the machine.
pub(crate) fn wait(world: &mut World, until: Option<u64>, line: Option<u64>) -> Outcome<u64> {
    let line = line.unwrap_or_else(|| world.executor.clock.next_seq());
    if idle(world, until, line) {
        Ok(line)
    } else {
        Err(cannot_wait(world))
    }
}

/// This thread waits where it can be taken off the machine: as [`wait`], and so does a loop that
/// runs in it and has nothing to do.
pub(crate) fn idle(world: &mut World, until: Option<u64>, line: u64) -> bool {
    take_time(world);
    let Some(strand) = parkable(world) else {
        return false;
    };
    strand.line = line;
    strand.wish = Wish::Wake(until);
    world.park();
    true
}

pub(crate) fn cannot_wait(world: &mut World) -> Raise {
    world.unsupported(
        "A simulated thread waits for another inside of a task or a built-in function",
        "Let a plain function of the thread wait, or the main thread.",
    )
}

/// What still runs when the module's code is over.
///
/// # Errors
/// The end of the run, where a thread can never end.
pub(crate) fn finish_all(world: &mut World) -> Outcome<()> {
    while let Some(at) = world.executor.clock.next_awaited() {
        clock::advance_to(world, at, true)?;
    }
    let clock = &world.executor.clock;
    if clock.waiting.iter().any(|parked| !parked.strand.daemon) {
        return Err(super::run::deadlock(world));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::trace::{Event, Nanos};
    use crate::{Limits, compile, run};

    /// Two jobs of 0.1 s of CPU work each, beyond what is free.
    fn length(pool: &str, limits: Limits) -> Nanos {
        let text = format!(
            "from concurrent.futures import {pool}\n\
             def job(n):\n    for _ in range(n):\n        pass\n\
             with {pool}(2) as pool:\n    list(pool.map(job, [600_000, 600_000]))\n"
        );
        let program = compile("program.py", &text).expect("a small program");
        run(&program, &limits).length()
    }

    #[test]
    fn threads_share_the_gil_and_processes_do_not() {
        let limits = Limits {
            cpu_nanos_per_op: 100,
            ..Limits::default()
        };
        let free = limits.free_threaded(2);
        let alone = length("ProcessPoolExecutor", limits).seconds();
        let shared = length("ThreadPoolExecutor", limits).seconds();
        let parallel = length("ThreadPoolExecutor", free).seconds();
        assert!(alone > 0.05, "{alone}");
        assert!((shared / alone - 2.0).abs() < 0.1, "{shared} {alone}");
        assert!((parallel / alone - 1.0).abs() < 0.1, "{parallel} {alone}");
    }

    #[test]
    fn work_in_the_library_lets_nobody_come_between_a_look_and_what_follows() {
        let text = "import threading\n\
             from concurrent.futures import ThreadPoolExecutor\n\
             total = 0\nlock = threading.Lock()\n\
             def add(rounds):\n    global total\n    \
             for _ in range(rounds):\n        with lock:\n            total += 1\n\
             for _ in range(2000):\n    \
             thread = threading.Thread(target=add, args=(1,))\n    \
             thread.start()\n    thread.join()\n\
             threads = [threading.Thread(target=add, args=(7001,)) for _ in range(4)]\n\
             for thread in threads:\n    thread.start()\n\
             for thread in threads:\n    thread.join()\n\
             with ThreadPoolExecutor(4) as pool:\n    \
             print(total, sum(pool.map(abs, range(2000), buffersize=8)))\n";
        let limits = Limits {
            cpu_nanos_per_op: 100,
            ..Limits::default()
        };
        let program = compile("program.py", text).expect("a small program");
        let recording = run(&program, &limits);
        let printed = recording
            .records()
            .iter()
            .find_map(|record| match record.event {
                Event::Output { text, .. } => Some(recording.text(text).to_string()),
                _ => None,
            });
        assert_eq!(printed.as_deref(), Some("30004 1999000"));
    }
}

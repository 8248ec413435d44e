//! One sentence for every moment of a run, which names the cause.
//!
//! ```text
//!   StepBegan ◀─handle─ HandleReady ◀─cause─ FutureSettled ◀─callback around─ TimerFired ◀─ TimerSet
//! ```
//!
//! A step is explained by following this chain backwards ([`crate::causes`]); [`reason`] puts it
//! into words. Subject, verb, because; present tense at the playhead, past behind it, "will" ahead.
//! Nobody is blamed.

mod reason;
mod request;
mod steps;
mod tell;
mod threads;
mod times;

use crate::model::LoopState;
use crate::recording::Recording;
use crate::sentence::{Part, plain, possessive, say};
use crate::timeline::Timeline;
use crate::trace::{Actor, Nanos, Record, ResourceId, TaskId, TextId, Trace};

/// What kind of thing happened: the glyph and colour beside the sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Ready,
    Running,
    Waiting,
    /// In a thread.
    Thread,
    Done,
    Failed,
    Cancelled,
    Blocked,
    /// A line was printed.
    Output,
    /// The loop or its clock by itself.
    Loop,
}

/// A sentence or two about one cursor.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    pub kind: Kind,
    pub parts: Vec<Part>,
    /// Whom it is about, where it is about a task.
    pub task: Option<TaskId>,
}

impl Explanation {
    /// The sentence without styles.
    #[must_use]
    pub fn text(&self) -> String {
        plain(&self.parts)
    }
}

/// Explains the state at a cursor, at the time of its last record.
#[must_use]
pub fn explain(timeline: &Timeline, cursor: usize) -> Explanation {
    explain_at(timeline, cursor, Nanos(0))
}

/// Explains the state at a cursor when the playhead is at `time`, which may lie between this
/// record and the next: while the loop is held or idle, time goes on without records. Times
/// before the record count as the record's.
#[must_use]
pub fn explain_at(timeline: &Timeline, cursor: usize, time: Nanos) -> Explanation {
    let cursor = cursor.min(timeline.len());
    // Behind the bookkeeping of a moment the sentence is still about the moment.
    let about = match timeline
        .moment_of(cursor)
        .map(|index| timeline.moments()[index])
    {
        Some(moment) if cursor <= moment.stop => Some(moment.record),
        _ => cursor.checked_sub(1),
    };
    let records = timeline.recording().records();
    let Some((index, record)) = about.and_then(|at| Some((at, records.get(at)?))) else {
        let parts = say(
            "*Nothing has happened yet.* The program starts at 0.00 s.",
            &[],
        );
        return Explanation {
            kind: Kind::Loop,
            parts,
            task: None,
        };
    };
    let teller = Teller {
        timeline,
        recording: timeline.recording(),
        trace: &timeline.recording().trace,
        state: timeline.at(timeline.settled(cursor, time)),
        index,
        record,
        now: time.max(record.at),
    };
    teller.tell()
}

/// All that a sentence is made from.
struct Teller<'a> {
    timeline: &'a Timeline,
    recording: &'a Recording,
    trace: &'a Trace,
    /// The state after the moment.
    state: LoopState,
    /// The record that is explained.
    index: usize,
    record: &'a Record,
    /// Where the playhead is.
    now: Nanos,
}

/// Longest piece of a value or an output line in a sentence, in characters.
const LONGEST: usize = 60;

impl Teller<'_> {
    /// What people call a task.
    fn name(&self, task: TaskId) -> String {
        self.state.shown(task).to_string()
    }

    /// The same as an owner: `Alerts'`.
    fn whose(&self, task: TaskId) -> String {
        possessive(&self.state.shown(task))
    }

    /// A text of the trace, shortened to what a sentence bears.
    fn text(&self, id: TextId) -> String {
        let text = self.trace.text(id);
        let line = text.lines().next().unwrap_or("");
        if line.chars().count() <= LONGEST {
            return line.to_string();
        }
        let head: String = line.chars().take(LONGEST - 1).collect();
        format!("{head}…")
    }

    fn actor(&self, by: Actor) -> String {
        match by {
            Actor::Loop => "the loop".into(),
            Actor::Task(task) => self.name(task),
            Actor::Job(job) => self
                .state
                .jobs
                .get(job.index())
                .map_or_else(|| "a worker".into(), |job| self.text(job.name)),
        }
    }

    /// The same at the start of a sentence.
    fn subject(&self, by: Actor) -> String {
        match by {
            Actor::Loop => "The program".into(),
            Actor::Task(_) | Actor::Job(_) => self.actor(by),
        }
    }

    fn resource(&self, id: ResourceId) -> String {
        self.trace
            .resources
            .get(id.index())
            .map_or_else(String::new, |found| self.text(found.name))
    }

    /// ` at line 7`, or nothing.
    fn at_line(&self) -> String {
        self.recording
            .line(self.record.span)
            .map_or_else(String::new, |line| format!(" at line {line}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, explain, explain_at};
    use crate::Limits;
    use crate::samples::{blocking, gather, ms};
    use crate::timeline::Timeline;
    use std::rc::Rc;

    fn told(timeline: &Timeline) -> Vec<String> {
        let stops = timeline.moments().iter().map(|moment| moment.stop);
        stops.map(|stop| explain(timeline, stop).text()).collect()
    }

    #[test]
    fn gather_is_told_with_its_causes() {
        let line = Timeline::new(Rc::new(gather()));
        let told = told(&line);
        for sentence in [
            "main is ready because asyncio.run made it the first task. It has not run yet.",
            "Cache is ready because main made it a task with asyncio.gather at 0.00 s. It has not \
             run yet.",
            "Cache prints Cache connecting.",
            "Cache waits for its 0.5 s sleep, until 0.50 s. Search-Index is next in the ready \
             queue.",
            "The clock moves on from 0.00 s to 0.50 s because nothing was ready: Cache's sleep \
             ends then.",
            "Cache runs because its 0.5 s sleep ended at 0.50 s. It was the only task in the ready \
             queue.",
            "Cache is done because its coroutine returned 'Cache'.",
            "main runs because Database, the last of its gather, ended. It was the only task in \
             the ready queue.",
            "The program has ended at 1.50 s.",
        ] {
            assert!(
                told.iter().any(|text| text == sentence),
                "{sentence}\nnot in {told:#?}"
            );
        }
    }

    #[test]
    fn a_held_loop_is_told_at_the_playhead() {
        let line = Timeline::new(Rc::new(blocking()));
        let cursor = line.cursor_at_time(ms(1400));
        let found = explain_at(&line, cursor, ms(1400));
        assert_eq!(found.kind, Kind::Blocked);
        assert_eq!(
            found.text(),
            "report holds the only thread. Heartbeat and Alerts are due, but the loop cannot wake \
             them until time.sleep(2) returns."
        );
        assert_eq!(
            explain(&line, cursor).text(),
            "report holds the only thread. Heartbeat and Alerts will be late: time.sleep(2) \
             returns at 2.00 s."
        );
        let told = told(&line);
        let late = "Heartbeat runs because its 0.5 s sleep ended at 0.50 s, but report held the \
                    loop's thread until 2.00 s.";
        assert!(told.iter().any(|text| text == late), "{told:#?}");
    }

    fn told_of(text: &str) -> Vec<String> {
        let program = crate::compile("program.py", text).expect("it compiles");
        told(&Timeline::new(Rc::new(crate::run(
            &program,
            &Limits::page(),
        ))))
    }

    #[test]
    fn what_a_step_receives_has_its_name_and_its_cause() {
        let told = told_of(
            "import asyncio\nasync def bad():\n    await asyncio.sleep(0.3)\n    \
             raise ValueError('no')\nasync def slow():\n    await asyncio.sleep(1)\n\
             async def crew():\n    await asyncio.gather(slow(), slow())\n\
             async def main():\n    try:\n        await asyncio.gather(bad(), slow())\n    \
             except ValueError:\n        pass\n    \
             try:\n        await asyncio.shield(bad())\n    except ValueError:\n        pass\n    \
             fresh = asyncio.create_task(slow(), name='fresh')\n    fresh.cancel()\n    \
             crew_task = asyncio.create_task(crew(), name='crew')\n    \
             await asyncio.sleep(0)\n    crew_task.cancel()\n    \
             await asyncio.sleep(0.1)\nasyncio.run(main())\n",
        );
        for sentence in [
            "main runs to receive ValueError because bad 1 failed and gather passes the first \
             exception on at once. It was the only task in the ready queue.",
            "main runs to receive ValueError because bad 2, which it shields, failed. It was the \
             only task in the ready queue.",
            "fresh runs to receive CancelledError because main cancelled it. crew and main are \
             ready behind it.",
            "fresh is being cancelled because main cancelled it: CancelledError is raised before \
             its first line.",
            "crew runs to receive CancelledError because main cancelled it. It was the only task \
             in the ready queue.",
        ] {
            assert!(
                told.iter().any(|text| text == sentence),
                "{sentence}\nnot in {told:#?}"
            );
        }
    }

    #[test]
    fn a_wait_for_some_of_many_and_for_itself() {
        let told = told_of(
            "import asyncio\nasync def job(name):\n    await asyncio.sleep(1)\nasync def main():\n    \
             jobs = [asyncio.create_task(job(name)) for name in 'ab']\n    \
             await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)\n    \
             await asyncio.current_task()\nasyncio.run(main())\n",
        );
        for sentence in [
            "main waits for the next of its tasks to end. a is next in the ready queue.",
            "main runs to receive RuntimeError because no task can wait for what it awaited. It \
             was the only task in the ready queue.",
        ] {
            assert!(
                told.iter().any(|text| text == sentence),
                "{sentence}\nnot in {told:#?}"
            );
        }
    }

    #[test]
    fn once_the_clock_moves_on_the_callbacks_behind_a_step_are_over() {
        let text = "import asyncio\nasync def job(name, gate):\n    async with gate:\n        \
                    await asyncio.sleep(1)\nasync def main():\n    \
                    gate = asyncio.Semaphore(1)\n    \
                    await asyncio.gather(job('a', gate), job('b', gate))\nasyncio.run(main())\n";
        let program = crate::compile("program.py", text).expect("it compiles");
        let line = Timeline::new(Rc::new(crate::run(&program, &Limits::page())));
        let cursor = line.cursor_at_time(ms(1000));
        let at = |time| explain_at(&line, cursor, ms(time)).text();
        let waits = "b waits for its 1 s sleep, until 2.00 s.";
        let (then, later) = (
            "gather's done callback is next in the ready queue.",
            "Nothing else is ready; the next timer is due at 2.00 s.",
        );
        assert_eq!(at(1000), format!("{waits} {then}"));
        assert_eq!(at(1500), format!("{waits} {later}"));
        assert!(line.at(line.settled(cursor, ms(1500))).ready.is_empty());
        assert_eq!(line.settled(cursor, ms(1000)), cursor);
    }

    #[test]
    fn work_ends_and_a_deadlock_has_a_name() {
        let work = "import asyncio\nasync def main():\n    for i in range(2_000_000): pass\n\
                    asyncio.run(main())\n";
        let sentence = "main holds the only thread. Nobody else can run until its CPU work ends at";
        let told = told_of(work);
        let held = told.iter().filter(|text| text.starts_with(sentence));
        assert_eq!(held.count(), 1, "{told:#?}");
        let done = "main goes on because its CPU work is done.";
        assert!(told.iter().any(|text| text == done), "{told:#?}");
        let stuck = "import asyncio\nasync def main():\n    await asyncio.Event().wait()\n\
                     asyncio.run(main())\n";
        let sentence = "The program cannot go on: nobody is ready, no timer runs, no worker is \
                        busy. A deadlock of main.";
        let told = told_of(stuck);
        assert!(told.iter().any(|text| text == sentence), "{told:#?}");
        let idle = "import asyncio\nloop = asyncio.new_event_loop()\nloop.call_soon(print, 1)\n\
                    loop.run_forever()\n";
        let sentence = "The program goes on for ever, with nothing left to do: its loop or a \
                        thread waits for what nobody will do.";
        let told = told_of(idle);
        assert!(told.iter().any(|text| text == sentence), "{told:#?}");
    }

    #[test]
    fn a_task_is_called_as_the_coroutine_inside_of_it() {
        let told = told_of(
            "import asyncio\nasync def call(name):\n    await asyncio.sleep(1)\n\
             async def limited(limit, work):\n    async with limit:\n        await work\n\
             async def main():\n    limit = asyncio.Semaphore(2)\n    \
             await asyncio.gather(limited(limit, call('Users')),\n        \
             asyncio.wait_for(call('Orders'), 5))\nasyncio.run(main())\n",
        );
        for start in [
            "Users runs for the first time",
            "Orders runs for the first time",
        ] {
            assert!(told.iter().any(|text| text.starts_with(start)), "{told:#?}");
        }
    }

    #[test]
    fn callbacks_behind_a_block_are_told_where_no_task_waits() {
        let told = told_of(
            "import asyncio, time\nasync def work():\n    time.sleep(1)\nasync def main():\n    \
             await asyncio.gather(work(), work(), work())\nasyncio.run(main())\n",
        );
        for sentence in [
            "work 2 holds the only thread. work 3 is ready, but cannot run until time.sleep(1) \
             returns at 2.00 s.",
            "work 3 holds the only thread. gather's done callback is ready, but cannot run until \
             time.sleep(1) returns at 3.00 s.",
        ] {
            assert!(told.iter().any(|text| text == sentence), "{told:#?}");
        }
    }

    #[test]
    fn every_cursor_has_a_sentence() {
        for recording in [gather(), blocking()] {
            let line = Timeline::new(Rc::new(recording));
            for cursor in 0..=line.len() {
                let text = explain(&line, cursor).text();
                assert!(
                    text.ends_with('.') && !text.contains(['*', '`', '[']),
                    "{text}"
                );
            }
        }
    }
}

//! What a reader of the run should know even without stepping through it: a held loop and who
//! became late by it, work that was lost, a run that cannot go on. In CPython's words where it has
//! them. One pass over the trace.

mod advice;
mod older;
mod patterns;
pub(crate) mod sequence;

pub use advice::advice;
pub use older::Older;

use crate::inspect;
use crate::lanes::LATE_FROM;
use crate::model::{LoopState, TaskState};
use crate::names::Names;
use crate::recording::Recording;
use crate::sort;
use crate::source::Span;
use crate::trace::{
    Actor, Event, HandleJob, Nanos, Outcome, Record, RunEnd, TaskId, TextId, TimerPurpose,
};
use std::fmt::Write;
use std::rc::Rc;

/// CPython's `loop.slow_callback_duration`: a step that takes this long holds the loop.
pub const SLOW_STEP: Nanos = Nanos(100_000_000);

/// Finished stalls that are looked at for one late task; further back, nobody asks.
const STALLS_BACK: usize = 16;

/// A task that started behind its time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Late {
    pub task: TaskId,
    /// When its sleep was over, or since when it stood ready.
    pub due: Nanos,
    /// When it ran at last; `None` when it never did.
    pub started: Option<Nanos>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum FindingKind {
    /// A step held the loop's thread; `what` is the longest blocking call in it.
    Blocked {
        task: Option<TaskId>,
        since: Nanos,
        until: Nanos,
        what: TextId,
        late: Vec<Late>,
    },
    /// A coroutine was made and dropped without being awaited.
    NeverAwaited { coro: TextId },
    /// A task failed and nobody ever asked.
    NeverRetrieved { task: TaskId },
    /// The program was over and `asyncio.run` cancelled this task, which was not.
    CancelledAtExit { task: TaskId },
    /// The run ended with this task still pending.
    Destroyed { task: TaskId },
    /// A task stood ready for long although no step held the loop: many short ones did.
    Starved { task: TaskId, waited: Nanos },
    /// A task was cancelled and returned as if it had not been.
    Swallowed { task: TaskId },
    /// A `gather` passed an error on while others of it still ran.
    Siblings { task: TaskId, left: u32 },
    /// Calls that need nothing of each other were awaited one after another.
    Sequence { task: TaskId, saves: Nanos },
    /// Nothing can ever wake these; `cycle` are those that wait for each other in a ring.
    Deadlock {
        waiting: Vec<TaskId>,
        cycle: Vec<TaskId>,
    },
    /// The program failed with what older Pythons did.
    Older(Older),
}

#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    pub kind: FindingKind,
    pub message: String,
    /// The place to mark in the code; empty where there is none.
    pub span: Span,
    /// The cursor that shows it.
    pub cursor: usize,
}

impl Finding {
    /// The task on whose lane it is to be shown; `None` where it belongs to nobody.
    #[must_use]
    pub fn task(&self) -> Option<TaskId> {
        match &self.kind {
            FindingKind::Blocked { task, .. } => *task,
            FindingKind::NeverRetrieved { task }
            | FindingKind::CancelledAtExit { task }
            | FindingKind::Destroyed { task }
            | FindingKind::Starved { task, .. }
            | FindingKind::Swallowed { task }
            | FindingKind::Siblings { task, .. }
            | FindingKind::Sequence { task, .. } => Some(*task),
            FindingKind::Deadlock { waiting, cycle } => cycle.first().or(waiting.first()).copied(),
            FindingKind::NeverAwaited { .. } | FindingKind::Older(_) => None,
        }
    }
}

/// A step or callback that blocks.
struct Stall {
    by: Actor,
    since: Nanos,
    until: Nanos,
    longest: Nanos,
    what: TextId,
    span: Span,
    cursor: usize,
    late: Vec<Late>,
}

struct Finder<'a> {
    recording: &'a Recording,
    names: Names,
    state: LoopState,
    /// The step that is running: who, since when, its block so far.
    step: Option<(TaskId, Nanos)>,
    stall: Option<Stall>,
    stalls: Vec<Stall>,
    /// Since when each task should run: its deadline or the moment it became ready.
    due: Vec<Option<Nanos>>,
    main_ended: bool,
    /// Cancels that were thrown: where an `except` took them, until the task ends.
    thrown: Vec<(TaskId, Span, usize)>,
    /// The longest of all waits in the ready queue that no stall explains.
    starved: Option<(TaskId, Nanos, usize)>,
    findings: Vec<Finding>,
}

/// All findings, in the order of their cursors.
#[must_use]
pub fn findings(recording: &Recording) -> Vec<Finding> {
    let names = Names::of(&recording.trace);
    let mut finder = Finder {
        recording,
        state: LoopState::new(Rc::new(names.clone())),
        names,
        step: None,
        stall: None,
        stalls: Vec::new(),
        due: Vec::new(),
        main_ended: false,
        thrown: Vec::new(),
        starved: None,
        findings: Vec::new(),
    };
    for (index, record) in recording.records().iter().enumerate() {
        finder.before(record);
        finder.state.apply(&recording.trace, record);
        finder.after(record, index + 1);
    }
    finder.finish()
}

impl Finder<'_> {
    /// Looks at what is lost by this record, before it is.
    fn before(&mut self, record: &Record) {
        if let Event::FutureSettled {
            future,
            how: Outcome::Exception(_),
        } = record.event
        {
            self.siblings(future);
        }
        if let Event::TimerFired { timer } = record.event
            && let Some(timer) = self.state.timers.get(&timer)
            && let TimerPurpose::Sleep(task) = timer.purpose
        {
            self.set_due(task, Some(timer.deadline));
        }
    }

    fn after(&mut self, record: &Record, cursor: usize) {
        match record.event {
            Event::TaskCreated { task, .. } => self.set_due(task, Some(record.at)),
            Event::HandleReady {
                job: HandleJob::Step(task) | HandleJob::Wakeup(task),
                ..
            } if self.due.get(task.index()).copied().flatten().is_none() => {
                self.set_due(task, Some(record.at));
            }
            Event::StepBegan { task, .. } => {
                self.note_late(task, record.at, cursor);
                self.set_due(task, None);
                self.step = Some((task, record.at));
            }
            Event::StepEnded { .. } | Event::CallbackEnded { .. } => {
                self.step = None;
                self.end_stall(record.at);
            }
            Event::WaitBegan { task, .. } => self.set_due(task, None),
            Event::BlockBegan { until, what } => self.block(record, cursor, until, what),
            Event::CancelDelivered { task } => {
                self.thrown.retain(|known| known.0 != task);
                self.thrown.push((task, Span::default(), cursor));
            }
            Event::Uncancelled { task, .. } => self.thrown.retain(|known| known.0 != task),
            Event::ExceptionCaught { .. } => {
                let by = record.by;
                let thrown = self.thrown.iter_mut();
                for known in thrown.filter(|known| by == Actor::Task(known.0)) {
                    (known.1, known.2) = (record.span, cursor);
                }
            }
            Event::TaskDone { task, how } => {
                self.swallowed(task, how);
                // The main task is the first one, which the module's own code made.
                self.main_ended |= task.index() == 0;
            }
            Event::NeverAwaited { coro, made } => {
                let message = format!(
                    "coroutine '{}' was never awaited",
                    self.recording.text(coro)
                );
                let place = if made == Span::default() {
                    record.span
                } else {
                    made
                };
                let kind = FindingKind::NeverAwaited { coro };
                // A call in a loop is one mistake.
                let known = |known: &Finding| known.kind == kind && known.span == place;
                if !self.findings.iter().any(known) {
                    self.find(kind, message, place, cursor);
                }
            }
            Event::ExceptionLost { task, .. } => {
                let mut message = String::from("Task exception was never retrieved");
                if let Some(TaskState::Done {
                    how: Outcome::Exception(text),
                    ..
                }) = self.state.task(task).map(|task| task.state)
                {
                    let _ = write!(message, ": {}", self.recording.text(text));
                }
                let span = self.place(task, record.span);
                self.find(FindingKind::NeverRetrieved { task }, message, span, cursor);
            }
            Event::CancelRequested { task, .. } if self.main_ended && record.by == Actor::Loop => {
                let message = format!(
                    "{} was still pending when the main task ended, so asyncio.run cancelled it",
                    self.names.get(task)
                );
                let span = self.place(task, record.span);
                self.find(FindingKind::CancelledAtExit { task }, message, span, cursor);
            }
            Event::RunEnded { how } => self.end_run(how, cursor),
            _ => {}
        }
    }

    fn find(&mut self, kind: FindingKind, message: String, span: Span, cursor: usize) {
        self.findings.push(Finding {
            kind,
            message,
            span,
            cursor,
        });
    }

    fn set_due(&mut self, task: TaskId, due: Option<Nanos>) {
        if self.due.len() <= task.index() {
            self.due.resize(task.index() + 1, None);
        }
        self.due[task.index()] = due;
    }

    /// Where the task's code is, or the given place when it has none.
    fn place(&self, task: TaskId, or: Span) -> Span {
        let place = self
            .state
            .task(task)
            .map(|task| task.place)
            .unwrap_or_default();
        if place.start < place.end { place } else { or }
    }

    fn block(&mut self, record: &Record, cursor: usize, until: Nanos, what: TextId) {
        let holds = matches!(record.by, Actor::Task(_)) || self.state.running().is_some();
        if !holds {
            return;
        }
        let length = until.saturating_sub(record.at);
        let since = self.step.map_or(record.at, |(_, since)| since);
        let stall = self.stall.get_or_insert(Stall {
            by: record.by,
            since,
            until,
            longest: Nanos(0),
            what,
            span: record.span,
            cursor,
            late: Vec::new(),
        });
        stall.until = until;
        if length > stall.longest {
            (stall.longest, stall.what, stall.span) = (length, what, record.span);
            stall.cursor = cursor;
        }
    }

    fn end_stall(&mut self, now: Nanos) {
        if let Some(mut stall) = self.stall.take() {
            stall.until = now;
            if now.saturating_sub(stall.since) >= SLOW_STEP {
                self.stalls.push(stall);
            }
        }
    }

    /// A task starts: was it held up by a stall that went on when it was due?
    fn note_late(&mut self, task: TaskId, started: Nanos, cursor: usize) {
        let Some(due) = self.due.get(task.index()).copied().flatten() else {
            return;
        };
        if started.saturating_sub(due) < LATE_FROM {
            return;
        }
        let late = started.saturating_sub(due);
        let held = |stall: &Stall| stall.until > due;
        if late >= SLOW_STEP
            && !self.stalls.last().is_some_and(held)
            && self.starved.is_none_or(|(_, most, _)| late > most)
        {
            self.starved = Some((task, late, cursor));
        }
        for stall in self.stalls.iter_mut().rev().take(STALLS_BACK) {
            if !held(stall) {
                return;
            }
            stall.late.push(Late {
                task,
                due,
                started: Some(started),
            });
        }
    }

    fn end_run(&mut self, how: RunEnd, cursor: usize) {
        match how {
            RunEnd::Deadlock => self.deadlock(cursor),
            RunEnd::Exception(error) => self.older(error, cursor),
            _ => {}
        }
        if !matches!(how, RunEnd::Ok | RunEnd::Exception(_)) {
            return;
        }
        let pending = |state: &TaskState| !matches!(state, TaskState::Done { .. });
        let left: Vec<_> = self
            .state
            .tasks
            .iter()
            .filter(|task| pending(&task.state))
            .map(|task| (task.id, task.place))
            .collect();
        for (task, span) in left {
            let message = format!(
                "Task was destroyed but it is pending! ({})",
                self.names.get(task)
            );
            self.find(FindingKind::Destroyed { task }, message, span, cursor);
        }
    }

    fn older(&mut self, error: TextId, cursor: usize) {
        let error = self.recording.text(error);
        let Some(older) = Older::of(error) else {
            return;
        };
        let records = self.recording.records().iter().rev();
        let mut raised = records.filter(|it| matches!(it.event, Event::ExceptionRaised { .. }));
        let span = raised.next().map_or_else(Span::default, |it| it.span);
        let message = format!("Written for an older Python: {error}");
        self.find(FindingKind::Older(older), message, span, cursor);
    }

    fn deadlock(&mut self, cursor: usize) {
        let waiting: Vec<TaskId> = self
            .state
            .tasks
            .iter()
            .filter(|task| matches!(task.state, TaskState::Waiting { .. }))
            .map(|task| task.id)
            .collect();
        let cycle = waiting
            .iter()
            .find_map(|task| self.cycle_from(*task))
            .unwrap_or_default();
        let mut message = String::from(match waiting.is_empty() {
            true => "The program goes on for ever, with nothing left to do.",
            false => "Nothing can ever wake a task: the run cannot go on.",
        });
        let ring = if cycle.is_empty() { &waiting } else { &cycle };
        for task in ring.iter().take(4) {
            let _ = write!(
                message,
                " {} waits for {}.",
                self.names.get(*task),
                self.goal(*task)
            );
        }
        let span = ring
            .first()
            .map_or_else(Span::default, |task| self.place(*task, Span::default()));
        self.find(
            FindingKind::Deadlock { waiting, cycle },
            message,
            span,
            cursor,
        );
    }

    fn waker(&self, task: TaskId) -> Option<TaskId> {
        inspect::waker(&self.state, &self.recording.trace, task)
    }

    fn cycle_from(&self, start: TaskId) -> Option<Vec<TaskId>> {
        let mut ring = vec![start];
        let mut task = self.waker(start)?;
        while task != start {
            if ring.len() > 64 || ring.contains(&task) {
                return None;
            }
            ring.push(task);
            task = self.waker(task)?;
        }
        Some(ring)
    }

    /// What a task waits for, in words.
    fn goal(&self, task: TaskId) -> String {
        let waits = inspect::waits(&self.state, &self.recording.trace, task);
        waits.map_or_else(|| "something".into(), |waits| waits.on)
    }

    fn finish(mut self) -> Vec<Finding> {
        if let Some(stall) = self.stall.take()
            && stall.until.saturating_sub(stall.since) >= SLOW_STEP
        {
            self.stalls.push(stall);
        }
        for stall in std::mem::take(&mut self.stalls) {
            let task = match stall.by {
                Actor::Task(task) => Some(task),
                Actor::Loop | Actor::Job(_) => None,
            };
            let took = stall.until.saturating_sub(stall.since).seconds();
            let what = task.map_or_else(
                || "<Handle>".to_string(),
                |task| {
                    let name = self
                        .state
                        .task(task)
                        .map_or("", |task| self.recording.text(task.name));
                    let coro = self
                        .state
                        .task(task)
                        .map_or("", |task| self.recording.text(task.coro));
                    format!("<Task name='{name}' coro=<{coro}()>>")
                },
            );
            let message = format!("Executing {what} took {took:.3} seconds");
            let Stall {
                since,
                until,
                what,
                late,
                span,
                cursor,
                ..
            } = stall;
            let kind = FindingKind::Blocked {
                task,
                since,
                until,
                what,
                late,
            };
            self.find(kind, message, span, cursor);
        }
        self.starvation();
        self.sequences();
        sort::sort_by_key(&mut self.findings, |finding| finding.cursor);
        self.findings
    }
}

#[cfg(test)]
mod tests {
    use super::{FindingKind, Late, findings};
    use crate::samples::{Script, blocking, gather, ms};
    use crate::trace::{
        Event, FutureId, HandleJob, Resource, ResourceId, ResourceKind, RunEnd, TaskId, WaitKind,
    };

    #[test]
    fn a_held_loop_names_who_became_late() {
        let found = findings(&blocking());
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(
            found[0].message,
            "Executing <Task name='Task-4' coro=<report()>> took 2.000 seconds"
        );
        let FindingKind::Blocked { task, late, .. } = &found[0].kind else {
            unreachable!("the only finding is the block")
        };
        assert_eq!(*task, Some(TaskId(3)));
        let started = Some(ms(2000));
        let expected = [
            Late {
                task: TaskId(1),
                due: ms(500),
                started,
            },
            Late {
                task: TaskId(2),
                due: ms(1000),
                started,
            },
        ];
        assert_eq!(late[..], expected);
    }

    #[test]
    fn a_clean_run_has_no_findings() {
        assert_eq!(findings(&gather()), []);
    }

    #[test]
    fn a_ring_of_locks_is_named() {
        let mut script = Script::new("async def one(): ...");
        for name in ["first", "second"] {
            let name = script.text(name);
            script.trace.resources.push(Resource {
                kind: ResourceKind::Lock,
                name,
            });
        }
        script.create(0, "one", None);
        script.create(1, "two", None);
        script.iterate(|script, job| {
            let HandleJob::Step(task) = job else {
                unreachable!("only first steps")
            };
            let (own, other) = (ResourceId(task.0), ResourceId(1 - task.0));
            let owner = Some(task);
            let changed = Event::ResourceChanged {
                resource: own,
                level: 1,
                total: 1,
                pending: 0,
                owner,
            };
            script.emit(changed);
            script.emit(Event::FutureCreated {
                future: FutureId(task.0),
            });
            script.wait(task.0, WaitKind::Lock(other), task.0);
        });
        let found = findings(&script.end(RunEnd::Deadlock));
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].message,
            "Nothing can ever wake a task: the run cannot go on. one waits for second, which two \
             holds. two waits for first, which one holds."
        );
    }
}

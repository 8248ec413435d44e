//! What tasks do: they are made, step, wait, enter coroutines, end and are cancelled.

use super::tell::{Told, join};
use super::{Kind, Teller};
use crate::model::TaskState;
use crate::names::short_coro;
use crate::sentence::{Part, count, length, listed, moment, say};
use crate::trace::{
    Actor, CancelEffect, Cause, Event, HandleId, HandleJob, Outcome, ResourceId, StepEnd, TaskId,
    TextId, WaitId, WaitKind,
};

/// Names of so many letters in all stand beside a sentence without a third line.
const NAMES_MAX: usize = 27;

impl Teller<'_> {
    pub(super) fn created(&self, task: TaskId) -> Told {
        let name = self.name(task);
        let cause = self.reason(task, Cause::Created, self.index);
        let head = join(say("*{} is ready* because ", &[&name]), cause);
        (Kind::Ready, join(head, say(". It has not run yet.", &[])))
    }

    pub(super) fn step(&self, task: TaskId, handle: Option<HandleId>, throws: bool) -> Told {
        let name = self.name(task);
        let error = self.delivered();
        let kind = match (throws, &error) {
            (false, _) => Kind::Running,
            (true, None) => Kind::Cancelled,
            (true, Some(_)) => Kind::Failed,
        };
        let queued = handle.and_then(|id| self.timeline.causes().handle(self.trace, id));
        let Some((_, cause, at)) = queued else {
            let text = "*{} runs at once* because it is eager: its first [step] does not queue.";
            return (kind, say(text, &[&name]));
        };
        let start = match (cause, throws) {
            (_, true) => "*{} runs to receive* `{}` because ",
            (Cause::Created, _) => "*{} runs for the first time* because ",
            _ => "*{} runs* because ",
        };
        let thrown = error.as_deref().unwrap_or("CancelledError");
        // Who is asked to cancel while ready or running receives the error at the next turn,
        // whatever that turn is for.
        let request = self.state.task(task).and_then(|task| task.cancel_record);
        let is_asked = matches!(cause, Cause::Created | Cause::Yielded)
            || request.is_some_and(|request| request as usize > at);
        let reason = match &error {
            None if throws && is_asked => self.cancel_reason(task),
            Some(_) if cause == Cause::Yielded => say("no task can wait for what it awaited", &[]),
            _ => self.reason(task, cause, at),
        };
        let mut parts = join(say(start, &[&name, thrown]), reason);
        let ready = self
            .trace
            .records()
            .get(at)
            .map_or(self.record.at, |record| record.at);
        // A sleep was due at its deadline, everything else when it came into the queue.
        let wait = self.state.task(task).and_then(|task| task.last_wait);
        let due = match wait.and_then(|wait| self.trace.waits.get(wait.index())) {
            Some(wait) if !throws && matches!(cause, Cause::Future(_)) => match wait.kind {
                WaitKind::Sleep { deadline, .. } => deadline.min(ready),
                _ => ready,
            },
            _ => ready,
        };
        if let Some(late) = self.lateness(due) {
            parts.extend(late);
            return (kind, join(parts, say(".", &[])));
        }
        (kind, join(parts, self.behind()))
    }

    /// The class of the exception that this step throws into its task, other than CancelledError.
    fn delivered(&self) -> Option<String> {
        let next = self.trace.records().get(self.index + 1)?;
        let mut text = match next.event {
            Event::ExceptionDelivered { exception, .. } => self.exception(exception),
            // The loop itself has made it.
            Event::ExceptionRaised { text, .. } => self.text(text),
            _ => return None,
        };
        text.truncate(text.find(':').unwrap_or(text.len()));
        Some(text)
    }

    /// The end of a step's sentence: how many stand behind it.
    pub(super) fn behind(&self) -> Vec<Part> {
        let tasks = self.state.ready.iter().filter(|entry| {
            matches!(entry.job, HandleJob::Step(_) | HandleJob::Wakeup(_)) && !entry.cancelled
        });
        let others: Vec<String> = tasks.map(|entry| self.entry(entry)).collect();
        match others.len() {
            0 if self.state.ready.is_empty() => {
                say(". It was the only task in the [ready queue].", &[])
            }
            0 => say(". No other task is ready.", &[]),
            1 => say(". {} is ready behind it.", &[&others[0]]),
            2 | 3 if others.iter().map(String::len).sum::<usize>() <= NAMES_MAX => {
                say(". {} are ready behind it.", &[&listed(&others)])
            }
            more => say(". {} are ready behind it.", &[&count(more, "task")]),
        }
    }

    pub(super) fn waits(&self, task: TaskId, wait: WaitId) -> Told {
        let head = say("*{} waits* ", &[&self.name(task)]);
        let kind = self
            .trace
            .waits
            .get(wait.index())
            .map_or(WaitKind::Future, |wait| wait.kind);
        if let (Some(request), WaitKind::Sleep { deadline, .. }) = (self.request(), kind) {
            let ending = self.ending(request, deadline);
            let values = [&*self.name(task), &request.url, ending, &moment(deadline)];
            let asked = say("*{} asks* {} (simulated), {} {}. ", &values);
            return (Kind::Waiting, join(asked, self.what_next()));
        }
        let parts = join(join(head, self.goal(task, kind)), say(". ", &[]));
        (Kind::Waiting, join(parts, self.what_next()))
    }

    /// What a task waits for: `for its 0.5 s sleep, until 0.50 s`.
    pub(super) fn goal(&self, task: TaskId, kind: WaitKind) -> Vec<Part> {
        let numbers = |id: ResourceId| {
            self.state
                .resources
                .get(id.index())
                .map_or((0, 0), |state| (state.level, state.total))
        };
        let line = |id: ResourceId| {
            let state = self.state.resources.get(id.index());
            let place = state.and_then(|state| state.waiters.iter().position(|it| *it == task));
            match place {
                Some(0) | None => String::new(),
                Some(more) => format!(", behind {}", count(more, "other task")),
            }
        };
        match kind {
            WaitKind::Sleep {
                length: time,
                deadline,
            } => say(
                "for its {} sleep, until {}",
                &[&length(time), &moment(deadline)],
            ),
            WaitKind::Future => say("for a `future` to be settled", &[]),
            WaitKind::Task(other) => say("for {} to end", &[&self.name(other)]),
            WaitKind::Gather(id) => {
                let (done, all) = numbers(id);
                let all = count(usize::try_from(all).unwrap_or(0), "task");
                say(
                    "for its `gather`: {} of {} have ended",
                    &[&done.to_string(), &all],
                )
            }
            WaitKind::Several(1) => say("for the next of its tasks to end", &[]),
            WaitKind::Several(number) => say("for {}", &[&count(number as usize, "task")]),
            WaitKind::Shield => say("for a task behind `shield`", &[]),
            WaitKind::Lock(id) => {
                let owner = self
                    .state
                    .resources
                    .get(id.index())
                    .and_then(|state| state.owner);
                let held = owner.map_or_else(String::new, |owner| {
                    format!(", which {} holds", self.name(owner))
                });
                say("for `{}`{}{}", &[&self.resource(id), &held, &line(id)])
            }
            WaitKind::Semaphore(id) => {
                say("for a [permit] of `{}`{}", &[&self.resource(id), &line(id)])
            }
            WaitKind::Event(id) => say("for `{}` to be set", &[&self.resource(id)]),
            WaitKind::Condition(id) => say("for a notify of `{}`", &[&self.resource(id)]),
            WaitKind::QueueGet(id) => {
                say("because `{}` is empty{}", &[&self.resource(id), &line(id)])
            }
            WaitKind::QueuePut(id) => {
                say("because `{}` is full{}", &[&self.resource(id), &line(id)])
            }
            WaitKind::QueueJoin(id) => say(
                "for every item of `{}` to be marked as done",
                &[&self.resource(id)],
            ),
            WaitKind::Barrier(id) => {
                let (here, all) = numbers(id);
                let values = [&*self.resource(id), &here.to_string(), &all.to_string()];
                say("at `{}`: {} of {} are there", &values)
            }
            WaitKind::TaskGroup(_) => say("for the tasks of its group to end", &[]),
            WaitKind::Job(job) => say(
                "for `{}`, which a [worker] runs",
                &[&self.actor(Actor::Job(job))],
            ),
        }
    }

    pub(super) fn step_over(&self, task: TaskId, how: StepEnd) -> Told {
        let name = self.name(task);
        match how {
            StepEnd::Waits => (
                Kind::Waiting,
                say("*{} has left the [seat]* and waits.", &[&name]),
            ),
            StepEnd::Yielded => (
                Kind::Ready,
                say(
                    "*{} has left the [seat]* and stands at the end of the line.",
                    &[&name],
                ),
            ),
            StepEnd::Done => (
                Kind::Done,
                say("*{} has left the [seat]* for good.", &[&name]),
            ),
        }
    }

    pub(super) fn done(&self, task: TaskId, how: Outcome) -> Told {
        let name = self.name(task);
        let (kind, parts) = match how {
            Outcome::Result(text) if self.trace.text(text) == "None" => (
                Kind::Done,
                say("*{} is done* because its [coroutine] returned.", &[&name]),
            ),
            Outcome::Result(text) => (
                Kind::Done,
                say(
                    "*{} is done* because its [coroutine] returned `{}`.",
                    &[&name, &self.text(text)],
                ),
            ),
            Outcome::Exception(text) => (
                Kind::Failed,
                say(
                    "*{} has failed* because `{}` left its [coroutine].",
                    &[&name, &self.text(text)],
                ),
            ),
            Outcome::Cancelled => (
                Kind::Cancelled,
                say(
                    "*{} is cancelled* because `CancelledError` left its [coroutine].",
                    &[&name],
                ),
            ),
        };
        let waiter = self.state.tasks.iter().find(|other| match other.state {
            TaskState::Waiting { wait, .. } => self
                .trace
                .waits
                .get(wait.index())
                .is_some_and(|wait| wait.kind == WaitKind::Task(task)),
            _ => false,
        });
        match waiter {
            Some(waiter) => {
                let tail = say(" It wakes {}, which waits for it.", &[&waiter.shown]);
                (kind, join(parts, tail))
            }
            None => (kind, parts),
        }
    }

    pub(super) fn entered(&self, task: TaskId, coro: TextId) -> Told {
        let text = "*{} enters {}* by `await`: it runs inside of this [step], so nobody else gets \
                    a turn.";
        let coro = self.text(coro);
        (
            Kind::Running,
            say(text, &[&self.name(task), short_coro(&coro)]),
        )
    }

    pub(super) fn left(&self, task: TaskId, depth: u32) -> Told {
        let Some(found) = self.state.task(task) else {
            return (Kind::Running, Vec::new());
        };
        let outer = found
            .stack
            .iter()
            .rev()
            .find(|entered| entered.depth < depth);
        let coro = self.text(outer.map_or(found.coro, |entered| entered.coro));
        (
            Kind::Running,
            say("*{} is back* in `{}`.", &[&found.shown, short_coro(&coro)]),
        )
    }

    pub(super) fn cancel(&self, task: TaskId, effect: CancelEffect) -> Told {
        let name = self.name(task);
        let head = match self.record.by {
            Actor::Task(other) if other != task => {
                say("*{} asks {} to cancel.* ", &[&self.name(other), &name])
            }
            _ => {
                let head = say("*{} is asked to cancel* because ", &[&name]);
                join(
                    join(head, self.request_reason(task, self.index)),
                    say(". ", &[]),
                )
            }
        };
        let tail = match effect {
            CancelEffect::Passed => say(
                "Its wait is cancelled, and `CancelledError` is thrown at its next [step].",
                &[],
            ),
            CancelEffect::Marked => say("`CancelledError` will be thrown at its next [step].", &[]),
            CancelEffect::Ignored => say("It had ended before, so nothing happens.", &[]),
        };
        (Kind::Cancelled, join(head, tail))
    }

    pub(super) fn cancel_delivered(&self, task: TaskId) -> Told {
        let found = self.state.task(task);
        let place = found.map(|task| task.place).unwrap_or_default();
        let line = match self.recording.line(place) {
            Some(line) => format!(" at line {line}"),
            None if found.is_none_or(|task| task.last_wait.is_none()) => {
                " before its first line".to_string()
            }
            None => String::new(),
        };
        let head = say("*{} is being cancelled* because ", &[&self.name(task)]);
        let tail = say(": `CancelledError` is raised{}.", &[&line]);
        (
            Kind::Cancelled,
            join(join(head, self.cancel_reason(task)), tail),
        )
    }
}

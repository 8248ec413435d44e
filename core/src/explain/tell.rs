//! The sentence of every event.

use super::{Explanation, Kind, Teller};
use crate::findings::Older;
use crate::model::{Ready, Seat, TaskState};
use crate::names::short_coro;
use crate::sentence::{Part, count, length, listed, moment, say};
use crate::sort;
use crate::trace::{
    Actor, CancelEffect, Cause, Event, ExceptionId, HandleId, HandleJob, Nanos, Outcome,
    ResourceId, ResourceKind, RunEnd, StepEnd, Stream, TaskId, TextId, TimerId, TimerPurpose,
    WaitId, WaitKind,
};

/// A sentence that is still without its subject's id.
pub(super) type Told = (Kind, Vec<Part>);

impl Teller<'_> {
    pub(super) fn tell(&self) -> Explanation {
        let (kind, parts) = self.sentence();
        Explanation {
            kind,
            parts,
            task: self.about(),
        }
    }

    /// The task that the record is about.
    fn about(&self) -> Option<TaskId> {
        match self.record.event {
            Event::TaskCreated { task, .. }
            | Event::TaskNamed { task, .. }
            | Event::TaskLabelled { task, .. }
            | Event::HandleReady {
                job: HandleJob::Step(task) | HandleJob::Wakeup(task),
                ..
            }
            | Event::StepBegan { task, .. }
            | Event::WaitBegan { task, .. }
            | Event::StepEnded { task, .. }
            | Event::TaskDone { task, .. }
            | Event::CoroutineEntered { task, .. }
            | Event::CoroutineLeft { task, .. }
            | Event::CancelRequested { task, .. }
            | Event::CancelDelivered { task }
            | Event::Uncancelled { task, .. }
            | Event::ExceptionStored { task, .. }
            | Event::ExceptionDelivered { task, .. }
            | Event::ExceptionLost { task, .. } => Some(task),
            Event::TimerFired { timer } | Event::TimerSet { timer, .. } => {
                match self.timer(timer)?.2 {
                    TimerPurpose::Sleep(task) | TimerPurpose::Timeout(task) => Some(task),
                    TimerPurpose::Call(_) => None,
                }
            }
            _ => match self.record.by {
                Actor::Task(task) => Some(task),
                Actor::Loop | Actor::Job(_) => None,
            },
        }
    }

    fn sentence(&self) -> Told {
        match self.record.event {
            Event::IterationBegan { iteration, batch } => self.iteration(iteration, batch),
            Event::IterationEnded { iteration } => self.iteration_over(iteration),
            Event::ClockAdvanced { from } => self.clock(from),
            Event::TaskCreated { task, .. } => self.created(task),
            Event::TaskNamed { name, .. } => (
                Kind::Loop,
                say("*{}* is the new name of this [task].", &[&self.text(name)]),
            ),
            Event::TaskLabelled { label, .. } => (
                Kind::Loop,
                say(
                    "*{}* is what this [task] is shown as.",
                    &[&self.text(label)],
                ),
            ),
            Event::HandleReady {
                job,
                cause,
                position,
                ..
            } => self.queued(job, cause, position),
            Event::HandleCancelled { .. } => (
                Kind::Cancelled,
                say("*A [callback] is cancelled.* The loop will skip it.", &[]),
            ),
            Event::CallbackBegan { handle } => self.callback(handle),
            Event::CallbackEnded { handle } => (
                Kind::Loop,
                say("*{} has returned.*", &[&self.callback_name(handle)]),
            ),
            Event::StepBegan {
                task,
                handle,
                throws,
            } => self.step(task, handle, throws),
            Event::WaitBegan { task, wait } => self.waits(task, wait),
            Event::StepEnded { task, how } => self.step_over(task, how),
            Event::TaskDone { task, how } => self.done(task, how),
            Event::CoroutineEntered { task, coro, .. } => self.entered(task, coro),
            Event::CoroutineLeft { task, depth } => self.left(task, depth),
            Event::FutureCreated { .. } => (
                Kind::Loop,
                say("*A future is made.* Whoever awaits it will wait.", &[]),
            ),
            Event::FutureSettled { how, .. } => self.settled(how),
            Event::TimerSet {
                deadline, purpose, ..
            } => self.timer_set(deadline, purpose),
            Event::TimerFired { timer } => self.timer_fired(timer),
            Event::TimerCancelled { timer } => self.timer_cancelled(timer),
            Event::CancelRequested { task, effect } => self.cancel(task, effect),
            Event::CancelDelivered { task } => self.cancel_delivered(task),
            Event::Uncancelled { task, remaining } => {
                let left = count(remaining as usize, "request");
                let text = "*{} takes a [cancel request] back* with `uncancel()`; {} left.";
                (Kind::Running, say(text, &[&self.name(task), &left]))
            }
            Event::ResourceCreated { resource } => (
                Kind::Loop,
                say("*{} is made.*", &[&self.resource(resource)]),
            ),
            Event::ResourceChanged {
                resource,
                level,
                total,
                pending,
                owner,
            } => (
                Kind::Loop,
                self.resource_now(resource, level, total, pending, owner),
            ),
            Event::JobQueued { pool, name, .. } => self.job_queued(pool, name),
            Event::JobStarted { job, worker } => self.job_started(job, worker),
            Event::JobEnded { job, how } => self.job_ended(job, how),
            Event::JobSlept { job, until } => self.job_slept(job, until),
            Event::GilTaken { asked, until } => self.gil(asked, until),
            Event::BlockBegan { until, what } => self.blocked(until, what),
            Event::BlockEnded => self.unblocked(),
            Event::Output { text, stream, .. } => self.output(text, stream),
            Event::ExceptionRaised { text, .. } => {
                let line = self.at_line();
                let who = self.subject(self.record.by);
                (
                    Kind::Failed,
                    say("*{} raises* `{}`{}.", &[&who, &self.text(text), &line]),
                )
            }
            Event::ExceptionCaught { exception } => {
                let who = self.subject(self.record.by);
                let values = [&*who, &self.exception(exception), &self.at_line()];
                (Kind::Running, say("*{} catches* `{}`{}.", &values))
            }
            Event::ExceptionStored { exception, task } => {
                let text = "*{} keeps* `{}` until somebody asks for it.";
                (
                    Kind::Failed,
                    say(text, &[&self.name(task), &self.exception(exception)]),
                )
            }
            Event::ExceptionDelivered { exception, task } => {
                let text = "*{} receives* `{}` from what it awaited.";
                (
                    Kind::Failed,
                    say(text, &[&self.name(task), &self.exception(exception)]),
                )
            }
            Event::ExceptionLost { exception, task } => {
                let text = "*Nobody asked what became of {}*, which failed with `{}`: \
                            `Task exception was never retrieved`.";
                (
                    Kind::Failed,
                    say(text, &[&self.name(task), &self.exception(exception)]),
                )
            }
            Event::NeverAwaited { coro } => {
                let name = self.text(coro);
                let text = "*{} never ran* because nobody awaited it: \
                            `coroutine '{}' was never awaited`.";
                (Kind::Failed, say(text, &[short_coro(&name), &name]))
            }
            Event::RunEnded { how } => self.run_ended(how),
        }
    }

    fn iteration(&self, iteration: u32, batch: u32) -> Told {
        let head = say("*Iteration {} begins.* ", &[&iteration.to_string()]);
        let queue: Vec<String> = self
            .state
            .ready
            .iter()
            .take(batch as usize)
            .map(|entry| self.entry(entry))
            .collect();
        let tail = if queue.is_empty() {
            say("The [ready queue] is empty.", &[])
        } else {
            say(
                "The loop takes what is in the [ready queue] now: {}.",
                &[&listed(&queue)],
            )
        };
        (Kind::Loop, join(head, tail))
    }

    /// One entry of the ready queue in words.
    fn entry(&self, entry: &Ready) -> String {
        match entry.job {
            HandleJob::Step(task) | HandleJob::Wakeup(task) => self.name(task),
            HandleJob::Callback(name) => self.text(name),
        }
    }

    fn iteration_over(&self, iteration: u32) -> Told {
        let head = say("*Iteration {} is over.* ", &[&iteration.to_string()]);
        (Kind::Loop, join(head, self.what_next()))
    }

    /// What the loop will do when the seat is free.
    fn what_next(&self) -> Vec<Part> {
        if let Some(head) = self.state.ready.front() {
            return say("{} is next in the [ready queue].", &[&self.entry(head)]);
        }
        match self.state.next_timer() {
            Some(timer) => say(
                "Nothing else is ready; the next timer is due at {}.",
                &[&moment(timer.deadline)],
            ),
            None => say("Nothing else is ready.", &[]),
        }
    }

    fn clock(&self, from: Nanos) -> Told {
        let now = self.record.at;
        let due: Vec<String> = self
            .state
            .timers
            .values()
            .filter(|timer| timer.deadline <= now)
            .map(|timer| match timer.purpose {
                TimerPurpose::Sleep(task) => format!("{} sleep ends", self.whose(task)),
                TimerPurpose::Timeout(task) => format!("{} timeout is over", self.whose(task)),
                TimerPurpose::Call(name) => format!("{} is due", self.text(name)),
            })
            .chain(self.woken_workers(now))
            .collect();
        let why = if self.has_loop() {
            "nothing was ready"
        } else {
            "the main thread waits"
        };
        let head = say(
            "*The clock moves on* from {} to {} because {}",
            &[&moment(from), &moment(now), why],
        );
        let tail = match due.len() {
            0 => say(".", &[]),
            _ => say(": {} then.", &[&listed(&due)]),
        };
        (Kind::Loop, join(head, tail))
    }

    fn created(&self, task: TaskId) -> Told {
        let name = self.name(task);
        let cause = self.reason(task, Cause::Created, self.index);
        let head = join(say("*{} is ready* because ", &[&name]), cause);
        (Kind::Ready, join(head, say(". It has not run yet.", &[])))
    }

    fn queued(&self, job: HandleJob, cause: Cause, position: u32) -> Told {
        let place = self.place(position);
        match job {
            HandleJob::Step(task) | HandleJob::Wakeup(task) => {
                let name = self.name(task);
                if cause == Cause::Yielded {
                    let text = "*{} gives the [seat] back* and goes to the end of the line. ";
                    return (Kind::Ready, join(say(text, &[&name]), say(&place, &[])));
                }
                let because = self.reason(task, cause, self.index);
                let head = join(say("*{} is ready* because ", &[&name]), because);
                (Kind::Ready, join(head, say(&format!(". {place}"), &[])))
            }
            HandleJob::Callback(name) => {
                let head = say("*{} will be called* because ", &[&self.text(name)]);
                let head = join(head, self.callback_reason(cause));
                (Kind::Loop, join(head, say(&format!(". {place}"), &[])))
            }
        }
    }

    /// Where the newcomer stands, with what is no task counted apart: the board shows tasks.
    fn place(&self, position: u32) -> String {
        let before = self.state.ready.iter().take(position as usize);
        let callbacks = before
            .filter(|entry| matches!(entry.job, HandleJob::Callback(_)))
            .count();
        let tasks = position as usize - callbacks;
        match (tasks, callbacks) {
            (0, 0) => "It is first in the [ready queue].".into(),
            (1, 0) => "It stands second in the [ready queue].".into(),
            (0, 1) => "One callback stands before it in the [ready queue].".into(),
            (_, 0) => format!("{tasks} stand before it in the [ready queue]."),
            (0, _) => format!("{callbacks} callbacks stand before it in the [ready queue]."),
            _ => format!(
                "{} and {} stand before it in the [ready queue].",
                count(tasks, "task"),
                count(callbacks, "callback")
            ),
        }
    }

    fn callback_name(&self, handle: HandleId) -> String {
        match self.timeline.causes().handle(self.trace, handle) {
            Some((HandleJob::Callback(name), _, _)) => self.text(name),
            Some((HandleJob::Step(task) | HandleJob::Wakeup(task), _, _)) => self.name(task),
            None => "a callback".into(),
        }
    }

    fn callback(&self, handle: HandleId) -> Told {
        let head = say(
            "*The loop calls {}* because ",
            &[&self.callback_name(handle)],
        );
        let cause = self
            .timeline
            .causes()
            .handle(self.trace, handle)
            .map(|found| found.1);
        let because = self.callback_reason(cause.unwrap_or(Cause::Called));
        (Kind::Loop, join(join(head, because), say(".", &[])))
    }

    fn step(&self, task: TaskId, handle: Option<HandleId>, throws: bool) -> Told {
        let name = self.name(task);
        let kind = if throws {
            Kind::Cancelled
        } else {
            Kind::Running
        };
        let queued = handle.and_then(|id| self.timeline.causes().handle(self.trace, id));
        let Some((_, cause, at)) = queued else {
            let text = "*{} runs at once* because it is eager: its first [step] does not queue.";
            return (kind, say(text, &[&name]));
        };
        let start = match (cause, throws) {
            (_, true) => "*{} runs to receive* `CancelledError` because ",
            (Cause::Created, _) => "*{} runs for the first time* because ",
            _ => "*{} runs* because ",
        };
        let mut parts = join(say(start, &[&name]), self.reason(task, cause, at));
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

    /// The end of a step's sentence: how many stand behind it.
    fn behind(&self) -> Vec<Part> {
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
            2 | 3 => say(". {} are ready behind it.", &[&listed(&others)]),
            more => say(". {} are ready behind it.", &[&count(more, "task")]),
        }
    }

    fn waits(&self, task: TaskId, wait: WaitId) -> Told {
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
    fn goal(&self, task: TaskId, kind: WaitKind) -> Vec<Part> {
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

    fn step_over(&self, task: TaskId, how: StepEnd) -> Told {
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

    fn done(&self, task: TaskId, how: Outcome) -> Told {
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

    fn entered(&self, task: TaskId, coro: TextId) -> Told {
        let text = "*{} enters {}* by `await`: it runs inside of this [step], so nobody else gets \
                    a turn.";
        let coro = self.text(coro);
        (
            Kind::Running,
            say(text, &[&self.name(task), short_coro(&coro)]),
        )
    }

    fn left(&self, task: TaskId, depth: u32) -> Told {
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

    fn settled(&self, how: Outcome) -> Told {
        match how {
            Outcome::Result(_) => (Kind::Loop, say("*A future has its result.*", &[])),
            Outcome::Exception(text) => (
                Kind::Failed,
                say("*A future has failed* with `{}`.", &[&self.text(text)]),
            ),
            Outcome::Cancelled => (Kind::Cancelled, say("*A future is cancelled.*", &[])),
        }
    }

    fn timer_set(&self, deadline: Nanos, purpose: TimerPurpose) -> Told {
        let time = length(deadline.saturating_sub(self.record.at));
        let due = moment(deadline);
        let parts = match purpose {
            TimerPurpose::Sleep(task) => say(
                "*{} sets a timer* for its {} sleep: it is due at {}.",
                &[&self.name(task), &time, &due],
            ),
            TimerPurpose::Timeout(task) => say(
                "*{} sets a timeout* of {}: it is over at {}.",
                &[&self.name(task), &time, &due],
            ),
            TimerPurpose::Call(name) => say(
                "*{} will be called* at {}, {} from now.",
                &[&self.text(name), &due, &time],
            ),
        };
        (Kind::Loop, parts)
    }

    fn timer_fired(&self, timer: TimerId) -> Told {
        let Some((set, deadline, purpose)) = self.timer(timer) else {
            return (Kind::Loop, say("*A timer is due.*", &[]));
        };
        let time = length(deadline.saturating_sub(set));
        let due = moment(deadline);
        let parts = match purpose {
            TimerPurpose::Sleep(task) => {
                let name = self.whose(task);
                let text = "*{} {} sleep is over:* its timer was due at {}";
                let parts = say(text, &[&name, &time, &due]);
                match self.lateness(deadline) {
                    Some(late) => {
                        let by = moment(self.record.at.saturating_sub(deadline));
                        let tail = say(". The loop sees it {} late.", &[&by]);
                        return (Kind::Blocked, join(join(parts, late), tail));
                    }
                    None => join(parts, say(", and the loop queues its wake-up.", &[])),
                }
            }
            TimerPurpose::Timeout(task) => {
                let text = "*{} {} timeout fires* because {} has come; the loop will cancel it.";
                say(text, &[&self.whose(task), &time, &due])
            }
            TimerPurpose::Call(name) => {
                let text = "*{} is ready to be called* because its timer was due at {}.";
                say(text, &[&self.text(name), &due])
            }
        };
        (Kind::Loop, parts)
    }

    fn timer_cancelled(&self, timer: TimerId) -> Told {
        let parts = match self.timer(timer) {
            Some((_, _, TimerPurpose::Sleep(task))) => say(
                "*{} sleep timer is cancelled.* It will not fire.",
                &[&self.whose(task)],
            ),
            Some((_, _, TimerPurpose::Timeout(task))) => say(
                "*{} timeout is taken back.* It will not fire.",
                &[&self.whose(task)],
            ),
            _ => say("*A timer is cancelled.* It will not fire.", &[]),
        };
        (Kind::Loop, parts)
    }

    fn cancel(&self, task: TaskId, effect: CancelEffect) -> Told {
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
                "What it waits on is cancelled, and `CancelledError` is thrown at its next [step].",
                &[],
            ),
            CancelEffect::Marked => say("`CancelledError` will be thrown at its next [step].", &[]),
            CancelEffect::Ignored => say("It had ended before, so nothing happens.", &[]),
        };
        (Kind::Cancelled, join(head, tail))
    }

    fn cancel_delivered(&self, task: TaskId) -> Told {
        let place = self
            .state
            .task(task)
            .map(|task| task.place)
            .unwrap_or_default();
        let line = self
            .recording
            .line(place)
            .map_or_else(String::new, |line| format!(" at line {line}"));
        let head = say("*{} is being cancelled* because ", &[&self.name(task)]);
        let tail = say(": `CancelledError` is raised{}.", &[&line]);
        (
            Kind::Cancelled,
            join(join(head, self.cancel_reason(task)), tail),
        )
    }

    fn resource_now(
        &self,
        id: ResourceId,
        level: i32,
        total: i32,
        pending: i32,
        owner: Option<TaskId>,
    ) -> Vec<Part> {
        let name = self.resource(id);
        let (level, total, pending) = (level.to_string(), total.to_string(), pending.to_string());
        let Some(found) = self.trace.resources.get(id.index()) else {
            return Vec::new();
        };
        match found.kind {
            ResourceKind::Lock => match owner {
                Some(owner) => say("*{} holds* `{}`.", &[&self.name(owner), &name]),
                None if level == "0" => say("*{} is free.*", &[&name]),
                None => say("*{} is held.*", &[&name]),
            },
            ResourceKind::Semaphore => say(
                "*{}* has {} of {} [permit]s free.",
                &[&name, &level, &total],
            ),
            ResourceKind::Event if level == "1" => say("*{} is set.*", &[&name]),
            ResourceKind::Event => say("*{} is not set.*", &[&name]),
            ResourceKind::Condition => say("*{} has changed.*", &[&name]),
            ResourceKind::Queue if total == "0" => say(
                "*{}* holds {} now; {} not done.",
                &[&name, &level, &pending],
            ),
            ResourceKind::Queue => {
                let values = [&*name, &level, &total, &pending];
                say("*{}* holds {} of at most {} now; {} not done.", &values)
            }
            ResourceKind::Barrier => say("*{}* has {} of {} parties.", &[&name, &level, &total]),
            ResourceKind::Gather => say("*gather* has {} of {} results.", &[&level, &total]),
            ResourceKind::TaskGroup => say("*The group* has {} running.", &[&level]),
            ResourceKind::Threads => say("*Threads alive:* {}.", &[&level]),
            ResourceKind::ThreadPool | ResourceKind::ProcessPool => {
                let values = [&*name, &level, &total, &pending];
                say("*{}* has {} of {} [worker]s busy; {} in line.", &values)
            }
        }
    }

    /// Tasks whose sleep ends while the loop is held: those due by now, and all.
    fn due_until(&self, until: Nanos) -> (Vec<String>, Vec<String>) {
        let mut timers: Vec<_> = self
            .state
            .timers
            .values()
            .filter(|timer| timer.deadline < until)
            .collect();
        sort::sort_by_key(&mut timers, |timer| (timer.deadline, timer.id));
        let name = |purpose: TimerPurpose| match purpose {
            TimerPurpose::Sleep(task) | TimerPurpose::Timeout(task) => self.name(task),
            TimerPurpose::Call(name) => self.text(name),
        };
        let due = timers.iter().filter(|timer| timer.deadline <= self.now);
        (
            due.map(|timer| name(timer.purpose)).collect(),
            timers.iter().map(|timer| name(timer.purpose)).collect(),
        )
    }

    fn blocked(&self, until: Nanos, what: TextId) -> Told {
        let who = self.subject(self.record.by);
        let head = match self.request() {
            Some(request) => say(
                "*{} asks {} (simulated) and holds the only thread.* ",
                &[&who, &request.url],
            ),
            None => say("*{} holds the only thread.* ", &[&who]),
        };
        let what = self.text(what);
        // Work is no call that returns.
        let say = |text: &str, values: &[&str]| match &*what {
            "CPU work" => say(&text.replace("`{}` returns", "its {} ends"), values),
            _ => say(text, values),
        };
        let waiting: Vec<String> = self
            .state
            .ready
            .iter()
            .map(|entry| self.entry(entry))
            .collect();
        let (due, all) = self.due_until(until);
        let verb = |names: &[String]| if names.len() == 1 { "is" } else { "are" };
        let tail = if !due.is_empty() {
            say(
                "{} {} due, but the loop cannot wake {} until `{}` returns.",
                &[
                    &listed(&due),
                    verb(&due),
                    if due.len() == 1 { "it" } else { "them" },
                    &what,
                ],
            )
        } else if !waiting.is_empty() {
            let values = [&*listed(&waiting), verb(&waiting), &*what, &*moment(until)];
            say(
                "{} {} ready, but cannot run until `{}` returns at {}.",
                &values,
            )
        } else if !all.is_empty() {
            let values = [&*listed(&all), &*what, &*moment(until)];
            say("{} will be late: `{}` returns at {}.", &values)
        } else {
            say(
                "Nobody else can run until `{}` returns at {}.",
                &[&what, &moment(until)],
            )
        };
        (Kind::Blocked, join(head, tail))
    }

    fn unblocked(&self) -> Told {
        let who = self.subject(self.record.by);
        let (due, _) = self.due_until(self.record.at);
        let head = say(
            "*{} goes on* because its blocking call has returned.",
            &[&who],
        );
        let tail = match due.len() {
            0 => Vec::new(),
            1 => say(" {} is late by now.", &[&due[0]]),
            _ => say(" {} are late by now.", &[&listed(&due)]),
        };
        (Kind::Running, join(head, tail))
    }

    fn output(&self, text: TextId, stream: Stream) -> Told {
        let who = match self.state.running() {
            Some(Seat::Callback(entry)) if self.record.by == Actor::Loop => self.entry(&entry),
            _ => self.subject(self.record.by),
        };
        match stream {
            Stream::Stdout if self.trace.text(text).is_empty() => {
                (Kind::Output, say("*{} prints* an empty line.", &[&who]))
            }
            Stream::Stdout => {
                let text = self.text(text);
                let end = if text.ends_with(['.', '!', '?', '…', ':']) {
                    ""
                } else {
                    "."
                };
                (Kind::Output, say("*{} prints* `{}`{}", &[&who, &text, end]))
            }
            Stream::Stderr => (
                Kind::Output,
                say("*{} writes* to `stderr`: `{}`", &[&who, &self.text(text)]),
            ),
        }
    }

    fn exception(&self, id: ExceptionId) -> String {
        let raised = self.timeline.causes().exception_raised(id);
        match raised
            .and_then(|at| self.trace.records().get(at))
            .map(|record| record.event)
        {
            Some(Event::ExceptionRaised { text, .. }) => self.text(text),
            _ => "an exception".into(),
        }
    }

    fn run_ended(&self, how: RunEnd) -> Told {
        let at = moment(self.record.at);
        let message = self
            .recording
            .diagnostic
            .as_ref()
            .map_or("", |found| &found.message);
        match how {
            RunEnd::Ok => (Kind::Done, say("*The program has ended* at {}.", &[&at])),
            RunEnd::Exception(text) => {
                let text_of = "*The program has failed* because nobody caught `{}`.";
                let error = self.recording.text(text);
                let told = say(text_of, &[&self.text(text)]);
                let advice = Older::of(error)
                    .map_or_else(Vec::new, |older| say(&format!(" {}", older.advice()), &[]));
                (Kind::Failed, join(told, advice))
            }
            RunEnd::Deadlock => {
                let waiting: Vec<String> = self
                    .state
                    .tasks
                    .iter()
                    .filter(|task| matches!(task.state, TaskState::Waiting { .. }))
                    .map(|task| task.shown.to_string())
                    .collect();
                let text = "*The program cannot go on:* nobody is ready, no timer runs, no worker \
                            is busy. A [deadlock] of {}.";
                (Kind::Failed, say(text, &[&listed(&waiting)]))
            }
            RunEnd::Limit => (
                Kind::Failed,
                say("*The run was stopped* at {}. {}.", &[&at, message]),
            ),
            RunEnd::Unsupported => (
                Kind::Failed,
                say("*The run was stopped* at {}. {}.", &[&at, message]),
            ),
        }
    }
}

pub(super) fn join(mut head: Vec<Part>, tail: Vec<Part>) -> Vec<Part> {
    head.extend(tail);
    head
}

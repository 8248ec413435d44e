//! The sentence of every event.

use super::{Explanation, Kind, Teller};
use crate::findings::Older;
use crate::model::{Ready, Seat, TaskState};
use crate::names::short_coro;
use crate::sentence::{Part, count, listed, moment, say};
use crate::trace::{
    Actor, Cause, Event, ExceptionId, HandleId, HandleJob, Outcome, ResourceId, ResourceKind,
    RunEnd, Stream, TaskId, TextId, TimerPurpose,
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
            Event::NeverAwaited { coro, made } => {
                let name = self.text(coro);
                let here = self.recording.line(self.record.span);
                let made = self.recording.line(made).filter(|line| here != Some(*line));
                let made = made.map_or_else(String::new, |line| format!(", made at line {line},"));
                let text = "*{}{} never ran* because nobody awaited it: \
                            `coroutine '{}' was never awaited`.";
                (Kind::Failed, say(text, &[short_coro(&name), &made, &name]))
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
    pub(super) fn entry(&self, entry: &Ready) -> String {
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
    pub(super) fn what_next(&self) -> Vec<Part> {
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

    fn output(&self, text: TextId, stream: Stream) -> Told {
        let who = match self.state.running() {
            Some(Seat::Callback(entry)) if self.record.by == Actor::Loop => self.entry(&entry),
            _ => self.subject(self.record.by),
        };
        match stream {
            Stream::Stdout if self.trace.text(text).is_empty() => {
                (Kind::Output, say("*{} prints* an empty line.", &[&who]))
            }
            Stream::Stdout => (
                Kind::Output,
                say("*{} prints* `{}`.", &[&who, &self.text(text)]),
            ),
            Stream::Stderr => (
                Kind::Output,
                say("*{} writes* to `stderr`: `{}`", &[&who, &self.text(text)]),
            ),
        }
    }

    pub(super) fn exception(&self, id: ExceptionId) -> String {
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
                let text = match waiting.is_empty() {
                    true => {
                        "*The program goes on for ever,* with nothing left to do: its loop or \
                             a thread waits for what nobody will do."
                    }
                    false => {
                        "*The program cannot go on:* nobody is ready, no timer runs, no \
                              worker is busy. A [deadlock] of {}."
                    }
                };
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

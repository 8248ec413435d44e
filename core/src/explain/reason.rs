//! Why a task or callback came into the ready queue, as the part of a sentence behind "because".

use super::Teller;
use crate::causes::Origin;
use crate::lanes::{LATE_FROM, LoopKind, LoopSpan};
use crate::sentence::{Part, length, moment, say};
use crate::source::Span;
use crate::trace::{
    Actor, Cause, Event, FutureId, JobId, Nanos, Outcome, Record, ResourceId, TaskId, TimerId,
    TimerPurpose, WaitKind,
};

/// The class of the error of a cancellation.
const CANCELLED: &str = "CancelledError";

impl Teller<'_> {
    /// Why this task was queued with this cause, by the record `queued`.
    pub(super) fn reason(&self, task: TaskId, cause: Cause, queued: usize) -> Vec<Part> {
        match cause {
            Cause::Created => self.creation(task),
            Cause::Yielded => say("it gave the seat back and stood in line again", &[]),
            Cause::Timer(timer) => self.timer_reason(timer),
            Cause::Future(future) => self.future_reason(task, future),
            Cause::Task(other) => self.task_reason(other),
            Cause::Cancel => self.cancel_reason(task),
            Cause::Called => match self.trace.records().get(queued).map(|record| record.by) {
                Some(Actor::Task(other)) if other != task => {
                    say("{} called `call_soon`", &[&self.name(other)])
                }
                _ => say("`call_soon` put it there", &[]),
            },
            Cause::Job(job) => self.job_reason(job),
        }
    }

    fn creation(&self, task: TaskId) -> Vec<Part> {
        let records = self.trace.records();
        let Some(at) = self.timeline.causes().task_created(task) else {
            return say("it was made", &[]);
        };
        let record = records[at];
        // A loop that has gone round makes tasks of what other threads ask of it.
        let turns = |record: &Record| matches!(record.event, Event::IterationBegan { .. });
        let is_first = task.index() == 0 && !records[..at].iter().any(turns);
        let call = self.call_name(record.span);
        let time = moment(record.at);
        match record.by {
            Actor::Loop if is_first => say(
                "`{}` made it the first [task]",
                &[call.as_deref().unwrap_or("asyncio.run")],
            ),
            by => {
                let maker = self.actor(by);
                match call {
                    Some(call) => say(
                        "{} made it a [task] with `{}` at {}",
                        &[&maker, &call, &time],
                    ),
                    None => say("{} made it a [task] at {}", &[&maker, &time]),
                }
            }
        }
    }

    /// The name of the function that a span calls: `asyncio.gather` of `await asyncio.gather(…)`.
    pub(super) fn call_name(&self, span: Span) -> Option<String> {
        let text = self.recording.source.slice(span).trim_start();
        let text = text.strip_prefix("await ").unwrap_or(text).trim_start();
        let name = &text[..text.find('(')?];
        let plain = |letter: char| letter == '_' || letter == '.' || letter.is_alphanumeric();
        (!name.is_empty() && name.chars().all(plain)).then(|| name.to_string())
    }

    fn timer_reason(&self, timer: TimerId) -> Vec<Part> {
        match self.timer(timer) {
            Some((set, deadline, TimerPurpose::Sleep(_))) => say(
                "its {} sleep ended at {}",
                &[&length(deadline.saturating_sub(set)), &moment(deadline)],
            ),
            Some((set, deadline, TimerPurpose::Timeout(_))) => say(
                "its {} timeout was over at {}",
                &[&length(deadline.saturating_sub(set)), &moment(deadline)],
            ),
            Some((_, deadline, TimerPurpose::Call(_))) => {
                say("its timer was due at {}", &[&moment(deadline)])
            }
            None => say("a timer was due", &[]),
        }
    }

    /// When a timer was set, when it is due, and what for.
    pub(super) fn timer(&self, timer: TimerId) -> Option<(Nanos, Nanos, TimerPurpose)> {
        let record = self
            .trace
            .records()
            .get(self.timeline.causes().timer_set(timer)?)?;
        match record.event {
            Event::TimerSet {
                deadline, purpose, ..
            } => Some((record.at, deadline, purpose)),
            _ => None,
        }
    }

    fn task_reason(&self, other: TaskId) -> Vec<Part> {
        let name = self.name(other);
        match self.outcome(other) {
            Some((Outcome::Result(_), at)) => {
                say("{}, which it awaited, ended at {}", &[&name, &moment(at)])
            }
            Some((Outcome::Exception(text), _)) => say(
                "{}, which it awaited, failed with `{}`",
                &[&name, &self.text(text)],
            ),
            Some((Outcome::Cancelled, _)) => say("{}, which it awaited, was cancelled", &[&name]),
            None => say("{}, which it awaited, ended", &[&name]),
        }
    }

    pub(super) fn outcome(&self, task: TaskId) -> Option<(Outcome, Nanos)> {
        let record = self
            .trace
            .records()
            .get(self.timeline.causes().task_done(task)?)?;
        match record.event {
            Event::TaskDone { how, .. } => Some((how, record.at)),
            _ => None,
        }
    }

    /// Who asked for the cancellation of a task, and why.
    pub(super) fn cancel_reason(&self, task: TaskId) -> Vec<Part> {
        let request = self.state.task(task).and_then(|task| task.cancel_record);
        request.map_or_else(
            || say("it was cancelled", &[]),
            |at| self.request_reason(task, at as usize),
        )
    }

    /// Why the cancel request at this record was made.
    pub(super) fn request_reason(&self, task: TaskId, at: usize) -> Vec<Part> {
        match self.timeline.causes().origin(self.trace, at) {
            Origin::Task(other) if other == task => say("it cancelled itself", &[]),
            Origin::Task(other) => say("{} cancelled it", &[&self.name(other)]),
            Origin::Ended(other) => match self.outcome(other) {
                Some((Outcome::Exception(_), _)) => say(
                    "{} failed and its group cancels the others",
                    &[&self.name(other)],
                ),
                _ => say("{}, which it belongs to, ended", &[&self.name(other)]),
            },
            Origin::Timer(timer) => match self.timer(timer) {
                Some((set, deadline, TimerPurpose::Timeout(_))) => say(
                    "its {} timeout fired at {}",
                    &[&length(deadline.saturating_sub(set)), &moment(deadline)],
                ),
                _ => say("a timer's [callback] cancelled it", &[]),
            },
            Origin::Job(job) => say("{} cancelled it", &[&self.actor(Actor::Job(job))]),
            Origin::Loop => say(
                "the main [task] has ended and `asyncio.run` cancels what is left",
                &[],
            ),
        }
    }

    fn job_reason(&self, job: JobId) -> Vec<Part> {
        let name = self.actor(Actor::Job(job));
        let ended = self
            .timeline
            .causes()
            .job_ended(job)
            .and_then(|at| self.trace.records().get(at));
        match ended.map(|record| (record.at, record.event)) {
            Some((
                _,
                Event::JobEnded {
                    how: Outcome::Exception(text),
                    ..
                },
            )) => say("its job `{}` failed with `{}`", &[&name, &self.text(text)]),
            Some((at, _)) => say(
                "its job `{}` ended in its [worker] at {}",
                &[&name, &moment(at)],
            ),
            None => say("its job `{}` called back", &[&name]),
        }
    }

    /// The future that a task waited on was settled: by whom, and what does it stand for?
    fn future_reason(&self, task: TaskId, future: FutureId) -> Vec<Part> {
        let asked = self.state.task(task).is_some_and(|task| task.cancels > 0);
        let wait = self.state.task(task).and_then(|task| task.last_wait);
        let kind = wait
            .and_then(|wait| self.trace.waits.get(wait.index()))
            .map(|wait| wait.kind);
        let Some(settled) = self.timeline.causes().future_settled(future) else {
            // The trace does not tell of a sleep's future: its timer says it all.
            let just_asked = self
                .state
                .task(task)
                .and_then(|task| task.cancel_record)
                .and_then(|at| self.trace.records().get(at as usize))
                .is_some_and(|request| request.at == self.record.at);
            return match kind {
                _ if asked && just_asked => self.cancel_reason(task),
                Some(WaitKind::Sleep {
                    length: time,
                    deadline,
                }) => say(
                    "its {} sleep ended at {}",
                    &[&length(time), &moment(deadline)],
                ),
                _ => say("what it waited on is over", &[]),
            };
        };
        let how = match self.trace.records().get(settled).map(|record| record.event) {
            Some(Event::FutureSettled { how, .. }) => how,
            _ => return say("what it waited on is over", &[]),
        };
        // A gather keeps the cancellation of one of its tasks as its exception.
        let how = match how {
            Outcome::Exception(text) if self.trace.text(text).starts_with(CANCELLED) => {
                Outcome::Cancelled
            }
            how => how,
        };
        if how == Outcome::Cancelled && asked {
            return self.cancel_reason(task);
        }
        let origin = self.timeline.causes().origin(self.trace, settled);
        self.wait_reason(kind.unwrap_or(WaitKind::Future), how, origin)
    }

    fn wait_reason(&self, kind: WaitKind, how: Outcome, origin: Origin) -> Vec<Part> {
        let who = self.origin_name(origin);
        let by = |template: &str, id: ResourceId| say(template, &[&who, &self.resource(id)]);
        match kind {
            WaitKind::Sleep {
                length: time,
                deadline,
            } => say(
                "its {} sleep ended at {}",
                &[&length(time), &moment(deadline)],
            ),
            WaitKind::Task(other) => self.task_reason(other),
            WaitKind::Job(job) => self.job_reason(job),
            WaitKind::Gather(_) => match how {
                Outcome::Result(_) => say("{}, the last of its `gather`, ended", &[&who]),
                Outcome::Exception(_) => say(
                    "{} failed and `gather` passes the first exception on at once",
                    &[&who],
                ),
                Outcome::Cancelled => say("{} was cancelled inside of its `gather`", &[&who]),
            },
            WaitKind::Several(_) => say("{} ended, which completes what it waited for", &[&who]),
            WaitKind::Shield => {
                let ended = match how {
                    Outcome::Result(_) => "ended",
                    Outcome::Exception(_) => "failed",
                    Outcome::Cancelled => "was cancelled",
                };
                say("{}, which it shields, {}", &[&who, ended])
            }
            WaitKind::TaskGroup(_) => say("{}, the last [task] of its group, ended", &[&who]),
            WaitKind::Lock(id) => by("{} released `{}`", id),
            WaitKind::Semaphore(id) => by("{} released a [permit] of `{}`", id),
            WaitKind::Event(id) => by("{} set `{}`", id),
            WaitKind::Condition(id) => by("{} notified `{}`", id),
            WaitKind::QueueGet(id) => by("{} put an item into `{}`", id),
            WaitKind::QueuePut(id) => by("{} took an item out of `{}`", id),
            WaitKind::QueueJoin(id) => by("{} marked the last item of `{}` as done", id),
            WaitKind::Barrier(id) => by("{} was the last to arrive at `{}`", id),
            WaitKind::Future => say("{} settled the future that it waited on", &[&who]),
        }
    }

    fn origin_name(&self, origin: Origin) -> String {
        match origin {
            Origin::Task(task) | Origin::Ended(task) => self.name(task),
            Origin::Job(job) => self.actor(Actor::Job(job)),
            Origin::Timer(timer) => match self.timer(timer) {
                Some((_, _, TimerPurpose::Call(name))) => self.text(name),
                _ => "a timer".into(),
            },
            Origin::Loop => "the loop".into(),
        }
    }

    /// Why a callback was queued.
    pub(super) fn callback_reason(&self, cause: Cause) -> Vec<Part> {
        match cause {
            Cause::Timer(timer) => match self.timer(timer) {
                Some((set, deadline, TimerPurpose::Sleep(task))) => say(
                    "{} {} sleep ended at {}",
                    &[
                        &self.whose(task),
                        &length(deadline.saturating_sub(set)),
                        &moment(deadline),
                    ],
                ),
                Some((set, deadline, TimerPurpose::Timeout(task))) => say(
                    "{} {} timeout was over at {}",
                    &[
                        &self.whose(task),
                        &length(deadline.saturating_sub(set)),
                        &moment(deadline),
                    ],
                ),
                _ => self.timer_reason(timer),
            },
            Cause::Task(task) => say("{} ended", &[&self.name(task)]),
            Cause::Future(_) => say("the future that it was added to is settled", &[]),
            Cause::Job(job) => say(
                "`{}` in a [worker] asked for it",
                &[&self.actor(Actor::Job(job))],
            ),
            Cause::Called | Cause::Created | Cause::Yielded | Cause::Cancel => {
                say("`call_soon` was called", &[])
            }
        }
    }

    /// The last stall of the loop that went on at some time between `from` and now.
    pub(super) fn stall_since(&self, from: Nanos) -> Option<(String, Nanos)> {
        let spans: &[LoopSpan] = &self.timeline.lanes().event_loop;
        let begun = spans.partition_point(|span| span.to_cursor <= self.index + 1);
        let held = spans[..begun]
            .iter()
            .rev()
            .take_while(|span| span.to > from)
            .find(|span| matches!(span.kind, LoopKind::Blocked { .. }))?;
        match held.kind {
            LoopKind::Blocked { by, .. } => Some((self.actor(by), held.to)),
            LoopKind::Idle | LoopKind::Busy { .. } => None,
        }
    }

    /// `, but Report held the loop's thread until 2.00 s` when a task that was due at `due` runs
    /// behind its time.
    pub(super) fn lateness(&self, due: Nanos) -> Option<Vec<Part>> {
        if self.record.at.saturating_sub(due) < LATE_FROM {
            return None;
        }
        let (who, until) = self.stall_since(due)?;
        Some(say(
            ", but {} held the [loop's thread] until {}",
            &[&who, &moment(until)],
        ))
    }
}

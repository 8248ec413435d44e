//! The token of one task: what it waits on, how long still, how it ended.

use super::words::{ordinal, short_detail, short_seconds, unit};
use super::{Maker, Mark, Token, is_task};
use loopscope_core::model::{JobState, Task, TaskState};
use loopscope_core::names;
use loopscope_core::source::Span;
use loopscope_core::trace::{
    HandleJob, JobId, Nanos, Outcome, ResourceId, TaskId, WaitId, WaitKind,
};

impl Maker<'_> {
    pub(super) fn text(&self, id: loopscope_core::trace::TextId) -> &str {
        self.recording.text(id)
    }

    pub(super) fn line(&self, span: Span) -> Option<u32> {
        self.recording.line(span)
    }

    pub(super) fn at_line(&self, span: Span, before: &str) -> String {
        self.line(span)
            .map_or(String::new(), |line| format!("{before}{line}"))
    }

    pub(super) fn wait(&self, id: WaitId) -> WaitKind {
        self.recording
            .trace
            .waits
            .get(id.index())
            .map_or(WaitKind::Future, |wait| wait.kind)
    }

    pub(super) fn deadline(&self, task: &Task) -> Option<Nanos> {
        let TaskState::Waiting { wait, .. } = task.state else {
            return None;
        };
        match self.wait(wait) {
            WaitKind::Sleep { deadline, .. } => Some(deadline),
            WaitKind::Job(job) => match self.state.jobs.get(job.index())?.state {
                JobState::Running { sleeping_until, .. } => sleeping_until,
                JobState::Queued { .. } | JobState::Done { .. } => None,
            },
            _ => None,
        }
    }

    pub(super) fn is_late(&self, task: &Task) -> bool {
        let TaskState::Waiting { wait, .. } = task.state else {
            return false;
        };
        matches!(self.wait(wait), WaitKind::Sleep { deadline, .. } if deadline < self.now)
    }

    pub(super) fn resource(&self, id: ResourceId) -> (String, i32, i32, i32, Option<TaskId>) {
        let name = self.recording.trace.resources.get(id.index());
        let name = name
            .map_or("", |resource| self.text(resource.name))
            .to_owned();
        match self.state.resources.get(id.index()) {
            Some(state) => (name, state.level, state.total, state.pending, state.owner),
            None => (name, 0, 0, 0, None),
        }
    }

    /// Where a task stands in the line of those who wait for the same: `2nd`, which is the number
    /// of a small token, and ` · 2nd in line`.
    pub(super) fn place_in_line(&self, id: ResourceId, task: TaskId) -> (String, String) {
        let state = self.state.resources.get(id.index());
        let place = state.and_then(|state| state.waiters.iter().position(|other| *other == task));
        place.map_or_else(Default::default, |place| {
            let place = ordinal(place + 1);
            (place.clone(), format!(" · {place} in line"))
        })
    }

    pub(super) fn token(&self, task: &Task) -> Token {
        let key = format!("t{}", task.id.0);
        let (class, mark, detail, number) = match task.state {
            TaskState::Ready { .. } => {
                let place = self.state.ready.iter().filter(|entry| is_task(entry));
                let place = place.map(|entry| entry.job).position(|job| {
                    matches!(job, HandleJob::Step(id) | HandleJob::Wakeup(id) if id == task.id)
                });
                let detail = match place {
                    Some(0) | None => "next in the queue".to_owned(),
                    Some(place) => format!("{} in the queue", ordinal(place + 1)),
                };
                ("s-ready", Mark::Glyph("ready"), detail, String::new())
            }
            TaskState::Running { .. } => {
                let detail = self.at_line(task.place, "now at line ");
                ("s-running", Mark::Glyph("onseat"), detail, String::new())
            }
            TaskState::Waiting { wait, .. } => self.waiting_words(task, wait),
            TaskState::Done { how, .. } => self.done_words(task, how),
        };
        let state = match class {
            "s-ready" => "ready",
            "s-running" => "running",
            "s-waiting" => "waiting",
            "s-thread" => "waiting for a thread",
            "s-done" => "done",
            "s-failed" => "failed",
            _ => "cancelled",
        };
        let cancel = if task.cancel_pending {
            ", cancel requested"
        } else {
            ""
        };
        Token {
            key,
            task: Some(task.id),
            class,
            mark,
            name: task.shown.clone(),
            label: format!("{}, {state}, {detail}{cancel}", task.shown).replace(" · ", ", "),
            short: short_detail(&detail),
            detail,
            number,
        }
    }

    pub(super) fn waiting_words(
        &self,
        task: &Task,
        wait: WaitId,
    ) -> (&'static str, Mark, String, String) {
        let glyph = |name| ("s-waiting", Mark::Glyph(name));
        let mut number = String::new();
        let ((class, mark), mut detail) = match self.wait(wait) {
            WaitKind::Sleep { deadline, .. } if deadline < self.now => {
                let late = self.now.saturating_sub(deadline).seconds();
                number = format!("+{}", short_seconds(late));
                let due = short_seconds(deadline.seconds());
                let mark = Mark::Late {
                    text: number.clone(),
                };
                (("s-waiting", mark), format!("due {}, late", unit(&due)))
            }
            WaitKind::Sleep { length, deadline } => {
                let left = deadline.saturating_sub(self.now).seconds();
                let share = if length.0 == 0 {
                    0.0
                } else {
                    left / length.seconds()
                };
                let text = short_seconds(left);
                number.clone_from(&text);
                // Its time has come, and the loop has not looked yet.
                let detail = match left > 0.0 {
                    true => format!("sleep · {} left", unit(&text)),
                    false => "sleep · due now".to_owned(),
                };
                (("s-waiting", Mark::Ring { text, share }), detail)
            }
            WaitKind::Future => (glyph("waiting"), "a future".to_owned()),
            WaitKind::Task(id) => (glyph("waiting"), format!("task · {}", self.state.shown(id))),
            WaitKind::Gather(id) => {
                let (_, done, total, ..) = self.resource(id);
                number = format!("{done}/{total}");
                let mark = Mark::Segments { done, total };
                (("s-waiting", mark), format!("gather · {done} of {total}"))
            }
            WaitKind::Several(1) => (glyph("gather"), "wait · for the next".to_owned()),
            WaitKind::Several(count) => (glyph("gather"), format!("wait · for {count} tasks")),
            WaitKind::Shield => (glyph("waiting"), "shield · the inner goes on".to_owned()),
            WaitKind::Lock(id) => {
                let (name, _, _, _, owner) = self.resource(id);
                let owner = owner.map_or(String::new(), |owner| {
                    format!(" · held by {}", self.state.shown(owner))
                });
                let (place, line) = self.place_in_line(id, task.id);
                number = place;
                (glyph("lock"), format!("{name}{owner}{line}"))
            }
            WaitKind::Semaphore(id) => {
                let (name, free, total, ..) = self.resource(id);
                let (place, line) = self.place_in_line(id, task.id);
                // How many are free is the same for all who wait; who is next is not.
                number = place;
                (
                    glyph("lock"),
                    format!("{name} · {free} of {total} free{line}"),
                )
            }
            WaitKind::Event(id) => (glyph("waiting"), format!("event · {}", self.resource(id).0)),
            WaitKind::Condition(id) => {
                let name = self.resource(id).0;
                let (place, line) = self.place_in_line(id, task.id);
                number = place;
                (glyph("lock"), format!("condition · {name}{line}"))
            }
            WaitKind::QueueGet(id) => (
                glyph("waiting"),
                format!("{}.get() · it is empty", self.resource(id).0),
            ),
            WaitKind::QueuePut(id) => (
                glyph("waiting"),
                format!("{}.put() · it is full", self.resource(id).0),
            ),
            WaitKind::QueueJoin(id) => {
                let (name, _, _, pending, _) = self.resource(id);
                (
                    glyph("waiting"),
                    format!("{name}.join() · {pending} unfinished"),
                )
            }
            WaitKind::Barrier(id) => {
                let (_, done, total, ..) = self.resource(id);
                number = format!("{done}/{total}");
                let mark = Mark::Segments { done, total };
                (("s-waiting", mark), format!("barrier · {done} of {total}"))
            }
            WaitKind::TaskGroup(id) => {
                let running = self.resource(id).1;
                (glyph("gather"), format!("group · {running} to go"))
            }
            WaitKind::Job(job) => (("s-thread", Mark::Glyph("thread")), self.job_words(job)),
        };
        let soonest = self.timeouts.partition_point(|(of, _)| *of < task.id);
        if let Some((of, deadline)) = self.timeouts.get(soonest)
            && *of == task.id
        {
            let left = short_seconds(deadline.saturating_sub(self.now).seconds());
            detail.push_str(&format!(" · timeout {}", unit(&left)));
        }
        (class, mark, detail, number)
    }

    pub(super) fn job_words(&self, job: JobId) -> String {
        let Some(job) = self.state.jobs.get(job.index()) else {
            return "in a thread".to_owned();
        };
        match job.state {
            JobState::Queued { .. } => "no worker is free".to_owned(),
            JobState::Running {
                worker,
                sleeping_until,
                ..
            } => {
                let name = names::worker(&self.recording.trace, worker);
                let left = sleeping_until.map_or(String::new(), |until| {
                    let left = short_seconds(until.saturating_sub(self.now).seconds());
                    format!(" · {} left", unit(&left))
                });
                format!("{name}{left}")
            }
            JobState::Done { .. } => "the thread has ended".to_owned(),
        }
    }

    pub(super) fn done_words(
        &self,
        task: &Task,
        how: Outcome,
    ) -> (&'static str, Mark, String, String) {
        match how {
            Outcome::Result(text) => {
                let value = self.text(text).to_owned();
                ("s-done", Mark::Glyph("done"), value.clone(), value)
            }
            Outcome::Exception(text) => {
                let text = self.text(text).to_owned();
                let class = text.split(':').next().unwrap_or("").to_owned();
                ("s-failed", Mark::Glyph("failed"), text, class)
            }
            Outcome::Cancelled => {
                let place = self.at_line(task.place, "cancelled at line ");
                (
                    "s-cancelled",
                    Mark::Glyph("cancelled"),
                    place,
                    "cancelled".to_owned(),
                )
            }
        }
    }
}

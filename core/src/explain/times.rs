//! What the clock brings: timers, and calls that block the loop.

use super::tell::{Told, join};
use super::{Kind, Teller};
use crate::model::Ready;
use crate::sentence::{length, listed, moment, say};
use crate::sort;
use crate::source::Span;
use crate::trace::{CPU_WORK, HandleJob, Nanos, TextId, TimerId, TimerPurpose};

impl Teller<'_> {
    pub(super) fn clock(&self, from: Nanos) -> Told {
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
        let why = if self.record.span != Span::default() {
            "the main thread works"
        } else if self.has_loop() {
            "nothing was ready"
        } else {
            "the main thread waits"
        };
        // Two moments that look the same are told exactly.
        let written = if moment(from) == moment(now) {
            length
        } else {
            moment
        };
        let head = say(
            "*The clock moves on* from {} to {} because {}",
            &[&written(from), &written(now), why],
        );
        let tail = match due.len() {
            0 => say(".", &[]),
            1..=3 => say(": {} then.", &[&listed(&due)]),
            more => say(
                ": {}, and {} others are due then.",
                &[&due[0], &(more - 1).to_string()],
            ),
        };
        (Kind::Loop, join(head, tail))
    }

    pub(super) fn timer_set(&self, deadline: Nanos, purpose: TimerPurpose) -> Told {
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

    pub(super) fn timer_fired(&self, timer: TimerId) -> Told {
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

    pub(super) fn timer_cancelled(&self, timer: TimerId) -> Told {
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

    /// Tasks whose sleep ends while the loop is held: those due by now, and all.
    pub(super) fn due_until(&self, until: Nanos) -> (Vec<String>, Vec<String>) {
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

    pub(super) fn blocked(&self, until: Nanos, what: TextId) -> Told {
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
            CPU_WORK => say(&text.replace("`{}` returns", "its {} ends"), values),
            _ => say(text, values),
        };
        // Callbacks are told only where no task waits: the board shows tasks.
        let is_task = |entry: &&Ready| !matches!(entry.job, HandleJob::Callback(_));
        let has_tasks = self.state.ready.iter().any(|entry| is_task(&entry));
        let told = self.state.ready.iter();
        let told = told.filter(|entry| !has_tasks || is_task(entry));
        let mut waiting: Vec<String> = told.map(|entry| self.entry(entry)).collect();
        waiting.dedup();
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

    pub(super) fn unblocked(&self) -> Told {
        let who = self.subject(self.record.by);
        let (due, _) = self.due_until(self.record.at);
        let before = self.timeline.at(self.index).block;
        let ended = match before.map(|block| self.trace.text(block.what)) {
            Some(CPU_WORK) => "its CPU work is done",
            _ => "its blocking call has returned",
        };
        let head = say("*{} goes on* because {}.", &[&who, ended]);
        let tail = match due.len() {
            0 => Vec::new(),
            1 => say(" {} is late by now.", &[&due[0]]),
            _ => say(" {} are late by now.", &[&listed(&due)]),
        };
        (Kind::Running, join(head, tail))
    }
}

//! Many tasks as one: by coroutine, state and line.

use super::{Entry, Group, Maker};
use loopscope_core::model::{Task, TaskState};
use loopscope_core::names::short_coro;
use loopscope_core::sort::sort_by_key;
use loopscope_core::trace::{Nanos, Outcome, TaskId, TextId, WaitKind};
use std::mem::{Discriminant, discriminant};

/// Coroutine, state, place or text, and what kind of thing is waited for.
type Kind = (TextId, u8, u32, Option<Discriminant<WaitKind>>);

/// What a group is called: its coroutine, its state's class, and what its tasks do.
type Words = (String, &'static str, String);

/// Bars of a group's strip.
const BINS: usize = 72;

impl Maker<'_> {
    /// Tasks of one coroutine, in one state, at one line are one group; a group of one is a token.
    /// Each with its first task.
    pub(super) fn groups(&self, tasks: &[&Task]) -> Vec<(TaskId, Entry)> {
        // A thousand tasks are of few kinds: what a kind is called is asked for once.
        let mut known: Vec<(Kind, usize)> = Vec::new();
        let mut list: Vec<(Words, Vec<&Task>)> = Vec::new();
        for task in tasks {
            let kind = self.kind_of(task);
            let place = known.iter().find(|(other, _)| *other == kind);
            let index = place.map(|(_, index)| *index).unwrap_or_else(|| {
                let (class, _, what) = self.group_of(task);
                let words = (short_coro(self.text(task.coro)).to_owned(), class, what);
                let index = list.iter().position(|(other, _)| *other == words);
                let index = index.unwrap_or_else(|| {
                    list.push((words, Vec::new()));
                    list.len() - 1
                });
                known.push((kind, index));
                index
            });
            list[index].1.push(*task);
        }
        sort_by_key(&mut list, |(_, members)| members[0].id);
        let entry = |((name, class, what), members): (Words, Vec<&Task>)| {
            let first = members[0];
            let entry = match members.len() {
                1 => Entry::One(self.token(first)),
                _ => {
                    let glyph = self.group_of(first).1;
                    Entry::Many(self.group(name, class, glyph, what, &members))
                }
            };
            (first.id, entry)
        };
        list.into_iter().map(entry).collect()
    }

    /// Tasks of equal kinds have the same words.
    fn kind_of(&self, task: &Task) -> Kind {
        let (state, place) = match task.state {
            TaskState::Ready { .. } => (0, 0),
            TaskState::Running { .. } => (1, 0),
            TaskState::Waiting { span, .. } => (2, span.start),
            TaskState::Done { how, .. } => match how {
                Outcome::Result(_) => (3, 0),
                Outcome::Exception(text) => (4, text.0),
                Outcome::Cancelled => (5, 0),
            },
        };
        let wait = match task.state {
            TaskState::Waiting { wait, .. } => Some(discriminant(&self.wait(wait))),
            _ => None,
        };
        (task.coro, state, place, wait)
    }

    pub(super) fn group_of(&self, task: &Task) -> (&'static str, &'static str, String) {
        match task.state {
            TaskState::Ready { .. } => ("s-ready", "ready", "ready".to_owned()),
            TaskState::Running { .. } => ("s-running", "running", "running".to_owned()),
            TaskState::Waiting { wait, span, .. } => {
                let (class, glyph, word) = match self.wait(wait) {
                    WaitKind::Sleep { .. } => ("s-waiting", "waiting", "sleep"),
                    WaitKind::Gather(_) => ("s-waiting", "gather", "gather"),
                    WaitKind::Lock(_) => ("s-waiting", "lock", "lock"),
                    WaitKind::Semaphore(_) => ("s-waiting", "lock", "semaphore"),
                    WaitKind::Job(_) => ("s-thread", "thread", "in a thread"),
                    WaitKind::QueueGet(_) => ("s-waiting", "waiting", "queue.get"),
                    WaitKind::QueuePut(_) => ("s-waiting", "waiting", "queue.put"),
                    WaitKind::Task(_) => ("s-waiting", "waiting", "a task"),
                    _ => ("s-waiting", "waiting", "waiting"),
                };
                (
                    class,
                    glyph,
                    format!("{word}{}", self.at_line(span, ", line ")),
                )
            }
            TaskState::Done {
                how: Outcome::Result(_),
                ..
            } => ("s-done", "done", "results".to_owned()),
            TaskState::Done {
                how: Outcome::Exception(text),
                ..
            } => {
                let class = self.text(text).split(':').next().unwrap_or("").to_owned();
                ("s-failed", "failed", class)
            }
            TaskState::Done {
                how: Outcome::Cancelled,
                ..
            } => ("s-cancelled", "cancelled", "cancelled".to_owned()),
        }
    }

    pub(super) fn group(
        &self,
        name: String,
        class: &'static str,
        glyph: &'static str,
        what: String,
        members: &[&Task],
    ) -> Group {
        let times: Vec<Nanos> = members
            .iter()
            .filter_map(|task| match task.state {
                TaskState::Waiting { .. } => self.deadline(task),
                TaskState::Done { at, .. } => Some(at),
                TaskState::Ready { .. } | TaskState::Running { .. } => None,
            })
            .collect();
        let first = times.iter().min().copied();
        let last = times.iter().max().copied();
        let words = if class == "s-waiting" || class == "s-thread" {
            "next"
        } else {
            "first"
        };
        let times_text = match (first, last) {
            (Some(first), Some(last)) => {
                format!(
                    "{words} {:.2} s, last {:.2} s",
                    first.seconds(),
                    last.seconds()
                )
            }
            _ => String::new(),
        };
        let shown: Vec<&str> = members.iter().take(3).map(|task| &*task.shown).collect();
        let more = members.len() - shown.len();
        let more = if more > 0 {
            format!(" +{more} more")
        } else {
            String::new()
        };
        Group {
            key: format!("{name} {what} {class}"),
            class,
            glyph,
            name,
            what,
            count: members.len(),
            names: shown.join(", ") + &more,
            times: times_text,
            heat: heat(&times, self.view.timeline.length()),
        }
    }
}

fn heat(times: &[Nanos], length: Nanos) -> Vec<f64> {
    if times.len() < 2 || length.0 == 0 {
        return Vec::new();
    }
    let mut bins = vec![0_u32; BINS];
    for time in times {
        let bin = u128::from(time.0) * (BINS as u128 - 1) / u128::from(length.0);
        let bin = usize::try_from(bin).unwrap_or(BINS - 1).min(BINS - 1);
        bins[bin] += 1;
    }
    let most = f64::from(bins.iter().copied().max().unwrap_or(1).max(1));
    bins.into_iter()
        .map(|count| f64::from(count) / most)
        .collect()
}

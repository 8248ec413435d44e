//! Findings about how a program is put together: cancels that were swallowed, gathers that left
//! others running, tasks that starved, awaits in sequence that could overlap.

use super::sequence::sequences;
use super::{Finder, FindingKind, SLOW_STEP};
use crate::edit::{self, Kind, Pattern};
use crate::lanes::Lanes;
use crate::model::Ready;
use crate::source::Span;
use crate::trace::{
    Actor, FutureId, GATHER_CALLBACK, HandleJob, Nanos, Outcome, Record, TaskId, WaitKind,
};

/// Longer texts are not searched for awaits in sequence: reading them takes too long.
const TEXT_MAX: usize = 60_000;

impl Finder<'_> {
    /// A gather's future got an error: do others of it still run? Those that have ended, too, are only
    /// not counted yet: their callbacks stand in the ready queue.
    pub(super) fn siblings(&mut self, future: FutureId) {
        let trace = &self.recording.trace;
        let counts = |ready: &&Ready| match ready.job {
            HandleJob::Callback(name) => trace.text(name) == GATHER_CALLBACK,
            _ => false,
        };
        let ended = self.state.ready.iter().filter(counts).count();
        let ended = u32::try_from(ended).unwrap_or(u32::MAX);
        let found = self.state.tasks.iter().find_map(|task| {
            let wait = crate::inspect::wait_of(&self.state, trace, task.id)?;
            match wait.kind {
                WaitKind::Gather(id) if wait.future == Some(future) => {
                    let slots = self.state.resources.get(id.index())?;
                    let left = u32::try_from(slots.total - slots.level).ok()?;
                    Some((task.id, task.place, left.saturating_sub(ended)))
                }
                _ => None,
            }
        });
        if let Some((task, span, left)) = found.filter(|found| found.2 > 0) {
            let message = format!(
                "gather passed an error on to {} while {left} more still ran",
                self.names.get(task)
            );
            let cursor = self.state.cursor + 1;
            self.find(FindingKind::Siblings { task, left }, message, span, cursor);
        }
    }

    /// A task ended: had it been cancelled, and does nothing show of it?
    pub(super) fn swallowed(&mut self, task: TaskId, how: Outcome) {
        let Some(at) = self.thrown.iter().position(|known| known.0 == task) else {
            return;
        };
        let (_, span, cursor) = self.thrown.swap_remove(at);
        if span.start < span.end && matches!(how, Outcome::Result(_)) {
            let message = format!("{} swallowed its cancellation", self.names.get(task));
            self.find(FindingKind::Swallowed { task }, message, span, cursor);
        }
    }

    pub(super) fn starvation(&mut self) {
        if let Some((task, waited, cursor)) = self.starved {
            let message = format!(
                "{} was ready for {:.3} seconds before it ran",
                self.names.get(task),
                waited.seconds()
            );
            let span = self.place(task, Span::default());
            self.find(FindingKind::Starved { task, waited }, message, span, cursor);
        }
    }

    /// Calls that are awaited one after another, where each took its time.
    pub(super) fn sequences(&mut self) {
        let text = self.recording.source.text();
        if text.len() > TEXT_MAX {
            return;
        }
        let Ok(blocks) = edit::read(text) else { return };
        let groups = blocks.iter().filter_map(|block| match &block.kind {
            Kind::Group(group)
                if group.pattern == Pattern::Sequential
                    && group.calls.len() > 1
                    && group.fixed.is_none() =>
            {
                let calls = group.calls.iter().filter_map(|id| blocks.get(*id));
                Some((block.span, calls.map(|call| call.span).collect()))
            }
            _ => None,
        });
        let others = sequences(&self.recording.source, &blocks);
        let others = others.into_iter().map(|it| (it.span, it.calls));
        let all: Vec<_> = groups.chain(others).collect();
        if all.is_empty() {
            return;
        }
        let lanes = Lanes::of(self.recording);
        for (span, calls) in all {
            let Some((task, lengths, cursor)) = overlap(&lanes, self.recording.records(), &calls)
            else {
                continue;
            };
            let saves = lengths.iter().sum::<u64>() - lengths.iter().max().copied().unwrap_or(0);
            let saves = Nanos(saves);
            if saves >= SLOW_STEP {
                let message = format!(
                    "{} calls are awaited one after another and could overlap",
                    lengths.len()
                );
                self.find(FindingKind::Sequence { task, saves }, message, span, cursor);
            }
        }
    }
}

/// A task, how long a call took that it awaited, and the cursor at which that began.
type Awaited = (TaskId, u64, usize);

/// All awaits of the call at this place: by a coroutine that was entered, or a task that was made.
fn awaits(lanes: &Lanes, records: &[Record], call: Span) -> Vec<Awaited> {
    let begins = |cursor: usize| {
        let record = records.get(cursor.wrapping_sub(1));
        record.filter(|record| {
            record.span.start <= call.start && call.end <= record.span.end
                || call.start <= record.span.start && record.span.end <= call.end
        })
    };
    let nested = lanes.tasks.iter().flat_map(|lane| {
        let of_call = lane
            .nested
            .iter()
            .filter(|it| begins(it.from_cursor).is_some());
        of_call.map(|it| (lane.task, it.to.saturating_sub(it.from).0, it.from_cursor))
    });
    let made = lanes.tasks.iter().filter_map(|lane| {
        let (first, last) = (lane.spans.first()?, lane.spans.last()?);
        match begins(first.from_cursor)?.by {
            Actor::Task(by) => Some((by, last.to.saturating_sub(first.from).0, first.from_cursor)),
            _ => None,
        }
    });
    let nested: Vec<_> = nested.collect();
    match nested.is_empty() {
        true => made.collect(),
        false => nested,
    }
}

/// Who awaits all of these calls, or the only one again and again: how long each took, and the cursor at
/// which the second one begins.
fn overlap(lanes: &Lanes, records: &[Record], calls: &[Span]) -> Option<(TaskId, Vec<u64>, usize)> {
    let all: Vec<_> = calls
        .iter()
        .map(|call| awaits(lanes, records, *call))
        .collect();
    let found = |task: TaskId| -> Option<Vec<&Awaited>> {
        let of_task = |it: &&Awaited| it.0 == task;
        match &all[..] {
            [rounds] => Some(rounds.iter().filter(of_task).collect()),
            all => all.iter().map(|it| it.iter().find(of_task)).collect(),
        }
    };
    all.first()?.iter().find_map(|(task, ..)| {
        let found = found(*task)?;
        let lengths = found.iter().map(|it| it.1);
        Some((*task, lengths.collect(), found.get(1)?.2))
    })
}

//! Findings about how a program is put together: cancels that were swallowed, gathers that left
//! others running, tasks that starved, awaits in sequence that could overlap.

use super::rounds::rounds;
use super::{Finder, FindingKind, SLOW_STEP};
use crate::edit::{self, Kind, Pattern};
use crate::lanes::{Lanes, NestedSpan};
use crate::model::Ready;
use crate::source::Span;
use crate::trace::{
    FutureId, GATHER_CALLBACK, HandleJob, Nanos, Outcome, Record, TaskId, WaitKind,
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
        let rounds = rounds(&self.recording.source, &blocks);
        let groups: Vec<(Span, Vec<Span>)> = blocks
            .iter()
            .filter_map(|block| match &block.kind {
                Kind::Group(group)
                    if group.pattern == Pattern::Sequential
                        && group.calls.len() > 1
                        && group.fixed.is_none() =>
                {
                    let calls = group.calls.iter().filter_map(|id| blocks.get(*id));
                    Some((block.span, calls.map(|call| call.span).collect()))
                }
                _ => None,
            })
            .collect();
        if groups.is_empty() && rounds.is_empty() {
            return;
        }
        let lanes = Lanes::of(self.recording);
        let records = self.recording.records();
        let calls = groups
            .into_iter()
            .map(|(span, calls)| (span, overlap(&lanes, records, &calls)));
        let rounds = rounds
            .iter()
            .map(|rounds| (rounds.span, in_rounds(&lanes, records, rounds.call)));
        let found: Vec<_> = calls.chain(rounds).collect();
        for (span, found) in found {
            let Some((task, lengths, cursor)) = found else {
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

/// A task, how long each of the calls took that it awaited one after another, and the cursor at which
/// the second one begins.
type Awaited = (TaskId, Vec<u64>, usize);

/// Whether a coroutine was entered by the call at this place.
fn is_of(records: &[Record], span: &NestedSpan, call: Span) -> bool {
    let entered = records.get(span.from_cursor.wrapping_sub(1));
    entered.is_some_and(|record| {
        record.span.start <= call.start && call.end <= record.span.end
            || call.start <= record.span.start && record.span.end <= call.end
    })
}

/// Who awaits the call of one place several times.
fn in_rounds(lanes: &Lanes, records: &[Record], call: Span) -> Option<Awaited> {
    lanes.tasks.iter().find_map(|lane| {
        let of_call = |span: &&NestedSpan| is_of(records, span, call);
        let rounds: Vec<_> = lane.nested.iter().filter(of_call).collect();
        let lengths = rounds.iter().map(|it| it.to.saturating_sub(it.from).0);
        Some((lane.task, lengths.collect(), rounds.get(1)?.from_cursor))
    })
}

/// Who awaits all of these calls.
fn overlap(lanes: &Lanes, records: &[Record], calls: &[Span]) -> Option<Awaited> {
    lanes.tasks.iter().find_map(|lane| {
        let mut lengths = Vec::new();
        let mut second = None;
        for (index, call) in calls.iter().enumerate() {
            let mut nested = lane.nested.iter();
            let found = nested.find(|span| is_of(records, span, *call))?;
            if index == 1 {
                second = Some(found.from_cursor);
            }
            lengths.push(found.to.saturating_sub(found.from).0);
        }
        Some((lane.task, lengths, second?))
    })
}

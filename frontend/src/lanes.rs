//! Timeline and viewport to rectangles.
//!
//! ```text
//!   core's Lanes ─▶ rows (which lanes are shown, which are folded; once a run)
//!                     │  + Viewport (what is seen, and how wide)
//!                     ▼
//!                   RowLayout in pixels: few pieces, however long the run ─▶ views::timeline
//!                     │  + Clock (the playhead)
//!                     ▼
//!                   Phase: how many pieces are past, the only thing that playing changes
//! ```
//!
//! Everything here is arithmetic and tested natively. An axis counts in units of its own: seconds
//! of virtual time, or steps. What is narrower than a few pixels is merged, and found by halving,
//! so that a picture of 1,000,000 events costs what a picture of 1,000 does.

pub mod head;
pub mod layout;
pub mod viewport;
pub mod words;

use crate::state::Axis;
use loopscope_core::gil::GilSpan;
use loopscope_core::lanes::{LaneKind, Lanes};
use loopscope_core::moments::Moment;
use loopscope_core::timeline::Timeline;
use loopscope_core::trace::{Actor, Nanos, Outcome, TaskId};
use viewport::Viewport;

/// Most lanes that are drawn by themselves; all others share one.
pub const MOST_LANES: usize = 60;
/// Most worker lanes.
const MOST_WORKERS: usize = 16;
/// Failed and cancelled tasks that keep a lane of their own when others are folded.
const MOST_FAILED: usize = 20;
/// With more tasks than this, only the selected one shows the coroutines that it awaits.
const NESTED_TASKS: usize = 12;
/// Most nested coroutine lanes under one task.
const NESTED_DEPTH: u32 = 3;

/// A place of a run: its time, and the cursor that tells apart what happens at one time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct At {
    pub time: Nanos,
    pub cursor: usize,
}

/// Where the playhead stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Clock {
    pub axis: Axis,
    pub now: Nanos,
    pub cursor: usize,
}

impl Clock {
    /// True when the playhead is at or behind a place.
    #[must_use]
    pub fn reached(&self, at: At) -> bool {
        match self.axis {
            Axis::Seconds if at.time != self.now => at.time < self.now,
            Axis::Seconds | Axis::Steps => at.cursor <= self.cursor,
        }
    }

    /// Where the playhead stands in the picture.
    #[must_use]
    pub fn px(&self, scale: &Scale<'_>, view: &Viewport) -> f64 {
        match self.axis {
            Axis::Seconds => view.px_from_time(self.now),
            Axis::Steps => view.px_from_unit(scale.unit(At {
                time: self.now,
                cursor: self.cursor,
            })),
        }
    }
}

/// Which numbers stand on the axis.
#[derive(Clone, Copy)]
pub struct Scale<'run> {
    pub axis: Axis,
    moments: &'run [Moment],
    end: At,
}

impl<'run> Scale<'run> {
    #[must_use]
    pub fn new(axis: Axis, timeline: &'run Timeline) -> Self {
        let end = At {
            time: timeline.length(),
            cursor: timeline.len(),
        };
        Self {
            axis,
            moments: timeline.moments(),
            end,
        }
    }

    /// Seconds, or the number of steps made.
    #[must_use]
    pub fn unit(&self, at: At) -> f64 {
        match self.axis {
            Axis::Seconds => at.time.seconds(),
            Axis::Steps => {
                let steps = self
                    .moments
                    .partition_point(|moment| moment.record < at.cursor);
                #[expect(clippy::cast_precision_loss, reason = "far fewer than 2^52 steps")]
                let steps = steps as f64;
                steps
            }
        }
    }

    /// The end of the run in units.
    #[must_use]
    pub fn length(&self) -> f64 {
        self.unit(self.end)
    }
}

/// The smallest part of an axis worth looking at, in its units, when `whole` is all of it.
#[must_use]
pub fn least_units(axis: Axis, whole: f64) -> f64 {
    match axis {
        Axis::Seconds => (whole * 1e-7).max(1e-6),
        Axis::Steps => 8.0,
    }
}

/// The moment nearest to `time` at which something happened, where it is within `reach`; else the
/// time itself. So a click beside a mark seeks to the mark.
#[must_use]
pub fn snapped(timeline: &Timeline, time: Nanos, reach: Nanos) -> Nanos {
    let records = timeline.recording().records();
    let next = records.partition_point(|record| record.at < time);
    let around = [next.checked_sub(1), Some(next)];
    let near = around
        .iter()
        .flatten()
        .filter_map(|index| records.get(*index));
    let best = near
        .map(|record| record.at)
        .min_by_key(|at| at.0.abs_diff(time.0));
    best.filter(|at| at.0.abs_diff(time.0) <= reach.0)
        .unwrap_or(time)
}

/// One lane of the picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Row {
    Loop,
    /// Index into `Lanes::tasks`.
    Task(usize),
    /// The coroutines at this depth inside of a task (index into `Lanes::tasks`).
    Nested(usize, u32),
    /// Index into `Lanes::workers`.
    Worker(usize),
    /// All other tasks together: indices into `Lanes::tasks`.
    Rest(Vec<usize>),
    /// Who has the GIL.
    Gil,
}

/// The lanes of a run from top to bottom: the loop, tasks by creation with what they await, then
/// workers, and who has the GIL where workers want it. Above [`MOST_LANES`], the first tasks, the selected and the failed stay by themselves.
#[must_use]
pub fn rows(lanes: &Lanes, axis: Axis, selected: Option<TaskId>) -> Vec<Row> {
    let workers = lanes.workers.len().min(MOST_WORKERS);
    let is_job = |span: &GilSpan| matches!(span.by, Actor::Job(_));
    let gil = lanes.gil.spans().iter().any(is_job);
    let room = MOST_LANES - 1 - workers - usize::from(gil);
    let mut rows = vec![Row::Loop];
    let mut rest = Vec::new();
    if lanes.tasks.len() <= room {
        let few = lanes.tasks.len() <= NESTED_TASKS;
        for (index, lane) in lanes.tasks.iter().enumerate() {
            rows.push(Row::Task(index));
            let wanted = few || selected == Some(lane.task);
            let depths = if wanted {
                nested_depths(lanes, index, axis)
            } else {
                0
            };
            let free = room.saturating_sub(rows.len() - 1 + lanes.tasks.len() - index - 1);
            let shown = depths.min(u32::try_from(free).unwrap_or(0));
            rows.extend((1..=shown).map(|depth| Row::Nested(index, depth)));
        }
    } else {
        let mut failed = 0;
        let mut firsts = 0;
        for (index, lane) in lanes.tasks.iter().enumerate() {
            let fails = lane.spans.last().is_some_and(|span| {
                matches!(
                    span.kind,
                    LaneKind::Done(Outcome::Exception(_) | Outcome::Cancelled)
                )
            });
            if selected == Some(lane.task) {
                rows.push(Row::Task(index));
            } else if fails && failed < MOST_FAILED {
                failed += 1;
                rows.push(Row::Task(index));
            } else if !fails && firsts < room - 2 - MOST_FAILED {
                firsts += 1;
                rows.push(Row::Task(index));
            } else {
                rest.push(index);
            }
        }
    }
    if !rest.is_empty() {
        rows.push(Row::Rest(rest));
    }
    rows.extend((0..workers).map(Row::Worker));
    rows.extend(gil.then_some(Row::Gil));
    rows
}

/// How many levels of awaited coroutines of a task are worth a lane: those that take time, or all
/// on an axis of steps.
fn nested_depths(lanes: &Lanes, index: usize, axis: Axis) -> u32 {
    let nested = lanes.tasks[index].nested.iter();
    let seen = nested.filter(|span| axis == Axis::Steps || span.from < span.to);
    seen.map(|span| span.depth)
        .max()
        .unwrap_or(0)
        .min(NESTED_DEPTH)
}

#[cfg(test)]
mod tests;

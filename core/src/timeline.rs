//! A recording that can be stepped through both ways: any cursor at once, and the moments at which
//! a person stops.
//!
//! ```text
//!   records   ├──────────┬──────────┬──────────┬─────▶
//!   keyframes 0          N         2N         3N          made as far as somebody went
//!   frames               ├─┬─┬─┬─┬─┤                      finer ones in the stretch last visited
//! ```
//!
//! N grows with the trace, so that there are at most about 64 keyframes; a seek inside of a
//! stretch starts at most N/32 records before its goal, so that playing backwards is as smooth as
//! forwards. Nothing here is written but caches: two timelines of a recording give equal answers.

use crate::causes::Causes;
use crate::lanes::Lanes;
use crate::model::LoopState;
use crate::moments::Moments;
use crate::names::Names;
use crate::recording::Recording;
use crate::trace::{Event, Nanos, TaskId};
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

pub use crate::lanes::{
    JobSpan, LaneKind, LaneSpan, LoopKind, LoopSpan, NestedSpan, TaskLane, WorkerLane,
};
pub use crate::moments::Moment;

/// Fewest records between two keyframes.
const SHORTEST_STRETCH: usize = 1024;
/// Most keyframes, about.
const KEYFRAMES: usize = 64;
/// Finer frames inside of one stretch.
const FRAMES: usize = 32;

/// See the file's picture.
pub struct Timeline {
    recording: Rc<Recording>,
    names: Rc<Names>,
    stretch: usize,
    cache: RefCell<Cache>,
    moments: OnceCell<Moments>,
    lanes: OnceCell<Lanes>,
    causes: OnceCell<Causes>,
}

struct Cache {
    /// States at 0, N, 2N … as far as they were needed.
    keyframes: Vec<LoopState>,
    /// Which keyframe the finer frames follow.
    visited: usize,
    /// States at visited·N, visited·N + N/32 … as far as they were needed.
    frames: Vec<LoopState>,
    /// The state that was asked for last.
    last: LoopState,
}

impl Timeline {
    #[must_use]
    pub fn new(recording: Rc<Recording>) -> Self {
        let names = Rc::new(Names::of(&recording.trace));
        let start = LoopState::new(names.clone());
        let length = recording.records().len();
        let cache = Cache {
            keyframes: vec![start.clone()],
            visited: 0,
            frames: vec![start.clone()],
            last: start,
        };
        Self {
            recording,
            names,
            stretch: (length / KEYFRAMES)
                .next_multiple_of(FRAMES)
                .max(SHORTEST_STRETCH),
            cache: RefCell::new(cache),
            moments: OnceCell::new(),
            lanes: OnceCell::new(),
            causes: OnceCell::new(),
        }
    }

    #[must_use]
    pub fn recording(&self) -> &Rc<Recording> {
        &self.recording
    }

    /// Number of records: the last cursor.
    #[must_use]
    pub fn len(&self) -> usize {
        self.recording.records().len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Virtual time of the last record.
    #[must_use]
    pub fn length(&self) -> Nanos {
        self.recording.length()
    }

    /// What people call a task.
    #[must_use]
    pub fn name(&self, task: TaskId) -> Rc<str> {
        self.names.get(task)
    }

    /// The state after the first `cursor` records; 0 is before everything, and a cursor behind the
    /// end is the end.
    #[must_use]
    pub fn at(&self, cursor: usize) -> LoopState {
        let cursor = cursor.min(self.len());
        let mut cache = self.cache.borrow_mut();
        let cache = &mut *cache;
        let short = (self.stretch / FRAMES).max(1);
        let near = cache.last.cursor <= cursor && cursor - cache.last.cursor <= short;
        if !near {
            cache.last = self.nearest(cache, cursor, short);
        }
        self.go(&mut cache.last, cursor);
        cache.last.clone()
    }

    /// The nearest frame at or before the cursor; makes the frames on the way to it.
    fn nearest(&self, cache: &mut Cache, cursor: usize, short: usize) -> LoopState {
        let stretch = cursor / self.stretch;
        while cache.keyframes.len() <= stretch {
            let mut state = cache.keyframes[cache.keyframes.len() - 1].clone();
            self.go(&mut state, cache.keyframes.len() * self.stretch);
            cache.keyframes.push(state);
        }
        if cache.visited != stretch {
            cache.visited = stretch;
            cache.frames = vec![cache.keyframes[stretch].clone()];
        }
        let frame = cursor % self.stretch / short;
        while cache.frames.len() <= frame {
            let mut state = cache.frames[cache.frames.len() - 1].clone();
            self.go(
                &mut state,
                stretch * self.stretch + cache.frames.len() * short,
            );
            cache.frames.push(state);
        }
        cache.frames[frame].clone()
    }

    fn go(&self, state: &mut LoopState, cursor: usize) {
        let trace = &self.recording.trace;
        for record in trace.records.get(state.cursor..cursor).unwrap_or(&[]) {
            state.apply(trace, record);
        }
    }

    /// The moments at which a person stops; built at the first call.
    #[must_use]
    pub fn moments(&self) -> &[Moment] {
        self.moment_list().as_slice()
    }

    fn moment_list(&self) -> &Moments {
        self.moments.get_or_init(|| Moments::of(&self.recording))
    }

    /// Lanes for drawing; built at the first call.
    #[must_use]
    pub fn lanes(&self) -> &Lanes {
        self.lanes.get_or_init(|| Lanes::of(&self.recording))
    }

    /// Who caused what; built at the first call.
    #[must_use]
    pub fn causes(&self) -> &Causes {
        self.causes
            .get_or_init(|| Causes::of(&self.recording.trace))
    }

    /// Number of the moment that the state at a cursor shows (from 0); `None` before the first.
    #[must_use]
    pub fn moment_of(&self, cursor: usize) -> Option<usize> {
        self.moments()
            .partition_point(|moment| moment.record < cursor)
            .checked_sub(1)
    }

    /// Cursor of the next moment; the end when there is none.
    #[must_use]
    pub fn next_moment(&self, cursor: usize) -> usize {
        let next = self
            .moments()
            .partition_point(|moment| moment.stop <= cursor);
        self.moments()
            .get(next)
            .map_or(self.len(), |moment| moment.stop)
    }

    /// Cursor of the moment before; 0 when there is none.
    #[must_use]
    pub fn previous_moment(&self, cursor: usize) -> usize {
        let before = self
            .moments()
            .partition_point(|moment| moment.stop < cursor);
        before
            .checked_sub(1)
            .map_or(0, |index| self.moments()[index].stop)
    }

    /// Cursor at which the next iteration has begun; the end when there is none.
    #[must_use]
    pub fn next_iteration(&self, cursor: usize) -> usize {
        let begins = self.moment_list().iterations();
        let next = begins.partition_point(|begin| *begin as usize <= cursor);
        begins.get(next).map_or(self.len(), |begin| *begin as usize)
    }

    /// Cursor at which the iteration before this place began (this iteration's own begin, when the
    /// cursor is behind it); 0 when there is none.
    #[must_use]
    pub fn previous_iteration(&self, cursor: usize) -> usize {
        let begins = self.moment_list().iterations();
        let before = begins.partition_point(|begin| (*begin as usize) < cursor);
        before
            .checked_sub(1)
            .map_or(0, |index| begins[index] as usize)
    }

    /// Cursors at which iterations began, for ticks of the scrubber.
    #[must_use]
    pub fn iterations(&self) -> &[u32] {
        self.moment_list().iterations()
    }

    /// The last moment at or before a time: what is on the board when the playhead is there.
    #[must_use]
    pub fn cursor_at_time(&self, time: Nanos) -> usize {
        let cursor = self
            .recording
            .records()
            .partition_point(|record| record.at <= time);
        let before = self
            .moments()
            .partition_point(|moment| moment.stop <= cursor);
        before
            .checked_sub(1)
            .map_or(0, |index| self.moments()[index].stop)
    }

    /// Where to open the page for a time: the first step at exactly this time, which is more
    /// telling than the last thing that happened then; else [`Self::cursor_at_time`].
    #[must_use]
    pub fn opening(&self, time: Nanos) -> usize {
        let records = self.recording.records();
        let first = records.partition_point(|record| record.at < time);
        let same = records[first..]
            .iter()
            .take_while(|record| record.at == time);
        let step = same
            .enumerate()
            .find(|(_, record)| matches!(record.event, Event::StepBegan { .. }));
        step.map_or_else(
            || self.cursor_at_time(time),
            |(offset, _)| first + offset + 1,
        )
    }

    /// Record numbers of all output; the first `LoopState::outputs` of them are on the console.
    #[must_use]
    pub fn outputs(&self) -> &[u32] {
        self.causes().outputs()
    }
}

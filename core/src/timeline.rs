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
        for record in trace.records().get(state.cursor..cursor).unwrap_or(&[]) {
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

    /// The cursor whose state stands at a time behind the step at `cursor`: once the clock has
    /// moved on, what the loop did after the step without a stop is over, too.
    #[must_use]
    pub fn settled(&self, cursor: usize, time: Nanos) -> usize {
        let records = self.recording.records();
        let moments = self.moments();
        let next = moments.partition_point(|moment| moment.stop <= cursor);
        let end = moments
            .get(next)
            .map_or(records.len(), |moment| moment.record);
        let rest = records.get(cursor..end).unwrap_or_default();
        cursor + rest.partition_point(|record| record.at < time)
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

#[cfg(test)]
mod tests {
    use super::{LaneKind, LoopKind, Timeline};
    use crate::model::{LoopState, TaskState};
    use crate::recording::Recording;
    use crate::samples::{Script, blocking, gather, ms};
    use crate::trace::{Actor, Event, HandleJob, Nanos, RunEnd, TaskId};
    use std::rc::Rc;

    fn timeline(recording: Recording) -> Timeline {
        Timeline::new(Rc::new(recording))
    }

    fn check_every_cursor(timeline: &Timeline, order: impl Iterator<Item = usize>) {
        let recording = timeline.recording();
        let mut states = vec![LoopState::new(timeline.names.clone())];
        for record in recording.records() {
            let mut state = states[states.len() - 1].clone();
            state.apply(&recording.trace, record);
            states.push(state);
        }
        for cursor in order {
            assert_eq!(timeline.at(cursor), states[cursor], "at cursor {cursor}");
        }
    }

    #[test]
    fn a_seek_equals_a_replay_forwards_and_backwards() {
        for recording in [gather(), blocking()] {
            let line = timeline(recording);
            check_every_cursor(&line, 0..=line.len());
            check_every_cursor(&line, (0..=line.len()).rev());
        }
    }

    /// Many tasks that yield in turns.
    fn long(tasks: u32, rounds: u32) -> Recording {
        let mut script = Script::new("async def work(): ...");
        for task in 0..tasks {
            script.create(task, "work", None);
        }
        for _ in 0..rounds {
            script.iterate(|script, job| {
                if let HandleJob::Step(task) = job {
                    script.ready(job, crate::trace::Cause::Yielded);
                    let how = crate::trace::StepEnd::Yielded;
                    script.emit(Event::StepEnded { task, how });
                }
            });
        }
        script.by = Actor::Loop;
        script.end(RunEnd::Ok)
    }

    #[test]
    fn long_traces_seek_over_keyframes() {
        let line = timeline(long(20, 300));
        let length = line.len();
        assert!(length > 17_000);
        let jumps = (0..400).map(|step| step * 7919 % (length + 1));
        check_every_cursor(&line, jumps.chain((length - 3000..length).rev()));
    }

    #[test]
    fn ten_thousand_tasks_stay_usable() {
        let line = timeline(long(10_000, 10));
        assert_eq!(line.at(line.len()).tasks.iter().count(), 10_000);
        for step in 0..200 {
            let state = line.at(line.len() - 500 * step);
            assert_eq!(state.ready.len() + state.seat.len(), 10_000);
        }
    }

    #[test]
    fn moments_are_what_people_talk_about() {
        let line = timeline(gather());
        let mut cursor = 0;
        let mut stops = 0;
        while cursor < line.len() {
            let next = line.next_moment(cursor);
            assert!(next > cursor);
            assert_eq!(line.previous_moment(next), cursor);
            assert_eq!(line.moment_of(next), Some(stops));
            (cursor, stops) = (next, stops + 1);
        }
        assert_eq!(stops, line.moments().len());
        for moment in line.moments() {
            let event = line.recording().records()[moment.record].event;
            assert!(!matches!(
                event,
                Event::IterationEnded { .. } | Event::StepEnded { .. }
            ));
            let state = line.at(moment.stop);
            // A new task is seen ready, and one that has ended has left the seat.
            if matches!(event, Event::TaskCreated { .. }) {
                assert!(!state.ready.is_empty());
            }
            if matches!(event, Event::TaskDone { .. }) {
                assert!(state.seat.is_empty());
            }
        }
    }

    #[test]
    fn places_by_time_and_iteration() {
        let line = timeline(gather());
        let opening = line.opening(ms(500));
        let state = line.at(opening);
        assert_eq!((state.now, state.iteration), (ms(500), 4));
        assert!(matches!(
            state.task(TaskId(2)).unwrap().state,
            TaskState::Running { .. }
        ));
        assert_eq!(line.at(line.cursor_at_time(ms(700))).done.len(), 1);
        assert_eq!(line.cursor_at_time(Nanos(u64::MAX)), line.len());
        let first = line.next_iteration(0);
        assert_eq!(line.at(first).iteration, 1);
        assert_eq!(line.previous_iteration(line.next_iteration(first)), first);
        assert_eq!(line.previous_iteration(first), 0);
    }

    #[test]
    fn late_tasks_have_late_lanes() {
        let line = timeline(blocking());
        let lanes = line.lanes();
        let late = |task: usize| {
            lanes.tasks[task]
                .spans
                .iter()
                .find_map(|span| match span.kind {
                    LaneKind::Late { due, started } => Some((due, started, span.from, span.to)),
                    _ => None,
                })
        };
        assert_eq!(late(1), Some((ms(500), ms(2000), ms(500), ms(2000))));
        assert_eq!(late(2), Some((ms(1000), ms(2000), ms(1000), ms(2000))));
        assert_eq!(late(0), None);
        let held = |kind: &LoopKind| matches!(kind, LoopKind::Blocked { .. });
        let spans = lanes.event_loop.iter().filter(|span| held(&span.kind));
        assert_eq!(
            spans.map(|span| (span.from, span.to)).collect::<Vec<_>>(),
            [(ms(0), ms(2000))]
        );
        for lane in &lanes.tasks {
            for pair in lane.spans.windows(2) {
                assert_eq!(pair[0].to, pair[1].from);
            }
        }
    }

    #[test]
    fn a_prefix_is_a_recording_too() {
        let whole = gather();
        for length in 0..whole.trace.len() {
            let mut part = whole.clone();
            part.trace.cut(length);
            part.ended = false;
            let line = timeline(part);
            let _ = (
                line.at(length),
                line.moments().len(),
                line.lanes().tasks.len(),
            );
            let text = crate::explain::explain(&line, length).text();
            assert!(!text.is_empty());
            assert!(!crate::chart::chart(&line, 80).is_empty());
            let _ = crate::findings::findings(line.recording());
        }
    }
}

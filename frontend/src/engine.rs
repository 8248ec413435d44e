//! The only caller of core's `compile` and `Run`: a text goes in, a [`RunView`] comes out, in
//! slices that keep the page alive.

use crate::player::Track;
use loopscope_core::recording::Recording;
use loopscope_core::timeline::Timeline;
use loopscope_core::trace::{Actor, Event, Nanos};
use std::cell::OnceCell;
use std::collections::HashSet;
use std::rc::Rc;

/// More tasks than this that change at one instant share one beat of playback.
const CROWD_TASKS: usize = 8;

/// One run and all that is derived from it once.
pub struct RunView {
    /// Tells two runs apart without comparing them.
    pub serial: u32,
    pub recording: Rc<Recording>,
    pub timeline: Timeline,
    shares: OnceCell<Vec<u32>>,
}

impl PartialEq for RunView {
    fn eq(&self, other: &Self) -> bool {
        self.serial == other.serial
    }
}

impl std::fmt::Debug for RunView {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "RunView({})", self.serial)
    }
}

impl RunView {
    #[must_use]
    pub fn new(serial: u32, recording: Recording) -> Self {
        let recording = Rc::new(recording);
        let timeline = Timeline::new(recording.clone());
        Self {
            serial,
            recording,
            timeline,
            shares: OnceCell::new(),
        }
    }

    /// Number of steps: 0 is before everything, the last is the end.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.timeline.moments().len()
    }

    /// Cursor of a step.
    #[must_use]
    pub fn cursor_of(&self, step: usize) -> usize {
        let moments = self.timeline.moments();
        let index = step.min(moments.len()).checked_sub(1);
        index.map_or(0, |index| moments[index].stop)
    }

    /// The last step at or before a cursor.
    #[must_use]
    pub fn step_of(&self, cursor: usize) -> usize {
        self.timeline
            .moments()
            .partition_point(|moment| moment.stop <= cursor)
    }

    /// Virtual time of the state at a cursor.
    #[must_use]
    pub fn time_of(&self, cursor: usize) -> Nanos {
        let records = self.recording.records();
        let last = cursor.min(records.len()).checked_sub(1);
        last.map_or(Nanos(0), |index| records[index].at)
    }

    /// How many records two runs have in common from the start, places in the text left aside.
    #[must_use]
    pub fn common_past(&self, other: &Self) -> usize {
        let pairs = self
            .recording
            .records()
            .iter()
            .zip(other.recording.records());
        pairs
            .take_while(|(a, b)| (a.at, a.by, a.event) == (b.at, b.by, b.event))
            .count()
    }

    fn shares(&self) -> &[u32] {
        self.shares.get_or_init(|| {
            let moments = self.timeline.moments();
            let records = self.recording.records();
            let mut shares = vec![1; moments.len() + 1];
            let mut first = 0;
            while first < moments.len() {
                let at = records[moments[first].record].at;
                let same = moments[first..]
                    .iter()
                    .take_while(|m| records[m.record].at == at);
                let mut tasks = HashSet::new();
                let mut count: u32 = 0;
                for moment in same {
                    count += 1;
                    let record = records[moment.record];
                    match (record.by, record.event) {
                        (_, Event::TaskCreated { task, .. } | Event::StepBegan { task, .. })
                        | (Actor::Task(task), _) => {
                            tasks.insert(task);
                        }
                        _ => {}
                    }
                }
                let behind = first + count as usize;
                if tasks.len() > CROWD_TASKS {
                    shares[first + 1..=behind].fill(count);
                }
                first = behind;
            }
            shares
        })
    }
}

impl Track for RunView {
    fn last(&self) -> usize {
        self.steps()
    }

    fn time(&self, step: usize) -> Nanos {
        self.time_of(self.cursor_of(step))
    }

    fn share(&self, step: usize) -> usize {
        self.shares().get(step).map_or(1, |share| *share as usize)
    }
}

//! One sentence for every moment of a run, which names the cause.
//!
//! ```text
//!   StepBegan ◀─handle─ HandleReady ◀─cause─ FutureSettled ◀─callback around─ TimerFired ◀─ TimerSet
//! ```
//!
//! A step is explained by following this chain backwards ([`crate::causes`]); [`reason`] puts it
//! into words. Subject, verb, because; present tense at the playhead, past behind it, "will" ahead.
//! Nobody is blamed.

mod reason;
mod tell;

use crate::model::LoopState;
use crate::recording::Recording;
use crate::sentence::{Part, plain, say};
use crate::timeline::Timeline;
use crate::trace::{Actor, Nanos, Record, ResourceId, TaskId, TextId, Trace};

/// What kind of thing happened: the glyph and colour beside the sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Ready,
    Running,
    Waiting,
    /// In a thread.
    Thread,
    Done,
    Failed,
    Cancelled,
    Blocked,
    /// A line was printed.
    Output,
    /// The loop or its clock by itself.
    Loop,
}

/// A sentence or two about one cursor.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    pub kind: Kind,
    pub parts: Vec<Part>,
    /// Whom it is about, where it is about a task.
    pub task: Option<TaskId>,
}

impl Explanation {
    /// The sentence without styles.
    #[must_use]
    pub fn text(&self) -> String {
        plain(&self.parts)
    }
}

/// Explains the state at a cursor, at the time of its last record.
#[must_use]
pub fn explain(timeline: &Timeline, cursor: usize) -> Explanation {
    explain_at(timeline, cursor, Nanos(0))
}

/// Explains the state at a cursor when the playhead is at `time`, which may lie between this
/// record and the next: while the loop is held or idle, time goes on without records. Times
/// before the record count as the record's.
#[must_use]
pub fn explain_at(timeline: &Timeline, cursor: usize, time: Nanos) -> Explanation {
    let cursor = cursor.min(timeline.len());
    // Behind the bookkeeping of a moment the sentence is still about the moment.
    let about = match timeline
        .moment_of(cursor)
        .map(|index| timeline.moments()[index])
    {
        Some(moment) if cursor <= moment.stop => Some(moment.record),
        _ => cursor.checked_sub(1),
    };
    let records = timeline.recording().records();
    let Some((index, record)) = about.and_then(|at| Some((at, records.get(at)?))) else {
        let parts = say(
            "*Nothing has happened yet.* The program starts at 0.00 s.",
            &[],
        );
        return Explanation {
            kind: Kind::Loop,
            parts,
            task: None,
        };
    };
    let teller = Teller {
        timeline,
        recording: timeline.recording(),
        trace: &timeline.recording().trace,
        state: timeline.at(cursor),
        index,
        record,
        now: time.max(record.at),
    };
    teller.tell()
}

/// All that a sentence is made from.
struct Teller<'a> {
    timeline: &'a Timeline,
    recording: &'a Recording,
    trace: &'a Trace,
    /// The state after the moment.
    state: LoopState,
    /// The record that is explained.
    index: usize,
    record: &'a Record,
    /// Where the playhead is.
    now: Nanos,
}

/// Longest piece of a value or an output line in a sentence, in characters.
const LONGEST: usize = 60;

impl Teller<'_> {
    /// What people call a task.
    fn name(&self, task: TaskId) -> String {
        self.state.shown(task).to_string()
    }

    /// A text of the trace, shortened to what a sentence bears.
    fn text(&self, id: TextId) -> String {
        let text = self.trace.text(id);
        let line = text.lines().next().unwrap_or("");
        if line.chars().count() <= LONGEST {
            return line.to_string();
        }
        let head: String = line.chars().take(LONGEST - 1).collect();
        format!("{head}…")
    }

    fn actor(&self, by: Actor) -> String {
        match by {
            Actor::Loop => "the loop".into(),
            Actor::Task(task) => self.name(task),
            Actor::Job(job) => self
                .state
                .jobs
                .get(job.index())
                .map_or_else(|| "a worker".into(), |job| self.text(job.name)),
        }
    }

    /// The same at the start of a sentence.
    fn subject(&self, by: Actor) -> String {
        match by {
            Actor::Loop => "The program".into(),
            Actor::Task(_) | Actor::Job(_) => self.actor(by),
        }
    }

    fn resource(&self, id: ResourceId) -> String {
        self.trace
            .resources
            .get(id.index())
            .map_or_else(String::new, |found| self.text(found.name))
    }

    /// ` at line 7`, or nothing.
    fn at_line(&self) -> String {
        self.recording
            .line(self.record.span)
            .map_or_else(String::new, |line| format!(" at line {line}"))
    }
}

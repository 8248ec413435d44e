//! The timeline drawn in text, for the command line: a lane a task, virtual time to the right.
//!
//! ```text
//!   loop          ▮─────────────▮────▮
//!   main          ▮░░░░░░░░░░░░░░░░░░✓
//!   Cache         ▮░░░░✓
//!                 0.00           1.00
//! ```

use crate::lanes::{LaneKind, LoopKind, WorkerLane};
use crate::names;
use crate::sentence::moment;
use crate::timeline::Timeline;
use crate::trace::{Nanos, Outcome, TaskId, WaitId, WaitKind};
use std::fmt::Write;

/// Lanes beyond this many are counted, not drawn.
const MOST_LANES: usize = 60;
/// Longest name of a lane, in characters.
const LONGEST_NAME: usize = 20;

/// What the marks mean; a chart explains those that it uses.
const LEGEND: [(char, &str); 10] = [
    ('▮', "runs"),
    ('█', "holds the thread"),
    ('·', "ready"),
    ('░', "waits"),
    ('▒', "in a thread"),
    ('!', "late"),
    ('─', "idle"),
    ('✓', "done"),
    ('✗', "failed"),
    ('⊘', "cancelled"),
];

/// Marks by how much they matter: of two in one column the later in this list is drawn.
const RANK: [char; 11] = [' ', '─', '░', '▒', '·', '!', '▮', '█', '⊘', '✓', '✗'];

struct Scale {
    columns: usize,
    end: Nanos,
}

impl Scale {
    fn column(&self, at: Nanos) -> usize {
        let last = self.columns.saturating_sub(1) as u128;
        let column = u128::from(at.0) * last / u128::from(self.end.0.max(1));
        usize::try_from(column.min(last)).unwrap_or(0)
    }
}

struct Row {
    name: String,
    marks: Vec<char>,
}

impl Row {
    fn new(name: &str, scale: &Scale) -> Self {
        let name = if name.chars().count() > LONGEST_NAME {
            name.chars().take(LONGEST_NAME - 1).chain(['…']).collect()
        } else {
            name.to_string()
        };
        Self {
            name,
            marks: vec![' '; scale.columns],
        }
    }

    fn mark(&mut self, scale: &Scale, from: Nanos, to: Nanos, mark: char) {
        let rank = |mark: char| RANK.iter().position(|known| *known == mark);
        for place in &mut self.marks[scale.column(from)..=scale.column(to)] {
            if rank(*place) < rank(mark) {
                *place = mark;
            }
        }
    }
}

/// Draws all lanes in so many characters a line.
#[must_use]
pub fn chart(timeline: &Timeline, width: usize) -> String {
    let lanes = timeline.lanes();
    let shown = lanes.tasks.len().min(MOST_LANES);
    let trace = &timeline.recording().trace;
    let workers: Vec<(String, &WorkerLane)> = lanes
        .workers
        .iter()
        .take(MOST_LANES)
        .map(|lane| (names::worker(trace, lane.worker), lane))
        .collect();
    let widest = lanes.tasks[..shown]
        .iter()
        .map(|lane| timeline.name(lane.task).chars().count())
        .chain(workers.iter().map(|(name, _)| name.chars().count()));
    let margin = widest.max().unwrap_or(0).clamp(10, LONGEST_NAME);
    let columns = width.saturating_sub(margin + 2).max(20);
    let scale = Scale {
        columns,
        end: timeline.length(),
    };
    let mut rows = vec![loop_row(timeline, &scale)];
    rows.extend((0..shown).map(|lane| task_row(timeline, lane, &scale)));
    rows.extend(workers.iter().map(|(name, lane)| {
        let mut row = Row::new(name, &scale);
        for job in &lane.jobs {
            row.mark(&scale, job.from, job.to, '▒');
        }
        row
    }));
    let mut text = String::new();
    for row in &rows {
        let marks: String = row.marks.iter().collect();
        let _ = writeln!(text, "{:margin$}  {}", row.name, marks.trim_end());
    }
    if shown < lanes.tasks.len() {
        let _ = writeln!(text, "… and {} more tasks", lanes.tasks.len() - shown);
    }
    let _ = writeln!(text, "{:margin$}  {}", "", axis(&scale).trim_end());
    let used = LEGEND
        .iter()
        .filter(|(mark, _)| rows.iter().any(|row| row.marks.contains(mark)));
    let words: Vec<String> = used.map(|(mark, word)| format!("{mark} {word}")).collect();
    let _ = writeln!(text, "{:margin$}  {}", "", words.join("  "));
    text
}

fn loop_row(timeline: &Timeline, scale: &Scale) -> Row {
    let mut row = Row::new("event loop", scale);
    for span in &timeline.lanes().event_loop {
        let mark = match span.kind {
            LoopKind::Idle => '─',
            LoopKind::Busy { .. } => '▮',
            LoopKind::Blocked { .. } => '█',
        };
        row.mark(scale, span.from, span.to, mark);
    }
    row
}

fn task_row(timeline: &Timeline, lane: usize, scale: &Scale) -> Row {
    let lane = &timeline.lanes().tasks[lane];
    let mut row = Row::new(&named(timeline, lane.task), scale);
    for span in &lane.spans {
        let mark = match span.kind {
            LaneKind::Ready => '·',
            LaneKind::Running => '▮',
            LaneKind::Waiting(wait) if in_thread(timeline, wait) => '▒',
            LaneKind::Waiting(_) => '░',
            LaneKind::Blocked(_) => '█',
            LaneKind::Late { .. } => '!',
            LaneKind::Done(Outcome::Result(_)) => '✓',
            LaneKind::Done(Outcome::Exception(_)) => '✗',
            LaneKind::Done(Outcome::Cancelled) => '⊘',
        };
        row.mark(scale, span.from, span.to, mark);
    }
    row
}

fn named(timeline: &Timeline, task: TaskId) -> String {
    timeline.name(task).to_string()
}

fn in_thread(timeline: &Timeline, wait: WaitId) -> bool {
    let wait = timeline.recording().trace.waits.get(wait.index());
    wait.is_some_and(|wait| matches!(wait.kind, WaitKind::Job(_)))
}

/// Times under the lanes: steps of 1, 2 or 5 times a power of ten, as many as there is room for.
fn axis(scale: &Scale) -> String {
    const ROOM: usize = 12;
    let most = (scale.columns / ROOM).max(1) as u64;
    let mut step = 10_000_000;
    for factor in [2, 5, 10].iter().cycle() {
        if scale.end.0 / step <= most {
            break;
        }
        let power = 10_u64.pow(step.ilog10());
        step = power.saturating_mul(*factor);
    }
    let mut line = vec![' '; scale.columns + ROOM];
    for tick in 0..=scale.end.0 / step {
        let at = Nanos(tick * step);
        for (place, letter) in line[scale.column(at)..].iter_mut().zip(moment(at).chars()) {
            *place = letter;
        }
    }
    line.into_iter().collect()
}

//! What the program has printed up to a cursor, with the time of every line.

use crate::engine::RunView;
use loopscope_core::trace::{Actor, Event, Nanos, Stream};

/// One line as it is shown.
pub struct Line {
    pub at: Nanos,
    pub text: String,
    pub who: Option<String>,
    pub stream: Stream,
    /// The page's own words about the simulated network.
    pub is_note: bool,
    /// Cursor that shows it.
    pub cursor: usize,
    open: bool,
}

/// What was printed up to a cursor.
pub fn lines(view: &RunView, cursor: usize) -> Vec<Line> {
    let trace = &view.recording.trace;
    let mut lines: Vec<Line> = Vec::new();
    for index in view.timeline.outputs() {
        let index = *index as usize;
        if index >= cursor {
            break;
        }
        let record = trace.records()[index];
        let Event::Output {
            text,
            stream,
            ends_line,
        } = record.event
        else {
            continue;
        };
        let piece = trace.text(text);
        match lines.last_mut() {
            Some(line) if line.open && line.stream == stream => {
                line.text.push_str(piece);
                line.open = !ends_line;
                line.cursor = index + 1;
            }
            _ => lines.push(Line {
                at: record.at,
                text: piece.to_owned(),
                who: match record.by {
                    Actor::Task(task) => Some(view.timeline.name(task).to_string()),
                    Actor::Job(_) => Some("in a worker".to_owned()),
                    Actor::Loop => None,
                },
                stream,
                is_note: (trace.requests.first()).is_some_and(|first| first.record == index),
                cursor: index + 1,
                open: !ends_line,
            }),
        }
    }
    lines
}

//! A run as text for the command line: the output with its times, the timeline, the findings.

use crate::chart::chart;
use crate::findings::findings;
use crate::recording::Recording;
use crate::timeline::Timeline;
use crate::trace::{Actor, Event, Nanos, Stream};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::rc::Rc;

/// One line that the program wrote.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// When the line was complete.
    pub at: Nanos,
    pub stream: Stream,
    pub text: String,
    /// The cursor behind its last piece.
    pub cursor: usize,
    /// Who wrote its last piece.
    pub by: Actor,
}

/// The lines that a program wrote; pieces of several prints are joined, whoever wrote them, as on
/// a terminal. A line that was never ended comes last.
#[must_use]
pub fn console(recording: &Recording) -> Vec<Line> {
    let mut open: BTreeMap<bool, Line> = BTreeMap::new();
    let mut lines = Vec::new();
    for (index, record) in recording.records().iter().enumerate() {
        let Event::Output {
            text,
            stream,
            ends_line,
        } = record.event
        else {
            continue;
        };
        let key = stream == Stream::Stderr;
        let (at, by, cursor) = (record.at, record.by, index + 1);
        let empty = Line {
            at,
            stream,
            text: String::new(),
            cursor,
            by,
        };
        let line = open.entry(key).or_insert(empty);
        line.text.push_str(recording.text(text));
        (line.at, line.by, line.cursor) = (at, by, cursor);
        if ends_line {
            lines.extend(open.remove(&key));
        }
    }
    lines.extend(open.into_values().filter(|line| !line.text.is_empty()));
    lines
}

/// What was printed, each line with its time; then the timeline and what was found, in lines of
/// about `width` characters.
#[must_use]
pub fn report(recording: &Rc<Recording>, width: usize) -> String {
    let mut text = String::new();
    for line in console(recording)
        .iter()
        .filter(|line| line.stream == Stream::Stdout)
    {
        let _ = writeln!(text, "{:8.2}  {}", line.at.seconds(), line.text);
    }
    let timeline = Timeline::new(recording.clone());
    let _ = write!(text, "\n{}", chart(&timeline, width));
    let found = findings(recording);
    if !found.is_empty() {
        text.push('\n');
    }
    for finding in found {
        let line = recording.line(finding.span);
        let place = line.map_or_else(String::new, |line| format!("line {line}: "));
        let _ = writeln!(text, "{place}{}", finding.message);
    }
    text
}

/// Tracebacks, warnings and logging, and why a run was stopped.
#[must_use]
pub fn errors(recording: &Recording) -> String {
    let mut text = String::new();
    for line in console(recording)
        .iter()
        .filter(|line| line.stream == Stream::Stderr)
    {
        let _ = writeln!(text, "{}", line.text);
    }
    if let Some(diagnostic) = &recording.diagnostic {
        text.push_str(&diagnostic.render(&recording.source));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{console, report};
    use crate::samples::{blocking, gather};
    use std::rc::Rc;

    #[test]
    fn output_comes_with_its_time() {
        let text = report(&Rc::new(gather()), 80);
        assert!(
            text.starts_with("    0.00  Database connecting\n"),
            "{text}"
        );
        assert_eq!(console(&gather()).len(), 3);
    }

    #[test]
    fn findings_come_with_their_line() {
        let text = report(&Rc::new(blocking()), 80);
        assert!(
            text.contains("line 7: Executing <Task name='Task-4'"),
            "{text}"
        );
    }
}

//! The schedule log: one JSON object a line, the same as CPython's recorded under the same rules.
//!
//! Nothing is decided here: five kinds of records are written down, everything else is left out.

use crate::diagnostic::Diagnostic;
use crate::recording::Recording;
use crate::source::Source;
use crate::trace::{Actor, Event, Nanos, Outcome, Record, RunEnd, Stream, TaskId};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The log of a run. A run that met something unsupported has no log but its refusal: nothing
/// half-runs.
#[must_use]
pub fn lines(recording: &Recording) -> Vec<String> {
    if let (Some(RunEnd::Unsupported), Some(diagnostic)) = (recording.end(), &recording.diagnostic)
    {
        return vec![refused(diagnostic, &recording.source)];
    }
    let mut log = Log {
        recording,
        names: Vec::new(),
        pieces: BTreeMap::new(),
        lines: Vec::new(),
    };
    for record in recording.records() {
        log.record(record);
    }
    log.lines
}

/// The only line of a program that is not run.
#[must_use]
pub fn refused(diagnostic: &Diagnostic, source: &Source) -> String {
    let place = source.position(diagnostic.span.start);
    format!(
        r#"{{"t":0.0,"k":"refused","line":{},"column":{},"message":{}}}"#,
        place.line,
        place.column + 1,
        json(&diagnostic.message),
    )
}

struct Log<'a> {
    recording: &'a Recording,
    /// Current Python name of every task.
    names: Vec<&'a str>,
    /// Unfinished lines by writer: the main thread, or a job.
    pieces: BTreeMap<Option<u32>, String>,
    lines: Vec<String>,
}

impl<'a> Log<'a> {
    fn record(&mut self, record: &Record) {
        let at = record.at;
        match record.event {
            Event::TaskCreated { task, name, coro } => {
                self.name(task, self.recording.text(name));
                let coro = json(self.recording.text(coro));
                self.line(
                    at,
                    "create",
                    &format!(r#""task":{},"coro":{coro}"#, self.task(task)),
                );
            }
            Event::TaskNamed { task, name } => self.name(task, self.recording.text(name)),
            Event::StepBegan { task, .. } => {
                self.line(at, "step", &format!(r#""task":{}"#, self.task(task)));
            }
            Event::TaskDone { task, how } => {
                let how = match how {
                    Outcome::Result(_) => "result".to_string(),
                    Outcome::Cancelled => "cancelled".to_string(),
                    Outcome::Exception(text) => {
                        format!("exception:{}", class_and_rest(self.recording.text(text)).0)
                    }
                };
                self.line(
                    at,
                    "done",
                    &format!(r#""task":{},"how":{}"#, self.task(task), json(&how)),
                );
            }
            Event::Output {
                text,
                stream: Stream::Stdout,
                ends_line,
            } => {
                let piece = self.pieces.entry(writer(record.by)).or_default();
                piece.push_str(self.recording.text(text));
                if ends_line {
                    let text = std::mem::take(piece);
                    self.line(at, "out", &format!(r#""text":{}"#, json(&text)));
                }
            }
            // A worker's unfinished line comes out when its job ends.
            Event::JobEnded { job, .. } => {
                let text = self.pieces.remove(&Some(job.0)).unwrap_or_default();
                self.flush(at, &text);
            }
            Event::RunEnded { how } => self.end(at, how),
            _ => {}
        }
    }

    fn end(&mut self, at: Nanos, how: RunEnd) {
        for text in std::mem::take(&mut self.pieces).into_values() {
            self.flush(at, &text);
        }
        let how = match how {
            RunEnd::Ok => "ok".to_string(),
            RunEnd::Deadlock => "deadlock".to_string(),
            RunEnd::Limit | RunEnd::Unsupported => "limit".to_string(),
            RunEnd::Exception(text) => {
                let (class, rest) = class_and_rest(self.recording.text(text));
                format!("exception:{class}{rest}")
            }
        };
        self.line(at, "end", &format!(r#""how":{}"#, json(&how)));
    }

    fn flush(&mut self, at: Nanos, text: &str) {
        if !text.is_empty() {
            self.line(at, "out", &format!(r#""text":{}"#, json(text)));
        }
    }

    fn line(&mut self, at: Nanos, kind: &str, rest: &str) {
        self.lines
            .push(format!(r#"{{"t":{},"k":"{kind}",{rest}}}"#, float(at)));
    }

    fn name(&mut self, task: TaskId, name: &'a str) {
        if self.names.len() <= task.index() {
            self.names.resize(task.index() + 1, "");
        }
        self.names[task.index()] = name;
    }

    fn task(&self, task: TaskId) -> String {
        json(self.names.get(task.index()).copied().unwrap_or(""))
    }
}

/// The main thread writes one line at a time, and so does each job.
fn writer(by: Actor) -> Option<u32> {
    match by {
        Actor::Job(job) => Some(job.0),
        Actor::Loop | Actor::Task(_) => None,
    }
}

/// Splits a traceback's last line into the class's own name and the rest (`: message` or nothing).
#[must_use]
pub fn class_and_rest(text: &str) -> (&str, &str) {
    let (class, rest) = text.split_at(text.find(':').unwrap_or(text.len()));
    (class.rsplit('.').next().unwrap_or(class), rest)
}

/// Seconds as Python's `repr` of a float writes them: `0.0`, `0.5`, `1e-09`.
#[must_use]
pub fn float(at: Nanos) -> String {
    let text = format!("{:e}", at.seconds());
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if at.0 != 0 && exponent < -4 {
        return format!("{digits}e-{:02}", -exponent);
    }
    format!("{:?}", at.seconds())
}

/// A text as `json.dumps(text, ensure_ascii=False)` writes it.
#[must_use]
pub fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            control if control < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{class_and_rest, float, json, lines, refused};
    use crate::diagnostic::{Code, Diagnostic};
    use crate::samples::{Script, gather, ms};
    use crate::source::{Source, Span};
    use crate::trace::{Nanos, RunEnd};

    #[test]
    fn gather_is_logged_as_cpython_logs_it() {
        let log = lines(&gather());
        assert_eq!(
            log[0],
            r#"{"t":0.0,"k":"create","task":"Task-1","coro":"main"}"#
        );
        assert_eq!(log[1], r#"{"t":0.0,"k":"step","task":"Task-1"}"#);
        let cache = r#"{"t":0.5,"k":"done","task":"Task-3","how":"result"}"#;
        assert!(log.iter().any(|line| line == cache));
        assert_eq!(log[log.len() - 1], r#"{"t":1.5,"k":"end","how":"ok"}"#);
        assert_eq!(log.len(), 4 + 8 + 3 + 4 + 1);
    }

    #[test]
    fn pieces_of_lines_are_joined() {
        let mut script = Script::new("");
        script.print("a", false);
        script.now = ms(1);
        script.print("b", true);
        script.print("rest", false);
        let expected = [
            r#"{"t":0.001,"k":"out","text":"ab"}"#,
            r#"{"t":0.001,"k":"out","text":"rest"}"#,
            r#"{"t":0.001,"k":"end","how":"limit"}"#,
        ];
        assert_eq!(lines(&script.end(RunEnd::Limit)), expected);
    }

    #[test]
    fn a_refusal_is_one_line() {
        let source = Source::new("a.py", "x = 1\nimport socket\n");
        let diagnostic = Diagnostic::new(Code::Unsupported, Span::new(13, 19), "no \"sockets\"");
        assert_eq!(
            refused(&diagnostic, &source),
            r#"{"t":0.0,"k":"refused","line":2,"column":8,"message":"no \"sockets\""}"#
        );
    }

    #[test]
    fn times_are_written_as_python_writes_them() {
        let cases = [
            (0, "0.0"),
            (1, "1e-09"),
            (15_000, "1.5e-05"),
            (100_000, "0.0001"),
            (500_000_000, "0.5"),
            (300_000_000, "0.3"),
            (3_600_000_000_000, "3600.0"),
            (1_234_567_891, "1.234567891"),
        ];
        for (nanos, text) in cases {
            assert_eq!(float(Nanos(nanos)), text);
        }
    }

    #[test]
    fn texts_are_escaped_as_python_escapes_them() {
        assert_eq!(
            json("a\"b\\c\n\t\u{1}\u{7f}ä日"),
            "\"a\\\"b\\\\c\\n\\t\\u0001\u{7f}ä日\""
        );
    }

    #[test]
    fn exceptions_lose_their_module() {
        assert_eq!(
            class_and_rest("asyncio.queues.QueueEmpty"),
            ("QueueEmpty", "")
        );
        assert_eq!(
            class_and_rest("ValueError: a: b.c"),
            ("ValueError", ": a: b.c")
        );
    }
}

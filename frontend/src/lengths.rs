//! Lengths on the timeline and the numbers in the program that they came from.
//!
//! A span that waits for a timer or blocks has a length that somebody wrote down; where that is one
//! number literal, it can be taken by the hand. Where it is not, there are words that say why.

use crate::engine::RunView;
use crate::lanes::words;
use crate::state::TextEdit;
use loopscope_core::lanes::{JobSpan, LaneKind, LaneSpan};
use loopscope_core::source::Span;
use loopscope_core::trace::{CPU_WORK, Event, Measured, TaskId, TimerId, TimerPurpose, WaitKind};

/// How far back from a wait its timer was set, in records.
const TIMER_NEAR: usize = 16;

/// A number literal in the text of a run, in seconds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Literal {
    pub span: Span,
    pub seconds: f64,
    /// Written without a point.
    pub whole: bool,
}

impl Literal {
    /// The number that begins at this byte of a text, where it is one that a hand writes anew:
    /// `1e3` and `1_000` are numbers too, but not such.
    #[must_use]
    pub fn at(text: &str, start: u32) -> Option<Self> {
        let rest = text.get(start as usize..)?;
        let end = rest
            .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .unwrap_or(rest.len());
        let digits = &rest[..end];
        let seconds = digits.parse().ok()?;
        if rest[end..].starts_with(['e', 'E', '_', 'x', 'j']) {
            return None;
        }
        Some(Self {
            span: Span::new(start, start + u32::try_from(end).ok()?),
            seconds,
            whole: !digits.contains('.'),
        })
    }

    /// The edit that makes it longer (or shorter) by so many seconds.
    #[must_use]
    pub fn step(&self, by: f64) -> TextEdit {
        self.set(snapped(self.seconds + by, true))
    }

    /// The edit that writes another number there.
    #[must_use]
    pub fn set(&self, seconds: f64) -> TextEdit {
        TextEdit::new(self.span, self.written(seconds))
    }

    /// A number as it is written here: as short as it can be, whole where it was whole.
    #[must_use]
    pub fn written(&self, seconds: f64) -> String {
        let text = format!("{:.2}", seconds.max(0.0));
        let short = text.trim_end_matches('0');
        match short.strip_suffix('.') {
            Some(digits) if self.whole => digits.to_owned(),
            Some(digits) => format!("{digits}.0"),
            None => short.to_owned(),
        }
    }
}

/// A length moved to the grid: of a tenth, or (`fine`) a hundredth of a second.
#[must_use]
pub fn snapped(seconds: f64, fine: bool) -> f64 {
    let steps = if fine { 100.0 } else { 10.0 };
    ((seconds * steps).round() / steps).max(0.0)
}

/// The number that a span of a task's lane came from, or why there is none; `None` for spans that
/// nobody gives a length (ready, running, late, the end).
#[must_use]
pub fn of_span(view: &RunView, task: TaskId, span: &LaneSpan) -> Option<Result<Literal, String>> {
    let records = view.recording.records();
    let begun = span.from_cursor.checked_sub(1)?;
    match span.kind {
        LaneKind::Blocked(what) => {
            let what = view.recording.text(what);
            if what == CPU_WORK {
                return Some(Err("its length is the work that it does".to_owned()));
            }
            if matches!(what, "waiting for the GIL" | "waiting for a core") {
                return Some(Err("its length is the work of the others".to_owned()));
            }
            Some(read(view, Measured::Block(u32::try_from(begun).ok()?)))
        }
        LaneKind::Waiting(wait) => match view.recording.trace.waits.get(wait.index())?.kind {
            WaitKind::Sleep { .. } => {
                let near = records[begun.saturating_sub(TIMER_NEAR)..begun]
                    .iter()
                    .rev();
                let timer = near.filter_map(|record| match record.event {
                    Event::TimerSet {
                        timer,
                        purpose: TimerPurpose::Sleep(of),
                        ..
                    } if of == task => Some(timer),
                    _ => None,
                });
                let timer = timer.take(1).last()?;
                Some(read(view, Measured::Timer(timer)))
            }
            _ => Some(Err(format!(
                "it lasts as long as {} takes",
                words::Told::new(&view.timeline).wait(wait)
            ))),
        },
        LaneKind::Ready | LaneKind::Running | LaneKind::Late { .. } | LaneKind::Done(_) => None,
    }
}

/// The same for the deadline of a timeout.
pub fn of_timer(view: &RunView, timer: TimerId) -> Result<Literal, String> {
    read(view, Measured::Timer(timer))
}

/// The same for a job on a worker.
pub fn of_job(view: &RunView, span: &JobSpan) -> Result<Literal, String> {
    read(view, Measured::Job(span.job))
}

fn read(view: &RunView, measured: Measured) -> Result<Literal, String> {
    let computed = || "it is computed, so no single number in the program says it".to_owned();
    let start = view.recording.trace.literal(measured);
    start
        .and_then(|start| Literal::at(view.recording.source.text(), start))
        .ok_or_else(computed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_as_they_were_written() {
        let literal = |whole| Literal {
            span: Span::new(0, 1),
            seconds: 1.0,
            whole,
        };
        assert_eq!(literal(true).written(2.0), "2");
        assert_eq!(literal(false).written(2.0), "2.0");
        assert_eq!(literal(true).written(1.25), "1.25");
        assert_eq!(literal(false).written(-3.0), "0.0");
        assert_eq!(snapped(1.2499, false), 1.2);
        assert_eq!(snapped(1.2499, true), 1.25);
    }

    #[test]
    fn a_number_is_read_where_it_stands() {
        let read = |start| Literal::at("sleep(1.5, 20, 1e3, 1_000)", start);
        let found = read(6).map(|it| (it.span, it.seconds, it.whole));
        assert_eq!(found, Some((Span::new(6, 9), 1.5, false)));
        assert!(read(11).is_some_and(|it| it.whole && it.seconds == 20.0));
        assert_eq!(
            (read(0), read(15), read(20), read(99)),
            (None, None, None, None)
        );
    }
}

//! One run as the views get it: the text that ran, what happened, and how it ended.
//!
//! A recording may be a prefix: while a long run is still being made, the part that exists can be
//! shown and stepped through like a whole one.

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};
use crate::trace::{Nanos, Record, RunEnd, TextId, Trace};

/// A text and the trace that it left.
#[derive(Clone, Debug)]
pub struct Recording {
    pub source: Source,
    pub trace: Trace,
    /// Why the run was ended from outside of Python (limit, deadlock, unsupported); else `None`.
    pub diagnostic: Option<Diagnostic>,
    /// False while the run still goes on and more records may follow.
    pub ended: bool,
}

impl Recording {
    /// How the run ended; `None` while it goes on.
    #[must_use]
    pub fn end(&self) -> Option<RunEnd> {
        self.trace.run_end()
    }

    #[must_use]
    pub fn text(&self, id: TextId) -> &str {
        self.trace.text(id)
    }

    #[must_use]
    pub fn records(&self) -> &[Record] {
        self.trace.records()
    }

    /// Virtual time of the last record.
    #[must_use]
    pub fn length(&self) -> Nanos {
        self.trace.end()
    }

    /// The line (from 1) on which a span begins; `None` for the empty span of the loop's own acts.
    #[must_use]
    pub fn line(&self, span: Span) -> Option<u32> {
        (span.start < span.end).then(|| self.source.line_of(span.start))
    }

    /// The line (from 1) of the last record before a cursor that happened in the program's text.
    #[must_use]
    pub fn told_line(&self, cursor: usize) -> Option<u32> {
        let records = self.records();
        let mut past = records[..cursor.min(records.len())].iter();
        past.rfind(|record| record.span.start < record.span.end)
            .and_then(|record| self.line(record.span))
    }
}

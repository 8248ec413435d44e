//! The one kind of error that a reader of the page sees about a text or a run that cannot go on:
//! what, where, why, and what to do instead.

use crate::source::{Source, Span};

/// Why a text is not run, or why a run was ended from outside of Python.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Code {
    /// Not Python: CPython would raise `SyntaxError`.
    Syntax,
    /// Python, but outside what the page can run; nothing is guessed.
    Unsupported,
    /// A named limit was reached.
    Limit,
    /// Nothing is ready, no timer runs, no worker works: nothing can ever wake a task.
    Deadlock,
}

/// One message with its place and a way out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    pub code: Code,
    /// One sentence that says what is wrong, in CPython's words where it has them.
    pub message: String,
    pub span: Span,
    /// One sentence that says what to write instead; empty where there is none.
    pub help: String,
}

impl Diagnostic {
    #[must_use]
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            span,
            help: String::new(),
        }
    }

    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// The message as a whole sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        as_sentence(&self.message)
    }

    /// The help as a whole sentence; empty where there is none.
    #[must_use]
    pub fn advice(&self) -> String {
        as_sentence(&self.help)
    }

    /// The message with its place, the line and carets under it, and the help.
    #[must_use]
    pub fn render(&self, source: &Source) -> String {
        let place = source.position(self.span.start);
        let line = source.line(place.line);
        let width = source
            .slice(self.span)
            .lines()
            .next()
            .unwrap_or("")
            .chars()
            .count()
            .max(1);
        let gutter = place.line.to_string();
        let pad = " ".repeat(gutter.len());
        let indent = " ".repeat(place.column as usize);
        let carets = "^".repeat(width);
        let mut text = format!(
            "{}:{}:{}: {}\n{pad} |\n{gutter} | {line}\n{pad} | {indent}{carets}\n",
            source.name(),
            place.line,
            place.column + 1,
            self.message,
        );
        if !self.help.is_empty() {
            text.push_str(&format!("{pad} = help: {}\n", self.help));
        }
        text
    }
}

/// Messages are written as CPython writes them, small and without a full stop.
fn as_sentence(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    letters.next().map_or(String::new(), |first| {
        std::iter::once(first.to_ascii_uppercase())
            .chain(letters)
            .chain(['.'])
            .collect()
    })
}

//! What gestures of the builder do to the text.
//!
//! The Python text is the only truth: a block is a view of some of its lines, and a gesture is a
//! list of [`TextEdit`]s that puts other characters at those places and leaves every other byte
//! alone. Undo is the inverse list. Nothing here knows a run, a browser or a clock.

mod build;
mod fields;
mod gesture;
mod groups;
mod imports;
mod items;
mod layout;
mod lines;
mod names;
mod pattern;
mod read;
mod recognise;
mod scenario;
mod snippets;
mod statements;
mod syntax;
mod tree;
mod wrap;
mod write;

pub use gesture::{Change, Gesture, Place, Step, Task, Work, Wrap, change, code_of};
pub use scenario::scenario;
pub use snippets::{SNIPPETS, Snippet};
pub use tree::{
    Block, BlockId, Blocks, Call, Context, Field, Function, Group, How, Kind, MODULE, Parent,
    Pattern, Role, Suite, SuiteId, Value,
};

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// Replaces the bytes of `span` by `text`.
///
/// A list of edits speaks of ONE text: all spans are places in the text before the first edit,
/// in rising order, and none overlaps another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextEdit {
    pub span: Span,
    pub text: String,
}

impl TextEdit {
    #[must_use]
    pub fn new(span: Span, text: impl Into<String>) -> Self {
        Self {
            span,
            text: text.into(),
        }
    }

    /// An edit that only adds `text` at `offset`.
    #[must_use]
    pub fn insert(offset: u32, text: impl Into<String>) -> Self {
        Self::new(Span::new(offset, offset), text)
    }
}

/// The block tree of a text.
///
/// # Errors
/// The diagnostic of the parser, when the text is not Python.
pub fn read(text: &str) -> Result<Blocks, Diagnostic> {
    read::Document::read(text).map(|document| document.blocks)
}

/// The text after all edits.
#[must_use]
pub fn apply(text: &str, edits: &[TextEdit]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        result.push_str(slice(text, Span::new(done, edit.span.start)));
        result.push_str(&edit.text);
        done = edit.span.end;
    }
    result.push_str(text.get(done as usize..).unwrap_or(""));
    result
}

/// The edits that turn `apply(text, edits)` back into `text`.
#[must_use]
pub fn invert(text: &str, edits: &[TextEdit]) -> Vec<TextEdit> {
    let mut shift = 0_i64;
    let mut inverse = Vec::with_capacity(edits.len());
    for edit in edits {
        let start = i64::from(edit.span.start) + shift;
        let start = u32::try_from(start).unwrap_or(0);
        let end = start + length(&edit.text);
        inverse.push(TextEdit::new(Span::new(start, end), slice(text, edit.span)));
        shift += i64::from(length(&edit.text)) - i64::from(edit.span.end - edit.span.start);
    }
    inverse
}

/// Where a place of the old text is in the new one; a place inside of a replaced span goes to the
/// end of its replacement.
#[must_use]
pub fn carry(offset: u32, edits: &[TextEdit]) -> u32 {
    let mut shift = 0_i64;
    for edit in edits {
        if offset < edit.span.start {
            break;
        }
        let grown = i64::from(length(&edit.text)) - i64::from(edit.span.end - edit.span.start);
        if offset < edit.span.end {
            let end = i64::from(edit.span.end) + shift + grown;
            return u32::try_from(end).unwrap_or(0);
        }
        shift += grown;
    }
    u32::try_from(i64::from(offset) + shift).unwrap_or(0)
}

pub(crate) fn slice(text: &str, span: Span) -> &str {
    text.get(span.start as usize..span.end as usize)
        .unwrap_or("")
}

pub(crate) fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

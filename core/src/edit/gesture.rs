//! What a hand does to the blocks, and the edits of the text that it becomes.
//!
//! ```text
//!   (text, Gesture) ─change─▶ Draft of edits ─apply, parse again─▶ Change   or a Diagnostic
//! ```
//!
//! No change leaves this file whose result is not Python: what would not parse is refused with a
//! message, and the text stays as it is.

use crate::diagnostic::{Code, Diagnostic};
use crate::edit::read::Document;
use crate::edit::snippets::Snippet;
use crate::edit::tree::{Block, BlockId, Parent, Pattern, Value};
use crate::edit::{TextEdit, apply, length};
use crate::sort;
use crate::source::Span;

/// A place between blocks: before the block that has this index now, or behind the last one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place {
    pub parent: Parent,
    pub index: usize,
}

/// What the palette offers for a place in a suite.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// `await asyncio.sleep(1.0)`
    Sleep,
    /// `time.sleep(1.0)`
    BlockingSleep,
    Print,
    Raise,
    Return,
    /// `await call("Task 1", 1.0)`
    Call,
    /// `task = asyncio.create_task(call("Task 1", 1.0))`
    CreateTask,
    /// A group of two calls.
    Group(Pattern),
    /// A new `async def`, at the top of the module.
    Function,
    /// A few lines that are the same wherever they go.
    Snippet(&'static Snippet),
}

/// What a piece of work does with its time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Work {
    /// `await asyncio.sleep(…)`
    Waits,
    /// `time.sleep(…)` in a coroutine: it keeps the loop's thread.
    Blocks,
    /// It computes until a clock shows that its time is over.
    Computes,
}

/// A piece of work, as a person describes it.
#[derive(Clone, PartialEq, Debug)]
pub struct Task {
    pub name: String,
    pub seconds: f64,
    pub work: Work,
    /// It raises an exception at its end.
    pub fails: bool,
}

/// What a block can be put into.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrap {
    /// `try:` with an `except` that prints.
    Try,
    /// `async with asyncio.timeout(1.0):`, in a group `asyncio.wait_for(…, timeout=1.0)`
    Timeout,
    /// `async with semaphore:`
    Semaphore,
    /// `await asyncio.to_thread(…)`
    Thread,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Gesture {
    /// Sets the field of a block. A new name of a function or of a target is taken everywhere.
    SetField {
        block: BlockId,
        field: usize,
        value: Value,
    },
    /// Replaces all the code of a block; no code deletes it.
    SetCode {
        block: BlockId,
        text: String,
    },
    AddStep {
        place: Place,
        step: Step,
    },
    /// Adds a call to a group: to the one given, or to the last one of the entry function. Where
    /// there is no group, one with this pattern is made, with all that it needs.
    AddTask {
        group: Option<BlockId>,
        task: Task,
        pattern: Pattern,
    },
    SetPattern {
        group: BlockId,
        pattern: Pattern,
    },
    Move {
        block: BlockId,
        to: Place,
    },
    /// One place up or down in reading order, also out of a suite and into the next one.
    Shift {
        block: BlockId,
        down: bool,
    },
    Duplicate(BlockId),
    Delete(BlockId),
    Wrap {
        block: BlockId,
        wrap: Wrap,
    },
    /// Puts what a compound statement, or a call like `wait_for`, holds in its place.
    Unwrap(BlockId),
    /// Writes `return_exceptions=True` into a group that gathers, or takes it out.
    KeepExceptions(BlockId),
}

/// The edits of one gesture, and where the caret goes in the new text: to the start of the block
/// that was made, moved or changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    pub edits: Vec<TextEdit>,
    pub caret: u32,
}

/// Turns a gesture into edits.
///
/// # Errors
/// A diagnostic when the text is not Python, when the gesture makes no sense at its place (an
/// `await` outside of an `async def`), or when its result would not be Python.
pub fn change(text: &str, gesture: &Gesture) -> Result<Change, Diagnostic> {
    let document = Document::read(text)?;
    let mut draft = Draft::default();
    document.make(gesture, &mut draft)?;
    let change = draft.finish();
    if change.edits.is_empty() {
        return Ok(change);
    }
    let result = apply(text, &change.edits);
    let first = change.edits.first();
    let span = first.map_or(Span::default(), |edit| edit.span);
    let not_python = |wrong: &Diagnostic| {
        let message = format!("this would not be Python: {}", wrong.message);
        refusal(span, message)
    };
    match Document::read(&result) {
        Ok(after) => document.check(gesture, &after)?,
        Err(wrong) => return Err(not_python(&wrong)),
    }
    // Much that parses is refused later: a `return` outside of a function, a late `__future__`.
    if let Err(wrong) = crate::compile("", &result)
        && crate::compile("", text).is_ok()
    {
        return Err(wrong
            .first()
            .map_or(refusal(span, "this would not run"), not_python));
    }
    Ok(change)
}

/// All the code of a block, without the indentation of its suite, for editing it as text.
#[must_use]
pub fn code_of(text: &str, block: BlockId) -> String {
    let Ok(document) = Document::read(text) else {
        return String::new();
    };
    let Some(found) = document.blocks.get(block) else {
        return String::new();
    };
    match found.parent {
        Parent::Suite(suite) => {
            let indent = document
                .blocks
                .suite(suite)
                .map_or("", |suite| &suite.indent);
            document.layout.reindent(found.extent, indent, "")
        }
        Parent::Group(_) => document.layout.slice(found.span).to_owned(),
    }
}

pub(crate) fn refusal(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Code::Unsupported, span, message)
}

/// Edits in the making, in any order.
#[derive(Default)]
pub(crate) struct Draft {
    edits: Vec<TextEdit>,
    /// Which edit the caret goes to, and how far into its text.
    focus: Option<(usize, u32)>,
    /// Where the caret goes when no edit has it: a place of the old text.
    pub stay: u32,
}

impl Draft {
    pub fn replace(&mut self, span: Span, text: impl Into<String>) -> usize {
        self.edits.push(TextEdit::new(span, text));
        self.edits.len() - 1
    }

    pub fn insert(&mut self, offset: u32, text: impl Into<String>) -> usize {
        self.replace(Span::new(offset, offset), text)
    }

    /// The caret goes `within` bytes into the text of an edit.
    pub fn focus(&mut self, edit: usize, within: u32) {
        self.focus = Some((edit, within));
    }

    fn finish(self) -> Change {
        let mut order: Vec<usize> = (0..self.edits.len()).collect();
        sort::sort_by_key(&mut order, |index| self.edits[*index].span);
        let mut shift = 0_i64;
        let mut caret = None;
        let mut edits = Vec::with_capacity(order.len());
        for index in order {
            let edit = &self.edits[index];
            if let Some((focused, within)) = self.focus
                && focused == index
            {
                let at = i64::from(edit.span.start) + shift + i64::from(within);
                caret = u32::try_from(at).ok();
            }
            shift += i64::from(length(&edit.text)) - i64::from(edit.span.end - edit.span.start);
            if edit.span.start < edit.span.end || !edit.text.is_empty() {
                edits.push(edit.clone());
            }
        }
        let caret = caret.unwrap_or_else(|| crate::edit::carry(self.stay, &edits));
        Change { edits, caret }
    }
}

impl Document {
    fn make(&self, gesture: &Gesture, draft: &mut Draft) -> Result<(), Diagnostic> {
        match gesture {
            Gesture::SetField {
                block,
                field,
                value,
            } => self.set_field(self.block(*block)?, *field, value, draft),
            Gesture::SetCode { block, text } => self.set_code(self.block(*block)?, text, draft),
            Gesture::AddStep { place, step } => self.add_step(*place, *step, draft),
            Gesture::AddTask {
                group,
                task,
                pattern,
            } => self.add_task(*group, task, *pattern, draft),
            Gesture::SetPattern { group, pattern } => {
                self.set_pattern(self.block(*group)?, *pattern, draft)
            }
            Gesture::Move { block, to } => self.move_block(self.block(*block)?, *to, draft),
            Gesture::Shift { block, down } => {
                let block = self.block(*block)?;
                draft.stay = block.span.start;
                match self.next_place(block, *down) {
                    Some(place) => self.move_block(block, place, draft),
                    None => Ok(()),
                }
            }
            Gesture::Duplicate(block) => self.duplicate(self.block(*block)?, draft),
            Gesture::Delete(block) => self.delete(self.block(*block)?, draft),
            Gesture::Wrap { block, wrap } => self.wrap(self.block(*block)?, *wrap, draft),
            Gesture::Unwrap(block) => self.unwrap_block(self.block(*block)?, draft),
            Gesture::KeepExceptions(group) => self.keep_exceptions(self.block(*group)?, draft),
        }
    }

    pub fn block(&self, id: BlockId) -> Result<&Block, Diagnostic> {
        let whole = Span::new(0, length(self.text()));
        self.blocks
            .get(id)
            .ok_or_else(|| refusal(whole, "this block is no longer there"))
    }

    /// A field takes an expression, not a way to write other statements behind it.
    fn check(&self, gesture: &Gesture, after: &Self) -> Result<(), Diagnostic> {
        let Gesture::SetField { block, .. } = gesture else {
            return Ok(());
        };
        let same = self.names.statements == after.names.statements
            && self.layout.comments.len() == after.layout.comments.len();
        if same {
            return Ok(());
        }
        Err(refusal(
            self.block(*block)?.span,
            "a field takes one expression",
        ))
    }
}

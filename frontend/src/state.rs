//! All that the page knows, and all that a user can do.

use loopscope_core::source::Span;
use loopscope_core::trace::{Nanos, TaskId};
use std::rc::Rc;

/// Replaces `span` (bytes of the present text) by `text`; the edits of one gesture do not overlap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextEdit {
    pub span: Span,
    pub text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Axis {
    /// Virtual time.
    Seconds,
    /// The same width for every step.
    Steps,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProgramView {
    Code,
    Blocks,
}

/// The three views of a narrow page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tab {
    Code,
    Board,
    Timeline,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    Auto,
    Light,
    Dark,
}

/// What can be open over the page, one at a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Panel {
    Lessons,
    Share,
    Help,
    /// The list of all steps in words.
    Steps,
    /// The code drawer of a page of middle width.
    Drawer,
}

/// Everything that a user can do.
#[derive(Clone, PartialEq, Debug)]
pub enum Action {
    // -- the text
    /// The editor's text after typing; the browser keeps its own undo history for that.
    Type(Rc<str>),
    /// A gesture: edits of the present text, and where the caret goes in the new one (bytes).
    Edit(Vec<TextEdit>, Option<u32>),
    Undo,
    Redo,
    OpenLesson(usize),
    NextLesson,
    PreviousLesson,
    /// An empty text.
    NewProgram,
    /// Back to the lesson's own text.
    Restore,

    // -- the clock
    /// To the state after this many records, moved to the nearest step at or before it.
    Seek(usize),
    /// To a moment of virtual time: the last step at or before it, and the clock just there.
    SeekTime(Nanos),
    /// To a step by its number, from 0.
    SeekStep(usize),
    StepForward,
    StepBack,
    NextIteration,
    PreviousIteration,
    First,
    Last,
    TogglePlay,
    Pause,
    Speed(usize),
    Faster,
    Slower,
    StopRun,

    // -- what is looked at
    Select(Option<TaskId>),
    NextTask,
    PreviousTask,
    ShowProgram(ProgramView),
    ShowTab(Tab),
    ShowAxis(Axis),
    SetTheme(Theme),
    Open(Panel),
    Close,
    ToggleLessonText,
    Blank,
    DismissNotice,
}

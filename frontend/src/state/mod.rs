//! All that the page knows, and all that a user can do: a pure fold of actions over one state.
//!
//! ```text
//!   text ──(engine)──▶ view ──▶ cursor, now ──▶ every picture
//!    ▲                            ▲
//!    └── Type, Edit, OpenLesson   └── Seek…, Step…, tick(dt)
//! ```
//!
//! The state refuses to know the browser: what must be written to the address or copied is told
//! by [`App::link`] and done elsewhere.

mod clock;
mod looking;
mod opening;
pub mod predicting;
#[cfg(test)]
mod tests;
mod text;

use crate::engine::RunView;
use crate::lessons::{self, Lesson};
use crate::player::{Pace, Playhead, Track};
use crate::share::{Link, LinkError, Query};
use loopscope_core::bend::Variant;
use loopscope_core::diagnostic::Diagnostic;
use loopscope_core::edit;
use loopscope_core::trace::{Nanos, TaskId};
use predicting::{Guesses, Who};
use std::rc::Rc;
use text::in_common;

pub use loopscope_core::edit::TextEdit;

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

/// What stands beside the blocks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BuildSide {
    /// The text that the blocks write.
    Code,
    /// The board that it runs on.
    Board,
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

impl Theme {
    /// Its name in the page and in addresses; `None` follows the system.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "auto" => Some(Self::Auto),
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }
}

/// How large text and controls can be, in percent of what the browser has for text. The larger ones
/// are for a room that reads along.
pub const TEXT_SIZES: [u16; 3] = [100, 125, 150];

/// What can be open over the page, one at a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Panel {
    Lessons,
    Share,
    /// The table that a new program is made from.
    Scenario,
    Help,
    /// The list of all steps in words.
    Steps,
    /// The code drawer of a page of middle width.
    Drawer,
    /// The choice of a speed.
    Speeds,
    /// Theme, help and the rest, on a narrow page.
    More,
}

/// A speed of playback and how it is written.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Speed {
    pub factor: f64,
    pub label: &'static str,
}

const fn speed(factor: f64, label: &'static str) -> Speed {
    Speed { factor, label }
}

/// The machines on which a free-threaded build can run: how many cores they have.
pub const CORES: [u32; 4] = [1, 2, 4, 8];

/// All speeds, the slowest first.
pub const SPEEDS: [Speed; 6] = [
    speed(0.25, "¼×"),
    speed(0.5, "½×"),
    speed(1.0, "1×"),
    speed(2.0, "2×"),
    speed(4.0, "4×"),
    speed(8.0, "8×"),
];

/// Index of 1×.
pub const SPEED_NORMAL: usize = 2;

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
    /// Another program, from its beginning.
    OpenProgram(Rc<str>),
    /// A file by its name, with what is in it: a program, or a picture that was saved here.
    OpenFile(Rc<str>, Rc<[u8]>),
    /// Back to the lesson's own text.
    Restore,

    // -- the clock
    /// To the first step that shows the state after this many records.
    Seek(usize),
    /// To a moment of virtual time: the last step at or before it, and the clock just there.
    SeekTime(Nanos),
    /// To a step by its number; 0 is before everything.
    SeekStep(usize),
    StepForward,
    StepBack,
    NextIteration,
    PreviousIteration,
    First,
    Last,
    TogglePlay,
    /// Index into [`SPEEDS`].
    Speed(usize),
    /// A free-threaded build on a machine with so many cores, or the build with the GIL.
    Cores(Option<u32>),
    Faster,
    Slower,
    StopRun,

    /// Edits made from the picture of the run with this serial. The text may have changed since.
    Retime(u32, Vec<TextEdit>),
    /// Makes the number that begins at this byte of the run with this serial greater by so many
    /// seconds. A second one, and all that follow, may come before the run that the first began.
    Step(u32, u32, f64),
    /// A number of the run with this serial follows the hand: edits of its text.
    Tune(u32, Vec<TextEdit>),
    /// The hand let go.
    EndTuning,

    // -- what is looked at
    Select(Option<TaskId>),
    /// Opens the menu of a task, at this place of the window.
    OpenMenu(TaskId, (i32, i32)),
    /// Opens the inspector for a task.
    Inspect(TaskId),
    /// Opens the inspector, or closes it.
    ToggleInspector,
    /// Compares the work of a group (of the one that begins at this byte, or of the largest) run in
    /// three ways, or closes the comparison.
    CompareWays(Option<u32>),
    /// Opens a comparison of these programs, or closes it.
    Compare(Option<Rc<[Variant]>>),
    /// What is compared was changed, or its clock stands at another moment.
    Compared(Rc<[Variant]>, Nanos),
    /// A program of a comparison becomes the program of the page.
    TakeOver(Rc<str>),
    /// Opens a finding (by its number) at its step, or closes it.
    ShowFinding(Option<usize>),
    ShowProgram(ProgramView),
    ShowBeside(BuildSide),
    ShowTab(Tab),
    ShowAxis(Axis),
    SetTheme(Theme),
    /// One of [`TEXT_SIZES`].
    SetTextSize(u16),
    NextTextSize,
    /// Opens a panel, or closes it when it is open.
    Toggle(Panel),
    Close,
    ToggleLessonText,
    /// Blanks the screen, or shows it again.
    Blank,
    /// Takes the pen for lines that vanish, or lays it down.
    ToggleInk,
    /// Hides what is to come and asks, or shows it again.
    TogglePredict,
    Guess(Who),
    /// Turns the keyboard shortcuts on or off.
    ToggleKeys,
    Notify(Notice),
    DismissNotice,
}

/// A short message that lies over nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    pub text: Rc<str>,
    pub is_error: bool,
}

impl Notice {
    #[must_use]
    pub fn new(text: impl Into<Rc<str>>) -> Self {
        Self {
            text: text.into(),
            is_error: false,
        }
    }

    #[must_use]
    pub fn error(text: impl Into<Rc<str>>) -> Self {
        Self {
            text: text.into(),
            is_error: true,
        }
    }
}

/// What the engine tells while it works.
#[derive(Clone, PartialEq, Debug)]
pub enum News {
    /// The text cannot be run.
    Rejected(Rc<[Diagnostic]>),
    /// A long run goes on.
    Progress(Progress),
    /// The run ended, by itself or because it was stopped.
    Finished(Rc<RunView>),
    /// There is no text to run.
    Nothing,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Progress {
    /// Events recorded so far.
    pub events: usize,
    /// How long the page has worked.
    pub milliseconds: f64,
}

/// A text of the history.
#[derive(Clone, PartialEq, Debug)]
struct Snapshot {
    text: Rc<str>,
    lesson: Option<usize>,
    caret: Option<u32>,
}

/// Texts kept for undo.
const HISTORY_MAX: usize = 200;

/// Where the clock goes when the next run is there.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Landing {
    /// Where it is, as far as the past is the same.
    Keep,
    /// The telling moment at this time.
    Opening(Nanos),
    Step(usize),
    Place {
        cursor: usize,
        now: Nanos,
    },
}

/// A place of the clock in a run.
#[derive(Clone, PartialEq, Debug)]
struct Anchor {
    view: Rc<RunView>,
    cursor: usize,
    now: Nanos,
}

/// The whole state. Cheap to copy: texts and runs are shared.
#[derive(Clone, PartialEq, Debug)]
pub struct App {
    pub lessons: Rc<[Lesson]>,
    /// The lesson that the text came from.
    pub lesson: Option<usize>,
    pub lesson_text_open: bool,

    pub text: Rc<str>,
    /// Where the caret goes; read when `caret_serial` changes.
    pub caret: Option<u32>,
    pub caret_serial: u32,
    /// Changes with each text: what the engine runs anew for.
    pub text_serial: u32,
    past: Vec<Snapshot>,
    future: Vec<Snapshot>,
    typing: bool,

    /// The picture; it may be the one of an earlier text, see `is_current`.
    pub view: Option<Rc<RunView>>,
    /// True when `view` is the run of `text`.
    pub is_current: bool,
    pub diagnostics: Rc<[Diagnostic]>,
    /// The run before the last edit, until the next.
    ghost: Option<Rc<RunView>>,
    /// The present run is another one than that.
    parted: bool,
    /// The line that is being written, from 0.
    typed_line: Option<usize>,
    /// While a number is in the hand: the text of the picture that it was taken from, and the text
    /// before it was taken.
    tuning: Option<(Rc<str>, Rc<str>)>,
    /// Where the number begins, in the picture and in the text, that was stepped last, and nothing
    /// else since.
    stepping: Option<(u32, u32)>,
    /// While a run goes on.
    pub progress: Option<Progress>,
    pub stop_asked: bool,
    landing: Landing,
    /// Where the user put the clock last, and in which run: edits may lead away from there and
    /// back again.
    anchor: Option<Anchor>,

    /// Number of records applied.
    pub cursor: usize,
    /// The clock: at or behind the last applied record, before the next one.
    pub now: Nanos,
    /// While a crowd is played: the cursor and the clock of the picture before, which some views
    /// show for one frame more, so that no frame has to draw them all.
    pub behind: Option<(usize, Nanos)>,
    pub playing: bool,
    spent: f64,
    pub speed: usize,
    /// Cores of a free-threaded build; `None` is a build with the GIL.
    pub cores: Option<u32>,
    /// How the last change of the cursor came about: only steps and playing move tokens.
    pub moved: Moved,
    plays_when_ready: bool,

    pub selected: Option<TaskId>,
    pub inspecting: bool,
    /// Whose menu is open, and where.
    pub menu: Option<(TaskId, (i32, i32))>,
    /// What is compared.
    pub comparing: Option<Rc<[Variant]>>,
    /// The clock of the comparison.
    pub compared_at: Nanos,
    /// The finding that is read, by its number.
    pub finding: Option<usize>,
    pub program_view: ProgramView,
    pub build_side: BuildSide,
    pub tab: Tab,
    pub axis: Axis,
    pub theme: Theme,
    /// The theme was asked for in the address, so links carry it.
    pub theme_pinned: bool,
    /// One of [`TEXT_SIZES`].
    pub text_size: u16,
    pub panel: Option<Panel>,
    pub blank: bool,
    pub inking: bool,
    /// Predict first: what was guessed; none while the future is shown.
    pub guesses: Option<Guesses>,
    pub keys_off: bool,
    pub notice: Option<Notice>,
    /// What the address asked for.
    pub query: Rc<Query>,
}

/// How the cursor came to where it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moved {
    /// A jump: nothing moves, the picture is another one.
    Jump,
    /// A step forward by hand or by playing.
    Forward,
    /// A step back: the reverse move.
    Back,
}

/// What an earlier visit left in the browser.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Kept {
    pub link: Option<Link>,
    pub theme: Option<Theme>,
    pub text_size: Option<u16>,
    pub keys_off: bool,
}

impl App {
    /// What a link to this very moment carries.
    #[must_use]
    pub fn link(&self) -> Link {
        Link {
            text: self.text.to_string(),
            lesson: self.lesson().map(|lesson| lesson.key.to_owned()),
            cursor: self.cursor,
            now: self.now,
            view: Some(self.program_view).filter(|view| *view == ProgramView::Blocks),
            speed: Some(self.speed).filter(|speed| *speed != SPEED_NORMAL),
            theme: Some(self.theme).filter(|_| self.theme_pinned),
            selected: self.selected.map(|task| task.0),
            cores: self.cores,
            comparing: (self.comparing.clone()).map(|variants| (variants, self.compared_at)),
        }
    }

    #[must_use]
    pub fn lesson(&self) -> Option<&Lesson> {
        self.lessons.get(self.lesson?)
    }

    /// True when the text is no longer the one of its lesson.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        self.lesson()
            .is_some_and(|lesson| lesson.program != self.text)
    }

    /// The run of the present text; `None` while the picture is the one of an earlier text.
    #[must_use]
    pub fn current_view(&self) -> Option<Rc<RunView>> {
        self.view.clone().filter(|_| self.is_current)
    }

    /// The picture that hands act on: of the present text, or of the last one while the run of the
    /// present one is on its way.
    #[must_use]
    pub fn touched_view(&self) -> Option<Rc<RunView>> {
        let waits = self.is_current || self.diagnostics.is_empty();
        self.view.clone().filter(|_| waits)
    }

    /// The name of the program's file, for headings and tracebacks.
    #[must_use]
    pub fn file_name(&self) -> String {
        self.lesson().map_or("program.py".to_owned(), |lesson| {
            format!("{}.py", lesson.key)
        })
    }

    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    pub fn act(&mut self, action: Action) {
        match action {
            Action::Type(text) => self.type_text(text),
            Action::Edit(edits, caret) => {
                let text = edit::apply(&self.text, &edits);
                self.remember();
                self.typing = false;
                self.set_text(text.into(), caret);
            }
            Action::Undo => self.travel(true),
            Action::Redo => self.travel(false),
            Action::OpenLesson(index) => self.open_lesson(index),
            Action::NextLesson => {
                let next = self.lesson.map_or(0, |lesson| lesson + 1);
                self.open_lesson(next.min(self.lessons.len() - 1));
            }
            Action::PreviousLesson => {
                self.open_lesson(self.lesson.map_or(0, |lesson| lesson.saturating_sub(1)));
            }
            Action::NewProgram => self.replace("".into(), None, Landing::Step(0)),
            Action::OpenProgram(text) => self.replace(text, None, Landing::Step(0)),
            Action::OpenFile(name, bytes) => self.open_file(&name, &bytes),
            Action::Restore => {
                if let Some(lesson) = self.lesson() {
                    let (program, start) = (lesson.program.clone(), lesson.start);
                    self.replace(program, self.lesson, Landing::Opening(start));
                }
            }
            Action::StopRun => self.stop_asked = self.progress.is_some(),
            Action::Speed(speed) => self.speed = speed.min(SPEEDS.len() - 1),
            Action::Cores(cores) => {
                self.cores = cores;
                self.change_text(self.text.clone());
            }
            Action::Faster => self.speed = (self.speed + 1).min(SPEEDS.len() - 1),
            Action::Slower => self.speed = self.speed.saturating_sub(1),
            Action::Retime(serial, edits) => self.retime(serial, &edits),
            Action::Step(serial, start, by) => self.step_number(serial, start, by),
            Action::Tune(serial, edits) => self.tune(serial, &edits),
            Action::EndTuning => self.end_tuning(),
            Action::Select(task) => self.selected = task,
            Action::ToggleInspector => self.toggle_inspector(),
            Action::OpenMenu(task, at) => {
                self.playing = false;
                self.selected = Some(task);
                self.menu = Some((task, at));
            }
            Action::Inspect(task) => {
                (self.menu, self.selected) = (None, Some(task));
                self.inspecting = true;
            }
            Action::CompareWays(group) => {
                let open = self.comparing.is_none().then(|| self.ways(group));
                self.act(Action::Compare(open));
            }
            Action::Compare(variants) => {
                self.playing = false;
                (self.panel, self.finding) = (None, None);
                (self.comparing, self.compared_at) = (variants, Nanos(0));
            }
            Action::Compared(variants, now) if self.comparing.is_some() => {
                (self.comparing, self.compared_at) = (Some(variants), now);
            }
            Action::Compared(..) => {}
            Action::TakeOver(text) => {
                self.comparing = None;
                if *text != *self.text {
                    self.remember();
                    self.typing = false;
                    self.set_text(text, None);
                }
            }
            Action::ShowFinding(finding) => {
                self.finding = finding;
                let place = finding.and_then(|index| {
                    let found = self.view.as_ref()?.findings().get(index)?.cursor;
                    Some(Action::Seek(found))
                });
                if let Some(seek) = place {
                    self.move_clock(&seek);
                }
            }
            Action::ShowProgram(view) => {
                self.program_view = view;
                // The blocks need the room; the words are one press away.
                self.lesson_text_open &= view == ProgramView::Code;
                self.tab = Tab::Code;
            }
            Action::ShowBeside(side) => self.build_side = side,
            Action::ShowTab(tab) => self.tab = tab,
            Action::ShowAxis(axis) => self.axis = axis,
            Action::SetTheme(theme) => {
                self.theme = theme;
                self.theme_pinned = false;
            }
            Action::SetTextSize(percent) => self.text_size = percent,
            Action::NextTextSize => {
                let larger = TEXT_SIZES.iter().find(|size| **size > self.text_size);
                self.text_size = *larger.unwrap_or(&TEXT_SIZES[0]);
            }
            Action::Toggle(panel) => {
                self.panel = if self.panel == Some(panel) {
                    None
                } else {
                    Some(panel)
                };
            }
            Action::Close => self.close(),
            Action::ToggleLessonText => self.lesson_text_open = !self.lesson_text_open,
            Action::Blank => self.blank = !self.blank,
            Action::ToggleInk => (self.inking, self.panel) = (!self.inking, None),
            Action::TogglePredict => {
                self.guesses = self.guesses.is_none().then(Guesses::default);
                // What the lesson says would answer the questions.
                self.lesson_text_open &= self.guesses.is_none();
                (self.panel, self.finding, self.playing) = (None, None, false);
            }
            Action::Guess(who) => self.guess(who),
            Action::ToggleKeys => self.keys_off = !self.keys_off,
            Action::Notify(notice) => self.notice = Some(notice),
            Action::DismissNotice => self.notice = None,
            Action::Seek(_)
            | Action::SeekTime(_)
            | Action::SeekStep(_)
            | Action::StepForward
            | Action::StepBack
            | Action::NextIteration
            | Action::PreviousIteration
            | Action::First
            | Action::Last
            | Action::TogglePlay => self.move_clock(&action),
        }
    }

    fn guess(&mut self, who: Who) {
        if let (Some(view), Some(mut guesses)) = (self.view.clone(), self.guesses) {
            let cursor = guesses.take(who, &view, self.cursor);
            self.guesses = Some(guesses);
            self.move_clock(&Action::Seek(cursor));
        }
    }

    fn close(&mut self) {
        if self.blank {
            self.blank = false;
        } else if self.inking {
            self.inking = false;
        } else if self.menu.is_some() {
            self.menu = None;
        } else if self.panel.is_some() {
            self.panel = None;
        } else if self.comparing.is_some() {
            self.comparing = None;
        } else if self.finding.is_some() {
            self.finding = None;
        } else if self.inspecting {
            self.inspecting = false;
        } else if self.notice.is_some() {
            self.notice = None;
        } else {
            self.selected = None;
        }
    }
}

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

use crate::engine::RunView;
use crate::lessons::{self, Lesson};
use crate::player::{Pace, Playhead, Track};
use crate::share::{Link, LinkError, Query};
use loopscope_core::diagnostic::Diagnostic;
use loopscope_core::edit;
use loopscope_core::trace::{Nanos, TaskId};
use std::rc::Rc;

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
    Faster,
    Slower,
    StopRun,

    // -- what is looked at
    Select(Option<TaskId>),
    ShowProgram(ProgramView),
    ShowBeside(BuildSide),
    ShowTab(Tab),
    ShowAxis(Axis),
    SetTheme(Theme),
    /// Opens a panel, or closes it when it is open.
    Toggle(Panel),
    Close,
    ToggleLessonText,
    /// Blanks the screen, or shows it again.
    Blank,
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
    pub playing: bool,
    spent: f64,
    pub speed: usize,
    /// How the last change of the cursor came about: only steps and playing move tokens.
    pub moved: Moved,
    plays_when_ready: bool,

    pub selected: Option<TaskId>,
    pub program_view: ProgramView,
    pub build_side: BuildSide,
    pub tab: Tab,
    pub axis: Axis,
    pub theme: Theme,
    /// The theme was asked for in the address, so links carry it.
    pub theme_pinned: bool,
    pub panel: Option<Panel>,
    pub blank: bool,
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
    pub keys_off: bool,
}

impl App {
    /// The first state: a link wins over `src=`, that over `lesson=`, that over what was kept;
    /// with none of them, the lesson of a first visit.
    #[must_use]
    pub fn open(query: Query, link: Option<Result<Link, LinkError>>, kept: Kept) -> Self {
        let lessons: Rc<[Lesson]> = lessons::all().into();
        let mut app = Self {
            lessons,
            lesson: None,
            lesson_text_open: true,
            text: "".into(),
            caret: None,
            caret_serial: 0,
            text_serial: 0,
            past: Vec::new(),
            future: Vec::new(),
            typing: false,
            view: None,
            is_current: false,
            diagnostics: Rc::new([]),
            progress: None,
            stop_asked: false,
            landing: Landing::Step(0),
            anchor: None,
            cursor: 0,
            now: Nanos(0),
            playing: false,
            spent: 0.0,
            speed: SPEED_NORMAL,
            moved: Moved::Jump,
            plays_when_ready: query.autoplay,
            selected: None,
            program_view: ProgramView::Code,
            build_side: BuildSide::Code,
            tab: Tab::Board,
            axis: Axis::Seconds,
            theme: kept.theme.unwrap_or(Theme::Auto),
            theme_pinned: false,
            panel: None,
            blank: false,
            keys_off: kept.keys_off,
            notice: None,
            query: Rc::default(),
        };
        app.open_document(&query, link, kept.link);
        app.obey(&query);
        app.query = Rc::new(query);
        app
    }

    fn open_document(
        &mut self,
        query: &Query,
        link: Option<Result<Link, LinkError>>,
        kept: Option<Link>,
    ) {
        match link {
            Some(Ok(link)) => return self.open_link(link),
            Some(Err(error)) => {
                self.notice = Some(Notice::error(error.message()));
                return;
            }
            None => {}
        }
        if let Some(src) = &query.src {
            self.text = src.as_str().into();
            self.landing = Landing::Opening(Nanos(0));
            return;
        }
        let wanted = query.lesson.as_deref();
        let found = wanted.and_then(|key| lessons::find(&self.lessons, key));
        if wanted.is_some() && found.is_none() {
            self.notice = Some(Notice::error(
                "There is no lesson of this name. Here is another.",
            ));
        }
        if let (None, None, Some(link), false) = (wanted, found, kept, query.embed) {
            return self.open_link(link);
        }
        let first = found.or_else(|| lessons::find(&self.lessons, lessons::FIRST));
        self.open_lesson(first.unwrap_or(0));
    }

    fn open_link(&mut self, link: Link) {
        self.lesson = link
            .lesson
            .and_then(|key| lessons::find(&self.lessons, &key));
        self.set_text(link.text.into(), None);
        self.landing = Landing::Place {
            cursor: link.cursor,
            now: link.now,
        };
        self.program_view = link.view.unwrap_or(self.program_view);
        self.speed = link.speed.unwrap_or(self.speed);
        self.selected = link.selected.map(TaskId);
        if let Some(theme) = link.theme {
            self.theme = theme;
            self.theme_pinned = true;
        }
    }

    /// Another link was put into the address of the open page.
    pub fn load(&mut self, link: Option<Result<Link, LinkError>>) {
        match link {
            Some(Ok(link)) if link != self.link() => {
                self.replace("".into(), None, Landing::Step(0));
                self.open_link(link);
            }
            Some(Err(error)) => self.notice = Some(Notice::error(error.message())),
            Some(Ok(_)) | None => {}
        }
    }

    fn obey(&mut self, query: &Query) {
        if let Some(t) = query.t {
            self.landing = Landing::Opening(t);
        }
        if let Some(step) = query.step {
            self.landing = Landing::Step(step);
        }
        self.speed = query.speed.unwrap_or(self.speed);
        self.program_view = query.view.unwrap_or(self.program_view);
        self.tab = query.tab.unwrap_or(self.tab);
        if let Some(theme) = query.theme {
            self.theme = theme;
            self.theme_pinned = theme != Theme::Auto;
        }
    }

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

    // ------------------------------------------------------------ what a user does

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
            Action::Restore => {
                if let Some(lesson) = self.lesson() {
                    let (program, start) = (lesson.program.clone(), lesson.start);
                    self.replace(program, self.lesson, Landing::Opening(start));
                }
            }
            Action::StopRun => self.stop_asked = self.progress.is_some(),
            Action::Speed(speed) => self.speed = speed.min(SPEEDS.len() - 1),
            Action::Faster => self.speed = (self.speed + 1).min(SPEEDS.len() - 1),
            Action::Slower => self.speed = self.speed.saturating_sub(1),
            Action::Select(task) => self.selected = task,
            Action::ShowProgram(view) => {
                self.program_view = view;
                self.tab = Tab::Code;
            }
            Action::ShowBeside(side) => self.build_side = side,
            Action::ShowTab(tab) => self.tab = tab,
            Action::ShowAxis(axis) => self.axis = axis,
            Action::SetTheme(theme) => {
                self.theme = theme;
                self.theme_pinned = false;
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

    fn close(&mut self) {
        if self.blank {
            self.blank = false;
        } else if self.panel.is_some() {
            self.panel = None;
        } else if self.notice.is_some() {
            self.notice = None;
        } else {
            self.selected = None;
        }
    }

    // ------------------------------------------------------------ the text

    fn type_text(&mut self, text: Rc<str>) {
        if text == self.text {
            return;
        }
        if !self.typing {
            self.remember();
            self.typing = true;
        }
        self.future.clear();
        self.change_text(text);
    }

    fn remember(&mut self) {
        self.future.clear();
        self.past.push(Snapshot {
            text: self.text.clone(),
            caret: self.caret,
        });
        if self.past.len() > HISTORY_MAX {
            self.past.remove(0);
        }
    }

    fn travel(&mut self, back: bool) {
        let (from, to) = if back {
            (&mut self.past, &mut self.future)
        } else {
            (&mut self.future, &mut self.past)
        };
        let Some(snapshot) = from.pop() else { return };
        to.push(Snapshot {
            text: self.text.clone(),
            caret: self.caret,
        });
        self.typing = false;
        self.set_text(snapshot.text, snapshot.caret);
    }

    fn set_text(&mut self, text: Rc<str>, caret: Option<u32>) {
        self.caret = caret;
        self.caret_serial += 1;
        self.change_text(text);
    }

    fn change_text(&mut self, text: Rc<str>) {
        self.text = text;
        self.text_serial += 1;
        if self.is_current && self.anchor.is_none() {
            let (cursor, now) = (self.cursor, self.now);
            self.anchor = self.view.clone().map(|view| Anchor { view, cursor, now });
        }
        self.is_current = false;
        self.playing = false;
        self.stop_asked = false;
        self.landing = Landing::Keep;
    }

    /// Another program: the old picture has nothing to do with it.
    fn replace(&mut self, text: Rc<str>, lesson: Option<usize>, landing: Landing) {
        if *self.text != *text {
            self.remember();
        }
        self.typing = false;
        self.set_text(text, None);
        self.lesson = lesson;
        self.landing = landing;
        self.anchor = None;
        self.view = None;
        self.diagnostics = Rc::new([]);
        self.selected = None;
        self.panel = None;
        self.notice = None;
        (self.cursor, self.now, self.moved) = (0, Nanos(0), Moved::Jump);
    }

    fn open_lesson(&mut self, index: usize) {
        let Some(lesson) = self.lessons.get(index) else {
            return;
        };
        let (program, start) = (lesson.program.clone(), lesson.start);
        self.lesson_text_open = true;
        self.replace(program, Some(index), Landing::Opening(start));
    }

    // ------------------------------------------------------------ the clock

    fn move_clock(&mut self, action: &Action) {
        let Some(view) = self.view.clone() else {
            return;
        };
        let step = view.step_of(self.cursor);
        let was_playing = self.playing;
        self.playing = false;
        self.anchor = None;
        let (target, moved) = match *action {
            Action::Seek(cursor) => (view.cursor_showing(cursor), Moved::Jump),
            Action::SeekTime(time) => {
                let cursor = view.timeline.cursor_at_time(time);
                self.seek(&view, cursor, Moved::Jump);
                self.now = self.hold(&view, time);
                return;
            }
            Action::SeekStep(step) => (view.cursor_of(step), Moved::Jump),
            Action::StepForward => (view.cursor_of(step + 1), Moved::Forward),
            Action::StepBack => {
                // In the middle of a wait, back is to its beginning.
                if self.now > view.time_of(self.cursor) {
                    (self.cursor, Moved::Jump)
                } else {
                    (view.cursor_of(step.saturating_sub(1)), Moved::Back)
                }
            }
            Action::NextIteration => {
                let begin = view.timeline.next_iteration(self.cursor);
                let first = view.cursor_showing(begin);
                (first.max(view.cursor_of(step + 1)), Moved::Forward)
            }
            Action::PreviousIteration => (self.iteration_before(&view), Moved::Back),
            Action::First => (0, Moved::Jump),
            Action::Last => (view.cursor_of(view.steps()), Moved::Jump),
            Action::TogglePlay => {
                if !was_playing {
                    if step >= view.steps() {
                        self.seek(&view, 0, Moved::Jump);
                    }
                    self.playing = view.steps() > 0;
                    self.spent = 0.0;
                    self.build_side = BuildSide::Board;
                }
                return;
            }
            _ => return,
        };
        self.seek(&view, target, moved);
    }

    /// The first step of this iteration, or of the one before when it is shown already.
    fn iteration_before(&self, view: &RunView) -> usize {
        let mut begin = self.cursor;
        while begin > 0 {
            begin = view.timeline.previous_iteration(begin);
            let first = view.cursor_showing(begin);
            if first < self.cursor {
                return first;
            }
        }
        0
    }

    fn seek(&mut self, view: &RunView, cursor: usize, moved: Moved) {
        self.cursor = cursor;
        self.now = view.time_of(cursor);
        self.moved = moved;
        self.spent = 0.0;
    }

    /// A time held between the present step and the next.
    fn hold(&self, view: &RunView, time: Nanos) -> Nanos {
        let begin = view.time_of(self.cursor);
        let step = view.step_of(self.cursor);
        let end = if step < view.steps() {
            view.time(step + 1)
        } else {
            begin
        };
        time.clamp(begin, end)
    }

    /// Lets `dt` milliseconds of a spectator's time pass.
    pub fn tick(&mut self, dt: f64, reduced_motion: bool) {
        if !self.playing {
            return;
        }
        let Some(view) = self.view.clone() else {
            return;
        };
        let step = view.step_of(self.cursor);
        let mut head = Playhead {
            step,
            now: self.now,
            spent: self.spent,
        };
        let pace = Pace {
            speed: SPEEDS[self.speed].factor,
            jumps: reduced_motion,
        };
        self.playing = head.advance(dt, &*view, pace);
        if head.step != step {
            self.cursor = view.cursor_of(head.step);
            self.moved = Moved::Forward;
        }
        (self.now, self.spent) = (head.now, head.spent);
    }

    // ------------------------------------------------------------ the engine

    /// Takes what the engine tells; `serial` is the `text_serial` that it works for.
    pub fn hear(&mut self, serial: u32, news: News) {
        if serial != self.text_serial {
            return;
        }
        match news {
            News::Progress(progress) => self.progress = Some(progress),
            News::Nothing => {
                self.progress = None;
                self.view = None;
                self.diagnostics = Rc::new([]);
                (self.cursor, self.now) = (0, Nanos(0));
            }
            News::Rejected(diagnostics) => {
                self.progress = None;
                self.diagnostics = diagnostics;
                self.is_current = false;
            }
            News::Finished(view) => {
                self.progress = None;
                self.stop_asked = false;
                // What has no place in the text, or was asked for, is no mistake to mark there.
                let marked = view.recording.diagnostic.iter().filter(|diagnostic| {
                    diagnostic.span.start < diagnostic.span.end && !view.was_stopped
                });
                self.diagnostics = marked.cloned().collect();
                self.land(&view);
                self.view = Some(view);
                self.is_current = true;
                if self.plays_when_ready {
                    self.plays_when_ready = false;
                    self.move_clock(&Action::TogglePlay);
                }
            }
        }
    }

    fn land(&mut self, view: &Rc<RunView>) {
        let landing = std::mem::replace(&mut self.landing, Landing::Keep);
        self.moved = Moved::Jump;
        match landing {
            Landing::Opening(time) => {
                let cursor = view.timeline.opening(time);
                let cursor = view.cursor_of(view.step_of(cursor));
                self.seek(view, cursor, Moved::Jump);
                self.now = self.hold(view, time);
            }
            Landing::Step(step) => self.seek(view, view.cursor_of(step), Moved::Jump),
            Landing::Place { cursor, now } => {
                self.seek(view, view.cursor_of(view.step_of(cursor)), Moved::Jump);
                self.now = self.hold(view, now);
            }
            Landing::Keep => {
                let (old, cursor, now) = match &self.anchor {
                    Some(anchor) => (Some(anchor.view.clone()), anchor.cursor, anchor.now),
                    None => (self.view.clone(), self.cursor, self.now),
                };
                let same = old.map_or(0, |old| old.common_past(view));
                let cursor = if cursor <= same {
                    view.cursor_of(view.step_of(cursor))
                } else {
                    view.timeline.cursor_at_time(now)
                };
                self.seek(view, cursor, Moved::Jump);
                self.now = self.hold(view, now);
            }
        }
        let tasks = view.timeline.lanes().tasks.len();
        self.selected = self.selected.filter(|task| task.index() < tasks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use loopscope_core::recording::Recording;
    use loopscope_core::source::{Source, Span};
    use loopscope_core::trace::{Actor, Event, Record, RunEnd, Trace};

    /// A run of clock jumps: its steps are at these milliseconds, then it ends.
    fn run(serial: u32, milliseconds: &[u64]) -> Rc<RunView> {
        let mut trace = Trace::default();
        let mut from = Nanos(0);
        let mut record = |at, event| {
            let record = Record {
                at,
                span: Span::default(),
                by: Actor::Loop,
                event,
            };
            trace.records.push(record);
        };
        for at in milliseconds {
            let at = Nanos(at * 1_000_000);
            record(at, Event::ClockAdvanced { from });
            from = at;
        }
        record(from, Event::RunEnded { how: RunEnd::Ok });
        let source = Source::new("program.py", "");
        Rc::new(RunView::new(
            serial,
            Recording {
                source,
                trace,
                diagnostic: None,
                ended: true,
            },
        ))
    }

    fn app(milliseconds: &[u64]) -> App {
        let query = Query {
            src: Some("print(1)\n".into()),
            ..Query::default()
        };
        let mut app = App::open(query, None, Kept::default());
        app.hear(app.text_serial, News::Finished(run(1, milliseconds)));
        app
    }

    /// The present step, and how many there are.
    fn step(app: &App) -> (usize, usize) {
        app.view
            .as_ref()
            .map_or((0, 0), |view| (view.step_of(app.cursor), view.steps()))
    }

    fn seconds(app: &App) -> f64 {
        app.now.seconds()
    }

    #[test]
    fn a_first_visit_opens_gather_and_a_damaged_link_an_empty_page() {
        let app = App::open(Query::default(), None, Kept::default());
        assert_eq!(app.lesson().map(|lesson| lesson.key), Some("gather"));
        assert_eq!(app.landing, Landing::Opening(Nanos(500_000_000)));
        let app = App::open(
            Query::default(),
            Some(Err(LinkError::Corrupt)),
            Kept::default(),
        );
        assert!(app.text.is_empty() && app.notice.is_some());
    }

    #[test]
    fn links_win_over_src_over_lesson_over_what_was_kept() {
        let link = Link {
            text: "a".into(),
            cursor: 3,
            ..Link::default()
        };
        let kept = Kept {
            link: Some(Link {
                text: "b".into(),
                ..Link::default()
            }),
            ..Kept::default()
        };
        let query = Query {
            src: Some("c".into()),
            lesson: Some("shield".into()),
            ..Query::default()
        };
        let open = |query: &Query, link: Option<Link>| {
            App::open(query.clone(), link.map(Ok), kept.clone())
                .text
                .to_string()
        };
        assert_eq!(open(&query, Some(link)), "a");
        assert_eq!(open(&query, None), "c");
        let query = Query { src: None, ..query };
        assert!(open(&query, None).contains("shield"));
        assert_eq!(open(&Query::default(), None), "b");
        assert_ne!(
            open(
                &Query {
                    embed: true,
                    ..Query::default()
                },
                None
            ),
            "b"
        );
    }

    #[test]
    fn stepping_goes_both_ways_and_stops_at_the_ends() {
        let mut app = app(&[500, 1200]);
        assert_eq!((step(&app), seconds(&app)), ((0, 3), 0.0));
        app.act(Action::StepForward);
        assert_eq!((step(&app).0, seconds(&app)), (1, 0.5));
        app.act(Action::Last);
        app.act(Action::StepForward);
        assert_eq!((step(&app).0, seconds(&app)), (3, 1.2));
        app.act(Action::StepBack);
        app.act(Action::First);
        app.act(Action::StepBack);
        assert_eq!((step(&app).0, seconds(&app)), (0, 0.0));
    }

    #[test]
    fn a_time_between_two_steps_is_held_and_back_goes_to_its_begin() {
        let mut app = app(&[500, 2000]);
        app.act(Action::SeekTime(Nanos(1_400_000_000)));
        assert_eq!((step(&app).0, seconds(&app)), (1, 1.4));
        app.act(Action::StepBack);
        assert_eq!((step(&app).0, seconds(&app)), (1, 0.5));
        app.act(Action::SeekTime(Nanos(9_000_000_000)));
        assert_eq!((step(&app).0, seconds(&app)), (3, 2.0));
    }

    #[test]
    fn playing_ends_at_the_end_and_begins_anew_from_there() {
        let mut app = app(&[500, 1000]);
        app.act(Action::TogglePlay);
        for _ in 0..200 {
            app.tick(16.0, false);
        }
        assert!(!app.playing);
        assert_eq!((step(&app).0, app.moved), (3, Moved::Forward));
        app.act(Action::TogglePlay);
        assert_eq!((step(&app).0, app.playing), (0, true));
        app.act(Action::StepForward);
        assert!(!app.playing);
    }

    #[test]
    fn an_edit_keeps_the_clock_where_the_past_is_the_same() {
        let mut app = app(&[500, 1000, 2000]);
        app.act(Action::SeekStep(2));
        app.act(Action::Type("print(2)\n".into()));
        assert!(!app.is_current && app.current_view().is_none() && app.view.is_some());
        app.hear(app.text_serial, News::Finished(run(2, &[500, 1000, 3000])));
        assert_eq!((step(&app).0, seconds(&app)), (2, 1.0));
        // Another past: the same time, as far as there is one.
        app.act(Action::Type("print(3)\n".into()));
        app.hear(app.text_serial, News::Finished(run(3, &[250, 750, 3000])));
        assert_eq!((step(&app).0, seconds(&app)), (2, 1.0));
        // A run that ends at once, and the first text again: back at the place.
        app.act(Action::Type("pr".into()));
        app.hear(app.text_serial, News::Finished(run(4, &[])));
        assert_eq!((step(&app).0, seconds(&app)), (0, 0.0));
        app.act(Action::Type("print(1)\n".into()));
        app.hear(app.text_serial, News::Finished(run(5, &[500, 1000, 2000])));
        assert_eq!((step(&app).0, seconds(&app)), (2, 1.0));
    }

    #[test]
    fn news_of_an_older_text_are_not_heard() {
        let mut app = app(&[500]);
        let old = app.text_serial;
        app.act(Action::Type("x".into()));
        app.hear(old, News::Finished(run(2, &[1, 2, 3])));
        assert!(!app.is_current);
        app.hear(app.text_serial, News::Rejected(Rc::new([])));
        assert_eq!(app.view.as_ref().map(|view| view.serial), Some(1));
    }

    #[test]
    fn one_history_for_typing_and_gestures() {
        let mut app = app(&[]);
        let first = app.text.clone();
        app.act(Action::Type("print(12)\n".into()));
        app.act(Action::Type("print(123)\n".into()));
        let edit = TextEdit::insert(0, "import asyncio\n");
        app.act(Action::Edit(vec![edit], Some(15)));
        assert_eq!(
            (&*app.text, app.caret),
            ("import asyncio\nprint(123)\n", Some(15))
        );
        app.act(Action::Undo);
        assert_eq!(&*app.text, "print(123)\n");
        app.act(Action::Undo);
        assert_eq!(app.text, first);
        app.act(Action::Undo);
        app.act(Action::Redo);
        app.act(Action::Redo);
        assert_eq!(&*app.text, "import asyncio\nprint(123)\n");
        assert!(!app.can_redo());
        app.act(Action::NewProgram);
        assert!(app.text.is_empty());
        app.act(Action::Undo);
        assert!(app.text.contains("asyncio"));
    }

    #[test]
    fn a_link_brings_back_text_cursor_and_clock() {
        let mut app = app(&[500, 2000]);
        app.act(Action::SeekTime(Nanos(1_400_000_000)));
        app.act(Action::Faster);
        let link = app.link();
        let mut other = App::open(Query::default(), Some(Ok(link)), Kept::default());
        other.hear(other.text_serial, News::Finished(run(9, &[500, 2000])));
        assert_eq!(
            (other.cursor, other.now, other.speed),
            (app.cursor, app.now, app.speed)
        );
        assert_eq!(other.link(), app.link());
    }
}

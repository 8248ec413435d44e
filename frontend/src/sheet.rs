//! What the editor draws beside and behind the text: lines in coloured pieces, and the marks that
//! say which task is where.
//!
//! ```text
//!   text ─▶ Sheet (lines, tokens; once a text) ─▶ pieces of the lines that are seen
//!   LoopState ─▶ marks: at most a few a line, "Cache", "2", "2 late"
//! ```
//!
//! It refuses to know the page, so that it is tested natively.

use loopscope_core::highlight::{self, TokenKind};
use loopscope_core::model::{LoopState, Seat, Task, TaskState};
use loopscope_core::sort::sort_by;
use loopscope_core::source::{Source, Span};
use loopscope_core::trace::{Actor, Nanos, TaskId, Trace, WaitKind};

/// Texts longer than this are drawn in one colour: typing must stay quick in them.
const HIGHLIGHT_BYTES: usize = 400_000;

/// A line is drawn in at most this many pieces; what follows is one more, in the text's colour.
const PIECES_PER_LINE: usize = 300;

/// More tasks than this are not asked where they are; their lines would only show a count.
const MARKED_TASKS: usize = 20_000;

/// A text as lines of coloured pieces.
#[derive(Debug)]
pub struct Sheet {
    source: Source,
    tokens: Vec<(Span, TokenKind)>,
    longest: u32,
}

impl Sheet {
    #[must_use]
    pub fn new(text: &str) -> Self {
        let tokens = if text.len() <= HIGHLIGHT_BYTES {
            highlight::tokens(text)
        } else {
            vec![]
        };
        let source = Source::new("", text);
        let longest = (1..=source.line_count()).max_by_key(|line| columns(source.line(*line)));
        Self {
            source,
            tokens,
            longest: longest.unwrap_or(1),
        }
    }

    #[must_use]
    pub fn line_count(&self) -> u32 {
        self.source.line_count()
    }

    /// The text of the widest line: what decides how far the editor scrolls to the side.
    #[must_use]
    pub fn longest(&self) -> &str {
        self.source.line(self.longest)
    }

    #[must_use]
    pub fn line(&self, line: u32) -> &str {
        self.source.line(line)
    }

    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        self.source.line_of(offset)
    }

    /// The part of a line (from 1) before a span, and the part of the span in that line. A span of
    /// nothing covers one column, so that there is something to underline.
    #[must_use]
    pub fn underlined(&self, line: u32, span: Span) -> (&str, &str) {
        let whole = self.source.line_span(line);
        let start = span.start.clamp(whole.start, whole.end);
        let end = span.end.clamp(start, whole.end);
        let before = self.source.slice(Span::new(whole.start, start));
        let inside = self.source.slice(Span::new(start, end));
        (
            before,
            if inside.trim().is_empty() {
                " "
            } else {
                inside
            },
        )
    }

    /// A line (from 1) in pieces, each with the class of its colour; `None` is the text's own.
    #[must_use]
    pub fn pieces(&self, line: u32) -> Vec<(&str, Option<&'static str>)> {
        let span = self.source.line_span(line);
        let first = self
            .tokens
            .partition_point(|(token, _)| token.end <= span.start);
        let mut pieces: Vec<(&str, Option<&'static str>)> = Vec::new();
        let mut at = span.start;
        for (token, kind) in &self.tokens[first..] {
            if token.start >= span.end || pieces.len() >= PIECES_PER_LINE {
                break;
            }
            let Some(class) = class_of(*kind) else {
                continue;
            };
            let (start, end) = (token.start.max(at), token.end.min(span.end));
            if start > at {
                pieces.push((self.source.slice(Span::new(at, start)), None));
            }
            pieces.push((self.source.slice(Span::new(start, end)), Some(class)));
            at = end;
        }
        if at < span.end {
            pieces.push((self.source.slice(Span::new(at, span.end)), None));
        }
        pieces
    }
}

/// The class of a piece; `None` has the text's own colour and is not worth an element.
fn class_of(kind: TokenKind) -> Option<&'static str> {
    match kind {
        TokenKind::Keyword | TokenKind::Constant => Some("k"),
        TokenKind::Function | TokenKind::Class => Some("f"),
        TokenKind::Call | TokenKind::Builtin | TokenKind::Decorator => Some("l"),
        TokenKind::String | TokenKind::FString => Some("s"),
        TokenKind::Number => Some("n"),
        TokenKind::Comment => Some("c"),
        TokenKind::SelfName
        | TokenKind::Name
        | TokenKind::Attribute
        | TokenKind::Argument
        | TokenKind::Operator
        | TokenKind::Punctuation => None,
    }
}

/// Columns that a line takes on the screen, wide characters counted twice.
fn columns(line: &str) -> usize {
    if line.is_ascii() {
        return line.len() + 3 * line.bytes().filter(|byte| *byte == b'\t').count();
    }
    line.chars()
        .map(|character| if character < '\u{1100}' { 1 } else { 2 })
        .sum()
}

/// What a mark says of its tasks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MarkKind {
    /// Its time has come, but the loop is held.
    Late,
    Cancelling,
    Ready,
    /// Waits for others: gather, a group, another task.
    Gather,
    /// Waits in the line of a lock, queue or the like.
    Lock,
    Waiting,
    Thread,
    Running,
    /// Holds the loop's only thread.
    Blocking,
}

impl MarkKind {
    /// The class that gives colour, and the glyph.
    #[must_use]
    pub const fn look(self) -> (&'static str, &'static str) {
        match self {
            Self::Late | Self::Blocking => ("s-blocked", "blocked"),
            Self::Cancelling => ("s-cancelled", "cancelled"),
            Self::Ready => ("s-ready", "ready"),
            Self::Gather => ("s-waiting", "gather"),
            Self::Lock => ("s-waiting", "lock"),
            Self::Waiting => ("s-waiting", "waiting"),
            Self::Thread => ("s-thread", "thread"),
            Self::Running => ("s-running", "onseat"),
        }
    }

    const fn words(self, several: bool) -> &'static str {
        match (self, several) {
            (Self::Late, false) => "is late here",
            (Self::Late, true) => "are late here",
            (Self::Cancelling, false) => "is being cancelled here",
            (Self::Cancelling, true) => "are being cancelled here",
            (Self::Ready, false) => "is ready to go on here",
            (Self::Ready, true) => "are ready to go on here",
            (Self::Gather | Self::Lock | Self::Waiting, false) => "waits here",
            (Self::Gather | Self::Lock | Self::Waiting, true) => "wait here",
            (Self::Thread, false) => "waits here for a thread",
            (Self::Thread, true) => "wait here for a thread",
            (Self::Running, _) => "runs here",
            (Self::Blocking, _) => "holds the loop here",
        }
    }
}

/// One mark at the right edge of a line: a task, or how many.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// From 1.
    pub line: u32,
    pub kind: MarkKind,
    /// In order of creation.
    pub tasks: Vec<TaskId>,
    /// A name, or a count.
    pub label: String,
    /// The sentence: "Database and Search wait here".
    pub words: String,
}

/// The marks of all lines, by line and then kind, and the line that runs now.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Marks {
    pub list: Vec<Mark>,
    /// The line that runs now.
    pub now: Option<u32>,
    /// That line holds the loop's only thread.
    pub is_blocked: bool,
}

/// Where every task is at a cursor. `now` is the clock, which may be behind the last record.
#[must_use]
pub fn marks(state: &LoopState, trace: &Trace, source: &Source, now: Nanos) -> Marks {
    let blocker = state.block.map(|block| block.by);
    let mut places: Vec<(u32, MarkKind, TaskId)> = Vec::new();
    for task in state.tasks.iter().take(MARKED_TASKS) {
        let Some(kind) = kind_of(task, state, trace, now, blocker) else {
            continue;
        };
        let span = match task.state {
            TaskState::Waiting { span, .. } if span.start < span.end => span,
            _ => task.place,
        };
        if span.start < span.end {
            places.push((source.line_of(span.start), kind, task.id));
        }
    }
    sort_by(&mut places, Ord::cmp);
    let mut list = Vec::new();
    for group in places.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        let (line, kind, _) = group[0];
        let tasks = group.iter().map(|place| place.2).collect::<Vec<_>>();
        let label = match (kind, tasks.len()) {
            (_, 1) => state.shown(tasks[0]).to_string(),
            (MarkKind::Late, count) => format!("{count} late"),
            (_, count) => count.to_string(),
        };
        let words = format!("{} {}", names(state, &tasks), kind.words(tasks.len() > 1));
        list.push(Mark {
            line,
            kind,
            tasks,
            label,
            words,
        });
    }
    let (now_line, is_blocked) = line_now(state, trace, source);
    Marks {
        list,
        now: now_line,
        is_blocked,
    }
}

/// "Cache", "Database and Search", "fetch 1, fetch 2 and 40 more".
fn names(state: &LoopState, tasks: &[TaskId]) -> String {
    let name = |index: usize| state.shown(tasks[index]);
    match tasks.len() {
        0 => String::new(),
        1 => name(0).to_string(),
        2 => format!("{} and {}", name(0), name(1)),
        3 => format!("{}, {} and {}", name(0), name(1), name(2)),
        count => format!("{}, {} and {} more", name(0), name(1), count - 2),
    }
}

fn kind_of(
    task: &Task,
    state: &LoopState,
    trace: &Trace,
    now: Nanos,
    blocker: Option<Actor>,
) -> Option<MarkKind> {
    let kind = match task.state {
        TaskState::Done { .. } => return None,
        TaskState::Running { .. } if blocker == Some(Actor::Task(task.id)) => MarkKind::Blocking,
        TaskState::Running { .. } if state.running() == Some(Seat::Task(task.id)) => {
            MarkKind::Running
        }
        TaskState::Running { .. } => MarkKind::Ready,
        _ if task.cancel_pending => MarkKind::Cancelling,
        TaskState::Ready { .. } => MarkKind::Ready,
        TaskState::Waiting { wait, .. } => match trace.waits.get(wait.index())?.kind {
            WaitKind::Sleep { deadline, .. } if blocker.is_some() && deadline < now => {
                MarkKind::Late
            }
            WaitKind::Sleep { .. } | WaitKind::Future => MarkKind::Waiting,
            WaitKind::Job(_) => MarkKind::Thread,
            WaitKind::Task(_)
            | WaitKind::Gather(_)
            | WaitKind::Several(_)
            | WaitKind::Shield
            | WaitKind::TaskGroup(_) => MarkKind::Gather,
            WaitKind::Lock(_)
            | WaitKind::Semaphore(_)
            | WaitKind::Event(_)
            | WaitKind::Condition(_)
            | WaitKind::QueueGet(_)
            | WaitKind::QueuePut(_)
            | WaitKind::QueueJoin(_)
            | WaitKind::Barrier(_) => MarkKind::Lock,
        },
    };
    Some(kind)
}

/// The line of what holds the loop, of the task in the seat, or of the module's own code.
fn line_now(state: &LoopState, trace: &Trace, source: &Source) -> (Option<u32>, bool) {
    let line = |span: Span| (span.start < span.end).then(|| source.line_of(span.start));
    if let Some(block) = state.block {
        return (line(block.span), true);
    }
    if let Some(Seat::Task(task)) = state.running() {
        return (state.task(task).and_then(|task| line(task.place)), false);
    }
    let last = state
        .cursor
        .checked_sub(1)
        .and_then(|at| trace.records().get(at));
    match last {
        Some(last) if last.by == Actor::Loop && state.end.is_none() => (line(last.span), false),
        _ => (None, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_a_line_are_the_line() {
        let text = "async def a(x):\n    \"\"\"two\n    lines\"\"\"\n    await f(x, 1)  # é\n\n)(";
        let sheet = Sheet::new(text);
        let lines = (1..=sheet.line_count()).map(|line| {
            sheet
                .pieces(line)
                .iter()
                .map(|(piece, _)| *piece)
                .collect::<String>()
        });
        assert_eq!(lines.collect::<Vec<_>>().join("\n"), text);
        let first = sheet.pieces(1);
        assert_eq!(first[0], ("async", Some("k")));
        assert!(first.contains(&("a", Some("f"))));
        // A text over two lines is coloured in both.
        assert_eq!(sheet.pieces(3), [("    lines\"\"\"", Some("s"))]);
    }

    #[test]
    fn what_is_underlined_is_never_nothing() {
        let sheet = Sheet::new("ab cd\nef");
        assert_eq!(sheet.underlined(1, Span::new(3, 5)), ("ab ", "cd"));
        assert_eq!(sheet.underlined(1, Span::new(5, 5)), ("ab cd", " "));
        assert_eq!(sheet.underlined(1, Span::new(3, 8)), ("ab ", "cd"));
        assert_eq!(sheet.underlined(2, Span::new(90, 99)), ("ef", " "));
    }

    #[test]
    fn the_longest_line_counts_wide_characters_twice() {
        assert_eq!(
            Sheet::new("abcde\n\u{4f60}\u{597d}\u{4f60}\n").longest(),
            "\u{4f60}\u{597d}\u{4f60}"
        );
    }

    /// The marks when the clock shows this, as "line label", and the line that runs.
    fn marks_at(text: &str, seconds: f64) -> (Vec<String>, Option<u32>) {
        let program = loopscope_core::compile("program.py", text).unwrap();
        let recording = loopscope_core::run(&program, &loopscope_core::Limits::page());
        let timeline = loopscope_core::timeline::Timeline::new(std::rc::Rc::new(recording));
        let now = Nanos::from_seconds(seconds);
        let state = timeline.at(timeline.opening(now));
        let recording = timeline.recording();
        let marks = marks(&state, &recording.trace, &recording.source, now);
        let list = marks
            .list
            .iter()
            .map(|mark| format!("{} {}", mark.line, mark.label));
        (list.collect(), marks.now)
    }

    #[test]
    fn tasks_are_marked_where_they_are() {
        let text = "import asyncio\n\nasync def call(name, seconds):\n    \
                    await asyncio.sleep(seconds)\n    print(name)\n\nasync def main():\n    \
                    await asyncio.gather(call(\"A\", 1), call(\"B\", 0.5), call(\"C\", 1.2))\n\n\
                    asyncio.run(main())\n";
        let (marks, now) = marks_at(text, 0.5);
        assert_eq!(
            (marks, now),
            (vec!["4 2".into(), "4 B".into(), "8 main".into()], Some(4))
        );
    }

    #[test]
    fn who_is_due_while_the_loop_is_held_is_late() {
        let text = "import asyncio, time\n\nasync def tick(seconds):\n    \
                    await asyncio.sleep(seconds)\n\nasync def main():\n    \
                    await asyncio.gather(tick(0.5), tick(1), hold())\n\nasync def hold():\n    \
                    time.sleep(2)\n\nasyncio.run(main())\n";
        let (marks, now) = marks_at(text, 1.4);
        let expected = vec!["4 2 late".into(), "7 main".into(), "10 hold".into()];
        assert_eq!((marks, now), (expected, Some(10)));
    }
}

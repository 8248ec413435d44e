//! The way of a cancel request or of an exception, as stages that a person can step to.
//!
//! ```text
//!   requested by ─▶ what it waited on is cancelled ─▶ raised at line 7 ─▶ finally at line 9 ─▶ ended
//! ```
//!
//! The stages come from the records; only the `finally` clauses on the way are read in the text,
//! because running one is no event.

use crate::causes::Origin;
use crate::model::LoopState;
use crate::source::{Source, Span};
use crate::timeline::Timeline;
use crate::trace::{
    Actor, CancelEffect, Event, ExceptionId, Nanos, Outcome, Record, TaskId, TimerPurpose,
};

/// One stage; the state at its cursor shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stage {
    pub words: String,
    pub cursor: usize,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Journey {
    /// A cancel; else an exception.
    pub is_cancel: bool,
    pub title: String,
    pub stages: Vec<Stage>,
    /// An exception's way in short: who raised it, what it is, where it ended. Empty for a cancel.
    pub route: Vec<Stage>,
}

/// Most journeys told of one task, the last ones.
const MOST: usize = 4;

/// The cancels of a task, and the exceptions that it raised or was given.
#[must_use]
pub fn journeys(timeline: &Timeline, task: TaskId) -> Vec<Journey> {
    let records = timeline.recording().records();
    let mut found = Vec::new();
    let mut known: Vec<ExceptionId> = Vec::new();
    for (at, record) in records.iter().enumerate() {
        match record.event {
            Event::CancelRequested { task: target, .. } if target == task => {
                found.push(cancel(timeline, task, at));
            }
            Event::ExceptionRaised { exception, text }
                if record.by == Actor::Task(task) && !is_cancel(timeline, text) =>
            {
                known.push(exception);
            }
            Event::ExceptionDelivered {
                exception,
                task: target,
            } if target == task && !known.contains(&exception) => known.push(exception),
            _ => {}
        }
    }
    found.extend(known.into_iter().filter_map(|id| exception(timeline, id)));
    found.drain(..found.len().saturating_sub(MOST));
    found
}

fn is_cancel(timeline: &Timeline, text: crate::trace::TextId) -> bool {
    timeline
        .recording()
        .text(text)
        .starts_with("CancelledError")
        || timeline
            .recording()
            .text(text)
            .starts_with("asyncio.exceptions.CancelledError")
}

struct Teller<'a> {
    timeline: &'a Timeline,
    stages: Vec<Stage>,
}

impl Teller<'_> {
    fn add(&mut self, record: usize, words: String) {
        let cursor = record + 1;
        self.stages.push(Stage { words, cursor });
    }

    fn line(&self, span: Span) -> String {
        let line = self.timeline.recording().line(span);
        line.map_or_else(String::new, |line| format!(" at line {line}"))
    }

    fn name(&self, task: TaskId) -> std::rc::Rc<str> {
        self.timeline.name(task)
    }
}

fn cancel(timeline: &Timeline, task: TaskId, request: usize) -> Journey {
    let records = timeline.recording().records();
    let mut teller = Teller {
        timeline,
        stages: Vec::new(),
    };
    let name = teller.name(task);
    let who = requester(&teller, request, task);
    teller.add(request, who);
    let effect = match records[request].event {
        Event::CancelRequested { effect, .. } => effect,
        _ => CancelEffect::Ignored,
    };
    teller.add(
        request,
        match effect {
            CancelEffect::Passed => {
                format!("What it waits on is cancelled, so {name} becomes ready")
            }
            CancelEffect::Marked => "It is marked: its next step begins with the cancel".to_owned(),
            CancelEffect::Ignored => "It had ended: nothing happens".to_owned(),
        },
    );
    if effect != CancelEffect::Ignored {
        deliver(&mut teller, task, request);
    }
    Journey {
        is_cancel: true,
        title: format!("The cancel of {name}"),
        stages: teller.stages,
        route: Vec::new(),
    }
}

fn requester(teller: &Teller<'_>, request: usize, task: TaskId) -> String {
    let timeline = teller.timeline;
    let recording = timeline.recording();
    let name = teller.name(task);
    let record = recording.records()[request];
    match timeline.causes().origin(&recording.trace, request) {
        Origin::Task(other) if other == task => format!("{name} cancels itself"),
        Origin::Task(other) => format!(
            "{} calls {name}.cancel(){}",
            teller.name(other),
            teller.line(record.span)
        ),
        Origin::Ended(other) => {
            format!("{} ended, so its group cancels {name}", teller.name(other))
        }
        Origin::Timer(timer) => {
            let set = timeline
                .causes()
                .timer_set(timer)
                .map(|at| recording.records()[at]);
            match set.map(|set| (set.at, set.event)) {
                Some((
                    at,
                    Event::TimerSet {
                        deadline,
                        purpose: TimerPurpose::Timeout(_),
                        ..
                    },
                )) => {
                    let length = crate::sentence::length(deadline.saturating_sub(at));
                    format!("The {length} timeout fires and cancels {name}")
                }
                _ => format!("A timer's callback cancels {name}"),
            }
        }
        Origin::Job(_) => format!("A worker asks for the cancel of {name}"),
        Origin::Loop => format!("main has ended, so asyncio.run cancels {name}"),
    }
}

/// From the delivery on: through which clauses it goes, and where it ends.
fn deliver(teller: &mut Teller<'_>, task: TaskId, request: usize) {
    let timeline = teller.timeline;
    let records = timeline.recording().records();
    let is = |event: &dyn Fn(&Event) -> bool, from: usize| {
        let rest = records.iter().enumerate().skip(from);
        let mut own = rest.filter(|(_, record)| event(&record.event));
        own.next().map(|(at, _)| at)
    };
    let delivered = is(
        &|event| matches!(event, Event::CancelDelivered { task: of } if *of == task),
        request,
    );
    let ended = is(
        &|event| matches!(event, Event::TaskDone { task: of, .. } if *of == task),
        request,
    );
    let end = ended.unwrap_or(records.len());
    let taken_back = delivered.and_then(|delivered| {
        let way = records[delivered..end].iter();
        let mut back = way.enumerate().filter(
            |(_, record)| matches!(record.event, Event::Uncancelled { task: of, .. } if of == task),
        );
        back.next().map(|(at, _)| delivered + at)
    });
    if let Some(delivered) = delivered {
        let place = teller.line(records[delivered].span);
        teller.add(delivered, format!("CancelledError is raised{place}"));
        let state = timeline.at(delivered + 1);
        pass(teller, task, delivered, taken_back.unwrap_or(end), &state);
    }
    if let Some(back) = taken_back {
        let words = match records[request].by {
            Actor::Loop => "The timeout takes it back and raises TimeoutError",
            _ => "uncancel() takes the request back",
        };
        teller.add(back, words.to_owned());
    } else if let Some(ended) = ended
        && let Event::TaskDone { how, .. } = records[ended].event
    {
        let words = match how {
            Outcome::Cancelled => "It leaves the task, which ends cancelled".to_owned(),
            Outcome::Exception(text) => format!(
                "The task ends with {} instead",
                class_of(timeline.recording().text(text))
            ),
            Outcome::Result(_) => "It was swallowed: the task returns as if nothing was".to_owned(),
        };
        teller.add(ended, words);
    }
}

/// The clauses between the place of the raise and the end of the task.
fn pass(teller: &mut Teller<'_>, task: TaskId, from: usize, to: usize, state: &LoopState) {
    let timeline = teller.timeline;
    let recording = timeline.recording();
    let source = &recording.source;
    let own = |record: &Record| record.by == Actor::Task(task);
    let rest = || {
        let rest = recording.records()[from..to].iter().enumerate();
        rest.map(|(index, record)| (from + index, record))
            .filter(|(_, record)| own(record))
    };
    let caught = rest().find_map(|(at, record)| match record.event {
        Event::ExceptionCaught { .. } => Some((at, recording.line(record.span)?)),
        _ => None,
    });
    let mut spans = vec![recording.records()[from].span];
    if let Some(task) = state.task(task) {
        spans.extend(task.stack.iter().rev().map(|entered| entered.span));
    }
    for span in spans {
        let Some(line) = recording.line(span) else {
            continue;
        };
        for clause in clauses(source, line) {
            if let Some((at, caught_at)) = caught
                && clause.except.contains(&caught_at)
            {
                return teller.add(at, format!("except catches it at line {caught_at}"));
            }
            if let Some(begin) = clause.finally {
                let end = suite_end(source, begin);
                let inside = |record: &Record| {
                    recording
                        .line(record.span)
                        .is_some_and(|line| line > begin && line <= end)
                };
                let at = rest()
                    .find(|(_, record)| inside(record))
                    .map_or(from, |it| it.0);
                teller.add(at, format!("finally runs at line {}", begin + 1));
            }
        }
    }
    if let Some((at, line)) = caught {
        teller.add(at, format!("except catches it at line {line}"));
    }
}

/// The clauses of a `try` around a line of its body.
pub(crate) struct Clauses {
    pub(crate) except: Vec<u32>,
    finally: Option<u32>,
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_code(line: &str) -> bool {
    let text = line.trim_start();
    !text.is_empty() && !text.starts_with('#')
}

/// The last line of the suite that a line opens.
#[must_use]
pub fn suite_end(source: &Source, header: u32) -> u32 {
    let outer = indent(source.line(header));
    let mut last = header;
    for number in header + 1..=source.line_count() {
        let line = source.line(number);
        if is_code(line) {
            if indent(line) <= outer {
                break;
            }
            last = number;
        }
    }
    last
}

/// The lines that open the blocks around a line, innermost first, up to the nearest function.
#[must_use]
pub fn openers(source: &Source, line: u32) -> Vec<u32> {
    let mut inner = indent(source.line(line));
    let mut found = Vec::new();
    for number in (1..line).rev() {
        let text = source.line(number);
        if !is_code(text) || indent(text) >= inner {
            continue;
        }
        inner = indent(text);
        found.push(number);
        let text = text.trim_start();
        if text.starts_with("async def ") || text.starts_with("def ") {
            break;
        }
    }
    found
}

/// The clauses around a line, of the innermost `try` first.
pub(crate) fn clauses(source: &Source, line: u32) -> Vec<Clauses> {
    let mut found = Vec::new();
    for opener in openers(source, line) {
        if !source.line(opener).trim_start().starts_with("try:") {
            continue;
        }
        let mut clauses = Clauses {
            except: Vec::new(),
            finally: None,
        };
        let mut next = suite_end(source, opener) + 1;
        while next <= source.line_count() {
            let text = source.line(next);
            if !is_code(text) {
                next += 1;
                continue;
            }
            let word = text.trim_start();
            if indent(text) != indent(source.line(opener)) {
                break;
            }
            if word.starts_with("except") {
                clauses.except.push(next);
            } else if word.starts_with("finally") {
                clauses.finally = Some(next);
            } else if !word.starts_with("else") {
                break;
            }
            next = suite_end(source, next) + 1;
        }
        found.push(clauses);
    }
    found
}

/// `ValueError` of `ValueError: declined`.
fn class_of(text: &str) -> &str {
    let class = text.split(':').next().unwrap_or(text);
    class.rsplit('.').next().unwrap_or(class)
}

fn exception(timeline: &Timeline, id: ExceptionId) -> Option<Journey> {
    let recording = timeline.recording();
    let mut teller = Teller {
        timeline,
        stages: Vec::new(),
    };
    let mut class = String::new();
    let mut route: Vec<Stage> = Vec::new();
    let mut stored: Option<Nanos> = None;
    for (at, record) in recording.records().iter().enumerate() {
        let by = match record.by {
            Actor::Task(task) => teller.name(task).to_string(),
            Actor::Job(_) => "A worker".to_owned(),
            Actor::Loop => "The program".to_owned(),
        };
        let line = teller.line(record.span);
        let cursor = at + 1;
        let mut ends = |words: String| {
            route.truncate(2);
            route.push(Stage { words, cursor });
        };
        let words = match record.event {
            Event::ExceptionRaised { exception, text } if exception == id => {
                class = class_of(recording.text(text)).to_owned();
                let (who, what) = (by.clone(), format!("{class}{line}"));
                route = [who, what].map(|words| Stage { words, cursor }).into();
                format!("{by} raises it{line}")
            }
            Event::ExceptionStored { exception, task } if exception == id => {
                stored = Some(record.at);
                ends(format!("kept in {}", teller.name(task)));
                format!("It ends {} and is kept there", teller.name(task))
            }
            Event::ExceptionDelivered { exception, task } if exception == id => {
                format!("It comes out of the await of {}{line}", teller.name(task))
            }
            Event::ExceptionCaught { exception } if exception == id => {
                ends(format!("caught by {by}{line}"));
                format!("{by} catches it{line}")
            }
            Event::ExceptionLost { exception, .. } if exception == id => {
                ends("never retrieved".to_owned());
                "Nobody asked for it: it is lost".to_owned()
            }
            _ => continue,
        };
        teller.add(at, words);
    }
    let left = matches!(recording.end(), Some(crate::trace::RunEnd::Exception(text))
        if class_of(recording.text(text)) == class);
    if left && stored.is_some() && !teller.stages.iter().any(|it| it.words.contains("catches")) {
        let cursor = timeline.len();
        teller.add(cursor.saturating_sub(1), "It leaves the program".to_owned());
        route.truncate(2);
        route.push(Stage {
            words: "leaves the program".to_owned(),
            cursor,
        });
    }
    (!teller.stages.is_empty()).then(|| Journey {
        is_cancel: false,
        title: format!("The way of {class}"),
        stages: teller.stages,
        route,
    })
}

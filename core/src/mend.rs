//! Edits that mend what a finding names. Pure: a text and a place go in, edits come out.
//!
//! Where no edit of a few words mends it (a ring of locks), there is none: what helps there is a
//! decision, which the finding's advice names.

mod keep;
mod older;
mod queues;
pub(crate) mod trial;

use crate::edit::{self, Gesture, Kind, Pattern, TextEdit, change};
use crate::findings::sequence::sequences;
use crate::findings::{Finding, FindingKind};
use crate::inspect::journey::{clauses, openers, suite_end};
use crate::recording::Recording;
use crate::source::{Source, Span, indent_of, places_of, until};
use crate::trace::{Event, Nanos};

/// What a button offers, and what it writes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mend {
    pub label: String,
    pub edits: Vec<TextEdit>,
}

impl Mend {
    fn new(label: impl Into<String>, edits: Vec<TextEdit>) -> Self {
        Self {
            label: label.into(),
            edits,
        }
    }
}

/// The edits that mend a finding, the one to prefer first. Each was tried: its program runs without
/// the finding. The finding is one of `all` that the run has.
#[must_use]
pub fn mends(recording: &Recording, all: &[Finding], finding: &Finding) -> Vec<Mend> {
    let mut mends = candidates(recording, finding);
    mends.retain(|mend| trial::helps(recording, all, finding, mend));
    mends.dedup_by(|second, first| second.label == first.label);
    mends
}

fn candidates(recording: &Recording, finding: &Finding) -> Vec<Mend> {
    let source = &recording.source;
    let span = finding.span;
    match &finding.kind {
        FindingKind::Blocked { .. } => unblock(source, span),
        FindingKind::NeverAwaited { .. } => await_it(source, span),
        FindingKind::NeverRetrieved { task }
        | FindingKind::CancelledAtExit { task }
        | FindingKind::Destroyed { task } => keep::keep(recording, *task).into_iter().collect(),
        FindingKind::Swallowed { .. } => raise_again(source, span),
        FindingKind::Siblings { .. } => with_siblings(source, span),
        FindingKind::Sequence { .. } => overlap(source, span),
        FindingKind::Starved { waited, .. } => feed(recording, finding.cursor, *waited),
        FindingKind::Deadlock { waiting, .. } => queues::unlock(recording, waiting),
        FindingKind::Older(older) => older::today(source, *older, span),
    }
}

/// The ways out for the call that kept the seat longest, all in all, while the task stood in line.
fn feed(recording: &Recording, cursor: usize, waited: Nanos) -> Vec<Mend> {
    let records = &recording.records()[..cursor];
    let since = records.last().map_or(Nanos(0), |record| record.at);
    let since = since.saturating_sub(waited);
    let mut held: Vec<(Span, Nanos)> = Vec::new();
    for record in records.iter().rev().take_while(|record| record.at >= since) {
        if let Event::BlockBegan { until, .. } = record.event {
            let length = until.saturating_sub(record.at);
            match held.iter_mut().find(|(span, _)| *span == record.span) {
                Some((_, sum)) => sum.0 += length.0,
                None => held.push((record.span, length)),
            }
        }
    }
    let most = held.iter().max_by_key(|(_, sum)| *sum);
    most.map_or_else(Vec::new, |(span, _)| unblock(&recording.source, *span))
}

/// Functions that block their thread, by what they are called as.
const BLOCKING: [&str; 4] = ["time.sleep", "requests.", "urllib.request.", "urlopen"];

/// The ways out for the blocking call at `span`; none where it is no call of a library, or where no
/// `async def` makes it, itself or by one plain function, or where `asyncio` is not imported by name.
#[must_use]
pub fn unblock(source: &Source, span: Span) -> Vec<Mend> {
    let Some((function, arguments)) = parts(source.slice(span)) else {
        return Vec::new();
    };
    if !BLOCKING.iter().any(|name| function.starts_with(name)) || !imports_asyncio(source.text()) {
        return Vec::new();
    }
    let mut ways = Vec::new();
    let mut place = span;
    let mut thread = format!("await asyncio.to_thread({function}, {arguments})");
    if is_async(source, span.start) {
        if function == "time.sleep" {
            ways.push(format!("await asyncio.sleep({arguments})"));
        }
    } else {
        let Some(call) = call_around(source, span) else {
            return Vec::new();
        };
        place = call;
        let Some((function, arguments)) = parts(source.slice(call)) else {
            return Vec::new();
        };
        let comma = if arguments.is_empty() { "" } else { ", " };
        thread = format!("await asyncio.to_thread({function}{comma}{arguments})");
    }
    ways.push(thread);
    let mend = |way: String| {
        let call = way.strip_prefix("await ").unwrap_or(&way);
        let edits = vec![TextEdit::new(place, awaited(source, place, call))];
        Mend::new(way, edits)
    };
    ways.into_iter().map(mend).collect()
}

/// What is called, and with what.
fn parts(call: &str) -> Option<(&str, &str)> {
    call.strip_suffix(')')?.split_once('(')
}

/// Where an `async def` calls the plain function around a place.
fn call_around(source: &Source, span: Span) -> Option<Span> {
    let header = *openers(source, source.line_of(span.start)).last()?;
    let header = source.line(header).trim_start();
    let name = header.strip_prefix("def ")?.split('(').next()?;
    let text = source.text();
    places_of(text, name).find_map(|at| {
        let before =
            text[..at].trim_end_matches(|c: char| c == '.' || c == '_' || c.is_alphanumeric());
        let arguments = text[at + name.len()..].strip_prefix('(')?;
        let end = at + name.len() + until(arguments, &[')'])? + "()".len();
        let offset = |at: usize| u32::try_from(at).ok();
        let call = Span::new(offset(before.len())?, offset(end)?);
        (!before.ends_with("def ") && is_async(source, call.start)).then_some(call)
    })
}

/// The code with an `await`, to stand at a place. An await binds less than what is asked of its
/// result.
fn awaited(source: &Source, span: Span, code: &str) -> String {
    match source.text()[span.end as usize..].starts_with(['.', '[', '(']) {
        true => format!("(await {code})"),
        false => format!("await {code}"),
    }
}

fn await_it(source: &Source, span: Span) -> Vec<Mend> {
    let code = source.slice(span);
    if !code.ends_with(')') {
        return Vec::new();
    }
    let runs = imports_asyncio(source.text());
    let around = openers(source, source.line_of(span.start));
    let is_def = |line: &u32| source.line(*line).contains("def ");
    if runs && !around.iter().any(is_def) {
        // The module's own code is in no loop.
        let edits = vec![TextEdit::new(span, format!("asyncio.run({code})"))];
        return vec![Mend::new(format!("asyncio.run({})", short(code)), edits)];
    }
    let mut mends = vec![Mend::new(
        format!("await {}", short(code)),
        vec![TextEdit::new(span, awaited(source, span, code))],
    )];
    if runs && is_statement(source, span) {
        // A task that nobody awaits would only be lost in another way.
        let edits = vec![TextEdit::new(
            span,
            format!("await asyncio.create_task({code})"),
        )];
        mends.push(Mend::new("run it as a task, and await that", edits));
    }
    mends
}

/// `raise` at the end of the `except` clause.
fn raise_again(source: &Source, span: Span) -> Vec<Mend> {
    let clause = source.line_of(span.start);
    if !source.line(clause).trim_start().starts_with("except") {
        return Vec::new();
    }
    let last = suite_end(source, clause);
    if last == clause {
        return Vec::new();
    }
    let text = source.line(last);
    let first = source.line(clause + 1);
    let indent = indent_of(first);
    let word = text.trim_start().split(' ').next();
    // What leaves the clause itself would leave before it.
    let goes = text.starts_with(indent)
        && matches!(word, Some("pass" | "return" | "break" | "continue"))
        && !text[indent.len()..].starts_with(' ');
    let edit = match goes {
        true => TextEdit::new(source.line_span(last), format!("{indent}raise")),
        false => insert_below(source, last, &format!("{indent}raise")),
    };
    vec![Mend::new("raise it again after cleaning up", vec![edit])]
}

fn with_siblings(source: &Source, span: Span) -> Vec<Mend> {
    let code = source.slice(span);
    let mut mends = Vec::new();
    if let Ok(blocks) = edit::read(source.text()) {
        let group = blocks.iter().find(|block| {
            let gathers = block
                .group()
                .is_some_and(|group| group.pattern == Pattern::Gather && group.fixed.is_none());
            gathers && block.span.start <= span.start && span.end <= block.span.end
        });
        if let Some(group) = group {
            let gesture = Gesture::SetPattern {
                group: group.id,
                pattern: Pattern::TaskGroup,
            };
            if let Ok(change) = change(source.text(), &gesture) {
                let label = "use a TaskGroup: it cancels them";
                let mut caught = change.edits.clone();
                caught.extend(stars(source, span));
                caught.sort_by_key(|edit| edit.span.start);
                mends.push(Mend::new(label, change.edits));
                mends.push(Mend::new(label, caught));
            }
        }
    }
    if code.contains("gather(") && code.ends_with(')') && !code.contains("return_exceptions") {
        let inside = code[..code.len() - 1].trim_end();
        let at = span.start + u32::try_from(inside.len()).unwrap_or(0);
        let comma = if inside.ends_with([',', '(']) {
            ""
        } else {
            ","
        };
        let several = code.contains('\n') && inside.ends_with(',');
        let text = if several {
            let line = inside.lines().last().unwrap_or("");
            let indent = indent_of(line);
            format!("\n{indent}return_exceptions=True,")
        } else {
            format!("{comma} return_exceptions=True")
        };
        mends.push(Mend::new(
            "return_exceptions=True: wait for all",
            vec![TextEdit::insert(at, text)],
        ));
    }
    mends
}

/// `except*` for the clauses around a place: what a group raises passes by `except ValueError`.
fn stars(source: &Source, span: Span) -> Vec<TextEdit> {
    let around = clauses(source, source.line_of(span.start));
    let Some(around) = around.iter().find(|around| !around.except.is_empty()) else {
        return Vec::new();
    };
    let star = |line: &u32| {
        let text = source.line(*line);
        let word = text.find("except ")? + "except".len();
        let at = source.line_start(*line) + u32::try_from(word).ok()?;
        Some(TextEdit::insert(at, "*"))
    };
    around.except.iter().filter_map(star).collect()
}

const GATHERED: &str = "await asyncio.gather(…)";

fn overlap(source: &Source, span: Span) -> Vec<Mend> {
    let Ok(blocks) = edit::read(source.text()) else {
        return Vec::new();
    };
    let mut of_span = sequences(source, &blocks).into_iter();
    if let Some(sequence) = of_span.find(|sequence| sequence.span == span) {
        let (place, text) = sequence.edit;
        let label = match text.contains("asyncio.gather(") {
            true => GATHERED,
            false => "tasks first, awaits after",
        };
        return vec![Mend::new(label, vec![TextEdit::new(place, text)])];
    }
    let group = blocks
        .iter()
        .find(|block| matches!(block.kind, Kind::Group(_)) && block.span == span);
    let ways = [
        (Pattern::Gather, GATHERED),
        (Pattern::TaskGroup, "async with asyncio.TaskGroup()"),
    ];
    let mend = |(pattern, label): (Pattern, &str)| {
        let gesture = Gesture::SetPattern {
            group: group?.id,
            pattern,
        };
        let change = change(source.text(), &gesture).ok()?;
        Some(Mend::new(label, change.edits))
    };
    ways.into_iter().filter_map(mend).collect()
}

// ---------------------------------------------------------------- what stands around a place

fn imports_asyncio(text: &str) -> bool {
    text.lines().any(|line| {
        line.strip_prefix("import ")
            .is_some_and(|names| names.split(',').any(|name| name.trim() == "asyncio"))
    })
}

/// True when the nearest function around the offset is an `async def`.
fn is_async(source: &Source, offset: u32) -> bool {
    let around = openers(source, source.line_of(offset));
    let function = around.iter().map(|line| source.line(*line).trim_start());
    let mut functions = function.filter(|text| {
        ["async def ", "def ", "class "]
            .iter()
            .any(|word| text.starts_with(word))
    });
    functions
        .next()
        .is_some_and(|text| text.starts_with("async"))
}

/// True when a span is a whole line but for its indentation.
fn is_statement(source: &Source, span: Span) -> bool {
    let line = source.line(source.line_of(span.start));
    line.trim() == source.slice(span)
}

/// A new line behind a line.
fn insert_below(source: &Source, line: u32, text: &str) -> TextEdit {
    let span = source.line_span(line);
    let end = span.start + u32::try_from(source.line(line).trim_end().len()).unwrap_or(0);
    TextEdit::insert(end, format!("\n{text}"))
}

/// A name that the text does not have.
fn free_name(text: &str, base: &str) -> String {
    let is_taken = |name: &str| places_of(text, name).next().is_some();
    let mut name = base.to_owned();
    let mut number = 2;
    while is_taken(&name) {
        name = format!("{base}{number}");
        number += 1;
    }
    name
}

fn short(code: &str) -> String {
    let line = code.lines().next().unwrap_or("");
    if line.len() == code.len() && line.chars().count() <= 40 {
        return line.to_owned();
    }
    let head: String = line.chars().take(36).collect();
    format!("{head}…")
}

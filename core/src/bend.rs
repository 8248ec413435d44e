//! Edits that bend a program from where it is seen running: make this task fail, make its wait
//! block, put a timeout around it, add another one like it.
//!
//! Pure, as [`crate::mend`]: a recording, a task and a place go in, edits of the text come out.

use crate::edit::{Gesture, Kind, Parent, Pattern, TextEdit, apply, change, read};
use crate::inspect::journey::{openers, suite_end};
use crate::mend::trial::runs;
use crate::mend::{Mend, unblock};
use crate::recording::Recording;
use crate::source::{Source, Span, indent_of};
use crate::trace::{Event, TaskId};

/// What can be done to a task whose code is at `place`, in the order of a menu.
#[must_use]
pub fn bends(recording: &Recording, task: TaskId, place: Span) -> Vec<Mend> {
    let source = &recording.source;
    let mut all = Vec::new();
    all.extend(fail(recording, task));
    all.extend(block(source, place));
    all.extend(unblock(source, place));
    all.extend(time_out(source, place));
    all.extend(another(recording, task));
    all.retain(|bend| runs(&apply(source.text(), &bend.edits)));
    all
}

/// The call of the task's coroutine function and the first string that it was given.
fn made(recording: &Recording, task: TaskId) -> (Span, &str, Option<&str>) {
    let (mut span, mut coro, mut label) = (Span::default(), "", None);
    for record in recording.records() {
        match record.event {
            Event::TaskCreated {
                task: of, coro: it, ..
            } if of == task => (span, coro) = (record.span, recording.text(it)),
            Event::TaskLabelled {
                task: of,
                label: it,
                is_number,
            } if of == task => {
                label = (!is_number).then(|| recording.text(it));
                break;
            }
            _ => {}
        }
    }
    (span, coro, label)
}

/// The line of `async def name(`.
fn definition(source: &Source, name: &str) -> Option<u32> {
    let short = name.rsplit('.').next().unwrap_or(name);
    let opening = format!("async def {short}(");
    (1..=source.line_count()).find(|line| source.line(*line).trim_start().starts_with(&opening))
}

/// It raises before it would return; of several tasks of one function only this one, where its
/// first argument tells it from the others.
fn fail(recording: &Recording, task: TaskId) -> Option<Mend> {
    let source = &recording.source;
    let (_, coro, label) = made(recording, task);
    let line = definition(source, coro)?;
    let last = suite_end(source, line);
    if last == line {
        return None;
    }
    let header = source.line(line);
    let first = header
        .split('(')
        .nth(1)?
        .split([',', ')', ':', '='])
        .next()?
        .trim();
    let indent = indent_of(source.line(line + 1));
    let shown = label.unwrap_or(coro.rsplit('.').next().unwrap_or(coro));
    let quoted = shown.replace(['\\', '"'], "");
    let raise = format!("raise RuntimeError(\"{quoted} failed\")");
    let code = match label {
        Some(label) if !first.is_empty() && label == quoted => {
            format!("{indent}if {first} == \"{label}\":\n{indent}    {raise}\n")
        }
        _ => format!("{indent}{raise}\n"),
    };
    let at_return = source.line(last).starts_with(&format!("{indent}return"));
    let edit = if at_return {
        TextEdit::insert(source.line_start(last), code)
    } else {
        let end = source.line_span(last).end;
        let whole = source.text().len();
        let ends_line = source.text().as_bytes().get(end as usize - 1) == Some(&b'\n');
        let (before, code) = match (ends_line, end as usize >= whole) {
            (true, _) => ("", code.as_str()),
            (false, true) => ("\n", code.as_str()),
            (false, false) => ("\n", code.trim_end()),
        };
        TextEdit::insert(end, format!("{before}{code}"))
    };
    Some(mend("Make it fail", vec![edit]))
}

/// `await asyncio.sleep(…)` becomes `time.sleep(…)`.
fn block(source: &Source, place: Span) -> Option<Mend> {
    let code = source.slice(place);
    let inside = code
        .strip_prefix("await asyncio.sleep(")
        .and_then(|rest| rest.strip_suffix(')'))?;
    let mut edits = Vec::new();
    let text = source.text();
    let is_import = |line: &str| {
        let names = line.strip_prefix("import ").unwrap_or("");
        names.split(',').any(|name| name.trim() == "time")
    };
    if !text.lines().any(is_import) {
        let last = (1..=source.line_count())
            .take_while(|line| source.line_start(*line) < place.start)
            .filter(|line| source.line(*line).starts_with("import "))
            .last();
        let at = last.map_or(0, |line| source.line_start(line + 1));
        edits.push(TextEdit::insert(at, "import time\n"));
    }
    edits.push(TextEdit::new(place, format!("time.sleep({inside})")));
    Some(mend("Make it blocking", edits))
}

/// The statement goes into `async with asyncio.timeout(…)`.
fn time_out(source: &Source, place: Span) -> Option<Mend> {
    if place.start >= place.end || !source.slice(place).contains("await") {
        return None;
    }
    let blocks = read(source.text()).ok()?;
    let block = blocks.iter().rfind(|block| {
        let is_statement = matches!(block.parent, Parent::Suite(_))
            && !matches!(block.kind, Kind::Function(_) | Kind::Compound);
        is_statement && block.span.start <= place.start && place.end <= block.span.end
    })?;
    let (from, to) = (
        source.line_of(block.span.start),
        source.line_of(block.span.end),
    );
    openers(source, from).first()?;
    let indent = indent_of(source.line(from));
    let mut edits = vec![TextEdit::insert(
        source.line_start(from),
        format!("{indent}async with asyncio.timeout(1.0):\n"),
    )];
    for line in from..=to {
        if !source.line(line).trim().is_empty() {
            let unit = if indent.contains('\t') { "\t" } else { "    " };
            edits.push(TextEdit::insert(source.line_start(line), unit));
        }
    }
    // Two edits at one place become one.
    let second = edits.remove(1);
    edits[0].text.push_str(&second.text);
    Some(mend("Wrap in a timeout here", edits))
}

/// The call that made it stands twice, the second time with a name of its own.
fn another(recording: &Recording, task: TaskId) -> Option<Mend> {
    let source = &recording.source;
    let (span, coro, label) = made(recording, task);
    if span.start >= span.end {
        return None;
    }
    let blocks = read(source.text()).ok()?;
    let short = coro.rsplit('.').next().unwrap_or(coro);
    let block = blocks.iter().find(|block| {
        let code = source.slice(block.span);
        let is_call = matches!(&block.kind, Kind::Call(call) if call.callee == short);
        let near = block.span.start <= span.end && span.start <= block.span.end
            || matches!(block.parent, Parent::Group(_));
        is_call && near && label.is_none_or(|label| code.contains(label))
    })?;
    let gesture = Gesture::Duplicate(block.id);
    let mut edits = change(source.text(), &gesture).ok()?.edits;
    if let Some(label) = label {
        let name = (2..).map(|number| format!("{label} {number}"));
        let mut free = name.filter(|name| !source.text().contains(name.as_str()));
        let (old, new) = (format!("\"{label}\""), format!("\"{}\"", free.next()?));
        for edit in &mut edits {
            edit.text = edit.text.replacen(&old, &new, 1);
        }
    }
    Some(mend("Add a task like this", edits))
}

fn mend(label: &str, edits: Vec<TextEdit>) -> Mend {
    Mend {
        label: label.to_owned(),
        edits,
    }
}

/// One program of a comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Variant {
    pub title: String,
    /// What sets it apart, in a few words.
    pub differs: String,
    pub text: String,
}

/// The calls of the largest group of a text run in three ways: one after another, together, and
/// together but with waits that block. `None` where no group can be written in other ways. A place
/// of the text asks for the group that begins there.
#[must_use]
pub fn three_ways(text: &str, at: Option<u32>) -> Option<[Variant; 3]> {
    let blocks = read(text).ok()?;
    let groups = blocks.iter().filter_map(|block| {
        let group = block.group().filter(|group| group.fixed.is_none())?;
        let wanted = at.is_none_or(|at| block.span.start == at);
        (group.calls.len() > 1 && wanted).then_some((block, group))
    });
    let (block, group) = groups.max_by_key(|(_, group)| group.calls.len())?;
    let calls = group.calls.len();
    let written = |pattern: Pattern| {
        let gesture = Gesture::SetPattern {
            group: block.id,
            pattern,
        };
        let change = change(text, &gesture).ok()?;
        Some(apply(text, &change.edits))
    };
    let together = written(Pattern::Gather)?;
    let mut blocking = together.clone();
    let callees = group
        .calls
        .iter()
        .filter_map(|id| match &blocks.get(*id)?.kind {
            Kind::Call(call) => Some(call.callee.clone()),
            _ => None,
        });
    let mut callees: Vec<String> = callees.collect();
    callees.dedup();
    for callee in callees {
        blocking = held(&blocking, &callee);
    }
    let variant = |title: &str, differs: String, text: String| Variant {
        title: title.to_owned(),
        differs,
        text,
    };
    Some([
        variant(
            "Sequential",
            "one await after another".to_owned(),
            written(Pattern::Sequential)?,
        ),
        variant(
            "Gather",
            format!("{calls} tasks, the waits overlap"),
            together,
        ),
        variant(
            "Gather, but blocking",
            format!("{calls} tasks, time.sleep inside"),
            blocking,
        ),
    ])
}

/// The text with every `await asyncio.sleep(…)` of a function written as `time.sleep(…)`.
fn held(text: &str, function: &str) -> String {
    let mut text = text.to_owned();
    loop {
        let source = Source::new("program.py", text.as_str());
        let Some(line) = definition(&source, function) else {
            return text;
        };
        let begin = source.line_start(line) as usize;
        let end = source.line_span(suite_end(&source, line)).end as usize;
        let Some(at) = text[begin..end].find("await asyncio.sleep(") else {
            return text;
        };
        let start = begin + at;
        let Some(length) = closing(&text[start..]) else {
            return text;
        };
        let span = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let place = Span::new(span(start), span(start + length));
        match block(&source, place) {
            Some(bend) => text = apply(&text, &bend.edits),
            None => return text,
        }
    }
}

/// Length up to the bracket that closes the first one.
fn closing(code: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, letter) in code.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at + 1),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

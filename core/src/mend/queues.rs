//! Ends for those who wait at a queue for ever: `task_done()` for a join that nobody counts down,
//! `shutdown()` for a get that nobody will answer.

use super::{Mend, imports_asyncio, insert_below};
use crate::edit::TextEdit;
use crate::inspect::journey::{openers, suite_end};
use crate::names::short_coro;
use crate::recording::Recording;
use crate::source::{Source, indent_of};
use crate::trace::{Event, TaskId, WaitKind};

/// The edits that let the waiting tasks of a deadlock go on, where a queue is what they wait at.
pub(super) fn unlock(recording: &Recording, waiting: &[TaskId]) -> Vec<Mend> {
    let source = &recording.source;
    let waits: Vec<_> = waiting
        .iter()
        .filter_map(|task| last_wait(recording, *task))
        .collect();
    let joins = waits.iter().find_map(|(kind, _)| match kind {
        WaitKind::QueueJoin(id) => Some(*id),
        _ => None,
    });
    let getter = waits.iter().find_map(|(kind, line)| match kind {
        WaitKind::QueueGet(id) if joins.is_none_or(|join| join == *id) => Some(*line),
        _ => None,
    });
    let mend = getter.and_then(|line| match joins {
        Some(_) => count_down(source, line),
        None => shut_down(recording, line),
    });
    mend.into_iter().collect()
}

/// What a task began to wait on last, and at which line.
fn last_wait(recording: &Recording, task: TaskId) -> Option<(WaitKind, u32)> {
    recording.records().iter().rev().find_map(|record| {
        let Event::WaitBegan { task: of, wait } = record.event else {
            return None;
        };
        let kind = recording.trace.waits.get(wait.index())?.kind;
        (of == task).then_some((kind, recording.line(record.span)?))
    })
}

/// `queue` of `item = await queue.get()`.
fn caller<'a>(line: &'a str, method: &str) -> Option<&'a str> {
    let before = line.split_once(method)?.0;
    let part = |letter: char| letter == '_' || letter == '.' || letter.is_alphanumeric();
    let begin = before
        .char_indices()
        .rev()
        .take_while(|(_, letter)| part(*letter))
        .last()?
        .0;
    Some(&before[begin..])
}

/// `task_done()` at the end of the round that gets.
fn count_down(source: &Source, line: u32) -> Option<Mend> {
    let text = source.line(line);
    let queue = caller(text, ".get(")?;
    let last = suite_end(source, *openers(source, line).first()?);
    let leaves = ["return", "break", "continue", "raise"];
    let goes_on = !leaves
        .iter()
        .any(|word| source.line(last).trim_start().starts_with(word));
    let call = format!("{queue}.task_done()");
    let is_new = !source.text().contains(".task_done(");
    let edit = insert_below(source, last, &format!("{}{call}", indent_of(text)));
    (goes_on && is_new).then(|| Mend::new(format!("{call} after each item"), vec![edit]))
}

/// `shutdown()` where the one producer ends, and a consumer that ends by it.
fn shut_down(recording: &Recording, line: u32) -> Option<Mend> {
    let source = &recording.source;
    let text = source.line(line);
    caller(text, ".get(")?;
    let in_while = source
        .line(*openers(source, line).first()?)
        .trim_start()
        .starts_with("while ");
    let numbers = 1..=source.line_count();
    let puts: Vec<u32> = numbers
        .filter(|number| {
            [".put(", ".put_nowait("]
                .iter()
                .any(|it| source.line(*number).contains(it))
        })
        .collect();
    let last = *puts.last()?;
    let around = openers(source, last);
    let function = *around.last()?;
    let is_one = puts
        .iter()
        .all(|put| openers(source, *put).last() == Some(&function))
        && openers(source, line).last() != Some(&function)
        && tasks_of(recording, function) == 1;
    if !in_while
        || !is_one
        || !imports_asyncio(source.text())
        || source.text().contains(".shutdown(")
    {
        return None;
    }
    let method = if source.line(last).contains(".put(") {
        ".put("
    } else {
        ".put_nowait("
    };
    let call = format!("{}.shutdown()", caller(source.line(last), method)?);
    // Behind the statement of the function's own suite that holds the last put.
    let outer = around.len().checked_sub(2).map(|at| around[at]);
    let end = outer.map_or(last, |outer| suite_end(source, outer));
    let inner = indent_of(source.line(outer.unwrap_or(last)));
    let (space, code) = (indent_of(text), text.trim());
    let body = format!(
        "{space}try:\n{space}    {code}\n{space}except asyncio.QueueShutDown:\n{space}    break"
    );
    let mut edits = vec![
        insert_below(source, end, &format!("{inner}{call}")),
        TextEdit::new(source.line_span(line), body),
    ];
    edits.sort_by_key(|edit| edit.span.start);
    Some(Mend::new(
        format!("{call} when all is put, and end by it"),
        edits,
    ))
}

/// How many tasks run the function whose header stands at this line.
fn tasks_of(recording: &Recording, header: u32) -> usize {
    let text = recording.source.line(header);
    let name = text
        .split_once("def ")
        .and_then(|it| it.1.split('(').next());
    let runs = |event: &Event| {
        matches!(event, Event::TaskCreated { coro, .. }
            if name == Some(short_coro(recording.text(*coro))))
    };
    recording
        .records()
        .iter()
        .filter(|it| runs(&it.event))
        .count()
}

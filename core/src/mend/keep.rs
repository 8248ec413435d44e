//! Tasks that nobody holds: they get a name, and are awaited at the end of the suite that made them.

use super::{Mend, free_name, imports_asyncio, insert_below, is_async};
use crate::edit::TextEdit;
use crate::inspect::journey::{openers, suite_end};
use crate::recording::Recording;
use crate::source::{Source, indent_of, is_name};
use crate::trace::{Event, TaskId};

/// The edit that keeps a task and awaits it.
pub(super) fn keep(recording: &Recording, task: TaskId) -> Option<Mend> {
    let source = &recording.source;
    let made = recording.records().iter().find(
        |record| matches!(record.event, Event::TaskCreated { task: made, .. } if made == task),
    );
    let span = made?.span;
    let call = source.slice(span);
    let makes = call.contains("create_task(") || call.contains("ensure_future(");
    if !makes || !is_async(source, span.start) {
        return None;
    }
    let line = source.line_of(span.start);
    // Awaiting in a loop would run one after the other.
    let is_loop = |opener: &u32| {
        let code = source.line(*opener).trim_start();
        code.starts_with("for ") || code.starts_with("while ")
    };
    let around = openers(source, line);
    let outermost = around.iter().rposition(is_loop);
    let header = outermost.map_or(line, |at| around[at]);
    let outer = *around.get(outermost.map_or(0, |at| at + 1))?;
    let before = source.line(line)[..(span.start - source.line_start(line)) as usize].trim_start();
    let holder = before.trim_end();
    let assigned = holder.strip_suffix('=').map(str::trim_end);
    let mut edits = Vec::new();
    let several = header != line;
    let one = if holder.is_empty() {
        None
    } else if let Some(name) = assigned.filter(|name| is_name(name)) {
        Some(name.to_owned())
    } else {
        return gathered(source, span.start, holder, outer, header);
    };
    let text = source.text();
    if !several {
        let name = one.clone().unwrap_or_else(|| free_name(text, "task"));
        if one.is_none() {
            edits.push(TextEdit::insert(span.start, format!("{name} = ")));
        }
        edits.push(at_end(source, outer, header, &name));
        let label = format!("keep it as {name}, and await it at the end");
        return Some(Mend::new(label, edits));
    }
    let name = free_name(text, "tasks");
    let list = format!("{}{name} = []\n", indent_of(source.line(header)));
    edits.push(TextEdit::insert(source.line_start(header), list));
    match one {
        None => {
            edits.push(TextEdit::insert(span.start, format!("{name}.append(")));
            edits.push(TextEdit::insert(span.end, ")"));
        }
        Some(one) => {
            let append = format!("\n{}{name}.append({one})", indent_of(source.line(line)));
            edits.push(TextEdit::insert(span.end, append));
        }
    }
    together(source, name, edits, outer, header)
}

/// They are in a list already, or in one that nobody holds.
fn gathered(source: &Source, start: u32, holder: &str, outer: u32, header: u32) -> Option<Mend> {
    let mut edits = Vec::new();
    let into = [".append(", ".add("];
    let known = into.iter().find_map(|method| holder.strip_suffix(method));
    let display = holder.strip_suffix('[').map(str::trim_end);
    let name = match (known, display) {
        (Some(name), _) => name.to_owned(),
        (_, Some("")) => {
            let name = free_name(source.text(), "tasks");
            let line = source.line_start(source.line_of(start));
            let at =
                line + u32::try_from(indent_of(source.line(source.line_of(start))).len()).ok()?;
            edits.push(TextEdit::insert(at, format!("{name} = ")));
            name
        }
        (_, Some(assigned)) => assigned.strip_suffix('=')?.trim_end().to_owned(),
        _ => return None,
    };
    if !is_name(&name) {
        return None;
    }
    together(source, name, edits, outer, header)
}

fn together(
    source: &Source,
    name: String,
    mut edits: Vec<TextEdit>,
    outer: u32,
    header: u32,
) -> Option<Mend> {
    let gather = format!("asyncio.gather(*{name})");
    edits.push(at_end(source, outer, header, &gather));
    let label = format!("keep them as {name}, and await them at the end");
    imports_asyncio(source.text()).then(|| Mend::new(label, edits))
}

/// `await what` at the end of the suite that `outer` opens, as far in as the line `inner`.
fn at_end(source: &Source, outer: u32, inner: u32, what: &str) -> TextEdit {
    let indent = indent_of(source.line(inner));
    let last = suite_end(source, outer);
    let line = source.line(last);
    if line
        .strip_prefix(indent)
        .is_some_and(|code| code.starts_with("return"))
    {
        return TextEdit::insert(source.line_start(last), format!("{indent}await {what}\n"));
    }
    insert_below(source, last, &format!("{indent}await {what}"))
}

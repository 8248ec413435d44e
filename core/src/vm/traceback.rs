//! Tracebacks as CPython prints them.

use super::exception;
use super::format;
use crate::world::World;
use crate::world::value::{Exception, Outcome, Raise, TracebackEntry, Value};
use std::rc::Rc;

const CAUSE: &str =
    "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str =
    "\nDuring handling of the above exception, another exception occurred:\n\n";

/// The whole text, chained exceptions first; ends in a line break.
pub fn render(world: &mut World, exception: &Rc<Exception>) -> String {
    let mut seen = Vec::new();
    let mut text = String::new();
    render_chain(world, exception, &mut seen, &mut text);
    text
}

fn render_chain(
    world: &mut World,
    exception: &Rc<Exception>,
    seen: &mut Vec<*const Exception>,
    text: &mut String,
) {
    // The chain is walked without recursion: it may be long.
    let mut chain = vec![(exception.clone(), "")];
    loop {
        let (last, _) = &chain[chain.len() - 1];
        seen.push(Rc::as_ptr(last));
        let cause = last.cause.borrow().clone();
        let context = last.context.borrow().clone();
        let next = match (cause, context) {
            (Some(cause), _) => Some((cause, CAUSE)),
            (None, Some(context)) if !last.suppress_context.get() => Some((context, CONTEXT)),
            _ => None,
        };
        match next {
            Some((next, link)) if !seen.contains(&Rc::as_ptr(&next)) => {
                chain.push((next, link));
            }
            _ => break,
        }
    }
    for at in (0..chain.len()).rev() {
        let (exception, link) = chain[at].clone();
        render_one(world, &exception, text);
        text.push_str(link);
    }
}

fn render_one(world: &mut World, exception: &Rc<Exception>, text: &mut String) {
    let entries = exception.traceback.borrow().clone();
    if entries.iter().any(|entry| !entry.code.hidden) {
        text.push_str("Traceback (most recent call last):\n");
    }
    for entry in entries.iter().rev().filter(|entry| !entry.code.hidden) {
        text.push_str(&render_entry(world, entry));
    }
    text.push_str(&last_line(world, exception));
    text.push('\n');
    for note in notes(exception) {
        text.push_str(&note);
        text.push('\n');
    }
}

fn notes(exception: &Rc<Exception>) -> Vec<String> {
    match exception.dict.get_text("__notes__") {
        Some(Value::List(list)) => list
            .0
            .borrow()
            .iter()
            .filter_map(Value::as_str)
            .map(|note| note.as_str().to_owned())
            .collect(),
        _ => Vec::new(),
    }
}

fn render_entry(world: &World, entry: &TracebackEntry) -> String {
    let source = &world.source;
    let line = source.line_of(entry.span.start);
    let mut text = format!(
        "  File \"{}\", line {line}, in {}\n",
        source.name(),
        entry.code.code.qualname
    );
    let excerpt = source.line(line).trim();
    if !excerpt.is_empty() {
        text.push_str(&format!("    {excerpt}\n"));
    }
    text
}

/// `ValueError: message`: the last line of a traceback.
pub fn last_line(world: &mut World, exception: &Rc<Exception>) -> String {
    let class = exception.class.clone();
    let module = class.module.borrow().clone();
    let name = class.qualname.borrow().clone();
    let name = match module.as_str() {
        "builtins" | "__main__" => name.as_str().to_owned(),
        module => format!("{module}.{}", name.as_str()),
    };
    match message(world, exception) {
        Ok(message) if message.is_empty() => name,
        Ok(message) => format!("{name}: {message}"),
        Err(_) => format!("{name}: <exception str() failed>"),
    }
}

/// `str(exception)`.
///
/// # Errors
/// What an own `__str__` raises.
pub fn message(world: &mut World, exception: &Rc<Exception>) -> Outcome<String> {
    let text = format::str(world, &Value::Exception(exception.clone()));
    match text {
        Ok(text) => Ok(text.as_str().to_owned()),
        Err(Raise::Exception(inner)) => Err(Raise::Exception(inner)),
        Err(Raise::Halt) => Ok(String::new()),
    }
}

/// The class name without its module, and the message: as the schedule log shows an end.
pub fn end_line(world: &mut World, exception: &Rc<Exception>) -> String {
    let name = exception.class.name.borrow().clone();
    match message(world, exception) {
        Ok(message) if !message.is_empty() => format!("{}: {message}", name.as_str()),
        _ => name.as_str().to_owned(),
    }
}

/// Whether the exception is a group.
#[must_use]
pub fn is_group(world: &World, exception: &Rc<Exception>) -> bool {
    exception::members(world, exception).is_some()
}

/// As [`render`], without the exceptions that it is chained to.
pub fn render_alone(world: &mut World, exception: &Rc<Exception>) -> String {
    let mut text = String::new();
    render_one(world, exception, &mut text);
    text
}

/// One text for each frame that the exception passed, outermost first.
pub fn entries(world: &mut World, exception: &Rc<Exception>) -> Vec<String> {
    let entries = exception.traceback.borrow().clone();
    entries
        .iter()
        .rev()
        .filter(|entry| !entry.code.hidden)
        .map(|entry| render_entry(world, entry))
        .collect()
}

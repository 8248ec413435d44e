//! Programs for an older Python, in today's words.

use super::Mend;
use crate::edit::TextEdit;
use crate::findings::Older;
use crate::source::{Source, Span, indent_of, is_name, places_of, until};

const GET: &str = "asyncio.get_event_loop()";
const RUN: &str = ".run_until_complete";

/// The edits for what failed at `span`.
pub(super) fn today(source: &Source, older: Older, span: Span) -> Vec<Mend> {
    match older {
        Older::GetEventLoop => own_loop(source, span),
        Older::WaitForCoroutines => tasks(source, span).into_iter().collect(),
        Older::LoopArgument => without_loop(source, span).into_iter().collect(),
    }
}

/// `asyncio.run` where the loop does nothing but run one coroutine; a loop that the program makes
/// itself, where it does more.
fn own_loop(source: &Source, span: Span) -> Vec<Mend> {
    if source.slice(span) != GET {
        return Vec::new();
    }
    let line = source.line_of(span.start);
    let text = source.line(line);
    let (before, after) = text.split_at((span.start - source.line_start(line)) as usize);
    let after = after[GET.len()..].trim_end();
    let name = before.trim().strip_suffix('=').map(str::trim_end);
    let name = name.filter(|name| is_name(name) && after.is_empty());
    let mut mends = Vec::new();
    mends.extend(
        match name {
            Some(name) => run_once(source, line, name),
            None => after
                .strip_prefix(RUN)
                .filter(|rest| is_coroutine(source.text(), rest))
                .map(|_| {
                    let end = span.end + length(RUN);
                    vec![TextEdit::new(Span::new(span.start, end), "asyncio.run")]
                }),
        }
        .map(|edits| Mend::new("asyncio.run", edits)),
    );
    let mut edits = vec![TextEdit::new(span, "asyncio.new_event_loop()")];
    if let Some(name) = name {
        let indent = indent_of(before);
        let set = format!("\n{indent}asyncio.set_event_loop({name})");
        edits.push(TextEdit::insert(span.end, set));
    }
    mends.push(Mend::new("asyncio.new_event_loop()", edits));
    mends
}

/// The line that gets the loop goes, and so does the one that closes it.
fn run_once(source: &Source, got: u32, name: &str) -> Option<Vec<TextEdit>> {
    let whole = |line: u32| {
        let span = source.line_span(line);
        let end = source.text().len().min(span.end as usize + 1);
        let span = Span::new(span.start, u32::try_from(end).ok()?);
        Some(TextEdit::new(span, ""))
    };
    let mut edits: Vec<TextEdit> = vec![whole(got)?];
    let mut runs = 0;
    for line in (1..=source.line_count()).filter(|line| *line != got) {
        let text = source.line(line);
        let mut at = places_of(text, name);
        let Some(place) = at.next() else { continue };
        let rest = &text[place + name.len()..];
        if rest.trim() == ".close()" && text.trim_start().len() == rest.len() + name.len() {
            let opens = line > 1 && source.line(line - 1).trim_end().ends_with(':');
            edits.push(whole(line).filter(|_| !opens)?);
            continue;
        }
        let call = rest.strip_prefix(RUN)?;
        if at.next().is_some() || !is_coroutine(source.text(), call) {
            return None;
        }
        let start = source.line_start(line) + u32::try_from(place).ok()?;
        let end = start + length(name) + length(RUN);
        edits.push(TextEdit::new(Span::new(start, end), "asyncio.run"));
        runs += 1;
    }
    (runs == 1).then_some(edits)
}

/// Whether `(main(…` begins a call of a coroutine function of the text.
fn is_coroutine(text: &str, call: &str) -> bool {
    let name = call.strip_prefix('(').and_then(|call| call.split_once('('));
    name.is_some_and(|(name, _)| is_name(name) && text.contains(&format!("async def {name}(")))
}

/// `asyncio.wait` gets tasks of what it was given.
fn tasks(source: &Source, span: Span) -> Option<Mend> {
    const CALL: &str = "asyncio.wait(";
    let at = source.slice(span).find(CALL)? + CALL.len();
    let start = span.start + u32::try_from(at).ok()?;
    let argument = first_argument(&source.text()[start as usize..])?;
    let end = start + length(argument);
    // A generator expression may only stand without brackets where it stands alone.
    let (open, close) = match argument.contains(" for ") && !argument.starts_with(['(', '[', '{']) {
        true => ("map(asyncio.create_task, (", "))"),
        false => ("map(asyncio.create_task, ", ")"),
    };
    let edits = vec![TextEdit::insert(start, open), TextEdit::insert(end, close)];
    Some(Mend::new("make tasks of them", edits))
}

/// The text up to the comma or bracket that ends the first argument.
fn first_argument(text: &str) -> Option<&str> {
    Some(&text[..until(text, &[',', ')'])?])
}

/// The argument `loop=` goes, with the comma beside it.
fn without_loop(source: &Source, span: Span) -> Option<Mend> {
    const ARGUMENT: &str = "loop=";
    let code = source.slice(span);
    let at = code.find(ARGUMENT)?;
    let (before, rest) = code.split_at(at);
    let value = first_argument(&rest[ARGUMENT.len()..])?;
    let mut end = at + ARGUMENT.len() + value.len();
    let start = match before.trim_end().strip_suffix(',') {
        Some(before) => before.len(),
        None => {
            let rest = &code[end..];
            end += rest.len() - rest.trim_start_matches([',', ' ']).len();
            at
        }
    };
    let place = |at: usize| Some(span.start + u32::try_from(at).ok()?);
    let edits = vec![TextEdit::new(Span::new(place(start)?, place(end)?), "")];
    Some(Mend::new("leave loop= out", edits))
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

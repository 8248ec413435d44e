//! Calls that are awaited one after another, though none needs anything of the one before: in the
//! rounds of a loop, or as tasks that are awaited where they are made. (Those of one line each, one
//! under another, are a group of blocks, as awaited calls are.)
//!
//! ```text
//!   for n in numbers:                    await asyncio.gather(*(f(n) for n in numbers))
//!       await f(n)
//!
//!   all = []                             all = await asyncio.gather(*(f(n) for n in numbers))
//!   for n in numbers:                    without the first line:
//!       all.append(await f(n))           all.extend(await asyncio.gather(*(f(n) for n in numbers)))
//!
//!   for n in numbers:                    for it in await asyncio.gather(*(f(n) for n in numbers)):
//!       it = await f(n)                      print(it)
//!       print(it)
//!
//!   all = [await f(n) for n in numbers]  all = await asyncio.gather(*(f(n) for n in numbers))
//!
//!   a = asyncio.create_task(f(1))        a = asyncio.create_task(f(1))
//!   await a                              b = asyncio.create_task(f(2))
//!   b = asyncio.create_task(f(2))        await a
//!   await b                              await b
//! ```
//!
//! In a loop, too, the call may be a task that is awaited at once.

use crate::edit::{Block, Blocks, Kind, Suite};
use crate::source::{Source, Span, is_name, places_of, until};

/// Statements that await one call after another.
pub(crate) struct Sequence {
    pub span: Span,
    /// What is awaited: one call that every round of a loop makes, or several.
    pub calls: Vec<Span>,
    /// The edit that lets them overlap: what it replaces (with a loop, the empty list that is made for
    /// it), and by what.
    pub edit: (Span, String),
}

pub(crate) fn sequences(source: &Source, blocks: &Blocks) -> Vec<Sequence> {
    let find = |block: &Block| match block.kind {
        Kind::Compound => in_loop(source, blocks, block),
        Kind::Function(_) => None,
        _ => in_list(source, block),
    };
    let mut found: Vec<_> = blocks.iter().filter_map(find).collect();
    for suite in blocks.suites() {
        found.extend(in_row(suite, &lines(source, blocks, suite)));
    }
    found
}

/// A statement. Compound ones, and those with comments, which an edit would lose, have no code.
#[derive(Clone, Copy)]
struct Line<'a> {
    code: &'a str,
    start: u32,
}

impl Line<'_> {
    /// The place of a piece of its code.
    fn place(&self, piece: &str) -> Option<Span> {
        let start = self.start + u32::try_from(self.code.find(piece)?).ok()?;
        Some(Span::new(start, start + u32::try_from(piece.len()).ok()?))
    }
}

/// The statements of a suite, in order; those of a group have a line each.
fn lines<'a>(source: &'a Source, blocks: &Blocks, suite: &Suite) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for block in suite.blocks.iter().filter_map(|id| blocks.get(*id)) {
        let is_compound = matches!(block.kind, Kind::Compound | Kind::Function(_));
        let is_group = matches!(block.kind, Kind::Group(_));
        let mut start = block.span.start;
        while start < block.span.end {
            let line = source.line_span(source.line_of(start));
            let end = if is_group {
                line.end.min(block.span.end)
            } else {
                block.span.end
            };
            let behind = source.line_span(source.line_of(end)).end;
            let has_comment = source.slice(Span::new(start, behind)).contains('#');
            let code = source.slice(Span::new(start, end));
            lines.push(Line {
                code: if has_comment || is_compound { "" } else { code },
                start,
            });
            let rest = &source.text()[end as usize..block.span.end as usize];
            start = block.span.end - u32::try_from(rest.trim_start().len()).unwrap_or(0);
        }
    }
    lines
}

/// The call that becomes a task here.
fn of_task(code: &str) -> Option<&str> {
    code.strip_prefix("asyncio.create_task(")?.strip_suffix(')')
}

/// The variable of a task that the first of two lines makes, its call, and where the second line awaits
/// it.
fn awaited_at_once<'a>(first: Line<'a>, second: Line<'_>) -> Option<(&'a str, &'a str, usize)> {
    let (name, made) = first.code.split_once(" = ")?;
    let mut places = places_of(second.code, name).filter(|_| is_name(name));
    let at = places
        .next()
        .filter(|at| second.code[..*at].ends_with("await "))?;
    let once = places.next().is_none() && second.code.matches("await ").count() == 1;
    once.then_some((name, of_task(made)?, at))
}

fn in_loop(source: &Source, blocks: &Blocks, block: &Block) -> Option<Sequence> {
    let [suite] = block.suites[..] else {
        return None;
    };
    let suite = blocks.suite(suite)?;
    let lines = lines(source, blocks, suite);
    let first = *lines.first()?;
    let header = source.slice(Span::new(block.span.start, first.start));
    let header = header.trim_end().strip_suffix(':')?;
    let target = header.strip_prefix("for ")?.split_once(" in ")?.0;
    // A comment would be lost.
    if source.slice(block.span).contains('#') {
        return None;
    }
    let gather = |call: &str| format!("await asyncio.gather(*({call} {header}))");
    // A task that is awaited at once is as good as its call.
    let at_once = lines
        .get(1)
        .and_then(|second| awaited_at_once(first, *second));
    let (code, rest) = match at_once {
        Some((name, call, at)) => {
            let code = lines[1].code;
            (
                format!("{}{call}{}", &code[..at], &code[at + name.len()..]),
                &lines[2..],
            )
        }
        None => (first.code.to_owned(), &lines[1..]),
    };
    let mut place = block.span;
    let (call, text) = match rest {
        [] => match code.split_once(".append(await ") {
            Some((list, call)) => {
                let call = called(call.strip_suffix(')')?);
                let siblings = blocks.siblings(block.parent);
                let made = block.index.checked_sub(1).and_then(|at| siblings.get(at));
                let made = made.and_then(|id| blocks.get(*id)).filter(|made| {
                    let between = Span::new(made.span.end, block.span.start);
                    source.slice(made.span) == format!("{list} = []")
                        && source.slice(between).trim().is_empty()
                });
                match made {
                    Some(made) => {
                        place.start = made.span.start;
                        (call, format!("{list} = {}", gather(call)))
                    }
                    None => (call, format!("{list}.extend({})", gather(call))),
                }
            }
            None => {
                let call = called(code.strip_prefix("await ")?);
                (call, gather(call))
            }
        },
        [second] => {
            let (name, call) = code.split_once(" = await ")?;
            let (call, second) = (called(call), second.code);
            let uses = second.starts_with("print(") || second.contains(".append(");
            let names = target.split([',', ' ', '(', ')']).filter(|it| is_name(it));
            let depends = names.into_iter().any(|it| mentions(second, it)) || mentions(call, name);
            if !uses || depends || !is_name(name) {
                return None;
            }
            let text = format!("for {name} in {}:\n{}{second}", gather(call), suite.indent);
            (call, text)
        }
        _ => return None,
    };
    if !is_own_call(source.text(), call) {
        return None;
    }
    Some(Sequence {
        span: block.span,
        calls: vec![first.place(call)?],
        edit: (place, text),
    })
}

/// What an `await` comes to: the call, or that of a task which is made for it.
fn called(awaited: &str) -> &str {
    of_task(awaited).unwrap_or(awaited)
}

/// Tasks of a suite that are each awaited before the next one is made, and what is printed meanwhile.
fn in_row(suite: &Suite, lines: &[Line<'_>]) -> Vec<Sequence> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let (mut made, mut rest, mut calls) = (vec![], vec![], vec![]);
        let mut names: Vec<&str> = Vec::new();
        let mut next = at;
        while let [first, second, ..] = &lines[next..]
            && let Some((name, call, _)) = awaited_at_once(*first, *second)
            && !names.iter().any(|name| mentions(call, name))
        {
            made.push(first.code);
            calls.extend(first.place(call));
            names.push(name);
            names.extend(second.code.split_once(" = ").map(|(target, _)| target));
            rest.push(second);
            next += 2;
            while let Some(line) = lines.get(next).filter(|it| it.code.starts_with("print(")) {
                rest.push(line);
                next += 1;
            }
        }
        if let ([_, _, ..], Some(last)) = (&made[..], rest.last()) {
            let span = Span::new(
                lines[at].start,
                last.place(last.code).map_or(0, |it| it.end),
            );
            made.extend(rest.iter().map(|line| line.code));
            found.push(Sequence {
                span,
                calls,
                edit: (span, made.join(&format!("\n{}", suite.indent))),
            });
        }
        at = next.max(at + 1);
    }
    found
}

fn in_list(source: &Source, block: &Block) -> Option<Sequence> {
    let code = source.slice(block.span);
    let (before, list) = code.split_once("[await ")?;
    let end = until(list, &[']'])?;
    let opened = list.find('(')? + 1;
    let called = opened + until(&list[opened..], &[')'])? + 1;
    let (call, rest) = list.get(..end)?.split_at_checked(called)?;
    let header = rest.trim_start();
    let one =
        header.starts_with("for ") && !header.contains(" if ") && !header[4..].contains(" for ");
    if !one || !is_own_call(source.text(), call) {
        return None;
    }
    let at = |offset: usize| Some(block.span.start + u32::try_from(offset).ok()?);
    let inside = before.len() + "[await ".len();
    let span = Span::new(at(before.len())?, at(inside + end + 1)?);
    Some(Sequence {
        span,
        calls: vec![Span::new(at(inside)?, at(inside + call.len())?)],
        edit: (span, format!("await asyncio.gather(*({call} {header}))")),
    })
}

/// True for one call of a coroutine function of the text, and nothing else.
fn is_own_call(text: &str, call: &str) -> bool {
    let Some((callee, arguments)) = call.split_once('(') else {
        return false;
    };
    let name = callee.rsplit('.').next().unwrap_or(callee);
    until(arguments, &[')']) == Some(arguments.len().saturating_sub(1))
        && callee.split('.').all(is_name)
        && text.contains(&format!("async def {name}("))
}

fn mentions(code: &str, name: &str) -> bool {
    places_of(code, name).next().is_some()
}

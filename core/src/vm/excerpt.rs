//! The lines of the source under a traceback's frame, with carets, and guesses at names.
//!
//! Where the failing expression is an operator, a subscript or a call, CPython marks the operator
//! or the brackets with `^` and the rest with `~`; where the expression is the whole line, nothing
//! is marked.

use crate::sort;
use crate::source::{Source, Span};
use crate::vm::parameters::nearest;
use ruff_python_ast::{Expr, Stmt};
use ruff_python_parser::{parse_expression, parse_module};
use ruff_text_size::Ranged;

/// Part of an expression that is marked with `^`, as byte offsets into the excerpt.
#[derive(Clone, Copy)]
struct Anchor {
    start: usize,
    end: usize,
}

/// The lines of a span, indented by four, with a line of carets under each; empty where there is
/// nothing to show.
#[must_use]
pub fn render(source: &Source, span: Span) -> String {
    let first = source.line_of(span.start);
    let line = source.line(first);
    if line.trim().is_empty() {
        return String::new();
    }
    if span.start >= span.end {
        return format!("    {}\n", line.trim());
    }
    let last = source.line_of(span.end.saturating_sub(1));
    let (lines, cut) = dedented(source, first, last);
    let start = (span.start - source.line_start(first)) as usize;
    let start = start.saturating_sub(cut);
    let end = (span.end - source.line_start(last)) as usize;
    let end = end.saturating_sub(cut).min(lines[lines.len() - 1].len());
    let text = lines.join("\n");
    let last_start = text.len() - lines[lines.len() - 1].len();
    let segment = text.get(start..last_start + end).unwrap_or("");
    let anchor = anchor(segment).map(|anchor| Anchor {
        start: anchor.start + start,
        end: anchor.end + start,
    });
    let is_marked = should_mark(&text, start, last_start + end, anchor.is_some());
    draw(&lines, start, last_start + end, anchor, is_marked)
}

/// The lines without the indentation that they share, and its length in bytes.
fn dedented(source: &Source, first: u32, last: u32) -> (Vec<String>, usize) {
    let lines: Vec<&str> = (first..=last)
        .map(|line| source.line(line).trim_end())
        .collect();
    let indent = lines
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let cut = lines
        .iter()
        .map(|line| line.get(indent..).unwrap_or("").to_owned())
        .collect();
    (cut, indent)
}

fn anchor(segment: &str) -> Option<Anchor> {
    const OPEN: usize = 2;
    let parsed = parse_expression(&format!("(\n{segment}\n)")).ok()?;
    let at = |offset: ruff_text_size::TextSize| offset.to_usize() - OPEN;
    match parsed.expr() {
        Expr::BinOp(operation) => {
            let from = at(operation.left.end());
            let start = skip_to(segment, from, |c| !c.is_whitespace() && c != ')')?;
            let next = segment[start + 1..].chars().next();
            let right = at(operation.right.start());
            let is_double = start + 1 < right
                && next.is_some_and(|c| !c.is_whitespace() && c != '\\' && c != '#');
            Some(Anchor {
                start,
                end: start + if is_double { 2 } else { 1 },
            })
        }
        Expr::Subscript(subscript) => {
            let start = skip_to(segment, at(subscript.value.end()), |c| c == '[')?;
            Some(Anchor {
                start,
                end: at(subscript.end()),
            })
        }
        Expr::Call(call) => {
            let start = skip_to(segment, at(call.func.end()), |c| c == '(')?;
            Some(Anchor {
                start,
                end: at(call.end()),
            })
        }
        _ => None,
    }
}

/// First byte from `from` on that fits; comments and line continuations are passed over.
fn skip_to(text: &str, from: usize, fits: impl Fn(char) -> bool) -> Option<usize> {
    let mut at = from;
    loop {
        let c = text.get(at..)?.chars().next()?;
        if c == '\\' || c == '#' {
            at += text[at..].find('\n')? + 1;
        } else if fits(c) {
            return Some(at);
        } else {
            at += c.len_utf8();
        }
    }
}

/// Carets say nothing new where the expression is all that the lines hold.
fn should_mark(text: &str, start: usize, end: usize, anchored: bool) -> bool {
    if let Ok(module) = parse_module(text)
        && let Some(statement) = module.syntax().body.first()
    {
        let call = match statement {
            Stmt::Return(statement) => statement
                .value
                .as_deref()
                .and_then(Expr::as_call_expr)
                .filter(|call| call.func.is_name_expr()),
            Stmt::Assign(statement) if matches!(statement.targets.as_slice(), [Expr::Name(_)]) => {
                statement.value.as_call_expr()
            }
            _ => None,
        };
        if let Some(call) = call
            && call.start().to_usize() == start
            && call.end().to_usize() == end
            // CPython compares columns in bytes with columns in characters.
            && text[..start].is_ascii()
            && text[text[..end].rfind('\n').unwrap_or(0)..end].is_ascii()
        {
            return false;
        }
    }
    anchored || !text[..start].trim_start().is_empty() || !text[end..].trim_end().is_empty()
}

fn draw(
    lines: &[String],
    start: usize,
    end: usize,
    anchor: Option<Anchor>,
    is_marked: bool,
) -> String {
    let mut offsets = Vec::new();
    let mut offset = 0;
    for line in lines {
        offsets.push(offset);
        offset += line.len() + 1;
    }
    let line_at = |place: usize| offsets.partition_point(|begin| *begin <= place) - 1;
    let mut significant = vec![0, lines.len() - 1];
    if let Some(anchor) = anchor {
        for place in [anchor.start, anchor.end] {
            let line = line_at(place);
            significant.extend([line.saturating_sub(1), line, line + 1]);
        }
    }
    significant.retain(|line| *line < lines.len());
    sort::sort_by(&mut significant, Ord::cmp);
    significant.dedup();

    let mut text = String::new();
    let put = |at: usize, text: &mut String| {
        text.push_str(&format!("    {}\n", lines[at]));
        if is_marked {
            let carets = carets(&lines[at], offsets[at], start, end, anchor);
            text.push_str(&format!("    {carets}\n"));
        }
    };
    let mut before: Option<usize> = None;
    for line in significant {
        if let Some(before) = before {
            match line - before {
                2 => put(line - 1, &mut text),
                gap if gap > 2 => text.push_str(&format!("    ...<{} lines>...\n", gap - 1)),
                _ => {}
            }
        }
        put(line, &mut text);
        before = Some(line);
    }
    text
}

/// The carets under one line whose first byte is at `offset` of the excerpt.
fn carets(line: &str, offset: usize, start: usize, end: usize, anchor: Option<Anchor>) -> String {
    let blank = line.len() - line.trim_start().len();
    let mut carets = String::new();
    for (at, c) in line.char_indices() {
        let place = offset + at;
        if place >= end {
            break;
        }
        let mark = if at < blank || place < start {
            ' '
        } else {
            match anchor {
                Some(anchor) if place < anchor.start || place >= anchor.end => '~',
                _ => '^',
            }
        };
        for _ in 0..width(c) {
            carets.push(mark);
        }
    }
    carets
}

/// Columns of a character on a terminal: East Asian wide ones take two.
const fn width(c: char) -> usize {
    match c as u32 {
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f
        | 0xff00..=0xff60
        | 0xffe0..=0xffe6
        | 0x1f300..=0x1f64f
        | 0x1f900..=0x1f9ff
        | 0x20000..=0x3fffd => 2,
        _ => 1,
    }
}

/// The candidate that is nearest to a wrong name; private ones count for private names only.
pub fn closest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    nearest(
        wrong,
        &mut candidates.filter(|name| wrong.starts_with('_') || !name.starts_with('_')),
    )
}

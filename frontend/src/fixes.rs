//! Edits that keep a blocking call from holding the loop's thread.

use crate::state::TextEdit;
use loopscope_core::source::{Source, Span};

/// What a button offers, and what it writes in place of the call.
#[derive(Clone, PartialEq, Debug)]
pub struct Fix {
    pub label: String,
    pub edits: Vec<TextEdit>,
}

/// The ways out for the blocking call at `span`; none where it is no `time.sleep` that stands
/// directly in an `async def` of a text that imports `asyncio` by name.
#[must_use]
pub fn fixes(source: &Source, span: Span) -> Vec<Fix> {
    let call = source.slice(span);
    let Some(length) = call
        .strip_prefix("time.sleep(")
        .and_then(|rest| rest.strip_suffix(')'))
    else {
        return Vec::new();
    };
    if !is_in_async_def(source, span.start) || !imports_asyncio(source.text()) {
        return Vec::new();
    }
    let ways = [
        format!("await asyncio.sleep({length})"),
        format!("await asyncio.to_thread(time.sleep, {length})"),
    ];
    let fix = |label: String| Fix {
        edits: vec![TextEdit::new(span, label.clone())],
        label,
    };
    ways.into_iter().map(fix).collect()
}

fn imports_asyncio(text: &str) -> bool {
    text.lines().any(|line| {
        line.strip_prefix("import ")
            .is_some_and(|names| names.split(',').any(|name| name.trim() == "asyncio"))
    })
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// True when the nearest function around the offset is an `async def`.
fn is_in_async_def(source: &Source, offset: u32) -> bool {
    let line = source.line_of(offset);
    let mut inner = indent(source.line(line));
    for above in (1..line).rev().map(|number| source.line(number)) {
        let text = above.trim_start();
        if text.is_empty() || text.starts_with('#') || indent(above) >= inner {
            continue;
        }
        if text.starts_with("async def ") {
            return true;
        }
        if text.starts_with("def ") || text.starts_with("class ") {
            return false;
        }
        inner = indent(above);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use loopscope_core::edit::apply;

    fn labels(text: &str) -> Vec<String> {
        let source = Source::new("x.py", text);
        let start = text.find("time.sleep").unwrap_or(0);
        let end = text[start..].find(')').map_or(start, |end| start + end + 1);
        let span = Span::new(u32::try_from(start).unwrap(), u32::try_from(end).unwrap());
        fixes(&source, span)
            .into_iter()
            .map(|fix| apply(text, &fix.edits))
            .collect()
    }

    #[test]
    fn a_sleep_in_a_coroutine_has_two_ways_out() {
        let text = "import asyncio, time\nasync def f():\n    if 1:\n\n        time.sleep(2)\n";
        let fixed = labels(text);
        assert_eq!(fixed.len(), 2);
        assert!(fixed[0].ends_with("        await asyncio.sleep(2)\n"));
        assert!(fixed[1].ends_with("        await asyncio.to_thread(time.sleep, 2)\n"));
    }

    #[test]
    fn elsewhere_there_is_none() {
        assert!(labels("import asyncio\ndef f():\n    time.sleep(2)\n").is_empty());
        assert!(labels("import asyncio\ntime.sleep(2)\n").is_empty());
        let alias = "import asyncio as aio\nasync def f():\n    time.sleep(2)\n";
        assert!(labels(alias).is_empty());
    }
}

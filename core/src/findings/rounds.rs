//! Rounds of a loop, each of which awaits a call that needs nothing of the round before.
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
//! ```

use crate::edit::{Block, Blocks, Kind};
use crate::source::{Source, Span, is_name, places_of, until};

/// A loop or a comprehension.
pub(crate) struct Rounds {
    pub span: Span,
    /// What each round awaits.
    pub call: Span,
    /// The same, gathered, and what it stands for: the loop, and an empty list that is made for it.
    pub gathered: (Span, String),
}

pub(crate) fn rounds(source: &Source, blocks: &Blocks) -> Vec<Rounds> {
    let find = |block: &Block| match block.kind {
        Kind::Compound => in_loop(source, blocks, block),
        Kind::Function(_) => None,
        _ => in_list(source, block),
    };
    blocks.iter().filter_map(find).collect()
}

fn in_loop(source: &Source, blocks: &Blocks, block: &Block) -> Option<Rounds> {
    let [suite] = block.suites[..] else {
        return None;
    };
    let suite = blocks.suite(suite)?;
    let (first, rest) = suite.blocks.split_first()?;
    let first = blocks.get(*first)?;
    let code = source.slice(first.span);
    let header = source.slice(Span::new(block.span.start, first.span.start));
    let header = header.trim_end().strip_suffix(':')?;
    let target = header.strip_prefix("for ")?.split_once(" in ")?.0;
    // A comment would be lost.
    if source.slice(block.span).contains('#') {
        return None;
    }
    let gather = |call: &str| format!("await asyncio.gather(*({call} {header}))");
    let mut place = block.span;
    let (call, gathered) = match rest {
        [] => match code.split_once(".append(await ") {
            Some((list, call)) => {
                let call = call.strip_suffix(')')?;
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
                let call = code.strip_prefix("await ")?;
                (call, gather(call))
            }
        },
        [second] => {
            let (name, call) = code.split_once(" = await ")?;
            let second = source.slice(blocks.get(*second)?.span);
            let uses = second.starts_with("print(") || second.contains(".append(");
            let names = target.split([',', ' ', '(', ')']).filter(|it| is_name(it));
            let depends = names.into_iter().any(|it| mentions(second, it)) || mentions(call, name);
            if !uses || depends || !is_name(name) {
                return None;
            }
            let gathered = format!("for {name} in {}:\n{}{second}", gather(call), suite.indent);
            (call, gathered)
        }
        _ => return None,
    };
    if !is_own_call(source.text(), call) {
        return None;
    }
    let start = first.span.start + u32::try_from(code.find(call)?).ok()?;
    Some(Rounds {
        span: block.span,
        call: Span::new(start, start + u32::try_from(call.len()).ok()?),
        gathered: (place, gathered),
    })
}

fn in_list(source: &Source, block: &Block) -> Option<Rounds> {
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
    Some(Rounds {
        span,
        call: Span::new(at(inside)?, at(inside + call.len())?),
        gathered: (span, format!("await asyncio.gather(*({call} {header}))")),
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

//! Gestures on whole lines: put some in, take some out, change their order.
//!
//! A line break belongs to the line before it. What is put behind the last line of a text without
//! a final line break brings one along in front, so the text still ends as it did.

use crate::diagnostic::Diagnostic;
use crate::edit::gesture::{Draft, Place, refusal};
use crate::edit::length;
use crate::edit::read::Document;
use crate::edit::tree::{Block, BlockId, Kind, MODULE, Parent, Suite, SuiteId};
use crate::source::Span;

impl Document {
    pub fn suite(&self, id: SuiteId) -> &Suite {
        match self.blocks.suite(id) {
            Some(suite) => suite,
            None => unreachable!("suite ids come from the tree that is asked"),
        }
    }

    /// The edit that puts `lines` (without a last line break) behind the line that ends at `end`.
    pub fn insert_behind(&self, end: u32, lines: &str, draft: &mut Draft) -> (usize, u32) {
        let newline = self.layout.newline;
        let end = self.layout.line_end(end);
        let line = self.layout.line_of(end);
        if line < self.layout.source.line_count() {
            let next = self.layout.source.line_start(line + 1);
            return (draft.insert(next, format!("{lines}{newline}")), 0);
        }
        (
            draft.insert(end, format!("{newline}{lines}")),
            length(newline),
        )
    }

    /// Puts `lines`, already indented, at a place of a suite. `is_spaced` keeps a blank line
    /// between them and their neighbours, as functions have it.
    pub fn insert_lines(&self, suite: SuiteId, index: usize, lines: &str, is_spaced: bool) -> Put {
        let suite = self.suite(suite);
        let newline = self.layout.newline;
        let gap = if is_spaced { newline } else { "" };
        let only_pass = match suite.blocks[..] {
            [only] => self
                .blocks
                .get(only)
                .filter(|block| block.kind == Kind::Pass),
            _ => None,
        };
        if let Some(pass) = only_pass
            && self.layout.slice(pass.extent).trim() == "pass"
        {
            return Put {
                span: pass.extent,
                text: lines.to_owned(),
                within: 0,
            };
        }
        if let Some(next) = suite.blocks.get(index).and_then(|id| self.blocks.get(*id)) {
            let at = next.extent.start;
            let line = self.layout.line_of(at);
            let before = if line > 1 && !self.layout.is_blank(line - 1) {
                gap
            } else {
                ""
            };
            let text = format!("{before}{lines}{newline}{gap}");
            return Put {
                span: Span::new(at, at),
                text,
                within: length(before),
            };
        }
        let last = suite.blocks.last().and_then(|id| self.blocks.get(*id));
        let end = last.map_or(length(self.text()), |last| {
            self.layout.line_end(last.extent.end)
        });
        let line = self.layout.line_of(end);
        if line < self.layout.source.line_count() {
            let next = self.layout.source.line_start(line + 1);
            let before = if self.layout.is_blank(line) { "" } else { gap };
            let is_last = line + 1 == self.layout.source.line_count();
            let behind = if is_last || self.layout.is_blank(line + 1) {
                ""
            } else {
                gap
            };
            let text = format!("{before}{lines}{newline}{behind}");
            return Put {
                span: Span::new(next, next),
                text,
                within: length(before),
            };
        }
        let before = if self.layout.is_blank(line) {
            ""
        } else {
            newline
        };
        let text = format!("{before}{gap}{lines}");
        Put {
            span: Span::new(end, end),
            text,
            within: length(before) + length(gap),
        }
    }

    /// Takes whole lines out; with `pass` in their place where a body would be empty.
    pub fn remove_lines(&self, extent: Span, pass: Option<&str>, draft: &mut Draft) {
        if let Some(indent) = pass {
            draft.replace(extent, format!("{indent}pass"));
            return;
        }
        let source = &self.layout.source;
        let line = self.layout.line_of(extent.end);
        if line < source.line_count() {
            draft.replace(Span::new(extent.start, source.line_start(line + 1)), "");
        } else {
            // The last line goes together with the line break before it.
            let first = self.layout.line_of(extent.start);
            let before = if first > 1 {
                source.line_span(first - 1).end
            } else {
                0
            };
            draft.replace(Span::new(before, extent.end), "");
        }
    }

    /// Takes a block out of its suite. A function takes the blank lines behind it along, so that
    /// two gaps do not add up.
    fn remove_block(&self, block: &Block, draft: &mut Draft) {
        let Parent::Suite(id) = block.parent else {
            return;
        };
        let suite = self.suite(id);
        if suite.blocks.len() == 1 && id != MODULE {
            self.remove_lines(block.extent, Some(&suite.indent), draft);
            return;
        }
        let first = self.layout.line_of(block.extent.start);
        let mut end = block.extent.end;
        if is_spaced(block) && (first == 1 || self.layout.is_blank(first - 1)) {
            let mut line = self.layout.line_of(end);
            while line + 1 < self.layout.source.line_count() && self.layout.is_blank(line + 1) {
                line += 1;
            }
            end = self.layout.source.line_span(line).end;
        }
        self.remove_lines(Span::new(block.extent.start, end), None, draft);
    }

    /// Writes the contents of `slots` in another order: slot `n` gets what slot `order[n]` has.
    /// What lies between the slots stays.
    pub fn permute(&self, slots: &[Span], order: &[usize], draft: &mut Draft) -> Vec<usize> {
        let mut edits = vec![usize::MAX; slots.len()];
        for (at, from) in order.iter().enumerate() {
            if at != *from {
                edits[*from] = draft.replace(slots[at], self.layout.slice(slots[*from]));
            }
        }
        edits
    }

    // ------------------------------------------------------------ gestures

    pub fn move_block(
        &self,
        block: &Block,
        to: Place,
        draft: &mut Draft,
    ) -> Result<(), Diagnostic> {
        draft.stay = block.span.start;
        match (block.parent, to.parent) {
            (Parent::Group(from), Parent::Group(target)) => self.move_call(
                block,
                self.block(from)?,
                self.block(target)?,
                to.index,
                draft,
            ),
            (Parent::Suite(from), Parent::Suite(target)) if from == target => {
                self.reorder(block, from, to.index, draft);
                Ok(())
            }
            (Parent::Suite(_), Parent::Suite(target)) => {
                self.move_lines(block, target, to.index, draft)
            }
            _ => Err(refusal(
                block.span,
                "a call moves within its group or into another one",
            )
            .with_help("Move the whole group, or add the call anew.")),
        }
    }

    fn reorder(&self, block: &Block, suite: SuiteId, index: usize, draft: &mut Draft) {
        let siblings = &self.suite(suite).blocks;
        let Some(order) = moved(siblings.len(), block.index, index) else {
            return;
        };
        let extent = |id: &BlockId| self.blocks.get(*id).map_or(Span::default(), |it| it.extent);
        let slots: Vec<Span> = siblings.iter().map(extent).collect();
        let edits = self.permute(&slots, &order, draft);
        draft.focus(edits[block.index], block.span.start - block.extent.start);
    }

    fn move_lines(
        &self,
        block: &Block,
        to: SuiteId,
        index: usize,
        draft: &mut Draft,
    ) -> Result<(), Diagnostic> {
        let Parent::Suite(from) = block.parent else {
            return Ok(());
        };
        let target = self.suite(to);
        if target
            .owner
            .is_some_and(|owner| self.blocks.is_within(owner, block.id))
        {
            return Err(refusal(block.span, "a block cannot move into itself"));
        }
        self.check_place(block, target)?;
        let old = self.suite(from).indent.clone();
        let lines = self.layout.reindent(block.extent, &old, &target.indent);
        let behind = Span::new(block.span.start, block.extent.end);
        let code = self.layout.reindent(behind, &old, &target.indent);
        let within = length(&lines) - length(&code);
        let spaced = is_spaced(block) && to == MODULE;
        let put = self.insert_lines(to, index, &lines, spaced);
        self.remove_block(block, draft);
        let edit = draft.replace(put.span, put.text);
        draft.focus(edit, put.within + within);
        Ok(())
    }

    /// What a block needs around it must be there at its new place.
    pub fn check_place(&self, block: &Block, suite: &Suite) -> Result<(), Diagnostic> {
        let (needs_async, needs_function, needs_loop) = self.names.needs(block.span);
        let context = suite.context;
        if needs_async && !context.is_async {
            return Err(await_outside(block.span));
        }
        if needs_function && !context.is_function {
            return Err(return_outside(block.span));
        }
        if needs_loop && !context.is_loop {
            let message = "`break` and `continue` work only inside of a loop";
            return Err(refusal(block.span, message));
        }
        Ok(())
    }

    pub fn duplicate(&self, block: &Block, draft: &mut Draft) -> Result<(), Diagnostic> {
        let Parent::Suite(suite) = block.parent else {
            return self.duplicate_call(block, draft);
        };
        let lines = self.layout.slice(block.extent);
        let put = self.insert_lines(suite, block.index + 1, lines, is_spaced(block));
        let edit = draft.replace(put.span, put.text);
        draft.focus(edit, put.within + block.span.start - block.extent.start);
        Ok(())
    }

    pub fn delete(&self, block: &Block, draft: &mut Draft) -> Result<(), Diagnostic> {
        draft.stay = block.extent.start;
        if let Parent::Group(group) = block.parent {
            self.remove_call(self.block(group)?, block.index, draft);
            return Ok(());
        }
        self.remove_block(block, draft);
        Ok(())
    }

    /// The place one step up or down in reading order.
    pub fn next_place(&self, block: &Block, down: bool) -> Option<Place> {
        let siblings = self.blocks.siblings(block.parent);
        let next = if down {
            block.index + 1
        } else {
            block.index.wrapping_sub(1)
        };
        let Parent::Suite(suite) = block.parent else {
            let index = if down { block.index + 2 } else { next };
            let inside = next < siblings.len();
            return inside.then_some(Place {
                parent: block.parent,
                index,
            });
        };
        let neighbour = siblings.get(next).and_then(|id| self.blocks.get(*id));
        let moves_in = |other: &&Block| other.kind == Kind::Compound && !is_spaced(block);
        if let Some(inner) = neighbour.filter(moves_in) {
            let suites = &inner.suites;
            let target = if down { suites.first() } else { suites.last() };
            return target.map(|suite| self.end_place(*suite, !down));
        }
        if neighbour.is_some() {
            let index = if down { block.index + 2 } else { next };
            return Some(Place {
                parent: block.parent,
                index,
            });
        }
        self.place_outside(suite, down)
    }

    fn end_place(&self, suite: SuiteId, at_end: bool) -> Place {
        let index = if at_end {
            self.suite(suite).blocks.len()
        } else {
            0
        };
        Place {
            parent: Parent::Suite(suite),
            index,
        }
    }

    /// Where a block goes that leaves a suite: into the next suite of the same statement, beside
    /// a compound statement, or into the next function.
    fn place_outside(&self, suite: SuiteId, down: bool) -> Option<Place> {
        let owner = self.blocks.get(self.suite(suite).owner?)?;
        let at = owner.suites.iter().position(|id| *id == suite)?;
        let next = if down { at + 1 } else { at.wrapping_sub(1) };
        if let Some(next) = owner.suites.get(next) {
            return Some(self.end_place(*next, !down));
        }
        if !matches!(owner.kind, Kind::Function(_)) {
            let index = owner.index + usize::from(down);
            return Some(Place {
                parent: owner.parent,
                index,
            });
        }
        let is_function = |id: &&BlockId| {
            let block = self.blocks.get(**id);
            block.is_some_and(|block| matches!(block.kind, Kind::Function(_)))
        };
        let siblings = self.blocks.siblings(owner.parent);
        let found = if down {
            siblings.get(owner.index + 1..)?.iter().find(is_function)
        } else {
            siblings.get(..owner.index)?.iter().rev().find(is_function)
        };
        let suite = *self.blocks.get(*found?)?.suites.first()?;
        Some(self.end_place(suite, !down))
    }
}

/// An insertion that is not made yet: where, what, and how far into it the new code begins.
pub(crate) struct Put {
    pub span: Span,
    pub text: String,
    pub within: u32,
}

/// Blocks that stand apart from their neighbours by blank lines.
fn is_spaced(block: &Block) -> bool {
    matches!(block.kind, Kind::Function(_))
}

/// The order of `count` things after the one at `from` went before the one at `to`; none when
/// nothing moves.
pub(crate) fn moved(count: usize, from: usize, to: usize) -> Option<Vec<usize>> {
    if to == from || to == from + 1 || to > count {
        return None;
    }
    let mut order: Vec<usize> = (0..count).collect();
    let item = order.remove(from);
    order.insert(if to > from { to - 1 } else { to }, item);
    Some(order)
}

pub(crate) fn await_outside(span: Span) -> Diagnostic {
    refusal(span, "`await` works only inside of an async def")
        .with_help("Put it into an async function.")
}

pub(crate) fn return_outside(span: Span) -> Diagnostic {
    refusal(span, "`return` works only inside of a function")
}

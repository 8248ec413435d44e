//! Gestures on the calls of a group. A call may be written in several places (its task is created
//! here and awaited there), so each gesture goes along every track of the group.

use crate::diagnostic::Diagnostic;
use crate::edit::gesture::{Draft, refusal};
use crate::edit::layout::span_of;
use crate::edit::length;
use crate::edit::lines::moved;
use crate::edit::read::Document;
use crate::edit::tree::{
    Block, Group, Kind, Parent, Pattern, Results, Shape, Track, TrackRole, Value,
};
use crate::edit::write::variable_name;
use crate::source::Span;
use ruff_python_ast::token::TokenKind;

/// What is written for one more call of a group.
pub(crate) struct NewCall {
    /// `call("Cache", 0.5)`
    pub code: String,
    /// What a task or a target is named after.
    pub words: String,
    /// The code of `name=`, where the other tasks of the group have one.
    pub task_name: Option<String>,
}

impl Document {
    pub fn group<'a>(&self, block: &'a Block) -> Result<&'a Group, Diagnostic> {
        block
            .group()
            .ok_or_else(|| refusal(block.span, "this block is no group of calls"))
    }

    // ------------------------------------------------------------ add

    /// Writes one more call behind the call with the index `behind`; the caret goes to it.
    pub fn add_call(
        &self,
        block: &Block,
        behind: Option<usize>,
        new: &NewCall,
        draft: &mut Draft,
    ) -> Result<(), Diagnostic> {
        let group = self.group(block)?;
        let has_targets = match &group.results {
            Results::Each(targets) => targets.iter().all(Option::is_some),
            _ => false,
        };
        let slug = variable_name(&new.words).unwrap_or_else(|| "result".to_owned());
        let target = has_targets.then(|| self.names.free_name(&slug, &[]));
        let base = target.as_deref().unwrap_or(&slug);
        let variable = self.names.free_name(&format!("{base}_task"), &[]);
        for track in &group.tracks {
            let code = self.slot_code(group, track, new, target.as_deref(), &variable);
            let edit = match track.shape {
                Shape::Lines => {
                    let slot = behind.and_then(|at| track.slots.get(at)).copied();
                    let slot = slot.unwrap_or(block.extent);
                    let indent = self.layout.indent_of(self.layout.line_of(slot.end));
                    let line = format!("{indent}{code}");
                    let (edit, within) = self.insert_behind(slot.end, &line, draft);
                    (edit, within + length(indent))
                }
                Shape::Elements { open } => self.insert_element(track, open, behind, &code, draft),
            };
            let is_call = matches!(
                track.role,
                TrackRole::Call | TrackRole::AwaitedCall | TrackRole::Create
            );
            if is_call {
                let into = code.find(&new.code).map_or(0, |at| length(&code[..at]));
                draft.focus(edit.0, edit.1 + into);
            }
        }
        Ok(())
    }

    /// The text of a new slot of a track.
    fn slot_code(
        &self,
        group: &Group,
        track: &Track,
        new: &NewCall,
        target: Option<&str>,
        variable: &str,
    ) -> String {
        let call = &new.code;
        let is_line = track.shape == Shape::Lines;
        let takes = match target {
            Some(target) if is_line => format!("{target} = "),
            _ => String::new(),
        };
        let named = group.parts.iter().all(|part| part.task_name.is_some());
        let name = match &new.task_name {
            Some(name) if named && !group.parts.is_empty() => format!(", name={name}"),
            _ => String::new(),
        };
        let create = self.names.reference("asyncio", "create_task").0;
        let task = |call: String| match name.is_empty() {
            true => call,
            false => format!("{create}({call}{name})"),
        };
        match track.role {
            TrackRole::Call => {
                let call = match group.pattern {
                    Pattern::Semaphore => format!("{}({call})", group.group_name),
                    Pattern::Threads => self.in_thread(call),
                    _ => call.clone(),
                };
                format!("{takes}{}", task(call))
            }
            TrackRole::AwaitedCall => format!("{takes}await {}", task(call.clone())),
            TrackRole::AwaitedTask => format!("{takes}await {variable}"),
            TrackRole::TaskResult => format!("{takes}{variable}.result()"),
            TrackRole::Target => target.unwrap_or("_").to_owned(),
            TrackRole::Create => {
                if group.pattern != Pattern::TaskGroup {
                    return format!("{variable} = {create}({call}{name})");
                }
                let keeps = group.tracks.len() > 1
                    || !group.parts.is_empty()
                        && group.parts.iter().all(|part| part.variable.is_some());
                let keeps = if keeps {
                    format!("{variable} = ")
                } else {
                    String::new()
                };
                format!("{keeps}{}.create_task({call}{name})", group.group_name)
            }
        }
    }

    /// `asyncio.to_thread(f, 1)` for `f(1)`.
    pub fn in_thread(&self, call: &str) -> String {
        let start = self.names.reference("asyncio", "to_thread").0;
        match call.split_once('(') {
            Some((callee, _)) if callee == start => call.to_owned(),
            Some((callee, ")")) => format!("{start}({callee})"),
            Some((callee, args)) => format!("{start}({callee}, {args}"),
            None => call.to_owned(),
        }
    }

    /// The first token from a place on that is no comment and no line break.
    fn token_from(&self, at: u32) -> Option<(TokenKind, Span)> {
        let rest = self.tokens(Span::new(at, u32::MAX));
        let is_code = |kind| !matches!(kind, TokenKind::Comment | TokenKind::NonLogicalNewline);
        let token = rest.iter().find(|token| is_code(token.kind()))?;
        Some((token.kind(), span_of(ruff_text_size::Ranged::range(token))))
    }

    fn comma_behind(&self, end: u32) -> Option<Span> {
        let (kind, span) = self.token_from(end)?;
        (kind == TokenKind::Comma).then_some(span)
    }

    fn insert_element(
        &self,
        track: &Track,
        open: u32,
        behind: Option<usize>,
        code: &str,
        draft: &mut Draft,
    ) -> (usize, u32) {
        let slot = match behind {
            Some(at) => track.slots.get(at),
            None => None,
        };
        let Some(slot) = slot.copied() else {
            let closes = |kind| matches!(kind, TokenKind::Rpar | TokenKind::Rsqb);
            let is_empty = self.token_from(open).is_some_and(|token| closes(token.0));
            let comma = if is_empty { "" } else { ", " };
            return (draft.insert(open, format!("{code}{comma}")), 0);
        };
        self.add_argument(slot, code, draft)
    }

    /// Writes an element behind one that is there, laid out as that one is.
    pub fn add_argument(&self, slot: Span, code: &str, draft: &mut Draft) -> (usize, u32) {
        let comma = self.comma_behind(slot.end);
        let end = comma.map_or(slot.end, |comma| comma.end);
        let next = self.token_from(end).map_or(end, |token| token.1.start);
        let line = self.layout.line_of(end);
        if self.layout.line_of(next) == line {
            return (draft.insert(slot.end, format!(", {code}")), 2);
        }
        let newline = self.layout.newline;
        let indent = self.layout.indent_of(self.layout.line_of(slot.start));
        let line_end = self.layout.line_end(end);
        let within = length(newline) + length(indent);
        if comma.is_some() {
            return (
                draft.insert(line_end, format!("{newline}{indent}{code},")),
                within,
            );
        }
        if line_end == slot.end {
            return (
                draft.insert(slot.end, format!(",{newline}{indent}{code}")),
                within + 1,
            );
        }
        draft.insert(slot.end, ",");
        (
            draft.insert(line_end, format!("{newline}{indent}{code}")),
            within,
        )
    }

    pub fn duplicate_call(&self, block: &Block, draft: &mut Draft) -> Result<(), Diagnostic> {
        let Parent::Group(group) = block.parent else {
            return Ok(());
        };
        let new = self.new_call_of(block);
        self.add_call(self.block(group)?, Some(block.index), &new, draft)
    }

    /// The call of a block, to be written once more.
    fn new_call_of(&self, block: &Block) -> NewCall {
        let text = block.fields.iter().find_map(|field| match &field.value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        });
        let callee = match &block.kind {
            Kind::Call(call) => call.callee.clone(),
            _ => String::new(),
        };
        let words = text.unwrap_or(callee);
        let part = match block.parent {
            Parent::Group(group) => self
                .blocks
                .get(group)
                .and_then(Block::group)
                .and_then(|group| group.parts.get(block.index)),
            Parent::Suite(_) => None,
        };
        let slice = |span| self.layout.slice(span);
        let (code, task_name) = match part.filter(|part| part.args.end < part.call.end) {
            Some(part) => (
                format!(
                    "{}({})",
                    slice(part.callee),
                    slice(part.args).trim_start_matches(' ')
                ),
                part.task_name.map(|name| slice(name).to_owned()),
            ),
            None => (slice(block.span).to_owned(), None),
        };
        NewCall {
            code,
            words,
            task_name,
        }
    }

    // ------------------------------------------------------------ take out

    pub fn remove_call(&self, block: &Block, index: usize, draft: &mut Draft) {
        let Some(group) = block.group() else { return };
        let Parent::Suite(suite) = block.parent else {
            return;
        };
        let is_last = group.calls.len() == 1;
        let suite = self.suite(suite);
        let only_lines = group.tracks.iter().all(|track| track.shape == Shape::Lines);
        let empties_suite = is_last
            && only_lines
            && suite.blocks.len() == 1
            && suite.owner.is_some()
            && group.pattern != Pattern::TaskGroup;
        for (at, track) in group.tracks.iter().enumerate() {
            let Some(slot) = track.slots.get(index).copied() else {
                continue;
            };
            match track.shape {
                Shape::Lines => {
                    let in_body = group.pattern == Pattern::TaskGroup && at == 0 && is_last;
                    let keeps_body = in_body || empties_suite && at == 0;
                    let indent = self
                        .layout
                        .indent_of(self.layout.line_of(slot.end))
                        .to_owned();
                    self.remove_lines(slot, keeps_body.then_some(&indent), draft);
                }
                Shape::Elements { open } => self.remove_element(track, open, index, draft),
            }
        }
    }

    fn remove_element(&self, track: &Track, open: u32, index: usize, draft: &mut Draft) {
        let slot = track.slots[index];
        let is_list = open > 0 && self.layout.slice(Span::new(open - 1, open)) == "[";
        if track.role == TrackRole::Target && track.slots.len() == 2 && !is_list {
            // One name alone would take the whole list; in brackets it takes its element.
            let kept = self.layout.slice(track.slots[1 - index]);
            let all = track.slots[0].cover(track.slots[1]);
            draft.replace(all, format!("[{kept}]"));
            return;
        }
        let before = index
            .checked_sub(1)
            .and_then(|index| track.slots.get(index));
        self.remove_argument(slot, before.copied(), draft);
    }

    /// Takes an element out; `before` is the one before it, if there is one.
    pub fn remove_argument(&self, slot: Span, before: Option<Span>, draft: &mut Draft) {
        let comma = self.comma_behind(slot.end);
        let end = comma.map_or(slot.end, |comma| comma.end);
        if let Some(lines) = self.own_lines(slot, end) {
            self.remove_lines(lines, None, draft);
            return;
        }
        if comma.is_some() {
            let next = self.token_from(end).map_or(end, |token| token.1.start);
            let same_line = self.layout.line_of(next) == self.layout.line_of(end);
            let no_comment = self.layout.comment_behind(end).is_none();
            let end = if same_line && no_comment { next } else { end };
            draft.replace(Span::new(slot.start, end), "");
            return;
        }
        let start = before.map_or(slot.start, |before| before.end);
        draft.replace(Span::new(start, slot.end), "");
    }

    /// The whole lines of an element that has them to itself, with the comments above.
    fn own_lines(&self, slot: Span, end: u32) -> Option<Span> {
        let first = self
            .layout
            .source
            .line_span(self.layout.line_of(slot.start));
        let line_end = self.layout.line_end(end);
        let before = self.layout.slice(Span::new(first.start, slot.start));
        let comment = self
            .layout
            .comment_behind(end)
            .map_or(line_end, |comment| comment.start);
        let behind = self.layout.slice(Span::new(end, comment));
        let alone = before.trim().is_empty() && behind.trim().is_empty();
        alone.then(|| Span::new(self.layout.extent(slot, false).start, line_end))
    }

    // ------------------------------------------------------------ move

    pub fn move_call(
        &self,
        call: &Block,
        from: &Block,
        to: &Block,
        index: usize,
        draft: &mut Draft,
    ) -> Result<(), Diagnostic> {
        let group = self.group(from)?;
        if from.id == to.id {
            let Some(order) = moved(group.calls.len(), call.index, index) else {
                return Ok(());
            };
            for (at, track) in group.tracks.iter().enumerate() {
                let slots = self.movable(track, &order);
                let edits = self.permute(&slots, &order, draft);
                if at == 0 {
                    let within = call.span.start.saturating_sub(slots[call.index].start);
                    draft.focus(edits[call.index], within);
                }
            }
            return Ok(());
        }
        let variable = group
            .parts
            .get(call.index)
            .and_then(|part| part.variable.as_deref());
        if let Some(name) = variable
            && group.fixed.is_some()
        {
            let message = format!("`{name}` is used in other places");
            return Err(refusal(call.span, message));
        }
        if group.pattern.is_plain() != self.group(to)?.pattern.is_plain() {
            let message = "one of the groups calls plain functions, the other coroutines";
            return Err(refusal(call.span, message));
        }
        let behind = index.checked_sub(1);
        self.add_call(to, behind, &self.new_call_of(call), draft)?;
        self.remove_call(from, call.index, draft);
        Ok(())
    }

    /// The slots as they are moved: whole lines with their comments where every call has lines of
    /// its own, otherwise the elements alone.
    fn movable(&self, track: &Track, order: &[usize]) -> Vec<Span> {
        if track.shape == Shape::Lines {
            return track.slots.clone();
        }
        let lines = |slot: &Span| {
            let comma = self.comma_behind(slot.end)?;
            self.own_lines(*slot, comma.end)
        };
        let all: Vec<Option<Span>> = track.slots.iter().map(lines).collect();
        let own = |(at, lines): (usize, &Option<Span>)| lines.is_some() || order[at] == at;
        if all.iter().enumerate().all(own) {
            let pairs = all.iter().zip(&track.slots);
            return pairs.map(|(lines, slot)| lines.unwrap_or(*slot)).collect();
        }
        track.slots.clone()
    }
}

//! Gestures that put a block into something, or take it out: `try`, a timeout, a semaphore, a
//! thread.

use crate::diagnostic::Diagnostic;
use crate::edit::build::Extras;
use crate::edit::gesture::{Draft, Wrap, refusal};
use crate::edit::lines::await_outside;
use crate::edit::pattern::unit_of;
use crate::edit::read::Document;
use crate::edit::tree::{Block, Call, Field, How, Kind, MODULE, Parent, Role};
use crate::edit::{imports, length};
use crate::source::Span;

impl Document {
    pub fn wrap(&self, block: &Block, wrap: Wrap, draft: &mut Draft) -> Result<(), Diagnostic> {
        draft.stay = block.span.start;
        let Parent::Suite(suite) = block.parent else {
            return self.wrap_call(block, wrap, draft);
        };
        let suite = self.suite(suite);
        let is_top = suite.id == MODULE
            && matches!(
                block.kind,
                Kind::Import(_) | Kind::Function(_) | Kind::Run(_)
            );
        if is_top || matches!(block.kind, Kind::Function(_)) {
            return Err(refusal(block.span, "this stays at the top of the program")
                .with_help("Wrap the steps in it."));
        }
        if wrap == Wrap::Thread {
            return self.wrap_in_thread(block, suite.context.is_async, draft);
        }
        if wrap != Wrap::Try && !suite.context.is_async {
            return Err(await_outside(block.span));
        }
        let mut extras = Extras::default();
        let opener = match wrap {
            Wrap::Timeout => {
                format!(
                    "async with {}(1.0):",
                    self.api("asyncio", "timeout", &mut extras)
                )
            }
            Wrap::Semaphore => {
                let kinds = ["asyncio.Semaphore", "asyncio.BoundedSemaphore"];
                let found = self.names.made_before(&kinds, block.span.start).next();
                let name = found.map(str::to_owned).unwrap_or_else(|| {
                    let name = self.names.free_name("semaphore", &[]);
                    let made = self.api("asyncio", "Semaphore", &mut extras);
                    extras.variables.push(format!("{name} = {made}(2)"));
                    name
                });
                format!("async with {name}:")
            }
            _ => "try:".to_owned(),
        };
        let (indent, newline) = (&suite.indent, self.layout.newline);
        let unit = unit_of(indent);
        let deeper = format!("{indent}{unit}");
        let body = self.deeper(block.extent, indent, &deeper);
        let mut lines = format!("{indent}{opener}{newline}{body}");
        if wrap == Wrap::Try {
            let error = self.names.free_name("error", &[]);
            lines.push_str(&format!(
                "{newline}{indent}except Exception as {error}:{newline}{deeper}print(\"failed:\", \
                 {error})"
            ));
        }
        let edit = draft.replace(block.extent, lines);
        draft.focus(edit, length(indent));
        self.place_extras(&extras, draft);
        Ok(())
    }

    /// The lines of a span at another indentation; at the top of a module every line gets it.
    fn deeper(&self, span: Span, from: &str, to: &str) -> String {
        self.layout.reindent(span, from, to)
    }

    /// In a group only the call itself can be wrapped.
    fn wrap_call(&self, block: &Block, wrap: Wrap, draft: &mut Draft) -> Result<(), Diagnostic> {
        let Parent::Group(group) = block.parent else {
            return Ok(());
        };
        let group = self.group(self.block(group)?)?;
        if wrap != Wrap::Timeout || group.pattern.is_plain() {
            return Err(
                refusal(block.span, "a call of a group takes a timeout only")
                    .with_help("Wrap the whole group, or choose how it runs."),
            );
        }
        let mut extras = Extras::default();
        let wait_for = self.api("asyncio", "wait_for", &mut extras);
        let edit = draft.insert(block.span.start, format!("{wait_for}("));
        draft.insert(block.span.end, ", timeout=1.0)");
        draft.focus(edit, 0);
        imports::add(self, &extras.used, draft);
        Ok(())
    }

    fn wrap_in_thread(
        &self,
        block: &Block,
        is_async: bool,
        draft: &mut Draft,
    ) -> Result<(), Diagnostic> {
        if !is_async {
            return Err(await_outside(block.span));
        }
        let code = self.layout.slice(block.span);
        // The target of a call in a group stands outside of the call.
        let inside = block.span.start..block.span.end;
        let is_target =
            |field: &&Field| field.role == Role::Target && inside.contains(&field.span.start);
        let target = block.fields.iter().find(is_target);
        let start = target.map_or(0, |_| code.find('=').map_or(0, |at| at + 1));
        let (before, call) = code.split_at(start);
        let fits = match &block.kind {
            Kind::BlockingSleep => true,
            Kind::Call(call) => call.how == How::Plain && !call.is_method && call.inner.is_none(),
            _ => false,
        };
        if !fits {
            return Err(refusal(
                block.span,
                "only a call of a plain function runs in a thread",
            )
            .with_help("A coroutine waits without a thread."));
        }
        let mut extras = Extras::default();
        self.api("asyncio", "to_thread", &mut extras);
        let gap = if before.is_empty() { "" } else { " " };
        let thread = self.in_thread(call.trim_start());
        let edit = draft.replace(block.span, format!("{before}{gap}await {thread}"));
        draft.focus(edit, 0);
        imports::add(self, &extras.used, draft);
        Ok(())
    }

    pub fn unwrap_block(&self, block: &Block, draft: &mut Draft) -> Result<(), Diagnostic> {
        draft.stay = block.span.start;
        match &block.kind {
            Kind::Compound => self.unwrap_lines(block, draft),
            Kind::Call(call) if call.inner.is_some() => self.unwrap_call(block, call, draft),
            _ => Err(refusal(
                block.span,
                "there is nothing around it to take away",
            )),
        }
    }

    /// The first body in the place of the whole statement.
    fn unwrap_lines(&self, block: &Block, draft: &mut Draft) -> Result<(), Diagnostic> {
        let (Parent::Suite(outer), Some(first)) = (block.parent, block.suites.first()) else {
            return Ok(());
        };
        let (outer, inner) = (self.suite(outer), self.suite(*first));
        if inner.keyword == "class" {
            return Err(refusal(
                block.span,
                "a class is more than a frame around its methods",
            ));
        }
        for id in &inner.blocks {
            self.check_place(self.block(*id)?, outer)?;
        }
        let block_of = |id: Option<&_>| id.and_then(|id| self.blocks.get(*id));
        let (Some(top), Some(last)) = (
            block_of(inner.blocks.first()),
            block_of(inner.blocks.last()),
        ) else {
            return Ok(());
        };
        // The comments above the statement and behind its first line stay.
        let above = Span::new(
            block.extent.start,
            self.layout.source.line_start(block.line),
        );
        let mut lines = self.layout.slice(above).to_owned();
        let comments =
            self.layout.comments.iter().filter(|comment| {
                block.span.start < comment.start && comment.start < top.extent.start
            });
        for comment in comments {
            lines.push_str(&outer.indent);
            lines.push_str(self.layout.slice(*comment));
            lines.push_str(self.layout.newline);
        }
        let at = length(&lines) + length(&outer.indent);
        let body = Span::new(top.extent.start, last.extent.end);
        lines.push_str(&self.deeper(body, &inner.indent, &outer.indent));
        let edit = draft.replace(block.extent, lines);
        draft.focus(edit, at);
        Ok(())
    }

    /// `await f(1)` for `await asyncio.wait_for(f(1), 2)`; `f(1)` for `await asyncio.to_thread(f, 1)`.
    fn unwrap_call(&self, block: &Block, call: &Call, draft: &mut Draft) -> Result<(), Diagnostic> {
        let code = self.layout.slice(block.span);
        let inner = call.inner.as_deref().unwrap_or("");
        let name = call.callee.rsplit('.').next().unwrap_or("");
        let is_thread = matches!(name, "to_thread" | "run_in_executor");
        let is_handed_over = call.how == How::Plain && matches!(block.parent, Parent::Group(_));
        if is_thread && is_handed_over {
            return Err(refusal(
                block.span,
                "without its thread this call would block, and give the group nothing to await",
            ));
        }
        let Some(outer) = code.find(&call.callee) else {
            return Ok(());
        };
        let behind = outer + call.callee.len();
        let found = code.get(behind..).and_then(|rest| rest.find(inner));
        let Some(start) = found.map(|at| behind + at) else {
            return Ok(());
        };
        let rest = &code[start + inner.len()..];
        let written = if is_thread {
            let args = rest.trim_start().trim_start_matches(',').trim_start();
            let args = args.strip_suffix(')').unwrap_or(args);
            format!("{inner}({args})")
        } else {
            format!("{inner}{}", brackets(rest))
        };
        let mut head = code[..outer].to_owned();
        if is_thread {
            // Up to the `await`, and to what `run_in_executor` is called on.
            let end = head.rfind("await").unwrap_or(head.len());
            head.truncate(end);
        } else if call.how == How::Plain && !is_handed_over {
            head.push_str("await ");
        }
        let edit = draft.replace(block.span, format!("{head}{written}"));
        draft.focus(edit, 0);
        Ok(())
    }

    /// `return_exceptions=True` in a group that gathers, or without it.
    pub fn keep_exceptions(&self, block: &Block, draft: &mut Draft) -> Result<(), Diagnostic> {
        draft.stay = block.span.start;
        let group = self.group(block)?;
        let (true, Some(close)) = (group.pattern.gathers(), group.close) else {
            return Err(refusal(block.span, "`return_exceptions` belongs to gather"));
        };
        let is_flag = |span: &&Span| self.layout.slice(**span).starts_with("return_exceptions");
        let slots = group.tracks.first().map_or(&[][..], |track| &track.slots);
        if let Some(at) = group.extra.iter().position(|span| is_flag(&span)) {
            let before = group.extra[..at].last().or(slots.last());
            self.remove_argument(group.extra[at], before.copied(), draft);
            return Ok(());
        }
        let flag = "return_exceptions=True";
        if let Some(last) = group.extra.last().or(slots.last()) {
            self.add_argument(*last, flag, draft);
        } else {
            draft.insert(close, flag);
        }
        Ok(())
    }
}

/// The text from an opening bracket to the one that closes it.
fn brackets(text: &str) -> &str {
    let mut depth = 0_u32;
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) if open == letter => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(letter),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return &text[..=at];
                }
            }
            _ => {}
        }
    }
    text
}

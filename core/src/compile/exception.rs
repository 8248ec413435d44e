//! `try` in all its forms, and `with`.
//!
//! The shapes, with the stack at the right (`p` is the exception that was being handled before,
//! `e` the one that is):
//!
//! ```text
//!         body                       -> handler at E             with: [exit]
//!         jump to the end
//!   E:    PushExcInfo                -> handler at C             [p, e]
//!         clauses; a clause that matches: PopTop, body, PopExcept, jump to the end
//!         Reraise
//!   C:    Swap(2) PopExcept Reraise  (an exception out of a clause)   [p, e2]
//! ```

use ruff_python_ast::{self as ast, ExceptHandler, Expr, Stmt};
use ruff_text_size::Ranged;

use super::statement::Access;
use super::unit::{Block, Label};
use super::visitor::span_of;
use super::{Compiler, MAX_BLOCKS};
use crate::code::{AwaitKind, Op};
use crate::source::Span;

impl<'a> Compiler<'a> {
    pub(super) fn try_statement(&mut self, stmt: &'a ast::StmtTry) {
        if stmt.finalbody.is_empty() {
            self.try_except(stmt);
            return;
        }
        let span = span_of(stmt.range());
        let (handler, end) = (self.unit.label(), self.unit.label());
        self.enter(
            Block::Finally {
                body: &stmt.finalbody,
            },
            span,
        );
        self.unit.push_handler(handler);
        if stmt.handlers.is_empty() {
            self.statements(&stmt.body);
        } else {
            self.try_except(stmt);
        }
        self.unit.pop_handler();
        self.unit.pop_block();
        if self.unit.falls_through() {
            self.statements(&stmt.finalbody);
        }
        self.jump_over(end);

        let cleanup = self.begin_handling(handler, Block::FinallyEnd, span);
        self.statements(&stmt.finalbody);
        self.unit.emit(Op::Reraise, span);
        self.end_handling_of(cleanup, span);
        self.unit.place(end);
    }

    /// Jumps to the end where control comes to here at all.
    fn jump_over(&mut self, end: Label) {
        if self.unit.falls_through() {
            let span = self.unit.last_span();
            self.unit.jump(Op::Jump, end, span);
        }
    }

    /// Begins what handles an exception: afterwards `[p, e]` lie on the stack, and exceptions go
    /// to the label that is given back.
    fn begin_handling(&mut self, handler: Label, block: Block<'a>, span: Span) -> Label {
        self.unit.place(handler);
        let cleanup = self.unit.label();
        self.unit.push_block(block);
        self.unit.emit(Op::PushExcInfo, span);
        // Of the two values only the one that was handled before is kept.
        let depth = self.unit.depth();
        self.unit.set_depth(depth - 1);
        self.unit.push_handler(cleanup);
        self.unit.set_depth(depth);
        cleanup
    }

    /// Ends it: an exception that came on the way is raised after the former one is restored.
    fn end_handling_of(&mut self, cleanup: Label, span: Span) {
        self.unit.pop_handler();
        self.unit.pop_block();
        self.unit.place(cleanup);
        self.unit.emit(Op::Swap(2), span);
        self.unit.emit(Op::PopExcept, span);
        self.unit.emit(Op::Reraise, span);
    }

    fn try_except(&mut self, stmt: &'a ast::StmtTry) {
        let span = span_of(stmt.range());
        let (handler, end) = (self.unit.label(), self.unit.label());
        self.enter(Block::Try, span);
        self.unit.push_handler(handler);
        let guards = u32::from(stmt.handlers.iter().any(catches_missing_modules));
        let missing = self.missing_imports;
        self.guarded_imports += guards;
        let is_in_vain = self.is_in_vain;
        self.statements(&stmt.body);
        self.guarded_imports -= guards;
        let are_there = guards > 0 && self.missing_imports == missing;
        self.unit.pop_handler();
        self.unit.pop_block();
        self.statements(&stmt.orelse);
        self.is_in_vain = is_in_vain;
        self.jump_over(end);
        if stmt.is_star {
            self.except_star(stmt, handler, end);
        } else {
            self.except_clauses(stmt, handler, end, are_there);
        }
        self.unit.place(end);
    }

    /// Where all that the body imports is there, nobody comes to what stands in for it.
    fn except_clauses(
        &mut self,
        stmt: &'a ast::StmtTry,
        handler: Label,
        end: Label,
        are_there: bool,
    ) {
        let span = span_of(stmt.range());
        // The block of the clauses is opened clause by clause, with the name of each.
        let cleanup = self.begin_handling(handler, Block::Except { name: None }, span);
        let depth = self.unit.depth();
        let last = stmt.handlers.len().saturating_sub(1);
        let is_in_vain = self.is_in_vain;
        for (at, clause) in stmt.handlers.iter().enumerate() {
            self.is_in_vain = is_in_vain || are_there && catches_missing_modules(clause);
            let ExceptHandler::ExceptHandler(clause) = clause;
            let place = span_of(clause.range());
            let next = self.unit.label();
            match &clause.type_ {
                Some(kind) => {
                    self.expression(kind);
                    self.unit.emit(Op::CheckExcMatch, place);
                    self.unit.jump(Op::PopJumpIfFalse, next, place);
                }
                None if at < last => self.error(place, "default 'except:' must be last"),
                None => {}
            }
            match &clause.name {
                Some(name) => self.named_clause(name, &clause.body, end, place),
                None => {
                    self.unit.emit(Op::PopTop, place);
                    self.statements(&clause.body);
                    self.end_clause(None, end);
                }
            }
            self.unit.set_depth(depth);
            self.unit.place(next);
        }
        self.is_in_vain = is_in_vain;
        self.unit.emit(Op::Reraise, span);
        self.end_handling_of(cleanup, span);
    }

    /// The undisturbed end of a clause: it stands at the last line, which a warning shows about
    /// what dies with the exception.
    fn end_clause(&mut self, name: Option<&str>, end: Label) {
        if !self.unit.falls_through() {
            return;
        }
        let span = self.unit.last_span();
        self.unit.emit(Op::PopExcept, span);
        let cut = self.unit.cut_last_handler();
        self.unbind(name, span);
        self.unit.jump(Op::Jump, end, span);
        self.unit.restore_handlers(cut);
    }

    /// The body of `except E as name`, at whose end the name is emptied, however it ends.
    fn named_clause(&mut self, name: &'a str, body: &'a [Stmt], end: Label, span: Span) {
        self.name(name, Access::Store, span);
        let depth = self.unit.depth();
        let failed = self.unit.label();
        self.unit.rename_clause(Some(name));
        self.unit.push_handler(failed);
        self.statements(body);
        self.unit.pop_handler();
        self.end_clause(Some(name), end);
        self.unit.rename_clause(None);
        self.unit.set_depth(depth + 1);
        self.unit.place(failed);
        self.unbind(Some(name), span);
        self.unit.emit(Op::Reraise, span);
    }

    /// `except*`: every clause takes its part of the group; what is left, and what the clauses
    /// raised, is raised at the end.
    fn except_star(&mut self, stmt: &'a ast::StmtTry, handler: Label, end: Label) {
        let span = span_of(stmt.range());
        let cleanup = self.begin_handling(handler, Block::ExceptStar, span);
        // [p, group, list, rest]
        self.unit.emit(Op::BuildList(0), span);
        self.unit.emit(Op::Copy(2), span);
        for ExceptHandler::ExceptHandler(clause) in &stmt.handlers {
            let place = span_of(clause.range());
            self.star_clause(clause, place);
        }
        self.unit.emit(Op::ListAppend(1), span);
        self.unit.emit(Op::PrepReraiseStar, span);
        let reraise = self.unit.label();
        self.unit.emit(Op::Copy(1), span);
        self.unit.jump(Op::PopJumpIfNotNone, reraise, span);
        self.unit.emit(Op::PopTop, span);
        self.unit.emit(Op::PopExcept, span);
        let cut = self.unit.cut_last_handler();
        self.unit.jump(Op::Jump, end, span);
        self.unit.restore_handlers(cut);
        self.unit.place(reraise);
        self.unit.emit(Op::Reraise, span);
        self.end_handling_of(cleanup, span);
    }

    fn star_clause(&mut self, clause: &'a ast::ExceptHandlerExceptHandler, span: Span) {
        let (no_match, failed) = (self.unit.label(), self.unit.label());
        let next = self.unit.label();
        match &clause.type_ {
            Some(kind) => self.expression(kind),
            None => self.error(span, "expected one or more exception types"),
        }
        self.unit.emit(Op::CheckEgMatch, span);
        self.unit.emit(Op::Copy(1), span);
        self.unit.jump(Op::PopJumpIfNone, no_match, span);
        match &clause.name {
            Some(name) => self.name(name, Access::Store, span),
            None => self.unit.emit(Op::PopTop, span),
        }
        let name = clause.name.as_ref().map(|name| name.as_str());
        self.unit.push_handler(failed);
        self.statements(&clause.body);
        self.unit.pop_handler();
        self.unbind(name, span);
        self.unit.jump(Op::Jump, next, span);
        // [p, group, list, rest, raised]
        self.unit.place(failed);
        self.unbind(name, span);
        self.unit.emit(Op::ListAppend(2), span);
        self.unit.jump(Op::Jump, next, span);
        // [p, group, list, rest, None]
        self.unit.place(no_match);
        self.unit.emit(Op::PopTop, span);
        self.unit.place(next);
    }

    // ---- with --------------------------------------------------------------------------------

    /// The items from an index on; each is a `with` around the next.
    pub(super) fn with_items(&mut self, stmt: &'a ast::StmtWith, at: usize) {
        let Some(item) = stmt.items.get(at) else {
            self.statements(&stmt.body);
            return;
        };
        let is_async = stmt.is_async;
        let span = span_of(item.context_expr.range());
        if self.unit.blocks.len() >= MAX_BLOCKS {
            self.error(span, "too many statically nested blocks");
            return;
        }
        let (handler, end) = (self.unit.label(), self.unit.label());
        self.expression(&item.context_expr);
        self.unit.emit(
            if is_async {
                Op::BeforeAsyncWith
            } else {
                Op::BeforeWith
            },
            span,
        );
        self.unit.emit(Op::Call(0), span);
        if is_async {
            self.unit.emit(Op::GetAwaitable(AwaitKind::Enter), span);
            self.wait(span);
        }
        // The handler keeps the exit and not the value.
        let depth = self.unit.depth();
        self.unit.push_block(Block::With { span, is_async });
        self.unit.set_depth(depth - 1);
        self.unit.push_handler(handler);
        self.unit.set_depth(depth);
        match &item.optional_vars {
            Some(target) => self.store(target),
            None => self.unit.emit(Op::PopTop, span),
        }
        self.with_items(stmt, at + 1);
        self.unit.pop_handler();
        self.unit.pop_block();
        if self.unit.falls_through() {
            self.call_exit(span, is_async);
            self.unit.jump(Op::Jump, end, span);
        }
        self.exceptional_exit(handler, end, span, is_async);
        self.unit.place(end);
    }

    fn exceptional_exit(&mut self, handler: Label, end: Label, span: Span, is_async: bool) {
        let cleanup = self.begin_handling(handler, Block::FinallyEnd, span);
        self.unit.emit(Op::WithExceptStart, span);
        self.unit.emit(Op::Call(3), span);
        if is_async {
            self.unit.emit(Op::GetAwaitable(AwaitKind::Exit), span);
            self.wait(span);
        }
        let suppressed = self.unit.label();
        self.unit.jump(Op::PopJumpIfTrue, suppressed, span);
        self.unit.emit(Op::Reraise, span);
        // [exit, p, e]
        self.unit.place(suppressed);
        self.unit.emit(Op::PopTop, span);
        self.unit.emit(Op::PopExcept, span);
        let cut = self.unit.cut_last_handler();
        self.unit.emit(Op::PopTop, span);
        self.unit.jump(Op::Jump, end, span);
        self.unit.restore_handlers(cut);
        self.end_handling_of(cleanup, span);
    }
}

/// True for `except ImportError:` and `except (ModuleNotFoundError, …):`.
fn catches_missing_modules(handler: &ExceptHandler) -> bool {
    let ExceptHandler::ExceptHandler(handler) = handler;
    let is_one = |expr: &Expr| {
        expr.as_name_expr()
            .is_some_and(|name| matches!(&*name.id, "ImportError" | "ModuleNotFoundError"))
    };
    match handler.type_.as_deref() {
        Some(Expr::Tuple(tuple)) => tuple.elts.iter().any(is_one),
        Some(expr) => is_one(expr),
        None => false,
    }
}

//! Branches, loops, and the ways out of blocks: `return`, `break`, `continue`.

use ruff_python_ast::{self as ast, BoolOp, Expr, UnaryOp};
use ruff_text_size::Ranged;

use super::never::known_truth;
use super::statement::Access;
use super::unit::{Block, Label};
use super::visitor::span_of;
use super::{Compiler, MAX_BLOCKS};
use crate::code::{AwaitKind, Const, Op};
use crate::diagnostic::Code;
use crate::source::Span;

/// Which block a way out ends at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Until {
    /// `return`: all blocks of the function.
    Function,
    /// `break`: the innermost loop, which is left too.
    LoopLeft,
    /// `continue`: the innermost loop, which goes on.
    LoopKept,
}

/// What a test is known to give before the program runs.
pub fn constant_truth(expr: &Expr) -> Option<bool> {
    match expr {
        Expr::BooleanLiteral(literal) => Some(literal.value),
        Expr::NoneLiteral(_) => Some(false),
        Expr::EllipsisLiteral(_) => Some(true),
        Expr::NumberLiteral(literal) => match &literal.value {
            ast::Number::Int(int) => Some(int.as_u64() != Some(0)),
            ast::Number::Float(value) => Some(*value != 0.0),
            ast::Number::Complex { .. } => None,
        },
        Expr::StringLiteral(literal) => Some(!literal.value.is_empty()),
        Expr::Name(name) if &*name.id == "__debug__" => Some(true),
        _ => None,
    }
}

impl<'a> Compiler<'a> {
    /// Opens a block; too many inside each other are refused as CPython refuses them.
    pub(super) fn enter(&mut self, block: Block<'a>, span: Span) {
        if self.unit.blocks.len() >= MAX_BLOCKS {
            self.error(span, "too many statically nested blocks");
        }
        self.unit.push_block(block);
    }

    // ---- tests -------------------------------------------------------------------------------

    /// Jumps where the truth of the expression is `when`; nothing is left on the stack.
    pub(super) fn jump_if(&mut self, expr: &'a Expr, label: Label, when: bool) {
        let span = span_of(expr.range());
        match expr {
            Expr::UnaryOp(unary) if unary.op == UnaryOp::Not => {
                self.jump_if(&unary.operand, label, !when);
            }
            Expr::BoolOp(bool_op) => self.jump_if_bool(bool_op, label, when),
            Expr::If(test) => {
                let (otherwise, end) = (self.unit.label(), self.unit.label());
                self.jump_if(&test.test, otherwise, false);
                self.jump_if(&test.body, label, when);
                self.unit.jump(Op::Jump, end, span);
                self.unit.place(otherwise);
                self.jump_if(&test.orelse, label, when);
                self.unit.place(end);
            }
            Expr::Compare(compare) if compare.ops.len() > 1 => {
                self.jump_if_chained(compare, label, when);
            }
            _ => match constant_truth(expr) {
                Some(truth) if truth == when => self.unit.jump(Op::Jump, label, span),
                Some(_) => {}
                None => {
                    self.expression(expr);
                    let op = if when {
                        Op::PopJumpIfTrue
                    } else {
                        Op::PopJumpIfFalse
                    };
                    self.unit.jump(op, label, span);
                }
            },
        }
    }

    fn jump_if_bool(&mut self, expr: &'a ast::ExprBoolOp, label: Label, when: bool) {
        let Some((last, init)) = expr.values.split_last() else {
            return;
        };
        // `or` is decided by a true operand, `and` by a false one.
        let decisive = expr.op == BoolOp::Or;
        let end = self.unit.label();
        let early = if decisive == when { label } else { end };
        for value in init {
            self.jump_if(value, early, decisive);
        }
        self.jump_if(last, label, when);
        self.unit.place(end);
    }

    fn jump_if_chained(&mut self, compare: &'a ast::ExprCompare, label: Label, when: bool) {
        let span = span_of(compare.range());
        let cleanup = self.unit.label();
        self.chained(compare, span, Op::PopJumpIfFalse, cleanup);
        let op = if when {
            Op::PopJumpIfTrue
        } else {
            Op::PopJumpIfFalse
        };
        self.unit.jump(op, label, span);
        let end = self.unit.label();
        self.unit.jump(Op::Jump, end, span);
        self.unit.place(cleanup);
        self.unit.emit(Op::PopTop, span);
        if !when {
            self.unit.jump(Op::Jump, label, span);
        }
        self.unit.place(end);
    }

    // ---- branches and loops ------------------------------------------------------------------

    pub(super) fn if_statement(&mut self, stmt: &'a ast::StmtIf) {
        let end = self.unit.label();
        let first = (Some(&*stmt.test), &stmt.body);
        let clauses = stmt.elif_else_clauses.iter();
        let rest = clauses.map(|clause| (clause.test.as_ref(), &clause.body));
        let count = stmt.elif_else_clauses.len();
        let mut is_left_out = false;
        for (at, (test, body)) in std::iter::once(first).chain(rest).enumerate() {
            let next = self.unit.label();
            if let Some(test) = test {
                self.jump_if(test, next, false);
            }
            let refused = self.diagnostics.len();
            self.statements(body);
            let known = test.and_then(known_truth);
            if is_left_out || known == Some(false) {
                let mut rest = self.diagnostics.split_off(refused);
                rest.retain(|diagnostic| diagnostic.code == Code::Syntax);
                self.diagnostics.append(&mut rest);
            }
            is_left_out |= known == Some(true);
            if at < count && self.unit.falls_through() {
                let span = self.unit.last_span();
                self.unit.jump(Op::Jump, end, span);
            }
            self.unit.place(next);
        }
        self.unit.place(end);
    }

    pub(super) fn while_statement(&mut self, stmt: &'a ast::StmtWhile) {
        let (start, otherwise) = (self.unit.label(), self.unit.label());
        let end = self.unit.label();
        self.unit.place(start);
        self.enter(
            Block::Loop {
                start,
                end,
                iterates: false,
            },
            span_of(stmt.range()),
        );
        self.jump_if(&stmt.test, otherwise, false);
        self.statements(&stmt.body);
        let span = self.unit.last_span();
        self.unit.jump(Op::Jump, start, span);
        self.unit.pop_block();
        self.unit.place(otherwise);
        self.statements(&stmt.orelse);
        self.unit.place(end);
    }

    pub(super) fn for_statement(&mut self, stmt: &'a ast::StmtFor) {
        let (start, otherwise) = (self.unit.label(), self.unit.label());
        let end = self.unit.label();
        let iterable = span_of(stmt.iter.range());
        self.expression(&stmt.iter);
        self.unit.emit(Op::GetIter, iterable);
        self.unit.place(start);
        self.enter(
            Block::Loop {
                start,
                end,
                iterates: true,
            },
            span_of(stmt.range()),
        );
        self.unit.jump(Op::ForIter, otherwise, iterable);
        self.store(&stmt.target);
        self.statements(&stmt.body);
        // What dies with the iterator dies here, behind this jump.
        self.unit.jump(Op::Jump, start, iterable);
        self.unit.pop_block();
        self.unit.place(otherwise);
        self.statements(&stmt.orelse);
        self.unit.place(end);
    }

    pub(super) fn async_for(&mut self, stmt: &'a ast::StmtFor) {
        let (start, end) = (self.unit.label(), self.unit.label());
        let span = span_of(stmt.range());
        let iterable = span_of(stmt.iter.range());
        self.expression(&stmt.iter);
        self.unit.emit(Op::GetAIter, iterable);
        self.unit.place(start);
        self.enter(
            Block::Loop {
                start,
                end,
                iterates: true,
            },
            span,
        );
        let exhausted = self.next_of_async(span);
        self.store(&stmt.target);
        self.statements(&stmt.body);
        let last = self.unit.last_span();
        self.unit.jump(Op::Jump, start, last);
        self.unit.pop_block();
        self.unit.place(exhausted);
        self.unit.emit(Op::EndAsyncFor, iterable);
        self.statements(&stmt.orelse);
        self.unit.place(end);
    }

    /// Waits for the next value of the asynchronous iterator on the stack; the label is where
    /// `StopAsyncIteration` goes.
    pub(super) fn next_of_async(&mut self, span: Span) -> Label {
        let exhausted = self.unit.label();
        self.unit.push_handler(exhausted);
        self.unit.emit(Op::GetANext, span);
        self.wait(span);
        self.unit.pop_handler();
        exhausted
    }

    /// Waits for the iterator on the stack.
    pub(super) fn wait(&mut self, span: Span) {
        self.unit.load_const(Const::None, span);
        self.unit.emit(Op::YieldFrom, span);
    }

    // ---- ways out ----------------------------------------------------------------------------

    pub(super) fn return_statement(&mut self, stmt: &'a ast::StmtReturn) {
        let span = span_of(stmt.range());
        let depth = self.unit.depth();
        match stmt.value.as_deref() {
            Some(value) if !value.is_literal_expr() => {
                self.expression(value);
                self.leave(Until::Function, true, span, |this| {
                    this.unit.emit(Op::ReturnValue, span);
                });
            }
            value => self.leave(Until::Function, false, span, |this| {
                match value {
                    Some(value) => this.expression(value),
                    None => this.unit.load_const(Const::None, span),
                }
                this.unit.emit(Op::ReturnValue, span);
            }),
        }
        self.unit.set_depth(depth);
    }

    pub(super) fn break_statement(&mut self, span: Span) {
        match self.innermost_loop() {
            Some(Block::Loop { end, .. }) => self.leave_to(Until::LoopLeft, end, span),
            _ => self.error(span, "'break' outside loop"),
        }
    }

    pub(super) fn continue_statement(&mut self, span: Span) {
        match self.innermost_loop() {
            Some(Block::Loop { start, .. }) => self.leave_to(Until::LoopKept, start, span),
            _ => self.error(span, "'continue' not properly in loop"),
        }
    }

    /// What follows in the text cannot be reached, and has the stack that was before.
    fn leave_to(&mut self, until: Until, label: Label, span: Span) {
        let depth = self.unit.depth();
        self.leave(until, false, span, |this| {
            this.unit.jump(Op::Jump, label, span)
        });
        self.unit.set_depth(depth);
    }

    fn innermost_loop(&self) -> Option<Block<'a>> {
        let mut blocks = self.unit.blocks.iter().rev().map(|open| open.block);
        blocks.find(|block| matches!(block, Block::Loop { .. }))
    }

    /// Emits what leaving the blocks takes, innermost first, and then what `finish` emits.
    /// `value`: what will be returned lies on the stack. Blocks and handlers are afterwards what
    /// they were; the stack is not.
    fn leave(&mut self, until: Until, value: bool, span: Span, finish: impl FnOnce(&mut Self)) {
        let blocks = self.unit.blocks.clone();
        let mut cut = Vec::new();
        while let Some(open) = self.unit.blocks.pop() {
            let is_loop = matches!(open.block, Block::Loop { .. });
            if is_loop && until == Until::LoopKept {
                break;
            }
            cut.push(self.unit.cut_handlers(open.handlers));
            self.leave_block(open.block, value, span);
            if is_loop && until == Until::LoopLeft {
                break;
            }
        }
        finish(self);
        for handlers in cut.into_iter().rev() {
            self.unit.restore_handlers(handlers);
        }
        self.unit.blocks = blocks;
    }

    fn leave_block(&mut self, block: Block<'a>, value: bool, span: Span) {
        match block {
            Block::Try
            | Block::Loop {
                iterates: false, ..
            } => {}
            Block::Loop { iterates: true, .. } | Block::Value => self.pop_under(value, span),
            Block::Finally { body } => {
                if value {
                    self.unit.push_block(Block::Value);
                }
                self.statements(body);
                if value {
                    self.unit.pop_block();
                }
            }
            Block::FinallyEnd => {
                self.pop_under(value, span);
                self.end_handling(value, span);
            }
            Block::With {
                span: manager,
                is_async,
            } => {
                if value {
                    self.unit.emit(Op::Swap(2), manager);
                }
                self.call_exit(manager, is_async);
            }
            Block::Except { name } => {
                self.end_handling(value, span);
                self.unbind(name, span);
            }
            Block::ExceptStar => {
                let message = "'break', 'continue' and 'return' cannot appear in an except* block";
                self.error(span, message);
            }
        }
    }

    /// Pops the value that lies under the value to be returned.
    fn pop_under(&mut self, value: bool, span: Span) {
        if value {
            self.unit.emit(Op::Swap(2), span);
        }
        self.unit.emit(Op::PopTop, span);
    }

    fn end_handling(&mut self, value: bool, span: Span) {
        if value {
            self.unit.emit(Op::Swap(2), span);
        }
        self.unit.emit(Op::PopExcept, span);
    }

    /// `except E as name` ends: the name is emptied.
    pub(super) fn unbind(&mut self, name: Option<&str>, span: Span) {
        if let Some(name) = name {
            self.unit.load_const(Const::None, span);
            self.name(name, Access::Store, span);
            self.name(name, Access::Delete, span);
        }
    }

    /// Calls the bound exit on the stack as for an undisturbed end.
    pub(super) fn call_exit(&mut self, span: Span, is_async: bool) {
        for _ in 0..3 {
            self.unit.load_const(Const::None, span);
        }
        self.unit.emit(Op::Call(3), span);
        if is_async {
            self.unit.emit(Op::GetAwaitable(AwaitKind::Exit), span);
            self.wait(span);
        }
        self.unit.emit(Op::PopTop, span);
    }
}

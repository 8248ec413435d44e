//! Statements that only evaluate, store and delete; control flow lies in control.rs.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr, ExprContext, Stmt};
use ruff_text_size::Ranged;

use super::expression::binary_kind;
use super::scope::{Place, ScopeId, ScopeKind, mangle};
use super::unit::index;
use super::visitor::span_of;
use super::{Compiler, behind_decorators};
use crate::code::{Const, Op};
use crate::source::Span;

/// What is done with a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Load,
    Store,
    Delete,
}

impl<'a> Compiler<'a> {
    pub(super) fn statements(&mut self, body: &'a [Stmt]) {
        for stmt in body {
            if self.too_large(span_of(stmt.range())) {
                return;
            }
            self.statement(stmt);
        }
    }

    fn statement(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(def) => {
                let span = behind_decorators(self.source, stmt);
                self.function_def(def, span);
            }
            Stmt::ClassDef(def) => {
                let span = behind_decorators(self.source, stmt);
                self.class_def(def, span);
            }
            Stmt::Return(stmt) => self.return_statement(stmt),
            Stmt::Delete(stmt) => {
                for target in &stmt.targets {
                    self.delete(target);
                }
            }
            Stmt::TypeAlias(alias) => self.type_alias(alias),
            Stmt::Assign(stmt) => self.assign(stmt),
            Stmt::AugAssign(stmt) => self.augmented_assign(stmt),
            Stmt::AnnAssign(stmt) => self.annotated_assign(stmt),
            Stmt::For(stmt) if stmt.is_async => self.async_for(stmt),
            Stmt::For(stmt) => self.for_statement(stmt),
            Stmt::While(stmt) => self.while_statement(stmt),
            Stmt::If(stmt) => self.if_statement(stmt),
            Stmt::With(stmt) => self.with_items(stmt, 0),
            Stmt::Match(stmt) => self.match_statement(stmt),
            Stmt::Raise(stmt) => self.raise(stmt),
            Stmt::Try(stmt) => self.try_statement(stmt),
            Stmt::Assert(stmt) => self.assert(stmt),
            Stmt::Import(stmt) => self.import(stmt),
            Stmt::ImportFrom(stmt) => self.import_from(stmt),
            Stmt::Expr(stmt) => self.expression_statement(stmt),
            Stmt::Pass(stmt) => self.unit.emit(Op::Nop, span_of(stmt.range())),
            Stmt::Break(stmt) => self.break_statement(span_of(stmt.range())),
            Stmt::Continue(stmt) => self.continue_statement(span_of(stmt.range())),
            Stmt::Global(_) | Stmt::Nonlocal(_) | Stmt::IpyEscapeCommand(_) => {}
        }
    }

    fn expression_statement(&mut self, stmt: &'a ast::StmtExpr) {
        if stmt.value.is_literal_expr() && !stmt.value.is_number_literal_expr() {
            self.unit.emit(Op::Nop, span_of(stmt.range()));
            return;
        }
        self.expression(&stmt.value);
        self.unit.emit(Op::PopTop, span_of(stmt.range()));
    }

    // ---- names -------------------------------------------------------------------------------

    /// The name as the class around sees it.
    pub(super) fn mangled(&self, name: &str) -> Rc<str> {
        mangle(self.scopes.get(self.scope).private.as_deref(), name)
    }

    /// A variable of a scope in this unit or around it: where it lives.
    fn owned(&mut self, owner: ScopeId, name: &Rc<str>, access: Access, span: Span) {
        let scope = self.scopes.get(owner);
        let in_cell = scope.kind == ScopeKind::Class
            || scope.symbol(name).is_some_and(|symbol| symbol.captured);
        let op = if in_cell {
            let at = self.unit.deref(owner, name);
            match access {
                Access::Load => Op::LoadDeref(at),
                Access::Store => Op::StoreDeref(at),
                Access::Delete => Op::DeleteDeref(at),
            }
        } else {
            let at = self.unit.slot(owner, name);
            match access {
                Access::Load => Op::LoadFast(at),
                Access::Store => Op::StoreFast(at),
                Access::Delete => Op::DeleteFast(at),
            }
        };
        self.unit.emit(op, span);
    }

    /// Loads, stores or deletes a name as it is written.
    pub(super) fn name(&mut self, name: &str, access: Access, span: Span) {
        if name == "__debug__" && access == Access::Load {
            self.unit.load_const(Const::True, span);
            return;
        }
        let name = self.mangled(name);
        match self.scopes.place(self.scope, &name) {
            Place::Owner(owner) => self.owned(owner, &name, access, span),
            Place::Global => {
                let at = self.unit.name(&name);
                let op = match access {
                    Access::Load => Op::LoadGlobal(at),
                    Access::Store => Op::StoreGlobal(at),
                    Access::Delete => Op::DeleteGlobal(at),
                };
                self.unit.emit(op, span);
            }
            Place::ClassName => {
                let at = self.unit.name(&name);
                let op = match access {
                    Access::Load => Op::LoadName(at),
                    Access::Store => Op::StoreName(at),
                    Access::Delete => Op::DeleteName(at),
                };
                self.unit.emit(op, span);
            }
            Place::ClassOrOuter(owner) => {
                let at = self.unit.deref(owner, &name);
                self.unit.emit(Op::LoadClassDeref(at), span);
            }
            Place::TypeParam(kind) => {
                let name = self.unit.name(&name);
                self.unit.emit(Op::LoadTypeParam { kind, name }, span);
            }
        }
    }

    // ---- targets -----------------------------------------------------------------------------

    /// Stores the top of the stack.
    pub(super) fn store(&mut self, target: &'a Expr) {
        let span = span_of(target.range());
        match target {
            Expr::Name(name) => self.name(&name.id, Access::Store, span),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value);
                let name = self.attribute_name(attribute);
                let span = self.attribute_span(attribute);
                self.unit.emit(Op::StoreAttr(name), span);
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value);
                self.expression(&subscript.slice);
                self.unit.emit(Op::StoreSubscr, span);
            }
            Expr::List(list) => self.unpack(&list.elts, span),
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, span),
            Expr::Starred(starred) => {
                self.error(span, "starred assignment target must be in a list or tuple");
                self.store(&starred.value);
            }
            _ => self.error(span, "cannot assign to expression"),
        }
    }

    fn unpack(&mut self, targets: &'a [Expr], span: Span) {
        let starred = |target: &Expr| matches!(target, Expr::Starred(_));
        let count = index(targets.len());
        match targets.iter().position(starred) {
            None => self.unit.emit(Op::UnpackSequence(count), span),
            Some(at) => {
                let after = targets.len() - at - 1;
                match (u16::try_from(at), u16::try_from(after)) {
                    (Ok(before), Ok(after)) => {
                        self.unit.emit(Op::UnpackEx { before, after }, span);
                    }
                    _ => {
                        self.error(span, "too many expressions in star-unpacking assignment");
                        return;
                    }
                }
                if targets[at + 1..].iter().any(starred) {
                    self.error(span, "multiple starred expressions in assignment");
                }
            }
        }
        for target in targets {
            match target {
                Expr::Starred(starred) => self.store(&starred.value),
                _ => self.store(target),
            }
        }
    }

    fn delete(&mut self, target: &'a Expr) {
        let span = span_of(target.range());
        match target {
            Expr::Name(name) => self.name(&name.id, Access::Delete, span),
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value);
                let name = self.attribute_name(attribute);
                let span = self.attribute_span(attribute);
                self.unit.emit(Op::DeleteAttr(name), span);
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value);
                self.expression(&subscript.slice);
                self.unit.emit(Op::DeleteSubscr, span);
            }
            Expr::List(list) => list.elts.iter().for_each(|target| self.delete(target)),
            Expr::Tuple(tuple) => tuple.elts.iter().for_each(|target| self.delete(target)),
            _ => self.error(span, "cannot delete expression"),
        }
    }

    fn assign(&mut self, stmt: &'a ast::StmtAssign) {
        self.expression(&stmt.value);
        let last = stmt.targets.len().saturating_sub(1);
        for (at, target) in stmt.targets.iter().enumerate() {
            if at < last {
                self.unit.emit(Op::Copy(1), span_of(stmt.range()));
            }
            self.store(target);
        }
    }

    fn augmented_assign(&mut self, stmt: &'a ast::StmtAugAssign) {
        let whole = span_of(stmt.range());
        let target = span_of(stmt.target.range());
        let op = Op::InplaceOp(binary_kind(stmt.op));
        match &*stmt.target {
            Expr::Name(name) => {
                self.load_name(name);
                self.expression(&stmt.value);
                self.unit.emit(op, whole);
                self.name(&name.id, Access::Store, target);
            }
            Expr::Attribute(attribute) => {
                self.expression(&attribute.value);
                let name = self.attribute_name(attribute);
                let target = self.attribute_span(attribute);
                self.unit.emit(Op::Copy(1), target);
                self.unit.emit(Op::LoadAttr(name), target);
                self.expression(&stmt.value);
                self.unit.emit(op, whole);
                self.unit.emit(Op::Swap(2), target);
                self.unit.emit(Op::StoreAttr(name), target);
            }
            Expr::Subscript(subscript) => {
                self.expression(&subscript.value);
                self.expression(&subscript.slice);
                self.unit.emit(Op::Copy(2), target);
                self.unit.emit(Op::Copy(2), target);
                self.unit.emit(Op::BinarySubscr, target);
                self.expression(&stmt.value);
                self.unit.emit(op, whole);
                self.unit.emit(Op::Swap(3), target);
                self.unit.emit(Op::Swap(2), target);
                self.unit.emit(Op::StoreSubscr, target);
            }
            _ => self.error(target, "illegal expression for augmented assignment"),
        }
    }

    fn annotated_assign(&mut self, stmt: &'a ast::StmtAnnAssign) {
        if let Some(value) = &stmt.value {
            self.expression(value);
            self.store(&stmt.target);
        } else if let Expr::Attribute(attribute) = &*stmt.target {
            self.expression(&attribute.value);
            self.unit.emit(Op::PopTop, span_of(stmt.range()));
        } else if let Expr::Subscript(subscript) = &*stmt.target {
            self.expression(&subscript.value);
            self.expression(&subscript.slice);
            self.unit.emit(Op::PopTop, span_of(stmt.range()));
            self.unit.emit(Op::PopTop, span_of(stmt.range()));
        }
        let in_class = self.scopes.get(self.unit.scope).kind == ScopeKind::Class;
        if let (Expr::Name(name), true, true) = (&*stmt.target, stmt.simple, in_class) {
            let entry = [
                Const::Str(self.mangled(&name.id)),
                Const::Str(self.annotation(&stmt.annotation)),
            ];
            let at = self.unit.constant(Const::Tuple(entry.into()));
            self.unit
                .emit(Op::SetupAnnotation(at), span_of(stmt.range()));
        }
    }

    // ---- other simple statements -------------------------------------------------------------

    fn type_alias(&mut self, alias: &'a ast::StmtTypeAlias) {
        let span = span_of(alias.range());
        let Expr::Name(name) = &*alias.name else {
            self.error(span, "cannot assign to expression");
            return;
        };
        let outer = self.enter_type_params(alias.type_params.as_deref());
        self.alias_value(&name.id, &alias.value, span);
        self.scope = outer;
        let at = self.unit.name(&name.id);
        self.unit.emit(Op::BuildTypeAlias(at), span);
        self.name(&name.id, Access::Store, span_of(name.range()));
    }

    fn raise(&mut self, stmt: &'a ast::StmtRaise) {
        let mut count = 0;
        for part in [&stmt.exc, &stmt.cause].into_iter().flatten() {
            self.expression(part);
            count += 1;
        }
        self.unit.emit(Op::Raise(count), span_of(stmt.range()));
    }

    fn assert(&mut self, stmt: &'a ast::StmtAssert) {
        let whole = span_of(stmt.range());
        let end = self.unit.label();
        self.jump_if(&stmt.test, end, true);
        self.unit.emit(Op::LoadAssertionError, whole);
        if let Some(message) = &stmt.msg {
            self.expression(message);
            self.unit.emit(Op::Call(1), whole);
        }
        self.unit.emit(Op::Raise(1), span_of(stmt.test.range()));
        self.unit.place(end);
    }

    fn import(&mut self, stmt: &'a ast::StmtImport) {
        let span = span_of(stmt.range());
        for alias in &stmt.names {
            self.check_import(&alias.name, span_of(alias.name.range()));
            let leaf = alias.asname.is_some();
            let name = self.unit.name(&alias.name);
            self.unit.emit(Op::ImportName { leaf, name }, span);
            match &alias.asname {
                Some(bound) => self.name(bound, Access::Store, span),
                None => {
                    let top = alias.name.split('.').next().unwrap_or(&alias.name);
                    self.name(top, Access::Store, span);
                }
            }
        }
    }

    fn import_from(&mut self, stmt: &'a ast::StmtImportFrom) {
        let span = span_of(stmt.range());
        let module = stmt.module.as_deref().unwrap_or("");
        if module == "__future__" && stmt.level == 0 {
            let is_annotations = |alias: &ast::Alias| &*alias.name == "annotations";
            self.annotations_are_texts |= stmt.names.iter().any(is_annotations);
            return;
        }
        self.check_import_from(stmt);
        let name = self.unit.name(module);
        self.unit.emit(Op::ImportName { leaf: true, name }, span);
        for alias in &stmt.names {
            if &*alias.name == "*" {
                self.unit.emit(Op::ImportStar, span);
                return;
            }
            let at = self.unit.name(&alias.name);
            self.unit.emit(Op::ImportFrom(at), span);
            self.name(
                alias.asname.as_ref().unwrap_or(&alias.name),
                Access::Store,
                span,
            );
        }
        self.unit.emit(Op::PopTop, span);
    }

    /// A name that is read; augmented assignment reads names in a store context.
    pub(super) fn load_name(&mut self, name: &ast::ExprName) {
        let span = span_of(name.range());
        if name.ctx == ExprContext::Load {
            self.check_name(&name.id, span);
        }
        self.name(&name.id, Access::Load, span);
    }
}

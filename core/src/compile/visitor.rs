//! The pass that fills [`Scopes`]: every binding and every use of a name, and what CPython's
//! symbol table refuses on the way, in its words.

use std::rc::Rc;

use hashbrown::HashSet;
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    self as ast, ExceptHandler, Expr, ExprContext, Parameters, Pattern, Stmt, TypeParam, TypeParams,
};
use ruff_text_size::{Ranged, TextRange};

use super::scope::{ScopeId, ScopeKind, Scopes, mangle};
use super::warning::Warnings;
use crate::code::TypeParamKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;

/// Span of a range of the syntax tree.
pub fn span_of(range: TextRange) -> Span {
    Span::new(range.start().into(), range.end().into())
}

pub struct ScopeBuilder<'d, 's> {
    scopes: Scopes,
    current: ScopeId,
    diagnostics: &'d mut Vec<Diagnostic>,
    warnings: &'d mut Warnings<'s>,
    /// Inside the iterable of a comprehension, where `:=` may not stand.
    in_iterable: u32,
    /// `return` with a value, of the function being visited.
    valued_return: Option<Span>,
    /// Something other than a docstring or an import from `__future__` has come.
    past_future: bool,
}

/// Builds and resolves the scopes of a module; what is wrong goes into `diagnostics`, what is
/// doubtful into `warnings`.
pub fn scopes_of(
    body: &[Stmt],
    span: Span,
    diagnostics: &mut Vec<Diagnostic>,
    warnings: &mut Warnings,
) -> Scopes {
    let mut scopes = Scopes::default();
    let current = scopes.open(ScopeKind::Module, None, Span::new(u32::MAX, span.end));
    let mut builder = ScopeBuilder {
        scopes,
        current,
        diagnostics,
        warnings,
        in_iterable: 0,
        valued_return: None,
        past_future: false,
    };
    for (at, stmt) in body.iter().enumerate() {
        let docstring = at == 0
            && matches!(stmt, Stmt::Expr(stmt) if matches!(*stmt.value, Expr::StringLiteral(_)));
        builder.visit_stmt(stmt);
        let future = matches!(stmt, Stmt::ImportFrom(from)
            if from.module.as_deref() == Some("__future__"));
        builder.past_future |= !docstring && !future;
    }
    let mut scopes = builder.scopes;
    scopes.resolve(diagnostics);
    scopes
}

impl ScopeBuilder<'_, '_> {
    fn error(&mut self, range: TextRange, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::new(Code::Syntax, span_of(range), message));
    }

    fn kind(&self) -> ScopeKind {
        self.scopes.get(self.current).kind
    }

    fn mangle(&self, name: &str) -> Rc<str> {
        mangle(self.scopes.get(self.current).private.as_deref(), name)
    }

    fn open(&mut self, kind: ScopeKind, span: Span) -> ScopeId {
        let outer = self.current;
        self.current = self.scopes.open(kind, Some(outer), span);
        outer
    }

    fn forbid_debug(&mut self, name: &str, range: TextRange) {
        if name == "__debug__" {
            self.error(range, "cannot assign to __debug__");
        }
    }

    fn bind(&mut self, name: &str, range: TextRange) {
        self.forbid_debug(name, range);
        let name = self.mangle(name);
        let symbol = self.scopes.get_mut(self.current).symbol_mut(&name);
        symbol.bound = true;
        symbol.bindings += 1;
    }

    fn bind_import(&mut self, alias: &ast::Alias, from: Option<&str>) {
        let whole = alias.name.as_str();
        let top = whole.split('.').next().unwrap_or(whole);
        let bound = match (&alias.asname, from) {
            (Some(name), _) => name.as_str(),
            (None, Some(_)) => whole,
            (None, None) => top,
        };
        self.bind(bound, alias.range());
        let target: (Rc<str>, Option<Rc<str>>) = match (from, &alias.asname) {
            (Some(module), _) => (module.into(), Some(whole.into())),
            (None, Some(_)) => (whole.into(), None),
            (None, None) => (top.into(), None),
        };
        let name = self.mangle(bound);
        let symbol = self.scopes.get_mut(self.current).symbol_mut(&name);
        // `import concurrent.futures` and `import concurrent` bind one and the same module.
        if symbol.bindings > 1 && symbol.import.as_ref() == Some(&target) {
            symbol.bindings -= 1;
        }
        symbol.import = Some(target);
    }

    fn use_name(&mut self, name: &str) {
        let name = self.mangle(name);
        self.scopes.get_mut(self.current).symbol_mut(&name).used = true;
        if &*name == "super" && self.scopes.get(self.current).is_function_like() {
            self.scopes
                .get_mut(self.current)
                .symbol_mut("__class__")
                .used = true;
        }
    }

    fn visit_body(&mut self, body: &[Stmt]) {
        for stmt in body {
            self.visit_stmt(stmt);
        }
    }

    // ---- scopes ------------------------------------------------------------------------------

    fn defaults(&mut self, parameters: &Parameters) {
        for parameter in parameters.iter_non_variadic_params() {
            if let Some(default) = &parameter.default {
                self.visit_expr(default);
            }
        }
    }

    fn parameters(&mut self, parameters: &Parameters) {
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let plain = positional
            .chain(&parameters.kwonlyargs)
            .map(|p| &p.parameter);
        let starred = parameters
            .vararg
            .as_deref()
            .into_iter()
            .chain(parameters.kwarg.as_deref());
        for (at, parameter) in plain.chain(starred).enumerate() {
            let (name, range) = (self.mangle(&parameter.name), parameter.name.range());
            if self.scopes.get(self.current).symbol(&name).is_some() {
                self.error(
                    range,
                    format!("duplicate argument '{name}' in function definition"),
                );
            }
            self.bind(&parameter.name, range);
            let symbol = self.scopes.get_mut(self.current).symbol_mut(&name);
            symbol.parameter = Some(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }

    /// Opens the scope of type parameters where there are some.
    fn type_params(&mut self, params: Option<&TypeParams>) {
        let Some(params) = params else { return };
        self.open(ScopeKind::TypeParams, span_of(params.range()));
        for param in &params.type_params {
            let (name, kind) = match param {
                TypeParam::TypeVar(param) => (&param.name, TypeParamKind::TypeVar),
                TypeParam::TypeVarTuple(param) => (&param.name, TypeParamKind::TypeVarTuple),
                TypeParam::ParamSpec(param) => (&param.name, TypeParamKind::ParamSpec),
            };
            self.forbid_debug(name, name.range());
            let mangled = self.mangle(name);
            let symbol = self.scopes.get_mut(self.current).symbol_mut(&mangled);
            if symbol.type_param.replace(kind).is_some() {
                self.error(name.range(), format!("duplicate type parameter '{name}'"));
            }
        }
    }

    fn function(&mut self, def: &ast::StmtFunctionDef) {
        self.bind(&def.name, def.name.range());
        for decorator in &def.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        self.defaults(&def.parameters);
        let outer = self.current;
        self.type_params(def.type_params.as_deref());
        self.open(ScopeKind::Function(def.is_async), span_of(def.range()));
        let valued_return = self.valued_return.take();
        self.parameters(&def.parameters);
        let in_finally = std::mem::take(&mut self.warnings.in_finally);
        self.visit_body(&def.body);
        self.warnings.in_finally = in_finally;
        if let Some(span) = self.valued_return
            && def.is_async
            && self.scopes.get(self.current).has_yield
        {
            let message = "'return' with value in async generator";
            self.diagnostics
                .push(Diagnostic::new(Code::Syntax, span, message));
        }
        self.valued_return = valued_return;
        self.current = outer;
    }

    fn class(&mut self, def: &ast::StmtClassDef) {
        self.bind(&def.name, def.name.range());
        for decorator in &def.decorator_list {
            self.visit_expr(&decorator.expression);
        }
        let outer = self.current;
        self.type_params(def.type_params.as_deref());
        if let Some(arguments) = &def.arguments {
            self.visit_arguments(arguments);
        }
        self.open(ScopeKind::Class, span_of(def.range()));
        self.scopes.get_mut(self.current).private = Some(def.name.as_str().into());
        let in_finally = std::mem::take(&mut self.warnings.in_finally);
        self.visit_body(&def.body);
        self.warnings.in_finally = in_finally;
        self.current = outer;
    }

    fn lambda(&mut self, lambda: &ast::ExprLambda) {
        if let Some(parameters) = &lambda.parameters {
            self.defaults(parameters);
        }
        let outer = self.open(ScopeKind::Lambda, span_of(lambda.range()));
        let in_iterable = std::mem::take(&mut self.in_iterable);
        if let Some(parameters) = &lambda.parameters {
            self.parameters(parameters);
        }
        self.visit_expr(&lambda.body);
        self.in_iterable = in_iterable;
        self.current = outer;
    }

    fn comprehension(
        &mut self,
        kind: ScopeKind,
        range: TextRange,
        generators: &[ast::Comprehension],
        elements: [Option<&Expr>; 2],
    ) {
        let Some((first, rest)) = generators.split_first() else {
            return;
        };
        self.in_iterable += 1;
        self.visit_expr(&first.iter);
        self.in_iterable -= 1;
        let outer = self.open(kind, span_of(range));
        self.target(&first.target);
        for test in &first.ifs {
            self.visit_expr(test);
        }
        for generator in rest {
            self.in_iterable += 1;
            self.visit_expr(&generator.iter);
            self.in_iterable -= 1;
            self.target(&generator.target);
            for test in &generator.ifs {
                self.visit_expr(test);
            }
        }
        for element in elements.into_iter().flatten() {
            self.visit_expr(element);
        }
        let is_async = generators.iter().any(|generator| generator.is_async)
            || self.scopes.get(self.current).has_await;
        self.scopes.get_mut(self.current).has_await |= is_async;
        self.current = outer;
        if is_async && kind != ScopeKind::GeneratorExpression {
            self.asynchronous_comprehension(range);
        }
    }

    /// A list, set or dict comprehension that waits makes what is around it wait.
    fn asynchronous_comprehension(&mut self, range: TextRange) {
        match self.kind() {
            ScopeKind::Function(true)
            | ScopeKind::GeneratorExpression
            | ScopeKind::Comprehension(_) => {
                self.scopes.get_mut(self.current).has_await = true;
            }
            _ => {
                let message = "asynchronous comprehension outside of an asynchronous function";
                self.error(range, message);
            }
        }
    }

    /// The target of `for` in a comprehension.
    fn target(&mut self, target: &Expr) {
        let before = self.scopes.get(self.current).symbols.len();
        self.visit_expr(target);
        for symbol in &mut self.scopes.get_mut(self.current).symbols[before..] {
            symbol.iterated = symbol.bound;
        }
    }

    // ---- statements --------------------------------------------------------------------------

    fn declare(&mut self, names: &[ast::Identifier], range: TextRange, global: bool) {
        let word = if global { "global" } else { "nonlocal" };
        if !global && self.kind() == ScopeKind::Module {
            self.error(range, "nonlocal declaration not allowed at module level");
            return;
        }
        for identifier in names {
            let name = self.mangle(identifier);
            let symbol = self.scopes.get_mut(self.current).symbol_mut(&name);
            let problem = if symbol.parameter.is_some() {
                Some(format!("name '{name}' is parameter and {word}"))
            } else if symbol.global != global
                && symbol.nonlocal == global
                && (symbol.global || symbol.nonlocal)
            {
                Some(format!("name '{name}' is nonlocal and global"))
            } else if symbol.annotated {
                Some(format!("annotated name '{name}' can't be {word}"))
            } else if symbol.bound && !symbol.global && !symbol.nonlocal {
                Some(format!(
                    "name '{name}' is assigned to before {word} declaration"
                ))
            } else if symbol.used && !symbol.global && !symbol.nonlocal {
                Some(format!("name '{name}' is used prior to {word} declaration"))
            } else {
                None
            };
            symbol.global |= global;
            symbol.nonlocal |= !global;
            symbol.declared = span_of(range);
            if let Some(problem) = problem {
                self.error(range, problem);
            }
        }
    }

    fn annotated(&mut self, stmt: &ast::StmtAnnAssign) {
        if let (Expr::Name(target), true) = (&*stmt.target, stmt.simple) {
            let name = self.mangle(&target.id);
            let module = self.kind() == ScopeKind::Module;
            let symbol = self.scopes.get_mut(self.current).symbol_mut(&name);
            let problem = match (symbol.global && !module, symbol.nonlocal) {
                (true, _) => Some(format!("annotated name '{name}' can't be global")),
                (_, true) => Some(format!("annotated name '{name}' can't be nonlocal")),
                _ => None,
            };
            symbol.annotated = true;
            if let Some(problem) = problem {
                self.error(stmt.range(), problem);
            }
        }
        self.visit_expr(&stmt.target);
        if let Some(value) = &stmt.value {
            self.visit_expr(value);
        }
    }

    fn imports(&mut self, from: &ast::StmtImportFrom) {
        let module = from.module.as_deref().unwrap_or("");
        if module == "__future__" && from.level == 0 {
            self.future_imports(from);
            return;
        }
        for alias in &from.names {
            if &*alias.name == "*" {
                if self.kind() != ScopeKind::Module {
                    self.error(alias.range(), "import * only allowed at module level");
                }
            } else {
                self.bind_import(alias, Some(module));
            }
        }
    }

    fn future_imports(&mut self, from: &ast::StmtImportFrom) {
        const FEATURES: [&str; 10] = [
            "nested_scopes",
            "generators",
            "division",
            "absolute_import",
            "with_statement",
            "print_function",
            "unicode_literals",
            "barry_as_FLUFL",
            "generator_stop",
            "annotations",
        ];
        if self.past_future || self.kind() != ScopeKind::Module {
            let message = "from __future__ imports must occur at the beginning of the file";
            self.error(from.range(), message);
        }
        for alias in &from.names {
            if alias.name.as_str() == "braces" {
                self.error(alias.range(), "not a chance");
            } else if !FEATURES.contains(&alias.name.as_str()) {
                self.error(
                    alias.range(),
                    format!("future feature {} is not defined", alias.name),
                );
            }
        }
    }

    fn returns(&mut self, stmt: &ast::StmtReturn) {
        match self.kind() {
            ScopeKind::Function(_) => {
                if stmt.value.is_some() && self.valued_return.is_none() {
                    self.valued_return = Some(span_of(stmt.range()));
                }
            }
            _ => self.error(stmt.range(), "'return' outside function"),
        }
        if let Some(value) = &stmt.value {
            self.visit_expr(value);
        }
    }

    /// Statements that `break` and `return` are warned of in.
    fn block(&mut self, stmt: &Stmt) {
        let (in_finally, in_loop) = (self.warnings.in_finally, self.warnings.in_loop);
        if let Stmt::Try(stmt) = stmt {
            self.visit_body(&stmt.body);
            for handler in &stmt.handlers {
                self.visit_except_handler(handler);
            }
            self.visit_body(&stmt.orelse);
            self.warnings.in_finally = true;
            self.warnings.in_loop = false;
            self.visit_body(&stmt.finalbody);
        } else {
            self.warnings.in_loop |= matches!(stmt, Stmt::For(_) | Stmt::While(_));
            visitor::walk_stmt(self, stmt);
        }
        self.warnings.in_finally = in_finally;
        self.warnings.in_loop = in_loop;
    }

    fn asynchronous_statement(&mut self, range: TextRange, word: &str) {
        if self.kind() == ScopeKind::Function(true) {
            self.scopes.get_mut(self.current).has_await = true;
        } else {
            self.outside(range, format!("'async {word}' outside async function"));
        }
    }

    /// What only a coroutine may do stands elsewhere: often it comes from a notebook.
    fn outside(&mut self, range: TextRange, message: impl Into<String>) {
        let help = match self.kind() {
            ScopeKind::Module => {
                "notebooks run it as it stands; a program has it in `async def main():`, and ends \
                 with `asyncio.run(main())`"
            }
            _ => "write `async def` instead of `def`, and await the function where it is called",
        };
        let error = Diagnostic::new(Code::Syntax, span_of(range), message);
        self.diagnostics.push(error.with_help(help));
    }

    // ---- expressions -------------------------------------------------------------------------

    fn waits(&mut self, range: TextRange) {
        match self.kind() {
            ScopeKind::Function(true)
            | ScopeKind::GeneratorExpression
            | ScopeKind::Comprehension(_) => {
                self.scopes.get_mut(self.current).has_await = true;
            }
            ScopeKind::Function(false) | ScopeKind::Lambda => {
                self.outside(range, "'await' outside async function");
            }
            ScopeKind::Module | ScopeKind::Class | ScopeKind::TypeParams => {
                self.outside(range, "'await' outside function");
            }
        }
    }

    fn yields(&mut self, range: TextRange, from: bool) {
        let word = if from { "yield from" } else { "yield" };
        match self.kind() {
            ScopeKind::Function(true) if from => {
                self.error(range, "'yield from' inside async function");
            }
            ScopeKind::Function(_) | ScopeKind::Lambda => {
                self.scopes.get_mut(self.current).has_yield = true;
            }
            ScopeKind::GeneratorExpression => {
                self.error(range, "'yield' inside generator expression");
            }
            ScopeKind::Comprehension(what) => {
                self.error(range, format!("'yield' inside {what} comprehension"));
            }
            ScopeKind::Module | ScopeKind::Class | ScopeKind::TypeParams => {
                self.error(range, format!("'{word}' outside function"));
            }
        }
    }

    /// `name := value` binds in the function around all comprehensions.
    fn walrus(&mut self, named: &ast::ExprNamed) {
        if self.in_iterable > 0 {
            let message =
                "assignment expression cannot be used in a comprehension iterable expression";
            self.error(named.range(), message);
        }
        self.visit_expr(&named.value);
        let Expr::Name(target) = &*named.target else {
            self.visit_expr(&named.target);
            return;
        };
        let name = self.mangle(&target.id);
        let mut home = self.current;
        while matches!(
            self.scopes.get(home).kind,
            ScopeKind::Comprehension(_) | ScopeKind::GeneratorExpression
        ) {
            let symbol = self.scopes.get_mut(home).symbol_mut(&name);
            symbol.used = true;
            if symbol.iterated {
                let message = format!(
                    "assignment expression cannot rebind comprehension iteration variable '{name}'"
                );
                self.error(target.range(), message);
                return;
            }
            match self.scopes.get(home).parent {
                Some(parent) => home = parent,
                None => unreachable!("a comprehension lies in something"),
            }
        }
        if home != self.current && self.scopes.get(home).kind == ScopeKind::Class {
            let message =
                "assignment expression within a comprehension cannot be used in a class body";
            self.error(target.range(), message);
        }
        let inner = std::mem::replace(&mut self.current, home);
        self.bind(&target.id, target.range());
        self.current = inner;
    }

    fn named_keywords(&mut self, arguments: &ast::Arguments) {
        let mut seen = HashSet::new();
        for keyword in &arguments.keywords {
            let Some(name) = &keyword.arg else { continue };
            self.forbid_debug(name, keyword.range());
            if !seen.insert(name.as_str()) {
                self.error(
                    keyword.range(),
                    format!("keyword argument repeated: {name}"),
                );
            }
        }
    }
}

impl<'a> Visitor<'a> for ScopeBuilder<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        self.warnings.statement(stmt);
        match stmt {
            Stmt::FunctionDef(def) => self.function(def),
            Stmt::ClassDef(def) => self.class(def),
            Stmt::Global(stmt) => self.declare(&stmt.names, stmt.range(), true),
            Stmt::Nonlocal(stmt) => self.declare(&stmt.names, stmt.range(), false),
            Stmt::AnnAssign(stmt) => self.annotated(stmt),
            Stmt::Import(import) => {
                for alias in &import.names {
                    self.bind_import(alias, None);
                }
            }
            Stmt::ImportFrom(from) => self.imports(from),
            Stmt::Return(stmt) => self.returns(stmt),
            Stmt::TypeAlias(alias) => {
                self.visit_expr(&alias.name);
                let outer = self.current;
                self.type_params(alias.type_params.as_deref());
                self.open(ScopeKind::Lambda, span_of(alias.range()));
                self.visit_expr(&alias.value);
                self.current = outer;
            }
            _ => {
                match stmt {
                    Stmt::For(stmt) if stmt.is_async => {
                        self.asynchronous_statement(stmt.range(), "for");
                    }
                    Stmt::With(stmt) if stmt.is_async => {
                        self.asynchronous_statement(stmt.range(), "with");
                    }
                    _ => {}
                }
                self.block(stmt);
            }
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ExceptHandler) {
        let ExceptHandler::ExceptHandler(handler) = handler;
        if let Some(kind) = &handler.type_ {
            self.visit_expr(kind);
        }
        if let Some(name) = &handler.name {
            self.bind(name, name.range());
        }
        self.visit_body(&handler.body);
    }

    fn visit_pattern(&mut self, pattern: &'a Pattern) {
        visitor::walk_pattern(self, pattern);
        let name = match pattern {
            Pattern::MatchStar(pattern) => &pattern.name,
            Pattern::MatchAs(pattern) => &pattern.name,
            Pattern::MatchMapping(pattern) => &pattern.rest,
            _ => return,
        };
        if let Some(name) = name {
            self.bind(name, name.range());
        }
    }

    fn visit_arguments(&mut self, arguments: &'a ast::Arguments) {
        self.named_keywords(arguments);
        visitor::walk_arguments(self, arguments);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        self.warnings.expression(expr);
        match expr {
            Expr::Name(name) => match name.ctx {
                ExprContext::Load => self.use_name(&name.id),
                ExprContext::Store | ExprContext::Del => self.bind(&name.id, name.range()),
                ExprContext::Invalid => {}
            },
            Expr::Lambda(lambda) => self.lambda(lambda),
            Expr::ListComp(comp) => {
                let kind = ScopeKind::Comprehension("list");
                self.comprehension(
                    kind,
                    comp.range(),
                    &comp.generators,
                    [Some(&comp.elt), None],
                );
            }
            Expr::SetComp(comp) => {
                let kind = ScopeKind::Comprehension("set");
                self.comprehension(
                    kind,
                    comp.range(),
                    &comp.generators,
                    [Some(&comp.elt), None],
                );
            }
            Expr::DictComp(comp) => {
                let kind = ScopeKind::Comprehension("dict");
                let elements = [comp.key.as_deref(), Some(&*comp.value)];
                self.comprehension(kind, comp.range(), &comp.generators, elements);
            }
            Expr::Generator(comp) => {
                let kind = ScopeKind::GeneratorExpression;
                self.comprehension(
                    kind,
                    comp.range(),
                    &comp.generators,
                    [Some(&comp.elt), None],
                );
            }
            Expr::Named(named) => self.walrus(named),
            _ => {
                match expr {
                    Expr::Await(_) => self.waits(expr.range()),
                    Expr::Yield(_) => self.yields(expr.range(), false),
                    Expr::YieldFrom(_) => self.yields(expr.range(), true),
                    Expr::Attribute(attribute) if attribute.ctx != ExprContext::Load => {
                        self.forbid_debug(&attribute.attr, expr.range());
                    }
                    _ => {}
                }
                visitor::walk_expr(self, expr);
            }
        }
    }
}

//! What gets a code of its own: functions, lambdas, classes, and values of type aliases.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Decorator, Expr, Parameters, TypeParam, TypeParams};
use ruff_text_size::Ranged;

use super::scope::{Place, ScopeId, ScopeKind};
use super::statement::Access;
use super::unit::{Head, Unit, index};
use super::visitor::span_of;
use super::{Compiler, docstring};
use crate::code::{Code, Const, Flow, Kind, Op, make_function};
use crate::source::Span;
use crate::vm::format::text;

impl<'a> Compiler<'a> {
    // ---- units -------------------------------------------------------------------------------

    /// `outer.<locals>.name` inside functions, `Class.name` inside classes.
    fn qualname(&self, name: &str) -> Rc<str> {
        let outer = self.scopes.get(self.unit.scope);
        let global = outer
            .symbol(&self.mangled(name))
            .is_some_and(|symbol| symbol.global);
        match self.unit.head.kind {
            Kind::Module => name.into(),
            _ if global => name.into(),
            Kind::ClassBody | Kind::GeneratorExpression => {
                format!("{}.{name}", self.unit.head.qualname).into()
            }
            _ => format!("{}.<locals>.{name}", self.unit.head.qualname).into(),
        }
    }

    pub(super) fn head(&self, name: &str, kind: Kind, flow: Flow, span: Span) -> Head {
        Head {
            name: name.into(),
            qualname: self.qualname(name),
            kind,
            flow,
            span,
            first_line: self.line_of(span.start),
            arg_count: 0,
            posonly_count: 0,
            kwonly_count: 0,
            has_varargs: false,
            has_varkeywords: false,
            type_params: Vec::new(),
            doc: None,
            annotations: Vec::new(),
        }
    }

    /// Begins a unit; gives the scope to come back to. A generator's code starts with the place
    /// where it stands before it runs.
    pub(super) fn open_unit(&mut self, scope: ScopeId, head: Head, start: u32) -> ScopeId {
        let generator = head.flow != Flow::Plain;
        let unit = Unit::new(self.scopes, scope, head);
        self.outer.push(std::mem::replace(&mut self.unit, unit));
        if generator {
            self.unit.emit(Op::Resume, Span::new(start, start));
        }
        std::mem::replace(&mut self.scope, scope)
    }

    /// Ends the unit and gives the index of its code among the constants of the one around.
    pub(super) fn close_unit(&mut self, scope: ScopeId) -> u32 {
        let Some(outer) = self.outer.pop() else {
            unreachable!("every unit that is closed was opened")
        };
        let unit = std::mem::replace(&mut self.unit, outer);
        self.scope = scope;
        self.finished_ops += unit.len();
        let hidden = !self.user();
        let code: Rc<Code> = unit.finish(self.scopes, Some(&self.unit), self.options.file, hidden);
        self.unit.constant(Const::Code(code))
    }

    /// Names are looked up inside the brackets of type parameters from here on, where there are
    /// some; gives the scope to come back to.
    pub(super) fn enter_type_params(&mut self, params: Option<&TypeParams>) -> ScopeId {
        let outer = self.scope;
        if let Some(params) = params {
            self.scope = self.scopes.at(span_of(params.range()));
        }
        outer
    }

    fn count_parameters(head: &mut Head, parameters: &Parameters) {
        head.posonly_count = index(parameters.posonlyargs.len());
        head.arg_count = index(parameters.posonlyargs.len() + parameters.args.len());
        head.kwonly_count = index(parameters.kwonlyargs.len());
        head.has_varargs = parameters.vararg.is_some();
        head.has_varkeywords = parameters.kwarg.is_some();
    }

    /// Evaluates defaults, and says which there are.
    fn defaults(&mut self, parameters: &'a Parameters, span: Span) -> u16 {
        let mut flags = 0;
        let positional = parameters.posonlyargs.iter().chain(&parameters.args);
        let defaults: Vec<&Expr> = positional
            .filter_map(|parameter| parameter.default.as_deref())
            .collect();
        if !defaults.is_empty() {
            self.tuple_of(&defaults, span);
            flags |= make_function::DEFAULTS;
        }
        let mut count = 0;
        for parameter in &parameters.kwonlyargs {
            let Some(default) = &parameter.default else {
                continue;
            };
            if count == 0 {
                self.unit.emit(Op::BuildMap(0), span);
                flags |= make_function::KWDEFAULTS;
            }
            count += 1;
            let name = self.mangled(&parameter.parameter.name);
            self.unit.load_const(Const::Str(name), span);
            self.expression(default);
            self.unit.emit(Op::MapAdd(1), span);
        }
        flags
    }

    fn flow(&self, scope: ScopeId) -> Flow {
        let scope = self.scopes.get(scope);
        match (scope.kind == ScopeKind::Function(true), scope.has_yield) {
            (true, true) => Flow::AsyncGenerator,
            (true, false) => Flow::Coroutine,
            (false, true) => Flow::Generator,
            (false, false) => Flow::Plain,
        }
    }

    // ---- functions ---------------------------------------------------------------------------

    pub(super) fn function_def(&mut self, def: &'a ast::StmtFunctionDef, span: Span) {
        self.decorators(&def.decorator_list);
        let flags = self.defaults(&def.parameters, span);
        let scope = self.scopes.at(span_of(def.range()));
        let mut head = self.head(&def.name, Kind::Function, self.flow(scope), span);
        Self::count_parameters(&mut head, &def.parameters);
        head.doc = docstring(&def.body);
        self.check_function(&def.name);
        head.annotations = self.annotations(def);
        let start = def.range().start().into();
        head.first_line = self.line_of(start);
        let outer = self.open_unit(scope, head, start);
        self.statements(&def.body);
        self.return_none();
        let code = self.close_unit(outer);
        self.unit.emit(Op::MakeFunction { flags, code }, span);
        self.apply_decorators(&def.decorator_list);
        self.name(&def.name, Access::Store, span);
    }

    /// Annotated parameters and `return`, as written.
    fn annotations(&self, def: &ast::StmtFunctionDef) -> Vec<(Rc<str>, Rc<str>)> {
        let parameters = def.parameters.iter().filter_map(|parameter| {
            let annotation = parameter.annotation()?;
            Some((parameter.name().as_str(), annotation))
        });
        let returns = def
            .returns
            .as_deref()
            .map(|annotation| ("return", annotation));
        let texts = parameters
            .chain(returns)
            .map(|(name, annotation)| (name.into(), self.annotation(annotation)));
        texts.collect()
    }

    /// An annotation as written; as a literal of that text, where `from __future__ import
    /// annotations` says so.
    pub(super) fn annotation(&self, annotation: &Expr) -> Rc<str> {
        let text = self.source.slice(span_of(annotation.range()));
        if !self.annotations_are_texts {
            return text.into();
        }
        let mut plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (wide, narrow) in [("[ ", "["), (" ]", "]"), ("( ", "("), (" )", ")")] {
            plain = plain.replace(wide, narrow);
        }
        if !plain.contains(['\'', '\\']) {
            plain = plain.replace('"', "'");
        }
        let mut literal = String::new();
        text::quote(&plain, &mut literal);
        literal.into()
    }

    fn decorators(&mut self, decorators: &'a [Decorator]) {
        for decorator in decorators {
            self.expression(&decorator.expression);
        }
    }

    fn apply_decorators(&mut self, decorators: &[Decorator]) {
        for decorator in decorators.iter().rev() {
            self.unit
                .emit(Op::Call(1), span_of(decorator.expression.range()));
        }
    }

    pub(super) fn lambda(&mut self, lambda: &'a ast::ExprLambda) {
        let span = span_of(lambda.range());
        let parameters = lambda.parameters.as_deref();
        let flags = parameters.map_or(0, |parameters| self.defaults(parameters, span));
        let scope = self.scopes.at(span);
        let mut head = self.head("<lambda>", Kind::Lambda, self.flow(scope), span);
        if let Some(parameters) = parameters {
            Self::count_parameters(&mut head, parameters);
        }
        let outer = self.open_unit(scope, head, span.start);
        self.expression(&lambda.body);
        self.unit
            .emit(Op::ReturnValue, span_of(lambda.body.range()));
        let code = self.close_unit(outer);
        self.unit.emit(Op::MakeFunction { flags, code }, span);
    }

    /// A function that evaluates what a type alias stands for.
    pub(super) fn alias_value(&mut self, name: &str, value: &'a Expr, span: Span) {
        let scope = self.scopes.at(span);
        let head = self.head(name, Kind::Function, Flow::Plain, span);
        let outer = self.open_unit(scope, head, span.start);
        self.expression(value);
        self.unit.emit(Op::ReturnValue, span);
        let code = self.close_unit(outer);
        self.unit.emit(Op::MakeFunction { flags: 0, code }, span);
    }

    // ---- classes -----------------------------------------------------------------------------

    pub(super) fn class_def(&mut self, def: &'a ast::StmtClassDef, span: Span) {
        self.decorators(&def.decorator_list);
        let outer = self.enter_type_params(def.type_params.as_deref());
        self.bases(def, span);
        let code = self.class_body(def, span);
        self.scope = outer;
        self.unit.emit(Op::RunClassBody(code), span);
        self.unit.emit(Op::BuildClass(code), span);
        self.apply_decorators(&def.decorator_list);
        self.name(&def.name, Access::Store, span);
    }

    /// The tuple of bases and the dict of keywords, or None.
    fn bases(&mut self, def: &'a ast::StmtClassDef, span: Span) {
        let bases = def.bases();
        if bases.iter().any(|base| matches!(base, Expr::Starred(_))) {
            self.list_of(bases, span);
            self.unit.emit(Op::ListToTuple, span);
        } else {
            self.tuple_of(&bases.iter().collect::<Vec<_>>(), span);
        }
        let keywords = def.keywords();
        if keywords.is_empty() {
            self.unit.load_const(Const::None, span);
            return;
        }
        self.unit.emit(Op::BuildMap(0), span);
        for keyword in keywords {
            match &keyword.arg {
                Some(name) => {
                    self.unit.load_const(Const::Str(name.as_str().into()), span);
                    self.expression(&keyword.value);
                    self.unit.emit(Op::MapAdd(1), span);
                }
                None => {
                    self.expression(&keyword.value);
                    self.unit.emit(Op::DictUpdate(1), span);
                }
            }
        }
    }

    fn class_body(&mut self, def: &'a ast::StmtClassDef, span: Span) -> u32 {
        let scope = self.scopes.at(span_of(def.range()));
        let mut head = self.head(&def.name, Kind::ClassBody, Flow::Plain, span);
        head.doc = docstring(&def.body);
        let start = def.range().start().into();
        head.first_line = self.line_of(start);
        if let Some(params) = &def.type_params {
            head.type_params = params.type_params.iter().map(param_name).collect();
        }
        let outer = self.open_unit(scope, head, start);
        self.statements(&def.body);
        let end = Span::new(span.start, span.start);
        if self.scopes.get(scope).needs_class_cell {
            let cell = self.unit.deref(scope, "__class__");
            self.unit.emit(Op::LoadClosure(cell), end);
        } else {
            self.unit.load_const(Const::None, end);
        }
        self.unit.emit(Op::ReturnValue, end);
        self.close_unit(outer)
    }

    /// The name is the built-in one: nothing in the program binds it where it is used.
    pub(super) fn is_builtin(&self, name: &str) -> bool {
        let unbound = |scope: ScopeId| {
            let symbol = self.scopes.get(scope).symbol(name);
            symbol.is_none_or(|symbol| symbol.bindings == 0)
        };
        match self.scopes.place(self.scope, name) {
            Place::Global => unbound(ScopeId(0)),
            Place::ClassName => unbound(self.unit.scope) && unbound(ScopeId(0)),
            _ => false,
        }
    }
}

fn param_name(param: &TypeParam) -> Rc<str> {
    let name = match param {
        TypeParam::TypeVar(param) => &param.name,
        TypeParam::TypeVarTuple(param) => &param.name,
        TypeParam::ParamSpec(param) => &param.name,
    };
    name.as_str().into()
}

//! From text to [`Code`]: parse, find out what every name means, emit instructions.
//!
//! ```text
//!   parse.rs     text → syntax tree, or the first syntax error in CPython's words
//!   visitor.rs   syntax tree → scopes; errors of names, `await`, `yield`, `return`
//!   warning.rs   what is doubtful, as CPython warns of it
//!   scope.rs     scopes → cells and free variables; what a name means where
//!   never.rs     tests that are false here, whatever the program does
//!   supported.rs what the page does not have, and what to write instead
//!   statement, control, exception, pattern, function, expression, call, comprehension:
//!                syntax tree → instructions, put together by unit.rs
//! ```
//!
//! The order of evaluation, the instructions and the marked places follow CPython 3.14's compiler.

use std::rc::Rc;

use ruff_python_ast::{Expr, ModModule, Stmt};
use ruff_python_parser::Parsed;
use ruff_text_size::Ranged;

use crate::code::{Code, Const, Flow, Kind, Op};
use crate::diagnostic::{self, Diagnostic};
use crate::parse;
use crate::sort;
use crate::source::{Source, Span};

mod call;
mod comprehension;
mod control;
mod exception;
mod expression;
mod function;
mod literal;
mod never;
mod pattern;
mod scope;
mod statement;
pub mod supported;
mod unit;
mod visitor;
mod warning;

#[cfg(test)]
mod tests;

use scope::{ScopeId, Scopes};
use supported::{Everything, Modules};
use unit::{Head, Unit};
use visitor::span_of;
use warning::Warnings;

/// Most instructions of one program. Final statements are repeated at every way out of a `try`,
/// so a short text can make a long code.
pub const MAX_OPS: usize = 1 << 20;

/// Most blocks (`for`, `while`, `try`, `with` …) inside each other in one function, as CPython.
const MAX_BLOCKS: usize = 20;

/// Whose text is compiled.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Origin {
    #[default]
    User,
    /// The page's own Python: nothing is refused, frames are hidden in tracebacks.
    Prelude,
}

/// How to compile.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    pub origin: Origin,
    /// What goes into [`Code::file`].
    pub file: u16,
    pub modules: &'a dyn Modules,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            origin: Origin::User,
            file: 0,
            modules: &Everything,
        }
    }
}

/// Compiles a program of the user.
///
/// # Errors
/// A syntax error (the first one, as CPython says it), or everything in the text that the page
/// does not support.
pub fn compile(source: &Source) -> Result<Rc<Code>, Vec<Diagnostic>> {
    compile_with(source, Options::default())
}

/// Compiles a text with options.
///
/// # Errors
/// As [`compile`].
pub fn compile_with(source: &Source, options: Options) -> Result<Rc<Code>, Vec<Diagnostic>> {
    compile_and_warn(source, options).map(|(code, _)| code)
}

/// Compiles a text with options; beside the code what CPython's compiler writes to stderr.
///
/// # Errors
/// As [`compile`].
pub fn compile_and_warn(
    source: &Source,
    options: Options,
) -> Result<(Rc<Code>, String), Vec<Diagnostic>> {
    let module = parse::parse(source).map_err(|error| vec![error])?;
    let mut diagnostics = Vec::new();
    let mut warnings = Warnings::new(source);
    let whole = span_of(module.range);
    let scopes = visitor::scopes_of(&module.body, whole, &mut diagnostics, &mut warnings);
    if diagnostics.is_empty() {
        let mut compiler = Compiler::new(source, options, &scopes, whole);
        let code = compiler.module(&module.body);
        diagnostics = compiler.diagnostics;
        if diagnostics.is_empty() {
            return Ok((code, warnings.text()));
        }
    }
    Err(sorted(diagnostics))
}

/// Whether CPython's symbol table would take a text.
pub fn scopes_are_right(code: &str, module: &Parsed<ModModule>) -> bool {
    let source = Source::new("", code);
    let mut diagnostics = Vec::new();
    let body = module.suite();
    visitor::scopes_of(
        body,
        span_of(module.syntax().range),
        &mut diagnostics,
        &mut Warnings::new(&source),
    );
    diagnostics.is_empty()
}

/// Errors of the language alone where there are some, as CPython would never run the rest.
fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let wrong = |diagnostic: &Diagnostic| diagnostic.code == diagnostic::Code::Syntax;
    if diagnostics.iter().any(wrong) {
        diagnostics.retain(wrong);
    }
    sort::sort_by(&mut diagnostics, |a, b| {
        (a.span, &a.message).cmp(&(b.span, &b.message))
    });
    diagnostics.dedup();
    diagnostics
}

/// Everything that compiling one text holds.
struct Compiler<'a> {
    source: &'a Source,
    options: Options<'a>,
    scopes: &'a Scopes,
    /// The scope that names are looked up in; lies in the current unit.
    scope: ScopeId,
    unit: Unit<'a>,
    /// The units around, outermost first.
    outer: Vec<Unit<'a>>,
    diagnostics: Vec<Diagnostic>,
    /// How many bodies of `try` with a clause for ImportError lie around.
    guarded_imports: u32,
    /// `from __future__ import annotations` stands in the text.
    annotations_are_texts: bool,
    /// Imports so far of what is not there.
    missing_imports: u32,
    /// Inside of an `except ImportError` that can't be reached.
    is_in_vain: bool,
    /// Instructions of the units that are finished.
    finished_ops: usize,
}

impl<'a> Compiler<'a> {
    fn new(source: &'a Source, options: Options<'a>, scopes: &'a Scopes, span: Span) -> Self {
        let head = Head {
            name: "<module>".into(),
            qualname: "<module>".into(),
            kind: Kind::Module,
            flow: Flow::Plain,
            span,
            first_line: 1,
            arg_count: 0,
            posonly_count: 0,
            kwonly_count: 0,
            has_varargs: false,
            has_varkeywords: false,
            type_params: Vec::new(),
            doc: None,
            annotations: Vec::new(),
        };
        let scope = ScopeId(0);
        let unit = Unit::new(scopes, scope, head);
        let (outer, diagnostics) = (Vec::new(), Vec::new());
        Self {
            source,
            options,
            scopes,
            scope,
            unit,
            outer,
            diagnostics,
            guarded_imports: 0,
            annotations_are_texts: false,
            missing_imports: 0,
            is_in_vain: false,
            finished_ops: 0,
        }
    }

    fn module(&mut self, body: &'a [Stmt]) -> Rc<Code> {
        self.unit.head.doc = docstring(body);
        self.statements(body);
        self.return_none();
        let (file, hidden) = (self.options.file, self.options.origin == Origin::Prelude);
        let empty = self.fresh_unit(ScopeId(0), "");
        let unit = std::mem::replace(&mut self.unit, empty);
        unit.finish(self.scopes, None, file, hidden)
    }

    /// A unit without contents, to stand where another one is taken out.
    fn fresh_unit(&self, scope: ScopeId, name: &str) -> Unit<'a> {
        let head = Head {
            name: name.into(),
            qualname: name.into(),
            kind: Kind::Function,
            flow: Flow::Plain,
            span: Span::default(),
            first_line: 1,
            arg_count: 0,
            posonly_count: 0,
            kwonly_count: 0,
            has_varargs: false,
            has_varkeywords: false,
            type_params: Vec::new(),
            doc: None,
            annotations: Vec::new(),
        };
        Unit::new(self.scopes, scope, head)
    }

    /// `return None` at the end of a body, where the end can be reached.
    fn return_none(&mut self) {
        if self.unit.falls_through() {
            let span = self.unit.last_span();
            self.unit.load_const(Const::None, span);
            self.unit.emit(Op::ReturnValue, span);
        }
    }

    fn error(&mut self, span: Span, message: impl Into<String>) {
        self.diagnostics
            .push(Diagnostic::new(diagnostic::Code::Syntax, span, message));
    }

    fn user(&self) -> bool {
        self.options.origin == Origin::User
    }

    /// The program has become too large to go on; says so once.
    fn too_large(&mut self, span: Span) -> bool {
        if self.finished_ops + self.unit.len() < MAX_OPS {
            return false;
        }
        let limit = diagnostic::Code::Limit;
        if !self
            .diagnostics
            .iter()
            .any(|diagnostic| diagnostic.code == limit)
        {
            let message = format!("the program has more than {MAX_OPS} instructions");
            let help = "write fewer `return`s inside nested `try … finally`, or a shorter program";
            self.diagnostics
                .push(Diagnostic::new(limit, span, message).with_help(help));
        }
        true
    }

    fn line_of(&self, offset: u32) -> u32 {
        self.source.line_of(offset)
    }
}

/// The docstring of a body, cleaned of its indentation.
fn docstring(body: &[Stmt]) -> Option<Rc<str>> {
    let Some(Stmt::Expr(stmt)) = body.first() else {
        return None;
    };
    let Expr::StringLiteral(literal) = &*stmt.value else {
        return None;
    };
    Some(literal::clean_doc(literal.value.to_str()))
}

/// Where a statement with decorators begins to be the statement: at `def`, `async` or `class`.
fn behind_decorators(source: &Source, stmt: &Stmt) -> Span {
    let decorators = match stmt {
        Stmt::FunctionDef(def) => &def.decorator_list,
        Stmt::ClassDef(def) => &def.decorator_list,
        _ => return span_of(stmt.range()),
    };
    let Some(last) = decorators.last() else {
        return span_of(stmt.range());
    };
    let from = u32::from(last.range().end());
    let whole = span_of(stmt.range());
    let mut rest = source.slice(Span::new(from, whole.end));
    loop {
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix('#') {
            rest = comment.find('\n').map_or("", |at| &comment[at..]);
        } else if let Some(continued) = rest.strip_prefix('\\') {
            rest = continued;
        } else {
            break;
        }
    }
    Span::new(whole.end - unit::index(rest.len()), whole.end)
}

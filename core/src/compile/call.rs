//! Calls.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Arguments, Expr, ExprContext, Keyword};
use ruff_text_size::Ranged;

use super::Compiler;
use super::expression::MAX_ON_STACK;
use super::unit::index;
use super::visitor::span_of;
use crate::code::{Const, Op};
use crate::source::Span;

impl<'a> Compiler<'a> {
    pub(super) fn call(&mut self, expr: &'a ast::ExprCall, span: Span) {
        let (args, keywords) = (&expr.arguments.args, &expr.arguments.keywords);
        let starred = args.iter().any(|arg| matches!(arg, Expr::Starred(_)))
            || keywords.iter().any(|keyword| keyword.arg.is_none());
        let many = args.len() + keywords.len() > MAX_ON_STACK;
        match &*expr.func {
            Expr::Attribute(method) if !starred && !many && method.ctx == ExprContext::Load => {
                self.method_call(method, &expr.arguments, span);
            }
            func => {
                self.expression(func);
                if starred || many {
                    self.call_with_collections(args, keywords, span);
                } else {
                    let place = if self.is_written_as_loop(func, args) {
                        span_of(func.range())
                    } else {
                        span
                    };
                    self.plain_call(&expr.arguments, place, false);
                }
            }
        }
    }

    /// `any(x for x in xs)` and its kin, for which CPython writes a loop that stands where the name
    /// does: the place that tracebacks show.
    fn is_written_as_loop(&self, func: &Expr, args: &[Expr]) -> bool {
        let (Expr::Name(name), [Expr::Generator(generator)]) = (func, args) else {
            return false;
        };
        matches!(&*name.id, "any" | "all" | "tuple")
            && generator.generators.iter().all(|part| !part.is_async)
            && self.is_builtin(&name.id)
    }

    fn method_call(
        &mut self,
        method: &'a ast::ExprAttribute,
        arguments: &'a Arguments,
        span: Span,
    ) {
        self.check_attribute(method);
        self.expression(&method.value);
        let name = self.attribute_name(method);
        let place = self.attribute_span(method);
        self.unit.emit(Op::LoadMethod(name), place);
        // The arrows under a call in a chain of lines begin at the method's name.
        let start = if self.begins_earlier(method) {
            place.start
        } else {
            span.start
        };
        self.plain_call(arguments, Span::new(start, span.end), true);
    }

    fn plain_call(&mut self, arguments: &'a Arguments, span: Span, is_method: bool) {
        let (args, keywords) = (&arguments.args, &arguments.keywords);
        for arg in args {
            match arg {
                Expr::Generator(generator) if !generator.parenthesized => {
                    self.generator_expression(generator, span_of(arguments.range()));
                }
                _ => self.expression(arg),
            }
        }
        if keywords.is_empty() {
            let count = index(args.len());
            let op = if is_method {
                Op::CallMethod(count)
            } else {
                Op::Call(count)
            };
            self.unit.emit(op, span);
            return;
        }
        let mut names = Vec::with_capacity(keywords.len());
        for keyword in keywords {
            self.expression(&keyword.value);
            names.push(Const::Str(self.keyword_name(keyword)));
        }
        let names = self.unit.constant(Const::Tuple(names.into()));
        // At most MAX_ON_STACK arguments come here.
        let total = u16::try_from(args.len() + keywords.len()).unwrap_or(u16::MAX);
        let op = if is_method {
            Op::CallMethodKw { total, names }
        } else {
            Op::CallKw { total, names }
        };
        self.unit.emit(op, span);
    }

    fn keyword_name(&self, keyword: &Keyword) -> Rc<str> {
        self.mangled(keyword.arg.as_ref().map_or("", |name| name.as_str()))
    }

    /// `f(*a, **b)`, and calls with very many arguments: one tuple, one dict.
    fn call_with_collections(&mut self, args: &'a [Expr], keywords: &'a [Keyword], span: Span) {
        if let [Expr::Starred(only)] = args {
            self.expression(&only.value);
        } else {
            self.tuple(args, span);
        }
        if !keywords.is_empty() {
            self.keyword_dict(keywords, span);
        }
        self.unit.emit(Op::CallEx(!keywords.is_empty()), span);
    }

    fn keyword_dict(&mut self, keywords: &'a [Keyword], span: Span) {
        let mut rest = keywords;
        let mut first = true;
        while let Some(keyword) = rest.first() {
            let named = rest
                .iter()
                .take_while(|keyword| keyword.arg.is_some())
                .count();
            if named == 0 {
                if first {
                    self.unit.emit(Op::BuildMap(0), span);
                }
                self.expression(&keyword.value);
                self.unit.emit(Op::DictMerge, span);
                rest = &rest[1..];
            } else {
                let count = named.min(MAX_ON_STACK / 2);
                for keyword in &rest[..count] {
                    let name = self.keyword_name(keyword);
                    self.unit.load_const(Const::Str(name), span);
                    self.expression(&keyword.value);
                }
                self.unit.emit(Op::BuildMap(index(count)), span);
                if !first {
                    self.unit.emit(Op::DictMerge, span);
                }
                rest = &rest[count..];
            }
            first = false;
        }
    }
}

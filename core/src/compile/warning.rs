//! What CPython's compiler warns of before the program runs: escapes that are none, ways out of a
//! `finally` block, comparisons by `is`, and commas that seem to be missing.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use crate::source::{Source, Span};

/// CPython looks at a text three times, and warns as it goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Look {
    Parser,
    Preprocessor,
    Compiler,
}

/// The warnings of one text.
pub struct Warnings<'s> {
    source: &'s Source,
    found: Vec<(Look, u32, String)>,
    /// Inside of a `finally` block, of this function.
    pub in_finally: bool,
    /// Inside of a loop that lies in the `finally` block.
    pub in_loop: bool,
}

impl<'s> Warnings<'s> {
    pub const fn new(source: &'s Source) -> Self {
        Self {
            source,
            found: Vec::new(),
            in_finally: false,
            in_loop: false,
        }
    }

    /// What CPython writes to stderr, in its order.
    pub fn text(mut self) -> String {
        crate::sort::sort_by_key(&mut self.found, |(look, line, _)| (*look, *line));
        let name = self.source.name();
        let mut text = String::new();
        for (_, line, message) in self.found {
            let shown = self.source.line(line).trim();
            text.push_str(&format!(
                "{name}:{line}: SyntaxWarning: {message}\n  {shown}\n"
            ));
        }
        text
    }

    fn warn(&mut self, look: Look, at: u32, message: String) {
        self.found.push((look, self.source.line_of(at), message));
    }

    pub fn statement(&mut self, stmt: &Stmt) {
        let leaves_loop = self.in_finally && !self.in_loop;
        let word = match stmt {
            Stmt::Return(_) if self.in_finally => "return",
            Stmt::Break(_) if leaves_loop => "break",
            Stmt::Continue(_) if leaves_loop => "continue",
            Stmt::Assert(stmt) => {
                if matches!(&*stmt.test, Expr::Tuple(tuple) if !tuple.elts.is_empty()) {
                    let message = "assertion is always true, perhaps remove parentheses?";
                    self.warn(
                        Look::Compiler,
                        stmt.range.start().into(),
                        message.to_owned(),
                    );
                }
                return;
            }
            _ => return,
        };
        let message = format!("'{word}' in a 'finally' block");
        self.warn(Look::Preprocessor, stmt.range().start().into(), message);
    }

    pub fn expression(&mut self, expr: &Expr) {
        match expr {
            Expr::StringLiteral(literal) => {
                for part in &literal.value {
                    if !part.flags.prefix().is_raw() {
                        self.escapes(part.range, true);
                    }
                }
            }
            Expr::BytesLiteral(literal) => {
                for part in &literal.value {
                    if !part.flags.prefix().is_raw() {
                        self.escapes(part.range, false);
                    }
                }
            }
            Expr::FString(literal) => {
                for part in &literal.value {
                    match part {
                        ast::FStringPart::Literal(part) if !part.flags.prefix().is_raw() => {
                            self.escapes(part.range, true);
                        }
                        ast::FStringPart::FString(part) if !part.flags.prefix().is_raw() => {
                            self.escapes_of_elements(&part.elements);
                        }
                        _ => {}
                    }
                }
            }
            Expr::Compare(compare) => self.identity(compare),
            Expr::Call(call) => {
                let func = &*call.func;
                if !matches!(func, Expr::Lambda(_))
                    && let Some(kind) = kind_of(func)
                {
                    let what = format!("'{kind}' object is not callable");
                    self.missing_comma(expr, &what);
                }
            }
            Expr::Subscript(subscript) => self.subscript(expr, subscript),
            _ => {}
        }
    }

    fn missing_comma(&mut self, expr: &Expr, what: &str) {
        let message = format!("{what}; perhaps you missed a comma?");
        self.warn(Look::Compiler, expr.range().start().into(), message);
    }

    /// Format specs are read before the text around them.
    fn escapes_of_elements(&mut self, elements: &ast::InterpolatedStringElements) {
        for field in elements.interpolations() {
            if let Some(spec) = &field.format_spec {
                self.escapes_of_elements(&spec.elements);
            }
        }
        for text in elements.literals() {
            self.escapes(text.range, true);
        }
    }

    /// The first escape of a string that is none.
    fn escapes(&mut self, range: TextRange, is_text: bool) {
        let start = u32::from(range.start());
        let text = self.source.slice(Span::new(start, range.end().into()));
        let mut at = 0;
        while let Some(next) = text[at..].find('\\') {
            at += next + 1;
            // The text of an f-string ends where a field begins.
            let escaped = text[at..].chars().next().unwrap_or('{');
            let digits = text[at..]
                .bytes()
                .take(3)
                .take_while(|byte| matches!(byte, b'0'..=b'7'))
                .count();
            let (kind, shown) = match escaped {
                '4'..='7' if digits == 3 => ("octal ", &text[at..at + 3]),
                'N' | 'u' | 'U' if is_text => ("", ""),
                '\n'
                | '\\'
                | '\''
                | '"'
                | 'a'
                | 'b'
                | 'f'
                | 'n'
                | 'r'
                | 't'
                | 'v'
                | 'x'
                | '0'..='7' => ("", ""),
                '{' => ("", "{"),
                _ => ("", &text[at..at + escaped.len_utf8()]),
            };
            if !shown.is_empty() {
                let line = start + u32::try_from(at).unwrap_or(0);
                let message = format!(
                    "\"\\{shown}\" is an invalid {kind}escape sequence. Such sequences will not \
                     work in the future. Did you mean \"\\\\{shown}\"? A raw string is also an \
                     option."
                );
                return self.warn(Look::Parser, line, message);
            }
            at = (at + escaped.len_utf8()).min(text.len());
        }
    }

    /// `x is 5`
    fn identity(&mut self, compare: &ast::ExprCompare) {
        let mut left = &*compare.left;
        for (op, right) in compare.ops.iter().zip(&compare.comparators) {
            let (word, better) = match op {
                ast::CmpOp::Is => ("is", "=="),
                ast::CmpOp::IsNot => ("is not", "!="),
                _ => ("", ""),
            };
            if !word.is_empty()
                && let Some(kind) = value_kind(left).or_else(|| value_kind(right))
            {
                let message =
                    format!("\"{word}\" with '{kind}' literal. Did you mean \"{better}\"?");
                return self.warn(Look::Compiler, compare.range.start().into(), message);
            }
            left = right;
        }
    }

    fn subscript(&mut self, expr: &Expr, subscript: &ast::ExprSubscript) {
        let Some(kind) = kind_of(&subscript.value) else {
            return;
        };
        match kind {
            "dict" | "set" => {}
            "list" | "tuple" | "str" | "bytes" => {
                if let Some(index) = kind_of(&subscript.slice)
                    && !matches!(index, "int" | "bool")
                {
                    let what = format!("{kind} indices must be integers or slices, not {index}");
                    self.missing_comma(expr, &what);
                }
            }
            kind if subscript.ctx.is_load() => {
                let what = format!("'{kind}' object is not subscriptable");
                self.missing_comma(expr, &what);
            }
            _ => {}
        }
    }
}

/// The type of a literal that is a value of its own, for which `is` says little.
fn value_kind(expr: &Expr) -> Option<&'static str> {
    match expr {
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => kind_of(expr),
        Expr::Tuple(tuple) => {
            let is_constant = |expr: &Expr| expr.is_literal_expr();
            tuple.elts.iter().all(is_constant).then_some("tuple")
        }
        _ => None,
    }
}

/// The type of what an expression surely makes.
fn kind_of(expr: &Expr) -> Option<&'static str> {
    Some(match expr {
        Expr::StringLiteral(_) | Expr::FString(_) => "str",
        Expr::BytesLiteral(_) => "bytes",
        Expr::NumberLiteral(number) => match number.value {
            ast::Number::Int(_) => "int",
            ast::Number::Float(_) => "float",
            ast::Number::Complex { .. } => "complex",
        },
        Expr::BooleanLiteral(_) => "bool",
        Expr::NoneLiteral(_) => "NoneType",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Tuple(_) => "tuple",
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        _ => return None,
    })
}

//! The parser as gestures use it: a tree with its tokens, and a check of one expression.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::parse_with_tokens;
use crate::source::{Source, Span};
use ruff_python_ast::{Expr, ModModule, Stmt};
use ruff_python_parser::Parsed;

/// Parses a whole text.
///
/// # Errors
/// The first syntax error, or the limit that is reached.
pub(crate) fn parse(source: &Source) -> Result<Parsed<ModModule>, Diagnostic> {
    parse_with_tokens(source)
}

/// Checks that a text is what may stand between the brackets of a call, without keywords.
///
/// # Errors
/// The first syntax error, without a place.
pub(crate) fn check_expression(code: &str) -> Result<(), Diagnostic> {
    let none = Span::default();
    // The line break ends a comment, which would otherwise swallow the bracket.
    let source = Source::new("", format!("_({code}\n)"));
    let parsed =
        parse(&source).map_err(|error| Diagnostic::new(error.code, none, error.message))?;
    let is_call = match &parsed.syntax().body[..] {
        [Stmt::Expr(statement)] => match &*statement.value {
            Expr::Call(call) => {
                let arguments = &call.arguments;
                matches!(&*call.func, Expr::Name(_))
                    && !arguments.args.is_empty()
                    && arguments.keywords.is_empty()
            }
            _ => false,
        },
        _ => false,
    };
    if is_call {
        return Ok(());
    }
    Err(Diagnostic::new(
        Code::Syntax,
        none,
        "a field takes one expression",
    ))
}

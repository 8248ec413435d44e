//! The parser as gestures use it: a tree with its tokens, or the first error as a diagnostic.

use crate::diagnostic::{Code, Diagnostic};
use crate::edit::layout::span_of;
use ruff_python_ast::{ModExpression, ModModule};
use ruff_python_parser::{ParseError, Parsed};

/// Parses a whole text.
///
/// # Errors
/// The first syntax error.
pub(crate) fn parse(text: &str) -> Result<Parsed<ModModule>, Diagnostic> {
    ruff_python_parser::parse_module(text).map_err(|error| told(&error))
}

/// Parses one expression.
///
/// # Errors
/// The first syntax error.
pub(crate) fn parse_expression(text: &str) -> Result<Parsed<ModExpression>, Diagnostic> {
    ruff_python_parser::parse_expression(text).map_err(|error| told(&error))
}

fn told(error: &ParseError) -> Diagnostic {
    Diagnostic::new(
        Code::Syntax,
        span_of(error.location),
        error.error.to_string(),
    )
}

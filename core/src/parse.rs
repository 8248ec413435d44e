//! Text → syntax tree.
//!
//! The parser and everything that walks its tree recurse, and in the browser a stack that
//! overflows takes the page with it. So a scan goes first that knows no recursion: it refuses
//! what is too large or too deep, and finds what CPython's tokenizer would stop at.

use ruff_python_ast::{ModModule, PythonVersion};
use ruff_python_parser::{Mode, ParseError, ParseErrorType, ParseOptions, Parsed, parse_unchecked};

use crate::diagnostic::{Code, Diagnostic};
use crate::scan::{Kind, Scanner};
use crate::sort;
use crate::source::{Source, Span};

mod message;
mod places;
mod typo;

/// Most bytes of a program.
pub const MAX_SOURCE_BYTES: usize = 1 << 20;

/// Most brackets and operators of one expression that may lie inside each other. A call, an
/// attribute, a `+`, a `not` each count one, whether or not they really nest: `a + b + c` is a
/// tree of depth two.
pub const MAX_DEPTH: usize = 400;

/// Parses a program.
///
/// # Errors
/// The first syntax error as CPython says it, or the limit that is reached.
pub fn parse(source: &Source) -> Result<ModModule, Diagnostic> {
    parse_with_tokens(source).map(Parsed::into_syntax)
}

/// Parses a program, and keeps its tokens beside the tree.
///
/// # Errors
/// Those of [`parse`].
pub fn parse_with_tokens(source: &Source) -> Result<Parsed<ModModule>, Diagnostic> {
    let text = source.text();
    if text.len() > MAX_SOURCE_BYTES {
        let message = format!("the program is larger than {MAX_SOURCE_BYTES} bytes");
        let help = "take out what the page need not show";
        return Err(Diagnostic::new(Code::Limit, Span::new(0, 0), message).with_help(help));
    }
    if let Some(at) = text.find('\0') {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let message = "source code cannot contain null bytes";
        return Err(Diagnostic::new(
            Code::Syntax,
            Span::new(at, at + 1),
            message,
        ));
    }
    let lines = match check(text) {
        Ok(lines) => lines,
        Err(problem) => return Err(earlier_error(source, &problem).unwrap_or(problem)),
    };
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(text, options);
    let mut errors: Vec<_> = parsed.errors().iter().collect();
    sort::sort_by_key(&mut errors, |error| error.location.start());
    // The parser takes the colon of a lambda that it could not read for an annotation's.
    let is_lambda = |error: &&&ParseError| {
        let text = &text[usize::from(error.location.start())..];
        let is_annotation = matches!(
            error.error,
            ParseErrorType::InvalidAnnotatedAssignmentTarget
        );
        is_annotation && errors.len() > 1 && text.starts_with("lambda")
    };
    if let Some(error) = errors
        .iter()
        .find(|error| !is_lambda(error))
        .or(errors.first())
    {
        let mut diagnostic = message::translate(error, source, &lines);
        let start = diagnostic.span.start as usize;
        let lacks_block = diagnostic.message.starts_with("expected an indented block");
        if start >= text.len() || lacks_block && text[start..].trim().is_empty() {
            // What is missing at the end of the text is missing in its last line.
            let end = text.strip_suffix('\n').unwrap_or(text).len();
            let end = u32::try_from(end).unwrap_or(u32::MAX);
            diagnostic.span = Span::new(end, end);
        }
        let vague = diagnostic.message == message::INVALID || message::lacks_comma(&diagnostic);
        if vague && let Some((word, keyword)) = typo::keyword(source, &lines, diagnostic.span.start)
        {
            diagnostic.message = format!("invalid syntax. Did you mean '{keyword}'?");
            diagnostic.span = word;
        }
        return Err(diagnostic);
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        return Err(message::of_newer_syntax(error, source));
    }
    match parsed.try_into_module() {
        Some(module) => Ok(module),
        None => unreachable!("a module was asked for"),
    }
}

/// An error in the lines before the one with the problem that ended the scan: CPython reads line
/// by line, and would have stopped there.
fn earlier_error(source: &Source, problem: &Diagnostic) -> Option<Diagnostic> {
    let lines: Vec<u32> = lines_until(source.text(), problem.span.start);
    if problem.message.ends_with("was never closed") {
        // In the line of the bracket the parser may have stopped first.
        let end = source.line_span(source.line_of(problem.span.start)).end;
        let line = source.slice(Span::new(0, end)).trim_end();
        let parsed = parse_unchecked(line, ParseOptions::from(Mode::Module));
        let errors = parsed
            .errors()
            .iter()
            .map(|error| message::translate(error, source, &lines));
        let first = errors.min_by_key(|error| error.span.start)?;
        let (start, end) = (first.span.start as usize, first.span.end as usize);
        let goes_on = end < line.len() || !first.message.contains("comma");
        return (start < line.len() && goes_on).then_some(first);
    }
    let start = lines
        .iter()
        .rev()
        .find(|start| **start <= problem.span.start)?;
    let before = source.slice(Span::new(0, *start)).trim_end();
    let parsed = parse_unchecked(before, ParseOptions::from(Mode::Module));
    let at = |error: &ParseError| usize::from(error.location.start());
    // What is only missing at the end may come in the line with the problem.
    let error = parsed.errors().iter().min_by_key(|error| at(error))?;
    (at(error) < before.len()).then(|| message::translate(error, source, &lines))
}

/// Where the logical lines up to an offset begin.
fn lines_until(text: &str, until: u32) -> Vec<u32> {
    let mut scanner = Scanner::new(text);
    while scanner
        .next_token()
        .is_some_and(|token| token.span.start <= until)
    {}
    scanner.line_starts
}

/// Checks what the parser relies on; gives the places where logical lines begin.
fn check(text: &str) -> Result<Vec<u32>, Diagnostic> {
    let mut scanner = Scanner::new(text);
    let mut depth = Depth::default();
    while let Some(token) = scanner.next_token() {
        if let Some(problem) = &scanner.problem {
            return Err(Diagnostic::new(
                Code::Syntax,
                problem.span,
                problem.message.clone(),
            ));
        }
        let word = &text[token.span.start as usize..token.span.end as usize];
        depth.take(token.kind, word);
        if depth.total > MAX_DEPTH {
            let message =
                format!("the expression has more than {MAX_DEPTH} parts inside each other");
            let help = "split it into several statements";
            return Err(Diagnostic::new(Code::Limit, token.span, message).with_help(help));
        }
    }
    match scanner.problem {
        Some(problem) => Err(Diagnostic::new(Code::Syntax, problem.span, problem.message)),
        None => Ok(scanner.line_starts),
    }
}

/// What counts towards [`MAX_DEPTH`] inside one pair of brackets, or in a statement outside of
/// all brackets, since the last comma or the like.
#[derive(Clone, Copy, Default)]
struct Level {
    parts: usize,
    /// Lambdas whose colon has not come yet; their commas separate parameters.
    lambdas: usize,
}

/// An upper bound of how deep the tree is at the token that was taken last.
#[derive(Default)]
struct Depth {
    outer: Vec<Level>,
    level: Level,
    total: usize,
}

impl Depth {
    fn add(&mut self, parts: usize) {
        self.level.parts += parts;
        self.total += parts;
    }

    fn separate(&mut self) {
        self.total -= self.level.parts;
        self.level.parts = 0;
    }

    fn take(&mut self, kind: Kind, word: &str) {
        match kind {
            Kind::Open => {
                self.add(1);
                self.outer.push(std::mem::take(&mut self.level));
            }
            Kind::Close => {
                self.total -= self.level.parts;
                // Behind the bracket a call or subscript stays, and counts as one part.
                self.level = self.outer.pop().unwrap_or_default();
            }
            Kind::Newline => {
                self.separate();
                self.level.lambdas = 0;
            }
            Kind::Name => match word {
                "lambda" => {
                    self.level.lambdas += 1;
                    self.add(1);
                }
                "not" | "await" | "if" | "else" | "and" | "or" | "in" | "is" | "for" | "yield"
                | "async" | "from" | "as" | "while" | "with" | "def" | "class" | "try" | "elif"
                | "except" | "finally" | "return" => self.add(1),
                _ => {}
            },
            Kind::Operator => match word {
                ":" if self.level.lambdas > 0 => self.level.lambdas -= 1,
                "," | "=" | ";" if self.level.lambdas == 0 => self.separate(),
                ":" if !self.outer.is_empty() => self.separate(),
                ";" => self.separate(),
                _ => self.add(1),
            },
            Kind::Number
            | Kind::String
            | Kind::FStringStart
            | Kind::FStringText
            | Kind::FStringEnd
            | Kind::Comment => {}
        }
    }
}

#[cfg(test)]
mod tests;

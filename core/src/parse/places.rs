//! What CPython marks of a line that is wrong, and what stands around the place.

use ruff_python_parser::{ParseErrorType, parse_expression};

use super::message::{COMMA, Context, INVALID, expression_word};
use crate::scan::{Kind, Scanner, Token};
use crate::source::Span;

impl Context<'_> {
    pub(super) fn text(&self) -> &str {
        self.source.slice(self.span)
    }

    /// Where the logical line of the error begins, and the one before it.
    pub(super) fn line_starts(&self) -> (u32, u32) {
        let at = self
            .lines
            .partition_point(|start| *start <= self.span.start);
        let this = at
            .checked_sub(1)
            .and_then(|at| self.lines.get(at))
            .copied()
            .unwrap_or(0);
        let before = at
            .checked_sub(2)
            .and_then(|at| self.lines.get(at))
            .copied()
            .unwrap_or(0);
        (this, before)
    }

    /// The text from the start of the logical line up to the error.
    pub(super) fn line_before(&self) -> &str {
        self.source
            .slice(Span::new(self.line_starts().0, self.span.start))
    }

    pub(super) fn first_word(&self) -> &str {
        let end = u32::try_from(self.source.text().len()).unwrap_or(u32::MAX);
        let line = self.source.slice(Span::new(self.line_starts().0, end));
        let is_word = |character: char| character.is_alphanumeric() || character == '_';
        line.split(|character| !is_word(character))
            .next()
            .unwrap_or("")
    }

    /// What CPython marks, where it is not what the parser does.
    pub(super) fn place_of(&self, message: &str, error: &ParseErrorType) -> Span {
        let span = self.span;
        let begins = |words: &[&str]| words.iter().any(|word| message.starts_with(word));
        let offset = |at: usize| u32::try_from(at).unwrap_or(0);
        let behind = self.behind();
        let to_equals_sign = || {
            let blanks = behind.len() - behind.trim_start().len();
            let end = span.end + u32::try_from(blanks).unwrap_or(0) + 1;
            if behind.trim_start().starts_with('=') {
                end
            } else {
                span.end
            }
        };
        if let Some(place) = self.place_in_call(message, error) {
            place
        } else if begins(&["Missing parentheses", "Did you mean to use"]) {
            let end = span.end + u32::try_from(behind.trim_end().len()).unwrap_or(0);
            Span::new(self.line_starts().0, end)
        } else if begins(&["(unicode error)", "(value error)", "bytes can only"]) {
            self.string_around()
        } else if message == COMMA || begins(&["invalid syntax. Maybe"]) {
            let (before, behind) = self.operands(message.ends_with("'='?"));
            Span::new(before.start, behind.end)
        } else if begins(&["cannot assign to "]) && self.text() == "=" {
            self.operands(true).0
        } else if begins(&["expression cannot contain", "cannot assign to "]) && self.in_call() {
            Span::new(span.start, to_equals_sign())
        } else if begins(&["did you forget"]) {
            self.operands(false).0
        } else if let Some(place) = self
            .interrupts_string()
            .filter(|_| begins(&["invalid syntax. Is"]))
        {
            place
        } else if begins(&["Function parameters", "Lambda expression"]) {
            self.operands(false).1
        } else if begins(&[
            "':' expected after",
            "expression expected after",
            "expected default",
        ]) {
            // The last character before the error.
            let before = self.line_before().trim_end();
            let last = before.chars().last().map_or(0, char::len_utf8);
            let offset = |at: usize| self.line_starts().0 + u32::try_from(at).unwrap_or(0);
            Span::new(offset(before.len() - last), offset(before.len()))
        } else if begins(&["cannot mix bytes"]) {
            let end = u32::try_from(self.source.text().len()).unwrap_or(u32::MAX);
            let next = Scanner::new(self.source.text()).find(|token| token.span.start >= span.end);
            next.map_or(Span::new(end, end), |token| token.span)
        } else if begins(&["f-string: expecting '=', or"]) && self.text() == "}" {
            // What lacks its right side.
            let before = self.line_before().trim_end();
            let tokens = Scanner::new(self.source.text());
            let last = tokens
                .take_while(|token| token.span.end <= self.line_starts().0 + offset(before.len()))
                .last();
            last.map_or(span, |token| token.span)
        } else if begins(&["* argument may"]) {
            Span::new(span.start, span.start + 1)
        } else if begins(&["multiple exception types"]) {
            let end = behind.find(':').unwrap_or(behind.len());
            Span::new(span.start, span.end + u32::try_from(end).unwrap_or(0))
        } else if begins(&["trailing comma"]) {
            let end = span.end + u32::try_from(behind.trim_end().len()).unwrap_or(0);
            Span::new(end, end)
        } else if matches!(error, ParseErrorType::UnparenthesizedTupleExpression) {
            let comma = self.text().find(',').unwrap_or(0);
            let comma = span.start + u32::try_from(comma).unwrap_or(0);
            Span::new(comma, comma + 1)
        } else if begins(&["unexpected indent"]) {
            Span::new(span.end.saturating_sub(1), span.end)
        } else if begins(&["leading zeros"]) {
            Span::new(span.start, span.start + 1)
        } else if message == INVALID
            && matches!(error, ParseErrorType::InvalidAnnotatedAssignmentTarget)
        {
            // A colon behind a test is taken for an annotation's.
            Span::new(span.end, span.end + 1)
        } else {
            span
        }
    }

    /// What CPython marks of the arguments of a call, or of a conditional expression.
    pub(super) fn place_in_call(&self, message: &str, error: &ParseErrorType) -> Option<Span> {
        use ParseErrorType as E;
        let closing = || {
            let mut depth = 0;
            let tokens = Scanner::new(self.source.text());
            let mut behind = tokens.skip_while(|token| token.span.start < self.span.start);
            behind.find(|token| {
                depth += i32::from(token.kind == Kind::Open) - i32::from(token.kind == Kind::Close);
                depth < 0
            })
        };
        let before = self.line_before().trim_end();
        let offset = |at: usize| self.line_starts().0 + u32::try_from(at).unwrap_or(0);
        match error {
            E::PositionalAfterKeywordArgument | E::PositionalAfterKeywordUnpacking => {
                closing().map(|token| token.span)
            }
            E::InvalidArgumentUnpackingOrder => {
                let comma = offset(before.len().saturating_sub(1));
                closing().map(|token| Span::new(comma, token.span.start))
            }
            _ if message == "expected argument value expression" => {
                let name = before.trim_end_matches('=').trim_end();
                let start = name.rfind(|c: char| !c.is_alphanumeric() && c != '_');
                Some(Span::new(
                    offset(start.map_or(0, |at| at + 1)),
                    offset(before.len()),
                ))
            }
            _ if message.starts_with("expected 'else' after") => {
                let head = before.rfind(" if ")?;
                let at = Self {
                    span: Span::new(offset(head + 1), offset(head + 1)),
                    ..*self
                };
                Some(Span::new(at.operands(false).0.start, offset(before.len())))
            }
            _ => None,
        }
    }

    /// What stands behind the last `as` of the line, up to a comma or a colon.
    pub(super) fn target_behind_as(&self) -> Option<(&str, Span)> {
        let tokens = self.line_tokens();
        let word = |token: &Token| self.source.slice(token.span);
        let upto = tokens.partition_point(|token| token.span.start <= self.span.start);
        let start = tokens[..upto]
            .iter()
            .rposition(|token| word(token) == "as")?
            + 1;
        let first = tokens.get(start)?.span;
        let mut end = first.end;
        let mut depth = 0;
        for token in &tokens[start..] {
            if depth == 0 && matches!(word(token), "," | ":" | "if" | ")") {
                break;
            }
            depth += i32::from(token.kind == Kind::Open) - i32::from(token.kind == Kind::Close);
            end = token.span.end;
        }
        let span = Span::new(first.start, end);
        let parsed = parse_expression(self.source.slice(span)).ok()?;
        let what = expression_word(parsed.expr());
        (what != "name").then_some((what, span))
    }

    /// The rest of the line behind the error.
    pub(super) fn behind(&self) -> &str {
        let end = self
            .source
            .line_span(self.source.line_of(self.span.end))
            .end;
        self.source
            .slice(Span::new(self.span.end, end.max(self.span.end)))
    }

    /// What stands before the error and what at or behind it, up to the next comma or the like in
    /// their brackets; `narrow` keeps to what comparisons are made of.
    pub(super) fn operands(&self, narrow: bool) -> (Span, Span) {
        let mut line = self.line_tokens();
        line.retain(|token| token.kind != Kind::Comment);
        let at = line.partition_point(|token| token.span.start < self.span.start);
        let in_target = matches!(self.text(), "for" | "async");
        let ends = |token: &Token| {
            let word = self.source.slice(token.span);
            match word {
                "," => !in_target,
                ":" | "=" | ":=" | ";" | "->" | "for" | "in" | "if" | "else" | "elif" | "while"
                | "lambda" | "return" | "as" | "async" | "assert" | "yield" => true,
                "and" | "or" | "not" | "is" | "==" | "!=" | "<" | ">" | "<=" | ">=" => narrow,
                _ => false,
            }
        };
        let extent = |tokens: &mut dyn Iterator<Item = &Token>, opens: Kind, closes: Kind| {
            let (mut depth, mut span, mut after_value) = (0, None, false);
            for token in tokens {
                if depth == 0 && (token.kind == closes || ends(token)) {
                    break;
                }
                let word = self.source.slice(token.span);
                let is_value = match token.kind {
                    Kind::Name => !matches!(word, "and" | "or" | "not" | "is" | "in" | "await"),
                    kind => kind == Kind::Number,
                };
                if depth == 0 && after_value && is_value {
                    break;
                }
                after_value = is_value || token.kind == Kind::Close;
                depth += i32::from(token.kind == opens) - i32::from(token.kind == closes);
                let known: Span = span.unwrap_or(token.span);
                let (start, end) = (
                    known.start.min(token.span.start),
                    known.end.max(token.span.end),
                );
                span = Some(Span::new(start, end));
            }
            span.unwrap_or(self.span)
        };
        let (before, behind) = line.split_at(at);
        let skipped = usize::from(narrow);
        (
            extent(&mut before.iter().rev(), Kind::Close, Kind::Open),
            extent(&mut behind.iter().skip(skipped), Kind::Open, Kind::Close),
        )
    }

    /// The string literal that the error lies in.
    pub(super) fn string_around(&self) -> Span {
        let at = self.span.start;
        let tokens = Scanner::new(self.source.text());
        let found = tokens.take_while(|token| token.span.start <= at).last();
        found.map_or(self.span, |token| token.span)
    }

    /// The bracket around the error that was opened last, in its logical line.
    pub(super) fn innermost_bracket(&self) -> Option<u8> {
        let mut depth = 0;
        for byte in self.line_before().bytes().rev() {
            match byte {
                b')' | b']' | b'}' => depth += 1,
                b'(' | b'[' | b'{' if depth == 0 => return Some(byte),
                b'(' | b'[' | b'{' => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// The error lies in a display of a dict.
    pub(super) fn in_braces(&self) -> bool {
        self.innermost_bracket() == Some(b'{')
    }

    /// The tokens of the logical line of the error.
    fn line_tokens(&self) -> Vec<Token> {
        let line = self.line_starts().0;
        Scanner::new(self.source.text())
            .skip_while(|token| token.span.start < line)
            .take_while(|token| token.kind != Kind::Newline)
            .collect()
    }

    /// What stands between two strings that would be one if their inner quotes were escaped.
    pub(super) fn interrupts_string(&self) -> Option<Span> {
        let tokens = self.line_tokens();
        let at = tokens.partition_point(|token| token.span.start < self.span.start);
        let before = tokens.get(at.checked_sub(1)?)?;
        let is_inner =
            |token: &&Token| token.kind != Kind::String && self.source.slice(token.span) != ",";
        let inner = tokens[at..].iter().take_while(is_inner).count();
        let (first, last) = (tokens.get(at)?, tokens.get((at + inner).checked_sub(1)?)?);
        let between = tokens.get(at + inner)?;
        let span = Span::new(first.span.start, last.span.end);
        let text = self.source.slice(span);
        let words = tokens[at..at + inner]
            .iter()
            .all(|token| token.kind == Kind::Name);
        let is_value = words && inner > 1 || parse_expression(text).is_ok();
        let strings = before.kind == Kind::String && between.kind == Kind::String;
        (strings && inner > 0 && is_value).then_some(span)
    }

    /// The error lies in the parentheses of a call.
    pub(super) fn in_call(&self) -> bool {
        self.innermost_bracket() == Some(b'(')
    }
}

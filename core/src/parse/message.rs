//! Errors of the parser in CPython's words, where its own differ.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Expr, UnaryOp};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType,
    UnsupportedSyntaxError, UnsupportedSyntaxErrorKind, parse_expression,
};

use crate::diagnostic::{Code, Diagnostic};
use crate::scan::{Kind, Scanner};
use crate::source::{Source, Span};

/// What the words depend on: the text, and where its logical lines begin.
pub(super) struct Context<'a> {
    pub(super) source: &'a Source,
    pub(super) lines: &'a [u32],
    pub(super) span: Span,
}

/// The error as CPython would say it.
pub fn translate(error: &ParseError, source: &Source, lines: &[u32]) -> Diagnostic {
    let mut span = Span::new(error.location.start().into(), error.location.end().into());
    let context = Context {
        source,
        lines,
        span,
    };
    if let Some(diagnostic) = context.named_character(error) {
        return diagnostic;
    }
    let message = context.refined(&error.error);
    if message == INVALID
        && let Some(diagnostic) = context.refused_target()
    {
        return diagnostic;
    }
    span = context.place_of(&message, &error.error);
    if span.start == span.end {
        // An error at the end of a line or of the text: one column to point at.
        span.end = span.start + 1;
    }
    Diagnostic::new(Code::Syntax, span, message)
}

/// Syntax that Python 3.14 does not have yet.
pub fn of_newer_syntax(error: &UnsupportedSyntaxError, source: &Source) -> Diagnostic {
    let span = Span::new(error.range.start().into(), error.range.end().into());
    let message = match &error.kind {
        UnsupportedSyntaxErrorKind::UnpackingInComprehension(_) => {
            if source.slice(span).starts_with("**") {
                "dict unpacking cannot be used in dict comprehension"
            } else {
                "iterable unpacking cannot be used in comprehension"
            }
        }
        _ => "invalid syntax",
    };
    Diagnostic::new(Code::Syntax, span, message)
}

pub const INVALID: &str = "invalid syntax";

pub(super) const COMMA: &str = "invalid syntax. Perhaps you forgot a comma?";

/// The error is told as a comma that may be missing.
pub fn lacks_comma(diagnostic: &Diagnostic) -> bool {
    diagnostic.message == COMMA
}

impl Context<'_> {
    /// `\N{…}` needs the names of all characters, which the page leaves out.
    fn named_character(&self, error: &ParseError) -> Option<Diagnostic> {
        let ParseErrorType::Lexical(LexicalErrorType::UnicodeError) = &error.error else {
            return None;
        };
        let line_start = self.source.line_start(self.source.line_of(self.span.start));
        let before = self.source.slice(Span::new(line_start, self.span.start));
        if !before.ends_with("\\N{") {
            return None;
        }
        let message = "names of characters are not supported: their list is larger than the page";
        let help = "write the character itself, or its number as \\u2014";
        Some(Diagnostic::new(Code::Unsupported, self.span, message).with_help(help))
    }

    /// `import x as y.z` and its kin.
    fn refused_target(&self) -> Option<Diagnostic> {
        let (what, span) = self.target_behind_as()?;
        let message = match self.first_word() {
            "import" | "from" => format!("cannot use {what} as import target"),
            "case" => format!("cannot use {what} as pattern target"),
            "except" => {
                let line = self.line_before().trim_start_matches("except").trim_start();
                let star = if line.starts_with('*') { "*" } else { "" };
                format!("cannot use except{star} statement with {what}")
            }
            _ => return None,
        };
        Some(Diagnostic::new(Code::Syntax, span, message))
    }

    /// What the parser has no error of its own for.
    fn refined(&self, error: &ParseErrorType) -> String {
        let message = match self.message(error) {
            message if message == INVALID && self.missing_comma() => COMMA.to_owned(),
            message => message,
        };
        if let Some(message) = self.in_field(&message) {
            return message.to_owned();
        }
        let interrupted = message == INVALID || message == COMMA;
        if interrupted && self.interrupts_string().is_some() {
            return "invalid syntax. Is this intended to be part of the string?".to_owned();
        }
        if message != INVALID {
            return message;
        }
        if self.line_before().trim_end().ends_with(" else") {
            return "expected expression after 'else', but statement is given".to_owned();
        }
        let bracket = self.innermost_bracket();
        match self.text() {
            "from" if self.first_word() == "import" && self.line_before().trim() != "import" => {
                return "Did you mean to use 'from ... import ...' instead?".to_owned();
            }
            "for" | "async" if matches!(bracket, Some(b'[' | b'{')) => {
                let target = self.source.slice(self.operands(false).0);
                if target.contains(',') {
                    let message = "did you forget parentheses around the comprehension target?";
                    return message.to_owned();
                }
            }
            "=" if bracket.is_some() => return self.equals_sign(),
            "pass" | "break" | "continue" if self.behind().trim_start().starts_with("if ") => {
                return "expected expression before 'if', but statement is given".to_owned();
            }
            "(" if self.line_before().trim_end().ends_with("lambda") => {
                return "Lambda expression parameters cannot be parenthesized".to_owned();
            }
            "(" if bracket == Some(b'(') && self.first_word() == "def" => {
                return "Function parameters cannot be parenthesized".to_owned();
            }
            _ => {}
        }
        let behind = self.behind().trim_start();
        if behind.starts_with('=') && !behind.starts_with("==") && self.in_call() {
            let what = self.target_kind();
            return match what.as_str() {
                _ if parse_expression(self.text()).is_err() => message,
                "True" | "False" | "None" => format!("cannot assign to {what}"),
                _ => "expression cannot contain assignment, perhaps you meant \"==\"?".to_owned(),
            };
        }
        message
    }

    fn message(&self, error: &ParseErrorType) -> String {
        use ParseErrorType as E;
        let fixed = match error {
            E::OtherError(text) => return self.other(text),
            E::ExpectedToken { expected, found } => return self.expected(*expected, *found),
            E::SimpleStatementsOnSameLine => return self.same_line(),
            E::ExpectedExpression => return self.expected_expression(),
            E::InvalidAssignmentTarget => return self.assignment_target(),
            E::InvalidAugmentedAssignmentTarget => {
                let what = self.target_kind();
                return format!("'{what}' is an illegal expression for augmented assignment");
            }
            E::InvalidDeleteTarget => return format!("cannot delete {}", self.target_kind()),
            E::InvalidNamedAssignmentTarget => {
                let what = self.target_kind();
                return format!("cannot use assignment expressions with {what}");
            }
            E::FStringError(error) | E::TStringError(error) => return self.f_string(error),
            E::Lexical(error) => return self.lexical(error),
            E::UnexpectedIndentation => "unexpected indent",
            E::InvalidAnnotatedAssignmentTarget => {
                let without_annotation = self.behind().trim_start_matches(':').trim().is_empty();
                if without_annotation {
                    INVALID
                } else {
                    "illegal target for annotation"
                }
            }
            E::PositionalAfterKeywordArgument => "positional argument follows keyword argument",
            E::PositionalAfterKeywordUnpacking => {
                "positional argument follows keyword argument unpacking"
            }
            E::InvalidArgumentUnpackingOrder => {
                "iterable argument unpacking follows keyword argument unpacking"
            }
            E::UnparenthesizedGeneratorExpression => "Generator expression must be parenthesized",
            E::InvalidStarredExpressionUsage if self.in_braces() => {
                let is_value = self.line_before().trim_end().ends_with(':');
                if is_value && !self.text().starts_with("**") {
                    "cannot use a starred expression in a dictionary value"
                } else {
                    INVALID
                }
            }
            E::InvalidStarredExpressionUsage => "can't use starred expression here",
            E::NonDefaultParamAfterDefaultParam => {
                "parameter without a default follows parameter with a default"
            }
            E::ParamAfterVarKeywordParam => "arguments cannot follow var-keyword argument",
            E::VarParameterWithDefault if self.line_before().contains("**") => {
                "var-keyword argument cannot have default value"
            }
            E::VarParameterWithDefault => "var-positional argument cannot have default value",
            E::ExpectedKeywordParam => "named arguments must follow bare *",
            E::EmptyImportNames if !self.text().trim().is_empty() => INVALID,
            E::EmptyImportNames => "Expected one or more names after 'import'",
            E::EmptyTypeParams => "Type parameter list cannot be empty",
            E::IterableUnpackingInComprehension => {
                "iterable unpacking cannot be used in comprehension"
            }
            E::InvalidMatchPatternTarget => "cannot use '_' as a target",
            _ => INVALID,
        };
        fixed.to_owned()
    }

    fn expected(&self, expected: TokenKind, found: TokenKind) -> String {
        let found_end = matches!(found, TokenKind::Newline | TokenKind::EndOfFile);
        match expected {
            TokenKind::Colon => {
                let line = self.line_before();
                let forced = ["def ", "async def ", "try", "else", "finally"];
                if self.in_braces() {
                    "':' expected after dictionary key".to_owned()
                } else if found_end || forced.iter().any(|word| line.starts_with(word)) {
                    "expected ':'".to_owned()
                } else if found == TokenKind::Equal {
                    self.equals_sign()
                } else {
                    INVALID.to_owned()
                }
            }
            TokenKind::Lpar if self.line_before().contains("def ") => "expected '('".to_owned(),
            TokenKind::Else => "expected 'else' after 'if' expression".to_owned(),
            TokenKind::In if self.innermost_bracket().is_some() => {
                "'in' expected after for-loop variables".to_owned()
            }
            _ => INVALID.to_owned(),
        }
    }

    /// `if x = 1:`
    fn equals_sign(&self) -> String {
        let (whole, operand) = (self.operands(false).0, self.operands(true).0);
        match parse_expression(self.source.slice(whole)) {
            Ok(parsed) if parsed.expr().is_name_expr() => {
                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?".to_owned()
            }
            Ok(parsed) if whole == operand => {
                let what = expression_word(parsed.expr());
                format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?")
            }
            _ => INVALID.to_owned(),
        }
    }

    /// Two values stand side by side inside brackets.
    fn missing_comma(&self) -> bool {
        const WORDS: [&str; 18] = [
            "for", "in", "if", "else", "and", "or", "is", "as", "from", "import", "async", "def",
            "class", "return", "while", "with", "try", "raise",
        ];
        let text = self.source.slice(Span::new(
            self.span.start,
            self.span.end.max(self.span.start + 1),
        ));
        let word = text
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .next()
            .unwrap_or("");
        let begins_value = text.starts_with(|c: char| c.is_alphanumeric() || "_'\"{".contains(c));
        // CPython takes a name before a string for a prefix gone wrong, and `match` for a keyword.
        let before = self.line_before().trim_end();
        let last = before
            .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
            .next()
            .unwrap_or("");
        let soft = matches!(last, "match" | "case" | "type" | "_");
        let is_name = last.starts_with(|c: char| !c.is_ascii_digit());
        let prefix = is_name && text.starts_with(['\'', '"']);
        let in_lambda = before
            .rsplit("lambda ")
            .next()
            .is_some_and(|rest| rest.len() < before.len() && !rest.contains(':'));
        begins_value
            && !soft
            && !prefix
            && !in_lambda
            && !WORDS.contains(&word)
            && self.innermost_bracket().is_some()
            && self.after_value()
    }

    /// The words for an error right inside of a replacement field of an f-string.
    fn in_field(&self, message: &str) -> Option<&'static str> {
        if !matches!(message, INVALID | COMMA | "f-string: expecting '}'") {
            return None;
        }
        let mut open = Vec::new();
        let tokens = Scanner::new(self.source.text());
        for token in tokens.take_while(|token| token.span.start < self.span.start) {
            match token.kind {
                Kind::FStringStart | Kind::Open => open.push(token),
                Kind::FStringEnd | Kind::Close => {
                    open.pop();
                }
                _ => {}
            }
        }
        let field = open.pop()?;
        if field.kind != Kind::Open || open.last()?.kind != Kind::FStringStart {
            return None;
        }
        let content = self
            .source
            .slice(Span::new(field.span.end, self.span.start))
            .trim();
        let text = self
            .source
            .slice(Span::new(self.span.start, self.span.start + 1));
        let is_value = |text: &str| parse_expression(text).is_ok();
        let named = content.strip_suffix('=').filter(|text| is_value(text));
        let next = ["for", "async", "not"]
            .iter()
            .any(|word| self.text() == *word);
        if message == COMMA && named.is_none() && is_value(content) && !next {
            return None;
        }
        Some(match (content, text) {
            ("", "}") => return None,
            ("", "!") => "f-string: valid expression required before '!'",
            ("", ":") => "f-string: valid expression required before ':'",
            ("", "=") => "f-string: valid expression required before '='",
            ("" | "not" | "await" | "*" | "-" | "+", _) => {
                "f-string: expecting a valid expression after '{'"
            }
            _ if named.is_some() => "f-string: expecting '!', or ':', or '}'",
            _ if content.contains('!') && !content.contains("!=") => {
                "f-string: expecting ':' or '}'"
            }
            _ => "f-string: expecting '=', or '!', or ':', or '}'",
        })
    }

    /// A value ends right before the error, so that a comma may be missing.
    fn after_value(&self) -> bool {
        let before = self.line_before().trim_end();
        let word = before
            .rsplit(|c: char| !c.is_alphanumeric() && c != '_')
            .next()
            .unwrap_or("");
        let keyword = matches!(
            word,
            "for" | "in" | "if" | "else" | "not" | "and" | "or" | "is"
        ) || matches!(self.first_word(), "from" | "import");
        let ends = |c: char| c.is_alphanumeric() || matches!(c, '_' | ')' | ']' | '}' | '"' | '\'');
        !keyword && before.ends_with(ends) && !before.trim_start().starts_with("def ")
    }

    fn same_line(&self) -> String {
        let before = self.line_before().trim();
        match before {
            "print" | "exec" => {
                format!("Missing parentheses in call to '{before}'. Did you mean {before}(...)?")
            }
            _ => INVALID.to_owned(),
        }
    }

    fn expected_expression(&self) -> String {
        let before = self.line_before().trim_end();
        let behind = self
            .source
            .slice(Span::new(self.span.start, self.span.start + 1));
        let in_field = behind == "}" && before.ends_with('{') && before.contains(['\'', '"']);
        if in_field {
            return "f-string: valid expression required before '}'".to_owned();
        }
        if before.ends_with(':') && self.in_braces() {
            return "expression expected after dictionary key and ':'".to_owned();
        }
        if behind == ")" || behind == "," {
            let in_def = before.contains("def ");
            let named = before.ends_with('=') && !before.ends_with("==") && !before.ends_with(":=");
            if named && before.contains('(') {
                let what = if in_def { "default" } else { "argument" };
                return format!("expected {what} value expression");
            }
            let is_star = before.trim_end_matches('*').ends_with(['(', ',', ' ']);
            if before.ends_with('*')
                && !before.ends_with("**")
                && is_star
                && self.in_call()
                && !in_def
            {
                return "Invalid star expression".to_owned();
            }
        }
        INVALID.to_owned()
    }

    fn assignment_target(&self) -> String {
        let what = self.target_kind();
        if matches!(what.as_str(), "True" | "False" | "None") {
            return format!("cannot assign to {what}");
        }
        if what == "yield expression" {
            return "assignment to yield expression not possible".to_owned();
        }
        if self.text() == "await" {
            return INVALID.to_owned();
        }
        let parsed = parse_expression(self.text());
        if parsed.is_err() || what == "comparison" && self.first_word() == "for" {
            return INVALID.to_owned();
        }
        let is_operand = parsed.is_ok_and(|parsed| match parsed.expr() {
            Expr::UnaryOp(unary) => !matches!(unary.op, UnaryOp::Not),
            expr => !matches!(
                expr,
                Expr::Lambda(_)
                    | Expr::Compare(_)
                    | Expr::BoolOp(_)
                    | Expr::If(_)
                    | Expr::Generator(_)
            ),
        });
        if self.line_before().trim().is_empty() && is_operand {
            return format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
        }
        let open = self.line_before().contains('(') && self.in_call();
        if open {
            return "expression cannot contain assignment, perhaps you meant \"==\"?".to_owned();
        }
        format!("cannot assign to {what}")
    }

    /// CPython's word for the expression that the error marks.
    fn target_kind(&self) -> String {
        let Ok(parsed) = parse_expression(self.text()) else {
            let is_yield = self.text().starts_with("yield");
            return if is_yield {
                "yield expression"
            } else {
                "expression"
            }
            .to_owned();
        };
        expression_word(parsed.expr()).to_owned()
    }

    fn f_string(&self, error: &InterpolatedStringErrorType) -> String {
        use InterpolatedStringErrorType as E;
        let text = match error {
            E::UnclosedLbrace if self.text().starts_with(char::is_alphanumeric) => {
                return COMMA.to_owned();
            }
            E::UnclosedLbrace => "expecting '}'",
            E::InvalidConversionFlag => {
                let flag = self.text();
                if !flag.starts_with(char::is_alphanumeric) {
                    return "f-string: missing conversion character".to_owned();
                }
                return format!(
                    "f-string: invalid conversion character '{flag}': expected 's', 'r', or 'a'"
                );
            }
            E::SingleRbrace => "single '}' is not allowed",
            E::UnterminatedString | E::UnterminatedTripleQuotedString => "unterminated string",
            E::LambdaWithoutParentheses => "lambda expressions are not allowed without parentheses",
            E::ConversionFlagNotImmediatelyAfterExclamation => {
                "conversion type must come right after the exclamation mark"
            }
            E::NewlineInFormatSpec => {
                "newlines are not allowed in format specifiers for single quoted f-strings"
            }
        };
        format!("f-string: {text}")
    }

    fn lexical(&self, error: &LexicalErrorType) -> String {
        use LexicalErrorType as E;
        match error {
            E::FStringError(error) | E::TStringError(error) => self.f_string(error),
            E::UnicodeError | E::MissingUnicodeLbrace | E::MissingUnicodeRbrace => self.escape(),
            E::IndentationError => "unindent does not match any outer indentation level".to_owned(),
            E::UnrecognizedToken { tok } if !tok.is_ascii() => {
                format!("invalid character '{tok}' (U+{:04X})", u32::from(*tok))
            }
            E::LineContinuationError => {
                "unexpected character after line continuation character".to_owned()
            }
            E::InvalidByteLiteral => "bytes can only contain ASCII literal characters".to_owned(),
            E::OtherError(_) => self.number(),
            _ => INVALID.to_owned(),
        }
    }

    /// An escape in a string that does not end, as the decoder of CPython says it.
    fn escape(&self) -> String {
        let string = self.string_around();
        let text = self.source.slice(string);
        let prefix = text.find(['\'', '"']).unwrap_or(0);
        let bytes = text[..prefix].contains(['b', 'B']);
        let quotes = &text[prefix..];
        let triple = quotes.starts_with("\"\"\"") || quotes.starts_with("'''");
        let content = string.start as usize + prefix + if triple { 3 } else { 1 };
        let head = self
            .source
            .text()
            .get(content..self.span.start as usize)
            .unwrap_or("");
        let start = head.rfind('\\').unwrap_or(0);
        let escape = self.source.text().get(content + start..).unwrap_or("");
        let digits = escape
            .bytes()
            .skip(2)
            .take_while(u8::is_ascii_hexdigit)
            .count();
        let (width, shape) = match escape.as_bytes().get(1) {
            Some(b'x') => (2, "truncated \\xXX escape"),
            Some(b'u') => (4, "truncated \\uXXXX escape"),
            Some(b'U') if digits >= 8 => (8, "illegal Unicode character"),
            Some(b'U') => (8, "truncated \\UXXXXXXXX escape"),
            _ => (0, "malformed \\N character escape"),
        };
        if bytes {
            return format!("(value error) invalid \\x escape at position {start}");
        }
        let end = start + 1 + digits.min(width);
        format!(
            "(unicode error) 'unicodeescape' codec can't decode bytes in position {start}-{end}: \
             {shape}"
        )
    }

    /// A number that is none.
    fn number(&self) -> String {
        let line_end = self
            .source
            .line_span(self.source.line_of(self.span.start))
            .end;
        let rest = self.source.slice(Span::new(self.span.start, line_end));
        let digits = rest.trim_end().to_ascii_lowercase();
        let is_octal =
            digits.len() > 1 && digits.starts_with('0') && digits.as_bytes()[1].is_ascii_digit();
        if is_octal {
            return "leading zeros in decimal integer literals are not permitted; use an 0o prefix \
                    for octal integers"
                .to_owned();
        }
        let kind = match digits.get(..2) {
            Some("0x") => "hexadecimal",
            Some("0o") => "octal",
            Some("0b") => "binary",
            _ => "decimal",
        };
        format!("invalid {kind} literal")
    }

    fn other(&self, text: &str) -> String {
        if let Some(clause) = text.strip_prefix("Expected an indented block after ") {
            return self.indented_block(clause);
        }
        let known = match text {
            "Expected `except` or `finally` after `try` block" => {
                "expected 'except' or 'finally' block"
            }
            "Trailing comma not allowed" if self.first_word() == "from" => {
                "trailing comma not allowed without surrounding parentheses"
            }
            "Only one '*' parameter allowed" | "Only one '*' separator allowed" => {
                "* argument may appear only once"
            }
            "Only one '/' separator allowed" => "/ may appear only once",
            "'/' parameter must appear before '*' parameter" => "/ must be ahead of *",
            "Position-only parameter separator not allowed as first parameter" => {
                "at least one argument must precede /"
            }
            "Only one '**' parameter allowed" => "arguments cannot follow var-keyword argument",
            "Only single target (not list) can be annotated" => {
                "only single target (not list) can be annotated"
            }
            "Only single target (not tuple) can be annotated" => {
                "only single target (not tuple) can be annotated"
            }
            "Cannot have both 'except' and 'except*' on the same 'try'" => {
                "cannot have both 'except' and 'except*' on the same 'try'"
            }
            "Positional patterns cannot follow keyword patterns" => {
                "positional patterns follow keyword patterns"
            }
            "Expected one or more exception types" => "expected one or more exception types",
            "Multiple exception types must be parenthesized when using `as`" => {
                "multiple exception types must be parenthesized when using 'as'"
            }
            "Bytes literal cannot be mixed with non-bytes literals" => {
                "cannot mix bytes and nonbytes literals"
            }
            _ => INVALID,
        };
        known.to_owned()
    }

    fn indented_block(&self, clause: &str) -> String {
        let (this, before) = self.line_starts();
        // An error at the end of the text lies on the line of the clause itself.
        let at_end = self.text().trim().is_empty();
        let header = if at_end { this } else { before };
        let line = self.source.line_of(header);
        let header_text = self.source.line(line).trim_start();
        let is_star = header_text
            .strip_prefix("except")
            .is_some_and(|rest| rest.trim_start().starts_with('*'));
        let what = match clause {
            _ if is_star => "'except*' statement".to_owned(),
            "function definition" => "function definition".to_owned(),
            "`class` definition" | "class definition" => "class definition".to_owned(),
            _ => match clause.split('`').nth(1) {
                Some(word) => format!("'{}' statement", word.trim_end_matches(" clause")),
                None => clause.to_owned(),
            },
        };
        format!("expected an indented block after {what} on line {line}")
    }
}

/// CPython's word for an expression that can't be a target.
pub(super) fn expression_word(expr: &Expr) -> &'static str {
    match expr {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::BoolOp(_) | Expr::BinOp(_) => "expression",
        Expr::UnaryOp(_) => "expression",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) | Expr::TString(_) => "f-string expression",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => "literal",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::NoneLiteral(_) => "None",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        Expr::Slice(_) | Expr::IpyEscapeCommand(_) => "expression",
    }
}

//! A scanner for Python text that never fails and never recurses.
//!
//! It feeds the highlighting of the editor, also of broken text, and runs before the parser to
//! find what the parser must not see: brackets or expressions that lie too deep for its
//! recursion. What it finds wrong it says in the words of CPython's tokenizer.

use crate::source::Span;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Names and keywords.
    Name,
    Number,
    /// A string without replacement fields, prefix and quotes included.
    String,
    /// Prefix and opening quotes of an f-string.
    FStringStart,
    /// Text of an f-string, between its replacement fields.
    FStringText,
    /// Closing quotes of an f-string.
    FStringEnd,
    Comment,
    /// The end of a logical line.
    Newline,
    /// `(`, `[` or `{`, also that of a replacement field.
    Open,
    Close,
    /// Any other sign; a character that has no place in Python too.
    Operator,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Token {
    pub kind: Kind,
    pub span: Span,
}

/// What the tokenizer of CPython would stop at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub span: Span,
    pub message: String,
}

/// Most brackets inside each other, as CPython.
pub const MAX_BRACKETS: usize = 200;

/// Most levels of indentation, as CPython.
pub const MAX_INDENTS: usize = 100;

#[derive(Clone, Copy)]
enum Frame {
    Bracket {
        open: u8,
        at: usize,
    },
    FString {
        quote: u8,
        triple: bool,
        raw: bool,
        at: usize,
    },
    /// A replacement field; `in_spec` behind its colon.
    Field {
        at: usize,
        in_spec: bool,
    },
}

/// Whether a byte is a digit of a radix.
type IsDigit = fn(u8) -> bool;

pub struct Scanner<'s> {
    text: &'s str,
    bytes: &'s [u8],
    at: usize,
    frames: Vec<Frame>,
    /// Indentation of the blocks around: columns with tabs of 8, and with tabs of 1.
    indents: Vec<(usize, usize)>,
    /// The next token begins a logical line.
    at_line_start: bool,
    /// Where logical lines begin, in order.
    pub line_starts: Vec<u32>,
    /// The first thing that is wrong.
    pub problem: Option<Problem>,
}

fn is_name_start(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphabetic() || byte >= 0x80
}

impl<'s> Scanner<'s> {
    #[must_use]
    pub fn new(text: &'s str) -> Self {
        let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self {
            text,
            bytes: text.as_bytes(),
            at,
            frames: Vec::new(),
            indents: vec![(0, 0)],
            at_line_start: true,
            line_starts: Vec::new(),
            problem: None,
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(offset(start), offset(end))
    }

    fn problem(&mut self, start: usize, end: usize, message: impl Into<String>) {
        if self.problem.is_none() {
            let span = self.span(start, end.max(start));
            self.problem = Some(Problem {
                span,
                message: message.into(),
            });
        }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn token(&self, kind: Kind, start: usize) -> Option<Token> {
        Some(Token {
            kind,
            span: self.span(start, self.at),
        })
    }

    fn line_of(&self, at: usize) -> usize {
        1 + self.bytes[..at.min(self.bytes.len())]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count()
    }

    /// How many brackets and replacement fields are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.frames
            .iter()
            .filter(|frame| !matches!(frame, Frame::FString { .. }))
            .count()
    }

    // ---- lines -------------------------------------------------------------------------------

    /// Measures the indentation of a logical line whose first character is reached.
    fn indentation(&mut self, line: usize) {
        self.line_starts.push(self.span(self.at, self.at).start);
        let (mut column, mut narrow) = (0, 0);
        for byte in &self.bytes[line..self.at] {
            match byte {
                b' ' => (column, narrow) = (column + 1, narrow + 1),
                b'\t' => (column, narrow) = ((column / 8 + 1) * 8, narrow + 1),
                // A form feed begins the line anew.
                b'\x0c' => (column, narrow) = (0, 0),
                _ => {}
            }
        }
        let inconsistent = "inconsistent use of tabs and spaces in indentation";
        let (last, last_narrow) = self.indents.last().copied().unwrap_or((0, 0));
        if column == last {
            if narrow != last_narrow {
                self.problem(line, self.at, inconsistent);
            }
        } else if column > last {
            if narrow <= last_narrow {
                self.problem(line, self.at, inconsistent);
            }
            if self.indents.len() > MAX_INDENTS {
                self.problem(line, self.at, "too many levels of indentation");
            }
            self.indents.push((column, narrow));
        } else {
            while self.indents.len() > 1 && self.indents.last().is_some_and(|top| column < top.0) {
                self.indents.pop();
            }
            let (last, last_narrow) = self.indents.last().copied().unwrap_or((0, 0));
            if column != last {
                let message = "unindent does not match any outer indentation level";
                let rest = self.text[self.at..].find('\n');
                let end = rest.map_or(self.bytes.len(), |rest| self.at + rest);
                self.problem(end, end + 1, message);
            } else if narrow != last_narrow {
                self.problem(line, self.at, inconsistent);
            }
        }
    }

    /// Skips what lies between tokens. At the start of a logical line blank lines are skipped
    /// too; inside brackets line breaks are.
    fn skip_blanks(&mut self) {
        let mut line = self.at;
        loop {
            match self.peek(0) {
                b' ' | b'\t' | b'\x0c' => self.at += 1,
                b'\r' | b'\n' if self.at_line_start || !self.frames.is_empty() => {
                    self.at += 1;
                    line = self.at;
                }
                b'\\' if matches!(self.peek(1), b'\n' | b'\r') => {
                    let crlf = self.peek(1) == b'\r' && self.peek(2) == b'\n';
                    self.at += if crlf { 3 } else { 2 };
                    if self.at >= self.bytes.len() {
                        self.problem(self.at, self.at, "unexpected EOF while parsing");
                    }
                }
                _ => break,
            }
        }
        if self.at_line_start && self.at < self.bytes.len() && self.peek(0) != b'#' {
            self.at_line_start = false;
            self.indentation(line);
        }
    }

    // ---- tokens ------------------------------------------------------------------------------

    fn name_or_string(&mut self) -> Option<Token> {
        let start = self.at;
        while is_name_start(self.peek(0)) || self.peek(0).is_ascii_digit() {
            self.at += 1;
        }
        if matches!(self.peek(0), b'\'' | b'"') && self.at - start <= 2 {
            let prefix = self.text[start..self.at].to_ascii_lowercase();
            match prefix.as_str() {
                "f" | "t" => return self.f_string_start(start, false),
                "fr" | "rf" | "tr" | "rt" => return self.f_string_start(start, true),
                "r" | "b" | "u" | "br" | "rb" => return self.string(start),
                _ => {}
            }
        }
        let name = &self.text[start..self.at];
        if !name.is_ascii() {
            let odd = |character: char| !character.is_alphanumeric() && character != '_';
            // Combining marks and the like are no letters for the standard library.
            let odd = |character: char| odd(character) && !is_mark(character);
            if let Some((offset, character)) = name.char_indices().find(|(_, c)| odd(*c)) {
                self.invalid_character(start + offset, character);
            }
        }
        self.token(Kind::Name, start)
    }

    fn invalid_character(&mut self, at: usize, character: char) {
        let code = u32::from(character);
        let hidden = character.is_control() || character.is_whitespace() || is_format(character);
        let message = if hidden {
            format!("invalid non-printable character U+{code:04X}")
        } else {
            format!("invalid character '{character}' (U+{code:04X})")
        };
        self.problem(at, at + character.len_utf8(), message);
    }

    /// Digits with single underscores between them; false where there are none, or an underscore
    /// is out of place.
    fn digits(&mut self, is_digit: IsDigit) -> bool {
        let mut fine = is_digit(self.peek(0));
        while is_digit(self.peek(0)) || self.peek(0) == b'_' {
            fine &= self.peek(0) != b'_' || is_digit(self.peek(1));
            self.at += 1;
        }
        fine
    }

    fn number(&mut self) -> Option<Token> {
        let start = self.at;
        let radix: Option<(&str, IsDigit)> = match (self.peek(0), self.peek(1) | 0x20) {
            (b'0', b'x') => Some(("hexadecimal", |byte| byte.is_ascii_hexdigit())),
            (b'0', b'o') => Some(("octal", |byte| matches!(byte, b'0'..=b'7'))),
            (b'0', b'b') => Some(("binary", |byte| matches!(byte, b'0' | b'1'))),
            _ => None,
        };
        let (kind, fine) = if let Some((kind, is_digit)) = radix {
            self.at += if self.peek(2) == b'_' { 3 } else { 2 };
            (kind, self.digits(is_digit))
        } else {
            ("decimal", self.decimal(start))
        };
        if self.peek(0).is_ascii_digit() {
            let digit = char::from(self.peek(0));
            let message = format!("invalid digit '{digit}' in {kind} literal");
            self.problem(self.at, self.at + 1, message);
            self.digits(|byte| byte.is_ascii_digit());
        } else if !fine || !self.ends_number() {
            // The last character that could still be one of the number.
            let wrong = (start..self.at)
                .find(|at| {
                    let next = self.bytes.get(at + 1).copied().unwrap_or(0);
                    self.bytes[*at] == b'_' && !next.is_ascii_hexdigit()
                })
                .unwrap_or(self.at - 1);
            self.problem(wrong, wrong + 1, format!("invalid {kind} literal"));
        }
        self.token(Kind::Number, start)
    }

    fn decimal(&mut self, start: usize) -> bool {
        let is_digit = |byte: u8| byte.is_ascii_digit();
        let mut fine = self.peek(0) == b'.' || self.digits(is_digit);
        let whole = self.at;
        if self.peek(0) == b'.' {
            self.at += 1;
            if is_digit(self.peek(0)) {
                fine &= self.digits(is_digit);
            }
        }
        if self.peek(0) | 0x20 == b'e' {
            let sign = usize::from(matches!(self.peek(1), b'+' | b'-'));
            if is_digit(self.peek(1 + sign)) {
                self.at += 1 + sign;
                fine &= self.digits(is_digit);
            }
        }
        if self.peek(0) | 0x20 == b'j' {
            self.at += 1;
        }
        let zeros = self.bytes[start..whole].starts_with(b"0");
        let filled = self.bytes[start..whole]
            .iter()
            .any(|byte| matches!(byte, b'1'..=b'9'));
        if zeros && filled && whole == self.at {
            let message = "leading zeros in decimal integer literals are not permitted; use an 0o \
                           prefix for octal integers";
            self.problem(start, start + 1, message);
        }
        fine
    }

    /// What follows is no part of a name, or a keyword that may stand right behind a number.
    fn ends_number(&self) -> bool {
        let next = self.text[self.at..].chars().next().unwrap_or(' ');
        if !next.is_alphanumeric() && next != '_' {
            return true;
        }
        let rest = &self.bytes[self.at..];
        let keywords: [&[u8]; 8] = [b"and", b"else", b"for", b"if", b"in", b"is", b"not", b"or"];
        keywords.iter().any(|keyword| rest.starts_with(keyword))
    }

    fn string(&mut self, start: usize) -> Option<Token> {
        let quote = self.peek(0);
        let triple = self.peek(1) == quote && self.peek(2) == quote;
        self.at += if triple { 3 } else { 1 };
        let mut escaped_quote = false;
        loop {
            if self.at >= self.bytes.len() || (!triple && self.peek(0) == b'\n') {
                self.unterminated(start, triple, "", escaped_quote);
                break;
            }
            let byte = self.peek(0);
            if byte == b'\\' {
                escaped_quote |= self.peek(1) == quote;
                self.at = (self.at + 2).min(self.bytes.len());
            } else if byte == quote && !triple {
                self.at += 1;
                break;
            } else if byte == quote && self.peek(1) == quote && self.peek(2) == quote {
                self.at += 3;
                break;
            } else {
                self.at += 1;
            }
        }
        self.token(Kind::String, start)
    }

    fn unterminated(&mut self, start: usize, triple: bool, what: &str, escaped_quote: bool) {
        if self.problem.is_some() {
            return;
        }
        let line = self.line_of(
            self.at
                .min(self.text.strip_suffix('\n').unwrap_or(self.text).len()),
        );
        if let (Some(Frame::Field { .. }), "") = (self.frames.last(), what)
            && self.frames.iter().any(|frame| {
                matches!(frame, Frame::FString { quote, .. } if *quote == self.bytes[start])
            })
        {
            // The quote was meant to end the f-string.
            self.problem(start, start + 1, "f-string: expecting '}'");
            return;
        }
        let what = if self.bytes[start] | 0x20 == b't' {
            "t-"
        } else {
            what
        };
        let kind = if triple { "triple-quoted " } else { "" };
        let hint = if escaped_quote && !triple {
            "; perhaps you escaped the end quote?"
        } else {
            ""
        };
        let message =
            format!("unterminated {kind}{what}string literal (detected at line {line}){hint}");
        self.problem(start, start + 1, message);
    }

    // ---- f-strings ---------------------------------------------------------------------------

    fn f_string_start(&mut self, start: usize, raw: bool) -> Option<Token> {
        let quote = self.peek(0);
        let triple = self.peek(1) == quote && self.peek(2) == quote;
        self.at += if triple { 3 } else { 1 };
        self.frames.push(Frame::FString {
            quote,
            triple,
            raw,
            at: start,
        });
        self.token(Kind::FStringStart, start)
    }

    fn at_quotes(&self, quote: u8, triple: bool) -> bool {
        let single = self.peek(0) == quote;
        single && (!triple || (self.peek(1) == quote && self.peek(2) == quote))
    }

    /// Text of an f-string up to its end or a replacement field.
    fn f_string_text(&mut self, quote: u8, triple: bool, raw: bool, open: usize) -> Option<Token> {
        let start = self.at;
        while self.at < self.bytes.len() {
            let byte = self.peek(0);
            if self.at_quotes(quote, triple) {
                if self.at > start {
                    break;
                }
                self.at += if triple { 3 } else { 1 };
                self.frames.pop();
                return self.token(Kind::FStringEnd, start);
            }
            match byte {
                b'\n' if !triple => break,
                b'{' if self.peek(1) == b'{' => self.at += 2,
                b'{' if self.at > start => break,
                b'{' => return self.open_field(),
                b'}' => {
                    if self.peek(1) != b'}' {
                        self.problem(self.at, self.at + 1, "f-string: single '}' is not allowed");
                        self.at += 1;
                    } else {
                        self.at += 2;
                    }
                }
                b'\\' if !raw && self.peek(1) == b'N' && self.peek(2) == b'{' => {
                    let rest = &self.text[self.at..];
                    let line = rest.find('\n').unwrap_or(rest.len());
                    self.at += rest[..line].find('}').map_or(3, |end| end + 1);
                }
                b'\\' if !matches!(self.peek(1), b'{' | b'}' | 0) => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at = self.at.min(self.bytes.len());
        let ended = self.at >= self.bytes.len() || (!triple && self.peek(0) == b'\n');
        if ended {
            self.unterminated(open, triple, "f-", false);
            self.frames.pop();
        }
        self.token(Kind::FStringText, start)
    }

    fn open_field(&mut self) -> Option<Token> {
        let start = self.at;
        self.at += 1;
        self.push_bracket(
            Frame::Field {
                at: start,
                in_spec: false,
            },
            start,
        );
        self.token(Kind::Open, start)
    }

    /// Text of a format spec up to its end or a nested replacement field.
    fn spec_text(&mut self) -> Option<Token> {
        let start = self.at;
        let enclosing = self.frames.iter().rev().find_map(|frame| match frame {
            Frame::FString { quote, triple, .. } => Some((*quote, *triple)),
            _ => None,
        });
        let (quote, triple) = enclosing.unwrap_or((b'"', false));
        while self.at < self.bytes.len() {
            match self.peek(0) {
                b'{' if self.at > start => break,
                b'{' => return self.open_field(),
                b'}' if self.at > start => break,
                b'}' => return self.close(),
                b'\n' if !triple => break,
                _ if self.at_quotes(quote, triple) => break,
                _ => self.at += 1,
            }
        }
        if self.at == start {
            // The field is never closed; the text goes on behind it.
            let rest = self.text[start..].lines().next().unwrap_or("");
            if let Some(at) = rest.find([')', ']']) {
                let close = char::from(rest.as_bytes()[at]);
                let message = format!(
                    "closing parenthesis '{close}' does not match opening parenthesis '{{'"
                );
                self.problem(start + at, start + at + 1, message);
            } else {
                let message = "f-string: expecting '}', or format specs";
                self.problem(start, start + 1, message);
            }
            self.frames.pop();
            return self.next_token();
        }
        self.token(Kind::FStringText, start)
    }

    // ---- brackets and signs ------------------------------------------------------------------

    fn push_bracket(&mut self, frame: Frame, at: usize) {
        if self.depth() >= MAX_BRACKETS {
            self.problem(at, at + 1, "too many nested parentheses");
        }
        self.frames.push(frame);
    }

    fn close(&mut self) -> Option<Token> {
        let (start, byte) = (self.at, self.peek(0));
        self.at += 1;
        let closing = char::from(byte);
        match self.frames.last().copied() {
            None => self.problem(start, start + 1, format!("unmatched '{closing}'")),
            Some(Frame::Field { .. }) if byte == b'}' => {
                self.frames.pop();
            }
            Some(Frame::Field { .. }) => {
                self.problem(start, start + 1, format!("f-string: unmatched '{closing}'"));
            }
            Some(Frame::Bracket { open, at }) => {
                let expected = if open == b'(' { b')' } else { open + 2 };
                if byte == expected {
                    self.frames.pop();
                } else {
                    self.mismatch(open, at, byte, start);
                }
            }
            Some(Frame::FString { .. }) => {}
        }
        self.token(Kind::Close, start)
    }

    /// The wrong bracket closes; the innermost one is taken as closed.
    fn mismatch(&mut self, open: u8, opened: usize, close: u8, at: usize) {
        self.frames.pop();
        if self.problem.is_some() {
            return;
        }
        let (open, close) = (char::from(open), char::from(close));
        let line = self.line_of(opened);
        let place = if line == self.line_of(at) {
            String::new()
        } else {
            format!(" on line {line}")
        };
        let message = format!(
            "closing parenthesis '{close}' does not match opening parenthesis \
             '{open}'{place}"
        );
        self.problem(at, at + 1, message);
    }

    fn operator(&mut self) -> Option<Token> {
        let start = self.at;
        let byte = self.peek(0);
        let field = matches!(self.frames.last(), Some(Frame::Field { .. }));
        if byte == b':' && field {
            if let Some(Frame::Field { in_spec, .. }) = self.frames.last_mut() {
                *in_spec = true;
            }
            self.at += 1;
            return self.token(Kind::Operator, start);
        }
        if byte == b'\\' {
            let next = self.text[start + 1..].chars().next();
            let message = if next.is_some() {
                "unexpected character after line continuation character"
            } else {
                "unexpected EOF while parsing"
            };
            let width = next.map_or(1, char::len_utf8);
            self.problem(start + 1, start + 1 + width, message);
        }
        const LONG: [&str; 25] = [
            "**=", "//=", ">>=", "<<=", "...", "!=", "->", ":=", "==", "<=", ">=", "+=", "-=",
            "*=", "/=", "%=", "&=", "|=", "^=", "@=", "**", "//", "<<", ">>", "<>",
        ];
        let rest = &self.bytes[self.at..];
        let long = LONG.iter().find(|sign| rest.starts_with(sign.as_bytes()));
        self.at += long.map_or(1, |sign| sign.len());
        self.token(Kind::Operator, start)
    }

    fn end_of_text(&mut self) {
        match self.frames.last().copied() {
            Some(Frame::Bracket { open, at }) => {
                let open = char::from(open);
                self.problem(at, at + 1, format!("'{open}' was never closed"));
            }
            Some(Frame::Field { at, .. }) => {
                self.problem(at, at + 1, "'{' was never closed");
            }
            Some(Frame::FString { triple, at, .. }) => self.unterminated(at, triple, "f-", false),
            None => {}
        }
        self.frames.clear();
    }

    /// The next token; none at the end of the text.
    pub fn next_token(&mut self) -> Option<Token> {
        match self.frames.last().copied() {
            Some(Frame::FString {
                quote,
                triple,
                raw,
                at,
            }) if self.at < self.bytes.len() => {
                return self.f_string_text(quote, triple, raw, at);
            }
            Some(Frame::Field { in_spec: true, .. }) if self.at < self.bytes.len() => {
                return self.spec_text();
            }
            _ => {}
        }
        self.skip_blanks();
        let start = self.at;
        if start >= self.bytes.len() {
            self.end_of_text();
            return None;
        }
        match self.peek(0) {
            b'#' => {
                let rest = &self.bytes[start..];
                self.at += rest
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .unwrap_or(rest.len());
                self.token(Kind::Comment, start)
            }
            b'\n' | b'\r' => {
                self.at += if self.peek(0) == b'\r' && self.peek(1) == b'\n' {
                    2
                } else {
                    1
                };
                self.at_line_start = true;
                self.token(Kind::Newline, start)
            }
            b'\'' | b'"' => self.string(start),
            byte if is_name_start(byte) => self.name_or_string(),
            byte if byte.is_ascii_digit() => self.number(),
            b'.' if self.peek(1).is_ascii_digit() => self.number(),
            open @ (b'(' | b'[' | b'{') => {
                self.at += 1;
                self.push_bracket(Frame::Bracket { open, at: start }, start);
                self.token(Kind::Open, start)
            }
            b')' | b']' | b'}' => self.close(),
            _ => self.operator(),
        }
    }
}

impl Iterator for Scanner<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        self.next_token()
    }
}

/// Marks that may continue a name: the blocks where combining characters lie.
fn is_mark(character: char) -> bool {
    matches!(u32::from(character),
        0xB7 | 0x300..=0x36F | 0x483..=0x487 | 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x669
        | 0x900..=0xDFF | 0xE31..=0xE4E | 0xF18..=0xFC6 | 0x102B..=0x109D | 0x17B4..=0x17D3
        | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x203F..=0x2040 | 0x20D0..=0x20FF
        | 0x302A..=0x302F | 0x3099..=0x309A | 0xFE00..=0xFE2F)
}

/// Characters that are not seen: joiners, marks of direction, soft hyphens.
fn is_format(character: char) -> bool {
    matches!(u32::from(character), 0xAD | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF)
}

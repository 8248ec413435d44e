//! The lines of a text: which of them a statement owns, and how a piece of code gets another
//! indentation without a change of its strings.

use crate::edit::slice;
use crate::source::{Source, Span};
use ruff_python_ast::token::{Token, TokenKind};
use ruff_text_size::{Ranged, TextRange};

pub(crate) fn span_of(range: TextRange) -> Span {
    Span::new(range.start().to_u32(), range.end().to_u32())
}

pub(crate) struct Layout {
    pub source: Source,
    /// `\n` or `\r\n`, as the first line of the text ends.
    pub newline: &'static str,
    /// All comments, in order.
    pub comments: Vec<Span>,
    /// For each line, whether its first character is inside of a string, so that white space
    /// there is part of the program.
    string_lines: Vec<bool>,
}

impl Layout {
    pub fn new(source: Source, tokens: &[Token]) -> Self {
        let text = source.text();
        let newline = match text.find('\n') {
            Some(at) if text[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        };
        let mut comments = Vec::new();
        let mut string_lines = vec![false; source.line_count() as usize + 1];
        let mut protect = |span: Span| {
            for line in source.line_of(span.start) + 1..=source.line_of(span.end) {
                if let Some(flag) = string_lines.get_mut(line as usize) {
                    *flag = true;
                }
            }
        };
        let mut open = Vec::new();
        for token in tokens {
            let span = span_of(token.range());
            match token.kind() {
                TokenKind::Comment => comments.push(span),
                TokenKind::String => protect(span),
                TokenKind::FStringStart | TokenKind::TStringStart => open.push(span.start),
                TokenKind::FStringEnd | TokenKind::TStringEnd => {
                    if let Some(start) = open.pop() {
                        protect(Span::new(start, span.end));
                    }
                }
                _ => {}
            }
        }
        Self {
            source,
            newline,
            comments,
            string_lines,
        }
    }

    pub fn text(&self) -> &str {
        self.source.text()
    }

    pub fn slice(&self, span: Span) -> &str {
        slice(self.text(), span)
    }

    pub fn line_of(&self, offset: u32) -> u32 {
        self.source.line_of(offset)
    }

    /// The white space before the first other character of a line.
    pub fn indent_of(&self, line: u32) -> &str {
        let text = self.source.line(line);
        &text[..text.len() - text.trim_start_matches([' ', '\t', '\x0c']).len()]
    }

    /// The place of the comment, if a line holds nothing else.
    fn comment_line(&self, line: u32) -> Option<Span> {
        let span = self.source.line_span(line);
        let at = self
            .comments
            .partition_point(|comment| comment.start < span.start);
        let comment = *self.comments.get(at)?;
        let before = Span::new(span.start, comment.start);
        (comment.end <= span.end && self.slice(before).trim().is_empty()).then_some(comment)
    }

    /// The comment behind the code that ends at `end`, if nothing else follows on the line.
    pub fn comment_behind(&self, end: u32) -> Option<Span> {
        let line = self.source.line_span(self.line_of(end));
        let at = self.comments.partition_point(|comment| comment.start < end);
        let comment = *self.comments.get(at)?;
        let between = self.slice(Span::new(end, comment.start));
        let plain = between
            .trim_matches([' ', '\t', ',', ')', ']', ';'])
            .is_empty();
        (comment.end <= line.end && plain).then_some(comment)
    }

    pub fn is_blank(&self, line: u32) -> bool {
        self.source.line(line).trim().is_empty()
    }

    /// The whole lines of the code in `span`, with the comment lines right above it that are
    /// indented like it, and for a compound statement those right below that are deeper.
    ///
    /// A comment at the top of the text speaks of the whole program and stays.
    pub fn extent(&self, span: Span, is_compound: bool) -> Span {
        let first = self.line_of(span.start);
        let mut last = self.line_of(span.end);
        let indent = self.indent_of(first);
        let mut top = first;
        while top > 1 && self.comment_line(top - 1).is_some() && self.indent_of(top - 1) == indent {
            top -= 1;
        }
        if top == 1 {
            top = first;
        }
        if is_compound {
            while last < self.source.line_count()
                && self.comment_line(last + 1).is_some()
                && self.indent_of(last + 1).len() > indent.len()
                && self.indent_of(last + 1).starts_with(indent)
            {
                last += 1;
            }
        }
        Span::new(self.source.line_start(top), self.source.line_span(last).end)
    }

    /// True when the code in `span` shares its first and its last line with no other code.
    pub fn owns_lines(&self, span: Span) -> bool {
        let first = self.source.line_span(self.line_of(span.start));
        let last = self.source.line_span(self.line_of(span.end));
        let before = self.slice(Span::new(first.start, span.start));
        let end = self
            .comment_behind(span.end)
            .map_or(last.end, |comment| comment.start);
        let behind = self.slice(Span::new(span.end, end));
        before.trim().is_empty() && behind.trim().trim_matches(';').is_empty()
    }

    /// The lines of `span` with the indentation `from` replaced by `to`. Lines that begin inside
    /// of a string, blank lines and lines that are indented otherwise stay as they are.
    ///
    /// `span` may begin in the middle of a line; that line's start is left alone.
    pub fn reindent(&self, span: Span, from: &str, to: &str) -> String {
        let mut result = String::new();
        for line in self.source_lines(span) {
            let start = self.source.line_start(line);
            let end = self.source.line_start(line + 1).min(span.end);
            let piece = self.slice(Span::new(start.max(span.start), end));
            let protected = self
                .string_lines
                .get(line as usize)
                .copied()
                .unwrap_or(false);
            if start < span.start || protected || piece.trim().is_empty() {
                result.push_str(piece);
            } else if let Some(rest) = piece.strip_prefix(from) {
                result.push_str(to);
                result.push_str(rest);
            } else {
                result.push_str(piece);
            }
        }
        result
    }

    fn source_lines(&self, span: Span) -> std::ops::RangeInclusive<u32> {
        self.line_of(span.start)..=self.line_of(span.end)
    }

    /// From the start of a line to where the next one starts.
    pub fn line_end(&self, offset: u32) -> u32 {
        self.source.line_span(self.line_of(offset)).end
    }
}

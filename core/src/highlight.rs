//! Colours for the editor, from the scanner that also runs before the parser. Works on any text,
//! finished or not.

use crate::scan::{Kind, Scanner, Token};
use crate::source::Span;

/// What a piece of text is, as far as a scan can tell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenKind {
    Keyword,
    /// `self`, `cls`.
    SelfName,
    Name,
    /// The name behind `def`.
    Function,
    /// The name behind `class`.
    Class,
    /// A name that is called.
    Call,
    /// A name behind a dot that is not called.
    Attribute,
    /// The name of an argument or parameter before its `=`.
    Argument,
    Builtin,
    /// `True`, `False`, `None`.
    Constant,
    Number,
    String,
    /// Quotes, prefix and text of an f-string, without its replacement fields.
    FString,
    Comment,
    /// `@` and the dotted name behind it.
    Decorator,
    Operator,
    /// Brackets, commas, colons, dots.
    Punctuation,
}

const KEYWORDS: [&str; 32] = [
    "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
    "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

const BUILTINS: [&str; 75] = [
    "abs",
    "all",
    "any",
    "ascii",
    "bin",
    "bool",
    "bytearray",
    "bytes",
    "callable",
    "chr",
    "classmethod",
    "delattr",
    "dict",
    "dir",
    "divmod",
    "enumerate",
    "filter",
    "float",
    "format",
    "frozenset",
    "getattr",
    "globals",
    "hasattr",
    "hash",
    "hex",
    "id",
    "input",
    "int",
    "isinstance",
    "issubclass",
    "iter",
    "len",
    "list",
    "locals",
    "map",
    "max",
    "min",
    "next",
    "object",
    "oct",
    "open",
    "ord",
    "pow",
    "print",
    "property",
    "range",
    "repr",
    "reversed",
    "round",
    "set",
    "setattr",
    "slice",
    "sorted",
    "staticmethod",
    "str",
    "sum",
    "super",
    "tuple",
    "type",
    "vars",
    "zip",
    "aiter",
    "anext",
    "Exception",
    "BaseException",
    "ExceptionGroup",
    "BaseExceptionGroup",
    "NotImplemented",
    "StopIteration",
    "StopAsyncIteration",
    "ValueError",
    "TypeError",
    "KeyError",
    "RuntimeError",
    "TimeoutError",
];

/// The tokens of a text with their kinds, in order, without overlaps; blanks are left out.
#[must_use]
pub fn tokens(text: &str) -> Vec<(Span, TokenKind)> {
    let tokens: Vec<Token> = Scanner::new(text).collect();
    let mut painter = Painter {
        text,
        tokens: &tokens,
        previous: "",
        decorator: false,
    };
    let mut painted = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        if let Some(kind) = painter.kind(at) {
            painted.push((token.span, kind));
        }
    }
    painted
}

struct Painter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// The token before, comments left out; empty at the start of a line.
    previous: &'a str,
    /// Inside the dotted name of a decorator.
    decorator: bool,
}

impl<'a> Painter<'a> {
    fn word(&self, at: usize) -> &'a str {
        let text = self.text;
        self.tokens.get(at).map_or("", |token| {
            text.get(token.span.start as usize..token.span.end as usize)
                .unwrap_or("")
        })
    }

    fn kind(&mut self, at: usize) -> Option<TokenKind> {
        let token = self.tokens[at];
        let word = self.word(at);
        if token.span.start == token.span.end {
            return None;
        }
        let kind = match token.kind {
            Kind::Comment => return Some(TokenKind::Comment),
            Kind::Newline => {
                self.previous = "";
                self.decorator = false;
                return None;
            }
            Kind::Number => TokenKind::Number,
            Kind::String => TokenKind::String,
            Kind::FStringStart | Kind::FStringText | Kind::FStringEnd => TokenKind::FString,
            Kind::Open | Kind::Close => {
                self.decorator = false;
                TokenKind::Punctuation
            }
            Kind::Operator => self.operator(word),
            Kind::Name => self.name(at, word),
        };
        self.previous = word;
        Some(kind)
    }

    fn operator(&mut self, word: &str) -> TokenKind {
        if word == "@" && self.previous.is_empty() {
            self.decorator = true;
            return TokenKind::Decorator;
        }
        match word {
            "." if self.decorator => TokenKind::Decorator,
            "." | "," | ":" | ";" | "->" => TokenKind::Punctuation,
            _ => TokenKind::Operator,
        }
    }

    fn name(&self, at: usize, word: &str) -> TokenKind {
        let next = self.word(at + 1);
        let is_call = next == "(";
        if self.decorator {
            return TokenKind::Decorator;
        }
        if self.previous == "." {
            return if is_call {
                TokenKind::Call
            } else {
                TokenKind::Attribute
            };
        }
        match self.previous {
            "def" => return TokenKind::Function,
            "class" => return TokenKind::Class,
            _ => {}
        }
        match word {
            "True" | "False" | "None" => return TokenKind::Constant,
            "self" | "cls" => return TokenKind::SelfName,
            _ => {}
        }
        if KEYWORDS.contains(&word) || self.is_soft_keyword(at, word) {
            return TokenKind::Keyword;
        }
        let in_brackets = matches!(self.previous, "(" | ",");
        if next == "=" && in_brackets {
            return TokenKind::Argument;
        }
        if BUILTINS.contains(&word) {
            return TokenKind::Builtin;
        }
        if is_call {
            TokenKind::Call
        } else {
            TokenKind::Name
        }
    }

    /// `match`, `case` and `type` where they begin a statement of their own.
    fn is_soft_keyword(&self, at: usize, word: &str) -> bool {
        if !self.previous.is_empty() || !matches!(word, "match" | "case" | "type") {
            return false;
        }
        let Some(next) = self.tokens.get(at + 1) else {
            return false;
        };
        let begins_value = matches!(
            next.kind,
            Kind::Name | Kind::Number | Kind::String | Kind::FStringStart | Kind::Open
        );
        let minus = next.kind == Kind::Operator && matches!(self.word(at + 1), "-" | "*");
        if word == "type" {
            return next.kind == Kind::Name;
        }
        (begins_value || minus) && self.line_ends_with_colon(at)
    }

    fn line_ends_with_colon(&self, at: usize) -> bool {
        let line = self.tokens[at..]
            .iter()
            .take_while(|token| token.kind != Kind::Newline);
        let has_colon = |token: &Token| {
            token.kind == Kind::Operator
                && self
                    .text
                    .get(token.span.start as usize..token.span.end as usize)
                    == Some(":")
        };
        line.into_iter().any(has_colon)
    }
}

#[cfg(test)]
mod tests {
    use super::{TokenKind, tokens};

    fn painted(text: &str) -> Vec<(&str, TokenKind)> {
        let slice = |span: crate::source::Span| &text[span.start as usize..span.end as usize];
        tokens(text)
            .into_iter()
            .map(|(span, kind)| (slice(span), kind))
            .collect()
    }

    fn kind_of(text: &str, word: &str) -> TokenKind {
        let found = painted(text).into_iter().find(|(piece, _)| *piece == word);
        found.map(|(_, kind)| kind).unwrap()
    }

    #[test]
    fn a_function_with_everything() {
        let text = "@app.route('/x')\nasync def fetch(self, n=1):  # go\n    print(f'{n:>5} ok')\n";
        assert_eq!(kind_of(text, "@"), TokenKind::Decorator);
        assert_eq!(kind_of(text, "route"), TokenKind::Decorator);
        assert_eq!(kind_of(text, "'/x'"), TokenKind::String);
        assert_eq!(kind_of(text, "async"), TokenKind::Keyword);
        assert_eq!(kind_of(text, "fetch"), TokenKind::Function);
        assert_eq!(kind_of(text, "self"), TokenKind::SelfName);
        assert_eq!(kind_of(text, "n"), TokenKind::Argument);
        assert_eq!(kind_of(text, "# go"), TokenKind::Comment);
        assert_eq!(kind_of(text, "print"), TokenKind::Builtin);
        assert_eq!(kind_of(text, ">5"), TokenKind::FString);
        assert_eq!(kind_of(text, " ok"), TokenKind::FString);
    }

    #[test]
    fn soft_keywords_are_names_elsewhere() {
        assert_eq!(
            kind_of("match x:\n  case 1: pass", "match"),
            TokenKind::Keyword
        );
        assert_eq!(kind_of("match = 3", "match"), TokenKind::Name);
        assert_eq!(kind_of("match(x)", "match"), TokenKind::Call);
        assert_eq!(kind_of("type X = int", "type"), TokenKind::Keyword);
        assert_eq!(kind_of("type(x)", "type"), TokenKind::Builtin);
    }

    #[test]
    fn broken_text_is_painted_up_to_its_end() {
        for text in [
            "f'{", "f'{a", "f'{a:", "f'{a:>", "'abc", "'''abc", "(]", "f'}'", "x = $", "\\",
        ] {
            let all = painted(text);
            let length: usize = all.iter().map(|(piece, _)| piece.len()).sum();
            let blanks = text.chars().filter(|c| c.is_whitespace()).count();
            assert_eq!(length + blanks, text.len(), "{text}: {all:?}");
        }
    }
}

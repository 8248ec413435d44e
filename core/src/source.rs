//! The source text of a program, and places in it.
//!
//! Every other file speaks of places as [`Span`]s, byte ranges into the one text; only this file
//! turns them into the lines and columns that a reader counts.

/// A byte range in the source: `start` inclusive, `end` exclusive.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, PartialOrd, Ord)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    #[must_use]
    pub const fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }
}

/// A place as people count: lines from 1, columns from 0 in characters (as CPython's carets do).
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// A text and where its lines begin.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: String,
    /// Byte offset of the first character of every line; never empty.
    line_starts: Vec<u32>,
}

impl Source {
    /// `name` is the file name that tracebacks show.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let mut line_starts = vec![0];
        for (at, byte) in text.bytes().enumerate() {
            if byte == b'\n' {
                line_starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        Self {
            name: name.into(),
            text,
            line_starts,
        }
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Number of lines; a text that ends in a newline has an empty last line.
    #[must_use]
    pub fn line_count(&self) -> u32 {
        u32::try_from(self.line_starts.len()).unwrap_or(u32::MAX)
    }

    /// Line of a byte offset, from 1.
    #[must_use]
    pub fn line_of(&self, offset: u32) -> u32 {
        u32::try_from(self.line_starts.partition_point(|start| *start <= offset)).unwrap_or(1)
    }

    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let line = self.line_of(offset);
        let start = self.line_start(line) as usize;
        let end = (offset as usize).clamp(start, self.text.len());
        let column = self
            .text
            .get(start..end)
            .map_or(0, |head| head.chars().count());
        Position {
            line,
            column: u32::try_from(column).unwrap_or(u32::MAX),
        }
    }

    /// Byte offset at which a line (from 1) begins; the end of the text for lines behind it.
    #[must_use]
    pub fn line_start(&self, line: u32) -> u32 {
        let index = line.saturating_sub(1) as usize;
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        self.line_starts.get(index).copied().unwrap_or(end)
    }

    /// The span of a line (from 1) without its line break.
    #[must_use]
    pub fn line_span(&self, line: u32) -> Span {
        let start = self.line_start(line);
        let text = &self.text[start as usize..];
        let length = text.find('\n').unwrap_or(text.len());
        let length = text[..length].trim_end_matches('\r').len();
        Span::new(start, start + u32::try_from(length).unwrap_or(0))
    }

    /// The text of a line (from 1) without its line break.
    #[must_use]
    pub fn line(&self, line: u32) -> &str {
        self.slice(self.line_span(line))
    }

    /// The text of a span; empty when the span is not one of this text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }
}

/// True for one Python name; keywords are names, too.
#[must_use]
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(in_name) && !text.starts_with(|c: char| c.is_ascii_digit())
}

fn in_name(letter: char) -> bool {
    letter == '_' || letter.is_alphanumeric()
}

/// The white space that a line begins with.
#[must_use]
pub fn indent_of(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// Where a name stands in a text, as a word of its own.
pub fn places_of<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(name)
        .map(|(at, _)| at)
        .filter(move |at| !text[..*at].ends_with(in_name))
        .filter(move |at| !text[at + name.len()..].starts_with(in_name))
}

/// Where one of these letters comes first, outside of the brackets and strings that the text opens.
/// None where a bracket closes before that which it did not open.
#[must_use]
pub fn until(text: &str, stops: &[char]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (letter, quote) {
            (_, Some(open)) if letter == open => quote = None,
            (_, Some(_)) => {}
            (_, None) if depth == 0 && stops.contains(&letter) => return Some(at),
            ('"' | '\'', None) => quote = Some(letter),
            ('(' | '[' | '{', None) => depth += 1,
            (')' | ']' | '}', None) => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

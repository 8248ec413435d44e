//! "Did you mean 'while'?": a word that is nearly a keyword, as CPython's tracebacks find it.

use ruff_python_ast::PythonVersion;
use ruff_python_parser::{Mode, ParseError, ParseErrorType, ParseOptions, parse_unchecked};

use crate::compile::scopes_are_right;
use crate::scan::{Kind, Scanner};
use crate::sort;
use crate::source::{Source, Span};
use crate::vm::parameters::nearest;

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// Most words of the line, keywords for each, and bytes of text that are tried.
const WORDS: usize = 10;
const MATCHES: usize = 3;
const MAX_BYTES: usize = 1024;

/// The keyword that makes the line of an error right, and the word in whose place it stands.
pub fn keyword(source: &Source, lines: &[u32], at: u32) -> Option<(Span, &'static str)> {
    let line = source.line_span(source.line_of(at));
    let start = statement_before(source, lines, line.start);
    let code = source.slice(Span::new(start, line.end));
    if code.len() > MAX_BYTES {
        return None;
    }
    let words: Vec<Span> = Scanner::new(source.text())
        .skip_while(|token| token.span.start < line.start)
        .take_while(|token| token.span.start < line.end)
        .filter(|token| token.kind == Kind::Name && !KEYWORDS.contains(&source.slice(token.span)))
        .map(|token| token.span)
        .take(WORDS)
        .collect();
    let margin = lines
        .iter()
        .filter(|line| (start..=at).contains(*line))
        .map(|line| indentation(source, *line))
        .min()
        .unwrap_or(0);
    words.into_iter().find_map(|word| {
        let better = candidates(source.slice(word));
        let fits = |keyword: &&'static str| {
            let head = source.slice(Span::new(start, word.start));
            let tail = source.slice(Span::new(word.end, line.end));
            is_right(&format!("{head}{keyword}{tail}"), margin)
        };
        better.into_iter().find(fits).map(|found| (word, found))
    })
}

fn indentation(source: &Source, line: u32) -> u32 {
    line - source.line_start(source.line_of(line))
}

/// Where the last compound statement that is complete before a line begins: CPython reads the text
/// again from there, or from its start.
fn statement_before(source: &Source, lines: &[u32], line: u32) -> u32 {
    let before = lines.partition_point(|start| *start < line);
    let at_error = lines.get(before).copied().unwrap_or(line);
    let mut column = indentation(source, at_error);
    for start in lines[..before].iter().rev() {
        let this = indentation(source, *start);
        let head = source.line(source.line_of(*start)).trim_start();
        let head = head.strip_prefix("async ").unwrap_or(head);
        let word = head.split(|letter: char| !letter.is_alphanumeric()).next();
        let compound = ["if", "for", "while", "with", "try", "match", "class"];
        if column <= this && word.is_some_and(|word| compound.contains(&word)) {
            return source.line_start(source.line_of(*start));
        }
        column = column.min(this);
    }
    0
}

/// A text is right as far as it goes; more may have to follow.
fn is_right(code: &str, margin: u32) -> bool {
    let margin = margin as usize;
    let lines = code.lines().map(|line| line.get(margin..).unwrap_or(""));
    let code = lines.collect::<Vec<_>>().join("\n");
    let options = ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY314);
    let parsed = parse_unchecked(&code, options);
    let end = code.trim_end().len();
    let mut scanner = Scanner::new(&code);
    while scanner.next_token().is_some() {}
    let is_open = scanner.depth() > 0;
    let may_follow = |error: &ParseError| {
        let lacks_block = matches!(error.error, ParseErrorType::OtherError(_));
        usize::from(error.location.start()) >= end && (is_open || lacks_block)
    };
    if !parsed.errors().iter().all(may_follow) {
        return false;
    }
    let last = code.lines().last().unwrap_or("");
    let goes_on = !parsed.errors().is_empty() || last.starts_with(' ');
    goes_on
        || parsed
            .try_into_module()
            .is_some_and(|module| scopes_are_right(&code, &module))
}

/// Keywords that are like a word, the best first.
fn candidates(word: &str) -> Vec<&'static str> {
    let letters: Vec<char> = word.chars().collect();
    let mut alike: Vec<(usize, usize, &'static str)> = KEYWORDS
        .iter()
        .map(|keyword| {
            let other: Vec<char> = keyword.chars().collect();
            (
                common(&other, &letters),
                other.len() + letters.len(),
                *keyword,
            )
        })
        .filter(|(common, total, _)| 4 * common >= *total)
        .collect();
    sort::sort_by(&mut alike, |a, b| {
        (b.0 * a.1).cmp(&(a.0 * b.1)).then_with(|| b.2.cmp(a.2))
    });
    let near = nearest(word, &mut KEYWORDS.into_iter());
    let near = near.and_then(|near| KEYWORDS.into_iter().find(|keyword| *keyword == near));
    let alike = alike
        .into_iter()
        .take(MATCHES)
        .map(|(_, _, keyword)| keyword);
    near.into_iter().chain(alike).take(MATCHES).collect()
}

/// How many letters two words share: their longest common part, and what is alike on its sides.
fn common(a: &[char], b: &[char]) -> usize {
    let (mut length, mut at, mut other) = (0, 0, 0);
    for i in 0..a.len() {
        for j in 0..b.len() {
            let pairs = a[i..].iter().zip(&b[j..]);
            let same = pairs.take_while(|(left, right)| left == right).count();
            if same > length {
                (length, at, other) = (same, i, j);
            }
        }
    }
    if length == 0 {
        return 0;
    }
    length + common(&a[..at], &b[..other]) + common(&a[at + length..], &b[other + length..])
}

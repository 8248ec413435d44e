//! Makes two things small that the page carries: the modules of `src/prelude/`, of whose text
//! comments, docstrings, blank lines, indentation, the ends of short lines, spaces around operators
//! and long names of variables are a fifth, and the tables of upper and lower case, which in the
//! standard library are lists of single letters.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

const QUOTES: &str = "\"\"\"";
/// Spaces of one level in the sources.
const LEVEL: usize = 4;

#[expect(
    clippy::disallowed_methods,
    reason = "the small tables are made from the large ones"
)]
fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src/prelude");
    let target = env::var("OUT_DIR").map_err(io::Error::other)?;
    let target = Path::new(&target);
    let upper = table("UPPER", |letter| letter.to_uppercase().collect());
    let lower = table("LOWER", |letter| letter.to_lowercase().collect());
    fs::write(target.join("casing.rs"), upper + &lower)?;
    copy(Path::new("src/prelude"), &target.join("prelude"))
}

/// A `Table` of what the standard library makes of the letters beyond ASCII: runs of letters with
/// one distance to the other case, every letter or every second one, and those that become several.
fn table(name: &str, other: fn(char) -> String) -> String {
    let mut runs: Vec<(u32, u32, u32, i32)> = Vec::new();
    let mut long = String::new();
    for letter in '\u{80}'..=char::MAX {
        let made = other(letter);
        if made.chars().count() > 1 {
            long.extend([letter, ' ']);
            long.push_str(&made);
            long.push('\n');
        }
        let code = u32::from(letter);
        let Some(single) = made.chars().next().filter(|_| made.chars().count() == 1) else {
            continue;
        };
        let distance = u32::from(single).cast_signed() - code.cast_signed();
        if distance == 0 {
            continue;
        }
        if let Some((first, last, step, known)) = runs.last_mut()
            && *known == distance
            && (code - *last == *step || first == last && code - *last <= 2)
        {
            (*last, *step) = (code, code - *last);
            continue;
        }
        runs.push((code, code, 1, distance));
    }
    let mut made = format!("pub static {name}: Table = Table {{ runs: &[");
    for (first, last, step, distance) in runs {
        let _ = write!(made, "({first}, {last}, {step}, {distance}), ");
    }
    made + &format!("], long: {long:?} }};\n")
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy(&path, &target)?;
        } else if path.extension().is_some_and(|extension| extension == "py") {
            fs::write(target, small(&fs::read_to_string(path)?))?;
        }
    }
    Ok(())
}

/// A statement, or the head of one: the level of its indentation, and its text on one line.
struct Line {
    level: usize,
    text: String,
}

impl Line {
    /// Whether it can share a line with others.
    fn is_simple(&self) -> bool {
        !self.text.ends_with(':') && !self.text.starts_with('@')
    }
}

/// The same program in fewer characters. Strings of several lines are docstrings in these files,
/// nothing else begins a line with their quotes, and no comment stands behind a statement.
fn small(text: &str) -> String {
    let mut lines: Vec<Line> = Vec::new();
    let mut in_docstring = false;
    let mut open_brackets = 0;
    for line in text.lines() {
        let content = line.trim();
        if in_docstring {
            in_docstring = !content.ends_with(QUOTES);
            continue;
        }
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let spaces = line.len() - line.trim_start().len();
        let mut made = match lines.pop() {
            Some(open) if open_brackets > 0 => open,
            last => {
                lines.extend(last);
                Line {
                    level: spaces / LEVEL + spaces % LEVEL,
                    text: String::new(),
                }
            }
        };
        if content.starts_with(QUOTES) {
            in_docstring = content.len() < 2 * QUOTES.len() || !content.ends_with(QUOTES);
            // A body may be a docstring alone.
            made.text.push_str("''");
        } else {
            open_brackets += push_dense(&mut made.text, content);
        }
        lines.push(made);
    }
    shorten_names(&mut lines);
    joined(&lines)
}

/// Simple statements share a line, and that of the head above them where they are all its body.
fn joined(lines: &[Line]) -> String {
    let mut made = String::new();
    for (at, line) in lines.iter().enumerate() {
        let mut block = lines[at..]
            .iter()
            .take_while(|next| next.level >= line.level);
        match at.checked_sub(1).map(|before| &lines[before]) {
            Some(before)
                if before.level == line.level && before.is_simple() && line.is_simple() =>
            {
                made.push(';');
            }
            Some(before) if before.level < line.level && block.all(Line::is_simple) => {}
            _ => {
                made.push('\n');
                made.push_str(&" ".repeat(line.level));
            }
        }
        made.push_str(&line.text);
    }
    made.push('\n');
    made
}

/// Appends a line without the spaces beside operators and brackets, and tells how many brackets it
/// leaves open. A string is one line in these files, and has none of its own quotes inside.
fn push_dense(made: &mut String, line: &str) -> i32 {
    let is_operator = |letter: char| letter.is_ascii_punctuation() && !"_\"'.".contains(letter);
    let mut open_brackets = 0;
    let mut quote = None;
    let mut last = made.chars().last().unwrap_or('(');
    let line = format!(" {line}");
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('\\', Some(_)) => {
                made.push(letter);
                made.extend(letters.next());
                continue;
            }
            ('"' | '\'', None) => quote = Some(letter),
            (_, Some(open)) if letter == open => quote = None,
            ('(' | '[' | '{', None) => open_brackets += 1,
            (')' | ']' | '}', None) => open_brackets -= 1,
            (' ', None) => {
                let next = letters.peek().copied().unwrap_or_default();
                if is_operator(last) || is_operator(next) {
                    continue;
                }
            }
            _ => {}
        }
        made.push(letter);
        last = letter;
    }
    open_brackets
}

/// A word of a line that may be a name.
struct Word {
    start: usize,
    end: usize,
    in_string: bool,
    is_attribute: bool,
    /// Of an argument, or of a parameter with a default.
    is_keyword: bool,
}

fn words(line: &str) -> Vec<Word> {
    let is_letter = |byte: u8| byte == b'_' || byte.is_ascii_alphanumeric();
    let bytes = line.as_bytes();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
    let mut words = Vec::new();
    let (mut quote, mut depth, mut at) = (None, 0, 0);
    while at < bytes.len() {
        let start = at;
        at += 1;
        match (bytes[start], quote) {
            (b'\\', Some(_)) => at += 1,
            (open @ (b'"' | b'\''), None) => quote = Some(open),
            (close, Some(open)) if close == open => quote = None,
            (b'(' | b'[' | b'{', None) => depth += 1,
            (b')' | b']' | b'}', None) => depth -= 1,
            (letter, _) if is_letter(letter) => {
                while is_letter(byte(at)) {
                    at += 1;
                }
                words.push(Word {
                    start,
                    end: at,
                    in_string: quote.is_some(),
                    is_attribute: start > 0 && bytes[start - 1] == b'.',
                    is_keyword: depth > 0 && byte(at) == b'=' && byte(at + 1) != b'=',
                });
            }
            _ => {}
        }
    }
    words
}

/// Gives the variables of functions short names. Parameters keep theirs, and so does what is named in
/// a string or by an argument.
fn shorten_names(lines: &mut [Line]) {
    let is_function = |line: &Line| {
        let text = line.text.strip_prefix("async ").unwrap_or(&line.text);
        text.starts_with("def ")
    };
    let mut at = 0;
    while at < lines.len() {
        let level = lines[at].level;
        let body = lines[at + 1..].iter().take_while(|line| line.level > level);
        let end = at + 1 + body.count();
        if is_function(&lines[at]) {
            let function = &mut lines[at..end];
            let names = short_names(function, is_function);
            for line in function {
                let mut words = words(&line.text);
                words.retain(|word| !word.in_string && !word.is_attribute);
                for word in words.iter().rev() {
                    let known = names
                        .iter()
                        .find(|it| it.0 == line.text[word.start..word.end]);
                    if let Some((_, short)) = known {
                        line.text.replace_range(word.start..word.end, short);
                    }
                }
            }
            at = end;
        } else {
            at += 1;
        }
    }
}

/// Names that are none of a variable, and those that are no names.
const RESERVED: &str = " False None True and as assert async await break case class continue def del \
    elif else except finally for from global if import in is lambda match nonlocal not or pass raise \
    return try type while with yield _ ";

fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&format!(" {word} "))
}

/// The variables of a function, also for the functions inside of it, that may get another name, and
/// that name: those that its own statements bind, so that it means nothing else there.
fn short_names(lines: &[Line], is_function: fn(&Line) -> bool) -> Vec<(String, String)> {
    let (mut kept, mut taken, mut bound) = (Vec::new(), Vec::new(), Vec::new());
    // The level of the inner function that a line belongs to.
    let mut inner = usize::MAX;
    for line in lines {
        let text = line.text.as_str();
        let words = words(text);
        let name = |word: &Word| &text[word.start..word.end];
        let first = words.first().map_or("", name);
        if first == "class" {
            // What a class binds are attributes.
            return Vec::new();
        }
        let is_header = is_function(line);
        let keeps_all = is_header || ["import", "from", "global", "case"].contains(&first);
        let mut in_parameters = false;
        for word in &words {
            in_parameters |= name(word) == "lambda";
            if keeps_all || in_parameters || word.in_string || word.is_keyword {
                kept.push(name(word));
            }
            in_parameters &= !text[word.end..].starts_with(':');
            taken.push(name(word));
        }
        if line.level <= inner {
            inner = usize::MAX;
        }
        if is_header && line.level > lines[0].level {
            inner = inner.min(line.level);
        }
        if inner == usize::MAX && !keeps_all {
            bound.extend(targets(text).split(',').filter(|name| !is_reserved(name)));
        }
    }
    let mut short = ('a'..='z').map(String::from);
    let mut names: Vec<(String, String)> = Vec::new();
    for name in bound {
        let is_name = name.len() > 1 && name.chars().all(|it| it == '_' || it.is_alphanumeric());
        let may_change = is_name && !name.starts_with("__") && !kept.contains(&name);
        if may_change && names.iter().all(|it| it.0 != name) {
            let free = short
                .by_ref()
                .find(|short| !taken.contains(&short.as_str()));
            names.extend(free.map(|short| (name.to_owned(), short)));
        }
    }
    names
}

/// What a statement binds, as it is written before `=` or in its head.
fn targets(line: &str) -> &str {
    let line = line.strip_prefix("async ").unwrap_or(line);
    let found = match line.split([' ', '(']).next() {
        Some("for") => line[3..].split_once(" in ").map(|it| it.0),
        Some("with" | "except") => (line.rsplit_once(' '))
            .filter(|(before, _)| before.ends_with(" as") || before.ends_with(")as"))
            .map(|(_, name)| name.trim_end_matches(':')),
        Some(word) if is_reserved(word) => None,
        _ => line.split_once('=').map(|it| it.0),
    };
    found.unwrap_or_default().trim()
}

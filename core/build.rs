//! Makes the modules of `src/prelude/` small: the page carries their text, of which comments,
//! docstrings, blank lines, three of four spaces of indentation and those around operators are a
//! sixth.

use std::path::Path;
use std::{env, fs, io};

const QUOTES: &str = "\"\"\"";
/// Spaces of one level in the sources.
const LEVEL: usize = 4;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src/prelude");
    let target = env::var("OUT_DIR").map_err(io::Error::other)?;
    copy(
        Path::new("src/prelude"),
        &Path::new(&target).join("prelude"),
    )
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

/// The same program in fewer characters. Strings of several lines are docstrings in these files,
/// and nothing else begins a line with their quotes.
fn small(text: &str) -> String {
    let mut made = String::new();
    let mut in_docstring = false;
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
        made.push_str(&" ".repeat(spaces / LEVEL + spaces % LEVEL));
        if content.starts_with(QUOTES) {
            in_docstring = content.len() < 2 * QUOTES.len() || !content.ends_with(QUOTES);
            // A body may be a docstring alone.
            made.push_str("''");
        } else {
            push_dense(&mut made, content);
        }
        made.push('\n');
    }
    made
}

/// Appends a line without the spaces beside operators and brackets. A string is one line in these
/// files, and has none of its own quotes inside.
fn push_dense(made: &mut String, line: &str) {
    let is_operator = |letter: char| letter.is_ascii_punctuation() && !"_\"'.".contains(letter);
    let mut quote = None;
    let mut letters = line.chars().peekable();
    let mut last = ' ';
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('\\', Some(_)) => {
                made.push(letter);
                made.extend(letters.next());
                continue;
            }
            ('"' | '\'', None) => quote = Some(letter),
            (_, Some(open)) if letter == open => quote = None,
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
}

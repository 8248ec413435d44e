//! Makes the modules of `src/prelude/` small: the page carries their text, of which comments,
//! docstrings, blank lines and three of four spaces of indentation are an eighth.

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
            made.push_str(content);
        }
        made.push('\n');
    }
    made
}

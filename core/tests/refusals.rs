//! What cannot be run is refused before it runs, at the right place and in helpful words.
//!
//! Each file of `refusals/` begins with what is expected:
//!
//! ```text
//! # refused at 4:8              line and column (both from 1) that the carets cover
//! # says: requests, asyncio     words that the message or the help contain
//! ```

mod support;

use loopscope_core::compile;
use loopscope_core::diagnostic::Diagnostic;
use loopscope_core::source::Source;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use support::Case;

fn main() -> ExitCode {
    let folder = support::folder("core/tests/refusals");
    let case = |file: PathBuf| Case {
        name: file
            .file_stem()
            .expect("what the test needs is there")
            .to_string_lossy()
            .into_owned(),
        check: Box::new(move || check(&file)),
    };
    let mut cases: Vec<Case> = support::python_files(&folder)
        .into_iter()
        .map(case)
        .collect();
    cases.extend(large().into_iter().map(|(name, says, source)| Case {
        name: name.to_string(),
        check: Box::new(move || {
            let diagnostics = refuse(&source)?;
            says_all(&diagnostics, &[says])
        }),
    }));
    support::run_all(cases)
}

/// Texts that are better written by a program than by hand.
fn large() -> Vec<(&'static str, &'static str, String)> {
    let brackets = |n| format!("x = {}{}\n", "(".repeat(n), ")".repeat(n));
    let blocks = |n| {
        (0..n)
            .map(|i| format!("{}if True:\n", " ".repeat(i)))
            .collect::<String>()
    };
    vec![
        ("brackets_1000", "nested", brackets(1000)),
        ("brackets_100000", "nested", brackets(100_000)),
        ("brackets_open_100000", "nested", "[".repeat(100_000)),
        (
            "indents_101",
            "indent",
            blocks(120) + &" ".repeat(120) + "pass\n",
        ),
        (
            "prefix_operators_50000",
            "inside each other",
            format!("x = {}1\n", "-".repeat(50_000)),
        ),
        (
            "not_50000",
            "inside each other",
            format!("x = {}1\n", "not ".repeat(50_000)),
        ),
        (
            "additions_50000",
            "inside each other",
            format!("x = {}1\n", "1 + ".repeat(50_000)),
        ),
        (
            "attributes_50000",
            "inside each other",
            format!("x = a{}\n", ".b".repeat(50_000)),
        ),
        (
            "lambdas_5000",
            "inside each other",
            format!("x = {}1\n", "lambda: ".repeat(5_000)),
        ),
        (
            "source_too_large",
            "bytes",
            "# a comment that goes on\n".repeat(90_000),
        ),
    ]
}

fn check(file: &Path) -> Result<(), String> {
    let text = fs::read_to_string(file).expect("what the test needs is there");
    let header = |key: &str| {
        let found = text.lines().find_map(|line| line.strip_prefix(key));
        found
            .unwrap_or_else(|| panic!("{}: no {key:?}", file.display()))
            .trim()
    };
    let (line, column) = header("# refused at")
        .split_once(':')
        .expect("what the test needs is there");
    let (line, column): (u32, u32) = (
        line.parse().expect("what the test needs is there"),
        column.parse().expect("what the test needs is there"),
    );
    let words: Vec<&str> = header("# says:").split(", ").collect();

    let diagnostics = refuse(&text)?;
    let source = Source::new("program.py", text.as_str());
    let first = &diagnostics[0];
    let rendered = first.render(&source);
    let start = source.position(first.span.start);
    let end = source.position(first.span.end);
    let covers = start.line == line
        && start.column < column
        && (end.line > line || column <= end.column.max(start.column + 1));
    if !covers {
        return Err(format!(
            "expected at {line}:{column}, but it is\n{rendered}"
        ));
    }
    says_all(&diagnostics, &words).map_err(|missing| format!("{missing}\n{rendered}"))
}

fn refuse(text: &str) -> Result<Vec<Diagnostic>, String> {
    match compile("program.py", text) {
        Ok(_) => Err("it was compiled without a word".to_string()),
        Err(diagnostics) if diagnostics.is_empty() => Err("refused without a reason".to_string()),
        Err(diagnostics) => Ok(diagnostics),
    }
}

fn says_all(diagnostics: &[Diagnostic], words: &[&str]) -> Result<(), String> {
    let said = format!("{} {}", diagnostics[0].message, diagnostics[0].help).to_ascii_lowercase();
    match words
        .iter()
        .find(|word| !said.contains(&word.to_ascii_lowercase()))
    {
        None => Ok(()),
        Some(missing) => Err(format!("it does not say {missing:?}: {said:.300}")),
    }
}

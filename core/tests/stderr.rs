//! What a program leaves on stderr is what CPython 3.14 leaves there: tracebacks with carets,
//! causes, groups, notes and "Did you mean", warnings, logging. Frames of the library are left out
//! on both sides, since the program's reader has no such files.
//!
//! The expected texts were made by `cargo xtask record`.

mod support;

use loopscope_core::recording::Recording;
use loopscope_core::trace::{Event, Stream};
use loopscope_core::{Limits, compile, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use support::Case;

fn main() -> ExitCode {
    let case = |file: PathBuf| Case {
        name: file
            .file_stem()
            .expect("what the test needs is there")
            .to_string_lossy()
            .into_owned(),
        check: Box::new(move || check(&file)),
    };
    let files = support::python_files(&support::folder("core/tests/stderr"));
    support::run_all(files.into_iter().map(case).collect())
}

fn check(file: &Path) -> Result<(), String> {
    let source = fs::read_to_string(file).expect("what the test needs is there");
    let expected = fs::read_to_string(file.with_extension("txt"))
        .map_err(|_| "not recorded yet: run `cargo xtask record`".to_string())?;
    let program = compile("program.py", &source)
        .map_err(|diagnostics| format!("refused: {diagnostics:?}"))?;
    let printed = stderr(&run(&program, &Limits::default()));
    if comparable(&expected) == comparable(&printed) {
        return Ok(());
    }
    Err(format!(
        "CPython prints\n{expected}\nLoopscope prints\n{printed}"
    ))
}

fn stderr(recording: &Recording) -> String {
    let mut text = String::new();
    for record in recording.records() {
        if let Event::Output {
            text: piece,
            stream: Stream::Stderr,
            ends_line,
        } = record.event
        {
            text.push_str(recording.text(piece));
            if ends_line {
                text.push('\n');
            }
        }
    }
    text
}

/// Without the place that debug mode remembers for what was created, which is in the library.
fn without_origins(line: &str) -> String {
    let mut parts = line.split(" created at ");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.find(['>', ' ']).map_or("", |end| &part[end..]));
    }
    kept
}

/// Without what may differ: how deep the recorder's own frames are, and spaces at line ends.
fn comparable(text: &str) -> String {
    let line = |line: &str| {
        let line = without_origins(line.trim_end());
        if line.trim_start().starts_with("[Previous line repeated ") {
            return "[Previous line repeated]\n".to_string();
        }
        format!("{line}\n")
    };
    text.lines().map(line).collect()
}

//! Programs that the judge cannot record: the stand-ins for network libraries, which answer when
//! and what the program's text says, threads that wait for each other, what is too deep for it, and
//! what CPython's collector finds when the program is over.
//!
//! Beside each program of `printed/` stands what it prints, each line behind the second at which
//! it is printed; before them the notice that nothing leaves the page, where there are requests.
//! What the programs about threads print is what CPython prints, but for the exact times.

mod support;

use loopscope_core::trace::{Event, Stream};
use loopscope_core::{Limits, compile, network, run};
use std::fmt::Write;
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
    let files = support::python_files(&support::folder("core/tests/printed"));
    support::run_all(files.into_iter().map(case).collect())
}

fn check(file: &Path) -> Result<(), String> {
    let source = fs::read_to_string(file).expect("what the test needs is there");
    let expected = fs::read_to_string(file.with_extension("txt")).unwrap_or_default();
    let program = compile("program.py", &source)
        .map_err(|diagnostics| format!("refused: {diagnostics:?}"))?;
    let recording = run(&program, &Limits::default());
    let notice = network::notice(&recording.trace.requests);
    let mut printed = notice.map_or_else(String::new, |notice| format!("{notice}\n"));
    for record in recording.records() {
        if let Event::Output { text, stream, .. } = record.event
            && stream == Stream::Stdout
        {
            let _ = writeln!(printed, "{} {}", record.at.seconds(), recording.text(text));
        }
    }
    if printed == expected {
        return Ok(());
    }
    Err(format!("expected\n{expected}\nprinted\n{printed}"))
}

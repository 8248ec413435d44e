//! Every program and every lesson gives the schedule log that CPython 3.14 gave, line for line.
//!
//! The logs in `recordings/` were made by `cargo xtask record`. Two logs are equal when the
//! sequences of (kind, task, coroutine, how, text) are equal and every time agrees within 1 µs.
//!
//!     cargo test -p loopscope-core --test schedule -- gather/     only the programs of a subject

mod support;

use loopscope_core::{Limits, compile, log, run};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use support::Case;

const TOLERANCE_SECONDS: f64 = 1e-6;
/// Records shown before the first difference.
const CONTEXT: usize = 6;

fn main() -> ExitCode {
    let programs = support::folder("core/tests/programs");
    let recordings = support::folder("core/tests/recordings");
    let mut cases = cases(&programs, &recordings, "");
    cases.extend(self::cases(
        &support::folder("examples"),
        &recordings.join("lessons"),
        "lessons/",
    ));
    support::run_all(cases)
}

fn cases(programs: &Path, recordings: &Path, prefix: &str) -> Vec<Case> {
    let case = |file: PathBuf| {
        let relative = file
            .strip_prefix(programs)
            .expect("what the test needs is there")
            .with_extension("");
        let recording = recordings.join(&relative).with_extension("jsonl");
        let name = format!("{prefix}{}", relative.display());
        Case {
            name,
            check: Box::new(move || check(&file, &recording)),
        }
    };
    support::python_files(programs)
        .into_iter()
        .map(case)
        .collect()
}

fn check(program: &Path, recording: &Path) -> Result<(), String> {
    let source = fs::read_to_string(program).expect("what the test needs is there");
    let expected = fs::read_to_string(recording)
        .map_err(|_| "not recorded yet: run `cargo xtask record`".to_string())?;
    let expected: Vec<LogLine> = expected.lines().map(LogLine::parse).collect();
    let actual: Vec<LogLine> = log_of(&source)
        .iter()
        .map(|line| LogLine::parse(line))
        .collect();
    match first_difference(&expected, &actual) {
        None => Ok(()),
        Some(at) => Err(report(&expected, &actual, at)),
    }
}

fn log_of(source: &str) -> Vec<String> {
    match compile("program.py", source) {
        Ok(program) => log::lines(&run(&program, &Limits::default())),
        Err(diagnostics) => diagnostics
            .iter()
            .map(|d| format!("{{\"refused\":{d:?}}}"))
            .collect(),
    }
}

/// A line of a log: its time, and all else as written, in the recorder's spelling.
struct LogLine {
    seconds: Option<f64>,
    rest: String,
}

impl LogLine {
    /// Splits `{"t": 0.5, "k": "done", …}`; the spaces between the parts mean nothing.
    fn parse(line: &str) -> Self {
        let squeezed = without_spaces_between(line);
        let split = squeezed
            .strip_prefix("{\"t\":")
            .and_then(|rest| rest.split_once(','));
        let (time, rest) = split.unwrap_or(("", &squeezed));
        Self {
            seconds: time.parse().ok(),
            rest: rest.trim_end_matches('}').to_string(),
        }
    }

    fn equals(&self, other: &Self) -> bool {
        let near = match (self.seconds, other.seconds) {
            (Some(a), Some(b)) => (a - b).abs() <= TOLERANCE_SECONDS,
            (a, b) => a.is_none() && b.is_none(),
        };
        near && self.rest == other.rest
    }

    fn show(&self) -> String {
        let time = self
            .seconds
            .map_or("?".to_string(), |seconds| format!("{seconds:.9}"));
        format!("{} {}", time.trim_end_matches('0'), self.rest)
    }
}

/// Takes the spaces out that stand between JSON tokens, not those inside of texts.
fn without_spaces_between(line: &str) -> String {
    let (mut inside, mut escaped) = (false, false);
    let mut kept = String::with_capacity(line.len());
    for character in line.chars() {
        if inside || character != ' ' {
            kept.push(character);
        }
        if character == '"' && !escaped {
            inside = !inside;
        }
        escaped = inside && character == '\\' && !escaped;
    }
    kept
}

fn first_difference(expected: &[LogLine], actual: &[LogLine]) -> Option<usize> {
    let pairs = expected.iter().zip(actual);
    let different = pairs.take_while(|(a, b)| a.equals(b)).count();
    (different < expected.len().max(actual.len())).then_some(different)
}

fn report(expected: &[LogLine], actual: &[LogLine], at: usize) -> String {
    let show = |lines: &[LogLine], i: usize| lines.get(i).map_or("(no more)".into(), LogLine::show);
    let mut text = format!(
        "first difference at record {} (CPython has {}, Loopscope {})\n",
        at + 1,
        expected.len(),
        actual.len(),
    );
    for line in at.saturating_sub(CONTEXT)..at {
        let _ = writeln!(text, "             {}", show(expected, line));
    }
    for line in at..at + 2 {
        let _ = writeln!(text, "  CPython    {}", show(expected, line));
    }
    for line in at..at + 2 {
        let _ = writeln!(text, "  Loopscope  {}", show(actual, line));
    }
    text
}

//! The command line: the only place with files and printing.
//!
//! ```text
//!   loopscope run [--free-threaded CORES] FILE.py            output with times, timeline, findings
//!   loopscope trace FILE.py                                  Chrome's trace format, for Perfetto
//!   loopscope explain [--records] FILE.py                    one sentence a step, or all records
//!   loopscope log [--cpu-nanos-per-op N] FILE.py             schedule log on stdout
//!   loopscope log [--cpu-nanos-per-op N] --out DIR FILES…    DIR/NAME.jsonl each
//! ```
//!
//! Exit codes: 0 all went as it should, 1 a file or the command line is wrong, 2 a program was
//! refused.

use loopscope_core::diagnostic::Diagnostic;
use loopscope_core::explain::explain;
use loopscope_core::findings::findings;
use loopscope_core::recording::Recording;
use loopscope_core::source::Source;
use loopscope_core::timeline::Timeline;
use loopscope_core::trace::RunEnd;
use loopscope_core::{Limits, chrome, compile, log, report, run};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

// The checks of the page compile this program for WebAssembly too, which has its own.
#[cfg(not(target_family = "wasm"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str = "usage: loopscope run [--free-threaded CORES] FILE.py
       loopscope trace FILE.py
       loopscope explain [--records] FILE.py
       loopscope log [--cpu-nanos-per-op N] FILE.py
       loopscope log [--cpu-nanos-per-op N] --out DIR FILE.py…";

/// Characters in a line of the drawn timeline.
const WIDTH: usize = 100;

/// What CPU work costs in a picture: 100 ns for each operation beyond the free ones.
const RUN_NANOS_PER_OP: u64 = 100;

const REFUSED: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((command, rest)) if command == "run" => run_command(rest),
        Some((command, rest)) if command == "trace" => trace_command(rest),
        Some((command, rest)) if command == "explain" => explain_command(rest),
        Some((command, rest)) if command == "log" => log_command(rest),
        _ => Err(USAGE.to_string()),
    };
    match outcome {
        Ok(code) => code,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(1)
        }
    }
}

/// What became of one file.
enum Made {
    Recording(Rc<Recording>),
    Refused(Source, Vec<Diagnostic>),
}

fn make(path: &Path, limits: &Limits) -> Result<Made, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into());
    let program = match compile(&name, &text) {
        Ok(program) => program,
        Err(diagnostics) => return Ok(Made::Refused(Source::new(name, text), diagnostics)),
    };
    Ok(Made::Recording(Rc::new(run(&program, limits))))
}

fn limits(cpu_nanos_per_op: u64) -> Limits {
    Limits {
        cpu_nanos_per_op,
        // Counting down from 100 million, alone and then in two threads, is a common program.
        operations: 2_000_000_000,
        ..Limits::default()
    }
}

fn run_command(arguments: &[String]) -> Result<ExitCode, String> {
    let limits = limits(RUN_NANOS_PER_OP);
    let (file, limits) = match arguments {
        [file] => (file, limits),
        [option, cores, file] if option == "--free-threaded" => {
            let cores = cores.parse().ok().filter(|cores| *cores > 0);
            let cores = cores.ok_or("--free-threaded needs a number of cores")?;
            (file, limits.free_threaded(cores))
        }
        _ => return Err(USAGE.into()),
    };
    let Some(recording) = recorded(file, &limits)? else {
        return Ok(ExitCode::from(REFUSED));
    };
    print(&report::report(&recording, WIDTH))?;
    eprint!("{}", report::errors(&recording));
    let refused = recording.end() == Some(RunEnd::Unsupported);
    Ok(if refused {
        ExitCode::from(REFUSED)
    } else {
        ExitCode::SUCCESS
    })
}

/// The run of a file; none where it is refused, which was said then.
fn recorded(file: &str, limits: &Limits) -> Result<Option<Rc<Recording>>, String> {
    Ok(match make(Path::new(file), limits)? {
        Made::Refused(source, diagnostics) => {
            for diagnostic in diagnostics {
                eprint!("{}", diagnostic.render(&source));
            }
            None
        }
        Made::Recording(recording) => Some(recording),
    })
}

fn trace_command(arguments: &[String]) -> Result<ExitCode, String> {
    let [file] = arguments else {
        return Err(USAGE.into());
    };
    let Some(recording) = recorded(file, &limits(RUN_NANOS_PER_OP))? else {
        return Ok(ExitCode::from(REFUSED));
    };
    let found = findings(&recording);
    print(&chrome::chrome(&Timeline::new(recording), &found))?;
    Ok(ExitCode::SUCCESS)
}

fn explain_command(arguments: &[String]) -> Result<ExitCode, String> {
    let (file, records) = match arguments {
        [file] => (file, false),
        [option, file] if option == "--records" => (file, true),
        _ => return Err(USAGE.into()),
    };
    let Some(recording) = recorded(file, &limits(RUN_NANOS_PER_OP))? else {
        return Ok(ExitCode::from(REFUSED));
    };
    let mut text = String::new();
    if records {
        for (at, record) in recording.records().iter().enumerate() {
            let line = recording.line(record.span).unwrap_or(0);
            let seconds = record.at.seconds();
            let (by, event) = (record.by, record.event);
            let _ = writeln!(text, "{at:5} {seconds:8.3} line {line:3} {by:?} {event:?}");
        }
    } else {
        let timeline = Timeline::new(recording.clone());
        for (step, moment) in timeline.moments().iter().enumerate() {
            let seconds = timeline.at(moment.stop).now.seconds();
            let sentence = explain(&timeline, moment.stop).text();
            let _ = writeln!(text, "{:4} {seconds:8.2} s  {sentence}", step + 1);
        }
    }
    print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn log_command(arguments: &[String]) -> Result<ExitCode, String> {
    let mut cpu_nanos_per_op = 0;
    let mut out: Option<PathBuf> = None;
    let mut files = Vec::new();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--cpu-nanos-per-op" => {
                let number = rest.next().and_then(|text| text.parse().ok());
                cpu_nanos_per_op = number.ok_or("--cpu-nanos-per-op needs a whole number")?;
            }
            "--out" => out = Some(rest.next().ok_or("--out needs a folder")?.into()),
            option if option.starts_with("--") => return Err(format!("{option}?\n{USAGE}")),
            file => files.push(PathBuf::from(file)),
        }
    }
    if files.is_empty() || (out.is_none() && files.len() > 1) {
        return Err(USAGE.into());
    }
    let mut code = ExitCode::SUCCESS;
    for file in files {
        let (lines, refused) = match make(&file, &limits(cpu_nanos_per_op))? {
            Made::Recording(recording) => (
                log::lines(&recording),
                recording.end() == Some(RunEnd::Unsupported),
            ),
            Made::Refused(source, diagnostics) => {
                let first = diagnostics
                    .first()
                    .map(|found| log::refused(found, &source));
                (first.into_iter().collect(), true)
            }
        };
        if refused {
            code = ExitCode::from(REFUSED);
        }
        let mut text = String::new();
        for line in lines {
            let _ = writeln!(text, "{line}");
        }
        match &out {
            Some(folder) => write(folder, &file, &text)?,
            None => print(&text)?,
        }
    }
    Ok(code)
}

fn write(folder: &Path, file: &Path, text: &str) -> Result<(), String> {
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
    let path = folder.join(file.with_extension("jsonl").file_name().unwrap_or_default());
    std::fs::write(&path, text).map_err(|error| format!("cannot write {}: {error}", path.display()))
}

/// A reader that goes away early (`loopscope log … | head`) is no error.
fn print(text: &str) -> Result<(), String> {
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(format!("cannot print: {error}"))
        }
        _ => Ok(()),
    }
}

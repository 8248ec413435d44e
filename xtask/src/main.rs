//! The project's own commands: `cargo xtask serve | test | record | differential | bench`.
//!
//! Plain Rust over the standard library and two small crates for wasm, so that the first command on
//! a fresh machine starts in seconds. Each command says what it does and how long it took; a failure
//! ends with a way out.

mod bench;
mod check;
mod differential;
mod pack;
mod places;
mod shell;
mod tools;

use shell::{Failure, Shell};
use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask <command>

  serve [trunk options]   installs what is missing, then serves the page and opens it
  test [--fast]           formatting, clippy, native tests, the release page, browser tests
                          (--fast stops before the release page)
  record [part of path]   records the schedules of the test programs again, from CPython 3.14
  differential FILE.py    whether Loopscope runs a program in CPython 3.14's order
  differential [--count N] [--seed S] [--keep DIR] [--finds N]
                          the same for random programs; shrinks what differs
  bench                   speed beside CPython's asyncio, memory, seek, page weight
  pack                    a step of Trunk's release build, which calls it: the page gets lighter
";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let shell = Shell::new();
    let done = match command.as_str() {
        "serve" => serve(&shell, &rest),
        "test" => check::run(&shell, &rest),
        "record" => record(&shell, &rest),
        "differential" => differential::run(&shell, &rest),
        "bench" => bench::run(&shell),
        "pack" => pack::run(),
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            Ok(())
        }
        _ => Err(Failure::new(format!("no such command: {command:?}"), USAGE)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Serves a debug build, rebuilt at every change; needs no Node and no wasm-opt.
fn serve(shell: &Shell, options: &[String]) -> Result<(), Failure> {
    tools::ensure_wasm_target(shell)?;
    let trunk = tools::ensure_trunk(shell)?;
    tools::ensure_wasm_bindgen(shell)?;
    let mut command = shell.command(&trunk);
    command.args(["serve", "--open"]).args(options);
    shell.run(
        "Serving the page (the first build takes a minute or two; Ctrl + C ends it)",
        command,
    )
}

/// Makes the recordings of all programs and lessons again, or of those whose path has a part.
fn record(shell: &Shell, parts: &[String]) -> Result<(), Failure> {
    const SCHEDULES: [&str; 6] = [
        "--tree",
        "core/tests/programs",
        "core/tests/recordings",
        "--tree",
        "examples",
        "core/tests/recordings/lessons",
    ];
    const STDERR: [&str; 4] = [
        "--stderr",
        "--tree",
        "core/tests/stderr",
        "core/tests/stderr",
    ];
    tools::ensure_node_modules(shell)?;
    let runs = [
        ("schedules", &SCHEDULES[..]),
        ("tracebacks and warnings", &STDERR),
    ];
    for (what, trees) in runs {
        let mut command = shell.command("node");
        command.arg("tools/oracle/oracle.mjs").args(trees);
        if let Some(part) = parts.first() {
            command.args(["--only", part]);
        }
        let what = format!("Recording {what} from CPython 3.14 (a tenth of a second a program)");
        shell.run(&what, command)?;
    }
    Ok(())
}

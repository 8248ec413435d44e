//! `cargo xtask test`: every check of the project in one command, with one closing line.
//!
//! A check that fails does not stop the others: the closing line counts them all.

use crate::shell::{Failure, Shell};
use crate::{differential, tools};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// How many checks and tests have passed and failed so far.
#[derive(Default)]
struct Counts {
    passed: u32,
    failed: u32,
}

impl Counts {
    /// One check that is either fine or not.
    fn one(&mut self, done: Result<(), Failure>) -> bool {
        match done {
            Ok(()) => {
                self.passed += 1;
                true
            }
            Err(failure) => {
                eprintln!("{failure}");
                self.failed += 1;
                false
            }
        }
    }

    /// A run of many tests, whose own counts were read from its output.
    ///
    /// A run that fails without a failed test (it did not compile, or it died) is one failure.
    fn many(&mut self, done: Result<(), Failure>, run: Counts) {
        self.passed += run.passed;
        self.failed += run.failed;
        if let Err(failure) = done {
            eprintln!("{failure}");
            self.failed += u32::from(run.failed == 0);
        }
    }
}

pub fn run(shell: &Shell, options: &[String]) -> Result<(), Failure> {
    let fast = options.iter().any(|option| option == "--fast");
    if let Some(unknown) = options.iter().find(|option| *option != "--fast") {
        return Err(Failure::new(
            format!("unknown option {unknown}"),
            crate::USAGE,
        ));
    }
    let started = Instant::now();
    let mut counts = Counts::default();
    native(shell, &mut counts);
    if !fast {
        page(shell, &mut counts);
    }
    let Counts { passed, failed } = counts;
    println!(
        "\n{passed} passed, {failed} failed ({:.0} s)",
        started.elapsed().as_secs_f64()
    );
    if failed == 0 {
        return Ok(());
    }
    Err(Failure::new(
        "not everything passed",
        "The output above names each failure.",
    ))
}

fn native(shell: &Shell, counts: &mut Counts) {
    let mut format = shell.command("cargo");
    format.args(["fmt", "--all", "--", "--check"]);
    counts.one(shell.run("Formatting", format));

    let mut clippy = shell.command("cargo");
    clippy.args([
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]);
    counts.one(shell.run("Clippy, native", clippy));

    let wasm_is_there = counts.one(tools::ensure_wasm_target(shell));
    if wasm_is_there {
        let mut clippy = shell.command("cargo");
        clippy.args(["clippy", "--locked", "--target", "wasm32-unknown-unknown"]);
        clippy.args(["-p", "loopscope-core", "-p", "loopscope-frontend"]);
        clippy.args(["--", "-D", "warnings"]);
        counts.one(shell.run("Clippy, wasm32", clippy));
    }

    let mut tests = shell.command("cargo");
    tests.args(["test", "--locked", "--workspace", "--no-fail-fast"]);
    count_tests(shell, counts, "Native tests", tests, read_cargo_counts);

    if shell.first_line("node", &["--version"]).is_some() {
        counts.one(differential::short_run(shell));
    }
}

fn page(shell: &Shell, counts: &mut Counts) {
    let ready = tools::ensure_trunk(shell)
        .and_then(|trunk| tools::ensure_wasm_bindgen(shell).map(|()| trunk))
        .and_then(|trunk| tools::ensure_node_modules(shell).map(|()| trunk));
    let build = ready.and_then(|trunk| build_page(shell, &trunk));
    if !counts.one(build) {
        return;
    }
    counts.one(weigh_page(shell));
    match tools::ensure_chromium(shell) {
        Ok(chromium) => {
            let mut tests = shell.command("node");
            tests.env("LOOPSCOPE_CHROMIUM", chromium);
            // One file at a time: a browser in each of several processes would make times uneven.
            tests.args(["--test", "--test-concurrency=1", "--test-reporter=tap"]);
            tests.args(test_files(shell, "e2e"));
            count_tests(shell, counts, "Browser tests", tests, read_tap_counts);
        }
        Err(failure) => {
            counts.one(Err(failure));
        }
    }
}

/// Every `*.test.mjs` of a folder, sorted; Node's own search for tests changes between versions.
fn test_files(shell: &Shell, folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(shell.root().join(folder))
        .into_iter()
        .flatten();
    let is_test = |path: &PathBuf| path.to_string_lossy().ends_with(".test.mjs");
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|e| e.path())
        .filter(is_test)
        .collect();
    files.sort();
    files
}

/// The release page in target/site/, with wasm-opt; dist/ belongs to a `trunk serve` that may run,
/// and target/page/ is where Cargo keeps what it builds with the profile `page`.
pub fn build_page(shell: &Shell, trunk: &str) -> Result<(), Failure> {
    let mut build = shell.command(trunk);
    build.args(["build", "--release", "--locked", "--dist", "target/site"]);
    shell.run("Building the release page (two to five minutes)", build)
}

/// Every file of the page after gzip, against the budget.
pub fn weigh_page(shell: &Shell) -> Result<(), Failure> {
    let mut weigh = shell.command("node");
    weigh.arg("tools/weight.mjs");
    shell.run("Weight of the page", weigh)
}

fn count_tests(
    shell: &Shell,
    counts: &mut Counts,
    what: &str,
    command: Command,
    read: fn(&str, &mut Counts),
) {
    let mut run = Counts::default();
    let done = shell.run_and_read(what, command, |line| read(line, &mut run));
    counts.many(done, run);
}

/// Reads `test result: ok. 12 passed; 0 failed; …` of one test program.
fn read_cargo_counts(line: &str, counts: &mut Counts) {
    let Some((_, rest)) = line.split_once("test result: ") else {
        return;
    };
    let words: Vec<&str> = rest
        .split([' ', ';'])
        .filter(|word| !word.is_empty())
        .collect();
    for pair in words.windows(2) {
        let Ok(number) = pair[0].parse::<u32>() else {
            continue;
        };
        match pair[1] {
            "passed" => counts.passed += number,
            "failed" => counts.failed += number,
            _ => {}
        }
    }
}

/// Reads `# pass 12` and `# fail 0`, the last lines of Node's test runner.
fn read_tap_counts(line: &str, counts: &mut Counts) {
    let number = |prefix| {
        line.strip_prefix(prefix)
            .and_then(|n| n.trim().parse::<u32>().ok())
    };
    counts.passed += number("# pass ").unwrap_or(0);
    let failures = ["# fail ", "# cancelled "];
    counts.failed += failures
        .iter()
        .filter_map(|prefix| number(prefix))
        .sum::<u32>();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_both_test_runners_are_read() {
        let mut counts = Counts::default();
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered";
        read_cargo_counts(line, &mut counts);
        read_tap_counts("# pass 5", &mut counts);
        read_tap_counts("# fail 1", &mut counts);
        read_tap_counts("# duration_ms 5", &mut counts);
        assert_eq!((counts.passed, counts.failed), (17, 4));
    }
}

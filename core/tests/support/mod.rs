//! What the test programs share: finding the Python files, and running many cases as one harness
//! with a line each, so that `cargo test` counts programs and not folders.

use std::any::Any;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Enough for any program here on a slow machine; a program that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(120);
/// The same stack as the page has.
const STACK_BYTES: usize = 8 << 20;

/// One Python file and the check on it; `Err` is the report that the reader sees.
pub struct Case {
    pub name: String,
    pub check: Box<dyn FnOnce() -> Result<(), String> + Send>,
}

/// A folder of the workspace.
pub fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// Every `.py` file below a folder, sorted by path.
pub fn python_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut todo = vec![folder.to_path_buf()];
    while let Some(folder) = todo.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
        for entry in entries {
            let path = entry.expect("what the test needs is there").path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Runs all cases whose name contains an argument of the command line, or all without arguments.
///
/// Each case has a thread of its own, so that a panic or a hang is the failure of one program.
pub fn run_all(cases: Vec<Case>) -> ExitCode {
    let filters: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    let chosen = |case: &Case| filters.is_empty() || filters.iter().any(|f| case.name.contains(f));
    let (cases, others): (Vec<_>, Vec<_>) = cases.into_iter().partition(chosen);
    println!("\nrunning {} tests", cases.len());
    let (mut passed, mut failures) = (0, Vec::new());
    for Case { name, check } in cases {
        match patiently(check) {
            Ok(()) => {
                println!("test {name} ... ok");
                passed += 1;
            }
            Err(report) => {
                println!("test {name} ... FAILED");
                failures.push((name, report));
            }
        }
    }
    for (name, report) in &failures {
        println!("\n---- {name}\n{report}");
    }
    if !failures.is_empty() {
        println!("\nfailures:");
        failures.iter().for_each(|(name, _)| println!("    {name}"));
    }
    let word = if failures.is_empty() { "ok" } else { "FAILED" };
    println!(
        "\ntest result: {word}. {passed} passed; {} failed; 0 ignored; 0 measured; {} filtered out\n",
        failures.len(),
        others.len(),
    );
    if failures.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Runs a check on a thread of its own; a panic and a hang become reports.
pub fn patiently(
    check: impl FnOnce() -> Result<(), String> + Send + 'static,
) -> Result<(), String> {
    let (sender, receiver) = mpsc::channel();
    let work = move || {
        let done = catch_unwind(AssertUnwindSafe(check));
        let done = done.unwrap_or_else(|panic| Err(format!("panicked: {}", words(&*panic))));
        // The receiver may have given up waiting.
        let _ = sender.send(done);
    };
    thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(work)
        .expect("what the test needs is there");
    receiver
        .recv_timeout(PATIENCE)
        .unwrap_or_else(|_| Err(format!("hangs: {PATIENCE:?} are over")))
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
        .unwrap_or_default()
}

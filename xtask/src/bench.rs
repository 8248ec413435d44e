//! `cargo xtask bench`: the numbers that the project promises, measured in one go on one machine.
//!
//! Speed is a ratio: the same program on Loopscope with its trace recorded, and on this machine's
//! Python, whose asyncio runs under a clock that jumps.

use crate::shell::{Failure, Shell};
use crate::{check, tools};

/// Programs of the event loop; the bar is this many times the speed of CPython's asyncio.
const LOOPS: [&str; 3] = [
    "thousand_tasks",
    "producers_consumers",
    "semaphore_and_lock",
];
const LOOP_BAR: f64 = 10.0;
/// Programs without a loop, which only the machine for Python code matters to.
const PURE: [&str; 3] = ["integer_loop", "function_calls", "dicts_and_lists"];
const PURE_BAR: f64 = 1.0;
const BYTES_PER_EVENT_BAR: f64 = 64.0;
const FRAME_MS: f64 = 16.0;
/// Of a program of a hundred lines, until the picture of its new run is on the screen.
const KEYSTROKE_BAR_MS: f64 = 50.0;
/// What holds the page up for longer is seen as a hitch.
const LONG_TASK_MS: f64 = 50.0;

/// Numbers by name, as the measuring programs print them, one `name value` a line.
#[derive(Default)]
struct Numbers(Vec<(String, f64)>);

impl Numbers {
    fn read(&mut self, line: &str) {
        if let Some((key, number)) = line.split_once(' ') {
            let number = number.trim().parse().unwrap_or(f64::NAN);
            self.0.push((key.to_string(), number));
        }
    }

    fn get(&self, key: &str) -> f64 {
        let found = self.0.iter().find(|(name, _)| name == key);
        found.map_or(f64::NAN, |(_, number)| *number)
    }
}

pub fn run(shell: &Shell) -> Result<(), Failure> {
    let mut ours = Numbers::default();
    let mut bench = shell.command("cargo");
    bench.args(["run", "-q", "--release", "-p", "loopscope-core"]);
    bench.args(["--example", "speed"]);
    shell.run_and_read(
        "Loopscope: run, trace, seek (release build, one to three minutes)",
        bench,
        |line| ours.read(line),
    )?;
    let mut theirs = Numbers::default();
    let mut version = String::new();
    let mut python = shell.command("python3");
    python.arg("tools/bench/frozen_clock.py");
    python.args(LOOPS.iter().chain(&PURE));
    shell.run_and_read(
        "Python, its asyncio under a jumping clock",
        python,
        |line| match line.strip_prefix("python ") {
            Some(number) => version = number.to_string(),
            None => theirs.read(line),
        },
    )?;
    let page = measure_page(shell)?;
    println!("\n== Result, beside CPython {version}");
    for (names, bar) in [(LOOPS, LOOP_BAR), (PURE, PURE_BAR)] {
        for name in names {
            compare(name, &ours, &theirs, bar);
        }
    }
    at_most(
        "bytes an event",
        ours.get("bytes_per_event"),
        "",
        BYTES_PER_EVENT_BAR,
    );
    let milliseconds = |key| ours.get(key) * 1e3;
    println!(
        "   keyframes made in {:>13.1} ms",
        milliseconds("timeline_seconds")
    );
    println!(
        "   seek, mean {:>20.3} ms",
        milliseconds("seek_seconds_mean")
    );
    at_most(
        "seek, slowest",
        milliseconds("seek_seconds_worst"),
        "ms",
        FRAME_MS,
    );
    println!("\n== Result of the page, drawn without a GPU");
    show_page(&page);
    check::weigh_page(shell)
}

/// Builds the page and measures it in Chromium.
fn measure_page(shell: &Shell) -> Result<Numbers, Failure> {
    let trunk = tools::ensure_trunk(shell)?;
    tools::ensure_wasm_bindgen(shell)?;
    tools::ensure_node_modules(shell)?;
    check::build_page(shell, &trunk)?;
    let mut measure = shell.command("node");
    measure.env("LOOPSCOPE_CHROMIUM", tools::ensure_chromium(shell)?);
    measure.arg("tools/bench/page.mjs");
    let mut page = Numbers::default();
    shell.run_and_read("The page in Chromium (about a minute)", measure, |line| {
        page.read(line);
    })?;
    Ok(page)
}

fn show_page(page: &Numbers) {
    at_most(
        "keystroke to picture",
        page.get("keystroke_ms_median"),
        "ms",
        KEYSTROKE_BAR_MS,
    );
    println!(
        "     the slowest {:>19.1} ms",
        page.get("keystroke_ms_worst")
    );
    for tasks in [1000, 10_000] {
        let frames = page.get(&format!("playing_{tasks}_frames_per_second"));
        println!("   frames a second, {tasks:>5} tasks {frames:>3.0}");
        at_most(
            "  the longest task",
            page.get(&format!("playing_{tasks}_longest_task_ms")),
            "ms",
            LONG_TASK_MS,
        );
    }
    println!(
        "   seek, input to frame {:>10.1} ms",
        page.get("page_seek_ms_median")
    );
    println!(
        "     the slowest {:>19.1} ms",
        page.get("page_seek_ms_worst")
    );
}

/// A number that shall be below its bar.
fn at_most(what: &str, number: f64, unit: &str, bar: f64) {
    println!(
        "   {what:<21} {number:>9.1} {unit:<2}   bar: under {bar} {unit}{}",
        missed(number < bar)
    );
}

fn compare(name: &str, ours: &Numbers, theirs: &Numbers, bar: f64) {
    let (mine, python) = (ours.get(&format!("{name}.seconds")), theirs.get(name));
    let ratio = python / mine;
    let steps = ours.get(&format!("{name}.steps"));
    let rate = if steps > 0.0 {
        format!(", {:.0} loop steps a second", steps / mine)
    } else {
        String::new()
    };
    println!(
        "   {name:<20}{:>8.1} ms   Python {:>8.1} ms   ratio {ratio:>5.2}   bar: {bar}{}{rate}",
        mine * 1e3,
        python * 1e3,
        missed(ratio >= bar),
    );
}

fn missed(reached: bool) -> &'static str {
    if reached { "" } else { "  MISSED" }
}

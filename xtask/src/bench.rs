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
const SEEK_BAR_MS: f64 = 16.0;

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
    println!("\n== Result, beside CPython {version}");
    for (names, bar) in [(LOOPS, LOOP_BAR), (PURE, PURE_BAR)] {
        for name in names {
            compare(name, &ours, &theirs, bar);
        }
    }
    let bytes = ours.get("bytes_per_event");
    println!(
        "   bytes an event      {bytes:>10.1}      bar: under {BYTES_PER_EVENT_BAR}{}",
        missed(bytes < BYTES_PER_EVENT_BAR)
    );
    let milliseconds = |key| ours.get(key) * 1e3;
    println!(
        "   keyframes made in   {:>10.1} ms",
        milliseconds("timeline_seconds")
    );
    println!(
        "   seek, mean          {:>10.3} ms",
        milliseconds("seek_seconds_mean")
    );
    let worst = milliseconds("seek_seconds_worst");
    println!(
        "   seek, slowest       {worst:>10.3} ms   bar: under {SEEK_BAR_MS} ms{}",
        missed(worst < SEEK_BAR_MS)
    );

    if !shell.root().join("target/site/index.html").is_file() {
        let trunk = tools::ensure_trunk(shell)?;
        tools::ensure_wasm_bindgen(shell)?;
        tools::ensure_node_modules(shell)?;
        check::build_page(shell, &trunk)?;
    }
    check::weigh_page(shell)
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

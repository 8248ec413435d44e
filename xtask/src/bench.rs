//! `cargo xtask bench`: the numbers that the project promises, measured in one go on one machine.
//!
//! Speed is a ratio: the same program (1,000 tasks × 100 sleeps) on Loopscope with its trace
//! recorded, and on this machine's Python with its own asyncio under a clock that jumps.

use crate::shell::{Failure, Shell};
use crate::{check, tools};

const PROGRAM: &str = "tools/bench/thousand_tasks.py";
/// Loop steps a second, beside CPython's asyncio (the bar of the project's promises).
const SPEED_BAR: f64 = 10.0;
const BYTES_PER_EVENT_BAR: f64 = 64.0;

pub fn run(shell: &Shell) -> Result<(), Failure> {
    let mut ours = Vec::new();
    let mut bench = shell.command("cargo");
    bench.args([
        "bench",
        "-q",
        "-p",
        "loopscope-core",
        "--bench",
        "thousand_tasks",
    ]);
    shell.run_and_read(
        "Loopscope: run, trace, seek (release build, one to three minutes)",
        bench,
        |line| {
            ours.extend(
                line.split_once(' ')
                    .map(|(key, n)| (key.to_string(), number(n))),
            );
        },
    )?;
    let mut theirs = None;
    let mut python = shell.command("python3");
    python.args(["tools/bench/frozen_clock.py", PROGRAM]);
    shell.run_and_read("Python's asyncio under a jumping clock", python, |line| {
        theirs = line.rsplit_once(' ').map(|(_, n)| number(n)).or(theirs);
    })?;

    let get = |key: &str| {
        ours.iter()
            .find(|(name, _)| name == key)
            .map_or(f64::NAN, |(_, n)| *n)
    };
    let (steps, seconds) = (get("steps"), get("run_seconds"));
    let python_seconds = theirs.unwrap_or(f64::NAN);
    let per_second = |time: f64| steps / time;
    println!("\n== Result");
    println!(
        "   loop steps a second     {:>12.0}   Loopscope, trace recorded",
        per_second(seconds)
    );
    println!(
        "                           {:>12.0}   Python",
        per_second(python_seconds)
    );
    let ratio = python_seconds / seconds;
    println!("   ratio                   {ratio:>12.1}   bar: at least {SPEED_BAR}");
    let bytes = get("bytes_per_event");
    println!("   bytes an event          {bytes:>12.1}   bar: under {BYTES_PER_EVENT_BAR}");
    println!("   events                  {:>12.0}", get("events"));
    println!(
        "   keyframes made in       {:>12.1} ms",
        get("timeline_seconds") * 1e3
    );
    println!(
        "   seek, mean              {:>12.3} ms",
        get("seek_seconds_mean") * 1e3
    );
    println!(
        "   seek, slowest           {:>12.3} ms   bar: under 16 ms",
        get("seek_seconds_worst") * 1e3
    );

    if !shell.root().join("target/page/index.html").is_file() {
        let trunk = tools::ensure_trunk(shell)?;
        tools::ensure_wasm_bindgen(shell)?;
        tools::ensure_node_modules(shell)?;
        check::build_page(shell, &trunk)?;
    }
    check::weigh_page(shell)
}

fn number(text: &str) -> f64 {
    text.trim().parse().unwrap_or(f64::NAN)
}

//! The numbers behind `cargo xtask bench`: how fast a run is made with its trace recorded, how much
//! memory an event takes, and how long a seek takes. Prints a `key value` line each.

use loopscope_core::timeline::Timeline;
use loopscope_core::trace::{Event, Record};
use loopscope_core::{Limits, compile, run};
use std::hint::black_box;
use std::rc::Rc;
use std::time::Instant;

const SOURCE: &str = include_str!("../../tools/bench/thousand_tasks.py");
const ROUNDS: usize = 5;
const SEEKS: usize = 500;

fn main() {
    // `cargo test --benches` calls this too, to see that it still works; once is enough then.
    let measured = std::env::args().any(|arg| arg == "--bench");
    let rounds = if measured { ROUNDS } else { 1 };
    let program = compile("thousand_tasks.py", SOURCE)
        .unwrap_or_else(|diagnostics| panic!("{diagnostics:?}"));

    let mut run_seconds = f64::INFINITY;
    for _ in 0..rounds {
        let start = Instant::now();
        black_box(run(&program, &Limits::default()));
        run_seconds = run_seconds.min(start.elapsed().as_secs_f64());
    }
    let recording = Rc::new(run(&program, &Limits::default()));
    let is_step = |record: &&Record| matches!(record.event, Event::StepBegan { .. });
    println!(
        "steps {}",
        recording.records().iter().filter(is_step).count()
    );
    println!("run_seconds {run_seconds}");
    println!("events {}", recording.records().len());
    println!(
        "bytes_per_event {}",
        bytes(&recording.trace) / recording.records().len() as f64
    );

    let start = Instant::now();
    let timeline = Timeline::new(recording);
    black_box(timeline.at(timeline.len()));
    println!("timeline_seconds {}", start.elapsed().as_secs_f64());
    let (mut total, mut worst) = (0.0, 0.0_f64);
    for seek in 0..SEEKS {
        // 7919 is prime, so the cursors come in an order without a pattern.
        let cursor = (seek * 7919 * 31) % timeline.len();
        let start = Instant::now();
        black_box(timeline.at(cursor));
        let seconds = start.elapsed().as_secs_f64();
        total += seconds;
        worst = worst.max(seconds);
    }
    println!("seek_seconds_mean {}", total / SEEKS as f64);
    println!("seek_seconds_worst {worst}");
}

/// What the trace holds on the heap, without the spare room of its vectors.
fn bytes(trace: &loopscope_core::trace::Trace) -> f64 {
    let records = size_of_val(trace.records.as_slice());
    let waits = size_of_val(trace.waits.as_slice());
    let resources = size_of_val(trace.resources.as_slice());
    (records + waits + resources) as f64
}

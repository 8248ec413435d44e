//! The numbers behind `cargo xtask bench`: how fast each program runs with its trace recorded, how
//! much memory an event takes, and how long a seek takes. Prints a `key value` line each.
//!
//! An example is built as the program itself is, with its allocator; a bench would be built with
//! panics that unwind.

use loopscope_core::recording::Recording;
use loopscope_core::timeline::Timeline;
use loopscope_core::trace::{Event, Record, RunEnd, Trace};
use loopscope_core::{Limits, compile, run};
use std::hint::black_box;
use std::path::Path;
use std::rc::Rc;
use std::time::Instant;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The first is also the one whose trace is weighed and whose timeline is sought in.
const PROGRAMS: [&str; 6] = [
    "thousand_tasks",
    "producers_consumers",
    "semaphore_and_lock",
    "integer_loop",
    "function_calls",
    "dicts_and_lists",
];
const ROUNDS: usize = 5;
const SEEKS: usize = 500;

fn main() {
    for name in PROGRAMS {
        let mut recording = measure(name);
        if name == PROGRAMS[0] {
            // As a page holds it that shows the run.
            recording.trace.unroll();
            let events = recording.trace.len() as f64;
            println!("bytes_per_event {}", bytes(&recording.trace) / events);
            seek(Rc::new(recording));
        }
    }
}

/// The best time of some rounds, and what the run was.
fn measure(name: &str) -> Recording {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tools/bench");
    let source = std::fs::read_to_string(folder.join(name).with_extension("py"))
        .unwrap_or_else(|error| panic!("{name}: {error}"));
    let program = compile(name, &source).unwrap_or_else(|found| panic!("{name}: {found:?}"));
    let mut seconds = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        black_box(run(&program, &Limits::default()));
        seconds = seconds.min(start.elapsed().as_secs_f64());
    }
    let recording = run(&program, &Limits::default());
    assert_eq!(recording.end(), Some(RunEnd::Ok), "{name}");
    let is_step = |record: &&Record| matches!(record.event, Event::StepBegan { .. });
    let steps = recording.records().iter().filter(is_step).count();
    println!("{name}.seconds {seconds}");
    println!("{name}.steps {steps}");
    println!("{name}.events {}", recording.records().len());
    recording
}

fn seek(recording: Rc<Recording>) {
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
fn bytes(trace: &Trace) -> f64 {
    let waits = size_of_val(trace.waits.as_slice());
    let resources = size_of_val(trace.resources.as_slice());
    (trace.bytes() + waits + resources) as f64
}

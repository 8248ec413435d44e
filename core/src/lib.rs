//! CPython's asyncio event loop, re-created exactly under a virtual clock.
//!
//! ```text
//! source text ─compile─▶ Program ─Run::advance─▶ Recording ─Timeline::at─▶ LoopState ─▶ views
//! ```
//!
//! [`compile`] turns a Python text into a [`Program`], or says in [`diagnostic::Diagnostic`]s what
//! is wrong with it or not supported. [`run`] executes it (a [`Run`] does so in slices) and gives a
//! [`recording::Recording`]: one flat trace of events from which everything that is ever shown can
//! be told. Running is a pure function of the text and the limits: no clock is read, no address
//! decides, and the random numbers are seeded.

pub mod bend;
pub mod builtins;
pub mod causes;
pub mod chart;
pub mod checked;
pub mod chrome;
pub mod code;
pub mod compile;
pub mod diagnostic;
pub mod edit;
pub mod executor;
pub mod explain;
pub mod findings;
pub mod gil;
pub mod highlight;
pub mod inspect;
pub mod lanes;
pub mod log;
pub mod mend;
pub mod model;
pub mod moments;
pub mod names;
pub mod network;
pub mod parse;
pub mod prelude;
pub mod recording;
pub mod report;
mod run;
pub mod scan;
pub mod sentence;
pub mod shelf;
pub mod sort;
pub mod source;
pub mod timeline;
pub mod trace;
pub mod vm;
pub mod world;

pub use run::{Program, Progress, Run, compile, run};
pub use world::limits::Limits;

#[cfg(test)]
mod samples;

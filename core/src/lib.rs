//! CPython's asyncio event loop, re-created exactly under a virtual clock.

pub mod causes;
pub mod chart;
pub mod code;
pub mod compile;
pub mod diagnostic;
pub mod edit;
pub mod explain;
pub mod findings;
pub mod highlight;
pub mod lanes;
pub mod log;
pub mod model;
pub mod moments;
pub mod names;
pub mod parse;
pub mod recording;
pub mod report;
pub mod sentence;
pub mod scan;
pub mod shelf;
pub mod source;
pub mod timeline;
pub mod trace;

#[cfg(test)]
mod samples;

//! Timeline and viewport to rectangles.
//!
//! ```text
//!   core's Timeline ─▶ Chart (rows of segments and marks, once a run)
//!                        │  + Viewport (what is seen, and how wide)
//!                        ▼
//!                      Rows of pixels: few, however long the run is ─▶ views::timeline
//! ```
//!
//! Everything here is arithmetic and tested natively. An axis counts in units of its own: seconds
//! of virtual time, or steps. What is narrower than a few pixels is merged, and found by halving,
//! so that a picture of 1,000,000 events costs what a picture of 1,000 does.

pub mod viewport;

//! The page: one text, one run, one clock, and the views of them.
//!
//! ```text
//!  address, storage ─▶ state (App, Action, reducer) ─▶ views (pure functions of App)
//!                          ▲            │ text                       │ Action
//!                          │            ▼                            │
//!                          │         engine (core's compile and run) │
//!                          └─────────────────────────────────────────┘
//! ```
//!
//! `share`, `state`, `player`, `lanes` and `picture` know no browser and are tested natively;
//! `platform` is the only file that names it.

mod board;
mod changes;
mod chips;
mod diff;
mod editing;
mod engine;
mod keys;
mod lanes;
mod lengths;
mod lessons;
mod picture;
mod platform;
mod player;
mod printed;
mod share;
mod sheet;
mod state;
mod views;

fn main() {
    platform::show_panics();
    platform::mount::<views::app::Page>();
}

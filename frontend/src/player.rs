//! The clock of playback.

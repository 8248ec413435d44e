//! The only caller of core's `compile` and `Run`: a text goes in, a [`RunView`] comes out, in
//! slices that keep the page alive.

use loopscope_core::diagnostic::Diagnostic;
use loopscope_core::source::Source;
use loopscope_core::trace::Trace;
use std::rc::Rc;

/// One finished run and all that is derived from it once.
pub struct RunView {
    /// Tells two runs apart without comparing them.
    pub serial: u32,
    pub source: Source,
    pub trace: Trace,
    /// Why the run ended early, if it did.
    pub diagnostic: Option<Diagnostic>,
}

impl PartialEq for RunView {
    fn eq(&self, other: &Self) -> bool {
        self.serial == other.serial
    }
}

pub type SharedView = Rc<RunView>;

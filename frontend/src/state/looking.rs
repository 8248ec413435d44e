//! The inspector, findings, and numbers that are dragged: what is looked at closely, and the text
//! edits that are made from there.

use super::*;

impl App {
    /// Opens the inspector, or closes it.
    pub(super) fn toggle_inspector(&mut self) {
        self.inspecting = !self.inspecting;
        if self.inspecting {
            self.panel = None;
        }
    }

    /// A number follows the hand: each edit speaks of the text before the first of them, and all
    /// of them together are one step of the history.
    pub(super) fn tune(&mut self, edits: &[TextEdit]) {
        let base = match &self.tuning {
            Some(base) => base.clone(),
            None => {
                self.remember();
                self.typing = false;
                self.tuning = Some(self.text.clone());
                self.text.clone()
            }
        };
        let text = edit::apply(&base, edits);
        if *text != *self.text {
            let ghost = self.ghost.clone();
            let was_first = *base == *self.text;
            self.set_text(text.into(), None);
            // The ghost is the future before the first of the edits.
            if !was_first {
                self.ghost = ghost;
            }
            self.tuning = Some(base);
        }
    }

    /// The hand let go; what ended where it began is no step of the history.
    pub(super) fn end_tuning(&mut self) {
        if let Some(base) = self.tuning.take()
            && base == self.text
        {
            self.past.pop();
            self.ghost = None;
        }
    }

    /// The old future, as long as it is another one.
    #[must_use]
    pub fn old_future(&self) -> Option<Rc<RunView>> {
        let (old, new) = (self.ghost.clone()?, self.current_view()?);
        let same = old.common_past(&new);
        let differs = same < old.timeline.len() || same < new.timeline.len();
        differs.then_some(old)
    }
}

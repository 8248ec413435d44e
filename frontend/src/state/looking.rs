//! The inspector, findings, and numbers that are dragged: what is looked at closely, and the text
//! edits that are made from there.

use super::*;
use crate::lengths::Literal;
use loopscope_core::bend::three_ways;

impl App {
    /// Opens the inspector, or closes it.
    pub(super) fn toggle_inspector(&mut self) {
        self.inspecting = !self.inspecting;
        if self.inspecting {
            self.panel = None;
        }
    }

    /// What a comparison begins with: the largest group of the program in three ways, or the
    /// program beside a copy of itself.
    #[must_use]
    pub fn ways(&self, group: Option<u32>) -> Rc<[Variant]> {
        if let Some(ways) = three_ways(&self.text, group) {
            return ways.into();
        }
        let side = |title: &str, differs: &str| Variant {
            title: title.to_owned(),
            differs: differs.to_owned(),
            text: self.text.to_string(),
        };
        [
            side("This program", "as it is"),
            side("A copy", "change it to see what differs"),
        ]
        .into()
    }

    /// Programs that can be put beside others.
    #[must_use]
    pub fn programs(&self) -> Rc<[(Rc<str>, Rc<str>)]> {
        let own = ("This program".into(), self.text.clone());
        let lessons = self.lessons.iter();
        let lessons = lessons.map(|lesson| (lesson.title.into(), lesson.program.clone()));
        std::iter::once(own).chain(lessons).collect()
    }

    /// A number follows the hand: each edit speaks of the text before the first of them, and all
    /// of them together are one step of the history.
    pub(super) fn tune(&mut self, edits: &[TextEdit]) {
        if self.tuning.is_none() && !self.is_current {
            return;
        }
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

    /// A key at a number of the picture. Where that is an old one, the number has moved nowhere as
    /// long as only it was stepped: keys that are faster than runs all count.
    pub(super) fn step_number(&mut self, serial: u32, start: u32, by: f64) {
        let same_text = self
            .current_view()
            .is_some_and(|view| view.serial == serial);
        if !same_text && self.stepping != Some(start) {
            return;
        }
        if let Some(literal) = Literal::at(&self.text, start) {
            self.act(Action::Edit(vec![literal.step(by)], None));
            self.stepping = Some(start);
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
        self.ghost
            .clone()
            .filter(|_| self.parted && self.is_current)
    }

    /// A new run is there: is it another future than the one before the edit?
    pub(super) fn part(&mut self, new: &RunView) {
        self.parted = self.ghost.as_ref().is_some_and(|old| {
            let same = old.common_past(new);
            same < old.timeline.len() || same < new.timeline.len()
        });
    }
}

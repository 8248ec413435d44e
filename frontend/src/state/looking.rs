//! The inspector, findings, and numbers that are dragged: what is looked at closely, and the text
//! edits that are made from there.

use super::*;
use crate::lengths::Literal;
use loopscope_core::bend::three_ways;
use loopscope_core::source::Span;

/// The edits of an old text as edits of the new one; `None` where what changed is not wholly before
/// or behind one of them, and not next to it.
fn carried(edits: &[TextEdit], old: &str, new: &str) -> Option<Vec<TextEdit>> {
    let (head, tail) = in_common(old, new);
    let behind = old.len() - tail;
    let place = |edit: &TextEdit| {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        let by = match () {
            () if end < head || old == new => 0,
            () if start > behind && end <= old.len() => new.len().wrapping_sub(old.len()),
            () => return None,
        };
        let at = |byte: usize| u32::try_from(byte.wrapping_add(by)).ok();
        let span = Span::new(at(start)?, at(end)?);
        Some(TextEdit::new(span, edit.text.clone()))
    };
    edits.iter().map(place).collect()
}

impl App {
    /// Opens the inspector, or closes it.
    pub(super) fn toggle_inspector(&mut self) {
        self.inspecting = !self.inspecting;
        if self.inspecting {
            self.panel = None;
        }
    }

    /// What a comparison begins with: the largest group of the program in three ways, among them
    /// the program's own, or the program beside a copy of itself.
    #[must_use]
    pub fn ways(&self, group: Option<u32>) -> Rc<[Variant]> {
        let side = |title: &str, differs: &str| Variant {
            title: title.to_owned(),
            differs: differs.to_owned(),
            text: self.text.to_string(),
        };
        let own = side("This program", "as it is");
        match three_ways(&self.text, group) {
            Some(ways) if ways.iter().any(|way| way.text == own.text) => ways.into(),
            Some([one, two, _]) => [one, two, own].into(),
            None => [own, side("A copy", "change it to see what differs")].into(),
        }
    }

    /// Programs that can be put beside others.
    #[must_use]
    pub fn programs(&self) -> Rc<[(Rc<str>, Rc<str>)]> {
        let own = ("This program".into(), self.text.clone());
        let lessons = self.lessons.iter();
        let lessons = lessons.map(|lesson| (lesson.title.into(), lesson.program.clone()));
        std::iter::once(own).chain(lessons).collect()
    }

    /// The text of the run with this serial: the one that is drawn, or the one before the edit.
    fn text_of(&self, serial: u32) -> Option<Rc<str>> {
        let is_it = |view: &&Rc<RunView>| view.serial == serial;
        if self.current_view().as_ref().is_some_and(|it| is_it(&it)) {
            return Some(self.text.clone());
        }
        let view = self.view.iter().chain(&self.ghost).find(is_it)?;
        Some(view.recording.source.text().into())
    }

    /// An edit made from a picture. Where that is an old one, because a hand was faster than the
    /// run of the last edit, it is made at the place where its text stands now.
    pub(super) fn retime(&mut self, serial: u32, edits: &[TextEdit]) {
        let text = self.text_of(serial);
        match text.and_then(|old| carried(edits, &old, &self.text)) {
            Some(edits) => self.act(Action::Edit(edits, None)),
            None => self.say_changed(),
        }
    }

    /// What a hand wanted cannot be done, for nobody can tell any more what it meant.
    fn say_changed(&mut self) {
        self.menu = None;
        let words = "This place of the program has just changed. Look at it again.";
        self.notice = Some(Notice::new(words));
    }

    /// A number follows the hand: each edit speaks of the text before the first of them, and all
    /// of them together are one step of the history.
    pub(super) fn tune(&mut self, serial: u32, edits: &[TextEdit]) {
        let known = self.tuning.clone();
        let Some((from, base)) = known.or_else(|| Some((self.text_of(serial)?, self.text.clone())))
        else {
            return self.say_changed();
        };
        let Some(edits) = carried(edits, &from, &base) else {
            return self.say_changed();
        };
        if self.tuning.is_none() {
            self.remember();
            self.typing = false;
            self.tuning = Some((from.clone(), base.clone()));
        }
        let text = edit::apply(&base, &edits);
        if *text != *self.text {
            let ghost = self.ghost.clone();
            let was_first = *base == *self.text;
            self.set_text(text.into(), None);
            // The ghost is the future before the first of the edits.
            if !was_first {
                self.ghost = ghost;
            }
            self.tuning = Some((from, base));
        }
    }

    /// A key at a number of the picture. Where that is an old one, the number has moved nowhere as
    /// long as only it was stepped: keys that are faster than runs all count.
    pub(super) fn step_number(&mut self, serial: u32, start: u32, by: f64) {
        let known = self.stepping.filter(|(from, _)| *from == start);
        let place = || {
            let old = self.text_of(serial)?;
            let edits = [Literal::at(&old, start)?.step(by)];
            Some(carried(&edits, &old, &self.text)?[0].span.start)
        };
        if let Some(at) = place().or(known.map(|(_, at)| at))
            && let Some(literal) = Literal::at(&self.text, at)
        {
            self.act(Action::Edit(vec![literal.step(by)], None));
            self.stepping = Some((start, at));
        } else {
            self.say_changed();
        }
    }

    /// The hand let go; what ended where it began is no step of the history.
    pub(super) fn end_tuning(&mut self) {
        if let Some((_, base)) = self.tuning.take()
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

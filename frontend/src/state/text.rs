//! The text and its one history.

use super::*;

/// How many bytes two texts have in common at their beginnings, and behind those at their ends.
pub(super) fn in_common(one: &str, other: &str) -> (usize, usize) {
    let same = |(a, b): &(u8, u8)| a == b;
    let head = one.bytes().zip(other.bytes()).take_while(same).count();
    let left = one.len().min(other.len()) - head;
    let ends = one.bytes().rev().zip(other.bytes().rev()).take(left);
    (head, ends.take_while(same).count())
}

impl App {
    pub(super) fn type_text(&mut self, text: Rc<str>) {
        if text == self.text {
            return;
        }
        if !self.typing {
            self.remember();
            self.typing = true;
        }
        self.future.clear();
        // Letters written one after another into one line are one edit: the future before the first
        // of them stays to be compared with.
        let (head, tail) = in_common(&self.text, &text);
        let line = text.as_bytes()[..head].iter().filter(|it| **it == b'\n');
        let line = line.count();
        let is_another = (head + tail) * 3 < self.text.len().max(text.len());
        let ghost = self.ghost.clone().filter(|_| self.typed_line == Some(line));
        self.change_text(text);
        self.ghost = ghost.or(self.ghost.take());
        self.typed_line = Some(line);
        if is_another {
            // A program was pasted over the last: the lesson and the old future have nothing to do
            // with it.
            let lessons = self.lessons.iter();
            self.lesson = lessons.clone().position(|it| it.program == self.text);
            self.ghost = None;
        }
    }

    pub(super) fn remember(&mut self) {
        self.future.clear();
        self.past.push(self.snapshot());
        if self.past.len() > HISTORY_MAX {
            self.past.remove(0);
        }
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot {
            text: self.text.clone(),
            lesson: self.lesson,
            caret: self.caret,
        }
    }

    pub(super) fn travel(&mut self, back: bool) {
        let here = self.snapshot();
        let (from, to) = if back {
            (&mut self.past, &mut self.future)
        } else {
            (&mut self.future, &mut self.past)
        };
        let Some(snapshot) = from.pop() else { return };
        to.push(here);
        self.typing = false;
        self.lesson = snapshot.lesson;
        self.set_text(snapshot.text, snapshot.caret);
    }

    pub(super) fn set_text(&mut self, text: Rc<str>, caret: Option<u32>) {
        self.caret = caret;
        self.caret_serial += 1;
        self.change_text(text);
    }

    pub(super) fn change_text(&mut self, text: Rc<str>) {
        self.text = text;
        self.text_serial += 1;
        (self.tuning, self.stepping, self.typed_line) = (None, None, None);
        (self.finding, self.menu) = (None, None);
        if self.is_current {
            self.ghost = self.view.clone();
            // They were said of the run that is now an old one.
            self.diagnostics = Rc::new([]);
        }
        if self.is_current && self.anchor.is_none() {
            let (cursor, now) = (self.cursor, self.now);
            self.anchor = self.view.clone().map(|view| Anchor { view, cursor, now });
        }
        self.is_current = false;
        self.playing = false;
        self.stop_asked = false;
        self.landing = Landing::Keep;
    }

    /// Another program: the old picture has nothing to do with it.
    pub(super) fn replace(&mut self, text: Rc<str>, lesson: Option<usize>, landing: Landing) {
        if *self.text != *text {
            self.remember();
        }
        self.typing = false;
        self.set_text(text, None);
        self.lesson = lesson;
        self.landing = landing;
        self.anchor = None;
        (self.view, self.ghost) = (None, None);
        self.diagnostics = Rc::new([]);
        self.guesses = self.guesses.map(|_| Guesses::default());
        self.selected = None;
        self.panel = None;
        self.notice = None;
        (self.cursor, self.now, self.moved) = (0, Nanos(0), Moved::Jump);
    }

    pub(super) fn open_lesson(&mut self, index: usize) {
        let Some(lesson) = self.lessons.get(index) else {
            return;
        };
        let (program, start) = (lesson.program.clone(), lesson.start);
        self.lesson_text_open = self.guesses.is_none();
        self.replace(program, Some(index), Landing::Opening(start));
    }
}

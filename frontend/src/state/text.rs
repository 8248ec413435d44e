//! The text and its one history.

use super::*;

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
        let same = self
            .text
            .bytes()
            .zip(text.bytes())
            .take_while(|(a, b)| a == b);
        let line = same.filter(|(byte, _)| *byte == b'\n').count();
        let ghost = self.ghost.clone().filter(|_| self.typed_line == Some(line));
        self.change_text(text);
        self.ghost = ghost.or(self.ghost.take());
        self.typed_line = Some(line);
    }

    pub(super) fn remember(&mut self) {
        self.future.clear();
        self.past.push(Snapshot {
            text: self.text.clone(),
            caret: self.caret,
        });
        if self.past.len() > HISTORY_MAX {
            self.past.remove(0);
        }
    }

    pub(super) fn travel(&mut self, back: bool) {
        let (from, to) = if back {
            (&mut self.past, &mut self.future)
        } else {
            (&mut self.future, &mut self.past)
        };
        let Some(snapshot) = from.pop() else { return };
        to.push(Snapshot {
            text: self.text.clone(),
            caret: self.caret,
        });
        self.typing = false;
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
        self.lesson_text_open = true;
        self.replace(program, Some(index), Landing::Opening(start));
    }
}

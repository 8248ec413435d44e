//! The cursor and the clock: seeking, stepping, playing, and where a new run takes them.

use super::*;
use loopscope_core::findings::Finding;

impl App {
    pub(super) fn move_clock(&mut self, action: &Action) {
        let Some(view) = self.view.clone() else {
            // A hand that is faster than the first run of a program: it plays when it is there.
            let comes = !self.text.trim().is_empty() && self.diagnostics.is_empty();
            if comes && *action == Action::TogglePlay {
                self.plays_when_ready = !self.plays_when_ready;
            }
            return;
        };
        let step = view.step_of(self.cursor);
        let was_playing = self.playing;
        self.playing = false;
        self.anchor = None;
        let (target, moved) = match *action {
            Action::Seek(cursor) => (view.cursor_showing(cursor), Moved::Jump),
            Action::SeekTime(time) => {
                let cursor = view.timeline.cursor_at_time(time);
                self.seek(&view, cursor, Moved::Jump);
                self.now = self.hold(&view, time);
                return;
            }
            Action::SeekStep(step) => (view.cursor_of(step), Moved::Jump),
            Action::StepForward => (view.cursor_of(step + 1), Moved::Forward),
            Action::StepBack => {
                // In the middle of a wait, back is to its beginning.
                if self.now > view.time_of(self.cursor) {
                    (self.cursor, Moved::Jump)
                } else {
                    (view.cursor_of(step.saturating_sub(1)), Moved::Back)
                }
            }
            Action::NextIteration => {
                let begin = view.timeline.next_iteration(self.cursor);
                let first = view.cursor_showing(begin);
                (first.max(view.cursor_of(step + 1)), Moved::Forward)
            }
            Action::PreviousIteration => (self.iteration_before(&view), Moved::Back),
            Action::First => (0, Moved::Jump),
            Action::Last => (view.cursor_of(view.steps()), Moved::Jump),
            Action::TogglePlay => {
                if !was_playing {
                    if step >= view.steps() {
                        self.seek(&view, 0, Moved::Jump);
                    }
                    self.playing = view.steps() > 0;
                    self.spent = 0.0;
                    self.build_side = BuildSide::Board;
                }
                return;
            }
            _ => return,
        };
        self.seek(&view, target, moved);
    }

    /// The first step of this iteration, or of the one before when it is shown already.
    pub(super) fn iteration_before(&self, view: &RunView) -> usize {
        let mut begin = self.cursor;
        while begin > 0 {
            begin = view.timeline.previous_iteration(begin);
            let first = view.cursor_showing(begin);
            if first < self.cursor {
                return first;
            }
        }
        0
    }

    pub(super) fn seek(&mut self, view: &RunView, cursor: usize, moved: Moved) {
        self.cursor = cursor;
        self.now = view.time_of(cursor);
        self.moved = moved;
        self.spent = 0.0;
    }

    /// A time held between the present step and the next.
    pub(super) fn hold(&self, view: &RunView, time: Nanos) -> Nanos {
        let begin = view.time_of(self.cursor);
        let step = view.step_of(self.cursor);
        let end = if step < view.steps() {
            view.time(step + 1)
        } else {
            begin
        };
        time.clamp(begin, end)
    }

    /// Hundreds of steps share the beat of this one.
    pub fn is_crowded(&self) -> bool {
        const CROWD_STEPS: usize = 200;
        self.view.as_ref().is_some_and(|view| {
            let step = view.step_of(self.cursor);
            view.time(step) == view.time(step + 1) && view.share(step) > CROWD_STEPS
        })
    }

    /// Lets `dt` milliseconds of a spectator's time pass.
    pub fn tick(&mut self, dt: f64, reduced_motion: bool) {
        if !self.playing {
            return;
        }
        let Some(view) = self.view.clone() else {
            return;
        };
        let step = view.step_of(self.cursor);
        self.behind = self.is_crowded().then_some((self.cursor, self.now));
        let mut head = Playhead {
            step,
            now: self.now,
            spent: self.spent,
        };
        let pace = Pace {
            speed: SPEEDS[self.speed].factor,
            jumps: reduced_motion,
        };
        self.playing = head.advance(dt, &*view, pace);
        if head.step != step {
            self.cursor = view.cursor_of(head.step);
            self.moved = Moved::Forward;
        }
        (self.now, self.spent) = (head.now, head.spent);
        if !self.playing {
            self.behind = None;
        }
    }

    /// Takes what the engine tells; `serial` is the `text_serial` that it works for.
    pub fn hear(&mut self, serial: u32, news: News) {
        if serial != self.text_serial {
            return;
        }
        match news {
            News::Progress(progress) => self.progress = Some(progress),
            News::Nothing => {
                self.progress = None;
                self.view = None;
                self.diagnostics = Rc::new([]);
                (self.cursor, self.now) = (0, Nanos(0));
            }
            News::Rejected(diagnostics) => {
                self.progress = None;
                self.diagnostics = diagnostics;
                self.is_current = false;
            }
            News::Finished(view) => {
                self.progress = None;
                self.stop_asked = false;
                // What has no place in the text, or was asked for, is no mistake to mark there.
                let marked = view.recording.diagnostic.iter().filter(|diagnostic| {
                    diagnostic.span.start < diagnostic.span.end && !view.was_stopped
                });
                self.diagnostics = marked.cloned().collect();
                self.part(&view);
                self.land(&view);
                // Opened while this run was on its way: the same finding, if it has it.
                let finding = self.finding.and_then(|index| {
                    let old = self.view.as_ref()?.findings().get(index)?;
                    let same = |new: &Finding| new.message == old.message;
                    view.findings().iter().position(same)
                });
                self.finding = finding;
                if let Some(guesses) = &mut self.guesses {
                    guesses.last = None;
                }
                self.view = Some(view);
                self.is_current = true;
                if self.plays_when_ready {
                    self.plays_when_ready = false;
                    self.move_clock(&Action::TogglePlay);
                }
            }
        }
    }

    pub(super) fn land(&mut self, view: &Rc<RunView>) {
        let landing = std::mem::replace(&mut self.landing, Landing::Keep);
        self.moved = Moved::Jump;
        match landing {
            Landing::Opening(time) => {
                let cursor = view.timeline.opening(time);
                let cursor = view.cursor_of(view.step_of(cursor));
                self.seek(view, cursor, Moved::Jump);
                self.now = self.hold(view, time);
            }
            Landing::Step(step) => self.seek(view, view.cursor_of(step), Moved::Jump),
            Landing::Place { cursor, now } => {
                self.seek(view, view.cursor_of(view.step_of(cursor)), Moved::Jump);
                self.now = self.hold(view, now);
            }
            Landing::Keep => {
                let (old, cursor, now) = match &self.anchor {
                    Some(anchor) => (Some(anchor.view.clone()), anchor.cursor, anchor.now),
                    None => (self.view.clone(), self.cursor, self.now),
                };
                let same = old.map_or(0, |old| old.common_past(view));
                let cursor = if cursor <= same {
                    view.cursor_of(view.step_of(cursor))
                } else {
                    view.timeline.cursor_at_time(now)
                };
                self.seek(view, cursor, Moved::Jump);
                self.now = self.hold(view, now);
            }
        }
        let tasks = view.timeline.lanes().tasks.len();
        self.selected = self.selected.filter(|task| task.index() < tasks);
        self.menu = self.menu.filter(|(task, _)| task.index() < tasks);
    }
}

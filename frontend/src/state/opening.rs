//! The first state: what address and storage ask for.

use super::*;
use crate::picture::link_in;
use crate::share::unpack;

impl App {
    /// The first state: a link wins over `src=`, that over `lesson=`, that over what was kept;
    /// with none of them, the lesson of a first visit.
    #[must_use]
    pub fn open(query: Query, link: Option<Result<Link, LinkError>>, kept: Kept) -> Self {
        let lessons: Rc<[Lesson]> = lessons::all().into();
        let mut app = Self {
            lessons,
            lesson: None,
            lesson_text_open: !query.predict,
            text: "".into(),
            caret: None,
            caret_serial: 0,
            text_serial: 0,
            past: Vec::new(),
            future: Vec::new(),
            typing: false,
            view: None,
            is_current: false,
            diagnostics: Rc::new([]),
            progress: None,
            stop_asked: false,
            ghost: None,
            typed_line: None,
            parted: false,
            tuning: None,
            stepping: None,
            landing: Landing::Step(0),
            anchor: None,
            cursor: 0,
            now: Nanos(0),
            behind: None,
            playing: false,
            spent: 0.0,
            speed: SPEED_NORMAL,
            cores: None,
            moved: Moved::Jump,
            plays_when_ready: query.autoplay,
            selected: None,
            inspecting: false,
            menu: None,
            comparing: None,
            compared_at: Nanos(0),
            finding: None,
            program_view: ProgramView::Code,
            build_side: BuildSide::Code,
            tab: Tab::Board,
            axis: Axis::Seconds,
            theme: kept.theme.unwrap_or(Theme::Auto),
            theme_pinned: false,
            text_size: kept.text_size.unwrap_or(TEXT_SIZES[0]),
            panel: None,
            blank: false,
            inking: false,
            guesses: query.predict.then(Guesses::default),
            keys_off: kept.keys_off,
            notice: None,
            query: Rc::default(),
        };
        app.open_document(&query, link, kept.link);
        app.obey(&query);
        app.query = Rc::new(query);
        app
    }

    pub(super) fn open_document(
        &mut self,
        query: &Query,
        link: Option<Result<Link, LinkError>>,
        kept: Option<Link>,
    ) {
        match link {
            Some(Ok(link)) => return self.open_link(link),
            Some(Err(error)) => {
                self.notice = Some(Notice::error(error.message()));
                return;
            }
            None => {}
        }
        if let Some(src) = &query.src {
            self.text = src.as_str().into();
            self.landing = Landing::Opening(Nanos(0));
            return;
        }
        let wanted = query.lesson.as_deref();
        let found = wanted.and_then(|key| lessons::find(&self.lessons, key));
        if wanted.is_some() && found.is_none() {
            self.notice = Some(Notice::error(
                "There is no lesson of this name. Here is another.",
            ));
        }
        if let (None, None, Some(link), false) = (wanted, found, kept, query.embed) {
            return self.open_link(link);
        }
        let first = found.or_else(|| lessons::find(&self.lessons, lessons::FIRST));
        self.open_lesson(first.unwrap_or(0));
    }

    pub(super) fn open_link(&mut self, link: Link) {
        self.cores = link.cores;
        let comparing = link.comparing.filter(|(variants, _)| !variants.is_empty());
        self.compared_at = comparing.as_ref().map_or(Nanos(0), |(_, now)| *now);
        self.comparing = comparing.map(|(variants, _)| variants);
        self.lesson = link
            .lesson
            .and_then(|key| lessons::find(&self.lessons, &key));
        self.set_text(link.text.into(), None);
        self.landing = Landing::Place {
            cursor: link.cursor,
            now: link.now,
        };
        self.program_view = link.view.unwrap_or(self.program_view);
        self.speed = link.speed.unwrap_or(self.speed);
        self.selected = link.selected.map(TaskId);
        if let Some(theme) = link.theme {
            self.theme = theme;
            self.theme_pinned = true;
        }
    }

    /// Another link was put into the address of the open page.
    pub fn load(&mut self, link: Option<Result<Link, LinkError>>) {
        match link {
            Some(Ok(link)) if link != self.link() => {
                self.replace("".into(), None, Landing::Step(0));
                self.open_link(link);
            }
            Some(Err(error)) => self.notice = Some(Notice::error(error.message())),
            Some(Ok(_)) | None => {}
        }
    }

    /// A file was dropped on the page or chosen.
    pub(super) fn open_file(&mut self, name: &str, bytes: &[u8]) {
        if let Some(fragment) = link_in(bytes) {
            return self.load(unpack(&fragment));
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if !text.starts_with('<') => {
                let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
                self.replace(text.into(), None, Landing::Step(0));
            }
            _ => {
                self.notice = Some(Notice::error(format!(
                    "{name} holds no program. Open a Python file, or a picture that was saved here."
                )));
            }
        }
    }

    pub(super) fn obey(&mut self, query: &Query) {
        if let Some(t) = query.t {
            self.landing = Landing::Opening(t);
        }
        if let Some(step) = query.step {
            self.landing = Landing::Step(step);
        }
        self.speed = query.speed.unwrap_or(self.speed);
        self.program_view = query.view.unwrap_or(self.program_view);
        self.tab = query.tab.unwrap_or(self.tab);
        if let Some(theme) = query.theme {
            self.theme = theme;
            self.theme_pinned = theme != Theme::Auto;
        }
    }
}

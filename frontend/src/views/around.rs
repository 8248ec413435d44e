//! What goes on around the state: the machine, frames, keys, the address, storage, focus.

use crate::engine::Engine;
use crate::keys::{Key, action_for};
use crate::picture::Shot;
use crate::platform::{self, KeyTarget};
use crate::share::{ADDRESS_BYTES_MAX, pack, read_query, read_source, unpack};
use crate::state::{Action, App, Kept, News, Panel, TEXT_SIZES, Theme};
use crate::views::dialogs::png_of;
use crate::views::effects::use_effect_on;
use loopscope_core::trace::Nanos;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

const KEPT_LINK: &str = "loopscope:last";
const KEPT_THEME: &str = "loopscope:theme";
const KEPT_TEXT_SIZE: &str = "loopscope:text-size";
const KEPT_KEYS: &str = "loopscope:keys-off";

/// The address is written this long after the last change, in milliseconds.
const ADDRESS_DELAY_MS: u32 = 400;

/// A frame that took longer (a hidden page) does not make playback jump, in milliseconds.
const FRAME_MS_MAX: f64 = 100.0;

/// What happens to the state.
pub enum Message {
    Act(Action),
    Tick {
        dt: f64,
        reduced_motion: bool,
    },
    /// What was left for the frame after a tick.
    Follow,
    Hear(u32, News),
    /// Another link was put into the address.
    Load(String),
}

#[derive(Clone, PartialEq)]
pub struct Store(pub App);

impl Reducible for Store {
    type Action = Message;

    fn reduce(self: Rc<Self>, message: Message) -> Rc<Self> {
        let mut app = self.0.clone();
        app.behind = None;
        match message {
            Message::Act(action) => app.act(action),
            Message::Tick { dt, reduced_motion } => app.tick(dt, reduced_motion),
            Message::Follow => {}
            Message::Hear(serial, news) => app.hear(serial, news),
            Message::Load(fragment) => app.load(unpack(&fragment)),
        }
        Rc::new(Self(app))
    }
}

/// The state of a page that was just opened.
pub fn first_state() -> App {
    let mut query = read_query(&platform::query());
    query.src = read_source(&platform::fragment()).or(query.src);
    let kept = if query.embed {
        Kept::default()
    } else {
        Kept {
            link: platform::load(KEPT_LINK).and_then(|text| unpack(&text)?.ok()),
            theme: platform::load(KEPT_THEME).and_then(|name| Theme::named(&name)),
            text_size: platform::load(KEPT_TEXT_SIZE)
                .and_then(|text| text.parse().ok())
                .filter(|size| TEXT_SIZES.contains(size)),
            keys_off: platform::load(KEPT_KEYS).as_deref() == Some("1"),
        }
    };
    App::open(query, unpack(&platform::fragment()), kept)
}

/// How wide the page is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Width {
    Wide,
    Middle,
    Narrow,
}

/// What the window has room for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Room {
    pub width: Width,
    /// Too low for the zones of the board to stand in two rows beside all else.
    pub is_low: bool,
    /// High enough for a larger timeline and console under the board.
    pub is_tall: bool,
}

/// Below this height, in pixels at the usual size of text, the board stands in one row.
const LOW_PX: f64 = 760.0;
/// From this height on, a column of board, timeline and console has room to spare.
const TALL_PX: f64 = 900.0;

/// Larger text leaves room for less: the style sheets count in rem, too.
fn room() -> Room {
    let (width, height) = platform::window_size();
    let scale = platform::text_scale();
    let width = match width / scale {
        width if width >= 1180.0 => Width::Wide,
        width if width >= 760.0 => Width::Middle,
        _ => Width::Narrow,
    };
    Room {
        width,
        // A narrow page shows one view at a time.
        is_low: width != Width::Narrow && height / scale < LOW_PX,
        is_tall: height / scale >= TALL_PX,
    }
}

type Handle = UseReducerHandle<Store>;

#[hook]
pub fn use_room(text_size: u16) -> Room {
    let size = use_state_eq(room);
    {
        let size = size.clone();
        use_effect_on(text_size, move |percent| {
            platform::set_text_size(*percent);
            size.set(room());
            let listener = platform::listen("resize", move |_| size.set(room()));
            move || drop(listener)
        });
    }
    *size
}

/// Runs each new text, in slices.
#[hook]
pub fn use_engine(store: &Handle) {
    let engine = use_mut_ref(Engine::default);
    let (serial, stop) = (store.0.text_serial, store.0.stop_asked);
    {
        let (engine, app, dispatcher) = (engine.clone(), store.0.clone(), store.dispatcher());
        use_effect_on(serial, move |_| {
            platform::keep_safe(&app.text);
            let hear = move |news| dispatcher.dispatch(Message::Hear(serial, news));
            Engine::start(&engine, &app.file_name(), &app.text, app.cores, hear);
        });
    }
    use_effect_on(stop, move |stop| {
        if *stop {
            Engine::stop(&engine);
        }
    });
}

/// How many milliseconds one picture stays: where a crowd shares a beat, nobody could read a
/// picture for each frame, and drawing them would make the others late.
const CROWD_MS: f64 = 45.0;

/// While playing, each frame moves the clock; in a crowd, every third one.
#[hook]
pub fn use_ticks(store: &Handle) {
    let dispatcher = store.dispatcher();
    let seen = use_mut_ref(|| (false, false));
    *seen.borrow_mut() = (store.0.is_crowded(), store.0.behind.is_some());
    use_effect_on(store.0.playing, move |playing| {
        let frame = Rc::new(RefCell::new(None));
        let gone = RefCell::new(0.0);
        if *playing {
            next_frame(
                &frame,
                None,
                Rc::new(move |dt| {
                    *gone.borrow_mut() += dt;
                    let (is_crowded, follows) = *seen.borrow();
                    if follows {
                        dispatcher.dispatch(Message::Follow);
                    } else if !is_crowded || *gone.borrow() >= CROWD_MS {
                        let dt = gone.replace(0.0);
                        let reduced_motion = platform::prefers_reduced_motion();
                        dispatcher.dispatch(Message::Tick { dt, reduced_motion });
                    }
                }),
            );
        }
        move || drop(frame.borrow_mut().take())
    });
}

/// Calls at each frame with the milliseconds since the last one, until `frame` is emptied.
pub fn next_frame(
    frame: &Rc<RefCell<Option<platform::AnimationFrame>>>,
    last: Option<f64>,
    tick: Rc<dyn Fn(f64)>,
) {
    let again = frame.clone();
    let handle = platform::request_animation_frame(move |time| {
        let dt = last.map_or(0.0, |last| f64::min(time - last, FRAME_MS_MAX));
        // The next frame is asked for first: the tick may end the loop and take it back.
        next_frame(&again, Some(time), tick.clone());
        tick(dt);
    });
    *frame.borrow_mut() = Some(handle);
}

/// The keyboard map, on the whole window.
#[hook]
pub fn use_keys(store: &Handle) {
    let seen = use_mut_ref(|| (false, false));
    *seen.borrow_mut() = (store.0.keys_off, store.0.panel.is_some() || store.0.blank);
    let dispatcher = store.dispatcher();
    use_effect_on((), move |()| {
        let listener = platform::listen_keys(move |event| {
            let (keys_off, is_open) = *seen.borrow();
            let name = event.key();
            let key = Key {
                key: &name,
                shift: event.shift_key(),
                control: event.ctrl_key() || event.meta_key(),
                alt: event.alt_key(),
            };
            let target = platform::key_target(event);
            if event.default_prevented() {
                return;
            }
            // Where blocks can be added, the search is for them.
            if name == "/"
                && target != KeyTarget::Text
                && !keys_off
                && platform::focus_selector("#palette-search")
            {
                event.prevent_default();
                return;
            }
            let Some(action) = action_for(key, target, keys_off) else {
                return;
            };
            if action == Action::Close && target == KeyTarget::Text && !is_open {
                platform::blur();
                return;
            }
            event.prevent_default();
            dispatcher.dispatch(Message::Act(action));
        });
        move || drop(listener)
    });
}

/// Keeps the address and the storage as the page is, and follows links put into the address.
#[hook]
pub fn use_address(store: &Handle) {
    let app = &store.0;
    let begun = use_mut_ref(|| None);
    let timer = use_mut_ref(|| None::<platform::Timeout>);
    let is_embed = app.query.embed;
    let readonly = app.query.readonly;
    let is_settled = app.is_current || !app.diagnostics.is_empty() || app.text.trim().is_empty();
    let link = (!is_embed && !app.playing && is_settled).then(|| app.link());
    use_effect_on(link, move |link| {
        let Some(link) = link.clone().filter(|_| !is_embed) else {
            return;
        };
        // The first picture needs no address of its own.
        let is_first = begun.borrow().is_none();
        if is_first {
            *begun.borrow_mut() = Some(link);
            return;
        }
        *timer.borrow_mut() = Some(platform::Timeout::new(ADDRESS_DELAY_MS, move || {
            let fragment = pack(&link);
            platform::store(KEPT_LINK, &fragment);
            let query = if readonly { "?readonly=1" } else { "" };
            if link.text.len() <= ADDRESS_BYTES_MAX {
                platform::replace_address(&format!("{query}{fragment}"));
            } else {
                platform::replace_address(query);
            }
        }));
    });
    let dispatcher = store.dispatcher();
    use_effect_on((), move |()| {
        let listener = platform::listen("hashchange", move |_| {
            dispatcher.dispatch(Message::Load(platform::fragment()));
        });
        move || drop(listener)
    });
}

/// A file that is dropped on the page is opened.
#[hook]
pub fn use_files(store: &Handle) {
    let is_open = !store.0.query.embed && !store.0.query.readonly;
    let dispatcher = store.dispatcher();
    use_effect_on(is_open, move |is_open| {
        let listeners = is_open.then(|| {
            platform::listen_drops(move |name, bytes| {
                let action = Action::OpenFile(name.into(), bytes.into());
                dispatcher.dispatch(Message::Act(action));
            })
        });
        move || drop(listeners)
    });
}

/// Theme, title, and the settings that outlive a visit.
#[hook]
pub fn use_settings(app: &App) {
    let keeps = !app.query.embed;
    let pinned = app.theme_pinned;
    use_effect_on(app.theme, move |theme| {
        platform::set_theme(theme.name());
        if keeps && !pinned {
            platform::store(KEPT_THEME, theme.name().unwrap_or("auto"));
        }
    });
    use_effect_on(app.text_size, move |percent| {
        if keeps {
            platform::store(KEPT_TEXT_SIZE, &percent.to_string());
        }
    });
    use_effect_on(app.keys_off, move |off| {
        if keeps {
            platform::store(KEPT_KEYS, if *off { "1" } else { "0" });
        }
    });
    let title = app.lesson().map_or("Loopscope".to_owned(), |lesson| {
        format!("{} · Loopscope", lesson.title)
    });
    use_effect_on(title, |title| platform::set_title(title));
}

/// A press outside closes what is open; the focus goes back to what opened it.
#[hook]
pub fn use_panel_focus(panel: Option<Panel>, dispatch: &Callback<Action>) {
    let before = use_mut_ref(|| None::<Panel>);
    use_effect_on(panel, move |panel| {
        let last = std::mem::replace(&mut *before.borrow_mut(), *panel);
        if let (Some(last), None) = (last, panel)
            && platform::is_focus_lost()
        {
            let opener = match last {
                Panel::Lessons => "lessons",
                Panel::Share => "share",
                Panel::Scenario => "scenario",
                Panel::Help | Panel::Steps => "help",
                Panel::Drawer => "drawer",
                Panel::Speeds => "speeds",
                Panel::More => "more",
            };
            platform::focus_selector(&format!("[data-opens={opener}]"));
        }
    });
    let dispatch = dispatch.clone();
    use_effect_on(panel.is_some(), move |is_open| {
        let listener = is_open.then(|| {
            platform::listen("pointerdown", move |event| {
                if !platform::is_within(event, ".pop, [data-opens]") {
                    dispatch.emit(Action::Close);
                }
            })
        });
        move || drop(listener)
    });
}

/// An embed tells its height to the page around it.
#[hook]
pub fn use_height(app: &App) {
    let told = use_mut_ref(|| 0.0);
    let picture = (app.cursor, app.view.as_ref().map(|view| view.serial));
    let is_embed = app.query.embed && app.query.height.is_none();
    use_effect_on((is_embed, picture), move |(is_embed, _)| {
        let height = platform::natural_height(".em").filter(|_| *is_embed);
        if let Some(height) = height.filter(|height| *height > *told.borrow()) {
            *told.borrow_mut() = height;
            platform::post_height(height);
        }
    });
}

/// An embed does what the page around asks for, and tells what happens.
#[hook]
pub fn use_messages(store: &Handle) {
    let app = &store.0;
    let is_embed = app.query.embed;
    let asked = {
        let dispatcher = store.dispatcher();
        let state = use_mut_ref(|| app.clone());
        *state.borrow_mut() = app.clone();
        move |asked: &platform::Asked| {
            let app = state.borrow();
            match asked.kind.as_str() {
                "ping" if app.view.is_some() => platform::post("ready", &[], &[]),
                "getShareUrl" => {
                    let url = platform::base_address() + &pack(&app.link());
                    platform::post("shareUrl", &[("url", &url)], &[]);
                }
                "export" => {
                    let link = platform::base_address() + &pack(&app.link());
                    if let Some(shot) = Shot::of(&app, link) {
                        export(&shot, asked.text("format").as_deref() == Some("png"));
                    }
                }
                _ => {
                    let action = action_asked(asked, app.playing);
                    drop(app);
                    if let Some(action) = action {
                        dispatcher.dispatch(Message::Act(action));
                    }
                }
            }
        }
    };
    use_effect_on(is_embed, move |is_embed| {
        let listener = is_embed.then(|| platform::listen_around(asked));
        move || drop(listener)
    });
    use_effect_on(app.view.is_some(), move |is_ready| {
        if is_embed && *is_ready {
            platform::post("ready", &[], &[]);
        }
    });
    let told = use_mut_ref(|| None);
    use_effect_on((is_embed, app.text.clone()), move |(is_embed, text)| {
        // The first text is no change.
        let before = told.borrow_mut().replace(text.clone());
        if *is_embed && before.is_some_and(|before| before != *text) {
            platform::post("change", &[("src", text)], &[]);
        }
    });
    use_effect_on((is_embed, app.diagnostics.clone()), |(is_embed, found)| {
        if let (true, Some(found)) = (is_embed, found.first()) {
            let texts = [("message", &*found.message), ("help", &*found.help)];
            platform::post("error", &texts, &[]);
        }
    });
    let step = app.view.as_ref().map(|view| {
        let seconds = view.time_of(app.cursor).seconds();
        (view.step_of(app.cursor), view.steps(), seconds)
    });
    use_effect_on((is_embed, step), |(is_embed, step)| {
        if let (true, Some((step, steps, seconds))) = (is_embed, *step) {
            let numbers = [
                ("step", step as f64),
                ("steps", steps as f64),
                ("t", seconds),
            ];
            platform::post("step", &[], &numbers);
        }
    });
}

/// Posts the moment as a picture: SVG as its text, PNG as a `data:` address.
fn export(shot: &Shot, as_png: bool) {
    let post = |format: &str, data: &str| {
        platform::post("exported", &[("format", format), ("data", data)], &[]);
    };
    if !as_png {
        return post("svg", &shot.svg(platform::colour));
    }
    png_of(shot, move |png| match png {
        Some(png) => post("png", &platform::data_address("image/png", &png)),
        None => {
            let message = "This browser does not turn the picture into PNG.";
            let texts = [("message", message), ("help", "Ask for format \"svg\".")];
            platform::post("error", &texts, &[]);
        }
    });
}

/// What a message of the page around does to the state.
fn action_asked(asked: &platform::Asked, playing: bool) -> Option<Action> {
    Some(match asked.kind.as_str() {
        "load" => Action::OpenProgram(asked.text("src")?.into()),
        "seek" => match (asked.number("t"), asked.number("step")) {
            (Some(seconds), _) if seconds >= 0.0 => Action::SeekTime(Nanos::from_seconds(seconds)),
            (_, Some(step)) if step >= 0.0 => Action::SeekStep(step as usize),
            _ => return None,
        },
        "play" if !playing => Action::TogglePlay,
        "pause" if playing => Action::TogglePlay,
        "theme" => Action::SetTheme(Theme::named(&asked.text("theme")?)?),
        _ => return None,
    })
}

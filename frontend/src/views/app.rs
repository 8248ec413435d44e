//! The whole page: the one state, what goes on around it, and where each view stands.

use crate::engine::{Engine, chips};
use crate::keys::{Key, action_for};
use crate::platform::{self, KeyTarget, Motion};
use crate::player::move_ms;
use crate::share::{ADDRESS_BYTES_MAX, iframe, pack, read_query, unpack};
use crate::state::{
    Action, App, BuildSide, Kept, Moved, News, Panel, ProgramView, SPEEDS, Tab, Theme,
};
use crate::views::board::Board;
use crate::views::console::Console;
use crate::views::dialogs::{Help, Share, Steps};
use crate::views::embed::{embed, notice};
use crate::views::program::{code, program};
use crate::views::tabs::Tabs;
use crate::views::timeline::Timeline;
use crate::views::topbar::{Chip, Chips, TopBar};
use crate::views::transport::Transport;
use crate::views::why::Why;
use loopscope_core::trace::Nanos;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

const KEPT_LINK: &str = "loopscope:last";
const KEPT_THEME: &str = "loopscope:theme";
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
        match message {
            Message::Act(action) => app.act(action),
            Message::Tick { dt, reduced_motion } => app.tick(dt, reduced_motion),
            Message::Hear(serial, news) => app.hear(serial, news),
            Message::Load(fragment) => app.load(unpack(&fragment)),
        }
        Rc::new(Self(app))
    }
}

fn first_state() -> App {
    let query = read_query(&platform::query());
    let kept = if query.embed {
        Kept::default()
    } else {
        Kept {
            link: platform::load(KEPT_LINK).and_then(|text| unpack(&text)?.ok()),
            theme: platform::load(KEPT_THEME).and_then(|name| Theme::named(&name)),
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

fn width() -> Width {
    match platform::window_width() {
        width if width >= 1180.0 => Width::Wide,
        width if width >= 760.0 => Width::Middle,
        _ => Width::Narrow,
    }
}

/// What the views need besides the state.
pub struct Parts {
    pub dispatch: Callback<Action>,
    pub motion: Motion,
    /// The clock for the board: it stands still on a board of groups.
    pub board_now: Nanos,
    /// The page's address without query and fragment.
    pub base: String,
}

#[component]
pub fn Page() -> Html {
    let store = use_reducer(|| Store(first_state()));
    let app = &store.0;
    let dispatch = {
        let dispatcher = store.dispatcher();
        use_callback((), move |action: Action, ()| {
            dispatcher.dispatch(Message::Act(action))
        })
    };
    let size = use_width();
    use_engine(&store);
    use_ticks(&store);
    use_keys(&store);
    use_address(&store);
    use_settings(app);
    use_panel_focus(app.panel, &dispatch);
    use_height(app);

    let parts = Parts {
        dispatch: dispatch.clone(),
        motion: motion(app),
        board_now: board_now(app),
        base: platform::base_address(),
    };
    if app.query.embed {
        return embed(app, &parts);
    }
    let body = match size {
        Width::Wide if app.program_view == ProgramView::Blocks => building(app, &parts),
        Width::Wide => wide(app, &parts),
        Width::Middle => middle(app, &parts),
        Width::Narrow => narrow(app, &parts),
    };
    let class = match size {
        Width::Wide => "app",
        Width::Middle => "app middle",
        Width::Narrow => "app mob",
    };
    html! {
        <div {class}>
            <a class="skip" href={skip_target(app, size)}>{ "To the player" }</a>
            <TopBar lessons={app.lessons.clone()} lesson={app.lesson} is_edited={app.is_edited()}
                theme={app.theme} panel={app.panel} chips={found(app)}
                narrow={size == Width::Narrow} drawer={size == Width::Middle}
                dispatch={dispatch.clone()}/>
            { notice(app, &dispatch) }
            { body }
            { dialogs(app, &parts) }
            if app.blank {
                <button type="button" class="blank" aria-label="Show the page again"
                    onclick={let dispatch = dispatch.clone();
                        move |_| dispatch.emit(Action::Blank)}></button>
            }
        </div>
    }
}

/// Where the skip link goes: the sentence, or the player where it is not shown.
fn skip_target(app: &App, size: Width) -> &'static str {
    let has_sentence = size != Width::Narrow || app.tab != Tab::Code || !app.is_current;
    if has_sentence { "#player" } else { "#playback" }
}

fn motion(app: &App) -> Motion {
    if app.moved == Moved::Jump || platform::prefers_reduced_motion() {
        return Motion::Cut;
    }
    if !app.playing {
        return Motion::Within(if app.moved == Moved::Back {
            240.0
        } else {
            320.0
        });
    }
    move_ms(SPEEDS[app.speed].factor).map_or(Motion::Cut, Motion::Within)
}

/// More tasks than this are groups, whose numbers need no clock.
const TASKS_WITH_CLOCK_MAX: usize = 60;

fn board_now(app: &App) -> Nanos {
    match &app.view {
        Some(view) if view.timeline.lanes().tasks.len() > TASKS_WITH_CLOCK_MAX => {
            view.time_of(app.cursor)
        }
        _ => app.now,
    }
}

fn found(app: &App) -> Vec<Chip> {
    app.current_view().map_or(Vec::new(), |view| chips(&view))
}

// ---------------------------------------------------------------- layouts

fn wide(app: &App, parts: &Parts) -> Html {
    html! {
        <>
            <main class="main">
                { program(app, &parts.dispatch) }
                { why(app, parts, false) }
                { board(app, parts) }
                { timeline(app, parts, false) }
                { console(app, parts) }
            </main>
            { transport(app, parts, false, false) }
        </>
    }
}

/// The builder: blocks, and beside them the code that they write or the board that it runs on.
fn building(app: &App, parts: &Parts) -> Html {
    let select = {
        let dispatch = parts.dispatch.clone();
        Callback::from(move |index: usize| {
            let side = if index == 0 {
                BuildSide::Code
            } else {
                BuildSide::Board
            };
            dispatch.emit(Action::ShowBeside(side));
        })
    };
    let items = vec![
        ("tab-side-code".into(), "Python".into()),
        ("tab-side-board".into(), "Board".into()),
    ];
    let shows_code = app.build_side == BuildSide::Code;
    html! {
        <>
            <main class="main building">
                { program(app, &parts.dispatch) }
                <div class="col side">
                    <div class="side-head">
                        <Tabs label="Beside the blocks" class="seg" panel="side" {items}
                            selected={usize::from(!shows_code)} {select}/>
                    </div>
                    <div class="side-body" id="side" role="tabpanel"
                        aria-labelledby={if shows_code { "tab-side-code" } else { "tab-side-board" }}>
                        { why(app, parts, false) }
                        if shows_code {
                            <section class="panel code-beside" aria-label="Code">
                                <div class="ph">
                                    <h2>{ "Code" }</h2><span class="sub">{ "written as you build" }</span>
                                </div>
                                <div class="program-view">{ code(app, &parts.dispatch) }</div>
                            </section>
                        } else {
                            { board(app, parts) }
                        }
                    </div>
                    { timeline(app, parts, true) }
                    if shows_code { { console(app, parts) } }
                </div>
            </main>
            { transport(app, parts, false, false) }
        </>
    }
}

fn middle(app: &App, parts: &Parts) -> Html {
    let is_open = app.panel == Some(Panel::Drawer);
    html! {
        <>
            <main class="main">
                if is_open {
                    <div class="drawer pop">{ program(app, &parts.dispatch) }</div>
                }
                { why(app, parts, false) }
                { board(app, parts) }
                { timeline(app, parts, false) }
                { console(app, parts) }
            </main>
            { transport(app, parts, false, false) }
        </>
    }
}

fn narrow(app: &App, parts: &Parts) -> Html {
    let tabs = [Tab::Code, Tab::Board, Tab::Timeline];
    let select = {
        let dispatch = parts.dispatch.clone();
        Callback::from(move |index: usize| dispatch.emit(Action::ShowTab(tabs[index])))
    };
    let items = vec![
        ("tab-mob-code".into(), "Code".into()),
        ("tab-mob-board".into(), "Board".into()),
        ("tab-mob-timeline".into(), "Timeline".into()),
    ];
    let selected = tabs.iter().position(|tab| *tab == app.tab).unwrap_or(1);
    let labelled = ["tab-mob-code", "tab-mob-board", "tab-mob-timeline"][selected];
    html! {
        <>
            <main class="mob-main">
                <Tabs label="Views" class="tabs" panel="mob-view" {items} {selected} {select}/>
                <div class={classes!("mb", format!("mb-{selected}"))} id="mob-view" role="tabpanel"
                    aria-labelledby={labelled}>
                    if app.tab == Tab::Code {
                        { program(app, &parts.dispatch) }
                        if !app.is_current { { why(app, parts, false) } }
                    } else {
                        { why(app, parts, false) }
                        if app.tab == Tab::Board {
                            { board(app, parts) }
                            <Chips chips={found(app)} dispatch={parts.dispatch.clone()}/>
                            { console(app, parts) }
                        } else {
                            <Chips chips={found(app)} dispatch={parts.dispatch.clone()}/>
                            { timeline(app, parts, false) }
                        }
                    }
                </div>
            </main>
            { transport(app, parts, false, true) }
        </>
    }
}

// ---------------------------------------------------------------- parts

pub fn why(app: &App, parts: &Parts, readonly: bool) -> Html {
    // The sentence tells tenths of a second apart; more would only draw it more often.
    let begin = app
        .view
        .as_ref()
        .map_or(app.now, |view| view.time_of(app.cursor));
    let tenth = Nanos(app.now.0 / 100_000_000 * 100_000_000);
    html! {
        <Why text={app.text.clone()} view={app.view.clone()} is_current={app.is_current}
            diagnostics={app.diagnostics.clone()} progress={app.progress} cursor={app.cursor}
            now={if app.playing { tenth.max(begin) } else { app.now }} playing={app.playing}
            readonly={readonly || app.query.readonly} dispatch={parts.dispatch.clone()}/>
    }
}

fn board(app: &App, parts: &Parts) -> Html {
    html! {
        <Board view={app.view.clone()} cursor={app.cursor} now={parts.board_now} axis={app.axis}
            selected={app.selected} motion={parts.motion} dispatch={parts.dispatch.clone()}/>
    }
}

pub fn timeline(app: &App, parts: &Parts, compact: bool) -> Html {
    match &app.view {
        Some(view) => html! {
            <section class="panel timeline-panel" aria-label="Timeline">
                <Timeline view={view.clone()} cursor={app.cursor} now={app.now} axis={app.axis}
                    selected={app.selected} {compact} dispatch={parts.dispatch.clone()}/>
            </section>
        },
        None if compact => html! {},
        None => html! {
            <section class="panel timeline-panel" aria-label="Timeline">
                <div class="ph"><h2>{ "Timeline" }</h2></div>
                <p class="empty">{ "One lane a task, once the program runs" }</p>
            </section>
        },
    }
}

fn console(app: &App, parts: &Parts) -> Html {
    html! {
        <Console view={app.view.clone()} cursor={app.cursor} dispatch={parts.dispatch.clone()}/>
    }
}

pub fn transport(app: &App, parts: &Parts, compact: bool, narrow: bool) -> Html {
    html! {
        <Transport view={app.view.clone()} cursor={app.cursor} now={app.now} playing={app.playing}
            speed={app.speed} speeds_open={app.panel == Some(Panel::Speeds)} {compact} {narrow}
            dispatch={parts.dispatch.clone()}/>
    }
}

fn dialogs(app: &App, parts: &Parts) -> Html {
    let dispatch = parts.dispatch.clone();
    match app.panel {
        Some(Panel::Share) => {
            let fragment = pack(&app.link());
            let title = app
                .lesson()
                .map_or("A program in Loopscope", |lesson| lesson.title);
            let theme = if app.theme_pinned {
                app.theme
            } else {
                Theme::Auto
            };
            let snippet = iframe(&parts.base, &fragment, title, theme);
            html! { <Share link={format!("{}{fragment}", parts.base)} {snippet} {dispatch}/> }
        }
        Some(Panel::Help) => {
            html! { <Help keys_off={app.keys_off} theme={app.theme} {dispatch}/> }
        }
        Some(Panel::Steps) => {
            html! { <Steps view={app.view.clone()} cursor={app.cursor} {dispatch}/> }
        }
        _ => html! {},
    }
}

// ---------------------------------------------------------------- what goes on around

type Handle = UseReducerHandle<Store>;

#[hook]
fn use_width() -> Width {
    let size = use_state_eq(width);
    {
        let size = size.clone();
        use_effect_with((), move |()| {
            let listener = platform::listen("resize", move |_| size.set(width()));
            move || drop(listener)
        });
    }
    *size
}

/// Runs each new text, in slices.
#[hook]
fn use_engine(store: &Handle) {
    let engine = use_mut_ref(Engine::default);
    let (serial, stop) = (store.0.text_serial, store.0.stop_asked);
    {
        let (engine, app, dispatcher) = (engine.clone(), store.0.clone(), store.dispatcher());
        use_effect_with(serial, move |_| {
            platform::keep_safe(&app.text);
            let hear = move |news| dispatcher.dispatch(Message::Hear(serial, news));
            Engine::start(&engine, &app.file_name(), &app.text, hear);
        });
    }
    use_effect_with(stop, move |stop| {
        if *stop {
            engine.borrow_mut().stop();
        }
    });
}

/// While playing, each frame moves the clock.
#[hook]
fn use_ticks(store: &Handle) {
    let dispatcher = store.dispatcher();
    use_effect_with(store.0.playing, move |playing| {
        let frame = Rc::new(RefCell::new(None));
        if *playing {
            next_frame(
                &frame,
                None,
                Rc::new(move |dt| {
                    let reduced_motion = platform::prefers_reduced_motion();
                    dispatcher.dispatch(Message::Tick { dt, reduced_motion });
                }),
            );
        }
        move || drop(frame.borrow_mut().take())
    });
}

fn next_frame(
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
fn use_keys(store: &Handle) {
    let seen = use_mut_ref(|| (false, false));
    *seen.borrow_mut() = (store.0.keys_off, store.0.panel.is_some() || store.0.blank);
    let dispatcher = store.dispatcher();
    use_effect_with((), move |()| {
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
fn use_address(store: &Handle) {
    let app = &store.0;
    let begun = use_mut_ref(|| None);
    let timer = use_mut_ref(|| None::<platform::Timeout>);
    let is_embed = app.query.embed;
    let readonly = app.query.readonly;
    let is_settled = app.is_current || !app.diagnostics.is_empty() || app.text.trim().is_empty();
    let link = (!is_embed && !app.playing && is_settled).then(|| app.link());
    use_effect_with(link, move |link| {
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
    use_effect_with((), move |()| {
        let listener = platform::listen("hashchange", move |_| {
            dispatcher.dispatch(Message::Load(platform::fragment()));
        });
        move || drop(listener)
    });
}

/// Theme, title, and the settings that outlive a visit.
#[hook]
fn use_settings(app: &App) {
    let keeps = !app.query.embed;
    let pinned = app.theme_pinned;
    use_effect_with(app.theme, move |theme| {
        platform::set_theme(theme.name());
        if keeps && !pinned {
            platform::store(KEPT_THEME, theme.name().unwrap_or("auto"));
        }
    });
    use_effect_with(app.keys_off, move |off| {
        if keeps {
            platform::store(KEPT_KEYS, if *off { "1" } else { "0" });
        }
    });
    let title = app.lesson().map_or("Loopscope".to_owned(), |lesson| {
        format!("{} · Loopscope", lesson.title)
    });
    use_effect_with(title, |title| platform::set_title(title));
}

/// A press outside closes what is open; the focus goes back to what opened it.
#[hook]
fn use_panel_focus(panel: Option<Panel>, dispatch: &Callback<Action>) {
    let before = use_mut_ref(|| None::<Panel>);
    use_effect_with(panel, move |panel| {
        let last = std::mem::replace(&mut *before.borrow_mut(), *panel);
        if let (Some(last), None) = (last, panel)
            && platform::is_focus_lost()
        {
            let opener = match last {
                Panel::Lessons => "lessons",
                Panel::Share => "share",
                Panel::Help | Panel::Steps => "help",
                Panel::Drawer => "drawer",
                Panel::Speeds => "speeds",
                Panel::More => "more",
            };
            platform::focus_selector(&format!("[data-opens={opener}]"));
        }
    });
    let dispatch = dispatch.clone();
    use_effect_with(panel.is_some(), move |is_open| {
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
fn use_height(app: &App) {
    let told = use_mut_ref(|| 0.0);
    let picture = (app.cursor, app.view.as_ref().map(|view| view.serial));
    let is_embed = app.query.embed && app.query.height.is_none();
    use_effect_with((is_embed, picture), move |(is_embed, _)| {
        let height = platform::natural_height(".em").filter(|_| *is_embed);
        if let Some(height) = height.filter(|height| *height > *told.borrow()) {
            *told.borrow_mut() = height;
            platform::post_height(height);
        }
    });
}

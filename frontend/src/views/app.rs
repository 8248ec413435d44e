//! The whole page: where each view stands, at each width.

use crate::chips::{Chip, chips};
use crate::picture::Shot;
use crate::platform::{self, Motion};
use crate::player::{Track, move_ms};
use crate::share::{iframe, pack};
use crate::state::predicting::hidden_end;
use crate::state::{Action, App, BuildSide, Moved, Panel, ProgramView, SPEEDS, Tab, Theme};
use crate::views::around::{
    Message, Room, Store, Width, first_state, use_address, use_engine, use_files, use_height,
    use_keys, use_messages, use_panel_focus, use_room, use_settings, use_ticks,
};
use crate::views::board::Board;
use crate::views::compare::Compare;
use crate::views::console::Console;
use crate::views::dialogs::{Share, Steps, help};
use crate::views::embed::{embed, notice};
use crate::views::finding::FindingPanel;
use crate::views::ink::Ink;
use crate::views::inspector::Inspector;
use crate::views::menu::Menu;
use crate::views::program::{code, program};
use crate::views::scenario::Scenario;
use crate::views::tabs::Tabs;
use crate::views::timeline::Timeline;
use crate::views::topbar::{Chips, TopBar};
use crate::views::transport::Transport;
use crate::views::why::Why;
use loopscope_core::trace::{Nanos, TaskId};
use yew::prelude::*;

/// What the views need besides the state.
pub struct Parts {
    pub dispatch: Callback<Action>,
    pub motion: Motion,
    /// What the board shows, and its clock, which stands still on a board of groups.
    pub board_at: (usize, Nanos),
    /// The board has one row.
    pub is_low: bool,
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
    let Room {
        width,
        is_low,
        is_tall,
    } = use_room(app.text_size);
    use_engine(&store);
    use_ticks(&store);
    use_keys(&store);
    use_address(&store);
    use_settings(app);
    use_panel_focus(app.panel, &dispatch);
    use_height(app);
    use_messages(&store);
    use_files(&store);

    let parts = Parts {
        dispatch: dispatch.clone(),
        motion: motion(app),
        board_at: board_at(app),
        is_low,
        base: platform::base_address(),
    };
    if app.query.embed {
        return embed(app, &parts);
    }
    let body = match width {
        _ if app.comparing.is_some() => comparison(app, &parts),
        Width::Wide if app.program_view == ProgramView::Blocks => building(app, &parts),
        Width::Wide => wide(app, &parts),
        Width::Middle => middle(app, &parts),
        Width::Narrow => narrow(app, &parts),
    };
    let class = match width {
        Width::Wide => "app",
        Width::Middle if is_tall => "app middle tall",
        Width::Middle => "app middle",
        Width::Narrow => "app mob",
    };
    html! {
        <div class={classes!(class, is_low.then_some("low"), app.guesses.map(|_| "predicting"))} oncontextmenu={on_menu(app, &dispatch)}>
            <a class="skip" href={skip_target(app, width)}>{ "To the player" }</a>
            <TopBar lessons={app.lessons.clone()} lesson={app.lesson} is_edited={app.is_edited()}
                readonly={app.query.readonly} theme={app.theme} cores={app.cores} panel={app.panel} chips={found(app)} text={app.text.clone()}
                comparing={app.comparing.is_some()} predicting={app.guesses.is_some()}
                narrow={width == Width::Narrow} drawer={width == Width::Middle}
                dispatch={dispatch.clone()}/>
            { notice(app, &dispatch) }
            { body }
            { dialogs(app, &parts) }
            { closer_look(app, &parts, width) }
            if app.inking { <Ink dispatch={dispatch.clone()}/> }
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
    let share = app
        .view
        .as_ref()
        .map_or(1, |view| view.share(view.step_of(app.cursor)));
    move_ms(SPEEDS[app.speed].factor, share).map_or(Motion::Cut, Motion::Within)
}

/// More tasks than this are groups, whose numbers need no clock.
const TASKS_WITH_CLOCK_MAX: usize = 60;

fn board_at(app: &App) -> (usize, Nanos) {
    let Some(view) = &app.view else {
        return (0, app.now);
    };
    let now = match view.timeline.lanes().tasks.len() {
        ..=TASKS_WITH_CLOCK_MAX => app.now,
        _ => view.time_of(app.cursor),
    };
    (view.timeline.settled(app.cursor, app.now), now)
}

fn found(app: &App) -> Vec<Chip> {
    // What is found tells the end.
    let seen = app.touched_view().filter(|_| app.guesses.is_none());
    seen.map_or(Vec::new(), |view| chips(&view))
}

// ---------------------------------------------------------------- layouts

fn wide(app: &App, parts: &Parts) -> Html {
    html! {
        <>
            <main class={classes!("main", app.inspecting.then_some("inspecting"))}>
                { program(app, &parts.dispatch) }
                { why(app, parts, false) }
                { board(app, parts) }
                { timeline(app, parts, false) }
                { console(app, parts) }
                if app.inspecting { { inspector(app, parts, false) } }
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
    // The first page of the builder says all that the sentence would.
    let begins = app.program_view == ProgramView::Blocks && app.text.trim().is_empty();
    let labelled = ["tab-mob-code", "tab-mob-board", "tab-mob-timeline"][selected];
    html! {
        <>
            <main class="mob-main">
                <Tabs label="Views" class="tabs" panel="mob-view" {items} {selected} {select}/>
                <div key={selected} class={classes!("mb", format!("mb-{selected}"))} id="mob-view" role="tabpanel"
                    aria-labelledby={labelled}>
                    if app.tab == Tab::Code {
                        { program(app, &parts.dispatch) }
                        if !app.is_current && !begins { { why(app, parts, false) } }
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
            readonly={readonly || app.query.readonly} guesses={app.guesses} dispatch={parts.dispatch.clone()}/>
    }
}

fn board(app: &App, parts: &Parts) -> Html {
    html! {
        <Board view={app.view.clone()} cursor={parts.board_at.0} now={parts.board_at.1} axis={app.axis}
            selected={app.selected} motion={parts.motion} compact={parts.is_low}
            dispatch={parts.dispatch.clone()}/>
    }
}

pub fn timeline(app: &App, parts: &Parts, compact: bool) -> Html {
    let (cursor, now) = app.behind.unwrap_or((app.cursor, app.now));
    match &app.view {
        Some(view) => html! {
            <section class="panel timeline-panel" aria-label="Timeline">
                <Timeline view={view.clone()} {cursor} {now} axis={app.axis}
                    selected={app.selected} {compact} ghost={app.old_future()} cores={app.cores}
                    until={app.guesses.map(|_| hidden_end(view.timeline.length()))}
                    readonly={app.query.readonly || app.query.embed} dispatch={parts.dispatch.clone()}/>
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
            predicting={app.guesses.is_some()} dispatch={parts.dispatch.clone()}/>
    }
}

fn comparison(app: &App, parts: &Parts) -> Html {
    let variants = app.comparing.clone().unwrap_or_default();
    html! {
        <Compare key={app.text_serial} {variants} now={app.compared_at} others={app.programs()} speed={app.speed} cores={app.cores} dispatch={parts.dispatch.clone()}/>
    }
}

fn inspector(app: &App, parts: &Parts, sheet: bool) -> Html {
    html! {
        <Inspector view={app.view.clone()} cursor={app.cursor} now={app.now}
            selected={app.selected} {sheet} readonly={app.query.readonly}
            dispatch={parts.dispatch.clone()}/>
    }
}

/// A press of the other button (or a long one, or the menu key) on a lane or token.
fn on_menu(app: &App, dispatch: &Callback<Action>) -> Callback<MouseEvent> {
    let can = app.touched_view().is_some() && app.comparing.is_none();
    let dispatch = dispatch.clone();
    Callback::from(move |event: MouseEvent| {
        let task = platform::attribute_around(&event, "data-task");
        if let Some(task) = task.and_then(|task| task.parse().ok()).filter(|_| can) {
            event.prevent_default();
            let at = (event.client_x(), event.client_y());
            dispatch.emit(Action::OpenMenu(TaskId(task), at));
        }
    })
}

/// The inspector where it has no column of its own, and the finding that is read.
fn closer_look(app: &App, parts: &Parts, size: Width) -> Html {
    if app.comparing.is_some() {
        return html! {};
    }
    let has_column = size == Width::Wide && app.program_view != ProgramView::Blocks;
    let finding = app.finding.and_then(|index| {
        let view = app.current_view()?;
        view.findings().get(index)?;
        Some(html! {
            <FindingPanel {view} {index} readonly={app.query.readonly}
                dispatch={parts.dispatch.clone()}/>
        })
    });
    let menu = app.menu.and_then(|(task, at)| {
        let view = app.current_view()?;
        Some(html! {
            <Menu {view} cursor={app.cursor} {task} {at} readonly={app.query.readonly}
                dispatch={parts.dispatch.clone()}/>
        })
    });
    html! {
        <>
            { menu }
            if app.inspecting && !has_column { { inspector(app, parts, true) } }
            { finding }
        </>
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
            let link = format!("{}{fragment}", parts.base);
            html! { <Share link={link.clone()} {snippet} shot={Shot::of(app, link)} {dispatch}/> }
        }
        Some(Panel::Scenario) if !app.query.readonly => {
            html! { <Scenario {dispatch}/> }
        }
        Some(Panel::Help) => help(app.keys_off, app.text_size, &dispatch),
        Some(Panel::Steps) => {
            html! { <Steps view={app.view.clone()} cursor={app.cursor} {dispatch}/> }
        }
        _ => html! {},
    }
}

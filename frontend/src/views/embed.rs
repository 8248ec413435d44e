//! The player that stands in another page: one moment of one program, without the chrome.

use crate::share::pack;
use crate::state::{Action, App, ProgramView, Tab};
use crate::views::app::{Parts, timeline, transport, why};
use crate::views::blocks::Blocks;
use crate::views::board::Board;
use crate::views::effects::on_press;
use crate::views::glyph::icon;
use crate::views::program::code;
use yew::prelude::*;

pub fn embed(app: &App, parts: &Parts) -> Html {
    let title = app.lesson().map_or("Loopscope", |lesson| lesson.title);
    let link = format!("{}{}", parts.base, pack(&app.link()));
    let shows = |tab: Tab| app.query.tab.is_none_or(|wanted| wanted == tab);
    let text_only = app.query.tab == Some(Tab::Code);
    let style = app.query.height.map(|height| format!("height:{height}px"));
    let fixed = style.is_some().then_some("fixed");
    html! {
        <main class={classes!("em", fixed, app.guesses.map(|_| "predicting"))} {style} aria-label={format!("Loopscope player: {title}")}>
            <header>
                <svg class="lg" aria-hidden="true"><use href="#i-logo"/></svg>
                <h1>{ title }</h1>
                <span class="spring"></span>
                <a href={link} target="_blank" rel="noopener">
                    { "Open" }<span>{ " in Loopscope" }</span>{ icon("open") }
                </a>
            </header>
            { notice(app, &parts.dispatch) }
            { why(app, parts, true) }
            if text_only && app.program_view == ProgramView::Blocks {
                <div class="em-text">
                    <Blocks text={app.text.clone()} view={app.current_view()} cursor={app.cursor}
                        readonly={app.query.readonly}
                        dispatch={parts.dispatch.clone()}/>
                </div>
            } else if text_only {
                <div class="em-text">{ code(app, &parts.dispatch) }</div>
            }
            if shows(Tab::Board) && !text_only {
                <Board view={app.view.clone()} cursor={parts.board_at.0} now={parts.board_at.1}
                    axis={app.axis} selected={app.selected} motion={parts.motion} compact=true
                    dispatch={parts.dispatch.clone()}/>
            }
            if shows(Tab::Timeline) && !text_only { { timeline(app, parts, true) } }
            if app.query.controls { { transport(app, parts, true, false) } }
        </main>
    }
}

/// Also used by the page for its own messages.
pub fn notice(app: &App, dispatch: &Callback<Action>) -> Html {
    let Some(notice) = &app.notice else {
        return html! {};
    };
    let close = on_press(dispatch, Action::DismissNotice);
    let role = if notice.is_error { "alert" } else { "status" };
    html! {
        <div class={classes!("notice", notice.is_error.then_some("error"))} {role}>
            <span>{ &*notice.text }</span>
            <button type="button" class="btn icon" aria-label="Dismiss" onclick={close}>
                { icon("close") }
            </button>
        </div>
    }
}

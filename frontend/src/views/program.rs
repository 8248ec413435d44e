//! The program: its lesson's words, and the text as code or as blocks.

use crate::state::{Action, App, ProgramView};
use crate::views::blocks::Blocks;
use crate::views::code::Code;
use crate::views::effects::on_press;
use crate::views::glyph::icon;
use crate::views::tabs::Tabs;
use yew::prelude::*;

/// The whole panel, or (`code_only`) the code beside the builder.
pub fn program(app: &App, dispatch: &Callback<Action>) -> Html {
    let building = app.program_view == ProgramView::Blocks;
    let select = {
        let dispatch = dispatch.clone();
        Callback::from(move |index: usize| {
            let view = if index == 0 {
                ProgramView::Blocks
            } else {
                ProgramView::Code
            };
            dispatch.emit(Action::ShowProgram(view));
        })
    };
    let items = vec![
        ("tab-blocks".into(), "Blocks".into()),
        ("tab-code".into(), "Code".into()),
    ];
    let edited = if app.is_edited() { " · edited" } else { "" };
    html! {
        <section class="panel program-panel" aria-label="Program">
            <div class="ph">
                <h2>{ "Program" }</h2>
                <span class="sub">{ app.file_name() }{ edited }</span>
                <span class="spring"></span>
                { history(app, dispatch) }
                <Tabs label="Program as" class="seg" panel="program-view" {items}
                    selected={usize::from(!building)} {select}/>
            </div>
            { lesson_card(app, dispatch) }
            <div class="program-view" id="program-view" role="tabpanel"
                aria-labelledby={if building { "tab-blocks" } else { "tab-code" }}>
                if building {
                    <Blocks text={app.text.clone()} view={app.current_view()} cursor={app.cursor}
                        readonly={app.query.readonly}
                        dispatch={dispatch.clone()}/>
                } else {
                    { code(app, dispatch) }
                }
            </div>
        </section>
    }
}

/// The editor of the present text.
pub fn code(app: &App, dispatch: &Callback<Action>) -> Html {
    let (cursor, now) = app.behind.unwrap_or((app.cursor, app.now));
    html! {
        <Code text={app.text.clone()} view={app.current_view()}
            diagnostics={app.diagnostics.clone()} {cursor} {now} selected={app.selected}
            caret={app.caret} caret_serial={app.caret_serial} readonly={app.query.readonly}
            dispatch={dispatch.clone()}/>
    }
}

fn history(app: &App, dispatch: &Callback<Action>) -> Html {
    if app.program_view == ProgramView::Code || app.query.readonly {
        return html! {};
    }
    let button = |label: &'static str, disabled: bool, action: Action| {
        let onclick = on_press(dispatch, action);
        html! { <button type="button" class="btn" {disabled} {onclick}>{ label }</button> }
    };
    html! {
        <>
            { button("Undo", !app.can_undo(), Action::Undo) }
            { button("Redo", !app.can_redo(), Action::Redo) }
        </>
    }
}

/// Two sentences and a question, as long as the program is the lesson's or made from it.
fn lesson_card(app: &App, dispatch: &Callback<Action>) -> Html {
    let Some(lesson) = app.lesson() else {
        return html! {};
    };
    let toggle = on_press(dispatch, Action::ToggleLessonText);
    let is_open = app.lesson_text_open;
    html! {
        <div class={classes!("lesson-card", is_open.then_some("open"))}>
            <button type="button" class="lesson-fold" aria-expanded={is_open.to_string()}
                aria-controls="lesson-text" onclick={toggle}>
                { icon("down") }<span>{ lesson.title }</span>
            </button>
            <div id="lesson-text" hidden={!is_open}>
                <p>{ &lesson.text }</p>
                <p class="question"><b>{ "Think: " }</b>{ lesson.question }</p>
            </div>
        </div>
    }
}

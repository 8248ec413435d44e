//! "New scenario": a table of tasks that becomes a program. It is made for the keyboard: Tab goes
//! through the cells, Enter adds a row, Ctrl+Enter makes the program.

use crate::platform;
use crate::state::Action;
use crate::views::blocks::group::{kinds, number, work_named};
use crate::views::blocks::words::pattern_words;
use crate::views::dialogs::Dialog;
use crate::views::effects::use_effect_on;
use crate::views::glyph::icon;
use loopscope_core::edit::{Pattern, Task, Work, scenario};
use std::rc::Rc;
use yew::prelude::*;

/// A row of the table, as it is typed.
#[derive(Clone, PartialEq)]
struct Row {
    name: String,
    work: Work,
    seconds: String,
    fails: bool,
}

/// More rows than a picture of tasks one by one can show.
const ROWS_MAX: usize = 60;

fn row(name: &str, seconds: &str) -> Row {
    Row {
        name: name.to_owned(),
        work: Work::Waits,
        seconds: seconds.to_owned(),
        fails: false,
    }
}

/// The program of the rows; rows without a name are called by their number.
fn program(rows: &[Row], pattern: Pattern) -> String {
    let task = |(index, row): (usize, &Row)| {
        let name = match row.name.trim() {
            "" => format!("Task {}", index + 1),
            given => given.to_owned(),
        };
        Task {
            name,
            seconds: number(&row.seconds).unwrap_or(1.0),
            work: row.work,
            fails: row.fails,
        }
    };
    let tasks: Vec<Task> = rows.iter().enumerate().map(task).collect();
    scenario(&tasks, pattern)
}

fn focus_row(index: usize) {
    platform::focus_and_select(&format!("#scenario-{index}"));
}

#[derive(Properties, PartialEq)]
pub struct ScenarioProps {
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Scenario(props: &ScenarioProps) -> Html {
    let rows = use_state(|| vec![row("Database", "1.5"), row("Cache", "0.5")]);
    let pattern = use_state(|| Pattern::Gather);
    let added = use_mut_ref(|| true);
    {
        // A new row gets the focus once it is drawn; the first one when the table opens.
        let added = added.clone();
        use_effect_on(rows.len(), move |count| {
            if std::mem::take(&mut *added.borrow_mut()) {
                focus_row(if *count == 2 { 0 } else { count - 1 });
            }
        });
    }
    let set = {
        let rows = rows.clone();
        move |index: usize, change: &dyn Fn(&mut Row)| {
            let mut all = (*rows).clone();
            if let Some(row) = all.get_mut(index) {
                change(row);
            }
            rows.set(all);
        }
    };
    let create = {
        let (rows, pattern, dispatch) = (rows.clone(), *pattern, props.dispatch.clone());
        Callback::from(move |()| {
            let text: Rc<str> = program(&rows, pattern).into();
            dispatch.emit(Action::OpenProgram(text));
        })
    };
    let add = {
        let (rows, added) = (rows.clone(), added.clone());
        Callback::from(move |()| {
            if rows.len() < ROWS_MAX {
                let mut all = (*rows).clone();
                all.push(row("", "1.0"));
                *added.borrow_mut() = true;
                rows.set(all);
            }
        })
    };
    let onkeydown = {
        let (create, add) = (create.clone(), add.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() != "Enter" {
                return;
            }
            let makes = event.ctrl_key() || event.meta_key();
            if makes {
                create.emit(());
            } else if platform::is_within(&event, "tbody input, tbody select") {
                add.emit(());
            } else {
                return;
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let cells = rows.iter().enumerate().map(|(index, row)| {
        let nth = index + 1;
        let on_name = {
            let set = set.clone();
            move |event: InputEvent| {
                let value = platform::value_of(&event);
                set(index, &|row| row.name.clone_from(&value));
            }
        };
        let on_kind = {
            let set = set.clone();
            move |event: Event| {
                let work = work_named(&platform::changed_value_of(&event));
                set(index, &|row| row.work = work);
            }
        };
        let on_seconds = {
            let set = set.clone();
            move |event: InputEvent| {
                let value = platform::value_of(&event);
                set(index, &|row| row.seconds.clone_from(&value));
            }
        };
        let on_fails = {
            let set = set.clone();
            move |_: Event| set(index, &|row| row.fails = !row.fails)
        };
        let remove = {
            let rows = rows.clone();
            move |_: MouseEvent| {
                let mut all = (*rows).clone();
                all.remove(index);
                rows.set(all);
                focus_row(index.saturating_sub(1));
            }
        };
        let is_wrong = number(&row.seconds).is_none().to_string();
        html! {
            <tr key={index}>
                <td><input type="text" class="field" id={format!("scenario-{index}")}
                    aria-label={format!("Name of task {nth}")} autocomplete="off"
                    spellcheck="false" placeholder={format!("Task {nth}")}
                    value={row.name.clone()} oninput={on_name}/></td>
                <td><select class="field" aria-label={format!("Kind of task {nth}")}
                    onchange={on_kind}>{ kinds(row.work) }</select></td>
                <td><input type="text" class="field num" inputmode="decimal" autocomplete="off"
                    aria-label={format!("Seconds of task {nth}")} aria-invalid={is_wrong}
                    value={row.seconds.clone()} oninput={on_seconds}/></td>
                <td class="mid"><input type="checkbox" aria-label={format!("Task {nth} fails")}
                    checked={row.fails} onchange={on_fails}/></td>
                <td><button type="button" class="btn icon" tabindex="-1"
                    disabled={rows.len() == 1} aria-label={format!("Remove task {nth}")}
                    onclick={remove}>{ icon("close") }</button></td>
            </tr>
        }
    });
    let cells: Html = cells.collect();
    let way = |way: &Pattern| {
        let (pattern, way) = (pattern.clone(), *way);
        let is_on = *pattern == way;
        html! {
            <label class={classes!("way", is_on.then_some("on"))}>
                <input type="radio" name="scenario-way" checked={is_on}
                    onchange={move |_| pattern.set(way)}/>
                { pattern_words(way) }
            </label>
        }
    };
    let on_create = {
        let create = create.clone();
        move |_: MouseEvent| create.emit(())
    };
    let on_add = move |_: MouseEvent| add.emit(());
    html! {
        <Dialog title="New scenario" class="scenario" dispatch={props.dispatch.clone()}>
            <div class="scenario-in" {onkeydown}>
                <table>
                    <caption class="vh">{ "Tasks of the program" }</caption>
                    <thead><tr>
                        <th scope="col">{ "Name" }</th><th scope="col">{ "Kind" }</th>
                        <th scope="col">{ "Seconds" }</th><th scope="col">{ "Fails" }</th>
                        <th scope="col"><span class="vh">{ "Remove" }</span></th>
                    </tr></thead>
                    <tbody>{ cells }</tbody>
                </table>
                <button type="button" class="btn line" onclick={on_add}>
                    { icon("plus") }{ "Add a row" }<kbd>{ "Enter" }</kbd>
                </button>
                <fieldset>
                    <legend>{ "How they run" }</legend>
                    { for Pattern::ALL.iter().map(way) }
                </fieldset>
                <div class="pop-foot">
                    <button type="button" class="btn primary" onclick={on_create}>
                        { "Create" }<kbd>{ "Ctrl + Enter" }</kbd>
                    </button>
                </div>
            </div>
        </Dialog>
    }
}

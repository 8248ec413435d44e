//! The bar at the top: lessons, findings, share, theme, help.

use crate::chips::Chip;
use crate::lessons::Lesson;
use crate::platform;
use crate::state::{Action, Panel, Theme};
use crate::views::badge::Badge;
use crate::views::effects::{on_press, use_effect_on};
use crate::views::glyph::{glyph, icon};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TopBarProps {
    pub lessons: Rc<[Lesson]>,
    pub lesson: Option<usize>,
    pub is_edited: bool,
    /// Nothing can be changed, so nothing new is offered.
    pub readonly: bool,
    pub theme: Theme,
    pub cores: Option<u32>,
    pub panel: Option<Panel>,
    pub chips: Vec<Chip>,
    pub text: Rc<str>,
    /// The page is narrow: name and number of the lesson, share, and the rest behind one button.
    pub narrow: bool,
    /// Programs are compared.
    #[prop_or_default]
    pub comparing: bool,
    pub predicting: bool,
    /// The page is of middle width: the program is in a drawer.
    pub drawer: bool,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let act = |action: Action| on_press(&props.dispatch, action);
    let is_open = |panel: Panel| (props.panel == Some(panel)).to_string();
    let logo = html! {
        <h1 class="brand" aria-label="Loopscope">
            <svg aria-hidden="true"><use href="#i-logo"/></svg>
            <span class="brand-name">{ "Loopscope" }</span>
        </h1>
    };
    let share = html! {
        <button type="button" class={classes!("btn", props.narrow.then_some("icon"))}
            data-opens="share" aria-label="Share" aria-haspopup="dialog"
            aria-expanded={is_open(Panel::Share)} onclick={act(Action::Toggle(Panel::Share))}>
            { icon("share") }if !props.narrow { <span class="words">{ "Share" }</span> }
        </button>
    };
    let help = html! {
        <button type="button" class="btn icon line help-button" data-opens="help"
            aria-label="Keyboard help" aria-haspopup="dialog" aria-expanded={is_open(Panel::Help)}
            onclick={act(Action::Toggle(Panel::Help))}>
            { "?" }
        </button>
    };
    // A button with words shows them where there is room.
    let tool = |sign: &'static str,
                label: &'static str,
                title: &'static str,
                pressed: Option<bool>,
                action: Action| {
        let words = matches!(sign, "compare" | "plus");
        let opens = matches!(sign, "compare" | "inspect").then_some(sign);
        let class = classes!(
            "btn",
            (!words).then_some("icon"),
            (pressed == Some(true)).then_some("line")
        );
        html! {
            <button type="button" {class} data-opens={opens} aria-label={label} {title}
                aria-pressed={pressed.map(|is_on| is_on.to_string())} onclick={act(action)}>
                { icon(sign) }if words { <span class="words">{ label }</span> }
            </button>
        }
    };
    let label = theme_label(props.theme);
    let theme = tool(
        "theme",
        label,
        label,
        None,
        Action::SetTheme(next_theme(props.theme)),
    );
    let compare = tool(
        "compare",
        "Compare",
        "Compare: the same work in three ways",
        Some(props.comparing),
        Action::CompareWays(None),
    );
    let inspect = tool(
        "inspect",
        "Inspector",
        "Inspector (i)",
        None,
        Action::ToggleInspector,
    );
    let predict = tool(
        "predict",
        "Predict first",
        "Predict first: who prints next? (p)",
        Some(props.predicting),
        Action::TogglePredict,
    );
    let new =
        (!props.readonly).then(|| tool("plus", "New", "New program", None, Action::NewProgram));
    if props.narrow {
        return html! {
            <header class="bar">
                { logo }
                { lesson_nav(props) }
                <span class="spring"></span>
                { share }
                <button type="button" class="btn icon" data-opens="more" aria-label="More"
                    aria-expanded={is_open(Panel::More)} onclick={act(Action::Toggle(Panel::More))}>
                    { icon("more") }
                </button>
                if props.panel == Some(Panel::More) {
                    <div class="pop more"><Badge text={props.text.clone()} cores={props.cores}/>{ new }{ compare }{ inspect }{ predict }{ theme }{ help }</div>
                }
            </header>
        };
    }
    html! {
        <header class="bar">
            { logo }
            if props.drawer {
                <button type="button" class="btn line" data-opens="drawer"
                    aria-expanded={is_open(Panel::Drawer)}
                    onclick={act(Action::Toggle(Panel::Drawer))}>
                    { "Program" }
                </button>
            }
            { lesson_nav(props) }
            <span class="spring"></span>
            <Chips chips={props.chips.clone()} dispatch={props.dispatch.clone()}/>
            if !props.comparing { <Badge text={props.text.clone()} cores={props.cores}/> }
            <span class="rule"></span>
            { new }
            { compare }
            { share }
            { inspect }
            { predict }
            { theme }
            { help }
        </header>
    }
}

fn theme_label(theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => "Theme: as the system",
        Theme::Light => "Theme: light",
        Theme::Dark => "Theme: dark",
    }
}

fn next_theme(theme: Theme) -> Theme {
    match theme {
        Theme::Auto => Theme::Light,
        Theme::Light => Theme::Dark,
        Theme::Dark => Theme::Auto,
    }
}

fn lesson_nav(props: &TopBarProps) -> Html {
    let act = |action: Action| on_press(&props.dispatch, action);
    let total = props.lessons.len();
    let (of, title) = match props.lesson {
        Some(index) => {
            let of = if props.narrow {
                format!("{} of {total}", index + 1)
            } else {
                format!("Lesson {} of {total}", index + 1)
            };
            (of, props.lessons[index].title)
        }
        None => (format!("{total} lessons"), "Your own program"),
    };
    let is_open = props.panel == Some(Panel::Lessons);
    let at = props.lesson;
    let arrow = |sign: &'static str, label: &'static str, disabled: bool, action: Action| {
        if props.narrow {
            return html! {};
        }
        html! {
            <button type="button" class="btn icon" aria-label={label} {disabled} onclick={act(action)}>
                { icon(sign) }
            </button>
        }
    };
    html! {
        <nav class="lesson" aria-label="Lessons">
            { arrow("left", "Previous lesson", at.is_none_or(|at| at == 0), Action::PreviousLesson) }
            <button type="button" class="btn line lesson-button" data-opens="lessons"
                aria-haspopup="dialog" aria-expanded={is_open.to_string()}
                onclick={act(Action::Toggle(Panel::Lessons))}>
                <span class="of">{ of }</span><b>{ title }</b>{ icon("down") }
            </button>
            { arrow("right", "Next lesson", at.is_some_and(|at| at + 1 >= total), Action::NextLesson) }
            if is_open {
                <LessonMenu lessons={props.lessons.clone()} lesson={props.lesson}
                    is_edited={props.is_edited} readonly={props.readonly}
                    dispatch={props.dispatch.clone()}/>
            }
        </nav>
    }
}

#[derive(Properties, PartialEq)]
struct LessonMenuProps {
    lessons: Rc<[Lesson]>,
    lesson: Option<usize>,
    is_edited: bool,
    readonly: bool,
    dispatch: Callback<Action>,
}

#[component]
fn LessonMenu(props: &LessonMenuProps) -> Html {
    use_effect_on((), |()| {
        if !platform::focus_selector(".lessons-menu [aria-current]") {
            platform::focus_selector(".lessons-menu button");
        }
    });
    let act = |action: Action| on_press(&props.dispatch, action);
    let node = use_node_ref();
    let onkeydown = {
        let node = node.clone();
        Callback::from(move |event: KeyboardEvent| {
            let forward = match event.key().as_str() {
                "ArrowDown" => true,
                "ArrowUp" => false,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            let _ = platform::focus_neighbour(&node, "button", forward);
        })
    };
    let rows = props.lessons.iter().enumerate().map(|(index, lesson)| {
        let is_current = props.lesson == Some(index);
        html! {
            <li>
                <button type="button" class={classes!("row", is_current.then_some("on"))}
                    aria-current={is_current.then_some("true")}
                    onclick={act(Action::OpenLesson(index))}>
                    <span class="num">{ index + 1 }</span><span>{ lesson.title }</span>
                </button>
            </li>
        }
    });
    let open = {
        let dispatch = props.dispatch.clone();
        move |_: MouseEvent| {
            let dispatch = dispatch.clone();
            platform::choose_file(move |name, bytes| {
                dispatch.emit(Action::OpenFile(name.into(), bytes.into()));
            });
        }
    };
    html! {
        <div class="pop lessons-menu" role="dialog" aria-label="Lessons" ref={node} {onkeydown}>
            <ol>{ for rows }</ol>
            <div class="pop-foot">
                if !props.readonly {
                    <button type="button" class="btn line" onclick={act(Action::NewProgram)}>
                        { "New, empty program" }
                    </button>
                }
                <button type="button" class="btn line" onclick={open}>{ "Open a file …" }</button>
                if props.is_edited {
                    <button type="button" class="btn line" onclick={act(Action::Restore)}>
                        { "Back to the lesson's text" }
                    </button>
                }
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub struct ChipsProps {
    pub chips: Vec<Chip>,
    pub dispatch: Callback<Action>,
}

/// Findings about the run: each opens the step that it belongs to.
#[component]
pub fn Chips(props: &ChipsProps) -> Html {
    let chips = props.chips.iter().map(|chip| {
        let action = match chip.finding {
            Some(index) => Action::ShowFinding(Some(index)),
            None => Action::Seek(chip.cursor),
        };
        html! {
            <li>
                <button type="button" class={classes!("chip", chip.class)} title={chip.title.clone()}
                    onclick={on_press(&props.dispatch, action)}>
                    { glyph(chip.glyph, chip.class) }{ &chip.text }
                </button>
            </li>
        }
    });
    html! {
       <ul class="chips" role="list" aria-label="Findings about this run"
           hidden={props.chips.is_empty()}>
           { for chips }
       </ul>
    }
}

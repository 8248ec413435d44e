//! What can be added: a list to search, to click and to drag from.

use crate::platform;
use crate::views::blocks::drag::Load;
use crate::views::blocks::hands::{Hands, Pull};
use crate::views::blocks::words::{Offer, found, palette};
use crate::views::glyph::glyph;
use loopscope_core::edit::Step;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PaletteProps {
    pub hands: Hands,
    /// Adds a step beside the block that has the focus.
    pub add: Callback<Step>,
}

#[component]
pub fn Palette(props: &PaletteProps) -> Html {
    let search = use_state(String::new);
    let oninput = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| search.set(platform::value_of(&event)))
    };
    let mut all = palette();
    for (_, offers) in &mut all {
        offers.retain(|offer| found(offer, &search));
    }
    let first = all.iter().flat_map(|(_, offers)| offers).next();
    let first = first.map(|offer| offer.step);
    let onkeydown = {
        let (search, add) = (search.clone(), props.add.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                if let Some(step) = first.filter(|_| !search.is_empty()) {
                    add.emit(step);
                    search.set(String::new());
                }
            }
            "Escape" if !search.is_empty() => {
                event.prevent_default();
                search.set(String::new());
            }
            _ => {}
        })
    };
    let groups = all.iter().filter(|(_, offers)| !offers.is_empty());
    let groups = groups.map(|(title, offers)| {
        html! {
            <div role="group" aria-label={*title} key={*title}>
                <h3 aria-hidden="true">{ *title }</h3>
                { for offers.iter().map(|offer| entry(props, offer)) }
            </div>
        }
    });
    html! {
        <section class="pal" aria-label="Add a block">
            <input type="search" class="fld" id="palette-search" placeholder="Search  /"
                aria-label="Search the blocks to add" autocomplete="off" spellcheck="false"
                value={(*search).clone()} {oninput} {onkeydown}/>
            <div class="pal-list">
                { for groups }
                if first.is_none() { <p class="none">{ "No block is called that." }</p> }
            </div>
        </section>
    }
}

fn entry(props: &PaletteProps, offer: &Offer) -> Html {
    let step = offer.step;
    let pull = |make: fn(Load) -> Pull| {
        let pull = props.hands.pull.clone();
        // A finger that goes along the list scrolls it: the browser cancels the pointer then.
        Callback::from(move |event: PointerEvent| pull.emit((event, make(Load::Step(step)))))
    };
    let onclick = {
        let add = props.add.clone();
        Callback::from(move |_: MouseEvent| add.emit(step))
    };
    html! {
        <button type="button" key={offer.label} {onclick} onpointerdown={pull(Pull::Begin)}
            onpointermove={pull(|_| Pull::Go)} onpointerup={pull(|_| Pull::Drop)}
            onpointercancel={pull(|_| Pull::Cancel)}>
            { glyph(offer.look.0, offer.look.1) }{ offer.label }
        </button>
    }
}

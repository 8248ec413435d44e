//! Small pictures from the sprite of `index.html`; all of them are silent for screen readers.

use yew::prelude::*;

/// A state's glyph: `glyph("running", "s-running lg")`.
pub fn glyph(name: &str, class: &str) -> Html {
    let class = format!("glyph {class}");
    html! { <svg {class} aria-hidden="true"><use href={format!("#g-{name}")}/></svg> }
}

/// A button's icon.
pub fn icon(name: &str) -> Html {
    html! { <svg aria-hidden="true"><use href={format!("#i-{name}")}/></svg> }
}

/// An arrow of the board: `r`, `u`, `d`.
pub fn arrow(name: &str) -> Html {
    html! { <svg aria-hidden="true"><use href={format!("#a-{name}")}/></svg> }
}

//! The whole page.

use yew::prelude::*;

#[component]
pub fn Page() -> Html {
    html! { <main></main> }
}

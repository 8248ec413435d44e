//! Effects of the views, of one type for all of them.

use crate::state::Action;
use std::any::Any;
use std::rc::Rc;
use yew::prelude::*;

/// What an effect depends on, and how it is compared.
struct Deps {
    value: Rc<dyn Any>,
    is_same: fn(&dyn Any, &dyn Any) -> bool,
}

impl PartialEq for Deps {
    fn eq(&self, other: &Self) -> bool {
        (self.is_same)(&*self.value, &*other.value)
    }
}

fn is_same<T: PartialEq + 'static>(one: &dyn Any, other: &dyn Any) -> bool {
    one.downcast_ref::<T>() == other.downcast_ref::<T>()
}

type Run = Box<dyn FnOnce() -> Box<dyn FnOnce()>>;

/// [`use_effect_with`] in boxes: what Yew makes of an effect it makes once for each pair of
/// closures, which for fifty effects weighed 8 kB gzip.
#[hook]
pub fn use_effect_on<T, F, D>(deps: T, effect: F)
where
    T: PartialEq + 'static,
    F: FnOnce(&T) -> D + 'static,
    D: TearDown,
{
    let value = Rc::new(deps);
    let given = value.clone();
    let run: Run = Box::new(move || {
        let end = effect(&given);
        Box::new(|| end.tear_down())
    });
    let is_same = is_same::<T>;
    use_boxed(Deps { value, is_same }, run);
}

#[hook]
fn use_boxed(deps: Deps, run: Run) {
    use_effect_with(deps, |_| run());
}

/// What a press on a button does: one closure for all buttons, which Yew and the compiler would
/// make anew for each.
pub fn on_press(dispatch: &Callback<Action>, action: Action) -> Callback<MouseEvent> {
    dispatch.reform(move |_| action.clone())
}

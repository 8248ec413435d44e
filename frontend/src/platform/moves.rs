//! Moving tokens on the board.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use yew::NodeRef;

#[derive(Clone, Copy, PartialEq, Debug)]
struct Spot {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// One token: its element, its key, its zone and its place.
struct Stand {
    element: web_sys::Element,
    key: String,
    zone: String,
    spot: Spot,
}

/// Where the tokens of a board stood after the last picture.
///
/// A token changes its parent when it changes its zone, so the browser cannot move it. Instead the
/// new picture is drawn at once, and each token that stands elsewhere now is moved back by a
/// transform that then goes to zero. To ask where they stand makes the browser lay out the page at
/// once, so after a cut nobody asks until a move wants to know where it begins.
#[derive(Default)]
pub struct Moves {
    /// Where the tokens stood; nothing after a cut.
    stood: Option<Vec<Stand>>,
    /// Width of the board then: in another layout nothing has moved.
    width: f64,
    playing: Vec<web_sys::Animation>,
}

/// How a picture changes into the next.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Motion {
    /// At once.
    Cut,
    /// Moves last at most this many milliseconds.
    Within(f64),
}

const EASE_MOVE: &str = "linear(0, .057, .18, .32, .454, .572, .67, .749, .812, .86, .896, .924, \
                         .944, .959, .971, .979, .985, .989, .992, .994, 1)";
const EASE_ARRIVE: &str = "linear(0, .091, .299, .541, .763, .935, 1.049, 1.109, 1.126, 1.115, \
                           1.09, 1.059, 1.031, 1.009, .994, .986, .984, .985, .989, .992, 1)";

impl Moves {
    /// Notes where the tokens stand before the next picture is drawn, where a cut left it open.
    pub fn begin(&mut self, board: &NodeRef, motion: Motion) {
        if motion != Motion::Cut && self.stood.is_none() {
            self.look(board);
        }
    }

    /// Compares the picture in `board` with the last one and plays the moves.
    ///
    /// Tokens carry `data-token` (their key) and `data-zone` (`ready`, `running`, `waiting`,
    /// `done`, `failed`).
    pub fn play(&mut self, board: &NodeRef, motion: Motion) {
        for animation in self.playing.drain(..) {
            animation.cancel();
        }
        let Motion::Within(limit) = motion else {
            self.stood = None;
            return;
        };
        let (stood, width) = (self.stood.take().unwrap_or_default(), self.width);
        self.look(board);
        let stands = self.stood.take().unwrap_or_default();
        if (self.width - width).abs() < 1.0 {
            let mut queued = 0.0;
            for now in &stands {
                let Some(before) = stood.iter().find(|before| before.key == now.key) else {
                    continue;
                };
                let stays = before.zone == now.zone;
                if stays && before.spot == now.spot {
                    continue;
                }
                // The queue closes up one after another, at most 240 ms in all.
                let delay = if stays { f64::min(queued, 240.0) } else { 0.0 };
                if stays {
                    queued += 24.0;
                }
                self.start(before, now, limit, delay);
            }
        }
        self.stood = Some(stands);
    }

    /// Finds out where the tokens stand.
    fn look(&mut self, board: &NodeRef) {
        let Some(board) = board.cast::<web_sys::Element>() else {
            return;
        };
        let origin = board.get_bounding_client_rect();
        let Ok(tokens) = board.query_selector_all("[data-token]") else {
            return;
        };
        let mut stood = Vec::new();
        for index in 0..tokens.length() {
            let element = tokens.item(index).and_then(|node| node.dyn_into().ok());
            let Some(element): Option<web_sys::Element> = element else {
                continue;
            };
            let rect = element.get_bounding_client_rect();
            stood.push(Stand {
                key: element.get_attribute("data-token").unwrap_or_default(),
                zone: element.get_attribute("data-zone").unwrap_or_default(),
                spot: Spot {
                    x: rect.left() - origin.left(),
                    y: rect.top() - origin.top(),
                    width: rect.width(),
                    height: rect.height(),
                },
                element,
            });
        }
        (self.stood, self.width) = (Some(stood), origin.width());
    }

    fn start(&mut self, before: &Stand, now: &Stand, limit: f64, delay: f64) {
        let (from, to) = (before.zone.as_str(), now.zone.as_str());
        let (element, before, after) = (&now.element, before.spot, now.spot);
        let own = match (from, to) {
            ("ready", "running") | ("running", "waiting") => 240.0,
            (_, "done" | "failed") => 320.0,
            _ => 280.0,
        };
        let length = f64::min(own, limit);
        let (dx, dy) = (before.x - after.x, before.y - after.y);
        let begin = if from == to || after.width < 1.0 || after.height < 1.0 {
            format!("translate({dx}px, {dy}px)")
        } else {
            let scale = (before.height / after.height).clamp(0.4, 2.0);
            format!("translate({dx}px, {dy}px) scale({scale})")
        };
        self.animate(element, &[&begin, "none"], EASE_MOVE, length, delay);
        if to == "failed" && from != to && limit >= 240.0 {
            let shake = [
                "none",
                "translateX(3px)",
                "translateX(-3px)",
                "translateX(3px)",
            ];
            let back = [
                "translateX(-3px)",
                "translateX(3px)",
                "translateX(-3px)",
                "none",
            ];
            let all: Vec<&str> = shake.iter().chain(&back).copied().collect();
            self.animate(element, &all, "linear", 240.0, length);
        } else if to == "done" && from != to && limit >= 320.0 {
            self.animate(element, &["scale(.9)", "none"], EASE_ARRIVE, 420.0, length);
        }
    }

    fn animate(
        &mut self,
        element: &web_sys::Element,
        transforms: &[&str],
        easing: &str,
        length: f64,
        delay: f64,
    ) {
        let frames = Object::new();
        let list: Array = transforms
            .iter()
            .map(|text| JsValue::from_str(text))
            .collect();
        let _ = Reflect::set(&frames, &"transform".into(), &list);
        let _ = Reflect::set(&frames, &"transformOrigin".into(), &"0 0".into());
        let options = Object::new();
        let _ = Reflect::set(&options, &"duration".into(), &length.into());
        let _ = Reflect::set(&options, &"easing".into(), &easing.into());
        let _ = Reflect::set(&options, &"delay".into(), &delay.into());
        // While a queued move waits for its turn it shows where the token came from.
        let fill = if transforms.first() == Some(&"none") || length < 1.0 {
            "none"
        } else {
            "backwards"
        };
        let fill = if easing == EASE_ARRIVE { "none" } else { fill };
        let _ = Reflect::set(&options, &"fill".into(), &fill.into());
        let Ok(animate) = Reflect::get(element, &"animate".into()) else {
            return;
        };
        let Some(animate) = animate.dyn_ref::<js_sys::Function>() else {
            return;
        };
        if let Ok(animation) = animate.call2(element, &frames, &options)
            && let Ok(animation) = animation.dyn_into::<web_sys::Animation>()
        {
            self.playing.push(animation);
        }
    }
}

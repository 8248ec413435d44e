//! The address: `#v1:…` carries a program and the moment shown, the query carries options.
//!
//! The payload of `v1` is UTF-8 text: lines `name value`, an empty line, then the program. It is
//! packed by raw deflate and written as base64url without padding. Names that are not known are
//! skipped, so that later pages may add some; what `v1` means never changes.

use crate::state::{CORES, ProgramView, SPEEDS, Tab, Theme};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use loopscope_core::bend::Variant;
use loopscope_core::trace::Nanos;
use std::fmt::Write as _;
use std::rc::Rc;

/// What a link to a program begins with, behind the address of the page.
pub const PREFIX: &str = "#v1:";

/// The longest text that a link is unpacked to, in bytes.
pub const UNPACKED_BYTES_MAX: usize = 2_000_000;

/// Programs longer than this are not written into the address at each change, in bytes.
pub const ADDRESS_BYTES_MAX: usize = 100_000;

/// What a link carries.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Link {
    pub text: String,
    /// Key of the lesson that the text came from.
    pub lesson: Option<String>,
    /// Number of records applied.
    pub cursor: usize,
    /// The clock; it may be behind the last applied record.
    pub now: Nanos,
    pub view: Option<ProgramView>,
    /// Index into `SPEEDS`.
    pub speed: Option<usize>,
    pub theme: Option<Theme>,
    /// Number of the selected task.
    pub selected: Option<u32>,
    /// Cores of a free-threaded build.
    pub cores: Option<u32>,
    /// What is compared, and at which moment.
    pub comparing: Option<(Rc<[Variant]>, Nanos)>,
}

/// Why a link was not opened, in words for its reader.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkError {
    /// Not one of ours, or cut, or changed on its way.
    Corrupt,
    TooLarge,
}

impl LinkError {
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Corrupt => {
                "This link is damaged: a part of it is missing or was changed on its way. \
                 Ask for it again, or begin here."
            }
            Self::TooLarge => "This link holds a program that is too large to open.",
        }
    }
}

/// The fragment for a link, with its `#`.
#[must_use]
pub fn pack(link: &Link) -> String {
    let mut payload = String::from("loopscope 1\n");
    if let Some(lesson) = &link.lesson {
        let _ = writeln!(payload, "lesson {lesson}");
    }
    let _ = writeln!(payload, "cursor {}", link.cursor);
    let _ = writeln!(payload, "now {}", link.now.0);
    if link.view == Some(ProgramView::Blocks) {
        payload.push_str("view blocks\n");
    }
    if let Some(speed) = link.speed {
        let _ = writeln!(payload, "speed {speed}");
    }
    if let Some(theme) = link.theme.and_then(Theme::name) {
        let _ = writeln!(payload, "theme {theme}");
    }
    if let Some(selected) = link.selected {
        let _ = writeln!(payload, "selected {selected}");
    }
    if let Some(cores) = link.cores {
        let _ = writeln!(payload, "cores {cores}");
    }
    if let Some((variants, now)) = &link.comparing {
        let _ = writeln!(payload, "comparing {}", now.0);
        for variant in variants.iter() {
            let parts =
                [&variant.title, &variant.differs, &variant.text].map(|part| on_one_line(part));
            let _ = writeln!(payload, "variant {}", parts.join("\t"));
        }
    }
    payload.push('\n');
    payload.push_str(&link.text);
    let packed = miniz_oxide::deflate::compress_to_vec(payload.as_bytes(), 9);
    PREFIX.to_owned() + &URL_SAFE_NO_PAD.encode(packed)
}

/// A text without ends of lines and tabs.
fn on_one_line(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\n', "%0A")
        .replace('\t', "%09")
}

/// A program of a comparison: its title, what sets it apart, its text.
fn variant(line: &str) -> Option<Variant> {
    let mut parts = line.split('\t').map(percent_decoded);
    let mut next = || parts.next().flatten();
    Some(Variant {
        title: next()?,
        differs: next()?,
        text: next()?,
    })
}

/// Reads a fragment; `None` when it is none of ours (empty, an anchor).
#[must_use]
pub fn unpack(fragment: &str) -> Option<Result<Link, LinkError>> {
    let packed = fragment.strip_prefix(PREFIX)?;
    Some(unpack_payload(packed))
}

fn unpack_payload(packed: &str) -> Result<Link, LinkError> {
    use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
    let bytes = URL_SAFE_NO_PAD.decode(packed.trim_end_matches('='));
    let bytes = bytes.map_err(|_| LinkError::Corrupt)?;
    let text =
        decompress_to_vec_with_limit(&bytes, UNPACKED_BYTES_MAX).map_err(|error| {
            match error.status {
                TINFLStatus::HasMoreOutput => LinkError::TooLarge,
                _ => LinkError::Corrupt,
            }
        })?;
    let text = String::from_utf8(text).map_err(|_| LinkError::Corrupt)?;
    let (head, body) = text.split_once("\n\n").ok_or(LinkError::Corrupt)?;
    let mut lines = head.lines();
    if lines.next() != Some("loopscope 1") {
        return Err(LinkError::Corrupt);
    }
    let mut link = Link {
        text: body.to_owned(),
        ..Link::default()
    };
    let (mut comparing, mut variants) = (None, Vec::new());
    for line in lines {
        let (name, value) = line.split_once(' ').unwrap_or((line, ""));
        match name {
            "lesson" => link.lesson = Some(value.to_owned()),
            "cursor" => link.cursor = value.parse().unwrap_or(0),
            "now" => link.now = Nanos(value.parse().unwrap_or(0)),
            "view" => link.view = (value == "blocks").then_some(ProgramView::Blocks),
            "speed" => link.speed = value.parse().ok().filter(|speed| *speed < SPEEDS.len()),
            "theme" => link.theme = Theme::named(value),
            "selected" => link.selected = value.parse().ok(),
            "cores" => link.cores = value.parse().ok().filter(|cores| CORES.contains(cores)),
            "comparing" => comparing = value.parse().ok().map(Nanos),
            "variant" => variants.extend(variant(value)),
            _ => {}
        }
    }
    link.comparing = comparing.map(|now| (variants.into(), now));
    Ok(link)
}

/// What the query asks for; parameters that are unknown or make no sense are ignored.
#[derive(Clone, PartialEq, Debug)]
pub struct Query {
    pub embed: bool,
    /// Which view a narrow page or an embed opens with.
    pub tab: Option<Tab>,
    pub view: Option<ProgramView>,
    /// Number of a step, from 0.
    pub step: Option<usize>,
    pub t: Option<Nanos>,
    pub autoplay: bool,
    /// The future is hidden, and the page asks who prints next.
    pub predict: bool,
    /// Index into `SPEEDS`.
    pub speed: Option<usize>,
    pub theme: Option<Theme>,
    pub readonly: bool,
    pub controls: bool,
    /// Height of an embed in CSS pixels.
    pub height: Option<u32>,
    pub lesson: Option<String>,
    pub src: Option<String>,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            embed: false,
            tab: None,
            view: None,
            step: None,
            t: None,
            autoplay: false,
            predict: false,
            speed: None,
            theme: None,
            readonly: false,
            controls: true,
            height: None,
            lesson: None,
            src: None,
        }
    }
}

/// The program of a fragment `#src=…`, percent-encoded: no server sees it, or limits its length.
#[must_use]
pub fn read_source(fragment: &str) -> Option<String> {
    percent_decoded(fragment.strip_prefix("#src=")?)
}

/// Reads a query, with or without its `?`.
#[must_use]
pub fn read_query(query: &str) -> Query {
    let mut read = Query::default();
    let query = query.strip_prefix('?').unwrap_or(query);
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, "1"));
        let Some(value) = percent_decoded(value) else {
            continue;
        };
        let yes = value == "1";
        match name {
            "embed" => read.embed = yes,
            "view" => match value.as_str() {
                "board" => read.tab = Some(Tab::Board),
                "timeline" => read.tab = Some(Tab::Timeline),
                "code" => (read.tab, read.view) = (Some(Tab::Code), Some(ProgramView::Code)),
                "blocks" => (read.tab, read.view) = (Some(Tab::Code), Some(ProgramView::Blocks)),
                _ => {}
            },
            "step" => read.step = value.parse().ok(),
            "t" => {
                let seconds = value
                    .parse::<f64>()
                    .ok()
                    .filter(|t| t.is_finite() && *t >= 0.0);
                read.t = seconds.map(Nanos::from_seconds);
            }
            "autoplay" => read.autoplay = yes,
            "predict" => read.predict = yes,
            "speed" => {
                let wanted = value.parse::<f64>().ok();
                read.speed = SPEEDS.iter().position(|speed| Some(speed.factor) == wanted);
            }
            "theme" => read.theme = Theme::named(&value),
            "readonly" => read.readonly = yes,
            "controls" => read.controls = value != "0",
            "height" => read.height = value.parse().ok().filter(|h| (120..=4000).contains(h)),
            "lesson" => read.lesson = Some(value),
            "src" => read.src = Some(value),
            _ => {}
        }
    }
    read
}

/// Undoes percent-encoding; a plus sign stays one, as hand-written code has some. `None` when the
/// result is not UTF-8.
fn percent_decoded(text: &str) -> Option<String> {
    let hex = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = (hex(bytes.get(at + 1)), hex(bytes.get(at + 2)));
        if let (b'%', (Some(high), Some(low))) = (bytes[at], pair) {
            decoded.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(decoded).ok()
}

/// A text as it stands in HTML or SVG.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// The snippet that shows a program on another page.
#[must_use]
pub fn iframe(base: &str, fragment: &str, title: &str, theme: Theme) -> String {
    let theme = match theme {
        Theme::Auto => "",
        Theme::Light => "&amp;theme=light",
        Theme::Dark => "&amp;theme=dark",
    };
    let (base, title) = (escaped(base), escaped(title));
    format!(
        "<iframe src=\"{base}?embed=1{theme}{fragment}\" title=\"{title}\" loading=\"lazy\" \
         width=\"100%\" height=\"420\" style=\"border:0\" allow=\"clipboard-write\"></iframe>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program() -> String {
        let call = "async def 呼ぶ(名前, 秒):\n    await asyncio.sleep(秒)\n";
        format!("import asyncio\n\n\n{call}\nasyncio.run(呼ぶ(\"データベース 🐍\", 1.5))\n")
    }

    #[test]
    fn a_link_gives_back_what_was_packed() {
        let link = Link {
            text: program(),
            lesson: Some("gather".into()),
            cursor: 17,
            now: Nanos(1_400_000_000),
            view: Some(ProgramView::Blocks),
            speed: Some(5),
            theme: Some(Theme::Dark),
            selected: Some(3),
            cores: Some(4),
            comparing: Some((
                [("One", "50 %", "a\tb\n"), ("Two", "", "")]
                    .map(|(title, differs, text)| Variant {
                        title: title.into(),
                        differs: differs.into(),
                        text: text.into(),
                    })
                    .into(),
                Nanos(5),
            )),
        };
        let fragment = pack(&link);
        let allowed = |letter: char| letter.is_ascii_alphanumeric() || "-_#:".contains(letter);
        assert!(fragment.chars().all(allowed));
        assert_eq!(unpack(&fragment), Some(Ok(link)));
        let empty = Link::default();
        assert_eq!(unpack(&pack(&empty)), Some(Ok(empty)));
    }

    #[test]
    fn damaged_links_are_told_apart_from_no_link() {
        let fragment = pack(&Link {
            text: program(),
            ..Link::default()
        });
        assert_eq!(unpack(""), None);
        assert_eq!(unpack("#top"), None);
        assert_eq!(unpack("#v1:"), Some(Err(LinkError::Corrupt)));
        assert_eq!(unpack("#v1:%%%"), Some(Err(LinkError::Corrupt)));
        for cut in PREFIX.len()..fragment.len() {
            assert_eq!(
                unpack(&fragment[..cut]),
                Some(Err(LinkError::Corrupt)),
                "cut at {cut}"
            );
        }
        let large = "x".repeat(UNPACKED_BYTES_MAX + 1);
        let fragment = pack(&Link {
            text: large,
            ..Link::default()
        });
        assert!(fragment.len() < 10_000);
        assert_eq!(unpack(&fragment), Some(Err(LinkError::TooLarge)));
    }

    #[test]
    fn names_of_later_pages_are_skipped() {
        let payload = "loopscope 1\ncursor 4\nlaser on\n\nprint(1)\n\nprint(2)";
        let packed = miniz_oxide::deflate::compress_to_vec(payload.as_bytes(), 6);
        let fragment = PREFIX.to_owned() + &URL_SAFE_NO_PAD.encode(packed);
        let link = unpack(&fragment).unwrap().unwrap();
        assert_eq!(
            (link.cursor, link.text.as_str()),
            (4, "print(1)\n\nprint(2)")
        );
    }

    #[test]
    fn queries() {
        let query = read_query("?embed=1&view=timeline&step=12&t=1.5&speed=0.5&theme=dark&x=1");
        assert!(query.embed && query.controls && !query.autoplay);
        assert_eq!((query.tab, query.step), (Some(Tab::Timeline), Some(12)));
        assert_eq!(query.t, Some(Nanos(1_500_000_000)));
        assert_eq!(SPEEDS[query.speed.unwrap()].factor, 0.5);
        let query = read_query("src=print(1%2B2+3)%0A%E3%81%82&step=-1&t=nan&height=9&controls=0");
        assert_eq!(query.src.as_deref(), Some("print(1+2+3)\nあ"));
        assert_eq!(
            (query.step, query.t, query.height, query.controls),
            (None, None, None, false)
        );
        assert_eq!(read_query("src=%ff").src, None);
        assert_eq!(read_query("src=100%25%").src.as_deref(), Some("100%%"));
    }

    #[test]
    fn a_snippet_is_one_tag() {
        let snippet = iframe("https://x.org/a&b/", "#v1:AA", "\"Q\" <b>", Theme::Dark);
        assert!(
            snippet
                .starts_with("<iframe src=\"https://x.org/a&amp;b/?embed=1&amp;theme=dark#v1:AA\"")
        );
        assert!(snippet.contains("title=\"&quot;Q&quot; &lt;b&gt;\""));
    }
}

//! The moment that is shown, as a picture that stands alone: the sentence, the timeline, the code
//! and what was printed so far, in SVG.
//!
//! ```text
//!   title                                  0.50 s
//!   the sentence
//!   lanes, as the timeline lays them out        past solid, future faint
//!   code with its colours        what was printed
//! ```
//!
//! The link to the moment is inside, so that a page opens the picture where it was taken: see
//! [`link_in`].

use crate::engine::RunView;
use crate::lanes::head::{lane_head, run_end};
use crate::lanes::layout::{self, Bar, Chart, Due, Ending, Look, MARK_PX, RowLayout};
use crate::lanes::viewport::{Viewport, ticks_of_seconds, ticks_of_steps};
use crate::lanes::words::{Told, clock_seconds};
use crate::lanes::{self, Clock, Row, Scale};
use crate::printed;
use crate::share::{PREFIX, escaped};
use crate::sheet::Sheet;
use crate::state::predicting::hidden_end;
use crate::state::{App, Axis};
use loopscope_core::explain::explain_at;
use loopscope_core::model::LoopState;
use loopscope_core::trace::{Nanos, Stream, TaskId};
use std::fmt::Write as _;
use std::rc::Rc;

/// All lengths are in pixels of the picture.
const WIDTH: f64 = 1000.0;
const MARGIN: f64 = 24.0;
/// What stands before a lane.
const HEAD: f64 = 176.0;
const ROW: f64 = 30.0;
/// Height of a bar or mark.
const BAR: f64 = 20.0;
const LINE: f64 = 18.0;
/// Where the printed lines stand beside the code.
const PRINTED: f64 = 640.0;
/// Width of a letter of the code.
const LETTER: f64 = 7.25;
/// Letters of the sentence in a line, on the safe side.
const SENTENCE: usize = 112;
/// More lanes, or lines of code, than this are counted.
const LANES_MAX: usize = 40;
const LINES_MAX: usize = 90;

/// Colours of the states: each has `-fg`, `-bg`, `-bd` and `-solid` in the page's style sheet.
const STATES: [&str; 8] = [
    "ready",
    "running",
    "waiting",
    "done",
    "failed",
    "cancelled",
    "blocked",
    "thread",
];

/// What classes have of each state.
const STATE_COLOURS: [(&str, &str, &str); 5] = [
    ("", "fill", "-bg"),
    ("", "stroke", "-bd"),
    ("-t", "fill", "-fg"),
    ("-s", "fill", "-solid"),
    ("-l", "stroke", "-fg"),
];

/// Classes, and what they have of the page's style sheet; those of one letter are pieces of code.
const COLOURS: [(&str, &str, &str); 13] = [
    ("page", "fill", "--surface"),
    ("t1", "fill", "--text"),
    ("t2", "fill", "--text-2"),
    ("t3,.t3-t", "fill", "--text-3"),
    ("line", "stroke", "--line"),
    ("strong", "stroke", "--line-strong"),
    ("now", "stroke", "--text"),
    ("k", "fill", "--syn-kw"),
    ("f", "fill", "--syn-fn"),
    ("s", "fill", "--syn-str"),
    ("n", "fill", "--syn-num"),
    ("c", "fill", "--syn-com"),
    ("l", "fill", "--syn-call"),
];

/// A moment of a run that a picture is made of.
#[derive(Clone, PartialEq)]
pub struct Shot {
    pub view: Rc<RunView>,
    pub cursor: usize,
    pub now: Nanos,
    pub axis: Axis,
    pub selected: Option<TaskId>,
    pub title: String,
    /// The address that opens this moment, with its fragment.
    pub link: String,
    /// What is to come is not told.
    pub predicting: bool,
}

/// What every PNG file begins with; its first chunk, of a fixed length, follows.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
const FIRST_CHUNK: usize = 25;

/// The fragment of the link inside of a picture that was saved here; none in any other file.
#[must_use]
pub fn link_in(file: &[u8]) -> Option<String> {
    if !file.starts_with(b"<svg") && !file.starts_with(PNG) {
        return None;
    }
    let is_link = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
    let prefix = PREFIX.as_bytes();
    let at = (file.windows(prefix.len())).position(|part| part == prefix)?;
    let payload = file[at + prefix.len()..].iter().take_while(is_link);
    let payload = payload.map(|byte| char::from(*byte));
    Some(PREFIX.chars().chain(payload).collect())
}

/// A PNG file with a link inside, in a chunk of text that viewers pass over.
///
/// Rule: "Portable Network Graphics (PNG) Specification", 5.3 (chunks), 5.5 (their checksum) and
/// 11.3.3.2 (`tEXt`).
#[must_use]
pub fn png_with(png: &[u8], link: &str) -> Vec<u8> {
    // The end of the line keeps the link apart from the checksum, which may look like more of it.
    let body = [b"tEXtLoopscope\0", link.as_bytes(), b"\n"].concat();
    let sum = png_chunk_sum(&body);
    let length = u32::try_from(body.len() - 4).unwrap_or(u32::MAX);
    let (head, rest) = png.split_at(png.len().min(PNG.len() + FIRST_CHUNK));
    [head, &length.to_be_bytes(), &body, &sum.to_be_bytes(), rest].concat()
}

/// The checksum of a chunk's name and data.
fn png_chunk_sum(body: &[u8]) -> u32 {
    let step = |sum: u32, _| (sum >> 1) ^ (0xedb8_8320 * (sum & 1));
    !body.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), step)
    })
}

/// A text as it may stand in a picture: XML has no place for most control characters, and a tab is
/// as wide as one space there.
fn drawn(text: &str) -> String {
    let letter = |letter: char| {
        if letter.is_control() {
            '\u{fffd}'
        } else {
            letter
        }
    };
    let plain = text.replace('\t', "    ");
    escaped(&plain.chars().map(letter).collect::<String>())
}

/// A text in at most so many letters; what does not fit ends in dots.
fn cut(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    text.chars().take(letters - 1).chain(['…']).collect()
}

/// The words of a text in lines of at most so many letters.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.len() - 1;
        let used = lines[last].chars().count();
        if used > 0 && used + 1 + word.chars().count() > letters {
            lines.push(word.to_owned());
            continue;
        }
        if used > 0 {
            lines[last].push(' ');
        }
        lines[last].push_str(word);
    }
    lines
}

impl Shot {
    /// The moment that is shown; none while there is no run of the present text, or others are
    /// compared.
    #[must_use]
    pub fn of(app: &App, link: String) -> Option<Self> {
        if app.comparing.is_some() {
            return None;
        }
        let title = (app.lesson()).map_or("A program in Loopscope", |lesson| lesson.title);
        Some(Self {
            view: app.current_view()?,
            cursor: app.cursor,
            now: app.now,
            axis: app.axis,
            selected: app.selected,
            title: title.to_owned(),
            link,
            predicting: app.guesses.is_some(),
        })
    }

    /// The picture. `colour` gives the value of a colour of the style sheet.
    #[must_use]
    pub fn svg(&self, colour: impl Fn(&str) -> String) -> String {
        let mut drawing = Drawing {
            shot: self,
            body: String::new(),
            y: MARGIN,
        };
        drawing.head();
        drawing.lanes();
        drawing.program();
        let height = drawing.y + MARGIN;
        let style = style(colour, self.predicting);
        let (title, link) = (drawn(&self.title), drawn(&self.link));
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {WIDTH} {height:.0}\">\n<title>{title}, {}</title>\n<desc>{}</desc>\n\
             <metadata>{link}</metadata>\n{style}\
             <rect class=\"page\" width=\"100%\" height=\"100%\"/>\n{}</svg>\n",
            clock_seconds(self.now),
            drawn(&self.sentence()),
            drawing.body,
        )
    }

    fn sentence(&self) -> String {
        explain_at(&self.view.timeline, self.cursor, self.now).text()
    }
}

fn style(colour: impl Fn(&str) -> String, predicting: bool) -> String {
    let mut style = String::from(
        "<style>text{font:13px ui-sans-serif,system-ui,\"Segoe UI\",Roboto,sans-serif}\
         .code{font:12px ui-monospace,Menlo,Consolas,\"DejaVu Sans Mono\",monospace;white-space:pre}\
         .small{font-size:11.5px}.title{font-size:18px;font-weight:650}.why{font-size:15px}\
         .end{text-anchor:end}.mid{text-anchor:middle}\
         .sign{fill:none;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}",
    );
    style.push_str(if predicting {
        ".future{display:none}"
    } else {
        ".future{opacity:.42}"
    });
    let mut rule = |class: &str, what: &str, name: &str| {
        let _ = write!(style, ".{class}{{{what}:{}}}", colour(name).trim());
    };
    for (class, what, name) in COLOURS {
        rule(class, what, name);
    }
    for state in STATES {
        for (class, what, name) in STATE_COLOURS {
            rule(
                &format!("{state}{class}"),
                what,
                &format!("--{state}{name}"),
            );
        }
    }
    style.push_str(
        ".line,.strong,.now,.due{fill:none}.due{stroke-dasharray:3 3}\
         .hatched{fill:url(#hatch)}</style>\n\
         <pattern id='hatch' width='8' height='8' patternUnits='userSpaceOnUse' \
         patternTransform='rotate(45)'><path class='blocked-l' stroke-opacity='.22' \
         stroke-width='4' d='M2 0v8'/></pattern>\n",
    );
    style
}

struct Drawing<'a> {
    shot: &'a Shot,
    body: String,
    /// Where the next part begins.
    y: f64,
}

impl Drawing<'_> {
    /// Writes an element: each `@` is the next number, each `$` the next text.
    fn draw(&mut self, element: &str, numbers: &[f64], texts: &[&str]) {
        let (mut numbers, mut texts) = (numbers.iter(), texts.iter());
        for letter in element.chars() {
            match letter {
                '@' => {
                    let _ = write!(self.body, "{:.1}", numbers.next().unwrap_or(&0.0));
                }
                '$' => self.body.extend(texts.next().map(|text| drawn(text))),
                _ => self.body.push(letter),
            }
        }
    }

    fn text(&mut self, x: f64, y: f64, class: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let element = "<text x='@' y='@' class='$'>$</text>\n";
        self.draw(element, &[x, y], &[class, text]);
    }

    /// A rectangle: place, size, radius.
    fn rect(&mut self, class: &str, place: [f64; 5]) {
        let element = "<rect class='$' x='@' y='@' width='@' height='@' rx='@'/>\n";
        self.draw(element, &place, &[class]);
    }

    /// A line to the right over the whole picture.
    fn rule(&mut self, y: f64) {
        let element = "<path class='line' d='M@ @H@'/>\n";
        self.draw(element, &[MARGIN, y, WIDTH - MARGIN], &[]);
    }

    fn head(&mut self) {
        let shot = self.shot;
        self.y += 16.0;
        self.text(MARGIN, self.y, "title t1", &cut(&shot.title, 80));
        let now = clock_seconds(shot.now);
        self.text(WIDTH - MARGIN, self.y, "title t1 end", &now);
        self.y += 8.0;
        for line in wrapped(&shot.sentence(), SENTENCE) {
            self.y += 20.0;
            self.text(MARGIN, self.y, "why t2", &line);
        }
        self.y += 18.0;
    }

    fn lanes(&mut self) {
        let shot = self.shot;
        let (timeline, trace) = (&shot.view.timeline, &shot.view.recording.trace);
        let (all, scale) = (timeline.lanes(), Scale::new(shot.axis, timeline));
        let width = WIDTH - 2.0 * MARGIN - HEAD;
        let margin = match shot.axis {
            Axis::Seconds => layout::margin_px(all, width),
            Axis::Steps => 40.0,
        };
        let length = match shot.axis {
            Axis::Seconds if shot.predicting => hidden_end(timeline.length()).seconds(),
            _ => scale.length(),
        };
        let viewport = Viewport::whole(length, width, margin);
        let (chart, told) = (Chart::new(all, trace), Told::new(timeline));
        let rows = lanes::rows(all, shot.axis, shot.selected);
        let shown = &rows[..rows.len().min(LANES_MAX)];
        let clock = Clock {
            axis: shot.axis,
            now: shot.now,
            cursor: shot.cursor,
        };
        let now = clock.px(&scale, &viewport);
        let (track, top, height) = (MARGIN + HEAD, self.y, ROW * shown.len() as f64);
        let state = timeline.at(shot.cursor);
        let mut laid = Vec::new();
        for (row, y) in shown.iter().zip(0..) {
            self.lane_head(row, &state, top + ROW * f64::from(y));
            let mut lane = layout::layout(row, all, &chart, &scale, &viewport, &told);
            if *row == Row::Loop {
                lane.end = run_end(&shot.view, &viewport, &scale);
            }
            laid.push((lane, ROW * f64::from(y)));
        }
        // The bars are drawn once and shown twice: whole but faint, and in full up to the playhead.
        let element = "<defs><clipPath id='past'><rect x='-9' y='-4' width='@' height='@'/>\
                       </clipPath><g id='bars'>\n";
        self.draw(element, &[now + 9.0, height + 8.0], &[]);
        for (left, width) in chart.bands(&scale, &viewport) {
            self.rect("hatched", [left, 0.0, width, height, 0.0]);
        }
        for (lane, y) in &laid {
            self.bars(lane, now, *y);
        }
        let element = "</g></defs><g transform='translate(@ @)'>\
                       <use class='future' href='#bars'/>\
                       <use href='#bars' clip-path='url(#past)'/>\n";
        self.draw(element, &[track, top], &[]);
        for (lane, y) in &laid {
            self.marks(lane, &clock, *y);
        }
        self.body.push_str("</g>\n");
        let bottom = top + height;
        self.rule(bottom);
        let ticks = match shot.axis {
            Axis::Seconds => ticks_of_seconds(&viewport, scale.length()),
            Axis::Steps => ticks_of_steps(&viewport, scale.length()),
        };
        for tick in ticks {
            self.text(track + tick.px, bottom + 15.0, "small t3 mid", &tick.label);
        }
        let element = "<path class='now' d='M@ @V@'/>\n";
        self.draw(element, &[track + now, top - 4.0, bottom + 3.0], &[]);
        self.y = bottom + 20.0;
        self.more(rows.len() - shown.len(), "lanes");
        self.y += 16.0;
    }

    /// How much is not in the picture.
    fn more(&mut self, count: usize, what: &str) {
        if count > 0 {
            self.y += LINE;
            let more = format!("… and {count} more {what}");
            self.text(MARGIN, self.y, "small t3", &more);
        }
    }

    /// Name and state of a lane.
    fn lane_head(&mut self, row: &Row, state: &LoopState, top: f64) {
        let head = lane_head(&self.shot.view, row, state, self.shot.now);
        let middle = top + ROW / 2.0;
        let left = MARGIN + 16.0 * f64::from(head.depth);
        self.rule(top);
        if let Some((_, class)) = head.glyph.filter(|(glyph, _)| *glyph != "none") {
            let class = class.trim_start_matches("s-");
            let place = [left, middle - 5.0, 10.0, 10.0, 5.0];
            self.rect(&format!("{class}-s"), place);
        }
        self.text(left + 18.0, middle + 4.5, "t1", &cut(&head.name, 20));
    }

    fn bars(&mut self, laid: &RowLayout, now: f64, top: f64) {
        for bar in &laid.bars {
            self.bar(bar, top);
        }
        for (left, width, has) in &laid.gil {
            let class = if *has { "thread-s" } else { "waiting-s" };
            self.rect(class, [*left, top + ROW - 5.0, *width, 3.0, 0.0]);
        }
        let bin = (WIDTH - 2.0 * MARGIN - HEAD) / laid.bins.len() as f64;
        for (share, index) in laid.bins.iter().zip(0..) {
            let (left, height) = (f64::from(index) * bin, BAR * share);
            let place = [left, top + 25.0 - height, bin - 1.0, height, 0.0];
            self.rect("running-s", place);
        }
        for due in &laid.dues {
            self.due(due, now, top);
        }
    }

    fn bar(&mut self, bar: &Bar, top: f64) {
        let state = match bar.look {
            Look::Waiting => "waiting",
            Look::Ready => "ready",
            Look::Running | Look::Iteration => "running",
            Look::Thread | Look::Job | Look::Gil => "thread",
            Look::Late | Look::Blocked => "blocked",
            Look::Idle | Look::Nested => "t3",
        };
        let base = top + ROW / 2.0 + 4.0;
        let place = [bar.left, top + 5.0, bar.width, BAR, 5.0];
        if state == "t3" {
            // Only a line, which begins behind the words.
            let words = bar.label.chars().count() as f64 * 7.0;
            let right = bar.left + bar.width;
            let from = (bar.left + 14.0 + words).min(right);
            let element = "<path class='strong' d='M@ @H@'/>\n";
            self.draw(element, &[from, top + ROW / 2.0, right], &[]);
        } else {
            self.rect(state, place);
        }
        if bar.look == Look::Blocked {
            self.rect("hatched", place);
        }
        self.text(
            bar.left + 8.0,
            base,
            &format!("small {state}-t"),
            &bar.label,
        );
    }

    fn due(&mut self, due: &Due, now: f64, top: f64) {
        let base = top + ROW / 2.0 + 4.0;
        let element = "<path class='due blocked-l' d='M@ @v26'/>\n";
        self.draw(element, &[due.due, top + 2.0], &[]);
        self.text(due.due + 8.0, base, "small blocked-t", &due.due_tag);
        if let Some((when, late)) = &due.start_tag {
            let (px, ends_there) = due.tag_at;
            let end = if ends_there { "end" } else { "" };
            let verb = if due.started <= now {
                "started"
            } else {
                "starts"
            };
            let words = match when.as_str() {
                "" => late.clone(),
                when => format!("{verb} {when}, {late}"),
            };
            self.text(px + 6.0, base, &format!("small blocked-t {end}"), &words);
        }
    }

    /// What has no length is there as soon as it happened, and faint before.
    fn marks(&mut self, laid: &RowLayout, clock: &Clock, top: f64) {
        let phase = laid.phase(clock);
        for (mark, index) in laid.marks.iter().zip(0..) {
            let (left, width) = (mark.first - MARK_PX / 2.0, mark.last - mark.first + MARK_PX);
            let class = format!("running-s{}", faint(index < phase.marks.0));
            self.rect(&class, [left, top + 5.0, width, BAR, 2.0]);
        }
        for ((px, _), index) in laid.cancels.iter().zip(0..) {
            self.sign(*px, top, Ending::Cancelled, index < phase.cancels);
        }
        if let Some((px, _, ending)) = laid.end {
            self.sign(px + 17.0, top, ending, phase.ended);
        }
    }

    /// A round mark with a sign in it.
    fn sign(&mut self, px: f64, top: f64, ending: Ending, is_past: bool) {
        let (state, sign) = match ending {
            Ending::Result => ("done", "m-4 0 3 3.5 5.5-7"),
            Ending::Failed => ("failed", "m-3.5-3.5 7 7m0-7-7 7"),
            Ending::Cancelled => ("cancelled", "m-4 4 8-8"),
            Ending::Stopped => ("blocked", "m0-5v6m0 4v.1"),
        };
        let middle = top + ROW / 2.0;
        let element = "<g class='$$'><circle cx='@' cy='@' r='9'/>\
                       <path class='sign $-l' d='M@ @$'/></g>\n";
        let texts = [state, faint(is_past), state, sign];
        self.draw(element, &[px, middle, px, middle], &texts);
    }

    /// The code, and beside it what was printed so far.
    fn program(&mut self) {
        let shot = self.shot;
        let text = shot.view.recording.source.text().trim_end();
        let sheet = Sheet::new(text);
        let lines = sheet.line_count() as usize;
        let top = self.y;
        self.text(MARGIN, top, "small t3", "Program");
        let shown = lines.min(LINES_MAX);
        for (line, _) in (1..).zip(0..shown) {
            self.y += LINE;
            self.code(&sheet, line);
        }
        self.more(lines - shown, "lines");
        let printed = printed::lines(&shot.view, shot.cursor);
        if printed.is_empty() {
            return;
        }
        self.text(PRINTED, top, "small t3", "Printed so far");
        let letters = ((WIDTH - MARGIN - PRINTED - 48.0) / LETTER) as usize;
        let mut y = top;
        for line in &printed[printed.len().saturating_sub(LINES_MAX)..] {
            y += LINE;
            let class = match line.stream {
                Stream::Stdout => "code t1",
                Stream::Stderr => "code failed-t",
            };
            let time = format!("{:>5.2}", line.at.seconds());
            self.text(PRINTED, y, "code t3", &time);
            let text = cut(line.text.trim_end(), letters);
            self.text(PRINTED + 48.0, y, class, &text);
        }
        self.y = self.y.max(y);
    }

    fn code(&mut self, sheet: &Sheet, line: u32) {
        self.text(MARGIN, self.y, "code t3", &format!("{line:>3}"));
        let x = MARGIN + 32.0;
        let mut room = ((PRINTED - x - 16.0) / LETTER) as usize;
        self.draw(
            "<text x='@' y='@' class='code t1' xml:space='preserve'>",
            &[x, self.y],
            &[],
        );
        for (piece, class) in sheet.pieces(line) {
            if room == 0 {
                break;
            }
            let piece = cut(piece, room);
            room -= piece.chars().count();
            let element = "<tspan class='$'>$</tspan>";
            self.draw(element, &[], &[class.unwrap_or("t1"), &piece]);
        }
        self.body.push_str("</text>\n");
    }
}

/// The class of what is still to come.
fn faint(is_past: bool) -> &'static str {
    if is_past { "" } else { " future" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::share::{Link, pack};
    use loopscope_core::{Limits, compile, run};

    fn shot(text: &str) -> Shot {
        let program = compile("test.py", text).expect("it is a program");
        let limits = Limits::default();
        let view = RunView::new(1, run(&program, &limits), limits);
        let cursor = view.timeline.cursor_at_time(Nanos::from_seconds(0.5));
        let link = Link {
            text: text.to_owned(),
            cursor,
            ..Link::default()
        };
        Shot {
            view: Rc::new(view),
            cursor,
            now: Nanos::from_seconds(0.5),
            axis: Axis::Seconds,
            selected: None,
            title: "a < b".to_owned(),
            link: format!("https://example.org/{}", pack(&link)),
            predicting: false,
        }
    }

    const PROGRAM: &str = "import asyncio\n\n\nasync def main():\n    print(\"\\t<&\\33>\")\n    \
                           await asyncio.sleep(1)\n\n\nasyncio.run(main())\n";

    #[test]
    fn a_picture_shows_the_moment_and_holds_its_link() {
        let shot = shot(PROGRAM);
        let svg = shot.svg(|name| format!("C{name}"));
        for part in [
            "<title>a &lt; b, 0.50 s</title>",
            ">sleep 1.0 s</text>",
            ">    &lt;&amp;\u{fffd}&gt;</text>",
            ".waiting{fill:C--waiting-bg}",
        ] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
        // It did not happen yet.
        assert!(svg.contains("class='done future'") && svg.contains(".future{opacity:.42}"));
        let asked = Shot {
            predicting: true,
            ..shot.clone()
        };
        assert!(
            asked
                .svg(|_| String::new())
                .contains(".future{display:none}")
        );
        let fragment = shot.link.split_once('#').map(|(_, fragment)| fragment);
        assert_eq!(
            link_in(svg.as_bytes()),
            fragment.map(|fragment| format!("#{fragment}"))
        );
    }

    #[test]
    fn a_png_keeps_its_chunks_and_gets_one_with_the_link() {
        let end = b"\0\0\0\0IEND\xae\x42\x60\x82";
        let png = [PNG, &[7; FIRST_CHUNK], end].concat();
        // Whatever its checksum is: one in four begins like more of the link.
        for number in 0..100 {
            let link = format!("#v1:AB-_{number}");
            let with = png_with(&png, &format!("https://example.org/{link}"));
            assert_eq!(link_in(&with), Some(link));
            assert_eq!(with[..33], png[..33]);
            assert!(with.ends_with(end));
        }
        // The known checksum of an empty chunk of this name tells that the sum is computed right.
        assert_eq!(png_chunk_sum(b"IEND"), 0xae42_6082);
    }

    #[test]
    fn other_files_hold_no_link() {
        assert_eq!(link_in(b"# see #v1:AB\nprint(1)\n"), None);
        assert_eq!(link_in(b"<svg></svg>"), None);
        assert_eq!(link_in(b""), None);
    }

    #[test]
    fn long_words_and_texts_are_cut() {
        assert_eq!(cut("abcdef", 4), "abc…");
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
    }
}

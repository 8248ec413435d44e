//! The simulated network: what a URL answers, and when, as the text of the program says it.
//!
//! ```text
//!   # network:                                      a table: comment lines below this heading
//!   #   https://api.example.com/users   1.2 s  200  {"id": 1}
//!   #   https://api.example.com/*       0.3 s  503
//!
//!   r = await client.get(url)           # 0.3 s, fails: ConnectError
//! ```
//!
//! A comment after code speaks for the URL that stands on its line, or for the call on its line.
//! No bytes leave the page: the modules `httpx`, `aiohttp`, `requests` and `urllib.request` of the
//! prelude ask here. docs/network.md has the grammar.

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Source, Span};
use crate::trace::Nanos;

/// Modules that stand in for the network.
pub const MODULES: &[&str] = &["httpx", "aiohttp", "requests", "urllib"];

/// What a URL answers where nothing else is said: after half a second, with 200.
pub const DELAY: Nanos = Nanos(500_000_000);

const HELP: &str = "write for example `# 1.2 s`, `# 0.3 s, 503`, `# fails: ConnectError`, or a \
                    table line `#   https://example.com/users  1.2 s  200  {\"id\": 1}`";

/// What one URL answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    pub delay: Nanos,
    /// Where the number of the delay begins in the text; `None` for the default.
    pub literal: Option<u32>,
    pub status: u16,
    /// The exception's class, where the request fails.
    pub fails: Option<String>,
    pub body: Option<String>,
}

impl Default for Answer {
    fn default() -> Self {
        Self {
            delay: DELAY,
            literal: None,
            status: 200,
            fails: None,
            body: None,
        }
    }
}

/// One simulated request of a run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// How many records the trace had when it was sent.
    pub record: usize,
    /// The call in the program.
    pub span: Span,
    pub url: String,
    pub answer: Answer,
}

/// The sentence that a page must show beside a run with such requests.
#[must_use]
pub fn notice(requests: &[Request]) -> Option<String> {
    let first = requests.first()?;
    Some(format!(
        "The network is simulated: this page answers by itself, and no bytes leave it. {} answers \
         after {} s; a comment on its line, such as `# 1.2 s`, changes that.",
        first.url,
        first.answer.delay.seconds()
    ))
}

enum Place {
    /// A line of the table: a URL, or the beginning of one and `*`.
    Table(String),
    /// A comment after code.
    Line(u32),
}

/// The settings in a program's text.
pub struct Settings {
    rules: Vec<(Place, Answer)>,
}

impl Settings {
    /// Reads them.
    ///
    /// # Errors
    /// A diagnostic for the first comment that begins like a setting and is none.
    pub fn read(source: &Source) -> Result<Self, Diagnostic> {
        let mut rules = Vec::new();
        let mut in_table = false;
        for number in 1..=source.line_count() {
            let line = source.line(number);
            let at = source.line_start(number) as usize;
            let trimmed = line.trim_start();
            let Some(comment) = trimmed.strip_prefix('#') else {
                in_table = false;
                rules.extend(after_code(line, at)?.map(|answer| (Place::Line(number), answer)));
                continue;
            };
            let text = comment.trim();
            if text.eq_ignore_ascii_case("network:") {
                in_table = true;
            } else if in_table && !text.is_empty() {
                let start = at + line.len() - comment.trim_start().len();
                let (url, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
                let answer = answer(rest, start + url.len() + 1);
                let is_url = url.contains("://") || url == "*";
                let Some(answer) = answer.filter(|_| is_url) else {
                    return Err(malformed(start, text));
                };
                rules.push((Place::Table(url.to_owned()), answer));
            }
        }
        Ok(Self { rules })
    }

    /// What a URL answers that is asked for by a call on these lines.
    #[must_use]
    pub fn answer(&self, source: &Source, url: &str, call: Span) -> Answer {
        let lines = source.line_of(call.start)..=source.line_of(call.end);
        let find = |wanted: &dyn Fn(&Place) -> bool| {
            let found = self.rules.iter().find(|(place, _)| wanted(place));
            found.map(|(_, answer)| answer.clone())
        };
        let names_url = |line: u32| {
            let quoted = |quote: &char| format!("{quote}{url}{quote}");
            let text = source.line(line);
            ['"', '\'']
                .iter()
                .any(|quote| text.contains(&quoted(quote)))
        };
        let is_call = |place: &Place| matches!(place, Place::Line(line) if lines.contains(line));
        let is_url = |place: &Place| matches!(place, Place::Line(line) if names_url(*line));
        find(&|place| is_call(place) && is_url(place))
            .or_else(|| find(&is_url))
            .or_else(|| find(&|place| matches!(place, Place::Table(known) if is_meant(known, url))))
            .or_else(|| find(&is_call))
            .unwrap_or_else(|| usual(url))
    }
}

/// Words in the names of hosts that nobody has, and of pages that are not there.
const NOWHERE: &[&str] = &["invalid", "nonexist", "non-exist", "notexist", "not-exist"];

/// What a URL answers without a setting. The paths of httpbin.org mean what they mean there.
fn usual(url: &str) -> Answer {
    let mut answer = Answer::default();
    let names = |part: &str| NOWHERE.iter().any(|word| part.contains(word));
    if names(url.split('/').nth(2).unwrap_or("")) {
        answer.fails = Some("ClientConnectorDNSError".to_owned());
    } else if names(url) {
        answer.status = 404;
    }
    let last = |head: &str| {
        let rest = url.split_once(head)?.1;
        rest.split(['/', '?']).next()?.parse::<f64>().ok()
    };
    if let Some(seconds) = last("httpbin.org/delay/") {
        answer.delay = Nanos::from_seconds(seconds.min(10.0));
    }
    if let Some(status) = last("httpbin.org/status/").filter(|s| (100.0..600.0).contains(s)) {
        answer.status = status_of(status);
    }
    answer
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the caller has checked that it lies between 100 and 600"
)]
fn status_of(number: f64) -> u16 {
    number as u16
}

fn is_meant(known: &str, url: &str) -> bool {
    if let Some(head) = known.strip_suffix('*') {
        return url.starts_with(head);
    }
    let plain = |text: &str| text.trim_end_matches('/').to_owned();
    let without_query = url.split('?').next().unwrap_or(url);
    plain(known) == plain(url) || plain(known) == plain(without_query)
}

fn malformed(start: usize, text: &str) -> Diagnostic {
    let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let span = Span::new(at(start), at(start + text.len()));
    let message = "this does not say how the simulated network answers";
    Diagnostic::new(Code::Unsupported, span, message).with_help(HELP)
}

/// The setting in the comment at the end of a line of code; `None` for any other comment.
fn after_code(line: &str, at: usize) -> Result<Option<Answer>, Diagnostic> {
    let Some((_, comment)) = line.rsplit_once('#') else {
        return Ok(None);
    };
    let text = comment.trim();
    let start = at + line.len() - comment.trim_start().len();
    let first = text.split(',').next().unwrap_or(text).trim();
    let is_status = first.len() == 3 && first.parse::<u16>().is_ok_and(|n| (100..600).contains(&n));
    if !is_status && delay(first).is_none() && !first.starts_with("fails:") {
        return Ok(None);
    }
    answer(text, start)
        .map(Some)
        .ok_or_else(|| malformed(start, text))
}

/// `1.2 s` at the beginning of a text: its length in time, and the text after it.
fn delay(text: &str) -> Option<(Nanos, &str)> {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let number: f64 = text[..digits].parse().ok()?;
    let rest = text[digits..].trim_start();
    for (unit, scale) in [("ms", 1e-3), ("seconds", 1.0), ("sec", 1.0), ("s", 1.0)] {
        if let Some(rest) = rest.strip_prefix(unit)
            && !rest.starts_with(char::is_alphanumeric)
        {
            return Some((Nanos::from_seconds(number * scale), rest));
        }
    }
    None
}

/// Delay, status, failure and body, in this order, each of which may be left out.
fn answer(text: &str, start: usize) -> Option<Answer> {
    let mut answer = Answer::default();
    let between =
        |text: &'_ str| -> usize { text.len() - text.trim_start_matches([',', ' ', '\t']).len() };
    let mut rest = &text[between(text)..];
    let mut is_empty = true;
    if let Some((nanos, after)) = delay(rest) {
        answer.delay = nanos;
        answer.literal = u32::try_from(start + text.len() - rest.len()).ok();
        rest = &after[between(after)..];
        is_empty = false;
    }
    let word = rest.split([',', ' ', '\t']).next().unwrap_or("");
    if let Ok(status) = word.parse::<u16>() {
        if !(100..600).contains(&status) {
            return None;
        }
        answer.status = status;
        rest = &rest[word.len()..];
        rest = &rest[between(rest)..];
        is_empty = false;
    }
    if let Some(name) = rest.strip_prefix("fails:") {
        let name = name.trim();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        answer.fails = Some(name.rsplit('.').next().unwrap_or(name).to_owned());
        return is_name.then_some(answer);
    }
    if rest.starts_with(['{', '[', '"']) {
        answer.body = Some(rest.to_owned());
        return Some(answer);
    }
    (rest.is_empty() && !is_empty).then_some(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(text: &str, url: &str, call: &str) -> Answer {
        let source = Source::new("program.py", text);
        let settings = Settings::read(&source).map_err(|d| d.render(&source));
        let at = u32::try_from(text.find(call).expect("the call is in the text")).expect("short");
        let span = Span::new(at, at + 1);
        settings.expect("well formed").answer(&source, url, span)
    }

    #[test]
    fn a_table_speaks_for_its_urls_and_a_line_for_its_own() {
        let text = "# network:\n#   https://a.b/users   1.2 s  200  {\"id\": 1}\n\
                    #   https://a.b/*  0.3 s  503\n\nget(\"https://a.b/users\")\n\
                    URL = 'https://a.b/x'  # 2 s, 404\nget(u)  # 250 ms, fails: ConnectError\n";
        let users = ask(text, "https://a.b/users", "get(\"");
        assert_eq!((users.delay, users.status), (Nanos(1_200_000_000), 200));
        assert_eq!(users.body.as_deref(), Some("{\"id\": 1}"));
        let literal = users.literal.expect("the table says it") as usize;
        assert!(text[literal..].starts_with("1.2 s"));
        assert_eq!(ask(text, "https://a.b/other", "get(\"").status, 503);
        let own = ask(text, "https://a.b/x", "get(\"");
        assert_eq!((own.delay, own.status), (Nanos(2_000_000_000), 404));
        let call = ask(text, "https://c.d/", "get(u)");
        assert_eq!(call.delay, Nanos(250_000_000));
        assert_eq!(call.fails.as_deref(), Some("ConnectError"));
        assert_eq!(ask(text, "https://c.d/", "get(\""), Answer::default());
    }

    #[test]
    fn other_comments_are_no_settings_and_bad_settings_are_refused() {
        for text in [
            "get(u)  # 3 requests",
            "x = '#'",
            "get(u)  # the first, 2 s",
            "a  # s",
        ] {
            assert_eq!(ask(text, "https://c.d/", text), Answer::default(), "{text}");
        }
        for text in [
            "get(u)  # 3 s, 99",
            "get(u)  # 1 s often",
            "# network:\n#   https://a.b/  soon",
            "# network:\n#   users  1 s",
            "get(u)  # fails: ",
        ] {
            let source = Source::new("program.py", text);
            assert!(Settings::read(&source).is_err(), "{text}");
        }
    }

    #[test]
    fn httpbin_says_delay_and_status_in_its_paths() {
        let delayed = ask("get()", "https://httpbin.org/delay/2", "get");
        assert_eq!(delayed.delay, Nanos(2_000_000_000));
        assert_eq!(
            ask("get()", "https://httpbin.org/status/404", "get").status,
            404
        );
    }
}

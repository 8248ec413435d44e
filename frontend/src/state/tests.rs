//! The state without a browser.

use super::*;
use loopscope_core::recording::Recording;
use loopscope_core::source::{Source, Span};
use loopscope_core::trace::{Actor, Event, Record, RunEnd, Trace};

/// A run of clock jumps: its steps are at these milliseconds, then it ends.
fn run(serial: u32, milliseconds: &[u64]) -> Rc<RunView> {
    run_of(serial, "", milliseconds)
}

fn run_of(serial: u32, text: &str, milliseconds: &[u64]) -> Rc<RunView> {
    let mut trace = Trace::default();
    let mut from = Nanos(0);
    let mut record = |at, event| {
        let record = Record {
            at,
            span: Span::default(),
            by: Actor::Loop,
            event,
        };
        trace.push(&record);
    };
    for at in milliseconds {
        let at = Nanos(at * 1_000_000);
        record(at, Event::ClockAdvanced { from });
        from = at;
    }
    record(from, Event::RunEnded { how: RunEnd::Ok });
    let source = Source::new("program.py", text);
    Rc::new(RunView::new(
        serial,
        Recording {
            source,
            trace,
            diagnostic: None,
            ended: true,
        },
        loopscope_core::Limits::page(),
    ))
}

fn app(milliseconds: &[u64]) -> App {
    let query = Query {
        src: Some("print(1)\n".into()),
        ..Query::default()
    };
    let mut app = App::open(query, None, Kept::default());
    app.hear(app.text_serial, News::Finished(run(1, milliseconds)));
    app
}

/// The present step, and how many there are.
fn step(app: &App) -> (usize, usize) {
    app.view
        .as_ref()
        .map_or((0, 0), |view| (view.step_of(app.cursor), view.steps()))
}

fn seconds(app: &App) -> f64 {
    app.now.seconds()
}

#[test]
fn a_first_visit_opens_gather_and_a_damaged_link_an_empty_page() {
    let app = App::open(Query::default(), None, Kept::default());
    assert_eq!(app.lesson().map(|lesson| lesson.key), Some("gather"));
    assert_eq!(app.landing, Landing::Opening(Nanos(500_000_000)));
    let app = App::open(
        Query::default(),
        Some(Err(LinkError::Corrupt)),
        Kept::default(),
    );
    assert!(app.text.is_empty() && app.notice.is_some());
}

#[test]
fn links_win_over_src_over_lesson_over_what_was_kept() {
    let link = Link {
        text: "a".into(),
        cursor: 3,
        ..Link::default()
    };
    let kept = Kept {
        link: Some(Link {
            text: "b".into(),
            ..Link::default()
        }),
        ..Kept::default()
    };
    let query = Query {
        src: Some("c".into()),
        lesson: Some("shield".into()),
        ..Query::default()
    };
    let open = |query: &Query, link: Option<Link>| {
        App::open(query.clone(), link.map(Ok), kept.clone())
            .text
            .to_string()
    };
    assert_eq!(open(&query, Some(link)), "a");
    assert_eq!(open(&query, None), "c");
    let query = Query { src: None, ..query };
    assert!(open(&query, None).contains("shield"));
    assert_eq!(open(&Query::default(), None), "b");
    assert_ne!(
        open(
            &Query {
                embed: true,
                ..Query::default()
            },
            None
        ),
        "b"
    );
}

#[test]
fn stepping_goes_both_ways_and_stops_at_the_ends() {
    let mut app = app(&[500, 1200]);
    assert_eq!((step(&app), seconds(&app)), ((0, 3), 0.0));
    app.act(Action::StepForward);
    assert_eq!((step(&app).0, seconds(&app)), (1, 0.5));
    app.act(Action::Last);
    app.act(Action::StepForward);
    assert_eq!((step(&app).0, seconds(&app)), (3, 1.2));
    app.act(Action::StepBack);
    app.act(Action::First);
    app.act(Action::StepBack);
    assert_eq!((step(&app).0, seconds(&app)), (0, 0.0));
}

#[test]
fn a_time_between_two_steps_is_held_and_back_goes_to_its_begin() {
    let mut app = app(&[500, 2000]);
    app.act(Action::SeekTime(Nanos(1_400_000_000)));
    assert_eq!((step(&app).0, seconds(&app)), (1, 1.4));
    app.act(Action::StepBack);
    assert_eq!((step(&app).0, seconds(&app)), (1, 0.5));
    app.act(Action::SeekTime(Nanos(9_000_000_000)));
    assert_eq!((step(&app).0, seconds(&app)), (3, 2.0));
}

#[test]
fn playing_ends_at_the_end_and_begins_anew_from_there() {
    let mut app = app(&[500, 1000]);
    app.act(Action::TogglePlay);
    for _ in 0..200 {
        app.tick(16.0, false);
    }
    assert!(!app.playing);
    assert_eq!((step(&app).0, app.moved), (3, Moved::Forward));
    app.act(Action::TogglePlay);
    assert_eq!((step(&app).0, app.playing), (0, true));
    app.act(Action::StepForward);
    assert!(!app.playing);
}

#[test]
fn an_edit_keeps_the_clock_where_the_past_is_the_same() {
    let mut app = app(&[500, 1000, 2000]);
    app.act(Action::SeekStep(2));
    app.act(Action::Type("print(2)\n".into()));
    assert!(!app.is_current && app.current_view().is_none() && app.view.is_some());
    app.hear(app.text_serial, News::Finished(run(2, &[500, 1000, 3000])));
    assert_eq!((step(&app).0, seconds(&app)), (2, 1.0));
    // Another past: the same time, as far as there is one.
    app.act(Action::Type("print(3)\n".into()));
    app.hear(app.text_serial, News::Finished(run(3, &[250, 750, 3000])));
    assert_eq!((step(&app).0, seconds(&app)), (2, 1.0));
    // A run that ends at once, and the first text again: back at the place.
    app.act(Action::Type("pr".into()));
    app.hear(app.text_serial, News::Finished(run(4, &[])));
    assert_eq!((step(&app), seconds(&app)), ((1, 1), 0.0));
    app.act(Action::Type("print(1)\n".into()));
    app.hear(app.text_serial, News::Finished(run(5, &[500, 1000, 2000])));
    assert_eq!((step(&app).0, seconds(&app)), (2, 1.0));
}

#[test]
fn news_of_an_older_text_are_not_heard() {
    let mut app = app(&[500]);
    let old = app.text_serial;
    app.act(Action::Type("x".into()));
    app.hear(old, News::Finished(run(2, &[1, 2, 3])));
    assert!(!app.is_current);
    app.hear(app.text_serial, News::Rejected(Rc::new([])));
    assert_eq!(app.view.as_ref().map(|view| view.serial), Some(1));
}

#[test]
fn one_history_for_typing_and_gestures() {
    let mut app = app(&[]);
    let first = app.text.clone();
    app.act(Action::Type("print(12)\n".into()));
    app.act(Action::Type("print(123)\n".into()));
    let edit = TextEdit::insert(0, "import asyncio\n");
    app.act(Action::Edit(vec![edit], Some(15)));
    assert_eq!(
        (&*app.text, app.caret),
        ("import asyncio\nprint(123)\n", Some(15))
    );
    app.act(Action::Undo);
    assert_eq!(&*app.text, "print(123)\n");
    app.act(Action::Undo);
    assert_eq!(app.text, first);
    app.act(Action::Undo);
    app.act(Action::Redo);
    app.act(Action::Redo);
    assert_eq!(&*app.text, "import asyncio\nprint(123)\n");
    assert!(!app.can_redo());
    app.act(Action::NewProgram);
    assert!(app.text.is_empty());
    app.act(Action::Undo);
    assert!(app.text.contains("asyncio"));
}

#[test]
fn a_link_brings_back_text_cursor_and_clock() {
    let mut app = app(&[500, 2000]);
    app.act(Action::SeekTime(Nanos(1_400_000_000)));
    app.act(Action::Faster);
    let link = app.link();
    let mut other = App::open(Query::default(), Some(Ok(link)), Kept::default());
    other.hear(other.text_serial, News::Finished(run(9, &[500, 2000])));
    assert_eq!(
        (other.cursor, other.now, other.speed),
        (app.cursor, app.now, app.speed)
    );
    assert_eq!(other.link(), app.link());
}

/// Writes `2` … in the place of the `1` of `print(1)`.
fn number(text: &str) -> Vec<TextEdit> {
    vec![TextEdit::new(Span::new(6, 7), text)]
}

#[test]
fn a_file_is_a_program_or_is_told() {
    let mut app = app(&[500]);
    app.act(Action::OpenFile(
        "a.py".into(),
        (*b"\xef\xbb\xbfx = 1\r\ny = 2\r\n").into(),
    ));
    assert_eq!(&*app.text, "x = 1\ny = 2\n");
    for wrong in [&b"\x89PNG\r\n"[..], b"<svg></svg>"] {
        app.act(Action::OpenFile("b.png".into(), wrong.into()));
        let notice = app.notice.take().unwrap();
        assert!(notice.is_error && notice.text.starts_with("b.png holds no program."));
        assert_eq!(&*app.text, "x = 1\ny = 2\n");
    }
    app.act(Action::Undo);
    assert_eq!(&*app.text, "print(1)\n");
}

#[test]
fn a_dragged_number_is_one_step_of_the_history() {
    let mut app = app(&[500, 1500]);
    for text in ["2", "3", "25"] {
        app.act(Action::Tune(1, number(text)));
        app.hear(app.text_serial, News::Finished(run(2, &[500, 2000])));
    }
    app.act(Action::EndTuning);
    assert_eq!(&*app.text, "print(25)\n");
    let ghost = app.old_future().expect("the old future stays");
    assert_eq!(ghost.serial, 1, "it is the one before the drag");
    app.act(Action::Undo);
    assert_eq!(&*app.text, "print(1)\n");
    assert!(!app.can_undo());
}

#[test]
fn a_drag_that_ends_where_it_began_is_no_step_of_the_history() {
    let mut app = app(&[500]);
    app.act(Action::Tune(1, number("2")));
    app.act(Action::Tune(1, number("1")));
    app.act(Action::EndTuning);
    assert!(!app.can_undo());
}

#[test]
fn the_old_future_stays_until_the_next_edit() {
    let mut app = app(&[500, 1500]);
    app.act(Action::Edit(number("2"), None));
    assert!(app.old_future().is_none(), "the new run is not there yet");
    app.hear(app.text_serial, News::Finished(run(2, &[500, 1200])));
    assert_eq!(app.old_future().map(|old| old.serial), Some(1));
    app.act(Action::Edit(number("3"), None));
    app.hear(app.text_serial, News::Finished(run(3, &[500, 1200])));
    // The same times and events as before this edit: there is nothing to show behind them.
    assert!(app.old_future().is_none());
}

#[test]
fn letters_written_into_one_line_are_compared_with_the_future_before_the_first() {
    let mut app = app(&[500, 1500]);
    for (serial, text) in [
        (2, "print()\n"),
        (3, "print(3)\n"),
        (4, "print(3)\nprint(4)\n"),
    ] {
        app.act(Action::Type(text.into()));
        let length = 1000 + 100 * u64::from(serial);
        app.hear(app.text_serial, News::Finished(run(serial, &[500, length])));
        // The third is another line, so another edit.
        let was = if serial == 4 { 3 } else { 1 };
        assert_eq!(app.old_future().map(|old| old.serial), Some(was), "{text}");
    }
}

#[test]
fn what_a_hand_does_with_an_old_picture_is_done_where_its_text_stands_now() {
    let old = "a = 0.5\nb = 1\n";
    let second = |text: &str| vec![TextEdit::new(Span::new(12, 13), text)];
    let fresh = || {
        let mut app = app(&[500]);
        app.act(Action::Type(old.into()));
        app.hear(app.text_serial, News::Finished(run_of(2, old, &[500])));
        // From here on the run of the text is on its way.
        app.act(Action::Type("a = 0.75\nb = 1\n".into()));
        app
    };
    let mut app = fresh();
    app.act(Action::Retime(2, second("2")));
    assert_eq!(&*app.text, "a = 0.75\nb = 2\n");
    // The number itself has changed: nobody can tell what was meant.
    app.act(Action::Retime(2, second("3")));
    assert_eq!(&*app.text, "a = 0.75\nb = 2\n");
    assert!(app.notice.is_some(), "and the page says so");

    let mut app = fresh();
    app.act(Action::Tune(2, second("2")));
    app.act(Action::Tune(2, second("30")));
    app.act(Action::EndTuning);
    assert_eq!(&*app.text, "a = 0.75\nb = 30\n");
    app.act(Action::Undo);
    assert_eq!(&*app.text, "a = 0.75\nb = 1\n", "one step of the history");

    let mut app = fresh();
    for _ in 0..2 {
        app.act(Action::Step(2, 12, 0.1));
    }
    assert_eq!(&*app.text, "a = 0.75\nb = 1.2\n");
}

#[test]
fn what_is_opened_while_a_run_is_on_its_way_waits_for_it() {
    let mut app = app(&[500]);
    app.act(Action::Type("print(2)\n".into()));
    assert!(app.touched_view().is_some(), "hands still have a picture");
    app.act(Action::OpenMenu(TaskId(0), (1, 1)));
    app.hear(app.text_serial, News::Finished(run(2, &[500])));
    assert_eq!(app.menu, None, "the new run has no such task");
    let wrong = loopscope_core::compile("program.py", "print(\n").expect_err("a syntax error");
    app.act(Action::Type("print(\n".into()));
    app.hear(app.text_serial, News::Rejected(wrong.into()));
    assert!(
        app.touched_view().is_none(),
        "no run of this text will come"
    );
}

#[test]
fn play_pressed_before_the_first_run_is_there_plays_it() {
    let mut app = App::open(Query::default(), None, Kept::default());
    app.act(Action::NextLesson);
    app.act(Action::TogglePlay);
    assert!(!app.playing);
    app.hear(app.text_serial, News::Finished(run(1, &[500])));
    assert!(app.playing);
    app.act(Action::NewProgram);
    app.act(Action::TogglePlay);
    app.act(Action::Type("print(1)\n".into()));
    app.hear(app.text_serial, News::Finished(run(2, &[500])));
    assert!(!app.playing, "there was nothing to play");
}

#[test]
fn a_program_pasted_over_a_lesson_leaves_it_and_undo_leads_back() {
    let mut app = App::open(Query::default(), None, Kept::default());
    let lesson = app.text.to_string();
    app.hear(app.text_serial, News::Finished(run(1, &[500])));
    app.act(Action::Type(lesson.replace("0.5", "0.7").into()));
    assert!(app.is_edited(), "a changed number leaves it there");
    let own = "import asyncio\n\nasync def main():\n    print('mine')\n\nasyncio.run(main())\n";
    app.act(Action::Type(own.into()));
    assert_eq!(app.lesson().map(|it| it.key), None);
    app.hear(app.text_serial, News::Finished(run(2, &[700])));
    assert!(app.old_future().is_none(), "there is nothing to compare");
    app.act(Action::Undo);
    assert_eq!(app.lesson().map(|it| it.key), Some("gather"));
    app.act(Action::Type(own.into()));
    app.act(Action::Type(lesson.into()));
    assert_eq!(app.lesson().map(|it| it.key), Some("gather"));
}

#[test]
fn steps_of_one_number_all_count_however_fast_they_come() {
    let mut app = app(&[500]);
    for _ in 0..3 {
        app.act(Action::Step(1, 6, 0.1));
    }
    assert_eq!(&*app.text, "print(1.3)\n");
    app.act(Action::Step(1, 0, 0.1));
    assert_eq!(&*app.text, "print(1.3)\n", "there is no number");
    app.act(Action::Type("print(7)\n".into()));
    app.notice = None;
    app.act(Action::Step(1, 6, 0.1));
    assert_eq!(&*app.text, "print(7)\n", "of an old picture");
    assert!(app.notice.take().is_some(), "and the page says so");
    app.act(Action::Tune(1, number("3")));
    assert_eq!(&*app.text, "print(7)\n", "as to a drag");
    assert!(app.notice.is_some());
}

#[test]
fn escape_closes_one_thing_after_the_other() {
    let mut app = app(&[500]);
    app.act(Action::ToggleInspector);
    app.act(Action::CompareWays(None));
    assert!(app.comparing.is_some());
    app.act(Action::Close);
    assert!(app.comparing.is_none() && app.inspecting);
    app.act(Action::Close);
    assert!(!app.inspecting);
}

#[test]
fn in_a_crowd_some_views_are_a_picture_behind_until_it_stands() {
    let text = "
import asyncio
async def main():
    await asyncio.gather(*[asyncio.sleep(1) for _ in range(200)])
asyncio.run(main())
";
    let limits = loopscope_core::Limits::page();
    let program = loopscope_core::compile("program.py", text).expect("it is Python");
    let view = RunView::new(2, loopscope_core::run(&program, &limits), limits);
    let mut app = app(&[500]);
    app.hear(app.text_serial, News::Finished(Rc::new(view)));
    app.act(Action::First);
    app.act(Action::StepForward);
    assert!(app.is_crowded());
    app.act(Action::TogglePlay);
    let begun = app.cursor;
    app.tick(45.0, false);
    let first = app.cursor;
    assert!(first > begun);
    assert_eq!(app.behind, Some((begun, Nanos(0))));
    app.tick(45.0, false);
    assert_eq!(app.behind.map(|behind| behind.0), Some(first));
    while app.playing {
        app.tick(45.0, false);
    }
    assert_eq!(app.behind, None, "at the end all show the same");
}

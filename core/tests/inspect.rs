//! What the inspector shows, and what findings say and mend, for programs that are written here.

use loopscope_core::bend::{bends, three_ways};
use loopscope_core::edit::apply;
use loopscope_core::explain::explain;
use loopscope_core::findings::{Finding, FindingKind, advice, findings};
use loopscope_core::inspect::journey::journeys;
use loopscope_core::inspect::replay::{Known, Replay};
use loopscope_core::inspect::{spent, waits};
use loopscope_core::mend::mends;
use loopscope_core::recording::Recording;
use loopscope_core::timeline::Timeline;
use loopscope_core::trace::{Event, Measured, Nanos, TaskId};
use loopscope_core::{Limits, Progress, compile, run};
use std::rc::Rc;

fn recorded(text: &str) -> Recording {
    let program = compile("program.py", text).expect("the program is Python");
    run(&program, &Limits::page())
}

fn inside(text: &str, cursor: usize, task: TaskId) -> Known {
    let program = compile("program.py", text).expect("the program is Python");
    let mut replay = Replay::new(&program, &Limits::page(), cursor);
    while replay.advance(100) == Progress::Running {}
    replay.inside(Some(task))
}

fn cursor_at(recording: &Recording, milliseconds: u64) -> usize {
    let at = Nanos(milliseconds * 1_000_000);
    recording
        .records()
        .partition_point(|record| record.at <= at)
}

const CANCEL: &str = r#"import asyncio

async def charge(card):
    await asyncio.sleep(0.4)
    raise ValueError("declined")

async def reserve(seat):
    try:
        await asyncio.sleep(2.0)
    finally:
        print("released", seat)

async def main():
    hold = asyncio.create_task(asyncio.wait_for(reserve("12A"), 0.8))
    try:
        await asyncio.gather(charge("4242"), hold)
    except ValueError as e:
        print("caught", e)
    await asyncio.wait([hold])

asyncio.run(main())
"#;

#[test]
fn locals_come_from_the_same_run() {
    let recording = recorded(CANCEL);
    let cursor = cursor_at(&recording, 500);
    let found = inside(CANCEL, cursor, TaskId(1));
    let hold = found
        .tasks
        .iter()
        .find(|it| it.task == TaskId(1))
        .expect("hold lives");
    let names: Vec<_> = hold.frames.iter().map(|frame| &*frame.name).collect();
    assert_eq!(names, ["wait_for", "reserve"]);
    assert!(hold.frames[0].library);
    assert_eq!(hold.frames[1].locals, [("seat".into(), "'12A'".to_owned())]);
    assert_eq!(recording.line(hold.frames[1].span), Some(9));
    // main waits for it by asyncio.wait.
    assert_eq!(hold.waited_by, [TaskId(0)]);
    let main = found
        .tasks
        .iter()
        .find(|it| it.task == TaskId(0))
        .expect("main lives");
    assert_eq!(main.waited_by, []);
}

#[test]
fn a_gather_is_followed_to_who_awaits_it() {
    let recording = recorded(CANCEL);
    let found = inside(CANCEL, cursor_at(&recording, 100), TaskId(0));
    for child in [TaskId(1), TaskId(2)] {
        let mut tasks = found.tasks.iter();
        let child = tasks.find(|it| it.task == child).expect("it lives");
        assert_eq!(child.waited_by, [TaskId(0)]);
    }
}

#[test]
fn the_results_of_a_gather_stand_in_the_order_of_its_arguments() {
    let text = r#"import asyncio

async def call(name, seconds):
    await asyncio.sleep(seconds)
    if name == "Bad":
        raise ValueError("no")
    return name

async def main():
    late = asyncio.create_task(call("Late", 9.0))
    calls = [call("Slow", 1.0), call("Bad", 0.2), call("Fast", 0.1), late]
    await asyncio.gather(*calls, asyncio.gather(call("Deep", 0.1)), return_exceptions=True)

asyncio.run(main())
"#;
    let recording = recorded(text);
    let found = inside(text, cursor_at(&recording, 500), TaskId(0));
    let holds = |at: usize| {
        let slots = found.gathers[at].1.iter();
        slots
            .map(|slot| slot.holds.as_deref().unwrap_or("nothing"))
            .collect::<Vec<_>>()
    };
    assert_eq!(found.gathers.len(), 2);
    assert_eq!(
        holds(0),
        [
            "nothing",
            "ValueError('no')",
            "'Fast'",
            "nothing",
            "['Deep']"
        ]
    );
    assert_eq!(holds(1), ["'Deep'"]);
    let failed: Vec<bool> = found.gathers[0].1.iter().map(|slot| slot.failed).collect();
    assert_eq!(failed, [false, true, false, false, false]);
    assert_eq!(found.gathers[0].1[3].task, Some(TaskId(1)));
}

#[test]
fn every_cursor_can_be_looked_into() {
    let recording = recorded(CANCEL);
    for cursor in (0..=recording.records().len()).step_by(5) {
        for task in 0..3 {
            let _ = inside(CANCEL, cursor, TaskId(task));
        }
    }
}

#[test]
fn the_parts_of_a_life_add_up() {
    let timeline = Timeline::new(Rc::new(recorded(CANCEL)));
    for lane in &timeline.lanes().tasks {
        for tenth in 0..=10 {
            let now = Nanos(tenth * 100_000_000);
            let spent = spent(lane, now);
            let sum = spent.busy.0 + spent.ready.0 + spent.waiting.0;
            assert_eq!(sum, spent.whole.0);
            let born = lane.spans[0].from;
            let ended = lane.spans[lane.spans.len() - 1].to;
            assert_eq!(spent.whole, now.min(ended).saturating_sub(born));
        }
    }
}

#[test]
fn a_cancel_is_followed_from_its_request_to_its_end() {
    let timeline = Timeline::new(Rc::new(recorded(CANCEL)));
    let found = journeys(&timeline, TaskId(1));
    let words: Vec<_> = found[0]
        .stages
        .iter()
        .map(|stage| stage.words.as_str())
        .collect();
    assert_eq!(
        words,
        [
            "The 0.8 s timeout fires and cancels Task-2",
            "What it waits on is cancelled, so Task-2 becomes ready",
            "CancelledError is raised at line 9",
            "finally runs at line 11",
            "The timeout takes it back and raises TimeoutError",
        ]
        .map(|words| words.replace("Task-2", &timeline.name(TaskId(1))))
    );
    let cursors: Vec<_> = found[0].stages.iter().map(|stage| stage.cursor).collect();
    assert!(cursors.is_sorted());
    let failed = journeys(&timeline, TaskId(2));
    let words: Vec<_> = failed[0]
        .stages
        .iter()
        .map(|stage| stage.words.as_str())
        .collect();
    assert_eq!(
        words,
        [
            "4242 raises it at line 5",
            "It ends 4242 and is kept there",
            "It comes out of the await of main at line 16",
            "main catches it at line 17",
        ]
        .map(|words| words.replace("4242", &timeline.name(TaskId(2))))
    );
    let route: Vec<_> = failed[0].route.iter().map(|it| it.words.as_str()).collect();
    let name = timeline.name(TaskId(2));
    assert_eq!(
        route,
        [&*name, "ValueError at line 5", "caught by main at line 17"]
    );
}

#[test]
fn who_can_wake_a_task() {
    let timeline = Timeline::new(Rc::new(recorded(CANCEL)));
    let cursor = cursor_at(timeline.recording(), 100);
    let (state, trace) = (timeline.at(cursor), &timeline.recording().trace);
    let found = waits(&state, trace, TaskId(2)).expect("it sleeps");
    assert_eq!(found.woken_by, "the clock at 0.40 s");
    let found = waits(&state, trace, TaskId(0)).expect("it gathers");
    assert_eq!(found.on, "gather, 0 of 2 done");
    assert_eq!(waits(&timeline.at(0), trace, TaskId(0)), None);
}

// ---------------------------------------------------------------- lengths and their literals

#[test]
fn a_length_knows_the_number_that_it_came_from() {
    let text = r#"import asyncio, time
async def call(name, seconds):
    await asyncio.sleep(seconds)
    await asyncio.sleep(seconds * 2)
def work(length=0.25):
    time.sleep(length)
async def main():
    await call("a", 1.5)
    time.sleep(2)
    await asyncio.to_thread(work)
    async with asyncio.timeout(0.75) as block:
        block.reschedule(block.when() + 1)
    await asyncio.wait_for(asyncio.sleep(0.125), timeout=3)
asyncio.run(main())
"#;
    let recording = recorded(text);
    let mut told = Vec::new();
    for (at, record) in recording.records().iter().enumerate() {
        let measured = match record.event {
            Event::TimerSet { timer, .. } => Measured::Timer(timer),
            Event::BlockBegan { .. } => Measured::Block(u32::try_from(at).expect("few records")),
            Event::JobSlept { job, .. } => Measured::Job(job),
            _ => continue,
        };
        let start = recording.trace.literal(measured);
        told.push(start.map(|start| {
            let rest = &text[start as usize..];
            &rest[..rest.find([',', ')']).expect("a bracket follows")]
        }));
    }
    // The deadline of a timeout says its delay; one that was moved is nobody's number.
    let deadlines = [Some("0.75"), None, Some("3"), Some("0.125")];
    assert_eq!(told[..4], [Some("1.5"), None, Some("2"), Some("0.25")]);
    assert_eq!(told[4..], deadlines);
}

// ---------------------------------------------------------------- findings and what mends them

fn found(text: &str, wanted: fn(&FindingKind) -> bool) -> Option<(Recording, Finding)> {
    let recording = recorded(text);
    let found = findings(&recording)
        .into_iter()
        .find(|it| wanted(&it.kind))?;
    Some((recording, found))
}

/// The finding is there, each of its mends makes it go, and the first text is as expected.
fn mended(text: &str, wanted: fn(&FindingKind) -> bool, line: u32, expected: &str) {
    let (recording, finding) = found(text, wanted).expect("the finding is there");
    assert_eq!(recording.line(finding.span), Some(line), "{finding:?}");
    assert_eq!(
        advice(&recording, &finding.kind).matches(". ").count(),
        1,
        "{finding:?}"
    );
    let mends = mends(&recording, &findings(&recording), &finding);
    assert!(!mends.is_empty());
    assert!(
        apply(text, &mends[0].edits).contains(expected),
        "{}",
        apply(text, &mends[0].edits)
    );
    for mend in mends {
        let after = apply(text, &mend.edits);
        assert!(found(&after, wanted).is_none(), "{}:\n{after}", mend.label);
    }
}

fn program(main: &str) -> String {
    format!(
        r#"import asyncio, time

async def call(name, seconds):
    await asyncio.sleep(seconds)
    return name

async def fail(name):
    await asyncio.sleep(0.1)
    raise ValueError(name)

async def stubborn():
    try:
        await asyncio.sleep(5)
    except asyncio.CancelledError:
        print("cleaning")

async def main():
{main}

asyncio.run(main())
"#
    )
}

#[test]
fn programs_for_an_older_python_are_brought_up_to_date() {
    let older = |kind: &FindingKind| matches!(kind, FindingKind::Older(_));
    let head = "import asyncio\n\nasync def call(n):\n    await asyncio.sleep(n)\n\n";
    let classic = format!(
        "{head}loop = asyncio.get_event_loop()\nloop.run_until_complete(call(1))\nloop.close()\n"
    );
    mended(
        &classic,
        older,
        6,
        "asyncio.sleep(n)\n\nasyncio.run(call(1))\n",
    );
    let chained = format!("{head}asyncio.get_event_loop().run_until_complete(call(1))\n");
    mended(&chained, older, 6, "\nasyncio.run(call(1))\n");
    let inside = format!(
        "{head}def start():\n    loop = asyncio.get_event_loop()\n    try:\n        \
         loop.run_until_complete(asyncio.gather(call(1), call(2)))\n    finally:\n        \
         loop.close()\n\nstart()\n"
    );
    mended(
        &inside,
        older,
        7,
        "    loop = asyncio.new_event_loop()\n    asyncio.set_event_loop(loop)\n    try:\n",
    );
    let waits = program("    await asyncio.wait([call('(', 1), fail(')')], timeout=1)");
    mended(
        &waits,
        older,
        18,
        "wait(map(asyncio.create_task, [call('(', 1), fail(')')]), timeout=1)\n",
    );
    let lazily = program("    await asyncio.wait(call('a', n) for n in (1, 2))");
    mended(
        &lazily,
        older,
        18,
        "wait(map(asyncio.create_task, (call('a', n) for n in (1, 2))))\n",
    );
    let given = program("    await asyncio.sleep(1, loop=asyncio.get_running_loop())");
    mended(&given, older, 18, "    await asyncio.sleep(1)\n");
    let first = program("    lock = asyncio.Lock(loop=None)");
    mended(&first, older, 18, "    lock = asyncio.Lock()\n");
}

#[test]
fn a_held_loop_is_mended() {
    let text = program("    time.sleep(0.5)");
    mended(
        &text,
        |kind| matches!(kind, FindingKind::Blocked { .. }),
        18,
        "    await asyncio.sleep(0.5)\n",
    );
    let worker = program("    await asyncio.to_thread(time.sleep, 0.5)");
    assert_eq!(findings(&recorded(&worker)), []);
}

#[test]
fn a_coroutine_that_is_never_awaited_is_mended() {
    let text = program("    call(\"a\", 0.1)\n    await call(\"b\", 0.1)");
    mended(
        &text,
        |kind| matches!(kind, FindingKind::NeverAwaited { .. }),
        18,
        "    await call(\"a\", 0.1)\n",
    );
}

#[test]
fn a_request_that_blocks_is_given_to_a_thread() {
    let blocked = |kind: &FindingKind| matches!(kind, FindingKind::Blocked { .. });
    let text = program(
        "    import requests\n    code = requests.get(\"https://a.io\").status_code\n    \
         print(code)",
    );
    mended(
        &text,
        blocked,
        19,
        "code = (await asyncio.to_thread(requests.get, \"https://a.io\")).status_code\n",
    );
    let text = program("    import requests\n    answer = requests.get(\"https://a.io\")");
    mended(
        &text,
        blocked,
        19,
        "answer = await asyncio.to_thread(requests.get, \"https://a.io\")\n",
    );
}

#[test]
fn a_coroutine_that_nobody_awaits_is_mended_where_it_was_made() {
    let lost = |kind: &FindingKind| matches!(kind, FindingKind::NeverAwaited { .. });
    let kept = program("    answer = call(\"a\", 1)\n    print(answer)\n    await call(\"b\", 1)");
    mended(&kept, lost, 18, "    answer = await call(\"a\", 1)\n");
    let inside = program("    print(call(\"a\", 1))");
    mended(&inside, lost, 18, "    print(await call(\"a\", 1))\n");
    let rounds = program("    calls = [call(\"a\", n) for n in range(3)]");
    mended(
        &rounds,
        lost,
        18,
        "[await call(\"a\", n) for n in range(3)]",
    );
    let main = program("    print(1)").replace("asyncio.run(main())", "main()");
    mended(&main, lost, 20, "\nasyncio.run(main())");
}

#[test]
fn what_is_caught_around_a_gather_is_caught_around_its_group() {
    let left = |kind: &FindingKind| matches!(kind, FindingKind::Siblings { .. });
    let text = program(
        "    try:\n        await asyncio.gather(call(\"a\", 2), fail(\"b\"))\n    except \
         ValueError as error:\n        print(error)\n    await asyncio.sleep(3)",
    );
    mended(&text, left, 19, "    except* ValueError as error:\n");
}

#[test]
fn an_edit_that_takes_a_good_end_away_is_not_offered() {
    let lost = |kind: &FindingKind| matches!(kind, FindingKind::CancelledAtExit { .. });
    let text = program(
        "    never = asyncio.Event()\n    asyncio.create_task(never.wait())\n    await call(\"b\", 1)",
    );
    let (recording, finding) = found(&text, lost).expect("it waits for ever");
    assert_eq!(mends(&recording, &findings(&recording), &finding), []);
}

#[test]
fn what_a_plain_function_blocks_is_mended_where_it_is_called() {
    let blocked = |kind: &FindingKind| matches!(kind, FindingKind::Blocked { .. });
    let text = program("    print(1)\n    work(1, 2)\n    print(2)").replace(
        "async def main",
        "def work(a, b):\n    time.sleep(1)\n\nasync def main",
    );
    mended(
        &text,
        blocked,
        18,
        "    await asyncio.to_thread(work, 1, 2)\n",
    );
    // Its name may stand where nothing is called, and at the very end.
    let named = text.replace(
        "asyncio.run(main())\n",
        "asyncio.run(main())\n# work… and work",
    );
    mended(
        &named,
        blocked,
        18,
        "    await asyncio.to_thread(work, 1, 2)\n",
    );
}

#[test]
fn rounds_of_a_loop_that_could_overlap_are_gathered() {
    let wanted = |kind: &FindingKind| matches!(kind, FindingKind::Sequence { .. });
    let alone = program("    for n in (1, 2):\n        await call(\"a\", n)\n    print(1)");
    mended(
        &alone,
        wanted,
        18,
        "    await asyncio.gather(*(call(\"a\", n) for n in (1, 2)))\n    print(1)\n",
    );
    let long = program(
        "    for n in (1, 2):\n        await call(\n            \"a\",\n            n,\n        )",
    );
    mended(&long, wanted, 18, "    await asyncio.gather(*(call(\n");
    let listed =
        program("    a = []\n    for n in (1, 2):\n        a.append(await call(\"a\", n))");
    mended(
        &listed,
        wanted,
        19,
        "main():\n    a = await asyncio.gather(*(call(",
    );
    let more = listed.replace("a = []", "a = [1]");
    mended(
        &more,
        wanted,
        19,
        "    a.extend(await asyncio.gather(*(call(",
    );
    let printed =
        program("    for n in (1, 2):\n        it = await call(\"a\", n)\n        print(it)");
    mended(
        &printed,
        wanted,
        18,
        "    for it in await asyncio.gather(*(call(\"a\", n) for n in (1, 2))):\n        print(it)\n",
    );
    let made = program("    print([await call(\"a\", n) for n in (1, 2)])");
    mended(
        &made,
        wanted,
        18,
        "print(await asyncio.gather(*(call(\"a\", n) for n in (1, 2))))",
    );
    // A round that needs what the one before gave, or tells of its own.
    for body in [
        "        x = await call(x, 1)\n        print(x)",
        "        y = await call(x, 1)\n        print(y, n)",
    ] {
        let text = program(&format!("    x = 1\n    for n in (1, 2):\n{body}"));
        assert!(found(&text, wanted).is_none(), "{text}");
    }
}

#[test]
fn a_task_that_nobody_keeps_is_mended() {
    let lost = |kind: &FindingKind| matches!(kind, FindingKind::CancelledAtExit { .. });
    let text = program("    asyncio.create_task(call(\"a\", 2))\n    await call(\"b\", 0.1)");
    let (recording, finding) = found(&text, lost).expect("it is lost");
    let mends = mends(&recording, &findings(&recording), &finding);
    let after = apply(&text, &mends[0].edits);
    assert!(
        after.contains("    task = asyncio.create_task(call(\"a\", 2))\n"),
        "{after}"
    );
    assert!(
        after.contains("await call(\"b\", 0.1)\n    await task\n"),
        "{after}"
    );
    assert!(found(&after, lost).is_none());
}

#[test]
fn tasks_that_a_loop_makes_are_mended_together() {
    let lost = |kind: &FindingKind| matches!(kind, FindingKind::CancelledAtExit { .. });
    let made = program(
        "    for n in (1, 2):\n        if n:\n            asyncio.create_task(call(\"a\", n))\n    \
         return 1",
    );
    mended(
        &made,
        lost,
        4,
        "    tasks = []\n    for n in (1, 2):\n        if n:\n            \
         tasks.append(asyncio.create_task(call(\"a\", n)))\n    \
         await asyncio.gather(*tasks)\n    return 1\n",
    );
    let named = program(
        "    for n in (1, 2):\n        task = asyncio.create_task(call(\"a\", n))\n        print(n)",
    );
    mended(
        &named,
        lost,
        4,
        "n))\n        tasks.append(task)\n        print(n)\n    await asyncio.gather(*tasks)\n",
    );
    let held = program("    jobs = [asyncio.create_task(call(\"a\", n)) for n in (1, 2)]");
    mended(&held, lost, 4, "]\n    await asyncio.gather(*jobs)\n");
    let display = program("    [asyncio.create_task(call(\"a\", n)) for n in (1, 2)]");
    mended(&display, lost, 4, "    tasks = [asyncio.create_task(");
}

#[test]
fn an_error_that_nobody_asked_for_is_mended() {
    let text = program(
        "    job = asyncio.create_task(fail(\"a\"))\n    await call(\"b\", 0.5)\n    return 1",
    );
    let lost = |kind: &FindingKind| matches!(kind, FindingKind::NeverRetrieved { .. });
    let (recording, finding) = found(&text, lost).expect("it is lost");
    let after = apply(
        &text,
        &mends(&recording, &findings(&recording), &finding)[0].edits,
    );
    assert!(after.contains("    await job\n    return 1\n"), "{after}");
    assert!(found(&after, lost).is_none());
}

#[test]
fn a_swallowed_cancel_is_mended() {
    let text = program(
        "    task = asyncio.create_task(stubborn())\n    await asyncio.sleep(0.1)\n    \
         task.cancel()\n    await asyncio.wait([task])",
    );
    mended(
        &text,
        |kind| matches!(kind, FindingKind::Swallowed { .. }),
        14,
        "        print(\"cleaning\")\n        raise\n",
    );
}

#[test]
fn gather_leaves_others_running() {
    let text = program("    await asyncio.gather(fail(\"a\"), call(\"b\", 1))");
    mended(
        &text,
        |kind| matches!(kind, FindingKind::Siblings { .. }),
        18,
        "asyncio.TaskGroup()",
    );
    // They end at the same instant: nobody runs on.
    let together = program("    await asyncio.gather(fail(\"a\"), call(\"b\", 0.1))");
    let cancelled = program(
        "    tasks = [asyncio.create_task(call(\"a\", 9)), asyncio.create_task(call(\"b\", 9))]\n    \
         await asyncio.sleep(0)\n    for task in tasks:\n        task.cancel()\n    \
         await asyncio.gather(*tasks)",
    );
    for text in [together, cancelled] {
        let siblings = |kind: &FindingKind| matches!(kind, FindingKind::Siblings { .. });
        assert!(found(&text, siblings).is_none(), "{text}");
    }
}

#[test]
fn awaits_in_sequence_could_overlap() {
    let text =
        program("    a = await call(\"a\", 1)\n    b = await call(\"b\", 0.5)\n    print(a, b)");
    let wanted = |kind: &FindingKind| matches!(kind, FindingKind::Sequence { .. });
    mended(&text, wanted, 18, "asyncio.gather(");
    let (_, finding) = found(&text, wanted).expect("the finding is there");
    let FindingKind::Sequence { saves, .. } = finding.kind else {
        unreachable!("looked for just now")
    };
    assert_eq!(saves, Nanos(500_000_000));
    let needs = program("    a = await call(\"a\", 1)\n    b = await call(a, 0.5)");
    assert!(found(&needs, wanted).is_none());
}

#[test]
fn tasks_that_are_awaited_where_they_are_made_could_overlap() {
    let wanted = |kind: &FindingKind| matches!(kind, FindingKind::Sequence { .. });
    let cases = [
        (
            "await asyncio.create_task(call(1, 0.2))\n    await asyncio.create_task(call(2, 1))",
            "    await asyncio.gather(\n        call(1, 0.2),\n        call(2, 1),\n    )\n",
        ),
        (
            "await asyncio.create_task(call(1, 0.2))\n    \
             b = await asyncio.create_task(call(2, 1))\n    print(b)",
            "    _, b = await asyncio.gather(\n        call(1, 0.2),\n        call(2, 1),\n    )\n    print(b)\n",
        ),
        (
            "a = asyncio.create_task(call(1, 0.2))\n    print(await a)\n    print(0)\n    \
             b = asyncio.create_task(call(2, 1))\n    c = await b\n    print(c)",
            "    a = asyncio.create_task(call(1, 0.2))\n    b = asyncio.create_task(call(2, 1))\n    \
             print(await a)\n    print(0)\n    c = await b\n    print(c)\n",
        ),
        (
            "for n in (1, 2):\n        await asyncio.create_task(call(0, n))",
            "    await asyncio.gather(*(call(0, n) for n in (1, 2)))\n",
        ),
        (
            "for n in (1, 2):\n        task = asyncio.create_task(call(0, n))\n        await task",
            "    await asyncio.gather(*(call(0, n) for n in (1, 2)))\n",
        ),
        (
            "for n in (1, 2):\n        task = asyncio.create_task(call(0, n))\n        \
             it = await task\n        print(it)",
            "    for it in await asyncio.gather(*(call(0, n) for n in (1, 2))):\n        print(it)\n",
        ),
    ];
    for (main, expected) in cases {
        mended(&program(&format!("    {main}")), wanted, 18, expected);
    }
    for needed in [
        "a = await asyncio.create_task(call(1, 1))\n    await asyncio.create_task(call(a, 1))",
        "a = asyncio.create_task(call(1, 1))\n    b = await a\n    \
         c = asyncio.create_task(call(b, 1))\n    await c",
        "a = asyncio.create_task(call(1, 1))\n    b = asyncio.create_task(call(2, 1))\n    \
         await a\n    await b",
        "for n in (1, 2):\n        task = asyncio.create_task(call(0, n))\n        await call(1, 1)",
    ] {
        let text = program(&format!("    {needed}"));
        assert!(found(&text, wanted).is_none(), "{text}");
    }
}

#[test]
fn many_short_steps_starve() {
    let text = program(
        "    async def busy():\n        for _ in range(20):\n            time.sleep(0.02)\n            \
         await asyncio.sleep(0)\n    await asyncio.gather(*(busy() for _ in range(10)))",
    );
    let wanted = |kind: &FindingKind| matches!(kind, FindingKind::Starved { .. });
    let (recording, finding) = found(&text, wanted).expect("the finding is there");
    let ways = mends(&recording, &findings(&recording), &finding);
    let after = apply(&text, &ways[0].edits);
    assert!(
        after.contains("            await asyncio.sleep(0.02)\n"),
        "{after}"
    );
    for way in ways {
        assert!(
            found(&apply(&text, &way.edits), wanted).is_none(),
            "{}",
            way.label
        );
    }
}

const WORKERS: &str = r#"import asyncio

async def produce(queue):
    for number in range(3):
        await queue.put(number)
        await asyncio.sleep(0.1)

async def consume(jobs):
    while True:
        item = await jobs.get()
        print(item)

async def main():
    queue = asyncio.Queue()
    workers = [asyncio.create_task(consume(queue)) for _ in range(2)]
    await produce(queue)
    END

asyncio.run(main())
"#;

#[test]
fn who_waits_at_a_queue_for_ever_is_let_go() {
    let stuck = |kind: &FindingKind| matches!(kind, FindingKind::Deadlock { .. });
    let joined = WORKERS.replace("END", "await queue.join()");
    mended(
        &joined,
        stuck,
        17,
        "        print(item)\n        jobs.task_done()\n",
    );
    let gathered = WORKERS
        .replace(
            "await produce(queue)",
            "await asyncio.create_task(produce(queue))",
        )
        .replace("END", "await asyncio.gather(*workers)");
    mended(
        &gathered,
        stuck,
        17,
        "        except asyncio.QueueShutDown:\n            break\n",
    );
    let (recording, finding) = found(&gathered, stuck).expect("as before");
    let after = apply(
        &gathered,
        &mends(&recording, &findings(&recording), &finding)[0].edits,
    );
    assert!(
        after.contains("sleep(0.1)\n    queue.shutdown()\n"),
        "{after}"
    );
    // With two producers the first one that ends would stop the other.
    let two = gathered.replace(
        "await asyncio.create_task(produce(queue))",
        "await asyncio.gather(produce(queue), produce(queue))",
    );
    let (recording, finding) = found(&two, stuck).expect("nobody ends the workers");
    assert_eq!(mends(&recording, &findings(&recording), &finding), []);
}

#[test]
fn work_where_no_loop_runs_is_one_step() {
    let text = "def count(n):\n    while n > 0:\n        n -= 1\n\ncount(100_000)\nprint(1)\ncount(100_000)\n";
    let timeline = Timeline::new(Rc::new(recorded(text)));
    let told: Vec<String> = timeline
        .moments()
        .iter()
        .map(|moment| explain(&timeline, moment.stop).text())
        .collect();
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(
        told[0].ends_with("because the main thread works."),
        "{told:?}"
    );
    assert!(
        told[2].ends_with("because the main thread works."),
        "{told:?}"
    );
}

#[test]
fn a_lock_that_its_owner_takes_again_is_told_as_that() {
    let text = program(
        "    lock = asyncio.Lock()\n    async with lock:\n        async with lock:\n            \
         print(1)",
    );
    let stuck = |kind: &FindingKind| matches!(kind, FindingKind::Deadlock { .. });
    let (recording, finding) = found(&text, stuck).expect("it waits for itself");
    assert!(advice(&recording, &finding.kind).contains("take a lock of asyncio twice"));
}

#[test]
fn a_ring_of_locks_has_a_place() {
    let text = r#"import asyncio

async def hold(first, second):
    async with first:
        await asyncio.sleep(0.1)
        async with second:
            pass

async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(hold(a, b), hold(b, a))

asyncio.run(main())
"#;
    let wanted = |kind: &FindingKind| matches!(kind, FindingKind::Deadlock { .. });
    let (recording, finding) = found(text, wanted).expect("they wait for each other");
    let FindingKind::Deadlock { cycle, .. } = &finding.kind else {
        unreachable!("looked for just now")
    };
    assert_eq!(cycle.len(), 2);
    assert_eq!(recording.line(finding.span), Some(6));
    let diagnostic = recording.diagnostic.as_ref().expect("the run was ended");
    assert!(diagnostic.span.start < diagnostic.span.end);
    assert!(advice(&recording, &finding.kind).contains("in a ring"));
}

// ---------------------------------------------------------------- bending what is seen

/// The text after the bend with this label, for the second task at a moment.
fn bent(text: &str, milliseconds: u64, task: TaskId, label: &str) -> String {
    let timeline = Timeline::new(Rc::new(recorded(text)));
    let recording = timeline.recording();
    let state = timeline.at(cursor_at(recording, milliseconds));
    let place = state.task(task).expect("it exists").place;
    let all = bends(recording, task, place);
    let bend = all.iter().find(|bend| bend.label == label);
    let bend = bend.unwrap_or_else(|| panic!("{label} is not among {all:?}"));
    let after = apply(text, &bend.edits);
    assert!(compile("program.py", &after).is_ok(), "{after}");
    after
}

#[test]
fn a_task_is_bent_from_where_it_is_seen() {
    let text = program(
        "    await asyncio.gather(\n        call(\"a\", 1),\n        call(\"b\", 0.5),\n    )",
    );
    let b = TaskId(2);
    let after = bent(&text, 100, b, "Make it fail");
    assert!(
        after.contains(
            "    if name == \"b\":\n        raise RuntimeError(\"b failed\")\n    return name\n"
        ),
        "{after}"
    );
    let after = bent(&text, 100, b, "Make it blocking");
    assert!(after.contains("    time.sleep(seconds)\n"), "{after}");
    let after = bent(&text, 100, b, "Wrap in a timeout here");
    assert!(
        after.contains(
            "    async with asyncio.timeout(1.0):\n        await asyncio.sleep(seconds)\n    return"
        ),
        "{after}"
    );
    let after = bent(&text, 100, b, "Add a task like this");
    assert!(
        after.contains("call(\"b\", 0.5),\n        call(\"b 2\", 0.5),"),
        "{after}"
    );
    let blocking = program("    time.sleep(1)");
    let after = bent(&blocking, 0, TaskId(0), "await asyncio.sleep(1)");
    assert!(after.contains("    await asyncio.sleep(1)\n"), "{after}");
}

#[test]
fn the_same_work_in_three_ways() {
    let text = program(
        "    await asyncio.gather(\n        call(\"a\", 1),\n        call(\"b\", 0.5),\n    )",
    );
    let ways = three_ways(&text, None).expect("there is a group");
    let lengths = ways.map(|way| recorded(&way.text).length().0 / 1_000_000);
    assert_eq!(lengths, [1500, 1000, 1500]);
    assert!(three_ways("print(1)\n", None).is_none());
}

//! Who stands where, at every step of programs that hide their tasks well.

use super::*;
use loopscope_core::Limits;
use std::collections::BTreeSet;

const EAGER: &str = "
import asyncio
async def quick():
    await asyncio.sleep(0)
    return 1
async def main():
    one = asyncio.create_task(quick(), eager_start=True)
    two = asyncio.create_task(quick())
    print(await one, await two)
asyncio.run(main())
";

const YIELDS: &str = "
import asyncio
async def turn():
    while True:
        await asyncio.sleep(0)
async def main():
    await asyncio.gather(*[turn() for _ in range(3)])
asyncio.run(main())
";

/// At each step, each task is in one zone: single, or one of a group.
fn check(text: &str, limits: Limits) {
    let program = loopscope_core::compile("program.py", text).expect("it is Python");
    let recording = loopscope_core::run(&program, &limits);
    let view = RunView::new(1, recording, limits);
    for step in 0..=view.steps() {
        let cursor = view.cursor_of(step);
        let state = view.timeline.at(cursor);
        let board = board(&view, &state, view.time_of(cursor), None, false);
        let seat = match &board.seat {
            SeatView::Taken(token) | SeatView::Held(token) => vec![Entry::One(token.clone())],
            SeatView::Empty(_) => Vec::new(),
        };
        let zones = [
            &board.ready,
            &seat,
            &board.under,
            &board.waiting,
            &board.done,
        ];
        let (mut seen, mut count) = (BTreeSet::new(), 0);
        for entry in zones.into_iter().flatten() {
            match entry {
                Entry::Many(group) => count += group.count,
                Entry::One(Token { task: Some(id), .. }) => {
                    assert!(seen.insert(*id), "step {step}: {id:?} stands twice");
                    count += 1;
                }
                Entry::One(_) => {}
            }
        }
        assert_eq!(count, board.task_count, "step {step}: {board:?}");
        let seated = seat
            .iter()
            .filter(|entry| matches!(entry, Entry::One(it) if it.task.is_some()));
        let heads = board.ready_count + board.waiting_count + board.done_count;
        assert_eq!(
            heads + seated.count() + board.under.len(),
            board.task_count,
            "step {step}: the numbers in the heads"
        );
    }
}

#[test]
fn an_eager_task_and_its_maker_stand_somewhere() {
    check(EAGER, Limits::page());
}

#[test]
fn who_gives_the_seat_back_in_a_call_stands_somewhere() {
    let text = include_str!("../../../core/tests/programs/scenarios/pub_sub.py");
    check(text, Limits::page());
}

#[test]
fn who_is_stopped_by_a_limit_stands_somewhere() {
    for count in 1..60_u32 {
        let steps = u64::from(count);
        check(
            YIELDS,
            Limits {
                steps,
                ..Limits::page()
            },
        );
        let events = count as usize;
        check(
            YIELDS,
            Limits {
                events,
                ..Limits::page()
            },
        );
    }
}

/// The board at a step that is chosen by their number.
fn board_at(text: &str, part: fn(usize) -> usize) -> Board {
    let program = loopscope_core::compile("program.py", text).expect("it is Python");
    let recording = loopscope_core::run(&program, &Limits::page());
    let view = RunView::new(1, recording, Limits::page());
    let cursor = view.cursor_of(part(view.steps()));
    let state = view.timeline.at(cursor);
    board(&view, &state, view.time_of(cursor), None, false)
}

const THREADS: &str = "
import threading, time
def work():
    time.sleep(1)
threads = [threading.Thread(target=work, name=name) for name in ('one', 'two')]
for thread in threads:
    thread.start()
    thread.join()
";

#[test]
fn threads_without_a_loop_have_no_seat_and_come_when_they_start() {
    let names =
        |board: &Board| -> Vec<String> { board.workers.iter().map(|it| it.name.clone()).collect() };
    let first = board_at(THREADS, |_| 0);
    assert!(first.has_workers && first.workers.is_empty());
    let middle = board_at(THREADS, |steps| steps / 2);
    assert_eq!(names(&middle), ["one"]);
    let SeatView::Empty(why) = &middle.seat else {
        panic!("{:?}", middle.seat)
    };
    assert_eq!(why, "nobody, no event loop runs");
    assert_eq!(names(&board_at(THREADS, |steps| steps)), ["one", "two"]);
}

#[test]
fn at_a_deadlock_the_seat_says_so() {
    let text = "
import asyncio
async def main():
    await asyncio.Event().wait()
asyncio.run(main())
";
    let last = board_at(text, |steps| steps);
    let SeatView::Empty(why) = &last.seat else {
        panic!("{:?}", last.seat)
    };
    assert_eq!(why, "nobody can run: a deadlock");
}

#[test]
fn among_many_what_is_done_stands_newest_first() {
    let text = "
import asyncio
async def work(number):
    await asyncio.sleep(number / 10)
    if number in (3, 60):
        raise ValueError(number)
async def main():
    await asyncio.gather(*(work(n) for n in range(70)), return_exceptions=True)
asyncio.run(main())
";
    let last = board_at(text, |steps| steps - 3);
    let names: Vec<String> = (last.done.iter())
        .map(|entry| match entry {
            Entry::One(token) => token.name.to_string(),
            Entry::Many(group) => format!("{} {}", group.count, group.what),
        })
        .collect();
    assert_eq!(names, ["68 results", "work 60", "work 3"]);
}

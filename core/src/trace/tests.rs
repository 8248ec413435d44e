//! What goes onto a tape comes back as it was.

use super::*;

/// Numbers that look random, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        ((self.0 >> 33) % u64::from(sides)) as u32
    }
}

fn actor(dice: &mut Dice) -> Actor {
    match dice.roll(3) {
        0 => Actor::Loop,
        1 => Actor::Task(TaskId(dice.roll(3))),
        _ => Actor::Job(JobId(dice.roll(2))),
    }
}

fn job(dice: &mut Dice) -> HandleJob {
    match dice.roll(3) {
        0 => HandleJob::Step(TaskId(dice.roll(9))),
        1 => HandleJob::Wakeup(TaskId(dice.roll(9))),
        _ => HandleJob::Callback(TextId(dice.roll(9))),
    }
}

fn cause(dice: &mut Dice) -> Cause {
    match dice.roll(8) {
        0 => Cause::Created,
        1 => Cause::Yielded,
        2 => Cause::Cancel,
        3 => Cause::Called,
        4 => Cause::Timer(TimerId(dice.roll(9))),
        5 => Cause::Future(FutureId(dice.roll(9))),
        6 => Cause::Task(TaskId(dice.roll(9))),
        _ => Cause::Job(JobId(dice.roll(9))),
    }
}

fn outcome(dice: &mut Dice) -> Outcome {
    match dice.roll(3) {
        0 => Outcome::Cancelled,
        1 => Outcome::Result(TextId(dice.roll(9))),
        _ => Outcome::Exception(TextId(dice.roll(9))),
    }
}

fn event(dice: &mut Dice) -> Event {
    let number = dice.roll(5);
    let task = TaskId(dice.roll(3));
    match dice.roll(13) {
        0 => Event::HandleReady {
            handle: HandleId(number),
            job: job(dice),
            cause: cause(dice),
            position: dice.roll(u32::MAX),
        },
        1 => Event::StepBegan {
            task,
            handle: (number > 1).then_some(HandleId(number)),
            throws: number.is_multiple_of(2),
        },
        2 => Event::WaitBegan {
            task,
            wait: WaitId(number),
        },
        3 => {
            let how = [StepEnd::Waits, StepEnd::Yielded, StepEnd::Done];
            let how = how[dice.roll(3) as usize];
            Event::StepEnded { task, how }
        }
        4 => Event::FutureSettled {
            future: FutureId(number),
            how: outcome(dice),
        },
        5 => Event::ResourceChanged {
            resource: ResourceId(number),
            level: -7,
            total: i32::MAX,
            pending: i32::MIN,
            owner: (number > 1).then_some(task),
        },
        6 => Event::TimerSet {
            timer: TimerId(number),
            deadline: Nanos(u64::MAX - u64::from(number)),
            purpose: match dice.roll(3) {
                0 => TimerPurpose::Sleep(task),
                1 => TimerPurpose::Timeout(task),
                _ => TimerPurpose::Call(TextId(number)),
            },
        },
        7 => Event::TimerFired {
            timer: TimerId(number),
        },
        8 => Event::CallbackBegan {
            handle: HandleId(number),
        },
        9 => Event::CallbackEnded {
            handle: HandleId(number),
        },
        10 => Event::BlockEnded,
        11 => Event::TaskDone {
            task,
            how: outcome(dice),
        },
        _ => Event::ClockAdvanced {
            from: Nanos(u64::from(number)),
        },
    }
}

#[test]
fn a_tape_gives_back_what_was_pushed() {
    let mut dice = Dice(1);
    let mut trace = Trace::default();
    let mut pushed = Vec::new();
    let (mut at, mut span, mut by) = (Nanos(0), Span::default(), Actor::Loop);
    for _ in 0..5000 {
        if dice.roll(4) == 0 {
            at = Nanos(at.0 + (u64::from(dice.roll(9)) << 30));
        }
        if dice.roll(3) == 0 {
            span = Span::new(dice.roll(5), 5 + dice.roll(5));
        }
        if dice.roll(3) == 0 {
            by = actor(&mut dice);
        }
        let record = Record {
            at,
            span,
            by,
            event: event(&mut dice),
        };
        trace.push(&record);
        pushed.push(record);
    }
    assert_eq!(trace.len(), pushed.len());
    assert_eq!(trace.end(), at);
    assert_eq!(trace.records(), pushed);
    let end = Event::RunEnded { how: RunEnd::Ok };
    assert_eq!(trace.run_end(), None);
    let last = Record {
        event: end,
        ..pushed[0]
    };
    trace.push(&last);
    pushed.push(last);
    assert_eq!(trace.records(), pushed);
    assert_eq!(trace.run_end(), Some(RunEnd::Ok));

    let both = trace.bytes();
    trace.unroll();
    assert!(trace.bytes() < both, "the tape is gone");
    assert_eq!((trace.len(), trace.run_end()), (5001, Some(RunEnd::Ok)));
    trace.push(&pushed[0]);
    pushed.push(pushed[0]);
    assert_eq!((trace.records(), trace.len()), (&*pushed, 5002));
}

#[test]
fn what_a_step_always_writes_takes_few_bytes() {
    let mut trace = Trace::default();
    for number in 0..1000 {
        let task = TaskId(number % 10);
        for event in [
            Event::StepBegan {
                task,
                handle: Some(HandleId(number)),
                throws: false,
            },
            Event::WaitBegan {
                task,
                wait: WaitId(number),
            },
            Event::StepEnded {
                task,
                how: StepEnd::Waits,
            },
        ] {
            trace.push(&Record {
                at: Nanos(0),
                span: Span::new(number, number + 1),
                by: Actor::Task(task),
                event,
            });
        }
    }
    assert_eq!(trace.bytes() / trace.len(), 9, "{} bytes", trace.bytes());
}

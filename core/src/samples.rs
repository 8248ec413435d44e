//! Traces made by hand for the tests of the views: a small builder, and two runs of the lessons.

use crate::recording::Recording;
use crate::source::{Source, Span};
use crate::trace::{
    Actor, Cause, Event, FutureId, GATHER_CALLBACK, HandleId, HandleJob, Nanos, Outcome, Record,
    Resource, ResourceId, ResourceKind, RunEnd, StepEnd, Stream, TaskId, TimerId, TimerPurpose,
    Trace, Wait, WaitId, WaitKind,
};

pub const GATHER: &str = r#"import asyncio

async def call(name, seconds):
    print(name, "connecting")
    await asyncio.sleep(seconds)
    return name

async def main():
    await asyncio.gather(call("Database", 1.5), call("Cache", 0.5), call("Search-Index", 1.2))

asyncio.run(main())
"#;

pub const BLOCKING: &str = r#"import asyncio, time

async def tick(name, seconds):
    await asyncio.sleep(seconds)

async def report():
    time.sleep(2)

async def main():
    await asyncio.gather(tick("Heartbeat", 0.5), tick("Alerts", 1.0), report())

asyncio.run(main())
"#;

pub fn ms(milliseconds: u64) -> Nanos {
    Nanos(milliseconds * 1_000_000)
}

/// Writes records as the executor would.
pub struct Script {
    source: Source,
    pub trace: Trace,
    pub now: Nanos,
    pub by: Actor,
    pub span: Span,
    handles: u32,
    iterations: u32,
    queue: Vec<(HandleId, HandleJob)>,
}

impl Script {
    pub fn new(text: &str) -> Self {
        Self {
            source: Source::new("program.py", text),
            trace: Trace::default(),
            now: Nanos(0),
            by: Actor::Loop,
            span: Span::default(),
            handles: 0,
            iterations: 0,
            queue: Vec::new(),
        }
    }

    pub fn emit(&mut self, event: Event) {
        let (at, span, by) = (self.now, self.span, self.by);
        self.trace.push(&Record {
            at,
            span,
            by,
            event,
        });
    }

    /// The place of a piece of the program's text, from now on.
    pub fn place(&mut self, piece: &str) {
        let at = self.source.text().find(piece).expect("a piece of the text");
        self.span = Span::new(at as u32, (at + piece.len()) as u32);
    }

    pub fn text(&mut self, text: &str) -> crate::trace::TextId {
        self.trace.texts.intern(text)
    }

    pub fn create(&mut self, task: u32, coro: &str, label: Option<&str>) {
        let name = self.text(&format!("Task-{}", task + 1));
        let coro = self.text(coro);
        self.emit(Event::TaskCreated {
            task: TaskId(task),
            name,
            coro,
        });
        if let Some(label) = label {
            let label = self.text(label);
            self.emit(Event::TaskLabelled {
                task: TaskId(task),
                label,
                is_number: false,
            });
        }
        self.ready(HandleJob::Step(TaskId(task)), Cause::Created);
    }

    pub fn ready(&mut self, job: HandleJob, cause: Cause) {
        let handle = HandleId(self.handles);
        self.handles += 1;
        let position = self.queue.len() as u32;
        self.queue.push((handle, job));
        self.emit(Event::HandleReady {
            handle,
            job,
            cause,
            position,
        });
    }

    /// Runs what is ready; `step` writes what happens in each handle.
    pub fn iterate(&mut self, mut step: impl FnMut(&mut Self, HandleJob)) {
        self.iterations += 1;
        let iteration = self.iterations;
        self.loop_emit(Event::IterationBegan {
            iteration,
            batch: self.queue.len() as u32,
        });
        for (handle, job) in std::mem::take(&mut self.queue) {
            match job {
                HandleJob::Step(task) | HandleJob::Wakeup(task) => {
                    self.by = Actor::Task(task);
                    self.span = Span::default();
                    self.emit(Event::StepBegan {
                        task,
                        handle: Some(handle),
                        throws: false,
                    });
                    step(self, job);
                }
                HandleJob::Callback(_) => {
                    self.loop_emit(Event::CallbackBegan { handle });
                    step(self, job);
                    self.loop_emit(Event::CallbackEnded { handle });
                }
            }
        }
        self.loop_emit(Event::IterationEnded { iteration });
    }

    fn loop_emit(&mut self, event: Event) {
        (self.by, self.span) = (Actor::Loop, Span::default());
        self.emit(event);
    }

    pub fn wait(&mut self, task: u32, kind: WaitKind, future: u32) {
        let wait = WaitId(self.trace.waits.len() as u32);
        self.trace.waits.push(Wait {
            kind,
            future: Some(FutureId(future)),
        });
        self.emit(Event::WaitBegan {
            task: TaskId(task),
            wait,
        });
        self.emit(Event::StepEnded {
            task: TaskId(task),
            how: StepEnd::Waits,
        });
    }

    pub fn sleep(&mut self, task: u32, length: Nanos) {
        let deadline = Nanos(self.now.0 + length.0);
        let timer = TimerId(task);
        self.place("await asyncio.sleep(seconds)");
        let purpose = TimerPurpose::Sleep(TaskId(task));
        self.emit(Event::TimerSet {
            timer,
            deadline,
            purpose,
        });
        self.wait(task, WaitKind::Sleep { length, deadline }, task);
    }

    pub fn done(&mut self, task: u32, result: &str) {
        let how = Outcome::Result(self.text(result));
        self.emit(Event::TaskDone {
            task: TaskId(task),
            how,
        });
        if task > 0 {
            let callback = self.text(GATHER_CALLBACK);
            self.ready(HandleJob::Callback(callback), Cause::Task(TaskId(task)));
        }
        self.emit(Event::StepEnded {
            task: TaskId(task),
            how: StepEnd::Done,
        });
    }

    pub fn print(&mut self, text: &str, ends_line: bool) {
        let text = self.text(text);
        self.emit(Event::Output {
            text,
            stream: Stream::Stdout,
            ends_line,
        });
    }

    pub fn advance(&mut self, to: Nanos) {
        let from = self.now;
        self.now = to;
        self.loop_emit(Event::ClockAdvanced { from });
    }

    /// A sleep's timer is collected.
    pub fn fire(&mut self, task: u32) {
        self.loop_emit(Event::TimerFired {
            timer: TimerId(task),
        });
        let callback = self.text("futures._set_result_unless_cancelled");
        self.ready(HandleJob::Callback(callback), Cause::Timer(TimerId(task)));
    }

    pub fn settle(&mut self, future: u32) {
        let how = Outcome::Result(self.text("None"));
        self.emit(Event::FutureSettled {
            future: FutureId(future),
            how,
        });
    }

    pub fn wake(&mut self, task: u32, future: u32) {
        self.settle(future);
        let cause = Cause::Future(FutureId(future));
        self.ready(HandleJob::Wakeup(TaskId(task)), cause);
    }

    pub fn end(mut self, how: RunEnd) -> Recording {
        self.loop_emit(Event::RunEnded { how });
        Recording {
            source: self.source,
            trace: self.trace,
            diagnostic: None,
            ended: true,
        }
    }
}

/// Main makes its children with gather and waits for them.
fn begin(script: &mut Script, children: &[(&str, Option<&str>)]) {
    script.place("asyncio.run(main())");
    script.create(0, "main", None);
    let children = children.to_vec();
    script.iterate(|script, _| {
        script.place("await asyncio.gather");
        script.span.end += 20;
        for (index, (coro, label)) in children.iter().enumerate() {
            script.create(index as u32 + 1, coro, *label);
        }
        let name = script.text("gather");
        script.trace.resources.push(Resource {
            kind: ResourceKind::Gather,
            name,
        });
        script.emit(Event::ResourceCreated {
            resource: ResourceId(0),
        });
        gathered(script, 0);
        script.wait(0, WaitKind::Gather(ResourceId(0)), 100);
    });
}

fn gathered(script: &mut Script, level: i32) {
    let resource = ResourceId(0);
    script.emit(Event::ResourceChanged {
        resource,
        level,
        total: 3,
        pending: 0,
        owner: None,
    });
}

/// From a fired timer to the end of its task, and to main's step when it was the last.
fn wake_and_end(script: &mut Script, task: u32, name: &str, ended: i32) {
    script.iterate(|script, _| script.wake(task, task));
    script.iterate(|script, _| {
        script.place("await asyncio.sleep(seconds)");
        script.done(task, &format!("'{name}'"));
    });
    script.iterate(|script, _| {
        gathered(script, ended);
        if ended == 3 {
            script.wake(0, 100);
        }
    });
}

fn end_main(script: &mut Script) {
    script.iterate(|script, _| {
        script.place("await asyncio.gather");
        script.done(0, "None");
    });
}

/// Database, Cache and Search-Index under gather: 1.5, 0.5 and 1.2 s.
pub fn gather() -> Recording {
    let mut script = Script::new(GATHER);
    let calls = [("Database", 1500), ("Cache", 500), ("Search-Index", 1200)];
    begin(&mut script, &calls.map(|(name, _)| ("call", Some(name))));
    script.iterate(|script, job| {
        let HandleJob::Step(task) = job else {
            unreachable!("only first steps are ready")
        };
        let (name, time) = calls[task.index() - 1];
        script.place("print(name, \"connecting\")");
        script.print(&format!("{name} connecting"), true);
        script.sleep(task.0, ms(time));
    });
    for (ended, (task, name, time)) in [
        (2, "Cache", 500),
        (3, "Search-Index", 1200),
        (1, "Database", 1500),
    ]
    .iter()
    .enumerate()
    {
        script.advance(ms(*time));
        script.fire(*task);
        wake_and_end(&mut script, *task, name, ended as i32 + 1);
    }
    end_main(&mut script);
    script.end(RunEnd::Ok)
}

/// Heartbeat and Alerts are due while Report holds the thread.
pub fn blocking() -> Recording {
    let mut script = Script::new(BLOCKING);
    let children = [
        ("tick", Some("Heartbeat")),
        ("tick", Some("Alerts")),
        ("report", None),
    ];
    begin(&mut script, &children);
    script.iterate(|script, job| match job {
        HandleJob::Step(TaskId(3)) => {
            script.place("time.sleep(2)");
            let what = script.text("time.sleep(2)");
            script.emit(Event::BlockBegan {
                until: ms(2000),
                what,
            });
            script.now = ms(2000);
            script.emit(Event::BlockEnded);
            script.done(3, "None");
        }
        HandleJob::Step(task) => {
            script.sleep(task.0, ms(500 * u64::from(task.0)));
        }
        _ => unreachable!("only first steps are ready"),
    });
    script.fire(1);
    script.fire(2);
    script.iterate(|script, job| match job {
        HandleJob::Callback(name) if script.trace.text(name).starts_with("gather") => {
            gathered(script, 1);
        }
        _ => {
            let woken = script
                .trace
                .records()
                .iter()
                .filter(|record| matches!(record.event, Event::FutureSettled { .. }));
            let task = woken.count() as u32 + 1;
            script.wake(task, task);
        }
    });
    script.iterate(|script, job| {
        if let HandleJob::Wakeup(task) = job {
            script.done(task.0, "None");
        }
    });
    let mut ended = 1;
    script.iterate(|script, _| {
        ended += 1;
        gathered(script, ended);
        if ended == 3 {
            script.wake(0, 100);
        }
    });
    end_main(&mut script);
    script.end(RunEnd::Ok)
}

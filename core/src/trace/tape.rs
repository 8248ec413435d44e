//! Records as they are kept while a run makes them: words of 32 bits instead of 56 bytes each.
//!
//! ```text
//!   head │ time? │ place? │ actor? │ what the event carries
//!        └ kind of the event, and which of the others follow
//! ```
//!
//! What a record has in common with the one before is not written again, and neither are numbers
//! that go up by one. Only the events of which a long run has very many have words of their own; all
//! others lie beside them as they are. A run that makes a million events writes 15 MB, not 56.

use super::{
    Actor, Cause, Event, FutureId, HandleId, HandleJob, JobId, Nanos, Outcome, Record, ResourceId,
    RunEnd, StepEnd, TaskId, TextId, TimerId, TimerPurpose, WaitId,
};
use crate::source::Span;

// The kinds of events with words of their own, in the lowest bits of the head.
const OTHER: u32 = 0;
const HANDLE_READY: u32 = 1;
const STEP_BEGAN: u32 = 2;
const WAIT_BEGAN: u32 = 3;
const STEP_ENDED: u32 = 4;
const FUTURE_SETTLED: u32 = 5;
const RESOURCE_CHANGED: u32 = 6;
const TIMER_SET: u32 = 7;
const TIMER_FIRED: u32 = 8;
const CALLBACK_BEGAN: u32 = 9;
const CALLBACK_ENDED: u32 = 10;
const KIND: u32 = 0xf;

// What else the head says.
const NEW_TIME: u32 = 1 << 4;
const NEW_PLACE: u32 = 1 << 5;
const NEW_ACTOR: u32 = 1 << 6;
/// The event is of another task than the one that acts.
const OTHER_TASK: u32 = 1 << 7;
/// The handle (or wait) is not the one behind the last.
const OTHER_NUMBER: u32 = 1 << 8;
const HAS_HANDLE: u32 = 1 << 9;
const THROWS: u32 = 1 << 10;
const HAS_OWNER: u32 = 1 << 11;
/// Small numbers from here on: two of three bits each.
const FIRST: u32 = 16;
const SECOND: u32 = 20;
const SMALL: u32 = 0xf;

/// What a record is compared with.
#[derive(Clone, Copy, Debug)]
struct Before {
    at: Nanos,
    span: Span,
    /// In its word.
    by: u32,
    handle: u32,
    wait: u32,
}

impl Default for Before {
    fn default() -> Self {
        Self {
            at: Nanos(0),
            span: Span::default(),
            by: actor_word(Actor::Loop),
            handle: u32::MAX,
            wait: u32::MAX,
        }
    }
}

/// All records of a run, in order.
#[derive(Clone, Debug, Default)]
pub struct Tape {
    /// Pieces that are full.
    full: Vec<Vec<u32>>,
    /// The last piece, with room at its end.
    words: Vec<u32>,
    used: usize,
    others: Vec<Event>,
    len: usize,
    last: Before,
}

/// A place on a tape, to come back to.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    full: usize,
    used: usize,
    others: usize,
    len: usize,
    last: Before,
}

/// No record has more words: eleven at most, and a power of two, so that no index is too large.
const MOST: usize = 16;

/// How many words a tape grows by at a time. What lies in a piece is never moved.
const PIECE: usize = 1 << 14;

/// The words of one record, where they stay: what is written in words and copied in larger pieces
/// at once makes a processor wait.
struct Words<'a> {
    room: &'a mut [u32; MOST],
    used: usize,
}

impl Words<'_> {
    #[inline]
    const fn put(&mut self, word: u32) {
        self.room[self.used % MOST] = word;
        self.used += 1;
    }

    #[inline]
    const fn put_long(&mut self, number: u64) {
        self.put((number & 0xffff_ffff) as u32);
        self.put((number >> 32) as u32);
    }

    /// The task of an event: nearly always the one that acts.
    #[inline]
    const fn put_task(&mut self, task: TaskId, by: u32) -> u32 {
        if by == actor_word(Actor::Task(task)) {
            return 0;
        }
        self.put(task.0);
        OTHER_TASK
    }

    /// A number that nearly always follows the last one.
    #[inline]
    const fn put_number(&mut self, number: u32, last: &mut u32) -> u32 {
        let follows = number == last.wrapping_add(1);
        *last = number;
        if follows {
            return 0;
        }
        self.put(number);
        OTHER_NUMBER
    }

    #[inline]
    const fn put_pair(&mut self, (tag, number): (u32, Option<u32>)) -> u32 {
        if let Some(number) = number {
            self.put(number);
        }
        tag
    }
}

impl Tape {
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Virtual time of the last record.
    #[must_use]
    pub const fn end(&self) -> Nanos {
        self.last.at
    }

    /// How the run ended, which is the last that happens.
    #[must_use]
    pub fn run_end(&self) -> Option<RunEnd> {
        match self.others.last()? {
            Event::RunEnded { how } => Some(*how),
            _ => None,
        }
    }

    /// Bytes on the heap, without the spare room.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let words = self.used + self.full.iter().map(Vec::len).sum::<usize>();
        words * size_of::<u32>() + size_of_val(self.others.as_slice())
    }

    /// Appends a record, in parts: a record that is put together first is copied in pieces of other
    /// sizes than it was written in, for which processors wait.
    #[cfg_attr(not(target_family = "wasm"), inline(always))]
    pub fn push(&mut self, at: Nanos, span: Span, by: Actor, event: &Event) {
        let Some(room) = self.words[self.used..].first_chunk_mut() else {
            self.grow();
            return self.push(at, span, by, event);
        };
        // The head is put in front when it is known.
        let mut words = Words { room, used: 1 };
        let last = &mut self.last;
        let mut head = 0;
        if at != last.at {
            head |= NEW_TIME;
            words.put_long(at.0);
            last.at = at;
        }
        if span != last.span {
            head |= NEW_PLACE;
            words.put(span.start);
            words.put(span.end);
            last.span = span;
        }
        let by = actor_word(by);
        if by != last.by {
            head |= NEW_ACTOR;
            words.put(by);
            last.by = by;
        }
        head |= put_event(&mut words, last, event);
        if head & KIND == OTHER {
            self.others.push(*event);
        }
        words.room[0] = head;
        self.used += words.used;
        self.len += 1;
    }

    #[must_use]
    pub const fn mark(&self) -> Mark {
        Mark {
            full: self.full.len(),
            used: self.used,
            others: self.others.len(),
            len: self.len,
            last: self.last,
        }
    }

    /// Takes back the one record behind a mark. False, and nothing has changed, where more was
    /// written meanwhile.
    pub fn take_back(&mut self, mark: &Mark) -> bool {
        let is_one = self.is_before_the_last(mark);
        if is_one {
            self.others.truncate(mark.others);
            (self.used, self.len, self.last) = (mark.used, mark.len, mark.last);
        }
        is_one
    }

    const fn is_before_the_last(&self, mark: &Mark) -> bool {
        self.full.len() == mark.full && self.len == mark.len + 1
    }

    /// Takes back the one record behind a mark: the block that it ended goes on until then. False,
    /// and nothing has changed, where more was written meanwhile.
    pub fn go_on(&mut self, mark: &Mark, later: Nanos) -> bool {
        if !self.is_before_the_last(mark) {
            return false;
        }
        let mut blocks = self.others[..mark.others].iter_mut();
        let Some(Event::BlockBegan { until, .. }) =
            blocks.rfind(|event| matches!(event, Event::BlockBegan { .. }))
        else {
            return false;
        };
        *until = later;
        self.take_back(mark)
    }

    #[cold]
    fn grow(&mut self) {
        let mut full = std::mem::replace(&mut self.words, vec![0; PIECE]);
        // There is none before the first record.
        if self.used > 0 {
            full.truncate(self.used);
            self.full.push(full);
            self.used = 0;
        }
    }

    /// Gives the room of the records back. What is counted stays, and so does how the run ended.
    pub fn forget(&mut self) {
        (self.full, self.words, self.used) = Default::default();
        self.others = self.others.last().copied().into_iter().collect();
    }

    /// All records as they were pushed, where none was forgotten.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        let mut records = Vec::with_capacity(self.len);
        let mut reader = Reader {
            words: self.full.iter().flatten().chain(&self.words[..self.used]),
            others: self.others.iter(),
            last: Before::default(),
        };
        while let Some(record) = reader.next() {
            records.push(record);
        }
        records
    }
}

#[cfg_attr(not(target_family = "wasm"), inline(always))]
fn put_event(words: &mut Words<'_>, last: &mut Before, event: &Event) -> u32 {
    match *event {
        Event::HandleReady {
            handle,
            job,
            cause,
            position,
        } => {
            let number = words.put_number(handle.0, &mut last.handle);
            let job = words.put_pair(job_words(job));
            let cause = words.put_pair(cause_words(cause));
            words.put(position);
            HANDLE_READY | number | job << FIRST | cause << SECOND
        }
        Event::StepBegan {
            task,
            handle,
            throws,
        } => {
            let mut head = STEP_BEGAN | words.put_task(task, last.by);
            if let Some(handle) = handle {
                words.put(handle.0);
                head |= HAS_HANDLE;
            }
            head | if throws { THROWS } else { 0 }
        }
        Event::WaitBegan { task, wait } => {
            WAIT_BEGAN | words.put_task(task, last.by) | words.put_number(wait.0, &mut last.wait)
        }
        Event::StepEnded { task, how } => {
            STEP_ENDED | words.put_task(task, last.by) | (how as u32) << FIRST
        }
        Event::FutureSettled { future, how } => {
            words.put(future.0);
            FUTURE_SETTLED | words.put_pair(outcome_words(how)) << FIRST
        }
        Event::ResourceChanged {
            resource,
            level,
            total,
            pending,
            owner,
        } => {
            words.put(resource.0);
            for number in [level, total, pending] {
                words.put(number.cast_unsigned());
            }
            match owner {
                Some(task) => RESOURCE_CHANGED | HAS_OWNER | words.put_task(task, last.by),
                None => RESOURCE_CHANGED,
            }
        }
        Event::TimerSet {
            timer,
            deadline,
            purpose,
        } => {
            words.put(timer.0);
            words.put_long(deadline.0);
            let (tag, number) = purpose_words(purpose);
            words.put(number);
            TIMER_SET | tag << FIRST
        }
        Event::TimerFired { timer } => {
            words.put(timer.0);
            TIMER_FIRED
        }
        Event::CallbackBegan { handle } => {
            words.put(handle.0);
            CALLBACK_BEGAN
        }
        Event::CallbackEnded { handle } => {
            words.put(handle.0);
            CALLBACK_ENDED
        }
        _ => OTHER,
    }
}

const fn actor_word(actor: Actor) -> u32 {
    match actor {
        Actor::Loop => 0,
        Actor::Task(task) => task.0 << 2 | 1,
        Actor::Job(job) => job.0 << 2 | 2,
    }
}

const fn actor(word: u32) -> Actor {
    match word & 3 {
        0 => Actor::Loop,
        1 => Actor::Task(TaskId(word >> 2)),
        _ => Actor::Job(JobId(word >> 2)),
    }
}

const fn job_words(job: HandleJob) -> (u32, Option<u32>) {
    match job {
        HandleJob::Step(task) => (0, Some(task.0)),
        HandleJob::Wakeup(task) => (1, Some(task.0)),
        HandleJob::Callback(name) => (2, Some(name.0)),
    }
}

const fn cause_words(cause: Cause) -> (u32, Option<u32>) {
    match cause {
        Cause::Created => (0, None),
        Cause::Yielded => (1, None),
        Cause::Cancel => (2, None),
        Cause::Called => (3, None),
        Cause::Timer(timer) => (4, Some(timer.0)),
        Cause::Future(future) => (5, Some(future.0)),
        Cause::Task(task) => (6, Some(task.0)),
        Cause::Job(job) => (7, Some(job.0)),
    }
}

const fn outcome_words(how: Outcome) -> (u32, Option<u32>) {
    match how {
        Outcome::Cancelled => (0, None),
        Outcome::Result(text) => (1, Some(text.0)),
        Outcome::Exception(text) => (2, Some(text.0)),
    }
}

const fn purpose_words(purpose: TimerPurpose) -> (u32, u32) {
    match purpose {
        TimerPurpose::Sleep(task) => (0, task.0),
        TimerPurpose::Timeout(task) => (1, task.0),
        TimerPurpose::Call(name) => (2, name.0),
    }
}

/// Walks the words of a tape.
struct Reader<'a, W> {
    words: W,
    others: std::slice::Iter<'a, Event>,
    last: Before,
}

impl<'a, W: Iterator<Item = &'a u32>> Reader<'a, W> {
    fn word(&mut self) -> u32 {
        match self.words.next() {
            Some(word) => *word,
            None => unreachable!("a record has all of its words"),
        }
    }

    fn long(&mut self) -> u64 {
        u64::from(self.word()) | u64::from(self.word()) << 32
    }

    fn task(&mut self, head: u32) -> TaskId {
        match actor(self.last.by) {
            Actor::Task(task) if head & OTHER_TASK == 0 => task,
            _ => TaskId(self.word()),
        }
    }

    fn next(&mut self) -> Option<Record> {
        let head = *self.words.next()?;
        if head & NEW_TIME != 0 {
            self.last.at = Nanos(self.long());
        }
        if head & NEW_PLACE != 0 {
            self.last.span = Span {
                start: self.word(),
                end: self.word(),
            };
        }
        if head & NEW_ACTOR != 0 {
            self.last.by = self.word();
        }
        Some(Record {
            event: self.event(head),
            at: self.last.at,
            span: self.last.span,
            by: actor(self.last.by),
        })
    }

    fn event(&mut self, head: u32) -> Event {
        let first = head >> FIRST & SMALL;
        match head & KIND {
            HANDLE_READY => {
                self.last.handle = self.number(head, self.last.handle);
                Event::HandleReady {
                    handle: HandleId(self.last.handle),
                    job: self.job(first),
                    cause: self.cause(head >> SECOND & SMALL),
                    position: self.word(),
                }
            }
            STEP_BEGAN => Event::StepBegan {
                task: self.task(head),
                handle: (head & HAS_HANDLE != 0).then(|| HandleId(self.word())),
                throws: head & THROWS != 0,
            },
            WAIT_BEGAN => {
                let task = self.task(head);
                self.last.wait = self.number(head, self.last.wait);
                let wait = WaitId(self.last.wait);
                Event::WaitBegan { task, wait }
            }
            STEP_ENDED => Event::StepEnded {
                task: self.task(head),
                how: match first {
                    0 => StepEnd::Waits,
                    1 => StepEnd::Yielded,
                    _ => StepEnd::Done,
                },
            },
            FUTURE_SETTLED => Event::FutureSettled {
                future: FutureId(self.word()),
                how: match first {
                    0 => Outcome::Cancelled,
                    1 => Outcome::Result(TextId(self.word())),
                    _ => Outcome::Exception(TextId(self.word())),
                },
            },
            RESOURCE_CHANGED => Event::ResourceChanged {
                resource: ResourceId(self.word()),
                level: self.word().cast_signed(),
                total: self.word().cast_signed(),
                pending: self.word().cast_signed(),
                owner: (head & HAS_OWNER != 0).then(|| self.task(head)),
            },
            TIMER_SET => Event::TimerSet {
                timer: TimerId(self.word()),
                deadline: Nanos(self.long()),
                purpose: match first {
                    0 => TimerPurpose::Sleep(TaskId(self.word())),
                    1 => TimerPurpose::Timeout(TaskId(self.word())),
                    _ => TimerPurpose::Call(TextId(self.word())),
                },
            },
            TIMER_FIRED => Event::TimerFired {
                timer: TimerId(self.word()),
            },
            CALLBACK_BEGAN => Event::CallbackBegan {
                handle: HandleId(self.word()),
            },
            CALLBACK_ENDED => Event::CallbackEnded {
                handle: HandleId(self.word()),
            },
            _ => match self.others.next() {
                Some(event) => *event,
                None => unreachable!("every other event lies beside the words"),
            },
        }
    }

    fn number(&mut self, head: u32, last: u32) -> u32 {
        if head & OTHER_NUMBER == 0 {
            last.wrapping_add(1)
        } else {
            self.word()
        }
    }

    fn job(&mut self, tag: u32) -> HandleJob {
        match tag {
            0 => HandleJob::Step(TaskId(self.word())),
            1 => HandleJob::Wakeup(TaskId(self.word())),
            _ => HandleJob::Callback(TextId(self.word())),
        }
    }

    fn cause(&mut self, tag: u32) -> Cause {
        match tag {
            0 => Cause::Created,
            1 => Cause::Yielded,
            2 => Cause::Cancel,
            3 => Cause::Called,
            4 => Cause::Timer(TimerId(self.word())),
            5 => Cause::Future(FutureId(self.word())),
            6 => Cause::Task(TaskId(self.word())),
            _ => Cause::Job(JobId(self.word())),
        }
    }
}

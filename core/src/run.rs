//! One run of a program, in slices or in one go.

use crate::code::Code;
use crate::compile::{Options, compile_and_warn};
use crate::diagnostic::{Code as DiagnosticCode, Diagnostic};
use crate::executor;
use crate::recording::Recording;
use crate::source::Source;
use crate::trace::{Event, RunEnd, Stream};
use crate::vm::installed::Installed;
use crate::vm::machine::{self, Finish, Start};
use crate::vm::{call, exception, import, link, traceback};
use crate::world::World;
use crate::world::dict::Dict;
use crate::world::limits::Limits;
use crate::world::teardown;
use crate::world::value::{Exception, Module, Raise, Str, Value};
use std::rc::Rc;

/// A text that can be run.
#[derive(Clone, Debug)]
pub struct Program {
    source: Rc<Source>,
    code: Rc<Code>,
    /// What the compiler writes to stderr.
    warnings: Rc<str>,
}

impl Program {
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }
}

/// Compiles a text; `name` is the file name that tracebacks show.
///
/// # Errors
/// A syntax error, or everything in the text that is not supported, in the order of the text.
pub fn compile(name: &str, text: &str) -> Result<Program, Vec<Diagnostic>> {
    // As CPython reads source: a line ends in one character, inside of long strings too.
    let source = if text.contains('\r') {
        Source::new(name, text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Source::new(name, text)
    };
    let options = Options {
        modules: &Installed,
        ..Options::default()
    };
    let (code, warnings) = compile_and_warn(&source, options)?;
    Ok(Program {
        source: Rc::new(source),
        code,
        warnings: warnings.into(),
    })
}

/// Whether a run goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    Running,
    Done,
}

/// A run under way.
pub struct Run {
    world: World,
    main: Rc<Dict>,
    progress: Progress,
}

impl Run {
    #[must_use]
    pub fn new(program: &Program, limits: &Limits) -> Self {
        let mut world = World::new(program.source.clone(), *limits);
        let main = Dict::new();
        main.set_text("__name__", Value::str("__main__"));
        main.set_text("__file__", Value::str(program.source.name()));
        main.set_text(
            "__doc__",
            program
                .code
                .doc
                .as_ref()
                .map_or(Value::None, |doc| Value::str(&**doc)),
        );
        let module = Rc::new(Module {
            name: Str::new("__main__"),
            dict: main.clone(),
        });
        world.modules.insert("__main__".into(), module);
        import::rare_builtins(&mut world);
        let frame = link::module_frame(&mut world, &program.code, &main);
        world.frames.push(frame);
        world.write_output(&program.warnings, Stream::Stderr);
        Self {
            world,
            main,
            progress: Progress::Running,
        }
    }

    /// Runs about this many operations more.
    pub fn advance(&mut self, operations: u64) -> Progress {
        if self.progress == Progress::Done {
            return Progress::Done;
        }
        self.world.begin_slice(operations);
        match machine::run(&mut self.world, Start::Go) {
            Ok(Finish::Paused) => return Progress::Running,
            Ok(_) => self.end(None),
            Err(Raise::Exception(raised)) => self.end(Some(raised)),
            Err(Raise::Halt) => self.end_halted(),
        }
        self.progress = Progress::Done;
        Progress::Done
    }

    /// Ends the run from outside: somebody pressed stop.
    pub fn stop(&mut self) {
        if self.progress == Progress::Running {
            let span = self.world.here();
            let message = "The run was stopped by hand";
            self.world
                .halt(Diagnostic::new(DiagnosticCode::Limit, span, message));
            self.end_halted();
            self.progress = Progress::Done;
        }
    }

    /// The run goes on as far as the record with this number, and a little further where no code
    /// of the program stands between; the world is then looked at, never run on.
    pub(crate) fn advance_to(&mut self, records: usize, operations: u64) -> Progress {
        if self.events() >= records {
            return Progress::Done;
        }
        self.world.pause_at(records);
        match self.advance(operations) {
            Progress::Running if self.events() < records => Progress::Running,
            _ => Progress::Done,
        }
    }

    pub(crate) fn world(&mut self) -> &mut World {
        &mut self.world
    }

    /// Records so far.
    #[must_use]
    pub fn events(&self) -> usize {
        self.world.trace.len()
    }

    /// Operations so far.
    #[must_use]
    pub const fn operations(&self) -> u64 {
        self.world.operations()
    }

    /// What has happened so far; while the run goes on, a copy of a prefix.
    #[must_use]
    pub fn recording(&self) -> Recording {
        Recording {
            source: (*self.world.source).clone(),
            trace: self.world.trace.clone(),
            diagnostic: self.world.halted.clone(),
            ended: self.progress == Progress::Done,
        }
    }

    /// The recording of a finished run, without a copy.
    #[must_use]
    pub fn finish(mut self) -> Recording {
        Recording {
            source: (*self.world.source).clone(),
            trace: std::mem::take(&mut self.world.trace),
            diagnostic: self.world.halted.take(),
            ended: self.progress == Progress::Done,
        }
    }

    /// The module is at its end: what threads still do, what is left of objects, the last event.
    fn end(&mut self, raised: Option<Rc<Exception>>) {
        let world = &mut self.world;
        let how = match &raised {
            None => RunEnd::Ok,
            Some(exception) => uncaught(world, exception),
        };
        if let Err(Raise::Halt) = executor::finish(world) {
            return self.end_halted();
        }
        if let Some(module) = world.modules.get("atexit").cloned()
            && let Some(function) = module.dict.get_text("_run_exitfuncs")
            && let Err(Raise::Halt) = call::call(world, &function, &[])
        {
            return self.end_halted();
        }
        if exception::run_last_finalisers(world, &self.main, raised).is_err() {
            return self.end_halted();
        }
        world.emit_at(crate::source::Span::default(), Event::RunEnded { how });
    }

    fn end_halted(&mut self) {
        let how = match self.world.halted.as_ref().map(|diagnostic| diagnostic.code) {
            Some(DiagnosticCode::Deadlock) => RunEnd::Deadlock,
            Some(DiagnosticCode::Unsupported) => RunEnd::Unsupported,
            _ => RunEnd::Limit,
        };
        let span = self.world.here();
        self.world.emit_at(span, Event::RunEnded { how });
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        self.main = Dict::new();
        teardown::break_cycles(&mut self.world);
    }
}

/// An exception left the module: its traceback goes to stderr, unless it is SystemExit.
fn uncaught(world: &mut World, exception: &Rc<Exception>) -> RunEnd {
    if exception::is_instance(world, exception, "SystemExit") {
        let code = exception
            .args
            .borrow()
            .first()
            .cloned()
            .unwrap_or(Value::None);
        return match code {
            Value::None | Value::Int(_, 0) | Value::Bool(false) => RunEnd::Ok,
            code => {
                if !matches!(code, Value::Int(..) | Value::Bool(_) | Value::Big(_))
                    && let Ok(text) = crate::vm::format::str(world, &code)
                {
                    world.write_output(&format!("{}\n", text.as_str()), Stream::Stderr);
                }
                let line = traceback::end_line(world, exception);
                RunEnd::Exception(world.text(&line))
            }
        };
    }
    if !own_hook(world, exception) {
        let text = traceback::render(world, exception);
        world.write_output(&text, Stream::Stderr);
    }
    let line = traceback::end_line(world, exception);
    RunEnd::Exception(world.text(&line))
}

/// Calls the program's `sys.excepthook`; false where it has none.
fn own_hook(world: &mut World, exception: &Rc<Exception>) -> bool {
    let Some(sys) = world.modules.get("sys").cloned() else {
        return false;
    };
    let hook = |name| sys.dict.get_text(name).unwrap_or_default();
    let own = hook("excepthook");
    if own.is(&hook("__excepthook__")) {
        return false;
    }
    let args = [
        Value::Class(exception.class.clone()),
        Value::Exception(exception.clone()),
        crate::builtins::tracebacks::traceback(world, exception),
    ];
    call::call(world, &own, &args).is_ok()
}

/// Runs a program to its end.
#[must_use]
pub fn run(program: &Program, limits: &Limits) -> Recording {
    let mut run = Run::new(program, limits);
    while run.advance(u64::MAX) == Progress::Running {}
    run.finish()
}

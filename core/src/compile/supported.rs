//! What the page does not have, said before the run: which module, name or construct, why, and
//! what to write instead.
//!
//! Names are judged only where the text leaves no doubt: an attribute is looked up in a module
//! only when its name is bound by one import and by nothing else, and a built-in function only
//! when nothing in the program binds its name.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::Compiler;
use super::scope::{Place, ScopeId};
use super::visitor::span_of;
use crate::diagnostic::{Code, Diagnostic};
use crate::network::{self, Settings};
use crate::source::Span;
use crate::vm::parameters::nearest;

/// The names that a module has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Attributes {
    /// Whatever is asked for: the run will tell.
    Any,
    Only(Rc<[Rc<str>]>),
}

impl Attributes {
    fn has(&self, name: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Only(names) => names.iter().any(|known| **known == *name),
        }
    }
}

/// What there is to import.
pub trait Modules {
    /// The names of a module, given with its full path (`collections.abc`), or nothing where
    /// there is no such module.
    fn attributes(&self, module: &str) -> Option<Attributes>;

    /// The module that was probably meant.
    fn closest(&self, _module: &str) -> Option<&'static str> {
        None
    }
}

/// Takes every module and every name of it for granted: for texts of our own.
#[derive(Clone, Copy, Debug, Default)]
pub struct Everything;

impl Modules for Everything {
    fn attributes(&self, _module: &str) -> Option<Attributes> {
        Some(Attributes::Any)
    }
}

/// Why something is not there, and what to write instead.
struct Refusal {
    names: &'static [&'static str],
    why: &'static str,
    help: &'static str,
}

const BLOCKING_REQUEST: &str = "let `time.sleep(0.5)` stand for the blocking request, or use requests, which is simulated here";
const ASYNC_REQUEST: &str = "let `await asyncio.sleep(0.5)` stand for the request, or use httpx or aiohttp, which are \
     simulated here";
const QUEUE_FOR_WIRE: &str =
    "let `await asyncio.sleep(0.5)` stand for the wait, and an asyncio.Queue for the wire";
const NOBODY_TYPES: &str = "nobody types while a program runs here";
const WRITE_ANSWER: &str = "write the answer into the program";
const NOT_HERE: &str = "the page does not have it";
const IN_MEMORY: &str = "keep the data in a list, a dict or a string of the program";
const NO_FILES: &str = "there are no files here";
const LOG_TO_CONSOLE: &str = "log records go to the console here";
const USE_STREAM_HANDLER: &str = "use logging.basicConfig(…), or a logging.StreamHandler";
const NO_SIGNALS: &str = "nobody but the program itself sends signals here";
const CALL_THE_HANDLER: &str = "send one by `signal.raise_signal`, as in `loop.call_later(1, signal.raise_signal, signal.SIGINT)`";
const SIMULATED_WORKERS: &str =
    "use concurrent.futures.ProcessPoolExecutor or ThreadPoolExecutor: their workers are simulated";

/// By the first part of a module's path.
const MODULES: &[Refusal] = &[
    Refusal {
        names: &[
            "urllib", "urllib3", "http", "smtplib", "ftplib", "imaplib", "poplib",
        ],
        why: "it reaches the network, and nothing here does",
        help: BLOCKING_REQUEST,
    },
    Refusal {
        names: &[
            "websockets",
            "aioredis",
            "redis",
            "asyncpg",
            "aiomysql",
            "motor",
            "aiokafka",
            "aiosmtplib",
            "grpc",
            "fastapi",
            "starlette",
            "flask",
            "django",
            "uvicorn",
            "quart",
            "sanic",
            "tornado",
            "socketio",
            "openai",
            "anthropic",
            "boto3",
            "aioboto3",
            "sqlalchemy",
            "psycopg",
            "psycopg2",
            "pymongo",
            "paramiko",
            "asyncssh",
            "discord",
            "telegram",
            "slack_sdk",
            "aiogram",
            "pyrogram",
            "telethon",
            "aio_pika",
            "pika",
            "kafka",
        ],
        why: "it reaches the network, and nothing here does",
        help: ASYNC_REQUEST,
    },
    Refusal {
        names: &[
            "socket",
            "ssl",
            "select",
            "selectors",
            "socketserver",
            "xmlrpc",
            "telnetlib",
        ],
        why: "there are no sockets here",
        help: QUEUE_FOR_WIRE,
    },
    Refusal {
        names: &[
            "pathlib",
            "aiofiles",
            "shutil",
            "tempfile",
            "glob",
            "fileinput",
            "sqlite3",
            "aiosqlite",
            "pickle",
            "shelve",
            "dbm",
            "zipfile",
            "tarfile",
            "gzip",
            "bz2",
            "lzma",
            "mmap",
            "csv",
            "configparser",
            "tomllib",
            "dotenv",
        ],
        why: NO_FILES,
        help: IN_MEMORY,
    },
    Refusal {
        names: &["subprocess", "pty", "resource", "psutil"],
        why: "there are no other processes here",
        help: SIMULATED_WORKERS,
    },
    Refusal {
        names: &[
            "numpy",
            "pandas",
            "scipy",
            "torch",
            "tensorflow",
            "sklearn",
            "matplotlib",
            "PIL",
            "cv2",
            "polars",
            "numba",
            "jax",
        ],
        why: "it is compiled for CPython and can't run here",
        help: "use lists and the modules math and statistics",
    },
    Refusal {
        names: &[
            "uvloop", "trio", "anyio", "curio", "gevent", "greenlet", "eventlet", "twisted",
        ],
        why: "it brings another event loop, and this page shows asyncio's",
        help: "write the program with asyncio alone, and start it with `asyncio.run(main())`",
    },
    Refusal {
        names: &["nest_asyncio"],
        why: "it is for notebooks, whose loop runs already",
        help: "leave it out, and start the loop once, with `asyncio.run(main())`",
    },
    Refusal {
        names: &[
            "ctypes",
            "cffi",
            "gc",
            "_thread",
            "code",
            "ast",
            "dis",
            "importlib",
            "runpy",
            "tracemalloc",
            "faulthandler",
            "cProfile",
            "pstats",
        ],
        why: "it reaches into the interpreter, and this is not CPython's own",
        help: "leave it out",
    },
    Refusal {
        names: &[
            "tkinter",
            "curses",
            "readline",
            "getpass",
            "webbrowser",
            "rich",
            "tqdm",
            "colorama",
            "pygame",
        ],
        why: "there is no terminal and no window here",
        help: "use print(), and write what would be asked for into the program",
    },
    Refusal {
        names: &["optparse", "getopt", "click", "typer"],
        why: "there is no command line here",
        help: "use argparse with defaults, or write the values down: `workers = 3`",
    },
    Refusal {
        names: &["pdb", "ipdb"],
        why: "there is no debugger and no terminal here",
        help: "leave it out: the page itself steps through the program",
    },
    Refusal {
        names: &["typing_extensions"],
        why: "Python 3.14 has its names in typing",
        help: "import them from typing",
    },
    Refusal {
        names: &["async_timeout"],
        why: "Python 3.14 has it in asyncio",
        help: "write `async with asyncio.timeout(…)`",
    },
    Refusal {
        names: &["re", "regex", "fnmatch"],
        why: "regular expressions would double the page's weight",
        help: "use the methods of str: split, partition, startswith, find, replace",
    },
    Refusal {
        names: &["hashlib", "hmac", "zlib", "base64", "struct"],
        why: "hashing and packing bytes show nothing of the event loop",
        help: "use hash(…), or `random.getrandbits(64)` for a token",
    },
    Refusal {
        names: &["decimal", "fractions", "cmath"],
        why: "there are no other numbers than int and float here",
        help: "use int or float, and the module math",
    },
    Refusal {
        names: &["attr", "attrs", "pydantic"],
        why: NOT_HERE,
        help: "use the module dataclasses",
    },
    Refusal {
        names: &["loguru", "structlog", "termcolor"],
        why: NOT_HERE,
        help: "use print() or logging",
    },
    Refusal {
        names: &["tenacity", "backoff", "retrying"],
        why: NOT_HERE,
        help: "write the tries down: `for attempt in range(3):` with `try:` and `asyncio.sleep(2**attempt)`",
    },
    Refusal {
        names: &["aiolimiter", "ratelimit", "pyrate_limiter"],
        why: NOT_HERE,
        help: "let an asyncio.Semaphore limit how many run, or sleep between the starts",
    },
    Refusal {
        names: &["pytest", "unittest", "doctest", "hypothesis"],
        why: "the page runs one program, and no tests",
        help: "call the functions from main() and use assert",
    },
];

/// Packages that programs ask for inside of `try`, to do without where they are not installed, and
/// modules of Python 2.
const OPTIONAL: &[&str] = &[
    "Queue",
    "thread",
    "cPickle",
    "StringIO",
    "cStringIO",
    "urllib2",
    "urlparse",
    "uvloop",
    "winloop",
    "nest_asyncio",
    "orjson",
    "ujson",
    "simplejson",
    "rich",
    "tqdm",
    "colorama",
    "numpy",
    "psutil",
    "dotenv",
    "tomli",
    "typing_extensions",
    "exceptiongroup",
    "async_timeout",
    "aiodns",
    "cchardet",
];

/// Modules that have all that CPython's have: an import of another name raises, as there.
const COMPLETE: &[&str] = &["collections", "itertools", "functools"];

/// Attributes of modules that are there otherwise; without names, all that the module has not.
const ATTRIBUTES: &[(&str, Refusal)] = &[
    (
        "asyncio",
        Refusal {
            names: &[
                "open_connection",
                "start_server",
                "open_unix_connection",
                "start_unix_server",
                "StreamReader",
                "StreamWriter",
                "StreamReaderProtocol",
                "Protocol",
                "Transport",
                "BaseProtocol",
                "DatagramProtocol",
                "BaseTransport",
                "Server",
                "streams",
                "protocols",
                "transports",
            ],
            why: "there are no sockets here",
            help: QUEUE_FOR_WIRE,
        },
    ),
    (
        "asyncio",
        Refusal {
            names: &[
                "create_subprocess_exec",
                "create_subprocess_shell",
                "subprocess",
            ],
            why: "there are no other processes here",
            help: "let `await asyncio.sleep(0.5)` stand for the wait for the process",
        },
    ),
    (
        "asyncio",
        Refusal {
            names: &[
                "coroutine",
                "async_timeout",
                "get_child_watcher",
                "set_child_watcher",
            ],
            why: "Python 3.14 has it no more",
            help: "write `async def`, `await` and `asyncio.timeout(…)`; a watcher can be left out",
        },
    ),
    (
        "asyncio",
        Refusal {
            names: &[
                "WindowsSelectorEventLoopPolicy",
                "WindowsProactorEventLoopPolicy",
                "SelectorEventLoop",
                "ProactorEventLoop",
            ],
            why: "there is one kind of event loop here",
            help: "leave it out, and start with `asyncio.run(main())`",
        },
    ),
    (
        "loop",
        Refusal {
            names: &[
                "create_server",
                "create_connection",
                "create_datagram_endpoint",
                "create_unix_server",
                "create_unix_connection",
                "connect_accepted_socket",
                "sock_accept",
                "sock_connect",
                "sock_recv",
                "sock_recv_into",
                "sock_sendall",
                "add_reader",
                "remove_reader",
                "add_writer",
                "remove_writer",
                "getaddrinfo",
                "getnameinfo",
                "start_tls",
            ],
            why: "there are no sockets here",
            help: QUEUE_FOR_WIRE,
        },
    ),
    (
        "loop",
        Refusal {
            names: &[
                "_ready",
                "_scheduled",
                "_run_once",
                "_selector",
                "_process_events",
            ],
            why: "the inside of the event loop is not Python's here",
            help: "use call_soon(…), call_later(…) and asyncio.all_tasks()",
        },
    ),
    (
        "aiohttp",
        Refusal {
            names: &["web", "WSMsgType", "WSMessage", "ClientWebSocketResponse"],
            why: "there are no servers and no web sockets here",
            help: QUEUE_FOR_WIRE,
        },
    ),
    (
        "multiprocessing",
        Refusal {
            names: &[],
            why: "there are no other processes here",
            help: SIMULATED_WORKERS,
        },
    ),
    (
        "loop",
        Refusal {
            names: &["subprocess_exec", "subprocess_shell"],
            why: "there are no other processes here",
            help: "let `await asyncio.sleep(0.5)` stand for the wait for the process",
        },
    ),
    (
        "logging",
        Refusal {
            names: &["config", "FileHandler"],
            why: LOG_TO_CONSOLE,
            help: USE_STREAM_HANDLER,
        },
    ),
    (
        "logging.handlers",
        Refusal {
            names: &[],
            why: LOG_TO_CONSOLE,
            help: USE_STREAM_HANDLER,
        },
    ),
    (
        "sys",
        Refusal {
            names: &["stdin"],
            why: NOBODY_TYPES,
            help: WRITE_ANSWER,
        },
    ),
    (
        "sys",
        Refusal {
            names: &["getsizeof", "getrefcount"],
            why: "objects lie otherwise in memory here than in CPython",
            help: "leave it out: CPython alone can tell the number",
        },
    ),
    (
        "os",
        Refusal {
            names: &[
                "open", "listdir", "walk", "remove", "unlink", "rename", "mkdir", "makedirs",
                "rmdir", "stat", "scandir", "read", "write", "getcwd", "chdir",
            ],
            why: NO_FILES,
            help: IN_MEMORY,
        },
    ),
    (
        "os.path",
        Refusal {
            names: &[],
            why: NO_FILES,
            help: IN_MEMORY,
        },
    ),
    (
        "os",
        Refusal {
            names: &["killpg"],
            why: NO_SIGNALS,
            help: CALL_THE_HANDLER,
        },
    ),
    (
        "signal",
        Refusal {
            names: &["alarm", "setitimer", "pause", "sigwait"],
            why: NO_SIGNALS,
            help: CALL_THE_HANDLER,
        },
    ),
    (
        "os",
        Refusal {
            names: &[
                "system", "popen", "fork", "execv", "spawnv", "wait", "waitpid",
            ],
            why: "there are no other processes here",
            help: SIMULATED_WORKERS,
        },
    ),
];

/// Built-in functions that are not there.
const BUILTINS: &[Refusal] = &[
    Refusal {
        names: &["open"],
        why: NO_FILES,
        help: IN_MEMORY,
    },
    Refusal {
        names: &["input"],
        why: NOBODY_TYPES,
        help: WRITE_ANSWER,
    },
    Refusal {
        names: &["exec", "eval", "compile", "__import__"],
        why: "code made while the program runs can't be shown step by step",
        help: "write the code itself into the program",
    },
    Refusal {
        names: &["breakpoint", "help"],
        why: "there is no debugger and no terminal here",
        help: "leave it out: the page itself steps through the program",
    },
    Refusal {
        names: &["memoryview"],
        why: "there is no view of another object's bytes here",
        help: "use bytes, or a list of numbers",
    },
    Refusal {
        names: &["complex"],
        why: "there are no complex numbers here",
        help: "keep the two parts in two floats",
    },
];

fn find(table: &'static [Refusal], name: &str) -> Option<&'static Refusal> {
    table.iter().find(|refusal| refusal.names.contains(&name))
}

impl Compiler<'_> {
    fn refuse(&mut self, span: Span, message: String, help: &str) {
        let diagnostic = Diagnostic::new(Code::Unsupported, span, message).with_help(help);
        self.diagnostics.push(diagnostic);
    }

    // ---- modules -----------------------------------------------------------------------------

    /// `import module`, of a module that is not there.
    pub(super) fn check_import(&mut self, module: &str, span: Span) {
        if !self.user() || self.is_in_vain {
            return;
        }
        let top = module.split('.').next().unwrap_or(module);
        if self.options.modules.attributes(module).is_some() {
            if network::MODULES.contains(&top) {
                self.diagnostics.extend(Settings::read(self.source).err());
            }
            return;
        }
        self.missing_imports += 1;
        if self.guarded_imports > 0 && OPTIONAL.contains(&top) {
            // The program says itself what it does without: the import raises, as where CPython
            // has no such package, and what follows it in the `try` is never run.
            self.is_in_vain = true;
            return;
        }
        let part = module.rsplit_once('.');
        if part.is_some_and(|(owner, name)| self.refuse_known(owner, name, span)) {
            return;
        }
        match find(MODULES, top) {
            Some(refusal) => {
                let message = format!("'{module}' can't be imported: {}", refusal.why);
                self.refuse(span, message, refusal.help);
            }
            None => {
                let message = format!("'{module}' can't be imported: {NOT_HERE}");
                let help = match self.options.modules.closest(module) {
                    Some(close) => &format!("did you mean {close}?"),
                    None => "leave it out, or write what the program needs of it into the program",
                };
                self.refuse(span, message, help);
            }
        }
    }

    pub(super) fn check_import_from(&mut self, stmt: &ast::StmtImportFrom) {
        if !self.user() {
            return;
        }
        if stmt.level > 0 {
            let message = "a relative import needs a package, and a program here is one file";
            let help = "write what is imported into the program";
            self.refuse(span_of(stmt.range()), message.to_owned(), help);
            return;
        }
        let Some(module) = &stmt.module else { return };
        self.check_import(module, span_of(module.range()));
        for alias in stmt.names.iter().filter(|alias| &*alias.name != "*") {
            let path = format!("{module}.{}", alias.name);
            if self.options.modules.attributes(&path).is_none() {
                self.check_member(module, &alias.name, span_of(alias.name.range()));
            }
        }
    }

    /// A name of a module that is there.
    fn check_member(&mut self, module: &str, name: &str, span: Span) {
        let Some(attributes) = self.options.modules.attributes(module) else {
            return;
        };
        let is_private_data = matches!(name, "__name__" | "__doc__" | "__file__" | "__dict__");
        if attributes.has(name) || is_private_data || self.is_in_vain {
            return;
        }
        if self.refuse_known(module, name, span) {
            return;
        }
        if self.guarded_imports > 0 && COMPLETE.contains(&module) {
            self.missing_imports += 1;
            self.is_in_vain = true;
        } else {
            let message = format!("{module}.{name} is not supported: {NOT_HERE}");
            let help = closest(name, &attributes).map_or_else(String::new, |close| {
                format!("did you mean {module}.{close}?")
            });
            self.refuse(span, message, &help);
        }
    }

    /// Refuses an attribute of which it is known why it is not there.
    fn refuse_known(&mut self, owner: &str, name: &str, span: Span) -> bool {
        let known = ATTRIBUTES.iter().find(|(of, refusal)| {
            *of == owner && (refusal.names.is_empty() || refusal.names.contains(&name))
        });
        if let Some((_, refusal)) = known {
            let message = format!("{owner}.{name} is not supported: {}", refusal.why);
            self.refuse(span, message, refusal.help);
        }
        known.is_some()
    }

    /// `asyncio.foo`, where `asyncio` can only be the module, and what an event loop does with
    /// sockets.
    pub(super) fn check_attribute(&mut self, expr: &ast::ExprAttribute) {
        if !self.user() {
            return;
        }
        // A loop of the program's own may have a method of the same name.
        let text = self.source.text();
        if is_loop(&expr.value) && !text.contains(&format!("def {}(", expr.attr)) {
            self.refuse_known("loop", &expr.attr, span_of(expr.range()));
        }
        let Some(module) = self.module_of(&expr.value) else {
            return;
        };
        let path = format!("{module}.{}", expr.attr);
        if self.options.modules.attributes(&path).is_none() {
            self.check_member(&module, &expr.attr, span_of(expr.range()));
        }
    }

    /// Path of the module that an expression can only be.
    fn module_of(&self, expr: &Expr) -> Option<String> {
        let path = match expr {
            Expr::Name(name) => {
                let name = self.mangled(&name.id);
                let owner = match self.scopes.place(self.scope, &name) {
                    Place::Owner(owner) => owner,
                    Place::Global => ScopeId(0),
                    _ => return None,
                };
                let symbol = self.scopes.get(owner).symbol(&name)?;
                if symbol.bindings != 1 {
                    return None;
                }
                match symbol.import.as_ref()? {
                    (module, None) => module.to_string(),
                    (module, Some(name)) => format!("{module}.{name}"),
                }
            }
            Expr::Attribute(attribute) => {
                format!("{}.{}", self.module_of(&attribute.value)?, attribute.attr)
            }
            _ => return None,
        };
        self.options.modules.attributes(&path).map(|_| path)
    }

    // ---- names and constructs ----------------------------------------------------------------

    /// A built-in function that is not there.
    pub(super) fn check_name(&mut self, name: &str, span: Span) {
        if !self.user() {
            return;
        }
        let Some(refusal) = find(BUILTINS, name) else {
            return;
        };
        if self.is_builtin(name) {
            self.refuse(
                span,
                format!("{name}() is not supported: {}", refusal.why),
                refusal.help,
            );
        }
    }

    /// `def __prepare__`: a class body fills a plain dict.
    pub(super) fn check_function(&mut self, name: &ast::Identifier) {
        if self.user() && &**name == "__prepare__" {
            let message = "__prepare__ is not supported: a class body fills a plain dict here";
            let help = "change the namespace in the metaclass's __new__";
            self.refuse(span_of(name.range()), message.to_owned(), help);
        }
    }

    pub(super) fn refuse_complex(&mut self, span: Span) {
        let message = "complex numbers are not supported: programs of this kind use none";
        self.refuse(span, message.to_owned(), "keep the two parts in two floats");
    }

    pub(super) fn refuse_template(&mut self, span: Span) {
        let message = "template strings are not supported: they need a library to read them";
        self.refuse(span, message.to_owned(), "use an f-string");
    }
}

/// By its name, an event loop: `loop`, `self.event_loop`, `asyncio.get_running_loop()`.
fn is_loop(expr: &Expr) -> bool {
    match expr {
        Expr::Name(name) => name.id.ends_with("loop"),
        Expr::Attribute(attribute) => attribute.attr.ends_with("loop"),
        Expr::Call(call) => is_loop(&call.func),
        _ => false,
    }
}

/// The name that was probably meant: near, or the same in other letters.
fn closest<'n>(name: &str, attributes: &'n Attributes) -> Option<&'n str> {
    let Attributes::Only(names) = attributes else {
        return None;
    };
    let plain = |text: &str| text.replace('_', "").to_ascii_lowercase();
    let wanted = plain(name);
    let same = names.iter().find(|other| plain(other) == wanted);
    // What a module keeps for itself is not to be recommended.
    let is_open = |other: &&str| !other.starts_with('_');
    let near = || nearest(name, &mut names.iter().map(|name| &**name).filter(is_open));
    same.map(|name| &**name).or_else(near)
}

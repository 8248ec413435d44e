//! Runs other programs: from the workspace's top folder, with the project's tools first on PATH,
//! telling what is run and how long it took.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What went wrong, and what the reader can do about it.
#[derive(Debug)]
pub struct Failure {
    what: String,
    way_out: String,
}

impl Failure {
    pub fn new(what: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            way_out: way_out.into(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "error: {}", self.what)?;
        write!(f, "{}", self.way_out)
    }
}

/// Where commands run and which tools they find.
pub struct Shell {
    root: PathBuf,
    path: OsString,
}

impl Shell {
    pub fn new() -> Self {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.parent().unwrap_or(here).to_path_buf();
        let own = [root.join(".tools/bin"), root.join("node_modules/.bin")];
        let inherited = env::var_os("PATH").unwrap_or_default();
        let all = own.into_iter().chain(env::split_paths(&inherited));
        let path = env::join_paths(all).unwrap_or(inherited);
        Self { root, path }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A command that runs at the workspace's top.
    ///
    /// `NO_COLOR` is taken away, because Trunk refuses to start when it is "1".
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(self.resolve(program.as_ref()));
        command
            .current_dir(&self.root)
            .env("PATH", &self.path)
            .env_remove("NO_COLOR");
        command
    }

    /// The full path of a program; the name itself where it is not found.
    ///
    /// `Command` looks a bare name up in the PATH of this process, not in the one it passes on.
    fn resolve(&self, program: &OsStr) -> PathBuf {
        let plain = PathBuf::from(program);
        if plain.components().count() > 1 {
            return plain;
        }
        env::split_paths(&self.path)
            .map(|folder| folder.join(program))
            .flat_map(|file| {
                [
                    file.clone(),
                    file.with_extension("exe"),
                    file.with_extension("cmd"),
                ]
            })
            .find(|file| file.is_file())
            .unwrap_or(plain)
    }

    /// The full path of a program on PATH, as text.
    pub fn which(&self, program: &str) -> String {
        self.resolve(OsStr::new(program))
            .to_string_lossy()
            .into_owned()
    }

    /// The first line that a program prints on stdout; `None` when it can't be run or fails.
    pub fn first_line(&self, program: &str, args: &[&str]) -> Option<String> {
        let output = self
            .command(program)
            .args(args)
            .stderr(Stdio::null())
            .output()
            .ok()?;
        let text = String::from_utf8_lossy(&output.stdout);
        output
            .status
            .success()
            .then(|| text.lines().next().unwrap_or("").trim().to_string())
    }

    /// Runs a command with its output shown as it comes.
    pub fn run(&self, what: &str, mut command: Command) -> Result<(), Failure> {
        let started = self.announce(what, &command);
        let status = command
            .status()
            .map_err(|error| cannot_start(&command, &error))?;
        println!("   {:.1} s", started.elapsed().as_secs_f64());
        if status.success() {
            Ok(())
        } else {
            Err(failed(what))
        }
    }

    /// Runs a command, shows its output as it comes, and gives every line of stdout to `each`.
    pub fn run_and_read(
        &self,
        what: &str,
        mut command: Command,
        mut each: impl FnMut(&str),
    ) -> Result<(), Failure> {
        let started = self.announce(what, &command);
        command.stdout(Stdio::piped());
        let mut child = command
            .spawn()
            .map_err(|error| cannot_start(&command, &error))?;
        if let Some(stdout) = child.stdout.take() {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                println!("{line}");
                each(&line);
            }
        }
        let status = child
            .wait()
            .map_err(|error| cannot_start(&command, &error))?;
        println!("   {:.1} s", started.elapsed().as_secs_f64());
        if status.success() {
            Ok(())
        } else {
            Err(failed(what))
        }
    }

    fn announce(&self, what: &str, command: &Command) -> Instant {
        let words: Vec<_> = command.get_args().map(OsStr::to_string_lossy).collect();
        let program = Path::new(command.get_program())
            .file_stem()
            .unwrap_or_default();
        println!(
            "\n== {what}\n   {} {}",
            program.to_string_lossy(),
            words.join(" ")
        );
        // A pipe is not flushed at line ends, and the child writes past this process' buffer.
        let _ = std::io::stdout().flush();
        Instant::now()
    }
}

fn failed(what: &str) -> Failure {
    Failure::new(format!("failed: {what}"), "The output above says why.")
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Failure {
    let program = Path::new(command.get_program()).display().to_string();
    Failure::new(
        format!("cannot start {program}: {error}"),
        format!("Install {program}, or put it on PATH, and try again."),
    )
}

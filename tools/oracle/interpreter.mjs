// One CPython 3.14 (Pyodide) in a worker thread, which runs a program under the virtual clock of
// vloop.py and gives its log. A program that hangs is interrupted, and its interpreter is killed
// when that does not help.
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import path from "node:path";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const INTERRUPT_AFTER_MS = 22_000;
const KILL_AFTER_MS = 32_000;
const SIGINT = 2;

/** What the interpreter does with a program: its log, or what it leaves on stderr. */
const RUN = `
def run(source, name, mode):
    if mode == "stderr":
        return vloop.run_stderr(source)
    return "\\n".join(vloop.run_program(source, name, mode)) + "\\n"

run
`;

/** Runs in the worker: one interpreter, one program at a time. */
async function interpreter() {
  const { pyodideDir, flagBuffer, collectEvery } = workerData;
  const { loadPyodide } = await import(pathToFileURL(path.join(pyodideDir, "pyodide.mjs")).href);
  const py = await loadPyodide({
    indexURL: pyodideDir + path.sep,
    env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0", TZ: "UTC" },
    stdout: () => {},
    stderr: () => {},
  });
  const flag = new Uint8Array(flagBuffer);
  py.setInterruptBuffer(flag);
  py.FS.writeFile("/home/pyodide/vloop.py", readFileSync(path.join(HERE, "vloop.py"), "utf8"));
  py.runPython("import sys; sys.path.insert(0, '/home/pyodide'); import vloop");
  py.runPython(`vloop.COLLECT_EVERY = ${collectEvery}`);
  const run = py.runPython(RUN);
  parentPort.postMessage({ ready: true });
  parentPort.on("message", ({ source, name, mode }) => {
    try {
      const text = run(source, name, mode);
      flag[0] = 0;
      parentPort.postMessage({ text });
    } catch (error) {
      parentPort.postMessage({ error: String(error?.message ?? error) });
    }
  });
}

/** One interpreter in a worker thread; started when first needed, and again after a failure. */
export class Interpreter {
  /** collectEvery: programs between two collections of garbage; more is faster. */
  constructor({ collectEvery = 1 } = {}) {
    this.collectEvery = collectEvery;
  }

  async start() {
    if (this.worker) return;
    const flagBuffer = new SharedArrayBuffer(4);
    this.flag = new Uint8Array(flagBuffer);
    const pyodideDir = path.dirname(createRequire(import.meta.url).resolve("pyodide/package.json"));
    this.worker = new Worker(fileURLToPath(import.meta.url), {
      workerData: { pyodideDir, flagBuffer, collectEvery: this.collectEvery },
      argv: [],
      execArgv: [],
    });
    await new Promise((resolve, reject) => {
      this.worker.once("message", resolve);
      this.worker.once("error", reject);
    });
  }

  async stop() {
    await this.worker?.terminate();
    this.worker = null;
  }

  /** The log of one program, as text of JSON lines. */
  async run(source, name, mode) {
    await this.start();
    this.flag[0] = 0;
    const worker = this.worker;
    const timers = [];
    const answer = await new Promise((resolve) => {
      worker.once("message", resolve);
      worker.once("error", (error) => resolve({ error: String(error) }));
      timers.push(setTimeout(() => { this.flag[0] = SIGINT; }, INTERRUPT_AFTER_MS));
      timers.push(setTimeout(() => resolve({ error: "killed, it did not stop" }), KILL_AFTER_MS));
      worker.postMessage({ source, name, mode });
    });
    timers.forEach(clearTimeout);
    worker.removeAllListeners("message");
    worker.removeAllListeners("error");
    if (answer.error === undefined) return answer.text;
    await this.stop();
    throw new Error(`${name}: ${answer.error.slice(-400)}`);
  }
}

if (!isMainThread && workerData?.pyodideDir) await interpreter();

#!/usr/bin/env node
// The judge: CPython 3.14 (Pyodide) under the virtual clock of vloop.py.
//
//   node tools/oracle/oracle.mjs FILE.py              prints the schedule log of one program
//   node tools/oracle/oracle.mjs --tree FROM TO ...   records each FROM/**/NAME.py as TO/**/NAME.jsonl
//
// Options:
//   --stderr      what a program leaves on stderr instead of its log (NAME.txt in a tree)
//   --only TEXT   of a tree, only the programs whose path contains TEXT
//   --jobs N      N interpreters side by side (default 1; each takes 6 s to start)
//   --mode c      C tasks instead of the logging pure-Python ones (only "out" and "end" records)
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Interpreter } from "./interpreter.mjs";

/** Every .py file below a folder, sorted, as paths relative to it. */
function programsBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith(".py"))
    .sort();
}

function options(args) {
  const found = { mode: "py", jobs: 1, only: "", trees: [], files: [] };
  while (args.length) {
    const arg = args.shift();
    if (arg === "--mode") found.mode = args.shift();
    else if (arg === "--stderr") found.mode = "stderr";
    else if (arg === "--jobs") found.jobs = Number(args.shift());
    else if (arg === "--only") found.only = args.shift();
    else if (arg === "--tree") found.trees.push([args.shift(), args.shift()]);
    else if (arg.startsWith("--")) throw new Error(`unknown option ${arg}`);
    else found.files.push(arg);
  }
  return found;
}

function summary(name, log, startedMs) {
  const lines = log.trimEnd().split("\n");
  const seconds = ((Date.now() - startedMs) / 1000).toFixed(1);
  const end = lines.at(-1).startsWith("{") ? `ends ${JSON.parse(lines.at(-1)).how}` : lines.at(-1);
  return `${name.padEnd(52)} ${String(lines.length).padStart(6)} lines ${seconds.padStart(5)} s  ${end}`;
}

async function main() {
  const { mode, jobs, only, trees, files } = options(process.argv.slice(2));
  const todo = trees.flatMap(([from, to]) =>
    programsBelow(from)
      .filter((file) => file.includes(only))
      .map((file) => ({
        name: file,
        source: path.join(from, file),
        target: path.join(to, file.replace(/\.py$/, mode === "stderr" ? ".txt" : ".jsonl")),
      })),
  );
  todo.push(...files.map((file) => ({ name: file, source: file, target: null })));
  if (todo.length === 0 && trees.length > 0) {
    console.log(`no program's path contains "${only}"`);
    return;
  }
  if (todo.length === 0) {
    console.error("usage: oracle.mjs FILE.py | oracle.mjs --tree FROM TO [--only TEXT] [--jobs N]");
    process.exit(2);
  }
  let failed = 0;
  const work = async () => {
    const interpreter = new Interpreter();
    for (let job = todo.shift(); job; job = todo.shift()) {
      const startedMs = Date.now();
      try {
        const source = readFileSync(job.source, "utf8");
        const log = await interpreter.run(source, path.basename(job.source), mode);
        if (job.target === null) {
          process.stdout.write(log);
        } else {
          mkdirSync(path.dirname(job.target), { recursive: true });
          writeFileSync(job.target, log);
          console.log(summary(job.name, log, startedMs));
        }
      } catch (error) {
        failed += 1;
        console.error(`not recorded: ${error.message}`);
      }
    }
    await interpreter.stop();
  };
  await Promise.all(Array.from({ length: Math.min(jobs, todo.length) }, work));
  process.exitCode = failed ? 1 : 0;
}

await main();

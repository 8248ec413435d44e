// Makes a program smaller while it still shows what it shows.
//
// The text is taken apart by its indentation: a statement is a list of clauses (`try:`, `except …:`,
// `finally:`), a clause is its line and the statements below it. What is no Python any more, or
// shows something else, is simply not kept.

const CONTINUES = /^(except\b|except\*|finally\b|else\b|elif\b)/;
const WIDTH = 4;

function parse(text) {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const indent = (line) => line.length - line.trimStart().length;
  let at = 0;
  const block = (depth) => {
    const statements = [];
    while (at < lines.length && indent(lines[at]) >= depth) {
      const line = lines[at].trim();
      at += 1;
      const body = at < lines.length && indent(lines[at]) > depth ? block(indent(lines[at])) : [];
      if (CONTINUES.test(line) && statements.length > 0) statements.at(-1).push({ line, body });
      else statements.push([{ line, body }]);
    }
    return statements;
  };
  return block(0);
}

function write(statements, depth = 0) {
  const pad = " ".repeat(WIDTH * depth);
  const lines = [];
  statements.forEach((clauses, index) => {
    const isDefinition = /^(async def|def|class) /.test(clauses[0].line);
    if (depth === 0 && index > 0 && (isDefinition || /^(async def|def|class) /.test(statements[index - 1][0].line))) {
      lines.push("", "");
    }
    for (const { line, body } of clauses) {
      lines.push(pad + line);
      if (body.length > 0) lines.push(...write(body, depth + 1));
      else if (line.endsWith(":")) lines.push(`${pad}${" ".repeat(WIDTH)}pass`);
    }
  });
  return depth === 0 ? `${lines.join("\n")}\n` : lines;
}

/** Every list of statements in the program, outer ones first. */
function lists(statements, found = []) {
  found.push(statements);
  for (const clauses of statements) for (const { body } of clauses) lists(body, found);
  return found;
}

/** Shorter spellings of one line: an argument less, a nested call taken out, a smaller number. */
function simpler(line) {
  const found = [];
  for (let open = line.indexOf("("); open >= 0; open = line.indexOf("(", open + 1)) {
    const commas = [open];
    let depth = 0;
    let quoted = false;
    for (let i = open; i < line.length; i += 1) {
      const letter = line[i];
      if (letter === '"') quoted = !quoted;
      if (quoted) continue;
      if ("([{".includes(letter)) depth += 1;
      if (")]}".includes(letter)) depth -= 1;
      if (letter === "," && depth === 1) commas.push(i);
      if (depth === 0) { commas.push(i); break; }
    }
    if (depth !== 0 || line[open - 1] === undefined) continue;
    if (commas.length > 2) {
      for (let n = 0; n + 1 < commas.length; n += 1) {
        const first = n === 0;
        found.push(line.slice(0, first ? commas[n] + 1 : commas[n])
          + line.slice(first ? commas[n + 1] + 1 : commas[n + 1]).replace(first ? /^ / : /^$/, ""));
      }
    }
    const inner = line.slice(open + 1, commas[1]);
    const name = /[\w.]+$/.exec(line.slice(0, open));
    if (name && inner.includes("(")) found.push(line.slice(0, name.index) + inner + line.slice(commas.at(-1) + 1));
  }
  for (const match of line.matchAll(/(?<![\w"])(0\.\d+|[1-9]\d*)(?![\w"])/g)) {
    for (const smaller of ["0", "0.1", "1"]) {
      if (Number(smaller) < Number(match[0])) {
        found.push(line.slice(0, match.index) + smaller + line.slice(match.index + match[0].length));
      }
    }
  }
  return found;
}

/**
 * The smallest program found for which `holds(text)` is true.
 * `holds` is asked at most `patience` times.
 */
export async function shrink(text, holds, patience = 1500) {
  const program = parse(text);
  let left = patience;
  const keeps = async () => {
    left -= 1;
    return left >= 0 && holds(write(program));
  };
  /** Tries to put something else in the place of `count` statements. */
  const replace = async (list, at, count, others) => {
    const old = list.splice(at, count, ...others);
    if (await keeps()) return true;
    list.splice(at, others.length, ...old);
    return false;
  };
  for (let changed = true; changed && left > 0;) {
    changed = false;
    for (let size = 8; size >= 1; size = Math.floor(size / 2)) {
      for (const list of lists(program)) {
        for (let at = list.length - size; at >= 0; at -= 1) {
          if (at + size <= list.length && await replace(list, at, size, [])) changed = true;
        }
      }
    }
    for (const list of lists(program)) {
      for (let at = list.length - 1; at >= 0; at -= 1) {
        const clauses = list[at];
        if (clauses === undefined) continue;
        for (let n = clauses.length - 1; n >= 1; n -= 1) {
          const [clause] = clauses.splice(n, 1);
          if (await keeps()) changed = true;
          else clauses.splice(n, 0, clause);
        }
        for (const { line, body } of clauses) {
          if (/^(async def|def|class) /.test(line) || body.length === 0) continue;
          if (await replace(list, at, 1, body)) { changed = true; break; }
        }
      }
    }
    for (const list of lists(program)) {
      for (const clauses of list) {
        for (const clause of clauses) {
          for (let again = true; again;) {
            again = false;
            for (const other of simpler(clause.line)) {
              const old = clause.line;
              clause.line = other;
              if (await keeps()) { changed = true; again = true; break; }
              clause.line = old;
            }
          }
        }
      }
    }
  }
  return write(program);
}

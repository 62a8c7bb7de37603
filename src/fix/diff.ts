import { Chalk } from "chalk";
import { createTwoFilesPatch } from "diff";
import { linesOf, mostChanges, oneChange } from "../platform/line-changes.js";

const context = 3;

/** A unified diff for `git apply` and `patch -p1`; `""` if the texts are equal. `path` is relative, with `/`. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return "";
  // The package would write letters outside of ASCII as octal numbers.
  const found = createTwoFilesPatch("", "", before, after, undefined, undefined, {
    context,
    maxEditLength: mostChanges,
    headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: false },
  });
  const hunks = found ?? oneHunk(linesOf(before), linesOf(after));
  const patch = `--- ${named(`a/${path}`)}\n+++ ${named(`b/${path}`)}\n${hunks.replace(/^\n+/, "")}`;
  return patch.endsWith("\n") ? patch : `${patch}\n`;
}

/** All that differs, as one change. */
function oneHunk(before: readonly string[], after: readonly string[]): string {
  const changes = oneChange(before, after);
  const first = changes.findIndex(({ added, removed }) => added || removed);
  const hunk = changes.flatMap(({ value, added, removed }, at) => {
    const mark = added ? "+" : removed ? "-" : " ";
    const shown = mark !== " " ? value : at < first ? value.slice(-context) : value.slice(0, context);
    return shown.map((line) => ({ mark, line }));
  });
  const from = first === 0 ? 0 : Math.max(0, (changes[0]?.value.length ?? 0) - context);
  const extent = (other: string) => {
    const count = hunk.filter(({ mark }) => mark !== other).length;
    return `${count === 0 ? from : from + 1},${count}`;
  };
  const lines = hunk.map(({ mark, line }) =>
    line.endsWith("\n") ? `${mark}${line}` : `${mark}${line}\n\\ No newline at end of file\n`,
  );
  return `@@ -${extent("+")} +${extent("-")} @@\n${lines.join("")}`;
}

/** The same diff for a terminal, in the colors of git. */
export function coloredDiff(diff: string): string {
  const styles = new Chalk({ level: 1 });
  let isHead = true;
  return diff.replace(/^.*$/gm, (line) => {
    if (line.startsWith("@@")) isHead = false;
    if (isHead) return styles.bold(line);
    if (line.startsWith("@@")) return styles.cyan(line);
    return line.startsWith("+") ? styles.green(line) : line.startsWith("-") ? styles.red(line) : line;
  });
}

/** Like git, with a tab after a name with a space: other programs would read the rest of the line as a date. */
const named = (name: string): string => (/^[^"]* /.test(quoted(name)) ? `${quoted(name)}\t` : quoted(name));

/**
 * Quotes names with control characters, quotes or backslashes like git does with core.quotePath off, so that letters of
 * every script stay readable. Characters that change the direction of text are quoted, too.
 */
function quoted(name: string): string {
  const special = /["\\\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;
  // patch(1) ignores a space at the end of a name without quotes.
  if (!special.test(name) && !name.endsWith(" ")) return name;
  const escapes: Record<string, string> = { "\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\" };
  return `"${name.replace(special, (char) => escapes[char] ?? octal(char))}"`;
}

/** The UTF-8 bytes of a character: `\177`. */
const octal = (char: string): string =>
  [...Buffer.from(char)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");

/** YAML 1.2 (core schema) or 1.1, with the location of every key and value. Dates stay text in both. */
import { isDeepStrictEqual } from "node:util";
import { isMap, parseDocument } from "yaml";
import type { FrontMatterProblem } from "../types.js";
import { failed, type Language, maxProblems, type Reading, tooDeep } from "./reading.js";
import type { YamlVersion } from "./scalar.js";
import { splice, unspliced } from "./splice.js";
import { firstTooDeep, mayBeTooDeep } from "./yaml-depth.js";
import { brokenLines } from "./yaml-fixes.js";
import { type Parsed, parse, yamlOptions } from "./yaml-parse.js";
import { doubleQuoted, hasControl, isPlainKey, singleQuoted, writeString } from "./yaml-write.js";

export const yaml: Language = {
  read(source, base, version) {
    const deep = mayBeTooDeep(source) ? firstTooDeep(source) : undefined;
    if (deep !== undefined) return failed(tooDeep({ start: base + deep, end: base + deep + 1 }));
    const first = parse(source, base, version);
    return first.errors.some(({ code }) => code === "syntax" || code === "template" || code === "not-a-mapping")
      ? readingWithFixes(source, base, version, first)
      : toReading(first);
  },
  quote: writeString,
  key: (name, style) => {
    if (style === "plain" && isPlainKey(name)) return name;
    return style === "double" || hasControl(name) ? doubleQuoted(name) : singleQuoted(name);
  },
};

const toReading = ({ data, root, errors, duplicates, repeated }: Parsed): Reading => ({
  data,
  root,
  problems: [...errors, ...duplicates].sort((a, b) => a.range.start - b.range.start).slice(0, maxProblems),
  ...(repeated && { repeated }),
});

/** The tab widths of most editors. */
const tabWidths = [2, 4, 8];

/** For a block that cannot be parsed: problems with fixes for the lines whose intended text is certain. */
function readingWithFixes(source: string, base: number, version: YamlVersion, first: Parsed): Reading {
  const quote = (value: string) => writeString(value, "single");
  const lines = brokenLines(source, { parsesAlone, quote });
  if (lines.length === 0) return toReading(first);
  const widths = lines.some(({ tabs }) => tabs) ? tabWidths : tabWidths.slice(0, 1);
  const attempts = widths.flatMap((width) => {
    const broken = lines.map((line) => (line.tabs ? { ...line, text: " ".repeat(line.tabs * width) } : line));
    const second = parse(splice(source, broken), 0, version);
    const isAsIntended = broken.every(({ meant }) => !meant || !second.data || second.data[meant.key] === meant.value);
    return broken.length > 0 && isAsIntended ? [{ broken, second }] : [];
  });
  const readable = attempts.filter(({ second }) => second.data && second.errors.length === 0);
  // With tabs and spaces mixed, the nesting may depend on the width of a tab.
  const isCertain = readable.every(({ second }) => isDeepStrictEqual(second.data, readable[0]?.second.data));
  const attempt = (isCertain && readable[0]) || attempts[0];
  // A list is reported as a list, unless its lines can be read as entries.
  if (!attempt || (readable.length === 0 && first.errors.every(({ code }) => code === "not-a-mapping")))
    return toReading(first);
  const { broken, second } = attempt;
  // Every problem has all edits: only together they make the block readable, and identical fixes are applied once.
  const edits = broken.map(({ start, end, text }) => ({ range: { start: base + start, end: base + end }, text }));
  const isProven = isCertain && second.data !== undefined && second.errors.length === 0;
  const problems: FrontMatterProblem[] = broken.map(({ code, message, title, start, end }) => ({
    code,
    message,
    range: { start: base + start, end: base + end },
    ...(isProven && { repair: { title, edits } }),
  }));
  for (const problem of [...second.errors, ...second.duplicates]) {
    const start = unspliced(problem.range.start, broken);
    const end = unspliced(problem.range.end, broken);
    // A problem inside inserted text is not reported: the line that it was inserted into is.
    if (end > start) problems.push({ ...problem, range: { start: base + start, end: base + end } });
  }
  problems.sort((a, b) => a.range.start - b.range.start);
  return { data: undefined, root: undefined, problems: problems.slice(0, maxProblems) };
}

/** Whether a line is valid YAML by itself: one entry whose value is a scalar or a list, and not a template. */
function parsesAlone(line: string): boolean {
  const { errors, contents } = parseDocument(line, yamlOptions);
  if (errors.length > 0 || !isMap(contents) || contents.items.length !== 1) return false;
  const value = contents.items[0]?.value;
  return !(isMap(value) && line.startsWith("{{", value.range?.[0]));
}

/** Parses YAML into data, the location of every key and value, and errors. */
import { isMap, isScalar, isSeq, type parseDocument } from "yaml";
import { t } from "../../platform/i18n.js";
import { yamlWords } from "../parser-words.js";
import type { FrontMatterProblem, Range } from "../types.js";
import { maxProblems, type Reading, record, type Slot, tooDeep } from "./reading.js";
import type { YamlVersion } from "./scalar.js";
import { yamlDefect } from "./yaml-defects.js";
import { readYamlDocument } from "./yaml-document.js";
import { LimitError, TreeReader } from "./yaml-tree.js";

export interface Parsed {
  readonly data: Record<string, unknown> | undefined;
  readonly root: Slot | undefined;
  /** The errors that prevent reading the block. */
  readonly errors: readonly FrontMatterProblem[];
  /** Duplicate keys, and values that are lost. */
  readonly duplicates: readonly FrontMatterProblem[];
  readonly repeated?: Reading["repeated"];
}

type ParsedDocument = ReturnType<typeof parseDocument>;

/** Without the unique-key check of the package, which takes quadratic time: `TreeReader` has its own. */
export const yamlOptions = {
  version: "1.2",
  schema: "core",
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "silent",
} as const;

const failedWith = (errors: readonly FrontMatterProblem[]): Parsed => ({
  data: undefined,
  root: undefined,
  errors,
  duplicates: [],
});

/** @param base the offset of `source` in the file. */
export function parse(source: string, base: number, version: YamlVersion): Parsed {
  const whole = { start: base, end: base + source.length };
  let document: ParsedDocument;
  try {
    document = readYamlDocument(source, yamlOptions);
  } catch (error) {
    // No input within the limits is known to cause this, but a recursive parser can overflow the stack.
    if (!(error instanceof RangeError)) throw error;
    return failedWith([tooDeep(whole)]);
  }
  const tree = new TreeReader(source, base, version);
  let root: { value: unknown; slot: Slot } | undefined;
  try {
    root = document.contents === null ? undefined : tree.node(document.contents, undefined, 0, false);
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    return failedWith([error.problem]);
  }
  const errors = syntaxErrors(source, base, document, tree);
  if (errors.length > 0) return failedWith(firstOfEachLine(source, base, errors));
  const { contents } = document;
  if (!contents || (isScalar(contents) && contents.value === null))
    return {
      data: record(),
      root: { key: undefined, value: whole, style: undefined, flow: false, children: new Map() },
      errors: [],
      duplicates: [],
    };
  if (!root || !isMap(contents)) {
    const value = root?.slot.value ?? whole;
    return failedWith([notAMapping(source, contents, value.end > value.start ? value : whole)]);
  }
  return {
    data: root.value as Record<string, unknown>,
    root: root.slot,
    errors: [],
    duplicates: [...tree.duplicates, ...tree.lost],
    // Each fix is verified by reading the block again, which is too slow for hundreds.
    ...(tree.duplicates.length <= maxProblems && { repeated: tree.repeated }),
  };
}

function syntaxErrors(
  source: string,
  base: number,
  document: ParsedDocument,
  { errors: treeErrors, openQuote }: TreeReader,
): FrontMatterProblem[] {
  const errors: FrontMatterProblem[] = [...treeErrors];
  for (const error of document.errors) {
    const { pos, message, code } = error;
    const open = code === "MISSING_CHAR" && /quote$/.test(message) ? openQuote : undefined;
    // Errors that are not displayed do not need better messages.
    const better = open || errors.length > maxProblems ? undefined : yamlDefect(source, error);
    const range = open ?? rangeOf(source, base, better ? [better.start, better.end] : pos);
    if (better) errors.push({ code: "syntax", message: better.message, range });
    else {
      const words = yamlWords(message.replace(/("|')quote$/, "$1 quote"));
      // A message such as `%TAG directive should …` is complete.
      errors.push({ code: "syntax", message: words, range, ...(!message.startsWith("%") && { byParser: true }) });
    }
  }
  return errors;
}

/** The range of an error in the file, with at least one character that is not a newline, if possible. */
function rangeOf(source: string, base: number, [start, end]: readonly [number, number]): Range {
  const to = Math.min(end, source.length);
  const from = Math.min(start, to);
  if (/[^\r\n]/.test(source.slice(from, to))) return { start: base + from, end: base + to };
  // Something missing at the end of a line is reported at the last character.
  let last = from;
  while (last > 0 && /\s/.test(source[last] ?? " ")) last--;
  return { start: base + last, end: base + Math.min(last + 1, source.length) };
}

function notAMapping(source: string, contents: unknown, range: Range): FrontMatterProblem {
  const isToml = /^[\w.-]+[ \t]*=/.test(source.trimStart());
  const message = isToml
    ? t("frontMatter.tomlInYaml", "TOML entries between YAML fences. Use +++ as fences, or write a colon instead of =.")
    : isSeq(contents)
      ? t("frontMatter.yaml.list", 'Front matter is a list. Write entries such as "title: Hello".')
      : t("frontMatter.yaml.text", 'Front matter is plain text. Write entries such as "title: Hello".');
  return { code: "not-a-mapping", message, range };
}

/** One mistake causes several parser errors: only the first one of each line is returned. */
function firstOfEachLine(source: string, base: number, problems: readonly FrontMatterProblem[]): FrontMatterProblem[] {
  const kept: FrontMatterProblem[] = [];
  let lineEnd = -1;
  for (const problem of [...problems].sort((a, b) => a.range.start - b.range.start)) {
    const start = problem.range.start - base;
    if (start <= lineEnd) continue;
    kept.push(problem);
    if (kept.length === maxProblems) break;
    const end = source.indexOf("\n", start);
    lineEnd = end === -1 ? source.length : end;
  }
  return kept;
}

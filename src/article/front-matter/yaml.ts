/** YAML 1.2 (core schema) or 1.1, dates staying text in both, with the place of every key and value. */
import { isDeepStrictEqual } from "node:util";
import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { t } from "../../platform/i18n.js";
import { yamlWords } from "../parser-words.js";
import type { FrontMatterProblem, Range } from "../types.js";
import {
  failed,
  type Language,
  limit,
  maxDepth,
  maxProblems,
  type Reading,
  record,
  type Slot,
  tooDeep,
} from "./reading.js";
import { readScalar, type YamlVersion, yamlDisagreement } from "./scalar.js";
import { splice, unspliced } from "./splice.js";
import { yamlDefect } from "./yaml-defects.js";
import { brokenLines, templateWhy } from "./yaml-fixes.js";

export const yaml: Language = {
  read(source, base, version) {
    const deep = mayBeDeep(source) ? firstTooDeep(source) : undefined;
    if (deep !== undefined) return failed(tooDeep({ start: base + deep, end: base + deep + 1 }));
    const first = parse(source, base, version);
    return first.errors.some(({ code }) => code === "syntax" || code === "template" || code === "not-a-mapping")
      ? repaired(source, base, version, first)
      : reading(first);
  },
  quote: writeString,
  key: (name, style) => {
    if (style === "plain" && isPlainKey(name)) return name;
    return style === "double" || hasControl(name) ? doubleQuoted(name) : singleQuoted(name);
  },
};

interface Parsed {
  readonly data: Record<string, unknown> | undefined;
  readonly root: Slot | undefined;
  /** What keeps the block from being read. */
  readonly errors: readonly FrontMatterProblem[];
  readonly duplicates: readonly FrontMatterProblem[];
  readonly repeated?: Reading["repeated"];
}

const reading = ({ data, root, errors, duplicates, repeated }: Parsed): Reading => ({
  data,
  root,
  problems: [...errors, ...duplicates].sort((a, b) => a.range.start - b.range.start).slice(0, maxProblems),
  ...(repeated && { repeated }),
});

/** The unique-key check of the package takes the square of the number of keys: `Walk` has its own. */
const options = {
  version: "1.2",
  schema: "core",
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "silent",
} as const;

function parse(source: string, base: number, version: YamlVersion): Parsed {
  const whole = { start: base, end: base + source.length };
  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(source, options);
  } catch (error) {
    // Nothing that passes the limits is known to get here; a recursive parser may still run out of stack.
    if (!(error instanceof RangeError)) throw error;
    return { data: undefined, root: undefined, errors: [tooDeep(whole)], duplicates: [] };
  }
  const walk = new Walk(source, base, version);
  let root: { value: unknown; slot: Slot } | undefined;
  try {
    root = document.contents === null ? undefined : walk.node(document.contents, undefined, 0, false);
  } catch (error) {
    if (!(error instanceof Beyond)) throw error;
    return { data: undefined, root: undefined, errors: [error.problem], duplicates: [] };
  }
  const errors: FrontMatterProblem[] = [...walk.errors];
  for (const error of document.errors) {
    const { pos, message, code } = error;
    const open = code === "MISSING_CHAR" && /quote$/.test(message) ? walk.openQuote : undefined;
    // More than are shown need no better words.
    const better = open || errors.length > maxProblems ? undefined : yamlDefect(source, error);
    const range = open ?? at(better ? [better.start, better.end] : pos);
    if (better) errors.push({ code: "syntax", message: better.message, range });
    else {
      const words = yamlWords(message.replace(/("|')quote$/, "$1 quote"));
      // `%TAG directive should …` says by itself what it is about.
      errors.push({ code: "syntax", message: words, range, ...(!message.startsWith("%") && { byParser: true }) });
    }
  }
  if (errors.length > 0)
    return { data: undefined, root: undefined, errors: firstOfEachLine(source, base, errors), duplicates: [] };
  if (!document.contents || (isScalar(document.contents) && document.contents.value === null))
    return {
      data: record(),
      root: { key: undefined, value: whole, style: undefined, flow: false, children: new Map() },
      errors: [],
      duplicates: [],
    };
  if (!root || !isMap(document.contents)) {
    const isToml = /^[\w.-]+[ \t]*=/.test(source.trimStart());
    const message = isToml
      ? t(
          "frontMatter.tomlInYaml",
          "TOML entries between YAML fences. Use +++ as fences, or write a colon instead of =.",
        )
      : isSeq(document.contents)
        ? t("frontMatter.yaml.list", 'Front matter is a list. Write entries such as "title: Hello".')
        : t("frontMatter.yaml.text", 'Front matter is plain text. Write entries such as "title: Hello".');
    const value = root?.slot.value ?? whole;
    const range = value.end > value.start ? value : whole;
    return { data: undefined, root: undefined, errors: [{ code: "not-a-mapping", message, range }], duplicates: [] };
  }
  return {
    data: root.value as Record<string, unknown>,
    root: root.slot,
    errors: [],
    duplicates: walk.duplicates,
    // Each is proven by reading the block again: not for hundreds.
    ...(walk.duplicates.length <= maxProblems && { repeated: walk.repeated }),
  };

  function at([start, end]: readonly [number, number]): Range {
    const to = Math.min(end, source.length);
    const from = Math.min(start, to);
    if (/[^\r\n]/.test(source.slice(from, to))) return { start: base + from, end: base + to };
    // What is missing at the end of a line is missing behind its last character.
    let last = from;
    while (last > 0 && /\s/.test(source[last] ?? " ")) last--;
    return { start: base + last, end: base + Math.min(last + 1, source.length) };
  }
}

/** One defect makes the parser stumble on: what it says first about a line is what is wrong with it. */
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

/** Thrown where the tree goes beyond a limit. */
class Beyond extends Error {
  constructor(readonly problem: FrontMatterProblem) {
    super(problem.message);
  }
}

/** Aliases may repeat a few entries; what multiplies beyond this (counted in values) is a bomb. */
const maxAliased = 10_000;

/** From the package's tree to data and slots, in one walk. */
class Walk {
  readonly duplicates: FrontMatterProblem[] = [];
  readonly repeated = new Map<FrontMatterProblem, Slot>();
  readonly errors: FrontMatterProblem[] = [];
  /** From a quote that is never closed to the end of its line. */
  openQuote: Range | undefined;
  readonly #anchors = new Map<string, unknown>();
  #aliased = 0;
  /** The alias that is followed, outside of what other aliases stand for. */
  #aliasAt: Range | undefined;

  constructor(
    readonly source: string,
    readonly base: number,
    readonly version: YamlVersion,
  ) {}

  node(node: unknown, key: Range | undefined, depth: number, flow: boolean): { value: unknown; slot: Slot } {
    const value = this.#range(node, key);
    if (depth > maxDepth) throw new Beyond(tooDeep({ start: value.start, end: Math.min(value.end, value.start + 1) }));
    if (this.#aliasAt && ++this.#aliased > maxAliased)
      throw new Beyond(
        limit(
          t(
            "frontMatter.yaml.tooManyAliases",
            "The aliases up to here expand to more than {max} values. Write the values out.",
            { max: maxAliased },
          ),
          this.#aliasAt,
        ),
      );
    if (isAlias(node)) return this.#alias(node, key, value, depth, flow);
    const anchor = (node as { anchor?: string } | null)?.anchor;
    if (anchor) this.#anchors.set(anchor, node);
    if (isMap(node)) {
      // No mapping has a mapping as its key in front matter: it is a template that nobody put in quotes.
      if (this.source.startsWith("{{", value.start - this.base)) {
        const at = { start: value.start, end: this.#templateEnd(value) };
        this.errors.push({
          code: "template",
          message: templateWhy(),
          range: at,
        });
      }
      const { data, children } = this.#map(node, depth, flow || node.flow === true);
      return { value: data, slot: { key, value, style: undefined, flow, children } };
    }
    if (isSeq(node)) {
      const data: unknown[] = [];
      const children = new Map<number, Slot>();
      const inFlow = flow || node.flow === true;
      for (const item of node.items) {
        const child = this.node(item, undefined, depth + 1, inFlow);
        children.set(data.length, { ...child.slot, key: child.slot.value });
        data.push(child.value);
      }
      return { value: data, slot: { key, value, style: undefined, flow, children } };
    }
    if (!isScalar(node)) return { value: null, slot: { key, value, style: undefined, flow, children: undefined } };
    return {
      value: this.#scalar(node),
      slot: { key, value, style: this.#style(node), flow, children: undefined },
    };
  }

  /** The parser knows 1.2 only: what its plain scalars are by 1.1 is decided here. */
  #scalar(node: Scalar): unknown {
    if (this.version === "1.1" && node.type === "PLAIN" && node.tag === undefined && node.source !== undefined)
      return readScalar(node.source, "1.1");
    return plainValue(node.value, node.source);
  }

  #style(node: { type?: string; range?: readonly number[] | null; source?: string }): Slot["style"] {
    if (this.#aliasAt) return undefined;
    const [start = 0, end = 0] = node.range ?? [];
    if (node.type === "QUOTE_SINGLE" || node.type === "QUOTE_DOUBLE") {
      const quote = node.type === "QUOTE_SINGLE" ? "'" : '"';
      if (end - start < 2 || this.source[end - 1] !== quote) {
        const line = /[^\r\n]*/y;
        line.lastIndex = start;
        this.openQuote ??= {
          start: this.base + start,
          end: this.base + start + (line.exec(this.source)?.[0].length ?? 0),
        };
      }
      return node.type === "QUOTE_SINGLE" ? "single" : "double";
    }
    if (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED") return "block";
    return start === end ? "none" : "plain";
  }

  /** The end of what a person sees as the template: behind its }} if that stands on the line. */
  #templateEnd({ start, end }: Range): number {
    const line = this.source.slice(start - this.base, end - this.base).split("\n", 1)[0] ?? "";
    const closing = line.lastIndexOf("}}");
    return closing === -1 ? start + line.trimEnd().length : start + closing + 2;
  }

  #alias(
    node: Alias,
    key: Range | undefined,
    value: Range,
    depth: number,
    flow: boolean,
  ): { value: unknown; slot: Slot } {
    const target = this.#anchors.get(node.source);
    if (target === undefined) {
      const message = t(
        "frontMatter.yaml.unknownAnchor",
        "No anchor &{name} before this alias. Put the value in quotes if it is text.",
        { name: node.source },
      );
      this.errors.push({ code: "syntax", message, range: value });
      return { value: null, slot: { key, value, style: undefined, flow, children: undefined } };
    }
    const outer = this.#aliasAt;
    this.#aliasAt ??= value;
    const meant = this.node(target, key, depth + 1, flow);
    this.#aliasAt = outer;
    return { value: meant.value, slot: { ...meant.slot, key, value, style: undefined } };
  }

  #map(node: YAMLMap, depth: number, flow: boolean): { data: Record<string, unknown>; children: Map<string, Slot> } {
    const data = record();
    const children = new Map<string, Slot>();
    const merged: { value: unknown; slot: Slot }[] = [];
    for (const pair of node.items) {
      const keyRange = this.#keyRange(pair);
      const name = this.#name(pair.key, keyRange);
      const child = this.node(pair.value, keyRange, depth + 1, flow);
      if (name === "<<" && isScalar(pair.key) && pair.key.type === "PLAIN" && isMergeable(pair.value, child.value)) {
        merged.push(child);
      } else if (children.has(name)) {
        if (this.#aliasAt) continue;
        const problem: FrontMatterProblem = {
          code: "duplicate-key",
          message: t("frontMatter.duplicateKey", 'Duplicate key "{key}"', { key: name }),
          // An empty key stands at its colon.
          range: { start: keyRange.start, end: Math.max(keyRange.end, keyRange.start + 1) },
        };
        this.duplicates.push(problem);
        if (this.duplicates.length <= maxProblems && isDeepStrictEqual(child.value, data[name]))
          this.repeated.set(problem, child.slot);
      } else {
        data[name] = child.value;
        children.set(name, child.slot);
      }
    }
    // YAML 1.1's merge key: what is written wins, then the earlier of several sources.
    for (const { value, slot } of merged) {
      const sources = Array.isArray(value) ? value : [value];
      for (const [index, source] of sources.entries()) {
        const slots = Array.isArray(value) ? slot.children?.get(index)?.children : slot.children;
        for (const [name, inner] of Object.entries(source as Record<string, unknown>)) {
          if (children.has(name)) continue;
          data[name] = inner;
          const place = slots?.get(name);
          if (place) children.set(name, { ...place, style: undefined });
        }
      }
    }
    return { data, children };
  }

  #keyRange(pair: Pair): Range {
    const [start, end] = (pair.key as { range?: readonly [number, number, number] } | null)?.range ?? [0, 0];
    return { start: this.base + start, end: this.base + end };
  }

  #name(key: unknown, range: Range): string {
    if (isScalar(key)) {
      this.#style(key);
      if (key.anchor) this.#anchors.set(key.anchor, key);
      const value = this.#scalar(key);
      return value === null ? "" : String(value);
    }
    const target = isAlias(key) ? this.#anchors.get(key.source) : undefined;
    if (isScalar(target)) return this.#name(target, range);
    return this.source.slice(range.start - this.base, range.end - this.base).trim();
  }

  /** Without the line breaks and blanks that the package counts to a block. */
  #range(node: unknown, key: Range | undefined): Range {
    const range = (node as { range?: readonly [number, number, number] } | null)?.range;
    if (!range) {
      const end = key?.end ?? this.base;
      return { start: end, end };
    }
    const [start] = range;
    let end = range[1];
    while (end > start && /\s/.test(this.source[end - 1] ?? "")) end--;
    return { start: this.base + start, end: this.base + end };
  }
}

const isRecord = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

function isMergeable(node: unknown, value: unknown): boolean {
  if (isRecord(value)) return isMap(node) || isAlias(node);
  return isSeq(node) && Array.isArray(value) && value.every(isRecord);
}

/** What a schema and a rule can handle; anything else stays the text that was written. */
function plainValue(value: unknown, source: string | undefined): unknown {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  return source ?? String(value);
}

/** Cheap: could this be nested too deep? Counts brackets, and the indicators that nest on one line. */
function mayBeDeep(source: string): boolean {
  let open = 0;
  let indicators = 0;
  for (let i = 0; i < source.length; i++) {
    const char = source.charCodeAt(i);
    if (char === 0x5b || char === 0x7b) open++;
    else if (char === 0x0a) indicators = 0;
    else if ((char === 0x2d || char === 0x3f || char === 0x3a) && /\s/.test(source[i + 1] ?? "")) indicators++;
    if (open > maxDepth || indicators > maxDepth) return true;
  }
  return false;
}

/** Where flow collections and compact block collections are first nested too deep, from the tokens alone. */
function firstTooDeep(source: string): number | undefined {
  let flow = 0;
  let compact = 0;
  let at = 0;
  for (const token of new Lexer().lex(source)) {
    if (token === "[" || token === "{") flow++;
    else if (token === "]" || token === "}") flow = Math.max(0, flow - 1);
    else if (token === "\n" || token === "\r\n") compact = 0;
    else if (flow === 0 && (token === "-" || token === "?" || token === ":")) compact++;
    if (flow > maxDepth || compact > maxDepth) return at;
    // The lexer's own signs, of one control character, stand for nothing in the text.
    if (!/^[\x02\x18\x1f]$/.test(token)) at += token.length;
  }
  return undefined;
}

/** Tabs are shown as so many blanks, by most editors and by those of the kernel's school. */
const tabWidths = [2, 4, 8];

/** The block cannot be read: for the lines whose intended text is certain, the edits that repair them all. */
function repaired(source: string, base: number, version: YamlVersion, first: Parsed): Reading {
  const quote = (value: string) => writeString(value, "single");
  const lines = brokenLines(source, { parsesAlone, quote });
  if (lines.length === 0) return reading(first);
  const widths = lines.some(({ tabs }) => tabs) ? tabWidths : tabWidths.slice(0, 1);
  const attempts = widths.flatMap((width) => {
    const broken = lines.map((line) => (line.tabs ? { ...line, text: " ".repeat(line.tabs * width) } : line));
    const second = parse(splice(source, broken), 0, version);
    const asMeant = broken.every(({ meant }) => !meant || !second.data || second.data[meant.key] === meant.value);
    return broken.length > 0 && asMeant ? [{ broken, second }] : [];
  });
  const readable = attempts.filter(({ second }) => second.data && second.errors.length === 0);
  // Tabs beside blanks: what stands in what may then depend on how wide a tab is.
  const isCertain = readable.every(({ second }) => isDeepStrictEqual(second.data, readable[0]?.second.data));
  const attempt = (isCertain && readable[0]) || attempts[0];
  // A list is a list, whatever else might be said of its lines, unless they can be read as entries.
  if (!attempt || (readable.length === 0 && first.errors.every(({ code }) => code === "not-a-mapping")))
    return reading(first);
  const { broken, second } = attempt;
  // All edits at once, in each problem: only together they make the block readable, and equal fixes are one fix.
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
    // In what was put there itself: told already, as the line that it was put in.
    if (end > start) problems.push({ ...problem, range: { start: base + start, end: base + end } });
  }
  problems.sort((a, b) => a.range.start - b.range.start);
  return { data: undefined, root: undefined, problems: problems.slice(0, maxProblems) };
}

/** Whether one `key: value` line is YAML by itself, `value` being one scalar or list and no template. */
function parsesAlone(line: string): boolean {
  const { errors, contents } = parseDocument(line, options);
  if (errors.length > 0 || !isMap(contents) || contents.items.length !== 1) return false;
  const value = contents.items[0]?.value;
  return !(isMap(value) && line.startsWith("{{", value.range?.[0]));
}

const hasControl = (text: string): boolean =>
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/.test(
    text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ""),
  );

function writeString(value: string, style: Slot["style"], flow = false): string {
  if (hasControl(value)) return doubleQuoted(value);
  if (style === "double") return doubleQuoted(value);
  if ((style === "plain" || style === "block" || style === "none") && isPlain(value, flow)) return value;
  return singleQuoted(value);
}

const singleQuoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** JSON's string is YAML's, but for characters that YAML does not print. */
const doubleQuoted = (value: string): string =>
  JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

/** Whether the text, written without quotes, is read as this very string. */
function isPlain(value: string, flow: boolean): boolean {
  if (value === "" || value.length > 1000) return false;
  const { errors, contents } = parseDocument(flow ? `{k: [${value}]}` : `k: ${value}`, options);
  if (errors.length > 0 || !isMap(contents) || contents.items.length !== 1) return false;
  const written: unknown = contents.get("k");
  if (!flow) return written === value && !looksLikeYaml11(value);
  return isSeq(written) && written.items.length === 1 && written.get(0) === value && !looksLikeYaml11(value);
}

function isPlainKey(name: string): boolean {
  if (name === "" || looksLikeYaml11(name)) return false;
  const { errors, contents } = parseDocument(`{${name}: 1}`, options);
  if (errors.length > 0 || !isMap(contents) || contents.items.length !== 1) return false;
  const key = contents.items[0]?.key;
  return isScalar(key) && key.value === name && name !== "<<";
}

/** Text for YAML 1.2 that the site's reader may take for something else; only for what is to be written. */
const looksLikeYaml11 = (value: string): boolean =>
  yamlDisagreement(value) !== undefined || /^[yn]$/i.test(value) || /^\d{4}-\d\d?-\d\d?/.test(value);

/**
 * TOML. smol-toml reads it and says what is wrong with it; it keeps no places, so what it accepts is scanned a second
 * time for them. The scanner may therefore take valid TOML for granted (https://toml.io/en/v1.0.0).
 */
import { parse, TomlDate, TomlError } from "smol-toml";
import { t } from "../../platform/i18n.js";
import type { FrontMatterProblem, Range } from "../types.js";
import { failed, type Language, maxDepth, maxProblems, record, type Slot, tooDeep } from "./reading.js";
import { joined, type Splice, splice, unspliced } from "./splice.js";
import { basicString, type Stumble, tomlDefect } from "./toml-defects.js";
import { newerToml } from "./toml-newer.js";
import { tomlTokenAt, tomlTokens } from "./toml-tokens.js";

export const toml: Language = {
  read(source, base) {
    const deep = firstTooDeep(source);
    if (deep !== undefined) return failed(tooDeep({ start: base + deep, end: base + deep + 1 }));
    const parsed = parsedOrStumble(source);
    if (isStumble(parsed)) return { data: undefined, root: undefined, problems: defects(source, base, parsed) };
    const root = new Scanner(source, base).document();
    return {
      data: plain(parsed, root, source, base) as Record<string, unknown>,
      root,
      problems: newerToml(source, base),
    };
  },
  quote(value, style) {
    return style === "single" && !/['\u0000-\u001f\u007f]/.test(value) ? `'${value}'` : basicString(value);
  },
  key: (name, style) => {
    if (style === "plain" && /^[A-Za-z0-9_-]+$/.test(name)) return name;
    return toml.quote(name, style, false);
  },
};

/** Keys nest as deep as they have dots. Of arrays and inline tables, the parser counts the brackets itself. */
function firstTooDeep(source: string): number | undefined {
  let dots = 0;
  let deep: number | undefined;
  for (const { kind, start } of tomlTokens(source)) {
    if (kind === "name" || kind === "string" || kind === "space") continue;
    const char = source[start];
    if (char === "." && kind === "sign") {
      dots++;
      if (dots > maxDepth) deep ??= start;
    } else if ((char === "=" || char === "]") && deep !== undefined) return deep;
    else {
      // What has no sign of a key or header behind it was a value.
      dots = 0;
      deep = undefined;
    }
  }
  return undefined;
}

function parsedOrStumble(source: string): Record<string, unknown> | Stumble {
  try {
    return parse(source, { integersAsBigInt: "asNeeded", maxDepth });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    let start = 0;
    for (let line = 1; line < error.line; line++) {
      const next = source.indexOf("\n", start);
      if (next === -1) break;
      start = next + 1;
    }
    const summary = error.message.split("\n", 1)[0] ?? "";
    return new Stumbled(
      Math.min(source.length, start + error.column - 1),
      summary.replace(/^Invalid TOML document: /, ""),
    );
  }
}

class Stumbled implements Stumble {
  constructor(
    readonly at: number,
    readonly says: string,
  ) {}
}

const isStumble = (parsed: object): parsed is Stumble => parsed instanceof Stumbled;

/** The first defect, and those behind it as long as it is certain what was meant. */
function defects(source: string, base: number, first: Stumble): FrontMatterProblem[] {
  const problems: FrontMatterProblem[] = [];
  const splices: Splice[] = [];
  let stumble: Stumble | undefined = first;
  while (stumble && problems.length < maxProblems) {
    const { code, message, byParser, start, end, edit } = tomlDefect(splice(source, splices), stumble);
    const back = (offset: number) => unspliced(offset, splices);
    const last = splices.at(-1);
    // In what was put there itself: it was not what was meant.
    if (last && (back(start) < last.end || back(end) <= back(start))) break;
    const range = { start: base + back(start), end: base + back(end) };
    if (/depth|nested/i.test(stumble.says)) return [tooDeep(range)];
    problems.push({ code, message, range, ...(byParser && { byParser }) });
    const meant = edit && { start: back(edit.start), end: back(edit.end), text: edit.text };
    if (!meant || (last && meant.start < last.end)) break;
    splices.push(meant);
    const next = parsedOrStumble(splice(source, splices));
    stumble = isStumble(next) ? next : undefined;
  }
  if (stumble) return problems;
  // All edits at once, in each problem: only together they make the block readable, and equal fixes are one fix.
  const edits = joined(splices).map(({ start, end, text }) => ({
    range: { start: base + start, end: base + end },
    text,
  }));
  return problems.map((problem) => ({
    ...problem,
    repair: { title: t("frontMatter.fix.toml", "Correct the TOML"), edits },
  }));
}

/** Dates become the text that was written, big integers the nearest number. */
function plain(value: unknown, slot: Slot | undefined, source: string, base: number): unknown {
  if (typeof value === "bigint") return Number(value);
  if (value instanceof TomlDate)
    return slot ? source.slice(slot.value.start - base, slot.value.end - base) : value.toISOString();
  if (Array.isArray(value)) return value.map((item, i) => plain(item, slot?.children?.get(i), source, base));
  if (typeof value !== "object" || value === null) return value;
  const data = record();
  for (const [key, inner] of Object.entries(value)) data[key] = plain(inner, slot?.children?.get(key), source, base);
  return data;
}

/** A slot that is still being filled. */
interface Table extends Slot {
  value: { start: number; end: number };
  readonly children: Map<string | number, Slot>;
}

class Scanner {
  #at = 0;

  constructor(
    readonly source: string,
    readonly base: number,
  ) {}

  document(): Slot {
    const root = this.#table(undefined, 0);
    root.value.end = this.base + this.source.length;
    /** The tables of the last header, from the outermost in: its entries end where theirs do. */
    let current: Table[] = [root];
    for (;;) {
      this.#skipBlank(true);
      const char = this.source[this.#at];
      if (char === undefined) break;
      if (char === "[") current = [root, ...this.#header(root)];
      else this.#entry(current.at(-1) ?? root, false);
      const end = this.base + this.#at;
      for (const table of current) if (table !== root) table.value.end = Math.max(table.value.end, end);
    }
    return root;
  }

  #table(key: Range | undefined, start: number): Table {
    const value = { start: this.base + start, end: this.base + start };
    return { key, value, style: undefined, flow: false, children: new Map() };
  }

  /** `[a.b]` or `[[a.b]]`: makes the tables that are not there yet, and returns them. */
  #header(root: Table): Table[] {
    const start = this.#at;
    const isArray = this.source[this.#at + 1] === "[";
    this.#at += isArray ? 2 : 1;
    const keys = this.#keys();
    this.#skipBlank(false);
    this.#at += isArray ? 2 : 1;
    const path: Table[] = [];
    let table = root;
    for (const [i, { name, range }] of keys.entries()) {
      const last = i === keys.length - 1;
      table = this.#child(table, name, range, start);
      path.push(table);
      if (isArray && last) {
        const item = this.#table(range, start);
        table.children.set(table.children.size, item);
        table = item;
        path.push(table);
      } else {
        // A header below `[[a]]` goes on with its last item.
        const item = table.children.get(table.children.size - 1);
        if (item && table.children.has(0)) {
          table = item as Table;
          path.push(table);
        }
      }
    }
    return path;
  }

  #child(table: Table, name: string, key: Range, start: number): Table {
    const known = table.children.get(name);
    if (known) return known as Table;
    const child = this.#table(key, start);
    table.children.set(name, child);
    return child;
  }

  /** `a.b = value`. */
  #entry(table: Table, inBraces: boolean): void {
    const start = this.#at;
    const keys = this.#keys();
    this.#skipBlank(false);
    this.#at++; // =
    this.#skipBlank(false);
    let parent = table;
    const parents: Table[] = [];
    for (const { name, range } of keys.slice(0, -1)) {
      parent = this.#child(parent, name, range, start);
      parents.push(parent);
    }
    const last = keys.at(-1);
    const slot = this.#value(last?.range, inBraces);
    if (last) parent.children.set(last.name, slot);
    for (const each of parents) each.value.end = slot.value.end;
  }

  #keys(): { name: string; range: Range }[] {
    const keys: { name: string; range: Range }[] = [];
    do {
      this.#skipBlank(false);
      const start = this.#at;
      this.#at = tomlTokenAt(this.source, start).end;
      const written = this.source.slice(start, this.#at);
      keys.push({ name: keyName(written), range: { start: this.base + start, end: this.base + this.#at } });
      this.#skipBlank(false);
    } while (this.source[this.#at] === "." && ++this.#at);
    return keys;
  }

  #value(key: Range | undefined, flow: boolean): Slot {
    const start = this.#at;
    const char = this.source[start];
    let children: Map<string | number, Slot> | undefined;
    let style: Slot["style"] = "plain";
    if (char === '"' || char === "'") {
      this.#at = tomlTokenAt(this.source, start).end;
      style = char === "'" ? "single" : "double";
    } else if (char === "[") {
      style = undefined;
      children = this.#array();
    } else if (char === "{") {
      style = undefined;
      children = this.#inlineTable();
    } else {
      while (!/[\n#,\]}]|^$/.test(this.source[this.#at] ?? "")) this.#at++;
      while (/\s/.test(this.source[this.#at - 1] ?? "")) this.#at--;
    }
    const value = { start: this.base + start, end: this.base + this.#at };
    return { key: key ?? value, value, style, flow, children };
  }

  #array(): Map<number, Slot> {
    const items = new Map<number, Slot>();
    this.#at++;
    for (;;) {
      this.#skipBlank(true);
      const char = this.source[this.#at];
      if (char === "]" || char === undefined) break;
      if (char === ",") this.#at++;
      else items.set(items.size, this.#value(undefined, true));
    }
    this.#at++;
    return items;
  }

  #inlineTable(): Map<string | number, Slot> {
    const table = this.#table(undefined, this.#at);
    this.#at++;
    for (;;) {
      this.#skipBlank(true);
      const char = this.source[this.#at];
      if (char === "}" || char === undefined) break;
      if (char === ",") this.#at++;
      else this.#entry(table, true);
    }
    this.#at++;
    return table.children;
  }

  #skipBlank(overLines: boolean): void {
    while (this.#at < this.source.length) {
      const { kind, end } = tomlTokenAt(this.source, this.#at);
      if (kind !== "space" && !(overLines && (kind === "newline" || kind === "comment"))) return;
      this.#at = end;
    }
  }
}

function keyName(written: string): string {
  if (written.startsWith("'")) return written.slice(1, -1);
  if (!written.startsWith('"')) return written;
  const read = parse(`${written} = 0`);
  return Object.keys(read)[0] ?? "";
}

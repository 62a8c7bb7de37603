/** The front matter of an article and edits to it. */
import { isDeepStrictEqual } from "node:util";
import { t } from "../../platform/i18n.js";
import type { Edit, FrontMatter, FrontMatterProblem, FrontMatterScalar, Path, Range, ScalarStyle } from "../types.js";
import { changed, chunks, extent, lineStart, removalRange, scalarsOf } from "./entries.js";
import { type FenceReader, type Fences, findFences } from "./fence.js";
import { insertionsOf } from "./insertion.js";
import { languages } from "./languages.js";
import { secondBlock } from "./misplaced.js";
import { readBlock } from "./read-block.js";
import { type Slot, withStop } from "./reading.js";
import type { YamlVersion } from "./scalar.js";

export class FrontMatterBlock implements FrontMatter {
  readonly language: string;
  readonly range: Range;
  readonly open: Range;
  readonly content: Range;
  readonly close: Range | undefined;
  readonly problems: readonly FrontMatterProblem[];
  readonly data: Readonly<Record<string, unknown>> | undefined;
  readonly #text: string;
  readonly #root: Slot | undefined;
  readonly #version: YamlVersion;
  readonly #reader: FenceReader | undefined;

  /** @param reader that found the fences: edits are read again with it. */
  constructor(text: string, fences: Fences, version: YamlVersion, reader?: FenceReader) {
    this.language = fences.language;
    this.range = fences.range;
    this.open = fences.open;
    this.content = fences.content;
    this.close = fences.close;
    this.#text = text;
    this.#version = version;
    this.#reader = reader;
    const reading = withStop(readBlock(text, fences, version));
    const second = reading.data && secondBlock(text, fences, reading.data, version);
    this.problems = second ? [...reading.problems, second] : reading.problems;
    this.data = reading.data;
    this.#root = reading.root;
    const { repeated } = reading;
    if (repeated?.size)
      this.problems = this.problems.map((problem) => this.#withRemovalFix(problem, repeated.get(problem)));
  }

  /** An entry that is repeated with the same value gets a fix that removes it. */
  #withRemovalFix(problem: FrontMatterProblem, slot: Slot | undefined): FrontMatterProblem {
    const range = slot && this.#root && !slot.flow ? removalRange(this.#text, this.#root, slot) : undefined;
    const edit = range && this.#verified({ range, text: "" }, this.data);
    return edit
      ? {
          ...problem,
          repair: { title: t("frontMatter.fix.removeEntry", "Remove the identical entry"), edits: [edit] },
        }
      : problem;
  }

  place(path: Path, part: "key" | "value" | "entry"): Range | undefined {
    if (path.length === 0) return part === "key" ? this.open : this.#root && this.content;
    const slot = this.#slot(path);
    if (!slot) return undefined;
    if (part === "value") return slot.value;
    return part === "key" ? (slot.key ?? slot.value) : extent(slot);
  }

  written(path: Path): string | undefined {
    const slot = this.#slot(path);
    return slot && this.#text.slice(slot.value.start, slot.value.end);
  }

  scalarStyle(path: Path): ScalarStyle | undefined {
    const slot = this.#slot(path);
    return slot?.style && slot.style !== "none" ? { style: slot.style, flow: slot.flow } : undefined;
  }

  setString(path: Path, value: string, style?: FrontMatterScalar["style"]): Edit | undefined {
    const slot = this.#slot(path);
    const language = languages.get(this.language);
    return slot && language && this.#replace(slot, language.quote(value, style ?? slot.style, slot.flow));
  }

  setSource(path: Path, source: string): Edit | undefined {
    const slot = this.#slot(path);
    return slot && this.#replace(slot, source);
  }

  renameKey(path: Path, name: string, style?: FrontMatterScalar["style"]): Edit | undefined {
    const slot = this.#slot(path);
    const language = languages.get(this.language);
    if (!slot?.key || !language || typeof path.at(-1) !== "string") return undefined;
    const written = this.#text.slice(slot.key.start, slot.key.end);
    return { range: slot.key, text: language.key(name, style ?? quoteOf(written)) };
  }

  removeEntry(path: Path): Edit | undefined {
    const slot = this.#slot(path);
    const parent = path.length === 1 ? this.#root : this.#slot(path.slice(0, -1));
    const range = slot && parent && removalRange(this.#text, parent, slot);
    return range && this.#verified({ range, text: "" }, changed(this.data, this.#steps(path)));
  }

  setList(path: Path, values: readonly string[]): Edit | undefined {
    const slot = this.#slot(path);
    const language = languages.get(this.language);
    const [key, ...below] = path;
    if (!slot && below.length === 0 && typeof key === "string") return this.#withList(key, values);
    if (!slot || !language) return undefined;
    const expected = changed(this.data, this.#steps(path), { to: [...values] });
    const style = slot.style ?? [...(slot.children?.values() ?? [])][0]?.style ?? "plain";
    const written = values.map((value) => language.quote(value, style, true));
    const list = `[${written.join(", ")}]`;
    if (slot.style !== undefined) {
      const edit = this.#replace(slot, list);
      return edit && this.#verified(edit, expected);
    }
    const old = this.#text.slice(slot.value.start, slot.value.end);
    const isMap = [...(slot.children?.keys() ?? [])].some((key) => typeof key === "string");
    // No edit if a comment could be lost.
    if (!slot.children || isMap || /(?:^|\s)#/.test(old)) return undefined;
    if (old.startsWith("[")) return this.#verified({ range: slot.value, text: list }, expected);
    if (!old.startsWith("-") || values.length === 0) return undefined;
    const indentation = this.#text.slice(lineStart(this.#text, slot.value.start), slot.value.start);
    if (indentation.trim() !== "") return undefined;
    const dash = /^-[ \t]*/.exec(old)?.[0] ?? "- ";
    const lineBreak = /\r\n?|\n/.exec(this.#text)?.[0] ?? "\n";
    const lines = values.map((value) => dash + language.quote(value, style, false));
    return this.#verified({ range: slot.value, text: lines.join(lineBreak + indentation) }, expected);
  }

  /** A new entry. */
  #withList(key: string, values: readonly string[]): Edit | undefined {
    const language = languages.get(this.language);
    if (!language || !this.data || Object.hasOwn(this.data, key)) return undefined;
    const style = this.language === "yaml" ? "plain" : "double";
    const source = `[${values.map((value) => language.quote(value, style, true)).join(", ")}]`;
    const prototype: object | null = Object.getPrototypeOf(this.data);
    const expected = Object.assign(Object.create(prototype), this.data, { [key]: [...values] });
    for (const edit of insertionsOf(this, key, source, this.#text)) if (this.#verified(edit, expected)) return edit;
    return undefined;
  }

  reorder(keys: readonly string[]): Edit | undefined {
    const parts = this.#root && chunks(this.#text, this.content, this.#root);
    if (!parts || parts.length !== keys.length) return undefined;
    const [first, last] = [parts[0], parts.at(-1)];
    if (!first || !last) return undefined;
    const byKey = new Map(parts.map((part) => [part.key, this.#text.slice(part.start, part.end)]));
    let text = "";
    for (const [at, { end }] of parts.entries()) {
      const moved = byKey.get(keys[at] ?? "");
      if (moved === undefined) return undefined;
      text += moved + this.#text.slice(end, parts[at + 1]?.start ?? end);
    }
    return this.#verified({ range: { start: first.start, end: last.end }, text }, this.data);
  }

  scalars(): readonly FrontMatterScalar[] {
    return this.#root ? scalarsOf(this.#text, this.#root, this.data) : [];
  }

  /** The edit, if the changed block can be read and has the expected data. */
  #verified(edit: Edit, expected: unknown): Edit | undefined {
    const { start, end } = edit.range;
    const after = this.#text.slice(0, start) + edit.text + this.#text.slice(end);
    const fences = findFences(after, this.range.start, this.#reader);
    const reading = fences && readBlock(after, fences, this.#version);
    const isAsExpected =
      fences !== undefined &&
      reading !== undefined &&
      reading.problems.length <= this.problems.length &&
      isDeepStrictEqual(reading.data, expected) &&
      after.length - fences.range.end === this.#text.length - this.range.end;
    return isAsExpected ? edit : undefined;
  }

  /** Converts the path so that list indexes are numbers. */
  #steps(path: Path): Path {
    let value: unknown = this.data;
    return path.map((step) => {
      const known = Array.isArray(value) ? Number(step) : String(step);
      value = (value as Record<string | number, unknown> | undefined)?.[known];
      return known;
    });
  }

  /** A value after an empty `key:` needs spaces before it and before a comment. */
  #replace({ style, value }: Slot, source: string): Edit | undefined {
    if (style === undefined) return undefined;
    if (style !== "none") return { range: value, text: source };
    const before = /\S/.test(this.#text[value.start - 1] ?? "") ? " " : "";
    const after = this.#text[value.end] === "#" ? " " : "";
    return { range: value, text: before + source + after };
  }

  #slot(path: Path): Slot | undefined {
    let slot = this.#root;
    for (const step of path) {
      // JSON Pointer steps are strings: "1" may be an index.
      const index = typeof step === "string" && /^(?:0|[1-9]\d{0,8})$/.test(step) ? Number(step) : step;
      slot =
        slot?.children?.get(step) ??
        slot?.children?.get(index) ??
        (typeof step === "number" ? slot?.children?.get(String(step)) : undefined);
    }
    return path.length === 0 ? undefined : slot;
  }
}

const quoteOf = (written: string): Slot["style"] =>
  written.startsWith('"') ? "double" : written.startsWith("'") ? "single" : "plain";

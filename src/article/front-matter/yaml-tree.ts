/** Converts the tree of the package `yaml` to data and the location of every key and value. */
import { isDeepStrictEqual } from "node:util";
import { type Alias, isAlias, isMap, isScalar, isSeq, type Pair, type Scalar, type YAMLMap } from "yaml";
import { t } from "../../platform/i18n.js";
import type { FrontMatterProblem, Range } from "../types.js";
import { limit, maxDepth, maxProblems, record, type Slot, tooDeep } from "./reading.js";
import { readScalar, type YamlVersion } from "./scalar.js";
import { templateWhy } from "./yaml-fixes.js";
import { lostValue } from "./yaml-lost.js";

/** Thrown when the tree exceeds a limit. */
export class LimitError extends Error {
  constructor(readonly problem: FrontMatterProblem) {
    super(problem.message);
  }
}

/** The maximum number of values that aliases may expand to. More is an attack ("billion laughs"). */
const maxAliased = 10_000;

/** Walks the tree of the package once and builds data and slots. */
export class TreeReader {
  readonly duplicates: FrontMatterProblem[] = [];
  readonly repeated = new Map<FrontMatterProblem, Slot>();
  readonly errors: FrontMatterProblem[] = [];
  /** Values that the parser of the site refuses or cuts. */
  readonly lost: FrontMatterProblem[] = [];
  /** The range from a quote that is never closed to the end of its line. */
  openQuote: Range | undefined;
  readonly #anchors = new Map<string, unknown>();
  #aliased = 0;
  /** The outermost alias that is being expanded. */
  #aliasAt: Range | undefined;

  constructor(
    readonly source: string,
    readonly base: number,
    readonly version: YamlVersion,
  ) {}

  node(node: unknown, key: Range | undefined, depth: number, flow: boolean): { value: unknown; slot: Slot } {
    const value = this.#range(node, key);
    if (depth > maxDepth)
      throw new LimitError(tooDeep({ start: value.start, end: Math.min(value.end, value.start + 1) }));
    if (this.#aliasAt && ++this.#aliased > maxAliased)
      throw new LimitError(
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
    if (!this.#aliasAt && this.lost.length < maxProblems) {
      const lost = lostValue(this.source, this.base, this.version, node, value);
      if (lost) this.lost.push(lost);
    }
    const anchor = (node as { anchor?: string } | null)?.anchor;
    if (anchor) this.#anchors.set(anchor, node);
    if (isMap(node)) {
      // Front matter does not use mappings as keys, so this is an unquoted template tag.
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

  /** The parser only supports YAML 1.2; plain scalars of 1.1 are read here. */
  #scalar(node: Scalar): unknown {
    if (this.version !== "1.2" && node.type === "PLAIN" && node.tag === undefined && node.source !== undefined)
      return readScalar(node.source, this.version);
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

  /** The end of the template: after its }} if that is on the same line, otherwise the end of the line. */
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
    const resolved = this.node(target, key, depth + 1, flow);
    this.#aliasAt = outer;
    return { value: resolved.value, slot: { ...resolved.slot, key, value, style: undefined } };
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
          // An empty key is reported at its colon.
          range: { start: keyRange.start, end: Math.max(keyRange.end, keyRange.start + 1) },
          ...(depth === 0 && { repeats: { key: name, value: child.value } }),
        };
        this.duplicates.push(problem);
        if (this.duplicates.length <= maxProblems && isDeepStrictEqual(child.value, data[name]))
          this.repeated.set(problem, child.slot);
      } else {
        data[name] = child.value;
        children.set(name, child.slot);
      }
    }
    // Merge keys of YAML 1.1: own entries win, then the earlier of several sources.
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

  /** The range without trailing whitespace, which the package includes in a block. */
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

/** JSON values, which schemas and rules support. Other values are replaced by their source text. */
function plainValue(value: unknown, source: string | undefined): unknown {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  return source ?? String(value);
}

/** The state of a parse of MDX, and what it finds. */
import type { MarkdownParser } from "@lezer/markdown";
import type { Dialect } from "../types.js";
import type { Failure } from "./mdx-problems.js";
import type { MdxTag } from "./mdx-tag.js";

/** Nodes of MDX. */
export const mdxNodes = {
  tag: "JSXTag",
  expression: "MDXExpression",
  module: "MDXModule",
  math: "Math",
};

/** What MDX allows beyond its own syntax. */
export interface MdxOptions {
  /** Docusaurus also reads HTML comments. */
  readonly htmlComments?: boolean;
  /** Docusaurus also reads ids of headings: `## Title {#id}`. */
  readonly headingIds?: boolean;
  /** Docusaurus and Starlight read `:::note` as the start of a container. */
  readonly containers?: Dialect["containers"];
  /** `$…$` and `$$` with TeX in between are formulas. */
  readonly math?: boolean;
  /** Of these, a plugin for Chinese changes how MDX reads emphasis. */
  readonly emphasis?: Dialect["emphasis"];
}

/** What one parse has found, with offsets of the source. */
export interface MdxFindings {
  /** By their starts. */
  readonly tags: ReadonlyMap<number, MdxTag>;
  /** By their starts; each construct has at most one. */
  readonly failures: ReadonlyMap<number, Failure>;
}

/** The maximum number of constructs with errors, and of characters read of them. The rest of the article is text. */
export const maxMdxFailures = 100;
export const maxMdxFailedCharacters = 1_000_000;

export interface Flow {
  readonly pieces: readonly { readonly node: string; readonly start: number; readonly end: number }[];
  readonly end: number;
}

export class Session implements MdxFindings {
  readonly tags = new Map<number, MdxTag>();
  readonly failures = new Map<number, Failure>();
  readonly imported: string[] = [];
  readonly flows = new Map<number, Flow | undefined>();

  constructor(
    readonly source: string,
    readonly options: MdxOptions,
  ) {}

  #failedCharacters = 0;

  get isFull(): boolean {
    return this.failures.size >= maxMdxFailures || this.#failedCharacters > maxMdxFailedCharacters;
  }

  addTag(tag: MdxTag, base: number): void {
    const moved = { ...tag, start: tag.start + base, end: tag.end + base };
    const attributes = tag.attributes.map(({ name, start, end, value }) => ({
      name,
      start: start + base,
      end: end + base,
      value: value && { start: value.start + base, end: value.end + base },
    }));
    this.tags.set(moved.start, { ...moved, attributes });
  }

  addFailure(start: number, problem: Failure, base: number, characters: number): void {
    this.#failedCharacters += characters;
    if (!this.failures.has(start))
      this.failures.set(start, { ...problem, start: problem.start + base, end: problem.end + base });
  }
}

/** The parser calls the functions below synchronously, without a place for their state. */
let session = new Session("", {});

/** The state of the current parse. */
export const current = (): Session => session;

/** Calls a parser that has the extension. `found` is what its last parse has found. */
export class MdxParse {
  found: MdxFindings = session;
  readonly #parse: (source: string) => Tree;
  readonly #options: MdxOptions;

  constructor(parse: (source: string) => Tree, options: MdxOptions) {
    this.#parse = parse;
    this.#options = options;
  }

  readonly parse = (source: string): Tree => {
    const outer = session;
    session = new Session(source, this.#options);
    this.found = session;
    try {
      return this.#parse(source);
    } finally {
      session = outer;
    }
  };
}

type Tree = ReturnType<MarkdownParser["parse"]>;

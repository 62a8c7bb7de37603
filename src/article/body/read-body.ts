/** What reading a body gives. */
import type { Body, Heading, MarkdownText, Range } from "../types.js";
import type { MarkdownTree } from "./commonmark.js";
import type { Generated, Layout } from "./layout.js";
import type { MarkdownReference } from "./markdown-references.js";
import type { PagePart } from "./page-tags.js";

export interface ReadBody {
  readonly body: Body;
  /** Images and links in Markdown syntax. */
  readonly markdown: readonly MarkdownReference[];
  /** Headings in Markdown syntax. Each call computes them again. */
  headings(): Heading[];
  /** The prose and code ranges. Each call computes them again. */
  layout(): Layout;
  /** The blocks of Markdown. Each call computes them again. */
  markdownText(): MarkdownText;
  /** The elements of the page. Each call computes them again. */
  page(): readonly PagePart[];
  /** Template tags and the expressions of JSX, as file-wide ranges. Each call computes them again. */
  generated(): Generated;
  /** The template tags that are not in code, as file-wide ranges. Each call computes them again. */
  templateTags(): readonly Range[];
  /** The import and export statements of MDX, as file-wide ranges. Each call computes them again. */
  modules(): readonly Range[];
  /** The Markdown tree, with offsets relative to the body. */
  readonly tree?: MarkdownTree | undefined;
  /** Relative to the body: its only HTML block, if that is all of it. Then there is no tree. */
  readonly block?: Range | undefined;
}

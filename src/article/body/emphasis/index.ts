/** Emphasis as programs read it that do not follow CommonMark. */
import type { MarkdownConfig } from "@lezer/markdown";
import type { Dialect } from "../../types.js";
import { cjkFriendly, cjkFriendlyMicromark, micromark } from "./delimiters.js";
import { kramdown } from "./kramdown.js";
import { marked, olderMarked } from "./marked.js";
import { pythonMarkdown } from "./python-markdown.js";
import { readWith } from "./runs.js";

type Program = Exclude<Dialect["emphasis"], "unknown" | undefined>;

export const emphasisOf: Readonly<Record<Program, MarkdownConfig>> = {
  marked: readWith(marked),
  "marked-4": readWith(olderMarked),
  micromark: readWith(micromark),
  "cjk-friendly": readWith(cjkFriendly),
  "cjk-friendly-micromark": readWith(cjkFriendlyMicromark),
  kramdown: readWith(kramdown),
  "python-markdown": readWith(pythonMarkdown),
};

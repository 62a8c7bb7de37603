/** Emphasis as the program of a dialect reads it. */
import type { MarkdownConfig } from "@lezer/markdown";
import type { Dialect } from "../../types.js";
import { cjkFriendly, cjkFriendlyMicromark, micromark } from "./delimiters.js";
import { kramdown } from "./kramdown.js";
import { marked, olderMarked } from "./marked.js";
import { pythonMarkdown } from "./python-markdown.js";
import { readWith, wholeCharacters } from "./runs.js";

type Emphasis = Dialect["emphasis"];

const programs: Readonly<Record<Exclude<Emphasis, "unknown" | undefined>, MarkdownConfig>> = {
  marked: readWith(marked),
  "marked-4": readWith(olderMarked),
  micromark: readWith(micromark),
  "cjk-friendly": readWith(cjkFriendly),
  "cjk-friendly-micromark": readWith(cjkFriendlyMicromark),
  kramdown: readWith(kramdown),
  "python-markdown": readWith(pythonMarkdown),
};

/** The syntax of emphasis. If its program is not known, it is that of CommonMark. */
export const emphasisOf = (emphasis: Emphasis): MarkdownConfig =>
  emphasis === undefined || emphasis === "unknown" ? wholeCharacters : programs[emphasis];

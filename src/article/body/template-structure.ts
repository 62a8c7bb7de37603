/** What the template tags of a body do to the elements in it: alternatives, and tags that bring elements from elsewhere. */
import type { Range, TemplateStructure } from "../types.js";

type Step = "open" | "branch" | "close";

/** Opening, middle and closing tags of blocks with branches: Liquid and Nunjucks, Handlebars, Go, EJS. */
const controls: readonly (readonly [kind: string, patterns: readonly (readonly [Step, RegExp])[]])[] = [
  [
    "liquid",
    [
      ["open", /^\{%[-+~]?\s*(?:if|unless|case|for|tablerow|ifchanged|switch)\b/],
      ["branch", /^\{%[-+~]?\s*(?:else|elsif|elif|elseif|when|default|empty)\b/],
      ["close", /^\{%[-+~]?\s*end(?:if|unless|case|for|tablerow|ifchanged|switch)\b/],
    ],
  ],
  [
    "handlebars",
    [
      ["open", /^\{\{~?#[\w-]/],
      ["branch", /^\{\{~?\s*(?:else\b|\^)/],
      ["close", /^\{\{~?\/[\w-]/],
    ],
  ],
  [
    "go",
    [
      ["open", /^\{\{-?\s*(?:if|with|range|block|define)\s/],
      ["branch", /^\{\{-?\s*else\b/],
      ["close", /^\{\{-?\s*end\s*-?\}\}/],
    ],
  ],
  [
    "ejs",
    [
      ["branch", /^<%[-_]?\s*\}\s*else\b[\s\S]*\{\s*[-_]?%>$/],
      ["open", /^<%[-_]?\s*[^=\s][\s\S]*\{\s*[-_]?%>$/],
      ["close", /^<%[-_]?\s*\}[\s)};]*[-_]?%>$/],
    ],
  ],
];

/** Tags that bring content from other files, which may open and close elements. */
const insert =
  /^(?:\{%[-+~]?\s*(?:include|include_relative|includes|render|import|embed|extends|partial|layout)\b|\{\{-?\s*(?:partial|template|include|block|content)\b|\{\{~?>|<%[-_=]\s*(?:include|partial|render|yield)\b)/;

/** Shortcodes of Hugo. These show one thing. */
const shortcode = /^\{\{[<%]-?\s*(\/?)\s*([\w/.-]+)/;
const inert =
  /^(?:figure|img|image|picture|gallery|video|audio|youtube|vimeo|tweet|x|gist|highlight|instagram|ref|relref|qr|param)$/;
/** Other tags of Liquid, Nunjucks and Hexo that have end tags. */
const liquidTag = /^\{%[-+~]?\s*(end)?([a-z_]\w*)/i;

const none: TemplateStructure = { alternatives: [], containers: [], inserts: [] };

/** Of the template tags of a text, in order. Ranges are relative to the text. */
export function templateStructure(text: string, tags: readonly Range[]): TemplateStructure {
  if (tags.length === 0) return none;
  const alternatives: (readonly Range[])[] = [];
  const containers: Range[] = [];
  const inserts: Range[] = [];
  const blocks: { readonly kind: string; from: number; readonly branches: Range[] }[] = [];
  const named = new Map<string, number[]>();
  for (const range of tags) {
    const { start, end } = range;
    const tag = text.slice(start, end);
    const [kind, step] = controlOf(tag);
    if (step === "open") blocks.push({ kind, from: end, branches: [] });
    else if (step) {
      const at = blocks.findLastIndex((block) => sameKind(block.kind, kind));
      const block = blocks[at];
      if (!block) continue;
      blocks.length = at + 1;
      block.branches.push({ start: block.from, end: start });
      block.from = end;
      if (step === "branch") continue;
      blocks.pop();
      if (block.branches.length > 1) alternatives.push(block.branches);
    } else {
      if (insert.test(tag)) inserts.push(range);
      const [, slash, code = ""] = shortcode.exec(tag) ?? [];
      const [, endWord, word = ""] = liquidTag.exec(tag) ?? [];
      if (code !== "" && !inert.test(code)) inserts.push(range);
      const name = code === "" ? `% ${word}` : code;
      if (code === "" && word === "") continue;
      if (slash || endWord) {
        const from = named.get(name)?.pop();
        if (from !== undefined) containers.push({ start: from, end });
      } else named.set(name, [...(named.get(name) ?? []).slice(-50), start]);
    }
  }
  return { alternatives, containers, inserts };
}

/** `{{ else }}` is the same in Go and Handlebars. */
const sameKind = (open: string, other: string): boolean =>
  open === other || (other === "handlebars" && open === "go") || (other === "go" && open === "handlebars");

function controlOf(tag: string): [kind: string, step: Step | undefined] {
  for (const [kind, patterns] of controls)
    for (const [step, pattern] of patterns) if (pattern.test(tag)) return [kind, step];
  return ["", undefined];
}

/** The text with all branches but the first or but the last one of each block replaced by spaces. */
export function withOneBranch(text: string, { alternatives }: TemplateStructure, keep: "first" | "last"): string {
  const hidden = alternatives.flatMap((branches) => (keep === "first" ? branches.slice(1) : branches.slice(0, -1)));
  let result = "";
  let at = 0;
  for (const { start, end } of hidden.sort((a, b) => a.start - b.start)) {
    if (end <= at) continue;
    result += text.slice(at, Math.max(at, start)) + text.slice(Math.max(at, start), end).replace(/[^\r\n]/g, " ");
    at = end;
  }
  return result + text.slice(at);
}

/** Whether an offset is in a branch that `withOneBranch` hides. */
export const isHiddenBranch = ({ alternatives }: TemplateStructure, keep: "first" | "last", offset: number): boolean =>
  alternatives.some((branches) =>
    (keep === "first" ? branches.slice(1) : branches.slice(0, -1)).some(
      ({ start, end }) => start <= offset && offset < end,
    ),
  );

const loopStart = /^(?:\{%[-+~]?\s*(?:for|tablerow)\b|\{\{-?\s*range\s|\{\{~?#each\b)/;
const blockStart = /^(?:\{%[-+~]?\s*(?:for|tablerow)\b|\{\{-?\s*(?:if|with|range|block|define)\s|\{\{~?#each\b)/;
const loopEnd = /^(?:\{%[-+~]?\s*end(?:for|tablerow)\b|\{\{-?\s*end\s*-?\}\}|\{\{~?\/each\b)/;

/** The content of the outermost loops, whose tags may close what the loop has opened before. */
export function loopsIn(written: string, tags: readonly Range[]): Range[] {
  const loops: Range[] = [];
  const open: { readonly start: number; readonly isLoop: boolean }[] = [];
  for (const { start, end } of tags) {
    const tag = written.slice(start, Math.min(end, start + 100));
    if (blockStart.test(tag)) open.push({ start: end, isLoop: loopStart.test(tag) });
    else if (loopEnd.test(tag)) {
      const block = open.pop();
      if (block?.isLoop && !open.some(({ isLoop }) => isLoop)) loops.push({ start: block.start, end: start });
    }
  }
  return loops;
}

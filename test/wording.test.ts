/** Messages and docs keep to the style guide (docs/writing.md). */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { rules } from "../rules/index.js";
import { catalog } from "../src/locale/zh-CN/index.js";
import { packageRoot } from "../src/platform/package-root.js";
import { allMessages } from "../tools/messages.js";
import { english, faults, wordingProblems } from "../tools/wording.js";

const root = packageRoot();

it("messages use the terms of the glossary, in English and Chinese, and are short", () => {
  expect(wordingProblems(allMessages(), catalog)).toEqual([]);
});

it("rule summaries say what the rule requires, disallows, enforces or reports", () => {
  const odd = rules.filter(({ summary }) => !/^(?:Require|Disallow|Enforce|Report) .*[^.]$/.test(summary));
  expect(odd.map(({ name, summary }) => `${name}: ${summary}`)).toEqual([]);
});

/** Prose without code, quoted test titles and links, in which any word may appear. */
const proseOf = (page: string): string =>
  page
    .replace(/^(`{3,})[\s\S]*?^\1/gm, "")
    .replace(/`[^`\n]*`/g, "")
    .replace(/"[^"\n]*"/g, "")
    .replace(/\]\([^)]*\)/g, "]")
    .replace(/\b[a-z-]+\/[a-z-]+\b/g, "");

const pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md"].concat(
  ["docs", "rules"].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      // The style guide shows the words that it excludes.
      .filter((name) => name.endsWith(".md") && !/zh-CN|docs\/writing\.md/.test(name)),
  ),
);

it("README, docs and rule pages use the terms of the glossary", () => {
  const found = pages.flatMap((page) =>
    proseOf(readFileSync(path.join(root, page), "utf8"))
      .split(/\n\n+/)
      .map((paragraph) => paragraph.replaceAll("\n", " "))
      .flatMap((line) => faults(line, english).map((problem) => `${page}: ${problem}: ${line}`)),
  );
  expect(found).toEqual([]);
});

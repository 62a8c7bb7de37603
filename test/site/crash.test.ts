import { afterEach, beforeEach, expect, it } from "vitest";
import type { FileResult } from "../../src/results.js";
import { defineRule, type SiteEntry } from "../../src/rule.js";
import { run } from "../../src/run/run.js";
import { makeSite, type Site } from "../support/site.js";

let site: Site;
beforeEach(async () => {
  site = await makeSite({ "a.md": "甲\n", "b.md": "乙\n" });
});
afterEach(() => site.remove());

const messages = { seen: (d: { of: number }) => `one of ${d.of}` };

async function results(judge: (entries: readonly SiteEntry<string>[]) => void, summarize = (text: string) => text) {
  const broken = defineRule({
    name: "site/broken",
    summary: "nothing",
    severity: "error",
    messages,
    site: { summarize: ({ text }) => summarize(text), check: judge },
  });
  const sound = defineRule({
    name: "site/sound",
    summary: "nothing",
    severity: "error",
    messages,
    site: {
      summarize: ({ text }) => text.length,
      check(entries, { report }) {
        for (const entry of entries)
          report(entry, "seen", { at: { start: 0, end: entry.summary }, data: { of: entries.length } });
      },
    },
  });
  const files: FileResult[] = [];
  for await (const file of run({ cwd: site.folder, paths: ["."], registry: [broken, sound], noConfig: true }))
    files.push(file);
  return files.map(({ path, violations, errors }) => [path, violations.length, errors.map(({ message }) => message)]);
}

it("a rule that fails at one article is named there, and judges the others", async () => {
  let judged = 0;
  const summarize = (text: string) => {
    if (text.startsWith("乙")) throw new Error("no");
    return text;
  };
  const found = await results((entries) => {
    judged = entries.length;
  }, summarize);
  expect(found).toEqual([
    ["a.md", 1, []],
    ["b.md", 1, ["Rule site/broken crashed on this file and was skipped: no"]],
  ]);
  expect(judged).toBe(1);
});

it("a rule that fails at the judgement is named, and the other rules have their say", async () => {
  const found = await results(() => {
    throw new Error("no");
  });
  expect(found).toEqual([
    ["a.md", 1, ["Rule site/broken crashed when it checked the site and was skipped: no"]],
    ["b.md", 1, []],
  ]);
});

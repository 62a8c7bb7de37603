/**
 * What Hexo makes of articles whose HTML it shows as code, before and after the fix. The pages in the JSON file were
 * recorded from Hexo: the content of each post, built once with `article` and once with `fixed` as its body.
 */
import { type DefaultTreeAdapterMap, parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import shownAsCode from "../../../rules/html/shown-as-code.js";
import type { FilePlan } from "../../../src/config/types.js";
import { fixText } from "../../../src/fix/passes.js";
import { asFixInput, lintText } from "../../../src/run/lint-text.js";
import { run } from "../../../src/run/run.js";
import { makeSite } from "../../support/site.js";
import recorded from "./shown-as-code.hexo.json" with { type: "json" };

const plan: FilePlan = {
  rules: [{ rule: shownAsCode, severity: "error", options: {} }],
  schema: undefined,
  lazyAttributes: [],
  imagesRoot: undefined,
};

const lint = (text: string) =>
  lintText({ path: "a.md", text }, plan, async () => {
    throw new Error("no rule requests facts");
  });

type Node = DefaultTreeAdapterMap["childNode"];

/** The elements and their text as a browser builds them. */
function page(html: string): string {
  const seen: string[] = [];
  const visit = (nodes: readonly Node[], isVerbatim: boolean) => {
    for (const node of nodes)
      if ("tagName" in node) {
        seen.push(`<${node.tagName}>`);
        visit(node.childNodes, isVerbatim || node.tagName === "pre");
        seen.push(`</${node.tagName}>`);
      } else if ("value" in node) seen.push(isVerbatim ? node.value : node.value.replace(/\s+/g, ""));
  };
  visit(parseFragment(html).childNodes, false);
  return seen.join("");
}

describe.each(recorded.articles)(`${recorded.readBy}: $name`, ({ article, fixed, pageBefore, pageAfter }) => {
  it("shows tags as text before the fix", () => {
    expect(pageBefore).toMatch(/<pre><code>[\s\S]*&lt;\/?[a-z]/);
  });

  it("shows the HTML as it was written after the fix, which is safe", async () => {
    const { after, remaining } = await fixText(article, async (now) => asFixInput(await lint(now)), { unsafe: false });
    expect(after).toBe(fixed);
    expect(remaining).toEqual([]);
    expect(page(pageAfter)).toBe(page(article));
  });
});

it("is silent in sites of Jekyll and MkDocs, which read the recorded articles as HTML", async () => {
  const articles = recorded.articles.map(({ name, article }) => [`docs/${name}.md`, article] as const);
  const site = await makeSite({ "mkdocs.yml": "", ...Object.fromEntries(articles) });
  try {
    const rules = { "html/shown-as-code": "error" } as const;
    const request = { cwd: site.folder, paths: ["docs"], registry: [shownAsCode], rules, cache: false } as const;
    for await (const { violations, errors } of run(request)) expect([violations, errors]).toEqual([[], []]);
  } finally {
    await site.remove();
  }
});

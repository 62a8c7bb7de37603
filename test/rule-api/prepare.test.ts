/** What is worked out once: per set of options (`prepare`), and per article (`article.memo`). */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseArticle } from "../../src/article/index.js";
import type { Article } from "../../src/article/types.js";
import { loadPlugin } from "../../src/config/plugins.js";
import type { FilePlan } from "../../src/config/types.js";
import { applyFacts, lint, summarize } from "../../src/lint/index.js";
import { checkSiteGroup, siteGroups } from "../../src/lint/site.js";
import type { ImageFact } from "../../src/probe/types.js";
import { type AnyRule, defineRule } from "../../src/rule.js";

const articleOf = (text: string): Article =>
  parseArticle({ path: "a.html", text }, { bodyLanguage: "html", lazyAttributes: [] });
const planOf = (rule: AnyRule, options: Record<string, unknown> = {}): FilePlan => ({
  rules: [{ rule, severity: "error", options }],
  schema: undefined,
  lazyAttributes: [],
  imagesRoot: undefined,
});
const fact: ImageFact = {
  url: "https://a.example/b.png",
  verdict: "ok",
  reason: undefined,
  detail: "",
  type: undefined,
  declaredType: undefined,
  width: undefined,
  height: undefined,
  bytes: undefined,
  finalUrl: undefined,
  requests: [],
};
const base = { name: "house/words", summary: "Disallow some words", severity: "error" } as const;
const wordsOption = {
  words: { type: "array", items: { type: "string" }, default: [], description: "Words" },
} as const;

describe("prepare", () => {
  it("is called once for all articles and handlers of a plan, with the options", () => {
    const calls: unknown[] = [];
    const seen: string[] = [];
    const rule = defineRule({
      ...base,
      options: wordsOption,
      messages: { found: (d: { where: string }) => d.where },
      prepare(options) {
        calls.push(options);
        return { pattern: new RegExp(options.words.join("|")) };
      },
      source: ({ text }, { prepared }) => void seen.push(`source ${prepared.pattern.test(text)}`),
      element: { img: (_, { prepared }) => void seen.push(`element ${prepared.pattern.source}`) },
      probed: {
        want: "status",
        where: (_, { prepared }) => seen.push(`where ${prepared.pattern.source}`) > 0,
        instead(_, { prepared }) {
          seen.push(`instead ${prepared.pattern.source}`);
          return undefined;
        },
        image: (_, __, { prepared }) => void seen.push(`probed ${prepared.pattern.source}`),
      },
      site: {
        summarize: (_, { prepared }) => ({ source: prepared.pattern.source }),
        check(entries, { prepared }) {
          seen.push(`check ${prepared.pattern.source} of ${entries.map(({ summary }) => summary.source).join()}`);
        },
      },
    });
    const plan = planOf(rule, { words: ["a", "b"] });
    for (const text of ['<img src="https://a.example/b.png">', "x"]) {
      const { factRequests, errors } = lint(articleOf(text), plan);
      expect(errors).toEqual([]);
      applyFacts(
        factRequests,
        factRequests.map(() => fact),
        plan,
        text.length,
      );
    }
    const { summaries } = summarize(articleOf("a"), plan);
    expect(summaries).toEqual({ "house/words": { source: "a|b" } });
    expect(calls).toEqual([{ words: ["a", "b"] }]);
    expect(seen).toEqual(["source true", "element a|b", "where a|b", "instead a|b", "probed a|b", "source false"]);

    const member = { path: "a", shown: "a", linted: true, plan, summarized: [rule.name], textLength: 0 };
    const [group] = siteGroups([{ ...member, summaryOf: (name) => summaries[name] }]);
    if (group) checkSiteGroup(group, []);
    expect(seen.at(-1)).toBe("check a|b of a|b");
  });

  it("is called for each set of options, and for none where no handler reads what it returns", () => {
    const calls: unknown[] = [];
    const rule = defineRule({
      ...base,
      options: wordsOption,
      messages: {},
      prepare: ({ words }) => calls.push(words),
      element: { img: (_, { prepared }) => void expect(prepared).toBe(calls.length) },
    });
    for (const words of [["a"], ["b"]]) {
      const plan = planOf(rule, { words });
      lint(articleOf("no element"), plan);
      for (let time = 0; time < 2; time++) expect(lint(articleOf("<img><img>"), plan).errors).toEqual([]);
    }
    expect(calls).toEqual([["a"], ["b"]]);
  });

  it("that throws, or returns a promise, costs an error in each file and is not called again", () => {
    let calls = 0;
    const thrower = defineRule({
      ...base,
      messages: {},
      prepare(): number {
        calls++;
        throw new Error("no such pattern");
      },
      element: { img: (_, { prepared }) => void prepared.toFixed() },
    });
    const plan = planOf(thrower);
    for (let time = 0; time < 2; time++)
      expect(lint(articleOf("<img><img>"), plan).errors).toEqual([
        { kind: "rule", message: expect.stringContaining("no such pattern") },
      ]);
    expect(calls).toBe(1);

    const later = defineRule({
      ...base,
      messages: {},
      prepare: async () => 1,
      element: { img: (_, { prepared }) => void prepared },
    });
    expect(lint(articleOf("<img>"), planOf(later)).errors).toEqual([
      { kind: "rule", message: expect.stringContaining("promise") },
    ]);
  });

  it("that throws costs one error in a rule that asks for facts, for any number of images and links", () => {
    const thrower = defineRule({
      ...base,
      messages: {},
      prepare(): number {
        throw new Error("no such pattern");
      },
      probed: { want: "status", where: (_, { prepared }) => prepared > 0, image() {} },
      linkProbed: { want: "status", where: () => true, link() {} },
    });
    const text = '<img src="a.png"><img src="b.png"><a href="c.html">c</a><a href="d.html">d</a>';
    const { errors, factRequests } = lint(articleOf(text), planOf(thrower));
    expect(errors).toEqual([{ kind: "rule", message: expect.stringContaining("no such pattern") }]);
    expect(factRequests).toEqual([]);
  });

  it("leaves `prepared` undefined where a rule has none", () => {
    const rule = defineRule({
      ...base,
      messages: {},
      source(_, { prepared }) {
        const none: undefined = prepared;
        expect(none).toBeUndefined();
      },
    });
    expect(lint(articleOf("a"), planOf(rule)).errors).toEqual([]);
  });
});

describe("article.memo", () => {
  it("calls a function once for each article", () => {
    const calls: string[] = [];
    const words = ({ text }: Article): readonly string[] => {
      calls.push(text);
      return text.split(" ");
    };
    const length = ({ text }: Article): number => text.length;
    const [first, second] = [articleOf("a b"), articleOf("c")];
    expect([first.memo(words), first.memo(length), second.memo(words)]).toEqual([["a", "b"], 3, ["c"]]);
    const { memo } = first;
    expect(memo(words)).toBe(first.memo(words));
    expect(new Proxy(first, {}).memo(words)).toBe(first.memo(words));
    expect(calls).toEqual(["a b", "c"]);
  });

  it("keeps `undefined`, and nothing where the function throws", () => {
    const article = articleOf("a");
    let calls = 0;
    const none = (): undefined => {
      calls++;
    };
    article.memo(none);
    article.memo(none);
    expect(calls).toBe(1);
    const thrower = (): number => {
      calls++;
      throw new Error("oh");
    };
    expect(() => article.memo(thrower)).toThrow("oh");
    expect(() => article.memo(thrower)).toThrow("oh");
    expect(calls).toBe(3);
  });
});

describe("a plugin's rule", () => {
  const load = async (more: string) => {
    const folder = await mkdtemp(path.join(tmpdir(), "stet-rule-"));
    try {
      const file = path.join(folder, "house.mjs");
      await writeFile(
        file,
        `export default { name: "house/a", summary: "A", severity: "error", messages: {}, ${more} };`,
      );
      return await loadPlugin(file, "house.mjs", new Set(["image"]));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };

  it("may have prepare, and site with summarize and check", async () => {
    expect(await load("prepare: () => 1, site: { summarize() {}, check() {} }")).toHaveLength(1);
  });

  it("is refused with a prepare that is no function, or a site without check", async () => {
    await expect(load("prepare: 1")).rejects.toThrow("prepare");
    await expect(load("site: { summarize() {}, judge() {} }")).rejects.toThrow('"check"');
  });
});

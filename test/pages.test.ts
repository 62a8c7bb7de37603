/** Every rule has a page, and every page is true: its tables are the code's, its examples run. */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rules as registry } from "../rules/index.js";
import type { GeneratorId } from "../src/generators/index.js";
import { decode } from "../src/load/index.js";
import { useLocale } from "../src/locale/index.js";
import { translate } from "../src/platform/i18n.js";
import type { AnyRule } from "../src/rule.js";
import { lintText } from "../src/run/lint-text.js";
import { schemaFile } from "./schema/support.js";
import { type Example, readExamples } from "./support/page.js";
import { factFor, linkFactFor, planFor } from "./support/rule-tester.js";
import { siteOf } from "./support/site-rule-tester.js";

const root = new URL("../rules/", import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
const named = (ending: string): string[] =>
  files
    // A file whose name begins with "_" is a helper of the rules beside it.
    .filter((path) => path.includes("/") && !path.includes("/_") && path.endsWith(ending))
    .map((path) => path.slice(0, -ending.length))
    .sort();

const names = named(".ts");
const chineseNames = named(".zh-CN.md");

describe("rules", () => {
  it("have a page each, and no page is without its rule", () => {
    expect(named(".md").filter((name) => !name.endsWith(".zh-CN"))).toEqual(names);
    expect(chineseNames.filter((name) => !names.includes(name))).toEqual([]);
  });

  it("have a test each", () => {
    const tests = readdirSync(new URL("rules/", import.meta.url), { recursive: true, encoding: "utf8" });
    for (const name of names) expect(tests.map((path) => path.replaceAll("\\", "/"))).toContain(`${name}.test.ts`);
  });
});

for (const name of names)
  describe(name, async () => {
    const { default: rule } = (await import(new URL(`${name}.ts`, root).href)) as { default: AnyRule };
    const page = readPage(name);
    const examples = readExamples(page);

    it("has the name of its file", () => {
      expect(rule.name).toBe(name);
    });

    it("has a page with its name, its summary and every section", () => {
      const [title, summary] = page.split(/\n\n/);
      expect(title).toBe(`# ${name}`);
      const capital = rule.summary.replace(/^./, (letter) => letter.toUpperCase());
      expect([rule.summary, `${rule.summary}.`, capital, `${capital}.`]).toContain(summary);
      expect([...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
        "Bad",
        "Good",
        "Options",
        "Fixes",
      ]);
    });

    it("has a page with its options and their defaults", () => {
      const text = section(page, "Options");
      const options = Object.entries<{ default: unknown }>(rule.options ?? {});
      if (options.length === 0) {
        expect(text).toBe("None.");
        return;
      }
      const rows = [...text.matchAll(/^\| `(\w+)` +\| (.+?) +\| (.+?) +\|$/gm)].map(([, ...cells]) => cells);
      expect(rows.map(([option]) => option)).toEqual(options.map(([option]) => option));
      for (const [option, { default: value }] of options) {
        const stated = rows.find(([row]) => row === option)?.[1] ?? "";
        if (stated === "see below") expect(listBelow(text), option).toEqual(value);
        else expect(JSON.parse(stated.replace(/^`|`$/g, "")), option).toEqual(value);
      }
    });

    it("has a page that promises the fixes it has", () => {
      const text = section(page, "Fixes");
      const promises = ["Safe", "Unsafe"].filter((word) => new RegExp(`^${word}\\b`, "m").test(text));
      if (rule.fixable === undefined) expect(text).toMatch(/^None\b/);
      else expect(promises[0], text).toBe(rule.fixable === "safe" ? "Safe" : "Unsafe");
      if (rule.fixable !== "safe") expect(promises).not.toContain("Safe");
    });

    it("has bad and good examples on its page", () => {
      expect(examples.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["bad", "good"]));
      for (const { kind, findings } of examples) expect(findings.length > 0, kind).toBe(kind === "bad");
    });

    examples.forEach((example, at) => {
      it(`says of example ${at + 1} on its page what stands there`, async () => {
        const { findings, fixes } = await run(rule, example);
        expect(findings).toEqual(example.findings);
        if (rule.fixable === undefined) expect(fixes).toEqual([]);
        if (rule.fixable === "unsafe") expect(fixes).not.toContain(true);
      });
    });
  });

describe.each(chineseNames)("%s in Chinese", async (name) => {
  const { default: rule } = (await import(new URL(`${name}.ts`, root).href)) as { default: AnyRule };
  const page = readFileSync(new URL(`${name}.zh-CN.md`, root), "utf8").replaceAll("\r\n", "\n");
  const examples = readExamples(page);
  const english = readExamples(readPage(name));
  beforeAll(() => useLocale("zh-CN"));
  afterAll(() => useLocale("en"));

  it("has a page with its name, its summary and every section", () => {
    const [title, summary] = page.split(/\n\n/);
    expect([title, summary]).toEqual([`# ${name}`, `${translate(`${name}.summary`, rule.summary)}。`]);
    const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(["错误示例", "正确示例", "选项", "修复"]);
  });

  it("has the options and fixes of the English page", () => {
    const options = [...section(page, "选项").matchAll(/^\| `(\w+)` +\|/gm)].map(([, option]) => option);
    expect(options).toEqual(Object.keys(rule.options ?? {}));
    if (options.length === 0) expect(section(page, "选项")).toBe("无。");
    const promise = rule.fixable === undefined ? "无" : rule.fixable === "safe" ? "安全" : "不安全";
    expect(section(page, "修复").startsWith(promise), section(page, "修复")).toBe(true);
  });

  it("has the examples of the English page", () => {
    const articles = (all: readonly Example[]) =>
      all.map(({ kind, path, text, articles }) => [kind, path, text, articles]);
    expect(articles(examples)).toEqual(articles(english));
  });

  examples.forEach((example, at) => {
    it(`reports for example ${at + 1} what the page says`, async () => {
      expect((await run(rule, example)).findings).toEqual(example.findings);
    });
  });
});

async function run(rule: AnyRule, example: Example) {
  if (rule.site) return runSite(rule, example);
  const { path, bytes, options, schema, images, links, now, hexo, generator } = example;
  // What is said of directives depends on what the others find.
  const beside = rule.directive ? registry.filter(({ name }) => name !== rule.name) : [];
  const chosen = await planFor(rule, {
    options,
    schema: schema ? schemaFile(schema) : "preset:article",
    otherRules: beside,
    hexo,
    ...(generator !== undefined && { generator: generator as GeneratorId }),
  });
  const plan = { ...chosen, schemaIsChosen: schema !== undefined };
  const { violations: all, errors } = await lintText(
    { path, ...decode(bytes), ...(now && { now: new Date(now) }) },
    plan,
    async (reference) => factFor(reference, { images }),
    async (reference) => linkFactFor(reference, { links }),
  );
  expect(errors).toEqual([]);
  const violations = all.filter((violation) => violation.rule === rule.name);
  return {
    findings: violations.map(({ line, column, message }) => `${line}:${column} ${message}`),
    fixes: violations.flatMap(({ fix }) => (fix ? [fix.safe] : [])),
  };
}

async function runSite(rule: AnyRule, example: Example) {
  const site = await siteOf(rule, example);
  try {
    const results = await site.run();
    expect(results.flatMap(({ errors }) => errors)).toEqual([]);
    const all = results.flatMap(({ path, article, violations }) =>
      violations.map((one) => ({ ...one, place: article === false ? path : `${path}:${one.line}:${one.column}` })),
    );
    return {
      findings: all.map(({ place, message }) => `${place} ${message}`),
      fixes: all.flatMap(({ fix }) => (fix ? [fix.safe] : [])),
    };
  } finally {
    await site.remove();
  }
}

function readPage(name: string): string {
  // A page without its file is told by the test above.
  return files.includes(`${name}.md`) ? readFileSync(new URL(`${name}.md`, root), "utf8").replaceAll("\r\n", "\n") : "";
}

const section = (page: string, heading: string): string =>
  (page.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? "").slice(heading.length).trim();

/** What stands in backticks in the paragraph or list that begins with "The built-in list". */
function listBelow(text: string): string[] {
  const [, list = ""] = /^The built-in list:([\s\S]*?)(?:\n\n(?!-)|$(?![\s\S]))/m.exec(text) ?? [];
  return [...list.matchAll(/`([^`]+)`/g)].map(([, item = ""]) => item);
}

/** What many articles have for one reason is one violation of the report. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lint } from "../../src/index.js";
import { defineRule } from "../../src/rule.js";
import { startPictureServer } from "../support/picture-server.js";
import { makeSite, type Site } from "../support/site.js";
import { article, foldedRun, folder } from "./support.js";

let site: Site;
beforeEach(async () => {
  site = await makeSite();
});
afterEach(() => site.remove());

/** These rules alone. */
const only = {
  preset: "recommended",
  rules: { "site/unique": "off", "site/taxonomy": "off", "site/duplicate-route": "off" },
} as const;

describe("a folder", () => {
  it("with the same violation in nearly all articles has it once", async () => {
    await folder(site, "feed", 10, 9);
    await folder(site, "other", 10, 0);
    const { folded, single, summary } = await foldedRun(site, only);
    expect(single).toEqual([]);
    expect(summary).toMatchObject({ errors: 1, warnings: 0, fixable: 9, articles: 20 });
    expect(folded).toEqual([
      {
        rule: "source/leading-blank",
        messageId: "unknown",
        severity: "error",
        message:
          "Blank lines before the front matter, so Jekyll and generators with gray-matter (such as Eleventy) ignore it. Remove the lines.",
        isExample: false,
        violations: 9,
        articles: 9,
        of: 10,
        folders: [{ path: "feed", articles: 9, of: 10 }],
        feeds: [],
        isEverywhere: false,
        examples: ["00", "01", "02"].map((name) => ({
          path: `feed/${name}.md`,
          line: 1,
          column: 1,
          endLine: 2,
          endColumn: 1,
          range: { start: 0, end: 1 },
          message: expect.stringContaining("Blank line before the front matter"),
        })),
        fixable: 9,
        unsafeFixable: 0,
      },
    ]);
  });

  it("with fewer articles, or a smaller share of them, has each violation", async () => {
    await folder(site, "small", 9, 9);
    await folder(site, "half", 10, 7);
    await folder(site, "other", 10, 0);
    const { folded, single } = await foldedRun(site, only);
    expect(folded).toEqual([]);
    expect(single).toHaveLength(16);
  });

  it("keeps the violations of the same kind that other folders have", async () => {
    await folder(site, "feed", 10, 10);
    await folder(site, "other", 10, 2);
    const { folded, single, summary } = await foldedRun(site, only);
    expect(folded.map(({ articles, folders }) => [articles, folders.map(({ path }) => path)])).toEqual([
      [10, ["feed"]],
    ]);
    expect(single).toEqual(["other/00.md:1 source/leading-blank", "other/01.md:1 source/leading-blank"]);
    expect(summary.errors).toBe(3);
  });

  it("is named once with the others that have the same", async () => {
    await folder(site, "a", 10, 10);
    await folder(site, "b", 20, 20);
    await folder(site, "c", 30, 0);
    const { folded } = await foldedRun(site, only);
    expect(folded).toMatchObject([
      {
        articles: 30,
        of: 30,
        folders: [
          { path: "b", articles: 20, of: 20 },
          { path: "a", articles: 10, of: 10 },
        ],
        isEverywhere: false,
      },
    ]);
    // Of each folder one.
    expect(folded[0]?.examples.map(({ path }) => path)).toEqual(["a/00.md", "b/00.md", "a/01.md"]);
  });

  it("stands for its subfolders if nearly all of them have it, and for the whole run as a special case", async () => {
    for (const name of ["a", "b", "c", "d"]) await folder(site, `posts/${name}`, 10, 10);
    await folder(site, "posts/e", 10, 1);
    const { folded, single } = await foldedRun(site, only);
    expect(single).toEqual([]);
    expect(folded).toMatchObject([
      { articles: 41, of: 50, isEverywhere: true, folders: [{ path: "posts", articles: 41, of: 50 }] },
    ]);
  });

  it("does not stand for a subfolder that has nothing of it, however large the other one is", async () => {
    await folder(site, "posts/a", 40, 40);
    await folder(site, "posts/b", 10, 0);
    const { folded } = await foldedRun(site, only);
    expect(folded).toMatchObject([{ folders: [{ path: "posts/a", articles: 40, of: 40 }] }]);
  });

  it("of articles that have a folder each has it once too", async () => {
    for (let at = 0; at < 12; at++) await site.write(`posts/${at}/index.md`, article({ blank: at < 11 }));
    const { folded, single } = await foldedRun(site, only);
    expect(single).toEqual([]);
    expect(folded).toMatchObject([{ folders: [{ path: "posts", articles: 11, of: 12 }] }]);
  });

  it("counts articles, not violations", async () => {
    await folder(site, "feed", 10, 0);
    await site.write("feed/00.md", article({ body: "<p>一</em></p>\n\n<p>二</em></p>\n".repeat(8) }));
    const { folded, single } = await foldedRun(site, only);
    expect(folded).toEqual([]);
    expect(single.length).toBeGreaterThan(10);
  });

  it("folds each severity of a rule alone", async () => {
    await folder(site, "feed", 10, 10);
    await folder(site, "mild", 10, 10);
    await site.write(
      "stet.config.json",
      JSON.stringify({
        rules: only.rules,
        overrides: [{ files: "mild/**", rules: { "source/leading-blank": "warn" } }],
      }),
    );
    const { folded } = await foldedRun(site, { noConfig: false });
    const kinds = folded.map(({ severity, folders }) => [severity, folders[0]?.path]);
    expect(kinds).toEqual([
      ["error", "feed"],
      ["warning", "mild"],
    ]);
  });
});

describe("a cause", () => {
  const proxied = (at: number) =>
    `<p><img alt="船" src="https://images.weserv.nl/?url=https://origin${at}.example/${at}.png"></p>`;

  it("that ten articles name makes one violation, wherever they are", async () => {
    for (let at = 0; at < 10; at++) await site.write(`${at}/a.md`, article({ body: proxied(at) }));
    for (let at = 10; at < 100; at++) await site.write(`${at}/a.md`, article());
    const { folded, single } = await foldedRun(site, { ...only, rules: { ...only.rules, "image/proxied": "warn" } });
    expect(single).toEqual([]);
    expect(folded).toMatchObject([
      {
        rule: "image/proxied",
        cause: "images.weserv.nl",
        articles: 10,
        of: 100,
        violations: 10,
        message: expect.stringContaining('Images are loaded through the proxy "images.weserv.nl"'),
      },
    ]);
  });

  it("that fewer articles name makes none", async () => {
    for (let at = 0; at < 10; at++) await site.write(`${at}.md`, article({ body: at < 9 ? proxied(at) : "x" }));
    const { folded, single } = await foldedRun(site, { ...only, rules: { ...only.rules, "image/proxied": "warn" } });
    expect(folded).toEqual([]);
    expect(single).toHaveLength(9);
  });

  it("is the host if nothing came from it, otherwise the URL that many articles have", async () => {
    const dead = await startPictureServer({});
    const alive = await startPictureServer({});
    const images = (at: number) =>
      `<p><img alt="船" src="${dead.url(`/gone${at}.png`)}"> <img alt="桥" src="${alive.url("/logo.png")}"> <img alt="门" src="${alive.url("/4x3.png")}"> <img alt="门" src="${alive.url(`/some${at}.png`)}"></p>`;
    for (let at = 0; at < 11; at++) await site.write(`${at}.md`, article({ body: images(at) }));
    try {
      const { folded, single } = await foldedRun(site, {
        offline: false,
        images: { allowPrivate: true },
        preset: "recommended",
        rules: { "image/dimensions": "off", "image/https": "off", "site/unique": "off" },
      });
      const causes = folded.flatMap(({ rule, cause, articles }) =>
        rule === "image/reachable" ? [[rule, cause, articles]] : [],
      );
      expect(causes).toHaveLength(2);
      expect(causes).toContainEqual(["image/reachable", new URL(dead.url("/")).host, 11]);
      expect(causes).toContainEqual(["image/reachable", alive.url("/logo.png"), 11]);
      // Each of them is another one of a host that has others.
      expect(single.filter((one) => one.endsWith("image/reachable"))).toHaveLength(11);
    } finally {
      await dead.close();
      await alive.close();
    }
  });
});

it("a dead host has the name that the articles have, although images.remap requests another one", async () => {
  for (let at = 0; at < 10; at++)
    await site.write(`${at}.md`, article({ body: `<p><img alt="船" src="https://gone.example/${at}.png"></p>` }));
  const { folded } = await foldedRun(site, {
    offline: false,
    // Nothing listens there.
    images: { allowPrivate: true, remap: [{ from: "https://gone.example/", to: "http://127.0.0.1:1/" }] },
    ...only,
  });
  expect(folded).toMatchObject([{ rule: "image/reachable", cause: "gone.example", articles: 10 }]);
});

describe("the message", () => {
  const numbered = (folded: boolean) =>
    defineRule({
      name: "house/numbered",
      summary: "Report every article",
      severity: "warning",
      messages: { found: (d: { at: string }) => `This is ${d.at}.` },
      ...(folded && { folded: { found: () => "This is any of them." } }),
      source({ path }, { report }) {
        report("found", { at: { start: 0, end: 1 }, data: { at: path } });
      },
    });

  it.each([true, false])("is the rule's for all articles, or an example: %s", async (has) => {
    await folder(site, "feed", 10, 0);
    const { folded } = await foldedRun(site, { registry: [numbered(has)], rules: { "house/numbered": "warn" } });
    expect(folded).toMatchObject([
      has ? { message: "This is any of them.", isExample: false } : { message: "This is feed/00.md.", isExample: true },
    ]);
  });
});

describe("the rule's message for many articles", () => {
  const named = defineRule({
    name: "house/named",
    summary: "Report every article",
    severity: "warning",
    messages: { found: (d: { path: string; tool: string; parts: readonly string[] }) => `${d.path} by ${d.tool}` },
    folded: { found: ({ data }) => JSON.stringify(data) },
    source({ path, text }, { report }) {
      const tool = text.includes("second") ? "second" : "first";
      report("found", { at: { start: 0, end: 1 }, data: { path, tool, parts: [] } });
    },
  });
  const message = async () =>
    (await foldedRun(site, { registry: [named], rules: { "house/named": "warn" } })).folded[0]?.message;

  it("gets the data that all of them have, and no other", async () => {
    await folder(site, "feed", 10, 0);
    expect(await message()).toBe('{"tool":"first"}');
    await site.write("feed/10.md", "second");
    expect(await message()).toBe("{}");
  });

  it("names the generator, without which articles are folded by their share all the same", async () => {
    await site.write("_config.yml", "title: 河\n");
    await site.write("package.json", '{"dependencies":{"hexo":"^5.0.0"}}');
    await folder(site, "source/_posts/feed", 10, 9);
    await folder(site, "source/_posts/other", 30, 12);
    const { folded, single } = await foldedRun(site, { ...only, noConfig: false });
    expect(folded).toMatchObject([
      {
        message:
          "Blank line before the front matter. Hexo reads it, but most other generators do not. Remove the line.",
        isExample: false,
        articles: 9,
      },
    ]);
    expect(single).toHaveLength(12);
  });
});

describe("folding", () => {
  it("comes after directives", async () => {
    await folder(site, "feed", 10, 0, "<p>一</em></p>");
    for (let at = 0; at < 3; at++)
      await site.write(
        `feed/0${at}.md`,
        article({ body: "<!-- stet-disable-next-line html/stray-end-tag -- old -->\n<p>一</em></p>" }),
      );
    const { folded, single, summary } = await foldedRun(site, only);
    expect(folded).toEqual([]);
    expect(single).toHaveLength(7);
    expect(summary.suppressed).toBe(3);
  });

  it("leaves each violation if it is off, which is the default of the library", async () => {
    await folder(site, "feed", 10, 10);
    for (const run of [
      await foldedRun(site, { ...only, fold: false }),
      await lint({ ...only, cwd: site.folder, paths: ["."], offline: true, cache: false, noConfig: true }),
    ]) {
      expect(run.folded).toEqual([]);
      expect(run.summary.errors).toBe(10);
    }
  });

  it("follows the configuration of the working directory", async () => {
    await folder(site, "feed", 10, 10);
    for (const fold of [true, false]) {
      await site.write("stet.config.json", JSON.stringify({ fold, rules: only.rules }));
      const { folded } = await foldedRun(site, { noConfig: false, fold: "configured" });
      expect(folded).toHaveLength(fold ? 1 : 0);
    }
    await site.write("stet.config.json", JSON.stringify({ rules: only.rules }));
    await site.write("feed/stet.config.json", JSON.stringify({ fold: false, rules: only.rules }));
    const { folded, notes } = await foldedRun(site, { noConfig: false, fold: "configured" });
    expect(folded).toHaveLength(1);
    expect(notes).toEqual([
      "feed/stet.config.json: fold has no effect here. Set it in the configuration of the folder in which you start stet.",
    ]);
  });

  it("does not hold back the results of a small run", async () => {
    await folder(site, "feed", 9, 9);
    const siteRules = { "site/unique": "off", "site/taxonomy": "off", "site/duplicate-route": "off" } as const;
    const order: string[] = [];
    const { run } = await import("../../src/run/run.js");
    const { rules } = await import("../../rules/index.js");
    const request = { cwd: site.folder, paths: ["."], registry: rules, offline: true, cache: false, noConfig: true };
    const stream = run({ ...request, rules: siteRules, fold: true, onProgress: () => order.push("linted") });
    for (let next = await stream.next(); !next.done; next = await stream.next()) order.push("given");
    expect(order.slice(0, 4)).toEqual(["linted", "given", "linted", "given"]);
  });

  it("says of two threads and of none the same", async () => {
    for (const name of ["a", "b", "c"]) await folder(site, `posts/${name}`, 12, 11);
    const { images: _, links: __, summary: ___, ...one } = await foldedRun(site, { concurrency: "off" });
    const { images: ____, links: _____, summary: ______, ...two } = await foldedRun(site, { concurrency: 2 });
    expect(two.folded).toEqual(one.folded);
    expect(two.files).toEqual(one.files);
  });

  it("folds what remains after fixes", async () => {
    await folder(site, "feed", 10, 10, "<p>一</em></p>");
    const before = await foldedRun(site, only);
    expect(before.folded.map(({ rule }) => rule)).toEqual(["html/stray-end-tag", "source/leading-blank"]);
    const { folded, summary } = await foldedRun(site, { ...only, fix: "safe" });
    expect(folded.map(({ rule }) => rule)).not.toContain("source/leading-blank");
    expect(summary.fixed).toBeGreaterThanOrEqual(10);
    expect(await site.read("feed/09.md")).toMatch(/^---/);
  });
});

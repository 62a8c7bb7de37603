/** What the sources of mdBook 0.5 say about addresses and ids; the program is not run. */
import { describe, expect, it } from "vitest";
import { parseArticle } from "../../src/article/index.js";
import type { ArticleOptions, Dialect } from "../../src/article/types.js";
import { openConfigs } from "../../src/config/index.js";
import { openSites } from "../../src/site/index.js";
import { scratch } from "../support/scratch.js";
import { lintReferences } from "../support/site-references.js";

const { at, put } = scratch("stet-mdbook-");

const book = {
  "book.toml": '[book]\ntitle = "Ferry"\n\n[output.html.redirect]\n"/old.html" = "river/pier.html"\n',
  "src/SUMMARY.md":
    "# Summary\n\n[Start](start.md)\n\n- [River](river/README.md)\n  - [Pier](river/pier.md)\n- [Draft]()\n",
  "src/start.md": "# Start\n",
  "src/river/README.md": "# River\n",
  "src/river/pier.md": "# Pier\n",
  "src/river/notes.md": "# Notes\n",
  "src/river/pier.png": "",
};

async function siteOf(name: string, files: Readonly<Record<string, string>>) {
  for (const [file, text] of Object.entries(files)) put(`${name}/${file}`, text);
  const configs = await openConfigs({ cwd: at(name), registry: [], noConfig: true, preset: "recommended" });
  const from = at(`${name}/src/river/pier.md`);
  const site = openSites().of(await configs.planFor(from));
  const state = async (url: string, about: "link" | "image" = "link") =>
    (await site?.resolve(url, from, { syntax: "markdown", about }))?.state;
  return { site, state };
}

describe("a book of mdBook", () => {
  it("has a page for each chapter of SUMMARY.md, of which the first is the home page, too", async () => {
    const { site } = await siteOf("pages", book);
    const { articles } = (await site?.routes()) ?? { articles: [] };
    const pages = articles.flatMap(({ route }) => (route.state === "page" ? [[route.output, ...route.aliases]] : []));
    expect(pages.sort()).toEqual([["river/index.html"], ["river/pier.html"], ["start.html", "index.html"]]);
  });

  it("reports a chapter in SUMMARY.md that is not there, at its place", async () => {
    const summary = `${book["src/SUMMARY.md"]}- [Gone](river/gone.md)\n- [Other](https://a.example/b.md)\n`;
    for (const [file, text] of Object.entries({ ...book, "src/SUMMARY.md": summary })) put(`gone/${file}`, text);
    const { files } = await lintReferences(at("gone"));
    const found = files.flatMap(({ path, violations }) =>
      violations.flatMap(({ rule, range }) =>
        rule === "link/local" ? [[path, summary.slice(range.start, range.end)]] : [],
      ),
    );
    expect(found).toEqual([["src/SUMMARY.md", "river/gone.md"]]);
  });

  it.each([
    ["nested lists", `${"- ".repeat(60_000)}a`],
    ["brackets", "[".repeat(60_000)],
    [
      "indented lists",
      Array.from({ length: 400 }, (_, depth) => `${"  ".repeat(depth)}- [a](a${depth}.md)`).join("\n"),
    ],
  ])("has unknown pages if SUMMARY.md has too many %s to be read", async (_, text) => {
    const { site } = await siteOf("crafted", {
      ...book,
      "src/SUMMARY.md": `# Summary\n\n[Start](start.md)\n\n${text}\n`,
    });
    expect(await site?.routeOf(at("crafted/src/start.md"))).toMatchObject({
      state: "unknown",
      reason: { why: "file", detail: "SUMMARY.md" },
    });
  });

  it("has the same chapters where lines of SUMMARY.md end in CRLF", async () => {
    const summary = book["src/SUMMARY.md"].replaceAll("\n", "\r\n");
    const { site } = await siteOf("crlf", { ...book, "src/SUMMARY.md": summary });
    const { articles } = (await site?.routes()) ?? { articles: [] };
    const pages = articles.flatMap(({ route }) => (route.state === "page" ? [route.output] : []));
    expect(pages.sort()).toEqual(["river/index.html", "river/pier.html", "start.html"]);
  });

  it("leads links to sources to their pages, and to files that are copied", async () => {
    const { state } = await siteOf("links", book);
    expect(await state("../start.md")).toBe("page");
    expect(await state("README.md")).toBe("page");
    expect(await state("../start.html#start")).toBe("page");
    expect(await state("/old.html")).not.toBe("missing");
    expect(await state("pier.png", "image")).toBe("file");
    expect(await state("notes.md")).toBe("missing");
    expect(await state("gone.md")).toBe("missing");
    expect(await state("gone.png", "image")).toBe("missing");
  });

  it("has no other page with a preprocessor that only draws diagrams", async () => {
    const { state } = await siteOf("mermaid", { ...book, "book.toml": '[preprocessor.mermaid]\ncommand = "x"\n' });
    expect(await state("gone.md")).toBe("missing");
  });

  it("may have any page with a preprocessor of others", async () => {
    const { state } = await siteOf("preprocessor", { ...book, "book.toml": '[preprocessor.i18n]\ncommand = "x"\n' });
    expect(await state("gone.md")).toBe("unknown");
  });

  it("makes ids of letters, digits, underscores and hyphens", () => {
    const dialect: Dialect = { base: "commonmark", headingIdStyle: "mdbook" };
    const options = { lazyAttributes: [], bodyLanguage: undefined, yaml: "1.2", dialect } as unknown as ArticleOptions;
    const ids = (text: string) => parseArticle({ path: "a.md", text }, options).headings.map(({ id }) => id);
    expect(ids("# What's new?\n\n## `code` & more\n\n## 渡口 时间\n\n## A_b\n\n## A_b\n\n## X {#own}\n")).toEqual([
      "whats-new",
      "code--more",
      "渡口-时间",
      "a_b",
      "a_b-1",
      "own",
    ]);
  });
});

/** stet reads Markdown as Astro, Docusaurus, VitePress and MkDocs do: `pages.json` has what their pages show. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { pages } from "./pages/articles.js";
import { pageDifferences } from "./pages/compare.js";
import { docsSites } from "./pages/docs-sites.js";
import type { PageRecording } from "./pages/page.js";

const documentation = readFileSync(path.join(import.meta.dirname, "../../docs/generators.md"), "utf8");

describe.each(docsSites)("$name", (site) => {
  const file = path.join(import.meta.dirname, site.name, "pages.json");
  const recording = JSON.parse(readFileSync(file, "utf8")) as PageRecording;

  it("is recorded for every article", () => {
    expect(Object.keys(recording.pages).sort()).toEqual(Object.keys({ ...pages, ...site.articles }).sort());
  });

  it("shows what stet reads, in all articles but those that are listed", () => {
    const articles = new Set(pageDifferences(recording, site).map((line) => line.split(" ", 1)[0]));
    expect([...articles].sort()).toEqual(Object.keys(site.exceptions).sort());
  });

  it("is a row of docs/generators.md", () => {
    const count = Object.values(recording.pages).filter((page) => !("failed" in page)).length;
    expect(documentation).toContain(
      `| ${recording.generator} | ${site.name} | ${count} | ${count - Object.keys(site.exceptions).length} |`,
    );
  });
});

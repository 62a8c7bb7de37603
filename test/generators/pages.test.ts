/** stet reads Markdown as the real generators do: `pages.json` has what their pages show, see `npm run record:generators`. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { pages } from "./pages/articles.js";
import { pageDifferences } from "./pages/compare.js";
import type { PageRecording } from "./pages/page.js";
import { pageSites } from "./pages/sites.js";

const documentation = readFileSync(path.join(import.meta.dirname, "../../docs/generators.md"), "utf8");

describe.each(pageSites)("$name", (site) => {
  const file = path.join(import.meta.dirname, site.name, "pages.json");
  const recording = JSON.parse(readFileSync(file, "utf8")) as PageRecording;

  it("is recorded for every article", () => {
    expect(Object.keys(recording.pages).sort()).toEqual(Object.keys(pages).sort());
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

/** stet reads front matter as the real generators do: `expected.json` has what they read, see `npm run record:generators`. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { differences, readings } from "./agree.js";
import { articles } from "./articles.js";
import type { Recording } from "./recording.js";

const page = readFileSync(path.join(import.meta.dirname, "../../docs/generators.md"), "utf8");

describe.each(readings)("$name", ({ name, id, settings, version, exceptions }) => {
  const recording = JSON.parse(
    readFileSync(path.join(import.meta.dirname, name, "expected.json"), "utf8"),
  ) as Recording;

  it("is recorded for every article", () => {
    expect(Object.keys(recording.articles).sort()).toEqual(Object.keys(articles).sort());
  });

  it("reads all articles as the real program does", () => {
    expect(differences(recording, { id, settings, version }).sort()).toEqual([...exceptions].sort());
  });

  it("is a row of docs/generators.md", () => {
    const { generator, articles: all } = recording;
    const count = Object.keys(all).length;
    expect(page).toContain(`| ${generator} | ${name} | ${count} | ${count - exceptions.length} |`);
  });
});

/** Files of a site of which the generator makes no articles. */
import { afterEach, describe, expect, it } from "vitest";
import type { RunRequest } from "../../src/run/request.js";
import { run } from "../../src/run/run.js";
import { makeSite, type Site } from "../support/site.js";

let site: Site | undefined;
afterEach(() => site?.remove());

async function checked(files: Readonly<Record<string, string>>, paths: string[], more: Partial<RunRequest> = {}) {
  site = await makeSite(files);
  const stream = run({ cwd: site.folder, paths, registry: [], ...more });
  const found: string[] = [];
  for (;;) {
    const next = await stream.next();
    if (next.done) return { found, notes: next.value.notes };
    found.push(next.value.path);
  }
}

const eleventy = {
  ".eleventy.js": 'module.exports = () => ({ dir: { input: "src", includes: "parts" } });',
  "src/a.md": "甲\n",
  "src/parts/card.html": "<b>\n",
  "src/parts/deep/list.md": "- 甲\n",
  "src/_layouts/base.html": "<html>\n",
  "src/_includes/x.md": "甲\n",
};

const vitepress = {
  ".vitepress/theme/README.md": "甲\n",
  "a.md": "甲\n",
  "parts/template.html": "<Foo/>\n",
  "public/old.html": "<p>甲</p>\n",
};

describe("layouts and includes", () => {
  it("are left out, which a note says once", async () => {
    expect(await checked(eleventy, ["."])).toEqual({
      found: ["src/_includes/x.md", "src/a.md"],
      notes: [
        "3 files were not checked, because Eleventy makes no articles of them (src/_layouts/, src/parts/). To check one, give its path.",
      ],
    });
  });

  it("are checked if their path, or that of their folder, is given", async () => {
    expect(await checked(eleventy, ["src/parts/card.html", "src/parts/deep"])).toEqual({
      found: ["src/parts/card.html", "src/parts/deep/list.md"],
      notes: [],
    });
  });

  it("are checked if nothing is to be ignored, without a generator, and in articles that nobody knows", async () => {
    for (const more of [{ ignore: false }, { generator: "plain" as const }, { untrusted: true }])
      expect((await checked(eleventy, ["src/parts", "src"], more)).found).toHaveLength(5);
  });

  it("are recognized by their names where articles include articles", async () => {
    const files = {
      "docusaurus.config.js": "",
      "docs/a.md": "甲\n",
      "docs/_note.md": "乙\n",
      "docs/_parts/b.md": "丙\n",
    };
    expect(await checked(files, ["."])).toEqual({
      found: ["docs/a.md"],
      notes: [
        "2 files were not checked, because Docusaurus makes no articles of them (docs/_note.md, docs/_parts/). To check one, give its path.",
      ],
    });
  });

  it("have the same name as folders of articles elsewhere", async () => {
    const files = { "hugo.toml": "", "content/layouts/a.md": "甲\n", "layouts/b.html": "<b>\n" };
    expect((await checked(files, ["."])).found).toEqual(["content/layouts/a.md"]);
  });
});

describe("files with an extension that the generator does not read", () => {
  it("are left out, unless it copies them", async () => {
    expect(await checked(vitepress, ["."])).toEqual({
      found: ["a.md", "public/old.html"],
      notes: [
        "2 files were not checked, because VitePress makes no articles of them (.vitepress/, *.html). To check one, give its path.",
      ],
    });
  });

  it("are checked if the extension is configured", async () => {
    expect((await checked(vitepress, ["parts", "a.md"], { extensions: [".html"] })).found).toEqual([
      "parts/template.html",
      "a.md",
    ]);
  });

  it("are the reason if nothing is found", async () => {
    await expect(checked(vitepress, ["parts"])).rejects.toMatchObject({
      hint: "1 file was not checked, because VitePress makes no article of it (*.html). To check it, give its path.",
    });
  });
});

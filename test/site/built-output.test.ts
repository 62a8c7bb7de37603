/** A built site that is newer than the articles says which pages, files and ids there are; problems stay in the sources. */
import { readdir, utimes } from "node:fs/promises";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Route } from "../../src/generators/routes/types.js";
import { lint } from "../../src/index.js";
import { builtOutput } from "../../src/site/built-output.js";
import { makeSite, type Site } from "../support/site.js";

let site: Site | undefined;
afterEach(() => site?.remove());

const sources = {
  "hugo.toml": 'baseURL = "https://boats.example/"\n',
  "content/a.md":
    "---\ntitle: A\n---\n\n[a](/b/#made) [b](/b/#no) [c](/extra/) [d](/extra/#x) [e](/extra/#y) [f](/none/) [g](/old/)\n",
  "content/b.md": "---\ntitle: B\n---\n\nNothing.\n",
};
const built = {
  "public/index.html": "<p>Boats",
  "public/a/index.html": "<p>A",
  "public/b/index.html": '<p id="made">B',
  "public/extra/index.html": '<p id="x">',
};

async function found(
  files: Readonly<Record<string, string>>,
  times: Readonly<Record<string, number>>,
): Promise<string[]> {
  site = await makeSite(files);
  for (const entry of await readdir(site.folder, { recursive: true })) {
    const name = entry.split(path.sep).join("/");
    const rule = Object.keys(times).findLast((prefix) => name.startsWith(prefix));
    const time = new Date(2024, 0, 1, times[rule ?? ""] ?? 0);
    await utimes(path.join(site.folder, entry), time, time);
  }
  const { files: results } = await lint({
    paths: ["content"],
    cwd: site.folder,
    offline: true,
    cache: false,
    noConfig: true,
    concurrency: "off",
    rules: { "link/local": "error", "link/fragment": "error" },
  });
  return results.flatMap(({ path: file, violations }) =>
    violations.filter(({ rule }) => rule.startsWith("link/")).map(({ line, column }) => `${file}:${line}:${column}`),
  );
}

it("counts pages and ids that only the build makes", async () => {
  expect(await found({ ...sources, ...built }, { "": 1, public: 2 })).toEqual([
    "content/a.md:5:19",
    "content/a.md:5:59",
    "content/a.md:5:74",
    "content/a.md:5:86",
  ]);
});

it("does not count pages that an earlier build has left", async () => {
  const left = { ...sources, ...built, "public/old/index.html": "<p>" };
  expect(await found(left, { "": 1, public: 2, "public/old": 0 })).toContain("content/a.md:5:86");
});

it("has no effect if an article is newer", async () => {
  const reported = await found({ ...sources, ...built }, { "": 1, public: 2, "content/b": 3 });
  expect(reported).toContain("content/a.md:5:31");
  expect(reported).toContain("content/a.md:5:5");
});

it.each([
  ["hexo", "db.json"],
  ["jekyll", ".jekyll-metadata"],
  ["hugo", "stet.config.json"],
] as const)(
  "counts in %s although %s is newer, which a build writes last, or which is none of its sources",
  async (id, name) => {
    site = await makeSite({ "content/a.md": "", "public/a/index.html": "<p>", [name]: "{}", "notes.json": "{}" });
    const { folder } = site;
    const at = (file: string, hour: number) =>
      utimes(path.join(folder, file), new Date(2024, 0, 1, hour), new Date(2024, 0, 1, hour));
    for (const file of ["content/a.md", "content", "notes.json"]) await at(file, 1);
    await at("public/a/index.html", 2);
    await at(name, 3);
    const route: Route = { state: "page", url: "/a/", output: "a/index.html", aliases: [] };
    const known = () =>
      builtOutput({ id }, folder, path.join(folder, "public"), { articles: [["content/a.md", route]], copies: [] });
    expect((await known()).builtWhole).toBe(true);
    // Any other file may be a setting.
    await at("notes.json", 3);
    expect(await known()).toEqual({});
  },
);

describe("a built site that is not finished, or that was built with other settings", () => {
  it("does not hide the ids of an article", async () => {
    const files = {
      ...sources,
      ...built,
      "content/b.md": "---\ntitle: B\n---\n\n## Made\n",
      "public/b/index.html": "<p",
    };
    expect(await found(files, { "": 1, public: 2 })).not.toContain("content/a.md:5:5");
  });

  it.runIf(process.platform === "linux")(
    "has no effect where it cannot be read, as a setting may name any folder",
    async () => {
      site = await makeSite({ "content/a.md": "" });
      expect(await builtOutput({ id: "hugo" }, site.folder, "/proc", { articles: [], copies: [] })).toEqual({});
    },
  );

  it("does not say what does not exist", async () => {
    site = await makeSite({ "content/a.md": "", "public/index.html": "<p>", "public/a/index.html": "<p>" });
    const { folder } = site;
    const page = (name: string): [string, Route] => [
      "content/a.md",
      { state: "page", url: `/${name}/`, output: `${name}/index.html`, aliases: [] },
    ];
    const time = new Date(2024, 0, 1);
    for (const name of ["content/a.md", "content"]) await utimes(path.join(folder, name), time, time);
    const isWhole = (name: string) =>
      builtOutput({ id: "hexo" }, folder, path.join(folder, "public"), { articles: [page(name)], copies: [] });
    expect(await isWhole("a")).toEqual({ builtSince: 0, builtWhole: true });
    expect(await isWhole("b")).toEqual({ builtSince: 0, builtWhole: false });
  });
});

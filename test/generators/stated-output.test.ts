/** `site.output` states the folder of the built site, where the configuration of the generator does not. */
import { readdir, utimes } from "node:fs/promises";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { type LintOptions, lint } from "../../src/index.js";
import { makeSite, type Site } from "../support/site.js";

let site: Site | undefined;
afterEach(() => site?.remove());

const config = (output: string, more: object = {}) => ({
  "stet.config.json": JSON.stringify({ site: { output }, ...more }),
});

/** @param later beginning of the paths that are newer than the rest. */
async function found(
  files: Readonly<Record<string, string>>,
  paths: readonly string[],
  { later = "\0", ...options }: Partial<LintOptions> & { readonly later?: string } = {},
) {
  site = await makeSite(files);
  for (const entry of await readdir(site.folder, { recursive: true })) {
    const time = new Date(2024, 0, entry.startsWith(later) ? 2 : 1);
    await utimes(path.join(site.folder, entry), time, time);
  }
  const { files: results, notes } = await lint({
    paths,
    cwd: site.folder,
    offline: true,
    cache: false,
    concurrency: "off",
    ...options,
  });
  const violations = results.flatMap(({ path: file, violations: all }) =>
    all.flatMap(({ rule, message }) => (rule.startsWith("link/") ? [`${file} ${/"(.*?)"/.exec(message)?.[1]}`] : [])),
  );
  return { files: results.map((result) => result.path), violations, notes };
}

const page = (body: string) => `<!DOCTYPE html>\n<title>Boats</title>\n${body}\n`;
const hugo = {
  "hugo.toml": 'baseURL = "https://boats.example/"\n',
  "content/a.md": "---\ntitle: A\n---\n\n[a](/extra/) [b](/none/)\n",
};
const built = {
  "www/index.html": page('<a href="/a/">a</a> <a href="/no/">b</a>'),
  "www/a/index.html": page("A"),
  "www/extra/index.html": page("B"),
};
const rules = { "link/local": "error" } as const;

it("is the truth about addresses if it is newer than the articles", async () => {
  const files = { ...hugo, ...built };
  const without = await found({ ...files, "stet.config.json": "{}" }, ["content"], { later: "www", rules });
  expect(without.violations).toEqual(["content/a.md /extra/", "content/a.md /none/"]);
  await site?.remove();
  const stated = await found({ ...files, ...config("www") }, ["content"], { later: "www", rules });
  expect(stated.violations).toEqual(["content/a.md /none/"]);
});

it("is linted as a built site if its path is given, and left out otherwise", async () => {
  const files = { ...hugo, ...built, ...config("./www/") };
  const given = await found(files, ["www"]);
  expect(given.files).toHaveLength(3);
  expect(given.violations).toEqual(["www/index.html /no/"]);
  await site?.remove();
  const all = await found(files, ["."]);
  expect(all.files).toEqual(["content/a.md"]);
  expect(all.notes.join()).toContain("Hugo makes no articles of them (www/)");
});

it("is a built site of a generator that stet does not know, and of one that the configuration chooses", async () => {
  const files = { "pages/a.md": "# A\n", ...built };
  const unknown = await found({ ...files, ...config("www") }, ["www"]);
  expect(unknown.violations).toEqual(["www/index.html /no/"]);
  await site?.remove();
  const all = await found({ ...files, ...config("www") }, ["."]);
  expect(all.files).toEqual(["pages/a.md"]);
  expect(all.notes.join()).toContain("the site generator makes no articles of them (www/)");
  await site?.remove();
  const chosen = await found({ ...hugo, ...built, ...config("www", { generator: "hugo" }) }, ["www"]);
  expect(chosen.violations).toEqual(["www/index.html /no/"]);
});

it("has no articles: a generator does not read what it has written", async () => {
  const files = {
    ".eleventy.js": "module.exports = {};\n",
    "package.json": '{ "dependencies": { "@11ty/eleventy": "3.1.2" } }',
    "a.md": "[x](/www/extra/) [y](/a/)\n",
    ...built,
  };
  const { violations } = await found({ ...files, ...config("www") }, ["a.md"], { rules });
  expect(violations).toEqual(["a.md /www/extra/"]);
});

it("is not that of another site", async () => {
  const files = Object.entries({ ...hugo, ...built }).flatMap(([name, text]) => [[`one/${name}`, text]]);
  const other = { "two/hugo.toml": "", "two/content/b.md": "---\ntitle: B\n---\n\n[a](/extra/)\n" };
  const all = { ...Object.fromEntries(files), ...other, ...config("one/www") };
  const { violations } = await found(all, ["one/content", "two/content"], { later: "one/www", rules });
  expect(violations).toEqual(["one/content/a.md /none/", "two/content/b.md /extra/"]);
});

it("cannot contain the articles", async () => {
  for (const output of [".", "..", "content/.."]) {
    await site?.remove();
    await expect(found({ ...hugo, ...config(output) }, ["content"])).rejects.toThrow(
      `The folder "${output}" in site.output contains the articles.`,
    );
  }
});

it("hides no article with --untrusted", async () => {
  const files = { ...hugo, ...config("content") };
  const { files: linted, notes } = await found(files, ["content"], { untrusted: true });
  expect(linted).toEqual(["content/a.md"]);
  expect(notes[0]).toBe("--untrusted: ignored site.output in stet.config.json.");
});

import { readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { run } from "./run.js";
import type { FrontMatterRecorder } from "./types.js";

/** Builds each article by itself, because the first that fails ends a build. */
const program = `
import { Eleventy } from "@11ty/eleventy";
import { writeFileSync, mkdirSync, cpSync, utimesSync, rmSync } from "node:fs";
const old = new Date("2001-01-01T00:00:00Z");
const plain = (value) =>
  value instanceof Date ? { date: value.toISOString() } : Array.isArray(value) ? value.map(plain)
  : typeof value === "number" && !Number.isFinite(value) ? { type: String(value) } : value;
const found = {};
for (const article of JSON.parse(process.argv[2])) {
  const folder = "one/" + article;
  mkdirSync(folder, { recursive: true });
  cpSync("articles/" + article + ".md", folder + "/" + article + ".md");
  utimesSync(folder + "/" + article + ".md", old, old);
  try {
    let items = [];
    const eleventy = new Eleventy(folder, "out", {
      quietMode: true,
      config(config) {
        config.addCollection("record", (api) => { items = api.getAll(); return []; });
      },
    });
    eleventy.disableLogger?.();
    const pages = await eleventy.toJSON();
    const [item] = items;
    const page = pages[0];
    if (!item || !page || page.url === false) found[article] = { state: "unpublished" };
    else if (/---|\\+\\+\\+|;;;|"title"|title:/.test(item.rawInput)) found[article] = { state: "text" };
    else {
      const { title, note, tags } = item.data;
      const date = item.date.getTime();
      found[article] = {
        state: "published",
        data: { title: plain(title), note: plain(note), tags: tags && plain(tags) },
        date: Math.abs(date - Date.now()) < 864e5 ? null : date === old.getTime() ? "modified" : item.date.toISOString(),
      };
    }
  } catch (error) {
    let deepest = error;
    while (deepest.originalError ?? deepest.cause) deepest = deepest.originalError ?? deepest.cause;
    found[article] = { state: "failed", error: String(deepest.message ?? deepest).split("\\n", 1)[0].replaceAll(process.cwd(), "") };
  }
}
writeFileSync("record.json", JSON.stringify(found));
process.exit(0);
`;

export const eleventy: FrontMatterRecorder = {
  files: { "package.json": '{"type":"module"}' },
  place: (article) => `articles/${article}.md`,
  async build({ site, from, zone, articles, write }) {
    symlinkSync(path.join(from, "node_modules"), path.join(site, "node_modules"));
    const own = JSON.parse(readFileSync(path.join(from, "node_modules/@11ty/eleventy/package.json"), "utf8"));
    write("record.mjs", program);
    const { status, stderr, stdout } = run(process.execPath, ["record.mjs", JSON.stringify(articles)], site, zone);
    if (status !== 0) throw new Error(stderr + stdout);
    return {
      version: `Eleventy ${own.version}`,
      articles: JSON.parse(readFileSync(path.join(site, "record.json"), "utf8")),
    };
  },
};

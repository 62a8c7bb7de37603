import { readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { run } from "./run.js";
import type { FrontMatterRecorder } from "./types.js";

/** Writes the posts that Hexo publishes, from its database. */
const program = `
const Hexo = require("hexo");
const hexo = new Hexo(process.cwd(), { silent: true });
const errors = {};
hexo.log.error = (...parts) => {
  const text = parts.map((part) => (part && part.err ? part.err : part)).map((part) => String((part && part.message) || part)).join(" ");
  const found = /_posts\\/([\\w-]+)\\.md/.exec(text + parts.map((part) => (Array.isArray(part) ? part.join(" ") : "")).join(" "));
  errors[found ? found[1] : "?"] = text;
};
const plain = (value) =>
  value instanceof Date ? { date: value.toISOString() } : Array.isArray(value) ? value.map(plain) : value === undefined ? undefined : value;
hexo.init().then(() => hexo.load()).then(() => {
  const posts = {};
  hexo.locals.get("posts").each((post) => {
    const date = post.date.valueOf();
    posts[path.basename(post.source, ".md")] = {
      title: plain(post.title),
      note: plain(post.note),
      tags: post.tags.length ? post.tags.map((tag) => tag.name) : undefined,
      has: Object.keys(post).includes("note"),
      date: Math.abs(date - Date.now()) < 864e5 ? null : new Date(date).toISOString(),
      raw: post.raw,
      content: post._content,
    };
  });
  const all = hexo.model("Post").map((post) => path.basename(post.source, ".md"));
  require("fs").writeFileSync("record.json", JSON.stringify({ posts, all, errors }));
});
const path = require("path");
`;

export const hexo: FrontMatterRecorder = {
  files: {
    "_config.yml": "future: false\n",
    "package.json": '{"name":"site","hexo":{"version":""},"dependencies":{"hexo":"*","hexo-renderer-marked":"*"}}',
  },
  place: (article) => `source/_posts/${article}.md`,
  async build({ site, from, zone, articles, write }) {
    symlinkSync(path.join(from, "node_modules"), path.join(site, "node_modules"));
    const own = JSON.parse(readFileSync(path.join(from, "node_modules/hexo/package.json"), "utf8"));
    write("record.cjs", program);
    const { status, stderr, stdout } = run(process.execPath, ["record.cjs"], site, zone);
    if (status !== 0) throw new Error(stderr + stdout);
    const { posts, all, errors } = JSON.parse(readFileSync(path.join(site, "record.json"), "utf8"));
    const read = (article: string) => {
      const post = posts[article];
      if (!post)
        return all.includes(article)
          ? { state: "unpublished" as const }
          : { state: "failed" as const, error: String(errors[article] ?? "").split("\n", 1)[0] ?? "" };
      const isText = /title|---|;;;/.test(post.content) || post.title === "";
      if (isText) return { state: "text" as const };
      const { title, note, tags, date } = post;
      return { state: "published" as const, data: JSON.parse(JSON.stringify({ title, note, tags })), date };
    };
    return {
      version: `Hexo ${own.version}`,
      articles: Object.fromEntries(articles.map((article) => [article, read(article)])),
    };
  },
};

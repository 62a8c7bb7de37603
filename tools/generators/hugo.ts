import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { firstLine, run } from "./run.js";
import type { FrontMatterRecorder } from "./types.js";

const single = `{{ dict "title" .Title "date" (.Date.UTC.Format "2006-01-02T15:04:05.000Z") "params" .Params "raw" .RawContent | jsonify }}`;

export const hugo: FrontMatterRecorder = {
  files: {
    "config.toml":
      'baseURL = "https://ferry.example/"\ndisableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]\n',
    "layouts/_default/single.html": single,
  },
  place: (article) => `articles/${article}.md`,
  // One build for each article: the first that fails ends a build.
  async build({ site, zone, articles, write }) {
    const version = /v[\d.]+/.exec(run("hugo", ["version"], site, zone).stdout)?.[0] ?? "";
    const read = (article: string) => {
      rmSync(path.join(site, "content"), { recursive: true, force: true });
      rmSync(path.join(site, "public"), { recursive: true, force: true });
      write(`content/${article}.md`, readFileSync(path.join(site, `articles/${article}.md`), "utf8"));
      const { status, stdout, stderr } = run("hugo", [], site, zone);
      if (status !== 0) return { state: "failed" as const, error: firstLine(stdout + stderr, site) };
      const page = path.join(site, "public", article.toLowerCase(), "index.html");
      if (!existsSync(page)) return { state: "unpublished" as const };
      const { title, date, params, raw } = JSON.parse(readFileSync(page, "utf8"));
      if (/---|\+\+\+|;;;|"title"|^title:/m.test(raw)) return { state: "text" as const };
      const { note, tags } = params;
      return {
        state: "published" as const,
        data: { ...(title !== "" && { title }), ...("note" in params && { note }), ...(tags && { tags }) },
        date: date.startsWith("0001-") ? null : date,
      };
    };
    return {
      version: `Hugo ${version.slice(1)}`,
      articles: Object.fromEntries(articles.map((article) => [article, read(article)])),
    };
  },
};

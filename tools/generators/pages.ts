/** Builds the articles of `test/generators/pages/` and reads what their pages show. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { articleWith, pages } from "../../test/generators/pages/articles.js";
import { type PageRecording, readPage } from "../../test/generators/pages/page.js";
import { writerIn } from "./run.js";
import type { PageRecorder } from "./types.js";

/** @param only the name of the only article to build; its HTML is printed. */
export async function recordPages(
  recorder: PageRecorder,
  from: string,
  only: string | undefined,
): Promise<PageRecording> {
  const wanted = Object.entries({ ...pages, ...recorder.articles }).filter(([article]) => !only || article === only);
  const site = mkdtempSync(path.join(tmpdir(), "stet-record-"));
  const write = writerIn(site);
  for (const [file, text] of Object.entries(recorder.files)) write(file, text);
  for (const [article, body] of wanted) write(recorder.place(article), articleWith(body));
  try {
    const names = wanted.map(([article]) => article);
    const built = await recorder.build({ site, from, zone: "UTC", articles: names, write });
    if (only) console.log(built.pages[only]);
    const read = (article: string) => {
      const page = built.pages[article] ?? { failed: "no page" };
      return typeof page === "string" ? readPage(page) : page;
    };
    return { generator: built.version, pages: Object.fromEntries(names.map((name) => [name, read(name)])) };
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}

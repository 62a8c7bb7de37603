/** Builds the articles of `test/generators/articles.ts` in two time zones. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { articles } from "../../test/generators/articles.js";
import type { Reading, Recording } from "../../test/generators/recording.js";
import { writerIn } from "./run.js";
import type { FrontMatterRecorder } from "./types.js";

/** The builder's time zones: dates that differ between them depend on the machine. */
const zones = ["UTC", "Asia/Shanghai"];

/** @param only the name of the only article to build. */
export async function recordFrontMatter(
  recorder: FrontMatterRecorder,
  from: string,
  only: string | undefined,
): Promise<Recording> {
  const wanted = Object.entries(articles).filter(([article]) => !only || article === only);
  const recording: { generator: string; articles: Recording["articles"] } = { generator: "", articles: {} };
  for (const zone of zones) {
    const site = mkdtempSync(path.join(tmpdir(), "stet-record-"));
    const write = writerIn(site);
    for (const [file, text] of Object.entries(recorder.files)) write(file, text);
    for (const [article, text] of wanted) write(recorder.place(article), text);
    try {
      const names = wanted.map(([article]) => article);
      const built = await recorder.build({ site, from, zone, articles: names, write });
      recording.generator = built.version;
      for (const article of names) {
        const { date, ...read } = built.articles[article] ?? { state: "unpublished" as const };
        const earlier = recording.articles[article];
        const { dates = [], ...before }: Partial<Reading> = earlier ?? {};
        if (earlier && JSON.stringify(before) !== JSON.stringify(read) && zone === zones.at(-1))
          console.error(`${article} differs in ${zone}: ${JSON.stringify(before)}, ${JSON.stringify(read)}`);
        recording.articles[article] = { ...((earlier ? before : read) as Reading), dates: [...dates, date ?? null] };
      }
    } finally {
      rmSync(site, { recursive: true, force: true });
    }
  }
  for (const [article, { dates, ...read }] of Object.entries(recording.articles))
    recording.articles[article] = dates?.some((date) => date !== null) ? { ...read, dates } : read;
  return { ...recording, zones };
}

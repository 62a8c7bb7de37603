import { existsSync } from "node:fs";
import path from "node:path";
import { runAndKill } from "./killed-run.js";
import type { Killed } from "./localize-kills.js";
import { photo, sharp } from "./sharp.js";
import { makeSite, type Site } from "./site.js";

/** Each round: runs are killed until one ends by itself, then everything is undone. Two articles share each image. */
export async function killedCompressions({
  kills: wanted,
  articles,
}: {
  kills: number;
  articles: number;
}): Promise<Killed> {
  if (!sharp) throw new Error("sharp is not installed");
  const files: Record<string, string | Uint8Array> = {};
  for (let index = 0; index < articles; index++) {
    const { data, raw } = photo(220, 180, index + 1);
    files[`img/${index}.png`] = await sharp(data, { raw }).png().toBuffer();
    files[`${index}.md`] =
      `# ${index}\n\n![a](img/${index}.png)\n\n<img src="img/${(index + 1) % articles}.png" alt="">\n`;
  }
  const site = await makeSite(files);
  const problems: string[] = [];
  let kills = 0;
  try {
    let usual = 3000;
    while (kills < wanted && problems.length === 0) {
      const started = performance.now();
      const killed = await runAndKill(
        site,
        ["compress", "."],
        kills === 0 ? usual * 0.8 : usual * (0.2 + Math.random() * 0.9),
      );
      if (killed) kills++;
      else usual = performance.now() - started;
      problems.push(...(await problemsIn(site, files)));
      if (killed && Math.random() < 0.8) continue;
      const undone = await site.stet(["compress", "--undo"]);
      problems.push(...(await changesIn(site, files)).map((name) => `${name} is not restored: ${undone.stdout}`));
    }
    const last = await site.stet(["compress", "."]);
    if (last.code !== 0) problems.push(`the last run fails: ${last.stderr}${last.stdout}`);
    problems.push(...(await problemsIn(site, files)));
    for (const name of articlesOf(files)) if (/\.png/.test(await site.read(name))) problems.push(`${name} is not done`);
    for (let index = 0; index < articles; index++)
      if (existsSync(path.join(site.folder, `img/${index}.png`))) problems.push(`img/${index}.png is still there`);
  } finally {
    await site.remove();
  }
  return { kills, problems };
}

const articlesOf = (files: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(files).filter((name) => name.endsWith(".md"));

/** Articles that are neither as they were nor as they shall be, and references to files that are not there. */
async function problemsIn(site: Site, files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  const problems: string[] = [];
  for (const name of articlesOf(files)) {
    const now = await site.read(name);
    if (now.replaceAll(".webp", ".png") !== files[name]) problems.push(`${name} is half done: ${now}`);
    for (const [url] of now.matchAll(/img\/[\w.]+/g))
      if (!existsSync(path.join(site.folder, url))) problems.push(`${name}: ${url} is not there`);
  }
  return problems;
}

async function changesIn(site: Site, files: Readonly<Record<string, string | Uint8Array>>): Promise<string[]> {
  const changed: string[] = [];
  for (const name of articlesOf(files)) if ((await site.read(name)) !== files[name]) changed.push(name);
  for (const name of Object.keys(files))
    if (
      !existsSync(path.join(site.folder, name)) ||
      existsSync(path.join(site.folder, name.replace(".png", ".webp")))
    ) {
      if (name.endsWith(".png")) changed.push(name);
    }
  return changed;
}

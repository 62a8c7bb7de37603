import { access, readFile } from "node:fs/promises";
import path from "node:path";
import { runAndKill } from "./killed-run.js";
import { startPictureServer } from "./picture-server.js";
import { makeSite, type Site } from "./site.js";

const localize = ["localize", "--allow-private", "--all", "source/_posts"];

interface Options {
  readonly kills: number;
  readonly articles: number;
}

export interface Killed {
  readonly kills: number;
  /** What was wrong after a kill, or at the end. */
  readonly problems: readonly string[];
}

/** Each round: runs are killed until one ends by itself, then everything is undone. */
export async function killedRuns({ kills: wanted, articles }: Options): Promise<Killed> {
  const server = await startPictureServer();
  const texts = Object.fromEntries(
    Array.from({ length: articles }, (_, index) => [
      `source/_posts/${index}.md`,
      `# ${index}\n\n![a](${server.url(`/${10 + index}x9.png`)})\n\n<img src="${server.url(`/${11 + index}x9.png`)}" alt="">\n`,
    ]),
  );
  const site = await makeSite({
    "package.json": '{"dependencies":{"hexo":"^7.0.0"}}',
    "_config.yml": "title: x\n",
    ...texts,
  });
  const problems: string[] = [];
  let kills = 0;
  try {
    let usual = 2000;
    while (kills < wanted && problems.length === 0) {
      const started = performance.now();
      // A run that is not killed shows how long one takes; most of it is the start of the program.
      const after = kills === 0 ? undefined : usual * (0.2 + Math.random() * 0.9);
      const killed = await runAndKill(site, localize, after ?? usual * 0.8);
      if (killed) kills++;
      else usual = performance.now() - started;
      problems.push(...(await problemsIn(site, texts, server.url("/"))));
      if (killed) continue;
      const undone = await site.stet(["localize", "--undo"]);
      for (const [name, text] of Object.entries(texts))
        if ((await site.read(name)) !== text) problems.push(`${name} is not restored: ${undone.stdout}`);
    }
    const last = await site.stet(["localize", "--allow-private", "--all", "source/_posts"]);
    if (last.code !== 0) problems.push(`the last run fails: ${last.stderr}${last.stdout}`);
    problems.push(...(await problemsIn(site, texts, server.url("/"))));
    for (const name of Object.keys(texts))
      if ((await site.read(name)).includes(server.url("/"))) problems.push(`${name} is not done`);
  } finally {
    await site.remove();
    await server.close();
  }
  return { kills, problems };
}

/** Articles that are neither as they were nor as they shall be, and references to files that are not there. */
async function problemsIn(site: Site, texts: Readonly<Record<string, string>>, remote: string): Promise<string[]> {
  const problems: string[] = [];
  for (const [name, text] of Object.entries(texts)) {
    const now = await readFile(path.join(site.folder, name), "utf8");
    if (now === text) continue;
    const local = [...now.matchAll(/\/images\/[\w.]+/g)].map(([url]) => url);
    if (local.length !== 2 || now.includes(remote)) problems.push(`${name} is half done: ${now}`);
    for (const url of local) {
      const there = await access(path.join(site.folder, "source", url)).then(
        () => true,
        () => false,
      );
      if (!there) problems.push(`${name}: ${url} is not there`);
    }
  }
  return problems;
}

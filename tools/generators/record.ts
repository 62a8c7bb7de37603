/**
 * Builds the articles of `test/generators/articles.ts` with a real generator and writes what it reads into
 * `test/generators/NAME/expected.json`. It installs nothing; see `--help`.
 */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { articles } from "../../test/generators/articles.js";
import type { Reading, Recording } from "../../test/generators/recording.js";
import { eleventy } from "./eleventy.js";
import { hexo } from "./hexo.js";
import { hugo } from "./hugo.js";
import { jekyll } from "./jekyll.js";
import { astro, docusaurus, mkdocs, vitepress } from "./libraries.js";
import { recordReferences } from "./references.js";
import { recordRoutes, routeRecorders, writtenRoutes } from "./routes.js";
import { sites } from "./sites.js";
import type { Recorder } from "./types.js";

const recorders: Readonly<Record<string, Recorder>> = {
  hexo,
  "hexo-5": { ...hexo, install: "npm install hexo@5 hexo-renderer-marked@4" },
  "hexo-timezone": { ...hexo, files: { ...hexo.files, "_config.yml": "future: false\ntimezone: Asia/Shanghai\n" } },
  jekyll,
  hugo,
  eleventy,
  astro,
  docusaurus,
  vitepress,
  mkdocs,
};

const help = `npm run record:generators -- NAME [--from FOLDER] [--only ARTICLE]
npm run record:generators -- NAME --references [--from FOLDER]

  NAME                one of ${Object.keys(recorders).join(", ")}
  --from FOLDER       the folder in which the generator is installed, if it comes from npm
  --only ARTICLE      print the reading of one article and write nothing
  --references        build the fixture site instead, and write where its links and images lead; NAME is one of
                      ${Object.keys(sites).join(", ")}
  --routes            build the site of test/generators/sites/ and write the addresses of its pages into
                      test/generators/NAME/routes.json; NAME is one of
                      ${Object.keys(routeRecorders).join(", ")}

How to install each generator:
${Object.entries(recorders)
  .map(([name, { install }]) => `  ${name.padEnd(18)}${install}`)
  .join("\n")}
`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: "string" },
    only: { type: "string" },
    references: { type: "boolean", default: false },
    routes: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const [name = ""] = positionals;
if (options.references && Object.hasOwn(sites, name)) {
  recordReferences(name, path.resolve(options.from ?? "."));
  process.exit();
}
if (options.routes && Object.hasOwn(routeRecorders, name)) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
  const file = path.join(root, "test/generators", name, "routes.json");
  const recorded = recordRoutes(name, path.resolve(options.from ?? "."));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, writtenRoutes(recorded));
  console.log(
    `${recorded.generator}: ${Object.keys(recorded.articles).length} articles, written to ${path.relative(process.cwd(), file)}`,
  );
  process.exit(0);
}
const isArticles = !options.references && !options.routes;
const recorder = isArticles && Object.hasOwn(recorders, name) ? recorders[name] : undefined;
if (options.help || !recorder || (/^npm /.test(recorder.install) && !options.from)) {
  console.log(help);
  process.exit(options.help ? 0 : 2);
}

/** The builder's time zones: dates that differ between them depend on the machine. */
const zones = ["UTC", "Asia/Shanghai"];
/** The modification time of all articles. */
const old = new Date("2001-01-01T00:00:00Z");

const wanted = Object.entries(articles).filter(([article]) => !options.only || article === options.only);
const recording: { generator: string; articles: Recording["articles"] } = { generator: "", articles: {} };
for (const zone of zones) {
  const site = mkdtempSync(path.join(tmpdir(), "stet-record-"));
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(site, file)), { recursive: true });
    writeFileSync(path.join(site, file), text);
    utimesSync(path.join(site, file), old, old);
  };
  for (const [file, text] of Object.entries(recorder.files)) write(file, text);
  for (const [article, text] of wanted) write(recorder.place(article), text);
  try {
    const names = wanted.map(([article]) => article);
    const built = await recorder.build({ site, from: path.resolve(options.from ?? "."), zone, articles: names, write });
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
if (options.only) console.log(JSON.stringify(recording, undefined, 2));
else {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
  const file = path.join(root, "test/generators", name, "expected.json");
  mkdirSync(path.dirname(file), { recursive: true });
  const lines = Object.entries(recording.articles).map(
    ([article, read]) => `    ${JSON.stringify(article)}: ${JSON.stringify(read)}`,
  );
  writeFileSync(
    file,
    `{\n  "generator": ${JSON.stringify(recording.generator)},\n  "zones": ${JSON.stringify(zones)},\n  "articles": {\n${lines.join(",\n")}\n  }\n}\n`,
  );
  console.log(`${recording.generator}: ${lines.length} articles, written to ${path.relative(process.cwd(), file)}`);
}

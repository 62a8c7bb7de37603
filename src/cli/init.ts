/** `stet init`: creates a configuration from the files in the folder and the user's answers. */

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { configFileIn } from "../config/file.js";
import { defaultExtensions } from "../config/index.js";
import { presetNames, presets } from "../config/presets.js";
import type { Config } from "../config/types.js";
import { UserError } from "../platform/errors.js";
import { t, translate } from "../platform/i18n.js";
import { exists } from "../platform/paths.js";
import { clauses } from "../report/count.js";
import { type CrawledArticles, crawledArticles } from "./init-articles.js";
import {
  extensionsFor,
  type FoundSite,
  findSites,
  folderToCheck,
  hasArticles,
  usualFolders,
} from "./init-generator.js";
import { stetIn, writeHook } from "./init-hook.js";

const presetFor = (found: FoundSite | undefined, articles: string | undefined): string =>
  found?.site.profile.init.preset ?? (articles === "docs" ? "markdown-docs" : "recommended");

export interface InitArguments {
  readonly yes: boolean;
  readonly hook: boolean;
}

export async function initCommand({ yes, hook }: InitArguments): Promise<void> {
  const folder = process.cwd();
  const existing = await configFileIn(folder);
  // A site that has a configuration can still get a hook.
  if (existing === undefined) await createConfig(folder, yes);
  else if (!hook)
    throw new UserError(
      t("cli.init.exists", "A configuration already exists: {file}.", {
        file: path.basename(existing),
      }),
      t("cli.init.editOrDelete", "Edit that file, or delete it first."),
    );
  if (hook)
    print(
      t("cli.init.hookWritten", "Created {file}: checks and fixes the staged articles before each commit.", {
        file: await writeHook(folder),
      }),
    );
}

const print = (text: string) => process.stdout.write(`${text}\n`);

async function createConfig(folder: string, yes: boolean): Promise<void> {
  const sites = await findSites(folder);
  const [found] = sites.length === 1 ? sites : [];
  print(detected(sites));
  const articles = found ? found.articles : sites.length > 1 ? "." : await first(folder, usualFolders);
  const crawled = await crawledArticles(folder, articles ?? ".");
  if (crawled) print(crawledWords(crawled));
  const preset = crawled ? "rss-archive" : presetFor(found, articles);
  const answers = yes
    ? { articles: articles ?? ".", preset, root: found?.root ?? "" }
    : await askQuestions(folder, { articles, preset, root: found?.root ?? "" });
  const file = path.join(folder, "stet.config.json");
  const extensions = await extensionsFor(folder, answers.articles, found);
  const config = await configFor(folder, found, answers, extensions);
  // `wx`: never overwrite a file that was created meanwhile.
  await writeFile(file, `${JSON.stringify(config, undefined, 2)}\n`, { flag: "wx" });
  print(t("cli.init.written", "Created stet.config.json: {settings}.", { settings: summary(answers, config, found) }));
  print(await nextStep(folder, answers.articles, extensions ?? defaultExtensions, found));
}

function detected(sites: readonly FoundSite[]): string {
  const [first, second] = sites;
  if (!first) return t("cli.init.noGenerator", "No site generator detected.");
  const nameOf = ({ site, prefix }: FoundSite) =>
    prefix === "" ? site.profile.name : `${site.profile.name} (${prefix})`;
  return second
    ? t("cli.init.generators", "Detected site generators: {names}.", { names: sites.map(nameOf).join(", ") })
    : t("cli.init.generator", "Detected site generator: {name}.", { name: nameOf(first) ?? "" });
}

/** A command that finds articles. Without any, it says so. */
async function nextStep(
  folder: string,
  articles: string,
  extensions: readonly string[],
  found: FoundSite | undefined,
): Promise<string> {
  const { shown: stet } = await stetIn(folder);
  const checked = await folderToCheck(folder, articles, extensions, found);
  const data = { command: stet, articles: /\s/.test(checked) ? `"${checked}"` : checked };
  if (await hasArticles(folder, checked, extensions, found))
    return t("cli.init.next", "Next: {command} {articles}", data);
  return (await hasArticles(folder, ".", extensions, found))
    ? t("cli.init.next", "Next: {command} {articles}", { command: stet, articles: "." })
    : t("cli.init.nextLater", "There are no articles in {articles} yet. When there are: {command} {articles}", data);
}

const crawledWords = ({ reasons }: CrawledArticles): string =>
  t(
    "cli.init.crawled",
    "The articles look as if a feed crawler wrote them, so stet suggests the preset rss-archive. Signs: {reasons}.",
    { reasons },
  );

interface Suggested {
  readonly articles: string | undefined;
  readonly preset: string;
  readonly root: string;
}

interface InitAnswers {
  readonly articles: string;
  readonly preset: string;
  /** `""`: not specified. */
  readonly root: string;
}

async function configFor(
  folder: string,
  found: FoundSite | undefined,
  { articles, preset, root }: InitAnswers,
  extensions: readonly string[] | undefined,
) {
  const grammar = "node_modules/stet/schemas/config.schema.json";
  const glob = articles === "." ? "**" : `${articles}/**`;
  const { id, init } = found?.site.profile ?? {};
  const ignores: string[] = [];
  for (const line of found?.ignores ?? []) if (await exists(path.join(folder, line))) ignores.push(line);
  const config: Config = {
    ...((await exists(path.join(folder, grammar))) && { $schema: `./${grammar}` }),
    extends: `stet:${preset}`,
    ...(id && { generator: id }),
    ...(extensions && { extensions: [...extensions] }),
    ...(ignores.length > 0 && { ignores }),
    ...(init?.schema && { schemas: { [glob]: init.schema } }),
    ...(root !== "" && { images: { root } }),
  };
  return config;
}

function summary(
  { preset }: InitAnswers,
  { schemas, images, extensions }: Config,
  found: FoundSite | undefined,
): string {
  const { timezone } = found?.site.settings ?? {};
  const { name } = found?.site.profile ?? {};
  return clauses([
    t("cli.init.preset", "preset {preset}", { preset }),
    ...(schemas && name ? [t("cli.init.frontMatter", "front matter of {name}", { name })] : []),
    ...(extensions ? [t("cli.init.extensions", "files {extensions}", { extensions: extensions.join(", ") })] : []),
    ...(typeof timezone === "string" && timezone !== ""
      ? [t("cli.init.timezone", "dates without a time zone are in {timezone}", { timezone })]
      : []),
    ...(images?.root !== undefined
      ? [t("cli.init.root", "/a.png refers to {file}", { file: path.posix.join(images.root, "a.png") })]
      : []),
  ]);
}

async function first(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) if (await exists(path.join(folder, name))) return name;
  return undefined;
}

async function askQuestions(folder: string, { articles, preset, root }: Suggested): Promise<InitAnswers> {
  const input = createInterface({ input: process.stdin });
  const lines = input[Symbol.asyncIterator]();
  const question = async (text: string, standard: string, wrong: (answer: string) => Promise<string | undefined>) => {
    for (;;) {
      process.stdout.write(`${text} [${standard || t("cli.init.none", "none")}] `);
      const { value, done } = await lines.next();
      if (done)
        throw new UserError(
          t("cli.init.noAnswer", "Standard input ended before all questions were answered."),
          t("cli.init.addYes", "Use --yes to accept all suggestions."),
        );
      const answer = String(value).trim() || standard;
      const problem = await wrong(answer);
      if (problem === undefined) return answer;
      process.stdout.write(`${problem}\n`);
    }
  };
  const isFolder = async (name: string) =>
    name === "" || (await exists(path.join(folder, name)))
      ? undefined
      : t("cli.init.folderNotFound", "Folder {name} not found.", { name });
  try {
    const where = await question(t("cli.init.askArticles", "Where are the articles?"), articles ?? ".", isFolder);
    for (const { name, summary } of presets)
      process.stdout.write(`  ${name}: ${translate(`presets.${name}`, summary)}\n`);
    const chosen = await question(t("cli.init.askPreset", "Which preset?"), preset, async (name) =>
      presetNames.includes(name)
        ? undefined
        : t("cli.init.presets", "The presets are {presets}.", { presets: presetNames.join(", ") }),
    );
    const base = await question(
      t("cli.init.askRoot", "Which folder do image paths such as /a.png refer to?"),
      root,
      isFolder,
    );
    return { articles: tidy(where), preset: chosen, root: base === "" ? "" : tidy(base) };
  } finally {
    input.close();
  }
}

/** `./posts/` as `posts`. */
const tidy = (folder: string): string => path.posix.normalize(folder.replaceAll("\\", "/")).replace(/(?<=.)\/$/, "");

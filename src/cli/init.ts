/** `stet init`: creates a configuration from the files in the folder and the user's answers. */

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { configFileIn } from "../config/file.js";
import { presetNames, presets } from "../config/presets.js";
import type { Config } from "../config/types.js";
import { readSettings } from "../platform/disk.js";
import { UserError } from "../platform/errors.js";
import { t, translate } from "../platform/i18n.js";
import { exists } from "../platform/paths.js";
import { clauses } from "../report/count.js";
import { type CrawledArticles, crawledArticles } from "./init-articles.js";

interface Generator {
  readonly name: string;
  /** Any of these files or folders identifies the generator, if all of `needs` exist too. */
  readonly files: readonly string[];
  readonly needs?: string;
  readonly dependency?: string;
  /** The possible folders of articles; the first one that exists is used. */
  readonly articles: readonly string[];
  /** The folder for root-relative URLs like `/a.png`. */
  readonly root: string;
  readonly preset: string;
  readonly schema?: string;
  readonly yaml?: "1.1";
  /** Dates without a zone use `timezone` in `_config.yml`, if it is set. */
  readonly hasTimezone?: true;
  /** Its Markdown reads an HTML element up to its end tag, also across blank lines. */
  readonly readsWholeElements?: true;
}

/** The folders of each generator, according to its documentation. The first match is used. */
const generators: readonly Generator[] = [
  {
    // https://hexo.io/docs/setup, https://hexo.io/docs/configuration
    name: "Hexo",
    files: ["_config.yml"],
    needs: "source/_posts",
    dependency: "hexo",
    articles: ["source/_posts", "source"],
    root: "source",
    preset: "recommended",
    schema: "preset:hexo",
    hasTimezone: true,
  },
  {
    // https://jekyllrb.com/docs/structure/
    name: "Jekyll",
    files: ["_config.yml", "_config.toml"],
    needs: "_posts",
    articles: ["_posts"],
    root: ".",
    preset: "recommended",
    schema: "preset:jekyll",
    yaml: "1.1",
    hasTimezone: true,
    // https://kramdown.gettalong.org/syntax.html#html-blocks
    readsWholeElements: true,
  },
  {
    // https://gohugo.io/configuration/introduction/#configuration-file
    name: "Hugo",
    files: ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default", "config.toml", "config.yaml"],
    needs: "content",
    articles: ["content"],
    root: "static",
    preset: "recommended",
    schema: "preset:hugo",
  },
  {
    // https://docs.astro.build/en/basics/project-structure/
    name: "Astro",
    files: ["astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.cjs", "astro.config.mts"],
    dependency: "astro",
    articles: ["src/content", "src/pages"],
    root: "public",
    preset: "recommended",
    schema: "preset:astro",
  },
  {
    // https://vitepress.dev/reference/site-config#config-resolution
    name: "VitePress",
    files: ["docs/.vitepress", ".vitepress"],
    dependency: "vitepress",
    articles: ["docs", "."],
    root: "docs/public",
    preset: "markdown-docs",
  },
  {
    // https://docusaurus.io/docs/configuration
    name: "Docusaurus",
    files: ["docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs"],
    dependency: "@docusaurus/core",
    articles: ["docs", "."],
    root: "static",
    preset: "markdown-docs",
  },
  {
    // https://www.mkdocs.org/user-guide/configuration/
    name: "MkDocs",
    files: ["mkdocs.yml", "mkdocs.yaml"],
    articles: ["docs"],
    root: "docs",
    preset: "markdown-docs",
    readsWholeElements: true,
  },
  {
    // https://rust-lang.github.io/mdBook/format/configuration/index.html
    name: "mdBook",
    files: ["book.toml"],
    articles: ["src"],
    root: "src",
    preset: "markdown-docs",
  },
];

/** Article folders to try without a known generator. */
const usual = ["content", "posts", "articles", "docs"];

const presetFor = (generator: Generator | undefined, articles: string | undefined): string =>
  generator?.preset ?? (articles === "docs" ? "markdown-docs" : "recommended");

export async function initCommand({ yes }: { readonly yes: boolean }): Promise<void> {
  const folder = process.cwd();
  const existing = await configFileIn(folder);
  if (existing !== undefined)
    throw new UserError(
      t("cli.init.exists", "A configuration already exists: {file}.", {
        file: path.basename(existing),
      }),
      t("cli.init.editOrDelete", "Edit that file, or delete it first."),
    );
  const generator = await detect(folder);
  const print = (text: string) => process.stdout.write(`${text}\n`);
  print(
    generator
      ? t("cli.init.generator", "Detected site generator: {name}.", { name: generator.name })
      : t("cli.init.noGenerator", "No site generator detected."),
  );
  const articles = await first(folder, generator?.articles ?? usual);
  const crawled = await crawledArticles(folder, articles ?? ".");
  if (crawled) print(crawledWords(crawled));
  const preset = crawled ? "rss-archive" : presetFor(generator, articles);
  const answers = yes
    ? { articles: articles ?? ".", preset, root: await rootOf(folder, generator) }
    : await askQuestions(folder, generator, articles, preset);
  const file = path.join(folder, "stet.config.json");
  const timezone = generator?.hasTimezone && (await timezoneIn(path.join(folder, "_config.yml")));
  const config = await configFor(folder, generator, answers, timezone);
  // `wx`: never overwrite a file that was created meanwhile.
  await writeFile(file, `${JSON.stringify(config, undefined, 2)}\n`, { flag: "wx" });
  print(
    t("cli.init.written", "Created stet.config.json: {settings}.", {
      settings: summary(answers, config, generator, timezone),
    }),
  );
  // If stet is a dependency of the site, it is not in the shell's PATH.
  const stet = (await exists(path.join(folder, "node_modules/.bin/stet"))) ? "npx stet" : "stet";
  print(
    t("cli.init.next", "Next: {command} {articles}", {
      command: stet,
      articles: /\s/.test(answers.articles) ? `"${answers.articles}"` : answers.articles,
    }),
  );
}

const crawledWords = ({ reasons }: CrawledArticles): string =>
  t(
    "cli.init.crawled",
    "The articles look as if a feed crawler wrote them, so stet suggests the preset rss-archive. Signs: {reasons}.",
    { reasons },
  );

interface InitAnswers {
  readonly articles: string;
  readonly preset: string;
  /** `""`: not specified. */
  readonly root: string;
}

async function configFor(
  folder: string,
  generator: Generator | undefined,
  { articles, preset, root }: InitAnswers,
  timezone: string | undefined,
) {
  const grammar = "node_modules/stet/schemas/config.schema.json";
  const glob = articles === "." ? "**" : `${articles}/**`;
  const rules: Config["rules"] = {
    ...(timezone && { "front-matter/date": ["warn", { requireZone: false }] }),
    ...(generator?.readsWholeElements && { "html/shown-as-code": "off" }),
  };
  const config: Config = {
    ...((await exists(path.join(folder, grammar))) && { $schema: `./${grammar}` }),
    extends: `stet:${preset}`,
    ...(generator?.schema && { schemas: { [glob]: generator.schema } }),
    ...(Object.keys(rules).length > 0 && { rules }),
    ...(generator?.yaml && { frontMatter: { yaml: generator.yaml } }),
    ...(root !== "" && { images: { root } }),
  };
  return config;
}

function summary(
  { preset }: InitAnswers,
  { schemas, images }: Config,
  generator: Generator | undefined,
  timezone: string | undefined,
): string {
  return clauses([
    t("cli.init.preset", "preset {preset}", { preset }),
    ...(schemas && generator ? [t("cli.init.frontMatter", "front matter of {name}", { name: generator.name })] : []),
    ...(timezone ? [t("cli.init.timezone", "dates without a time zone are in {timezone}", { timezone })] : []),
    ...(images?.root !== undefined
      ? [t("cli.init.root", "/a.png refers to {file}", { file: path.posix.join(images.root, "a.png") })]
      : []),
  ]);
}

async function detect(folder: string): Promise<Generator | undefined> {
  const dependencies = await dependenciesOf(folder);
  for (const generator of generators) {
    if (generator.dependency !== undefined && dependencies.has(generator.dependency)) return generator;
    const hasFile = (await first(folder, generator.files)) !== undefined;
    if (hasFile && (generator.needs === undefined || (await exists(path.join(folder, generator.needs)))))
      return generator;
  }
  return undefined;
}

function settingsIn(file: string): string {
  try {
    return readSettings(file);
  } catch {
    return "";
  }
}

async function timezoneIn(file: string): Promise<string | undefined> {
  const text = settingsIn(file);
  return /^timezone:[ \t]*(["']?)([\w+/-]+)\1[ \t]*(?:#|\r?$)/m.exec(text)?.[2];
}

async function dependenciesOf(folder: string): Promise<ReadonlySet<string>> {
  try {
    const { dependencies, devDependencies } = JSON.parse(readSettings(path.join(folder, "package.json")));
    return new Set([...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})]);
  } catch {
    // Missing or unreadable: detect the generator by files.
    return new Set();
  }
}

async function first(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) if (await exists(path.join(folder, name))) return name;
  return undefined;
}

const rootOf = async (folder: string, generator: Generator | undefined): Promise<string> =>
  generator && (await exists(path.join(folder, generator.root))) ? generator.root : "";

async function askQuestions(
  folder: string,
  generator: Generator | undefined,
  articles: string | undefined,
  suggested: string,
): Promise<InitAnswers> {
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
    const preset = await question(t("cli.init.askPreset", "Which preset?"), suggested, async (name) =>
      presetNames.includes(name)
        ? undefined
        : t("cli.init.presets", "The presets are {presets}.", { presets: presetNames.join(", ") }),
    );
    const root = await question(
      t("cli.init.askRoot", "Which folder do image paths such as /a.png refer to?"),
      await rootOf(folder, generator),
      isFolder,
    );
    return { articles: tidy(where), preset, root: root === "" ? "" : tidy(root) };
  } finally {
    input.close();
  }
}

/** `./posts/` as `posts`. */
const tidy = (folder: string): string => path.posix.normalize(folder.replaceAll("\\", "/")).replace(/(?<=.)\/$/, "");

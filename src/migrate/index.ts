/** Reads the configurations of other linters and editors of a site, and makes the nearest configuration of stet. */
import { lstatSync, readdirSync } from "node:fs";
import path from "node:path";
import type { Config, RuleSetting } from "../config/types.js";
import { readSettings } from "../platform/disk.js";
import { parseDataFile } from "../schema/data-file.js";
import type { JsonSchema } from "../schema/types.js";
import { readDecap, readFrontMatterCms } from "./fields.js";
import { rank, readHtmlhint, readHtmlValidate, readMarkdownlint, readMarkdownlintCli2 } from "./linters.js";
import { type Migrated, mappingOf, nothing, type SchemaFile } from "./types.js";

export interface Migration {
  /** What was found, in a fixed order. */
  readonly sources: readonly Migrated[];
  /** Files that are code, which is not run. */
  readonly code: readonly string[];
  readonly config: Config;
  /** The schemas to write, by their paths. */
  readonly schemas: ReadonlyMap<string, JsonSchema>;
}

type Reader = (source: string, data: unknown) => Migrated;

const markdownlintNames = [".markdownlint.jsonc", ".markdownlint.json", ".markdownlint.yaml", ".markdownlint.yml"];
const markdownlintCode = [".markdownlint.cjs", ".markdownlint.mjs"];

/** The first file of each list is read. `.yml` is read as YAML by its extension, everything else as JSON with comments. */
const files: readonly (readonly [names: readonly string[], Reader])[] = [
  [[".markdownlint-cli2.jsonc", ".markdownlint-cli2.yaml", ".markdownlint-cli2.yml"], readMarkdownlintCli2],
  [markdownlintNames, readMarkdownlint],
  [[".htmlhintrc"], readHtmlhint],
  [[".htmlvalidate.json"], readHtmlValidate],
  [["frontmatter.json"], readFrontMatterCms],
];

/**
 * Where `admin/config.yml` may be. Its paths begin at the root of the repository, whose site may be in a folder: `site/static/admin`.
 */
function decapNames(folder: string): string[] {
  const within = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
    .map(({ name }) => `${name}/`)
    .sort();
  return ["", ...within].flatMap((site) =>
    ["", "public/", "static/", "source/", "src/", "assets/"].map((statics) => `${site}${statics}admin/config.yml`),
  );
}

const codeNames = [
  ".markdownlint-cli2.cjs",
  ".markdownlint-cli2.mjs",
  ...markdownlintCode,
  ".htmlvalidate.js",
  ".htmlvalidate.cjs",
  ".htmlvalidate.mjs",
];

/** The folder for schemas. */
const schemaFolder = "schemas";

/**
 * Reads what is in the folder of a site.
 *
 * @throws UserError for a file with a syntax error.
 */
export async function readMigration(folder: string): Promise<Migration> {
  const sources: Migrated[] = [];
  // In markdownlint-cli2 as well, this file replaces the rules of the other.
  const hasOwnRules = [...markdownlintNames, ...markdownlintCode].some(
    (name) => kindOf(path.join(folder, name)) === "file",
  );
  for (const [names, read] of [...files, [decapNames(folder), readDecap] as const]) {
    const name = names.find((one) => kindOf(path.join(folder, one)) === "file");
    if (name === undefined) continue;
    const text = readSettings(path.join(folder, name), folder);
    const { data } = await parseDataFile(text, name);
    const isReplaced = read === readMarkdownlintCli2 && hasOwnRules;
    sources.push(read(name, isReplaced ? { ...mappingOf(data), config: undefined } : data));
  }
  const ignored = markdownlintIgnore(folder);
  if (ignored) sources.push(ignored);
  const astro = await astroCollections(folder);
  if (astro) sources.push(astro);
  const schemas = sources.flatMap((one) => one.schemas);
  return {
    sources,
    code: codeNames.filter((name) => kindOf(path.join(folder, name)) === "file"),
    config: configOf(sources, schemas),
    schemas: new Map(schemas.map((one) => [fileOf(one), one.schema])),
  };
}

function kindOf(file: string): "file" | "folder" | undefined {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  return stats?.isFile() ? "file" : stats?.isDirectory() ? "folder" : undefined;
}

/** The name of a collection is the author's, and becomes the name of a file. */
const fileOf = ({ name }: SchemaFile): string =>
  `${schemaFolder}/${name.replace(/[^\p{L}\p{N}_-]+/gu, "-")}.schema.json`;

function configOf(sources: readonly Migrated[], schemas: readonly SchemaFile[]): Config {
  const rules: Record<string, RuleSetting> = {};
  for (const one of sources)
    for (const [name, setting] of Object.entries(one.rules)) {
      const before = rules[name];
      if (before === undefined || rank(before) <= rank(setting)) rules[name] = setting;
    }
  const ignores = [...new Set(sources.flatMap((one) => one.ignores))];
  const mapped = schemas.flatMap((one) => (one.glob === undefined ? [] : [[one.glob, `./${fileOf(one)}`] as const]));
  return {
    extends: ["stet:recommended"],
    ...(ignores.length > 0 && { ignores }),
    ...(Object.keys(rules).length > 0 && { rules }),
    ...(mapped.length > 0 && { schemas: Object.fromEntries(mapped) }),
  } as Config;
}

/** The same syntax as `.gitignore`. */
function markdownlintIgnore(folder: string): Migrated | undefined {
  const name = ".markdownlintignore";
  if (kindOf(path.join(folder, name)) !== "file") return undefined;
  const lines = readSettings(path.join(folder, name), folder).split(/\r?\n/);
  return { ...nothing(name), ignores: lines.filter((line) => /^[^#\s]/.test(line)) };
}

/** The schemas that `astro sync` writes. https://docs.astro.build/en/guides/content-collections/ */
async function astroCollections(folder: string): Promise<Migrated | undefined> {
  const source = ".astro/collections";
  if (kindOf(path.join(folder, source)) !== "folder") return undefined;
  const schemas: SchemaFile[] = [];
  for (const file of readdirSync(path.join(folder, source)).sort()) {
    const name = /^(.+)\.schema\.json$/.exec(file)?.[1];
    if (name === undefined || kindOf(path.join(folder, source, file)) !== "file") continue;
    const text = readSettings(path.join(folder, source, file), folder);
    const { data } = await parseDataFile(text, `${source}/${file}`);
    const content = ["src/content", "src/data", "src", "content"]
      .map((one) => `${one}/${name}`)
      .find((one) => kindOf(path.join(folder, one)) === "folder");
    schemas.push({ name, glob: content && `${content}/**`, schema: data as JsonSchema });
  }
  return { ...nothing(source), schemas };
}

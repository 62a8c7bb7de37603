/** `stet schema infer|coverage`: infers a schema from articles, and shows which schema validates which article. */

import path from "node:path";
import { rules as registry } from "../../rules/index.js";
import { openConfigs } from "../config/index.js";
import { replaceUserFile } from "../platform/atomic-write.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { count } from "../report/count.js";
import { visible, visibleJson } from "../report/visible.js";
import { padEnd, widthOf } from "../report/width.js";
import { defineRule } from "../rule.js";
import { compileSchema } from "../schema/index.js";
import { defaultInferOptions, Inference } from "../schema/infer.js";
import { collect } from "./collect-articles.js";
import type { ExitCode } from "./exit-codes.js";
import { missingPaths } from "./missing-paths.js";
import { whichConfig } from "./which-config.js";

type Data = Readonly<Record<string, unknown>>;

export interface InferArguments {
  readonly paths: readonly string[];
  readonly config?: string | undefined;
  readonly configCode: boolean;
  readonly untrusted: boolean;
  readonly output?: string | undefined;
  readonly requiredShare?: number | undefined;
  readonly enumMax?: number | undefined;
  readonly closed: boolean;
}

/** Writes the schema to stdout or a file, and the articles that do not match it to stderr. */
export async function inferCommand(args: InferArguments): Promise<ExitCode> {
  const { requiredShare: share = defaultInferOptions.share, enumMax = defaultInferOptions.enumMax } = args;
  if (!(Number(share) > 0 && Number(share) <= 1))
    throw new UserError(
      t("cli.schema.invalidShare", "Invalid value for --required-share."),
      t("cli.schema.invalidShare.use", "Use a number greater than 0 and at most 1, for example --required-share 0.98."),
    );
  if (!(Number.isInteger(Number(enumMax)) && Number(enumMax) >= 0))
    throw new UserError(
      t("cli.schema.invalidEnumMax", "Invalid value for --enum-max."),
      t(
        "cli.schema.invalidEnumMax.use",
        "Use an integer of at least 0, for example --enum-max 12. 0 creates no enums.",
      ),
    );
  const articles = await frontMatterOf(args);
  const inference = new Inference({ share: Number(share), enumMax: Number(enumMax), closed: args.closed });
  for (const { data } of articles) if (data) inference.add(data);
  if (inference.count === 0)
    throw new UserError(
      t("cli.schema.noFrontMatter", "None of these articles has readable front matter."),
      t("cli.schema.runOffline", "Run stet --offline with the same paths to see the parse errors."),
    );
  const schema = inference.schema();
  const text = `${visibleJson(schema, 2)}\n`;
  if (args.output === undefined) process.stdout.write(text);
  else
    await replaceUserFile(
      path.resolve(args.output),
      text,
      t("cli.schema.file", "the schema {file}", { file: args.output }),
    );

  const compiled = await compileSchema(schema, "the inferred schema");
  let unfit = 0;
  for (const { file, data } of articles) {
    const problems = data
      ? compiled
          .validate(data)
          .map(({ path: steps, kind, key, message }) =>
            kind === "unknown-key" && key !== undefined
              ? `${subject([...steps, key])} ${message}`
              : `${subject(steps)} ${message}`,
          )
      : [t("cli.schema.unreadable", "Front matter missing or not readable.")];
    if (problems.length > 0) unfit++;
    for (const problem of problems) process.stderr.write(`${visible(file)}: ${visible(problem)}\n`);
  }
  process.stderr.write(
    `${t("cli.schema.unfit", "{articles}, {count} of which do not match the schema", { articles: count(articles.length, "article"), count: unfit })}\n`,
  );
  return 0;
}

/** Which configuration to use: the one that is found, this file, or none. */
const configOf = ({ config, configCode, untrusted }: Pick<InferArguments, "config" | "configCode" | "untrusted">) => ({
  configCode,
  untrusted,
  ...whichConfig(config),
});

const subject = (steps: readonly (string | number)[]): string =>
  steps.length === 0 ? t("cli.schema.subject", "the front matter") : `"${steps.join(".")}"`;

async function frontMatterOf({ paths, ...from }: InferArguments): Promise<{ file: string; data: Data | undefined }[]> {
  if (paths.length === 0)
    throw missingPaths(
      t("cli.schema.addPaths", "Add files or folders with articles, for example stet schema infer content/."),
    );
  const articles: { file: string; data: Data | undefined }[] = [];
  const collector = defineRule({
    name: "schema/collect",
    summary: "front matter is collected",
    severity: "off",
    messages: {},
    frontMatter: (frontMatter, { article }) => {
      articles.push({ file: article.path, data: frontMatter?.data });
    },
  });
  // A cached result would not reach the collector.
  await collect(collector, { paths, offline: true, cache: false, ...configOf(from) });
  return articles.sort((a, b) => (a.file < b.file ? -1 : 1));
}

export interface CoverageArguments {
  readonly paths: readonly string[];
  readonly config?: string | undefined;
  readonly configCode: boolean;
  readonly untrusted: boolean;
  readonly strictConfig: boolean;
  readonly verbose: boolean;
}

/** Shows how many articles each schema validates, and which settings have no effect. */
export async function coverageCommand({ paths, strictConfig, verbose, ...from }: CoverageArguments): Promise<ExitCode> {
  if (paths.length === 0)
    throw missingPaths(
      t("cli.schema.addPathsToCover", "Add files or folders with articles, for example stet schema coverage content/."),
    );
  const cwd = process.cwd();
  const configs = await openConfigs({ cwd, registry, ...configOf(from) });
  const stated = new Map<string, string>();
  const files: string[] = [];
  const collector = defineRule({
    name: "schema/collect",
    summary: "stated schemas are collected",
    severity: "off",
    messages: {},
    frontMatter: (frontMatter, { article }) => {
      const own = frontMatter?.data?.$schema;
      if (typeof own === "string") stated.set(article.path, own);
    },
  });
  const { unused } = await collect(collector, { paths, offline: true, cache: false, ...configOf(from) }, (file) =>
    files.push(file.path),
  );
  const bySchema = new Map<string, string[]>();
  for (const file of files) {
    const own = stated.get(file);
    const { schema } = await configs.planFor(path.resolve(cwd, file));
    const name =
      own === undefined
        ? (schema?.name ?? t("cli.schema.none", "(no schema)"))
        : t("cli.schema.inArticle", "{schema} ($schema in the article)", { schema: own });
    const list = bySchema.get(name);
    if (list) list.push(file);
    else bySchema.set(name, [file]);
  }
  const rows = [...bySchema].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
  const width = Math.max(0, ...rows.map(([name]) => widthOf(visible(name))));
  const lines = rows.flatMap(([name, list]) => [
    `${padEnd(visible(name), width)}  ${count(list.length, "article")}`,
    ...(verbose ? list.map((file) => `  ${visible(file)}`) : []),
  ]);
  const notes = unused.map((note) => t("cli.schema.withoutEffect", "no effect: {note}", { note: visible(note) }));
  process.stdout.write(`${[...lines, ...notes].join("\n")}\n`);
  return strictConfig && unused.length > 0 ? 1 : 0;
}

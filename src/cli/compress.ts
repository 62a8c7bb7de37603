/** `stet compress`: replaces heavy images of the site by smaller files that look the same, and back. */
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { wasteOf } from "../../rules/image/_waste.js";
import { rules } from "../../rules/index.js";
import type { Range } from "../article/types.js";
import {
  type CompressResult,
  compress,
  compressible,
  type Heavy,
  type HeavyArticle,
  type ImageOutcome,
} from "../compress/compress.js";
import type { TargetFormat } from "../compress/encode.js";
import { mentionsOf } from "../compress/mentions.js";
import {
  bringBack,
  type FindMentions,
  originalsFolder,
  removeCompressed,
  retireOriginals,
} from "../compress/originals.js";
import { defaultRecord } from "../compress/record.js";
import { loadSharp } from "../compress/sharp.js";
import { openConfigs } from "../config/index.js";
import { IgnoreFiles } from "../discover/ignores.js";
import { outputFolderOf } from "../generators/index.js";
import { openArticleNames, openArticles } from "../localize/articles.js";
import { readRecord } from "../localize/record.js";
import { undo } from "../localize/undo.js";
import { cacheDirectory } from "../platform/cache-directory.js";
import { realPathToBe } from "../platform/disk.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { isWithin } from "../platform/tree.js";
import { count } from "../report/count.js";
import { visible } from "../report/visible.js";
import { formatBytes } from "../rule.js";
import type { ExitCode } from "./exit-codes.js";
import { collectUses, type ImageUses, openWeightLimits } from "./image-uses.js";
import { openRecordIn } from "./links-out.js";
import { missingPaths } from "./missing-paths.js";
import { catchSignals, type Interruption } from "./signals.js";

export interface CompressArguments {
  readonly paths: readonly string[];
  readonly dryRun: boolean;
  readonly undo: boolean;
  readonly all: boolean;
  readonly format: TargetFormat;
  readonly minSsim: number;
  readonly keepOriginals: boolean;
  readonly record?: string | undefined;
  readonly configCode: boolean;
  readonly untrusted: boolean;
}

const print = (line: string) => void process.stdout.write(`${line}\n`);

export async function compressCommand(args: CompressArguments): Promise<ExitCode> {
  const { paths, minSsim, format, untrusted, configCode } = args;
  const cwd = process.cwd();
  const opened = openRecordIn(cwd, path.resolve(args.record ?? defaultRecord));
  const record = opened.file;
  if (args.undo) return undoCommand(args, record);
  if (paths.length === 0)
    throw missingPaths(
      t("cli.compress.addPaths", "Add files or folders with articles, for example stet compress content/."),
    );
  if (!(minSsim > 0 && minSsim <= 1))
    throw new UserError(
      t("cli.compress.minSsimInvalid", "Invalid value for --min-ssim."),
      t("cli.compress.minSsimInvalid.use", "Use a number greater than 0 and at most 1, for example --min-ssim 0.96."),
    );
  // The code of a package in the working directory is code of the site.
  const sharp = loadSharp(untrusted || !configCode ? undefined : cwd);
  const interruption = catchSignals();
  const { signal } = interruption;
  try {
    const uses = await collectUses({ paths, offline: true, configCode, untrusted, signal }, true);
    const images = await heavyImages(uses, args);
    const result = await compress({
      // The record names files in its folder only.
      folder: isWithin(cwd, path.dirname(record)) ? cwd : path.dirname(record),
      sharp,
      articles: await openArticles({ cwd, registry: rules, configCode, untrusted }),
      images,
      wanted: articlesWith(uses, images),
      record: opened,
      format,
      minSsim,
      keep: args.keepOriginals,
      dryRun: args.dryRun,
      signal,
      pause: interruption.pause,
      onImage: (outcome) => print(lineOf(outcome)),
      onProblem: (shown, problem) =>
        print(
          t("cli.localize.notWritten", "{file}: not changed: {problem}", {
            file: visible(shown),
            problem: visible(problem),
          }),
        ),
    });
    const moved = args.dryRun || signal.aborted ? 0 : await retire(args, record, uses, interruption);
    print(totalOf(result, moved, args.dryRun));
    return interruption.exitCode() ?? (result.failed > 0 ? 1 : 0);
  } finally {
    interruption.end();
  }
}

/** By path: the images of the site that are too heavy, or with `--all` every one. */
async function heavyImages({ images }: ImageUses, args: CompressArguments): Promise<Map<string, Heavy>> {
  const limitsOf = await openWeightLimits(args);
  const found = new Map<string, Heavy>();
  for (const { fact, places, display } of images.values()) {
    const { url, verdict, type, bytes } = fact;
    if (verdict !== "ok" || bytes === undefined || type === undefined || !url.startsWith("file:")) continue;
    if (!compressible.has(type)) continue;
    const limits = await limitsOf(places.keys());
    const waste = wasteOf(fact, display, limits);
    const pixels = waste.find((one) => one.kind === "pixels");
    if (waste.length === 0 && bytes <= limits.maxBytes && !args.all) continue;
    const file = fileURLToPath(url);
    const fit = pixels?.kind === "pixels" ? pixels.fit : undefined;
    found.set(file, { file, type, fit, minSavings: limits.minSavings });
  }
  return found;
}

/** The articles that refer to these images, each with the places. */
function articlesWith({ images, links }: ImageUses, wanted: ReadonlyMap<string, Heavy>): HeavyArticle[] {
  const found = new Map<string, { file: string; range: Range }[]>();
  const add = (url: string, places: ReadonlyMap<string, readonly Range[]>) => {
    const file = url.startsWith("file:") ? fileURLToPath(url) : "";
    if (!wanted.has(file)) return;
    for (const [article, ranges] of places)
      found.set(article, [...(found.get(article) ?? []), ...ranges.map((range) => ({ file, range }))]);
  };
  for (const [url, { places }] of images) add(url, places);
  for (const [url, places] of links) add(url, places);
  return [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([shown, places]) => {
      const file = path.resolve(shown);
      // Where the path leads now: a link in its place does not lead the command elsewhere later.
      return { shown, file, within: path.dirname(realPathToBe(file)), places };
    });
}

const shownPath = (file: string): string => visible(path.relative(process.cwd(), file).replaceAll(path.sep, "/"));

function lineOf({ file, bytes, result }: ImageOutcome): string {
  if (typeof result === "string")
    return t("cli.compress.left", "{file}: not compressed: {reason}", {
      file: shownPath(file),
      reason: visible(result),
    });
  const { compression, name } = result;
  const { quality, width, height, bytes: written } = compression;
  const values = {
    file: shownPath(file),
    before: formatBytes(bytes),
    after: formatBytes(written.length),
    name: visible(name),
    size: `${width}×${height}`,
  };
  return quality === undefined
    ? t("cli.compress.lossless", "{file}: {before} to {after} ({name}, {size}, lossless)", values)
    : t("cli.compress.image", "{file}: {before} to {after} ({name}, {size}, quality {quality})", {
        ...values,
        quality,
      });
}

function totalOf({ images, saved, articles }: CompressResult, moved: number, dryRun: boolean): string {
  const values = { images: count(images, "image"), saved: formatBytes(saved) };
  return dryRun
    ? t("cli.compress.plan", "{images} would be compressed, {saved} less; nothing was written", values)
    : t("cli.compress.done", "{images} compressed, {saved} less; {articles} rewritten, {moved} moved to {folder}", {
        ...values,
        articles: count(articles, "article"),
        moved: count(moved, "original"),
        folder: originalsFolder,
      });
}

/** Moves the originals that nothing mentions any more. @returns how many. */
async function retire(
  args: CompressArguments,
  record: string,
  before: ImageUses,
  interruption: Interruption,
): Promise<number> {
  if (!existsSync(record)) return 0;
  const find = mentionFinder(args, record, before.articles);
  const { moved, mentioned } = await retireOriginals(record, async (files) => {
    // Reading the site may take long, and writes nothing.
    const read = await interruption.pause();
    try {
      return await find(files);
    } finally {
      read();
    }
  });
  for (const [original, file] of mentioned)
    print(
      t("cli.compress.stays", "{original} stays in its place: {file} still mentions it", {
        original: visible(original),
        file: shownPath(file),
      }),
    );
  return moved.length;
}

/** Files of stet itself, and of Hexo, that list names of images without using them. */
const lists = /^(?:\.stet-.*|stet\..*ndjson|db\.json)$/;

/**
 * Reads the site when mentions are asked for.
 *
 * @param articles as shown: those whose references are known.
 */
function mentionFinder(
  { paths, configCode, untrusted }: Pick<CompressArguments, "paths" | "configCode" | "untrusted">,
  record: string,
  articles: ReadonlySet<string>,
): FindMentions {
  return async (files) => {
    const cwd = process.cwd();
    const folder = path.dirname(record);
    const configs = await openConfigs({ cwd, registry: rules, configCode, untrusted });
    const roots = new Set([cwd, folder]);
    const outputs = new Set<string | undefined>([cacheDirectory()]);
    for (const article of articles) {
      const { generator } = await configs.planFor(path.resolve(article));
      if (generator?.root === undefined) continue;
      roots.add(generator.root);
      outputs.add(outputFolderOf(generator));
    }
    // Articles have changed since.
    const uses =
      paths.length === 0 ? undefined : await collectUses({ paths, offline: true, configCode, untrusted }, true);
    const references = new Map<string, string>();
    const ranges = new Map<string, Range[]>();
    const places = [...(uses?.images ?? [])].map(([url, use]) => [url, use.places] as const);
    for (const [url, found] of [...places, ...(uses?.links ?? [])])
      for (const [article, own] of found) {
        const file = path.resolve(article);
        if (url.startsWith("file:")) references.set(fileURLToPath(url), file);
        ranges.set(file, [...(ranges.get(file) ?? []), ...own]);
      }
    const ignores = new IgnoreFiles(cwd);
    return mentionsOf(files, {
      roots: [...roots].filter((root) => ![...roots].some((other) => other !== root && isWithin(root, other))),
      references,
      known: (file) => ranges.get(file) ?? [],
      isLeftOut: async (file, isFolder) =>
        file === record ||
        lists.test(path.basename(file)) ||
        outputs.has(file) ||
        (await ignores.isIgnored(file, isFolder)),
    });
  };
}

async function undoCommand(args: CompressArguments, record: string): Promise<ExitCode> {
  if (!existsSync(record))
    throw new UserError(
      t("cli.compress.noRecord", "There is no record {file} of compressed images.", { file: shownPath(record) }),
      t(
        "cli.compress.noRecord.use",
        "Run the command in the folder in which you ran stet compress, or add --record FILE.",
      ),
    );
  if (args.paths.length > 0)
    throw new UserError(
      t("cli.compress.undoPaths", "--undo restores all articles of the record, so it takes no paths."),
      t("cli.compress.undoPaths.use", "Run stet compress --undo."),
    );
  const { configCode, untrusted } = args;
  // The originals come first: a reference never leads to nothing.
  const back = args.dryRun ? [] : await bringBack(record);
  const { restored, problems } = await undo({
    record,
    within: [process.cwd(), path.dirname(record)],
    isWanted: () => true,
    isArticle: await openArticleNames({ cwd: process.cwd(), registry: rules, configCode, untrusted }),
    dryRun: args.dryRun,
  });
  for (const { article, problem } of problems) print(`${visible(article)}: ${visible(problem)}`);
  if (args.dryRun) {
    print(
      t("cli.localize.wouldUndo", "{articles} would be restored; nothing was written", {
        articles: count(restored.size, "article"),
      }),
    );
    return problems.length > 0 ? 1 : 0;
  }
  const folder = path.dirname(record);
  const articles = [...new Set(readRecord(record).articles.map(({ article }) => path.join(folder, article)))];
  const there = articles.filter((file) => existsSync(file));
  const removed = await removeCompressed(record, mentionFinder({ ...args, paths: there }, record, new Set(there)));
  print(
    t("cli.compress.undone", "{articles} restored, {back} back in place, {removed} removed", {
      articles: count(restored.size, "article"),
      back: count(back.length, "original"),
      removed: count(removed.length, "compressed image"),
    }),
  );
  return problems.length > 0 ? 1 : 0;
}

/** `stet localize`: brings images of other sites to the own one, and back. */

import { existsSync } from "node:fs";
import path from "node:path";
import { rules } from "../../rules/index.js";
import { openConfigs } from "../config/index.js";
import { openRunProbe } from "../facts/open-run-probe.js";
import { openArticleNames, openArticles } from "../localize/articles.js";
import { localize, type Wanted } from "../localize/localize.js";
import { defaultRecord } from "../localize/record.js";
import { keysAt, type Place } from "../localize/rewrite.js";
import { undo } from "../localize/undo.js";
import { realPathToBe } from "../platform/disk.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { count } from "../report/count.js";
import { visible } from "../report/visible.js";
import { type AnyRule, defineRule } from "../rule.js";
import { run } from "../run/run.js";
import type { ExitCode } from "./exit-codes.js";
import { openRecordIn } from "./links-out.js";
import { missingPaths } from "./missing-paths.js";
import { startProgress } from "./progress.js";
import { catchSignals, type Interruption } from "./signals.js";

export interface LocalizeArguments {
  readonly paths: readonly string[];
  readonly dryRun: boolean;
  readonly undo: boolean;
  readonly all: boolean;
  readonly host: readonly string[];
  readonly rule: readonly string[];
  readonly to?: string | undefined;
  readonly record?: string | undefined;
  readonly archive: boolean;
  readonly maxFileSize: number;
  readonly maxTotal: number;
  readonly allowPrivate: boolean;
  readonly configCode: boolean;
  readonly untrusted: boolean;
}

/** The rules whose images are at risk. */
const riskRules = ["image/expiring", "image/hotlink", "image/https", "image/proxied", "image/reachable"] as const;

/** Reports every image of another site, for `--all` and `--host`. */
const everyImage: AnyRule = defineRule({
  name: "localize/every-image",
  summary: "every image of another site",
  severity: "off",
  messages: { found: () => "" },
  image({ target, urlRange, url }, { report }) {
    if (target.kind === "remote") report("found", { at: urlRange, url, data: undefined });
  },
});

const registry = [...rules, everyImage];
const megabyte = 1_000_000;

export async function localizeCommand(args: LocalizeArguments): Promise<ExitCode> {
  const cwd = process.cwd();
  const opened = openRecordIn(cwd, path.resolve(args.record ?? defaultRecord));
  const record = opened.file;
  if (args.undo) return undoCommand(args, record);
  checkArguments(args);
  const interruption = catchSignals();
  const config = {
    cwd,
    registry,
    configCode: args.configCode,
    untrusted: args.untrusted,
    cli: { ...(args.allowPrivate && { images: { allowPrivate: true } }) },
  };
  const articles = await openArticles(config);
  const images = await (await openConfigs(config)).images();
  const note = (message: string) => void process.stderr.write(`${visible(message)}\n`);
  const probe = await openRunProbe(
    { cwd, ledger: false, ...(args.untrusted && { cache: false }) },
    { ...images, ...(args.archive && { suggestArchive: true }) },
    note,
  );
  interruption.signal.addEventListener("abort", () => probe.interrupt());
  try {
    const chosen: Wanted[] = [];
    for (const { file, shown, within, places } of await imagesAtRisk(args, cwd, interruption)) {
      // It may be long.
      const ended = await interruption.pause();
      const found = await articles.open({ path: file, within }, shown);
      ended();
      const own = found ? [...keysAt(found.article, places)].filter((key) => isOnHost(key, args.host)) : [];
      if (own.length > 0) chosen.push({ file, shown, within, keys: new Set(own) });
    }
    if (args.dryRun) {
      await printPlan(chosen, probe);
      return interruption.exitCode() ?? 0;
    }
    const result = await localize({
      cwd,
      wanted: chosen,
      articles,
      probe,
      record: opened,
      folder: args.to,
      ...(args.untrusted && { tree: cwd }),
      archive: args.archive,
      maxFileBytes: args.maxFileSize * megabyte,
      maxTotalBytes: args.maxTotal * megabyte,
      signal: interruption.signal,
      onArticle: ({ shown, images: found, problem }) =>
        void process.stdout.write(
          problem === undefined
            ? `${visible(shown)}: ${count(found, "image")}\n`
            : `${t("cli.localize.notWritten", "{file}: not changed: {problem}", { file: visible(shown), problem: visible(problem) })}\n`,
        ),
    });
    printLeft(result.left);
    process.stdout.write(
      `${t("cli.localize.done", "{images} ({bytes} bytes) stored, {articles} rewritten, {left} not fetched", {
        images: count(result.images, "image"),
        bytes: result.bytes,
        articles: count(result.articles, "article"),
        left: result.left.size,
      })}\n`,
    );
    return interruption.exitCode() ?? (result.left.size > 0 ? 1 : 0);
  } finally {
    interruption.end();
    await probe.close();
  }
}

function checkArguments({ paths, rule, maxFileSize, maxTotal }: LocalizeArguments): void {
  if (paths.length === 0)
    throw missingPaths(
      t("cli.localize.addPaths", "Add files or folders with articles, for example stet localize content/."),
    );
  const unknown = rule.find((name) => !rules.some((one) => one.name === name && name.startsWith("image/")));
  if (unknown !== undefined)
    throw new UserError(
      t("cli.localize.unknownRule", 'There is no rule "{name}" about images.', { name: unknown }),
      t("cli.localize.unknownRule.use", "Run stet rules --family image to list them."),
    );
  if (!(maxFileSize > 0 && maxTotal > 0))
    throw new UserError(
      t("cli.localize.limits", "Invalid value for --max-file-size or --max-total."),
      t("cli.localize.limits.use", "Use a number of megabytes greater than 0, for example --max-file-size 20."),
    );
}

const isOnHost = (url: string, hosts: readonly string[]): boolean => {
  const { hostname, host } = new URL(url);
  return hosts.length === 0 || hosts.some((one) => one === host || hostname === one || hostname.endsWith(`.${one}`));
};

interface AtRisk {
  readonly file: string;
  readonly shown: string;
  readonly within: string;
  readonly places: readonly Place[];
}

/** By article: where the chosen rules report something. */
async function imagesAtRisk(
  args: LocalizeArguments,
  cwd: string,
  { signal, pause: onLongWork }: Interruption,
): Promise<AtRisk[]> {
  const names =
    args.rule.length > 0 ? args.rule : args.all || args.host.length > 0 ? [everyImage.name] : [...riskRules];
  const off = Object.fromEntries(rules.map(({ name }) => [name, "off" as const]));
  const on = Object.fromEntries(names.map((name) => [name, "error" as const]));
  const progress = startProgress(process.stderr);
  const stream = run({
    cwd,
    paths: args.paths,
    registry,
    rules: { ...off, ...on },
    configCode: args.configCode,
    untrusted: args.untrusted,
    ledger: false,
    signal,
    onLongWork,
    onProgress: progress.show,
    ...(args.allowPrivate && { images: { allowPrivate: true } }),
  });
  const found: AtRisk[] = [];
  try {
    for await (const { path: shown, violations } of stream) {
      if (violations.length === 0) continue;
      const file = path.resolve(cwd, shown);
      // Where the path leads now: a link in its place does not lead the command elsewhere later.
      found.push({ file, shown, within: path.dirname(realPathToBe(file)), places: violations });
    }
  } finally {
    progress.clear();
  }
  return found;
}

/** Requests the images, and writes nothing. */
async function printPlan(wanted: readonly Wanted[], probe: Awaited<ReturnType<typeof openRunProbe>>): Promise<void> {
  const seen = new Map<string, number>();
  let left = 0;
  for (const { shown, keys } of wanted) {
    process.stdout.write(`${visible(shown)}\n`);
    const facts = await Promise.all([...keys].map((url) => probe.checkImage({ url, want: "pixels" })));
    for (const { url, verdict, detail, type, width, height, bytes, suspect } of facts) {
      const isFetched = verdict === "ok" && suspect === undefined;
      const known = isFetched
        ? [
            type,
            width !== undefined && height !== undefined ? `${width}x${height}` : undefined,
            bytes === undefined ? undefined : t("common.bytes", "{bytes} bytes", { bytes }),
          ].filter((part) => part !== undefined)
        : [t("cli.localize.cannot", "not fetched: {problem}", { problem: suspect ?? detail })];
      if (isFetched) seen.set(url, bytes ?? 0);
      else left++;
      process.stdout.write(`  ${visible(url)} (${visible(known.join(", "))})\n`);
    }
  }
  const total = [...seen.values()].reduce((sum, bytes) => sum + bytes, 0);
  process.stdout.write(
    `${t(
      "cli.localize.plan",
      "{images} ({bytes} bytes) in {articles} would be stored, {left} not; nothing was written",
      {
        images: count(seen.size, "image"),
        bytes: total,
        articles: count(wanted.length, "article"),
        left,
      },
    )}\n`,
  );
}

function printLeft(left: ReadonlyMap<string, string>): void {
  for (const [url, problem] of left)
    process.stdout.write(
      `${t("cli.localize.left", "not fetched: {url} ({problem})", { url: visible(url), problem: visible(problem) })}\n`,
    );
}

async function undoCommand(
  { paths, dryRun, configCode, untrusted }: LocalizeArguments,
  record: string,
): Promise<ExitCode> {
  const shown = path.relative(process.cwd(), record) || record;
  if (!existsSync(record))
    throw new UserError(
      t("cli.localize.noRecord", "There is no record {file} of images that were brought home.", { file: shown }),
      t(
        "cli.localize.noRecord.use",
        "Run the command in the folder in which you ran stet localize, or add --record FILE.",
      ),
    );
  const within = paths.map((one) => path.resolve(one));
  const isWanted = (file: string) =>
    within.length === 0 || within.some((one) => file === one || file.startsWith(`${one}${path.sep}`));
  const { restored, problems } = await undo({
    record,
    within: [process.cwd(), path.dirname(record), ...within],
    isWanted,
    isArticle: await openArticleNames({ cwd: process.cwd(), registry: rules, configCode, untrusted }, within),
    dryRun,
  });
  for (const [article, references] of restored)
    process.stdout.write(
      `${t("cli.localize.restored", "{article}: {count} references restored", { article: visible(article), count: references })}\n`,
    );
  for (const { article, problem } of problems) process.stdout.write(`${visible(article)}: ${visible(problem)}\n`);
  process.stdout.write(
    dryRun
      ? `${t("cli.localize.wouldUndo", "{articles} would be restored; nothing was written", { articles: count(restored.size, "article") })}\n`
      : `${t("cli.localize.undone", "{articles} restored; the images stay", { articles: count(restored.size, "article") })}\n`,
  );
  return problems.length > 0 ? 1 : 0;
}

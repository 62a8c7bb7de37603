/** `stet ledger update|prune|verify`: the committed list of images that stet does not request again. */

import path from "node:path";
import { rules } from "../../rules/index.js";
import { openConfigs } from "../config/index.js";
import { defaultLedger, openLedger, saveLedger } from "../facts/ledger.js";
import { t } from "../platform/i18n.js";
import { differences, entryFor, type LedgerEntry } from "../probe/ledger.js";
import type { ImageFact } from "../probe/types.js";
import { count, factWord } from "../report/count.js";
import { visible } from "../report/visible.js";
import { type AnyRule, defineRule } from "../rule.js";
import { collect } from "./collect-articles.js";
import type { ExitCode } from "./exit-codes.js";
import { refuseLinksOut } from "./links-out.js";
import { missingPaths } from "./missing-paths.js";

export interface LedgerArguments {
  readonly paths: readonly string[];
  readonly ledger?: string | undefined;
  readonly allowPrivate: boolean;
  readonly configCode: boolean;
  readonly untrusted: boolean;
}

/** Requests every image and reports nothing. */
const everyImage: AnyRule = defineRule({
  name: "ledger/every-picture",
  summary: "every picture is measured",
  severity: "off",
  messages: {},
  probed: { want: "pixels", where: ({ target }) => target.kind === "remote", image: () => {} },
});

const registry = [...rules, everyImage];

/** Adds new images that are ok. With `refresh`, also requests the images in the ledger again. */
export async function updateLedger(args: LedgerArguments & { readonly refresh: boolean }): Promise<ExitCode> {
  const { file, shown, entries } = await open(args);
  const facts = await factsOf(args, args.refresh ? new Map() : entries, false);
  const day = new Date().toISOString().slice(0, 10);
  let added = 0;
  let changed = 0;
  const left: ImageFact[] = [];
  for (const fact of facts) {
    const before = entries.get(fact.url);
    if (fact.verdict !== "ok") left.push(fact);
    else if (!before) {
      entries.set(fact.url, entryFor(fact, day));
      added++;
    } else if (differences(before, entryFor(fact, day)).length > 0) {
      entries.set(fact.url, entryFor(fact, day));
      changed++;
    }
  }
  if (added + changed > 0) await saveLedger(file, shown, entries.values());
  const lines = left.map(
    ({ url, verdict, detail }) =>
      `${t("cli.ledger.notAdded", "not added: {url} ({verdict}: {detail})", { url: visible(url), verdict: factWord(verdict), detail: visible(detail) })}\n`,
  );
  process.stdout.write(
    `${lines.join("")}${t("cli.ledger.updated", "{file}: {images}, {added} added, {changed} changed, {count} not added", { file: visible(shown), images: count(entries.size, "image"), added, changed, count: left.length })}\n`,
  );
  return 0;
}

/** Removes images that none of these articles contains. */
export async function pruneLedger(args: LedgerArguments): Promise<ExitCode> {
  const { file, shown, entries } = await open(args);
  const named = new Set((await factsOf(args, entries, true)).map(({ url }) => url));
  const kept = [...entries.values()].filter(({ url }) => named.has(url));
  const gone = entries.size - kept.length;
  if (gone > 0) await saveLedger(file, shown, kept);
  process.stdout.write(
    `${t("cli.ledger.pruned", "{file}: {images}, {count} removed", { file: visible(shown), images: count(kept.length, "image"), count: gone })}\n`,
  );
  return 0;
}

/** Requests every image in the ledger. Exit code 1 if one is missing or has changed. */
export async function verifyLedger(args: Omit<LedgerArguments, "paths">): Promise<ExitCode> {
  const { shown, entries, probe } = await open({ ...args, paths: [] });
  const asking = await probe();
  const lines: string[] = [];
  let changed = 0;
  let gone = 0;
  let unclear = 0;
  try {
    const urls = [...entries.keys()].sort();
    const facts = await Promise.all(urls.map((url) => asking.checkImage({ url, want: "pixels" })));
    for (const fact of facts) {
      const before = entries.get(fact.url) as LedgerEntry;
      const other = fact.verdict === "ok" ? differences(before, entryFor(fact, before.day)) : [];
      if (fact.verdict === "broken") gone++;
      else if (fact.verdict !== "ok") unclear++;
      else if (other.length > 0) changed++;
      else continue;
      const what =
        fact.verdict === "ok"
          ? t("cli.ledger.changed", "changed: {difference}", { difference: other.join(", ") })
          : t("cli.ledger.verdict", "{verdict}: {detail}", { verdict: factWord(fact.verdict), detail: fact.detail });
      lines.push(
        `${t("cli.ledger.entry", "{url} {verdict}, in the ledger since {day}", { url: visible(fact.url), verdict: visible(what), day: before.day })}\n`,
      );
    }
  } finally {
    await asking.close();
  }
  process.stdout.write(
    `${lines.join("")}${t("cli.ledger.verified", "{file}: {images}, {changed} changed, {broken} broken, {unverifiable} unverifiable or unchecked", { file: visible(shown), images: count(entries.size, "image"), changed, broken: gone, unverifiable: unclear })}\n`,
  );
  return changed + gone > 0 ? 1 : 0;
}

async function open({ ledger, allowPrivate, configCode, untrusted }: LedgerArguments) {
  const cwd = process.cwd();
  const configs = await openConfigs({
    cwd,
    registry,
    configCode,
    untrusted,
    cli: { ...(allowPrivate && { images: { allowPrivate } }) },
  });
  const images = await configs.images();
  const file = path.resolve(ledger ?? images.ledger ?? defaultLedger);
  const shown = path.relative(cwd, file) || file;
  if (untrusted) refuseLinksOut(cwd, file);
  const entries = await openLedger(file, shown);
  const probe = async () => {
    const [{ openProbe }, { probePolicy }, { version }] = await Promise.all([
      import("../probe/open-probe.js"),
      import("../config/probe-policy.js"),
      import("../platform/version.js"),
    ]);
    return openProbe(probePolicy(images, { offline: false, version }));
  };
  return { file, shown, entries, probe };
}

/** The results for all remote images of these articles. */
async function factsOf(
  { paths, allowPrivate, configCode, untrusted, refresh = false }: LedgerArguments & { readonly refresh?: boolean },
  ledger: ReadonlyMap<string, LedgerEntry>,
  offline: boolean,
): Promise<readonly ImageFact[]> {
  if (paths.length === 0)
    throw missingPaths(
      t("cli.ledger.addPaths", "Add files or folders with articles, for example stet ledger update content/."),
    );
  const { images } = await collect(everyImage, {
    paths,
    offline,
    configCode,
    untrusted,
    ledger,
    // A refresh must not use cached results.
    cache: !refresh,
    ...(allowPrivate && { images: { allowPrivate } }),
  });
  return images;
}

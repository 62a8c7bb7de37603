/** Merges several runs, each with a part of the files, into one run. */
import path from "node:path";
import type { FilePlan } from "../../config/types.js";
import type { FoundFile } from "../../discover/index.js";
import { type FactResolver, openFactResolver } from "../../facts/resolve.js";
import { byUrl, firstOf } from "../../facts/run-facts.js";
import { UserError } from "../../platform/errors.js";
import { t } from "../../platform/i18n.js";
import type { Probe } from "../../probe/probe.js";
import type { ImageFact, LinkFact, Verdict } from "../../probe/types.js";
import { failedFact } from "../../probe/verdict.js";
import { StoredAnalysis } from "../cache/stored-analysis.js";
import type { FileLint } from "../lint-file.js";
import type { Blob } from "./blob.js";

export interface Merged {
  readonly files: readonly { readonly file: FoundFile; readonly fileLint: FileLint }[];
  readonly images: readonly ImageFact[];
  readonly links: readonly LinkFact[];
  readonly notes: readonly string[];
  /** The facts for a file if another run has a better fact than the run of this file. */
  betterFor(file: FoundFile, fileLint: FileLint, plan: FilePlan): FactResolver | undefined;
}

/**
 * @param blobs with their paths for reports.
 * @throws UserError if a file is in two blobs, or a part of the files in none.
 */
export function merged(blobs: readonly { readonly shown: string; readonly blob: Blob }[], cwd: string): Merged {
  refuseGaps(blobs);
  const from = new Map<string, string>();
  const files = blobs.flatMap(({ shown, blob }) =>
    blob.files.map(({ path: name, fileLint }) => {
      const other = from.get(name);
      if (other !== undefined)
        throw new UserError(
          t("merge.duplicate", "{file} is in both {first} and {second}.", { file: name, first: other, second: shown }),
          t("merge.useEachOnce", "Use each shard only once."),
        );
      from.set(name, shown);
      return { file: { path: path.resolve(cwd, name), shown: name }, fileLint };
    }),
  );
  files.sort((a, b) => (a.file.shown < b.file.shown ? -1 : 1));
  const images = best(blobs.map(({ blob }) => blob.images));
  const links = best(blobs.map(({ blob }) => blob.links));
  const notes = [...new Set(blobs.flatMap(({ blob }) => blob.notes))];
  const facts = openFactResolver(known(images.facts, links.facts), []);
  return {
    files,
    images: [...images.facts.values()].sort(byUrl),
    links: [...links.facts.values()].sort(byUrl),
    notes,
    betterFor(file, { analysis }, plan) {
      if (!analysis || (images.disputed.size === 0 && links.disputed.size === 0)) return undefined;
      const urls = StoredAnalysis.from(analysis.text).urls();
      const isDisputed = urls.some((url) => images.disputed.has(url) || links.disputed.has(url));
      return isDisputed ? facts.for(file.path, plan) : undefined;
    },
  };
}

function refuseGaps(blobs: readonly { readonly shown: string; readonly blob: Blob }[]): void {
  const [first] = blobs;
  const { of, by } = first?.blob.shard ?? { of: blobs.length, by: "path" };
  const missing = new Set(Array.from({ length: first?.blob.shard ? of : 0 }, (_, at) => at + 1));
  for (const { shown, blob } of blobs) {
    const { shard } = blob;
    if (shard?.of !== first?.blob.shard?.of || (shard && shard.by !== by))
      throw new UserError(
        t("merge.otherRun", "{first} and {second} are shards of different runs.", {
          first: first?.shown ?? "",
          second: shown,
        }),
        t("merge.useOneRun", "Merge the shards of one run."),
      );
    if (shard) missing.delete(shard.part);
  }
  if (missing.size > 0)
    throw new UserError(
      missing.size === 1
        ? t("merge.oneMissing", "The report of one of {total} shards is missing: {shards}.", {
            total: of,
            shards: [...missing].join(", "),
          })
        : t("merge.missing", "The reports of {count} of {total} shards are missing: {shards}.", {
            total: of,
            count: missing.size,
            shards: [...missing].join(", "),
          }),
      t("merge.addReports", "Add the reports of all shards."),
    );
}

/** A verdict with a higher rank replaces one from another machine that knows less. */
const rank: Readonly<Record<Verdict, number>> = { ok: 3, broken: 2, unverifiable: 1, unchecked: 0 };

function best<F extends ImageFact | LinkFact>(lists: readonly (readonly F[])[]) {
  const facts = new Map<string, F>();
  const disputed = new Set<string>();
  for (const fact of lists.flat()) {
    const other = facts.get(fact.url);
    if (other && other.verdict !== fact.verdict) disputed.add(fact.url);
    if (!other || rank[fact.verdict] >= rank[other.verdict])
      facts.set(fact.url, other?.verdict === fact.verdict ? firstOf(other, fact) : fact);
  }
  return { facts, disputed };
}

/** A probe that returns these facts and sends no requests. */
function known(images: ReadonlyMap<string, ImageFact>, links: ReadonlyMap<string, LinkFact>): Probe {
  const nothing = (url: string) =>
    failedFact(url, "interrupted", t("merge.interrupted", "the shard that requested it was interrupted"));
  return {
    checkImage: async ({ url }) => images.get(url) ?? nothing(url),
    checkLink: async (url) => links.get(url) ?? nothing(url),
    hash: async () => undefined,
    archivedCopy: async () => undefined,
    archiveError: () => undefined,
    requestedFor: (url) => url,
    progress: () => ({ requested: 0, resolved: 0, host: undefined }),
    imageFacts: () => [],
    skippedUrls: () => [],
    skipOffline: () => false,
    linkFacts: () => [],
    interrupt: () => {},
    close: async () => {},
  };
}

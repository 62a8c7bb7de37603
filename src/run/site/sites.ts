/**
 * Checks whole sites: the articles of the run and, if the configuration defines the site, the summaries of all its
 * other articles.
 */
import { stat } from "node:fs/promises";
import path from "node:path";
import pLimit from "p-limit";
import type { Configs } from "../../config/index.js";
import type { FilePlan, SitePlan } from "../../config/types.js";
import { discover, type FoundFile } from "../../discover/index.js";
import { failure } from "../../lint/dispatch.js";
import { type Summaries, summarize } from "../../lint/index.js";
import { readArticle } from "../../lint/read-article.js";
import {
  checkSiteGroup,
  type RawSiteViolation,
  type SiteFileEntry,
  type SiteGroup,
  type SiteGroupResults,
  type SiteMember,
  siteGroups,
  sitePathOf,
} from "../../lint/site.js";
import { load } from "../../load/index.js";
import { type FileStamp, isSettled } from "../../platform/file-stamp.js";
import { t } from "../../platform/i18n.js";
import { turns } from "../../platform/turns.js";
import type { FileError } from "../../results.js";
import type { Sites as SiteModels } from "../../site/index.js";
import { planKey } from "../cache/key.js";
import { hasSiteRules } from "../lint-file.js";
import { isLongSite, longWork } from "../long-work.js";
import type { RunRequest } from "../request.js";
import { clashFinder } from "./address-clashes.js";
import { isContent } from "./content-globs.js";
import { type CachedSummaries, readSummaries, type SummaryCache, writeSummaries } from "./summary-cache.js";

export type { RawSiteViolation, SiteGroupResults };

/** An article of the run that was linted. */
export interface SiteArticle extends Pick<SiteMember, "plan" | "summarized" | "summaryOf" | "textLength"> {
  readonly file: FoundFile;
  /** Of the file, if the text was read from it and is still in it. */
  stamp(): FileStamp | undefined;
}
export interface SitesRequest extends Pick<RunRequest, "signal" | "onLongWork"> {
  readonly cwd: string;
  readonly configs: Configs;
  /** Whether ignore files also apply to the files that rules request. */
  readonly ignore: boolean;
  /** See `DiscoverRequest`. */
  readonly tree: string | undefined;
  /** Whether summaries are cached between runs. */
  readonly cache: boolean;
  /** Called with messages for the end of the run. */
  readonly note: (message: string) => void;
  /** The addresses of articles. */
  readonly models: SiteModels;
}

/** Number of files that are read at the same time. */
const readers = 32;

export class Sites {
  readonly #request: SitesRequest;
  readonly #unlinted = new Map<SitePlan, Promise<UnlintedMembers>>();
  readonly #planKeys = new Map<FilePlan, string | undefined>();
  readonly #shownNotes = new Set<string>();

  readonly #clashesOf: ReturnType<typeof clashFinder>;

  constructor(request: SitesRequest) {
    this.#request = request;
    this.#clashesOf = clashFinder(request.models, request.cwd);
  }

  /**
   * The violations of site rules in these articles. Called again if fixes have changed some of them. `undefined` if the
   * run is interrupted meanwhile.
   */
  async check(articles: readonly SiteArticle[]): Promise<SiteGroupResults | undefined> {
    const bySite = new Map<SitePlan | undefined, SiteArticle[]>();
    for (const article of articles) {
      const { site } = article.plan;
      if (!hasSiteRules(article.plan) || (site && !isContent(site, article.file.path))) continue;
      const list = bySite.get(site);
      if (list) list.push(article);
      else bySite.set(site, [article]);
    }
    const parts: SiteGroupResults[] = [];
    for (const [site, linted] of bySite) parts.push(...(await this.#checkOne(site, linted)));
    if (this.#request.signal?.aborted) return undefined;
    return { articles: joined(parts, "articles"), files: joined(parts, "files"), errors: joined(parts, "errors") };
  }

  async #checkOne(site: SitePlan | undefined, linted: readonly SiteArticle[]): Promise<SiteGroupResults[]> {
    const { members: unlinted, errors } = site ? await this.#unlintedOf(site, linted) : { members: [], errors: [] };
    const members = [...unlinted, ...(await this.#membersOf(linted))].sort((a, b) => (a.path < b.path ? -1 : 1));
    const parts: SiteGroupResults[] = [
      { articles: new Map(), files: new Map(), errors: new Map([[linted[0]?.file.shown ?? "", errors]]) },
    ];
    const { signal, onLongWork } = this.#request;
    const check = (group: SiteGroup, files: readonly SiteFileEntry[]) =>
      longWork(isLongSite(group.members.length), onLongWork, () => checkSiteGroup(group, files));
    for (const group of siteGroups(members)) {
      if (signal?.aborted) break;
      if (!group.members.some(({ member }) => member.linted)) continue;
      if (!group.rule.site?.files) parts.push(await check(group, []));
      else if (!site)
        this.#noteOnce(
          t(
            "site.noContent",
            '{name} needs to know all articles of the site. Set "site.content" in the configuration to the folders of the articles.',
            { name: group.rule.name },
          ),
        );
      else if (group.members.every(({ member }) => member.linted))
        parts.push(await check(group, await this.#filesFor(group, site)));
    }
    return parts;
  }

  #membersOf(linted: readonly SiteArticle[]): Promise<SiteMember[]> {
    return Promise.all(
      linted.map(async (article): Promise<SiteMember> => {
        const { file, plan, summarized, textLength } = article;
        const needsClashes = plan.rules.some(({ rule }) => rule.site?.addresses);
        return {
          path: sitePathOf(plan, file.path, file.shown),
          shown: file.shown,
          linted: true,
          plan,
          summarized,
          summaryOf: (rule) => article.summaryOf(rule),
          textLength,
          clashes: needsClashes ? await this.#clashesOf(file.path, plan) : undefined,
        };
      }),
    );
  }

  #noteOnce(message: string): void {
    if (!this.#shownNotes.has(message)) this.#request.note(message);
    this.#shownNotes.add(message);
  }

  /** The files that a rule requests, with its severity for each. Files for which the rule is off are omitted. */
  async #filesFor({ rule, options }: SiteGroup, site: SitePlan): Promise<SiteFileEntry[]> {
    const { configs, ignore, tree } = this.#request;
    const files: SiteFileEntry[] = [];
    const found = discover({
      cwd: site.base,
      patterns: rule.site?.files?.(options as never) ?? [],
      extensions: async () => [""],
      isIgnored: (file, isFolder) => configs.isIgnored(file, isFolder),
      ignoreFiles: ignore,
      tree,
    });
    for await (const file of found) {
      const plan = await configs.planFor(file.path);
      const enabled = plan.rules.find((one) => one.rule === rule);
      if (!enabled) continue;
      files.push({ path: nameIn(site, file.path), shown: this.#shown(file.path), severity: enabled.severity });
    }
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  #unlintedOf(site: SitePlan, linted: readonly SiteArticle[]): Promise<UnlintedMembers> {
    let unlinted = this.#unlinted.get(site);
    if (!unlinted) {
      unlinted = this.#readUnlinted(site, linted);
      this.#unlinted.set(site, unlinted);
    }
    return unlinted;
  }

  /**
   * Reads articles that are not cached or have changed, and caches all summaries that will be valid in the next run.
   */
  async #readUnlinted(site: SitePlan, linted: readonly SiteArticle[]): Promise<UnlintedMembers> {
    const before: SummaryCache = this.#request.cache ? await readSummaries(site) : new Map();
    const after = new Map<string, CachedSummaries>();
    for (const article of linted) {
      const toCache = this.#cacheable(article);
      if (toCache) after.set(nameIn(site, article.file.path), toCache);
    }
    const members: SiteMember[] = [];
    const errors: FileError[] = [];
    const inRun = new Set(linted.map(({ file }) => file.path));
    const limit = pLimit(readers);
    const turn = turns();
    const reading: Promise<void>[] = [];
    for await (const { path: file, within } of this.#contentOf(site)) {
      if (this.#request.signal?.aborted) break;
      if (inRun.has(file)) continue;
      const plan = await this.#request.configs.planFor(file);
      if (plan.site !== site || !hasSiteRules(plan)) continue;
      reading.push(
        limit(async () => {
          await turn();
          const name = nameIn(site, file);
          const shown = this.#shown(file);
          const { summaries, toCache, failed } = await this.#summariesOf(
            { file, within, name, shown, plan },
            before.get(name),
          );
          if (summaries) members.push(unlintedMember(summaries, { path: name, shown, plan }));
          errors.push(...failed);
          if (toCache) after.set(name, toCache);
        }),
      );
    }
    await Promise.all(reading);
    if (this.#request.cache && !this.#request.signal?.aborted && differ(before, after))
      await writeSummaries(site, after);
    return { members, errors };
  }

  /** The summaries of a linted article, if they will be valid in the next run. */
  #cacheable(article: SiteArticle): CachedSummaries | undefined {
    const key = this.#keyOf(article.plan);
    const stamp = article.stamp();
    if (key === undefined || !stamp || !isSettled(stamp)) return undefined;
    const { size, mtimeMs } = stamp;
    const summaries = Object.fromEntries(article.summarized.map((rule) => [rule, article.summaryOf(rule)]));
    return { size, mtimeMs, plan: key, summaries };
  }

  #contentOf(site: SitePlan): AsyncGenerator<FoundFile, void, void> {
    const { configs, tree } = this.#request;
    return discover({
      tree,
      cwd: site.base,
      patterns: site.content,
      extensions: (folder) => configs.extensions(folder),
      isIgnored: (file, isFolder) => configs.isIgnored(file, isFolder),
      leftOut: (folder) => configs.leftOut(folder),
      ignoreFiles: true,
      note: ({ kind, message }) => kind !== "leftOut" && this.#noteOnce(`site.content: ${message}`),
    });
  }

  /** The cached summaries of an article. If there are none or the file has changed, the file is read. */
  async #summariesOf(
    { file, within, name, shown, plan }: UnlintedFile,
    cached: CachedSummaries | undefined,
  ): Promise<ReadSummaries> {
    const key = this.#keyOf(plan);
    try {
      const { size, mtimeMs } = await stat(file);
      if (cached && cached.size === size && cached.mtimeMs === mtimeMs && cached.plan === key)
        return { summaries: cached.summaries, toCache: cached, failed: [] };
      const readAt = Date.now();
      const { text, encodingProblem, ...stamp } = await load({ path: file, within });
      const { summaries, errors } = summarize(readArticle({ path: name, text, encodingProblem }, plan), plan);
      const failed = errors.map(({ kind, message }) => ({ kind, message: `${shown}: ${message}` }));
      const isValidLater = key !== undefined && failed.length === 0 && isSettled({ ...stamp, readAt });
      const toCache = isValidLater ? { size: stamp.size, mtimeMs: stamp.mtimeMs, plan: key, summaries } : undefined;
      return { summaries, toCache, failed };
    } catch (error) {
      // A missing or unreadable file is reported by a run that lints it. Any other error is a bug and must not be
      // hidden.
      if (isLoadProblem(error)) return { summaries: undefined, toCache: undefined, failed: [] };
      const message = t(
        "site.summary",
        "{shown} could not be summarized for the rules of the site, which is a bug in stet: {error}",
        { shown, error: failure(error) },
      );
      return { summaries: {}, toCache: undefined, failed: [{ kind: "internal", message }] };
    }
  }

  /** `undefined`: the dependencies of a summary are not known, so it is not cached. */
  #keyOf(plan: FilePlan): string | undefined {
    if (!this.#planKeys.has(plan)) this.#planKeys.set(plan, planKey(plan, this.#request.cwd));
    return this.#planKeys.get(plan);
  }

  #shown(file: string): string {
    return path.relative(this.#request.cwd, file).replaceAll(path.sep, "/");
  }
}

/** The articles of a site that are not in the run. */
interface UnlintedMembers {
  readonly members: readonly SiteMember[];
  readonly errors: readonly FileError[];
}

interface UnlintedFile {
  readonly file: string;
  readonly within: string | undefined;
  readonly name: string;
  readonly shown: string;
  readonly plan: FilePlan;
}

interface ReadSummaries {
  /** `undefined` if the article could not be read. */
  readonly summaries: Summaries | undefined;
  /** For the next run; `undefined` if they may not be valid then. */
  readonly toCache: CachedSummaries | undefined;
  readonly failed: readonly FileError[];
}

const unlintedMember = (
  summaries: Summaries,
  { path, shown, plan }: Pick<SiteMember, "path" | "shown" | "plan">,
): SiteMember => ({
  path,
  shown,
  linted: false,
  plan,
  summarized: Object.keys(summaries),
  summaryOf: (rule) => summaries[rule],
  textLength: 0,
});

const nameIn = ({ base }: SitePlan, file: string): string => path.relative(base, file).replaceAll(path.sep, "/");

const isLoadProblem = (error: unknown): boolean =>
  error instanceof Error && (error.name === "LoadError" || "code" in error);

function differ(before: SummaryCache, after: SummaryCache): boolean {
  if (before.size !== after.size) return true;
  for (const [name, { size, mtimeMs, plan }] of after) {
    const cached = before.get(name);
    if (cached?.size !== size || cached.mtimeMs !== mtimeMs || cached.plan !== plan) return true;
  }
  return false;
}

function joined<K extends keyof SiteGroupResults>(parts: readonly SiteGroupResults[], key: K): SiteGroupResults[K] {
  const all = new Map<string, unknown[]>();
  for (const part of parts) for (const [name, list] of part[key]) all.set(name, [...(all.get(name) ?? []), ...list]);
  return all as unknown as SiteGroupResults[K];
}

/**
 * Checks whole sites: the articles of the run and, if the configuration defines the site, the summaries of all its
 * other articles.
 */
import path from "node:path";
import pLimit from "p-limit";
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
} from "../../lint/site.js";
import { load } from "../../load/index.js";
import { isSettled } from "../../platform/file-stamp.js";
import { t } from "../../platform/i18n.js";
import { append } from "../../platform/lists.js";
import { longWork } from "../../platform/long-work.js";
import { stat } from "../../platform/observed-fs.js";
import { turns } from "../../platform/turns.js";
import type { FileError } from "../../results.js";
import type { SiteModel } from "../../site/index.js";
import { planKey } from "../cache/key.js";
import { hasSiteRules } from "../lint-file.js";
import { isLongSite } from "../long-work.js";
import { clashFinder } from "./address-clashes.js";
import { isContent } from "./content-globs.js";
import { settingsFile } from "./earlier-sites.js";
import { freshMember } from "./fresh-summaries.js";
import { LintedMember } from "./linted-member.js";
import { type Moves, movesIn } from "./moved-addresses.js";
import { orphanFinder } from "./orphans.js";
import type { SiteArticle, SitesRequest } from "./sites-request.js";
import { type CachedSummaries, readSummaries, type SummaryCache, writeSummaries } from "./summary-cache.js";

export type { RawSiteViolation, SiteGroupResults };

/** Number of files that are read at the same time. */
const readers = 32;

export class Sites {
  readonly #request: SitesRequest;
  readonly #unlinted = new Map<SitePlan, Promise<UnlintedMembers>>();
  readonly #planKeys = new Map<FilePlan, string | undefined>();
  readonly #shownNotes = new Set<string>();
  /** The articles that are checked: absolute paths. */
  #inRun: ReadonlySet<string> = new Set();
  readonly #moves = new Map<SiteModel, Promise<Moves>>();

  readonly #clashesOf: ReturnType<typeof clashFinder>;
  readonly #orphanOf: ReturnType<typeof orphanFinder>;

  constructor(request: SitesRequest) {
    this.#request = request;
    this.#clashesOf = clashFinder(request.models, request.cwd, () => this.#inRun);
    this.#orphanOf = orphanFinder(request.models, () =>
      this.#noteOnce(
        t(
          "site.notBuilt",
          "site/orphan needs the built site, newer than all articles. Build the site, then run stet again.",
        ),
      ),
    );
  }

  /**
   * The violations of site rules in these articles. Called again if fixes have changed some of them. `undefined` if the
   * run is interrupted meanwhile.
   */
  async check(articles: readonly SiteArticle[]): Promise<SiteGroupResults | undefined> {
    const bySite = new Map<SitePlan | undefined, SiteArticle[]>();
    for (const article of articles) {
      const { site } = article.plan;
      if (!this.#hasRules(article.plan) || (site && !isContent(site, article.file.path))) continue;
      const list = bySite.get(site);
      if (list) list.push(article);
      else bySite.set(site, [article]);
    }
    const parts: SiteGroupResults[] = [];
    this.#moves.clear();
    this.#inRun = new Set([...bySite.values()].flat().map(({ file }) => file.path));
    for (const [site, linted] of bySite) append(parts, await this.#checkOne(site, linted));
    append(parts, await this.#checkGone(articles));
    if (this.#request.signal?.aborted) return undefined;
    return { articles: joined(parts, "articles"), files: joined(parts, "files"), errors: joined(parts, "errors") };
  }

  #hasRules(plan: FilePlan): boolean {
    return hasSiteRules(plan, { comparesAddresses: this.#request.earlier !== undefined });
  }

  async #checkOne(site: SitePlan | undefined, linted: readonly SiteArticle[]): Promise<SiteGroupResults[]> {
    const parts = await this.#checkWith(site, linted, false);
    const { cache, signal } = this.#request;
    const hasCrashed = parts.slice(1).some(({ errors }) => errors.size > 0);
    return hasCrashed && cache && !signal?.aborted ? this.#checkWith(site, linted, true) : parts;
  }

  /** @param isFresh makes all summaries again, without those of the cache, of which one may have crashed a rule. */
  async #checkWith(site: SitePlan | undefined, linted: readonly SiteArticle[], isFresh: boolean) {
    if (isFresh && site) this.#unlinted.set(site, this.#readUnlinted(site, linted, new Map()));
    const { members: unlinted, errors } = site ? await this.#unlintedOf(site, linted) : { members: [], errors: [] };
    const ofRun = await this.#membersOf(linted, isFresh);
    const members = [...unlinted, ...ofRun].sort((a, b) => (a.path < b.path ? -1 : 1));
    const parts: SiteGroupResults[] = [
      { articles: new Map(), files: new Map(), errors: new Map([[linted[0]?.file.shown ?? "", errors]]) },
    ];
    const { signal, onLongWork } = this.#request;
    const check = (group: SiteGroup, files: readonly SiteFileEntry[]) =>
      longWork(isLongSite(group.members.length), onLongWork, () => checkSiteGroup(group, files));
    for (const group of siteGroups(members)) {
      if (signal?.aborted) break;
      if (!group.members.some(({ linted }) => linted)) continue;
      if (group.rule.site?.addresses === "moves" && !this.#request.earlier) continue;
      if (!group.rule.site?.files) parts.push(await check(group, []));
      else if (!site)
        this.#noteOnce(
          t(
            "site.noContent",
            '{name} needs to know all articles of the site. Set "site.content" in the configuration to the folders of the articles.',
            { name: group.rule.name },
          ),
        );
      else if (group.members.every(({ linted }) => linted))
        parts.push(await check(group, await this.#filesFor(group, site)));
    }
    return parts;
  }

  async #membersOf(linted: readonly SiteArticle[], isFresh: boolean): Promise<SiteMember[]> {
    const needs = new Map<FilePlan, ReadonlySet<string | undefined>>();
    const members: SiteMember[] = [];
    for (const article of linted) {
      const { file, plan } = article;
      const needed = needs.get(plan) ?? new Set(plan.rules.map(({ rule }) => rule.site?.addresses));
      needs.set(plan, needed);
      const member = new LintedMember(article, {
        clashes: needed.has("clashes") ? await this.#clashesOf(file.path, plan) : undefined,
        orphan: needed.has("links") ? await this.#orphanOf(file.path, plan) : undefined,
        moved: needed.has("moves") ? (await this.#movesOf(plan))?.byFile.get(file.path) : undefined,
      });
      members.push(isFresh ? await freshMember(member, article) : member);
    }
    return members;
  }

  /** What has moved on the site of a plan. */
  #movesOf(plan: FilePlan): Promise<Moves> | undefined {
    const { earlier, models } = this.#request;
    const model = earlier && models.of(plan);
    if (!model) return undefined;
    const known = this.#moves.get(model);
    if (known) return known;
    const moves = movesIn(model, plan, earlier, (file) => this.#inRun.has(file));
    this.#moves.set(model, moves);
    return moves;
  }

  /** Reports addresses that are gone with an article, or because of the settings of the site. */
  async #checkGone(articles: readonly SiteArticle[]): Promise<SiteGroupResults[]> {
    const { earlier, configs } = this.#request;
    if (!earlier) return [];
    const plans = new Map<SiteModel, FilePlan>();
    const add = (plan: FilePlan): void => {
      const model = plan.rules.some(({ rule }) => rule.site?.addresses === "moves") && this.#request.models.of(plan);
      if (model && !plans.has(model)) plans.set(model, plan);
    };
    for (const { plan } of articles) add(plan);
    // The run has none of these.
    for (const [file, { kind }] of await earlier.changes())
      if (kind === "deleted" || settingsFile.test(file)) add(await configs.planFor(file));
    const parts: SiteGroupResults[] = [];
    for (const plan of plans.values()) {
      const gone = (await this.#movesOf(plan))?.gone ?? [];
      const asked = await this.#request.askedOf(gone.filter(({ isArticle }) => isArticle).map(({ file }) => file));
      for (const { file, isArticle, urls } of gone) {
        if (isArticle && !asked.has(file)) continue;
        const { rules, site } = isArticle ? await configs.planFor(file) : plan;
        const shown = this.#shown(file);
        for (const { rule, options, severity } of rules)
          if (rule.site?.addresses === "moves")
            parts.push(
              checkSiteGroup({ rule, options, members: [] }, [
                { path: site ? nameIn(site, file) : shown, shown, severity, gone: { isArticle, urls } },
              ]),
            );
      }
    }
    return parts;
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
  async #readUnlinted(site: SitePlan, linted: readonly SiteArticle[], known?: SummaryCache): Promise<UnlintedMembers> {
    const before: SummaryCache = known ?? (this.#request.cache ? await readSummaries(site) : new Map());
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
      if (plan.site !== site || !this.#hasRules(plan)) continue;
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
          append(errors, failed);
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

/**
 * The judgement of whole sites: the articles of the run and, where the configuration says what the site is, all others
 * of it by what was noted of them.
 */
import { stat } from "node:fs/promises";
import path from "node:path";
import pLimit from "p-limit";
import type { Configs } from "../../config/index.js";
import type { FilePlan, SitePlan } from "../../config/types.js";
import { discover, type FoundFile } from "../../discover/index.js";
import { failure, type Summaries, summarize } from "../../lint/index.js";
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
import { t } from "../../platform/i18n.js";
import type { FileError } from "../../results.js";
import { planKey } from "../cache/key.js";
import { type FileStamp, hasSiteRules } from "../lint-file.js";
import { isContent } from "./content-globs.js";
import { type Note, type Notes, readNotes, writeNotes } from "./summary-cache.js";

export type { RawSiteViolation, SiteGroupResults };

/** An article of the run, when it has been looked at. */
export interface SiteArticle extends Pick<SiteMember, "plan" | "summarized" | "summaryOf" | "textLength"> {
  readonly file: FoundFile;
  /** Of the file, if the text was read from it and is still in it. */
  stamp(): FileStamp | undefined;
}
export interface SitesRequest {
  readonly cwd: string;
  readonly configs: Configs;
  /** Whether ignore files leave out files that a rule wants listed. */
  readonly ignore: boolean;
  /** Whether notes are kept between runs. */
  readonly cache: boolean;
  readonly note: (message: string) => void;
}

/** Files that are read at a time. */
const readers = 32;
/**
 * Milliseconds. A file that was changed as recently as this when it was read may change again without its time
 * changing: FAT counts in steps of two seconds. So it is not noted (git's "racy" files).
 */
const steadyAfter = 2000;

export class Sites {
  readonly #request: SitesRequest;
  readonly #others = new Map<SitePlan, Promise<Others>>();
  readonly #planKeys = new Map<FilePlan, string | undefined>();
  readonly #noted = new Set<string>();

  constructor(request: SitesRequest) {
    this.#request = request;
  }

  /** What the rules say of these articles of the run. Called again when fixes have changed some of them. */
  async check(articles: readonly SiteArticle[]): Promise<SiteGroupResults> {
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
    return { articles: joined(parts, "articles"), files: joined(parts, "files"), errors: joined(parts, "errors") };
  }

  async #checkOne(site: SitePlan | undefined, linted: readonly SiteArticle[]): Promise<SiteGroupResults[]> {
    const { members: others, errors } = site ? await this.#othersOf(site, linted) : { members: [], errors: [] };
    const members = [
      ...others,
      ...linted.map(
        (article): SiteMember => ({
          path: sitePathOf(article.plan, article.file.path, article.file.shown),
          shown: article.file.shown,
          linted: true,
          plan: article.plan,
          summarized: article.summarized,
          summaryOf: (rule) => article.summaryOf(rule),
          textLength: article.textLength,
        }),
      ),
    ].sort((a, b) => (a.path < b.path ? -1 : 1));
    const parts: SiteGroupResults[] = [
      { articles: new Map(), files: new Map(), errors: new Map([[linted[0]?.file.shown ?? "", errors]]) },
    ];
    for (const group of siteGroups(members)) {
      if (!group.members.some(({ member }) => member.linted)) continue;
      if (!group.rule.site?.files) parts.push(checkSiteGroup(group, []));
      else if (!site)
        this.#noteOnce(
          t(
            "site.needsKnowWhole",
            '{name} needs to know the whole site: say in the configuration, as "site.content", where its articles are',
            { name: group.rule.name },
          ),
        );
      else if (group.members.every(({ member }) => member.linted))
        parts.push(checkSiteGroup(group, await this.#filesFor(group, site)));
    }
    return parts;
  }

  #noteOnce(message: string): void {
    if (!this.#noted.has(message)) this.#request.note(message);
    this.#noted.add(message);
  }

  /** What a rule wants listed, with the severity that its plan has for each; where that is off, the file is left out. */
  async #filesFor({ rule, options }: SiteGroup, site: SitePlan): Promise<SiteFileEntry[]> {
    const { configs, ignore } = this.#request;
    const files: SiteFileEntry[] = [];
    const found = discover({
      cwd: site.base,
      patterns: rule.site?.files?.(options as never) ?? [],
      extensions: async () => [""],
      isIgnored: (file, isFolder) => configs.isIgnored(file, isFolder),
      ignoreFiles: ignore,
    });
    for await (const file of found) {
      const plan = await configs.planFor(file.path);
      const enabled = plan.rules.find((one) => one.rule === rule);
      if (!enabled) continue;
      files.push({ path: nameIn(site, file.path), shown: this.#shown(file.path), severity: enabled.severity });
    }
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  #othersOf(site: SitePlan, linted: readonly SiteArticle[]): Promise<Others> {
    let others = this.#others.get(site);
    if (!others) {
      others = this.#gather(site, linted);
      this.#others.set(site, others);
    }
    return others;
  }

  /** Reads what is not noted, or has changed since, and notes all that will be true in the next run. */
  async #gather(site: SitePlan, linted: readonly SiteArticle[]): Promise<Others> {
    const before: Notes = this.#request.cache ? await readNotes(site) : new Map();
    const after = new Map<string, Note>();
    const members: SiteMember[] = [];
    const errors: FileError[] = [];
    const inRun = new Set(linted.map(({ file }) => file.path));
    for (const article of linted) {
      const { file, plan, summarized } = article;
      const stamp = article.stamp();
      const key = this.#keyOf(plan);
      if (key === undefined || !stamp || !isSteady(stamp)) continue;
      const { size, mtimeMs } = stamp;
      const summaries = Object.fromEntries(summarized.map((rule) => [rule, article.summaryOf(rule)]));
      after.set(nameIn(site, file.path), { size, mtimeMs, plan: key, summaries });
    }
    const limit = pLimit(readers);
    const reading: Promise<void>[] = [];
    for await (const { path: file } of this.#contentOf(site)) {
      if (inRun.has(file)) continue;
      const plan = await this.#request.configs.planFor(file);
      if (plan.site !== site || !hasSiteRules(plan)) continue;
      reading.push(
        limit(async () => {
          const shown = this.#shown(file);
          const name = nameIn(site, file);
          const member = (summaries: Summaries): SiteMember => ({
            path: name,
            shown,
            linted: false,
            plan,
            summarized: Object.keys(summaries),
            summaryOf: (rule) => summaries[rule],
            textLength: 0,
          });
          const { note, summaries, failed } = await this.#noteOf({ path: file, shown }, name, plan, before.get(name));
          if (summaries) members.push(member(summaries));
          errors.push(...failed);
          if (note) after.set(name, note);
        }),
      );
    }
    await Promise.all(reading);
    if (this.#request.cache && differ(before, after)) await writeNotes(site, after);
    return { members, errors };
  }

  #contentOf(site: SitePlan): AsyncGenerator<FoundFile, void, void> {
    const { configs } = this.#request;
    return discover({
      cwd: site.base,
      patterns: site.content,
      extensions: (folder) => configs.extensions(folder),
      isIgnored: (file, isFolder) => configs.isIgnored(file, isFolder),
      ignoreFiles: true,
      note: ({ message }) => this.#noteOnce(`site.content: ${message}`),
    });
  }

  /** What is noted of an article, or what it says if that is not noted, or the file has changed since. */
  async #noteOf({ path: file, shown }: FoundFile, name: string, plan: FilePlan, known?: Note): Promise<Noted> {
    const key = this.#keyOf(plan);
    try {
      const { size, mtimeMs } = await stat(file);
      if (known && known.size === size && known.mtimeMs === mtimeMs && known.plan === key)
        return { note: known, summaries: known.summaries, failed: [] };
      const readAt = Date.now();
      const { text, encodingProblem, ...stamp } = await load(file);
      const { summaries, errors } = summarize(readArticle({ path: name, text, encodingProblem }, plan), plan);
      const failed = errors.map(({ kind, message }) => ({ kind, message: `${shown}: ${message}` }));
      const isTrueLater = key !== undefined && failed.length === 0 && isSteady({ ...stamp, readAt });
      const note = isTrueLater ? { size: stamp.size, mtimeMs: stamp.mtimeMs, plan: key, summaries } : undefined;
      return { note, summaries, failed };
    } catch (error) {
      // Gone or not to be read: its own run will report that. What else may happen is a bug, and must not look like absence.
      if (isLoadProblem(error)) return { note: undefined, summaries: undefined, failed: [] };
      const message = t(
        "site.couldSummedUp",
        "{shown} could not be summed up for the site, which is a bug of stet: {error}",
        { shown, error: failure(error) },
      );
      return { note: undefined, summaries: {}, failed: [{ kind: "internal", message }] };
    }
  }

  /** `undefined`: nobody knows what a summary follows from, so it is not kept. */
  #keyOf(plan: FilePlan): string | undefined {
    if (!this.#planKeys.has(plan)) this.#planKeys.set(plan, planKey(plan, this.#request.cwd));
    return this.#planKeys.get(plan);
  }

  #shown(file: string): string {
    return path.relative(this.#request.cwd, file).replaceAll(path.sep, "/");
  }
}

/** The articles of a site that are not in the run. */
interface Others {
  readonly members: readonly SiteMember[];
  readonly errors: readonly FileError[];
}

interface Noted {
  /** For the next run; `undefined` if it may not be true then. */
  readonly note: Note | undefined;
  /** `undefined` where the article could not be read. */
  readonly summaries: Summaries | undefined;
  readonly failed: readonly FileError[];
}

const nameIn = ({ base }: SitePlan, file: string): string => path.relative(base, file).replaceAll(path.sep, "/");

const isSteady = ({ mtimeMs, readAt }: FileStamp): boolean => readAt - mtimeMs > steadyAfter;

const isLoadProblem = (error: unknown): boolean =>
  error instanceof Error && (error.name === "LoadError" || "code" in error);

function differ(before: Notes, after: Notes): boolean {
  if (before.size !== after.size) return true;
  for (const [name, { size, mtimeMs, plan }] of after) {
    const known = before.get(name);
    if (known?.size !== size || known.mtimeMs !== mtimeMs || known.plan !== plan) return true;
  }
  return false;
}

function joined<K extends keyof SiteGroupResults>(parts: readonly SiteGroupResults[], key: K): SiteGroupResults[K] {
  const all = new Map<string, unknown[]>();
  for (const part of parts) for (const [name, list] of part[key]) all.set(name, [...(all.get(name) ?? []), ...list]);
  return all as unknown as SiteGroupResults[K];
}

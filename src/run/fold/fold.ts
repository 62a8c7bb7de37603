/**
 * Folds violations: what nearly all articles of a folder have, or many articles for one reason, is one violation with
 * its counts and examples. All results are counted first, then taken one by one, so that none stays in memory.
 */
import type {
  FileResult,
  FoldedCause,
  FoldedExample,
  FoldedFolder,
  FoldedViolation,
  MessageData,
  Violation,
} from "../../results.js";
import { FolderTree } from "./folder-tree.js";

/** A violation is folded in a folder (with its subfolders) that has at least this number of articles … */
export const leastArticles = 10;
/**
 * … if at least this share of them has it, and of its subfolders too: if only one of two feeds has it, it is folded in
 * the folder of that feed. A violation with a named cause is folded if at least `leastArticles` articles have it.
 */
const leastShare = 0.8;
/** What a site rule reports of a group of articles is folded from this number of articles on: the rule has counted them. */
const leastOfGroup = 2;
const mostExamples = 3;
/** With `byFeeds`: a rule and message with more causes than that are one violation, which names the causes. */
const mostCauses = 3;

/** What is folded together. */
type Kind = Pick<Violation, "rule" | "messageId" | "severity" | "cause" | "group">;

/** Violations of one rule and message with different causes, each in few articles. */
interface Pool {
  readonly kind: Kind;
  /** The articles that have them, until it is decided. */
  articles: { readonly kinds: readonly number[]; readonly feed: string | undefined }[];
  /** The index of its kind if it is folded. */
  index: number | undefined;
  /** The causes that would be folded, if they are too many for an entry each. */
  causes: readonly FoldedCause[];
}

/** Where violations of one kind are folded: what a baseline records. */
export interface FoldedScope extends Pick<Violation, "rule" | "messageId" | "cause"> {
  /** As displayed. */
  readonly folder: string;
  /** The number of articles of the run in the folder. */
  readonly of: number;
}

export interface FoldRequest {
  /** The cause of a violation, if it has one: see `causeFinder`. */
  readonly causeOf: (violation: Violation) => string | undefined;
  /** Fold what at least `leastArticles` articles have, wherever they are, and name the feeds that have it. */
  readonly byFeeds?: boolean;
  /**
   * The rule's message for a folded violation; `undefined`: the rule has none. `data` has what the data of all violations
   * have in common, `example` is an article that has it.
   */
  readonly messageOf: (kind: Kind, data: MessageData, example: string) => Promise<string | undefined>;
}

export class Fold {
  readonly #request: FoldRequest;
  readonly #kinds: Kind[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #tree = new FolderTree();
  #articles = 0;
  /** The number of articles: for a kind with a cause in the run, otherwise by folder. */
  readonly #counts: (number | Map<number, number>)[] = [];
  /** The folders in which a kind is folded: the number of articles that have it. Only for folded kinds. */
  #scopes = new Map<number, Map<number, number>>();
  readonly #folding = new Map<number, Folding>();
  /** The number of articles by feed: of all, and of each kind. Only with `byFeeds`. */
  readonly #feeds = new Map<string, number>();
  readonly #feedCounts: (Map<string, number> | undefined)[] = [];
  /** With `byFeeds`: what has a cause in few articles is folded with others of its rule and message. */
  readonly #pools = new Map<string, Pool>();
  /** The pool of each kind with a cause. */
  readonly #poolOf = new Map<number, Pool>();

  constructor(request: FoldRequest) {
    this.#request = request;
  }

  /** To be called with every result of the run, in any order. */
  count({ path, feed, article, violations }: FileResult): void {
    if (article === false) return;
    this.#articles++;
    const folder = this.#tree.add(path);
    const inFeed = this.#request.byFeeds === true ? feed : undefined;
    if (inFeed !== undefined) addTo(this.#feeds, inFeed);
    const kinds = new Set(violations.map((violation) => this.#indexOf(violation)));
    if (this.#request.byFeeds) this.#countInPools(kinds, inFeed);
    for (const kind of kinds) {
      const counts = this.#counts[kind] as number | Map<number, number>;
      if (typeof counts === "number") this.#counts[kind] = counts + 1;
      else addTo(counts, folder);
      if (inFeed !== undefined) {
        this.#feedCounts[kind] ??= new Map();
        addTo(this.#feedCounts[kind], inFeed);
      }
    }
  }

  #countInPools(kinds: Iterable<number>, feed: string | undefined): void {
    const own = new Map<Pool, number[]>();
    for (const kind of kinds) {
      const { rule, messageId, severity, cause, group } = this.#kinds[kind] as Kind;
      if (cause === undefined || group) continue;
      const key = `${severity} ${rule} ${messageId}`;
      const pool = this.#pools.get(key) ?? {
        kind: { rule, messageId, severity },
        articles: [],
        index: undefined,
        causes: [],
      };
      this.#pools.set(key, pool);
      this.#poolOf.set(kind, pool);
      own.set(pool, [...(own.get(pool) ?? []), kind]);
    }
    for (const [pool, list] of own) pool.articles.push({ kinds: list, feed });
  }

  /** Makes a kind of each pool with enough articles; those of causes that are folded themselves do not count. */
  #decidePools(common: number): void {
    const ofPools = new Map<Pool, number[]>();
    for (const [kind, pool] of this.#poolOf)
      if (this.#scopes.has(kind)) ofPools.set(pool, [...(ofPools.get(pool) ?? []), kind]);
    for (const [pool, kinds] of ofPools) {
      if (kinds.length <= mostCauses) continue;
      pool.causes = kinds
        .map((kind) => ({
          cause: this.#kinds[kind]?.cause ?? "",
          articles: sumOf(this.#scopes.get(kind) ?? new Map()),
        }))
        .sort((a, b) => b.articles - a.articles || compare(a.cause, b.cause));
      for (const kind of kinds) this.#scopes.delete(kind);
    }
    for (const pool of this.#pools.values()) {
      const left = pool.articles.filter(({ kinds }) => kinds.some((kind) => !this.#scopes.has(kind)));
      pool.articles = [];
      if (left.length < leastArticles) continue;
      pool.index = this.#kinds.length;
      this.#kinds.push(pool.kind);
      this.#counts.push(0);
      this.#scopes.set(pool.index, new Map([[common, left.length]]));
      const feeds = new Map<string, number>();
      for (const { feed } of left) if (feed !== undefined) addTo(feeds, feed);
      this.#feedCounts[pool.index] = feeds;
    }
  }

  /** Decides what is folded when all results have been counted. */
  decide(): readonly FoldedScope[] {
    const tree = this.#tree;
    tree.complete();
    const common = tree.common();
    for (const [kind, counts] of this.#counts.entries()) {
      const articles = typeof counts === "number" ? counts : sumOf(counts);
      const { group } = this.#kinds[kind] as Kind;
      const isAnywhere = typeof counts === "number" || this.#request.byFeeds === true;
      if (group?.of !== undefined && typeof counts !== "number") {
        if (articles >= leastOfGroup) this.#scopes.set(kind, counts);
      } else if (isAnywhere && common !== undefined) {
        if (articles >= (group ? leastOfGroup : leastArticles)) this.#scopes.set(kind, new Map([[common, articles]]));
      } else if (typeof counts !== "number") {
        const folders = this.#foldersWith(counts);
        if (folders.size > 0) this.#scopes.set(kind, folders);
      }
      // Not needed any more.
      this.#counts[kind] = 0;
      if (!this.#scopes.has(kind)) this.#feedCounts[kind] = undefined;
    }
    if (common !== undefined) this.#decidePools(common);
    return [...this.#scopes].flatMap(([kind, folders]) => {
      const { rule, messageId, cause } = this.#kinds[kind] as Kind;
      return [...folders.keys()].map((index) => {
        const { path: folder, articles: of } = tree.get(index);
        return { rule, messageId, folder, of, ...(cause !== undefined && { cause }) };
      });
    });
  }

  /** The topmost folders in which nearly all articles have it. */
  #foldersWith(counts: ReadonlyMap<number, number>): Map<number, number> {
    const sums = this.#tree.sums(counts);
    const isFolded = (index: number): boolean => {
      const { articles, parts, isPassage } = this.#tree.get(index);
      const sum = sums.get(index);
      if (!sum || isPassage || articles < leastArticles) return false;
      return sum.articles >= articles * leastShare && sum.parts >= parts * leastShare;
    };
    const folders = new Map<number, number>();
    for (const start of counts.keys()) {
      let topmost: number | undefined;
      for (let at = start; at >= 0; at = this.#tree.get(at).parent) if (isFolded(at)) topmost = at;
      if (topmost !== undefined) folders.set(topmost, sums.get(topmost)?.articles ?? 0);
    }
    return folders;
  }

  /** The feeds of which nearly all articles have it. */
  #feedsWith(kind: number): FoldedFolder[] {
    return [...(this.#feedCounts[kind] ?? [])]
      .map(([path, articles]) => ({ path, articles, of: this.#feeds.get(path) ?? articles }))
      .filter(({ articles, of }) => of >= leastArticles && articles >= of * leastShare)
      .sort(mostArticles);
  }

  /** Takes the folded violations out of a result. To be called with every result, in the order of the report. */
  take(result: FileResult): FileResult {
    if (result.article === false || this.#scopes.size === 0 || result.violations.length === 0) return result;
    const seen = new Set<Folding>();
    const severities = new Set<Violation["severity"]>();
    const violations = result.violations.filter((violation) => {
      const own = this.#indexOf(violation);
      const kind = this.#scopes.has(own) ? own : (this.#poolOf.get(own)?.index ?? own);
      const scopes = this.#scopes.get(kind);
      if (!scopes || !this.#isIn(scopes, result.path)) return true;
      let folding = this.#folding.get(kind);
      if (!folding) {
        folding = {
          message: violation.message,
          data: violation.data ?? {},
          isExample: false,
          violations: 0,
          fixable: 0,
          unsafeFixable: 0,
          first: [],
          spread: new Map(),
        };
        this.#folding.set(kind, folding);
      }
      if (violation.message !== folding.message) folding.isExample = true;
      folding.data = commonData(folding.data, violation.data);
      folding.violations++;
      if (violation.fix) folding[violation.fix.safe ? "fixable" : "unsafeFixable"]++;
      if (!seen.has(folding)) addExample(folding, this.#tree.indexOf(result.path), result.path, violation);
      seen.add(folding);
      severities.add(violation.severity);
      return false;
    });
    return severities.size === 0 ? result : { ...result, violations, foldedAs: [...severities] };
  }

  #isIn(scopes: ReadonlyMap<number, number>, article: string): boolean {
    for (let at = this.#tree.indexOf(article); at >= 0; at = this.#tree.get(at).parent) if (scopes.has(at)) return true;
    return false;
  }

  /** The folded violations, when all results have been taken: errors first, then those of most articles. */
  async folded(): Promise<readonly FoldedViolation[]> {
    const all: FoldedViolation[] = [];
    for (const [index, folding] of this.#folding) {
      const kind = this.#kinds[index] as Kind;
      const { group } = kind;
      const folders = [...(this.#scopes.get(index) ?? [])]
        .map(([folder, articles]) => ({
          path: this.#tree.get(folder).path,
          articles,
          of: group?.of ?? this.#tree.get(folder).articles,
        }))
        .sort(mostArticles);
      const of = folders.reduce((sum, one) => sum + one.of, 0);
      const examples = examplesOf(folding);
      // The causes of a pool differ, and so do the messages: that of its first cause is an example.
      const pool = [...this.#pools.values()].find((one) => one.index === index);
      const cause = pool ? pool.causes[0]?.cause : kind.cause;
      const general =
        pool && cause === undefined
          ? undefined
          : await this.#request.messageOf(
              { ...kind, ...(cause !== undefined && { cause }) },
              pool ? {} : folding.data,
              examples[0]?.path ?? "",
            );
      const { rule, messageId, severity } = kind;
      all.push({
        rule,
        messageId,
        severity,
        ...(kind.cause !== undefined && { cause: kind.cause }),
        message: general ?? folding.message,
        isExample: folding.isExample && (general === undefined || pool !== undefined),
        violations: folding.violations,
        articles: folders.reduce((sum, one) => sum + one.articles, 0),
        of,
        folders,
        feeds: group?.of === undefined ? this.#feedsWith(index) : [],
        isEverywhere: of === this.#articles,
        ...(pool && pool.causes.length > 0 && { causes: pool.causes }),
        ...(group?.feed !== undefined && {
          feed: { path: group.feed, articles: group.articles, of: group.of ?? group.articles },
        }),
        examples,
        fixable: folding.fixable,
        unsafeFixable: folding.unsafeFixable,
      });
    }
    return all.sort(inOrder);
  }

  #indexOf(violation: Violation): number {
    const { rule, messageId, severity } = violation;
    const cause = this.#request.causeOf(violation);
    const key = `${severity} ${rule} ${messageId} ${cause ?? ""}`;
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    const index = this.#kinds.length;
    const { group } = violation;
    this.#kinds.push({ rule, messageId, severity, ...(cause !== undefined && { cause }), ...(group && { group }) });
    this.#counts.push(cause === undefined || group?.of !== undefined ? new Map() : 0);
    this.#indexes.set(key, index);
    return index;
  }
}

/** What is known of a folded violation while results are taken. */
interface Folding {
  /** Of the first violation. */
  readonly message: string;
  /** What the data of all violations have in common. */
  data: MessageData;
  isExample: boolean;
  violations: number;
  fixable: number;
  unsafeFixable: number;
  /** The first places, and the first one of each folder. */
  readonly first: FoldedExample[];
  readonly spread: Map<number, FoldedExample>;
}

function commonData(one: MessageData, other: MessageData = {}): MessageData {
  const entries = Object.entries(one);
  const common = entries.filter(([key, value]) => other[key] === value);
  return common.length === entries.length ? one : Object.fromEntries(common);
}

function addExample({ first, spread }: Folding, folder: number, path: string, violation: Violation): void {
  const isNeeded = first.length < mostExamples || (spread.size < mostExamples && !spread.has(folder));
  if (!isNeeded) return;
  const { line, column, endLine, endColumn, range, message } = violation;
  const example = { path, line, column, endLine, endColumn, range, message };
  if (first.length < mostExamples) first.push(example);
  if (spread.size < mostExamples && !spread.has(folder)) spread.set(folder, example);
}

/** Of several folders, rather than of one. */
const examplesOf = ({ first, spread }: Folding): FoldedExample[] =>
  [...new Set([...spread.values(), ...first])].slice(0, mostExamples);

const mostArticles = (a: FoldedFolder, b: FoldedFolder): number => b.articles - a.articles || compare(a.path, b.path);

function addTo<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

const sumOf = (counts: ReadonlyMap<unknown, number>): number => [...counts.values()].reduce((sum, one) => sum + one, 0);

const inOrder = (a: FoldedViolation, b: FoldedViolation): number =>
  Number(b.severity === "error") - Number(a.severity === "error") ||
  b.articles - a.articles ||
  compare(a.rule, b.rule) ||
  compare(a.messageId, b.messageId) ||
  compare(a.cause ?? "", b.cause ?? "");

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

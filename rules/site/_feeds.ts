/** Helpers of rules that find what holds for most articles of a feed, and may be chance in one article. */
import { type SiteEntry, t, truncate } from "../../src/rule.js";

/** What these rules know about each article. */
export interface OfFeed {
  /** See `feedOf`. */
  readonly feed?: string | undefined;
}

/** Articles of one feed or folder that are alike. */
export interface AlikeGroup<S> {
  readonly feed: string | undefined;
  readonly folder: string;
  /** The number of articles in the feed or folder. */
  readonly size: number;
  /** Those that are alike, sorted by path. */
  readonly alike: readonly SiteEntry<S>[];
}

export interface GroupLimits {
  /** The fewest articles of a feed or folder for which a rule makes a statement. */
  readonly least: number;
  /** The smallest share of articles that must be alike. */
  readonly share: number;
}

export const groupOptions = {
  least: {
    type: "integer",
    minimum: 2,
    default: 10,
    description: "Minimum number of articles of a feed or folder",
  },
  share: {
    type: "number",
    minimum: 0.1,
    maximum: 1,
    default: 0.6,
    description: "Share of these articles from which they are reported",
  },
} as const;

/**
 * The feeds and folders in which enough articles are alike. A feed is the articles of a folder with the same categories.
 * If all feeds of a folder are like that, the folder is one group.
 *
 * @param alikeIn those of the articles that are alike.
 */
export function alikeGroups<S extends OfFeed>(
  entries: readonly SiteEntry<S>[],
  { least, share }: GroupLimits,
  alikeIn: (members: readonly SiteEntry<S>[]) => readonly SiteEntry<S>[],
): AlikeGroup<S>[] {
  const found: AlikeGroup<S>[] = [];
  const groupOf = (members: readonly SiteEntry<S>[], folder: string, feed?: string): AlikeGroup<S> | undefined => {
    if (members.length < least) return undefined;
    const alike = alikeIn(members);
    return alike.length > 1 && alike.length >= share * members.length
      ? { feed, folder, size: members.length, alike }
      : undefined;
  };
  for (const [folder, members] of grouped(entries, ({ path }) => path.slice(0, Math.max(0, path.lastIndexOf("/"))))) {
    const feeds = [...grouped(members, ({ summary }) => summary.feed ?? "")];
    const [first] = feeds;
    const large = feeds.filter(([feed, own]) => feed !== "" && own.length >= least);
    const ofFeeds = large.flatMap(([feed, own]) => groupOf(own, folder, feed) ?? []);
    const whole = groupOf(members, folder, feeds.length === 1 ? first?.[0] || undefined : undefined);
    if (whole && ofFeeds.length === large.length) found.push(whole);
    else found.push(...ofFeeds);
  }
  return found;
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const list = groups.get(keyOf(one));
    if (list) list.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

/** The most frequent key and the articles that have it. Of equally frequent ones, the first. */
export function commonest<S>(
  entries: readonly SiteEntry<S>[],
  keyOf: (summary: S) => string | undefined,
): readonly [key: string | undefined, entries: readonly SiteEntry<S>[]] {
  let best: readonly [string | undefined, readonly SiteEntry<S>[]] = [undefined, []];
  const keyed = entries.filter(({ summary }) => keyOf(summary) !== undefined);
  for (const [key, list] of grouped(keyed, ({ summary }) => keyOf(summary) ?? ""))
    if (list.length > best[1].length) best = [key, list];
  return best;
}

/** The data of messages about a group. */
export interface GroupData {
  readonly count: number;
  readonly all: number;
  readonly feed: string | undefined;
  readonly folder: string;
}

/** What each article of the group is reported with. */
export function groupReport<S>({ alike, size, feed, folder }: AlikeGroup<S>) {
  const group = { articles: alike.length, of: size, ...(feed !== undefined && { feed }) };
  const data: GroupData = { count: alike.length, all: size, feed, folder };
  return { group, cause: feed === undefined ? folder : `${folder}: ${feed}`, data };
}

/** `13 of 15 articles of feed "news/weather"`. */
export function groupPhrase({ count, all, feed, folder }: GroupData): string {
  if (feed !== undefined)
    return t("common.group.feed", '{count} of {all} articles of feed "{feed}"', { count, all, feed: truncate(feed) });
  return folder === ""
    ? t("common.group.run", "{count} of {all} articles", { count, all })
    : t("common.group.folder", '{count} of {all} articles in "{folder}"', { count, all, folder: truncate(folder) });
}

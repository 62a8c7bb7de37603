/** Folded violations in words: what many articles have is one entry of a report. */

import { t } from "../platform/i18n.js";
import { sha256Of } from "../platform/sha256.js";
import type { FileResult, FoldedExample, FoldedFolder, FoldedViolation } from "../results.js";
import { clauses, count, grouped } from "./count.js";

/** `38 of 40 articles in posts/news`, with the number of violations if it is another one. */
export function foldedWhere({ articles, of, folders, feed, isEverywhere, violations }: FoldedViolation): string {
  const numbers = { articles: grouped(articles), of: grouped(of) };
  const [folder] = folders;
  const where = feed
    ? t("report.folded.inFeed", '{articles} of {of} articles of feed "{feed}"', {
        articles: grouped(feed.articles),
        of: grouped(feed.of),
        feed: feed.path,
      })
    : isEverywhere
      ? t("report.folded.everywhere", "{articles} of {of} articles", numbers)
      : folders.length === 1
        ? t("report.folded.inFolder", "{articles} of {of} articles in {folder}", {
            ...numbers,
            folder: folder?.path ?? "",
          })
        : t("report.folded.inFolders", "{articles} of {of} articles in {folders} folders", {
            ...numbers,
            folders: grouped(folders.length),
          });
  return violations === articles ? where : clauses([where, count(violations, "violation")]);
}

/** For formats with one text per violation. */
export function foldedText(folded: FoldedViolation): string {
  const where = foldedWhere(folded);
  const { message, isExample } = folded;
  return isExample
    ? t("report.folded.example", "{where}, for example: {message}", { where, message })
    : t("report.folded.text", "{where}: {message}", { where, message });
}

/** A folder or feed with its numbers: `posts/a (38 of 40)`. */
export const folderPhrase = ({ path, articles, of }: FoldedFolder): string =>
  t("report.folded.folder", "{folder} ({articles} of {of})", {
    folder: path,
    articles: grouped(articles),
    of: grouped(of),
  });

/** The folders, if there are several: `posts/a (40 of 40), posts/b (38 of 40)`. */
export const foldedFolders = ({ folders }: FoldedViolation, most: number): string =>
  folders.length < 2 ? "" : listed(folders, most, "more folder");

/** `nearly all articles of 2 feeds: news/today (40 of 40), weather (9 of 10)`. */
export function foldedFeeds({ feeds }: FoldedViolation, most: number): string {
  if (feeds.length === 0) return "";
  return t("report.folded.feeds", "Nearly all articles of {feeds}: {list}", {
    feeds: count(feeds.length, "feed"),
    list: listed(feeds, most, "more feed"),
  });
}

/** `16 causes: a.example (263 articles), b.example (143 articles), 14 more`. */
export function foldedCauses({ causes = [] }: FoldedViolation, most: number): string {
  if (causes.length === 0) return "";
  const left = causes.length - most;
  const shown = causes
    .slice(0, most)
    .map(({ cause, articles }) =>
      t("report.folded.cause", "{cause} ({articles})", { cause, articles: count(articles, "article") }),
    );
  const more = left > 0 ? [t("report.folded.moreCauses", "{count} more", { count: grouped(left) })] : [];
  return t("report.folded.causes", "{count} causes: {list}", {
    count: grouped(causes.length),
    list: clauses([...shown, ...more]),
  });
}

function listed(folders: readonly FoldedFolder[], most: number, more: "more folder" | "more feed"): string {
  const shown = folders.slice(0, most).map(folderPhrase);
  const left = folders.length - shown.length;
  return clauses([...shown, ...(left > 0 ? [count(left, more)] : [])]);
}

/** The first example, as a violation of one article: for formats in which every entry has a place. */
export const firstExample = ({ examples }: FoldedViolation): FoldedExample => examples[0] as FoldedExample;

/** As the result of the article with the first example: for formats that show it like any other violation. */
export function foldedResult(folded: FoldedViolation): FileResult {
  const { rule, messageId, severity } = folded;
  const { path, ...place } = firstExample(folded);
  return { path, violations: [{ rule, messageId, severity, ...place, message: foldedText(folded) }], errors: [] };
}

/** ` [--fix: 38, --unsafe-fixes: 2]`: how many of the violations these options fix. */
export function foldedFixes({ fixable, unsafeFixable }: FoldedViolation): string {
  const parts = [
    ...(fixable > 0 ? [`--fix: ${grouped(fixable)}`] : []),
    ...(unsafeFixable > 0 ? [`--fix --unsafe-fixes: ${grouped(unsafeFixable)}`] : []),
  ];
  return parts.length > 0 ? ` [${clauses(parts)}]` : "";
}

/** The same for later runs, also if other folders have the violation then. */
export const foldedPrint = ({ rule, messageId, cause = "" }: FoldedViolation): string =>
  sha256Of(`folded ${rule} ${messageId} ${cause}`).slice(0, 16);

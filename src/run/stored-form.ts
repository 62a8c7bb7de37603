/**
 * Whether blob reports and cached results have the form in which stet writes them. A blob may come from a machine that somebody
 * else controls, and a cache may have been restored: a checksum does not say who has written it. Reports print the names,
 * and sums count with the numbers.
 */

import type { StoredFacts } from "../facts/run-facts.js";
import { longestPath } from "../patterns/glob.js";
import type { FileResult } from "../results.js";
import type { ViolationTuple } from "./serialize.js";
import type { Shard } from "./shards/shard.js";

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === "string";
const isNumber: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
/** Names that reports print as they are. */
const isName: Check = (value) => typeof value === "string" && /^[@\w./-]{1,200}$/.test(value);
const isBit: Check = (value) => value === 0 || value === 1;
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const or =
  (one: unknown, check: Check): Check =>
  (value) =>
    value === one || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
/** A list whose items have these forms; those after `least` may be missing. */
const tuple =
  (checks: readonly Check[], least = checks.length): Check =>
  (value) =>
    Array.isArray(value) &&
    value.length >= least &&
    value.length <= checks.length &&
    value.every((item, at) => checks[at]?.(item));
/** An object whose keys have these forms; it may have others. */
const shape =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value) =>
    isObject(value) && Object.entries(checks).every(([key, check]) => check(value[key]));
const optional = (check: Check): Check => or(undefined, check);

const isFix = tuple(
  [
    isBit,
    isText,
    listOf(tuple([isNumber, isNumber, isText])),
    or(
      0,
      listOf(() => true),
    ),
    isText,
  ],
  3,
);
const isPlain: Check = (value) => ["string", "number", "boolean"].includes(typeof value);
const isGroup = shape({ articles: isNumber, of: optional(isNumber), feed: optional(isText) });
const isViolation = tuple([
  isName,
  isName,
  isBit,
  isText,
  ...Array.from({ length: 6 }, () => isNumber),
  or(0, isFix),
  or(0, listOf(isFix)),
  ...Array.from({ length: 3 }, () => or(0, isText)),
  or(0, (value) => isObject(value) && Object.values(value).every(isPlain)),
  or(0, isGroup),
]);
const areViolations = listOf(isViolation);

/** Whether these are violations as `violationTuple` makes them. */
export const areViolationTuples = (value: unknown): value is readonly ViolationTuple[] => areViolations(value);

/** No file has a longer path, and each of its folders may have a configuration. */
const isPath: Check = (value) => typeof value === "string" && value.length <= longestPath && !value.includes("\0");

const isResult = shape({
  path: isPath,
  violations: areViolations,
  errors: listOf(shape({ kind: isName, message: isText })),
  suppressed: optional(isNumber),
  feed: optional(isText),
  text: optional(isText),
  article: optional((value) => value === false),
});
const isArticle = shape({
  summaries: isObject,
  directives: listOf(isObject),
  lines: shape({ starts: listOf(isNumber) }),
  hash: isText,
  text: optional(isText),
});
const isAnalysis = shape({ text: isText, stamp: isObject, hash: isText });
const isFact = shape({
  url: isText,
  verdict: (value) => ["ok", "broken", "unverifiable", "unchecked"].includes(value as string),
  reason: optional(or(null, isName)),
  detail: optional(isText),
  requests: optional(listOf(isObject)),
});

const isSerialized =
  (check: Check): Check =>
  (value) => {
    try {
      return typeof value === "string" && check(JSON.parse(value));
    } catch {
      return false;
    }
  };

export const isBlobLine = tuple([isPath, isSerialized(isResult), or(0, isArticle), or(0, isAnalysis), listOf(isName)]);

/** Whether it is a result with its violations as tuples. */
export const isStoredResult = (
  value: unknown,
): value is Omit<FileResult, "violations"> & {
  readonly violations: readonly ViolationTuple[];
} => isResult(value);

const areFacts = shape({ images: listOf(isFact), links: listOf(isFact), skipped: listOf(isText) });
export const areStoredFacts = (value: unknown): value is StoredFacts => areFacts(value);

const isFactSummary = shape({
  total: isNumber,
  ok: isNumber,
  broken: isNumber,
  unverifiable: isNumber,
  unchecked: isNumber,
  reasons: (value) => isObject(value) && Object.values(value).every(isObject),
});
const isFolder = shape({ path: isText, articles: isNumber, of: isNumber });
const isExample = shape({
  path: isPath,
  message: isText,
  ...Object.fromEntries(["line", "column", "endLine", "endColumn"].map((key) => [key, isNumber])),
  range: shape({ start: isNumber, end: isNumber }),
});
const isEnd = shape({
  summary: shape({
    ...Object.fromEntries(
      ["articles", "errors", "warnings", "fixable", "unsafeFixable", "fixed", "failures"].map((key) => [key, isNumber]),
    ),
    suppressed: optional(isNumber),
    baselined: optional(isNumber),
    images: isFactSummary,
    links: isFactSummary,
    internalLinks: optional(
      shape({
        total: isNumber,
        checked: isNumber,
        unchecked: listOf(shape({ reason: isText, detail: isText, links: isNumber })),
      }),
    ),
  }),
  folded: listOf(
    shape({
      rule: isName,
      messageId: isName,
      severity: (value) => value === "error" || value === "warning",
      message: isText,
      ...Object.fromEntries(["violations", "articles", "of", "fixable", "unsafeFixable"].map((key) => [key, isNumber])),
      cause: optional(isText),
      folders: listOf(isFolder),
      feeds: listOf(isFolder),
      feed: optional(isFolder),
      causes: optional(listOf(shape({ cause: isText, articles: isNumber }))),
      examples: listOf(isExample),
    }),
  ),
  notes: listOf(isText),
  unused: listOf(isText),
});
/** Whether it is the end of a run. */
export const isStoredEnd = (value: unknown): boolean => isEnd(value);

export const isBlobEnd = shape({ images: listOf(isFact), links: listOf(isFact), notes: listOf(isText) });

/** As many shards as the command line allows. */
export const isShard = (value: unknown): value is Shard =>
  shape({ part: isNumber, of: isNumber, by: (by) => by === "path" || by === "size" })(value) &&
  (value as Shard).part >= 1 &&
  (value as Shard).part <= (value as Shard).of &&
  (value as Shard).of <= 9999;

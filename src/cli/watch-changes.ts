/** What is different between the results of two passes of `stet --watch`. */
import type { FileError, FileResult, Violation } from "../results.js";

/** The result of a file, and what recognizes its violations in the next pass. */
export interface WatchedFile {
  readonly result: FileResult;
  /** The line of each violation of which the file has several with the same message. */
  readonly lines: ReadonlyMap<Violation, string>;
  /** The number of the file in the file system, which it keeps if it is renamed. */
  readonly inode: number | undefined;
}

export type WatchedFiles = ReadonlyMap<string, WatchedFile>;

export interface Changes {
  /** Results with only what is new. */
  readonly added: readonly FileResult[];
  /** Results of the earlier pass with only what is gone. */
  readonly gone: readonly FileResult[];
}

/** The new paths of renamed files by their old ones. */
export function renamedFiles(before: WatchedFiles, after: WatchedFiles): ReadonlyMap<string, string> {
  const arrived = new Map<number, string>();
  for (const [path, { inode }] of after) if (inode !== undefined && !before.has(path)) arrived.set(inode, path);
  const renamed = new Map<string, string>();
  for (const [path, { inode }] of before) {
    const now = inode === undefined || after.has(path) ? undefined : arrived.get(inode);
    if (now !== undefined) renamed.set(path, now);
  }
  return renamed;
}

/**
 * A violation stays the same if it moves to another line, and if its file is renamed.
 *
 * @param shown selects which part of a result counts.
 */
export function changesBetween(
  before: WatchedFiles,
  after: WatchedFiles,
  shown: (result: FileResult) => FileResult = (result) => result,
): Changes {
  const renamed = renamedFiles(before, after);
  const earlierOf = new Map([...renamed].map(([from, to]) => [to, from]));
  const added: FileResult[] = [];
  const gone: FileResult[] = [];
  for (const [path, now] of after) {
    const then = before.get(earlierOf.get(path) ?? path);
    if (then === now) continue;
    const [left, came] = unmatched(then, now, shown);
    if (isAny(left)) gone.push({ ...(then?.result ?? now.result), ...left, path });
    if (isAny(came)) added.push({ ...now.result, ...came });
  }
  for (const [path, then] of before) {
    if (after.has(path) || renamed.has(path)) continue;
    const { violations, errors } = shown(then.result);
    if (isAny({ violations, errors })) gone.push({ ...then.result, violations, errors });
  }
  return { added, gone };
}

type Found = Pick<FileResult, "violations" | "errors">;

const isAny = ({ violations, errors }: Found): boolean => violations.length + errors.length > 0;

/** What only one of the two results has. */
function unmatched(
  before: WatchedFile | undefined,
  after: WatchedFile,
  shown: (result: FileResult) => FileResult,
): readonly [gone: Found, added: Found] {
  const old = before ? shown(before.result) : { violations: [], errors: [] };
  const now = shown(after.result);
  const keyOf = (file: WatchedFile | undefined, withLine: boolean) => (one: Violation) =>
    JSON.stringify([one.rule, one.message, withLine ? (file?.lines.get(one) ?? "") : ""]);
  // Among equal ones, those on the same line of text are the same.
  const [first, second] = withoutPairs(old.violations, now.violations, keyOf(before, true), keyOf(after, true));
  const [third, fourth] = withoutPairs(first, second, keyOf(before, false), keyOf(after, false));
  // A message may contain the number of another line, which has moved.
  const [gone, added] = withoutPairs(third, fourth, withoutNumbers, withoutNumbers);
  const [solved, failed] = withoutPairs(old.errors, now.errors, textOf, textOf);
  return [
    { violations: gone, errors: solved },
    { violations: added, errors: failed },
  ];
}

const textOf = ({ kind, message }: FileError): string => `${kind}\n${message}`;

const withoutNumbers = ({ rule, messageId, message, column, endColumn }: Violation): string =>
  JSON.stringify([rule, messageId, message.replace(/\d+/g, "0"), column, endColumn]);

/** Both lists without the items that have a counterpart in the other one. */
function withoutPairs<T>(
  old: readonly T[],
  now: readonly T[],
  keyOfOld: (item: T) => string,
  keyOfNow: (item: T) => string,
): readonly [old: readonly T[], now: readonly T[]] {
  if (old.length === 0 || now.length === 0) return [old, now];
  const counts = new Map<string, number>();
  for (const item of old) counts.set(keyOfOld(item), (counts.get(keyOfOld(item)) ?? 0) + 1);
  const common = new Map<string, number>();
  const rest = now.filter((item) => {
    const key = keyOfNow(item);
    const left = counts.get(key) ?? 0;
    if (left === 0) return true;
    counts.set(key, left - 1);
    common.set(key, (common.get(key) ?? 0) + 1);
    return false;
  });
  const stayed = old.filter((item) => {
    const key = keyOfOld(item);
    const left = common.get(key) ?? 0;
    if (left > 0) common.set(key, left - 1);
    return left === 0;
  });
  return [stayed, rest];
}

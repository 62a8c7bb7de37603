/** Restores what articles said before their images were brought home. */

import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { writeSafely } from "../fix/write.js";
import { load } from "../load/index.js";
import { t } from "../platform/i18n.js";
import { sha256Of } from "../platform/sha256.js";
import { isWithin } from "../platform/tree.js";
import { type ArticleLine, type RecordedEdit, readRecord } from "./record.js";

export interface UndoRequest {
  /** Absolute path of the record. */
  readonly record: string;
  /**
   * The folders and files that an article must really be in: absolute paths. The record is in the repository, so that
   * somebody else may have written it.
   */
  readonly within: readonly string[];
  /** Whether an article (absolute path) is to be restored. */
  readonly isWanted: (file: string) => boolean;
  /**
   * Whether a file (absolute path) is an article, which stet could have written. A record of somebody else may name any file
   * of the project.
   */
  readonly isArticle: (file: string) => Promise<boolean>;
  /** Nothing is written. */
  readonly dryRun: boolean;
}

export interface UndoResult {
  /** References that were restored, by article. Paths are relative to the folder of the record. */
  readonly restored: ReadonlyMap<string, number>;
  /** Articles that were not written, and references that were not found: a phrase for each. */
  readonly problems: readonly { readonly article: string; readonly problem: string }[];
}

export async function undo({ record, within, isWanted, isArticle, dryRun }: UndoRequest): Promise<UndoResult> {
  const restored = new Map<string, number>();
  const problems: { article: string; problem: string }[] = [];
  const byArticle = new Map<string, ArticleLine[]>();
  for (const line of readRecord(record).articles)
    byArticle.set(line.article, [...(byArticle.get(line.article) ?? []), line]);
  for (const [article, lines] of byArticle) {
    const file = path.resolve(path.dirname(record), article);
    if (!isWanted(file)) continue;
    const own = withinOf(file, within);
    if (own === undefined) {
      problems.push({ article, problem: t("localize.undo.outside", "it is outside the folder of the record") });
      continue;
    }
    const loaded = await load({ path: file, within: own }).catch((error: Error) => error);
    if (loaded instanceof Error) {
      problems.push({ article, problem: loaded.message });
      continue;
    }
    // A link with the name of an article may lead to another file.
    if (loaded.encodingProblem || !(await isArticle(file)) || !(await isArticle(realpathSync(file)))) {
      problems.push({
        article,
        problem: t("localize.undo.noArticle", "it is not an article, so stet has not written it"),
      });
      continue;
    }
    const { text, count, missing, isForged } = restore(loaded.text, lines);
    if (isForged) {
      problems.push({
        article,
        problem: t("localize.undo.forged", "the record is damaged: its changes do not lead to the article as it was"),
      });
      continue;
    }
    if (missing > 0)
      problems.push({
        article,
        problem: t("localize.undo.missing", "{count} references have been changed since and stay", { count: missing }),
      });
    if (count === 0) continue;
    const result = dryRun ? undefined : await writeSafely(file, loaded.hash, text, own);
    if (result && !result.written) problems.push({ article, problem: result.message });
    else restored.set(article, count);
  }
  return { restored, problems };
}

/** The first of the folders that an article is in, by its real path. */
function withinOf(file: string, folders: readonly string[]): string | undefined {
  const folder = folders.find((one) => isWithin(file, one));
  return folder === undefined || !existsSync(folder) ? undefined : realpathSync(folder);
}

interface Restored {
  readonly text: string;
  readonly count: number;
  readonly missing: number;
  /** An article that nobody has changed since would not become what it was. */
  readonly isForged: boolean;
}

/** Undoes the changes of an article, the last one first. */
function restore(text: string, lines: readonly ArticleLine[]): Restored {
  let now = text;
  let count = 0;
  let missing = 0;
  for (const line of lines.toReversed()) {
    const hash = sha256Of(now);
    // The process ended before it wrote the article, or the article is restored already.
    if (hash === line.before) continue;
    const isUnchanged = hash === line.after;
    const before = isUnchanged ? exactly(now, line.edits) : search(now, line.edits);
    if (isUnchanged && sha256Of(before.text) !== line.before) return { text, count: 0, missing: 0, isForged: true };
    now = before.text;
    count += before.count;
    missing += before.missing;
  }
  return { text: now, count, missing, isForged: false };
}

/** For an article that nobody has changed since: byte for byte. */
function exactly(text: string, edits: readonly RecordedEdit[]) {
  let result = "";
  let last = 0;
  for (const { at, was, is } of edits) {
    result += text.slice(last, at) + was;
    last = at + is.length;
  }
  return { text: result + text.slice(last), count: edits.length, missing: 0 };
}

/** For an article that was edited since: each reference is searched behind the last one that was found. */
function search(text: string, edits: readonly RecordedEdit[]) {
  let result = "";
  let last = 0;
  let count = 0;
  for (const { was, is } of edits) {
    const at = text.indexOf(is, last);
    if (at < 0 || is === "") continue;
    result += text.slice(last, at) + was;
    last = at + is.length;
    count++;
  }
  return { text: result + text.slice(last), count, missing: edits.length - count };
}

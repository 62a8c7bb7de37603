/**
 * Fixes that write front matter which the schema refuses are not offered, whichever rule they come from. The message says
 * so.
 */

import type { Path } from "../article/types.js";
import type { FilePlan } from "../config/types.js";
import { t } from "../platform/i18n.js";
import type { ResultFix, Violation } from "../results.js";
import type { CompiledSchema } from "../schema/types.js";
import { type Fixable, judgedFixes, unjudged } from "./front-matter-after.js";

/** The violations, without fixes after which the schema reports a problem that it does not report before. */
export function withoutRefusedValues(
  violations: readonly Violation[],
  article: Fixable,
  schema: CompiledSchema | undefined,
  plan: FilePlan,
): readonly Violation[] {
  const { frontMatter } = article;
  if (!schema || !frontMatter?.data) return violations;
  const { range } = frontMatter;
  const isWithin = ({ edits }: ResultFix) =>
    edits.some((edit) => range.start <= edit.range.start && edit.range.end <= range.end);
  if (!violations.some(({ fix }) => fix && isWithin(fix))) return violations;
  const known = problemsOf(schema, frontMatter.data);
  const within = violations.filter(({ fix }) => fix && isWithin(fix));
  const judged = judgedFixes(within, article, plan, (after) => {
    const { data: now } = after ?? {};
    const isRefused =
      now &&
      [...problemsOf(schema, now)].some(([key, path]) => !known.has(key) && !isRenamed(path, frontMatter.data, now));
    return isRefused ? "refused" : undefined;
  });
  return violations.map((violation) => {
    const found = judged.get(violation);
    if (found === undefined) return violation;
    if (found === "unread") return unjudged(violation);
    const { fix: _, ...rest } = violation;
    return { ...rest, message: withReason(violation.message) };
  });
}

const withReason = (message: string): string =>
  t("fix.schemaRefuses", "{message} There is no fix: the schema does not allow what it would write.", { message });

type Data = Readonly<Record<string, unknown>>;

/** The paths of the problems, by path and keyword. */
const problemsOf = (schema: CompiledSchema, data: Data): Map<string, Path> =>
  new Map(schema.validate(data).map(({ path, keyword }) => [JSON.stringify([path, keyword]), path]));

/** Whether the value is the author's, and only its key is new: the schema had nothing to say about the old one. */
function isRenamed([key]: Path, before: Data | undefined, after: Data): boolean {
  if (before === undefined || typeof key !== "string" || Object.hasOwn(before, key)) return false;
  const value = JSON.stringify(after[key]);
  return Object.keys(before).some((old) => !Object.hasOwn(after, old) && JSON.stringify(before[old]) === value);
}

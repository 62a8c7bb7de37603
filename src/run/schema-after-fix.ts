/** Fixes that write front matter which the schema refuses are not offered, whichever rule they come from. */

import type { FilePlan } from "../config/types.js";
import { splice } from "../fix/conflicts.js";
import { readArticle } from "../lint/read-article.js";
import type { ResultFix, Violation } from "../results.js";
import type { CompiledSchema } from "../schema/types.js";
import type { Fixable } from "./page-address.js";

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
  return violations.map((violation) => {
    const { fix } = violation;
    if (!fix || !isWithin(fix)) return violation;
    const { frontMatter: after } = readArticle({ path: article.path, text: splice(article.text, fix.edits) }, plan);
    const isRefused = after?.data && [...problemsOf(schema, after.data)].some((problem) => !known.has(problem));
    if (!isRefused) return violation;
    const { fix: _, ...rest } = violation;
    return rest;
  });
}

const problemsOf = (schema: CompiledSchema, data: Readonly<Record<string, unknown>>): Set<string> =>
  new Set(schema.validate(data).map(({ path, keyword }) => JSON.stringify([path, keyword])));

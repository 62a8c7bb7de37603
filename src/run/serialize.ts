/**
 * Serializes results to short texts, for sending them between threads, for the cache, and while they wait for the site
 * check. `deserializeResult` returns an equal result.
 */
import type { Change } from "../article/types.js";
import type { FileResult, MessageData, ResultFix, Violation } from "../results.js";
import type { ArticleGroup } from "../rule.js";

/** A serialized `FileResult`. */
export type SerializedResult = string & { readonly serialized: "result" };

type Edits = readonly (readonly [start: number, end: number, text: string])[];
type FixTuple = readonly [safe: 0 | 1, title: string, edits: Edits, changes?: readonly Change[] | 0, refused?: string];
/** A violation without field names, which would be more than half of the text. */
export type ViolationTuple = readonly [
  rule: string,
  messageId: string,
  isError: 0 | 1,
  message: string,
  line: number,
  column: number,
  endLine: number,
  endColumn: number,
  start: number,
  end: number,
  fix: FixTuple | 0,
  suggestions: readonly FixTuple[] | 0,
  url: string | 0,
  cause: string | 0,
  deadHost: string | 0,
  data: MessageData | 0,
  group: ArticleGroup | 0,
];

function fixTuple({ safe, title, edits, changes, refused }: ResultFix): FixTuple {
  const written = edits.map(({ range, text }) => [range.start, range.end, text] as const);
  if (refused !== undefined) return [safe ? 1 : 0, title, written, changes ?? 0, refused];
  return changes ? [safe ? 1 : 0, title, written, changes] : [safe ? 1 : 0, title, written];
}

const fixOf = ([safe, title, edits, changes, refused]: FixTuple): ResultFix => ({
  safe: safe === 1,
  title,
  edits: edits.map(([start, end, text]) => ({ range: { start, end }, text })),
  ...(changes && { changes }),
  ...(refused !== undefined && { refused }),
});

export const violationTuple = (violation: Violation): ViolationTuple => [
  violation.rule,
  violation.messageId,
  violation.severity === "error" ? 1 : 0,
  violation.message,
  violation.line,
  violation.column,
  violation.endLine,
  violation.endColumn,
  violation.range.start,
  violation.range.end,
  violation.fix ? fixTuple(violation.fix) : 0,
  violation.suggestions ? violation.suggestions.map(fixTuple) : 0,
  violation.url ?? 0,
  violation.cause ?? 0,
  violation.deadHost ?? 0,
  violation.data ?? 0,
  violation.group ?? 0,
];

export function violationOf(tuple: ViolationTuple): Violation {
  const [
    rule,
    messageId,
    isError,
    message,
    line,
    column,
    endLine,
    endColumn,
    start,
    end,
    fix,
    suggestions,
    url,
    cause,
    deadHost,
    data,
    group,
  ] = tuple;
  return {
    rule,
    messageId,
    severity: isError === 1 ? "error" : "warning",
    message,
    line,
    column,
    endLine,
    endColumn,
    range: { start, end },
    ...(fix !== 0 && { fix: fixOf(fix) }),
    ...(suggestions !== 0 && { suggestions: suggestions.map(fixOf) }),
    ...(url !== 0 && { url }),
    ...(cause !== 0 && { cause }),
    ...(deadHost !== 0 && { deadHost }),
    ...(data !== 0 && { data }),
    ...(group !== 0 && { group }),
  };
}

export const serializeResult = (result: FileResult | SerializedResult): SerializedResult =>
  typeof result === "string"
    ? result
    : (JSON.stringify({ ...result, violations: result.violations.map(violationTuple) }) as SerializedResult);

export function deserializeResult(result: FileResult | SerializedResult): FileResult {
  if (typeof result !== "string") return result;
  const parsed = JSON.parse(result) as FileResult & { violations: readonly ViolationTuple[] };
  return { ...parsed, violations: (parsed.violations as readonly ViolationTuple[]).map(violationOf) };
}

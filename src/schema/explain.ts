/** Converts ajv's errors, of which one mistake causes several, to one problem per mistake. */
import type { ErrorObject } from "ajv";
import type { Path } from "../article/types.js";
import { append } from "../platform/lists.js";
import type { Compiled } from "./applicable.js";
import { type Branch, problemsOfBranches } from "./branches.js";
import type { Within } from "./evaluated.js";
import { problemOf } from "./keyword-problems.js";
import { fillPlaceholders, ownMessage, type Whole, withOwnMessages } from "./own-words.js";
import { pathOf } from "./pointer.js";
import { withoutDuplicates } from "./problem-order.js";
import type { SchemaProblem } from "./types.js";

/**
 * @param errors those of ajv with the options `allErrors` and `verbose`; their paths are relative to `data`.
 * @param schema the schema that `data` was validated by.
 * @param whole the data that `data` is a part of.
 */
export function explain(
  errors: readonly ErrorObject[],
  data: unknown,
  schema: unknown,
  compiled: Compiled,
  whole: Whole = { data, base: [] },
): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  // Backwards: ajv reports the errors of branches before that of their `anyOf`, which replaces them.
  for (let at = errors.length - 1; at >= 0; at--) {
    const error = errors[at] as ErrorObject;
    const path = pathOf(error.instancePath, data);
    switch (error.keyword) {
      case "anyOf":
      case "oneOf": {
        const own = ownMessage(error.parentSchema, error.keyword);
        const { branches, count } = branchesOf(error, compiled, { ...whole, base: [...whole.base, ...path] });
        if (own === undefined)
          append(
            problems,
            problemsOfBranches(error, branches, compiled).map((problem) => prefixed(path, problem)),
          );
        else {
          const message = fillPlaceholders(own, path, whole);
          problems.push({ path, kind: "type", keyword: error.keyword, message, ownWords: true });
        }
        at -= Math.min(count, at);
        break;
      }
      case "if":
        // The errors of `then` or `else` are reported separately.
        break;
      case "contains":
      case "propertyNames": {
        let first = at;
        while (isDetailOf(error, errors[first - 1])) first--;
        const reason = error.keyword === "propertyNames" ? errors[first] : undefined;
        problems.push(withOwnMessage(error, problemOf(error, path, compiled, first < at ? reason : undefined), whole));
        at = first;
        break;
      }
      default: {
        const within: readonly Within[] = error.params.within ?? [];
        for (const { step, errors: inner } of [...within].reverse()) {
          const value = (error.data as Record<string | number, unknown>)[step];
          const inside = { ...whole, base: [...whole.base, ...path, step] };
          const nested = explain(inner, value, error.schema, compiled, inside);
          append(
            problems,
            nested.reverse().map((problem) => prefixed([...path, step], problem)),
          );
        }
        if (within.length === 0) problems.push(withOwnMessage(error, problemOf(error, path, compiled), whole));
      }
    }
  }
  return withOwnMessages(withoutDuplicates(problems.reverse(), data, compiled, errors), schema, data, compiled, whole);
}

/** Whether `other`, which ajv reported before the error, is an error of a single item or of a name. */
function isDetailOf(error: ErrorObject, other: ErrorObject | undefined): boolean {
  if (other === undefined) return false;
  if (error.keyword === "propertyNames")
    return other.propertyName === error.params.propertyName && other.instancePath === error.instancePath;
  return (
    other.instancePath.startsWith(`${error.instancePath}/`) &&
    other.schemaPath.startsWith(error.schemaPath.replace(/(?<![^/])[^/]+$/, "contains/"))
  );
}

/** The problem with the message of `errorMessage`, if the schema object has one for the keyword. */
function withOwnMessage(
  { parentSchema, keyword, params }: ErrorObject,
  problem: SchemaProblem,
  whole: Whole,
): SchemaProblem {
  const own = ownMessage(parentSchema, keyword, problem.key ?? params.missingProperty);
  return own === undefined
    ? problem
    : { ...problem, message: fillPlaceholders(own, problem.path, whole), ownWords: true };
}

/** The problems of each branch, and how many errors ajv reported for all of them. */
function branchesOf(
  { keyword, schema, parentSchema, data, params }: ErrorObject,
  compiled: Compiled,
  whole: Whole,
): { branches: Branch[]; count: number } {
  const branches: Branch[] = [];
  let count = 0;
  // Ajv stops validating a `oneOf` at the second branch that matches.
  const last: number = params.passingSchemas?.[1] ?? Number.POSITIVE_INFINITY;
  (schema as unknown[]).forEach((branch, index) => {
    if (index > last) return;
    const validate = compiled.part(parentSchema as object, keyword, index);
    if (validate) validate(data);
    const errors = validate?.errors ?? [];
    count += branch === false ? 1 : errors.length;
    branches.push({ schema: branch, problems: explain(errors, data, branch, compiled, whole) });
  });
  return { branches, count };
}

function prefixed(path: Path, problem: SchemaProblem): SchemaProblem {
  return { ...problem, path: [...path, ...problem.path] };
}

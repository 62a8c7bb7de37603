/** From ajv's list of errors, one for each step of its way, to problems that a person would name. */

import type { ErrorObject } from "ajv";
import type { Path } from "../article/types.js";
import type { Compiled } from "./applicable.js";
import { type Branch, problemsOfBranches } from "./branches.js";
import type { Within } from "./evaluated.js";
import { problemOf } from "./keyword-problems.js";
import { fillPlaceholders, ownMessage, type Whole, withOwnMessages } from "./own-words.js";
import { pathOf } from "./pointer.js";
import { withoutDuplicates } from "./problem-order.js";
import type { SchemaProblem } from "./types.js";

/**
 * @param errors ajv's, `allErrors` and `verbose`; their places are relative to `data`.
 * @param schema what made them.
 * @param whole what `data` is a part of.
 */
export function explain(
  errors: readonly ErrorObject[],
  data: unknown,
  schema: unknown,
  compiled: Compiled,
  whole: Whole = { data, base: [] },
): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  // Backwards: the error of an `anyOf` stands behind those of its branches, which it explains.
  for (let at = errors.length - 1; at >= 0; at--) {
    const error = errors[at] as ErrorObject;
    const path = pathOf(error.instancePath, data);
    switch (error.keyword) {
      case "anyOf":
      case "oneOf": {
        const own = ownMessage(error.parentSchema, error.keyword);
        const { branches, count } = branchesOf(error, compiled, { ...whole, base: [...whole.base, ...path] });
        if (own === undefined)
          problems.push(...problemsOfBranches(error, branches, compiled).map((problem) => prefixed(path, problem)));
        else {
          const message = fillPlaceholders(own, path, whole);
          problems.push({ path, kind: "type", keyword: error.keyword, message, ownWords: true });
        }
        at -= Math.min(count, at);
        break;
      }
      case "if":
        // Says only that what follows `then` or `else` was not so.
        break;
      case "contains":
      case "propertyNames": {
        const inner = (other: ErrorObject | undefined): boolean =>
          other !== undefined &&
          (error.keyword === "contains"
            ? other.instancePath.startsWith(`${error.instancePath}/`) &&
              other.schemaPath.startsWith(error.schemaPath.replace(/[^/]+$/, "contains/"))
            : other.propertyName === error.params.propertyName && other.instancePath === error.instancePath);
        let first = at;
        while (inner(errors[first - 1])) first--;
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
          problems.push(...nested.reverse().map((problem) => prefixed([...path, step], problem)));
        }
        if (within.length === 0) problems.push(withOwnMessage(error, problemOf(error, path, compiled), whole));
      }
    }
  }
  return withOwnMessages(withoutDuplicates(problems.reverse(), data, compiled, errors), schema, data, compiled, whole);
}

/** With the message that the schema object has for its keyword. */
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

function branchesOf(
  { keyword, schema, parentSchema, data, params }: ErrorObject,
  compiled: Compiled,
  whole: Whole,
): { branches: Branch[]; count: number } {
  const branches: Branch[] = [];
  let count = 0;
  // A `oneOf` is given up at the second branch that fits.
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

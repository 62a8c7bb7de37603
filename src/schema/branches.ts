/** `anyOf` and `oneOf`: what to report for a value that matches none of the branches. */
import type { ErrorObject } from "ajv";
import { t } from "../platform/i18n.js";
import { largest, smallest } from "../platform/lists.js";
import { applicableWith, type Compiled, forChild, isObject } from "./applicable.js";
import { notOneOf } from "./keyword-problems.js";
import { alternatives, formsOf, isAdvertised, valuePhrase } from "./phrases.js";
import type { SchemaProblem } from "./types.js";

export interface Branch {
  readonly schema: unknown;
  readonly problems: readonly SchemaProblem[];
}

/**
 * Chooses what to report: the problems of the branch that the author most likely intended, otherwise one problem that
 * lists what all branches allow.
 */
export function problemsOfBranches(
  error: ErrorObject,
  branches: readonly Branch[],
  compiled: Compiled,
): readonly SchemaProblem[] {
  if (error.params.passingSchemas) return [severalMatch(error)];
  const sameType = branches.filter((branch) => !isOfOtherType(branch) && isAdvertised(branch.schema, compiled.target));
  if (sameType.length === 0) return [noBranchOfThisType(error, branches, compiled)];
  const wrongDiscriminator = sameType.length > 1 ? discriminatorProblem(sameType, error.data, compiled) : undefined;
  if (wrongDiscriminator) return [wrongDiscriminator];
  const closest = closestBranches(sameType);
  const likely = closest.filter((branch) => isOneProblemAtRoot(branch) && !allowsOnlyEmpty(branch.schema));
  const summary = likely.length > 1 ? summaryOf(error, likely, compiled) : undefined;
  if (summary) return [summary];
  const [first] = likely.length > 0 ? likely : closest;
  return first?.problems ?? [];
}

function severalMatch({ keyword, schema }: ErrorObject): SchemaProblem {
  return {
    path: [],
    kind: "value",
    keyword,
    message: t("schema.exactlyOneForm", "must match only one of {count} forms, but matches several", {
      count: (schema as unknown[]).length,
    }),
  };
}

const isOfOtherType = ({ problems }: Branch): boolean =>
  problems.length === 0 ||
  problems.some(({ path, keyword }) => path.length === 0 && /^(?:type|enum|const)$/.test(keyword));

const isValueKeyword = (keyword: string): boolean => keyword === "enum" || keyword === "const";

function noBranchOfThisType(error: ErrorObject, branches: readonly Branch[], compiled: Compiled): SchemaProblem {
  const { data } = error;
  const forms = formsOf(error.parentSchema, compiled.target, error.keyword);
  const problems = branches.flatMap((branch) => branch.problems);
  const didYouMean = [...new Set(problems.flatMap((problem) => problem.didYouMean ?? []))];
  return {
    path: [],
    kind: "type",
    keyword: problems.every(({ keyword }) => isValueKeyword(keyword)) ? "enum" : "type",
    message:
      forms.length > 0
        ? t("schema.mustBeButIs", "must be {forms}, but is {data}", {
            forms: alternatives(forms),
            data: valuePhrase(data),
          })
        : t("schema.noForm", "must have one of the allowed forms, but is {data}", { data: valuePhrase(data) }),
    ...(didYouMean.length > 0 && { didYouMean }),
  };
}

/**
 * The branches that match best: those with the correct discriminator (`{ "kind": { "const": "photo" } }`), then those
 * with the fewest problems, then those whose problems are deepest in the data.
 */
function closestBranches(branches: readonly Branch[]): Branch[] {
  const hasWrongDiscriminator = ({ problems }: Branch): boolean =>
    problems.some(({ path, keyword }) => path.length === 1 && isValueKeyword(keyword));
  const discriminated = branches.filter((branch) => !hasWrongDiscriminator(branch));
  const left = discriminated.length > 0 ? discriminated : branches;
  const fewest = smallest(left.map(({ problems }) => problems.length));
  const few = left.filter(({ problems }) => problems.length === fewest);
  const depth = ({ problems }: Branch): number => smallest(problems.map(({ path }) => path.length));
  const deepest = largest(few.map(depth));
  return few.filter((branch) => depth(branch) === deepest);
}

const isOneProblemAtRoot = ({ problems: [only, ...others] }: Branch): boolean =>
  others.length === 0 && only?.path.length === 0;

/** One problem for branches that are equally likely: the keys that they require, or the forms that they allow. */
function summaryOf(
  { keyword, data }: ErrorObject,
  branches: readonly Branch[],
  compiled: Compiled,
): SchemaProblem | undefined {
  if (branches.every(({ problems: [only] }) => only?.keyword === "required")) {
    const keys = branches.map(({ problems: [only] }) => t("common.quoted", '"{dotted}"', { dotted: only?.key ?? "" }));
    const message = t("schema.mustHave", "must have {keys}", { keys: alternatives([...new Set(keys)]) });
    return { path: [], kind: "value", keyword, message };
  }
  const forms = [...new Set(branches.flatMap(({ schema }) => formsOf(schema, compiled.target)))];
  if (forms.length < 2) return undefined;
  const message = t("schema.mustBeButIs", "must be {forms}, but is {data}", {
    forms: alternatives(forms),
    data: valuePhrase(data, true),
  });
  return { path: [], kind: "type", keyword, message };
}

/** If the discriminator key is wrong or missing in all branches, only that is reported. */
function discriminatorProblem(
  branches: readonly Branch[],
  data: unknown,
  compiled: Compiled,
): SchemaProblem | undefined {
  const failing = ({ problems }: Branch): string[] =>
    problems.flatMap(({ path, kind, keyword, key }) => {
      if (kind === "missing-key" && path.length === 0 && key !== undefined) return [key];
      return path.length === 1 && isValueKeyword(keyword) ? [String(path[0])] : [];
    });
  const [first, ...others] = branches.map((branch) => new Set(failing(branch)));
  for (const key of first ?? []) {
    if (!others.every((keys) => keys.has(key))) continue;
    const allowed = branches.map(({ schema }) => discriminatorValues(schema, key, data, compiled));
    if (allowed.some((values) => values.length === 0)) continue;
    const values = [...new Set(allowed.flat())];
    if (values.length < 2) continue;
    const value = isObject(data) && Object.hasOwn(data, key) ? data[key] : undefined;
    if (value === undefined)
      return {
        path: [],
        kind: "missing-key",
        keyword: "required",
        key,
        message: t("schema.missingKey", 'must have "{key}"', { key }),
      };
    return { path: [key], kind: "type", keyword: "enum", ...notOneOf(values, value) };
  }
  return undefined;
}

/** The values that a branch lists for a key; empty if it does not list any. */
function discriminatorValues(branch: unknown, key: string, data: unknown, compiled: Compiled): unknown[] {
  const schemas = forChild(applicableWith([branch], data, compiled, "none"), key, compiled);
  return applicableWith(schemas, undefined, compiled, "none").flatMap((schema) =>
    "const" in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : [],
  );
}

/** For "empty or a URL", an author who wrote a value intended the other branch. */
const allowsOnlyEmpty = (schema: unknown): boolean =>
  typeof schema === "object" &&
  schema !== null &&
  (("maxLength" in schema && schema.maxLength === 0) ||
    ("const" in schema && (schema.const === "" || schema.const === null)) ||
    ("maxItems" in schema && schema.maxItems === 0));

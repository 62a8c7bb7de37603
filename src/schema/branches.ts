/** `anyOf` and `oneOf`: what to report for a value that matches none of the branches. */
import type { ErrorObject } from "ajv";
import { t } from "../platform/i18n.js";
import { applicableWith, type Compiled, forChild, isObject } from "./applicable.js";
import { notOneOf } from "./keyword-problems.js";
import { alternatives, formsOf, isAdvertised, valuePhrase } from "./phrases.js";
import type { SchemaProblem } from "./types.js";

export interface Branch {
  readonly schema: unknown;
  readonly problems: readonly SchemaProblem[];
}

/** What to say of a value that fits no branch: of the branch that was surely meant, else of all. */
export function problemsOfBranches(
  error: ErrorObject,
  branches: readonly Branch[],
  compiled: Compiled,
): SchemaProblem[] {
  const { keyword, data, params, schema } = error;
  if (params.passingSchemas)
    return [
      {
        path: [],
        kind: "value",
        keyword,
        message: t("schema.exactlyOneForm", "must match only one of {count} forms, but matches several", {
          count: (schema as unknown[]).length,
        }),
      },
    ];
  const isOfAnotherKind = ({ problems }: Branch): boolean =>
    problems.length === 0 ||
    problems.some(({ path, keyword: k }) => path.length === 0 && /^(?:type|enum|const)$/.test(k));
  const ofThisKind = branches.filter(
    (branch) => !isOfAnotherKind(branch) && isAdvertised(branch.schema, compiled.target),
  );
  if (ofThisKind.length === 0) {
    const forms = formsOf(error.parentSchema, compiled.target, keyword);
    const didYouMean = [...new Set(branches.flatMap(({ problems }) => problems.flatMap((p) => p.didYouMean ?? [])))];
    const onlyValues = branches.every(({ problems }) =>
      problems.every(({ keyword: k }) => k === "enum" || k === "const"),
    );
    return [
      {
        path: [],
        kind: "type",
        keyword: onlyValues ? "enum" : "type",
        message:
          forms.length > 0
            ? t("schema.mustBeButIs", "must be {forms}, but is {data}", {
                forms: alternatives(forms),
                data: valuePhrase(data),
              })
            : t("schema.noForm", "must have one of the allowed forms, but is {data}", { data: valuePhrase(data) }),
        ...(didYouMean.length > 0 && { didYouMean }),
      },
    ];
  }
  // `{ "kind": { "const": "photo" }, ... }`: the branch whose marks fit is the one that is meant.
  const discriminated = ofThisKind.filter(
    ({ problems }) => !problems.some(({ path, keyword: k }) => path.length === 1 && (k === "const" || k === "enum")),
  );
  const wrongDiscriminator = ofThisKind.length > 1 ? discriminatorProblem(ofThisKind, data, compiled) : undefined;
  if (wrongDiscriminator) return [wrongDiscriminator];
  const left = discriminated.length > 0 ? discriminated : ofThisKind;
  const fewest = Math.min(...left.map(({ problems }) => problems.length));
  const few = left.filter(({ problems }) => problems.length === fewest);
  // Of these, what fits at its outside and fails in its inside has come furthest.
  const depth = ({ problems }: Branch): number => Math.min(...problems.map(({ path }) => path.length));
  const deepest = Math.max(...few.map(depth));
  const best = few.filter((branch) => depth(branch) === deepest);
  const atOnce = best.filter(({ problems: [only] }) => fewest === 1 && only?.path.length === 0);
  // "Empty or a URL": who wrote something did not mean the branch for nothing.
  const nonEmpty = atOnce.filter(({ schema }) => !allowsOnlyEmpty(schema));
  const [first] = nonEmpty.length > 0 ? nonEmpty : best;
  if (nonEmpty.length > 1 && nonEmpty.every(({ problems: [only] }) => only?.keyword === "required")) {
    const keys = nonEmpty.map(({ problems: [only] }) => t("common.quoted", '"{dotted}"', { dotted: only?.key ?? "" }));
    return [
      {
        path: [],
        kind: "value",
        keyword,
        message: t("schema.mustHave", "must have {keys}", { keys: alternatives([...new Set(keys)]) }),
      },
    ];
  }
  if (nonEmpty.length > 1) {
    const forms = [...new Set(nonEmpty.flatMap(({ schema }) => formsOf(schema, compiled.target)))];
    if (forms.length > 1)
      return [
        {
          path: [],
          kind: "type",
          keyword,
          message: t("schema.mustBeButIs", "must be {forms}, but is {data}", {
            forms: alternatives(forms),
            data: valuePhrase(data, true),
          }),
        },
      ];
  }
  return [...(first?.problems ?? [])];
}

/** The key that tells the branches apart is wrong for all of them, or missing: then nothing else can be said. */
function discriminatorProblem(
  branches: readonly Branch[],
  data: unknown,
  compiled: Compiled,
): SchemaProblem | undefined {
  const failing = ({ problems }: Branch): string[] =>
    problems.flatMap(({ path, kind, keyword, key }) => {
      if (kind === "missing-key" && path.length === 0 && key !== undefined) return [key];
      return path.length === 1 && (keyword === "const" || keyword === "enum") ? [String(path[0])] : [];
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

/** The values that a branch allows for a key; none if it does not list them. */
function discriminatorValues(branch: unknown, key: string, data: unknown, compiled: Compiled): unknown[] {
  const schemas = forChild(applicableWith([branch], data, compiled, "none"), key, compiled);
  return applicableWith(schemas, undefined, compiled, "none").flatMap((schema) =>
    "const" in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : [],
  );
}

const allowsOnlyEmpty = (schema: unknown): boolean =>
  typeof schema === "object" &&
  schema !== null &&
  (("maxLength" in schema && schema.maxLength === 0) ||
    ("const" in schema && (schema.const === "" || schema.const === null)) ||
    ("maxItems" in schema && schema.maxItems === 0));

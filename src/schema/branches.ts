/** `anyOf` and `oneOf`: what to report for a value that matches none of the branches. */
import type { ErrorObject } from "ajv";
import { t } from "../platform/i18n.js";
import { type Compiled, forChild, isObject, together } from "./applicable.js";
import { notOneOf } from "./keyword-problems.js";
import { actual, alternatives, describe, isAdvertised } from "./phrases.js";
import type { SchemaProblem } from "./types.js";

export interface Branch {
  readonly schema: unknown;
  readonly problems: readonly SchemaProblem[];
}

/** What to say of a value that fits no branch: of the branch that was surely meant, else of all. */
export function choose(error: ErrorObject, branches: readonly Branch[], compiled: Compiled): SchemaProblem[] {
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
    const forms = describe(error.parentSchema, compiled.target, keyword);
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
                data: actual(data),
              })
            : t("schema.noForm", "must have one of the allowed forms, but is {data}", { data: actual(data) }),
        ...(didYouMean.length > 0 && { didYouMean }),
      },
    ];
  }
  // `{ "kind": { "const": "photo" }, ... }`: the branch whose marks fit is the one that is meant.
  const marked = ofThisKind.filter(
    ({ problems }) => !problems.some(({ path, keyword: k }) => path.length === 1 && (k === "const" || k === "enum")),
  );
  const wrongMark = ofThisKind.length > 1 ? markProblem(ofThisKind, data, compiled) : undefined;
  if (wrongMark) return [wrongMark];
  const left = marked.length > 0 ? marked : ofThisKind;
  const fewest = Math.min(...left.map(({ problems }) => problems.length));
  const few = left.filter(({ problems }) => problems.length === fewest);
  // Of these, what fits at its outside and fails in its inside has come furthest.
  const depth = ({ problems }: Branch): number => Math.min(...problems.map(({ path }) => path.length));
  const deepest = Math.max(...few.map(depth));
  const best = few.filter((branch) => depth(branch) === deepest);
  const atOnce = best.filter(({ problems: [only] }) => fewest === 1 && only?.path.length === 0);
  // "Empty or a URL": who wrote something did not mean the branch for nothing.
  const meant = atOnce.filter(({ schema }) => !isForNothing(schema));
  const [first] = meant.length > 0 ? meant : best;
  if (meant.length > 1 && meant.every(({ problems: [only] }) => only?.keyword === "required")) {
    const keys = meant.map(({ problems: [only] }) => t("common.quoted", '"{dotted}"', { dotted: only?.key ?? "" }));
    return [
      {
        path: [],
        kind: "value",
        keyword,
        message: t("schema.mustHave", "must have {keys}", { keys: alternatives([...new Set(keys)]) }),
      },
    ];
  }
  if (meant.length > 1) {
    const forms = [...new Set(meant.flatMap(({ schema }) => describe(schema, compiled.target)))];
    if (forms.length > 1)
      return [
        {
          path: [],
          kind: "type",
          keyword,
          message: t("schema.mustBeButIs", "must be {forms}, but is {data}", {
            forms: alternatives(forms),
            data: actual(data, true),
          }),
        },
      ];
  }
  return [...(first?.problems ?? [])];
}

/** The key that tells the branches apart is wrong for all of them, or missing: then nothing else can be said. */
function markProblem(branches: readonly Branch[], data: unknown, compiled: Compiled): SchemaProblem | undefined {
  const failing = ({ problems }: Branch): string[] =>
    problems.flatMap(({ path, kind, keyword, key }) => {
      if (kind === "missing-key" && path.length === 0 && key !== undefined) return [key];
      return path.length === 1 && (keyword === "const" || keyword === "enum") ? [String(path[0])] : [];
    });
  const [first, ...others] = branches.map((branch) => new Set(failing(branch)));
  for (const key of first ?? []) {
    if (!others.every((keys) => keys.has(key))) continue;
    const allowed = branches.map(({ schema }) => marksOf(schema, key, data, compiled));
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
function marksOf(branch: unknown, key: string, data: unknown, compiled: Compiled): unknown[] {
  const judges = forChild(together([branch], data, compiled, "none"), key, compiled);
  return together(judges, undefined, compiled, "none").flatMap((schema) =>
    "const" in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : [],
  );
}

const isForNothing = (schema: unknown): boolean =>
  typeof schema === "object" &&
  schema !== null &&
  (("maxLength" in schema && schema.maxLength === 0) ||
    ("const" in schema && (schema.const === "" || schema.const === null)) ||
    ("maxItems" in schema && schema.maxItems === 0));

/** From ajv's list of errors, one for each step of its way, to problems that a person would name. */
import type { ErrorObject } from "ajv";
import { suggest } from "../article/suggest.js";
import type { Path } from "../article/types.js";
import { t } from "../platform/i18n.js";
import { type Compiled, forChild, isObject, knownKeys, together } from "./applicable.js";
import type { Within } from "./evaluated.js";
import { namesMeant } from "./misspellings.js";
import { filled, inOwnWords, ownMessage, type Whole } from "./own-words.js";
import { actual, alternatives, describe, formatPhrase, isAdvertised, list, quoted } from "./phrases.js";
import { unescapeStep } from "./pointer.js";
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
          problems.push(...choose(error, branches, compiled).map((problem) => below(path, problem)));
        else {
          const message = filled(own, path, whole);
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
        problems.push(inItsWords(error, problemOf(error, path, compiled, first < at ? reason : undefined), whole));
        at = first;
        break;
      }
      default: {
        const within: readonly Within[] = error.params.within ?? [];
        for (const { step, errors: inner } of [...within].reverse()) {
          const value = (error.data as Record<string | number, unknown>)[step];
          const inside = { ...whole, base: [...whole.base, ...path, step] };
          const told = explain(inner, value, error.schema, compiled, inside);
          problems.push(...told.reverse().map((problem) => below([...path, step], problem)));
        }
        if (within.length === 0) problems.push(inItsWords(error, problemOf(error, path, compiled), whole));
      }
    }
  }
  return inOwnWords(withoutEchoes(problems.reverse(), data, compiled, errors), schema, data, compiled, whole);
}

/** With the message that the schema object has for its keyword. */
function inItsWords(
  { parentSchema, keyword, params }: ErrorObject,
  problem: SchemaProblem,
  whole: Whole,
): SchemaProblem {
  const own = ownMessage(parentSchema, keyword, problem.key ?? params.missingProperty);
  return own === undefined ? problem : { ...problem, message: filled(own, problem.path, whole), ownWords: true };
}

interface Branch {
  readonly schema: unknown;
  readonly problems: readonly SchemaProblem[];
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

/** What to say of a value that fits no branch: of the branch that was surely meant, else of all. */
function choose(error: ErrorObject, branches: readonly Branch[], compiled: Compiled): SchemaProblem[] {
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

function notOneOf(
  allowed: readonly unknown[],
  value: unknown,
  demandOnly = false,
): { message: string; didYouMean?: readonly string[] } {
  const names = allowed.filter((one) => typeof one === "string");
  const didYouMean = typeof value === "string" ? suggest(value, names) : [];
  const values = list(allowed.map(quoted));
  const must =
    allowed.length > 1
      ? t("schema.mustBeOneOf", "must be one of {values}", { values })
      : t("schema.mustBe", "must be {values}", { values });
  return {
    message: demandOnly ? must : t("schema.butIs", "{must}, but is {value}", { must, value: actual(value, true) }),
    ...(didYouMean.length > 0 && { didYouMean }),
  };
}

const isForNothing = (schema: unknown): boolean =>
  typeof schema === "object" &&
  schema !== null &&
  (("maxLength" in schema && schema.maxLength === 0) ||
    ("const" in schema && (schema.const === "" || schema.const === null)) ||
    ("maxItems" in schema && schema.maxItems === 0));

function below(path: Path, problem: SchemaProblem): SchemaProblem {
  return { ...problem, path: [...path, ...problem.path] };
}

const kinds: Readonly<Record<string, SchemaProblem["kind"]>> = {
  type: "type",
  nullable: "type",
  enum: "type",
  const: "type",
  required: "missing-key",
  additionalProperties: "unknown-key",
  unevaluatedProperties: "unknown-key",
  propertyNames: "unknown-key",
};

/**
 * @param reason what is wrong with the name that `propertyNames` refuses.
 * @param demandOnly leaves out what the data is.
 */
function problemOf(
  error: ErrorObject,
  path: Path,
  compiled: Compiled,
  reason?: ErrorObject,
  demandOnly = false,
): SchemaProblem {
  const { keyword, params, schema, data } = error;
  const parent = (error.parentSchema ?? {}) as Record<string, unknown>;
  const tell = (message: string, more: Partial<SchemaProblem> = {}): SchemaProblem => ({
    path,
    kind: kinds[keyword] ?? "value",
    keyword,
    message,
    ...more,
  });
  const but = (demand: string, is: string) =>
    tell(demandOnly ? demand : t("schema.butIs", "{must}, but is {value}", { must: demand, value: is }));
  switch (keyword) {
    case "type": {
      const forms = describe({ ...parent, enum: undefined, const: undefined }, compiled.target);
      return but(
        t("schema.mustBe", "must be {values}", {
          values: alternatives(forms.length > 0 ? forms : [String(params.type)]),
        }),
        actual(data),
      );
    }
    case "nullable":
      return but(
        t("schema.mustBe", "must be {values}", { values: alternatives(describe(parent, compiled.target)) }),
        actual(data),
      );
    case "enum":
    case "const": {
      const allowed: unknown[] = keyword === "enum" ? params.allowedValues : [params.allowedValue];
      const { message, ...meant } = notOneOf(allowed, data, demandOnly);
      return tell(message, meant);
    }
    case "required":
      return tell(t("schema.missingKey", 'must have "{key}"', { key: params.missingProperty }), {
        key: params.missingProperty,
      });
    case "dependentRequired":
    case "dependencies":
      return tell(
        t("schema.missingDependent", 'must have "{missing}", because it has "{present}"', {
          missing: params.missingProperty,
          present: params.property,
        }),
      );
    case "additionalProperties":
    case "unevaluatedProperties": {
      const key: string = params.additionalProperty ?? params.unevaluatedProperty;
      const didYouMean = namesMeant(key, knownKeys([parent], compiled));
      return tell(t("schema.unknownKey", "is not a known key"), { key, ...(didYouMean.length > 0 && { didYouMean }) });
    }
    case "propertyNames": {
      const key: string = params.propertyName;
      const why = reason && problemOf({ ...reason, data: key }, path, compiled, undefined, true);
      if (!why) return tell(t("schema.keyName", "is not an allowed key name"), { key });
      return tell(t("schema.keyName.reason", "is not an allowed key name: it {reason}", { reason: why.message }), {
        key,
        ...(why.didYouMean && { didYouMean: why.didYouMean }),
      });
    }
    case "false schema": {
      const key = path.at(-1);
      if (typeof key !== "string") return tell(forbidden(data));
      return tell(t("schema.notAllowedHere", "is not allowed here"), { path: path.slice(0, -1), key });
    }
    case "format":
      return but(t("schema.mustBe", "must be {values}", { values: formatPhrase(params.format) }), actual(data, true));
    case "pattern":
      if (params.pattern === "\\S")
        return tell(
          data === ""
            ? t("schema.notEmpty", "must not be empty")
            : t("schema.onlySpaces", "must not consist only of spaces"),
        );
      if (compiled.isTooSlow(params.pattern, data as string))
        return tell(
          t(
            "schema.slowPattern",
            "takes too long to compare with the schema's pattern {pattern}. Simplify the pattern",
            { pattern: params.pattern },
          ),
        );
      return but(
        t("schema.pattern", "must match the pattern {pattern}", { pattern: params.pattern }),
        actual(data, true),
      );
    case "minLength":
      if (data === "" && params.limit === 1) return tell(t("schema.notEmpty", "must not be empty"));
      return tell(
        t("schema.tooFew", "must have at least {limit}, but has {count}", {
          limit: characters(params.limit),
          count: sizeOf(data),
        }),
      );
    case "maxLength":
      return tell(
        t("schema.tooMany", "must have at most {limit}, but has {count}", {
          limit: characters(params.limit),
          count: sizeOf(data),
        }),
      );
    case "minItems":
      return tell(
        t("schema.tooFew", "must have at least {limit}, but has {count}", {
          limit: items(params.limit),
          count: sizeOf(data),
        }),
      );
    case "maxItems":
    case "additionalItems":
    case "unevaluatedItems":
    case "items":
      return tell(
        t("schema.tooMany", "must have at most {limit}, but has {count}", {
          limit: items(params.limit ?? params.len),
          count: sizeOf(data),
        }),
      );
    case "minProperties":
      return tell(
        t("schema.tooFew", "must have at least {limit}, but has {count}", {
          limit: entries(params.limit),
          count: sizeOf(data),
        }),
      );
    case "maxProperties":
      return tell(
        t("schema.tooMany", "must have at most {limit}, but has {count}", {
          limit: entries(params.limit),
          count: sizeOf(data),
        }),
      );
    case "uniqueItems": {
      const twice = (data as unknown[])[params.i];
      return tell(
        t("schema.duplicateItem", "must not have duplicate items, but {value} is item {first} and item {second}", {
          value: actual(twice, true),
          first: params.j + 1,
          second: params.i + 1,
        }),
      );
    }
    case "minimum":
      return but(t("schema.minimum", "must be at least {limit}", { limit: params.limit }), String(data));
    case "maximum":
      return but(t("schema.maximum", "must be at most {limit}", { limit: params.limit }), String(data));
    case "exclusiveMinimum":
      return but(t("schema.exclusiveMinimum", "must be greater than {limit}", { limit: params.limit }), String(data));
    case "exclusiveMaximum":
      return but(t("schema.exclusiveMaximum", "must be less than {limit}", { limit: params.limit }), String(data));
    case "multipleOf":
      return but(t("schema.multipleOf", "must be a multiple of {factor}", { factor: params.multipleOf }), String(data));
    case "contains": {
      const what =
        alternatives(describe(schema, compiled.target)) ||
        t("schema.containsForm", 'an item that matches "contains" of the schema');
      const { minContains: min = 1, maxContains: max } = params;
      if (max !== undefined && max !== null)
        return tell(
          t("schema.containsRange", "must contain {min} to {max} items of this kind: {what}", { min, max, what }),
        );
      return tell(
        min === 1
          ? t("schema.contains", "must contain {what}", { what })
          : t("schema.containsAtLeast", "must contain at least {min} items of this kind: {what}", { min, what }),
      );
    }
    case "not": {
      const what = alternatives(describe(schema, compiled.target));
      return what ? but(t("schema.mustNotBe", "must not be {what}", { what }), actual(data)) : tell(forbidden(data));
    }
    // Of ajv-formats: how two dates or times compare.
    case "formatMinimum":
    case "formatMaximum":
    case "formatExclusiveMinimum":
    case "formatExclusiveMaximum":
      return tell(
        t("schema.compare", "must be {comparison} {limit}", { comparison: params.comparison, limit: params.limit }),
      );
    default:
      // No keyword of ajv's comes here.
      return tell(t("schema.noMatch", "does not match the schema"));
  }
}

const forbidden = (data: unknown): string =>
  t("schema.forbiddenValue", "has a value that the schema does not allow: {value}", { value: actual(data) });

/** A string's in characters. */
function sizeOf(data: unknown): number {
  if (Array.isArray(data)) return data.length;
  return typeof data === "string" ? [...data].length : Object.keys(Object(data)).length;
}

const characters = (count: number): string =>
  count === 1 ? t("schema.character", "1 character") : t("schema.characters", "{count} characters", { count });
const items = (count: number): string =>
  count === 1 ? t("schema.item", "1 item") : t("schema.items", "{count} items", { count });
const entries = (count: number): string =>
  count === 1 ? t("schema.entry", "1 entry") : t("schema.entries", "{count} entries", { count });

/** One root cause, one problem; sorted as the data is written. */
function withoutEchoes(
  problems: readonly SchemaProblem[],
  data: unknown,
  compiled: Compiled,
  errors: readonly ErrorObject[],
): SchemaProblem[] {
  const name = ({ path }: SchemaProblem): string => JSON.stringify(path);
  const withValues = new Set(problems.filter(({ keyword }) => keyword === "enum" || keyword === "const").map(name));
  const seen = new Set<string>();
  const typed = new Set<string>();
  const kept = problems.filter((problem) => {
    const { keyword, key, message } = problem;
    const place = name(problem);
    if (keyword === "type") {
      // Which values are allowed says more than of which type they are.
      if (withValues.has(place) || typed.has(place)) return false;
      typed.add(place);
    }
    const id = `${place} ${key === undefined ? "" : JSON.stringify(key)} ${message}`;
    return !seen.has(id) && seen.add(id);
  });
  const wrongWithin = new Set<string>();
  for (const { path, keyword } of kept)
    if (keyword !== "unevaluatedProperties")
      for (let length = 0; length <= path.length; length++) wrongWithin.add(JSON.stringify(path.slice(0, length)));
  // A branch that fails leaves its keys unevaluated: they are known all the same.
  const echoes = new Set<string>();
  for (const error of errors) {
    if (error.keyword !== "unevaluatedProperties" || error.params.within) continue;
    const key: string = error.params.unevaluatedProperty;
    const path = pathOf(error.instancePath, data);
    if (wrongWithin.has(JSON.stringify(path)) && knownKeys([error.parentSchema], compiled).has(key))
      echoes.add(JSON.stringify([...path, key]));
  }
  const said = kept.filter(
    ({ keyword, path, key }) => keyword !== "unevaluatedProperties" || !echoes.has(JSON.stringify([...path, key])),
  );
  return inOrder(said, data);
}

function inOrder(problems: readonly SchemaProblem[], data: unknown): SchemaProblem[] {
  const places = new Map<object, Map<string, number>>();
  const placeOf = (parent: unknown, step: string | number): number => {
    if (typeof step === "number" || typeof parent !== "object" || parent === null) return Number(step) || 0;
    let keys = places.get(parent);
    if (!keys) {
      keys = new Map(Object.keys(parent).map((key, index) => [key, index]));
      places.set(parent, keys);
    }
    return keys.get(step) ?? -1;
  };
  const ordered = problems.map((problem) => {
    const { path, key } = problem;
    const order: number[] = [];
    let parent = data;
    for (const step of key === undefined ? path : [...path, key]) {
      order.push(placeOf(parent, step));
      parent = (parent as Record<string, unknown> | undefined | null)?.[step as string];
    }
    return { problem, order };
  });
  return ordered.sort((a, b) => compare(a.order, b.order)).map(({ problem }) => problem);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return (a[i] ?? 0) - (b[i] ?? 0);
  return a.length - b.length;
}

/** A JSON Pointer as a path: steps into lists are numbers. */
export function pathOf(pointer: string, data: unknown): Path {
  const path: (string | number)[] = [];
  let parent = data;
  for (const step of pointer.split("/").slice(1)) {
    const name = unescapeStep(step);
    path.push(Array.isArray(parent) ? Number(name) : name);
    parent = (parent as Record<string, unknown> | undefined | null)?.[name];
  }
  return path;
}

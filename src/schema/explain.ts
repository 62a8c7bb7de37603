/** From ajv's list of errors, one for each step of its way, to problems that a person would name. */
import type { ErrorObject, ValidateFunction } from "ajv";
import { suggest } from "../article/suggest.js";
import type { Path } from "../article/types.js";
import { actual, alternatives, describe, formatPhrase, isAdvertised, list, quoted } from "./phrases.js";
import type { SchemaProblem } from "./types.js";

/** What the explanation needs to know of the compiled schema. */
export interface Compiled {
  /** The validator of `branch` within the keyword of a schema object: to see what each branch of an `anyOf` says. */
  branch(parent: object, keyword: string, index: number): ValidateFunction | undefined;
  /** The schema that a `$ref` in this object leads to. */
  target(schema: object): unknown;
  isTooSlow(pattern: string, value: string): boolean;
}

/** @param errors ajv's, `allErrors` and `verbose`; their places are relative to `data`. */
export function explain(errors: readonly ErrorObject[], data: unknown, compiled: Compiled): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  // Backwards: the error of an `anyOf` stands behind those of its branches, which it explains.
  for (let at = errors.length - 1; at >= 0; at--) {
    const error = errors[at] as ErrorObject;
    const path = pathOf(error.instancePath, data);
    switch (error.keyword) {
      case "anyOf":
      case "oneOf": {
        const { branches, count } = branchesOf(error, compiled);
        problems.push(...choose(error, branches, compiled).map((problem) => below(path, problem)));
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
        problems.push(problemOf(error, path, compiled, first < at ? reason : undefined));
        at = first;
        break;
      }
      default:
        problems.push(problemOf(error, path, compiled));
    }
  }
  return withoutEchoes(problems.reverse(), data, compiled, errors);
}

interface Branch {
  readonly schema: unknown;
  readonly problems: readonly SchemaProblem[];
}

function branchesOf({ keyword, schema, parentSchema, data, params }: ErrorObject, compiled: Compiled) {
  const branches: Branch[] = [];
  let count = 0;
  // A `oneOf` is given up at the second branch that fits.
  const last: number = params.passingSchemas?.[1] ?? Number.POSITIVE_INFINITY;
  (schema as unknown[]).forEach((branch, index) => {
    if (index > last) return;
    const validate = compiled.branch(parentSchema as object, keyword, index);
    if (validate) validate(data);
    const errors = validate?.errors ?? [];
    count += branch === false ? 1 : errors.length;
    branches.push({ schema: branch, problems: explain(errors, data, compiled) });
  });
  return { branches, count };
}

/** What to say of a value that fits no branch: of the branch that was surely meant, else of all. */
function choose(error: ErrorObject, branches: readonly Branch[], compiled: Compiled): SchemaProblem[] {
  const { keyword, data, params, schema } = error;
  if (params.passingSchemas)
    return [{ path: [], keyword, message: `must fit one of ${(schema as unknown[]).length} forms only, fits several` }];
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
        keyword: onlyValues ? "enum" : "type",
        message:
          forms.length > 0
            ? `must be ${alternatives(forms)}, is ${actual(data)}`
            : `fits none of the allowed forms, is ${actual(data)}`,
        ...(didYouMean.length > 0 && { didYouMean }),
      },
    ];
  }
  // `{ "kind": { "const": "photo" }, ... }`: the branch whose marks fit is the one that is meant.
  const marked = ofThisKind.filter(
    ({ problems }) => !problems.some(({ path, keyword: k }) => path.length === 1 && (k === "const" || k === "enum")),
  );
  const left = marked.length > 0 ? marked : ofThisKind;
  const fewest = Math.min(...left.map(({ problems }) => problems.length));
  const best = left.filter(({ problems }) => problems.length === fewest);
  const atOnce = best.filter(({ problems: [only] }) => fewest === 1 && only?.path.length === 0);
  // "Empty or a URL": who wrote something did not mean the branch for nothing.
  const meant = atOnce.filter(({ schema }) => !isForNothing(schema));
  const [first] = meant.length > 0 ? meant : best;
  if (meant.length > 1 && meant.every(({ problems: [only] }) => only?.keyword === "required")) {
    const keys = meant.map(({ problems: [only] }) => `"${only?.key}"`);
    return [{ path: [], keyword, message: `must have ${alternatives([...new Set(keys)])}` }];
  }
  if (meant.length > 1) {
    const forms = [...new Set(meant.flatMap(({ schema }) => describe(schema, compiled.target)))];
    if (forms.length > 1)
      return [{ path: [], keyword, message: `must be ${alternatives(forms)}, is ${actual(data, true)}` }];
  }
  return [...(first?.problems ?? [])];
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

function problemOf(error: ErrorObject, path: Path, compiled: Compiled, reason?: ErrorObject): SchemaProblem {
  const { keyword, params, schema, data } = error;
  const parent = (error.parentSchema ?? {}) as Record<string, unknown>;
  const say = (message: string, more: Partial<SchemaProblem> = {}): SchemaProblem => ({
    path,
    keyword,
    message,
    ...more,
  });
  const size = Array.isArray(data) ? data.length : typeof data === "string" ? [...data].length : sizeOf(data);
  switch (keyword) {
    case "type": {
      const forms = describe({ ...parent, enum: undefined, const: undefined }, compiled.target);
      return say(`must be ${alternatives(forms.length > 0 ? forms : [String(params.type)])}, is ${actual(data)}`);
    }
    case "nullable":
      return say(`must be ${alternatives(describe(parent, compiled.target))}, is ${actual(data)}`);
    case "enum":
    case "const": {
      const allowed: unknown[] = keyword === "enum" ? params.allowedValues : [params.allowedValue];
      const names = allowed.filter((value) => typeof value === "string");
      const didYouMean = typeof data === "string" ? suggest(data, names) : [];
      const oneOf = allowed.length > 1 ? "one of " : "";
      return say(
        `must be ${oneOf}${list(allowed.map(quoted))}, is ${actual(data, true)}`,
        didYouMean.length > 0 ? { didYouMean } : {},
      );
    }
    case "required":
      return say(`must have "${params.missingProperty}"`, { key: params.missingProperty });
    case "dependentRequired":
    case "dependencies":
      return say(`must have "${params.missingProperty}", because it has "${params.property}"`);
    case "additionalProperties":
    case "unevaluatedProperties": {
      const key: string = params.additionalProperty ?? params.unevaluatedProperty;
      const didYouMean = suggest(key, knownKeys(parent, compiled));
      return say("is not known", { key, ...(didYouMean.length > 0 && { didYouMean }) });
    }
    case "propertyNames": {
      const key: string = params.propertyName;
      const why = reason && problemOf({ ...reason, data: key }, path, compiled);
      return say(`is no name that is allowed here${why ? `: ${why.message.replace(/, is .*$/s, "")}` : ""}`, {
        key,
        ...(why?.didYouMean && { didYouMean: why.didYouMean }),
      });
    }
    case "false schema": {
      const key = path.at(-1);
      if (typeof key !== "string") return say(`is not allowed, is ${actual(data)}`);
      return say("is not allowed here", { path: path.slice(0, -1), key });
    }
    case "format":
      return say(`must be ${formatPhrase(params.format)}, is ${actual(data, true)}`);
    case "pattern":
      if (params.pattern === "\\S") return say(data === "" ? "must not be empty" : "must have more than blanks in it");
      if (compiled.isTooSlow(params.pattern, data as string))
        return say(
          `takes too long to compare with the pattern ${params.pattern} of the schema: make the pattern simpler`,
        );
      return say(`must match the pattern ${params.pattern}, is ${actual(data, true)}`);
    case "minLength":
      if (data === "" && params.limit === 1) return say("must not be empty");
      return say(`must have at least ${count(params.limit, "character")}, has ${size}`);
    case "maxLength":
      return say(`must have at most ${count(params.limit, "character")}, has ${size}`);
    case "minItems":
      return say(`must have at least ${count(params.limit, "item")}, has ${size}`);
    case "maxItems":
    case "additionalItems":
    case "unevaluatedItems":
    case "items":
      return say(`must have at most ${count(params.limit ?? params.len, "item")}, has ${size}`);
    case "minProperties":
      return say(`must have at least ${count(params.limit, "entry", "entries")}, has ${size}`);
    case "maxProperties":
      return say(`must have at most ${count(params.limit, "entry", "entries")}, has ${size}`);
    case "uniqueItems": {
      const twice = (data as unknown[])[params.i];
      return say(
        `must not have an item twice, has ${actual(twice, true)} as items ${params.j + 1} and ${params.i + 1}`,
      );
    }
    case "minimum":
      return say(`must be at least ${params.limit}, is ${data}`);
    case "maximum":
      return say(`must be at most ${params.limit}, is ${data}`);
    case "exclusiveMinimum":
      return say(`must be more than ${params.limit}, is ${data}`);
    case "exclusiveMaximum":
      return say(`must be less than ${params.limit}, is ${data}`);
    case "multipleOf":
      return say(`must be a multiple of ${params.multipleOf}, is ${data}`);
    case "contains": {
      const what = alternatives(describe(schema, compiled.target)) || "an item of a certain form";
      const { minContains: min = 1, maxContains: max } = params;
      const many = max === undefined || max === null ? `at least ${min}` : `${min} to ${max}`;
      return say(min === 1 && max == null ? `must contain ${what}` : `must contain ${many} times ${what}`);
    }
    case "not": {
      const what = alternatives(describe(schema, compiled.target));
      return say(
        what ? `must not be ${what}, is ${actual(data)}` : `has a form that is not allowed, is ${actual(data)}`,
      );
    }
    default:
      return say(error.message ?? "is not what the schema wants");
  }
}

const sizeOf = (data: unknown): number => Object.keys(Object(data)).length;

const count = (limit: number, one: string, many = `${one}s`): string => `${limit} ${limit === 1 ? one : many}`;

/** The keys that a schema speaks of for the object it judges, through `$ref`, `allOf` and the like. */
function knownKeys(schema: unknown, compiled: Compiled): Set<string> {
  const known = new Set<string>();
  const seen = new Set<unknown>();
  const stack = [schema];
  while (stack.length > 0) {
    const node = stack.pop();
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    const parts = node as Record<string, unknown>;
    for (const key of Object.keys(parts.properties ?? {})) known.add(key);
    for (const keyword of ["allOf", "anyOf", "oneOf"]) stack.push(...Object.values(parts[keyword] ?? {}));
    stack.push(parts.if, parts.then, parts.else, compiled.target(node), ...Object.values(parts.dependentSchemas ?? {}));
  }
  return known;
}

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
    if (error.keyword !== "unevaluatedProperties") continue;
    const key: string = error.params.unevaluatedProperty;
    const path = pathOf(error.instancePath, data);
    if (wrongWithin.has(JSON.stringify(path)) && knownKeys(error.parentSchema, compiled).has(key))
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
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(Array.isArray(parent) ? Number(name) : name);
    parent = (parent as Record<string, unknown> | undefined | null)?.[name];
  }
  return path;
}

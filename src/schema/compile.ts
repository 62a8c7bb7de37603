/** Compiles documents to a schema that validates data. */

import type { ErrorObject } from "ajv";
import { withSharedBudget } from "../article/suggest.js";
import type { Path } from "../article/types.js";
import { t } from "../platform/i18n.js";
import { type AjvValidator, openAjvValidator } from "./ajv-validator.js";
import { applicableSchemas, type Compiled, type SchemaObject } from "./applicable.js";
import { completionsAt } from "./completions.js";
import { candidates, withValue } from "./corrections.js";
import type { Documents } from "./documents.js";
import { refuseExpansion } from "./expansion.js";
import { explain } from "./explain.js";
import { openPatternGuard, type PatternGuard } from "./patterns.js";
import type { PlainValidator } from "./plain.js";
import { pathOf, pointerOf } from "./pointer.js";
import { withRefused } from "./refused-comparisons.js";
import type { CompiledSchema, Correction, JsonSchema, SchemaProblem } from "./types.js";
import { unknownKeyProblems } from "./unknown-keys.js";
import { mostWork, openWorkMeter, type WorkMeter } from "./work.js";

/**
 * @param origin the source of the schema: stet's own schemas skip the slow validation against the meta-schema.
 * @param plainValidator used first, so that ajv is only loaded for data that may be invalid. Without it, ajv is loaded
 *   immediately, so that errors in the schema are reported now.
 */
export function compile(
  read: () => Documents,
  name: string,
  origin: "ours" | "theirs",
  plainValidator: PlainValidator | undefined,
): CompiledSchema {
  const meter = openWorkMeter();
  const guard = openPatternGuard(origin, meter);
  const documents = once(read);
  const ajv = once(() => openAjvValidator(documents(), name, origin, guard, compiled, meter));
  const compiled = openCompiled(documents, ajv, guard);
  if (origin === "theirs") refuseExpansion(documents().references.keys(), (schema) => compiled.target(schema), name);
  if (!plainValidator) ajv();
  const rootOf = (): JsonSchema | undefined => documents().schemas.get(documents().root);
  const errorsOf: ErrorsOf = (data) => (plainValidator?.fits(data) ? [] : ajv().errorsOf(data));
  return {
    name,
    validate(data) {
      const { result: found, refused } = guard.collectRefused(() => meter.bounded(() => errorsOf(data)));
      const problems = found && problemsWithin(meter, found.result, data, rootOf, compiled, errorsOf);
      return withRefused(problems ?? [tooMuchWork()], refused, data);
    },
    warnings: (data) => meter.bounded(() => warningsOf(data, rootOf(), compiled, errorsOf))?.result ?? [],
    imagePaths(data) {
      if (!documents().hasImages) return [];
      const images = plainValidator?.fits(data) ?? meter.bounded(() => ajv().imagesOf(data))?.result ?? [];
      return images.map((pointer) => pathOf(pointer, data));
    },
    completions: (path) => completionsAt(rootOf(), path, compiled),
  };
}

const tooMuchWork = (): SchemaProblem => ({
  path: [],
  kind: "value",
  keyword: "$ref",
  message: t("schema.tooMuchWork", "takes more than {most} steps to compare with its schema. Simplify the schema", {
    most: mostWork,
  }),
});

type ErrorsOf = (data: unknown) => readonly ErrorObject[];

/** Finds the subschemas and the targets of references. Documents and ajv are loaded on demand. */
function openCompiled(documents: () => Documents, ajv: () => AjvValidator, guard: PatternGuard): Compiled {
  const targets = new Map<string, unknown>();
  const byReference = once(
    () => new Map([...documents().references].map(([schema, reference]) => [reference, schema])),
  );
  return {
    part(parent, ...steps) {
      const reference = documents().references.get(parent);
      return reference === undefined ? undefined : ajv().part(`${reference}${pointerOf(steps)}`);
    },
    target(schema) {
      const reference = (schema as JsonSchema).$ref;
      const from = documents().references.get(schema);
      if (typeof reference !== "string" || from === undefined) return undefined;
      const absolute = reference.startsWith("#") ? from.replace(/#.*$/s, "") + reference : reference;
      if (!targets.has(absolute)) targets.set(absolute, byReference().get(absolute) ?? ajv().part(absolute)?.schema);
      return targets.get(absolute);
    },
    matches: guard.matches,
    isTooSlow: guard.isTooSlow,
    get hasOwnWords() {
      return documents().hasOwnWords;
    },
    get hasDeprecated() {
      return documents().hasDeprecated;
    },
  };
}

/** How many corrections one call may still try by validating the data again. */
interface Budget {
  left: number;
}

/** Sufficient for all mistakes made by people. A malicious file could require any number. */
const maxTrials = 100;

/** The explanation and the corrections may take as much work as finding the errors, each. */
function problemsWithin(
  meter: WorkMeter,
  errors: readonly ErrorObject[],
  data: unknown,
  rootOf: () => unknown,
  compiled: Compiled,
  errorsOf: ErrorsOf,
): SchemaProblem[] | undefined {
  // The schema is prepared for ajv only if there is something to explain.
  if (errors.length === 0) return [];
  const root = rootOf();
  const explained = meter.bounded(() => problemsOf(errors, data, root, compiled))?.result;
  if (!explained) return undefined;
  const budget: Budget = { left: maxTrials };
  const schemasAt = applicableSchemas(root, data, compiled);
  const corrected = meter.bounded(() =>
    explained.map((problem) => withCorrections(problem, data, schemasAt, compiled, errorsOf, budget)),
  );
  return corrected?.result ?? explained;
}

function problemsOf(errors: readonly ErrorObject[], data: unknown, root: unknown, compiled: Compiled): SchemaProblem[] {
  let misspelled: readonly SchemaProblem[] | undefined;
  const misspelledKeys = () => {
    misspelled ??= unknownKeyProblems(data, root, compiled);
    return misspelled;
  };
  return withSharedBudget(() => explain(errors, data, root, compiled))
    .filter(({ kind, path, key }) => kind !== "unknown-key" || path.length > 0 || key !== "$schema")
    .map((problem) =>
      problem.kind === "missing-key" ? { ...problem, ...misspelledKey(problem, misspelledKeys()) } : problem,
    );
}

/** The misspelled key that was written instead of a missing key, since one mistake is one problem. */
function misspelledKey({ path, key }: SchemaProblem, all: readonly SchemaProblem[]): Pick<SchemaProblem, "didYouMean"> {
  const misspelled = all.find(
    ({ isGuess, didYouMean, path: other }) =>
      isGuess && didYouMean?.[0] === key && pointerOf(other) === pointerOf(path),
  );
  return misspelled?.key === undefined ? {} : { didYouMean: [misspelled.key] };
}

/** Adds the candidates that remove all errors at this path. */
function withCorrections(
  problem: SchemaProblem,
  data: unknown,
  schemasAt: (path: Path) => readonly SchemaObject[],
  compiled: Compiled,
  errorsOf: ErrorsOf,
  budget: Budget,
): SchemaProblem {
  const { path, kind, key } = problem;
  if (budget.left <= 0) return problem;
  if ((kind !== "type" && kind !== "value") || key !== undefined || path.length === 0) return problem;
  const value = valueAt(data, path);
  if (typeof value === "object") return problem;
  const isWrong = isWithin(pointerOf(path, false));
  const accepted: Correction[] = [];
  for (const candidate of candidates(value, kind, schemasAt(path), compiled)) {
    if (budget.left-- <= 0) break;
    if (!errorsOf(withValue(data, path, candidate.value)).some(isWrong)) accepted.push(candidate);
  }
  return accepted.length > 0 ? { ...problem, corrections: accepted } : problem;
}

function warningsOf(data: unknown, root: unknown, compiled: Compiled, errorsOf: ErrorsOf): SchemaProblem[] {
  const budget: Budget = { left: maxTrials };
  const warnings = unknownKeyProblems(data, root, compiled);
  const errors = warnings.some(({ isGuess }) => isGuess) ? errorsOf(data) : [];
  return warnings
    .filter((warning) => !isReportedAsMissing(warning, errors))
    .map((warning) => withReplacementFit(warning, data, errorsOf, budget));
}

/** The problem of the missing key already mentions the misspelled key. */
function isReportedAsMissing({ path, isGuess, didYouMean }: SchemaProblem, errors: readonly ErrorObject[]): boolean {
  return (
    isGuess === true &&
    errors.some(
      ({ keyword, instancePath, params }) =>
        keyword === "required" && instancePath === pointerOf(path, false) && params.missingProperty === didYouMean?.[0],
    )
  );
}

/** For a deprecated key with a replacement: whether the schema accepts the value under the replacement. */
function withReplacementFit(warning: SchemaProblem, data: unknown, errorsOf: ErrorsOf, budget: Budget): SchemaProblem {
  const { path, key, replacement } = warning;
  if (key === undefined || replacement === undefined || budget.left-- <= 0) return warning;
  const target = [...path, replacement];
  if (!isEmpty(valueAt(data, target))) return warning;
  const errors = errorsOf(withValue(data, target, valueAt(data, [...path, key])));
  const isRefused = ({ instancePath, params }: ErrorObject): boolean =>
    instancePath === pointerOf(path, false) &&
    [params.additionalProperty, params.unevaluatedProperty, params.propertyName].includes(replacement);
  if (errors.some(isRefused)) return { ...warning, fits: "never" };
  return errors.some(isWithin(pointerOf(target, false))) ? warning : { ...warning, fits: "value" };
}

/** Whether an ajv error is about the value at this JSON Pointer, or about a value inside it. */
const isWithin =
  (pointer: string) =>
  ({ instancePath, params }: ErrorObject): boolean =>
    instancePath === pointer ||
    instancePath.startsWith(`${pointer}/`) ||
    (params.within !== undefined && pointer.startsWith(`${instancePath}/`));

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "";

function valueAt(data: unknown, steps: Path): unknown {
  let value = data;
  for (const step of steps) value = (value as Record<string, unknown> | null | undefined)?.[step as string];
  return value;
}

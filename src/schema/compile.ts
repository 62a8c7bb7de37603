/** From documents that were read to a schema that validates. */
import type { ErrorObject } from "ajv";
import type { Path } from "../article/types.js";
import { openAjvValidator } from "./ajv-validator.js";
import { applicableSchemas, type Compiled, type SchemaObject } from "./applicable.js";
import { completionsAt } from "./completions.js";
import { candidates, withValue } from "./corrections.js";
import type { Documents } from "./documents.js";
import { explain } from "./explain.js";
import { openPatternGuard } from "./patterns.js";
import type { PlainValidator } from "./plain.js";
import { pathOf, pointerOf } from "./pointer.js";
import type { CompiledSchema, Correction, JsonSchema, SchemaProblem } from "./types.js";
import { unknownKeyProblems } from "./unknown-keys.js";

/** @param judge asked first, so that ajv need not be opened for what fits; without one, the schema is tried at once. */
export function compile(
  read: () => Documents,
  name: string,
  whose: "ours" | "theirs",
  judge: PlainValidator | undefined,
): CompiledSchema {
  const guard = openPatternGuard();
  const documents = once(read);
  const machine = once(() => openAjvValidator(documents(), name, whose, guard, compiled));
  const targets = new Map<string, unknown>();
  const byReference = once(
    () => new Map([...documents().references].map(([schema, reference]) => [reference, schema])),
  );
  const compiled: Compiled = {
    part(parent, ...steps) {
      const reference = documents().references.get(parent);
      return reference === undefined ? undefined : machine().part(`${reference}${pointerOf(steps)}`);
    },
    target(schema) {
      const reference = (schema as JsonSchema).$ref;
      const from = documents().references.get(schema);
      if (typeof reference !== "string" || from === undefined) return undefined;
      const absolute = reference.startsWith("#") ? from.replace(/#.*$/s, "") + reference : reference;
      if (!targets.has(absolute))
        targets.set(absolute, byReference().get(absolute) ?? machine().part(absolute)?.schema);
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
  if (!judge) machine();
  const rootOf = () => documents().schemas.get(documents().root);
  const errorsOf = (data: unknown) => (judge?.fits(data) ? [] : machine().errorsOf(data));

  /** The candidates that leave nothing wrong at the place, as long as there are `questions` left to ask. */
  const correct = (
    problem: SchemaProblem,
    data: unknown,
    judges: (path: Path) => readonly SchemaObject[],
    questions: { left: number },
  ): SchemaProblem => {
    const { path: place, kind, key } = problem;
    if (questions.left <= 0) return problem;
    if ((kind !== "type" && kind !== "value") || key !== undefined || place.length === 0) return problem;
    const value = valueAt(data, place);
    if (typeof value === "object") return problem;
    const isWrong = isWithin(pointerOf(place, false));
    const accepted: Correction[] = [];
    for (const candidate of candidates(value, kind, judges(place), compiled)) {
      if (questions.left-- <= 0) break;
      if (!errorsOf(withValue(data, place, candidate.value)).some(isWrong)) accepted.push(candidate);
    }
    return accepted.length > 0 ? { ...problem, corrections: accepted } : problem;
  };

  /** The key that is there, misspelt, for the one that is missing: one mistake, one problem. */
  const writtenFor = ({ path: place, key }: SchemaProblem, data: unknown): Pick<SchemaProblem, "didYouMean"> => {
    const written = unknownKeyProblems(data, rootOf(), compiled).find(
      ({ isGuess, didYouMean, path: other }) =>
        isGuess && didYouMean?.[0] === key && pointerOf(other) === pointerOf(place),
    );
    return written?.key === undefined ? {} : { didYouMean: [written.key] };
  };

  return {
    name,
    validate(data) {
      const errors = errorsOf(data);
      if (errors.length === 0) return [];
      const questions = { left: mostQuestions };
      const root = rootOf();
      const judges = applicableSchemas(root, data, compiled);
      return explain(errors, data, root, compiled)
        .filter(({ kind, path: place, key }) => kind !== "unknown-key" || place.length > 0 || key !== "$schema")
        .map((problem) => (problem.kind === "missing-key" ? { ...problem, ...writtenFor(problem, data) } : problem))
        .map((problem) => correct(problem, data, judges, questions));
    },
    warnings(data) {
      const questions = { left: mostQuestions };
      const remarks = unknownKeyProblems(data, rootOf(), compiled);
      const missing = remarks.some(({ isGuess }) => isGuess) ? errorsOf(data) : [];
      const isTold = ({ path: place, isGuess, didYouMean }: SchemaProblem): boolean =>
        isGuess === true &&
        missing.some(
          ({ keyword, instancePath, params }) =>
            keyword === "required" &&
            instancePath === pointerOf(place, false) &&
            params.missingProperty === didYouMean?.[0],
        );
      return remarks
        .filter((remark) => !isTold(remark))
        .map((remark) => {
          const { path: place, key, replacement } = remark;
          if (key === undefined || replacement === undefined || questions.left-- <= 0) return remark;
          const name = [...place, replacement];
          if (!isEmpty(valueAt(data, name))) return remark;
          const errors = errorsOf(withValue(data, name, valueAt(data, [...place, key])));
          const isRefused = ({ instancePath, params }: ErrorObject): boolean =>
            instancePath === pointerOf(place, false) &&
            [params.additionalProperty, params.unevaluatedProperty, params.propertyName].includes(replacement);
          if (errors.some(isRefused)) return { ...remark, fits: "never" };
          return errors.some(isWithin(pointerOf(name, false))) ? remark : { ...remark, fits: "value" };
        });
    },
    imagePaths(data) {
      if (!documents().hasImages) return [];
      const images = judge?.fits(data) ?? machine().imagesOf(data);
      return images.map((pointer) => pathOf(pointer, data));
    },
    completions: (place) => completionsAt(rootOf(), place, compiled),
  };
}

/** Each asks the whole schema once: enough for every defect that a person has made, and no more for a crafted file. */
const mostQuestions = 100;

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

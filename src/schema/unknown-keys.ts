/** Keys that a schema allows but that are probably mistakes: deprecated keys and misspelled ones. */
import type { Path } from "../article/types.js";
import { t } from "../platform/i18n.js";
import { append } from "../platform/lists.js";
import { applicableWith, type Compiled, forChild, isObject, knownKeys, type SchemaObject } from "./applicable.js";
import { isMisspelling } from "./misspellings.js";
import { ownMessage } from "./own-words.js";
import type { SchemaProblem } from "./types.js";

/** How many keys of one article are compared with known keys, to find those that are misspelled. */
const mostComparisons = 1_000_000;

interface Comparisons {
  left: number;
}

/**
 * Walks the data with the schemas that apply to each value. A key is deprecated if its schema says so, directly or by
 * `$ref` and `allOf`. In a branch of `anyOf`, `deprecated` is about one form of the value, not about the key.
 */
export function unknownKeyProblems(data: unknown, schema: unknown, compiled: Compiled): SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const comparisons: Comparisons = { left: mostComparisons };
  const stack: { value: unknown; schemas: readonly unknown[]; path: Path }[] = [
    { value: data, schemas: [schema], path: [] },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, path } = next;
    const isList = Array.isArray(value);
    if (!isList && !isObject(value)) continue;
    const applicable = applicableWith(next.schemas, value, compiled, "fitting");
    if (applicable.length === 0) continue;
    const names = isList ? undefined : knownKeys(applicable, compiled);
    const below: typeof stack = [];
    for (const [name, child] of Object.entries(value)) {
      const step = isList ? Number(name) : name;
      const holdsMore = mayHoldKeys(child);
      if (!holdsMore && !compiled.hasDeprecated && (!names || names.has(name))) continue;
      const forThis = forChild(applicable, step, compiled);
      if (names && typeof step === "string") {
        const problem =
          deprecation(step, child, forThis, path, compiled) ??
          nearMiss(step, value, names, applicable, path, compiled, comparisons);
        if (problem) problems.push(problem);
      }
      if (holdsMore) below.push({ value: child, schemas: forThis, path: [...path, step] });
    }
    append(stack, below.reverse());
  }
  return problems;
}

/** Most lists in front matter are lists of strings, which need no walk. */
const mayHoldKeys = (value: unknown): boolean =>
  Array.isArray(value) ? value.some((item) => typeof item === "object") : isObject(value);

function deprecation(
  key: string,
  value: unknown,
  schemas: readonly unknown[],
  path: Path,
  compiled: Compiled,
): SchemaProblem | undefined {
  const applicable = applicableWith(schemas, value, compiled, "none");
  const deprecated = applicable.find(({ deprecated }) => deprecated === true);
  if (!deprecated) return undefined;
  const replacement = applicable.map((schema) => schema["x-replacement"]).find((name) => typeof name === "string");
  const own = ownMessage(deprecated, "deprecated");
  return {
    path,
    kind: "deprecated-key",
    keyword: "deprecated",
    key,
    message: own ?? t("schema.deprecated", "is deprecated"),
    ...(own !== undefined && { ownWords: true }),
    ...(replacement !== undefined && { replacement }),
  };
}

/** A key that no schema defines but that is close to one key of `properties`, in any branch. */
function nearMiss(
  key: string,
  value: object,
  known: ReadonlySet<string>,
  applicable: readonly SchemaObject[],
  path: Path,
  compiled: Compiled,
  comparisons: Comparisons,
): SchemaProblem | undefined {
  if (comparisons.left < known.size) return undefined;
  if (known.has(key) || applicable.some((schema) => isRefusedOrNamed(schema, key, compiled))) return undefined;
  comparisons.left -= known.size;
  const similar = [...known].filter((name) => !Object.hasOwn(value, name) && isMisspelling(key, name));
  if (similar.length !== 1) return undefined;
  return {
    path,
    kind: "unknown-key",
    keyword: "properties",
    key,
    message: t("schema.unknownKey", "is not a known key"),
    didYouMean: similar,
    isGuess: true,
  };
}

/** For a key that the schema does not allow, the problem already has a suggestion. */
function isRefusedOrNamed(schema: SchemaObject, key: string, compiled: Compiled): boolean {
  const { patternProperties, additionalProperties, unevaluatedProperties } = schema;
  if (additionalProperties === false || unevaluatedProperties === false) return true;
  return isObject(patternProperties) && Object.keys(patternProperties).some((one) => compiled.matches(one, key));
}

/** Reduces problems to one per cause, in the order of the data. */
import type { ErrorObject } from "ajv";
import { type Compiled, knownKeys } from "./applicable.js";
import { pathOf } from "./pointer.js";
import type { SchemaProblem } from "./types.js";

/** Removes problems that another one explains. The rest is in the order of the data. */
export function withoutDuplicates(
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
      // The allowed values are more specific than their type.
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
  // If a branch does not match, ajv reports its keys as unevaluated although the schema defines them.
  const consequences = new Set<string>();
  for (const error of errors) {
    if (error.keyword !== "unevaluatedProperties" || error.params.within) continue;
    const key: string = error.params.unevaluatedProperty;
    const path = pathOf(error.instancePath, data);
    if (wrongWithin.has(JSON.stringify(path)) && knownKeys([error.parentSchema], compiled).has(key))
      consequences.add(JSON.stringify([...path, key]));
  }
  const reported = kept.filter(
    ({ keyword, path, key }) =>
      keyword !== "unevaluatedProperties" || !consequences.has(JSON.stringify([...path, key])),
  );
  return inDataOrder(reported, data);
}

function inDataOrder(problems: readonly SchemaProblem[], data: unknown): SchemaProblem[] {
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

/** Problems for values and keys that were not compared with a pattern, because that could take too long. */
import type { Path } from "../article/types.js";
import { append } from "../platform/lists.js";
import { slowPattern } from "./keyword-problems.js";
import type { Refused } from "./patterns.js";
import type { SchemaProblem } from "./types.js";

/**
 * The pattern may be in a place whose result no error shows, such as `not` or `patternProperties`. So the values and keys
 * are searched in the data.
 *
 * @param problems the problems that follow from the errors. Those that take such a key for an unknown one are left out.
 */
export function withRefused(
  problems: readonly SchemaProblem[],
  refused: readonly Refused[],
  data: unknown,
): SchemaProblem[] {
  if (refused.length === 0) return [...problems];
  const found = refused.flatMap(({ pattern, value }) =>
    placesOf(value, data).map(
      (place): SchemaProblem => ({ ...place, kind: "value", keyword: "pattern", message: slowPattern(pattern) }),
    ),
  );
  const isAt = (a: SchemaProblem, b: SchemaProblem): boolean => String(a.path) === String(b.path) && a.key === b.key;
  const kept = problems.filter((one) => one.kind !== "unknown-key" || !found.some((other) => isAt(one, other)));
  const isNew = (one: SchemaProblem): boolean =>
    !kept.some((other) => isAt(one, other) && one.message === other.message);
  return [...kept, ...found.filter(isNew)];
}

/** Where a text is a value or a key. */
function placesOf(text: string, data: unknown): Pick<SchemaProblem, "path" | "key">[] {
  const places: Pick<SchemaProblem, "path" | "key">[] = [];
  const stack: { readonly value: unknown; readonly path: Path }[] = [{ value: data, path: [] }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, path } = next;
    if (value === text) places.push({ path });
    if (typeof value !== "object" || value === null) continue;
    const below = Object.entries(value).map(([name, child]) => {
      if (!Array.isArray(value) && name === text) places.push({ path, key: name });
      return { value: child, path: [...path, Array.isArray(value) ? Number(name) : name] };
    });
    append(stack, below.reverse());
  }
  return places;
}

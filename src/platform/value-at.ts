/** The value at a path of keys and indexes of data; `undefined` if there is none. */
export function valueAt(data: unknown, path: readonly (string | number)[]): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    // A list has a length, which is not data.
    if (step === "length" && Array.isArray(value)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

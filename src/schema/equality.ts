/**
 * `enum`, `const` and `uniqueItems` in the place of ajv's, which compare by `fast-deep-equal`: that takes mappings of
 * another prototype for different ones (those of front matter have none), calls what stands under the keys `valueOf` and
 * `toString`, and needs the square of the items.
 */
import type { Ajv, _ as Codegen, ErrorObject } from "ajv";
import { isObject, type SchemaObject } from "./applicable.js";

type Check = ((schema: unknown, data: unknown, parent: SchemaObject) => boolean) & {
  errors?: Partial<ErrorObject>[] | null;
};

/** @param code ajv's tag of code templates. */
export function addEquality(ajv: Ajv, code: typeof Codegen): void {
  for (const keyword of ["const", "enum", "uniqueItems"]) ajv.removeKeyword(keyword);
  ajv.addKeyword({
    keyword: "const",
    validate: isSame,
    error: { message: "", params: ({ schemaCode }) => code`{allowedValue: ${schemaCode}}` },
  });
  ajv.addKeyword({
    keyword: "enum",
    schemaType: "array",
    validate: (allowed: unknown[], data: unknown) => allowed.some((value) => isSame(value, data)),
    error: { message: "", params: ({ schemaCode }) => code`{allowedValues: ${schemaCode}}` },
  });
  const unique: Check = (isWanted, data, parentSchema) => {
    const params = isWanted === true ? firstTwice(data as unknown[]) : undefined;
    unique.errors = params ? [{ keyword: "uniqueItems", params, parentSchema }] : null;
    return !params;
  };
  ajv.addKeyword({ keyword: "uniqueItems", type: "array", errors: "full", validate: unique as never });
}

const isSame = (a: unknown, b: unknown): boolean =>
  typeof a === "object" && typeof b === "object" ? canonical(a) === canonical(b) : a === b;

/** The first item that is there before, `i`, and where, `j`. */
function firstTwice(items: readonly unknown[]): { i: number; j: number } | undefined {
  const seen = new Map<string, number>();
  for (const [i, item] of items.entries()) {
    const text = canonical(item);
    const j = seen.get(text);
    if (j !== undefined) return { i, j };
    seen.set(text, i);
  }
  return undefined;
}

/** The same text for equal values: JSON with the keys in one order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "";
  const entries = Object.keys(value).sort();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

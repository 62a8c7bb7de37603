/**
 * Replaces ajv's `enum`, `const`, `uniqueItems` and `multipleOf` (whose division is not exact). Ajv compares with `fast-deep-equal`, which treats objects with
 * different prototypes as different (front matter objects have none), calls the values of the keys `valueOf` and
 * `toString`, and takes quadratic time for items.
 */
import type { Ajv, _ as Codegen, ErrorObject } from "ajv";
import { isObject, type SchemaObject } from "./applicable.js";

type Check = ((schema: unknown, data: unknown, parent: SchemaObject) => boolean) & {
  errors?: Partial<ErrorObject>[] | null;
};

/** @param code ajv's template tag for code. */
export function addEquality(ajv: Ajv, code: typeof Codegen): void {
  ajv.removeKeyword("multipleOf");
  ajv.addKeyword({
    keyword: "multipleOf",
    type: "number",
    schemaType: "number",
    validate: (factor: number, data: number) => isMultiple(data, factor),
    error: { message: "", params: ({ schemaCode }) => code`{multipleOf: ${schemaCode}}` },
  });
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

/** Whether a decimal number is a multiple of another, as written: 4.35 is one of 0.01, although their quotient is not whole. */
function isMultiple(data: number, factor: number): boolean {
  if (!Number.isFinite(data) || !Number.isFinite(factor) || factor === 0) return false;
  const [a, b] = [decimalOf(data), decimalOf(factor)];
  const places = Math.max(a.places, b.places);
  const scaled = ({ digits, places: own }: Decimal) => digits * 10n ** BigInt(places - own);
  return scaled(a) % scaled(b) === 0n;
}

interface Decimal {
  readonly digits: bigint;
  /** Digits after the point; negative for trailing zeros that are not written. */
  readonly places: number;
}

/** The shortest decimal that is this number, as JavaScript writes it. */
function decimalOf(value: number): Decimal {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), places: fraction.length - Number(exponent) };
}

const isSame = (a: unknown, b: unknown): boolean =>
  typeof a === "object" && typeof b === "object" ? canonical(a) === canonical(b) : a === b;

/** The index `i` of the first duplicate item, and the index `j` of the earlier item that it equals. */
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

/** A text that is the same for equal values: JSON with sorted keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? "";
  const entries = Object.keys(value).sort();
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
}

/**
 * Bounds what comparing one article with a schema may take: a schema of a few lines whose branches refer to itself
 * doubles the work with each level of the data. Counted, not timed, so that results do not depend on the machine.
 */
import type { Ajv } from "ajv";
import { isObject } from "./schema-keywords.js";
import type { JsonSchema } from "./types.js";

/**
 * How many keywords and names of a schema, and comparisons with its patterns, may be applied for one article; slow patterns
 * count more often. An article with 10,000 entries takes about 100,000.
 */
export const mostWork = 1_000_000;

/** Entries of an `enum` that count as one: they are only compared. */
const enumEntries = 100;

/** Each schema object has it; it is hidden, because schemas are compared and shown. */
const workKeyword = "x-stet-work";

class TooMuchWork extends Error {}

export interface WorkMeter {
  /** The result, or `undefined` if it would take too much work. */
  bounded<T>(work: () => T): { readonly result: T } | undefined;
  /** @throws TooMuchWork */
  add(amount: number): void;
}

export function openWorkMeter(): WorkMeter {
  let left = Number.POSITIVE_INFINITY;
  return {
    bounded(work) {
      const outer = left;
      left = mostWork;
      try {
        return { result: work() };
      } catch (error) {
        // The code that ajv makes of thousands of keys in one place can be too much for the engine, which compiles it here.
        if (error instanceof TooMuchWork || error instanceof RangeError) return undefined;
        throw error;
      } finally {
        left = outer;
      }
    },
    add(amount) {
      left -= amount;
      if (left < 0) throw new TooMuchWork();
    },
  };
}

/** Makes ajv count what it applies. Call this before it compiles the schemas. */
export function countWork(ajv: Ajv, schemas: Iterable<object>, meter: WorkMeter): void {
  ajv.addKeyword({
    keyword: workKeyword,
    schemaType: "array",
    errors: false,
    validate: ([once, each]: readonly [number, number], data: unknown) => {
      meter.add(each === 0 || !isObject(data) ? once : once + each * Object.keys(data).length);
      return true;
    },
  });
  for (const schema of schemas) Object.defineProperty(schema, workKeyword, { value: workOf(schema as JsonSchema) });
}

/** What a schema object costs for each value, and for each key of a value. */
function workOf(schema: JsonSchema): readonly [once: number, each: number] {
  const { enum: allowed, required, properties, patternProperties, dependentRequired, dependencies } = schema;
  const names = [properties, dependentRequired, dependencies].reduce<number>((sum, map) => sum + sizeOf(map), 0);
  return [1 + names + sizeOf(required) + Math.ceil(sizeOf(allowed) / enumEntries), sizeOf(patternProperties)];
}

const sizeOf = (value: unknown): number =>
  Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 0;

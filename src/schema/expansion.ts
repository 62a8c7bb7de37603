/** Refuses schemas that a single value would be validated with too often, or without end. */
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { isObject } from "./schema-keywords.js";

/** How often schemas may be applied to one value, with all that they refer to. */
const mostApplied = 10_000;

/** The schemas that apply to the same value as a schema. */
function inPlace(schema: Readonly<Record<string, unknown>>): unknown[] {
  const { allOf, anyOf, oneOf, not, dependentSchemas, dependencies } = schema;
  return [
    ...[allOf, anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : [])),
    ...[not, schema.if, schema.then, schema.else],
    ...[dependentSchemas, dependencies].flatMap((map) => (isObject(map) ? Object.values(map) : [])),
  ];
}

/**
 * @param targetOf the schema that a schema refers to.
 * @throws UserError
 */
export function refuseExpansion(schemas: Iterable<object>, targetOf: (schema: object) => unknown, name: string): void {
  const known = new Map<object, number>();
  const count = (schema: unknown): number => {
    if (!isObject(schema)) return 0;
    const before = known.get(schema);
    if (before !== undefined) return before;
    // Until it is known: a schema that applies itself to the same value does so without end.
    known.set(schema, Number.POSITIVE_INFINITY);
    const sum = [...inPlace(schema), targetOf(schema)].reduce<number>((total, child) => total + count(child), 1);
    known.set(schema, sum);
    return sum;
  };
  const isTooMuch = (schema: object): boolean => {
    try {
      return count(schema) > mostApplied;
    } catch (error) {
      // A chain of references that exceeds the stack, also that of ajv, which follows them to find a target.
      if (error instanceof RangeError || (error instanceof UserError && error.cause instanceof RangeError)) return true;
      throw error;
    }
  };
  for (const schema of schemas)
    if (isTooMuch(schema))
      throw new UserError(
        t("schema.expansion", "{name} applies more than {most} schemas to one value, or itself without end.", {
          name,
          most: mostApplied,
        }),
        t(
          "schema.expansion.use",
          'Remove references in a circle, and references that are repeated in "allOf", "anyOf" or "oneOf".',
        ),
      );
}

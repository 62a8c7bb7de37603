/** Errors in a schema itself, for the person who wrote it. */
import type { Ajv, ErrorObject } from "ajv";
import { suggest } from "../article/suggest.js";
import type { Path } from "../article/types.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import type { Compiled } from "./applicable.js";
import type { Documents } from "./documents.js";
import { explain } from "./explain.js";
import { pointerOf } from "./pointer.js";
import type { JsonSchema } from "./types.js";

/**
 * An unknown format is an annotation of another tool, such as `unix-time` in the schemas that Astro writes. One that resembles
 * a known format is a mistake.
 *
 * @throws UserError if a format is misspelled.
 */
export function checkFormats({ formats }: Documents, ajv: Ajv): void {
  for (const { name, at } of formats) {
    if (Object.hasOwn(ajv.formats, name)) continue;
    const [meant] = suggest(name, Object.keys(ajv.formats));
    if (meant === undefined) continue;
    throw new UserError(
      t("schema.unknownFormat", '{place}: Unknown format "{name}".', { place: at(), name }),
      t("schema.didYouMean", 'Did you mean "{meant}"?', { meant }),
    );
  }
}

/** The error for a valid schema that ajv cannot compile, usually because a reference has no target. */
export function unusableSchema(error: Error, name: string, { references, place }: Documents): UserError {
  const { missingRef } = error as { missingRef?: string };
  for (const [schema, reference] of missingRef === undefined ? [] : references) {
    const { $ref } = schema as JsonSchema;
    if (typeof $ref !== "string") continue;
    const absolute = $ref.startsWith("#") ? reference.replace(/#.*$/s, $ref) : $ref;
    if (absolute !== missingRef) continue;
    return new UserError(
      t("schema.ref.missingPart", '{place}: The $ref "{ref}" does not lead to a schema.', {
        place: place(reference) ?? name,
        ref: $ref.replace(/^[^#]+\//, ""),
      }),
      t("schema.ref.missingPart.hint", 'Refer to a part that exists, for example "#/$defs/author".'),
      { cause: error },
    );
  }
  return new UserError(
    t("schema.unusable", "Schema {name} cannot be used: {message}", { name, message: error.message }),
    t("schema.correct", "Correct the schema."),
    {
      cause: error,
    },
  );
}

export function invalidSchema(
  errors: readonly ErrorObject[],
  schema: JsonSchema,
  id: string,
  documents: Documents,
  compiled: Compiled,
): UserError {
  const [problem] = explain(errors, schema, undefined, compiled);
  const steps: Path = [...(problem?.path ?? []), ...(problem?.key === undefined ? [] : [problem.key])];
  const pointer = steps.map((step) => `/${step}`).join("");
  const place = placeOf(documents, id, steps);
  return new UserError(
    pointer === ""
      ? t("schema.invalid", "{place}: Not a valid {draft} schema: it {message}.", {
          place,
          draft: documents.draft,
          message: problem?.message ?? "",
        })
      : t("schema.invalid.part", "{place}: Not a valid {draft} schema: {pointer} {message}.", {
          place,
          draft: documents.draft,
          pointer,
          message: problem?.message ?? "",
        }),
    t("schema.correct", "Correct the schema."),
  );
}

/** The location of the innermost schema object that contains the error. */
function placeOf({ place }: Documents, id: string, steps: Path): string {
  for (let length = steps.length; length >= 0; length--) {
    const found = place(`${id}#${pointerOf(steps.slice(0, length))}`);
    if (found !== undefined) return found;
  }
  return id;
}

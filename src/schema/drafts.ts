/** The supported drafts of JSON Schema, and their meta-schemas. */

import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { append } from "../platform/lists.js";
import type { DataFile } from "./data-file.js";
import type { JsonSchema } from "./types.js";

export type Draft = "draft-07" | "2019-09" | "2020-12";

const metaSchemas: ReadonlyMap<string, Draft> = new Map([
  ["json-schema.org/draft-07/schema", "draft-07"],
  ["json-schema.org/draft/2019-09/schema", "2019-09"],
  ["json-schema.org/draft/2020-12/schema", "2020-12"],
  ["json-schema.org/schema", "2020-12"],
]);

export const draftOf = (uri: string): Draft | undefined =>
  metaSchemas.get(uri.replace(/^https?:\/\//, "").replace(/#$/, ""));

/**
 * Whether `items` is an array of schemas. A schema without `$schema` is read as 2020-12, which allows everything in
 * draft-07 except that. A schema that uses it is read as draft-07.
 */
export function usesTuples(schema: JsonSchema): boolean {
  const stack: unknown[] = [schema];
  const seen = new Set<unknown>();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    if ("items" in node && Array.isArray(node.items)) return true;
    append(stack, Object.values(node));
  }
  return false;
}

/**
 * The draft that `$schema` specifies; `undefined` without `$schema`.
 *
 * @throws UserError if stet does not support that draft, or the file is not a JSON Schema.
 */
export function statedDraft(data: JsonSchema, parsed: DataFile, shown: string): Draft | undefined {
  const stated = data.$schema;
  if (stated === undefined) {
    const jtd = ["optionalProperties", "elements", "values", "mapping"].some((key) => key in data);
    if (jtd || /^(?:timestamp|u?int(?:8|16|32)|float(?:32|64))$/.test(String(data.type)))
      throw new UserError(
        t("schema.jsonTypeDefinition", "{shown} is a JSON Type Definition, not a JSON Schema.", { shown }),
        t("schema.jsonTypeDefinition.hint", "Write a JSON Schema (draft-07, 2019-09 or 2020-12)."),
      );
    return undefined;
  }
  const draft = typeof stated === "string" ? draftOf(stated) : undefined;
  if (draft) return draft;
  const old = /json-schema\.org\/(draft-0[0-6])\//.exec(String(stated))?.[1];
  throw new UserError(
    old
      ? t("schema.oldDraft", "{place}: stet does not support schemas in {old}.", {
          place: parsed.place(["$schema"]),
          old,
        })
      : t("schema.unknownDraft", '{place}: stet does not support the "$schema" {stated}.', {
          place: parsed.place(["$schema"]),
          stated: JSON.stringify(stated),
        }),
    t(
      "schema.unknownDraft.hint",
      'Use draft-07, 2019-09 or 2020-12, for example "$schema": "https://json-schema.org/draft/2020-12/schema".',
    ),
  );
}

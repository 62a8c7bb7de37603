/** Compiles the documents of one schema with ajv. */
import type { ErrorObject, ValidateFunction } from "ajv";
import { openAjv, putTuplesLast } from "./ajv.js";
import type { Compiled } from "./applicable.js";
import type { Documents } from "./documents.js";
import { addUnevaluated } from "./evaluated.js";
import type { PatternGuard } from "./patterns.js";
import { checkFormats, invalidSchema, unusableSchema } from "./schema-errors.js";
import { imageKeyword } from "./schema-keywords.js";
import type { JsonSchema } from "./types.js";
import { countWork, type WorkMeter } from "./work.js";

/** A schema that ajv has compiled. */
export interface AjvValidator {
  readonly documents: Documents;
  readonly root: JsonSchema | undefined;
  /** The errors of the data, as ajv reports them. */
  errorsOf(data: unknown): readonly ErrorObject[];
  /** The JSON Pointers of the values that `"format": "image-url"` applies to. */
  imagesOf(data: unknown): readonly string[];
  /** The validator of a subschema, by its reference. */
  part(reference: string): ValidateFunction | undefined;
}

/**
 * @param origin stet's own schemas are known to be valid; checking them would take longer than everything else here.
 */
export function openAjvValidator(
  documents: Documents,
  name: string,
  origin: "ours" | "theirs",
  guard: PatternGuard,
  compiled: Compiled,
  meter: WorkMeter,
): AjvValidator {
  const ajv = openAjv(documents.draft, guard);
  checkFormats(documents, ajv);
  let images: string[] = [];
  ajv.addKeyword({
    keyword: imageKeyword,
    type: "string",
    schemaType: "boolean",
    errors: false,
    validate: (_schema: unknown, _data: unknown, _parent: unknown, context?: { instancePath: string }) => {
      if (context) images.push(context.instancePath);
      return true;
    },
  });
  addUnevaluated(ajv, documents.draft, compiled);
  putTuplesLast(ajv, documents.draft);
  for (const [id, schema] of documents.schemas) {
    if (origin === "theirs" && !ajv.validateSchema(schema))
      throw invalidSchema(ajv.errors ?? [], schema, id, documents, compiled);
  }
  if (origin === "theirs") countWork(ajv, documents.references.keys(), meter);
  let validate: ValidateFunction | undefined;
  try {
    for (const [id, schema] of documents.schemas) ajv.addSchema(schema, id);
    validate = ajv.getSchema(documents.root);
  } catch (error) {
    throw unusableSchema(error as Error, name, documents);
  }
  if (!validate) throw new Error(`ajv has lost the schema ${documents.root}`);
  const run = validate;
  return {
    documents,
    root: documents.schemas.get(documents.root),
    errorsOf: (data) => (run(data) ? [] : (run.errors ?? [])),
    imagesOf(data) {
      images = [];
      run(data);
      return [...new Set(images)];
    },
    part: (reference) => ajv.getSchema(reference),
  };
}

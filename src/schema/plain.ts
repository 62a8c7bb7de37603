/**
 * A validator for the most common keywords, because loading ajv and compiling a schema takes longer than linting an
 * article. It only determines that data is valid, and where its images are. Data that is invalid, or that it does not
 * support, is validated again by ajv, which explains the errors.
 */
import { isObject, type SchemaObject } from "./applicable.js";
import type { Draft } from "./drafts.js";
import { ownFormats } from "./formats.js";
import { openPatternGuard, type PatternGuard } from "./patterns.js";
import { escapeStep, unescapeStep } from "./pointer.js";
import { imageKeyword, schemasUnder } from "./schema-keywords.js";
import { openWorkMeter } from "./work.js";

/** The maximum depth. Nested values and references each add a level; deeper data is left to ajv. */
const maxDepth = 60;
/** The maximum number of schema objects evaluated for one value: recursive schemas can require any number. */
const maxEvaluations = 50_000;
/** Longer strings, in UTF-16 units, are left to ajv if there is a pattern. */
const maxMatchedLength = 1_000;

const isText = (value: unknown): boolean => typeof value === "string";
const isSwitch = (value: unknown): boolean => typeof value === "boolean";
const isNumber = (value: unknown): boolean => Number.isFinite(value);
const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= 0;
const isScalar = (value: unknown): boolean => typeof value !== "object" || value === null;
const isSchema = (value: unknown): boolean => typeof value === "boolean" || isObject(value);
const isAnything = (): boolean => true;
const isList = (value: unknown, of: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(of);
const isMap = (value: unknown, of: (item: unknown) => boolean): boolean =>
  isObject(value) && Object.values(value).every(of);
const isNames = (value: unknown): boolean =>
  isList(value, isText) && new Set(value as []).size === (value as []).length;
const isSchemas = (value: unknown): boolean => isList(value, isSchema) && (value as []).length > 0;
const isNamedSchemas = (value: unknown): boolean => isMap(value, isSchema);

const types = ["array", "boolean", "integer", "null", "number", "object", "string"];
const isType = (value: unknown): boolean => types.includes(value as string);

/** The supported keywords, and which of their values are valid and supported. */
const keywords: Readonly<Record<string, (wanted: unknown) => boolean>> = {
  $schema: isText,
  $comment: isText,
  title: isText,
  description: isText,
  default: isAnything,
  examples: Array.isArray,
  deprecated: isSwitch,
  readOnly: isSwitch,
  writeOnly: isSwitch,
  // stet's own keywords are checked when the schema is read.
  errorMessage: isAnything,
  "x-replacement": isAnything,
  "x-fix": isAnything,
  "x-message-id": isText,
  [imageKeyword]: isSwitch,
  $defs: isNamedSchemas,
  definitions: isNamedSchemas,
  $ref: isText,
  type: (wanted) => isType(wanted) || (isNames(wanted) && isList(wanted, isType) && (wanted as []).length > 0),
  enum: (wanted) => isList(wanted, isScalar) && (wanted as []).length > 0,
  const: isScalar,
  anyOf: isSchemas,
  format: (wanted) => Object.hasOwn(ownFormats, String(wanted)),
  pattern: isText,
  minLength: isCount,
  maxLength: isCount,
  minimum: isNumber,
  maximum: isNumber,
  minItems: isCount,
  maxItems: isCount,
  prefixItems: isSchemas,
  items: isSchema,
  required: isNames,
  dependentRequired: (wanted) => isMap(wanted, isNames),
  propertyNames: isSchema,
  properties: isNamedSchemas,
  patternProperties: isNamedSchemas,
  additionalProperties: isSchema,
};

/** Schemas by `$id`, which references use. `""` is the key of a single schema that only refers to itself. */
export type Library = ReadonlyMap<string, SchemaObject>;

/** Whether the schemas are valid and use supported keywords only. Others may be valid too. */
export function isPlain(library: Library, draft: Draft): boolean {
  for (const [id, root] of library) {
    const stack: unknown[] = [root];
    for (let schema = stack.pop(); schema !== undefined; schema = stack.pop()) {
      if (!isObject(schema)) continue;
      for (const [keyword, value] of Object.entries(schema)) {
        if (keyword === "$id" && schema === root) continue;
        if (!Object.hasOwn(keywords, keyword) || !keywords[keyword]?.(value)) return false;
        // draft-07 does not have these keywords, and ignores all keywords next to `$ref`.
        if (draft === "draft-07" && ["prefixItems", "dependentRequired", "$defs", "$ref"].includes(keyword))
          return false;
        if (keyword === "$ref" && !isSchema(targetOf(value as string, id, library)?.schema)) return false;
        for (const [child] of schemasUnder(keyword, value) ?? []) stack.push(child);
      }
    }
  }
  return true;
}

interface Target {
  readonly schema: unknown;
  readonly id: string;
}

/**
 * The target of a reference in the schema with that `$id`: a part of the same or another schema (RFC 6901, section 6).
 */
function targetOf(reference: string, from: string, library: Library): Target | undefined {
  const [, name = "", pointer] = /^([^#]*)#((?:\/.*)?)$/s.exec(reference) ?? [];
  const id = name === "" ? from : name;
  if (pointer === undefined) return undefined;
  let schema: unknown = library.get(id);
  for (const step of pointer.split("/").slice(1)) {
    if (/%(?![\dA-Fa-f]{2})/.test(step)) return undefined;
    const key = unescapeStep(decodeURIComponent(step));
    const holds = (isObject(schema) || Array.isArray(schema)) && Object.hasOwn(schema, key);
    schema = holds ? Reflect.get(schema as object, key) : undefined;
  }
  return { schema, id };
}

export class PlainValidator {
  readonly #library: Library;
  readonly #root: string;
  readonly #meter = openWorkMeter();
  readonly #guard: PatternGuard;
  readonly #targets = new Map<string, Target | undefined>();
  #last: { readonly data: unknown; readonly images: readonly string[] | undefined } | undefined;
  /** The steps to the current value, as in a JSON Pointer; `""` for a reference. */
  readonly #path: string[] = [];
  #images: string[] = [];
  #isSure = true;
  /** The `$id` of the current schema, against which references are resolved. */
  #id = "";
  #evaluations = 0;

  /**
   * @param library valid schemas.
   * @param root the `$id` of the schema to validate data with.
   */
  /** @param origin of the schema: see `openPatternGuard`. */
  constructor(library: Library, root: string, origin: "ours" | "theirs") {
    this.#library = library;
    this.#root = root;
    this.#guard = openPatternGuard(origin, this.#meter);
  }

  /**
   * Validates data. Returns the JSON Pointers of the values that `"format": "image-url"` applies to, or `undefined` if the
   * data is invalid or this validator is not sure.
   */
  fits(data: unknown): readonly string[] | undefined {
    if (this.#last && this.#last.data === data) return this.#last.images;
    this.#images = [];
    this.#isSure = true;
    this.#evaluations = 0;
    this.#id = this.#root;
    this.#path.length = 0;
    const { result: fits } = this.#guard.collectRefused(() =>
      this.#meter.bounded(() => this.#fits(this.#library.get(this.#root), data)),
    );
    const images = fits?.result && this.#isSure ? this.#images : undefined;
    this.#last = { data, images };
    return images;
  }

  #unsure(): false {
    this.#isSure = false;
    return false;
  }

  /** Evaluates all keywords, even after one does not match: images are also collected in branches that do not match. */
  #fits(schema: unknown, value: unknown): boolean {
    if (typeof schema === "boolean") return schema;
    if (!this.#isSure || !isObject(schema) || ++this.#evaluations > maxEvaluations) return this.#unsure();
    let fits = true;
    for (const keyword of Object.keys(schema)) {
      if (keyword === "$id") continue;
      if (!Object.hasOwn(keywords, keyword)) return this.#unsure();
      if (!this.#satisfies(keyword, schema, schema[keyword] as never, value)) fits = false;
    }
    return fits;
  }

  #satisfies(keyword: string, schema: SchemaObject, wanted: never, value: unknown): boolean {
    switch (keyword) {
      case "type":
        return Array.isArray(wanted) ? (wanted as string[]).some((one) => isOf(one, value)) : isOf(wanted, value);
      case "enum":
        return isScalar(value) && (wanted as unknown[]).includes(value);
      case "const":
        return isScalar(value) && wanted === value;
      case "$ref":
        return this.#referenceFits(wanted, value);
      case "anyOf":
        return (wanted as unknown[]).some((branch) => this.#fits(branch, value));
      default:
        if (typeof value === "string") return this.#textSatisfies(keyword, wanted, value);
        if (typeof value === "number") return numberSatisfies(keyword, wanted, value);
        if (Array.isArray(value)) return this.#listSatisfies(keyword, schema, wanted, value);
        return !isObject(value) || this.#objectSatisfies(keyword, schema, wanted, value);
    }
  }

  #textSatisfies(keyword: string, wanted: never, value: string): boolean {
    switch (keyword) {
      case "format":
        if (wanted === "image-url") this.#images.push(this.#path.join(""));
        return ownFormats[wanted]?.(value) ?? this.#unsure();
      case "pattern":
        return this.#matches(wanted, value);
      case "minLength":
        return lengthOf(value) >= wanted;
      case "maxLength":
        return lengthOf(value) <= wanted;
      default:
        return true;
    }
  }

  #listSatisfies(keyword: string, { prefixItems }: SchemaObject, wanted: never, value: readonly unknown[]): boolean {
    const tuple = (prefixItems ?? []) as readonly unknown[];
    switch (keyword) {
      case "minItems":
        return value.length >= wanted;
      case "maxItems":
        return value.length <= wanted;
      case "prefixItems":
        return all(value.slice(0, tuple.length), (item, at) => this.#enter(tuple[at], item, String(at)));
      case "items":
        return all(value.slice(tuple.length), (item, at) => this.#enter(wanted, item, String(tuple.length + at)));
      default:
        return true;
    }
  }

  #objectSatisfies(keyword: string, schema: SchemaObject, wanted: never, value: SchemaObject): boolean {
    switch (keyword) {
      case "required":
        return (wanted as string[]).every((key) => has(value, key));
      case "dependentRequired":
        return Object.entries<string[]>(wanted).every(
          ([key, others]) => !has(value, key) || others.every((other) => has(value, other)),
        );
      case "propertyNames":
        return all(Object.keys(value), (key) => this.#fits(wanted, key));
      case "properties":
        return all(Object.keys(value), (key) => !Object.hasOwn(wanted, key) || this.#keyFits(wanted[key], value, key));
      case "patternProperties":
        return all(Object.keys(value), (key) =>
          all(
            Object.keys(wanted),
            (one) => !this.#matches(one, key) || this.#keyFits(wanted[one as never], value, key),
          ),
        );
      case "additionalProperties": {
        const { properties = {}, patternProperties = {} } = schema;
        const patterns = Object.keys(patternProperties as SchemaObject);
        const isMore = (key: string) =>
          !Object.hasOwn(properties as SchemaObject, key) && !patterns.some((one) => this.#matches(one, key));
        return all(Object.keys(value), (key) => !isMore(key) || this.#keyFits(wanted, value, key));
      }
      default:
        return true;
    }
  }

  #keyFits(schema: unknown, value: SchemaObject, key: string): boolean {
    // Some keywords of ajv treat a key with the value `undefined` as present, others as absent.
    if (value[key] === undefined || key === "__proto__") return this.#unsure();
    return this.#enter(schema, value[key], key);
  }

  #enter(schema: unknown, value: unknown, step?: string): boolean {
    if (this.#path.length >= maxDepth) return this.#unsure();
    this.#path.push(step === undefined ? "" : `/${escapeStep(step)}`);
    const fits = this.#fits(schema, value);
    this.#path.pop();
    return fits;
  }

  #referenceFits(reference: string, value: unknown): boolean {
    const name = `${this.#id} ${reference}`;
    if (!this.#targets.has(name)) this.#targets.set(name, targetOf(reference, this.#id, this.#library));
    const target = this.#targets.get(name);
    if (!target) return this.#unsure();
    const from = this.#id;
    this.#id = target.id;
    const fits = this.#enter(target.schema, value);
    this.#id = from;
    return fits;
  }

  #matches(pattern: string, text: string): boolean {
    if (text.length > maxMatchedLength) return this.#unsure();
    const fits = this.#guard.matches(pattern, text);
    return this.#guard.isTooSlow(pattern, text) ? this.#unsure() : fits;
  }
}

/** Like `every`, but does not stop at the first item that does not match. */
function all<T>(items: readonly T[], fits: (item: T, at: number) => boolean): boolean {
  let all = true;
  items.forEach((item, at) => {
    if (!fits(item, at)) all = false;
  });
  return all;
}

function isOf(type: unknown, value: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  if (type === "number") return Number.isFinite(value);
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  return type === "object" ? isObject(value) : typeof value === type;
}

function numberSatisfies(keyword: string, wanted: number, value: number): boolean {
  if (keyword === "minimum") return value >= wanted;
  return keyword !== "maximum" || value <= wanted;
}

const has = (value: SchemaObject, key: string): boolean => Object.hasOwn(value, key) && value[key] !== undefined;
/** The number of characters, as JSON Schema counts them. */
const lengthOf = (text: string): number => (/[\ud800-\udfff]/.test(text) ? [...text].length : text.length);

/**
 * Reads a schema file and all files it refers to, and prepares them for ajv: every `$id` and `$ref` absolute, in one
 * draft.
 */
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Path } from "../article/types.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { type DataFile, parseDataFile } from "./data-file.js";
import { type Draft, draftOf, statedDraft, usesTuples } from "./drafts.js";
import { unfoldDynamicScope } from "./dynamic.js";
import { checkOwnKeywords, checkPattern } from "./own-keywords.js";
import { escapeInUri } from "./pointer.js";
import { encode, resolve, split, toPath, withoutHash } from "./references.js";
import { addToAllOf, moveProtoProperty, moveRefToAllOf, removeIds } from "./rewrite.js";
import { readSchemaFile } from "./schema-files.js";
import { dataKeywords, imageKeyword, isObject, schemasUnder } from "./schema-keywords.js";
import type { JsonSchema } from "./types.js";

export interface Documents {
  readonly draft: Draft;
  /** By absolute `$id`, the root first. These are modified copies. */
  readonly schemas: ReadonlyMap<string, JsonSchema>;
  readonly root: string;
  /** The reference of each schema object within `schemas`: `https://example.com/a.json#/properties/title`. */
  readonly references: ReadonlyMap<object, string>;
  /** Whether any schema has `"format": "image-url"`; each of these also has the keyword `imageKeyword`. */
  readonly hasImages: boolean;
  /** Whether any schema has an `errorMessage`. */
  readonly hasOwnWords: boolean;
  /** Whether any schema has `deprecated: true` that may be about a key. */
  readonly hasDeprecated: boolean;
  readonly formats: readonly Format[];
  /** Every file that was read, with a stamp that changes with the file. */
  readonly stamps: ReadonlyMap<string, string>;
  /** `file:line:column` of the schema object with this reference, if it is known. */
  place(reference: string): string | undefined;
}

/** Returns `file:line:column`, computed on demand: most schemas have no errors. */
export type Locate = () => string;

export interface Format {
  readonly name: string;
  /** `file:line:column`. */
  at(): string;
}

/**
 * @param within the folder that all files must be in, by their real paths; `undefined`: anywhere.
 * @throws UserError if a file is missing, is not a schema, or refers to an unreadable file.
 */
export async function readDocuments(
  file: string,
  show: (file: string) => string,
  within: string | undefined,
): Promise<Documents> {
  return new DocumentReader(show, parseDataFile, within).read(file);
}

/** Reads stet's own schemas, whose errors do not need a line and column. */
export async function readOwnDocuments(file: string, show: (file: string) => string): Promise<Documents> {
  return new DocumentReader(show, (text, shown) => ({ data: JSON.parse(text), place: () => shown })).read(file);
}

/** Prepares a schema that is not in a file and does not refer to files. */
export function prepareDocument(schema: JsonSchema, name: string): Documents {
  const reader = new DocumentReader(() => name, parseDataFile);
  reader.add(schema, { data: schema, place: () => name }, "https://stet.invalid/", undefined);
  return reader.finish("https://stet.invalid/");
}

/** Reads files until every reference is resolved, and collects the schemas in them. */
class DocumentReader {
  readonly schemas = new Map<string, JsonSchema>();
  readonly references = new Map<object, string>();
  readonly formats: Format[] = [];
  readonly stamps = new Map<string, string>();
  hasImages = false;
  hasOwnWords = false;
  hasDeprecated = false;
  draft: Draft | undefined;
  readonly #show: (file: string) => string;
  /** The `$id` of each file that was read, by its URL. */
  readonly #documents = new Map<string, string>();
  readonly #waiting: { file: string; from: Locate | undefined }[] = [];
  readonly #places = new Map<string, Locate>();
  /** References to other documents, checked when all files are read. */
  readonly #foreign: { target: string; written: string; at: Locate }[] = [];
  /** `$ref`s to files, whose `$id` is known only when they are read. */
  readonly #unresolved: { schema: JsonSchema; keyword: string; url: string; fragment: string }[] = [];
  /** Every `$id`, of documents and of embedded schemas. */
  readonly #ids = new Set<string>();
  /** The `$anchor` and `$dynamicAnchor` of whole documents, as references contain them. */
  readonly #rootAnchors = new Set<string>();
  /** Every `$dynamicAnchor`, as references contain them, and `#` after a schema with `$recursiveAnchor`. */
  readonly #dynamicAnchors = new Set<string>();

  readonly #parse: (text: string, shown: string) => DataFile | Promise<DataFile>;
  readonly #within: string | undefined;

  constructor(
    show: (file: string) => string,
    parse: (text: string, shown: string) => DataFile | Promise<DataFile>,
    within?: string,
  ) {
    this.#show = show;
    this.#parse = parse;
    this.#within = within;
  }

  async read(file: string): Promise<Documents> {
    this.#waiting.push({ file, from: undefined });
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift())
      if (!this.#documents.has(pathToFileURL(next.file).href)) await this.#readOne(next.file, next.from);
    return this.finish(pathToFileURL(file).href);
  }

  finish(url: string): Documents {
    for (const { schema, keyword, url: other, fragment } of this.#unresolved)
      schema[keyword] = `${this.#documents.get(other)}${fragment}`;
    if (this.#rootAnchors.size > 0) this.#referToRoots();
    const draft = this.draft ?? "2020-12";
    for (const { target, written, at } of this.#foreign)
      if (!this.#ids.has(target) && draftOf(target) !== draft) throw unknownReference(target, written, at);
    const root = this.#documents.get(url) ?? "";
    const whole = { schemas: this.schemas, root, references: this.references };
    const unfolded = unfoldDynamicScope(this.references, root);
    for (const [reference, origin] of unfolded?.origins ?? []) {
      const place = this.#places.get(origin);
      if (place !== undefined) this.#places.set(reference, place);
    }
    return {
      draft,
      ...(unfolded ?? whole),
      hasImages: this.hasImages,
      hasOwnWords: this.hasOwnWords,
      hasDeprecated: this.hasDeprecated,
      formats: this.formats,
      stamps: this.stamps,
      place: (reference) => this.#places.get(reference)?.(),
    };
  }

  /** Replaces references to the anchor of a whole document, which ajv does not find. */
  #referToRoots(): void {
    for (const [schema, reference] of this.references as Map<JsonSchema, string>) {
      const { $ref } = schema;
      if (typeof $ref !== "string") continue;
      const absolute = $ref.startsWith("#") ? `${withoutHash(reference)}${$ref}` : $ref;
      if (this.#rootAnchors.has(absolute)) schema.$ref = `${withoutHash(absolute)}#`;
    }
  }

  async #readOne(file: string, from: Locate | undefined): Promise<void> {
    const shown = this.#show(file);
    const subject = () =>
      from
        ? t("schema.subject.from", "{from}: Schema {shown}", { from: from(), shown })
        : t("schema.subject", "Schema {shown}", { shown });
    const { text, stamp } = await readSchemaFile(file, this.#within, subject);
    this.stamps.set(file, stamp);
    const parsed = await this.#parse(text, shown);
    if (!isObject(parsed.data))
      throw new UserError(
        t("schema.notObject", "{shown} is not a JSON Schema: it must contain an object.", { shown }),
        t("schema.notObject.hint", 'Start the file with "$schema", "type" and "properties".'),
      );
    this.add(parsed.data, parsed, pathToFileURL(file).href, from);
  }

  /**
   * A `$dynamicRef` whose target is not a `$dynamicAnchor` is a `$ref` (2020-12 core, section 8.2.3.2), and so is a
   * `$recursiveRef` without `$recursiveAnchor` (2019-09 core, section 8.2.4.2.1). Ajv does not handle these cases.
   */
  #replaceStaticDynamicRef(schema: JsonSchema, base: string): void {
    const keyword = this.draft === "2019-09" ? "$recursiveRef" : "$dynamicRef";
    const { [keyword]: written, $ref } = schema;
    if (typeof written !== "string" || this.#dynamicAnchors.has(resolve(written, base) ?? "")) return;
    delete schema[keyword];
    if ($ref === undefined) schema.$ref = written;
    else addToAllOf(schema, written);
  }

  /** @param url the URL of the schema, against which relative references are resolved. */
  add(data: JsonSchema, parsed: DataFile, url: string, from: Locate | undefined): void {
    const shown = url.startsWith("file:") ? this.#show(fileURLToPath(url)) : this.#show(url);
    const draft = statedDraft(data, parsed, shown);
    if (this.draft !== undefined && draft !== undefined && draft !== this.draft)
      throw new UserError(
        from === undefined
          ? t("schema.otherDraft", "{shown} uses {draft}, but the schema that refers to it uses {other}.", {
              shown,
              draft,
              other: this.draft,
            })
          : t(
              "schema.otherDraft.from",
              "{from}: {shown} uses {draft}, but the schema that refers to it uses {other}.",
              { from: from(), shown, draft, other: this.draft },
            ),
        t("schema.otherDraft.hint", "Use the same draft in both schemas."),
      );
    this.draft ??= draft ?? (usesTuples(data) ? "draft-07" : "2020-12");

    const copy = structuredClone(data);
    const id = withoutHash(resolve(copy.$id, url) ?? url);
    if (this.#ids.has(id))
      throw new UserError(
        t("schema.duplicateId", '{shown} has the same $id "{id}" as another schema file.', { shown, id }),
        t("schema.duplicateId.hint", "Change one of the two $id values."),
      );
    copy.$id = id;
    this.#documents.set(url, id);
    this.schemas.set(id, copy);
    this.#ids.add(id);
    const found: [schema: JsonSchema, path: Path, base: string][] = [];
    this.#collect(copy, [], id, id, "", found, new Set());
    for (const [schema, path, base] of found) this.#prepare(schema, path, base, url, parsed);
  }

  /**
   * Collects every subschema with the `$id` that its references are resolved against. Skips data (`enum`, `default`).
   */
  #collect(
    schema: JsonSchema,
    path: Path,
    base: string,
    resource: string,
    pointer: string,
    found: [JsonSchema, Path, string][],
    seen: Set<object>,
  ): void {
    if (seen.has(schema)) return;
    seen.add(schema);
    moveProtoProperty(schema);
    // draft-07 ignores everything next to a $ref, including $id.
    if (path.length > 0 && this.draft === "draft-07" && typeof schema.$ref === "string") delete schema.$id;
    if (path.length > 0 && typeof schema.$id === "string" && !schema.$id.startsWith("#")) {
      const id = resolve(schema.$id, base);
      if (id !== undefined) {
        base = resource = schema.$id = withoutHash(id);
        pointer = "";
        this.#ids.add(base);
      }
      moveRefToAllOf(schema);
    }
    this.references.set(schema, `${resource}#${pointer}`);
    if (path.length === 0)
      for (const name of [schema.$anchor, schema.$dynamicAnchor])
        if (typeof name === "string") this.#rootAnchors.add(`${base}#${name}`);
    if (typeof schema.$dynamicAnchor === "string") this.#dynamicAnchors.add(`${base}#${schema.$dynamicAnchor}`);
    if (schema.$recursiveAnchor === true) this.#dynamicAnchors.add(`${base}#`);
    found.push([schema, path, base]);
    const enter = (child: unknown, ...steps: (string | number)[]): void => {
      if (!isObject(child)) return;
      const below = steps.map((step) => `/${escapeInUri(String(step))}`).join("");
      this.#collect(child, [...path, ...steps], base, resource, pointer + below, found, seen);
    };
    for (const [keyword, value] of Object.entries(schema)) {
      const children = schemasUnder(keyword, value);
      for (const [child, ...steps] of children ?? []) enter(child, keyword, ...steps);
      if (!children && !Array.isArray(value) && !dataKeywords.has(keyword)) removeIds(value);
    }
  }

  /** Checks one schema object and rewrites it for ajv. */
  #prepare(schema: JsonSchema, path: Path, base: string, url: string, parsed: DataFile): void {
    const reference = this.references.get(schema);
    if (reference !== undefined) this.#places.set(reference, () => parsed.place(path));
    // Ajv would look for the meta-schema of another draft, but the draft is already known.
    delete schema.$schema;
    if (typeof schema.format === "string") {
      this.formats.push({ name: schema.format, at: () => parsed.place([...path, "format"]) });
      if (schema.format === "image-url") {
        schema[imageKeyword] = true;
        this.hasImages = true;
      }
    }
    // draft-07 ignores everything next to a $ref, but ajv would still evaluate the type.
    if (this.draft === "draft-07" && typeof schema.$ref === "string") delete schema.type;
    this.hasOwnWords ||= schema.errorMessage !== undefined;
    // In a branch, it is about one form of the value, not about the key.
    this.hasDeprecated ||= schema.deprecated === true && !/^(?:any|one)Of$/.test(String(path.at(-2)));
    checkOwnKeywords(schema, (keyword) => parsed.place([...path, keyword]));
    if (typeof schema.pattern === "string") checkPattern(schema.pattern, () => parsed.place([...path, "pattern"]));
    if (isObject(schema.patternProperties))
      for (const pattern of Object.keys(schema.patternProperties))
        checkPattern(pattern, () => parsed.place([...path, "patternProperties", pattern]));
    this.#replaceStaticDynamicRef(schema, base);
    for (const keyword of ["$ref", "$dynamicRef"]) {
      const written = schema[keyword];
      if (typeof written !== "string") continue;
      this.#resolveReference(schema, keyword, written, base, url, () => parsed.place([...path, keyword]));
    }
  }

  /** Makes one reference absolute. The file that it refers to is read later. */
  #resolveReference(schema: JsonSchema, keyword: string, written: string, base: string, url: string, at: Locate): void {
    if (written.startsWith("#")) {
      schema[keyword] = encode(written);
      return;
    }
    const absolute = resolve(written, base);
    const [target = "", fragment] = split(absolute ?? written);
    const isRelative = !/^[a-z][a-z0-9+.-]*:/i.test(written);
    if (absolute !== undefined && this.#ids.has(target)) {
      schema[keyword] = absolute;
    } else if (isRelative || /^file:/i.test(written)) {
      // Relative to the file instead of its `$id`, because the other file is on disk.
      const [fileUrl = ""] = split(resolve(written, url) ?? "");
      const file = toPath(fileUrl);
      if (file === undefined)
        throw new UserError(
          t("schema.ref.notPath", '{place}: The $ref "{ref}" is not a file path.', { place: at(), ref: written }),
        );
      this.#waiting.push({ file, from: at });
      this.#unresolved.push({ schema, keyword, url: pathToFileURL(file).href, fragment });
    } else {
      schema[keyword] = absolute ?? written;
      this.#foreign.push({ target, written, at });
    }
  }
}

/** The error for a `$ref` to a schema that is not in any of the files. */
function unknownReference(target: string, written: string, at: Locate): UserError {
  if (/^https?:/i.test(target))
    return new UserError(
      t("schema.ref.remote", '{place}: The $ref "{ref}" is a URL, but stet reads schemas only from files.', {
        place: at(),
        ref: written,
      }),
      t(
        "schema.ref.remote.hint",
        'Save that schema next to this one and refer to the file, for example "$ref": "./author.schema.json".',
      ),
    );
  return new UserError(
    t("schema.ref.unknown", '{place}: Unknown $ref "{ref}".', { place: at(), ref: written }),
    t(
      "schema.ref.unknown.hint",
      'Refer to a file ("./author.schema.json") or to a part of this one ("#/$defs/author").',
    ),
  );
}

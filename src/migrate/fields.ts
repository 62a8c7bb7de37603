/** Schemas from the fields that an editor for content defines: Decap CMS, Sveltia CMS, Front Matter CMS. */
import type { JsonSchema } from "../schema/types.js";
import { listOf, type Mapping, type Migrated, mappingOf, nothing, type SchemaFile } from "./types.js";

type Schema = Record<string, unknown>;

const draft = "https://json-schema.org/draft/2020-12/schema";
const list = (items: Schema): Schema => ({ type: "array", items });
const date: Schema = { type: "string", format: "date-loose" };
const image: Schema = { type: "string", format: "image-url" };

/** An optional field may be empty: editors write `""` or nothing. */
const orEmpty = (schema: Schema): Schema =>
  schema.type === undefined ? schema : { anyOf: [schema, { type: "null" }, { const: "" }] };

function objectOf(fields: readonly unknown[], schemaOf: (field: Mapping) => Schema | undefined): Schema {
  const properties: Schema = {};
  const required: string[] = [];
  for (const field of fields.map(mappingOf)) {
    const { name } = field;
    const schema = schemaOf(field);
    if (typeof name !== "string" || schema === undefined) continue;
    const isRequired = field.isRequired === true;
    if (isRequired) required.push(name);
    const described = typeof field.hint === "string" ? { description: field.hint } : {};
    properties[name] = { ...described, ...(isRequired ? schema : orEmpty(schema)) };
  }
  return { type: "object", ...(required.length > 0 && { required }), properties };
}

const numbers = ({ min, max }: Mapping, low: string, high: string): Schema => ({
  ...(typeof min === "number" && { [low]: min }),
  ...(typeof max === "number" && { [high]: max }),
});

const labels = (options: unknown): unknown[] =>
  listOf(options).map((option) => (typeof option === "object" ? mappingOf(option).value : option));

/** The configuration of Decap CMS and Sveltia CMS: https://decapcms.org/docs/collection-types/ */
export function readDecap(source: string, data: unknown): Migrated {
  const schemas: SchemaFile[] = [];
  const without: string[] = [];
  for (const collection of listOf(mappingOf(data).collections).map(mappingOf)) {
    const name = String(collection.name);
    const { folder, extension, format } = collection;
    const isData = [extension, format].some((one) => /^(?:ya?ml|toml|json)$/.test(String(one ?? "")));
    if (typeof folder !== "string" || isData) {
      without.push(`collections: ${name}`);
      continue;
    }
    const unknown = (widget: string) => void without.push(`${name}: widget ${widget}`);
    const schema = decapObject(listOf(collection.fields), unknown, true);
    schemas.push({
      name,
      glob: `${folder.replace(/^\/|\/$/g, "")}/**`,
      schema: { $schema: draft, title: String(collection.label ?? name), ...schema } as JsonSchema,
    });
  }
  return { ...nothing(source), schemas, without };
}

function decapObject(fields: readonly unknown[], unknown: (widget: string) => void, isArticle = false): Schema {
  const given = fields.map(mappingOf).filter(({ name }) => !(isArticle && name === "body"));
  return objectOf(
    given.map((field) => ({ ...field, isRequired: field.required !== false && field.widget !== "hidden" })),
    (field) => decapField(field, unknown),
  );
}

/** Without a format, Decap writes ISO dates. It writes others, such as `MMMM D, YYYY`, as they are. */
const isIsoFormat = (format: unknown): boolean => typeof format !== "string" || /^Y{4}-MM-DD/i.test(format);

function decapField(field: Mapping, unknown: (widget: string) => void): Schema | undefined {
  const several = (schema: Schema) => (field.multiple === true ? list(schema) : schema);
  const widget = String(field.widget ?? "string");
  switch (widget) {
    case "string":
    case "text":
    case "markdown":
    case "richtext":
    case "color":
    case "map":
    case "uuid":
    case "compute": {
      const [pattern] = listOf(field.pattern);
      return { type: "string", ...(typeof pattern === "string" && { pattern }) };
    }
    case "number": {
      const type = field.value_type === "float" ? "number" : field.value_type === "string" ? "string" : "integer";
      return { type, ...(type !== "string" && numbers(field, "minimum", "maximum")) };
    }
    case "boolean":
      return { type: "boolean" };
    case "date":
    case "datetime":
      return isIsoFormat(field.format) ? date : { type: ["string", "number"] };
    case "image":
      return field.multiple === true ? { anyOf: [image, list(image)] } : image;
    case "file":
      return several({ type: "string" });
    case "select":
      return several({ enum: labels(field.options) });
    case "relation":
      return several({ type: ["string", "number"] });
    case "object":
      return field.types === undefined ? decapObject(listOf(field.fields), unknown) : { type: "object" };
    case "list": {
      const items =
        field.fields !== undefined
          ? decapObject(listOf(field.fields), unknown)
          : field.field !== undefined
            ? (decapField(mappingOf(field.field), unknown) ?? {})
            : field.types !== undefined
              ? { type: "object" }
              : { type: "string" };
      return { ...list(items), ...numbers(field, "minItems", "maxItems") };
    }
    case "keyvalue":
      return { type: "object" };
    case "hidden":
      return {};
    default:
      unknown(widget);
      return {};
  }
}

/** The `frontmatter.json` of Front Matter CMS: https://frontmatter.codes/docs/content-creation/content-types */
export function readFrontMatterCms(source: string, data: unknown): Migrated {
  const settings = mappingOf(data);
  const without: string[] = [];
  const types = listOf(settings["frontMatter.taxonomy.contentTypes"]).map(mappingOf);
  const folders = listOf(settings["frontMatter.content.pageFolders"]).map(mappingOf);
  const schemas = types.flatMap((type): SchemaFile[] => {
    const name = String(type.name);
    if (/^(?:ya?ml|toml|json)$/.test(String(type.fileType ?? "md"))) {
      without.push(`contentTypes: ${name}`);
      return [];
    }
    const unknown = (kind: string) => void without.push(`${name}: type ${kind}`);
    const schema = { $schema: draft, title: name, ...cmsObject(listOf(type.fields), unknown) } as JsonSchema;
    const own = folders.filter(({ contentTypes }) =>
      contentTypes === undefined
        ? types.length === 1
        : listOf(contentTypes).includes(name) && listOf(contentTypes).length === 1,
    );
    const globs = own.map(({ path }) => folderGlob(String(path)));
    return globs.length === 0 ? [{ name, glob: undefined, schema }] : globs.map((glob) => ({ name, glob, schema }));
  });
  return { ...nothing(source), schemas, without };
}

const folderGlob = (folder: string): string =>
  `${folder.replace(/^\[\[workspace\]\]/, "").replace(/^\.?\/|\/$/g, "")}/**`.replace(/^\//, "");

const cmsObject = (fields: readonly unknown[], unknown: (kind: string) => void): Schema =>
  objectOf(
    fields.map(mappingOf).map((field) => ({ ...field, hint: field.description, isRequired: field.required === true })),
    (field) => cmsField(field, unknown),
  );

function cmsField(field: Mapping, unknown: (kind: string) => void): Schema | undefined {
  const several = (schema: Schema) => (field.multiple === true ? list(schema) : schema);
  const type = String(field.type);
  switch (type) {
    case "string":
    case "slug":
    case "fieldCollection":
    case "customField":
      return type === "string" || type === "slug" ? { type: "string" } : {};
    case "number":
      return { type: "number", ...numbers(mappingOf(field.numberOptions), "minimum", "maximum") };
    case "boolean":
    case "draft":
      return { type: ["boolean", "string"].slice(0, type === "draft" ? 2 : 1) };
    case "datetime":
      return date;
    case "image":
      return several(image);
    case "file":
      return several({ type: "string" });
    case "choice":
      return several({ enum: listOf(field.choices).map((one) => mappingOf(one).id ?? one) });
    case "tags":
    case "categories":
    case "taxonomy":
      return { anyOf: [list({ type: "string" }), { type: "string" }] };
    case "list":
      return list({ type: "string" });
    case "fields":
      return cmsObject(listOf(field.fields), unknown);
    case "block":
      return list({ type: "object" });
    case "contentRelationship":
    case "dataFile":
      return several({ type: "string" });
    case "json":
      return {};
    case "divider":
    case "heading":
      return undefined;
    default:
      unknown(type);
      return {};
  }
}

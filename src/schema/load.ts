/** Loads and caches schemas: presets, files, and schemas that articles specify. */
import path from "node:path";
import { suggest } from "../article/suggest.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { packageRoot } from "../platform/package-root.js";
import { compile } from "./compile.js";
import { type Documents, prepareDocument, readDocuments, readOwnDocuments } from "./documents.js";
import { isPlain, PlainValidator } from "./plain.js";
import { stampOf } from "./schema-files.js";
import type { CompiledSchema, JsonSchema } from "./types.js";

/** The schemas included in stet, by their names without `preset:`. */
const presets: Readonly<Record<string, string>> = {
  article: "article.schema.json",
  astro: "astro.schema.json",
  hexo: "hexo.schema.json",
  hugo: "hugo.schema.json",
  jekyll: "jekyll.schema.json",
};

interface Loaded {
  readonly schema: CompiledSchema;
  readonly stamps: ReadonlyMap<string, string>;
}

/**
 * By absolute path and the folder that the file must be in. Compiling takes longer than linting an article. Changed
 * files are compiled again.
 */
const cache = new Map<string, Promise<Loaded>>();

/**
 * Loads a schema and everything it refers to.
 *
 * @param reference a path (relative to `fromDir`), or a preset: `preset:article`.
 * @param within the folder that the schema, and all that it refers to, must be in; `undefined`: anywhere.
 * @throws UserError if the schema, or one it refers to, is missing, invalid, remote, or in an unsupported draft.
 */
export async function loadSchema(reference: string, fromDir: string, within?: string): Promise<CompiledSchema> {
  return loadFile(reference, schemaFile(reference, fromDir), reference.startsWith("preset:") ? undefined : within);
}

/**
 * Loads the schema that an article specifies with `$schema`: `preset:article`, or a file, relative to the article or,
 * with a leading slash, to the project. An article must not make stet read files outside the project.
 *
 * @param article the absolute path of the article.
 * @param project the absolute folder that the schema, and all that it refers to, must be in.
 * @throws UserError as `loadSchema`, and for a file outside the project.
 */
export async function loadStatedSchema(reference: string, article: string, project: string): Promise<CompiledSchema> {
  if (reference.startsWith("preset:")) return loadSchema(reference, project);
  if (/^[a-z][a-z0-9+.-]*:|^[/\\]{2}/i.test(reference))
    throw new UserError(
      t("schema.remote", '"$schema" is the URL "{reference}", but stet reads schemas only from files.', {
        reference,
      }),
      t(
        "schema.remote.hint",
        'Save that schema in the project and set "$schema" to the file, for example "./post.schema.json".',
      ),
    );
  const file = reference.startsWith("/")
    ? path.join(project, reference)
    : path.resolve(path.dirname(article), reference);
  return loadFile(reference, file, project);
}

async function loadFile(reference: string, file: string, within: string | undefined): Promise<CompiledSchema> {
  const key = `${within ?? ""}\0${file}`;
  const known = cache.get(key);
  if (known && (await isFresh(known))) return (await known).schema;
  const loading = load(file, reference.startsWith("preset:") ? reference : displayPath(file), within);
  cache.set(key, loading);
  loading.catch(() => cache.delete(key));
  return (await loading).schema;
}

/** The absolute path of a schema file. @throws UserError if the preset does not exist. */
export function schemaFile(reference: string, fromDir: string): string {
  if (!reference.startsWith("preset:")) return path.resolve(fromDir, reference);
  const name = reference.slice("preset:".length);
  const preset = Object.hasOwn(presets, name) ? presets[name] : undefined;
  if (preset !== undefined) return path.join(packageRoot(), "schemas", preset);
  const [meant = "article"] = suggest(name, Object.keys(presets));
  throw new UserError(
    t("schema.unknownPreset", 'Unknown schema "{reference}".', { reference }),
    t("schema.didYouMeanPreset", 'Did you mean "preset:{meant}"?', { meant }),
  );
}

async function isFresh(loading: Promise<Loaded>): Promise<boolean> {
  try {
    for (const [file, stamp] of (await loading).stamps) if ((await stampOf(file)) !== stamp) return false;
    return true;
  } catch {
    return false;
  }
}

const displayPath = (file: string): string => path.relative(process.cwd(), file).replaceAll(path.sep, "/") || ".";

/** Compiles one of stet's own schemas. */
export async function compileSchema(schema: JsonSchema, name: string): Promise<CompiledSchema> {
  const library = new Map([["", schema]]);
  const isNew = schema.$schema === "https://json-schema.org/draft/2020-12/schema";
  const validator = isNew && isPlain(library, "2020-12") ? new PlainValidator(library, "", "ours") : undefined;
  return compile(() => prepareDocument(schema, name), name, "ours", validator);
}

async function load(file: string, name: string, within: string | undefined): Promise<Loaded> {
  const origin = name.startsWith("preset:") ? "ours" : "theirs";
  const documents = await (origin === "ours"
    ? readOwnDocuments(file, displayPath)
    : readDocuments(file, displayPath, within));
  const schema = compile(() => documents, name, origin, plainValidator(documents, origin));
  const { stamps } = documents;
  return { schema: origin === "ours" ? schema : { ...schema, files: [...stamps.keys()] }, stamps };
}

const plainValidator = ({ schemas, root, draft }: Documents, origin: "ours" | "theirs"): PlainValidator | undefined =>
  isPlain(schemas, draft) ? new PlainValidator(schemas, root, origin) : undefined;

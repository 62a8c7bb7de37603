/** JSON Schemas of people and of stet itself: read, refused where they cannot be used, compiled, and explained. */
import path from "node:path";
import type { Ajv, ErrorObject, ValidateFunction } from "ajv";
import { suggest } from "../article/suggest.js";
import type { Path } from "../article/types.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { packageRoot } from "../platform/package-root.js";
import { openAjv, putTuplesLast } from "./ajv.js";
import { type Compiled, judgesOf, type SchemaObject } from "./applicable.js";
import { offersAt } from "./completions.js";
import { candidates, withValue } from "./corrections.js";
import { type Documents, imageMark, prepareDocument, readDocuments, readOwnDocuments, stampOf } from "./documents.js";
import { addUnevaluated } from "./evaluated.js";
import { explain } from "./explain.js";
import { openPatternGuard, type PatternGuard } from "./patterns.js";
import { isPlain, PlainJudge } from "./plain.js";
import { pathOf, pointerOf } from "./pointer.js";
import type { CompiledSchema, Correction, JsonSchema, SchemaProblem } from "./types.js";
import { remarksOn } from "./unknown-keys.js";

export { type DataFile, parseDataFile } from "./data-file.js";
export type { CompiledSchema, SchemaProblem } from "./types.js";

/** The schemas that stet brings along, by their names behind `preset:`. */
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

/** By absolute file and the folder it must be in. Compiling takes longer than linting an article; a file that has changed is compiled anew. */
const cache = new Map<string, Promise<Loaded>>();

/**
 * Loads a schema and everything it refers to.
 *
 * @param reference a path (relative to `fromDir`), or the name of a preset: `preset:article`.
 * @throws UserError if the schema, or one it refers to, is missing, broken, remote, or in a draft that is not read.
 */
export async function loadSchema(reference: string, fromDir: string): Promise<CompiledSchema> {
  return loadFile(reference, schemaFile(reference, fromDir), undefined);
}

/**
 * Loads the schema that an article names under `$schema`: `preset:article`, or a file, relative to the article or, with
 * a slash in front, to the project. An article must not make stet read what lies elsewhere.
 *
 * @param article its absolute path.
 * @param project the absolute folder that the schema, and all that it refers to, must be in.
 * @throws UserError as `loadSchema`, and for what is no file of the project.
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
  const loading = load(file, reference.startsWith("preset:") ? reference : shownPath(file), within);
  cache.set(key, loading);
  loading.catch(() => cache.delete(key));
  return (await loading).schema;
}

/** The absolute path of a schema file. @throws UserError if there is no such preset. */
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

const shownPath = (file: string): string => path.relative(process.cwd(), file).replaceAll(path.sep, "/") || ".";

/** Compiles a schema of stet's own. */
export async function compileSchema(schema: JsonSchema, name: string): Promise<CompiledSchema> {
  const library = new Map([["", schema]]);
  const isNew = schema.$schema === "https://json-schema.org/draft/2020-12/schema";
  const judge = isNew && isPlain(library, "2020-12") ? new PlainJudge(library, "") : undefined;
  return compile(() => prepareDocument(schema, name), name, "ours", judge);
}

async function load(file: string, name: string, within: string | undefined): Promise<Loaded> {
  const whose = name.startsWith("preset:") ? "ours" : "theirs";
  const documents = await (whose === "ours"
    ? readOwnDocuments(file, shownPath)
    : readDocuments(file, shownPath, within));
  const schema = compile(() => documents, name, whose, judgeOf(documents));
  const { stamps } = documents;
  return { schema: whose === "ours" ? schema : { ...schema, files: [...stamps.keys()] }, stamps };
}

const judgeOf = ({ schemas, root, draft }: Documents): PlainJudge | undefined =>
  isPlain(schemas, draft) ? new PlainJudge(schemas, root) : undefined;

/** What ajv makes of a schema. */
interface Machine {
  readonly documents: Documents;
  readonly root: JsonSchema | undefined;
  /** What is wrong with the data, in ajv's words. */
  errorsOf(data: unknown): readonly ErrorObject[];
  /** The JSON Pointers of where `"format": "image-url"` applies. */
  imagesOf(data: unknown): readonly string[];
  /** The validator of a part, by its reference. */
  part(reference: string): ValidateFunction | undefined;
}

/** @param whose a schema of stet's own is known to be one: to ask the meta-schema takes longer than all the rest. */
function openMachine(
  documents: Documents,
  name: string,
  whose: "ours" | "theirs",
  guard: PatternGuard,
  compiled: Compiled,
): Machine {
  const ajv = openAjv(documents.draft, guard);
  checkFormats(documents, ajv);
  let images: string[] = [];
  ajv.addKeyword({
    keyword: imageMark,
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
    if (whose === "theirs" && !ajv.validateSchema(schema))
      throw invalidSchema(ajv.errors ?? [], schema, id, documents, compiled);
  }
  let validate: ValidateFunction | undefined;
  try {
    for (const [id, schema] of documents.schemas) ajv.addSchema(schema, id);
    validate = ajv.getSchema(documents.root);
  } catch (error) {
    throw unusable(error as Error, name, documents);
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

/** @param judge asked first, so that ajv need not be opened for what fits; without one, the schema is tried at once. */
function compile(
  read: () => Documents,
  name: string,
  whose: "ours" | "theirs",
  judge: PlainJudge | undefined,
): CompiledSchema {
  const guard = openPatternGuard();
  const documents = once(read);
  const machine = once(() => openMachine(documents(), name, whose, guard, compiled));
  const targets = new Map<string, unknown>();
  const byReference = once(
    () => new Map([...documents().references].map(([schema, reference]) => [reference, schema])),
  );
  const compiled: Compiled = {
    part(parent, ...steps) {
      const reference = documents().references.get(parent);
      return reference === undefined ? undefined : machine().part(`${reference}${pointerOf(steps)}`);
    },
    target(schema) {
      const reference = (schema as JsonSchema).$ref;
      const from = documents().references.get(schema);
      if (typeof reference !== "string" || from === undefined) return undefined;
      const absolute = reference.startsWith("#") ? from.replace(/#.*$/s, "") + reference : reference;
      if (!targets.has(absolute))
        targets.set(absolute, byReference().get(absolute) ?? machine().part(absolute)?.schema);
      return targets.get(absolute);
    },
    matches: guard.matches,
    isTooSlow: guard.isTooSlow,
    get hasOwnWords() {
      return documents().hasOwnWords;
    },
    get hasDeprecated() {
      return documents().hasDeprecated;
    },
  };
  if (!judge) machine();
  const rootOf = () => documents().schemas.get(documents().root);
  const errorsOf = (data: unknown) => (judge?.fits(data) ? [] : machine().errorsOf(data));

  /** The candidates that leave nothing wrong at the place, as long as there are `questions` left to ask. */
  const correct = (
    problem: SchemaProblem,
    data: unknown,
    judges: (path: Path) => readonly SchemaObject[],
    questions: { left: number },
  ): SchemaProblem => {
    const { path: place, kind, key } = problem;
    if (questions.left <= 0) return problem;
    if ((kind !== "type" && kind !== "value") || key !== undefined || place.length === 0) return problem;
    const value = valueAt(data, place);
    if (typeof value === "object") return problem;
    const isWrong = isWithin(pointerOf(place, false));
    const accepted: Correction[] = [];
    for (const candidate of candidates(value, kind, judges(place), compiled)) {
      if (questions.left-- <= 0) break;
      if (!errorsOf(withValue(data, place, candidate.value)).some(isWrong)) accepted.push(candidate);
    }
    return accepted.length > 0 ? { ...problem, corrections: accepted } : problem;
  };

  /** The key that is there, misspelt, for the one that is missing: one mistake, one problem. */
  const writtenFor = ({ path: place, key }: SchemaProblem, data: unknown): Pick<SchemaProblem, "didYouMean"> => {
    const written = remarksOn(data, rootOf(), compiled).find(
      ({ isGuess, didYouMean, path: other }) =>
        isGuess && didYouMean?.[0] === key && pointerOf(other) === pointerOf(place),
    );
    return written?.key === undefined ? {} : { didYouMean: [written.key] };
  };

  return {
    name,
    validate(data) {
      const errors = errorsOf(data);
      if (errors.length === 0) return [];
      const questions = { left: mostQuestions };
      const root = rootOf();
      const judges = judgesOf(root, data, compiled);
      return explain(errors, data, root, compiled)
        .filter(({ kind, path: place, key }) => kind !== "unknown-key" || place.length > 0 || key !== "$schema")
        .map((problem) => (problem.kind === "missing-key" ? { ...problem, ...writtenFor(problem, data) } : problem))
        .map((problem) => correct(problem, data, judges, questions));
    },
    remarks(data) {
      const questions = { left: mostQuestions };
      const remarks = remarksOn(data, rootOf(), compiled);
      const missing = remarks.some(({ isGuess }) => isGuess) ? errorsOf(data) : [];
      const isTold = ({ path: place, isGuess, didYouMean }: SchemaProblem): boolean =>
        isGuess === true &&
        missing.some(
          ({ keyword, instancePath, params }) =>
            keyword === "required" &&
            instancePath === pointerOf(place, false) &&
            params.missingProperty === didYouMean?.[0],
        );
      return remarks
        .filter((remark) => !isTold(remark))
        .map((remark) => {
          const { path: place, key, replacement } = remark;
          if (key === undefined || replacement === undefined || questions.left-- <= 0) return remark;
          const name = [...place, replacement];
          if (!isEmpty(valueAt(data, name))) return remark;
          const errors = errorsOf(withValue(data, name, valueAt(data, [...place, key])));
          const isRefused = ({ instancePath, params }: ErrorObject): boolean =>
            instancePath === pointerOf(place, false) &&
            [params.additionalProperty, params.unevaluatedProperty, params.propertyName].includes(replacement);
          if (errors.some(isRefused)) return { ...remark, fits: "never" };
          return errors.some(isWithin(pointerOf(name, false))) ? remark : { ...remark, fits: "value" };
        });
    },
    imagePaths(data) {
      if (!documents().hasImages) return [];
      const images = judge?.fits(data) ?? machine().imagesOf(data);
      return images.map((pointer) => pathOf(pointer, data));
    },
    offers: (place) => offersAt(rootOf(), place, compiled),
  };
}

/** Each asks the whole schema once: enough for every defect that a person has made, and no more for a crafted file. */
const mostQuestions = 100;

const isWithin =
  (pointer: string) =>
  ({ instancePath, params }: ErrorObject): boolean =>
    instancePath === pointer ||
    instancePath.startsWith(`${pointer}/`) ||
    (params.within !== undefined && pointer.startsWith(`${instancePath}/`));

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === "";

function valueAt(data: unknown, steps: Path): unknown {
  let value = data;
  for (const step of steps) value = (value as Record<string, unknown> | null | undefined)?.[step as string];
  return value;
}

function checkFormats({ formats }: Documents, ajv: Ajv): void {
  for (const { name, at } of formats) {
    if (Object.hasOwn(ajv.formats, name)) continue;
    const known = Object.keys(ajv.formats);
    const [meant] = suggest(name, known);
    throw new UserError(
      t("schema.unknownFormat", '{place}: Unknown format "{name}".', { place: at(), name }),
      meant
        ? t("schema.didYouMean", 'Did you mean "{meant}"?', { meant })
        : t("schema.formats", "Use one of these formats: {known}.", { known: known.sort().join(", ") }),
    );
  }
}

/** What ajv says of a schema that is valid by its draft: mostly that a reference leads nowhere. */
function unusable(error: Error, name: string, { references, place }: Documents): UserError {
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

function invalidSchema(
  errors: readonly ErrorObject[],
  schema: JsonSchema,
  id: string,
  documents: Documents,
  compiled: Compiled,
): UserError {
  const [problem] = explain(errors, schema, undefined, compiled);
  const steps: Path = [...(problem?.path ?? []), ...(problem?.key === undefined ? [] : [problem.key])];
  const pointer = steps.map((step) => `/${step}`).join("");
  const place = nearest(documents, id, steps);
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

/** The place of the innermost schema that holds the defect. */
function nearest({ place }: Documents, id: string, steps: Path): string {
  for (let length = steps.length; length >= 0; length--) {
    const found = place(`${id}#${pointerOf(steps.slice(0, length))}`);
    if (found !== undefined) return found;
  }
  return id;
}

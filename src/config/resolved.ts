/** One configuration with everything it extends, and which of its overrides and schemas match a file. */
import path from "node:path";
import { UnsafePattern } from "../patterns/glob.js";
import { type IgnoreLines, ignoreLines } from "../patterns/ignore-lines.js";
import { t } from "../platform/i18n.js";
import { existsSync } from "../platform/observed-fs.js";
import { compileGlob, type FileGlob } from "./globs.js";
import type { Layer, LoadedConfig, Registry } from "./layers.js";
import type { ConfigOverride, FilePlan, SitePlan } from "./types.js";

/** One configuration with everything it extends, and its globs compiled. */
export interface ResolvedConfig {
  readonly file: string | undefined;
  /** Folder of all globs, including those of extended files: a shared configuration refers to folders of this site. */
  readonly base: string;
  readonly registry: Registry;
  readonly layers: readonly ResolvedLayer[];
  readonly ignores: IgnoreLines | undefined;
  readonly usedIgnores: Set<string>;
  /** See `LoadedConfig`. */
  readonly trustNotes: readonly string[];
  readonly site: SitePlan | undefined;
  readonly plans: Map<string, Promise<FilePlan>>;
  /** Whether all of `base` was searched in this run; only then does an unused glob match no file. */
  searched: boolean;
}

interface ResolvedLayer extends Layer {
  readonly overrides: readonly (ConfigOverride & { readonly globs: readonly FileGlob[] })[];
  readonly schemas: readonly { readonly glob: FileGlob; readonly schema: string | false }[];
}

/** The overrides and the schema that match a file, each as `layer.index`. */
export interface FileMatches {
  readonly overrides: ReadonlySet<string>;
  readonly schema: string | undefined;
}

/** Compiles the globs of a loaded configuration. @param base folder of its globs. */
export async function resolveConfig(
  file: string | undefined,
  base: string,
  { layers, registry, trustNotes }: LoadedConfig,
): Promise<ResolvedConfig> {
  const ignores = layers.flatMap(({ config }) => config.ignores ?? []);
  const content = layers.findLast(({ config }) => config.site?.content !== undefined)?.config.site?.content;
  return {
    file,
    base,
    registry,
    layers: layers.map((layer) => ({
      ...layer,
      overrides: (layer.config.overrides ?? []).map((override) => ({
        ...override,
        globs: [override.files].flat().map((glob) => compileGlob(glob, `${layer.name}: overrides`)),
      })),
      schemas: Object.entries(layer.config.schemas ?? {}).map(([glob, schema]) => ({
        glob: compileGlob(glob, `${layer.name}: schemas`),
        schema,
      })),
    })),
    ignores: ignores.length > 0 ? await compileIgnores(ignores, file) : undefined,
    usedIgnores: new Set(),
    trustNotes,
    site: content === undefined ? undefined : { base, content: [content].flat() },
    plans: new Map(),
    searched: false,
  };
}

async function compileIgnores(lines: readonly string[], file: string | undefined): Promise<IgnoreLines> {
  try {
    return await ignoreLines(lines);
  } catch (error) {
    throw error instanceof UnsafePattern ? error.at(`${file ?? "stet"}: ignores`) : error;
  }
}

export const relativePath = (base: string, file: string): string => path.relative(base, file).replaceAll(path.sep, "/");

/** Tests every glob, even if the answer is known already: the globs record whether they ever matched. */
export function matchFile({ base, layers }: ResolvedConfig, file: string): FileMatches {
  const relative = relativePath(base, file);
  const matching = new Set<string>();
  let schema: string | undefined;
  for (const [layer, { overrides, schemas }] of layers.entries()) {
    for (const [index, { globs }] of overrides.entries())
      for (const glob of globs) if (glob.matches(relative)) matching.add(`${layer}.${index}`);
    for (const [index, { glob }] of schemas.entries()) if (glob.matches(relative)) schema = `${layer}.${index}`;
  }
  return { overrides: matching, schema };
}

/** Reports globs of the file itself only: extended files are written for other folders, too. */
export function unusedGlobs({ file, base, layers, usedIgnores, searched }: ResolvedConfig): string[] {
  const layer = layers.at(-1);
  if (file === undefined || !layer || !searched) return [];
  const note = (key: string, globs: readonly string[]): string[] =>
    globs.map((glob) =>
      t("config.unusedGlob", '{config}: "{glob}" in {key} matches no file.', { config: layer.name, glob, key }),
    );
  const unused = (globs: readonly FileGlob[]) => globs.filter(({ used }) => !used).map(({ glob }) => glob);
  return [
    ...note(
      "ignores",
      (layer.config.ignores ?? []).filter((line) => !usedIgnores.has(line) && !isExistingPath(base, line)),
    ),
    ...note("schemas", unused(layer.schemas.map(({ glob }) => glob))),
    ...note("overrides", unused(layer.overrides.flatMap(({ globs }) => globs))),
  ];
}

/**
 * Whether a line of `ignores` is the path of an existing file. It is in use then: an ignore file, or stet, excluded it
 * first.
 */
function isExistingPath(base: string, line: string): boolean {
  const clean = line
    .trim()
    .replace(/^!?\/*/, "")
    .replace(/\/\*{1,2}$/, "");
  return clean === "" || clean.startsWith("#") || existsSync(path.join(base, clean));
}

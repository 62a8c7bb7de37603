/** A configuration file with all that it extends, and what of it matches a file. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { Ignore } from "ignore";
import { t } from "../platform/i18n.js";
import { type FileGlob, fileGlob } from "./globs.js";
import type { Layer, Reading, Registry } from "./layers.js";
import type { ConfigOverride, FilePlan, SitePlan } from "./types.js";

/** One configuration file with all that it extends, ready to be asked. */
export interface Resolved {
  readonly file: string | undefined;
  /** What globs are relative to, those of extended files too: a shared configuration speaks of this site's folders. */
  readonly base: string;
  readonly registry: Registry;
  readonly layers: readonly ResolvedLayer[];
  readonly ignores: Ignore | undefined;
  readonly usedIgnores: Set<string>;
  readonly site: SitePlan | undefined;
  readonly plans: Map<string, Promise<FilePlan>>;
  /** Whether `base` itself was searched for files in this run. */
  searched: boolean;
}

interface ResolvedLayer extends Layer {
  readonly overrides: readonly (ConfigOverride & { readonly globs: readonly FileGlob[] })[];
  readonly schemas: readonly { readonly glob: FileGlob; readonly schema: string | false }[];
}

/** The overrides and the schema that apply to a file, each as `layer.index`. */
export interface Matches {
  readonly overrides: ReadonlySet<string>;
  readonly schema: string | undefined;
}

export async function resolve(
  file: string | undefined,
  base: string,
  { layers, registry }: Reading,
): Promise<Resolved> {
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
        globs: [override.files].flat().map(fileGlob),
      })),
      schemas: Object.entries(layer.config.schemas ?? {}).map(([glob, schema]) => ({ glob: fileGlob(glob), schema })),
    })),
    ignores: ignores.length > 0 ? (await import("ignore")).default({ ignorecase: false }).add(ignores) : undefined,
    usedIgnores: new Set(),
    site: content === undefined ? undefined : { base, content: [content].flat() },
    plans: new Map(),
    searched: false,
  };
}

export const relativeTo = (base: string, file: string): string => path.relative(base, file).replaceAll(path.sep, "/");

/** Every glob is asked, since it is noted which ones ever match. */
export function matchesOf({ base, layers }: Resolved, file: string): Matches {
  const relative = relativeTo(base, file);
  const matching = new Set<string>();
  let schema: string | undefined;
  for (const [at, { overrides, schemas }] of layers.entries()) {
    for (const [index, { globs }] of overrides.entries())
      for (const glob of globs) if (glob.matches(relative)) matching.add(`${at}.${index}`);
    for (const [index, { glob }] of schemas.entries()) if (glob.matches(relative)) schema = `${at}.${index}`;
  }
  return { overrides: matching, schema };
}

/** Only of the file itself: what it extends is made for other folders too. */
export function unusedGlobs({ file, base, layers, usedIgnores, searched }: Resolved): string[] {
  const own = layers.at(-1);
  if (file === undefined || !own || !searched) return [];
  const note = (key: string, globs: readonly string[]): string[] =>
    globs.map((glob) =>
      t("config.unusedGlob", '{config}: "{glob}" in {key} matches no file.', { config: own.name, glob, key }),
    );
  const unused = (globs: readonly FileGlob[]) => globs.filter(({ used }) => !used).map(({ glob }) => glob);
  return [
    ...note(
      "ignores",
      (own.config.ignores ?? []).filter((line) => !usedIgnores.has(line) && !namesSomething(base, line)),
    ),
    ...note("schemas", unused(own.schemas.map(({ glob }) => glob))),
    ...note("overrides", unused(own.overrides.flatMap(({ globs }) => globs))),
  ];
}

/** Whether a line of `ignores` names what is there: an ignore file, or stet itself, has left it out before. */
function namesSomething(base: string, line: string): boolean {
  const clean = line
    .trim()
    .replace(/^!?\/*/, "")
    .replace(/\/\*{1,2}$/, "");
  return clean === "" || clean.startsWith("#") || existsSync(path.join(base, clean));
}

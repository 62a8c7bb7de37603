/** Applies the patterns to a list of files, such as the changed files of git, which need not exist on disk. */
import path from "node:path";
import { t } from "../platform/i18n.js";
import { neverWalked } from "../platform/tree.js";
import { isGlob, readExclusion, readGlob } from "./glob.js";
import { IgnoreFiles } from "./ignores.js";
import { type DiscoverRequest, type FoundFile, kindOf } from "./index.js";
import { LeftOut } from "./left-out.js";

/**
 * The files of a list that a search with these patterns would find, in the order of the list. Without patterns, all
 * files that a search of every folder would find.
 *
 * @param files absolute paths.
 * @param gone deleted paths. A pattern that only matches one of them is not reported.
 * @param within the real path of the folder that the files of the list must be in.
 */
export async function* pathFilter(
  files: readonly string[],
  gone: readonly string[],
  request: DiscoverRequest,
  within?: string,
): AsyncGenerator<FoundFile, void, void> {
  const { cwd, ignoreFiles } = request;
  const shown = (file: string) => path.relative(cwd, file).replaceAll(path.sep, "/");
  const patterns: Pattern[] = [];
  const exclusions: ((relative: string) => boolean)[] = [];
  for (const text of request.patterns) {
    const isExclusion = text.startsWith("!") && !(await kindOf(path.resolve(cwd, text)));
    if (isExclusion) exclusions.push(readExclusion(text.slice(1)));
    else patterns.push(readPattern(text, cwd));
  }
  const ignores = ignoreFiles
    ? new IgnoreFiles(cwd, (message) => request.note?.({ kind: "unreadable", pattern: ".", message }), request.tree)
    : undefined;
  const isIgnored = async (file: string) =>
    ignores !== undefined && ((await ignores.isIgnored(file, false)) || (await request.isIgnored(file, false)));

  const leftOut = new LeftOut();
  const given = patterns.map(({ base }) => base);

  for (const file of files) {
    const how = patterns.length === 0 ? "inside" : bestOf(patterns.map(({ match }) => match(file)));
    if (!how || exclusions.some((excludes) => excludes(shown(file)))) continue;
    const names = shown(file).split("/");
    if (how !== "named" && names.some((name) => neverWalked.has(name))) continue;
    if (how === "inside") {
      const endings = await request.extensions(path.dirname(file));
      if (!endings.some((ending) => file.toLowerCase().endsWith(ending.toLowerCase()))) continue;
    }
    if (!(await isIgnored(file))) {
      if (how === "inside" && (await leftOut.check(request, path.dirname(file), given))?.(file)) continue;
      yield {
        path: file,
        shown: shown(file),
        ...((how !== "named" || request.tree !== undefined) && within !== undefined && { within }),
      };
    } else {
      request.ignored?.(shown(file));
      if (how !== "named") continue;
      request.note?.({
        kind: "ignored",
        pattern: shown(file),
        message: t("discover.ignoredFile", 'File "{file}" is ignored.', { file: shown(file) }),
      });
    }
  }
  for (const message of leftOut.notes()) request.note?.({ kind: "leftOut", pattern: "", message });
  for (const { text, match, isPath } of patterns) {
    if (!isPath || (await kindOf(path.resolve(cwd, text))) || [...files, ...gone].some(match)) continue;
    request.note?.({
      kind: "unmatched",
      pattern: text,
      message: t("discover.notFound", 'File or folder "{path}" not found.', { path: text }),
    });
  }
}

/** `named`: matched by its path, or by a glob with a file extension. Then any file extension is allowed. */
type Match = "named" | "inside" | undefined;

interface Pattern {
  readonly text: string;
  /** False for a glob. */
  readonly isPath: boolean;
  /** The file or folder, or that in which a glob begins. */
  readonly base: string;
  match(file: string): Match;
}

function readPattern(text: string, cwd: string): Pattern {
  const target = path.resolve(cwd, text);
  const isPath = !isGlob(text);
  const glob = isPath ? undefined : readGlob(text);
  return {
    text,
    isPath,
    base: glob ? path.resolve(cwd, glob.base) : target,
    match(file) {
      if (file === target) return "named";
      if (isInside(file, target)) return "inside";
      if (!glob) return undefined;
      const base = path.resolve(cwd, glob.base);
      if (!isInside(file, base)) return undefined;
      const relative = path.relative(base, file).replaceAll(path.sep, "/");
      if (glob.matches(relative)) return glob.namesEnding ? "named" : "inside";
      const parts = relative.split("/");
      return parts.some((_, at) => at > 0 && glob.matches(parts.slice(0, at).join("/"))) ? "inside" : undefined;
    },
  };
}

const isInside = (file: string, folder: string): boolean => file.startsWith(folder.replace(/[\\/]?$/, path.sep));

const bestOf = (matches: readonly Match[]): Match =>
  matches.includes("named") ? "named" : matches.find((match) => match !== undefined);

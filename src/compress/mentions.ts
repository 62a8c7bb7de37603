/** Searches the files of a site for names of files, to know what else refers to them. */
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { Range } from "../article/types.js";
import { readRegular } from "../platform/disk.js";
import { decodePercent } from "../platform/percent.js";
import { neverWalked } from "../platform/tree.js";

/** Bytes of a file that is searched. Templates, styles, scripts and data are smaller. */
const mostSearchedBytes = 16 * 1024 * 1024;

/** Files that contain no names of others. */
const binary =
  /\.(?:png|jpe?g|gif|webp|avif|jxl|heic|ico|bmp|tiff?|psd|mp[34]|m4[av]|webm|mov|ogg|wav|flac|woff2?|ttf|otf|eot|pdf|zip|gz|br|7z|rar|exe|wasm)$/i;

/** Anything that looks like the last part of a path of an image. */
const fileName = /(?<![^\s"'`<>()[\]{}|\\^/?#=,;:&])[^\s"'`<>()[\]{}|\\^/?#=,;:&]+\.(?:png|jpe?g|gif|webp|avif)/gi;

export interface MentionRequest {
  /** Absolute folders. */
  readonly roots: readonly string[];
  /** Whether a file or folder (absolute path) is left out. */
  isLeftOut(file: string, isFolder: boolean): Promise<boolean>;
  /** The files (absolute paths) to which articles refer, each with one of the articles. */
  readonly references: ReadonlyMap<string, string>;
  /** Where an article (absolute path) refers to files: what is there is known. */
  known(article: string): readonly Range[];
}

/** Where each of these files (absolute paths) is mentioned: the absolute path of one file. */
export async function mentionsOf(files: Iterable<string>, request: MentionRequest): Promise<Map<string, string>> {
  const { references } = request;
  const all = [...files];
  const rest = all.filter((file) => !references.has(file));
  const byName = await namesIn(
    rest.map((file) => normalized(path.basename(file))),
    request,
  );
  return new Map(
    all.flatMap((file) => {
      const mention = references.get(file) ?? byName.get(normalized(path.basename(file)));
      return mention === undefined ? [] : [[file, mention] as const];
    }),
  );
}

async function namesIn(
  names: Iterable<string>,
  { roots, isLeftOut, known }: MentionRequest,
): Promise<Map<string, string>> {
  const wanted = new Set(names);
  /** `fileName` finds no name with such a character. */
  const unusual = [...wanted].filter((name) => name.match(fileName)?.[0] !== name);
  const found = new Map<string, string>();
  for await (const file of filesIn(roots, isLeftOut)) {
    if (found.size === wanted.size) break;
    const text = textOf(file);
    if (text === undefined) continue;
    const rest = without(text, known(file));
    for (const [token] of rest.matchAll(fileName)) {
      const name = normalized(decodePercent(token));
      if (wanted.has(name) && !found.has(name)) found.set(name, file);
    }
    for (const name of unusual)
      if (!found.has(name) && (rest.includes(name) || rest.includes(encodeURI(name)))) found.set(name, file);
  }
  return found;
}

/** macOS has other forms of the same names. */
export const normalized = (name: string): string => name.normalize("NFC");

function without(text: string, ranges: readonly Range[]): string {
  let rest = "";
  let last = 0;
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (start < last) continue;
    rest += `${text.slice(last, start)} `;
    last = end;
  }
  return rest + text.slice(last);
}

async function* filesIn(
  folders: readonly string[],
  isLeftOut: MentionRequest["isLeftOut"],
  seen = new Set<string>(),
): AsyncGenerator<string> {
  for (const folder of folders) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const file = path.join(folder, entry.name);
      // A link leads to what is searched in its own place, or is not of the site.
      const isFolder = entry.isDirectory();
      if (!isFolder && !entry.isFile()) continue;
      if (isFolder ? neverWalked.has(entry.name) : binary.test(entry.name)) continue;
      if (await isLeftOut(file, isFolder)) continue;
      if (isFolder) yield* filesIn([file], isLeftOut, seen);
      else yield file;
    }
  }
}

function textOf(file: string): string | undefined {
  try {
    return readRegular(file, { most: mostSearchedBytes }).toString("utf8");
  } catch {
    return undefined;
  }
}

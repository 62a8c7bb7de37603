/** Replaces the references of an article to images that were compressed. */
import path from "node:path";
import type { Article, Edit, ImageReference, Range } from "../article/types.js";
import { decodePercent } from "../platform/percent.js";
import { setValue } from "../rule.js";
import { normalized } from "./mentions.js";

export interface Replacement {
  /** What follows the name without the extension: `.webp`, or `-1a2b3c4d.webp`. */
  readonly ending: string;
  /** Media type. */
  readonly type: string;
  /** The new size in pixels, if it is another one. */
  readonly resized: { readonly width: number; readonly height: number } | undefined;
}

/** A reference to a file that is replaced. */
export interface Place {
  /** The range of its URL. */
  readonly range: Range;
  /** Absolute path. */
  readonly file: string;
}

/**
 * Only the end of the name changes, and to characters that need no escape, so it does not matter in which language the URL
 * is written.
 */
export function editsFor(
  { text, images }: Article,
  places: readonly Place[],
  replacements: ReadonlyMap<string, Replacement>,
): Edit[] {
  const edits = new Map<number, Edit>();
  const add = (edit: Edit) => void edits.set(edit.range.start, edit);
  const replaced = new Map<number, Replacement>();
  const changes = places.flatMap(({ range, file }) => {
    const replacement = replacements.get(file);
    const edit = replacement && nameEdit(text, range, file, replacement.ending);
    if (!replacement || !edit) return [];
    replaced.set(range.start, replacement);
    return [{ range, edit }];
  });
  const sources = sourcesOf(images, replaced);
  for (const { range, edit } of changes) {
    const reference = images.find(({ urlRange }) => urlRange.start === range.start && urlRange.end === range.end);
    if (reference?.kind === "source" && sources.get(reference.startTag?.start ?? -1) === "mixed") continue;
    add(edit);
    const replacement = replaced.get(range.start) as Replacement;
    const { type, "data-size": size } = reference?.attributes ?? {};
    if (reference?.kind === "source" && type?.hasValue) add(setValue(type, replacement.type));
    const { resized } = replacement;
    if (resized && size?.hasValue && /^\s*\d+\s*,\s*\d+\s*$/.test(size.value))
      add(setValue(size, `${resized.width},${resized.height}`));
  }
  return [...edits.values()].sort((a, b) => a.range.start - b.range.start);
}

/** `undefined` if the URL does not end in the name of the file. */
function nameEdit(text: string, range: Range, file: string, ending: string): Edit | undefined {
  const written = text.slice(range.start, range.end);
  const extension = path.extname(file);
  for (let at = written.indexOf(extension); at >= 0; at = written.indexOf(extension, at + 1)) {
    const after = written[at + extension.length];
    if (after !== undefined && !/[?#"'\s)>]/.test(after)) continue;
    const [name = ""] =
      /(?<![^/\\"'`(=])[^/\\"'`(=]*$/.exec(written.slice(Math.max(0, at - 2000), at + extension.length)) ?? [];
    if (normalized(decodePercent(name)) !== normalized(path.basename(file))) continue;
    const start = range.start + at;
    return { range: { start, end: start + extension.length }, text: ending };
  }
  return undefined;
}

/**
 * The `source` elements with a `type`, by the start of their tags: `mixed` if only some of their images are replaced. The type
 * can only be that of all.
 */
function sourcesOf(images: readonly ImageReference[], replaced: ReadonlyMap<number, Replacement>) {
  const found = new Map<number, "replaced" | "mixed">();
  for (const { kind, startTag, attributes, urlRange } of images) {
    if (kind !== "source" || !startTag || !attributes.type) continue;
    const own = replaced.has(urlRange.start) ? "replaced" : "mixed";
    if (found.get(startTag.start) !== "mixed") found.set(startTag.start, own);
  }
  return found;
}

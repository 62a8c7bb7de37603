/** Replaces the references of an article to images that were brought home. */
import type { Article, Edit, ImageReference, LinkReference, Range } from "../article/types.js";
import type { AssetSyntax } from "../generators/index.js";
import { addAttribute, setUrl } from "../rule.js";
import type { RecordedEdit } from "./record.js";

export interface LocalImage {
  /** The name of the file in the place of the article. */
  readonly name: string;
  readonly type: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
}

/** The key of a URL: what is requested for it. */
export const keyOf = (url: string): string => {
  const parsed = new URL(url);
  parsed.hash = "";
  return parsed.href;
};

/** The key of a reference to an image of another site; `undefined` for any other, and for one that cannot be replaced. */
export function remoteKey(reference: ImageReference | LinkReference): string | undefined {
  const { target, isShownAsCode } = reference;
  return target.kind === "remote" && !isShownAsCode ? keyOf(target.url) : undefined;
}

/** Where a rule reports something, and the URL that it names. */
export interface Place {
  readonly range: Range;
  readonly url?: string;
}

/** The keys of the images that are meant at these places. */
export function keysAt({ images }: Article, places: readonly Place[]): Set<string> {
  const keys = new Set<string>();
  const remote = images.flatMap((reference) => {
    const key = remoteKey(reference);
    return key === undefined ? [] : [{ ...reference, key }];
  });
  for (const { range, url } of places) {
    // The URL of an image such as ![a][name] is elsewhere, in the definition.
    const around = remote.filter((one) => contains(one.range, range) || contains(one.urlRange, range));
    // An element may have several images, of which the rule means one.
    const meant = around.filter(({ urlRange, key }) => contains(urlRange, range) || key === url);
    for (const { key } of meant.length > 0 ? meant : around) keys.add(key);
  }
  return keys;
}

/** Whether all references of an article to these images are images in Markdown. */
export function isOnlyInMarkdown({ images, links }: Article, keys: ReadonlySet<string>): boolean {
  const isMeant = (reference: ImageReference | LinkReference) => keys.has(remoteKey(reference) ?? "");
  return images.every((image) => image.kind === "markdown" || !isMeant(image)) && !links.some(isMeant);
}

const contains = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** @param url the URL of an image in the place of the article. */
export function editsFor(
  article: Article,
  images: ReadonlyMap<string, LocalImage>,
  url: (name: string, syntax: AssetSyntax, about: "image" | "link") => string,
): Edit[] {
  const edits: Edit[] = [];
  const seen = new Set<number>();
  const add = (edit: Edit | undefined, place = edit?.range.start ?? -1) => {
    if (!edit || seen.has(place)) return false;
    seen.add(place);
    edits.push(edit);
    return true;
  };
  const sized = new Set<number>();
  for (const reference of [...article.images, ...article.links]) {
    const key = remoteKey(reference);
    const image = key === undefined ? undefined : images.get(key);
    if (!image) continue;
    const done = add(setUrl(reference, url(image.name, syntaxOf(reference), "lazy" in reference ? "image" : "link")));
    const { startTag } = reference;
    if (!done || !startTag || !("lazy" in reference) || sized.has(startTag.start)) continue;
    const size = sizeFor(reference, image);
    if (!size) continue;
    sized.add(startTag.start);
    const edit = addAttribute(startTag, reference.attributes, "width", String(size.width));
    // Both attributes in one edit: two insertions at one place have no order.
    const text = `${edit.text} height="${size.height}"`;
    edits.push({ ...edit, text });
  }
  return edits.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

const syntaxOf = ({ syntax }: ImageReference | LinkReference): AssetSyntax =>
  syntax === "markdown" || syntax === "html" ? syntax : "front-matter";

/** The size to add to an `img` that states none. A candidate of a srcset is only one of several sizes. */
function sizeFor(reference: ImageReference, { type, width, height }: LocalImage) {
  const { kind, attributes } = reference;
  const isShown =
    kind === "img" ? reference.lazy.length === 0 : kind === "lazy" && !reference.attribute?.endsWith("srcset");
  if (!isShown || attributes.width || attributes.height || type === "image/svg+xml") return undefined;
  return width && height ? { width, height } : undefined;
}

/** The new text, and the edits as the record keeps them. */
export function applyEdits(
  text: string,
  edits: readonly Edit[],
): { readonly text: string; readonly recorded: RecordedEdit[] } {
  const recorded: RecordedEdit[] = [];
  let result = "";
  let last = 0;
  for (const { range, text: is } of edits) {
    if (range.start < last) continue;
    result += text.slice(last, range.start);
    recorded.push({ at: result.length, was: text.slice(range.start, range.end), is });
    result += is;
    last = range.end;
  }
  return { text: result + text.slice(last), recorded };
}

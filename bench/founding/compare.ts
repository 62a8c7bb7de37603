/** Compares the pages of two builds of a site, before and after fixes: what is the same, better or worse for readers. */
import type { Page, PageImage } from "./pages.js";

export const aspects = [
  "published",
  "address",
  "title",
  "date",
  "categories",
  "visible text",
  "covers",
  "images",
  "links",
] as const;

export interface Verdict {
  readonly source: string;
  readonly aspect: (typeof aspects)[number];
  readonly outcome: "same" | "better" | "worse";
  /** What was and what is. */
  readonly detail: string;
}

type Outcome = Verdict["outcome"];

export function compare(before: ReadonlyMap<string, Page>, after: ReadonlyMap<string, Page>): readonly Verdict[] {
  const verdicts: Verdict[] = [];
  for (const source of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const was = before.get(source);
    const is = after.get(source);
    const add = (aspect: Verdict["aspect"], outcome: Outcome, detail = "") =>
      verdicts.push({ source, aspect, outcome, detail });
    add("published", !was ? "better" : !is ? "worse" : "same", !was ? "published now" : !is ? "no longer" : "");
    if (!was || !is) continue;
    const value = <T>(aspect: Verdict["aspect"], one: T, other: T, judge: (one: T, other: T) => Outcome) => {
      const [a, b] = [JSON.stringify(one) ?? "none", JSON.stringify(other) ?? "none"];
      if (a === b) add(aspect, "same");
      else add(aspect, judge(one, other), differing(a, b));
    };
    value("address", was.address, is.address, () => "worse");
    value("title", was.title, is.title, (one, other) => (visible(one) === visible(other) ? "better" : "worse"));
    value("date", dateOf(was), dateOf(is), (one) => (one === undefined ? "better" : "worse"));
    value("categories", was.categories, is.categories, (one, other) =>
      !isPath(one) && isPath(other) ? "better" : "worse",
    );
    value("visible text", was.text, is.text, () => text(was, is));
    value("covers", was.covers, is.covers, (one, other) =>
      one.every((url, at) => isSameImage(bodyImage(was, url), other[at])) ? "better" : "worse",
    );
    value("images", was.images, is.images, () => images(was, is));
    value("links", was.links, is.links, (one, other) =>
      isPart(one.map(untracked), other.map(untracked)) ? "better" : "worse",
    );
  }
  return verdicts;
}

/**
 * An article without a readable date gets the time at which its file was made, which is after all those of the site.
 * 1970 is no date either.
 */
const dateOf = ({ date }: Page): string | undefined => (date > "1971" && date < "2023" ? date : undefined);

/** A link to the same page. */
const untracked = (url: string) => url.replace(/[?&](?:utm_\w+=[^&#]*&?)+/, "");

const visible = (text: string) => text.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "").trim();

/** Whether each category lies in the one before it. */
const isPath = (categories: readonly string[]) =>
  categories.every((category, at) => at === 0 || category.startsWith(categories[at - 1] ?? ""));

/** Better: what was shown as code is rendered, invisible characters are gone, or there is more text in its place. */
function text(was: Page, is: Page): Outcome {
  if (visible(was.text) === visible(is.text)) return "better";
  // An article may also show HTML in code on purpose, before and after.
  if (is.text.length < was.text.length && is.textWithoutCode === was.textWithoutCode) return "better";
  if (was.textWithoutCode !== was.text && is.text === is.textWithoutCode)
    if (isSubsequence(visible(was.textWithoutCode), visible(is.text))) return "better";
  if (/[äåæçèé][\u0080-\u02ff\u2018-\u203a]/.test(was.text) && !/[äåæçèé][\u0080-\u02ff]/.test(is.text))
    return "better";
  return isSubsequence(visible(was.text), visible(is.text)) ? "better" : "worse";
}

/** Better: no image is lost, and those that differ are the same image from where it really is, or were not shown. */
function images(was: Page, is: Page): Outcome {
  const left = [...is.images];
  for (const image of was.images) {
    const at = left.findIndex((other) => isSameImage(image, other.src));
    if (at < 0) return "worse";
    left.splice(at, 1);
  }
  return "better";
}

/** Whether the second is the first, or what the first stands for: another scheme, without a proxy, what is lazy. */
function isSameImage({ src, lazy }: PageImage, other: string | undefined): boolean {
  if (other === undefined) return false;
  const bare = (url: string) => url.replace(/^https?:/, "");
  return bare(src) === bare(other) || lazy.includes(other) || (/[?=]https?:/.test(src) && src.endsWith(bare(other)));
}

/** The image of the body that the cover is from, which knows where the image really is. */
const bodyImage = ({ images, imagesInCode }: Page, url: string): PageImage =>
  [...images, ...imagesInCode].find(({ src }) => src === url) ?? { src: url, lazy: [] };

/** Whether the second list has all of the first. */
function isPart(one: readonly string[], other: readonly string[]): boolean {
  const left = [...other];
  return one.every((item) => {
    const at = left.indexOf(item);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (character === part[at]) at++;
  return at >= part.length;
}

/** The two from where they differ. */
function differing(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const from = Math.max(0, at - 20);
  return `${one.slice(from, at + 100)}\n  ${other.slice(from, at + 100)}`;
}

/** How Hugo makes paths: `helpers/path.go`, `resources/page/{page_paths,permalinks}.go` of Hugo 0.111. */
import { readOffset } from "../../article/dates.js";
import type { ClockTime } from "./shared.js";

export interface PathOptions {
  readonly keepsCase: boolean;
  readonly removesAccents: boolean;
}

/** Most names. */
const unchanged = /^[\w./-]*$/;

/** Letters, digits and some signs; a space is a hyphen. */
export function hugoPath(text: string, { keepsCase, removesAccents }: PathOptions): string {
  if (unchanged.test(text)) return keepsCase ? text : text.toLowerCase();
  const plain = removesAccents
    ? text
        .normalize("NFD")
        .replace(/\p{Mn}/gu, "")
        .normalize("NFC")
    : text;
  let path = "";
  let wantsHyphen = false;
  let wasHyphen = false;
  for (let at = 0; at < plain.length; ) {
    const sign = String.fromCodePoint(plain.codePointAt(at) ?? 0);
    const isAllowed =
      /[./\\_#+~@\p{L}\p{Nd}\p{M}-]/u.test(sign) || (sign === "%" && /^%[\da-f]{2}/i.test(plain.slice(at, at + 3)));
    if (isAllowed) {
      wasHyphen = sign === "-";
      if (wantsHyphen && !wasHyphen) path += "-";
      wantsHyphen = false;
      path += sign;
    } else if (path !== "" && !wasHyphen && /\s/.test(sign)) wantsHyphen = true;
    at += sign.length;
  }
  return keepsCase ? path : path.toLowerCase();
}

export interface PermalinkParts {
  readonly clock: ClockTime | undefined;
  /** The folders of the page. */
  readonly sections: readonly string[];
  readonly title: string;
  readonly slug: string;
  readonly fileName: string;
}

const months = "January February March April May June July August September October November December".split(" ");
const days = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** `undefined`: the pattern has a part that stet does not know. https://gohugo.io/content-management/urls/#permalinks */
export function expanded(pattern: string, parts: PermalinkParts): string | undefined {
  const { clock, sections, title, slug, fileName } = parts;
  let isKnown = true;
  const path = pattern.replace(/:(\w+)(\[[^\]]*\])?/g, (_, name: string, range: string | undefined) => {
    switch (name) {
      case "year":
        return clock ? clock.year : "1";
      case "month":
        return clock ? clock.month : "01";
      case "day":
        return clock ? clock.day : "01";
      case "monthname":
        return months[Number(clock?.month ?? 1) - 1] ?? "";
      case "weekday":
        return String(clock?.weekday ?? 1);
      case "weekdayname":
        return days[clock?.weekday ?? 1] ?? "";
      case "yearday":
        return String(clock?.yearDay ?? 1);
      case "section":
        return sections[0] ?? "";
      case "sections":
        return sliced(sections, range).join("/");
      case "title":
        return title;
      case "slug":
        return slug === "" ? title : slug;
      case "filename":
      case "contentbasename":
        return fileName;
      case "slugorfilename":
      case "slugorcontentbasename":
        return slug === "" ? fileName : slug;
      default:
        isKnown = false;
        return "";
    }
  });
  return isKnown ? path : undefined;
}

/** `[1:]`, `[:last]`, `[0]`. */
function sliced(sections: readonly string[], range: string | undefined): readonly string[] {
  if (range === undefined) return sections;
  const at = (text: string) => (text === "last" ? sections.length - 1 : Number(text));
  const inside = range.slice(1, -1);
  if (!inside.includes(":")) return sections.slice(at(inside), at(inside) + 1);
  const [from = "", to = ""] = inside.split(":");
  return sections.slice(from === "" ? 0 : at(from), to === "" ? undefined : at(to));
}

/** Minutes east of UTC that a date is written with; `undefined` if it has no zone. */
export function writtenOffset(text: string): number | undefined {
  const zone = /(?:\d[Zz]|[+-]\d\d:?\d\d)\s*$/.exec(text)?.[0];
  if (zone === undefined) return undefined;
  const read = readOffset(zone.replace(/^\d/, "").trim().toUpperCase());
  return read ? (read.sign === "-" ? -1 : 1) * (read.hours * 60 + read.minutes) : 0;
}

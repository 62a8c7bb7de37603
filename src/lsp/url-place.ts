/**
 * Finds the URL that is being edited. It reads the text before the cursor instead of using a parser, because an incomplete
 * link is not a link yet.
 */
import type { Article, Range } from "../article/types.js";
import type { Writing } from "../site/index.js";

export interface UrlPlace {
  readonly about: "image" | "link";
  readonly as: Writing;
  /** The URL up to the cursor, as written. */
  readonly written: string;
  /** The URL, or the part of it before or after `#` that has the cursor. */
  readonly range: Range;
}

/** Characters of a line before the cursor that are read. Longer URLs are not completed. */
const longestLine = 2000;

const attributes: Readonly<Record<string, "image" | "link">> = {
  href: "link",
  src: "image",
  srcset: "image",
  poster: "image",
  "data-src": "image",
  "data-original": "image",
};

/** `undefined` if there is none: elsewhere in the body, and in code. */
export function urlPlace({ text, body, code }: Article, offset: number): UrlPlace | undefined {
  if (offset < body.range.start) return undefined;
  const lineStart = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const before = text.slice(Math.max(lineStart, offset - longestLine), offset);
  const found = (body.language === "markdown" ? inMarkdown(before) : undefined) ?? inAttribute(before);
  if (!found || code.some(({ start, end }) => start < offset && offset < end)) return undefined;
  const { about, written, ends, syntax } = found;
  const hash = written.lastIndexOf("#");
  const rest = new RegExp(hash < 0 ? `^[^#${ends}\\s]*` : `^[^${ends}\\s]*`).exec(
    text.slice(offset, offset + longestLine),
  );
  const start = hash < 0 ? offset - written.length : offset - (written.length - hash - 1);
  return { about, as: { syntax, about }, written, range: { start, end: offset + (rest?.[0].length ?? 0) } };
}

interface Written extends Pick<UrlPlace, "about" | "written"> {
  readonly syntax: "markdown" | "html";
  /** Characters that end the URL. */
  readonly ends: string;
}

/** `![alt](url`, `[text](<url`, `[name]: url`. */
function inMarkdown(before: string): Written | undefined {
  const definition = /^ {0,3}\[[^\]]+\]:[ \t]+(<?)([^<>]*)$/.exec(before);
  if (definition) return written("link", definition[1] === "<", definition[2] ?? "");
  const open = before.lastIndexOf("](");
  if (open < 0) return undefined;
  const [, angle = "", url] = /^[ \t]*(<?)([^<>]*)$/.exec(before.slice(open + 2)) ?? [];
  if (url === undefined) return undefined;
  return written(isImage(before, open) ? "image" : "link", angle === "<", url);
}

function written(about: "image" | "link", isInAngles: boolean, url: string): Written | undefined {
  if (isInAngles) return { about, written: url, syntax: "markdown", ends: ">" };
  let depth = 0;
  for (const character of url) {
    if (/\s/.test(character)) return undefined;
    if (character === "(") depth++;
    else if (character === ")" && --depth < 0) return undefined;
  }
  return { about, written: url, syntax: "markdown", ends: "()<>" };
}

/** Whether `!` is before the bracket that the one at `close` closes. */
function isImage(before: string, close: number): boolean {
  let depth = 0;
  for (let at = close; at >= 0; at--) {
    if (before[at] === "]" && before[at - 1] !== "\\") depth++;
    else if (before[at] === "[" && before[at - 1] !== "\\" && --depth === 0) return before[at - 1] === "!";
  }
  return false;
}

function inAttribute(before: string): Written | undefined {
  const [, name = "", quote = "", value] = /(?:^|\s)([a-z-]{3,20})\s*=\s*(["'])([^"'<>]*)$/i.exec(before) ?? [];
  const about = attributes[name.toLowerCase()];
  if (value === undefined || about === undefined) return undefined;
  if (/<(?:script|iframe|embed|audio|link|track)\s[^<>]*$/i.test(before.slice(0, before.length - value.length)))
    return undefined;
  const url = name.toLowerCase() === "srcset" ? (/[^\s,]*$/.exec(value)?.[0] ?? "") : value;
  return { about, written: url, syntax: "html", ends: quote };
}

import { t } from "../../platform/i18n.js";
import { Damaged, NeedMore, type Size } from "./bytes.js";
import { readXml } from "./xml.js";

/** The first element of an XML or HTML text. */
export interface Root {
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** The name in `<!DOCTYPE name`, if there is one. */
  readonly doctype: string | undefined;
  /** The text has an `<?xml` declaration. */
  readonly xml: boolean;
}

/**
 * The first element after declarations, comments and a doctype; `undefined` if the text is not markup. Throws
 * `NeedMore(text.length + 1)` if the text ends before the element does. The caller converts characters to bytes.
 */
export function findRoot(text: string): Root | undefined {
  const cursor = new Cursor(text);
  let doctype: string | undefined;
  let xml = false;
  for (;;) {
    cursor.skipSpace();
    if (!cursor.takes("<")) return undefined;
    if (cursor.takes("?")) {
      xml ||= cursor.startsWith("xml");
      cursor.skipBehind("?>");
    } else if (cursor.takes("!--")) cursor.skipBehind("-->");
    else if (cursor.takes("!")) {
      doctype = readDoctype(cursor) ?? doctype;
    } else {
      const name = cursor.word();
      // In HTML the root element may be omitted.
      if (doctype && /^html$/i.test(doctype) && !isSvgName(name))
        return { name: "html", attributes: new Map(), doctype, xml };
      return name ? { name, attributes: readAttributes(cursor), doctype, xml } : undefined;
    }
  }
}

/** The prefix of a namespace is arbitrary: `<svg:svg xmlns:svg="...">`. */
export const isSvgName = (name: string): boolean => /^(?:[^:]*:)?svg$/.test(name);

const svgNamespace = "http://www.w3.org/2000/svg";

/** Checks what browsers require of an SVG: well-formed XML, and a root element in the namespace of SVG. */
export function checkSvg(text: string, complete: boolean): void {
  const { name, namespace } = readXml(text, complete);
  if (name === "svg" && namespace === svgNamespace) return;
  throw new Damaged(
    namespace === ""
      ? t("probe.decode.svg.xmlns", "the root element has no xmlns, so browsers do not show it")
      : t("probe.decode.svg.namespace", 'the xmlns "{namespace}" is not that of SVG, so browsers do not show it', {
          namespace: namespace.slice(0, 100),
        }),
  );
}

/** The size of an object of which nothing is known (https://www.w3.org/TR/css-images-3/#default-object-size). */
const fallback: Size = { width: 300, height: 150 };

/**
 * The size of an `<svg>` element in pixels, as `naturalWidth` and `naturalHeight` say it. A side that is missing, a percentage
 * or invalid follows from the proportions of the viewBox, if there is one.
 */
export function svgSize({ attributes }: Root): Size | undefined {
  // Nothing is shown.
  if (["width", "height"].some((name) => /^\s*-/.test(attributes.get(name) ?? ""))) return undefined;
  const width = pixels(attributes.get("width"));
  const height = pixels(attributes.get("height"));
  if (width !== undefined && height !== undefined) return whole({ width, height });
  const hasRatio = !/^\s*none\b/.test(attributes.get("preserveAspectRatio") ?? "");
  const box = hasRatio ? viewBox(attributes.get("viewBox")) : undefined;
  if (!box) return whole({ width: width ?? fallback.width, height: height ?? fallback.height });
  if (width !== undefined) return whole({ width, height: (width * box.height) / box.width });
  if (height !== undefined) return whole({ width: (height * box.width) / box.height, height });
  const scale = Math.min(fallback.width / box.width, fallback.height / box.height);
  return whole({ width: box.width * scale, height: box.height * scale });
}

/** CSS pixels of a unit (https://www.w3.org/TR/css-values-4/#absolute-lengths). The default font size is 16 pixels. */
const units: Readonly<Record<string, number>> = {
  "": 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
  q: 96 / 101.6,
  em: 16,
  rem: 16,
  ex: 8,
};

function pixels(value: string | undefined): number | undefined {
  // A length is short. The limit prevents backtracking over a long value.
  const [, number, unit = ""] = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)([a-z]*)\s*$/i.exec((value ?? "").slice(0, 64)) ?? [];
  const factor = units[unit.toLowerCase()];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}

function viewBox(value: string | undefined): Size | undefined {
  const [, , width = 0, height = 0] = (value ?? "")
    .slice(0, 200)
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return width > 0 && height > 0 ? { width, height } : undefined;
}

const whole = ({ width, height }: Size): Size => ({ width: Math.round(width), height: Math.round(height) });

/** `<!DOCTYPE name ... [ internal subset ]>`; only the name is used. */
function readDoctype(cursor: Cursor): string | undefined {
  const keyword = cursor.word();
  cursor.skipSpace();
  const name = cursor.word();
  for (let inSubset = false; ; ) {
    const character = cursor.next();
    if (character === '"' || character === "'") cursor.skipBehind(character);
    else if (inSubset && character === "<" && cursor.takes("!--")) cursor.skipBehind("-->");
    else if (character === "[") inSubset = true;
    else if (character === "]") inSubset = false;
    else if (character === ">" && !inSubset) return keyword.toLowerCase() === "doctype" ? name : undefined;
  }
}

function readAttributes(cursor: Cursor): Map<string, string> {
  const attributes = new Map<string, string>();
  for (;;) {
    cursor.skipSpace();
    const name = cursor.word();
    if (!name) return attributes; // `>` or `/>`, or invalid XML
    cursor.skipSpace();
    if (!cursor.takes("=")) continue; // HTML, not XML
    cursor.skipSpace();
    const quote = cursor.takes('"') ? '"' : cursor.takes("'") ? "'" : undefined;
    attributes.set(name, quote ? cursor.skipBehind(quote) : cursor.word());
  }
}

/** A position in a text that only moves forward. */
class Cursor {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  next(): string {
    return this.#text.charAt(this.#more(this.#at++));
  }

  skipSpace(): void {
    while (isSpace(this.#text.charCodeAt(this.#more(this.#at)))) this.#at++;
  }

  startsWith(token: string): boolean {
    if (this.#at + token.length > this.#text.length && token.startsWith(this.#text.slice(this.#at)))
      this.#more(Infinity);
    return this.#text.startsWith(token, this.#at);
  }

  takes(token: string): boolean {
    const there = this.startsWith(token);
    if (there) this.#at += token.length;
    return there;
  }

  /** Moves to the position after the next `token` and returns the text before it. */
  skipBehind(token: string): string {
    const end = this.#text.indexOf(token, this.#at);
    if (end < 0) this.#more(Infinity);
    const skipped = this.#text.slice(this.#at, end);
    this.#at = end + token.length;
    return skipped;
  }

  /** The text up to the next character that ends a name. May be empty. */
  word(): string {
    const start = this.#at;
    while (!endsName(this.#text.charCodeAt(this.#more(this.#at)))) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  #more(at: number): number {
    if (at >= this.#text.length) throw new NeedMore(this.#text.length + 1);
    return at;
  }
}

const isSpace = (code: number) => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

/** Whitespace, or one of `" ' / < = > [` */
const endsName = (code: number) =>
  isSpace(code) || code === 0x22 || code === 0x27 || code === 0x2f || code === 0x5b || (code >= 0x3c && code <= 0x3e);

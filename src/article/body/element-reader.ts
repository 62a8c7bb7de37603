/** Where kramdown and Python-Markdown end an element of HTML, and which parts of it are Markdown. */
import type { Dialect } from "../types.js";

export type Program = NonNullable<Dialect["wholeElements"]>;

const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

export interface Rules {
  /** A start tag: its name, its attributes, and the slash before its end. */
  readonly startTag: RegExp;
  /** Whether a tag of this name begins a block. */
  beginsBlock(name: string): boolean;
  readonly voids: ReadonlySet<string>;
  /** Elements whose content `markdown="1"` makes blocks or text of Markdown. */
  readonly blocks: ReadonlySet<string>;
  readonly spans: ReadonlySet<string>;
  /** Whether an end tag also ends the elements within, and elements in HTML cannot hold Markdown again. */
  readonly isLenient: boolean;
}

const spanElements = words(
  "a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q rb rbc rp rt rtc ruby samp select small span strong sub sup tt u var",
);

/**
 * A name of XML, and values without quotes of letters, digits and underscores. Of a template tag, characters for private use are
 * left, which may become anything. What is no tag is text.
 */
const xmlName =
  /(?:[\p{L}_\ue000-\uf8ff][\p{L}\p{M}\p{N}_.\ue000-\uf8ff-]*:)?[\p{L}_\ue000-\uf8ff][\p{L}\p{M}\p{N}_.\ue000-\uf8ff-]*/u
    .source;
const kramdownTag = new RegExp(
  `<(${xmlName})((?:\\s+${xmlName}(?:\\s*=\\s*(?:[\\p{L}\\p{M}\\p{N}\\p{Pc}\ue000-\uf8ff]+|"[^"]*"|'[^']*'))?)*)\\s*(\\/?)>`,
  "uy",
);

/** https://kramdown.gettalong.org/syntax.html#html-blocks, lib/kramdown/parser/html.rb of 2.4 */
const kramdown: Rules = {
  startTag: kramdownTag,
  beginsBlock: (name) => !spanElements.has(name),
  voids: words("area base br col command embed hr img input keygen link meta param source track wbr"),
  blocks: words(
    "address applet article aside blockquote body dd details div dl fieldset figure figcaption footer form header hgroup iframe li main map menu nav noscript object section summary td",
  ),
  spans: words("caption dt h1 h2 h3 h4 h5 h6 legend optgroup p th"),
  isLenient: false,
};

const blockElements = words(
  "address article aside blockquote details div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul canvas colgroup dd body dt group html iframe li legend math map noscript output object option progress script style summary tbody td textarea tfoot th thead tr video center",
);
const pythonSpans = words("address dd dt h1 h2 h3 h4 h5 h6 legend li p summary td th");
const pythonRaw = words("canvas math option pre script style textarea hr");

/** https://python-markdown.github.io/extensions/md_in_html/, markdown/htmlparser.py of 3.7 */
const python: Rules = {
  startTag: /<([a-z_][\w:.-]*)((?:\s+[a-z_:@][\w:.-]*(?:\s*=\s*(?:[^\s"'=<>`]+|"[^"]*"|'[^']*'))?)*)\s*(\/?)>/iy,
  beginsBlock: (name) => blockElements.has(name),
  voids: words("hr area base br col embed img input link meta param source track wbr"),
  blocks: new Set([...blockElements].filter((name) => !pythonSpans.has(name) && !pythonRaw.has(name))),
  spans: pythonSpans,
  isLenient: true,
};

/** Before version 3.5, `center` was text. */
const olderPython: Rules = {
  ...python,
  beginsBlock: (name) => name !== "center" && blockElements.has(name),
  blocks: new Set([...python.blocks].filter((name) => name !== "center")),
};

export const rulesOf = (program: Program, isOlder = false): Rules =>
  program === "kramdown" ? kramdown : isOlder ? olderPython : python;

/** A part of an element: HTML, or text of Markdown. */
export interface Piece {
  readonly node: "HTMLBlock" | "Paragraph";
  readonly from: number;
  readonly to: number;
}

interface Open {
  readonly name: string;
  /** Whether its content is HTML, not blocks of Markdown. */
  readonly isHtml: boolean;
  readonly depth: number;
}

const endTag = /<\/([a-z_][\w:.-]*)\s*>/iy;
const markdownAttribute = /\smarkdown(?:\s*=\s*["']?(\w*)["']?)?(?=\s|$)/i;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Whether a start tag of kramdown begins here. */
export const isKramdownTag = (text: string, at: number): boolean => matchAt(kramdownTag, text, at) !== null;

/** The name of the tag that begins here. */
export function tagAt(
  text: string,
  at: number,
  { startTag }: Rules,
): { readonly name: string; readonly isEnd: boolean } | undefined {
  const end = matchAt(endTag, text, at);
  const name = (end ?? matchAt(startTag, text, at))?.[1]?.toLowerCase();
  return name === undefined ? undefined : { name, isEnd: end !== null };
}

/** Reads the elements of one source, in order. */
export class ElementReader {
  /** Whether the end tag of an element was not found. */
  isUnclosed = false;
  readonly #text: string;
  readonly #rules: Rules;
  readonly #open: Open[] = [];
  /** What is not in the rest of the text. */
  readonly #absent = new Set<string>();

  /** @param readsMarkdown whether `markdown="1"` means something. */
  constructor(
    text: string,
    rules: Rules,
    readonly readsMarkdown = true,
  ) {
    this.#text = text;
    this.#rules = rules;
  }

  /** Forgets the elements of containers that have ended. */
  leave(depth: number): void {
    while ((this.#open.at(-1)?.depth ?? depth) > depth) this.#open.pop();
  }

  /** Whether an element that holds Markdown ends with the end tag of this name. */
  isOpen(name: string): boolean {
    return this.#rules.isLenient ? this.#open.some((open) => open.name === name) : this.#open.at(-1)?.name === name;
  }

  /**
   * Reads from a tag at the start of a block to where Markdown goes on: after the element, or in it. `isClosed` is whether the
   * end tag was found.
   */
  read(
    at: number,
    depth: number,
  ): { readonly pieces: readonly Piece[]; readonly end: number; readonly isClosed: boolean } {
    const text = this.#text;
    const pieces: Piece[] = [];
    let from = at;
    const upTo = (end: number, isClosed = true) => {
      if (end > from) pieces.push({ node: "HTMLBlock", from, to: end });
      return { pieces, end, isClosed };
    };
    for (let next = at; ; ) {
      next = text.indexOf("<", next);
      if (next === -1) return upTo(text.length, false);
      const comment = text.startsWith("<!--", next) ? "-->" : text.startsWith("<?", next) ? "?>" : undefined;
      if (comment) {
        const end = this.find(comment, next + 2);
        next = end === undefined ? next + 2 : end + comment.length;
        continue;
      }
      const start = matchAt(this.#rules.startTag, text, next);
      if (start) {
        const [tag, written = "", attributes = "", slash] = start;
        const name = written.toLowerCase();
        next += tag.length;
        const model = slash || this.#rules.voids.has(name) ? "void" : this.#model(name, attributes);
        if (model === "block") {
          this.#open.push({ name, isHtml: false, depth });
          return upTo(next);
        }
        if (model === "html") this.#open.push({ name, isHtml: true, depth });
        else if (model !== "void") {
          const close = this.#endTag(name, next);
          if (!close) return upTo(text.length, false);
          if (model === "text") {
            upTo(next);
            pieces.push({ node: "Paragraph", from: next, to: close.from });
            from = close.from;
          }
          next = close.to;
        }
      } else {
        const end = matchAt(endTag, text, next);
        if (!end) {
          next++;
          continue;
        }
        next += end[0].length;
        this.#close((end[1] ?? "").toLowerCase());
      }
      if (!this.#open.at(-1)?.isHtml) return upTo(next);
    }
  }

  /** `block`, `text`: Markdown. `raw`: text up to the next end tag of this name. */
  #model(name: string, attributes: string): "block" | "text" | "html" | "raw" {
    if (name === "script" || name === "style") return "raw";
    const { blocks, spans, isLenient } = this.#rules;
    const found = this.readsMarkdown ? markdownAttribute.exec(attributes) : undefined;
    if (!found || (isLenient && this.#open.at(-1)?.isHtml)) return "html";
    const [, value = isLenient ? "1" : ""] = found;
    const canHold = !isLenient || blocks.has(name) || spans.has(name);
    if (value === "block" && canHold) return "block";
    if (value === "span" && canHold) return "text";
    if (value !== "1" && value !== "markdown") return "html";
    return blocks.has(name) ? "block" : spans.has(name) ? "text" : "html";
  }

  #close(name: string): void {
    const open = this.#open;
    if (!this.#rules.isLenient) {
      if (open.at(-1)?.name === name) open.pop();
      return;
    }
    const at = open.findLastIndex((element) => element.name === name);
    if (at !== -1) open.length = at;
  }

  /** The offset of a text from an offset on. */
  find(what: string, from: number): number | undefined {
    if (this.#absent.has(what)) return undefined;
    const at = this.#text.indexOf(what, from);
    if (at !== -1) return at;
    this.#absent.add(what);
    return undefined;
  }

  #endTag(name: string, from: number): { readonly from: number; readonly to: number } | undefined {
    if (this.#absent.has(name)) return undefined;
    const close = new RegExp(`</${name}\\s*>`, "gi");
    close.lastIndex = from;
    const found = close.exec(this.#text);
    if (found) return { from: found.index, to: found.index + found[0].length };
    this.#absent.add(name);
    return undefined;
  }
}

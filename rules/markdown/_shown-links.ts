/** Links and images that readers see as text because of a mistake in their syntax. */
import { type Article, type Dialect, type Edit, hasHiddenMistake, type Range, type TextBlock } from "../../src/rule.js";

export interface ShownLink {
  readonly kind:
    | "space"
    | "before"
    | "after"
    | "stray"
    | "size"
    | "title"
    | "curly"
    | "unclosed"
    | "doubled"
    | "reversed"
    | "fullWidth"
    | "between"
    | "exclamation";
  readonly range: Range;
  readonly fix: { readonly edits: readonly Edit[]; readonly isSafe: boolean } | undefined;
}

/** Those with a fix. Only an author can tell where a text before a URL belongs. */
export type FixedLink = ShownLink & { readonly kind: Exclude<ShownLink["kind"], "before"> };

/** The maximum length of a label and of a destination. What is longer is not a link. */
const maxPart = 1000;

const imageEnd = /\.(?:png|jpe?g|gif|webp|svg|avif|bmp)(?:[?#]\S*)?$/i;
const fileEnd = /\.(?:png|jpe?g|gif|webp|svg|avif|bmp|mdx?|html?|pdf|zip|mp[34])(?:[?#]\S*)?$/i;

/** Whether a text is surely meant as a URL. */
const isUrl = (text: string): boolean =>
  /^(?:https?:\/\/|\.{0,2}\/[^/\s]|mailto:)/i.test(text) || (fileEnd.test(text) && !/[，。；“”]/.test(text));

export function shownLinks(block: TextBlock, { text }: Article, dialect: Dialect): ShownLink[] {
  return [
    ...withDestination(block, text, dialect),
    ...reversed(block, text),
    ...fullWidth(block, text),
    ...separated(block, text),
    ...exclamations(block, text),
  ].sort((a, b) => a.range.start - b.range.start);
}

/** `[label](destination)` that is text. */
function withDestination(block: TextBlock, text: string, dialect: Dialect): ShownLink[] {
  const found: ShownLink[] = [];
  for (let at = block.text.indexOf("]("); at !== -1; at = block.text.indexOf("](", at + 2)) {
    const start = startOfLabel(block.text, at);
    // `list[index](…)` is code.
    if (
      start === undefined ||
      (/\w/.test(block.text[start - 1] ?? "") && /^\w+$/.test(block.text.slice(start + 1, at)))
    )
      continue;
    const from = block.start + at + 2;
    const line = text.slice(from, Math.min(block.end, from + maxPart)).split(/[\r\n]/, 1)[0] as string;
    const length = endOfDestination(line);
    const range = { start: block.start + start, end: from + (length === undefined ? line.length : length + 1) };
    const isImage = text[range.start] === "!";
    const one =
      length === undefined
        ? (doubled(line, from, range) ?? unclosed(line, from, range, dialect))
        : destination(line.slice(0, length), from, range, isImage, dialect);
    if (one) found.push(one);
  }
  return found;
}

/** Where the `[` or `![` of the `]` at this offset is. */
function startOfLabel(text: string, end: number): number | undefined {
  let depth = 1;
  for (let at = end - 1; at >= 0 && end - at <= maxPart; at--) {
    if (text[at] === "]") depth++;
    else if (text[at] === "[" && --depth === 0) return text[at - 1] === "!" ? at - 1 : at;
  }
  return undefined;
}

/** The offset of the `)` that ends a destination. */
function endOfDestination(line: string): number | undefined {
  let depth = 1;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === "(") depth++;
    else if (line[at] === ")" && --depth === 0) return at;
  }
  return undefined;
}

function destination(
  written: string,
  from: number,
  range: Range,
  isImage: boolean,
  dialect: Dialect,
): ShownLink | undefined {
  if (dialect.spacesInUrls || /^\s*<|\\/.test(written)) return undefined;
  const [, size = ""] = /^\s*[^\s"']+(\s+=(?:\d+%?x(?:\d+%?)?|x\d+%?))(?:\s+"[^"]*")?\s*$/.exec(written) ?? [];
  if (size !== "") {
    if (dialect.imageSizes || !isImage) return undefined;
    const at = from + written.indexOf(size);
    return {
      kind: "size",
      range,
      fix: { edits: [{ range: { start: at, end: at + size.length }, text: "" }], isSafe: false },
    };
  }
  const [, url = "", title = ""] = /^(\s*[^\s"“”']+)\s+(["“”].*["“”])\s*$/.exec(written) ?? [];
  if (url !== "") {
    if (!isImage && !isUrl(url.trim())) return undefined;
    const start = from + written.indexOf(title, url.length);
    const place = { start, end: start + title.length };
    const inner = title.slice(1, -1);
    if (/^".*"$/.test(title))
      return {
        kind: "title",
        range,
        fix: { edits: [{ range: place, text: `"${inner.replaceAll('"', '\\"')}"` }], isSafe: true },
      };
    return inner.includes('"')
      ? undefined
      : { kind: "curly", range, fix: { edits: [{ range: place, text: `"${inner}"` }], isSafe: true } };
  }
  const path = /^(\s*)(\S(?:.*\S)?)\s*$/.exec(written);
  const target = path?.[2] ?? "";
  if (!/\s/.test(target) || /["'“”]/.test(target)) return undefined;
  const start = from + (path?.[1] ?? "").length;
  // `参考: https://a.cn`
  if (/^[^/]*\s(?:https?:\/\/|mailto:)\S+$/i.test(target) && (isUrl(target) || /^[^/:：]{1,40}[:：]\s/.test(target)))
    return { kind: "before", range, fix: undefined };
  if (!isUrl(target)) return undefined;
  // No host has a space, and hardly a name has one beside the point of its extension.
  if (/^(?:https?:)?\/\/[^/]*\s/i.test(target) || /(?:\.\s+|\s+\.)[a-z\d]{2,8}$/i.test(target)) {
    const edits = [{ range: { start, end: start + target.length }, text: target.replace(/\s+/g, "") }];
    return { kind: "stray", range, fix: { edits, isSafe: false } };
  }
  const text = textAfter(target);
  if (text !== undefined) {
    const at = start + target.length - text.length;
    const edits = [{ range: { start: at, end: at + text.length }, text: `"${text}"` }];
    return { kind: "after", range, fix: { edits, isSafe: false } };
  }
  // A name may have "#" or "?", which are something else in a URL.
  if (/[?#]/.test(target) || hasHiddenMistake(target) || (!fileEnd.test(target) && !/^\S*\/\S+ \S+\/$/.test(target)))
    return { kind: "space", range, fix: undefined };
  const encoded = target.replace(/\s/g, (space) => (space === " " ? "%20" : encodeURIComponent(space)));
  return {
    kind: "space",
    range,
    // Programs copy the URL of a page without spaces: a space in it is rather a slip than part of a name.
    fix: {
      edits: [{ range: { start, end: start + target.length }, text: encoded }],
      isSafe: !/^(?:https?:)?\/\//i.test(target),
    },
  };
}

/** A text after a whole URL: `https://a.cn/b 说明`. A part of a name has a dash, a dot or a slash before it, or an extension at its end. */
function textAfter(target: string): string | undefined {
  const [, url = "", text = ""] = /^(\S+)\s+(\S.*)$/.exec(target) ?? [];
  const isWhole = /^(?:https?:\/\/[^/\s]|mailto:[^@\s]+@)\S*$/i.test(url) || fileEnd.test(url);
  return isWhole && !/^[-_.,/?#=&+([]|[/]$|\//.test(text) && !fileEnd.test(text) ? text : undefined;
}

/** `[label](https://a.cn` to the end of the line. */
function unclosed(line: string, from: number, range: Range, { openParentheses }: Dialect): ShownLink | undefined {
  const [url] = /^[^\s()]+/.exec(line) ?? [];
  if (url === undefined || !isUrl(url) || (openParentheses && line.includes(")"))) return undefined;
  if (line.slice(url.length).includes(")")) return undefined;
  const end = from + url.length;
  const isAll = line.trim() === url;
  return {
    kind: "unclosed",
    range: { start: range.start, end },
    fix:
      isAll && /[\w/]$/.test(url) ? { edits: [{ range: { start: end, end }, text: ")" }], isSafe: false } : undefined,
  };
}

/** `[label]((https://a.cn)`. marked up to version 15 reads a link to `(https://a.cn`. */
function doubled(line: string, from: number, { start }: Range): ShownLink | undefined {
  const [all, url = ""] = /^\(([^\s()]+)\)/.exec(line) ?? [];
  if (all === undefined || !isUrl(url)) return undefined;
  const fix = { edits: [{ range: { start: from, end: from + 1 }, text: "" }], isSafe: true };
  return { kind: "doubled", range: { start, end: from + all.length }, fix };
}

/** `(label)[https://a.cn]` */
function reversed(block: TextBlock, text: string): ShownLink[] {
  if (!block.text.includes(")[")) return [];
  return [...block.text.matchAll(/\(([^()[\]\n]{1,300})\)\[([^[\]\n]{1,1000})\](?![([])/g)].flatMap(
    ({ 0: all, 1: label = "", index }) => {
      const start = block.start + index;
      const from = start + label.length + 3;
      const end = start + all.length;
      const url = text.slice(from, end - 1);
      // `/re/` may be a regular expression.
      if (!/^(?:https?:\/\/\S|mailto:\S|#[^\s#]+$|(?:\.{1,2}\/|\/[^\s/]+[./])[^\s/])\S*$/i.test(url)) return [];
      // `f(x)[/re/]` is code.
      if (/[\w)\]]/.test(text[start - 1] ?? "")) return [];
      const written = text.slice(start + 1, from - 2);
      const fix = { edits: [{ range: { start, end }, text: `[${written}](${url})` }], isSafe: true };
      return [{ kind: "reversed" as const, range: { start, end }, fix }];
    },
  );
}

/** `[label]（https://a.cn）` */
function fullWidth(block: TextBlock, text: string): ShownLink[] {
  if (!block.text.includes("]（")) return [];
  return [...block.text.matchAll(/(!?\[)([^[\]\n]{1,300})\]（/g)].flatMap(
    ({ 0: head, 1: open = "", 2: label = "", index }) => {
      const start = block.start + index;
      const from = start + head.length;
      // A bare URL goes on over full-width punctuation, so the text is looked at as it is written.
      const [all, written = ""] =
        /^([^（）()\r\n]{1,1000})[）)]/.exec(text.slice(from, Math.min(block.end, from + maxPart))) ?? [];
      if (all === undefined) return [];
      const url = written.trim();
      const isFile = open === "![" ? isUrl(url) : /^(?:https?:\/\/|\.{0,2}\/[^/])/i.test(url);
      // A number in brackets is a reference to a source, whose URL may follow in parentheses.
      if (!isFile || /\s/.test(url) || (open === "[" && /^[\d\s]*$/.test(label))) return [];
      const end = from + all.length;
      const edits = [
        { range: { start: from - 1, end: from }, text: "(" },
        { range: { start: end - 1, end }, text: ")" },
      ];
      return [{ kind: "fullWidth" as const, range: { start, end }, fix: { edits, isSafe: true } }];
    },
  );
}

/** `[label] (https://a.cn)` */
function separated(block: TextBlock, text: string): ShownLink[] {
  if (!/\] +\(/.test(block.text)) return [];
  return [...block.text.matchAll(/(!?\[)([^[\]\n]{1,300})\]( {1,3})\(([^()\n]{1,1000})\)/g)].flatMap(
    ({ 0: all, 1: open = "", 2: label = "", 3: spaces = "", index }) => {
      const start = block.start + index;
      const from = start + open.length + label.length + 1;
      const end = start + all.length;
      const url = text.slice(from + spaces.length + 1, end - 1).trim();
      if (/\s/.test(url) || !isUrl(url)) return [];
      const isImage = open === "![";
      if (!isImage && (/^[\s\dxX]*$/.test(label) || !/^https?:\/\//i.test(url))) return [];
      if (!isImage && /[\w)\]]$/.test(text.slice(0, start).slice(-1))) return [];
      const edits = [{ range: { start: from, end: from + spaces.length }, text: "" }];
      return [{ kind: "between" as const, range: { start, end }, fix: { edits, isSafe: false } }];
    },
  );
}

/** `！[label](a.png)` at the start of a block. */
function exclamations(block: TextBlock, text: string): ShownLink[] {
  if (!block.text.startsWith("！\0")) return [];
  const start = block.start;
  const [all, url = ""] = /^！\[[^[\]\n]{0,300}\]\(([^()\s]{1,1000})\)/.exec(text.slice(start, block.end)) ?? [];
  if (all === undefined || !imageEnd.test(url)) return [];
  const fix = { edits: [{ range: { start, end: start + 1 }, text: "!" }], isSafe: true };
  return [{ kind: "exclamation", range: { start, end: start + all.length }, fix }];
}

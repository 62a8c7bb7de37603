import {
  type Article,
  continuation,
  defineRule,
  type Element,
  type LinkReference,
  type Node,
  t,
  truncate,
} from "../../src/rule.js";

/** `[`Link`](a.md)`: the name of something, and not a word for the link. */
const isCode = /^\[(`+)[^`]+\1\]/;

export default defineRule({
  name: "link/text",
  summary: "Require text in links",
  severity: "warning",
  presets: {
    "rss-archive": "off",
    strict: ["error", { vague: true }],
    accessibility: ["error", { vague: true }],
  },
  options: {
    vague: {
      type: "boolean",
      default: false,
      description: 'Also report texts that do not describe the target, such as "click here"',
    },
    phrases: {
      type: "array",
      items: { type: "string" },
      default: [
        "click here",
        "click",
        "here",
        "this",
        "this link",
        "link",
        "more",
        "read more",
        "learn more",
        "see more",
        "more info",
        "details",
        "continue",
        "continue reading",
        "点击这里",
        "点击此处",
        "点击",
        "点此",
        "点我",
        "戳这里",
        "戳我",
        "这里",
        "此处",
        "链接",
        "此链接",
        "更多",
        "查看更多",
        "了解更多",
        "阅读更多",
        "阅读全文",
        "查看详情",
        "详情",
        "點擊這裡",
        "點此",
        "這裡",
        "此處",
        "連結",
        "閱讀更多",
        "閱讀全文",
        "查看詳情",
        "詳情",
      ],
      description:
        "Texts that do not describe the target, ignoring letter case and punctuation; replaces the built-in list",
    },
  },
  messages: {
    empty: (d: { url: string }) =>
      t(
        "link/text.empty",
        'Link to "{url}" has no text, so screen readers cannot announce it. Add text, or alt text for its image.',
        { url: d.url },
      ),
    vague: (d: { text: string }) =>
      t("link/text.vague", 'Link text "{text}" is not descriptive. Describe the target.', { text: d.text }),
  },

  prepare: ({ vague, phrases }) => new Set(vague ? phrases.map(plain) : []),

  element: {
    a(element, { article, prepared, report }) {
      const { href } = element.attributes;
      // link/href reports links without a URL.
      if (!href || isBlank(href.value) || element.namespace !== "html" || isHidden(element) || isTarget(element))
        return;
      const name = nameOf(element);
      if (name === undefined) return;
      // `<a href="#a"><a href="/b">甲</a></a>`: html/nesting reports the cause.
      if (name === "" && (endsEarly(element, article) || continues(element, article))) return;
      if (name === "") report("empty", { at: element.startTag, data: { url: shown(href.value) } });
      else if (isVague(name, prepared))
        report("vague", { at: within(element, article), data: { text: truncate(name) } });
    },
    area({ attributes, startTag }, { report }) {
      const { href, alt, title } = attributes;
      const named = [alt, attributes["aria-label"], attributes["aria-labelledby"], title];
      if (href && named.every((attribute) => isBlank(attribute?.value ?? "")))
        report("empty", { at: startTag, data: { url: shown(href.value) } });
    },
  },

  link(reference, { article, prepared, report }) {
    const { kind, label, range, url } = reference;
    if (kind !== "markdown" || label === undefined || url === "") return;
    if (isBlank(label)) {
      if (!hasOtherName(reference, article)) report("empty", { at: range, data: { url: shown(url) } });
    } else if (isVague(label, prepared) && !isCode.test(article.text.slice(range.start, reference.urlRange.start))) {
      report("vague", { at: { start: range.start, end: reference.urlRange.start }, data: { text: truncate(label) } });
    }
  },
});

const endsEarly = ({ startTag }: Element, { body }: Article): boolean =>
  body.tagProblems.some(({ kind, range }) => kind === "nested" && range.start === startTag.start);

/** Whether browsers put the text of the link into a second link with the same target. */
function continues(element: Element, article: Article): boolean {
  const rest = continuation(element, article);
  // image/alt reports an image without alt.
  return /<img\b/i.test(rest) || !isBlank(withoutTags(rest));
}

/** A `<` that no `>` follows is text. */
function withoutTags(html: string): string {
  const end = html.lastIndexOf(">") + 1;
  return html.slice(0, end).replace(/<[^>]*>/g, "") + html.slice(end);
}

/** Whitespace and zero-width characters. */
const isBlank = (text: string): boolean => /^[\s\u00ad\u200b-\u200f\u2060\ufeff]*$/.test(text);

const shown = (url: string): string => truncate(url.trim());

/** Screen readers skip it. */
const isHidden = ({ attributes }: Element): boolean =>
  attributes["aria-hidden"]?.value === "true" || attributes.hidden !== undefined;

/** `<a id="x" href="#x"></a>`, as documentation tools put before headings: a link target, not a link to follow. */
const isTarget = ({ attributes: { id, name, href } }: Element): boolean =>
  href !== undefined && (href.value === `#${id?.value}` || href.value === `#${name?.value}`);

/** No real link has more nodes. A longer one is not reported, since the rest may have a name. */
const mostNodes = 2000;

/** Elements whose content is not in the tree, or that show something without text. */
const selfDescribing = new Set([
  "iframe",
  "object",
  "embed",
  "video",
  "audio",
  "canvas",
  "input",
  "button",
  "select",
  "math",
]);

/**
 * The accessible name, close to https://www.w3.org/TR/accname-1.2/; `""` if there is none, `undefined` if it comes from
 * elsewhere (`aria-labelledby`, components).
 */
function nameOf(link: Element): string | undefined {
  const own = link.attributes;
  if (own["aria-labelledby"]) return undefined;
  if (!isBlank(own["aria-label"]?.value ?? "")) return own["aria-label"]?.value.trim();
  let name = "";
  let left = mostNodes;
  const stack: Node[] = [...link.children].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (left-- === 0) return undefined;
    if (node.type === "text") name += node.value;
    if (node.type !== "element" || isHidden(node)) continue;
    const { tag, attributes } = node;
    if (selfDescribing.has(tag) || tag.includes("-") || attributes["aria-labelledby"]) return undefined;
    // image/alt reports an image without alt.
    if (tag === "img" && !attributes.alt) return undefined;
    name += ` ${attributes["aria-label"]?.value ?? ""} ${tag === "img" ? (attributes.alt?.value ?? "") : ""}`;
    for (const child of [...node.children].reverse()) stack.push(child);
    if (isBlank(name)) name += attributes.title?.value ?? "";
  }
  if (isBlank(name)) name = own.title?.value ?? "";
  return isBlank(name) ? "" : name.replace(/\s+/g, " ").trim();
}

/** Whether the brackets hold an image or other HTML with a name, or some tools fill in the title of the target there. */
function hasOtherName({ range, urlRange, target, url }: LinkReference, { text }: Article): boolean {
  const label = text.slice(range.start, urlRange.start);
  // image/alt reports an image without alt.
  if (/<img\b(?![^>]*\balt\b)/i.test(label)) return true;
  if (/\b(?:alt|aria-label|title)\s*=\s*["']?[^"'\s>]|<(?!img\b|\/|span\b|i\b)[a-z]/i.test(label)) return true;
  return /^\[\s*\]/.test(label) && target.kind === "local" && /^#|\.(?:md|rst)(?:#|$)/.test(url);
}

/** The content of the element without the whitespace at both ends. */
function within({ children, range }: Element, { text }: Article): { start: number; end: number } {
  const start = children[0]?.range.start ?? range.start;
  const end = children.at(-1)?.range.end ?? range.end;
  const inside = text.slice(start, end);
  return {
    start: start + inside.length - inside.trimStart().length,
    end: end - inside.length + inside.trimEnd().length,
  };
}

const isVague = (text: string, phrases: ReadonlySet<string>): boolean =>
  phrases.size > 0 && text.length <= 100 && phrases.has(plain(text));

/** Letters, digits and single spaces. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

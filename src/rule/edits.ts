/** Edits that rules make to attributes and to the URL of an image or link. */
import { decodeFragment } from "../article/anchors.js";
import { writeString } from "../article/front-matter/index.js";
import type { Article, Attribute, Attributes, Edit, ImageReference, LinkReference, Range } from "../article/types.js";
import { t } from "../platform/i18n.js";
import type { Fix } from "./fix.js";
import { truncate } from "./text.js";

const escapeAttribute = (value: string, quote: string, entities: boolean): string => {
  // A bare & is valid unless the text after it looks like a character reference. In that case, or if the author already
  // uses escapes, all are escaped.
  const text = entities || /&#?\w+(?![\w=])/.test(value) ? value.replaceAll("&", "&amp;") : value;
  return quote === "'" ? text.replaceAll("'", "&#39;") : text.replaceAll('"', "&quot;");
};

/** An edit that sets the value of an attribute, with quotes. */
export function setValue(attribute: Attribute, value: string): Edit {
  const text = escapeAttribute(value, attribute.quote || '"', attribute.raw.includes("&amp;"));
  if (attribute.hasValue) return { range: attribute.valueRange, text: attribute.quote ? text : `"${text}"` };
  return { range: attribute.valueRange, text: `="${text}"` };
}

/** An edit that adds an attribute after the last one of a start tag, or after the tag name. */
export function addAttribute(startTag: Range, attributes: Attributes, name: string, value: string): Edit {
  const all = Object.values(attributes);
  const last = all.reduce<Attribute | undefined>((a, b) => (a && a.range.end > b.range.end ? a : b), undefined);
  // Without attributes: after `<img`. A start tag's range begins at its `<`.
  const at = last ? last.range.end : startTag.start + 4;
  return { range: { start: at, end: at }, text: ` ${name}="${escapeAttribute(value, '"', false)}"` };
}

/** An edit that removes an attribute and the whitespace before it, if there is any. */
export function removeAttribute({ range: { start, end }, spaceBefore }: Attribute): Edit {
  return { range: { start: start - spaceBefore, end }, text: "" };
}

/**
 * An edit that removes a part of the body. If it has nothing else in its lines, they go too. In Markdown, an empty line stays
 * where it may separate blocks: between lines of text.
 */
export function removePart({ text, body }: Pick<Article, "text" | "body">, { start, end }: Range): Edit {
  const whole: Edit = { range: { start, end }, text: "" };
  let from = start;
  while (from > body.range.start && /[ \t]/.test(text[from - 1] as string)) from--;
  const newline = /^[ \t]*(\r\n?|\n)/.exec(text.slice(end, end + 1000));
  if (newline === null || (from > body.range.start && !/[\r\n]/.test(text[from - 1] as string))) return whole;
  const after = end + newline[0].length;
  const isBetweenTags = () =>
    />[ \t]*(?:\r\n?|\n)$/.test(text.slice(Math.max(0, from - 1000), from)) &&
    /^[ \t]*</.test(text.slice(after, after + 1000));
  return body.language === "html" || isBetweenTags() ? { range: { start: from, end: after }, text: "" } : whole;
}

/**
 * An edit that changes the URL of a reference, escaped for the language that it is written in. `undefined` for front matter
 * values that cannot be replaced, such as an alias of YAML.
 */
export function setUrl(reference: LinkReference, url: string): Edit;
export function setUrl(reference: ImageReference | LinkReference, url: string): Edit | undefined;
export function setUrl(reference: ImageReference | LinkReference, url: string): Edit | undefined {
  const edit = escapedUrl(reference, withoutTemplates(reference, url));
  // Percent-encoding may have made one: `{(` becomes `{%28`.
  return edit && { ...edit, text: withoutTemplates(reference, edit.text) };
}

/** Generators run what is between `{{` or `{%` also in a URL, and the URL may be that of any server. */
const withoutTemplates = ({ written }: ImageReference | LinkReference, text: string): string =>
  /\{[{%#]/.test(written) ? text : text.replace(/\{(?=[{%#])/g, "%7B");

function escapedUrl(reference: ImageReference | LinkReference, url: string): Edit | undefined {
  const { urlRange, quote, syntax, written, kind, tag } = reference;
  // In a tag there are no escapes: what could end the URL or the tag is encoded.
  if (tag !== undefined) {
    const text = url.replace(/[\s'"<>|}]/g, (char) =>
      written.includes(char) ? char : `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`,
    );
    return { range: urlRange, text };
  }
  if (kind === "front-matter") {
    // The whole value with its quotes: in YAML and TOML these may have to change with the URL.
    const text = reference.scalar && writeString(syntax, url, reference.scalar);
    return text === undefined ? undefined : { range: reference.range, text };
  }
  if (syntax === "html") {
    const text = escapeAttribute(url, quote || '"', written.includes("&amp;"));
    // All candidates of a srcset share one pair of quotes.
    return { range: urlRange, text: quote || kind === "srcset" ? text : `"${text}"` };
  }
  // An autolink does not support escapes (CommonMark 0.31.2, section 6.5).
  if (kind === "autolink") return { range: urlRange, text: url.replace(/[<>\s]/g, encodeURIComponent) };
  const encode = (char: string) => (char === "(" ? "%28" : char === ")" ? "%29" : encodeURIComponent(char));
  const text = url
    .replace(quote === "<" ? /[<>\r\n]/g : /[()\s<>]/g, encode)
    // CommonMark: a backslash escapes the punctuation after it, and `&name;` is a character reference.
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, "\\\\")
    .replace(/&(?=#?\w{1,40};)/g, "&amp;");
  return { range: urlRange, text };
}

/**
 * The reference's URL with the path names as they are on disk (`FileFact.spelled`). Correct names stay as written.
 * `undefined` if the two paths do not correspond.
 */
function respelled({ url, syntax }: ImageReference | LinkReference, spelled: string): string | undefined {
  const [, path = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(url) ?? [];
  const written = path.replaceAll("\\", "/").split("/");
  const real = spelled.split("/");
  if (written.length !== real.length) return undefined;
  const names = written.map((name, at) => {
    const spelling = real[at] ?? "";
    if (decodeFragment(name) === spelling) return name;
    return syntax === "html" || name.includes("%")
      ? encodeURIComponent(spelling)
      : spelling.replace(/[%?#]/g, encodeURIComponent);
  });
  return names.join("/") + rest;
}

/**
 * The fix for a reference whose file has another name on disk (`FileFact.spelled`). `looksSame`: the names differ only
 * in Unicode normalization, so a message cannot show the difference.
 */
export function spellingFix(
  reference: ImageReference | LinkReference,
  spelled: string,
): { readonly looksSame: boolean; readonly fix: Fix | undefined } {
  const real = respelled(reference, spelled);
  // In a template tag, there may be more than the name.
  const isSame = real === undefined || real === reference.url || reference.tag !== undefined;
  const edit = isSame ? undefined : setUrl(reference, real);
  return {
    looksSame: real?.normalize("NFC") === reference.url.normalize("NFC"),
    fix:
      real === undefined || edit === undefined
        ? undefined
        : {
            title: t("common.write", 'write "{real}"', { real: truncate(real) }),
            safety: "safe",
            changes: ["attributes"],
            edits: [edit],
          },
  };
}

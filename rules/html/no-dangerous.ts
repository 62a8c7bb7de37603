import {
  type Attribute,
  defineRule,
  type Element,
  type Fix,
  isWholeDocument,
  type Node,
  type Range,
  removeAttribute,
  t,
  truncate,
} from "../../src/rule.js";
import { runsNothing } from "../link/_no-script.js";

/** Attributes with a URL that browsers may open, so that `data:` and `javascript:` URLs run scripts. */
const urlAttributes = ["href", "src", "action", "formaction", "data", "xlink:href"];

/** Attribute names that start like event handlers but are not. */
const noHandlers = new Set(["on", "once", "one", "only", "onto", "onward"]);

/** https://mimesniff.spec.whatwg.org/#javascript-mime-type, and the keywords for scripts. */
const scriptTypes =
  /^(?:(?:application|text)\/(?:x-)?(?:java|ecma)script|text\/(?:javascript1\.[0-5]|jscript|livescript)|module|importmap|speculationrules)$/;

/** Documents that can contain scripts. */
const documentTypes = /^data:\s*(?:text\/(?:html|xml)|application\/(?:xhtml\+xml|xml)|image\/svg\+xml)\b/i;

export default defineRule({
  name: "html/no-dangerous",
  summary: "Disallow scripts, event handlers and frames from unknown hosts",
  severity: "error",
  fixable: "unsafe",
  options: {
    allowFrames: {
      type: "array",
      items: { type: "string" },
      default: [
        "youtube.com",
        "youtube-nocookie.com",
        "player.bilibili.com",
        "player.vimeo.com",
        "v.qq.com",
        "player.youku.com",
        "open.iqiyi.com",
        "tv.sohu.com",
        "www.ixigua.com",
        "music.163.com",
        "open.spotify.com",
        "w.soundcloud.com",
        "codepen.io",
        "codesandbox.io",
        "stackblitz.com",
        "jsfiddle.net",
        "www.google.com",
      ],
      description: "Hosts whose pages may be shown in `iframe`, `embed` and `object`, including their subdomains",
    },
  },
  messages: {
    script: () =>
      t(
        "html/no-dangerous.script",
        "<script> runs code in every reader's browser. Remove the script, or add it in the site's theme.",
      ),
    frame: (d: { tag: string; host: string }) =>
      t(
        "html/no-dangerous.frame",
        '<{tag}> shows a page from "{host}", which is not an allowed host. Remove the element, or add the host to "allowFrames".',
        { tag: d.tag, host: d.host },
      ),
    document: (d: { tag: string }) =>
      t(
        "html/no-dangerous.document",
        '<{tag}> shows a page from a "data:" URL, which can run scripts. Remove the element.',
        {
          tag: d.tag,
        },
      ),
    base: (d: { href: string }) =>
      t(
        "html/no-dangerous.base",
        '<base href="{href}"> changes the target of every relative URL on the page. Remove it.',
        {
          href: d.href,
        },
      ),
    refresh: () =>
      t(
        "html/no-dangerous.refresh",
        '<meta http-equiv="refresh"> reloads the page or sends readers to another one. Remove the element.',
      ),
    srcdoc: () =>
      t(
        "html/no-dangerous.srcdoc",
        '"srcdoc" contains a page that can run scripts. Remove the attribute, or move its content into the article.',
      ),
    handler: (d: { name: string }) =>
      t("html/no-dangerous.handler", '"{name}" runs a script in every reader\'s browser. Remove the attribute.', {
        name: d.name,
      }),
    url: (d: { name: string | undefined; value: string }) =>
      d.name === undefined
        ? t(
            "html/no-dangerous.url.link",
            'The link "{value}" runs a script instead of opening a page. Use the URL of a page, or remove the link.',
            { value: d.value },
          )
        : t(
            "html/no-dangerous.url.attribute",
            '{name}="{value}" runs a script instead of opening a page. Use the URL of a page, or remove the attribute.',
            { name: d.name, value: d.value },
          ),
  },

  body(body, { article, options, report }) {
    const wholeDocument = isWholeDocument(article);
    const stack: Node[] = [...body.children].reverse();
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (node.type !== "element") continue;
      // The content of a dangerous element is not reported again.
      if (dangerous(node)) continue;
      for (let i = node.children.length - 1; i >= 0; i--) {
        const child = node.children[i];
        if (child) stack.push(child);
      }
    }

    function dangerous(element: Element): boolean {
      const { tag, attributes } = element;
      const at = { start: element.startTag.start + 1, end: element.startTag.start + 1 + tag.length };
      if (tag === "script") {
        // `<script setup>` in Markdown is part of a Vue component, which the generator compiles, and so is every script
        // that is in no element in VitePress.
        const isOfComponent = attributes.setup || (body.dialect.vue && !element.parent);
        if (wholeDocument || !isScript(element) || (isOfComponent && body.language === "markdown")) return false;
        report("script", { at, data: undefined, fix: remove(element) });
        return true;
      }
      if (tag === "iframe" && attributes.srcdoc && !isTemplate(attributes.srcdoc.value)) {
        const { srcdoc } = attributes;
        report("srcdoc", { at: srcdoc.range, data: undefined, fix: without(srcdoc) });
        return true;
      }
      if (tag === "base" && attributes.href && !wholeDocument && !isTemplate(attributes.href.value)) {
        report("base", { at, data: { href: truncate(attributes.href.value) }, fix: remove(element) });
        return true;
      }
      const pragma = tag === "meta" && !wholeDocument ? attributes["http-equiv"]?.value : undefined;
      if (pragma?.toLowerCase() === "refresh") {
        report("refresh", { at, data: undefined, fix: remove(element) });
        return true;
      }
      const frame =
        tag === "object"
          ? (attributes.data ?? movieOf(element))
          : tag === "iframe" || tag === "embed"
            ? attributes.src
            : undefined;
      if (frame && !isTemplate(frame.value)) {
        const url = parse(frame.value);
        if (url?.protocol === "data:" && documentTypes.test(url.href)) {
          report("document", { at, data: { tag }, fix: remove(element) });
          return true;
        }
        const host = url && /^https?:$/.test(url.protocol) ? url.hostname : "";
        if (host !== "" && host !== ownHost && !options.allowFrames.some((allowed) => isWithin(host, allowed))) {
          report("frame", { at, data: { tag, host: truncate(host) }, fix: remove(element) });
          return true;
        }
      }
      for (const attribute of Object.values(attributes)) {
        if (/^on[a-z]+$/.test(attribute.name) && !noHandlers.has(attribute.name) && !isExpression(attribute)) {
          // An empty `onclick` is not removed either, because it lets iOS take an element for a button.
          if (!runsNothing(attribute.value))
            report("handler", { at: attribute.range, data: { name: attribute.name }, fix: without(attribute) });
        } else if (urlAttributes.includes(attribute.name) && runsScript(attribute.value))
          report("url", {
            at: attribute.valueRange,
            data: { name: attribute.name, value: truncate(attribute.value.trim().replace(/\s+/g, " "), 40) },
            fix: without(attribute),
          });
      }
      return false;
    }

    function without(attribute: Attribute): Fix {
      return {
        title: t("html/no-dangerous.fix.removeAttribute", 'Remove "{name}"', { name: attribute.name }),
        safety: "unsafe",
        edits: [removeAttribute(attribute)],
      };
    }
  },

  /** Links in Markdown syntax. Those of HTML are attributes, which `body` checks. */
  link({ kind, url, urlRange }, { report }) {
    if (kind !== "a" && kind !== "area" && runsScript(url))
      report("url", { at: urlRange, data: { name: undefined, value: truncate(url, 40) } });
  },
});

/** Represents the site itself: RFC 6761 reserves `.invalid`, so no real host has this name. */
const ownHost = "article.invalid";

/** Parses a URL as browsers do: they ignore whitespace and control characters around it, and tabs and newlines in it. */
const parse = (value: string): URL | undefined =>
  URL.canParse(value, `https://${ownHost}/`) ? new URL(value, `https://${ownHost}/`) : undefined;

function runsScript(value: string): boolean {
  // A cheap test first: nearly all values are paths and https URLs.
  if (!/^[\u0000-\u0020]*[jv]/i.test(value)) return false;
  const protocol = parse(value)?.protocol;
  return (protocol === "javascript:" && !runsNothing(value)) || protocol === "vbscript:";
}

const isTemplate = (value: string): boolean => /^\s*(?:\{\{|\{%|<%|\{.*\}\s*$)/s.test(value);

/** `onClick={() => more()}` is code of a component, which the generator compiles. */
const isExpression = ({ quote, value }: Attribute): boolean => quote === "" && /^\{.*\}$/s.test(value);

const isWithin = (host: string, allowed: string): boolean => {
  const name = allowed.toLowerCase().replace(/^\*?\./, "");
  return host === name || host.endsWith(`.${name}`);
};

/** https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element: any other type is a data block. */
function isScript({ attributes: { type, language } }: Element): boolean {
  if (type) return type.value === "" || scriptTypes.test(type.value.trim().toLowerCase());
  return !language?.value || scriptTypes.test(`text/${language.value.toLowerCase()}`);
}

const withoutEnd = new Set(["base", "embed", "meta"]);

/** The URL of old video players, which have it in a `<param>` instead of `data`. */
function movieOf({ children }: Element): Attribute | undefined {
  for (const child of children)
    if (
      child.type === "element" &&
      child.tag === "param" &&
      /^(?:movie|src)$/i.test(child.attributes.name?.value ?? "")
    )
      return child.attributes.value;
  return undefined;
}

/** Removes closed elements only: an unclosed one contains the rest of the article. */
function remove({ tag, range, endTag }: { tag: string; range: Range; endTag: Range | undefined }): Fix | undefined {
  if (!endTag && !withoutEnd.has(tag)) return undefined;
  return {
    title: t("html/no-dangerous.fix.removeElement", "Remove <{tag}>", { tag }),
    safety: "unsafe",
    edits: [{ range, text: "" }],
  };
}

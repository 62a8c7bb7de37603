import {
  type Attribute,
  cut,
  defineRule,
  type Element,
  type Fix,
  isWholeDocument,
  type Node,
  type Range,
  removeAttribute,
  t,
} from "../../src/rule.js";

/** Attributes that a browser may go to: `data:` and `javascript:` run there. */
const urlAttributes = ["href", "src", "action", "formaction", "data", "xlink:href"];

/** Names that begin as handlers do, and are none. */
const noHandlers = new Set(["on", "once", "one", "only", "onto", "onward"]);

/** https://mimesniff.spec.whatwg.org/#javascript-mime-type, and the words that make a script of the page. */
const scriptTypes =
  /^(?:(?:application|text)\/(?:x-)?(?:java|ecma)script|text\/(?:javascript1\.[0-5]|jscript|livescript)|module|importmap|speculationrules)$/;

/** Documents that may hold scripts. */
const documentTypes = /^data:\s*(?:text\/(?:html|xml)|application\/(?:xhtml\+xml|xml)|image\/svg\+xml)\b/i;

export default defineRule({
  name: "html/no-dangerous",
  summary: "An article brings no code of its own, and no pages of hosts that are not known",
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
      description: "hosts whose pages may be shown in `iframe`, `embed` and `object`; their subdomains too",
    },
  },
  messages: {
    script: () =>
      t(
        "html/no-dangerous.script",
        "a script runs in every reader's browser: remove it, or bring it in by the site's theme",
      ),
    frame: (d: { tag: string; host: string }) =>
      t(
        "html/no-dangerous.frame",
        '<{tag}> shows a page of "{host}", which is not among the allowed hosts: remove it, or allow the host',
        { tag: d.tag, host: d.host },
      ),
    document: (d: { tag: string }) =>
      t("html/no-dangerous.document", "<{tag}> shows a page that is written into its address: remove it", {
        tag: d.tag,
      }),
    base: (d: { href: string }) =>
      t("html/no-dangerous.base", '<base href="{href}"> changes where every address on the page leads: remove it', {
        href: d.href,
      }),
    refresh: () =>
      t("html/no-dangerous.refresh", '<meta http-equiv="refresh"> sends readers away from the page: remove it'),
    srcdoc: () =>
      t(
        "html/no-dangerous.srcdoc",
        "srcdoc holds a page with scripts of its own: remove it, or write its content into the article",
      ),
    handler: (d: { name: string }) =>
      t("html/no-dangerous.handler", "{name} runs a script in every reader's browser: remove it", { name: d.name }),
    url: (d: { name: string | undefined; value: string }) =>
      d.name === undefined
        ? t(
            "html/no-dangerous.url.linksAddress",
            'the link\'s address "{value}" runs a script instead of leading somewhere: name an address or remove it',
            { value: d.value },
          )
        : t(
            "html/no-dangerous.url.runsScript",
            '{name} "{value}" runs a script instead of leading somewhere: name an address or remove it',
            { name: d.name, value: d.value },
          ),
  },

  body(body, { article, options, report }) {
    const wholeDocument = isWholeDocument(article);
    const stack: Node[] = [...body.children].reverse();
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (node.type !== "element") continue;
      // What a dangerous element holds goes with it.
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
        // `<script setup>` in Markdown is a part of a Vue component, which the generator compiles.
        if (wholeDocument || !isScript(element) || (attributes.setup && body.language === "markdown")) return false;
        report("script", { at, data: undefined, fix: remove(element) });
        return true;
      }
      if (tag === "iframe" && attributes.srcdoc && !isTemplate(attributes.srcdoc.value)) {
        const { srcdoc } = attributes;
        report("srcdoc", { at: srcdoc.range, data: undefined, fix: without(srcdoc) });
        return true;
      }
      if (tag === "base" && attributes.href && !wholeDocument && !isTemplate(attributes.href.value)) {
        report("base", { at, data: { href: cut(attributes.href.value) }, fix: remove(element) });
        return true;
      }
      const pragma = tag === "meta" && !wholeDocument ? attributes["http-equiv"]?.value : undefined;
      if (pragma?.toLowerCase() === "refresh") {
        report("refresh", { at, data: undefined, fix: remove(element) });
        return true;
      }
      const frame =
        tag === "object"
          ? (attributes.data ?? filmOf(element))
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
          report("frame", { at, data: { tag, host: cut(host) }, fix: remove(element) });
          return true;
        }
      }
      for (const attribute of Object.values(attributes)) {
        if (/^on[a-z]+$/.test(attribute.name) && !noHandlers.has(attribute.name) && !isExpression(attribute))
          report("handler", { at: attribute.range, data: { name: attribute.name }, fix: without(attribute) });
        else if (urlAttributes.includes(attribute.name) && runsScript(attribute.value))
          report("url", {
            at: attribute.valueRange,
            data: { name: attribute.name, value: cut(attribute.value.trim().replace(/\s+/g, " "), 40) },
            fix: without(attribute),
          });
      }
      return false;
    }

    function without(attribute: Attribute): Fix {
      // Behind a missing blank stands the quote of the attribute before.
      const apart = /\s/.test(article.text[attribute.range.start - 1] ?? "");
      const edit = apart ? removeAttribute(attribute) : { range: attribute.range, text: "" };
      return {
        title: t("html/no-dangerous.fix.remove", "remove {name}", { name: attribute.name }),
        safety: "unsafe",
        edits: [edit],
      };
    }
  },

  /** Markdown's own links; those of HTML are attributes, seen above. */
  link({ kind, url, urlRange }, { report }) {
    if (kind !== "a" && kind !== "area" && runsScript(url))
      report("url", { at: urlRange, data: { name: undefined, value: cut(url, 40) } });
  },
});

/** No host can have this name (RFC 6761): it stands for the site itself. */
const ownHost = "article.invalid";

/** As a browser does it: blanks and control characters around it, tabs and line breaks in it do not count. */
const parse = (value: string): URL | undefined =>
  URL.canParse(value, `https://${ownHost}/`) ? new URL(value, `https://${ownHost}/`) : undefined;

function runsScript(value: string): boolean {
  // Cheap before exact: nearly all values are paths and https URLs.
  if (!/^[\u0000-\u0020]*[jv]/i.test(value)) return false;
  const protocol = parse(value)?.protocol;
  return protocol === "javascript:" || protocol === "vbscript:";
}

const isTemplate = (value: string): boolean => /^\s*(?:\{\{|\{%|<%|\{.*\}\s*$)/s.test(value);

/** `onClick={() => more()}`: a component's own code, which its generator compiles. */
const isExpression = ({ quote, value }: Attribute): boolean => quote === "" && /^\{.*\}$/s.test(value);

const isWithin = (host: string, allowed: string): boolean => {
  const name = allowed.toLowerCase().replace(/^\*?\./, "");
  return host === name || host.endsWith(`.${name}`);
};

/** https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element: any other type is a block of data. */
function isScript({ attributes: { type, language } }: Element): boolean {
  if (type) return type.value === "" || scriptTypes.test(type.value.trim().toLowerCase());
  return !language?.value || scriptTypes.test(`text/${language.value.toLowerCase()}`);
}

const withoutEnd = new Set(["base", "embed", "meta"]);

/** Where old players of films had their address, in the place of `data`. */
function filmOf({ children }: Element): Attribute | undefined {
  for (const child of children)
    if (
      child.type === "element" &&
      child.tag === "param" &&
      /^(?:movie|src)$/i.test(child.attributes.name?.value ?? "")
    )
      return child.attributes.value;
  return undefined;
}

/** Only what is closed: else the rest of the article would go with it. */
function remove({ tag, range, endTag }: { tag: string; range: Range; endTag: Range | undefined }): Fix | undefined {
  if (!endTag && !withoutEnd.has(tag)) return undefined;
  return {
    title: t("html/no-dangerous.fix.remove2", "remove the {tag}", { tag }),
    safety: "unsafe",
    edits: [{ range, text: "" }],
  };
}

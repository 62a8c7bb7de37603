/** What the fixes that are called safe do to a page, whatever the article: nothing that anyone could see or ask for. */
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { type DefaultTreeAdapterMap, defaultTreeAdapter, html, parseFragment } from "parse5";
import { describe, expect, it } from "vitest";
import { rules } from "../../rules/index.js";
import type { FilePlan } from "../../src/config/types.js";
import { fixText } from "../../src/fix/passes.js";
import { asFixInput, lintText } from "../../src/run/lint-text.js";
import { factFor } from "../../src/testing/check.js";
import { edited } from "../article/support.js";

type Node = DefaultTreeAdapterMap["childNode"];

/** Those whose fixes change words or pictures by design and are tested one by one, or need a server's answer. */
const others = new Set([
  "html/shown-as-code",
  "text/mojibake",
  "image/dimensions",
  "image/hotlink",
  "image/lazy-source",
  "image/local",
  "image/redirect",
  "link/local",
]);

const plan: FilePlan = {
  rules: rules
    .filter(({ name, fixable }) => fixable === "safe" && /^(?:html|link|image|text|source)\//.test(name))
    .filter(({ name }) => !others.has(name))
    .map((rule) => ({
      rule,
      severity: "error",
      options: Object.fromEntries(
        Object.entries<{ default: unknown }>(rule.options ?? {}).map(([name, option]) => [name, option.default]),
      ),
    })),
  schema: undefined,
  lazyAttributes: ["data-src", "data-srcset"],
  imagesRoot: undefined,
};

const piecesOf = (tags: readonly string[], more: readonly string[]) =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom(...more, ..."甲|乙 |a|, |。|1|*|**|_|`|# |- |1. |> |    |\t|  ".split("|")),
    },
    { weight: 6, arbitrary: fc.constantFrom("\n", "\n", "\n\n", "\n\n", "\r\n", "\r", " \n", "  \n", "\\\n", "\t\n") },
    { weight: 4, arbitrary: fc.constantFrom(...tags.map((tag) => `<${tag}>`)) },
    { weight: 4, arbitrary: fc.constantFrom(...tags.map((tag) => `</${tag}>`)) },
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        ..."&nbsp |&amp|< |<<<|&#;|<br/ >|</br>|</img>|<i a=1 a=1>|</b/>|<!-- y -->|\u200b|\ufeff|\u202e|<b></b>|<i a=>|<i a='1'b='2'>|<span data-mce-style='c'>|<span> </span>|<em></em>|<span style='mso-a:b'>|<span style='mso-a:b;color:red'>|<!--[if gte mso 9]>z<![endif]-->|<!--StartFragment-->|<o:p>|</o:p>|<a href=' /a b '>|<a href='https://a.cn/b' target=_blank>|<a href='http:/a.cn'>|<a href='https：//a.cn/'>|[甲]( /a )|[甲](<a b>)|![乙](a%.png)|<img src=' a.png' width='4px' height=3>|<img src='a.png' data-size='4,3'>|<img src='x.gif' data-src='a.png'>|<img src='a.png' referrerpolicy='norefferer'>|<!-- stet-disable -->|<!-- stet-disable-line a/b -->|<!-- stet-disable-next-line image/alt -->|```\n".split(
          "|",
        ),
      ),
    },
  );

const pieces = {
  "a.html": piecesOf("p div span b a ul li h2 sub details button".split(" "), [
    "<ol start='2.0'>",
    "<hr></hr>",
    "<p a=>",
    "<p a='1'b='2'>",
    "<p></p>",
    "<h2> </h2>",
    "<td width='3px'>",
    "<p data-mce-style='c'>",
    "<pre>",
    "</pre>",
    "<!-- x --!>",
    "&#150;",
  ]),
  // A paragraph's end is not to be seen in what stet reads, and blocks within it end it. `&#150;` is decoded by Markdown.
  "a.md": piecesOf("span b a sub i em".split(" "), [
    "*",
    "_",
    "\n\n<div>",
    "\n\n<div>\n",
    "</div>\n\n",
    "\n\n</div>\n\n",
    "\n\n<br/>\n",
    "\n\n<img src=' a.png' />\n",
    "\n> <div>\n>\n> ",
    "[丙[1]]( /b )",
    "[注][丁]( /c )",
    "[",
    "]( /d )",
    "](/e '戊\u200b' )",
    "\n\n[1]: /f\n\n",
    "\n\n| a | b |\n|---|---|\n| ",
    "<https://a.cn/ b>",
    "https://a.cn/?utm_source=c ",
  ]),
};

const markdown = new MarkdownIt({ html: true, linkify: true });

/** What of an attribute a reader's browser makes something of; `undefined` for what it does not. */
function meaning(name: string, value: string): string | undefined {
  // Protection that browsers give by themselves, and what only scripts and editors look at.
  if (/^(?:rel|referrerpolicy|data-.*)$/.test(name)) return undefined;
  // `https：／／`, as it is meant.
  const url = value.replace(/：/g, ":").replace(/／/g, "/");
  if (/^(?:href|src)$/.test(name)) return URL.canParse(url, "https://x.cn/") ? new URL(url, "https://x.cn/").href : url;
  if (/^(?:width|height|start)$/.test(name)) return String(Number.parseInt(value, 10));
  if (name === "style") return value.replace(/mso-[^;]*;?/g, "").trim() || undefined;
  return value;
}

/** The page as a browser builds it; of its white space only the blanks in `<pre>`. */
function page(path: string, text: string): string {
  const known = text.replace(/^\ufeff/, "");
  const source = path.endsWith(".md") ? markdown.render(known) : known;
  const body = defaultTreeAdapter.createElement(html.TAG_NAMES.BODY, html.NS.HTML, []);
  const seen: string[] = [];
  const visit = (nodes: readonly Node[], isVerbatim: boolean) => {
    for (const node of nodes) {
      if ("tagName" in node) {
        const attributes = node.attrs.flatMap(({ name, value }) => {
          const said = meaning(name, value);
          return said === undefined ? [] : [`${name}=${said}`];
        });
        seen.push(`<${[node.tagName, ...attributes.sort()].join(" ")}>`);
        visit(node.childNodes, isVerbatim || node.tagName === "pre");
        seen.push(`</${node.tagName}>`);
      } else if ("value" in node) {
        const value = node.value.replace(/[\u200b\ufeff\u202e]/g, "");
        seen.push(value.replace(isVerbatim ? /\n/g : /[ \t\n\r]+/g, ""));
      }
    }
  };
  visit(parseFragment<DefaultTreeAdapterMap>(body, source, { scriptingEnabled: false }).childNodes, false);
  let before: string;
  let after = seen.join("");
  do {
    before = after;
    // Elements that nothing is in, which nobody sees.
    after = before.replace(/<(b|i|a|em|strong|span|sub)(?: [^>]*)?><\/\1>/g, "");
    if (path === "a.md") after = after.replaceAll("<p></p>", "");
  } while (after !== before);
  return after;
}

const runs = { numRuns: Number(process.env.FUZZ_RUNS ?? 2000) };
const seen = (path: string, text: string) =>
  lintText({ path, text }, plan, async (reference) =>
    factFor(reference, { images: { [reference.url]: { width: 4, height: 3, type: "image/png" } } }),
  );
const articles = (path: keyof typeof pieces) =>
  fc
    .array(pieces[path], { minLength: 2, maxLength: 14 })
    .map((parts) => parts.join(""))
    // A byte order mark alone behind a tag is a blank to markdown-it, and text before which HTML opens a style again.
    .filter((text) => !/>[ \t]*\ufeff/.test(text))
    // Read otherwise by our parser of Markdown: what follows an empty item of a list behind a blank line, or a table in a
    // line that is indented like code.
    .filter((text) => path === "a.html" || !/(?:-|1\.)\s*[\r\n]\s*[\r\n]|\|(?:.|\s)*[\r\n](?: {4}| *\t)/.test(text));

describe.each(["a.html", "a.md"] as const)("safe fixes leave the page as it is: %s", (path) => {
  it("each by itself", () =>
    fc.assert(
      fc.asyncProperty(articles(path), async (text) => {
        const { violations, errors } = await seen(path, text);
        expect(errors).toEqual([]);
        for (const { rule, fix } of violations) {
          if (!fix?.safe) continue;
          const fixed = edited(text, fix.edits);
          expect(page(path, fixed), `${rule}: ${JSON.stringify(fixed)}`).toBe(page(path, text));
        }
      }),
      runs,
    ));

  it("all of them together, until nothing is left to do", () =>
    fc.assert(
      fc.asyncProperty(articles(path), async (text) => {
        const { after } = await fixText(text, async (now) => asFixInput(await seen(path, now)), { unsafe: false });
        expect(page(path, after), JSON.stringify(after)).toBe(page(path, text));
      }),
      runs,
    ));
});

/** Reads articles as their generators and browsers do, with parsers that stet does not use. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { compileSync } from "@mdx-js/mdx";
import MarkdownIt from "markdown-it";
import { type DefaultTreeAdapterMap, defaultTreeAdapter, html, parseFragment } from "parse5";
import { parse as parseToml } from "smol-toml";
import { parseDocument } from "yaml";

const { load: loadYaml } = createRequire(import.meta.url)("js-yaml") as { readonly load: (text: string) => unknown };

/** A part of a page, in order. */
export type Part =
  | { readonly kind: "open"; readonly tag: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: "close"; readonly tag: string }
  /** `verbatim`: in code, or where whitespace is shown. */
  | { readonly kind: "text"; readonly value: string; readonly verbatim: boolean };

type Node = DefaultTreeAdapterMap["childNode"];

const verbatimTags = new Set(["pre", "textarea", "listing", "xmp", "plaintext", "script", "style"]);

/** The syntax errors that parse5 finds in a fragment, by their codes and offsets. */
export function htmlErrors(source: string): { readonly code: string; readonly offset: number }[] {
  const errors: { code: string; offset: number }[] = [];
  parseFragment(source, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startOffset }) => errors.push({ code, offset: startOffset }),
  });
  return errors;
}

/** The page that a browser builds of a fragment. */
export function htmlPage(source: string): Part[] {
  const parts: Part[] = [];
  const body = defaultTreeAdapter.createElement(html.TAG_NAMES.BODY, html.NS.HTML, []);
  const visit = (nodes: readonly Node[], verbatim: boolean) => {
    for (const node of nodes) {
      if ("tagName" in node) {
        const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
        parts.push({ kind: "open", tag: node.tagName, attributes });
        const children =
          node.nodeName === "template" && "content" in node
            ? (node.content as { childNodes: Node[] }).childNodes
            : node.childNodes;
        visit(children, verbatim || verbatimTags.has(node.tagName));
        parts.push({ kind: "close", tag: node.tagName });
      } else if (node.nodeName === "#text" && "value" in node) {
        // Without the comment between them, two texts are one.
        const last = parts.at(-1);
        if (last?.kind === "text") parts[parts.length - 1] = { ...last, value: last.value + node.value };
        else parts.push({ kind: "text", value: node.value, verbatim });
      }
    }
  };
  visit(parseFragment<DefaultTreeAdapterMap>(body, source, { scriptingEnabled: false }).childNodes, false);
  return parts;
}

const commonMark = new MarkdownIt("commonmark", { html: true }).enable(["table", "strikethrough"]);
const gfm = new MarkdownIt({ html: true, linkify: true });

export const commonMarkPage = (body: string): Part[] => htmlPage(commonMark.render(body));
export const gfmPage = (body: string): Part[] => htmlPage(gfm.render(body));

/** What of the trees of MDX the page consists of. */
interface MdxNode {
  readonly type: string;
  readonly tagName?: string;
  readonly name?: string | null;
  readonly value?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly attributes?: readonly { name?: string; value?: string | null | { value: string } }[];
  readonly children?: readonly MdxNode[];
}

/** `undefined` if MDX does not compile it. */
export function mdxPage(body: string): Part[] | undefined {
  const parts: Part[] = [];
  const visit = (node: MdxNode, verbatim: boolean) => {
    const tag = node.tagName ?? (node.type.startsWith("mdxJsx") ? (node.name ?? "") : undefined);
    if (tag !== undefined) {
      const attributes: Record<string, string> = {};
      for (const [name, value] of Object.entries(node.properties ?? {})) attributes[name] = String(value);
      for (const { name = "…", value } of node.attributes ?? [])
        attributes[name] = typeof value === "object" && value !== null ? `{${value.value}}` : (value ?? "");
      parts.push({ kind: "open", tag, attributes });
    } else if (node.type === "text") parts.push({ kind: "text", value: node.value ?? "", verbatim });
    else if (node.value !== undefined) parts.push({ kind: "text", value: `{${node.value}}`, verbatim: true });
    for (const child of node.children ?? []) visit(child, verbatim || verbatimTags.has(tag ?? ""));
    if (tag !== undefined) parts.push({ kind: "close", tag });
  };
  try {
    compileSync(body, { rehypePlugins: [() => (tree: unknown) => visit(tree as MdxNode, false)] });
  } catch {
    return undefined;
  }
  return parts;
}

const program = `require "json"
require "kramdown"
gfm = begin require "kramdown-parser-gfm"; true rescue LoadError; false end
options = { input: gfm ? "GFM" : "kramdown", hard_wrap: false, syntax_highlighter: nil, auto_ids: false, math_engine: nil }
puts JSON.generate(JSON.parse($stdin.read).map { |text| Kramdown::Document.new(text, options).to_html rescue "" })`;

/** What kramdown makes of many articles, in one process; `undefined` if it is not installed. */
export function kramdownPages(bodies: readonly string[]): Part[][] | undefined {
  const { status, stdout } = spawnSync("ruby", ["-e", program], {
    input: JSON.stringify(bodies),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  return status === 0 ? (JSON.parse(stdout) as string[]).map(htmlPage) : undefined;
}

export interface Split {
  readonly language: "yaml" | "toml" | "json" | undefined;
  readonly head: string;
  readonly body: string;
}

/** The front matter between its fences, and what comes after it. */
export function splitArticle(text: string): Split {
  const fenced =
    /^(?<![\s\S])\ufeff?\s*(---|\+\+\+)(yaml|toml|json)?[ \t]*\r?\n([\s\S]*?)^\1[ \t]*(?:\r?\n|(?![\s\S]))/m.exec(text);
  if (fenced) {
    const [all, fence, named, head = ""] = fenced;
    const language = (named ?? (fence === "+++" ? "toml" : "yaml")) as Split["language"];
    return { language, head, body: text.slice(all.length) };
  }
  const json = /^\ufeff?\s*(\{\r?\n[\s\S]*?\n\})[ \t]*(?:\r?\n|$)/.exec(text);
  if (json) return { language: "json", head: json[1] ?? "", body: text.slice(json[0].length) };
  return { language: undefined, head: "", body: text.replace(/^\ufeff/, "") };
}

function readYaml11(head: string): unknown {
  const document = parseDocument(head, { version: "1.1", logLevel: "silent" });
  if (document.errors[0]) throw document.errors[0];
  return document.toJS();
}

export type Data = Readonly<Record<string, unknown>>;

/** The front matter as each parser reads it; those that cannot are left out. */
export function dataOf({ language, head }: Split): Readonly<Record<string, Data>> {
  const readers: Readonly<Record<string, () => unknown>> =
    language === "yaml"
      ? { "js-yaml": () => loadYaml(head), "YAML 1.1": () => readYaml11(head) }
      : language === "toml"
        ? { "smol-toml": () => parseToml(head) }
        : language === "json"
          ? { JSON: () => JSON.parse(head) }
          : {};
  const found: Record<string, Data> = {};
  for (const [name, read] of Object.entries(readers)) {
    try {
      const data = read();
      if (typeof data === "object" && data !== null && !Array.isArray(data)) found[name] = data as Data;
    } catch {
      // This reader cannot read it.
    }
  }
  return found;
}

/** Template tags as they are written. A tag with a blank line in it is none. */
export const templatesOf = (text: string): string[] =>
  text
    .match(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|<%[\s\S]*?%>/g)
    ?.map((tag) => tag.replace(/\r\n?/g, "\n"))
    .filter((tag) => !/\n[ \t]*\n/.test(tag)) ?? [];

/** What generators add to the text of articles: titles of containers, alerts, tabs and code, and numbers of lines. */
import type { SyntaxNode } from "../../../src/article/body/commonmark.js";
import type { Dialect } from "../../../src/article/types.js";
import type { GeneratorId } from "../../../src/generators/index.js";

const block = (text: string): string => (text === "" ? "" : `<p>${text.replace(/[*_`]/g, "")}</p>`);

const infoOf = (fence: SyntaxNode, written: string): string => {
  const info = fence.getChild("CodeInfo");
  return info ? written.slice(info.from, info.to) : "";
};

/** The title above a container that this mark opens. */
export function titleOf(mark: SyntaxNode, written: string, id: GeneratorId): string {
  const text = written.slice(mark.from, mark.to);
  if (id === "mkdocs") return pythonTitle(mark, text, written);
  const [, type = "", label = ""] = /^:{3,}[ \t]*([\w-]+)(.*)$/.exec(text) ?? [];
  if (type === "" || (id !== "docusaurus" && id !== "vitepress")) return "";
  if (id === "docusaurus") return block(/^\[(.*?)\]/.exec(label)?.[1] ?? type);
  if (type === "code-group") return block(labelsBelow(mark, written));
  if (type === "v-pre" || type === "raw") return "";
  return block(label.trim() || (type === "details" ? "Details" : type.toUpperCase()));
}

/** https://python-markdown.github.io/extensions/admonition/, https://facelessuser.github.io/pymdown-extensions/extensions/tabbed/ */
function pythonTitle(mark: SyntaxNode, text: string, written: string): string {
  const [, quote, title = ""] = /(["'])(.*)\1/.exec(text) ?? [];
  if (!text.startsWith("=")) {
    const [, type = ""] = /^[!?]{3}\+? ?([\w-]*)/.exec(text) ?? [];
    const named = type.charAt(0).toUpperCase() + type.slice(1);
    return /^[!?]{3}/.test(text) ? block(quote === undefined ? named : title) : "";
  }
  const isTab = (node: SyntaxNode | null | undefined) => node && /^===[!+]? /.test(written.slice(node.from, node.to));
  // All tabs are before the first.
  if (isTab(mark.parent?.prevSibling)) return "";
  let titles = title;
  for (let next = mark.parent?.nextSibling; next && isTab(next); next = next.nextSibling)
    titles += /(["'])(.*?)\1/.exec(written.slice(next.from, next.to))?.[2] ?? "";
  return block(titles);
}

/** https://vitepress.dev/guide/markdown#code-groups */
function labelsBelow(mark: SyntaxNode, written: string): string {
  let labels = "";
  for (let next = mark.nextSibling; next?.name === "FencedCode"; next = next.nextSibling)
    labels += /\[(.*?)\]/.exec(infoOf(next, written))?.[1] ?? "";
  return labels;
}

/** https://vitepress.dev/guide/markdown#github-flavored-alerts: the title, and the length of the mark. */
export function alertOf(text: string): { readonly title: string; readonly length: number } | undefined {
  const [mark, type = "", title = ""] = /^\[!(\w+)\]([^\n]*)/.exec(text) ?? [];
  return mark === undefined ? undefined : { title: block(title.trim() || type), length: mark.length };
}

/** https://facelessuser.github.io/pymdown-extensions/extensions/keys/ */
export const keysOf = (text: string): string =>
  text
    .slice(2, -2)
    .split("+")
    .map((key) => key.charAt(0).toUpperCase() + key.slice(1))
    .join("+");

/** A block of code. `code` is its HTML. */
export function codeOf(
  node: SyntaxNode,
  written: string,
  id: GeneratorId,
  { superfences }: Dialect,
  code: string,
): string {
  const info = infoOf(node, written);
  const title = block(/title="(.*?)"/.exec(info)?.[1] ?? "");
  const lines = code.replace(/^[ \t]*\n|\s+$/g, "").split("\n");
  // https://docusaurus.io/docs/markdown-features/code-blocks
  if (id === "docusaurus") return title + lines.map((line) => `<pre>${line}</pre>`).join("");
  const numbers = block(lines.map((_, index) => index + 1).join(" "));
  // https://facelessuser.github.io/pymdown-extensions/extensions/superfences/
  if (id === "mkdocs" && superfences) return `${title}${info.includes("linenums") ? numbers : ""}<pre>${code}</pre>`;
  if (id !== "vitepress") return `<pre>${code}</pre>`;
  // https://vitepress.dev/guide/markdown#line-numbers
  const shown = code.replace(/[ \t]*\/\/ \[!code [\w+-]+\]/g, "");
  return `<pre>${shown}</pre>${info.includes(":line-numbers") ? numbers : ""}`;
}

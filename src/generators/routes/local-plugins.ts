/** Plugins of markdown-it in files of the site: whether they may write other URLs into pages than articles have. */
import { append } from "../../platform/lists.js";
import { syntaxTree } from "../javascript.js";
import type { SiteFiles } from "./types.js";

/** What a plugin has to name to reach the URLs of links and images, or the sources and parts of which they are made. */
const reaches = /attr|html|href|image|img|inline|link|pars|ruler|src|state|url/i;
/** What is in a text or pattern that finds or makes a URL, a link or a tag. */
const makesUrl = /[/#()[\]<>:&?]/;
/** Rules of the renderer that may be replaced: headings, blocks and code have no URL. */
const ruleName =
  /^(?:heading|paragraph|blockquote|(?:bullet|ordered)_list|list_item|table|t[rhd]|code_block|fence|hr)(?:_open|_close)?$/;
const extensions = ["", ".ts", ".js", ".mts", ".mjs", "/index.ts", "/index.js"];

/**
 * Whether the plugin that a configuration imports from this module surely leaves URLs alone. It is read, and not run.
 *
 * @param folder of the configuration, relative to the root, with a slash at its end.
 */
export async function leavesUrlsAlone(files: SiteFiles, folder: string, module: string): Promise<boolean> {
  const [, name] = /^\.\/([\w@/-]+(?:\.[\w-]+)*)$/.exec(module) ?? [];
  if (name === undefined) return false;
  for (const extension of extensions) {
    const file = `${folder}${name}${extension}`;
    const text = /\.[cm]?[jt]s$/.test(file) ? files.text(file) : undefined;
    if (text === undefined) continue;
    if (text.length > longestPlugin) return false;
    const program = await syntaxTree(text, /ts$/.test(file));
    return program !== undefined && isHarmless(program);
  }
  return false;
}

/** A longer file, in characters, is not read: it may do anything. */
const longestPlugin = 262_144;

type AnyNode = Readonly<Record<string, unknown>> & { readonly type: string };
const isNode = (value: unknown): value is AnyNode =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

function isHarmless(program: unknown): boolean {
  const waiting: unknown[] = [program];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (Array.isArray(node)) append(waiting, node);
    else if (isNode(node)) {
      if (!isHarmlessNode(node)) return false;
      for (const value of Object.values(node)) if (typeof value === "object" && value !== null) waiting.push(value);
    }
  }
  return true;
}

function isHarmlessNode(node: AnyNode): boolean {
  switch (node.type) {
    // What is imported may do anything.
    case "ImportDeclaration":
    case "ImportExpression":
    case "ExportAllDeclaration":
      return false;
    case "Identifier":
      return node.name !== "require" && !reaches.test(String(node.name));
    case "Literal": {
      const { pattern: text = node.value } = (node.regex ?? {}) as { pattern?: unknown };
      return typeof text !== "string" || !(reaches.test(text) || makesUrl.test(text));
    }
    case "TemplateElement":
      return isHarmlessNode({ type: "Literal", value: (node.value as { raw: string }).raw });
    case "MemberExpression":
      return !isRules(node.object) || (node.computed !== true && ruleName.test(nameOf(node.property)));
    default:
      return true;
  }
}

const nameOf = (node: unknown): string => (isNode(node) && node.type === "Identifier" ? String(node.name) : "");
/** `md.renderer.rules`, also under another name. */
const isRules = (node: unknown): boolean =>
  isNode(node) && (node.type === "MemberExpression" ? nameOf(node.property) : nameOf(node)) === "rules";

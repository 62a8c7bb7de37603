/** Plugins of markdown-it in files of the site: whether they may write other URLs into pages than articles have. */
import { syntaxTree } from "../javascript.js";
import { type AnyNode, eachNode, identifierName, isNode, longestCode } from "../syntax-tree.js";
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
    if (text.length > longestCode) return false;
    const program = await syntaxTree(text, /ts$/.test(file));
    let isHarmless = program !== undefined;
    eachNode(program, (node) => {
      isHarmless &&= isHarmlessNode(node);
      return isHarmless;
    });
    return isHarmless;
  }
  return false;
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
      return typeof text !== "string" || isHarmlessText(text);
    }
    case "TemplateElement":
      return isHarmlessText((node.value as { raw: string }).raw);
    case "MemberExpression":
      return !isRules(node.object) || (node.computed !== true && ruleName.test(identifierName(node.property) ?? ""));
    default:
      return true;
  }
}

const isHarmlessText = (text: string): boolean => !(reaches.test(text) || makesUrl.test(text));

/** `md.renderer.rules`, also under another name. */
const isRules = (node: unknown): boolean =>
  isNode(node) && identifierName(node.type === "MemberExpression" ? node.property : node) === "rules";

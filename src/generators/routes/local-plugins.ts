/** Plugins of markdown-it in files of the site: whether they may write other URLs into pages than articles have. */
import { syntaxTree } from "../javascript.js";
import { type AnyNode, eachNode, identifierName, isNode, longestCode, returnedBy } from "../syntax-tree.js";
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
    return program !== undefined && isHarmlessProgram(program);
  }
  return false;
}

function isHarmlessProgram(program: object): boolean {
  let isHarmless = true;
  /** How often something is named that must not get another name or be changed as a whole, less the uses that are known. */
  let others = 0;
  eachNode(program, (node) => {
    isHarmless &&= isHarmlessNode(node);
    const name = identifierName(node);
    if (name !== undefined && watched.test(name)) others++;
    if (isKnownUse(node)) others--;
    return isHarmless;
  });
  return isHarmless && others === 0;
}

/** What a plugin can change as a whole, such as with `Object.assign`: the rules of the renderer, and the renderer. */
const watched = /^(?:rules|renderer)$/;

/** `md.renderer.rules`, `rules.fence`, and `const { renderer } = md`. Each has one of the names that are watched. */
const isKnownUse = (node: AnyNode): boolean =>
  node.type === "MemberExpression" &&
  node.computed !== true &&
  (isRules(node.object) || (isNamed(node.object, "renderer") && identifierName(node.property) === "rules"));

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
    case "AssignmentExpression":
      return !isNamed(node.left, "render") || wrapsOnly(node.right);
    case "MemberExpression":
      return !isRules(node.object) || (node.computed !== true && ruleName.test(identifierName(node.property) ?? ""));
    default:
      return true;
  }
}

const isHarmlessText = (text: string): boolean =>
  !(reaches.test(text) || makesUrl.test(text) || /^(?:rules|render\w*|core|block)$/.test(text));

/** A variable, or what an object has at a key. */
const isNamed = (node: unknown, name: string): boolean =>
  isNode(node) && identifierName(node.type === "MemberExpression" ? node.property : node) === name;

const isRules = (node: unknown): boolean => isNamed(node, "rules");

/**
 * Whether a function that replaces `md.render` returns what another function makes of the same arguments, such as the one
 * that was there before.
 */
function wrapsOnly(node: unknown): boolean {
  if (!isNode(node) || !/Function/.test(node.type)) return false;
  const { params, body } = node as AnyNode & { params: readonly unknown[]; body: AnyNode };
  const names = params.map(identifierName);
  const passesOn = (value: unknown): boolean =>
    isNode(value) &&
    value.type === "CallExpression" &&
    isRenderer(value.callee) &&
    (value.arguments as readonly unknown[]).every((one, at) => at < names.length && identifierName(one) === names[at]);
  /** Variables with what the other function makes, and variables and parameters that get other values. */
  const made = new Set<string>();
  const changed = new Set<string>();
  eachNode(body, (inner) => {
    const name = identifierName(inner.type === "VariableDeclarator" ? inner.id : undefined);
    if (name !== undefined)
      (made.has(name) || names.includes(name) || !passesOn(inner.init) ? changed : made).add(name);
    const written = identifierName(inner.type === "AssignmentExpression" ? inner.left : undefined);
    if (written !== undefined) changed.add(written);
  });
  if (names.some((name) => name === undefined || changed.has(name))) return false;
  const returned = returnedBy({ body });
  return (
    returned.length > 0 &&
    returned.every((value) => {
      const name = identifierName(value);
      return passesOn(value) || (name !== undefined && made.has(name) && !changed.has(name));
    })
  );
}

/** A variable with `md.render` of before. */
const isRenderer = (callee: unknown): boolean => /^(?:\w*[rR]ender|original\w*)$/.test(identifierName(callee) ?? "");

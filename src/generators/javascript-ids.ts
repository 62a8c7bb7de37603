/** Functions of a configuration that change markdown-it: whether they may make ids or headings themselves. */
import type { Node } from "acorn";
import { type AnyNode, eachNode, identifierName, isNode } from "./syntax-tree.js";

/** What markdown-it calls what makes headings and all tokens. */
const names = /^(?:heading_(?:open|close)|renderToken|core|block|rules|Token)$/;
/** What is replaced as a whole: `md.renderer = …`. */
const wholes = /^(?:renderer|render|parse|rules|core|block)$/;
const makesTag = /\bids?\b|<h[1-6$]/i;

/** Whether a function may make ids of a page, other than with the plugins that it uses. */
export function makesIds(maker: Node): boolean {
  let isFound = false;
  /** How often rules are named, less the uses that are known. */
  let rules = 0;
  eachNode(maker, (node) => {
    const name = identifierName(node);
    if (name === "rules") rules++;
    else if (name !== undefined && names.test(name)) isFound = true;
    if (isOneRule(node)) rules--;
    if (node.type === "AssignmentExpression") isFound ||= wholes.test(keyOf(node.left) ?? "");
    const text = textOf(node);
    isFound ||= text !== undefined && (names.test(text) || makesTag.test(text));
    return !isFound;
  });
  return isFound || rules !== 0;
}

/** `md.renderer.rules.fence` */
const isOneRule = (node: AnyNode): boolean =>
  node.type === "MemberExpression" && node.computed !== true && keyOf(node.object) === "rules";

const keyOf = (node: unknown): string | undefined =>
  isNode(node) && node.type === "MemberExpression" ? identifierName(node.property) : identifierName(node);

function textOf(node: AnyNode): string | undefined {
  if (node.type === "TemplateElement") return (node.value as { raw: string }).raw;
  return node.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

/** Syntax trees of JavaScript, as acorn makes them: what all readers of code need. */
import type { Expression, Node } from "acorn";

/** A script or a plugin of a site that is longer, in characters, is not read: it may do anything. */
export const longestCode = 262_144;

/** A node whose other properties depend on its type. */
export type AnyNode = Node & Readonly<Record<string, unknown>>;

export const isNode = (value: unknown): value is AnyNode =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

/** The name of an identifier; `undefined` of any other node. */
export const identifierName = (node: unknown): string | undefined =>
  isNode(node) && node.type === "Identifier" ? String(node.name) : undefined;

/**
 * Visits all nodes in the order of the source, each before those in it, and without recursion: code may nest as deep as it likes.
 *
 * @param root a node or a list of nodes.
 * @param visit returns `false` for a node whose parts are not visited.
 */
export function eachNode(root: unknown, visit: (node: AnyNode) => unknown): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (isNode(value) && visit(value) === false) continue;
    const parts: readonly unknown[] = Array.isArray(value) ? value : isNode(value) ? Object.values(value) : [];
    for (let at = parts.length - 1; at >= 0; at--)
      if (typeof parts[at] === "object" && parts[at] !== null) open.push(parts[at]);
  }
}

/** The values that a function returns, without those of functions in it; `undefined` for a `return` without a value. */
export function returnedBy({ body }: { readonly body: Node }): (Expression | undefined)[] {
  if (body.type !== "BlockStatement") return [body as Expression];
  const values: (Expression | undefined)[] = [];
  eachNode(body, (node) => {
    if (node.type === "ReturnStatement") values.push((node.argument as Expression | null) ?? undefined);
    return !/Function/.test(node.type);
  });
  return values;
}

/** The literal text at the beginning of the text that an expression makes; `""`: it may begin with anything. */
export function literalStart(value: Node | undefined): string {
  const node = value as Expression | undefined;
  if (node?.type === "Literal") return typeof node.value === "string" ? node.value : "";
  if (node?.type === "TemplateLiteral") return node.quasis[0]?.value.cooked ?? "";
  if (node?.type !== "BinaryExpression" || node.operator !== "+") return "";
  // The left side as a whole is literal, or only its beginning is.
  const left = literalStart(node.left);
  return node.left.type === "Literal" ? left + literalStart(node.right) : left;
}

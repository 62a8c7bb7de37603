/** Names in a configuration in JavaScript: what they mean, and what calls call. */
import type { Expression, Node } from "acorn";
import { type AnyNode, identifierName } from "./syntax-tree.js";

/** At most this many values are read: a constant that is used twice by one that is used twice doubles the work. */
export const mostValues = 10_000;

export interface Scope {
  readonly constants: ReadonlyMap<string, Expression>;
  /** What is assigned to variables after their declaration; `undefined`: not known. */
  readonly assigned: ReadonlyMap<string, readonly (Expression | undefined)[]>;
  /** The keys that are assigned to objects later, by the names of the objects: `base`, `markdown.anchor`; `*`: any. */
  readonly changed: ReadonlyMap<string, ReadonlySet<string>>;
  readonly functions: ReadonlyMap<string, Node>;
  /** The packages or files that names come from. */
  readonly imports: ReadonlyMap<string, string>;
  /** What names mean that come from files of the site. */
  readonly modules: ReadonlyMap<string, Imported>;
  readonly budget: Budget;
}

/** A name that comes from another file. */
export interface Imported {
  readonly module: Module;
  /** What the file calls it. Absent: all that it exports, as an object. */
  readonly name?: string;
}

/** A file that was read for what it exports. */
export interface Module {
  readonly scope: Scope;
  readonly exports: ReadonlyMap<string, Expression>;
}

interface Budget {
  /** How many values may still be read. */
  left: number;
}

export const emptyScope = (): Scope => ({
  constants: new Map(),
  assigned: new Map(),
  changed: new Map(),
  functions: new Map(),
  imports: new Map(),
  modules: new Map(),
  budget: { left: mostValues },
});

/** `addPlugin` of `config.addPlugin`, and `ignores.add` of `config.ignores.add`. */
export function methodName(callee: Node): string | undefined {
  if (callee.type !== "MemberExpression") return undefined;
  const { object, property } = callee as unknown as { object: AnyNode; property: Node };
  const name = identifierName(property);
  if (name !== "add" || object.type !== "MemberExpression") return name;
  const inner = identifierName(object.property);
  return inner === undefined ? undefined : `${inner}.${name}`;
}

/** `require("x")`, also as jiti writes it: `_interopRequireDefault(await jitiImport("x"))`. */
export function requiredBy(node: Node): string | undefined {
  if (node.type === "AwaitExpression") return requiredBy((node as unknown as { argument: Node }).argument);
  if (node.type !== "CallExpression") return undefined;
  const { callee, arguments: values } = node as unknown as { callee: Node & { name?: string }; arguments: Node[] };
  const [first] = values;
  if (first?.type === "CallExpression" || first?.type === "AwaitExpression") return requiredBy(first);
  const name = first?.type === "Literal" ? (first as unknown as { value: unknown }).value : undefined;
  return /^(?:require|jitiImport)$/.test(callee.name ?? "") && typeof name === "string" ? name : undefined;
}

/** `defineConfig` in `defineConfig()`, and in `(0, _vitepress.defineConfig)()` as jiti writes it. */
export function calledProperty(callee: Node): string | undefined {
  if (callee.type === "SequenceExpression")
    return calledProperty((callee as unknown as { expressions: Node[] }).expressions.at(-1) ?? callee);
  const { name, property } = callee as unknown as { name?: string; property?: { name?: string } };
  return callee.type === "Identifier" ? name : callee.type === "MemberExpression" ? property?.name : undefined;
}

/** `starlight` in `starlight()`, and in `(0, _starlight.default)()` as jiti writes it. */
export function calledName(callee: Node): string | undefined {
  if (callee.type === "Identifier") return (callee as unknown as { name: string }).name;
  if (callee.type === "SequenceExpression")
    return calledName((callee as unknown as { expressions: Node[] }).expressions.at(-1) ?? callee);
  return callee.type === "MemberExpression" ? calledName((callee as unknown as { object: Node }).object) : undefined;
}

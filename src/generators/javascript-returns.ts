/** What a function in a configuration returns, wherever it does, with the variables that are known there. */
import type { Expression, Node, Statement } from "acorn";
import type { Scope } from "./javascript-scope.js";
import { mostPossible } from "./javascript-values.js";
import { type AnyNode, eachNode, identifierName, isNode } from "./syntax-tree.js";

export interface Returned {
  /** `undefined`: nothing. */
  readonly value: Expression | undefined;
  readonly scope: Scope;
}

/** Statements, and those around them. */
interface Block {
  readonly statements: readonly Node[];
  readonly outer: Block | undefined;
}

/** Without the returns of functions in it. `undefined`: there are more than are told apart. */
export function returnsOf(maker: object, scope: Scope): Returned[] | undefined {
  const { params = [], body } = maker as { readonly params?: readonly Node[]; readonly body: Node };
  const own = withoutNames(scope, namesIn(params));
  if (body.type !== "BlockStatement") return [{ value: body as Expression, scope: own }];
  const { body: statements } = body as unknown as { readonly body: readonly Statement[] };
  const block: Block = { statements, outer: undefined };
  const found: Returned[] = endsIn(statements) ? [] : [{ value: undefined, scope: own }];
  for (const { value, block: at } of returnsIn(block)) {
    if (found.length >= mostPossible) return undefined;
    found.push({ value, scope: withVariables(own, at) });
  }
  return found;
}

function* returnsIn(block: Block): Generator<{ readonly value: Expression | undefined; readonly block: Block }> {
  for (const statement of block.statements) {
    if (statement.type === "ReturnStatement")
      yield { value: (statement as unknown as { argument: Expression | null }).argument ?? undefined, block };
    if (/Function|Class/.test(statement.type)) continue;
    // The statements of blocks, conditions, loops and `try` are in lists and nodes of other statements.
    const parts = Object.values(statement as AnyNode)
      .flat()
      .filter(isNode);
    const inner = parts.filter(({ type }) => /Statement$|^(?:SwitchCase|CatchClause|VariableDeclaration)$/.test(type));
    if (inner.length > 0) yield* returnsIn({ statements: inner, outer: block });
  }
}

/** Whether a program never gets behind the last statement. */
function endsIn(statements: readonly Node[]): boolean {
  const last = statements.at(-1) as AnyNode | undefined;
  switch (last?.type) {
    case "ReturnStatement":
    case "ThrowStatement":
      return true;
    case "BlockStatement":
      return endsIn(last.body as readonly Node[]);
    case "IfStatement":
      return isNode(last.alternate) && endsIn([last.consequent as Node]) && endsIn([last.alternate]);
    case "TryStatement":
      return endsIn([last.block as Node]) && (!isNode(last.handler) || endsIn([last.handler.body as Node]));
    default:
      return false;
  }
}

/** With the variables of a block and those around it. They hide those of the same name that are farther out. */
function withVariables(scope: Scope, block: Block): Scope {
  const blocks: Block[] = [];
  for (let at: Block | undefined = block; at; at = at.outer) blocks.unshift(at);
  const declarations = blocks.flatMap(({ statements }) =>
    statements.flatMap((one) =>
      one.type === "VariableDeclaration" ? (one as unknown as { declarations: readonly AnyNode[] }).declarations : [],
    ),
  );
  if (declarations.length === 0) return scope;
  const own = withoutNames(scope, namesIn(declarations.map(({ id }) => id as Node)));
  const constants = new Map(own.constants);
  for (const { id, init } of declarations) {
    for (const name of namesIn([id as Node])) constants.delete(name);
    const name = identifierName(id);
    if (name !== undefined && isNode(init)) constants.set(name, init as Expression);
  }
  return { ...own, constants };
}

function withoutNames(scope: Scope, names: ReadonlySet<string>): Scope {
  if (names.size === 0) return scope;
  const others = <T>(all: ReadonlyMap<string, T>): Map<string, T> =>
    new Map([...all].filter(([name]) => !names.has(name)));
  const { constants, functions, modules } = scope;
  return { ...scope, constants: others(constants), functions: others(functions), modules: others(modules) };
}

/** The names in patterns: `a`, `{ b, c: d = 1 }`, `[e, ...f]`. */
function namesIn(patterns: readonly Node[]): Set<string> {
  const names = new Set<string>();
  eachNode(patterns, (node) => {
    const name = identifierName(node);
    if (name !== undefined) names.add(name);
    return !/^(?:Member|Call|Arrow|Function|Object|Array)\w*Expression$/.test(node.type);
  });
  return names;
}

/** What a configuration in JavaScript changes after it has made it: variables, and keys of objects. */
import type { Expression, Node, Program } from "acorn";
import type { Scope } from "./javascript-scope.js";
import { calledProperty } from "./javascript-scope.js";
import { mostPossible } from "./javascript-values.js";
import { type AnyNode, eachNode, identifierName, isNode } from "./syntax-tree.js";

/** What is assigned to variables and to keys of objects, by the names of the variables, wherever that is. */
export function assignedIn(program: Program): Pick<Scope, "assigned" | "changed"> {
  const assigned = new Map<string, (Expression | undefined)[]>();
  const changed = new Map<string, Set<string>>();
  const aliases: Alias[] = [];
  const add = (name: string | undefined, value: Expression | undefined): void => {
    if (name === undefined) return;
    const known = assigned.get(name) ?? [];
    // With more values than are told apart, it may have any.
    if (known.length <= mostPossible) known.push(known.length < mostPossible ? value : undefined);
    assigned.set(name, known);
  };
  const change = (target: Node): void => {
    const [owner, ...keys] = pathOf(target) ?? [];
    if (owner === undefined || keys.length === 0 || /^(?:module|exports)$/.test(owner)) return;
    const known = changed.get(owner) ?? new Set();
    changed.set(owner, known.add(keys.join(".")));
  };
  /** Variables in a pattern: `[a] = …`, `({ a } = …)`. */
  const addAll = (pattern: unknown): void =>
    eachNode(pattern, (node) => {
      add(identifierName(node), undefined);
      if (node.type === "MemberExpression") change(node);
      return !/^(?:MemberExpression|VariableDeclaration)$/.test(node.type);
    });
  eachNode(program.body, (node) => {
    const { left, right, operator } = node as unknown as { left?: Node; right?: Expression; operator?: string };
    if (node.type === "AssignmentExpression" && left?.type === "Identifier")
      add(identifierName(left), /^(?:=|\|\|=|\?\?=)$/.test(operator ?? "") ? right : undefined);
    else if (/^(?:AssignmentExpression|For(?:Of|In)Statement)$/.test(node.type)) addAll(left);
    if (node.type === "UpdateExpression" || node.operator === "delete") addAll(node.argument);
    for (const target of givenTo(node)) change(target);
    if (node.type === "VariableDeclarator") aliases.push(...aliasesIn(node));
  });
  // One that is declared later may be another name of one before.
  for (const [alias, [owner = "", ...keys]] of aliases.reverse())
    for (const path of changed.get(alias) ?? [])
      changed.set(owner, (changed.get(owner) ?? new Set()).add([...keys, path].join(".")));
  return { assigned, changed };
}

type Alias = readonly [name: string, path: readonly string[]];

/** Other names of an object: `const markdown = config.markdown`, `const { markdown } = config`. */
function aliasesIn({ id, init }: AnyNode): Alias[] {
  const path = isNode(init) ? pathOf(init) : undefined;
  if (!path || !isNode(id)) return [];
  const name = identifierName(id);
  if (name !== undefined) return [[name, path]];
  const { properties = [] } = id as { properties?: readonly AnyNode[] };
  return properties.flatMap((one): Alias[] => {
    const local = identifierName(one.value);
    return local === undefined ? [] : [[local, [...path, keyOf({ ...one, property: one.key } as AnyNode)]]];
  });
}

/** `["config", "markdown", "anchor"]` of `config.markdown.anchor`; a key that is computed may be any: `*`, with what is in it. */
function pathOf(node: Node): string[] | undefined {
  const keys: string[] = [];
  let at = node as AnyNode;
  while (at.type === "MemberExpression" || at.type === "ChainExpression") {
    if (at.type === "MemberExpression") keys.unshift(keyOf(at));
    at = (at.object ?? at.expression) as AnyNode;
  }
  const name = identifierName(at);
  if (name === undefined) return undefined;
  const any = keys.indexOf("*");
  return [name, ...(any < 0 ? keys : keys.slice(0, any + 1))];
}

function keyOf({ property, computed }: AnyNode): string {
  const literal = isNode(property) && property.type === "Literal" ? String(property.value) : undefined;
  const name = computed === true ? literal : identifierName(property);
  return name === undefined || name.includes(".") ? "*" : name;
}

/** The keys that `Object.assign(config, { a })` sets, as if they were assigned. */
function givenTo(node: AnyNode): AnyNode[] {
  if (node.type !== "CallExpression") return [];
  const { callee, arguments: values } = node as unknown as { callee: AnyNode; arguments: readonly Node[] };
  const [object, ...others] = values;
  const setsKeys = /^(?:assign|definePropert(?:y|ies))$/.test(calledProperty(callee) ?? "");
  if (!object || !setsKeys || identifierName(callee.object) !== "Object") return [];
  const member = (property: unknown): AnyNode =>
    ({ ...object, type: "MemberExpression", object, property, computed: !identifierName(property) }) as AnyNode;
  return others.flatMap((value) => {
    const { properties = [undefined] } = value as { properties?: readonly (AnyNode | undefined)[] };
    return properties.map((one) => member(one?.type === "Property" && one.computed !== true ? one.key : undefined));
  });
}

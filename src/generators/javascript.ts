/**
 * Reads a configuration in JavaScript or TypeScript without running it: literal values of the object that it exports, and of
 * the constants that the object uses. Everything else is left out.
 */
import type { Expression, Node, ObjectExpression, Program, SpreadElement } from "acorn";
import type { Settings } from "./types.js";

/** Values that cannot be read. */
const unknown = Symbol("unknown");

/** At most this many constants are followed from one to the next. */
const mostSteps = 20;

/** At most this many values are read: a constant that is used twice by one that is used twice doubles the work. */
const mostValues = 10_000;

/** @returns empty if the source cannot be parsed. */
export async function readJavaScript(source: string, isTypeScript: boolean): Promise<Settings> {
  const { parse } = await import("acorn");
  const attempt = (text: string) =>
    parse(text, { ecmaVersion: "latest", sourceType: "module", allowReturnOutsideFunction: true, allowHashBang: true });
  try {
    return settingsOf(attempt(isTypeScript ? await withoutTypes(source) : source));
  } catch {
    return {};
  }
}

/** jiti translates to CommonJS, and runs nothing. */
async function withoutTypes(source: string): Promise<string> {
  const { createJiti } = await import("jiti");
  return createJiti(import.meta.url, { fsCache: false }).transform({ source, ts: true, async: true });
}

interface Scope {
  readonly constants: ReadonlyMap<string, Expression>;
  readonly functions: ReadonlyMap<string, Node>;
  /** How many values may still be read. */
  left: number;
}

function settingsOf(program: Program): Settings {
  const constants = new Map<string, Expression>();
  const functions = new Map<string, Node>();
  const exported: Node[] = [];
  for (const statement of program.body) {
    const inner = statement.type === "ExportNamedDeclaration" ? (statement.declaration ?? statement) : statement;
    if (inner.type === "VariableDeclaration") {
      for (const { id, init } of inner.declarations)
        if (id.type === "Identifier" && init) {
          // `const config = exports.config = {…}`, as jiti writes it.
          const assigned = init.type === "AssignmentExpression" ? init : undefined;
          constants.set(id.name, assigned?.right ?? init);
          if (assigned?.left.type === "MemberExpression" && isExports(assigned.left)) exported.push(assigned.right);
          // Eleventy: https://www.11ty.dev/docs/config-shapes/
          if (inner !== statement && id.name === "config") exported.push(init);
        }
    } else if (inner.type === "FunctionDeclaration" && inner.id) functions.set(inner.id.name, inner);
    if (statement.type === "ExportDefaultDeclaration") exported.push(statement.declaration);
    else if (statement.type === "ExpressionStatement" && statement.expression.type === "AssignmentExpression") {
      const { left, right } = statement.expression;
      if (left.type === "MemberExpression" && isExports(left)) exported.push(right);
    }
  }
  const scope: Scope = { constants, functions, left: mostValues };
  return merged(exported.map((node) => objectOf(node, scope, 0)));
}

/** The later ones override the earlier ones. There may be more than a call can have arguments. */
function merged(all: readonly Settings[]): Settings {
  const settings: Record<string, unknown> = {};
  for (const one of all) Object.assign(settings, one);
  return settings;
}

/** `module.exports`, `exports.default` and `module.exports.config`. */
function isExports({ object, property }: { readonly object: Node; readonly property: Node }): boolean {
  const name = (node: Node) => (node.type === "Identifier" ? (node as unknown as { name: string }).name : "");
  if (name(object) === "module") return name(property) === "exports";
  if (name(object) === "exports") return name(property) === "default" || name(property) === "config";
  return (
    object.type === "MemberExpression" &&
    isExports(object as unknown as { object: Node; property: Node }) &&
    name(property) === "config"
  );
}

/** The object that an exported value is: an object, `defineConfig({…})`, a constant, or what a function returns. */
function objectOf(node: Node, scope: Scope, steps: number): Settings {
  if (steps > mostSteps || scope.left-- <= 0) return {};
  const value = node as Expression | { readonly type: "FunctionDeclaration"; readonly body: Node };
  switch (value.type) {
    case "ObjectExpression":
      return recordOf(value, scope, steps);
    case "CallExpression":
      return merged(value.arguments.map((one) => objectOf(one, scope, steps + 1)));
    case "AwaitExpression":
      return objectOf(value.argument, scope, steps + 1);
    case "Identifier": {
      const named = scope.constants.get(value.name) ?? scope.functions.get(value.name);
      return named ? objectOf(named, scope, steps + 1) : {};
    }
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "FunctionDeclaration": {
      const body = value.body as Node & { readonly body?: readonly Node[] };
      if (body.type !== "BlockStatement") return objectOf(body, scope, steps + 1);
      const last = body.body?.findLast(({ type }) => type === "ReturnStatement") as { argument?: Node } | undefined;
      return last?.argument ? objectOf(last.argument, scope, steps + 1) : {};
    }
    default:
      return {};
  }
}

function recordOf({ properties }: ObjectExpression, scope: Scope, steps: number): Settings {
  const record: Record<string, unknown> = {};
  for (const property of properties) {
    if (property.type !== "Property" || property.computed) continue;
    const { key } = property;
    const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : undefined;
    const value = valueIn(property.value, scope, steps + 1);
    if (name !== undefined && name !== "__proto__" && value !== unknown) record[name] = value;
  }
  return record;
}

function valueIn(node: Expression | SpreadElement, scope: Scope, steps: number): unknown {
  if (steps > mostSteps || scope.left-- <= 0) return unknown;
  switch (node.type) {
    case "Literal":
      return node.value instanceof RegExp || typeof node.value === "bigint" ? unknown : node.value;
    case "TemplateLiteral":
      return node.expressions.length === 0 ? (node.quasis[0]?.value.cooked ?? unknown) : unknown;
    case "ObjectExpression":
      return recordOf(node, scope, steps);
    case "ArrayExpression":
      return node.elements.map((element) => {
        const value = element ? valueIn(element, scope, steps + 1) : undefined;
        return value === unknown ? undefined : value;
      });
    case "Identifier": {
      const named = scope.constants.get(node.name);
      return named ? valueIn(named, scope, steps + 1) : unknown;
    }
    default:
      return unknown;
  }
}

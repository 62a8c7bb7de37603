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

/**
 * @param calls the names of methods whose calls are read, too; see `ConfigCall`.
 * @returns empty if the source cannot be parsed.
 */
export async function readJavaScript(
  source: string,
  isTypeScript: boolean,
  calls?: ReadonlySet<string>,
): Promise<Settings> {
  const { parse } = await import("acorn");
  const attempt = (text: string) =>
    parse(text, { ecmaVersion: "latest", sourceType: "module", allowReturnOutsideFunction: true, allowHashBang: true });
  try {
    const program = attempt(isTypeScript ? await withoutTypes(source) : source);
    const settings = settingsOf(program);
    if (!calls) return settings;
    const unread = ["pathPrefix"].filter((key) => source.includes(key) && !Object.hasOwn(settings, key));
    return { ...settings, calls: callsIn(program, calls), unread };
  } catch {
    return {};
  }
}

/** jiti translates to CommonJS, and runs nothing. */
async function withoutTypes(source: string): Promise<string> {
  const { createJiti } = await import("jiti");
  return createJiti(import.meta.url, { fsCache: false }).transform({ source, ts: true, async: true });
}

/** The calls of methods with these names, such as `eleventyConfig.addPassthroughCopy("img")`, wherever they are. */
function callsIn(program: Program, wanted: ReadonlySet<string>): unknown[] {
  const found: unknown[] = [];
  const scope: Scope = { constants: new Map(), functions: new Map() };
  const modules = new Map<string, string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) visit(one);
    else if (isNode(node)) {
      if (node.type === "ImportDeclaration") importedBy(node, modules);
      if (node.type === "VariableDeclarator") requiredBy(node, modules);
      if (node.type === "CallExpression") {
        const name = methodName(node.callee as Node);
        const args = node.arguments as (Expression | SpreadElement)[];
        const names = args.map((arg) => (arg.type === "Identifier" ? arg.name : undefined));
        if (name !== undefined && wanted.has(name))
          found.push({
            name,
            args: args.map((arg) => {
              const value = valueIn(arg, scope, 0);
              return value === unknown ? undefined : value;
            }),
            names,
            modules: names.map((one) => (one === undefined ? undefined : modules.get(one))),
          });
      }
      for (const value of Object.values(node)) if (typeof value === "object" && value !== null) visit(value);
    }
  };
  visit(program.body);
  return found;
}

type AnyNode = Readonly<Record<string, unknown>> & { readonly type: string };
const isNode = (value: unknown): value is AnyNode =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

/** `addPlugin` of `config.addPlugin`, and `ignores.add` of `config.ignores.add`. */
function methodName(callee: Node): string | undefined {
  if (callee.type !== "MemberExpression") return undefined;
  const { object, property } = callee as unknown as { object: AnyNode; property: AnyNode };
  const name = property.type === "Identifier" ? String(property.name) : undefined;
  if (name !== "add" || object.type !== "MemberExpression") return name;
  const { property: inner } = object as unknown as { property: AnyNode };
  return inner.type === "Identifier" ? `${String(inner.name)}.${name}` : undefined;
}

function importedBy(node: AnyNode, modules: Map<string, string>): void {
  const { source, specifiers } = node as unknown as {
    source: { value: unknown };
    specifiers: { local: { name: string } }[];
  };
  for (const { local } of specifiers) modules.set(local.name, String(source.value));
}

/** `const a = require("a")` and `const { b } = require("a")`. */
function requiredBy(node: AnyNode, modules: Map<string, string>): void {
  const { id, init } = node as unknown as { id: AnyNode; init: AnyNode | null };
  const call = init?.type === "MemberExpression" ? (init.object as AnyNode) : init;
  if (call?.type !== "CallExpression" || (call.callee as AnyNode).name !== "require") return;
  const [first] = call.arguments as AnyNode[];
  if (first?.type !== "Literal") return;
  const names =
    id.type === "Identifier"
      ? [id.name]
      : ((id.properties ?? []) as AnyNode[]).map((property) => (property.value as AnyNode | undefined)?.name);
  for (const name of names) if (typeof name === "string") modules.set(name, String(first.value));
}

interface Scope {
  readonly constants: ReadonlyMap<string, Expression>;
  readonly functions: ReadonlyMap<string, Node>;
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
  return Object.assign({}, ...exported.map((node) => objectOf(node, { constants, functions }, 0)));
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
  if (steps > mostSteps) return {};
  const value = node as Expression | { readonly type: "FunctionDeclaration"; readonly body: Node };
  switch (value.type) {
    case "ObjectExpression":
      return recordOf(value, scope, steps);
    case "CallExpression":
      return Object.assign({}, ...value.arguments.map((one) => objectOf(one, scope, steps + 1)));
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
  if (steps > mostSteps) return unknown;
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

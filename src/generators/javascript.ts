/**
 * Reads a configuration in JavaScript or TypeScript without running it: literal values of the object that it exports, and of
 * the constants that the object uses. Everything else is left out.
 */
import type { Expression, Node, ObjectExpression, Program, SpreadElement } from "acorn";
import type { Settings } from "./types.js";

/** Values that cannot be read. */
const unknown = Symbol("unknown");

/** A value that a configuration does not state as a literal. */
export interface Unread {
  /** A call, such as `starlight({…})`. */
  readonly call?: Call;
  /** The package or file that the value is imported from: `remark-math`. */
  readonly module?: string | undefined;
  /** A function: the modules of what it passes to `use`, such as `md.use(footnote)`. `undefined`: not known. */
  readonly uses?: readonly (string | undefined)[];
}

export interface Call {
  readonly name: string;
  /** The package or file that the function is imported from, if that is known. */
  readonly from: string | undefined;
  /** The arguments as far as they can be read. */
  readonly values: readonly unknown[];
}

/** By object or list: what could not be read of it, by key. `*`: there may be any other key. */
const unreadOf = new WeakMap<object, Map<string, Unread>>();

/**
 * What the configuration has at a key (`a`), or at an index of a list, that only running it could tell. `undefined`: the value
 * was read, or there is none.
 */
export function unreadAt(container: unknown, key: string | number): Unread | undefined {
  if (typeof container !== "object" || container === null) return undefined;
  const unread = unreadOf.get(container);
  return unread?.get(String(key)) ?? (Object.hasOwn(container, key) ? undefined : unread?.get("*"));
}

function markUnread(container: object, key: string, unread: Unread = {}): void {
  const known = unreadOf.get(container) ?? new Map<string, Unread>();
  unreadOf.set(container, known.set(key, unread));
}

/** An object of which nothing could be read. */
export function unreadObject(): Settings {
  const empty = {};
  markUnread(empty, "*");
  return empty;
}

/** At most this many constants are followed from one to the next. */
const mostSteps = 20;

/** At most this many values are read: a constant that is used twice by one that is used twice doubles the work. */
const mostValues = 10_000;

/**
 * @param calls the names of methods whose calls are read, too; see `ConfigCall`.
 * @returns `undefined` if the source cannot be parsed.
 */
export async function readJavaScript(
  source: string,
  isTypeScript: boolean,
  calls?: ReadonlySet<string>,
): Promise<Settings | undefined> {
  const program = await parseJavaScript(source, isTypeScript);
  if (!program) return undefined;
  try {
    const settings = settingsOf(program);
    return calls ? Object.assign(settings, { calls: callsIn(program, calls) }) : settings;
  } catch {
    return undefined;
  }
}

/** The nodes of ESTree; `undefined` if the source cannot be parsed. */
export const syntaxTree = (source: string, isTypeScript: boolean): Promise<object | undefined> =>
  parseJavaScript(source, isTypeScript);

async function parseJavaScript(source: string, isTypeScript: boolean): Promise<Program | undefined> {
  const { parse } = await import("acorn");
  try {
    const text = isTypeScript ? await withoutTypes(source) : source;
    const options = { allowReturnOutsideFunction: true, allowHashBang: true } as const;
    return parse(text, { ecmaVersion: "latest", sourceType: "module", ...options });
  } catch {
    return undefined;
  }
}

/** jiti translates to CommonJS, and runs nothing. @throws Error if the source cannot be parsed. */
async function withoutTypes(source: string): Promise<string> {
  const { createJiti } = await import("jiti");
  const translated = createJiti(import.meta.url, { fsCache: false }).transform({ source, ts: true, async: true });
  // It makes a module of a syntax error.
  if (/^\s*exports\.__JITI_ERROR__\s*=/.test(translated)) throw new SyntaxError("not TypeScript");
  return translated;
}

/** The calls of methods with these names, such as `eleventyConfig.addPassthroughCopy("img")`, wherever they are. */
function callsIn(program: Program, wanted: ReadonlySet<string>): unknown[] {
  const found: unknown[] = [];
  const scope: Scope = { constants: new Map(), functions: new Map(), imports: new Map(), left: mostValues };
  const modules = new Map<string, string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) visit(one);
    else if (isNode(node)) {
      if (node.type === "ImportDeclaration") importedBy(node, modules);
      if (node.type === "VariableDeclarator") declaredBy(node, modules);
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
function declaredBy(node: AnyNode, modules: Map<string, string>): void {
  const { id, init } = node as unknown as { id: AnyNode; init: AnyNode | null };
  const call = init?.type === "MemberExpression" ? (init.object as AnyNode) : init;
  const required = call ? requiredBy(call as unknown as Node) : undefined;
  if (required === undefined) return;
  const names =
    id.type === "Identifier"
      ? [id.name]
      : ((id.properties ?? []) as AnyNode[]).map((property) => (property.value as AnyNode | undefined)?.name);
  for (const name of names) if (typeof name === "string") modules.set(name, required);
}

interface Scope {
  readonly constants: ReadonlyMap<string, Expression>;
  readonly functions: ReadonlyMap<string, Node>;
  /** The packages or files that names come from. */
  readonly imports: ReadonlyMap<string, string>;
  /** How many values may still be read. */
  left: number;
}

function settingsOf(program: Program): Settings {
  const constants = new Map<string, Expression>();
  const functions = new Map<string, Node>();
  const imports = new Map<string, string>();
  const exported: Node[] = [];
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration")
      for (const { local } of statement.specifiers) imports.set(local.name, String(statement.source.value));
    const inner = statement.type === "ExportNamedDeclaration" ? (statement.declaration ?? statement) : statement;
    if (inner.type === "VariableDeclaration") {
      for (const { id, init } of inner.declarations)
        if (id.type === "Identifier" && init) {
          const required = requiredBy(init);
          if (required !== undefined) imports.set(id.name, required);
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
  const scope: Scope = { constants, functions, imports, left: mostValues };
  return merged(exported.map((node) => objectOf(node, scope, 0)));
}

/** One object of all, the last one first; what could not be read stays so. */
function merged(parts: readonly Settings[]): Settings {
  const whole: Record<string, unknown> = {};
  for (const part of parts) {
    for (const [key, value] of Object.entries(part)) {
      whole[key] = value;
      unreadOf.get(whole)?.delete(key);
    }
    for (const [key, unread] of unreadOf.get(part) ?? [])
      if (key !== "*" || parts.length === 1) markUnread(whole, key, unread);
  }
  // Of several objects, such as the arguments of a function, those of which something is known count.
  if (parts.length > 1 && Object.keys(whole).length === 0 && parts.some((part) => unreadOf.get(part)?.has("*")))
    markUnread(whole, "*");
  return whole;
}

/** `require("x")`, also as jiti writes it: `_interopRequireDefault(await jitiImport("x"))`. */
function requiredBy(node: Node): string | undefined {
  if (node.type === "AwaitExpression") return requiredBy((node as unknown as { argument: Node }).argument);
  if (node.type !== "CallExpression") return undefined;
  const { callee, arguments: values } = node as unknown as { callee: Node & { name?: string }; arguments: Node[] };
  const [first] = values;
  if (first?.type === "CallExpression" || first?.type === "AwaitExpression") return requiredBy(first);
  const name = first?.type === "Literal" ? (first as unknown as { value: unknown }).value : undefined;
  return /^(?:require|jitiImport)$/.test(callee.name ?? "") && typeof name === "string" ? name : undefined;
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
  if (steps > mostSteps || scope.left-- <= 0) return unreadObject();
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
      return named ? objectOf(named, scope, steps + 1) : unreadObject();
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
      return unreadObject();
  }
}

function recordOf({ properties }: ObjectExpression, scope: Scope, steps: number): Settings {
  const record: Record<string, unknown> = {};
  for (const property of properties) {
    if (property.type !== "Property" || property.computed) {
      if (property.type === "SpreadElement" && property.argument.type === "ObjectExpression")
        Object.assign(record, recordOf(property.argument, scope, steps + 1));
      else markUnread(record, "*");
      continue;
    }
    const { key } = property;
    const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : undefined;
    const value = valueIn(property.value, scope, steps + 1);
    if (name === undefined || name === "__proto__") continue;
    if (value !== unknown) record[name] = value;
    else markUnread(record, name, unreadIn(property.value, scope, steps));
  }
  return record;
}

function unreadIn(node: Node, scope: Scope, steps: number): Unread {
  if (/Function/.test(node.type)) return { uses: usedIn(node, scope) };
  const module = requiredBy(node) ?? scope.imports.get(calledName(node) ?? "");
  if (node.type !== "CallExpression") return { module };
  const { callee, arguments: values } = node as unknown as { callee: Node; arguments: Expression[] };
  const name = calledName(callee);
  if (name === undefined) return {};
  const read = values.map((value) => {
    const known = valueIn(value, scope, steps + 1);
    return known === unknown ? undefined : known;
  });
  return { call: { name, from: scope.imports.get(name), values: read }, module: requiredBy(node) };
}

/** Names in a function that changes how markdown-it writes links and images. */
const changesLinks = /^(?:link_open|image|normalizeLink|validateLink|ruler|attrSet|attrs)$/;

/** The modules of the plugins that a function uses. It may also change links itself. */
function usedIn(node: Node, scope: Scope): (string | undefined)[] {
  const used: (string | undefined)[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (isNode(value)) {
      const {
        name,
        callee,
        arguments: values,
      } = value as unknown as { name: unknown; callee: Node; arguments: Node[] };
      if (typeof name === "string" && changesLinks.test(name)) used.push(undefined);
      if (value.type === "CallExpression" && methodName(callee) === "use") {
        const [first] = values;
        used.push(first && (requiredBy(first) ?? scope.imports.get(calledName(first) ?? "")));
      }
      for (const part of Object.values(value)) if (typeof part === "object" && part !== null) visit(part);
    }
  };
  visit((node as unknown as { body: unknown }).body);
  return used;
}

/** `starlight` in `starlight()`, and in `(0, _starlight.default)()` as jiti writes it. */
function calledName(callee: Node): string | undefined {
  if (callee.type === "Identifier") return (callee as unknown as { name: string }).name;
  if (callee.type === "SequenceExpression")
    return calledName((callee as unknown as { expressions: Node[] }).expressions.at(-1) ?? callee);
  return callee.type === "MemberExpression" ? calledName((callee as unknown as { object: Node }).object) : undefined;
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
    case "ArrayExpression": {
      const list: unknown[] = [];
      for (const [index, element] of node.elements.entries()) {
        const value = element ? valueIn(element, scope, steps + 1) : undefined;
        list.push(value === unknown ? undefined : value);
        if (element && value === unknown) markUnread(list, String(index), unreadIn(element, scope, steps));
      }
      return list;
    }
    case "Identifier": {
      const named = scope.constants.get(node.name);
      return named ? valueIn(named, scope, steps + 1) : unknown;
    }
    default:
      return unknown;
  }
}

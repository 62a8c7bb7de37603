/**
 * Reads a configuration in JavaScript or TypeScript without running it: literal values of the object that it exports, and of
 * the constants that the object uses. Everything else is left out.
 */
import type { Expression, Node, Program, SpreadElement } from "acorn";
import { assignedIn } from "./javascript-changes.js";
import { modulesOf, type SourceFile } from "./javascript-modules.js";
import { returnsOf } from "./javascript-returns.js";
import { calledName, emptyScope, methodName, requiredBy, type Scope } from "./javascript-scope.js";
import { mostSteps, recordOf, unknown, valueIn, withChanges } from "./javascript-values.js";
import { anyOfSettings } from "./possible-settings.js";
import { type AnyNode, eachNode, identifierName } from "./syntax-tree.js";
import type { Settings } from "./types.js";
import { changersOf, markChangers, markRead, markUnread, unreadKeys, unreadObject } from "./unread.js";

export type { SourceFile } from "./javascript-modules.js";

/**
 * @param calls the names of methods whose calls are read, too; see `ConfigCall`.
 * @returns `undefined` if the source cannot be parsed.
 */
export async function readJavaScript(file: SourceFile, calls?: ReadonlySet<string>): Promise<Settings | undefined> {
  const program = await parseJavaScript(file.text, file.isTypeScript);
  if (!program) return undefined;
  try {
    const { scope, exported } = scopeOf(program);
    const modules = await modulesOf(program, file, {
      parse: parseJavaScript,
      scopeOf,
      budget: scope.budget,
      modules: new Map(),
    });
    const settings = merged(exported.map((node) => objectOf(node, { ...scope, modules }, 0)));
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
  const scope = emptyScope();
  const modules = new Map<string, string>();
  eachNode(program.body, (node) => {
    if (node.type === "ImportDeclaration") importedBy(node, modules);
    if (node.type === "VariableDeclarator") {
      const { id, init } = node as unknown as { id: AnyNode; init: AnyNode | null };
      // Also `require("a").default`.
      const call = init?.type === "MemberExpression" ? (init.object as AnyNode) : init;
      declaredBy(id, call, modules);
    }
    if (node.type !== "CallExpression") return;
    const name = methodName(node.callee as Node);
    if (name === undefined || !wanted.has(name)) return;
    const args = node.arguments as (Expression | SpreadElement)[];
    const names = args.map(identifierName);
    found.push({
      name,
      args: args.map((arg) => {
        const value = valueIn(arg, scope, 0);
        return value === unknown ? undefined : value;
      }),
      names,
      modules: names.map((one) => (one === undefined ? undefined : modules.get(one))),
    });
  });
  return found;
}

function importedBy(node: Node, modules: Map<string, string>): void {
  const { source, specifiers } = node as unknown as {
    source: { value: unknown };
    specifiers: { local: { name: string } }[];
  };
  for (const { local } of specifiers) modules.set(local.name, String(source.value));
}

/** `const a = require("a")` and `const { b } = require("a")`. */
function declaredBy(id: Node, init: Node | null | undefined, modules: Map<string, string>): void {
  const required = init ? requiredBy(init) : undefined;
  if (required === undefined) return;
  const { properties = [] } = id as Node & { properties?: readonly { value?: Node }[] };
  const names = id.type === "Identifier" ? [id] : properties.map(({ value }) => value);
  for (const name of names.map(identifierName)) if (name !== undefined) modules.set(name, required);
}

/**
 * Reads front matter that is code, without running it: an object, or a program whose variables and functions are the values.
 * https://www.11ty.dev/docs/data-frontmatter/#javascript-front-matter
 *
 * @returns `undefined` if the code cannot be parsed.
 */
export async function readCode(source: string): Promise<Settings | undefined> {
  const { parse } = await import("acorn");
  const isObject = /^\s*\{/.test(source);
  try {
    const program = parse(isObject ? `(${source})` : source, { ecmaVersion: "latest", sourceType: "module" });
    const { scope } = scopeOf(program);
    const [first] = program.body;
    return isObject && first?.type === "ExpressionStatement"
      ? objectOf(first.expression, scope, 0)
      : declaredIn(program, scope);
  } catch {
    return undefined;
  }
}

/** The values of all global variables. */
function declaredIn(program: Program, scope: Scope): Settings {
  const found: Record<string, unknown> = {};
  const unread = (pattern: unknown): void =>
    eachNode(pattern, (node) => {
      const name = identifierName(node);
      if (name !== undefined) markUnread(found, name);
    });
  eachNode(program.body, (node) => {
    if (/^(?:VariableDeclarator|FunctionDeclaration|ClassDeclaration)$/.test(node.type)) unread(node.id);
    else if (node.type === "ImportDeclaration") unread(node.specifiers);
    // `var` in a block is global, too; what a function declares is not.
    return !/Function|Class/.test(node.type);
  });
  for (const [name, init] of scope.constants) {
    const value = valueIn({ type: "Identifier", name, start: init.start, end: init.end }, scope, 0);
    if (value === unknown || name === "__proto__") continue;
    found[name] = value;
    markRead(found, name);
  }
  return found;
}

/** What the program declares at its top, and exports. */
function scopeOf(program: Program): { readonly scope: Scope; readonly exported: readonly Node[] } {
  const constants = new Map<string, Expression>();
  const functions = new Map<string, Node>();
  const imports = new Map<string, string>();
  const exported: Node[] = [];
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration") importedBy(statement, imports);
    const inner = statement.type === "ExportNamedDeclaration" ? (statement.declaration ?? statement) : statement;
    if (inner.type === "VariableDeclaration") {
      for (const { id, init } of inner.declarations) {
        declaredBy(id, init, imports);
        if (id.type !== "Identifier" || !init) continue;
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
      // `exports.default = void 0`, as jiti writes it before the value.
      if (left.type === "MemberExpression" && isExports(left) && right.type !== "UnaryExpression") exported.push(right);
    }
  }
  return {
    scope: { ...emptyScope(), constants, ...assignedIn(program), functions, imports },
    exported,
  };
}

/** One object of all, the last one first; what could not be read stays so. */
function merged(parts: readonly Settings[]): Settings {
  const whole: Record<string, unknown> = {};
  for (const part of parts) {
    for (const [key, value] of Object.entries(part)) {
      whole[key] = value;
      markRead(whole, key);
    }
    for (const [key, unread] of unreadKeys(part)) if (key !== "*" || parts.length === 1) markUnread(whole, key, unread);
  }
  // Of several objects, such as the arguments of a function, those of which something is known count.
  if (parts.length > 1 && Object.keys(whole).length === 0 && parts.some((part) => unreadKeys(part).has("*")))
    markUnread(whole, "*");
  markChangers(whole, parts.flatMap(changersOf));
  return whole;
}

/** Where a function comes from that gets settings; none of `Object.assign` and `Promise.resolve`. */
function changerIn(callee: Node, { imports }: Scope): readonly (string | undefined)[] {
  const name = calledName(callee);
  return /^(?:Object|Promise)$/.test(name ?? "") ? [] : [imports.get(name ?? "")];
}

/** `module.exports`, `exports.default` and `module.exports.config`. */
function isExports({ object, property }: { readonly object: Node; readonly property: Node }): boolean {
  const name = identifierName(property);
  if (identifierName(object) === "module") return name === "exports";
  if (identifierName(object) === "exports") return name === "default" || name === "config";
  return (
    object.type === "MemberExpression" &&
    isExports(object as unknown as { object: Node; property: Node }) &&
    name === "config"
  );
}

/** The object that an exported value is: an object, `defineConfig({…})`, a constant, or what a function returns. */
function objectOf(node: Node, scope: Scope, steps: number): Settings {
  if (steps > mostSteps || scope.budget.left-- <= 0) return unreadObject();
  const value = node as Expression | { readonly type: "FunctionDeclaration"; readonly body: Node };
  switch (value.type) {
    case "ObjectExpression":
      return recordOf(value, scope, steps);
    case "CallExpression": {
      // `load()` returns what only running it could tell, unless it is a function of this file.
      if (value.arguments.length === 0) return objectOf(value.callee, scope, steps + 1);
      const called = merged(value.arguments.map((one) => objectOf(one, scope, steps + 1)));
      markChangers(called, [...changersOf(called), ...changerIn(value.callee, scope)]);
      return called;
    }
    case "AwaitExpression":
      return objectOf(value.argument, scope, steps + 1);
    case "Identifier": {
      const named = scope.constants.get(value.name) ?? scope.functions.get(value.name);
      const later = scope.assigned.get(value.name) ?? [];
      if (!named && later.length === 0) return unreadObject();
      // In `config = { ...config, a }`, it is what it was before.
      const assigned = new Map([...scope.assigned].filter(([name]) => name !== value.name));
      const before = { ...scope, assigned };
      const values = [...(named ? [named] : []), ...later].map((one) =>
        one ? objectOf(one, before, steps + 1) : unreadObject(),
      );
      return withChanges(anyOfSettings(values), value.name, scope);
    }
    case "ConditionalExpression":
      return anyOfSettings([value.consequent, value.alternate].map((one) => objectOf(one, scope, steps + 1)));
    case "ArrowFunctionExpression":
    case "FunctionExpression":
    case "FunctionDeclaration": {
      const returned = returnsOf(value, scope);
      if (!returned) return unreadObject();
      return anyOfSettings(returned.map((one) => (one.value ? objectOf(one.value, one.scope, steps + 1) : {})));
    }
    default:
      return unreadObject();
  }
}

/** What a configuration in JavaScript imports from other files of the site, such as `.vitepress/config/shared.ts`. */
import type { Expression, Program } from "acorn";
import { emptyScope, type Imported, type Module, requiredBy, type Scope } from "./javascript-scope.js";
import { identifierName } from "./syntax-tree.js";

/** A file of a configuration. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly isTypeScript: boolean;
  /** A file of the site that it imports: `./shared`. `undefined`: there is none that may be read. */
  imported(specifier: string): SourceFile | undefined;
}

/** A configuration imports at most this many files that are read. */
const mostModules = 30;

interface Reading {
  parse(text: string, isTypeScript: boolean): Promise<Program | undefined>;
  /** What a program declares at its top. */
  scopeOf(program: Program): { readonly scope: Scope };
  readonly budget: Scope["budget"];
  /** By path. One that imports itself, by way of others, is in it before it has been read. */
  readonly modules: Map<string, Module>;
}

/** What the names mean that a file imports from other files of the site. */
export async function modulesOf(program: Program, file: SourceFile, reading: Reading): Promise<Map<string, Imported>> {
  const found = new Map<string, Imported>();
  for (const [specifier, names] of importsIn(program)) {
    const source = file.imported(specifier);
    const module = source && (await moduleOf(source, reading));
    if (module) for (const [local, name] of names) found.set(local, { module, ...(name !== undefined && { name }) });
  }
  return found;
}

async function moduleOf(file: SourceFile, reading: Reading): Promise<Module | undefined> {
  const known = reading.modules.get(file.path);
  if (known || reading.modules.size >= mostModules) return known;
  const modules = new Map<string, Imported>();
  const exports = new Map<string, Expression>();
  const constants = new Map<string, Expression>();
  let module: Module = { scope: { ...emptyScope(), constants, modules, budget: reading.budget }, exports };
  reading.modules.set(file.path, module);
  const program = await reading.parse(file.text, file.isTypeScript);
  if (!program) return module;
  const { scope } = reading.scopeOf(program);
  module = { scope: { ...scope, modules, budget: reading.budget }, exports };
  reading.modules.set(file.path, module);
  for (const [name, value] of exportsIn(program)) exports.set(name, value);
  for (const [local, imported] of await modulesOf(program, file, reading)) modules.set(local, imported);
  return module;
}

/** By file: the names that a program gives to what it imports from it, and the names there; see `Imported`. */
function importsIn(program: Program): [specifier: string, names: [local: string, name: string | undefined][]][] {
  const found: [string, [string, string | undefined][]][] = [];
  for (const statement of program.body) {
    if (statement.type === "ImportDeclaration") {
      const names = statement.specifiers.map((one): [string, string | undefined] => [
        one.local.name,
        one.type === "ImportDefaultSpecifier"
          ? "default"
          : one.type === "ImportSpecifier"
            ? identifierName(one.imported)
            : undefined,
      ]);
      found.push([String(statement.source.value), names]);
    }
    if (statement.type !== "VariableDeclaration") continue;
    for (const { id, init } of statement.declarations) {
      const required = init ? requiredBy(init) : undefined;
      if (required === undefined) continue;
      if (id.type === "Identifier") found.push([required, [[id.name, undefined]]]);
      else if (id.type === "ObjectPattern")
        for (const property of id.properties)
          if (property.type === "Property" && property.value.type === "Identifier")
            found.push([required, [[property.value.name, identifierName(property.key)]]]);
    }
  }
  return found;
}

/** What a program exports, by name, also as jiti writes it: `const a = exports.a = {…}`. */
function exportsIn(program: Program): Map<string, Expression> {
  const found = new Map<string, Expression>();
  const assigned = (value: Expression | null | undefined): void => {
    if (value?.type !== "AssignmentExpression" || value.left.type !== "MemberExpression") return;
    const { object, property } = value.left;
    const name = identifierName(property);
    if (identifierName(object) === "exports" && name !== undefined && value.right.type !== "UnaryExpression")
      found.set(name, value.right);
    if (identifierName(object) === "module" && name === "exports" && value.right.type === "ObjectExpression")
      for (const one of value.right.properties)
        if (one.type === "Property" && !one.computed) found.set(identifierName(one.key) ?? "", one.value as Expression);
    assigned(value.right);
  };
  for (const statement of program.body) {
    if (statement.type === "ExpressionStatement") assigned(statement.expression);
    const inner = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (inner?.type === "VariableDeclaration")
      for (const { id, init } of inner.declarations) {
        assigned(init);
        // By its name, which may get other values later.
        if (id.type === "Identifier" && init && (inner !== statement || found.has(id.name))) found.set(id.name, id);
      }
    if (statement.type === "ExportNamedDeclaration" && !statement.source)
      for (const { local, exported } of statement.specifiers)
        if (local.type === "Identifier") found.set(identifierName(exported) ?? "", local);
    if (statement.type === "ExportDefaultDeclaration" && !/Declaration$/.test(statement.declaration.type))
      found.set("default", statement.declaration as Expression);
  }
  return found;
}

/** The modules of which a page in MDX shows something. */
import type { Node as SyntaxNode } from "acorn";
import { javaScriptParser } from "./body/javascript.js";
import { readScriptIds } from "./script-ids.js";
import type { Range, UsedModule } from "./types.js";

/** The code of an article in MDX. */
export interface PageCode {
  /** Statements that import and export. */
  readonly modules: readonly Range[];
  /** Expressions, and the statements. */
  readonly all: readonly Range[];
}

/** Components that an article has, and whether one of them is where it may show more than what the article has in it. */
export type PageComponents = ReadonlyMap<string, boolean>;

export interface PageModules {
  /** Ids that are written in its code. */
  readonly ids: readonly string[];
  readonly used: readonly UsedModule[];
  /** Only running the code could tell which modules it shows, or which ids it makes. */
  readonly isPartial: boolean;
}

interface Imports {
  /** By local name: as written. */
  readonly specifiers: ReadonlyMap<string, string>;
  /** Other names that statements declare. */
  readonly declared: ReadonlySet<string>;
  /** What is no import. */
  readonly rest: string;
}

const markdownModule = /\.mdx?$/i;
const identifier = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;
/** A component in an expression. */
const shown = /<([A-Z][\w$]{0,200})/g;

/** Whether a path names a file of Markdown, which has ids if it is shown. */
export const isMarkdownModule = (specifier: string): boolean =>
  markdownModule.test(specifier.split(/[?#]/, 1)[0] ?? "");

/** @returns `undefined` if the code cannot be parsed. */
export function pageModules(text: string, code: PageCode, components: PageComponents): PageModules | undefined {
  if (code.all.length === 0 && components.size === 0) return { ids: [], used: [], isPartial: false };
  const imports = importsIn(text, code.modules);
  if (!imports) return undefined;
  const expressions = code.all.filter((range) => !code.modules.some(({ start }) => start === range.start));
  const running = [imports.rest, ...expressions.map(({ start, end }) => text.slice(start, end))].join("\n");
  const named = new Set(running.match(identifier) ?? []);
  const used: UsedModule[] = [];
  const inExpressions = new Map([...running.matchAll(shown)].map(([, name = ""]) => [name, true]));
  // What an expression makes of it is not known.
  for (const [name, specifier] of imports.specifiers)
    if (components.has(name) || named.has(name))
      used.push({
        specifier,
        name,
        isOpaque: named.has(name) || components.get(name) === true || isMarkdownModule(specifier),
      });
  for (const [name, isOpaque] of new Map([...components, ...inExpressions]))
    if (!imports.specifiers.has(name) && !imports.declared.has(name))
      used.push({ specifier: undefined, name, isOpaque });
  const { ids, imports: loaded, makesIds, showsMore } = readScriptIds(running);
  for (const specifier of loaded) used.push({ specifier, name: "", isOpaque: true });
  return { ids, used, isPartial: makesIds || showsMore };
}

type Declaration = SyntaxNode & {
  readonly source?: { readonly value: unknown } | null;
  readonly specifiers?: readonly { readonly local: { readonly name: string } }[];
  readonly declaration?: SyntaxNode | null;
};

function importsIn(text: string, modules: readonly Range[]): Imports | undefined {
  const specifiers = new Map<string, string>();
  const declared = new Set<string>();
  const rest: string[] = [];
  for (const { start, end } of modules) {
    const source = text.slice(start, end);
    let body: readonly SyntaxNode[];
    try {
      ({ body } = javaScriptParser().parse(source, { ecmaVersion: "latest", sourceType: "module" }));
    } catch {
      return undefined;
    }
    for (const statement of body) {
      const { type, source: from, specifiers: names = [], declaration } = statement as Declaration;
      if (type === "ImportDeclaration") {
        for (const { local } of names) specifiers.set(local.name, String(from?.value));
        continue;
      }
      const written = source.slice(statement.start, statement.end);
      rest.push(written);
      // What `export { a } from "b"` names is not in this article.
      if (!from && declaration) for (const name of declaredIn(declaration)) declared.add(name);
    }
  }
  return { specifiers, declared, rest: rest.join("\n") };
}

/** The names of `const A = …`, `function A() {}` and `class A {}`. */
function declaredIn(declaration: SyntaxNode): string[] {
  const { id, declarations } = declaration as SyntaxNode & {
    readonly id?: { readonly name?: string };
    readonly declarations?: readonly { readonly id: { readonly name?: string } }[];
  };
  return [id, ...(declarations ?? []).map((one) => one.id)].flatMap((one) => one?.name ?? []);
}

/** Functions of a configuration that change one text by methods of strings, such as `slugify`, read without running them. */
import type { Expression, Node } from "acorn";
import type { TextStep } from "../article/types.js";
import { calledName, requiredBy, type Scope } from "./javascript-scope.js";
import { type AnyNode, identifierName, returnedBy } from "./syntax-tree.js";

/** Functions of packages that make ids, by package and name. */
const ofPackages: Readonly<Record<string, TextStep | undefined>> = {
  "@mdit-vue/shared slugify": { by: "mdit-vue" },
  "github-slugger slug": { by: "github" },
};

/** At most this many steps of one function are read. */
const mostTextSteps = 20;

/** The steps in which a function changes its argument; `undefined` if it does, or may do, anything else. */
export function textSteps(node: Node, scope: Scope): readonly TextStep[] | undefined {
  const name = identifierName(node);
  if (name === undefined && /^(?:ArrowFunction|Function)(?:Expression|Declaration)$/.test(node.type))
    return ofFunction(node, scope);
  if (name === undefined) return node.type === "MemberExpression" ? ofPackage(node, scope) : undefined;
  if (scope.assigned.has(name)) return undefined;
  const own = scope.constants.get(name) ?? scope.functions.get(name);
  if (own) return identifierName(own) === undefined ? textSteps(own, scope) : undefined;
  const imported = scope.modules.get(name);
  const exported = imported?.name === undefined ? undefined : imported.module.exports.get(imported.name);
  if (!imported || !exported) return ofPackage(node, scope);
  const { scope: inner } = imported.module;
  const named = identifierName(exported);
  const value = named === undefined ? exported : (inner.constants.get(named) ?? inner.functions.get(named));
  return value && textSteps(value, inner);
}

/** `slugify`, and `_shared.slugify` as jiti writes it. */
function ofPackage(node: Node, { imports }: Scope): readonly TextStep[] | undefined {
  const { type, property, expressions } = node as AnyNode & { expressions?: readonly Node[] };
  const last = type === "SequenceExpression" ? expressions?.at(-1) : undefined;
  if (last) return ofPackage(last, { imports } as Scope);
  const module = imports.get(calledName(node) ?? "");
  const step = ofPackages[`${module} ${identifierName(type === "MemberExpression" ? property : node)}`];
  return step && [step];
}

function ofFunction(node: Node, scope: Scope): readonly TextStep[] | undefined {
  const { params, body, async, generator } = node as AnyNode & { params: readonly Node[]; body: Node };
  const name = identifierName(params[0]);
  if (name === undefined || async === true || generator === true) return undefined;
  const statements = body.type === "BlockStatement" ? (body as unknown as { body: readonly Node[] }).body : [];
  if (statements.some(({ type }) => type !== "ReturnStatement")) return undefined;
  const [value, ...others] = returnedBy({ body });
  return value && others.length === 0 ? stepsOf(value, name, scope, 0) : undefined;
}

/** The steps that make a value of the argument with this name. */
function stepsOf(node: Expression, argument: string, scope: Scope, depth: number): readonly TextStep[] | undefined {
  if (identifierName(node) === argument) return [];
  if (node.type !== "CallExpression" || depth > mostTextSteps || requiredBy(node) !== undefined) return undefined;
  const { callee } = node;
  const values = node.arguments as readonly Expression[];
  const [first] = values;
  if (callee.type === "MemberExpression" && !callee.computed) {
    const step = methodStep(identifierName(callee.property) ?? "", values, scope);
    const before = step && stepsOf(callee.object as Expression, argument, scope, depth + 1);
    if (step && before) return [...before, step];
  }
  const name = identifierName(callee);
  const step = name === "encodeURIComponent" ? ([{ by: name }] as const) : ofPackage(callee, scope);
  const before = step && first && values.length === 1 ? stepsOf(first, argument, scope, depth + 1) : undefined;
  if (step && name !== "String") return before && [...before, ...step];
  return name === "String" && first ? stepsOf(first, argument, scope, depth + 1) : undefined;
}

const forms = ["NFC", "NFD", "NFKC", "NFKD"] as const;

function methodStep(name: string, values: readonly Expression[], scope: Scope): TextStep | undefined {
  const [first, second] = values;
  switch (name) {
    case "toString":
      return values.length === 0 ? { by: "trim", ends: false } : undefined;
    case "trim":
      return { by: "trim", ends: true };
    case "toLowerCase":
      return { by: "toLowerCase" };
    case "normalize": {
      const stated = first ? literal(first, scope)?.value : "NFC";
      const form = forms.find((one) => one === stated);
      return form && { by: "normalize", form };
    }
    case "replace":
    case "replaceAll": {
      const pattern = first && literal(first, scope);
      const to = second && literal(second, scope)?.value;
      if (!pattern || typeof to !== "string" || values.length !== 2) return undefined;
      const { regex, value } = pattern;
      if (typeof value === "string")
        return {
          by: "replace",
          source: value.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"),
          flags: name === "replace" ? "" : "g",
          to,
        };
      return regex && isTame(regex) ? { by: "replace", source: regex.pattern, flags: regex.flags, to } : undefined;
    }
    default:
      return undefined;
  }
}

interface Literal {
  readonly value?: unknown;
  readonly regex?: Pattern;
}

interface Pattern {
  readonly pattern: string;
  readonly flags: string;
}

/** A literal, or a constant that is one. */
function literal(node: Expression, { constants, assigned }: Scope): Literal | undefined {
  const name = identifierName(node);
  const value = name === undefined || assigned.has(name) ? node : (constants.get(name) ?? node);
  return value.type === "Literal" ? (value as Literal) : undefined;
}

/**
 * Whether a pattern is one character, or several from the same class, at some place: matching it takes few steps. Any other may
 * take hours.
 */
function isTame({ pattern, flags }: Pattern): boolean {
  const character = String.raw`(?:\[(?:[^\]\\\[]|\[|\\.)*\]|\\[sSdDwWu](?:\{[^{}]*\}|[\da-fA-F]{4})?|\\[pP]\{[\w=]+\}|\\[^\w]|[^\\^$.*+?()[\]{}|/])`;
  const one = String.raw`\^?(?:${character}|\(${character}\))[+]?\$?`;
  return !flags.includes("y") && pattern.length <= 500 && new RegExp(`^${one}(?:\\|${one})*$`, "s").test(pattern);
}

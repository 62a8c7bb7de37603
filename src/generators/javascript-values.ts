/** The values of expressions in JavaScript, as far as they can be read without running anything. */
import type { Expression, Node, ObjectExpression, SpreadElement } from "acorn";
import { makesIds } from "./javascript-ids.js";
import { calledName, calledProperty, type Imported, methodName, requiredBy, type Scope } from "./javascript-scope.js";
import { textSteps } from "./javascript-text.js";
import { type AnyNode, eachNode, identifierName, literalStart, returnedBy } from "./syntax-tree.js";
import type { Settings } from "./types.js";
import { markRead, markUnread, type PossibleValues, type Unread, unreadKeys } from "./unread.js";

/** Values that cannot be read. */
export const unknown = Symbol("unknown");

/** At most this many constants are followed from one to the next. */
export const mostSteps = 20;

/** At most this many values of one expression are told apart. */
export const mostPossible = 16;

/** Characters of texts that are put together, which cost as much as one value. */
const charactersOfValue = 1000;

export function recordOf({ properties }: ObjectExpression, scope: Scope, steps: number): Settings {
  const record: Record<string, unknown> = {};
  for (const property of properties) {
    if (property.type !== "Property" || property.computed) {
      const spread = property.type === "SpreadElement" ? valueIn(property.argument, scope, steps + 1) : unknown;
      if (typeof spread === "object" && spread !== null && !Array.isArray(spread)) spreadInto(record, spread);
      else markUnread(record, "*");
      continue;
    }
    const { key } = property;
    const name = key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : undefined;
    const value = valueIn(property.value, scope, steps + 1);
    if (name === undefined || name === "__proto__") continue;
    if (value !== unknown) {
      record[name] = value;
      markRead(record, name);
    } else {
      delete record[name];
      markUnread(record, name, unreadIn(property.value, scope, steps));
    }
  }
  return record;
}

/** `{ ...other }`: with what could not be read of it. */
function spreadInto(record: Record<string, unknown>, other: object): void {
  for (const [key, value] of Object.entries(other)) {
    record[key] = value;
    markRead(record, key);
  }
  for (const [key, unread] of unreadKeys(other)) {
    if (key !== "*") delete record[key];
    markUnread(record, key, unread);
  }
}

/** What a name means that comes from another file; `undefined` if it comes from none that was read. */
function importedFrom(
  node: Expression,
  scope: Scope,
): { readonly value: Expression; readonly scope: Scope } | undefined {
  const exported = (imported: Imported | undefined, name: string | undefined) => {
    const value = imported && name !== undefined ? imported.module.exports.get(name) : undefined;
    return imported && value && { value, scope: imported.module.scope };
  };
  if (node.type === "Identifier") {
    const imported = scope.modules.get(node.name);
    return exported(imported, imported?.name);
  }
  if (node.type !== "MemberExpression" || node.computed) return undefined;
  const { object, property } = node;
  if (object.type !== "Identifier" || property.type !== "Identifier") return undefined;
  const imported = scope.modules.get(object.name);
  return imported?.name === undefined ? exported(imported, property.name) : undefined;
}

/** The value of a name that comes from another file; `unknown` if it comes from none that was read. */
function importedValue(node: Expression, scope: Scope, steps: number): unknown {
  const imported = importedFrom(node, scope);
  return imported ? valueIn(imported.value, imported.scope, steps + 1) : unknown;
}

/** Functions that return their argument: `defineConfig({…})`. https://vitepress.dev/reference/site-config */
const isDefine = (callee: Node): boolean => /^define\w*Config\w*$/.test(calledProperty(callee) ?? "");

/** `require.resolve("docusaurus-plugin-sass")` names the package or file as the text alone does. */
const isResolve = (callee: Node): boolean =>
  calledProperty(callee) === "resolve" && callee.type === "MemberExpression" && calledName(callee) === "require";

export function unreadIn(node: Node, scope: Scope, steps: number): Unread {
  if (/Function/.test(node.type)) {
    const starts = startsIn(node);
    const steps = textSteps(node, scope);
    return {
      uses: usedIn(node, scope),
      ...(makesIds(node) && { makesIds: true }),
      ...(starts && { starts }),
      ...(steps && { textSteps: steps }),
    };
  }
  if (hasBranches.test(node.type)) {
    const possible = possibleIn(node as Expression, scope, steps);
    if (possible.values.length > 0) return { possible, module: moduleOfBranch(node, scope) };
  }
  const module = requiredBy(node) ?? scope.imports.get(calledName(node) ?? "");
  if (node.type !== "CallExpression") {
    const steps = textSteps(node, scope);
    return { module, ...(steps && { textSteps: steps }) };
  }
  const { callee, arguments: values } = node as unknown as { callee: Node; arguments: Expression[] };
  const name = calledName(callee);
  if (name === undefined) return {};
  const read = values.map((value) => {
    const known = valueIn(value, scope, steps + 1);
    return known === unknown ? undefined : known;
  });
  return { call: { name, from: scope.imports.get(name), values: read }, module: requiredBy(node) };
}

/** The module of the only value that an expression may have besides none: `isProduction && plugin()`. */
function moduleOfBranch(node: Node, { imports }: Scope): string | undefined {
  const { type, operator, right, consequent, alternate } = node as AnyNode & Readonly<Record<string, Node>>;
  const branches =
    type === "ConditionalExpression" ? [consequent, alternate] : String(operator) === "&&" ? [right] : [];
  const values = branches.filter((one) => one?.type !== "Literal" && identifierName(one) !== "undefined");
  const [only] = values;
  const called = only?.type === "CallExpression" ? (only as unknown as { callee: Node }).callee : only;
  return values.length === 1 && called ? imports.get(calledName(called) ?? "") : undefined;
}

/** What texts begin with that a function returns: `/docs` of `(path) => ["/docs" + path]`. */
function startsIn(maker: Node): string[] | undefined {
  const starts: string[] = [];
  let isKnown = true;
  const returned = (value: Expression | SpreadElement | null | undefined): void => {
    if (!value || identifierName(value) === "undefined") return;
    if (value.type === "ArrayExpression") for (const one of value.elements) returned(one);
    else if (value.type === "ConditionalExpression")
      for (const one of [value.consequent, value.alternate]) returned(one);
    else {
      const start = literalStart(value);
      if (start === "") isKnown = false;
      else starts.push(start);
    }
  };
  for (const value of returnedBy(maker as Node & { body: Node })) returned(value);
  return isKnown ? starts : undefined;
}

/** Names in a function that changes how markdown-it writes links and images. */
const changesLinks = /^(?:link_open|image|normalizeLink|validateLink|ruler|attrSet|attrs)$/;

/** The modules of the plugins that a function uses. It may also change links itself. */
function usedIn(maker: Node, scope: Scope): (string | undefined)[] {
  const used: (string | undefined)[] = [];
  const { params = [], body } = maker as AnyNode & { params?: readonly Node[]; body: Node };
  const markdownIt = identifierName(params[0]);
  const isKey = (node: unknown, key: string) =>
    identifierName((node as { property?: unknown } | undefined)?.property) === key;
  const isRules = (node: unknown) => isKey(node, "rules");
  eachNode(body, (node) => {
    const {
      name,
      callee,
      arguments: values,
      object,
      computed,
    } = node as unknown as AnyNode & {
      callee: Node;
      arguments: readonly Node[];
    };
    if (typeof name === "string" && changesLinks.test(name)) used.push(undefined);
    if (node.type === "AssignmentExpression" && isKey(node.left, "render")) used.push(undefined);
    if (node.type === "MemberExpression" && computed === true && isRules(object)) used.push(undefined);
    if (node.type !== "CallExpression") return;
    // `Object.assign(md.renderer.rules, …)`
    if (values.some(isRules)) used.push(undefined);
    if (methodName(callee) === "use") {
      const [first] = values;
      used.push(first && (requiredBy(first) ?? scope.imports.get(calledName(first) ?? "")));
    } else if (markdownIt !== undefined && values.some((value) => identifierName(value) === markdownIt))
      // A plugin that is called: `plugin(md)`.
      used.push(scope.imports.get(calledName(callee) ?? ""));
  });
  return used;
}

/** The object that a name means, without the keys that are assigned later: `config.base = "/"`, `config.markdown.anchor = {}`. */
export function withChanges<T>(value: T, name: string, { changed }: Scope): T {
  if (typeof value === "object" && value !== null)
    for (const path of changed.get(name) ?? []) withoutKey(value, path.split("."));
  return value;
}

function withoutKey(value: object, [key = "*", ...rest]: readonly string[]): void {
  if (Array.isArray(value)) {
    for (const at of value.keys()) {
      value[at] = undefined;
      markUnread(value, String(at));
    }
    return;
  }
  const record = value as Record<string, unknown>;
  const inner = Object.hasOwn(record, key) ? record[key] : undefined;
  if (rest.length > 0 && typeof inner === "object" && inner !== null && !Array.isArray(inner)) {
    withoutKey(inner, rest);
    return;
  }
  for (const one of key === "*" ? [...Object.keys(record), "*"] : [key]) {
    delete record[one];
    markUnread(record, one);
  }
}

export function valueIn(node: Expression | SpreadElement, scope: Scope, steps: number): unknown {
  if (steps > mostSteps || scope.budget.left-- <= 0) return unknown;
  switch (node.type) {
    case "Literal":
      return node.value instanceof RegExp || typeof node.value === "bigint" ? unknown : node.value;
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
    case "Identifier":
      if (!scope.assigned.has(node.name)) {
        const named = scope.constants.get(node.name);
        const value = named ? valueIn(named, scope, steps + 1) : importedValue(node, scope, steps);
        return withChanges(value, node.name, scope);
      }
      break;
    case "MemberExpression":
      return importedValue(node, scope, steps);
    case "CallExpression": {
      const [only, ...others] = node.arguments;
      const isValue = isDefine(node.callee) || isResolve(node.callee);
      return only && others.length === 0 && isValue ? valueIn(only, scope, steps + 1) : unknown;
    }
  }
  if (!hasBranches.test(node.type)) return unknown;
  const { values, isOpen } = possibleIn(node as Expression, scope, steps);
  return values.length === 1 && !isOpen ? values[0] : unknown;
}

/** Expressions that may have several values. */
const hasBranches =
  /^(?:Conditional|Logical|Binary|Sequence|Assignment)Expression$|^(?:TemplateLiteral|Identifier|MemberExpression)$/;

const anything: PossibleValues = { values: [], isOpen: true };

/** The values that an expression may have, whatever its conditions and the environment are. */
function possibleIn(node: Expression, scope: Scope, steps: number): PossibleValues {
  if (steps > mostSteps || scope.budget.left-- <= 0) return anything;
  const inside = (one: Node | null | undefined): PossibleValues =>
    one ? possibleIn(one as Expression, scope, steps + 1) : anything;
  const elsewhere = (): PossibleValues => {
    const imported = importedFrom(node, scope);
    return imported ? possibleIn(imported.value, imported.scope, steps + 1) : anything;
  };
  const join = (one: PossibleValues, other: PossibleValues) => joined(one, other, scope);
  switch (node.type) {
    case "ConditionalExpression":
      return anyOf([inside(node.consequent), inside(node.alternate)]);
    case "LogicalExpression": {
      const left = inside(node.left);
      const right = inside(node.right);
      if (node.operator === "&&") {
        // What is false, empty or absent counts as if it were not set.
        const absent = left.isOpen || left.values.some((value) => !value) ? [undefined] : [];
        return anyOf([{ values: absent, isOpen: false }, right]);
      }
      const passes = (value: unknown) => (node.operator === "||" ? Boolean(value) : (value ?? undefined) !== undefined);
      return anyOf([{ values: left.values.filter(passes), isOpen: left.isOpen }, right]);
    }
    case "TemplateLiteral":
      return node.quasis.reduce<PossibleValues>(
        (before, { value }, at) =>
          join(join(before, at === 0 ? only("") : inside(node.expressions[at - 1])), only(value.cooked ?? "")),
        only(""),
      );
    case "BinaryExpression":
      return node.operator === "+" ? join(inside(node.left), inside(node.right)) : anything;
    case "SequenceExpression":
      return inside(node.expressions.at(-1));
    case "AssignmentExpression":
      return node.operator === "=" ? inside(node.right) : anything;
    case "Identifier": {
      if (node.name === "undefined") return only(undefined);
      const first = scope.constants.get(node.name);
      const later = scope.assigned.get(node.name) ?? [];
      const { values, isOpen } = first ? anyOf([inside(first), ...later.map(inside)]) : elsewhere();
      return { values: values.map((value) => withChanges(value, node.name, scope)), isOpen };
    }
    case "MemberExpression":
      return elsewhere();
    default: {
      const value = valueIn(node, scope, steps);
      return value === unknown ? anything : only(value);
    }
  }
}

const only = (value: unknown): PossibleValues => ({ values: [value], isOpen: false });

function anyOf(all: readonly PossibleValues[]): PossibleValues {
  const values = [...new Set(all.flatMap((one) => one.values))];
  return {
    values: values.slice(0, mostPossible),
    isOpen: values.length > mostPossible || all.some(({ isOpen }) => isOpen),
  };
}

/** The texts of one followed by those of the other. */
function joined(one: PossibleValues, other: PossibleValues, { budget }: Scope): PossibleValues {
  // Every text is made of all that is before it, so that long ones would cost the square of their length.
  const made = lengthOf(one) * other.values.length + lengthOf(other) * one.values.length;
  budget.left -= Math.floor(made / charactersOfValue);
  if (budget.left <= 0) return anything;
  const isText = (value: unknown) => typeof value === "string" || typeof value === "number";
  const pairs = one.values.flatMap((start) => other.values.map((end) => [start, end] as const));
  // Numbers are added.
  const texts = pairs.filter((pair) => pair.every(isText) && pair.some((part) => typeof part === "string"));
  const isOpen = one.isOpen || other.isOpen || texts.length < pairs.length;
  return anyOf([{ values: texts.map(([start, end]) => `${String(start)}${String(end)}`), isOpen }]);
}

const lengthOf = ({ values }: PossibleValues): number =>
  values.reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 1), 0);

/** What the scripts of a Hexo site and its theme do to addresses, read without running them. */
import type { Expression, Function as FunctionNode, Node, Pattern, SpreadElement } from "acorn";
import { append } from "../../platform/lists.js";
import { eachNode, identifierName, literalStart, longestCode, returnedBy } from "../syntax-tree.js";
import type { Settings } from "../types.js";
import { tidyPath } from "./shared.js";
import type { Gap, SiteFiles } from "./types.js";

/**
 * Scripts can make pages and change addresses. A generator whose paths are literal, at least at their beginning, makes pages
 * only there; whether it does depends on the settings that it asks for.
 */
export async function scriptGaps({ theme }: Settings, files: SiteFiles): Promise<Gap[]> {
  const ofTheme =
    typeof theme === "string" && theme !== "" ? [`themes/${theme}`, `node_modules/hexo-theme-${theme}`] : [];
  const folders = ["scripts", ...ofTheme.map((folder) => `${folder}/scripts`)];
  const gaps: Gap[] = [];
  for (const file of folders.flatMap((folder) => files.below(folder))) {
    if (!/\.[cm]?js$/.test(file)) continue;
    const text = files.text(file);
    const places = text === undefined || text.length > longestCode ? [anywhere] : await placesOfScript(text);
    for (const place of places) gaps.push({ reason: { why: "plugin", detail: file }, ...place });
  }
  return gaps;
}

/** Properties of posts and pages on which addresses depend. */
const ofAddresses = /^(?:path|slug|permalink|source|date|published|lang|layout|categories|tags|__permalink)$/;

/** Methods that change the database or what Hexo takes from it, by the names of the methods. */
const changing =
  /^(?:insert|insertOne|save|update|updateById|replaceById|remove|removeById|create|assign|merge|extend|defaults)$/;

/** With more places in a script, it may make pages anywhere: every link is compared with each of them. */
const mostPlaces = 100;

/** Where a script may make pages or files; without a prefix, anywhere. */
type Place = Pick<Gap, "prefix" | "only">;

const anywhere: Place = {};

const placeAt = (start: string): Place => {
  const prefix = tidyPath(start);
  return prefix === "" ? anywhere : { prefix };
};

/** The addresses that a script may make or change. */
async function placesOfScript(text: string): Promise<readonly Place[]> {
  if (text.includes("post_permalink")) return [anywhere];
  const isBefore = text.includes("before_generate");
  const hasGenerator = /\bextend\s*\.\s*generator\b|\bgenerator\s*\.\s*register\b/.test(text);
  if (!isBefore && !hasGenerator && !/\.\s*route\b|\broute\s*\.\s*set\b/.test(text)) return [];
  const { parse } = await import("acorn");
  try {
    const program = parse(text, {
      ecmaVersion: "latest",
      // Hexo wraps a script in a function: https://github.com/hexojs/hexo/blob/master/lib/hexo/index.ts (loadPlugin)
      sourceType: "script",
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: true,
      allowHashBang: true,
    });
    const found: Place[] = [];
    const names = bindingsOf(program);
    // Whoever gives them another name may register with that.
    let hasOtherName = false;
    let called = 0;
    eachNode(program, (node) => {
      if (isBefore && changesArticles(node, names)) found.push(anywhere);
      hasOtherName ||= givesOtherName(node);
      const { object, method, args } = callOf(node);
      const isRoute = object === "route" && method === "set";
      if (!isRoute && !(object === "generator" && method === "register")) return;
      called++;
      if (found.length > mostPlaces) return;
      if (isRoute) append(found, routesAt(args[0], names));
      else {
        const maker = makerIn(args, names);
        // One with a second parameter gives that its pages.
        append(found, maker && maker.params.length > 1 ? [anywhere] : placesOf(maker, replacesHexos(args[0])));
      }
    });
    const isUnread = hasOtherName || (hasGenerator && called === 0);
    return isUnread || found.includes(anywhere) || found.length > mostPlaces ? [anywhere] : found;
  } catch {
    return [anywhere];
  }
}

/** Whether a statement of a script that runs before Hexo makes pages changes posts, pages or settings. */
function changesArticles(node: Node, names: Bindings): boolean {
  if (node.type === "AssignmentExpression") {
    const { left } = node as Node & { left: Node };
    if (left.type !== "MemberExpression") return false;
    const { object } = left as Node & { object: Node };
    // A key that only running the script tells matters if it is one of an article.
    const isAny = propertyOf(left) === undefined && /post|page|article/i.test(nameOf(object) ?? "");
    return isAny || ofAddresses.test(propertyOf(left) ?? "") || isSetting(left);
  }
  const { object, method, args } = callOf(node);
  if (args.some((one) => one.type === "ThisExpression" || nameOf(one) === "hexo") && !isOwnFunction(node, names))
    return true;
  if (method === "set")
    return object === "locals" ? !isText(args[0], /^data$/) : args.some((one) => isText(one, ofAddresses));
  // `Object.assign({}, …)` and `Object.assign(hexo.theme.config, …)` change no article.
  if (/^(?:assign|merge|extend|defaults)$/.test(method ?? "")) {
    const [target] = args;
    const isTheme = target?.type === "MemberExpression" && propertyOf(target) === "config" && !isSetting(target);
    return target !== undefined && target.type !== "ObjectExpression" && !isTheme;
  }
  if (!changing.test(method ?? "")) return false;
  const { callee } = node as Node & { callee: Node & { object: Node } };
  return !isData(callee.object, names);
}

/** Whether the call is one of a function of the script, whose code is read as well. */
function isOwnFunction(call: Node, names: Bindings): boolean {
  const { callee } = call as Node & { callee: Node };
  // `url_for.bind(hexo)` only makes URLs of paths.
  const { object, method } = callOf(call);
  if (/^(?:bind|call|apply)$/.test(method ?? "") && /^(?:(?:full_)?url_for|urlFor|relative_url)$/.test(object ?? ""))
    return true;
  const known = callee.type === "Identifier" ? (names.get(nameOf(callee) ?? "") ?? []) : [];
  return known.length > 0 && known.every((one) => one && "value" in one && /Function/.test(one.value.type));
}

/** Whether the member is a setting of Hexo, and not of its theme. */
function isSetting(member: Node): boolean {
  for (let at = member; at.type === "MemberExpression"; at = (at as Node & { object: Node }).object)
    if (propertyOf(at) === "config") {
      const { object } = at as Node & { object: Node };
      return (object.type === "MemberExpression" ? propertyOf(object) : nameOf(object)) !== "theme";
    }
  return false;
}

/** Whether it is the model of the data files, which are no pages. */
function isData(value: Node, names: Bindings): boolean {
  if (value.type === "Identifier") {
    const known = names.get(nameOf(value) ?? "") ?? [undefined];
    return known.every((binding) => binding && "value" in binding && isDataModel(binding.value));
  }
  return isDataModel(value);
}

const isDataModel = (value: Node): boolean => {
  const { method, args } = callOf(value);
  return method === "model" && isText(args[0], /^(?:Data|Cache)$/);
};

function isText(node: Node | undefined, text: RegExp): boolean {
  const { value } = (node ?? {}) as { value?: unknown };
  return node?.type === "Literal" && typeof value === "string" && text.test(value);
}

/** Whether a generator replaces one of Hexo's own, which make the pages of articles. */
const replacesHexos = (name: Node | undefined): boolean => isText(name, /^(?:post|page)$/);

/** Whether `generator` or `route` gets another name, as a variable, an argument or a part of an object. */
function givesOtherName(node: Node): boolean {
  const isDoor = (value: Node | null | undefined): boolean =>
    value?.type === "MemberExpression" && /^(?:generator|route|extend)$/.test(propertyOf(value) ?? "");
  const any = node as Node & Record<"init" | "right" | "value" | "key", Node | null>;
  if (node.type === "VariableDeclarator") return isDoor(any.init);
  if (node.type === "AssignmentExpression") return isDoor(any.right);
  // `const { route: r } = hexo`
  if (node.type === "Property")
    return (
      isDoor(any.value) ||
      (/^(?:generator|route|extend)$/.test(nameOf(any.key as Node) ?? "") &&
        any.value?.type === "Identifier" &&
        nameOf(any.value) !== nameOf(any.key as Node))
    );
  return callOf(node).args.some(isDoor);
}

/** Where a name gets its values: values, or the items of a list. `undefined`: somewhere else. */
type Bindings = ReadonlyMap<string, readonly (Binding | undefined)[]>;
type Binding = { readonly value: Node } | { readonly itemOf: Node };

/** By name, wherever it is declared: which one a name means in its scope does not matter if all are followed. */
function bindingsOf(program: Node): Bindings {
  const names = new Map<string, (Binding | undefined)[]>();
  const bind = (target: Node | undefined, binding: Binding | undefined): void => {
    if (!target) return;
    eachNode(target, (node) => {
      const name = node.type === "Identifier" ? nameOf(node) : undefined;
      if (name === undefined) return;
      const known = names.get(name) ?? [];
      // With this many meanings, it may be anything.
      if (known.length <= mostPlaces) known.push(known.length < mostPlaces && node === target ? binding : undefined);
      names.set(name, known);
    });
  };
  const listOf = new Map<Node, Node>();
  eachNode(program, (node) => {
    const any = node as unknown as Record<"id" | "init" | "left" | "right" | "callee", Node | null> & {
      params: Node[];
    };
    if (node.type === "VariableDeclarator" && any.id && any.init) bind(any.id, { value: any.init });
    if (node.type === "FunctionDeclaration" && any.id) bind(any.id, { value: node });
    if (node.type === "AssignmentExpression" && any.left?.type === "Identifier" && any.right)
      bind(any.left, { value: any.right });
    if (node.type === "ForOfStatement" && any.left && any.right) {
      const { declarations } = any.left as Node & { declarations?: readonly (Node & { id: Node })[] };
      bind(declarations?.[0]?.id ?? any.left, { itemOf: any.right });
    }
    const { method, args } = callOf(node);
    const list = any.callee?.type === "MemberExpression" ? (any.callee as Node & { object: Node }).object : undefined;
    const each = functionIn(args);
    if (each && list && /^(?:map|flatMap|filter|forEach|each)$/.test(method ?? "")) listOf.set(each, list);
    if (!/Function/.test(node.type)) return;
    const itemOf = listOf.get(node);
    for (const [at, param] of any.params.entries()) bind(param, at === 0 && itemOf ? { itemOf } : undefined);
  });
  return names;
}

/** Where `route.set` puts a file. Nothing new comes of a path that Hexo has listed. */
function routesAt(path: Node | undefined, names: Bindings, seen = new Set<string>()): Place[] {
  if (path?.type === "Identifier") {
    return newBindings(path, names, seen).flatMap((binding) => {
      if (!binding) return [anywhere];
      return "value" in binding ? routesAt(binding.value, names, seen) : itemsAt(binding.itemOf, names, seen);
    });
  }
  if (path?.type === "CallExpression") {
    // Of `a.png`, `a.replace(/png$/, "webp")` makes another file, and no page.
    const { method, args } = callOf(path);
    return [method === "replace" && isFile(`.${literalStart(args[1])}`) ? { only: "files" } : anywhere];
  }
  return [path ? placeOf(path) : anywhere];
}

/** What a name means, once: names may mean each other. */
function newBindings(identifier: Node, names: Bindings, seen: Set<string>): readonly (Binding | undefined)[] {
  const name = nameOf(identifier) ?? "";
  if (seen.has(name)) return [];
  seen.add(name);
  return names.get(name) ?? [undefined];
}

/** Where `route.set` puts files for each item of a list. */
function itemsAt(list: Node, names: Bindings, seen: Set<string>): Place[] {
  if (list.type === "Identifier") {
    return newBindings(list, names, seen).flatMap((binding) =>
      binding && "value" in binding ? itemsAt(binding.value, names, seen) : [anywhere],
    );
  }
  if (list.type === "ArrayExpression")
    return (list as Node & { elements: (Node | null)[] }).elements.flatMap((one) =>
      routesAt(one ?? undefined, names, seen),
    );
  const { object, method } = callOf(list);
  if (object === "route" && method === "list") return [];
  const { callee } = list as Node & { callee?: Node & { object?: Node } };
  return /^(?:filter|slice|sort|reverse)$/.test(method ?? "") && callee?.object
    ? itemsAt(callee.object, names, seen)
    : [anywhere];
}

/**
 * Where a generator makes pages, by what it returns.
 *
 * @param isHexos whether it makes the pages of articles, each at its own path.
 */
function placesOf(maker: FunctionNode | undefined, isHexos: boolean): Place[] {
  if (!maker) return [anywhere];
  return returnedBy(maker).flatMap((value) => placesIn(value));

  function placesIn(value: Expression | SpreadElement | Pattern | null | undefined): Place[] {
    switch (value?.type) {
      case undefined:
      case "Literal":
        return [];
      case "Identifier":
        return value.name === "undefined" ? [] : [anywhere];
      case "ObjectExpression": {
        if (value.properties.some(({ type }) => type === "SpreadElement")) return [anywhere];
        // What has no path is no page.
        const path = value.properties.find(
          (one) => one.type === "Property" && !one.computed && nameOf(one.key) === "path",
        );
        if (path?.type !== "Property") return value.properties.length > 0 ? [anywhere] : [];
        const isOwn = isHexos && path.value.type === "MemberExpression" && propertyOf(path.value) === "path";
        return isOwn ? [] : [placeOf(path.value)];
      }
      case "ArrayExpression":
        return value.elements.flatMap((one) => placesIn(one));
      case "ConditionalExpression":
        return [...placesIn(value.consequent), ...placesIn(value.alternate)];
      case "LogicalExpression":
        // `a && b` is `b`, or something that makes no page.
        return [...(value.operator === "&&" ? [] : placesIn(value.left)), ...placesIn(value.right)];
      case "AwaitExpression":
        return placesIn(value.argument);
      case "CallExpression": {
        const { callee, arguments: args } = value;
        const method = callee.type === "MemberExpression" ? propertyOf(callee) : undefined;
        return method === "map" || method === "flatMap" ? placesOf(functionIn(args), isHexos) : [anywhere];
      }
      default:
        return [anywhere];
    }
  }
}

/** Where the path leads: to its literal beginning, or, if its end says that, to a file that is no page. */
function placeOf(path: Node): Place {
  const place = placeAt(literalStart(path));
  if (place !== anywhere) return place;
  const { right } = path as Node & { right?: Node };
  const isEither = path.type === "LogicalExpression" || path.type === "BinaryExpression";
  // A setting for the name of the file whose default is `search.xml`, or a name with `.json` after it.
  return isEither && right && isFile(literalStart(right)) ? { only: "files" } : anywhere;
}

const isFile = (path: string): boolean => /\.(?!html?$)\w+$/i.test(path);

const functionIn = (args: readonly Node[]): FunctionNode | undefined =>
  args.find(({ type }) => /Function/.test(type)) as FunctionNode | undefined;

/** The function that is registered, in the call or by its name. */
function makerIn(args: readonly Node[], names: Bindings): FunctionNode | undefined {
  const last = args.at(-1);
  if (last?.type !== "Identifier") return functionIn(args);
  const [binding, ...more] = names.get(nameOf(last) ?? "") ?? [];
  return binding && "value" in binding && more.length === 0 ? functionIn([binding.value]) : undefined;
}

/** Of a call such as `hexo.extend.generator.register(…)` the last two names, and the arguments. */
function callOf(node: Node): { object?: string | undefined; method?: string | undefined; args: readonly Node[] } {
  if (node.type !== "CallExpression") return { args: [] };
  const { callee, arguments: args } = node as Node & { callee: Node; arguments: readonly Node[] };
  if (callee.type !== "MemberExpression") return { args };
  const { object } = callee as Node & { object: Node };
  return {
    object: object.type === "MemberExpression" ? propertyOf(object) : nameOf(object),
    method: propertyOf(callee),
    args,
  };
}

/** `a.b` and `a["b"]` have the property `b`; that of `a[b]` is not known. */
function propertyOf(member: Node): string | undefined {
  const { property, computed } = member as Node & { property: Node; computed: boolean };
  return computed && property.type === "Identifier" ? undefined : nameOf(property);
}

/** The name of an identifier, or the text of a key in quotes. */
function nameOf(node: Node): string | undefined {
  const { value } = node as Node & { value?: unknown };
  return identifierName(node) ?? (typeof value === "string" ? value : undefined);
}

/**
 * Writes `src/article/html-standard.ts`: the data of the HTML standard that rules need, extracted from
 * @markuplint/html-spec, whose maintainers follow the standard and MDN. The package has 1.5 MB of JSON; a run needs a
 * few kilobytes. `--check` writes nothing and exits with 1 if the table is outdated. Run with `npm run
 * generate:html-standard` after an update.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { defaultTreeAdapter, html, serializeOuter } from "parse5";

type Type =
  | string
  | { readonly enum?: readonly string[]; readonly type?: string; readonly gt?: number; readonly lte?: number };
interface Attribute {
  readonly type?: Type | readonly Type[];
  readonly deprecated?: boolean;
  readonly obsolete?: boolean;
}
interface Spec {
  readonly name: string;
  readonly obsolete?: unknown;
  readonly contentModel?: { readonly contents: unknown };
  readonly globalAttrs?: Readonly<Record<string, true | readonly string[]>>;
  readonly attributes: Readonly<Record<string, Attribute>>;
}
interface Data {
  readonly def: {
    readonly "#globalAttrs": Readonly<Record<string, Readonly<Record<string, Attribute>>>>;
    readonly "#contentModels": Readonly<Record<string, readonly string[]>>;
  };
  readonly specs: readonly Spec[];
}

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const data = createRequire(import.meta.url)("@markuplint/html-spec/json") as Data;
const groups = data.def["#globalAttrs"];
const models = data.def["#contentModels"];
const specs = data.specs.filter(({ name }) => !name.includes(":"));
const known = new Set(specs.map(({ name }) => name));
known.add("svg");

/**
 * Elements whose content cannot be checked by a list of names. `select` allows more content since 2025, but the package
 * still has the old model.
 */
const unjudged = new Set(["select", "optgroup", "option", "datalist", "head", "html", "title", "object"]);

/** In the standard, but not in the package yet. */
const newer = ["selectedcontent"].filter((name) => !known.has(name));

/**
 * Also obsolete (https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features), but not in the package.
 */
const forgotten: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries("div h1 h2 h3 h4 h5 h6 p legend input".split(" ").map((name) => [name, ["align"]])),
  td: ["nowrap"],
  th: ["nowrap"],
  object: ["align", "hspace", "vspace"],
  embed: ["align", "hspace", "name", "vspace"],
};

const bare = (selector: string): string =>
  selector
    .replace("svg|svg", "svg")
    .replace(/[[:].*$/, "")
    .trim();
const namesOf = (model: string): string[] =>
  [...new Set((models[`#${model}`] ?? []).map(bare))].filter((name) => known.has(name));

/** Collects all names and categories in a content model, ignoring their order and number. */
function mentioned(model: unknown, into: Set<string>, never: Set<string>): void {
  if (typeof model === "string") {
    const [, positive = "", negative = ""] = /^(.*?)(?::not\((.*)\))?$/.exec(model) ?? [];
    const category = /^(?::model\(|#)(\w[\w-]*)\)?/.exec(positive)?.[1];
    if (category && category !== "text") into.add(`#${category}`);
    else if (known.has(bare(positive))) into.add(bare(positive));
    for (const part of negative.replace(/,?\s*:has\(.*$/, "").split(/,\s*/)) {
      const excluded = /^:model\((\w+)\)/.exec(part)?.[1];
      if (excluded) never.add(`#${excluded}`);
      else if (known.has(part)) never.add(part);
    }
  } else if (Array.isArray(model)) for (const part of model) mentioned(part, into, never);
  else if (model && typeof model === "object")
    for (const [key, part] of Object.entries(model)) {
      if (key === "transparent") {
        into.add("transparent");
        // Only the exclusions: the allowed content depends on the parent.
        mentioned(part, new Set(), never);
      } else if (key !== "max" && key !== "min") mentioned(part, into, never);
    }
}

/** A kind that a rule can check: a list of keywords, an integer, or no value. */
function kind(type: Attribute["type"]): string | readonly string[] | undefined {
  if (type === "Boolean") return "boolean";
  if (type === "Int") return "integer";
  if (type === "Uint") return "from-0";
  if (typeof type !== "object" || Array.isArray(type)) return undefined;
  const one = type as Exclude<Type, string>;
  // `rowspan="0"` spans to the end of the row group; the package only allows values from 1.
  if (one.type === "integer") return one.gt === 0 && one.lte !== 65534 ? "from-1" : "from-0";
  return one.enum;
}

const isDeprecated = (attribute: Attribute): boolean => Boolean(attribute.deprecated ?? attribute.obsolete);

function attributesOf({ attributes, globalAttrs = {} }: Spec) {
  const inherited = Object.entries(globalAttrs).flatMap(([group, names]) =>
    Array.isArray(names) ? names.map((name: string) => [name, groups[group]?.[name] ?? {}] as const) : [],
  );
  const merged = new Map<string, Attribute>(inherited);
  for (const [name, attribute] of Object.entries(attributes)) merged.set(name, { ...merged.get(name), ...attribute });
  return [...merged].sort(([a], [b]) => (a < b ? -1 : 1));
}

function element(spec: Spec) {
  const { name, obsolete, contentModel } = spec;
  const children = new Set<string>();
  const never = new Set<string>();
  if (Array.isArray(contentModel?.contents)) mentioned(contentModel.contents, children, never);
  // `ruby` may contain a `ruby` without another one in it, which this table cannot represent.
  for (const child of children) never.delete(child);
  const attributes = attributesOf(spec);
  const values = attributes.flatMap(([attribute, value]) => {
    const judged = isDeprecated(value) ? undefined : kind(value.type);
    return judged ? [[attribute, judged] as const] : [];
  });
  const deprecated = attributes
    .filter(([, value]) => isDeprecated(value))
    .map(([attribute]) => attribute)
    .concat(forgotten[name] ?? []);
  // parse5's serializer determines which elements do not have an end tag.
  const isVoid =
    name !== "template" &&
    !serializeOuter(defaultTreeAdapter.createElement(name, html.NS.HTML, [])).endsWith(`</${name}>`);
  return {
    ...(obsolete ? { obsolete: true } : {}),
    ...(isVoid ? { void: true } : {}),
    ...(children.size > 0 && !unjudged.has(name) ? { children: [...children] } : {}),
    ...(never.size > 0 ? { never: [...never] } : {}),
    ...(deprecated.length > 0 && !obsolete ? { deprecated } : {}),
    ...(values.length > 0 ? { values: Object.fromEntries(values) } : {}),
  };
}

const globalValues = Object.fromEntries(
  Object.entries(groups["#HTMLGlobalAttrs"] ?? {}).flatMap(([name, { type }]) => {
    const judged = kind(type);
    return judged ? [[name, judged]] : [];
  }),
);
const categories = Object.fromEntries(
  ["flow", "phrasing", "heading", "sectioning", "script-supporting"].map((name) => [`#${name}`, namesOf(name)]),
);

const source = `// Generated by tools/html-standard.ts from @markuplint/html-spec.

/** The value of an attribute: one of these keywords, an integer (any, from 0, or from 1), or no value. */
export type ValueKind = readonly string[] | "boolean" | "integer" | "from-0" | "from-1";

/** An element of the HTML standard. */
export interface StandardElement {
  readonly obsolete?: true;
  /** Does not have an end tag. */
  readonly void?: true;
  /**
   * Tags and categories (\`#phrasing\`) that it may directly contain. \`transparent\`: also those that its parent may
   * contain. \`undefined\`: any content, or content that this table cannot represent.
   */
  readonly children?: readonly string[];
  /** Tags and categories that it must not contain at any depth. */
  readonly never?: readonly string[];
  /** Obsolete attributes. */
  readonly deprecated?: readonly string[];
  readonly values?: Readonly<Record<string, ValueKind>>;
}

/** Tags by content category. */
export const categories: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(categories)};

/** The selectors of interactive content, which depends on attributes. */
export const interactive: readonly string[] = ${JSON.stringify(models["#interactive"])};

/** The values of global attributes. */
export const globalValues: Readonly<Record<string, ValueKind>> = ${JSON.stringify(globalValues)};

/** By tag name, in lower case. */
export const standardElements: ReadonlyMap<string, StandardElement> = new Map<string, StandardElement>(${JSON.stringify(
  [...specs.map((spec) => [spec.name, element(spec)]), ...newer.map((name) => [name, {}])],
)});
`;

const file = "src/article/html-standard.ts";
const biome = path.join(root, "node_modules/@biomejs/biome/bin/biome");
const { status, stdout, stderr } = spawnSync(process.execPath, [biome, "format", `--stdin-file-path=${file}`], {
  cwd: root,
  input: source,
  encoding: "utf8",
});
if (status !== 0) throw new Error(`${file} cannot be formatted: ${stderr}`);
if (!process.argv.includes("--check")) writeFileSync(path.join(root, file), stdout);
else if (readFileSync(path.join(root, file), "utf8").replaceAll("\r\n", "\n") !== stdout) {
  console.error(`stale: ${file}; run npm run generate:html-standard`);
  process.exitCode = 1;
}

/** The functions of templates that change the ids which they make of arguments. */
import { headingIds } from "../article/heading-ids.js";
import type { HeadingIdStyle } from "../article/types.js";
import { hugoPath, type PathOptions } from "./routes/hugo-path.js";

/** A function, and its argument: `["default", "a"]` is `a` in place of no value. */
export type Step = readonly [name: string, argument?: string];

/** A function makes `undefined` of a value for which its result is not known. */
export type TemplateFunctions = ReadonlyMap<
  string,
  (value: string, argument: string | undefined) => string | undefined
>;

const asIs = (value: string): string => value;
const lower = (value: string): string => value.toLowerCase();
const trim = (value: string): string => value.trim();
const orElse = (value: string, otherwise: string | undefined): string | undefined => (value === "" ? otherwise : value);

/** https://github.com/jekyll/jekyll/blob/v4.3.1/lib/jekyll/utils.rb (slugify) */
const slugModes: Readonly<Record<string, RegExp>> = {
  raw: /\s+/g,
  default: /[^\p{M}\p{L}\p{Nd}]+/gu,
  pretty: /[^\p{M}\p{L}\p{Nd}._~!$&'()+,;=@]+/gu,
  ascii: /[^A-Za-z0-9]+/g,
  latin: /[^\p{M}\p{L}\p{Nd}]+/gu,
};

function slugify(value: string, mode = "default"): string | undefined {
  const unlike = Object.hasOwn(slugModes, mode) ? slugModes[mode] : undefined;
  if (!unlike) return value.toLowerCase();
  // The replacements of accented letters are those of the library.
  if (mode === "latin" && /[^\0-\x7f]/.test(value)) return undefined;
  return value.replace(unlike, "-").replace(/^-|-$/g, "").toLowerCase();
}

/** https://shopify.github.io/liquid/, https://jekyllrb.com/docs/liquid/filters/ */
export const jekyllFunctions: TemplateFunctions = new Map([
  ["default", orElse],
  ["downcase", lower],
  ["strip", trim],
  ["escape", asIs],
  ["slugify", slugify],
]);

/** Those that LiquidJS and Nunjucks have. What `slug` and `slugify` make of a text is not known: packages do it. */
export const eleventyFunctions: TemplateFunctions = new Map([
  ["default", orElse],
  ["downcase", lower],
  ["lower", lower],
  ["strip", trim],
  ["trim", trim],
  ["safe", asIs],
  ["escape", asIs],
]);

/** https://gohugo.io/functions/ */
export function hugoFunctions(style: HeadingIdStyle, paths: PathOptions): TemplateFunctions {
  const anchorize = (value: string): string | undefined =>
    headingIds([{ pieces: [{ kind: "text", value }], raw: value, level: 2, id: undefined }], style)[0] ?? undefined;
  // Other letters are percent-encoded, and a browser may or may not find them.
  const urlize = (value: string): string | undefined => (/^[ -~]*$/.test(value) ? hugoPath(value, paths) : undefined);
  return new Map<string, (value: string, argument: string | undefined) => string | undefined>([
    ["default", orElse],
    ["anchorize", anchorize],
    ["urls.anchorize", anchorize],
    ["urlize", urlize],
    ["urls.urlize", urlize],
    ["lower", lower],
    ["strings.tolower", lower],
    ["strings.trimspace", trim],
    ["string", asIs],
    ["safehtml", asIs],
    ["safehtmlattr", asIs],
    ["htmlescape", asIs],
  ]);
}

export const noFunctions: TemplateFunctions = new Map();

export const isStep = (step: Step | undefined, functions: TemplateFunctions): step is Step =>
  step !== undefined && functions.has(step[0]) && (step[1] !== undefined || step[0] !== "default");

/** What the functions make of a value, in order; `undefined`: not known. */
export function changed(value: string, steps: readonly Step[], functions: TemplateFunctions): string | undefined {
  let after: string | undefined = value;
  for (const [name, argument] of steps) {
    if (after === undefined) break;
    // No function makes something of nothing, except `default`.
    if (after !== "" || name === "default") after = functions.get(name)?.(after, argument);
  }
  return after;
}

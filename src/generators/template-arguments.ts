/** The ids that a template makes of the arguments of the tag that includes it. */
import { type TagArguments, tagArguments } from "../article/tag-arguments.js";
import { changed, isStep, type Step, type TemplateFunctions } from "./template-functions.js";

/** A value of a template: a literal, an argument, or an argument that is absent; and the functions that it passes. */
export interface ValueSource {
  readonly value?: string;
  /**
   * `id` of `include.id`, `.Get "id"` and `.Params.id`; `0` of `.Get 0`; `.id` of a field of the context, which is `.`; `$id`
   * of a variable, which also other templates and data may set.
   */
  readonly argument?: string;
  readonly steps: readonly Step[];
}

/** What a template gives to one that it includes. */
export interface GivenArguments {
  /** `undefined`: a value of which nothing is known. */
  readonly given: ReadonlyMap<string, readonly ValueSource[] | undefined>;
  /** The others: those of the tag in the article, none, or any. */
  readonly others: "outer" | "none" | "unknown";
}

/** `same`: its own. `more`: its own variables, and these. */
export type PassedArguments = "same" | (GivenArguments & { readonly more?: true });

const unknown: GivenArguments = { given: new Map(), others: "unknown" };

/** Templates that include themselves make this longer each time. */
const maxSteps = 20;

/** With more values than this, nothing is known of them: templates and assignments that name themselves double them each time. */
const mostSources = 16;

/** Each value once; `undefined`: too many. */
export function distinct(sources: readonly ValueSource[]): readonly ValueSource[] | undefined {
  if (sources.length < 2) return sources;
  const found = new Map(sources.map((one) => [JSON.stringify(one), one]));
  return found.size > mostSources ? undefined : [...found.values()];
}

/** What a value is in a template that has been given arguments; `undefined`: not known. */
export function resolved(source: ValueSource, { given, others }: GivenArguments): readonly ValueSource[] | undefined {
  const { argument, steps } = source;
  if (steps.length > maxSteps) return undefined;
  if (argument === undefined) return [source];
  if (given.has(argument)) return given.get(argument)?.map((one) => ({ ...one, steps: one.steps.concat(steps) }));
  if (others === "outer" && !argument.startsWith(".")) return [source];
  return others === "none" && !/^[.$]/.test(argument) ? [{ steps }] : undefined;
}

/** The id, which may be empty, of a value that is no argument; `undefined`: not known. */
export const idOfValue = ({ value = "", steps }: ValueSource, functions: TemplateFunctions): string | undefined =>
  changed(value, steps, functions);

/** The id that an argument of a tag in an article makes. */
export const idOfArgument =
  ({ argument = "", steps }: ValueSource, functions: TemplateFunctions) =>
  (values: TagArguments): string | undefined => {
    if (!values.has(argument) && argument.startsWith("$")) return undefined;
    const value = values.has(argument) ? values.get(argument) : "";
    return value === undefined ? undefined : changed(value, steps, functions);
  };

/** An argument, or a field of the context: `include.id`, `.Get 0`, `.Get "id"`, `.Params.id`, `.id`, `$.id`. */
const argumentPattern = /^(?:include\.([\w-]+)|\$?\.Get\s+(?:(\d+)|["`]([\w-]+)["`])|\$?\.Params\.(\w+)|\$?(\.\w+))$/;

/** What the tags of a template know of the arguments. */
export class ArgumentReader {
  readonly #functions: TemplateFunctions;
  readonly #variables = new Map<string, readonly ValueSource[] | undefined>();
  /** What `.` is; `same`: what it is at the start of the template. */
  readonly #dot: "same" | readonly ValueSource[] | undefined;

  constructor(tags: readonly string[], functions: TemplateFunctions) {
    this.#functions = functions;
    const inner = tags.filter((tag) => tag.startsWith("{")).map(innerOf);
    const opening = inner.filter((tag) => /^(?:else\s+)?(?:with|range|block|define)\b/.test(tag));
    this.#dot = "same";
    if (opening.length > 0) {
      // An argument itself, whatever is around it.
      const values = opening.map((tag) => this.#argument(/^(?:else\s+)?with\s+(.*)$/.exec(tag)?.[1] ?? ""));
      const isKnown = values.every((one) => one !== undefined) && opening.every((tag) => !tag.startsWith("else"));
      this.#dot = isKnown ? distinct(values.flatMap((one) => one ?? [])) : undefined;
    }
    for (const tag of inner) {
      const [, hugo, liquid, value = ""] =
        /^(?:(?:(?:else\s+)?(?:with|if)\s+)?(\$\w+)\s*:?=|(?:assign|set)\s+([\w-]+)\s*=)\s*(.*)$/s.exec(tag) ?? [];
      const name = hugo ?? liquid;
      if (name === undefined) continue;
      const sources = this.#sources(value);
      const known = this.#variables.has(name) ? this.#variables.get(name) : [];
      this.#variables.set(name, sources && known ? distinct([...known, ...sources]) : undefined);
    }
  }

  /** The values that a tag shows; `undefined`: it shows something else. */
  of(tag: string): readonly ValueSource[] | undefined {
    return /^\{\{/.test(tag) ? this.#sources(innerOf(tag)) : undefined;
  }

  /** What a tag of Liquid gives: `id="top" of=include.name`, `id: "top", of: name`. */
  liquid(word: string, written: string): PassedArguments {
    const given = new Map<string, readonly ValueSource[] | undefined>();
    for (const [name, { quoted, bare }] of tagArguments(written, "liquid"))
      given.set(name, quoted === undefined ? this.#sources(bare) : [{ value: quoted, steps: [] }]);
    // What `render` includes sees no variables of others: https://liquidjs.com/tags/render.html
    return { given, others: "none", ...(word !== "render" && { more: true }) };
  }

  /** What an action of a Go template gives: `.`, `"top"`, `(dict "id" "top" "page" .)`. */
  go(written: string): PassedArguments {
    const [context = ""] = terms(written);
    if (context === "$" || (context === "." && this.#dot === "same")) return "same";
    const given = new Map<string, readonly ValueSource[] | undefined>();
    const [word, ...pairs] = /^\(.*\)$/s.test(context) ? terms(context.slice(1, -1)) : [];
    if (word !== "dict" && word !== "collections.Dictionary") {
      given.set(".", this.#sources(context));
      return { given, others: "unknown" };
    }
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const key = literal(pairs[at] ?? "");
      if (key === undefined) return unknown;
      given.set(`.${key}`, this.#sources(pairs[at + 1] ?? ""));
    }
    return { given, others: "unknown" };
  }

  #sources(pipeline: string): readonly ValueSource[] | undefined {
    const [first = "", ...rest] = pipes(withoutParens(pipeline));
    const words = first.trim();
    const [call = "", ...values] = terms(words);
    const last = values.at(-1) ?? "";
    const isCall =
      values.length > 0 &&
      /^[a-z][\w.]*$/i.test(call) &&
      isStep(stepOf(`${call} ${values.slice(0, -1).join(" ")}`), this.#functions);
    let all = isCall ? this.#sources(last) : this.#value(words);
    const filters = isCall ? [`${call} ${values.slice(0, -1).join(" ")}`, ...rest] : rest;
    if (filters.length > maxSteps) return undefined;
    for (const filter of filters) {
      const step = stepOf(filter);
      all = isStep(step, this.#functions) ? all?.map((one) => ({ ...one, steps: [...one.steps, step] })) : undefined;
    }
    return all;
  }

  #argument(written: string): readonly ValueSource[] | undefined {
    const found = argumentPattern.exec(withoutParens(written))?.slice(1);
    const argument = found?.find((one) => one !== undefined);
    return argument === undefined ? undefined : [{ argument, steps: [] }];
  }

  #value(written: string): readonly ValueSource[] | undefined {
    const value = withoutParens(written);
    if (value === ".") return this.#dot === "same" ? [{ argument: ".", steps: [] }] : this.#dot;
    // Within `with` and `range`, `.id` is a field of something else.
    if (/^\.\w+$/.test(value) && this.#dot !== "same") return undefined;
    const own = this.#argument(value);
    if (own) return own;
    const text = literal(value);
    if (text !== undefined) return [{ value: text, steps: [] }];
    if (this.#variables.has(value)) return this.#variables.get(value);
    return /^[a-z_][\w-]*$/i.test(value) ? [{ argument: `$${value}`, steps: [] }] : undefined;
  }
}

const innerOf = (tag: string): string => tag.replace(/^\{[{%]-?\s*|\s*-?[}%]\}$/g, "");

const literal = (written: string): string | undefined => {
  const [, double, single] = /^(?:"([^"\\]*)"|(?:'([^'\\]*)'|`([^`]*)`))$/.exec(written) ?? [];
  return double ?? single ?? /^`([^`]*)`$/.exec(written)?.[1];
};

/** What is separated by spaces, outside quotes and parentheses, before a `)` or `|` that belongs to what is around it. */
function terms(written: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let isOpen = false;
  for (const [token] of written.matchAll(/"(?:[^"\\]|\\.)*"|`[^`]*`|'[^']*'|[()|,]|\s+|[^\s()|,"'`]+|["'`]/g)) {
    if (depth === 0 && (token === ")" || token === "|")) break;
    if (depth === 0 && /^[\s,]/.test(token)) {
      isOpen = false;
      continue;
    }
    if (token === "(") depth++;
    else if (token === ")") depth--;
    if (isOpen) found.push(`${found.pop()}${token}`);
    else found.push(token);
    isOpen = true;
  }
  return found;
}

/** The parts of a pipeline. */
function pipes(written: string): string[] {
  const found = [""];
  let depth = 0;
  for (const [token] of written.matchAll(/"(?:[^"\\]|\\.)*"|`[^`]*`|'[^']*'|[()|]|[^()|"'`]+|["'`]/g)) {
    if (token === "(") depth++;
    else if (token === ")") depth--;
    if (token === "|" && depth === 0) found.push("");
    else found.push(`${found.pop()}${token}`);
  }
  return found;
}

/** `(.Get 0)` as `.Get 0`. */
function withoutParens(written: string): string {
  const inner = /^\(([^()]*)\)$/.exec(written.trim())?.[1];
  return (inner ?? written).trim();
}

/** `lower`, `default "a"`, `slugify: "pretty"`. */
function stepOf(filter: string): Step | undefined {
  const [, name = "", written = ""] = /^([\w.]+)\s*:?\s*(.*)$/s.exec(filter.trim()) ?? [];
  if (written === "") return name === "" ? undefined : [name.toLowerCase()];
  const value = literal(written.trim());
  return value === undefined ? undefined : [name.toLowerCase(), value];
}

/** The ids that a template makes of the arguments of the tag that includes it, and the functions that change them. */
import { headingIds } from "../article/heading-ids.js";
import { hugoPath } from "./routes/hugo-path.js";

/** The functions that an argument passes, in order; `["default", "a"]` is `a` in place of no argument. */
export type ArgumentSteps = readonly (string | readonly ["default", string])[];

const asIs = (value: string): string => value;
const anchorize = (value: string): string | undefined =>
  headingIds([{ pieces: [{ kind: "text", value }], raw: value, level: 2, id: undefined }], "goldmark")[0] ?? undefined;
/** Other letters are percent-encoded, and a browser may or may not find them. */
const urlize = (value: string): string | undefined =>
  /^[ -~]*$/.test(value) ? hugoPath(value, { keepsCase: false, removesAccents: false }) : undefined;
const lower = (value: string): string => value.toLowerCase();
const trim = (value: string): string => value.trim();
/** Jekyll, in its standard mode. */
const slugify = (value: string): string =>
  value
    .replace(/[^\p{M}\p{L}\p{Nd}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();

/** https://gohugo.io/functions/, https://jekyllrb.com/docs/liquid/filters/ */
const functions: ReadonlyMap<string, (value: string) => string | undefined> = new Map([
  ["anchorize", anchorize],
  ["urls.anchorize", anchorize],
  ["urlize", urlize],
  ["urls.urlize", urlize],
  ["lower", lower],
  ["strings.tolower", lower],
  ["downcase", lower],
  ["strings.trimspace", trim],
  ["strip", trim],
  ["slugify", slugify],
  ["string", asIs],
  ["safehtml", asIs],
  ["safehtmlattr", asIs],
  ["htmlescape", asIs],
  ["escape", asIs],
]);

/** The id that the steps make of an argument; `undefined`: that is not known. */
export function argumentId(value: string, steps: ArgumentSteps): string | undefined {
  let id: string | undefined = value;
  for (const step of steps) if (typeof step === "string" && id !== undefined) id = functions.get(step)?.(id);
  return id;
}

/** The ids without an argument: those of `default "a"`. */
export const standardIds = (steps: ArgumentSteps): string[] =>
  steps.flatMap((step, at) => (typeof step === "string" ? [] : (argumentId(step[1], steps.slice(at + 1)) ?? [])));

/** An argument: `include.id`, `.Get 0`, `.Get "id"`, `.Params.id`. */
const argument = /^(?:include\.[\w-]+|\.Get\s+(?:\d+|["`][\w-]+["`])|\.Params\.\w+)$/;

/** What the tags of a template know of the arguments. */
export class ArgumentReader {
  readonly #variables = new Map<string, ArgumentSteps[] | undefined>();
  /** `.` is always an argument. */
  readonly #dotIsArgument: boolean;

  constructor(tags: readonly string[]) {
    const inner = tags.map(innerOf);
    const opening = inner.filter((tag) => /^(?:else\s+)?(?:with|range|block|define)\b/.test(tag));
    this.#dotIsArgument =
      opening.length > 0 && opening.every((tag) => argument.test(/^with\s+(.*)$/.exec(tag)?.[1] ?? ""));
    for (const tag of inner) {
      const [, name, value = ""] = /^(?:(?:else\s+)?(?:with|if)\s+)?(\$\w+)\s*:?=\s*(.*)$/s.exec(tag) ?? [];
      if (name === undefined) continue;
      const steps = this.#stepsOf(value);
      const known = this.#variables.has(name) ? this.#variables.get(name) : [];
      this.#variables.set(name, steps && known ? [...known, ...steps] : undefined);
    }
  }

  /** What becomes of the argument that a tag shows; `undefined`: it shows something else. */
  of(tag: string): readonly ArgumentSteps[] | undefined {
    return /^\{\{/.test(tag) ? this.#stepsOf(innerOf(tag)) : undefined;
  }

  #stepsOf(pipeline: string): ArgumentSteps[] | undefined {
    const [first = "", ...rest] = withoutParens(pipeline).split("|");
    const words = first.trim();
    const [, call = "", inner = ""] = /^([\w.]+)\s+\(?((?:\.Get|\.Params|\$|\.$)[^()]*)\)?$/.exec(words) ?? [];
    const isCall = call !== "" && !words.startsWith(".");
    const [, otherwise, ofDefault = ""] = /^default\s+"([^"]*)"\s+\(?([^()]*)\)?$/.exec(words) ?? [];
    let all =
      otherwise !== undefined
        ? this.#valueOf(ofDefault)?.map((steps): ArgumentSteps => [...steps, ["default", otherwise]])
        : this.#valueOf(isCall ? inner : words);
    for (const filter of [...(isCall && otherwise === undefined ? [call] : []), ...rest]) {
      const step = stepOf(filter.trim());
      all = step === undefined ? undefined : all?.map((steps) => [...steps, step]);
    }
    return all;
  }

  #valueOf(written: string): ArgumentSteps[] | undefined {
    const value = withoutParens(written);
    if (argument.test(value) || (value === "." && this.#dotIsArgument)) return [[]];
    return value.startsWith("$") ? this.#variables.get(value) : undefined;
  }
}

const innerOf = (tag: string): string => tag.replace(/^\{\{-?\s*|\s*-?\}\}$/g, "");

/** `(.Get 0)` as `.Get 0`. */
function withoutParens(written: string): string {
  const inner = /^\(([^()]*)\)$/.exec(written.trim())?.[1];
  return (inner ?? written).trim();
}

function stepOf(filter: string): ArgumentSteps[number] | undefined {
  const [, otherwise] = /^default:?\s+["']([^"']*)["']$/.exec(filter) ?? [];
  if (otherwise !== undefined) return ["default", otherwise];
  const name = filter.toLowerCase();
  return functions.has(name) ? name : undefined;
}

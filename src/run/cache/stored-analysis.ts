/** The analysis of an article as a text that can be cached and sent. Its parts are parsed separately. */
import { noAttributes } from "../../article/body/attributes.js";
import type { Attribute, ImageReference, LinkReference, ModuleFile } from "../../article/types.js";
import type { ResolveImage, ResolveLink } from "../../facts/resolve.js";
import type { FactRequest, Summaries } from "../../lint/index.js";
import { isRecord } from "../../platform/is-record.js";
import { sha256Of } from "../../platform/sha256.js";
import { statedPolicy } from "../../probe/referrer.js";
import type { ImageFact, LinkFact, LinkWant, Want } from "../../probe/types.js";
import type { Analysis, LintedText } from "../lint-text.js";
import { violationOf, violationTuple } from "../serialize.js";
import { areViolationTuples } from "../stored-form.js";

/** The index of each line of a stored analysis. What an unchanged article needs comes first. */
enum Line {
  /** Short forms of the fact requests. */
  Briefs,
  Summaries,
  Lines,
  /** All violations, and what was known of the facts: see `knownBy`. */
  Found,
  /** The day, the title and the feed. */
  About,
  /** The path and the hash of each file that the article imports. */
  Modules,
  Violations,
  Requests,
  Directives,
}
const lineCount = 9;
/** The lines that are always read. */
const frontLines = Line.Modules + 1;

/** Lines of JSON, which contains no line breaks: see `Line`. */
export function serializeAnalysis({
  analysis,
  facts,
  found,
  errors,
}: Pick<LintedText, "analysis" | "facts" | "found" | "errors">): string {
  const { violations, factRequests, summaries, lines, directives, day, title, feed, modules } = analysis;
  const briefs = factRequests.map(briefOf);
  const known = knownBy(briefs, facts);
  return [
    briefs,
    summaries,
    [lines.first, lines.length, [...lines.starts]],
    // An error is not stored, and a run that repeats the violations would not report it.
    known === undefined || errors.length > 0 ? 0 : [known, found.map(violationTuple)],
    [day ?? null, title ?? null, feed ?? null],
    modules.map(({ path, hash }) => [path, hash ?? null]),
    violations.map(violationTuple),
    toStored(factRequests),
    directives,
  ]
    .map((part) => JSON.stringify(part))
    .join("\n");
}

/** The length of the lines that are always read, in bytes; `undefined` if they are not complete. */
function frontLength(bytes: Uint8Array): number | undefined {
  let end = -1;
  for (let line = 0; line < frontLines; line++) {
    end = bytes.indexOf(0x0a, end + 1);
    if (end === -1) return undefined;
  }
  return end;
}

/**
 * What rules can know of the facts: why there are none, such as offline, and what the links within the site lead to. With the
 * same, rules report the same violations. `undefined` if other facts are known.
 */
export function knownBy(
  briefs: readonly FactRequestBrief[],
  facts: readonly (ImageFact | LinkFact | undefined)[],
): string | undefined {
  const known: unknown[] = [];
  let hasLinks = false;
  for (const [at, brief] of briefs.entries()) {
    const fact = facts[at];
    if (isLocalLink(brief)) {
      hasLinks = true;
      known.push(fact ?? null);
    } else if (fact?.verdict === "unchecked" && !fact.file) known.push([fact.reason, fact.detail]);
    else return undefined;
  }
  const text = JSON.stringify(known);
  // The facts of links are long, and nobody reads them.
  return hasLinks ? sha256Of(text) : text;
}

/** A fact request without the values that only rules need. */
export type FactRequestBrief = ImageBrief | LocalLinkBrief | readonly ["link"];
type ImageBrief = readonly [about: "image", target: ImageReference["target"], want: Want, referrerPolicy: string | 0];
type LocalLinkBrief = readonly [
  about: "link",
  reference: Pick<LinkReference, "kind" | "syntax" | "url" | "target"> & {
    readonly resolved: string | undefined;
    readonly tag: string | undefined;
  },
  want: LinkWant,
];

/** Whether it is a link within the site. */
export const isLocalLink = (brief: FactRequestBrief): brief is LocalLinkBrief =>
  brief[0] === "link" && brief.length > 1;

/** A request for `FactResolver.link`, with the parts of the reference that the fact depends on. */
export const linkRequestOf = ([, reference, want]: LocalLinkBrief): Parameters<ResolveLink> => [
  reference as LinkReference,
  want,
];

/** A request for `FactResolver.image`, with the parts of the reference that the fact depends on. */
export function requestOf([, target, want, policy]: ImageBrief): Parameters<ResolveImage> {
  const attributes = policy === 0 ? {} : { referrerpolicy: { value: policy } };
  return [{ target, url: "url" in target ? target.url : "", attributes } as unknown as ImageReference, want, noContext];
}

/** Has no effect if no fact can be known. */
const noContext = { instead: [], insteadOfBroken: [], day: undefined };

function briefOf(request: FactRequest): FactRequestBrief {
  if (request.about === "link") {
    const { kind, syntax, url, resolved, tag, target } = request.reference;
    if (target.kind !== "local") return ["link"];
    return ["link", { kind, syntax, url, resolved, tag, target }, request.want];
  }
  const { target, attributes } = request.reference;
  return ["image", target, request.want, attributes.referrerpolicy ? statedPolicy(attributes.referrerpolicy.value) : 0];
}

/** Each part is parsed at its first use. */
export class StoredAnalysis {
  readonly #front: readonly string[];
  readonly #readAll: () => string;
  #all: readonly string[] | undefined;

  private constructor(front: readonly string[], readAll: () => string) {
    this.#front = front;
    this.#readAll = readAll;
  }

  /** @throws an error if it is not a stored analysis. */
  static from(text: string): StoredAnalysis {
    return new StoredAnalysis(linesIn(text), () => text);
  }

  /**
   * An analysis of which only the lines that are always read are decoded.
   *
   * @param bytes only needed during this call.
   * @param readAgain called for the other lines.
   * @throws an error if it is not a stored analysis. So do the getters, if it cannot be read again.
   */
  static fromBytes(bytes: Buffer, readAgain: () => Buffer | undefined): StoredAnalysis {
    const front = bytes.toString("utf8", 0, frontLength(bytes)).split("\n");
    return new StoredAnalysis(front, () => readAgain()?.toString() ?? "");
  }

  get text(): string {
    return this.#lines.join("\n");
  }

  /**
   * The violations if this is known of the facts (see `knownBy`), as `ViolationTuple[]` in JSON; `undefined` if something
   * else was known when they were stored.
   *
   * @throws an error if stet has not written them.
   */
  violationsWith(known: string): string | undefined {
    const text = this.#front[Line.Found] as string;
    const start = `[${JSON.stringify(known)},`;
    if (!text.startsWith(start)) return undefined;
    const violations = text.slice(start.length, -1);
    if (violations !== "[]" && !areViolationTuples(JSON.parse(violations))) throw new Error("not a stored analysis");
    return violations;
  }

  get briefs(): readonly FactRequestBrief[] {
    return this.#parse(Line.Briefs);
  }

  /** The URLs on other servers for which facts are requested. */
  urls(): string[] {
    const [, requests] = this.#parse<StoredRequests>(Line.Requests);
    return requests.flatMap(({ reference: { target } }) => (target.kind === "remote" ? [target.url] : []));
  }

  get summaries(): Summaries {
    const summaries = this.#parse<Summaries>(Line.Summaries);
    // Somebody else may have written it, as in a cache that was restored.
    if (!isRecord(summaries)) throw new Error("not a stored analysis");
    return summaries;
  }

  get lines(): Analysis["lines"] {
    const [first, length, starts] = this.#parse<[number, number, number[]]>(Line.Lines);
    // Somebody else may have written it, as in a cache that was restored.
    if (![first, length, ...starts].every(Number.isSafeInteger)) throw new Error("not a stored analysis");
    return { first, length, starts };
  }

  /** The files that the article imports; paths are relative to its folder. */
  get modules(): readonly ModuleFile[] {
    const modules = this.#parse<unknown>(Line.Modules);
    // Somebody else may have written it, as in a cache that was restored.
    if (!Array.isArray(modules) || !modules.every(isStoredModule)) throw new Error("not a stored analysis");
    return modules.map(([path, hash]) => ({ path, hash: hash ?? undefined }));
  }

  get feed(): string | undefined {
    return textOf(this.#parse<readonly unknown[]>(Line.About)[2]);
  }

  open(): Analysis {
    const [day, title, feed] = this.#parse<readonly unknown[]>(Line.About).map(textOf);
    const violations: unknown = this.#parse(Line.Violations);
    if (!areViolationTuples(violations)) throw new Error("not a stored analysis");
    return {
      violations: violations.map(violationOf),
      factRequests: fromStored(this.#parse(Line.Requests)),
      summaries: this.summaries,
      errors: [],
      directives: this.#parse<Analysis["directives"]>(Line.Directives),
      lines: this.lines,
      unreadable: false,
      usesNow: false,
      day,
      title,
      feed,
      modules: this.modules,
    };
  }

  get #lines(): readonly string[] {
    this.#all ??= linesIn(this.#readAll());
    return this.#all;
  }

  #parse<T>(line: Line): T {
    return JSON.parse((line < frontLines ? this.#front : this.#lines)[line] as string);
  }
}

const isStoredModule = (value: unknown): value is [path: string, hash: string | null] =>
  Array.isArray(value) && typeof value[0] === "string" && (value[1] === null || typeof value[1] === "string");

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function linesIn(text: string): readonly string[] {
  const lines = text.split("\n");
  if (lines.length !== lineCount) throw new Error("not a stored analysis");
  return lines;
}

type Reference = ImageReference | LinkReference;

type Attributes = Reference["attributes"];
type AttributeTuple = readonly [
  value: string,
  start: number,
  end: number,
  valueStart: number,
  valueEnd: number,
  quote: Attribute["quote"],
  hasValue: 0 | 1,
  spaceBefore: number,
  raw?: string,
];
/** The attributes of a tag, as tuples, because they are the largest part of a reference. */
type StoredAttributes = Readonly<Record<string, AttributeTuple>>;
/**
 * `attributes`: the index of the attributes in the list of all tags. A tag with a `srcset` has as many references as the
 * `srcset` has URLs. `written` is stored only if it differs from the URL; `alt` is 0 if it is that of the attributes.
 */
type StoredReference = Omit<Reference, "attributes" | "written" | "alt"> & {
  readonly written?: string;
  readonly alt?: string | 0;
  readonly attributes: number;
};
type StoredRequest = Omit<FactRequest, "reference"> & { readonly reference: StoredReference };
type StoredRequests = readonly [attributes: readonly StoredAttributes[], requests: readonly StoredRequest[]];

function toStored(requests: readonly FactRequest[]): StoredRequests {
  const all: StoredAttributes[] = [];
  const indexes = new Map<Attributes, number>();
  const stored = requests.map((request): StoredRequest => {
    const { written, attributes, ...rest } = request.reference as Reference & { readonly alt?: string };
    const index = indexes.get(attributes) ?? all.push(tuplesOf(attributes)) - 1;
    indexes.set(attributes, index);
    const alt = rest.alt !== undefined && rest.alt === attributes.alt?.value ? 0 : rest.alt;
    const reference = {
      ...rest,
      ...(alt !== undefined && { alt }),
      ...(written !== rest.url && { written }),
      attributes: index,
    };
    return { ...request, reference: reference as StoredReference };
  });
  return [all, stored];
}

function tuplesOf(attributes: Attributes): StoredAttributes {
  const tuples: Record<string, AttributeTuple> = {};
  for (const [key, { value, range, valueRange, quote, hasValue, spaceBefore, raw }] of Object.entries(attributes)) {
    const { start, end } = range;
    const { start: valueStart, end: valueEnd } = valueRange;
    const tuple = [value, start, end, valueStart, valueEnd, quote, hasValue ? 1 : 0, spaceBefore] as const;
    // defineProperty, because an attribute may have the name `__proto__`.
    Object.defineProperty(tuples, key, { value: raw === value ? tuple : [...tuple, raw], enumerable: true });
  }
  return tuples;
}

function fromStored([all, requests]: StoredRequests): FactRequest[] {
  const tags = all.map(attributesOf);
  return requests.map((request) => {
    const { reference } = request;
    const attributes = tags[reference.attributes] ?? noAttributes;
    const alt = reference.alt === 0 ? attributes.alt?.value : reference.alt;
    const { written = reference.url } = reference;
    return {
      ...request,
      reference: { ...reference, written, ...(alt !== undefined && { alt }), attributes },
    } as FactRequest;
  });
}

function attributesOf(tuples: StoredAttributes): Attributes {
  // No prototype, because any attribute name may be looked up, for example `constructor`.
  const attributes = Object.create(null) as Record<string, Attribute>;
  for (const [name, tuple] of Object.entries(tuples)) {
    const [value, start, end, valueStart, valueEnd, quote, hasValue, spaceBefore, raw = value] = tuple;
    const valueRange = { start: valueStart, end: valueEnd };
    const range = { start, end };
    attributes[name] = { name, value, range, valueRange, quote, hasValue: hasValue === 1, raw, spaceBefore };
  }
  return attributes;
}

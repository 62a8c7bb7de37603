/** The analysis of an article as a text that can be cached and sent. Its parts are parsed separately. */
import { noAttributes } from "../../article/body/attributes.js";
import type { Attribute, ImageReference, LinkReference } from "../../article/types.js";
import type { ResolveImage, ResolveLink } from "../../facts/resolve.js";
import type { FactRequest, Summaries } from "../../lint/index.js";
import { sha256Of } from "../../platform/sha256.js";
import { statedPolicy } from "../../probe/referrer.js";
import type { ImageFact, LinkFact, LinkWant, Want } from "../../probe/types.js";
import type { Analysis, LintedText } from "../lint-text.js";
import { type ViolationTuple, violationOf, violationTuple } from "../serialize.js";

/**
 * Lines of JSON: violations, short forms of fact requests, fact requests, summaries, lines, directives, all violations with
 * what is known of the facts (see `knownBy`), and the day, the title and the feed. JSON contains no line breaks.
 */
export function serializeAnalysis({
  analysis,
  facts,
  found,
}: Pick<LintedText, "analysis" | "facts" | "found">): string {
  const { violations, factRequests, summaries, lines, directives, day, title, feed } = analysis;
  const briefs = factRequests.map(briefOf);
  const known = knownBy(briefs, facts);
  return [
    violations.map(violationTuple),
    briefs,
    toStored(factRequests),
    summaries,
    [lines.first, lines.length, [...lines.starts]],
    directives,
    known === undefined ? 0 : [known, found.map(violationTuple)],
    [day ?? null, title ?? null, feed ?? null],
  ]
    .map((part) => JSON.stringify(part))
    .join("\n");
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
  readonly text: string;
  readonly #parts: readonly string[];

  constructor(text: string) {
    this.text = text;
    this.#parts = text.split("\n");
    if (this.#parts.length !== 8) throw new Error("not a stored analysis");
  }

  /**
   * The violations if this is known of the facts (see `knownBy`), as `ViolationTuple[]` in JSON; `undefined` if something
   * else was known when they were stored.
   */
  violationsWith(known: string): string | undefined {
    const text = this.#parts[6] as string;
    const start = `[${JSON.stringify(known)},`;
    return text.startsWith(start) ? text.slice(start.length, -1) : undefined;
  }

  get briefs(): readonly FactRequestBrief[] {
    return this.#part(1);
  }

  /** The URLs on other servers for which facts are requested. */
  urls(): string[] {
    const [, requests] = this.#part<StoredRequests>(2);
    return requests.flatMap(({ reference: { target } }) => (target.kind === "remote" ? [target.url] : []));
  }

  get summaries(): Summaries {
    return this.#part(3);
  }

  get lines(): Analysis["lines"] {
    const [first, length, starts] = this.#part<[number, number, number[]]>(4);
    return { first, length, starts };
  }

  get feed(): string | undefined {
    return this.#part<readonly (string | null)[]>(7)[2] ?? undefined;
  }

  open(): Analysis {
    const [day, title, feed] = this.#part<readonly (string | null)[]>(7);
    return {
      violations: this.#part<readonly ViolationTuple[]>(0).map(violationOf),
      factRequests: fromStored(this.#part(2)),
      summaries: this.summaries,
      errors: [],
      directives: this.#part<Analysis["directives"]>(5),
      lines: this.lines,
      unreadable: false,
      usesNow: false,
      day: day ?? undefined,
      title: title ?? undefined,
      feed: feed ?? undefined,
    };
  }

  #part<T>(at: number): T {
    return JSON.parse(this.#parts[at] as string);
  }
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

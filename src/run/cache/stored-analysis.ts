/** What an article said by itself, as a text that can be kept, and opened part by part. */
import type { Attribute, ImageReference, LinkReference } from "../../article/types.js";
import type { ResolveImage } from "../../facts/resolve.js";
import type { FactRequest, Summaries } from "../../lint/index.js";
import type { ImageFact, LinkFact, Want } from "../../probe/types.js";
import type { Analysis, LintedText } from "../lint-text.js";
import { type ViolationTuple, violationOf, violationTuple } from "../serialize.js";

/**
 * Lines: violations, inquiries in short, inquiries, summaries, lines, directives, what was found where nobody could
 * answer, and the day and the title. JSON has no line break of its own.
 */
export function serializeAnalysis({
  analysis,
  facts,
  found,
}: Pick<LintedText, "analysis" | "facts" | "found">): string {
  const { violations, factRequests, summaries, lines, directives, day, title } = analysis;
  const unanswered = unresolvedBy(facts);
  return [
    violations.map(violationTuple),
    factRequests.map(briefly),
    factRequests.map(shorter),
    summaries,
    [lines.first, lines.length, [...lines.starts]],
    directives,
    unanswered === undefined ? 0 : [unanswered, found.map(violationTuple)],
    [day ?? null, title ?? null],
  ]
    .map((part) => JSON.stringify(part))
    .join("\n");
}

/** Why nobody knows anything of what was asked; `undefined` if somebody does. All that rules have to say follows from it. */
export function unresolvedBy(facts: readonly (ImageFact | LinkFact | undefined)[]): string | undefined {
  if (!facts.every((fact) => fact?.verdict === "unchecked" && !fact.file)) return undefined;
  return JSON.stringify(facts.map((fact) => [fact?.reason, fact?.detail]));
}

/** An inquiry without what only its rules need: the question itself. */
export type FactRequestBrief = ImageBrief | readonly ["link"];
type ImageBrief = readonly [about: "image", target: ImageReference["target"], want: Want, referrerPolicy: string | 0];

/** A question as `Answers.image` takes it, with as much of the reference as an answer depends on. */
export function questionOf([, target, want, policy]: ImageBrief): Parameters<ResolveImage> {
  const attributes = policy === 0 ? {} : { referrerpolicy: { value: policy } };
  return [
    { target, url: "url" in target ? target.url : "", attributes } as unknown as ImageReference,
    want,
    nothingMore,
  ];
}

/** Nothing of it matters where nobody answers. */
const nothingMore = { instead: [], day: undefined };

const briefly = (inquiry: FactRequest): FactRequestBrief =>
  inquiry.about === "link"
    ? ["link"]
    : [
        "image",
        inquiry.reference.target,
        inquiry.want,
        inquiry.reference.attributes.referrerpolicy ? inquiry.reference.attributes.referrerpolicy.value : 0,
      ];

/** A kept exam; each part is read when it is asked for. */
export class StoredAnalysis {
  readonly text: string;
  readonly #parts: readonly string[];

  constructor(text: string) {
    this.text = text;
    this.#parts = text.split("\n");
    if (this.#parts.length !== 8) throw new Error("no exam");
  }

  /**
   * What there is to report, as `ViolationTuple[]` in JSON, if that is why nobody knows anything (see `unansweredBy`);
   * `undefined` if nobody has seen how it is then.
   */
  foundUnanswered(why: string): string | undefined {
    const text = this.#parts[6] as string;
    const start = `[${JSON.stringify(why)},`;
    return text.startsWith(start) ? text.slice(start.length, -1) : undefined;
  }

  get briefs(): readonly FactRequestBrief[] {
    return this.#part(1);
  }

  /** The URLs of other machines that are asked about. */
  urls(): string[] {
    return this.#part<readonly Short[]>(2).flatMap(({ reference: { target } }) =>
      target.kind === "remote" ? [target.url] : [],
    );
  }

  get summaries(): Summaries {
    return this.#part(3);
  }

  get lines(): Analysis["lines"] {
    const [first, length, starts] = this.#part<[number, number, number[]]>(4);
    return { first, length, starts };
  }

  open(): Analysis {
    const [day, title] = this.#part<readonly (string | null)[]>(7);
    return {
      violations: this.#part<readonly ViolationTuple[]>(0).map(violationOf),
      factRequests: this.#part<readonly Short[]>(2).map(longer),
      summaries: this.summaries,
      errors: [],
      directives: this.#part<Analysis["directives"]>(5),
      lines: this.lines,
      unreadable: false,
      usesNow: false,
      day: day ?? undefined,
      title: title ?? undefined,
    };
  }

  #part<T>(at: number): T {
    return JSON.parse(this.#parts[at] as string);
  }
}

type Reference = ImageReference | LinkReference;
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
/** Most of a reference is its attributes, and what is written is mostly what is meant. */
interface ShortReference extends Omit<Reference, "attributes" | "written"> {
  readonly written?: string;
  readonly attributes: Readonly<Record<string, AttributeTuple>>;
}
type Short<I extends FactRequest = FactRequest> = Omit<I, "reference"> & { readonly reference: ShortReference };

function shorter(inquiry: FactRequest): Short {
  const { written, attributes, ...rest } = inquiry.reference as Reference;
  const short: Record<string, AttributeTuple> = {};
  for (const [key, { value, range, valueRange, quote, hasValue, spaceBefore, raw }] of Object.entries(attributes)) {
    const { start, end } = range;
    const { start: valueStart, end: valueEnd } = valueRange;
    const tuple = [value, start, end, valueStart, valueEnd, quote, hasValue ? 1 : 0, spaceBefore] as const;
    // As any name, `__proto__` is one that may be written.
    Object.defineProperty(short, key, { value: raw === value ? tuple : [...tuple, raw], enumerable: true });
  }
  const reference = { ...rest, ...(written !== rest.url && { written }), attributes: short };
  return { ...inquiry, reference: reference as ShortReference };
}

function longer(inquiry: Short): FactRequest {
  // Attributes are looked up by names that anyone may write: no `constructor` must be found that is not there.
  const attributes = Object.create(null) as Record<string, Attribute>;
  for (const [name, tuple] of Object.entries(inquiry.reference.attributes)) {
    const [value, start, end, valueStart, valueEnd, quote, hasValue, spaceBefore, raw = value] = tuple;
    const valueRange = { start: valueStart, end: valueEnd };
    const range = { start, end };
    attributes[name] = { name, value, range, valueRange, quote, hasValue: hasValue === 1, raw, spaceBefore };
  }
  const { reference } = inquiry;
  return {
    ...inquiry,
    reference: { ...reference, written: reference.written ?? reference.url, attributes },
  } as FactRequest;
}

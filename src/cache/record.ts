/** What an article said by itself, as a text that can be kept, and opened part by part. */
import type { Attribute, ImageReference, LinkReference } from "../article/types.js";
import type { Inquiry, Summaries } from "../lint/index.js";
import type { Exam } from "../look.js";
import type { Want } from "../probe/types.js";
import { type ViolationTuple, violationOf, violationTuple } from "../wire.js";

/** Lines: violations, inquiries in short, inquiries, summaries, lines. JSON has no line break of its own. */
export function examText({ violations, inquiries, summaries, lines }: Exam): string {
  return [
    violations.map(violationTuple),
    inquiries.map(briefly),
    inquiries,
    summaries,
    [lines.first, lines.length, [...lines.starts]],
  ]
    .map((part) => JSON.stringify(part))
    .join("\n");
}

/** An inquiry without what only its rules need: the question itself. */
export type Brief = ImageBrief | readonly ["link"];
type ImageBrief = readonly [about: "image", target: ImageReference["target"], want: Want, referrerPolicy: string | 0];

/** A question as `Answers.image` takes it, with as much of the reference as an answer depends on. */
export function questionOf([, target, want, policy]: ImageBrief): [ImageReference, Want] {
  const attributes = policy === 0 ? {} : { referrerpolicy: { value: policy } };
  return [{ target, url: "url" in target ? target.url : "", attributes } as unknown as ImageReference, want];
}

const briefly = (inquiry: Inquiry): Brief =>
  inquiry.about === "link"
    ? ["link"]
    : [
        "image",
        inquiry.reference.target,
        inquiry.want,
        inquiry.reference.attributes.referrerpolicy ? inquiry.reference.attributes.referrerpolicy.value : 0,
      ];

/** A kept exam; each part is read when it is asked for. */
export class KeptExam {
  readonly #parts: readonly string[];

  constructor(text: string) {
    this.#parts = text.split("\n");
    if (this.#parts.length !== 5) throw new Error("no exam");
  }

  /** As `ViolationTuple[]` in JSON. */
  get violationsText(): string {
    return this.#parts[0] as string;
  }

  get briefs(): readonly Brief[] {
    return this.#part(1);
  }

  get summaries(): Summaries {
    return this.#part(3);
  }

  get lines(): Exam["lines"] {
    const [first, length, starts] = this.#part<[number, number, number[]]>(4);
    return { first, length, starts };
  }

  open(): Exam {
    return {
      violations: this.#part<readonly ViolationTuple[]>(0).map(violationOf),
      inquiries: this.#part<readonly Inquiry[]>(2).map(revived),
      summaries: this.summaries,
      errors: [],
      directives: [],
      lines: this.lines,
      unreadable: false,
      usesNow: false,
    };
  }

  #part<T>(at: number): T {
    return JSON.parse(this.#parts[at] as string);
  }
}

/** Attributes are looked up by names that anyone may write: no `constructor` must be found that is not there. */
function revived(inquiry: Inquiry): Inquiry {
  const reference = {
    ...inquiry.reference,
    attributes: Object.assign(Object.create(null) as Record<string, Attribute>, inquiry.reference.attributes),
  };
  return inquiry.about === "image"
    ? { ...inquiry, reference: reference as ImageReference }
    : { ...inquiry, reference: reference as LinkReference };
}

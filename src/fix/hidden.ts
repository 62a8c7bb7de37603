/** A fix must not hide another finding: a violation that no fix is about must still be found after the fixes. */

import type { Edit, Range } from "../article/types.js";
import { firstIndex } from "../platform/binary-search.js";
import { t } from "../platform/i18n.js";
import type { Violation } from "../results.js";
import type { Applied } from "./conflicts.js";
import { Offsets } from "./proof/offsets.js";
import type { Prover, Wanted } from "./prove.js";

/** What is compared between two versions of a text. */
export interface Findings {
  /** Also those that a baseline accepts, but not those of site rules, which run once. */
  readonly found: readonly Violation[];
  /** Where the front matter has ended. */
  readonly bodyStart: number;
  /** The images and links of the text. */
  readonly references: readonly Reference[];
  /** Whether a link to this fragment leads to a place in the text. */
  hasPlace(fragment: string): boolean;
}

/** An image or a link. */
export interface Reference {
  readonly url: string;
  readonly urlRange: Range;
  /** The whole element, Markdown image or front matter value. */
  readonly range: Range;
  readonly startTag: Range | undefined;
}

/**
 * How often a text is linted again in one pass to find the fixes that hide a finding. After that, the rest of the pass is
 * refused.
 */
const mostLints = 60;

/** A text after some of the fixes of a pass, with what was found in it. */
interface Visible<T> {
  readonly step: Applied;
  readonly input: T;
}

/**
 * Applies the fixes that hide no other finding. The others are refused in `prover`, with the reason.
 *
 * @param step all fixes, which are proven already.
 * @param lint which of the fixes of a text are safe need not be known to see what they hide, and takes most of the work.
 * @param hasWork whether work is left for the article, so that more than one text may be linted.
 */
export async function applyVisible<T extends { readonly findings?: Findings }>(
  before: T,
  step: Applied,
  wanted: readonly Wanted[],
  prover: Prover,
  lint: (text: string, isProven: boolean) => Promise<T>,
  hasWork: () => boolean,
): Promise<Visible<T>> {
  let lints = 0;
  const mayLint = () => lints === 0 || (lints < mostLints && hasWork());
  const empty: Visible<T> = { step: prover.apply([]), input: before };
  const isOf = (applied: Applied) => {
    const fixes = new Set(applied.applied.map(({ fix }) => fix));
    return ({ fix }: Wanted) => fixes.has(fix);
  };
  const visible = async (some: readonly Wanted[], applied: Applied): Promise<Visible<T>> => {
    if (some.length === 0) return empty;
    if (!mayLint()) {
      const reason = t(
        "fix.proof.unread",
        "too many fixes of this article are not safe, so stet did not check this one",
      );
      for (const { violation } of some) prover.refused.set(violation, reason);
      return empty;
    }
    lints++;
    // Most steps hide nothing, so that the first one is linted for the next pass.
    const input = await lint(applied.text, lints === 1);
    const hidden = hiddenBy(before.findings, input.findings, some, applied.edits);
    if (!hidden) return { step: applied, input };
    const [only] = some;
    if (only && some.length === 1) {
      prover.refuse(only, reasonFor(hidden));
      return empty;
    }
    const middle = some.length >> 1;
    const halves: Visible<T>[] = [];
    for (const half of [some.slice(0, middle), some.slice(middle)]) {
      const proven = prover.apply(half);
      halves.push(await visible(half.filter(isOf(proven)), proven));
    }
    const [left = empty, right = empty] = halves;
    if (left === empty || right === empty) return left === empty ? right : left;
    const both = some.filter((one) => isOf(left.step)(one) || isOf(right.step)(one));
    const together = prover.apply(both);
    if (!mayLint() || together.applied.length < both.length) return left;
    lints++;
    const inputOfBoth = await lint(together.text, false);
    // Fixes that only hide a finding together: the second half waits for the next pass.
    return hiddenBy(before.findings, inputOfBoth.findings, both, together.edits)
      ? left
      : { step: together, input: inputOfBoth };
  };
  const kept = await visible(wanted.filter(isOf(step)), step);
  if (lints <= 1 || kept === empty) return kept;
  return { step: kept.step, input: await lint(kept.step.text, true) };
}

const reasonFor = ({ rule, line }: Violation): string =>
  t("fix.proof.hidesFinding", "the violation of {rule} in line {line} would no longer be found", { rule, line });

/** A violation that is not found any more, although no fix is about it. */
export function hiddenBy(
  before: Findings | undefined,
  after: Findings | undefined,
  fixes: readonly Wanted[],
  edits: readonly Edit[],
): Violation | undefined {
  if (!before || !after) return undefined;
  const offsets = new Offsets(edits);
  const fixed = new Set(fixes.map(({ violation }) => violation));
  const places = startsOf(after.found);
  const isFound = ({ rule, messageId, range }: Violation) => {
    const { start, end } = offsets.placesOf(range.start);
    return hasBetween(places.get(keyOf({ rule, messageId })) ?? [], start, end);
  };
  const touched = (range: Range) => offsets.touching(range).length > 0;
  // Text that becomes front matter is read in another way. That there was none is reported at its start.
  const isFrontMatterNow = ({ start, end }: Range) =>
    before.bodyStart < start && offsets.placesOf(end).end <= after.bodyStart;
  const missing = before.found.filter(
    (one) => !fixed.has(one) && !touched(one.range) && !isFrontMatterNow(one.range) && !isFound(one),
  );
  if (missing.length === 0) return undefined;
  // What is known about an image or a link depends on its URL, and on the attributes of all tags with this URL.
  const changed = before.references.filter(({ startTag, range }) => touched(startTag ?? range));
  const renamed = after.references.filter(({ urlRange }) => offsets.newTouching(urlRange).length > 0);
  const urls = new Set([...changed, ...renamed].map(({ url }) => url));
  const isAboutChanged = ({ url, range }: Violation) =>
    (url !== undefined && urls.has(url)) ||
    before.references.some((one) => isIn(range, one.urlRange) && urls.has(one.url)) ||
    changed.some((one) => touched(one.urlRange) && isIn(range, one.startTag ?? one.range));
  // A fix has made the place to which the link leads, such as a heading.
  const isReached = ({ range }: Violation) =>
    before.references.some(({ url, urlRange }) => {
      const fragment = url.startsWith("#") && isIn(range, urlRange) ? url.slice(1) : undefined;
      return fragment !== undefined && !before.hasPlace(fragment) && after.hasPlace(fragment);
    });
  return missing.find((one) => !isAboutChanged(one) && !isReached(one));
}

const isIn = (inner: Range, outer: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;

const keyOf = ({ rule, messageId }: Pick<Violation, "rule" | "messageId">): string => `${rule} ${messageId}`;

function startsOf(violations: readonly Violation[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const violation of violations) {
    const key = keyOf(violation);
    const starts = places.get(key) ?? [];
    starts.push(violation.range.start);
    places.set(key, starts);
  }
  for (const starts of places.values()) starts.sort((a, b) => a - b);
  return places;
}

function hasBetween(starts: readonly number[], from: number, to: number): boolean {
  const next = starts[firstIndex(starts.length, (index) => (starts[index] as number) >= from)];
  return next !== undefined && next <= to;
}

/**
 * Fixes that change the URL of a page are not safe, whichever rule they come from: links to the page would break. Many
 * generators make the URL from the front matter, for example from the title.
 */
import { isDeepStrictEqual } from "node:util";
import type { FrontMatter } from "../article/types.js";
import type { AddressKey, FilePlan } from "../config/types.js";
import { t } from "../platform/i18n.js";
import type { ResultFix, Violation } from "../results.js";
import { type Fixable, judgedFixes, unjudged } from "./front-matter-after.js";

/**
 * The violations, with fixes that change the URL of the page marked as unsafe.
 *
 * @param file absolute path of the article.
 * @param readNow returns the article; called only if the generator of the site makes URLs from the front matter.
 */
export async function protectAddress(
  violations: readonly Violation[],
  file: string,
  plan: FilePlan,
  readNow: () => Fixable | Promise<Fixable>,
): Promise<Violation[]> {
  if (!plan.generator || !violations.some(({ fix }) => fix)) return [...violations];
  const article = await readNow();
  const keys = addressKeysOf(article, file, plan);
  if (keys.length === 0) return [...violations];
  const { frontMatter: before } = article;
  // Without an edit up to its end, the front matter stays as it is.
  const mayMove = ({ fix }: Violation) => before && fix?.edits.some(({ range }) => range.start <= before.range.end);
  const judged = judgedFixes(violations.filter(mayMove), article, plan, (after) =>
    before && after?.data ? keys.find((key) => !isSame(key, before, after)) : undefined,
  );
  return violations.map((violation) => {
    const { fix } = violation;
    const moving = judged.get(violation);
    if (!fix || moving === undefined) return violation;
    if (moving === "unread") return unjudged(violation);
    return { ...violation, fix: { ...fix, safe: false, title: titleOf(fix, moving) } };
  });
}

/** Empty if the page has no URL that readers could know: the generator does not publish it, or does not read its front matter. */
function addressKeysOf({ text, lead, frontMatter }: Fixable, file: string, plan: FilePlan): readonly AddressKey[] {
  const { generator } = plan;
  if (!generator || !frontMatter?.data || generator.unpublished(file)) return [];
  return generator.reads(text.slice(lead.start, lead.end)) ? generator.addressKeys(file, frontMatter.data) : [];
}

function isSame({ key, isSame: compare }: AddressKey, before: FrontMatter, after: FrontMatter): boolean {
  const [was, is] = [before, after].map(({ data }) => (data && Object.hasOwn(data, key) ? data[key] : undefined));
  const [wasWritten, isWritten] = [before.written([key]), after.written([key])];
  if (compare && wasWritten !== undefined && isWritten !== undefined) return compare(wasWritten, isWritten);
  return isDeepStrictEqual(was, is);
}

const titleOf = ({ title }: ResultFix, { reason }: AddressKey): string =>
  t("fix.movesPage", "{title} (changes the URL of the page, because {reason})", { title, reason });

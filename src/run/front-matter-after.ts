/** What fixes make of front matter, of which each may be applied alone. */
import type { Article, FrontMatter } from "../article/types.js";
import type { FilePlan } from "../config/types.js";
import { applyFixes, type Candidate, defectOf } from "../fix/conflicts.js";
import { readArticle } from "../lint/read-article.js";
import { t } from "../platform/i18n.js";
import type { Violation } from "../results.js";

/** What is needed of the article to see what a fix does to its front matter. */
export type Fixable = Pick<Article, "path" | "text" | "frontMatter" | "lead">;

/** So few fixes are judged one by one. Of more, those are judged at once that are harmless together. */
const few = 8;

/** Characters of front matter that are read again to judge its fixes, if there are more than a few. */
const mostReread = 2_000_000;

/** A fix and its violation. */
type Wanted = Candidate & { readonly violation: Violation };

/**
 * @param judge says what is wrong with the front matter after one or several fixes; `undefined`: nothing.
 * @returns what is wrong with which fixes; `"unread"`: too many others are wrong.
 */
export function judgedFixes<T>(
  violations: readonly Violation[],
  article: Fixable,
  plan: FilePlan,
  judge: (after: FrontMatter | undefined) => T | undefined,
): Map<Violation, T | "unread"> {
  const { path, text, frontMatter } = article;
  const length = frontMatter?.range.end ?? 0;
  const found = new Map<Violation, T | "unread">();
  const wanted = violations.flatMap((violation): Wanted[] => {
    const { rule, fix } = violation;
    // A fix with a defect is never applied.
    return fix && defectOf({ rule, fix }, text) === undefined ? [{ rule, fix, violation }] : [];
  });
  let reread = 0;
  const visit = (some: readonly Wanted[]): void => {
    if (some.length === 0) return;
    if (wanted.length > few && reread >= mostReread) {
      for (const { violation } of some) found.set(violation, "unread");
      return;
    }
    reread += length;
    const { text: next, applied, deferred } = applyFixes(text, some);
    const after = readArticle({ path, text: next }, plan).frontMatter;
    const wrong = judge(after);
    const [only] = some;
    // Of front matter that cannot be read any more, nothing can be said: two fixes may write the same key.
    const isReadable = some.length === 1 || after?.data !== undefined || frontMatter?.data === undefined;
    if (wrong === undefined && isReadable) {
      const fixes = new Set(applied.map(({ fix }) => fix));
      if (deferred.length > 0) visit(some.filter(({ fix }) => !fixes.has(fix)));
    } else if (only && some.length === 1 && wrong !== undefined) found.set(only.violation, wrong);
    else {
      visit(some.slice(0, some.length >> 1));
      visit(some.slice(some.length >> 1));
    }
  };
  if (wanted.length > few) visit(wanted);
  else for (const one of wanted) visit([one]);
  return found;
}

/** A violation whose fix was not judged: the fix is not safe. */
export function unjudged(violation: Violation): Violation {
  const { fix } = violation;
  const refused = t("fix.proof.unread", "too many fixes of this article are not safe, so stet did not check this one");
  return fix ? { ...violation, fix: { ...fix, safe: false, refused } } : violation;
}

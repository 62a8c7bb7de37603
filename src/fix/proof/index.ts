/**
 * Proves that fixes are safe. The article is read again after the fixes, and compared: a safe fix changes nothing but what it
 * declares.
 */
import type { Edit, Range } from "../../article/types.js";
import { t } from "../../platform/i18n.js";
import type { ResultFix } from "../../results.js";
import { DeclaredEdits } from "./declared.js";
import { becomesFrontMatter, besidesFrontMatter, frontMatterDamage, frontMatterObjection } from "./front-matter.js";
import {
  attributeListObjection,
  blockStartObjection,
  loneTagObjection,
  otherDialectObjection,
  unfinishedCommentObjection,
  unfinishedTagObjection,
} from "./markdown-parsers.js";
import { openElementObjection, strayEndTagObjection } from "./open-elements.js";
import { pageObjection } from "./page.js";
import type { Reading } from "./reading.js";
import {
  editObjection,
  endTagObjection,
  hiddenCodeObjection,
  pairingObjection,
  referenceObjection,
  syntaxObjection,
  tagNameObjection,
  verbatimObjection,
} from "./tags.js";
import { bareUrlObjection } from "./urls.js";

export { type ArticleFormat, type Reading, readForProof } from "./reading.js";

/** What fixes made of a text. */
export interface FixedText {
  readonly before: Reading;
  readonly after: Reading;
  /** Sorted and without duplicates. */
  readonly edits: readonly Edit[];
  readonly fixes: readonly ResultFix[];
}

/** Why the fixes are not safe, as a phrase; `undefined` if they are. */
export function objectionTo({ before, after, edits, fixes }: FixedText): string | undefined {
  const declared = new DeclaredEdits(edits, fixes);
  const { offsets } = declared;
  return (
    (before.frontMatterText === after.frontMatterText
      ? undefined
      : (frontMatterDamage(before, after, offsets) ?? frontMatterObjection(before, after, offsets))) ??
    (before.bodyText === after.bodyText
      ? undefined
      : becomesFrontMatter(before, after, offsets)
        ? besidesFrontMatter(after, offsets)
        : bodyObjection(before, after, declared))
  );
}

/** The same for what comes after the front matter. */
function bodyObjection(before: Reading, after: Reading, declared: DeclaredEdits): string | undefined {
  return (
    verbatimObjection(before, after, declared) ??
    syntaxObjection(before, after, declared) ??
    tagNameObjection(before, declared) ??
    referenceObjection(before, declared) ??
    pageObjection(before, after, declared) ??
    bareUrlObjection(before, after, declared) ??
    endTagObjection(before, after, declared) ??
    strayEndTagObjection(before, after, declared) ??
    openElementObjection(before, after, declared) ??
    pairingObjection(before, after) ??
    unfinishedTagObjection(before, after, declared) ??
    unfinishedCommentObjection(before, after, declared) ??
    loneTagObjection(before, after, declared) ??
    blockStartObjection(before, after, declared) ??
    attributeListObjection(before, declared) ??
    otherDialectObjection(before, after, declared) ??
    hidesObjection(before, after, declared)
  );
}

/** How fixes of any kind damage what they are not about, as a phrase; `undefined` if they do not. */
export const damageBy = ({ before, after, edits, fixes }: FixedText): string | undefined =>
  frontMatterDamage(before, after, new DeclaredEdits(edits, fixes).offsets) ??
  edits.map((edit) => hiddenCodeObjection(before, edit)).find((one) => one !== undefined);

/** A syntax error or a wrong tag that no fix touches must still be there: otherwise a fix has hidden it. */
function hidesObjection(before: Reading, after: Reading, { offsets }: DeclaredEdits): string | undefined {
  const keyOf = (name: string, at: number) => `${name} ${at}`;
  const now = new Set<string>();
  for (const { code, range } of after.body.parseErrors) now.add(keyOf(code, range.start));
  const isHidden = (name: string, range: Range) =>
    offsets.touching(range).length === 0 && !now.has(keyOf(name, offsets.placesOf(range.start).start));
  return before.body.parseErrors.some(({ code, range }) => isHidden(code, range))
    ? t("fix.proof.hides", "it would hide another problem")
    : undefined;
}

/** Why a fix is not safe by itself, as far as this is known without the fixed text. Costs nothing compared with a reading. */
export function objectionToFix(before: Reading, { edits }: ResultFix): string | undefined {
  // A repair of the front matter may make another body of it.
  if (edits.some(({ range }) => range.start < before.bodyStart)) return undefined;
  for (const edit of edits) {
    const objection = editObjection(before, edit);
    if (objection !== undefined) return objection;
  }
  return undefined;
}

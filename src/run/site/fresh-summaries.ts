/**
 * Summaries that are made again from the articles. The cache may hold some that stet has not written, and a checksum does not
 * say who has.
 */
import { summarize } from "../../lint/index.js";
import { readArticle } from "../../lint/read-article.js";
import type { SiteMember } from "../../lint/site.js";
import { load } from "../../load/index.js";
import type { SiteArticle } from "./sites-request.js";

/** The member with summaries of the text that is in the file; the same member if that text is another one. */
export async function freshMember(
  member: SiteMember,
  { file, plan }: Pick<SiteArticle, "file" | "plan">,
): Promise<SiteMember> {
  const { path, shown, linted, textLength, clashes, moved, orphan } = member;
  try {
    const { text, encodingProblem } = await load({ path: file.path, within: file.within });
    if (text.length !== textLength) return member;
    const { summaries } = summarize(readArticle({ path: file.shown, text, encodingProblem }, plan), plan);
    const summarized = Object.keys(summaries);
    const summaryOf = (rule: string) => summaries[rule];
    return { path, shown, linted, plan, summarized, summaryOf, clashes, moved, orphan, textLength };
  } catch {
    return member;
  }
}

/**
 * Templates of a Hugo site that put text of other files into a page: its ids are then not only those of the article.
 */
import { actionsIn } from "./go-templates.js";

/** Functions that make text of another file. */
const otherFile = /\b(?:readFile|os\.ReadFile|RenderString)\b/;
/** Other pages and files. */
const others = /\b(?:\w*Pages|GetPage|Resources?|Site|site|where|Translations|Sections)\b/;

/** Whether a template shows a file, or the content of other pages. */
export function showsMore(template: string): boolean {
  const open: boolean[] = [];
  for (const action of actionsIn(template)) {
    const [, keyword = ""] = /^-?\s*(range|with|if|block|define|end)\b/.exec(action) ?? [];
    if (keyword === "end") open.pop();
    else if (otherFile.test(action)) return true;
    else if (keyword === "range" || keyword === "with") open.push(others.test(action));
    else if (keyword !== "") open.push(false);
    else if (open.includes(true) && /\.Content\b/.test(action)) return true;
  }
  return false;
}

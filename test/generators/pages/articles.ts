/**
 * The bodies of the articles of the fixture sites: one construct in each, the same for all generators, so that their pages can be
 * compared. `npm run record:generators -- NAME` builds them with the real generator and writes `NAME/pages.json`.
 */
import { blocks } from "./blocks.js";
import { headings } from "./headings.js";
import { inline } from "./inline.js";

export const pages: Readonly<Record<string, string>> = { ...headings, ...blocks, ...inline };

/** The article with front matter that every generator publishes. */
export const articleWith = (body: string): string => {
  const front = "---\ntitle: Low water\ndate: 2024-02-03\n---\n\n";
  return (body.includes("\r\n") ? front.replaceAll("\n", "\r\n") : front) + body;
};

/** The addresses of Starlight: https://starlight.astro.build/guides/pages/, https://starlight.astro.build/guides/i18n/ */
import { isRecord } from "../../platform/is-record.js";
import { unreadAt } from "../unread.js";
import { entriesIn, type folderOfCollection } from "./astro-collections.js";
import { type AstroOutput, astroPage } from "./astro-page.js";
import { unknownIndex } from "./static-settings.js";
import type { GeneratedKind, Route, RouteIndex, SiteFiles } from "./types.js";

export function starlightIndex(
  options: unknown,
  files: SiteFiles,
  docs: ReturnType<typeof folderOfCollection>,
  how: AstroOutput,
): RouteIndex {
  if (!docs?.ids) return unknownIndex({ why: "setting", detail: "docs" });
  if (!isRecord(options) || unreadAt(options, "locales"))
    return unknownIndex({ why: "setting", detail: options === undefined ? "starlight" : "locales" });
  const locales = isRecord(options.locales) ? Object.keys(options.locales) : [];
  const standard = typeof options.defaultLocale === "string" ? options.defaultLocale : "root";
  const articles: [string, Route][] = [];
  const entries = entriesIn(docs.folder, files);
  const outputs = new Set<string>();
  const inStandard: string[] = [];
  for (const { file, id, data } of entries) {
    const route = astroPage(id, how);
    if (data.draft === true) articles.push([file, { state: "unpublished", because: "draft", output: route.output }]);
    else {
      articles.push([file, route]);
      outputs.add(route.output);
      const [first = "", ...rest] = id.split("/");
      if (standard === "root" && !locales.includes(first)) inStandard.push(id);
      else if (standard !== "root" && first === standard) inStandard.push(rest.join("/"));
    }
  }
  const generated: [string, GeneratedKind][] = [["404.html", "error"]];
  // A page that is not translated is shown in the standard language.
  for (const locale of locales)
    if (locale !== "root" && locale !== standard)
      for (const id of inStandard) {
        const { output } = astroPage(`${locale}/${id}`.replace(/\/$/, ""), how);
        if (!outputs.has(output)) generated.push([output, "other"]);
      }
  if (standard !== "root" && locales.length > 0) generated.push(["index.html", "home"]);
  return {
    articles,
    generated,
    copies: [],
    gaps: [{ reason: { why: "plugin", detail: "pagefind" }, prefix: "pagefind/" }],
  };
}

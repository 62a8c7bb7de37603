/** The addresses of a built site: those of its files. */
import path from "node:path";
import { readStart } from "../../platform/disk.js";
import type { Route, RoutePlan } from "./types.js";

/** Bytes of a page in which its canonical URL is looked for. */
const headBytes = 64 * 1024;

/**
 * @param root absolute path.
 * @param made the addresses of the site as its generator makes them, if it is known.
 */
export function builtRoutes(root: string, made: RoutePlan | undefined): RoutePlan {
  const home = made ? undefined : homeOf(root);
  const base = made?.base ?? home?.pathname ?? "/";
  const origin = made?.origin ?? home?.origin;
  return {
    base,
    origin,
    outputFolder: undefined,
    key: JSON.stringify(["built", base, origin]),
    sourceLinks: "as-is",
    copiedFrom: (output) => [output],
    async index(files) {
      const articles: [string, Route][] = [];
      for (const file of files.below("."))
        if (/\.html?$/i.test(file)) {
          const url = `/${file.replace(/(^|\/)index\.html?$/i, "$1")}`;
          articles.push([file, { state: "page", url, output: file, aliases: [] }]);
        }
      return { articles, generated: [], copies: [], gaps: [] };
    },
  };
}

/** The address of the home page, which it states itself. */
function homeOf(root: string): URL | undefined {
  let html: string;
  try {
    html = readStart(path.join(root, "index.html"), headBytes, undefined).text;
  } catch {
    return undefined;
  }
  const [link = ""] = /<link\b[^>]*\brel=["']?canonical\b[^>]*>/i.exec(html) ?? [];
  const [meta = ""] = /<meta\b[^>]*\bproperty=["']?og:url\b[^>]*>/i.exec(html) ?? [];
  const [, href = ""] = /\s(?:href|content)=["']?([^"'\s>]+)/i.exec(link || meta) ?? [];
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  return /^https?:$/.test(url.protocol) && url.pathname.endsWith("/") ? url : undefined;
}

/** What programs and plugins read although CommonMark does not. */
import { kramdown, marked, pythonMarkdown, unknownProgram } from "../article/dialect.js";
import type { Dialect } from "../article/types.js";
import type { GeneratorId, Site } from "./types.js";

/** What the program of a generator reads with the packages of a site. */
export function extrasOf(id: GeneratorId, dependencies: Site["dependencies"]): Partial<Dialect> {
  if (id === "jekyll") return kramdown;
  if (id === "mkdocs") return pythonMarkdown;
  if (id === "hugo") return { wideDelimiterRows: true };
  const packages = dependencies ?? new Map<string, string>();
  return id === "hexo" ? rendererOf(packages) : pluginsIn(packages);
}

/** The renderer of Hexo. Without one that stet knows, it may read more than CommonMark. */
function rendererOf(packages: ReadonlyMap<string, string>): Partial<Dialect> {
  const renderers = [...packages.keys()].filter((name) =>
    /^(?:@[\w-]+\/)?hexo-renderer-(?:mark|kramed|pandoc|rmark)/.test(name),
  );
  const [renderer = "", ...others] = renderers;
  if (others.length > 0) return unknownProgram;
  if (renderer === "hexo-renderer-marked") {
    const major = Number(/\d+/.exec(packages.get(renderer) ?? "")?.[0] ?? Number.NaN);
    // Version 7 is the first with marked 5 or later, and 3 the first with marked 1.
    if (major >= 7) return marked;
    // Before version 1, it has marked 0.3.
    if (major === 0) return { ...unknownProgram, inlineHtml: true };
    return major < 3 ? unknownProgram : { ...marked, emphasis: "marked-4" };
  }
  if (/^hexo-renderer-markdown-it/.test(renderer)) return pluginsIn(packages);
  return renderer === "" ? { ...marked, emphasis: "marked-4" } : unknownProgram;
}

/**
 * With plugins such as `remark-cjk-friendly`, punctuation does not keep Chinese text from being bold. VitePress has one since
 * version 2.
 */
function pluginsIn(packages: ReadonlyMap<string, string>): Partial<Dialect> {
  const has = (part: RegExp) => [...packages.keys()].some((name) => part.test(name));
  const friendly = [...packages.keys()].filter((name) => name.includes("cjk-friendly"));
  const isRemark = friendly.some((name) => /remark|micromark/.test(name));
  const vitepress = Number(/\d+/.exec(packages.get("vitepress") ?? "")?.[0] ?? 0);
  return {
    ...((friendly.length > 0 || vitepress >= 2) && {
      emphasis: isRemark ? ("cjk-friendly-micromark" as const) : ("cjk-friendly" as const),
    }),
    ...(has(/im(?:g|age)?-?size|markdown-it-plus/) && { imageSizes: true }),
  };
}

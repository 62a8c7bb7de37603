import { extensible, marked, unknownProgram } from "../article/dialect.js";
import type { Dialect, FrontMatterReader } from "../article/types.js";
import { ecmaScriptDate, jsYamlTimestamp, none, onMachines, zoneOffset } from "./dates.js";
import { isUnblank, rewrite } from "./fences.js";
import { pluginsIn } from "./markdown-packages.js";
import type { Profile, Settings } from "./types.js";

export const hexo: Profile = {
  id: "hexo",
  name: "Hexo",
  // https://hexo.io/docs/setup, https://hexo.io/docs/configuration
  config: ["_config.yml", "_config.yaml", "_config.json"],
  detect: [
    { files: ["_config.yml", "_config.yaml", "_config.json"], dependency: "hexo" },
    { files: ["_config.yml"], paths: ["{source_dir|source}/_posts"], without: ["Gemfile"] },
    {
      files: ["_config.yml"],
      keys: ["source_dir", "new_post_name", "post_asset_folder", "skip_render", "default_layout"],
    },
  ],
  readsSettings: true,
  content: {
    folders: ["{source_dir|source}/_posts", "{source_dir|source}"],
    extensions: [".md", ".markdown", ".html", ".htm"],
    ignores: ["{public_dir|public}/", "scaffolds/", "themes/"],
    roots: ["{source_dir|source}"],
  },
  frontMatter: {
    yaml: "js-yaml-4",
    // hexo-front-matter removes one line break before it looks for the fence, and no line with spaces.
    reads: (lead) => isUnblank(lead.replace(/\r?\n$/, "")),
    reader,
  },
  // https://github.com/hexojs/hexo-renderer-marked#options
  markdown: { parser: "marked", dialect: extensible, ofPackages },
  init: { preset: "recommended", schema: "preset:hexo" },
};

/** Which renderer makes HTML of Markdown. Without a renderer that stet knows, it may read more than CommonMark. */
function ofPackages(packages: ReadonlyMap<string, string>): Partial<Dialect> {
  const renderers = [...packages.keys()].filter((name) =>
    /^(?:@[\w-]+\/)?hexo-renderer-(?:mark|kramed|pandoc|rmark)/.test(name),
  );
  const [renderer = "", ...others] = renderers;
  if (others.length > 0) return unknownProgram;
  const version = packages.get(renderer);
  if (renderer === "hexo-renderer-marked") {
    const major = Number(/\d+/.exec(version ?? "")?.[0] ?? Number.NaN);
    // Version 7 is the first with marked 5 or later, and 3 the first with marked 1.
    if (major >= 7) return marked;
    return major < 3 ? unknownProgram : { ...marked, emphasis: "ascii" };
  }
  if (/^hexo-renderer-markdown-it/.test(renderer)) return pluginsIn(packages);
  return renderer === "" ? { ...marked, emphasis: "ascii" } : unknownProgram;
}

/** https://github.com/hexojs/hexo-front-matter, https://github.com/hexojs/hexo/blob/master/lib/plugins/processor/common.ts */
function reader({ timezone }: Settings): FrontMatterReader {
  const zone = typeof timezone === "string" && timezone.trim() !== "" ? timezone.trim() : undefined;
  return {
    library: "js-yaml",
    readsLooseFences: true,
    unreadFence({ open, close, content }) {
      if (/^-{3,}[ \t]+$/.test(open)) return { part: "open", effect: "text", write: open.trim() };
      if (open === "") return undefined;
      if (content === "") return rewrite("text");
      if (!/^(?:-{3,}|;{3,})$/.test(open)) return rewrite("text");
      if (open.startsWith(";") && /^\s*\{/.test(content)) return rewrite("text");
      if (!close.startsWith(open)) return { part: "close", effect: "text", write: open };
      return undefined;
    },
    dateKeys: ["date", "updated"],
    date({ text, plain, language }) {
      if (text === "" || (plain && text === "0")) return none;
      const timestamp = plain && language === "yaml" ? jsYamlTimestamp(text) : undefined;
      return onMachines(none, (machine) => {
        // hexo-front-matter adds the zone of the machine to a YAML timestamp, even to one with a zone.
        const read = timestamp
          ? timestamp.asUtc - ((timestamp.offset ?? 0) + machine) * 60_000
          : plain && /^\d+$/.test(text)
            ? Number(text)
            : ecmaScriptDate(text, machine);
        if (read === undefined || zone === undefined) return read;
        // With `timezone`, Hexo moves each date by the difference between that zone and the machine's.
        const target = zoneOffset(zone, read);
        return target === undefined ? undefined : read - (target - machine) * 60_000;
      });
    },
    // https://github.com/hexojs/warehouse/blob/master/src/types/boolean.ts
    switches: {
      published: {
        hides: (value) => value === false || value === 0 || value === "" || value === "false" || value === "0",
        hiding: "false",
      },
    },
  };
}

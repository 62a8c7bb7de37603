import { commonMark } from "../article/dialect.js";
import type { FrontMatterReader } from "../article/types.js";
import { anyText } from "../platform/any-text.js";
import { isRecord } from "../platform/is-record.js";
import { fails, momentOf, onMachines, psychTime, rubyTime, zoneOffset } from "./dates.js";
import { isUnblank, rewrite } from "./fences.js";
import { idsChangedByPlugins } from "./jekyll-plugins.js";
import type { Profile, Settings } from "./types.js";

export const jekyll: Profile = {
  id: "jekyll",
  name: "Jekyll",
  // https://jekyllrb.com/docs/configuration/
  config: ["_config.yml", "_config.yaml", "_config.toml"],
  // https://jekyllrb.com/docs/structure/
  detect: [
    {
      files: ["_config.yml", "_config.yaml", "_config.toml"],
      paths: ["{source|.}/_posts", "{source|.}/_layouts", "{source|.}/_includes", "{source|.}/_drafts"],
    },
    { files: ["_config.yml"], keys: ["remote_theme", "kramdown", "collections", "baseurl", "gems", "permalink"] },
  ],
  readsSettings: true,
  content: {
    folders: ["{source|.}/_posts", "docs/_posts", "{source|.}"],
    extensions: [".md", ".markdown", ".html", ".htm"],
    ignores: [
      "{destination|_site}/",
      "{source|.}/{layouts_dir|_layouts}/",
      "{source|.}/{includes_dir|_includes}/",
      "{source|.}/_sass/",
      "_plugins/",
      "vendor/",
      ".jekyll-cache/",
    ],
    roots: ["{source|.}"],
  },
  frontMatter: { yaml: "psych", reads: isUnblank, reader },
  // https://kramdown.gettalong.org/syntax.html#html-blocks, https://kramdown.gettalong.org/options.html
  readsWholeElements: ({ markdown = "kramdown", kramdown }) =>
    anyText(markdown).toLowerCase() === "kramdown" && !(isRecord(kramdown) && kramdown.parse_block_html === true),
  // https://jekyllrb.com/docs/configuration/markdown/
  markdown: {
    parser: "kramdown",
    dialect: { ...commonMark, unusedFootnotes: "hidden", definitionLists: true, templates: "liquid" },
    wholeElements: "kramdown",
    ofSite({ settings, root }) {
      const { markdown = "kramdown", kramdown = {} } = settings;
      const code = idsChangedByPlugins(settings, root);
      const { input = "GFM", auto_ids = true, auto_id_prefix = "" } = isRecord(kramdown) ? kramdown : {};
      const changed = code === undefined ? {} : { codeMakesIds: code };
      if (anyText(markdown).toLowerCase() !== "kramdown") return { emphasis: "unknown", ...changed };
      const known = {
        ...changed,
        altText: "source",
        // https://github.com/kramdown/parser-gfm/blob/master/lib/kramdown/parser/gfm.rb (ESCAPED_CHARS_GFM)
        escapes: "\\.*_+`<>()[]{}#!:|\"'$=-~",
      } as const;
      if (auto_ids !== true || auto_id_prefix !== "") return known;
      const isGfm = anyText(input).toLowerCase() === "gfm";
      return isGfm || input === "kramdown"
        ? { ...known, headingIdStyle: isGfm ? "kramdown-gfm" : "kramdown", bareUrls: "none" }
        : known;
    },
  },
  init: {
    preset: "recommended",
    schema: "preset:jekyll",
  },
};

/** https://github.com/jekyll/jekyll/blob/master/lib/jekyll/document.rb (YAML_FRONT_MATTER_REGEXP), https://jekyllrb.com/docs/front-matter/ */
function reader({ timezone }: Settings): FrontMatterReader {
  const zone = typeof timezone === "string" && timezone !== "" ? timezone : undefined;
  return {
    library: "Psych",
    repeatedKeys: "last",
    unreadFence({ lead, open, close, path }) {
      if (!/^---[ \t]*$/.test(open))
        return /^-{4,}[ \t]*$/.test(open) ? { part: "open", effect: "text", write: "---" } : rewrite("text");
      if (!/^(?:---|\.\.\.)[ \t]*$/.test(close)) return { part: "close", effect: "text", write: "---" };
      // Posts are read as UTF-8 with or without a mark; whether another file has front matter is decided by its first bytes.
      if (lead.startsWith("\uFEFF") && !/(?:^|\/)_posts\//.test(path)) return { part: "bom", effect: "copied" };
      return undefined;
    },
    // Posts and documents take it from the name of the file: https://github.com/jekyll/jekyll/blob/master/lib/jekyll/document.rb
    // (populate_title). Themes leave pages without one, such as the page of an error 404, out of the navigation.
    titleIsOptional: () => true,
    dateKeys: ["date"],
    date({ text, plain }) {
      if (plain && /^\d+$/.test(text)) return fails;
      const time = plain ? psychTime(text) : undefined;
      // Psych reads a time without a zone as UTC; `Time.parse` reads other text in local time.
      if (time) return onMachines(fails, () => Math.floor(momentOf(time, 0) / 1000) * 1000);
      return onMachines(fails, (machine) => {
        // With `timezone`, that is the local time of every machine.
        const asUtc = zone === undefined ? undefined : rubyTime(text, 0);
        return rubyTime(
          text,
          zone === undefined || asUtc === undefined ? machine : (zoneOffset(zone, asUtc) ?? machine),
        );
      });
    },
    switches: { published: { hides: (value) => value === false || value === null, hiding: "false" } },
  };
}

import {
  type Article,
  decodeFragment,
  defineRule,
  hasAnchor,
  setUrl,
  spelledId,
  suggest,
  t,
  truncate,
} from "../../src/rule.js";
import { isIncluded } from "../text/_content.js";
import { fragmentOf } from "./_fragments.js";

export default defineRule({
  name: "link/fragment",
  summary: "Disallow links to headings or ids that do not exist",
  severity: "warning",
  presets: { "built-site": "error", "rss-archive": "off", accessibility: "warning" },
  options: {
    layout: {
      type: "array",
      items: { type: "string" },
      default: [
        "comments",
        "comment",
        "respond",
        "more",
        "toc",
        "content",
        "main",
        "header",
        "footer",
        "nav",
        "search",
        "_top",
      ],
      description: "Ids that the site's layout adds to every page",
    },
  },
  messages: {
    // The `#` is part of the values: in Chinese, `t` would put a space between it and a Chinese heading.
    here: (d: { fragment: string; suggestion: string | undefined }) =>
      d.suggestion === undefined
        ? t(
            "link/fragment.here",
            '"{fragment}" does not match any heading or id in this article. Link to an existing heading or id.',
            { fragment: d.fragment },
          )
        : t(
            "link/fragment.here.suggestion",
            '"{fragment}" does not match any heading or id in this article. Did you mean "{suggestion}"?',
            { fragment: d.fragment, suggestion: d.suggestion },
          ),
    spelling: (d: { fragment: string; suggestion: string; generator: string }) =>
      t(
        "link/fragment.spelling",
        '"{fragment}" does not match any id in this article: {generator} gives the heading the id "{suggestion}".',
        d,
      ),
    elsewhere: (d: { fragment: string; path: string }) =>
      t(
        "link/fragment.elsewhere",
        '"{fragment}" does not match any heading or id in "{path}". Link to an existing heading or id.',
        { fragment: d.fragment, path: d.path },
      ),
  },

  link(reference, { article, options, report }) {
    const { url, resolved } = reference;
    // With `<base href>`, it leads to another page.
    if (!url.startsWith("#") || resolved !== undefined || isIncluded(article)) return;
    const fragment = fragmentOf(reference);
    if (fragment === undefined || options.layout.includes(fragment) || hasAnchor(article.anchors, fragment)) return;
    const spelled = spelledId(article.anchors, fragment);
    const suggestion = spelled ?? suggest(decodeFragment(fragment), namesOf(article.anchors), 1)[0];
    const generator = article.generator?.name;
    const common = {
      at: reference.urlRange,
      suggestions: suggestion
        ? [
            {
              title: t("link/fragment.fix.replace", 'Replace with "{suggestion}"', {
                suggestion: `#${truncate(suggestion)}`,
              }),
              safety: "unsafe" as const,
              edits: [setUrl(reference, `#${suggestion}`)],
            },
          ]
        : [],
    };
    const shown = truncate(fragment);
    if (spelled !== undefined && generator)
      report("spelling", {
        ...common,
        data: { fragment: `#${shown}`, suggestion: `#${truncate(spelled)}`, generator },
      });
    else
      report("here", {
        ...common,
        data: { fragment: `#${shown}`, suggestion: suggestion && `#${truncate(suggestion)}` },
      });
  },

  linkProbed: {
    want: "fragment",
    where: (reference, { options: { layout } }) => {
      const fragment = reference.target.kind === "local" ? fragmentOf(reference) : undefined;
      return fragment !== undefined && !layout.includes(fragment);
    },
    link(reference, { hasFragment, url }, { report }) {
      if (hasFragment !== false) return;
      const data = {
        fragment: `#${truncate(fragmentOf(reference) ?? "")}`,
        path: truncate((reference.resolved ?? reference.url).replace(/#.*$/s, "")),
      };
      report("elsewhere", { at: reference.urlRange, data, url });
    },
  },
});

const names = new WeakMap<Article["anchors"], ReadonlySet<string>>();

/** The same set for all links of an article, so that it is indexed once. */
function namesOf(anchors: Article["anchors"]): ReadonlySet<string> {
  const known = names.get(anchors) ?? new Set([...anchors.ids, ...anchors.slugs]);
  names.set(anchors, known);
  return known;
}

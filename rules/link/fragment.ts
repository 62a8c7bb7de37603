import { cut, decodeFragment, defineRule, hasAnchor, type LinkReference, setUrl, suggest, t } from "../../src/rule.js";

export default defineRule({
  name: "link/fragment",
  summary: "Fragments of links within this site lead to a place that is there",
  severity: "warning",
  presets: { "rss-archive": "off", accessibility: "warning" },
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
      ],
      description: "ids that the site's layout has on every page",
    },
  },
  messages: {
    here: (d: { fragment: string; meant: string | undefined }) =>
      d.meant === undefined
        ? t(
            "link/fragment.here.leadsPlace",
            '"#{fragment}" leads to no place of this article: name a heading or id that is there',
            { fragment: d.fragment },
          )
        : t(
            "link/fragment.here.leadsPlaceArticle",
            '"#{fragment}" leads to no place of this article: did you mean "#{meant}"?',
            { fragment: d.fragment, meant: d.meant },
          ),
    elsewhere: (d: { fragment: string; path: string }) =>
      t("link/fragment.elsewhere", '"#{fragment}" leads to no place of "{path}": name a heading or id that is there', {
        fragment: d.fragment,
        path: d.path,
      }),
  },

  link(reference, { article, options, report }) {
    const { url } = reference;
    if (!url.startsWith("#")) return;
    const fragment = fragmentOf(reference);
    if (fragment === undefined || options.layout.includes(fragment) || hasAnchor(article.anchors, fragment)) return;
    const { ids, slugs } = article.anchors;
    const [meant] = suggest(decodeFragment(fragment), new Set([...ids, ...slugs]), 1);
    report("here", {
      at: reference.urlRange,
      data: { fragment: cut(fragment), meant: meant && cut(meant) },
      suggestions: meant
        ? [
            {
              title: t("link/fragment.fix.write", 'write "#{meant}"', { meant: cut(meant) }),
              safety: "unsafe",
              edits: [setUrl(reference, `#${meant}`)],
            },
          ]
        : [],
    });
  },

  linkProbed: {
    want: "fragment",
    where: (reference, { layout }) => {
      const fragment = reference.target.kind === "local" ? fragmentOf(reference) : undefined;
      return fragment !== undefined && !layout.includes(fragment);
    },
    link(reference, { hasFragment, url }, { report }) {
      if (hasFragment !== false) return;
      const data = { fragment: cut(fragmentOf(reference) ?? ""), path: cut(reference.url.replace(/#.*$/s, "")) };
      report("elsewhere", { at: reference.urlRange, data, url });
    },
  },
});

/**
 * What stands behind the `#`, if it can only be an id: not the top of the page, a text to be highlighted
 * (`#:~:text=`), a route of a script (`#/guide`, `#!guide`) or a parameter (`#page=3`).
 */
function fragmentOf({ url }: LinkReference): string | undefined {
  const [, fragment = ""] = /#(.*)$/s.exec(url.replace(/:~:.*$/s, "")) ?? [];
  return fragment === "" || /^top$/i.test(fragment) || /^[/!]|=/.test(fragment) ? undefined : fragment;
}

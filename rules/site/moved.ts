import { type Article, defineRule, formatNames, type MovedAddress, type Range, t, truncate } from "../../src/rule.js";
import { placeOf } from "./_place.js";

interface Summary {
  /** What gives the page its address: a key of the front matter, or the whole of it. */
  readonly at: Range;
  /** The addresses that the front matter sends to the page, by key. */
  readonly redirects: Readonly<Record<string, readonly string[]>>;
}

const redirectKeys = ["aliases", "redirect_from"];

interface MovedData extends Pick<MovedAddress, "url" | "redirect"> {
  readonly to: string;
}

export default defineRule({
  name: "site/moved",
  summary: "Require redirects for addresses that a change removes",
  severity: "warning",
  presets: { "rss-archive": "off" },
  fixable: "unsafe",
  messages: {
    moved: ({ url, to, redirect }: MovedData) => {
      const data = { url: truncate(url), to: truncate(to) };
      switch (redirect.kind) {
        case "front-matter":
          return t(
            "site/moved.frontMatter",
            'Address "{url}" does not exist any more: the page is now at "{to}". Add the old address to "{key}".',
            { ...data, key: redirect.key },
          );
        case "line":
          return t(
            "site/moved.line",
            'Address "{url}" does not exist any more: the page is now at "{to}". Add "{line}" to "{file}".',
            { ...data, line: truncate(redirect.line), file: redirect.file },
          );
        case "setting":
          return t(
            "site/moved.setting",
            'Address "{url}" does not exist any more: the page is now at "{to}". Add a redirect with "{setting}".',
            { ...data, setting: redirect.setting },
          );
        case "none":
          return t(
            "site/moved.none",
            'Address "{url}" does not exist any more: the page is now at "{to}". Add a redirect on the server.',
            data,
          );
      }
    },
    unpublished: (d: { url: string }) =>
      t(
        "site/moved.unpublished",
        'Address "{url}" does not exist any more, because the page is not published. Publish it, or redirect the address.',
        d,
      ),
    deleted: (d: { urls: readonly string[] }) =>
      d.urls.length === 1
        ? t(
            "site/moved.deleted.one",
            "Address {url} does not exist any more, because this article was deleted. Redirect it to another page.",
            { url: formatNames(d.urls) },
          )
        : t(
            "site/moved.deleted.many",
            "Addresses {urls} do not exist any more, because this article was deleted. Redirect them to another page.",
            { urls: formatNames(d.urls) },
          ),
    settings: (d: { count: number; url: string }) =>
      t(
        "site/moved.settings",
        'With these settings, {count} addresses such as "{url}" do not exist any more. Keep the addresses, or add redirects.',
        d,
      ),
  },

  site: {
    addresses: "moves",
    summarize(article): Summary | undefined {
      if (article.encodingProblem) return undefined;
      const data = article.frontMatter?.data ?? {};
      const redirects = redirectKeys.flatMap((key) => (Object.hasOwn(data, key) ? [[key, textsIn(data[key])]] : []));
      return { at: placeOf(article, ["permalink", "url", "slug", "title"]), redirects: Object.fromEntries(redirects) };
    },

    check(entries, { files, report, reportFile }) {
      for (const entry of entries) {
        const { at, redirects } = entry.summary;
        for (const { url, to, redirect } of entry.moved ?? []) {
          if (to === undefined) {
            report(entry, "unpublished", { at, data: { url: truncate(url) } });
            continue;
          }
          const isListed = redirect.kind === "front-matter" && redirects[redirect.key]?.includes(redirect.value);
          if (isListed) continue;
          const fix =
            redirect.kind === "front-matter"
              ? (article: Article) => withRedirect(article, redirect.key, redirect.value)
              : undefined;
          report(entry, "moved", { at, data: { url, to, redirect }, ...(fix && { fix }) });
        }
      }
      for (const file of files) {
        const { isArticle, urls = [] } = file.gone ?? {};
        if (isArticle) reportFile(file, "deleted", { data: { urls } });
        else reportFile(file, "settings", { data: { count: urls.length, url: truncate(urls[0] ?? "") } });
      }
    },
  },
});

const textsIn = (value: unknown): string[] => [value].flat().filter((one) => typeof one === "string");

function withRedirect({ frontMatter }: Article, key: string, url: string) {
  const edit = frontMatter?.setList([key], [...textsIn(frontMatter.data?.[key]), url]);
  return (
    edit && {
      title: t("site/moved.fix.add", 'Add "{url}" to "{key}"', { url: truncate(url), key }),
      safety: "unsafe" as const,
      edits: [edit],
    }
  );
}

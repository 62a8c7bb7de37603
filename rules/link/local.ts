import { type AddressFact, defineRule, type LinkReference, setUrl, spellingFix, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "link/local",
  summary: "Require links within the site to lead to existing pages and files",
  severity: "error",
  presets: { "built-site": "error" },
  fixable: "safe",
  options: {
    pages: {
      type: "boolean",
      default: false,
      description: "Also report page URLs (`/posts/a/`, `a.html`) without a source file of that name",
    },
  },
  messages: {
    missing: (d: { url: string }) =>
      t("link/local.missing", 'Linked file "{url}" not found. Add the file, correct the path, or remove the link.', {
        url: d.url,
      }),
    address: (d: { looked: string }) =>
      t("link/local.address", '"{looked}" is not an address of this site. Correct the link or remove it.', {
        looked: d.looked,
      }),
    meant: (d: { looked: string; page: string }) =>
      t("link/local.meant", '"{looked}" is not an address of this site. Did you mean "{page}"?', {
        looked: d.looked,
        page: d.page,
      }),
    source: (d: { looked: string; source: string; page: string }) =>
      t("link/local.source", '"{looked}" is not an address of this site. The page of "{source}" is at "{page}".', {
        looked: d.looked,
        source: d.source,
        page: d.page,
      }),
    base: (d: { url: string; base: string; page: string }) =>
      t("link/local.base", '"{url}" is outside of "{base}", where this site is. Use "{page}".', {
        url: d.url,
        base: d.base,
        page: d.page,
      }),
    unpublished: (d: { looked: string; source: string; why: string }) =>
      t("link/local.unpublished", '"{looked}" is not on the site: "{source}" is not published ({why}).', {
        looked: d.looked,
        source: d.source,
        why: d.why,
      }),
    tag: (d: { tag: string; name: string }) =>
      t("link/local.tag", 'The tag "{tag}" does not find "{name}". Correct the name or remove the tag.', d),
    tagInMarkdown: (d: { tag: string; name: string }) =>
      t(
        "link/local.tagInMarkdown",
        'Hexo does not replace the tag "{tag}" in the URL of a Markdown link. Use <a href="…"> in HTML.',
        { tag: d.tag },
      ),
    misspelled: (d: { url: string; spelled: string }) =>
      t(
        "link/local.misspelled",
        '"{url}" is spelled "{spelled}" on disk, and most servers are case-sensitive. Use the spelling on disk.',
        { url: d.url, spelled: d.spelled },
      ),
    normalization: (d: { url: string }) =>
      t(
        "link/local.normalization",
        '"{url}" and the file name on disk look the same but differ in Unicode normalization. Use the form on disk.',
        { url: d.url },
      ),
    page: (d: { url: string }) =>
      t("link/local.page", 'Page "{url}" has no source file on this site. Correct the path or remove the link.', {
        url: d.url,
      }),
  },

  linkProbed: {
    want: "status",
    where: ({ target }) => target.kind === "local",
    link(reference, { file, url }, { options, report }) {
      const { urlRange: at } = reference;
      const shown = truncate(reference.url);
      if (file?.state === "missing" && file.address) {
        const { looked, isFile, base, page, source, unpublished, tag } = file.address;
        const place = { at, url, suggestions: suggestionsFor(reference, file.address) };
        const data = { looked: truncate(looked), page: truncate(page ?? ""), source: truncate(source ?? "") };
        if (unpublished) {
          const { file: hidden, because: why } = unpublished;
          report("unpublished", { ...place, data: { ...data, source: truncate(hidden), why } });
        } else if (tag)
          report(tag.inMarkdown ? "tagInMarkdown" : "tag", { ...place, data: { tag: tag.name, name: shown } });
        else if (isFile) report("missing", { ...place, data: { url: shown } });
        else if (page === undefined) report("address", { ...place, data });
        else if (base !== undefined) report("base", { ...place, data: { url: shown, base, page: data.page } });
        else if (source === undefined || page.includes(source)) report("meant", { ...place, data });
        else report("source", { ...place, data });
      } else if (file?.state === "missing") report("missing", { at, data: { url: shown }, url });
      else if (file?.state === "page" && options.pages) report("page", { at, data: { url: shown } });
      if (file?.state !== "misspelled" || file.spelled === undefined) return;
      const { looksSame, fix } = spellingFix(reference, file.spelled);
      if (looksSame) report("normalization", { at, data: { url: shown }, fix, url });
      else report("misspelled", { at, data: { url: shown, spelled: truncate(file.spelled) }, fix, url });
    },
  },
});

const suggestionsFor = (reference: LinkReference, { page }: AddressFact) =>
  page === undefined || reference.tag !== undefined
    ? []
    : [
        {
          title: t("link/local.fix.replace", 'Replace with "{page}"', { page: truncate(page) }),
          safety: "unsafe" as const,
          edits: [setUrl(reference, page)],
        },
      ];

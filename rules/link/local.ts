import { cut, defineRule, respelling, t } from "../../src/rule.js";

export default defineRule({
  name: "link/local",
  summary: "Links within this site lead to files that are there, under the very name that the article gives",
  severity: "error",
  fixable: "safe",
  options: {
    pages: {
      type: "boolean",
      default: false,
      description: "also report addresses of pages (`/posts/a/`, `a.html`) that no file of that name is the source of",
    },
  },
  messages: {
    missing: (d: { url: string }) =>
      t(
        "link/local.missing",
        'the link leads nowhere: there is no file "{url}" on this site; name one that is there or remove the link',
        { url: d.url },
      ),
    misspelt: (d: { url: string; spelled: string }) =>
      t("link/local.misspelt", '"{url}" is really spelled "{spelled}", which most servers tell apart: write it so', {
        url: d.url,
        spelled: d.spelled,
      }),
    form: (d: { url: string }) =>
      t(
        "link/local.form",
        'the name of "{url}" looks the same on disk, but its accents are encoded otherwise (Unicode normalization): write it so',
        { url: d.url },
      ),
    page: (d: { url: string }) =>
      t(
        "link/local.page",
        'no file of this site is the source of a page "{url}": name one that is there or remove the link',
        { url: d.url },
      ),
  },

  linkProbed: {
    want: "status",
    where: ({ target }) => target.kind === "local",
    link(reference, { file, url }, { options, report }) {
      const { urlRange: at } = reference;
      const shown = cut(reference.url);
      if (file?.state === "missing") report("missing", { at, data: { url: shown }, url });
      else if (file?.state === "page" && options.pages) report("page", { at, data: { url: shown } });
      if (file?.state !== "misspelt" || file.spelled === undefined) return;
      const { looksSame, fix } = respelling(reference, file.spelled);
      if (looksSame) report("form", { at, data: { url: shown }, fix, url });
      else report("misspelt", { at, data: { url: shown, spelled: cut(file.spelled) }, fix, url });
    },
  },
});

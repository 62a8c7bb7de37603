import { defineRule, spellingFix, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "link/local",
  summary: "Require local links to match existing files, including letter case",
  severity: "error",
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
      if (file?.state === "missing") report("missing", { at, data: { url: shown }, url });
      else if (file?.state === "page" && options.pages) report("page", { at, data: { url: shown } });
      if (file?.state !== "misspelled" || file.spelled === undefined) return;
      const { looksSame, fix } = spellingFix(reference, file.spelled);
      if (looksSame) report("normalization", { at, data: { url: shown }, fix, url });
      else report("misspelled", { at, data: { url: shown, spelled: truncate(file.spelled) }, fix, url });
    },
  },
});

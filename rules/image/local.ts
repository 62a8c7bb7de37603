import { defineRule, spellingFix, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "image/local",
  summary: "Require local images to exist, with the same spelling and letter case",
  severity: "error",
  fixable: "safe",
  messages: {
    missing: (d: { url: string }) =>
      t("image/local.missing", 'Image "{url}" not found. Add the file or correct the path.', { url: d.url }),
    misspelled: (d: { url: string; spelled: string }) =>
      t(
        "image/local.misspelled",
        'Image "{url}" is named "{spelled}" on disk. Most servers are case-sensitive. Use the name on disk.',
        { url: d.url, spelled: d.spelled },
      ),
    normalization: (d: { url: string }) =>
      t(
        "image/local.normalization",
        'File name of "{url}" looks the same on disk, but its accents are encoded differently (Unicode normalization). Use the name on disk.',
        { url: d.url },
      ),
  },

  probed: {
    want: "status",
    where: ({ target }) => target.kind === "local",
    image(reference, { file, url }, { report }) {
      const { urlRange: at } = reference;
      const shown = truncate(reference.url);
      if (file?.state === "missing") report("missing", { at, data: { url: shown }, url });
      if (file?.state !== "misspelled" || file.spelled === undefined) return;
      const { looksSame, fix } = spellingFix(reference, file.spelled);
      if (looksSame) report("normalization", { at, data: { url: shown }, fix, url });
      else report("misspelled", { at, data: { url: shown, spelled: truncate(file.spelled) }, fix, url });
    },
  },
});

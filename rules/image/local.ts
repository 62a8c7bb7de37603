import { cut, defineRule, respelling, t } from "../../src/rule.js";

export default defineRule({
  name: "image/local",
  summary: "Pictures of this site are there, under the very name that the article gives",
  severity: "error",
  fixable: "safe",
  messages: {
    missing: (d: { url: string }) =>
      t("image/local.missing", 'there is no file "{url}" on this site: add it or name a picture that is there', {
        url: d.url,
      }),
    misspelt: (d: { url: string; spelled: string }) =>
      t("image/local.misspelt", '"{url}" is really spelled "{spelled}", which most servers tell apart: write it so', {
        url: d.url,
        spelled: d.spelled,
      }),
    form: (d: { url: string }) =>
      t(
        "image/local.form",
        'the name of "{url}" looks the same on disk, but its accents are encoded otherwise (Unicode normalization): write it so',
        { url: d.url },
      ),
  },

  probed: {
    want: "status",
    where: ({ target }) => target.kind === "local",
    image(reference, { file, url }, { report }) {
      const { urlRange: at } = reference;
      const shown = cut(reference.url);
      if (file?.state === "missing") report("missing", { at, data: { url: shown }, url });
      if (file?.state !== "misspelt" || file.spelled === undefined) return;
      const { looksSame, fix } = respelling(reference, file.spelled);
      if (looksSame) report("form", { at, data: { url: shown }, fix, url });
      else report("misspelt", { at, data: { url: shown, spelled: cut(file.spelled) }, fix, url });
    },
  },
});

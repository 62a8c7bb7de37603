import { defineRule, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "image/format",
  summary: "Disallow image formats that browsers do not show",
  severity: "error",
  messages: {
    unshown: (d: { url: string; format: string }) =>
      t(
        "image/format.unshown",
        'Most browsers do not show "{url}", a file in the format {format}. Convert it to JPEG, PNG, WebP or AVIF.',
        { url: d.url, format: d.format },
      ),
  },

  probed: {
    want: "status",
    // A <source> may offer a format to the browsers that know it.
    where: ({ kind }) => kind !== "source",
    image(reference, { verdict, unshown, url }, { report }) {
      if (verdict !== "ok" || unshown === undefined) return;
      report("unshown", {
        at: reference.urlRange,
        data: { url: truncate(reference.url), format: unshown },
        url,
      });
    },
  },
});

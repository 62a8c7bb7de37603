import { defineRule, t, truncate } from "../../src/rule.js";
import { fragmentOf } from "./_fragments.js";

export default defineRule({
  name: "link/remote-fragment",
  summary: "Disallow external links to ids that do not exist on the page",
  severity: "off",
  messages: {
    missing: (d: { fragment: string; page: string }) =>
      t(
        "link/remote-fragment.missing",
        '"{fragment}" does not match any id on "{page}". Link to an existing id, or to the page.',
        { fragment: d.fragment, page: d.page },
      ),
  },

  linkProbed: {
    want: "fragment",
    where: (reference) => reference.target.kind === "remote" && fragmentOf(reference) !== undefined,
    link(reference, { hasFragment, url }, { report }) {
      if (hasFragment !== false) return;
      report("missing", {
        at: reference.urlRange,
        data: {
          fragment: `#${truncate(fragmentOf(reference) ?? "")}`,
          page: truncate(reference.url.replace(/#.*$/s, "")),
        },
        url,
      });
    },
  },
});

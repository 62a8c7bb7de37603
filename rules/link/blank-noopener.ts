import { addAttribute, cut, defineRule, setValue, t } from "../../src/rule.js";

export default defineRule({
  name: "link/blank-noopener",
  summary: "Links that open a new window do not hand this one to the other site",
  severity: "off",
  fixable: "safe",
  messages: {
    missing: (d: { host: string }) =>
      t(
        "link/blank-noopener.missing",
        'the page of "{host}" that opens in a new window may steer this one in old browsers: add rel="noopener"',
        { host: d.host },
      ),
  },

  link(reference, { report }) {
    const { attributes, startTag, target } = reference;
    const opens = attributes.target;
    if (!opens || !startTag || target.kind !== "remote" || opens.value.trim().toLowerCase() !== "_blank") return;
    const { rel } = attributes;
    const words = rel?.value.toLowerCase().split(/\s+/) ?? [];
    // `opener` is the word of an author who wants it.
    if (words.some((word) => word === "noopener" || word === "noreferrer" || word === "opener")) return;
    const edit = rel
      ? setValue(rel, `${rel.value} noopener`.trim())
      : addAttribute(startTag, attributes, "rel", "noopener");
    report("missing", {
      at: opens.range,
      data: { host: cut(new URL(target.url).host) },
      fix: { title: t("link/blank-noopener.fix.addRelNoopener", 'add rel="noopener"'), safety: "safe", edits: [edit] },
    });
  },
});

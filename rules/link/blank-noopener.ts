import { addAttribute, defineRule, setValue, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "link/blank-noopener",
  summary: 'Require rel="noopener" on external links that open in a new tab',
  severity: "off",
  fixable: "safe",
  messages: {
    missing: (d: { host: string }) =>
      t(
        "link/blank-noopener.missing",
        'Link to "{host}" opens in a new tab, and old browsers let that page control this one. Add rel="noopener".',
        { host: d.host },
      ),
  },

  link(reference, { report }) {
    const { attributes, startTag, target } = reference;
    const targetAttribute = attributes.target;
    if (
      !targetAttribute ||
      !startTag ||
      target.kind !== "remote" ||
      targetAttribute.value.trim().toLowerCase() !== "_blank"
    )
      return;
    const { rel } = attributes;
    const tokens = rel?.value.toLowerCase().split(/\s+/) ?? [];
    // `opener` asks browsers for the old behavior, so the author wants it.
    if (tokens.some((token) => token === "noopener" || token === "noreferrer" || token === "opener")) return;
    const edit = rel
      ? setValue(rel, `${rel.value} noopener`.trim())
      : addAttribute(startTag, attributes, "rel", "noopener");
    report("missing", {
      at: targetAttribute.range,
      data: { host: truncate(new URL(target.url).host) },
      fix: {
        title: t("link/blank-noopener.fix.addNoopener", 'Add rel="noopener"'),
        safety: "safe",
        changes: ["attributes"],
        edits: [edit],
      },
    });
  },
});

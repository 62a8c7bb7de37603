import {
  addAttribute,
  defineRule,
  type Element,
  type Fix,
  isShown,
  setValue,
  suggest,
  t,
  truncate,
} from "../../src/rule.js";

/** Hosts that block their images on pages of other sites, but send them to requests without a Referer. */
const refusing = [
  "*.sinaimg.cn",
  "mmbiz.qpic.cn",
  "mmbiz.qlogo.cn",
  "*.hdslb.com",
  "*.doubanio.com",
  "cdn.nlark.com",
  "upload-images.jianshu.io",
] as const;

/** https://www.w3.org/TR/referrer-policy/#referrer-policies */
const policies = [
  "no-referrer",
  "no-referrer-when-downgrade",
  "same-origin",
  "origin",
  "strict-origin",
  "origin-when-cross-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url",
];

/** From drafts of that standard, still valid in `<meta name=referrer>`: https://html.spec.whatwg.org/#meta-referrer */
const legacy = new Map([
  ["never", "no-referrer"],
  ["default", "strict-origin-when-cross-origin"],
  ["always", "unsafe-url"],
  ["origin-when-crossorigin", "origin-when-cross-origin"],
]);

export default defineRule({
  name: "image/referrer-policy",
  summary: 'Require referrerpolicy="no-referrer" for images from hosts with hotlink protection',
  severity: "warning",
  presets: { "markdown-docs": "off" },
  fixable: "safe",
  options: {
    hosts: {
      type: "array",
      items: { type: "string" },
      default: refusing,
      description: "Hosts with hotlink protection; `*.` matches any subdomain; replaces the built-in list",
    },
  },
  messages: {
    refuses: (d: { host: string; policy: string | undefined }) =>
      d.policy === undefined
        ? t(
            "image/referrer-policy.refuses",
            '"{host}" blocks its images on other sites. Add referrerpolicy="no-referrer".',
            { host: d.host },
          )
        : t(
            "image/referrer-policy.refuses.policy",
            '"{host}" blocks its images on other sites, and "{policy}" reveals your site. Use referrerpolicy="no-referrer".',
            { host: d.host, policy: d.policy },
          ),
    markdown: (d: { host: string }) =>
      t(
        "image/referrer-policy.markdown",
        '"{host}" blocks its images on other sites. Host a copy, or use <img referrerpolicy="no-referrer"> (Hugo omits raw HTML by default).',
        { host: d.host },
      ),
    invalid: (d: { value: string; meant: string | undefined }) =>
      d.meant
        ? t(
            "image/referrer-policy.invalid.known",
            'Invalid referrerpolicy "{value}", which browsers ignore. Did you mean "{meant}"?',
            { value: d.value, meant: d.meant },
          )
        : t(
            "image/referrer-policy.invalid",
            'Invalid referrerpolicy "{value}", which browsers ignore. Use a valid policy, for example "no-referrer".',
            { value: d.value },
          ),
  },

  prepare({ hosts }) {
    const all = hosts.map((host) => host.trim().toLowerCase());
    return {
      names: new Set(all.filter((host) => !host.startsWith("*."))),
      ends: all.filter((host) => host.startsWith("*.")).map((host) => host.slice(1)),
    };
  },

  element: {
    img: (element, { report }) => {
      const wrong = invalidPolicy(element);
      if (!wrong) return;
      const { attribute, value, meant } = wrong;
      const change = (to: string): Fix => ({
        title: t("image/referrer-policy.fix.policy", 'Change to "{policy}"', { policy: to }),
        safety: "unsafe",
        edits: [setValue(attribute, to)],
      });
      report("invalid", {
        at: attribute.hasValue && value !== "" ? attribute.valueRange : attribute.range,
        data: { value: truncate(value), meant },
        fix: meant === undefined ? undefined : change(meant),
      });
    },
  },

  image(reference, { prepared, report }) {
    const { target, kind, attributes, startTag, urlRange } = reference;
    if (target.kind !== "remote") return;
    const { hostname } = new URL(target.url);
    if (!prepared.names.has(hostname) && !prepared.ends.some((end) => hostname.endsWith(end))) return;
    if (kind === "markdown") {
      report("markdown", { at: urlRange, data: { host: hostname }, url: target.url });
      return;
    }
    if (!startTag || !isShown(reference)) return;
    const policy = attributes.referrerpolicy;
    const value = policy?.value.trim().toLowerCase();
    // Invalid values are reported above.
    if (value === "no-referrer" || value === "same-origin" || (value && !policies.includes(value))) return;
    const edit = policy
      ? setValue(policy, "no-referrer")
      : addAttribute(startTag, attributes, "referrerpolicy", "no-referrer");
    report("refuses", {
      at: policy && value ? policy.valueRange : urlRange,
      data: { host: hostname, policy: value || undefined },
      fix: {
        title: t("image/referrer-policy.fix.noReferrer", 'Set referrerpolicy="no-referrer"'),
        safety: "safe",
        changes: ["attributes"],
        edits: [edit],
      },
      url: target.url,
    });
  },
});

function invalidPolicy({ attributes }: Element) {
  const attribute = attributes.referrerpolicy;
  const value = attribute?.value.trim().toLowerCase();
  // An empty value is valid and means the default.
  if (!attribute || !value || policies.includes(attribute.value.toLowerCase()) || /[{}%]/.test(value)) return undefined;
  const meant = legacy.get(value) ?? (policies.includes(value) ? value : suggest(value, policies)[0]);
  return { attribute, value: attribute.value, meant };
}

import { dateProblem, defineRule, instantOf, readDate, t, truncate } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/expiry",
  summary: "Report articles that have expired or will expire soon",
  severity: "off",
  options: {
    keys: {
      type: "array",
      items: { type: "string" },
      default: [
        "expires",
        "expiry",
        "expiryDate",
        "expires_at",
        "expiresAt",
        "expire_date",
        "unpublish_date",
        "unpublishDate",
        "valid_until",
        "validUntil",
      ],
      description: "Keys that hold the date on which the article expires",
    },
    soon: {
      type: "integer",
      minimum: 0,
      default: 14,
      description: "Number of days before the expiry date from which stet warns; 0 for no warning",
    },
  },
  messages: {
    expired: (d: { key: string; value: string; days: number }) =>
      d.days === 0
        ? t(
            "front-matter/expiry.expired.today",
            'The article expired less than a day ago ("{key}" is {value}). Change the date or remove the article.',
            { key: d.key, value: d.value },
          )
        : t(
            "front-matter/expiry.expired",
            'The article expired {days} ago ("{key}" is {value}). Change the date or remove the article.',
            { days: inDays(d.days), key: d.key, value: d.value },
          ),
    soon: (d: { key: string; value: string; days: number }) =>
      d.days === 0
        ? t(
            "front-matter/expiry.soon.today",
            'The article expires within a day ("{key}" is {value}). Change the date or plan to remove the article.',
            { key: d.key, value: d.value },
          )
        : t(
            "front-matter/expiry.soon",
            'The article expires in {days} ("{key}" is {value}). Change the date or plan to remove the article.',
            { days: inDays(d.days), key: d.key, value: d.value },
          ),
  },

  frontMatter(frontMatter, context) {
    const { options, report } = context;
    if (!frontMatter?.data) return;
    for (const key of options.keys) {
      const data = frontMatter.data[key];
      if (typeof data !== "string") continue;
      const date = readDate(data.trim());
      const at = frontMatter.place([key], "value");
      // front-matter/date reports what is not a date.
      if (!date || !at || dateProblem(date)) continue;
      const left = instantOf(date) - context.now.getTime();
      const value = truncate(data);
      if (left <= 0) report("expired", { at, data: { key, value, days: Math.floor(-left / day) } });
      else if (left <= options.soon * day)
        report("soon", { at, data: { key, value, days: Math.floor(left / day) }, severity: "warning" });
    }
  },
});

const day = 24 * 60 * 60 * 1000;
const inDays = (count: number): string =>
  count === 1 ? t("front-matter/expiry.day", "1 day") : t("front-matter/expiry.days", "{count} days", { count });

import { cut, defineRule, instantOf, problemOf, readDate, t } from "../../src/rule.js";

export default defineRule({
  name: "front-matter/expiry",
  summary: "No article is past the day on which it expires, or near it",
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
      description: "the keys that hold the day from which the article is not valid any more",
    },
    soon: { type: "integer", minimum: 0, default: 14, description: "days before that day for which to warn" },
  },
  messages: {
    expired: (d: { key: string; value: string; days: number }) =>
      d.days === 0
        ? t(
            "front-matter/expiry.expired.articleExpired",
            'the article has expired today ("{key}" is {value}): renew it, or take it away',
            { key: d.key, value: d.value },
          )
        : t(
            "front-matter/expiry.expired.articleExpiredAgo",
            'the article has expired {days} ago ("{key}" is {value}): renew it, or take it away',
            { days: days(d.days), key: d.key, value: d.value },
          ),
    soon: (d: { key: string; value: string; days: number }) =>
      d.days === 0
        ? t(
            "front-matter/expiry.soon.articleExpires",
            'the article expires today ("{key}" is {value}): renew it, or take it away then',
            { key: d.key, value: d.value },
          )
        : t(
            "front-matter/expiry.soon.articleExpiresRenew",
            'the article expires in {days} ("{key}" is {value}): renew it, or take it away then',
            { days: days(d.days), key: d.key, value: d.value },
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
      // What is no date is for front-matter/date to say.
      if (!date || !at || problemOf(date)) continue;
      const left = instantOf(date) - context.now.getTime();
      const value = cut(data);
      if (left <= 0) report("expired", { at, data: { key, value, days: Math.floor(-left / day) } });
      else if (left <= options.soon * day)
        report("soon", { at, data: { key, value, days: Math.floor(left / day) }, severity: "warning" });
    }
  },
});

const day = 24 * 60 * 60 * 1000;
const days = (count: number): string =>
  count === 1 ? t("front-matter/expiry.day", "1 day") : t("front-matter/expiry.days", "{count} days", { count });

import { cut, defineRule, instantOf, problemOf, readDate, say } from "../../src/rule.js";

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
        ? say`the article has expired today ("${d.key}" is ${d.value}): renew it, or take it away`
        : say`the article has expired ${days(d.days)} ago ("${d.key}" is ${d.value}): renew it, or take it away`,
    soon: (d: { key: string; value: string; days: number }) =>
      d.days === 0
        ? say`the article expires today ("${d.key}" is ${d.value}): renew it, or take it away then`
        : say`the article expires in ${days(d.days)} ("${d.key}" is ${d.value}): renew it, or take it away then`,
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
const days = (count: number): string => (count === 1 ? say`1 day` : say`${count} days`);

import expiry from "../../../rules/front-matter/expiry.js";
import { testRule } from "../../support/rule-tester.js";

const article = (line: string) => `---\ntitle: 展览\n${line}\n---\n\n正文。\n`;
const today = "2026-11-24T12:00:00Z";

testRule(expiry, {
  accepts: [
    { name: "an article that never expires", article: article("date: 2020-01-01"), now: today },
    { name: "one that expires later", article: article("expires: 2026-12-20"), now: today },
    {
      name: "one that expires soon, where that is of no interest",
      article: article("expires: 2026-11-30"),
      options: { soon: 0 },
      now: today,
    },
    { name: "what is no date", article: article("expires: never"), now: today },
    { name: "a day that does not exist", article: article("expires: 2020-02-31"), now: today },
  ],
  rejects: [
    {
      name: "an article past its day",
      article: article("expires: «2026-11-01»"),
      now: today,
      messages: 'The article expired 23 days ago ("expires" is 2026-11-01). Change the date or remove the article.',
    },
    {
      name: "an article whose day this is",
      article: article("expiryDate: «2026-11-24 08:00:00 +0000»"),
      now: today,
      messages:
        'The article expired less than a day ago ("expiryDate" is 2026-11-24 08:00:00 +0000). Change the date or remove the article.',
    },
    {
      name: "the zone that is stated",
      article: article("expires: «2026-11-24T19:59:00+08:00»"),
      now: today,
      messages:
        'The article expired less than a day ago ("expires" is 2026-11-24T19:59:00+08:00). Change the date or remove the article.',
    },
    {
      name: "an article near its day",
      article: article("valid_until: «'2026-11-26'»"),
      now: today,
      messages:
        'The article expires in 1 day ("valid_until" is 2026-11-26). Change the date or plan to remove the article.',
    },
    {
      name: "the key that a site uses",
      article: article("下架: «2026-11-01»"),
      options: { keys: ["下架"] },
      now: today,
      messages: 'The article expired 23 days ago ("下架" is 2026-11-01). Change the date or remove the article.',
    },
  ],
});

/** Dates in sites whose generator is known. What each one reads is recorded in test/generators/. */
import date from "../../../rules/front-matter/date.js";
import { testRule } from "../../support/rule-tester.js";

const article = (value: string) => `---\ntitle: Low water\ndate: ${value}\n---\nThe ferry waits.\n`;
const shifted = (value: string, meant: string) =>
  `Hexo adds the time zone of the build computer to "${value}", so the article gets another time. Write ${meant}.`;

testRule(date, {
  accepts: [
    {
      name: "a time with seconds and a zone in Hugo",
      generator: "hugo",
      article: article("2024-02-03 16:33:07 +0100"),
    },
    {
      name: "a time without a zone in Hugo, which is in UTC",
      generator: "hugo",
      article: article("2024-02-03 16:33:07"),
    },
    { name: "Unix time in Hugo", generator: "hugo", article: article("1706974387") },
    { name: "an e-mail date in Jekyll", generator: "jekyll", article: article("Sat, 03 Feb 2024 16:33:07 GMT") },
    { name: "a zone by name in Jekyll", generator: "jekyll", article: article("2024-02-03 16:33:07 UTC") },
    { name: "the words of Eleventy", generator: "eleventy", article: article("git Last Modified") },
    { name: "ISO 8601 in Eleventy", generator: "eleventy", article: article("2024-02-03T16:33+01:00") },
    { name: "an offset without a colon in Hexo", generator: "hexo", article: article("2024-02-03 16:33:07 +0100") },
    {
      name: "no zone in Hexo with timezone",
      hexo: "timezone: Asia/Shanghai\n",
      article: article("2024-02-03 16:33:07"),
    },
  ],
  rejects: [
    {
      name: "a time without seconds in Hugo",
      generator: "hugo",
      article: article("«2024-02-03 16:33 +0100»"),
      messages: 'Hugo cannot read the date "2024-02-03 16:33 +0100" and ignores it. Write "2024-02-03 16:33:00 +0100".',
      fixed: article("2024-02-03 16:33:00 +0100"),
    },
    {
      name: "a day with one digit in Hugo",
      generator: "hugo",
      article: article("«2024-2-3»"),
      messages: 'Hugo cannot read the date "2024-2-3" and ignores it. Write "2024-02-03".',
      unsafelyFixed: article("2024-02-03"),
    },
    {
      name: "an offset without a colon in Eleventy",
      generator: "eleventy",
      article: article("«2024-02-03 16:33:07 +0100»"),
      messages:
        'Eleventy cannot read the date "2024-02-03 16:33:07 +0100", and the build fails. Write "2024-02-03T16:33:07+01:00".',
      fixed: article("2024-02-03T16:33:07+01:00"),
    },
    {
      name: "a YAML timestamp with a zone in Hexo",
      generator: "hexo",
      article: article("«2024-02-03T16:33:07+01:00»"),
      messages: shifted("2024-02-03T16:33:07+01:00", '"2024-02-03 16:33:07 +0100"'),
      fixed: article("2024-02-03 16:33:07 +0100"),
    },
    {
      name: "a zone in Hexo with timezone",
      hexo: "timezone: Asia/Shanghai\n",
      article: article("«2024-02-03 16:33:07 +0800»"),
      messages: shifted("2024-02-03 16:33:07 +0800", '"2024-02-03 16:33:07"'),
      fixed: article("2024-02-03 16:33:07"),
    },
    {
      name: "no zone in Hexo without timezone",
      generator: "hexo",
      article: article("«2024-02-03 16:33:07»"),
      messages:
        '"2024-02-03 16:33:07" has no time zone, so Hexo uses that of the build computer. Set timezone in _config.yml.',
    },
    {
      name: "text without a zone in Jekyll",
      generator: "jekyll",
      article: article("«2024-02-03 16:33»"),
      messages:
        '"2024-02-03 16:33" has no time zone, so Jekyll uses that of the build computer. Set timezone in _config.yml.',
    },
  ],
});

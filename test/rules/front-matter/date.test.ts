import fc from "fast-check";
import { describe, expect, it } from "vitest";
import date from "../../../rules/front-matter/date.js";
import { lintText } from "../../../src/run/lint-text.js";
import { planFor, testRule } from "../../support/rule-tester.js";

const article = (line: string) => `---\ntitle: 甲\n${line}\n---\n正文\n`;
const mail = (value: string, meant: string) =>
  `"${value}" is an e-mail date, which some site generators misread. Write ${meant}.`;
const spelling = (value: string, meant: string) =>
  `Not every site generator reads the date format "${value}". Write ${meant}.`;
const zoneless = (value: string, meant?: string) =>
  `"${value}" has no time zone, so it depends on the build computer. ${meant ? `Write ${meant}.` : 'Add an offset such as "+0800", unless your generator sets a zone (Hexo: timezone).'}`;
const zone = (value: string, name: string) =>
  `Time zone "${name}" in "${value}" means several zones. Write an offset instead, for example "+0800".`;
const unreadable = (value: string, meant?: string) =>
  `Cannot read "${value}" as a date. ${meant ? `Did you mean "${meant}"?` : 'Use a format such as "2021-12-11 04:49:15 +0800" or "2021-12-11".'}`;
const impossible = (value: string, why: string) => `"${value}" is not a valid date: ${why}. Correct the date.`;

const fine = [
  "2021-12-11",
  "'2021-12-11'",
  "2016-8-2",
  "2021-12-11T04:49:15Z",
  "2021-12-11t04:49:15z",
  "2021-12-11T12:49:15+08:00",
  '"2021-12-11T12:49:15.123456789+08:00"',
  "2021-12-11 12:49:15 +0800",
  "2021-12-11 12:49:15 +08:00",
  "2021-12-11 12:49:15 -0500",
  "2021-12-11 12:49:15 +8",
  "2021-12-11T04:49Z",
  "2024-02-29",
  "2000-02-29 00:00:00 +0000",
];

testRule(date, {
  accepts: [
    { name: "whether it is published, also in quotes", article: article('published: "false"') },
    {
      name: "a date of e-mail that the generator reads",
      path: "source/_posts/a.md",
      article: article("date: Sat, 11 Dec 2021 04:49:15 GMT"),
      hexo: "title: 甲\n",
    },
    {
      name: "a time without a zone in a site that states its zone",
      path: "source/_posts/a.md",
      article: article("date: 2021-12-11 04:49:15"),
      hexo: "timezone: Asia/Shanghai\n",
    },
    ...fine.map((value) => ({ name: value, article: article(`date: ${value}`) })),
    { name: "a flag that says whether to publish", article: article("published: true") },
    { name: "a flag in the words of YAML 1.1", article: article("published: yes") },
    { name: "no value", article: article('date:\nupdated: ""') },
    { name: "a template", article: article("date: {{ date }}\nupdated: '{{ date }}'") },
    { name: "what the schema speaks of", article: article("date: [2021-12-11]") },
    { name: "keys that are no dates", article: article("dates: 甲\nauthor: 2021/12/11") },
    {
      name: "a time without a zone where that is wanted",
      article: article("date: 2021-12-11 04:49:15"),
      options: { requireZone: false },
    },
    { name: "dates of TOML", article: "+++\ndate = 2021-12-11T04:49:15Z\nupdated = 2021-12-11\n+++\n" },
    { name: "a date in JSON", article: '{\n"date": "2021-12-11T04:49:15Z"\n}\n' },
    { name: "front matter that cannot be read", article: "---\ndate: 甲\ntitle: [\n---\n" },
    { name: "no front matter", article: "date: 甲\n" },
  ],
  rejects: [
    {
      name: "a time without a zone in TOML, whose offsets have a colon",
      article: "+++\ndate = «2024-01-05T09:05:07»\n+++\n",
      messages: zoneless("2024-01-05T09:05:07").replace("+0800", "+08:00"),
    },
    {
      name: "RFC 1123, with a safe fix",
      article: article("date: «Sat, 11 Dec 2021 04:49:15 GMT»"),
      messages: mail("Sat, 11 Dec 2021 04:49:15 GMT", '"2021-12-11 04:49:15 +0000"'),
      fixed: article("date: 2021-12-11 04:49:15 +0000"),
    },
    {
      name: "RFC 1123 as text that stays text in ISO 8601",
      article: article("date: «Sat, 11 Dec 2021 04:49:15 GMT»"),
      options: { format: "iso" },
      messages: mail("Sat, 11 Dec 2021 04:49:15 GMT", '"2021-12-11T04:49:15Z"'),
      fixed: article("date: '2021-12-11T04:49:15Z'"),
    },
    {
      name: "RFC 2822 with an offset, quotes kept",
      article: article('date: «"11 Dec 2021 12:49 +0800"»  # 北京'),
      messages: mail("11 Dec 2021 12:49 +0800", '"2021-12-11 12:49:00 +0800"'),
      fixed: article('date: "2021-12-11 12:49:00 +0800"  # 北京'),
    },
    {
      name: "zones that the standard knows",
      options: { order: false },
      article: article(
        "date: «Sat, 11 Dec 2021 04:49:15 EST»\nupdated: «Sat, 11 Dec 2021 04:49:15 UT»\nlastmod: «Sat, 11 Dec 2021 04:49:15 -0000 (x)»",
      ),
      messages: [
        mail("Sat, 11 Dec 2021 04:49:15 EST", '"2021-12-11 04:49:15 -0500"'),
        mail("Sat, 11 Dec 2021 04:49:15 UT", '"2021-12-11 04:49:15 +0000"'),
        mail("Sat, 11 Dec 2021 04:49:15 -0000 (x)", '"2021-12-11 04:49:15 +0000"'),
      ],
      fixed: article(
        "date: 2021-12-11 04:49:15 -0500\nupdated: 2021-12-11 04:49:15 +0000\nlastmod: 2021-12-11 04:49:15 +0000",
      ),
    },
    {
      name: "zones that are not the same everywhere, without a fix",
      options: { order: false },
      article: article("date: «Sat, 11 Dec 2021 04:49:15 CST»\nupdated: «Sat May 4 12:30:05 CEST 2013»"),
      messages: [zone("Sat, 11 Dec 2021 04:49:15 CST", "CST"), zone("Sat May 4 12:30:05 CEST 2013", "CEST")],
    },
    {
      name: "RFC 1123 without a zone",
      article: article("date: «Sat, 11 Dec 2021 04:49:15»"),
      messages: mail("Sat, 11 Dec 2021 04:49:15", '"2021-12-11 04:49:15" with a time zone'),
      unsafelyFixed: article("date: '2021-12-11 04:49:15'"),
    },
    {
      name: "RFC 1123 without a zone, where the zone is known",
      article: article("date: «Sat, 11 Dec 2021 04:49:15»"),
      options: { zone: "+08:00" },
      messages: mail("Sat, 11 Dec 2021 04:49:15", '"2021-12-11 04:49:15 +0800"'),
      fixed: article("date: 2021-12-11 04:49:15 +0800"),
    },
    {
      name: "a weekday that is another one, without a fix",
      article: article("date: «Mon, 11 Dec 2021 04:49:15 GMT»"),
      messages: '"Mon, 11 Dec 2021 04:49:15 GMT" is a Saturday, not a Monday. Correct the date or the weekday.',
    },
    {
      name: "RFC 850, whose weekday confirms the century",
      article: article("date: «Saturday, 11-Dec-21 04:49:15 GMT»\nupdated: «11-Dec-21 04:49:15 GMT»"),
      messages: [
        spelling("Saturday, 11-Dec-21 04:49:15 GMT", '"2021-12-11 04:49:15 +0000"'),
        spelling("11-Dec-21 04:49:15 GMT", '"2021-12-11 04:49:15 +0000"'),
      ],
      fixed: article("date: 2021-12-11 04:49:15 +0000\nupdated: 11-Dec-21 04:49:15 GMT"),
      unsafelyFixed: article("date: 2021-12-11 04:49:15 +0000\nupdated: 2021-12-11 04:49:15 +0000"),
    },
    {
      name: "what JavaScript prints",
      article: article("date: «Sat Dec 11 2021 12:49:15 GMT+0800 (China Standard Time)»"),
      messages: spelling("Sat Dec 11 2021 12:49:15 GMT+0800 (China Standard Time)", '"2021-12-11 12:49:15 +0800"'),
      fixed: article("date: 2021-12-11 12:49:15 +0800"),
    },
    {
      name: "what Unix and Go print",
      article: article("date: «Sat Dec 11 04:49:15 UTC 2021»\nupdated: «2021-12-11 12:49:15 +0800 CST»"),
      messages: [
        spelling("Sat Dec 11 04:49:15 UTC 2021", '"2021-12-11 04:49:15 +0000"'),
        spelling("2021-12-11 12:49:15 +0800 CST", '"2021-12-11 12:49:15 +0800"'),
      ],
      fixed: article("date: 2021-12-11 04:49:15 +0000\nupdated: 2021-12-11 12:49:15 +0800"),
    },
    {
      name: "American prose",
      article: article("date: «December 11th, 2021 at 4:49 pm EST»\nupdated: «Dec. 11, 2021»"),
      messages: [
        spelling("December 11th, 2021 at 4:49 pm EST", '"2021-12-11 16:49:00 -0500"'),
        spelling("Dec. 11, 2021", '"2021-12-11"'),
      ],
      fixed: article("date: 2021-12-11 16:49:00 -0500\nupdated: Dec. 11, 2021"),
      unsafelyFixed: article("date: 2021-12-11 16:49:00 -0500\nupdated: '2021-12-11'"),
    },
    {
      name: "Chinese spellings",
      article: article(
        "date: «2021年12月11日»\nupdated: «2021年12月11日 12时49分»\nlastmod: «２０２１-12-11 12：49：15 +0800»",
      ),
      messages: [
        spelling("2021年12月11日", '"2021-12-11"'),
        spelling("2021年12月11日 12时49分", '"2021-12-11 12:49:00" with a time zone'),
        spelling("２０２１-12-11 12：49：15 +0800", '"2021-12-11 12:49:15 +0800"'),
      ],
      fixed: article("date: 2021年12月11日\nupdated: 2021年12月11日 12时49分\nlastmod: 2021-12-11 12:49:15 +0800"),
      unsafelyFixed: article("date: '2021-12-11'\nupdated: '2021-12-11 12:49:00'\nlastmod: 2021-12-11 12:49:15 +0800"),
    },
    {
      name: "slashes and dots",
      options: { order: false },
      article: article("date: «2021/12/11»\nupdated: «2021.1.5 4:05:06 +0800»"),
      messages: [
        spelling("2021/12/11", '"2021-12-11"'),
        spelling("2021.1.5 4:05:06 +0800", '"2021-01-05 04:05:06 +0800"'),
      ],
      fixed: article("date: 2021/12/11\nupdated: 2021-01-05 04:05:06 +0800"),
      unsafelyFixed: article("date: '2021-12-11'\nupdated: 2021-01-05 04:05:06 +0800"),
    },
    {
      name: "a time without a zone",
      article: article("date: «2021-03-22 04:50:47»\nupdated: «2021-03-22T04:50:47.5»\nlastmod: «2021-03-22 04:50»"),
      messages: [zoneless("2021-03-22 04:50:47"), zoneless("2021-03-22T04:50:47.5"), zoneless("2021-03-22 04:50")],
    },
    {
      name: "a time without a zone, where the zone is known",
      article: article("date: «2021-03-22 04:50:47»\nupdated: «'2021-03-22T04:50:47.5'»"),
      options: { zone: "+0800" },
      messages: [
        zoneless("2021-03-22 04:50:47", '"2021-03-22 04:50:47 +0800"'),
        zoneless("2021-03-22T04:50:47.5", '"2021-03-22 04:50:47.5 +0800"'),
      ],
      fixed: article("date: 2021-03-22 04:50:47 +0800\nupdated: '2021-03-22 04:50:47.5 +0800'"),
    },
    {
      name: "a time without a zone in TOML, which has no spaced dates",
      article: '+++\ndate = «2021-03-22 04:50:47»\nupdated = «"2021-03-22 04:50:47"»\n+++\n',
      options: { zone: "-03:30" },
      messages: [
        zoneless("2021-03-22 04:50:47", '"2021-03-22 04:50:47 -0330"'),
        zoneless("2021-03-22 04:50:47", '"2021-03-22 04:50:47 -0330"'),
      ],
      fixed: '+++\ndate = 2021-03-22T04:50:47-03:30\nupdated = "2021-03-22 04:50:47 -0330"\n+++\n',
    },
    {
      name: "RFC 1123 in JSON",
      article: '{\n"date": «"Sat, 11 Dec 2021 04:49:15 GMT"»\n}\n',
      messages: mail("Sat, 11 Dec 2021 04:49:15 GMT", '"2021-12-11 04:49:15 +0000"'),
      fixed: '{\n"date": "2021-12-11 04:49:15 +0000"\n}\n',
    },
    {
      name: "days and hours that do not exist",
      article: article(
        [
          "date: «2021-02-29»",
          "updated: «2021-13-01»",
          "lastmod: «2021-12-11 25:00:00 +0800»",
          "modified: «2021-12-11 12:60:00 +0800»",
          "published: «31 Apr 2021 12:00:00 GMT»",
          "pubDate: «2021-12-11 12:00:00 +2500»",
          "created: «2021-00-00»",
          "expiryDate: «1900-02-29»",
        ].join("\n"),
      ),
      messages: [
        impossible("2021-02-29", "February 2021 has no day 29"),
        impossible("2021-13-01", "month 13 does not exist"),
        impossible("2021-12-11 25:00:00 +0800", "hour 25 does not exist"),
        impossible("2021-12-11 12:60:00 +0800", "minute 60 does not exist"),
        impossible("31 Apr 2021 12:00:00 GMT", "April 2021 has no day 31"),
        impossible("2021-12-11 12:00:00 +2500", "time zone +25:00 does not exist"),
        impossible("2021-00-00", "month 0 does not exist"),
        impossible("1900-02-29", "February 1900 has no day 29"),
      ],
    },
    {
      name: "slips of the keyboard, with a guess",
      article: article("date: «2021-12-11 12:30::05 +0800»\nupdated: «2021-12--11»"),
      messages: [
        unreadable("2021-12-11 12:30::05 +0800", "2021-12-11 12:30:05 +0800"),
        unreadable("2021-12--11", "2021-12-11"),
      ],
    },
    {
      name: "what is no date, or may be two",
      article: article(
        "date: «昨天»\nupdated: «12/11/2021»\nlastmod: «11 Dec 12 Dec 2021»\nmodified: «2021-12»\ncreated: «12:30:05»",
      ),
      messages: [
        unreadable("昨天"),
        unreadable("12/11/2021"),
        unreadable("11 Dec 12 Dec 2021"),
        unreadable("2021-12"),
        unreadable("12:30:05"),
      ],
    },
    {
      name: "a part of a date twice, and hours that no clock has",
      article: article(
        "date: «11 Dec 2021 04:49 05:49»\nupdated: «11 Dec Nov 2021»\nlastmod: «Sat Sun 11 Dec 2021»\nmodified: «11 Dec 2021 2022»\ncreated: «11 Dec 2021 13:00 PM»",
      ),
      messages: [
        unreadable("11 Dec 2021 04:49 05:49"),
        unreadable("11 Dec Nov 2021"),
        unreadable("Sat Sun 11 Dec 2021"),
        unreadable("11 Dec 2021 2022"),
        unreadable("11 Dec 2021 13:00 PM"),
      ],
    },
    {
      name: "numbers that stand for no date only where an article was written or changed",
      article: article("expiryDate: «0»\nunpublishDate: «-1»"),
      options: { keys: ["expiryDate", "unpublishDate"] },
      messages: [unreadable("0"), unreadable("-1")],
    },
    {
      name: "a number",
      article: article("date: «1639198155»\nupdated: «1639198155000»\nlastmod: «20211211»\nmodified: «2021»"),
      messages: [
        '1639198155 is a number. If it means seconds or milliseconds since 1970, write "2021-12-11 04:49:15 +0000".',
        '1639198155000 is a number. If it means seconds or milliseconds since 1970, write "2021-12-11 04:49:15 +0000".',
        unreadable("20211211", "2021-12-11"),
        unreadable("2021"),
      ],
    },
    {
      name: "an anchored date once",
      article: article("date: &d «11 Dec 2021»\nupdated: *d"),
      messages: spelling("11 Dec 2021", '"2021-12-11"'),
      unsafelyFixed: article("date: &d '2021-12-11'\nupdated: *d"),
    },
    {
      name: "only the keys that are asked for",
      article: article("date: 甲\nevent: «乙»"),
      options: { keys: ["event"] },
      messages: unreadable("乙"),
    },
  ],
});

describe("front-matter/date", () => {
  it("repairs every RFC 1123 date to the same moment", async () => {
    const plan = await planFor(date, {});
    const moment = fc.date({ min: new Date("1971-01-01"), max: new Date("2099-12-31"), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(moment, async (at) => {
        const text = `---\ndate: ${at.toUTCString()}\n---\n`;
        const { violations } = await lintText({ path: "a.md", text, now: at }, plan, async () => {
          throw new Error("nobody asks for pictures");
        });
        const written = violations[0]?.fix?.edits[0]?.text ?? "";
        expect(written).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000$/);
        expect(new Date(written).toUTCString()).toBe(at.toUTCString());
      }),
      { numRuns: 300 },
    );
  });

  it("refuses a zone that is none, by name", async () => {
    const plan = await planFor(date, { options: { zone: "Asia/Shanghai" } });
    const { errors } = await lintText({ path: "a.md", text: "---\ndate: 2021-12-11\n---\n" }, plan, async () => {
      throw new Error("nobody asks for pictures");
    });
    expect(errors.map(({ message }) => message)).toEqual([
      'Rule front-matter/date crashed on this file and was skipped: Invalid time zone "Asia/Shanghai" in the option zone. Use an offset such as "+08:00".',
    ]);
  });
});

const today = "2026-11-24T12:00:00Z";
const both = (first: string, second: string) => `---\ntitle: 甲\n${first}\n${second}\n---\n正文\n`;
const ahead = (value: string, days: number) =>
  `"${value}" is ${days} days in the future. Check whether the date is correct.`;
const order = (value: string, dated: string) =>
  `The last change "${value}" is before "date" (${dated}). Correct one of the two dates.`;
const named = (value: string, name: string) =>
  `"${value}" differs from the date in the file or folder name (${name}). Correct one of the two.`;

testRule(date, {
  accepts: [
    { name: "a date within the next year, as planned ones are", article: article("date: 2027-06-01"), now: today },
    {
      name: "an expiry or event far ahead",
      article: both("expiryDate: 2099-01-01", "event: 2099-01-01"),
      options: { keys: ["expiryDate", "event"] },
      now: today,
    },
    { name: "an update on the day itself", article: both("date: 2021-12-11 12:00:00 +0000", "updated: 2021-12-11") },
    {
      name: "an update whose zone may make it later",
      article: both("date: 2021-12-11 12:00:00 +0000", "updated: 2021-12-10T23:00:00"),
      options: { requireZone: false },
    },
    {
      name: "an earlier update, where that is of no interest",
      article: both("date: 2021-12-11", "updated: 2020-12-11"),
      options: { order: false },
    },
    { name: "the day in the file's name", path: "_posts/2021-12-11-a.md", article: article("date: 2021-12-11") },
    {
      name: "a moment that is that day elsewhere",
      path: "_posts/2021-12-12-a.md",
      article: article("date: 2021-12-11 18:00:00 +0000"),
    },
    { name: "the day in the folder's name", path: "2021-12-11-a/index.md", article: article("date: 2021-12-11") },
    {
      name: "a folder's name above articles with names of their own",
      path: "2020-01-01-trip/day-one.md",
      article: article("date: 2021-12-11"),
    },
    {
      name: "times in one zone, however it is written, and days",
      article: both("date: 2021-12-11T12:00:00+08:00", "updated: 2021-12-12"),
      options: { zone: "+0800", oneZone: true },
    },
    { name: "a name with digits that are no date", path: "2021-99-99-a.md", article: article("date: 2021-12-11") },
    {
      name: "another name, where that is of no interest",
      path: "2020-01-01-a.md",
      article: article("date: 2021-12-11"),
      options: { fileName: false },
    },
  ],
  rejects: [
    {
      name: "a date far ahead",
      article: article("date: «2121-12-11»"),
      now: today,
      messages: ahead("2121-12-11", 34714),
    },
    {
      name: "a date ahead at all, where none may be",
      article: article("date: «2026-11-27»"),
      options: { future: 0 },
      now: today,
      messages: ahead("2026-11-27", 2),
    },
    {
      name: "an update before the article",
      article: both("date: 2021-12-11", "updated: «2021-12-10»"),
      messages: order("2021-12-10", "2021-12-11"),
    },
    {
      name: "an update hours before it",
      article: both("date: 2021-12-11 12:00:00 +0800", "lastmod: «2021-12-11T03:59:59Z»"),
      messages: order("2021-12-11T03:59:59Z", "2021-12-11 12:00:00 +0800"),
    },
    {
      name: "another day than in the file's name",
      path: "_posts/2021-12-11-a.md",
      article: article("date: «2021-12-12»"),
      messages: named("2021-12-12", "2021-12-11"),
    },
    ...["2021-12-11-a/index.md", "posts/2021-12-11/_index.md", "2021-12-11.md"].map((path) => ({
      name: `another day than in ${path}`,
      path,
      article: article("date: «2021-12-12»"),
      messages: named("2021-12-12", "2021-12-11"),
    })),
    {
      name: "the keys that a site uses",
      article: both("posted: 2021-12-11", "touched: «2021-12-10»"),
      options: { keys: ["posted", "touched"], first: ["posted"], last: ["touched"] },
      messages: 'The last change "2021-12-10" is before "posted" (2021-12-11). Correct one of the two dates.',
    },
    {
      name: "a time in another zone than the site's",
      article: both("date: «2021-12-11T20:00:00Z»", "updated: «'2021-12-12 03:30:00.25 -0530'»"),
      options: { zone: "+08:00", oneZone: true },
      messages: [
        '"2021-12-11T20:00:00Z" is not in the time zone of this site. Write "2021-12-12 04:00:00 +0800".',
        '"2021-12-12 03:30:00.25 -0530" is not in the time zone of this site. Write "2021-12-12 17:00:00.25 +0800".',
      ],
      unsafelyFixed: both("date: 2021-12-12 04:00:00 +0800", "updated: '2021-12-12 17:00:00.25 +0800'"),
    },
    {
      name: "an update before the article as Astro calls them",
      article: both("pubDate: 2021-12-11", "updatedDate: «2021-12-10»"),
      messages: 'The last change "2021-12-10" is before "pubDate" (2021-12-11). Correct one of the two dates.',
    },
    {
      name: "a moment that is that day nowhere",
      path: "2021-12-11-a.md",
      article: article("date: «2021-12-13 14:00:00 +0000»"),
      messages: named("2021-12-13 14:00:00 +0000", "2021-12-11"),
    },
  ],
});

import fc from "fast-check";
import { expect, it } from "vitest";
import date from "../../../rules/front-matter/date.js";
import { lintText } from "../../../src/run/lint-text.js";
import { planFor, testRule } from "../../support/rule-tester.js";

const now = "2026-11-24T12:00:00Z";
const article = (line: string) => `---\ntitle: 甲\n${line}\n---\n正文\n`;
const none = (value: string) =>
  `"${value}" is what programs write for a missing date. Write the real date or remove the key.`;
const seconds = (value: string, meant?: string) =>
  `"${value}" is a date of 1970, probably because a program read seconds as milliseconds. ${meant ? `Did you mean about "${meant}"?` : "Write the real date."}`;
const early = (value: string) => `"${value}" is before 1990-01-01. Check whether the date is correct.`;

testRule(date, {
  accepts: [
    { name: "an article of the past, in an archive of history", article: article("date: 1850-05-01") },
    { name: "a day of 1970", article: article("date: 1970-01-20") },
    { name: "midnight of a day of 1970", article: article("date: 1970-01-20 00:00:00 +0000") },
    { name: "another day of that year, with a time", article: article("date: 1970-04-13 21:07:53 -0600") },
    { name: "the year 2", article: article("date: 0002-01-01") },
    { name: "an article that expired when time began", article: article("expiryDate: 1970-01-01T00:00:00Z") },
    { name: "the first allowed day", article: article("date: 1990-01-01"), options: { earliest: "1990-01-01" } },
  ],
  rejects: [
    {
      name: "the zero of the clock, in every time zone",
      article: article(
        "date: «1970-01-01 00:00:00 +0000»\nupdated: «1970-01-01T08:00:00+08:00»\nlastmod: «1969-12-31 19:00:00 -0500»\ncreated: «Thu, 01 Jan 1970 00:00:00 GMT»",
      ),
      messages: [
        none("1970-01-01 00:00:00 +0000"),
        none("1970-01-01T08:00:00+08:00"),
        none("1969-12-31 19:00:00 -0500"),
        none("Thu, 01 Jan 1970 00:00:00 GMT"),
      ],
      // Not even the format of the e-mail date is changed.
      unsafelyFixed: article(
        "date: 1970-01-01 00:00:00 +0000\nupdated: 1970-01-01T08:00:00+08:00\nlastmod: 1969-12-31 19:00:00 -0500\ncreated: Thu, 01 Jan 1970 00:00:00 GMT",
      ),
    },
    {
      name: "the day on which time began, as a warning",
      article: article("date: «1970-01-01»"),
      messages: none("1970-01-01"),
    },
    {
      name: "the zeros of SQL, .NET and Go, and numbers that are none",
      article: article("date: «0001-01-01T00:00:00Z»\nupdated: «0000-01-01»\nlastmod: «0»\ncreated: «-1»"),
      messages: [none("0001-01-01T00:00:00Z"), none("0000-01-01"), none("0"), none("-1")],
    },
    {
      name: "seconds that were read as milliseconds, with the date that was meant",
      article: article("date: «Tue, 20 Jan 1970 06:43:34 GMT»"),
      now,
      messages: seconds("Tue, 20 Jan 1970 06:43:34 GMT", "2022-10-15 06:06:40 +0000"),
      fixed: article("date: Tue, 20 Jan 1970 06:43:34 GMT"),
      unsafelyFixed: article("date: 2022-10-15 06:06:40 +0000"),
    },
    {
      name: "such seconds without a time zone: eight hours would be eleven months",
      article: article("date: «1970-01-20 14:43:34»"),
      now,
      messages: seconds("1970-01-20 14:43:34"),
    },
    {
      name: "such seconds where the time zone is known",
      article: article("date: «1970-01-20 14:43:34»"),
      options: { zone: "+08:00" },
      now,
      messages: seconds("1970-01-20 14:43:34", "2022-10-15 06:06:40 +0000"),
      unsafelyFixed: article("date: 2022-10-15 06:06:40 +0000"),
    },
    {
      name: "seconds that would mean a date in the future",
      article: article("date: «Fri, 23 Jan 1970 06:43:34 GMT»"),
      now,
      messages: seconds("Fri, 23 Jan 1970 06:43:34 GMT"),
    },
    {
      name: "a file name that says the day",
      path: "2021-12-11-canal.md",
      article: article("date: «Tue, 20 Jan 1970 06:43:34 GMT»\nupdated: «1970-01-01 00:00:00 +0000»"),
      now,
      messages: [seconds("Tue, 20 Jan 1970 06:43:34 GMT", "2021-12-11"), none("1970-01-01 00:00:00 +0000")],
      unsafelyFixed: article("date: '2021-12-11'\nupdated: '2021-12-11'"),
    },
    {
      name: "a day before the web, where that is asked for",
      article: article("date: «1989-12-31»\nupdated: «1850-05-01 10:00:00 +0800»"),
      options: { earliest: "1990-01-01", order: false },
      messages: [early("1989-12-31"), early("1850-05-01 10:00:00 +0800")],
    },
  ],
});

it("recognizes every second since 1990 that was read as a millisecond, and finds the hour that was meant", async () => {
  const plan = await planFor(date, {});
  const moment = fc.date({ min: new Date("1990-01-01"), max: new Date("2026-11-23"), noInvalidDate: true });
  await fc.assert(
    fc.asyncProperty(moment, async (at) => {
      const misread = new Date(Math.floor(at.getTime() / 1000));
      fc.pre(!misread.toISOString().includes("T00:00:00"));
      const text = `---\ndate: ${misread.toUTCString()}\n---\n`;
      const { violations } = await lintText({ path: "a.md", text, now: new Date(now) }, plan, async () => {
        throw new Error("no images are requested");
      });
      expect(violations.map(({ messageId }) => messageId)).toEqual(["seconds"]);
      const meant = new Date(violations[0]?.fix?.edits[0]?.text ?? "").getTime();
      expect(Math.abs(meant - at.getTime())).toBeLessThanOrEqual(1_001_000);
    }),
    { numRuns: 200 },
  );
});

it("refuses an earliest day that is none, by name", async () => {
  const plan = await planFor(date, { options: { earliest: "1990" } });
  const { errors } = await lintText({ path: "a.md", text: "---\ndate: 2021-12-11\n---\n" }, plan, async () => {
    throw new Error("no images are requested");
  });
  expect(errors.map(({ message }) => message)).toEqual([
    'Rule front-matter/date crashed on this file and was skipped: Invalid date "1990" in the option earliest. Use a day such as "1990-01-01".',
  ]);
});

it("what a person may have meant is a warning", async () => {
  const plan = await planFor(date, { options: { earliest: "1990-01-01" } });
  const text = "---\ndate: 1970-01-01\nupdated: 1980-01-01\nlastmod: 1970-01-01 00:00:00 +0000\n---\n";
  const { violations } = await lintText({ path: "a.md", text }, plan, async () => {
    throw new Error("no images are requested");
  });
  expect(violations.map(({ severity }) => severity)).toEqual(["warning", "warning", "error"]);
});

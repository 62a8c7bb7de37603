/** How messages are looked up and filled in. */
import { afterEach, describe, expect, it } from "vitest";
import { setLocale, t } from "../src/platform/i18n.js";

afterEach(() => setLocale("en", undefined));

const chinese = (text: string) => setLocale("zh-CN", { "test.message": text });

describe("t", () => {
  it("fills in values by name, in the order of the translation", () => {
    expect(t("test.message", "the day {day} of {month}", { day: 30, month: "二月" })).toBe("the day 30 of 二月");
    chinese("{month}的 {day} 日");
    expect(t("test.message", "the day {day} of {month}", { day: 30, month: "二月" })).toBe("二月的 30 日");
  });

  it("shows the English text where the catalog has no translation", () => {
    chinese("{day} 日");
    expect(t("test.other", "the month {month}", { month: 2 })).toBe("the month 2");
    expect(t("test.third", "no value")).toBe("no value");
  });

  it("leaves braces alone that are no placeholders", () => {
    expect(t("test.message", "YAML reads {{ as a mapping")).toBe("YAML reads {{ as a mapping");
    expect(t("test.message", "{what} stays", { what: "{what} {other}" })).toBe("{what} {other} stays");
  });

  it("puts a space between an ideograph and a value in ASCII, on both sides and between values", () => {
    chinese("{what}必须是{value}才行");
    expect(t("test.message", "{what} must be {value} here", { what: "front matter", value: "true" })).toBe(
      "front matter 必须是 true 才行",
    );
    chinese("{what}{value}");
    expect(t("test.message", "{what} {value}", { what: "<p>", value: "是空的" })).toBe("<p> 是空的");
  });

  it("puts none between ideographs, next to Chinese punctuation, nor where there is one", () => {
    chinese("{what}必须是{value}才行");
    expect(t("test.message", "{what} must be {value} here", { what: "“标题”", value: "映射" })).toBe(
      "“标题”必须是映射才行",
    );
    chinese("{days} 天之后");
    expect(t("test.message", "in {days} days", { days: 3 })).toBe("3 天之后");
    chinese("{year}年{month}月");
    expect(t("test.message", "{month} {year}", { month: 11, year: 2026 })).toBe("2026年11月");
  });
});

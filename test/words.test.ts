/** How words are looked up and put together. */
import { afterEach, describe, expect, it } from "vitest";
import { say, speak } from "../src/words.js";

afterEach(() => speak("en", undefined));

const chinese = (english: string, words: string) => speak("zh-CN", { [english]: words });

describe("say", () => {
  it("puts values where the other language has them", () => {
    chinese("the day {0} of {1}", "{1}的 {0} 日");
    expect(say`the day ${30} of ${"二月"}`).toBe("二月的 30 日");
  });

  it("says in English what the catalog has not", () => {
    chinese("the day {0}", "{0} 日");
    expect(say`the month ${2}`).toBe("the month 2");
  });

  it("puts a blank between an ideograph and a value in ASCII, on both sides and between values", () => {
    chinese("{0} must be {1} here", "{0}必须是{1}才行");
    expect(say`${"front matter"} must be ${"true"} here`).toBe("front matter 必须是 true 才行");
    chinese("{0} {1}", "{0}{1}");
    expect(say`${"<p>"} ${"是空的"}`).toBe("<p> 是空的");
  });

  it("puts none between ideographs, beside Chinese punctuation, nor where there is one", () => {
    chinese("{0} must be {1} here", "{0}必须是{1}才行");
    expect(say`${"“标题”"} must be ${"映射"} here`).toBe("“标题”必须是映射才行");
    chinese("in {0} days", "{0} 天之后");
    expect(say`in ${3} days`).toBe("3 天之后");
    chinese("{0} {1}", "{1}年{0}月");
    expect(say`${11} ${2026}`).toBe("2026年11月");
  });
});

import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { widthOf } from "../../src/report/width.js";

describe("the width of a text in a terminal", () => {
  it.each([
    ["plain words", 11],
    ["“quoted” … – —", 14],
    ["图片加载失败（404）", 19],
    ["カタカナ", 8],
    ["👨‍👩‍👧", 2],
    ["e\u0301", 1],
    ["", 0],
  ])("%j: %i", (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it("is what string-width says, for every text", () => {
    const unit = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.string({ unit: "binary" }),
      fc.constantFrom("…", "桥", "，", "゙", "\u0301"),
    );
    fc.assert(
      fc.property(
        fc.array(unit).map((parts) => parts.join("")),
        (text) => {
          expect(widthOf(text)).toBe(stringWidth(text));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

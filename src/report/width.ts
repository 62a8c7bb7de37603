import stringWidth from "string-width";

/**
 * The number of terminal columns of a text. Common characters are counted here, because string-width first splits every
 * text into grapheme clusters, which takes a hundred times as long. Other characters are left to string-width.
 */
export function widthOf(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x20 && unit < 0x7f) width++;
    // Dashes, quotes and the ellipsis take one column: they are neither wide nor combining.
    else if (unit >= 0x2010 && unit <= 0x2027) width++;
    else if (isWide(unit)) width += 2;
    else return stringWidth(text);
  }
  return width;
}

/**
 * CJK punctuation, kana, ideographs and full-width forms: Wide or Fullwidth in https://www.unicode.org/reports/tr11/.
 */
const isWide = (unit: number): boolean =>
  (unit >= 0x3000 && unit <= 0x3029) ||
  (unit >= 0x3041 && unit <= 0x3096) ||
  (unit >= 0x30a1 && unit <= 0x30fa) ||
  (unit >= 0x4e00 && unit <= 0x9fff) ||
  (unit >= 0xff01 && unit <= 0xff60);

/** Pads a text with spaces to at least this number of columns. */
export const padEnd = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));
export const padStart = (text: string, width: number): string => " ".repeat(Math.max(0, width - widthOf(text))) + text;

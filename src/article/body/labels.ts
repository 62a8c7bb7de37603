/** Labels of references. */

/** Labels match if they differ only in case and whitespace (CommonMark 0.31.2, section 4.7). */
export const normalLabel = (label: string): string => label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();

/** `A_B` for `A\\_B`. */
export const withoutEscapes = (label: string): string =>
  label.includes("\\") ? label.replace(/\\([!-/:-@[-`{-~])/g, "$1") : label;

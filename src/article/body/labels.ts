/** Labels of references. */

/** Labels match if they differ only in case and whitespace (CommonMark 0.31.2, section 4.7). */
export const normalLabel = (label: string): string => label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();

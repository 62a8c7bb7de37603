/** Numbers, nouns and verdicts in the user's language. */
import { currentLocale, t, translate } from "../platform/i18n.js";

/** `1,234`. */
export const grouped = (number: number): string =>
  // Creating a number formatter is slow, and small numbers do not need one.
  Number.isInteger(number) && number >= 0 && number < 1000 ? String(number) : number.toLocaleString(currentLocale());

/** The nouns, each in singular and plural. */
const nouns = {
  article: (n: string, one: boolean) =>
    one ? t("report.oneArticle", "{n} article", { n }) : t("report.articles", "{n} articles", { n: n }),
  "compressed image": (n: string, one: boolean) =>
    one
      ? t("report.oneCompressedImage", "{n} compressed image", { n })
      : t("report.compressedImages", "{n} compressed images", { n }),
  original: (n: string, one: boolean) =>
    one ? t("report.oneOriginal", "{n} original", { n }) : t("report.originals", "{n} originals", { n }),
  error: (n: string, one: boolean) =>
    one ? t("report.oneError", "{n} error", { n }) : t("report.errors", "{n} errors", { n }),
  failure: (n: string, one: boolean) =>
    one ? t("report.oneFailure", "{n} failure", { n }) : t("report.failures", "{n} failures", { n }),
  feed: (n: string, one: boolean) =>
    one ? t("report.oneFeed", "{n} feed", { n }) : t("report.feeds", "{n} feeds", { n }),
  file: (n: string, one: boolean) =>
    one ? t("report.oneFile", "{n} file", { n }) : t("report.files", "{n} files", { n }),
  image: (n: string, one: boolean) =>
    one ? t("report.oneImage", "{n} image", { n }) : t("report.images", "{n} images", { n }),
  "internal link": (n: string, one: boolean) =>
    one
      ? t("report.oneInternalLink", "{n} internal link", { n })
      : t("report.manyInternalLinks", "{n} internal links", { n }),
  link: (n: string, one: boolean) =>
    one ? t("report.oneLink", "{n} link", { n }) : t("report.links", "{n} links", { n }),
  "more feed": (n: string, one: boolean) =>
    one ? t("report.oneMoreFeed", "{n} more feed", { n }) : t("report.moreFeeds", "{n} more feeds", { n }),
  "more file": (n: string, one: boolean) =>
    one ? t("report.oneMoreFile", "{n} more file", { n }) : t("report.moreFiles", "{n} more files", { n }),
  "more folder": (n: string, one: boolean) =>
    one ? t("report.oneMoreFolder", "{n} more folder", { n }) : t("report.moreFolders", "{n} more folders", { n }),
  "more host": (n: string, one: boolean) =>
    one ? t("report.oneMoreHost", "{n} more host", { n }) : t("report.moreHosts", "{n} more hosts", { n }),
  "more note": (n: string, one: boolean) =>
    one ? t("report.oneMoreNote", "{n} more note", { n }) : t("report.moreNotes", "{n} more notes", { n }),
  "more rule": (n: string, one: boolean) =>
    one ? t("report.oneMoreRule", "{n} more rule", { n }) : t("report.moreRules", "{n} more rules", { n }),
  rule: (n: string, one: boolean) =>
    one ? t("report.oneRule", "{n} rule", { n }) : t("report.rules", "{n} rules", { n }),
  violation: (n: string, one: boolean) =>
    one ? t("report.oneViolation", "{n} violation", { n }) : t("report.violations", "{n} violations", { n }),
  warning: (n: string, one: boolean) =>
    one ? t("report.oneWarning", "{n} warning", { n }) : t("report.warnings", "{n} warnings", { n }),
};

export type Noun = keyof typeof nouns;

/** `1 error`, `1,234 errors`. */
export const count = (number: number, noun: Noun): string => nouns[noun](grouped(number), number === 1);

/** A verdict or its reason. In English it is the same word as in machine-readable formats. */
export const factWord = (word: string): string => translate(`verdict.${word}`, word);

/** Joins the clauses of a sentence. */
export const clauses = ([first = "", ...more]: readonly string[]): string =>
  more.reduce((all, part) => t("report.clauses", "{all}, {part}", { all, part }), first);

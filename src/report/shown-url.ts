/** The maximum length of a data URI in a report: the article has the whole of it. */
const longestDataUrl = 200;

/** A URL for a report. A data URI can be as long as the article, and would be in the report for each of its uses. */
export const shownUrl = (url: string): string =>
  url.length > longestDataUrl && /^data:/i.test(url) ? `${url.slice(0, longestDataUrl)}…` : url;

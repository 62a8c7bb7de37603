/** The name of the file in a URL, without query and fragment. No name is longer than the URLs that servers accept. */
export const fileNameIn = (url: string): string =>
  /(?<![^/\\?#])([^/\\?#]+)(?:[?#].*)?$/s.exec(url.slice(0, 2000))?.[1] ?? "";

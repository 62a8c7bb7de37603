/** A name in an address as github-slugger makes it: https://github.com/Flet/github-slugger */
export const githubSlug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");

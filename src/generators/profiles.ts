/** All generators that stet knows. The first that a folder proves is used. */
import { astro } from "./astro.js";
import { built } from "./built-profile.js";
import { docusaurus } from "./docusaurus.js";
import { eleventy } from "./eleventy.js";
import { hexo } from "./hexo.js";
import { hugo } from "./hugo.js";
import { jekyll } from "./jekyll.js";
import { mdbook } from "./mdbook.js";
import { mkdocs } from "./mkdocs.js";
import { next } from "./next.js";
import { plain } from "./plain.js";
import type { Profile } from "./types.js";
import { vitepress } from "./vitepress.js";

export const profiles: readonly Profile[] = [
  hexo,
  jekyll,
  hugo,
  astro,
  vitepress,
  docusaurus,
  mkdocs,
  mdbook,
  eleventy,
  next,
  built,
  plain,
];

export const profileOf = (id: string): Profile | undefined => profiles.find((profile) => profile.id === id);

/** The values of the key `generator` in configurations. Imports nothing: `--help` needs them. */
export const generatorIds = [
  "hexo",
  "jekyll",
  "hugo",
  "eleventy",
  "astro",
  "docusaurus",
  "vitepress",
  "mkdocs",
  "mdbook",
  "next",
  "built",
  "plain",
] as const;

export type GeneratorId = (typeof generatorIds)[number];

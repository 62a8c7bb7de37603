import type { Config } from "@docusaurus/types";
import type * as Preset from "@docusaurus/preset-classic";

const config: Config = {
  title: "Handbook",
  url: "https://boats.example",
  baseUrl: "/boats/",
  onBrokenLinks: "ignore",
  onBrokenAnchors: "ignore",
  onDuplicateRoutes: "warn",
  markdown: { hooks: { onBrokenMarkdownLinks: "ignore", onBrokenMarkdownImages: "ignore" } },
  i18n: { defaultLocale: "en", locales: ["en", "zh"] },
  presets: [
    [
      "classic",
      {
        docs: {
          path: "../docs",
          routeBasePath: "manual",
          lastVersion: "current",
          versions: { current: { label: "Next" } },
        },
        blog: { path: "blog", routeBasePath: "news" },
      } satisfies Preset.Options,
    ],
  ],
};

export default config;

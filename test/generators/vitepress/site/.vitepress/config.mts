import { defineConfig } from "vitepress";

export default defineConfig({
  title: "Handbook",
  base: "/handbook/",
  srcDir: "pages",
  ignoreDeadLinks: true,
  rewrites: {
    "guides/:name.md": "g/:name.md",
  },
  locales: {
    root: { label: "English", lang: "en" },
    zh: { label: "中文", lang: "zh" },
  },
});

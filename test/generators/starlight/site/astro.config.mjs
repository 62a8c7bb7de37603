import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://boats.example",
  base: "/book",
  integrations: [
    starlight({
      title: "Book",
      pagefind: false,
      defaultLocale: "root",
      locales: { root: { label: "English", lang: "en" }, zh: { label: "中文", lang: "zh-CN" } },
    }),
  ],
});

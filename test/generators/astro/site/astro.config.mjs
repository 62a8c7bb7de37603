import mdx from "@astrojs/mdx";
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://boats.example",
  base: "/notes",
  integrations: [mdx()],
});

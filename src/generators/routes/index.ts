/** The generators whose addresses stet knows. */
import type { GeneratorId } from "../ids.js";
import type { Site } from "../types.js";
import { eleventyRoutes } from "./eleventy.js";
import { hexoRoutes } from "./hexo.js";
import { hugoRoutes } from "./hugo.js";
import { jekyllRoutes } from "./jekyll.js";
import type { RoutePlan } from "./types.js";

const routes: Readonly<Partial<Record<GeneratorId, (site: Site) => RoutePlan>>> = {
  hexo: hexoRoutes,
  jekyll: jekyllRoutes,
  hugo: hugoRoutes,
  eleventy: eleventyRoutes,
};

export const routesOf = (site: Site): RoutePlan | undefined => routes[site.profile.id]?.(site);

/** What stet knows about site generators: one table for each, how to find them, and how they read articles. */
export { type AssetPlace, type AssetSyntax, assetPlace } from "./assets.js";
export { outputFolderOf } from "./built.js";
export { firstPath, siteIn, sitesBelow } from "./detect.js";
export { generatorIds } from "./ids.js";
export { maxModuleSize } from "./imported-anchors.js";
export { Generators, planOf } from "./lookup.js";
export { markdownReader } from "./markdown.js";
export { plain } from "./plain.js";
export { profileOf, profiles } from "./profiles.js";
export { pathWith, readDataFile } from "./settings.js";
export type { StatedRoutes } from "./stated-routes.js";
export type { AddressKey, GeneratorId, GeneratorPlan, LeftOut, Profile, Site } from "./types.js";
export { unreadAt } from "./unread.js";

/** A generator whose output folder the configuration of stet states, because its own does not: `hugo --destination www`. */
import path from "node:path";
import { isWithin } from "../platform/tree.js";
import type { RoutePlan } from "./routes/types.js";
import type { GeneratorPlan } from "./types.js";

/** @param output absolute path of the built site. */
export function withOutput(plan: GeneratorPlan, output: string): GeneratorPlan {
  const { root, routes } = plan;
  return {
    ...plan,
    leftOut: (folder) => (isWithin(folder, output) ? { generator: plan.name, folder: output } : plan.leftOut(folder)),
    ...(root !== undefined && routes && { routes: routesWith(routes, root, output) }),
  };
}

function routesWith(routes: RoutePlan, root: string, output: string): RoutePlan {
  const outputFolder = path.relative(root, output).replaceAll(path.sep, "/");
  // The generator reads no file that it has written.
  const isSource = (file: string): boolean => !file.startsWith(`${outputFolder}/`);
  return {
    ...routes,
    outputFolder,
    key: JSON.stringify([routes.key, outputFolder]),
    index: (files, now) => routes.index({ ...files, below: (folder) => files.below(folder).filter(isSource) }, now),
    copiedFrom: (file) => routes.copiedFrom(file).filter(isSource),
  };
}

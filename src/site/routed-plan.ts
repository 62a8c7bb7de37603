/** A site whose folder and addresses are known. */
import type { GeneratorPlan } from "../generators/index.js";
import type { RoutePlan } from "../generators/routes/types.js";

/** A generator plan with the folder of its site and its addresses. */
export type RoutedPlan = GeneratorPlan & { readonly root: string; readonly routes: RoutePlan };

export const isRouted = (plan: GeneratorPlan | undefined): plan is RoutedPlan =>
  plan?.routes !== undefined && plan.root !== undefined;

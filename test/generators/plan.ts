import type { FilePlan } from "../../src/config/types.js";

/** A plan without rules. */
export const emptyPlan: FilePlan = {
  rules: [],
  schema: undefined,
  lazyAttributes: [],
  imagesRoot: undefined,
};

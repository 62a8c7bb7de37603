/** Attributes that a framework sets when the page is built or shown. */
import type { Attributes } from "../../src/rule.js";

/** Whether Vue (VitePress, VuePress) or Alpine sets the attribute: `:src="url"`, `v-bind:src`, `v-bind="all"`. */
export const isBound = (attributes: Attributes, name: string): boolean =>
  [`:${name}`, `v-bind:${name}`, `x-bind:${name}`, "v-bind"].some((one) => Object.hasOwn(attributes, one));

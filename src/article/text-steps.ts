/** Runs the steps in which a site makes the id of a heading of its text. */
import { githubSlug, mditVueSlug } from "./slugs.js";
import type { TextStep } from "./types.js";

/** In characters. A pattern may take as many steps as the square of the length. */
const longestSlugged = 300;

/** `undefined` if the text is too long. */
export function withSteps(text: string, steps: readonly TextStep[]): string | undefined {
  return text.length > longestSlugged ? undefined : steps.reduce(withStep, text);
}

function withStep(text: string, step: TextStep): string {
  switch (step.by) {
    case "mdit-vue":
      return mditVueSlug(text);
    case "github":
      return githubSlug(text);
    case "encodeURIComponent":
      return encoded(text);
    case "trim":
      return step.ends ? text.trim() : text;
    case "toLowerCase":
      return text.toLowerCase();
    case "normalize":
      return text.normalize(step.form);
    case "replace":
      return text.replace(new RegExp(step.source, step.flags), step.to);
  }
}

/** A half of a surrogate pair cannot be encoded. */
function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return text;
  }
}

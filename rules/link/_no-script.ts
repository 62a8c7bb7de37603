/**
 * Scripts without a statement that does something: `;`, `void(0)`, `javascript:;`. Websites write them as handlers and
 * links that their own scripts use.
 */
export const runsNothing = (script: string): boolean =>
  /^(?:\s|;|javascript:|void\s*(?:\b0|\(\s*0\s*\)))*$/i.test(script);

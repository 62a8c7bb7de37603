/**
 * What stops a run and the user can correct (exit code 2): what, where, what was expected, what to do.
 * Any other exception is a bug of stet.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  constructor(
    message: string,
    /** What to do about it; shown on a line of its own. */
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

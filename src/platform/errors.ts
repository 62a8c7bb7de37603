/**
 * An error that the user can correct (exit code 2). The message has the problem, its location and the expected value.
 * Any other exception is a bug in stet.
 */
export class UserError extends Error {
  override readonly name = "UserError";
  constructor(
    message: string,
    /** How to correct the error. Shown on a separate line. */
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

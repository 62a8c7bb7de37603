/** A format and its output file; without a file, standard output. */
export interface Target {
  readonly name: string;
  readonly file?: string;
}

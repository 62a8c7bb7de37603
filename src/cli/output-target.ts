/** A format and the file it goes to; without one, standard output. */
export interface Target {
  readonly name: string;
  readonly file?: string;
}

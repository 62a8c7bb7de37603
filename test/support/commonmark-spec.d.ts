/** The examples of the specification of CommonMark; a tab stands there as `→`. */
declare module "commonmark-spec" {
  const spec: {
    readonly tests: readonly { readonly markdown: string; readonly html: string; readonly section: string }[];
  };
  export default spec;
}

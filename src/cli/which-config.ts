/** The request for `--config FILE`, `--config false` and `--no-config`; empty: use the configuration that is found. */
export function whichConfig(config: string | boolean | undefined): { configFile?: string; noConfig?: true } {
  if (config === false || config === "false") return { noConfig: true };
  return typeof config === "string" ? { configFile: config } : {};
}

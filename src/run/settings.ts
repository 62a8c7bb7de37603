/** Selects the parts of a request for the configurations and for the work on a file. */
import { type Configs, openConfigs } from "../config/index.js";
import type { FileRequest } from "./lint-file.js";
import type { RunRequest } from "./request.js";

/** The folder that files must really be in; `undefined`: anywhere. */
export const treeOf = ({ cwd, untrusted }: Pick<RunRequest, "cwd" | "untrusted">): string | undefined =>
  untrusted ? cwd : undefined;

/** A baseline that was found, not specified, may have come along with untrusted articles. */
export const ignoresBaseline = ({ untrusted, baseline }: Pick<RunRequest, "untrusted" | "baseline">): boolean =>
  untrusted === true && baseline?.mode === "check" && !baseline.mustExist;

/**
 * The configurations of a run.
 *
 * @throws UserError for an invalid configuration.
 */
export function configsOf(request: Omit<RunRequest, "paths">): Promise<Configs> {
  return openConfigs({
    cwd: request.cwd,
    registry: request.registry,
    ...(request.configFile !== undefined && { configFile: request.configFile }),
    noConfig: request.noConfig ?? false,
    configCode: request.configCode,
    untrusted: request.untrusted,
    preset: request.preset,
    cli: {
      ...(request.rules && { rules: request.rules }),
      ...(request.schema !== undefined && { schema: request.schema }),
      ...(request.generator !== undefined && { generator: request.generator }),
      ...(request.extensions && { extensions: [...request.extensions] }),
      ...(request.images && { images: request.images }),
    },
  });
}

/** Whether a run compares the addresses of the site with those at a commit. A part of a site does not say what has gone. */
export const comparesAddresses = <R extends { readonly [Key in "git" | "shard"]?: RunRequest[Key] | undefined }>(
  request: R,
): request is R & { readonly git: Extract<RunRequest["git"], { readonly of: "working-tree" }> } =>
  request.git?.of === "working-tree" && !request.shard;

export const fileRequestOf = ({
  fix,
  stdin,
  write,
  keepText = false,
  keepDetails = false,
  onlyChangedLines = false,
  git,
  shard,
  cache,
  record,
  now = new Date(),
}: Omit<RunRequest, "registry">): FileRequest => ({
  fix,
  // Fixes of standard input are written to standard output.
  write: !stdin && write !== false,
  keepText,
  keepDetails,
  keepAnalysis: !fix && (cache !== false || record !== undefined),
  keepUnchecked: record !== undefined,
  onlyChangedLines,
  comparesAddresses: comparesAddresses({ git, shard }),
  now,
});

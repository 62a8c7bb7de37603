/** What a configuration of another program becomes. */
import type { RuleSetting } from "../config/types.js";
import { isRecord } from "../platform/is-record.js";
import type { JsonSchema } from "../schema/types.js";

export interface SchemaFile {
  /** Without its extension. */
  readonly name: string;
  /** The articles that it is for; `undefined` if that is not known. */
  readonly glob: string | undefined;
  readonly schema: JsonSchema;
}

export interface Migrated {
  /** The file or folder, relative to the site. */
  readonly source: string;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly ignores: readonly string[];
  readonly schemas: readonly SchemaFile[];
  /** What has no equivalent, as the source names it. */
  readonly without: readonly string[];
}

export const nothing = (source: string): Migrated => ({ source, rules: {}, ignores: [], schemas: [], without: [] });

export type Mapping = Readonly<Record<string, unknown>>;

/** The value as an object; `{}` for anything else. */
export const mappingOf = (value: unknown): Mapping => (isRecord(value) ? value : {});

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const textsOf = (value: unknown): string[] => listOf(value).filter((item) => typeof item === "string");

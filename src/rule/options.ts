/** The options of rules. */

/** JSON Schema for one option, limited to what a TypeScript type can be derived from. Every option has a default. */
export type Option = { readonly description: string } & (
  | {
      readonly type: "integer" | "number";
      readonly default: number;
      readonly minimum?: number;
      readonly maximum?: number;
    }
  | { readonly type: "boolean"; readonly default: boolean }
  | { readonly type: "string"; readonly default: string; readonly enum?: readonly string[] }
  | { readonly type: "array"; readonly items: { readonly type: "string" }; readonly default: readonly string[] }
);
type OptionValue<S> = S extends { readonly enum: readonly (infer E)[] }
  ? E
  : S extends { readonly type: "integer" | "number" }
    ? number
    : S extends { readonly type: "boolean" }
      ? boolean
      : S extends { readonly type: "array" }
        ? readonly string[]
        : string;
export type OptionSchemas = Readonly<Record<string, Option>>;
export type OptionsOf<O> = { readonly [K in keyof O]: OptionValue<O[K]> };

/** Helpers for the schema of configurations: common shapes of JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

export const stringSchema = (description: string): Schema => ({ description, type: "string" });
export const stringsSchema = (description: string, more: Schema = {}): Schema => ({
  description,
  type: "array",
  items: { type: "string" },
  ...more,
});
export const integerSchema = (description: string, minimum: number, defaultValue: number): Schema => ({
  description,
  type: "integer",
  minimum,
  default: defaultValue,
});
export const objectSchema = (description: string, properties: Schema, more: Schema = {}): Schema => ({
  description,
  type: "object",
  properties,
  additionalProperties: false,
  ...more,
});

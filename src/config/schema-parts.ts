/** Shapes of JSON Schema that the schema of configurations is made of. */
export type Schema = Readonly<Record<string, unknown>>;

export const text = (description: string): Schema => ({ description, type: "string" });
export const texts = (description: string, more: Schema = {}): Schema => ({
  description,
  type: "array",
  items: { type: "string" },
  ...more,
});
export const count = (description: string, minimum: number, standard: number): Schema => ({
  description,
  type: "integer",
  minimum,
  default: standard,
});
export const object = (description: string, properties: Schema, more: Schema = {}): Schema => ({
  description,
  type: "object",
  properties,
  additionalProperties: false,
  ...more,
});

/** JSON Schemas of users and of stet itself: loaded, checked, compiled, and their errors explained. */
export { type DataFile, isTooDeep, parseDataFile } from "./data-file.js";
export { compileSchema, loadSchema, loadStatedSchema, schemaFile } from "./load.js";
export type { CompiledSchema, SchemaProblem } from "./types.js";

/** Whether reports are what their formats promise, by the schemas that programs read them by. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { RDFormatValidator } from "@umbrelladocs/rdformat-validator";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "parse5";
import { Parser } from "tap-parser";
import { validateXML } from "xmllint-wasm";
import type { FormatName } from "../../src/report/index.js";

const require = createRequire(import.meta.url);

type Check = (document: string) => Promise<readonly string[]> | readonly string[];

const sarif = once(() => {
  const file = require.resolve("@microsoft/jest-sarif").replace(/index\.js$/, "schemas/sarif-2.1.0-rtm.5.json");
  // Its draft has "id" where those that ajv knows have "$id"; no other difference concerns it.
  const { id: _, $schema: __, ...schema } = JSON.parse(readFileSync(file, "utf8"));
  const ajv = new Ajv({ strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
});
const json = once(() => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(new URL("../../schemas/report.schema.json", import.meta.url), "utf8")));
});

const bySchema =
  (validate: () => ReturnType<Ajv["compile"]>): Check =>
  (document) => {
    validate()(JSON.parse(document));
    return (validate().errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
const ended =
  (by: RegExp): Check =>
  (document) =>
    document === "" || by.test(document) ? [] : ["it is cut off"];
const xml: Check = async (document) =>
  (await validateXML({ xml: [{ fileName: "report", contents: document }], normalization: "c14n" })).errors.map(
    ({ message }) => message,
  );

const checks: Readonly<Record<FormatName, Check>> = {
  json: bySchema(json),
  sarif: bySchema(sarif),
  gitlab: (document) => (Array.isArray(JSON.parse(document)) ? [] : ["it is no list"]),
  rdjson: async (document) =>
    (await new RDFormatValidator({ strictMode: true }).validateString(document)).errors.map(({ message }) => message),
  ndjson: (document) => {
    const kinds = document
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { kind: string }).kind);
    return kinds[0] === "run" && kinds.at(-1) === "summary" ? [] : ["it is cut off"];
  },
  junit: xml,
  checkstyle: xml,
  tap: (document) => (Parser.parse(document).some(([kind]) => kind === "complete") ? [] : ["it is no TAP"]),
  html: (document) => {
    parse(document);
    return /<\/html>\s*$/.test(document) ? [] : ["it is cut off"];
  },
  markdown: ended(/\n$/),
  stylish: ended(/\n$/),
  brief: ended(/\n$/),
  compact: ended(/\n$/),
  unix: ended(/\n$/),
  github: ended(/\n$/),
};

/** What is wrong with a report; nothing if it is as its format says. */
export async function faultsOf(name: FormatName, document: string): Promise<readonly string[]> {
  try {
    return await checks[name](document);
  } catch (error) {
    return [(error as Error).message];
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

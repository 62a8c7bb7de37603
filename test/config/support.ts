import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { type ConfigRequest, type Configs, openConfigs } from "../../src/config/index.js";
import { UserError } from "../../src/platform/errors.js";
import { type AnyRule, defineRule } from "../../src/rule.js";

const messages = {};

/** Made up for these tests; the real rules may change. */
export const registry: readonly AnyRule[] = [
  defineRule({
    name: "text/length",
    summary: "texts are short",
    severity: "error",
    options: {
      most: { type: "integer", default: 100, minimum: 1, maximum: 1000, description: "characters at most" },
      unit: { type: "string", default: "characters", enum: ["characters", "words"], description: "what is counted" },
    },
    messages,
  }),
  defineRule({
    name: "text/words",
    summary: "words are known",
    severity: "warning",
    options: {
      known: { type: "array", items: { type: "string" }, default: ["stet"], description: "known words" },
      strict: { type: "boolean", default: false, description: "whether others are errors" },
    },
    messages,
  }),
  defineRule({ name: "link/alive", summary: "links lead somewhere", severity: "off", messages }),
];

/** A temporary folder with these files; what is no string is written as JSON. */
export function folder(files: Readonly<Record<string, unknown>>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "stet-config-")));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, undefined, 2));
  }
  return root;
}

export const open = (cwd: string, more: Partial<ConfigRequest> = {}): Promise<Configs> =>
  openConfigs({ cwd, registry, ...more });

/** The rules that are on for a file, in short: `text/length error { most: 100 }`. */
export async function rulesOf(configs: Configs, file: string): Promise<Record<string, unknown>> {
  const { rules } = await configs.planFor(file);
  return Object.fromEntries(rules.map(({ rule, severity, options }) => [rule.name, { severity, ...options }]));
}

/** What applies where nothing is said. */
export const recommended = {
  "text/length": { severity: "error", most: 100, unit: "characters" },
  "text/words": { severity: "warning", known: ["stet"], strict: false },
};

/** The message, and the hint behind a bar, with which the configuration of `a.md` is refused. */
export async function refusal(
  files: Readonly<Record<string, unknown>>,
  more: Partial<ConfigRequest> = {},
): Promise<string> {
  const root = folder(files);
  const error = await open(root, more)
    .then((configs) => configs.planFor(path.join(root, "a.md")))
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  const { message, hint } = error as UserError;
  return `${message} | ${hint}`.replaceAll(root, "<root>");
}

/** `stet mcp`: a server for the Model Context Protocol, on standard input and output. */
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { version } from "../platform/version.js";
import { visible } from "../report/visible.js";
import type { ExitCode } from "./exit-codes.js";
import { CallToolRequestSchema, ListToolsRequestSchema, Server, StdioServerTransport } from "./mcp-sdk.js";
import { type McpOptions, mcpTools, type Tool, type ToolResult } from "./mcp-tools.js";

export type { McpOptions } from "./mcp-tools.js";

/** Serves until standard input ends. */
export async function mcpCommand(options: Omit<McpOptions, "cwd">): Promise<ExitCode> {
  const server = openMcpServer({ ...options, cwd: process.cwd() });
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    process.stdin.once("end", () => void server.close());
  });
  await server.connect(new StdioServerTransport());
  await closed;
  return 0;
}

/** A server that is not connected yet. */
export function openMcpServer(options: McpOptions): Server {
  const tools = mcpTools(options);
  const server = new Server({ name: "stet", version }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ call: _, ...described }) => described),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const tool = tools.find(({ name }) => name === params.name);
    return { ...(await answerOf(tool, params.name, params.arguments ?? {}, signal)) };
  });
  return server;
}

/** A mistake is a result as well, which the model can read and correct. */
async function answerOf(
  tool: Tool | undefined,
  name: string,
  given: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
) {
  try {
    if (!tool) throw new UserError(t("cli.mcp.unknownTool", 'There is no tool "{name}".', { name }));
    return asContent(await tool.call(checked(tool, given), signal));
  } catch (error) {
    const { message, hint } = error as { message: string; hint?: string };
    const text = error instanceof UserError && hint ? `${message}\n${hint}` : String(message);
    return { ...asContent({ text }), isError: true };
  }
}

/** Control characters of articles are shown as `\u{..}`, as everywhere. */
const asContent = ({ text, data }: ToolResult) => ({
  content: [{ type: "text" as const, text: text.split("\n").map(visible).join("\n") }],
  ...(data && { structuredContent: { ...data } }),
});

/** @throws UserError for an argument that the tool does not have, or of another type. */
function checked({ inputSchema }: Tool, given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const { properties, required = [] } = inputSchema;
  const invalid = (name: string) =>
    new UserError(t("cli.mcp.argument", 'Missing, unknown or invalid argument "{name}".', { name }));
  for (const name of required) if (given[name] === undefined) throw invalid(name);
  for (const [name, value] of Object.entries(given)) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : undefined;
    const isList = Array.isArray(value) && value.every((item) => typeof item === "string");
    if (!schema || (schema.type === "array" ? !isList : typeof value !== schema.type)) throw invalid(name);
  }
  return given;
}

/** `stet mcp`: a server for the Model Context Protocol, on standard input and output. */
import { Writable } from "node:stream";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { version } from "../platform/version.js";
import { visible } from "../report/visible.js";
import type { ExitCode } from "./exit-codes.js";
import { CallToolRequestSchema, ListToolsRequestSchema, Server, StdioServerTransport } from "./mcp-sdk.js";
import { type McpOptions, mcpTools, type Tool, type ToolResult } from "./mcp-tools.js";

export type { McpOptions } from "./mcp-tools.js";

/** Serves until standard input ends, or nobody reads standard output any more. */
export async function mcpCommand(options: Omit<McpOptions, "cwd">): Promise<ExitCode> {
  const server = openMcpServer({ ...options, cwd: process.cwd() });
  const protocol = onlyForProtocol();
  let isExpected = false;
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
    const end = () => {
      isExpected = true;
      void server.close();
    };
    process.stdin.once("end", end);
    protocol.on("error", end);
  });
  // What the SDK cannot read, such as a message that is too long, after which it closes.
  server.onerror = ({ message }) => {
    const problem = visible(message.slice(0, longestError));
    process.stderr.write(`${t("cli.mcp.protocol", "stet mcp: {problem}", { problem })}\n`);
  };
  await server.connect(new StdioServerTransport(process.stdin, protocol));
  await closed;
  return isExpected ? 0 : 2;
}

/** Characters of an error of the protocol. It may contain a message of the client. */
const longestError = 300;

/**
 * Standard output for the messages of the protocol. Everything else that writes there, such as `console.log` in a
 * configuration or a plugin, writes to standard error from now on.
 */
function onlyForProtocol(): Writable {
  const write = process.stdout.write.bind(process.stdout);
  const protocol = new Writable({
    write: (chunk: Buffer, _encoding, done) => void write(chunk, (error) => done(error)),
  });
  process.stdout.on("error", (error) => protocol.destroy(error));
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return protocol;
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
    if (!tool) throw new UserError(t("cli.mcp.unknownTool", 'Unknown tool "{name}".', { name }));
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
    const isList = Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string");
    if (!schema || (schema.type === "array" ? !isList : typeof value !== schema.type)) throw invalid(name);
  }
  return given;
}

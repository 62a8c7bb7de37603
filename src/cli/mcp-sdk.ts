/**
 * What `stet mcp` uses of the official SDK of the Model Context Protocol. The build puts it into a file next to the bundle,
 * which no other command loads.
 */
export { Server } from "@modelcontextprotocol/sdk/server/index.js";
export { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
export { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";

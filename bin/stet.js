#!/usr/bin/env node
import module from "node:module";

// From Node 22.1 on, what was compiled is kept for the next run.
module.enableCompileCache?.();
const { main } = await import("../dist/bundle/cli.js");
process.exitCode = await main(process.argv.slice(2));

#!/usr/bin/env node
const { existsSync } = require("node:fs");
const path = require("node:path");

const args = process.argv.slice(2);

// Reading and running the program would take as long as the start of Node.
if (args.length === 1 && args[0] === "--version") process.stdout.write(`${require("../package.json").version}\n`);
else printHelp() ?? start();

/** Prints the help if there is no need for the program. `undefined`: it is needed. */
function printHelp() {
  const file = path.join(__dirname, "..", "dist", "bundle", "help.cjs");
  if (!args.some((argument) => argument === "--help" || argument === "-h") || !existsSync(file)) return undefined;
  return require(file).printStoredHelp(args)?.then(exit);
}

function start() {
  const { program, keepCompiled } = require("./program.js");
  program
    .cli()
    .main(args)
    .then((exitCode) => {
      exit(exitCode);
      // Commands that only print information compile too little to be worth caching.
      if (args.some((argument) => !/^(?:-|completion$)/.test(argument))) keepCompiled();
    });
}

function exit(exitCode) {
  process.exitCode = exitCode;
}

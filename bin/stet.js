#!/usr/bin/env node
const args = process.argv.slice(2);

// Reading and running the program would take as long as the start of Node.
if (args.length === 1 && args[0] === "--version") process.stdout.write(`${require("../package.json").version}\n`);
else start();

function start() {
  const { program, keepCompiled } = require("./program.js");
  program
    .cli()
    .main(args)
    .then((exitCode) => {
      process.exitCode = exitCode;
      // Commands that only print information compile too little to be worth caching.
      if (args.some((argument) => !/^(?:-|completion$)/.test(argument))) keepCompiled();
    });
}

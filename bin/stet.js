#!/usr/bin/env node
const { program, keepCompiled } = require("./program.js");

const args = process.argv.slice(2);
program
  .cli()
  .main(args)
  .then((exitCode) => {
    process.exitCode = exitCode;
    // What only told of itself has compiled next to nothing.
    if (args.some((argument) => !/^(?:-|completion$)/.test(argument))) keepCompiled();
  });

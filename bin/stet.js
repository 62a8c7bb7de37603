#!/usr/bin/env node
const { program, keepCompiled } = require("./program.js");

const args = process.argv.slice(2);
program
  .cli()
  .main(args)
  .then((exitCode) => {
    process.exitCode = exitCode;
    // Commands that only print information compile too little to be worth caching.
    if (args.some((argument) => !/^(?:-|completion$)/.test(argument))) keepCompiled();
  });

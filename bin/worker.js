require("./program.js").program.worker();

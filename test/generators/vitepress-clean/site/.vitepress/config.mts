export default {
  title: "Handbook",
  srcDir: "./pages",
  cleanUrls: true,
  ignoreDeadLinks: true,
  srcExclude: ["**/about.md"],
  outDir: "./out",
};

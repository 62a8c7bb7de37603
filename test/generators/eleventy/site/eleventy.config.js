module.exports = function (config) {
  config.addPassthroughCopy("assets");
  return { pathPrefix: "/news/" };
};

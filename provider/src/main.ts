/**
 * What the path of the package's folder leads to: the package, as its name does, or the plugin if a language host of
 * Pulumi runs the folder as one (`pulumi package add <folder>`). Such a host knows no other way in than `main`.
 */
const isRunAsPlugin = /[\\/]cmd[\\/]run-plugin[\\/]/.test(require.main?.filename ?? "");

// eslint-disable-next-line @typescript-eslint/no-require-imports -- only one of the two is to be loaded
module.exports = require(isRunAsPlugin ? "./plugin/main" : "./index") as unknown;

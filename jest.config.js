/** One project a kind of test; what they share stands first. @type {import("jest").Config} */
const shared = {
  transform: {
    "^.+\\.m?tsx?$": [
      "@swc/jest",
      {
        jsc: { parser: { syntax: "typescript" }, target: "es2023" },
        // import() stays import(): got is an ES module.
        module: { type: "commonjs", ignoreDynamic: true },
      },
    ],
  },
  moduleNameMapper: {
    "^pulumi-dingtalk$": "<rootDir>/provider/src/index.ts",
    "^pulumi-dingtalk/runtime$": "<rootDir>/provider/src/runtime/index.ts",
  },
  modulePathIgnorePatterns: [
    "<rootDir>/provider/dist",
    "<rootDir>/provider/(docs|examples|test)/",
    "<rootDir>/test/tools/emulator/dist",
  ],
  testEnvironment: "node",
};

const project = (name, more = {}) => ({
  ...shared,
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  ...more,
});

module.exports = {
  projects: [
    project("unit"),
    project("contract"),
    project("docs"),
    project("lifecycle"),
    project("scenarios"),
    project("faults"),
    project("languages"),
  ],
  testSequencer: "<rootDir>/test/tools/commands/longestFirst.js",
  collectCoverageFrom: ["provider/src/**/*.ts"],
};

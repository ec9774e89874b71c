import eslint from "@eslint/js";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/** The rooms of dingtalk/, from the door down: a file imports from its own room and from those after it. */
const rooms = ["drive.ts", "spaces", "reading", "api", "auth", "errors", "http", "wire"];

/** A file of one room imports from none of the rooms above. */
const betweenRooms = rooms.slice(1).map((room, index) => ({
  target: `./provider/src/dingtalk/${room}`,
  from: rooms.slice(0, index + 1).map((above) => `./provider/src/dingtalk/${above}`),
  message: `${room}/ is below: imports go ${rooms.join(" -> ")}.`,
}));

/** Imports go one way: index -> declarations ..(loaded at run time)..> runtime -> dingtalk. */
const oneWay = {
  "import-x/no-restricted-paths": [
    "error",
    {
      zones: [
        {
          target: "./provider/src/dingtalk",
          from: "./provider/src",
          except: ["./dingtalk"],
          message: "dingtalk/ knows neither Pulumi nor what is above it.",
        },
        {
          target: "./provider/src/runtime",
          from: "./provider/src",
          except: ["./runtime", "./dingtalk"],
          message: "runtime/ does not know the declarations.",
        },
        {
          target: "./provider/src/plugin",
          from: "./provider/src",
          except: ["./plugin", "./runtime", "./dingtalk"],
          message: "plugin/ stands over runtime/, beside the declarations.",
        },
        ...betweenRooms,
      ],
    },
  ],
};

export default tseslint.config(
  { ignores: ["**/node_modules", "**/dist", "**/coverage", "provider/{docs,examples,test}"] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        // One program for all of them: examples have settings of their own, and would each load the SDK anew.
        project: ["./tsconfig.json"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { "import-x": importX },
    // Without it the rules on paths find no TypeScript file, and are content.
    settings: { "import-x/resolver-next": [createNodeResolver({ extensions: [".ts", ".js"] })] },
    rules: {
      "no-console": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      ...oneWay,
    },
  },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs"],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: {
        __dirname: "readonly",
        console: "readonly",
        exports: "writable",
        module: "writable",
        process: "readonly",
        require: "readonly",
      },
    },
    rules: { ...tseslint.configs.disableTypeChecked.rules, "@typescript-eslint/no-require-imports": "off" },
  },
  {
    files: ["provider/src/dingtalk/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^@pulumi/", message: "dingtalk/ does not know Pulumi." }] },
      ],
    },
  },
  {
    files: ["provider/src/*.ts"],
    rules: {
      "@typescript-eslint/no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^(got|zod)$|^\\./(runtime|dingtalk)/",
              allowTypeImports: true,
              message:
                "Declarations import nothing but @pulumi/pulumi; the rest is loaded where it is needed.",
            },
          ],
        },
      ],
    },
  },
  { files: ["test/**", "examples/**"], rules: { "no-console": "off" } },
);

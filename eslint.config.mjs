import eslint from "@eslint/js";
import { importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

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
      ],
    },
  ],
};

export default tseslint.config(
  { ignores: ["**/node_modules", "**/dist", "**/coverage"] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.js", "*.mjs"] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { "import-x": importX },
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
              regex: "^(got|zod|dataloader)$|^\\./(runtime|dingtalk)/",
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

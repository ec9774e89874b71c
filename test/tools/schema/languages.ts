/** How generated SDKs are named in each language. */
export const language = {
  python: { packageName: "pulumi_dingtalk", pyproject: { enabled: true } },
  go: {
    importBasePath: "example.com/pulumi-dingtalk/sdk/go/dingtalk",
    generateResourceContainerTypes: true,
    respectSchemaVersion: true,
  },
  csharp: { rootNamespace: "Pulumi", namespaces: { dingtalk: "DingTalk" }, respectSchemaVersion: true },
  java: { basePackage: "com.pulumi", buildFiles: "gradle" },
  nodejs: { packageName: "@pulumi/dingtalk", respectSchemaVersion: true },
} as const;

import path from "node:path";
import ts from "typescript";
import { ROOT } from "../engine/program";

export interface Snippet {
  /** Where it stands, for messages: `README.md:12`. */
  readonly at: string;
  readonly language: "ts" | "js";
  readonly text: string;
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  types: ["node", "jest"],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  allowJs: true,
  checkJs: true,
  moduleDetection: ts.ModuleDetectionKind.Force,
  esModuleInterop: true,
  skipLibCheck: true,
  noEmit: true,
};

/** Libraries and declarations, which are the same for all. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of the snippets, each as a program of its own in a folder beside the package's users. */
export function compile(snippets: readonly Snippet[]): string[] {
  // A path inside of the workspace finds `pulumi-dingtalk` as a user's program does, through node_modules. Nothing is written.
  const folder = path.join(ROOT, "test", "snippets");
  const files = new Map(
    snippets.map((snippet, index) => [path.join(folder, `${index}.${extension(snippet)}`), snippet]),
  );
  const host = ts.createCompilerHost(options);
  const disk = { ...host };
  host.fileExists = (file) => files.has(path.normalize(file)) || disk.fileExists(file);
  host.readFile = (file) => files.get(path.normalize(file))?.text ?? disk.readFile(file);
  host.getSourceFile = (file, settings, ...rest) => {
    const snippet = files.get(path.normalize(file));
    if (snippet) return ts.createSourceFile(file, snippet.text, settings, true);
    if (!parsed.has(file)) parsed.set(file, disk.getSourceFile(file, settings, ...rest));
    return parsed.get(file);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, "\n");
    const snippet = file && files.get(path.normalize(file.fileName));
    if (!file || !snippet) return file ? `${file.fileName}: ${text}` : text;
    return `${snippet.at}, line ${file.getLineAndCharacterOfPosition(start ?? 0).line + 1} of it: ${text}`;
  });
}

/** Only an ES module may wait at its top level. */
function extension({ language, text }: Snippet): string {
  return /^(?:const .* = )?await /m.test(text) ? `m${language}` : language;
}

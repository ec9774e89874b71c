import path from "node:path";
import ts from "typescript";
import { ROOT } from "../engine/program";

/** One property of a declared interface or class. */
export interface DeclaredProperty {
  readonly name: string;
  readonly optional: boolean;
  /** As the schema spells it: `string`, `number`, `boolean`, or a declared interface, or a list of one. */
  readonly type: { readonly base: string; readonly list: boolean };
  readonly description: string;
  /** What `@default` says. */
  readonly default: string | undefined;
}

/** A declaration and its docstring. */
export interface Declaration {
  readonly description: string;
  readonly properties: readonly DeclaredProperty[];
}

/** Reads the package's own declarations with their docstrings, so that nothing is written down twice. */
export function readDeclarations(): (name: string) => Declaration {
  const entry = path.join(ROOT, "provider", "src", "index.ts");
  const config = ts.readConfigFile(path.join(ROOT, "provider", "tsconfig.json"), (file) =>
    ts.sys.readFile(file),
  );
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, path.join(ROOT, "provider"));
  const program = ts.createProgram([entry], { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error("read the declarations: provider/src/index.ts has no exports");
  const exported = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
  return (name) => {
    const alias = exported.get(name);
    if (!alias) throw new Error(`read the declarations: ${name} is not exported`);
    const symbol = alias.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(alias) : alias;
    const members = [...(symbol.members?.values() ?? [])].filter((member) => isPublicProperty(member));
    return {
      description: descriptionOf(symbol, checker),
      properties: members.map((member) => propertyOf(member, checker)),
    };
  };
}

function isPublicProperty(member: ts.Symbol): boolean {
  const isInternal = member.getJsDocTags().some(({ name }) => name === "internal");
  return (member.flags & ts.SymbolFlags.Property) !== 0 && !isInternal && !member.name.startsWith("__");
}

function propertyOf(member: ts.Symbol, checker: ts.TypeChecker): DeclaredProperty {
  const [declaration] = member.declarations ?? [];
  if (!declaration || !(ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration)))
    throw new Error(`read the declarations: ${member.name} is no property`);
  const text = (declaration.type?.getText() ?? "").replace(/\s/g, "");
  const isOptional = declaration.questionToken !== undefined || text.includes("undefined");
  const plain = text
    .replace(/\|undefined/g, "")
    .replace(/^pulumi\.(?:Input|Output)<(.*)>$/, "$1")
    .replace(/\|undefined/g, "");
  const tag = member.getJsDocTags().find(({ name }) => name === "default");
  return {
    name: member.name,
    optional: isOptional,
    type: { base: plain.replace(/\[\]$/, ""), list: plain.endsWith("[]") },
    description: descriptionOf(member, checker),
    default: tag && ts.displayPartsToString(tag.text).trim(),
  };
}

/** The text before the tags, a paragraph a line and blocks of code as they are, with links as the names that they lead to. */
function descriptionOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  return ts
    .displayPartsToString(symbol.getDocumentationComment(checker))
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => (paragraph.startsWith("```") ? paragraph : paragraph.replace(/\s*\n\s*/g, " ")))
    .join("\n\n");
}

import type * as levenshtein from "fastest-levenshtein";

/** How a key is compared: `client_id` and `clientID` are meant for `clientId`. */
const plain = (key: string) => key.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The known key that was meant; `undefined` if none is like it. */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only a key that is wrong asks for it
  const { closest, distance } = require("fastest-levenshtein") as typeof levenshtein;
  const nearest = closest(plain(key), known.map(plain));
  return distance(plain(key), nearest) <= nearest.length / 3
    ? known.find((one) => plain(one) === nearest)
    : undefined;
}

/**
 * The first key of the stack configuration that is meant for this package and that nothing reads, in one line. In a project
 * that is called `dingtalk` the program's own keys have this beginning too: there only another spelling is wrong.
 */
export function unknownKeyProblem(
  keys: readonly string[],
  known: readonly string[],
  project: string,
): string | undefined {
  for (const full of keys) {
    const [namespace, ...rest] = full.split(":");
    const key = rest.join(":");
    if (namespace !== "dingtalk" || known.includes(key)) continue;
    const meant = nearestKey(key, known);
    if (project === "dingtalk" && (meant === undefined || plain(meant) !== plain(key))) continue;
    return (
      `unknown key ${full} in the stack configuration; ` +
      (meant === undefined ? `expected ${known.join(", ")}. ` : `did you mean dingtalk:${meant}? `) +
      `Run \`pulumi config rm ${full}\`${meant === undefined ? "" : `, then set dingtalk:${meant}`}.`
    );
  }
  return undefined;
}

/** `npm run schema`: prints provider/schema.json out of the declarations. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../engine/program";
import { buildSchema } from "./buildSchema";

writeFileSync(path.join(ROOT, "provider", "schema.json"), `${JSON.stringify(buildSchema(), undefined, 2)}\n`);

import { createLookUps, lookUpKey } from "./lookUps";
import { openDrive } from "./openDrive";
import { consoleReporter } from "./reporter";

/** The data functions of this process. Only a program that calls one loads this. */
export const lookUps = createLookUps({ env: process.env, reporter: consoleReporter(), openDrive });

export { lookUpKey };

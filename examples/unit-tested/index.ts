import * as pulumi from "@pulumi/pulumi";
import { declareSpaces } from "./spaces";

export = () => declareSpaces(new pulumi.Config().require("unionId"));

import * as pulumi from "@pulumi/pulumi";
import { Department } from "./department";

const head = new pulumi.Config().require("head");

export const finance = new Department("Finance", { head, purposes: ["Reports", "Invoices"] }).spaceIds;
export const legal = new Department("Legal", { head, purposes: ["Contracts"] }).spaceIds;

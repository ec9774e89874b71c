const { readFileSync } = require("node:fs");
const path = require("node:path");
const pulumi = require("@pulumi/pulumi");
const dingtalk = require("pulumi-dingtalk");
const { parse } = require("csv-parse/sync");

const unionId = new pulumi.Config().require("unionId");

// `bom`: spreadsheets begin a CSV file with a mark that is no part of the first column's name.
const teams = parse(readFileSync(path.join(__dirname, "teams.csv")), {
  bom: true,
  columns: true,
  skip_empty_lines: true,
  trim: true,
});

// The team names the resource and stays; only the space's name is what people see.
const spaces = teams.map(({ team, space }) => [
  team,
  new dingtalk.DriveSpace(team, { name: space, unionId }),
]);

exports.spaceIds = Object.fromEntries(spaces.map(([team, { spaceId }]) => [team, spaceId]));

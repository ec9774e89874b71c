const { PolicyPack, validateResourceOfType } = require("@pulumi/policy");
const { DriveSpace } = require("pulumi-dingtalk");

new PolicyPack("dingtalk-spaces", {
  policies: [
    {
      name: "no-force-destroy",
      description: "A space that contains files is not deleted.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(DriveSpace, ({ forceDestroy }, _, report) => {
        if (forceDestroy) report("Remove forceDestroy: it lets Pulumi delete the space with its files.");
      }),
    },
    {
      name: "name-has-team",
      description: "The name of a space begins with a team.",
      enforcementLevel: "mandatory",
      validateResource: validateResourceOfType(DriveSpace, ({ name }, _, report) => {
        if (!/^(Finance|Legal|People) /.test(name))
          report(`Let the name begin with Finance, Legal or People, not '${name}'.`);
      }),
    },
    {
      name: "protected",
      description: "A space is protected against deletion.",
      enforcementLevel: "advisory",
      validateResource: validateResourceOfType(DriveSpace, (_, { opts }, report) => {
        if (!opts.protect) report("Set the option protect: true.");
      }),
    },
  ],
});

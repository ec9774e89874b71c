import pulumi
import pulumi_dingtalk as dingtalk

union_id = pulumi.Config().require("unionId")

spaces = {
    team: dingtalk.DriveSpace(team.lower(), name=team, union_id=union_id)
    for team in ["Design", "Research"]
}

pulumi.export("spaceIds", {team: space.space_id for team, space in spaces.items()})
pulumi.export("quota", dingtalk.get_org_storage_output(union_id=union_id).partitions)

#!/usr/bin/env bash
# Makes and deletes everything once, in an emulated DingTalk and with a state of its own.
set -euo pipefail
rehearsal=$(mktemp -d)
npx --no-install dingtalk-emulator >"$rehearsal/emulator.env" &
emulator=$!
trap 'kill "$emulator"; rm -rf "$rehearsal" Pulumi.rehearsal.yaml' EXIT
until grep -q LEGACY "$rehearsal/emulator.env"; do sleep 0.1; done

# From here on DINGTALK_ENDPOINT and the credentials are the emulator's.
set -a
. "$rehearsal/emulator.env"
PULUMI_BACKEND_URL="file://$rehearsal"
PULUMI_CONFIG_PASSPHRASE=rehearsal
set +a

pulumi stack init rehearsal
pulumi up --stack rehearsal --yes --skip-preview
pulumi up --stack rehearsal --yes --skip-preview --expect-no-changes
pulumi destroy --stack rehearsal --yes --skip-preview

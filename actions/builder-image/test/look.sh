#!/usr/bin/env bash
# look.sh ghcr.io/owner/name:tag architecture   prints the digest that the tag names, and of that architecture's image the platform and two labels
set -euo pipefail

# skopeo does not follow registries.conf when it writes, and old ones not when they read: it is told where the registry really is.
host=${1%%/*}
place=$(sed -n "/^prefix = \"$host\"\$/{n;s/^location = \"\(.*\)\"\$/\1/p}" "${CONTAINERS_REGISTRIES_CONF:-/dev/null}")
verify=$([[ -z $place ]] && echo true || echo false)

skopeo inspect --no-tags --override-os linux --override-arch "$2" "--tls-verify=$verify" \
  --format '{{.Digest}} {{.Os}}/{{.Architecture}} {{.Labels.architecture}} {{.Labels.libkrun}}' "docker://${place:-$host}/${1#*/}"

#!/usr/bin/env bash
# image.sh push ghcr.io/owner/name:tag [author]   pushes a tiny index over linux/amd64 and linux/arm64; ACTOR and TOKEN sign it in
# image.sh digest ghcr.io/owner/name:tag          prints the digest of what is there
set -euo pipefail
deed=$1 image=$2 author=${3:-first}

# skopeo does not follow registries.conf when it writes, and old ones not when they read: it is told where the registry really is.
host=${image%%/*}
place=$(sed -n "/^prefix = \"$host\"\$/{n;s/^location = \"\(.*\)\"\$/\1/p}" "${CONTAINERS_REGISTRIES_CONF:-/dev/null}")
verify=$([[ -z $place ]] && echo true || echo false)
place=${place:-$host}

umask 077
layout=$(mktemp -d)
trap 'rm -rf "$layout"' EXIT

if [[ $deed == digest ]]; then
  skopeo inspect --raw "--tls-verify=$verify" "docker://$place/${image#*/}" > "$layout/manifest"
  sha256sum < "$layout/manifest" | sed 's/^/sha256:/; s/ .*//'
  exit
fi

# Stores its input as a blob of a media type and prints the members of its descriptor.
blob() {
  cat > "$layout/blob"
  local digest size
  digest=$(sha256sum < "$layout/blob" | cut -d ' ' -f 1)
  size=$(stat -c %s "$layout/blob")
  mv "$layout/blob" "$layout/blobs/sha256/$digest"
  printf '"mediaType":"%s","digest":"sha256:%s","size":%d' "$1" "$digest" "$size"
}

mkdir -p "$layout/blobs/sha256"
type=application/vnd.oci.image
manifests=()
for architecture in amd64 arm64; do
  config=$(printf '{"os":"linux","architecture":"%s","author":"%s","rootfs":{"type":"layers","diff_ids":[]}}' "$architecture" "$author" | blob "$type.config.v1+json")
  manifest=$(printf '{"schemaVersion":2,"mediaType":"%s","config":{%s},"layers":[]}' "$type.manifest.v1+json" "$config" | blob "$type.manifest.v1+json")
  manifests+=("{$manifest,\"platform\":{\"os\":\"linux\",\"architecture\":\"$architecture\"}}")
done
index=$(printf '{"schemaVersion":2,"mediaType":"%s","manifests":[%s,%s]}' "$type.index.v1+json" "${manifests[@]}" | blob "$type.index.v1+json")
printf '{"imageLayoutVersion":"1.0.0"}' > "$layout/oci-layout"
printf '{"schemaVersion":2,"manifests":[{%s}]}' "$index" > "$layout/index.json"

auth=$(printf '%s:%s' "$ACTOR" "$TOKEN" | base64 -w 0)
printf '{"auths":{"%s":{"auth":"%s"}}}' "$place" "$auth" > "$layout/auth.json"
skopeo copy --quiet --all --authfile "$layout/auth.json" "--dest-tls-verify=$verify" "oci:$layout" "docker://$place/${image#*/}"

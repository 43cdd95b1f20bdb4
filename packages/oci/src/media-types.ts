/** Media types of the OCI image specification 1.1 (media-types.md) and of Docker's schema 2, which registries still serve. */
export const mediaTypes = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  empty: 'application/vnd.oci.empty.v1+json',
  dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerConfig: 'application/vnd.docker.container.image.v1+json',
} as const

const indexTypes: readonly string[] = [mediaTypes.index, mediaTypes.dockerIndex]
const imageTypes: readonly string[] = [mediaTypes.manifest, mediaTypes.dockerManifest]
const configTypes: readonly string[] = [mediaTypes.config, mediaTypes.dockerConfig]

/** Every manifest type that this room reads, in the order of preference: the value of an `Accept` header. */
export const manifestTypes: readonly string[] = [...indexTypes, ...imageTypes]

export function isIndexType(mediaType: string): boolean {
  return indexTypes.includes(mediaType)
}

export function isImageType(mediaType: string): boolean {
  return imageTypes.includes(mediaType)
}

/** Whether a config of this type is an image's own, from which os and architecture can be read. An artifact's is not. */
export function isConfigType(mediaType: string): boolean {
  return configTypes.includes(mediaType)
}

import { pinContainerfile } from '@slipway/chain'
import type { Ports } from '@slipway/host'
import { type Digest, type Platform, refuse, unwrap } from '@slipway/kernel'
import { parseReference, renderReference } from '@slipway/oci'
import type { Registry } from '@slipway/registry'
import type { Recipe } from './recipe.ts'

/** What an engine is given: folders and files of this machine. */
export type Stage = { readonly context: string; readonly containerfile: string; readonly ignoreFile: string }

/**
 * Puts exactly what the key covers into a folder of its own, and the Containerfile with every base image by its digest beside it. A build
 * from there cannot read what the key does not know: what is missing makes it fail, and plants nothing under a wrong key.
 * @param folder empty; removed by the caller
 * @param context the absolute path of the context
 */
export async function stageContext(
  recipe: Recipe,
  where: { readonly folder: string; readonly context: string; readonly platform: Platform; readonly host: Platform },
  registry: Registry,
  files: Ports['files'],
): Promise<Stage> {
  const { folder, context } = where
  const stage = { context: `${folder}/context`, containerfile: `${folder}/Containerfile`, ignoreFile: `${folder}/Containerfile.dockerignore` }
  await files.makeFolder(stage.context)
  await files.copyTree(context, stage.context, recipe.inputs.files)
  const pins = await pinsOf(recipe, registry, where.platform, where.host)
  const text = pinContainerfile(recipe.containerfile, recipe.buildArguments, where.platform, where.host, (name, platform) => pins(name, platform))
  await files.write(stage.containerfile, text)
  // Empty, so that no engine applies an ignore file of its own choice to what is chosen already.
  await files.write(stage.ignoreFile, '')
  return stage
}

/** Each platform's own image behind the digest of a base. buildah 1.28 takes one image for one name: two platforms must not share theirs. */
async function pinsOf(recipe: Recipe, registry: Registry, target: Platform, host: Platform): Promise<(name: string, platform: Platform) => string> {
  const pins = new Map<string, string>()
  for (const [name, digest] of Object.entries(recipe.inputs.bases)) {
    const { registry: at, name: repository } = unwrap(parseReference(name))
    const reference = { registry: at, name: repository, digest: digest as Digest }
    const manifest = await registry.readManifest(reference)
    if (manifest === undefined) {
      const cure = 'The registry no longer has what it had a moment ago: run the job again'
      throw refuse({ code: 'E_BUILDER_BASE', message: `${renderReference(reference)} is not there`, cure })
    }
    for (const platform of new Set([target, host])) {
      const child = manifest.kind === 'index' ? manifest.manifests.find((each) => each.platform === platform)?.digest : manifest.digest
      if (child !== undefined) pins.set(`${name} ${platform}`, renderReference({ registry: at, name: repository, digest: child }))
    }
  }
  return (name, platform) => {
    const pin = pins.get(`${name} ${platform}`)
    if (pin !== undefined) return pin
    const cure = `Take a base image that has ${platform}, or leave the platform away`
    throw refuse({ code: 'E_BUILDER_BASE', message: `${name} has no image for ${platform}`, cure, at: { file: recipe.source.containerfile.file } })
  }
}

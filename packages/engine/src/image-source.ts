import type { ExecOptions, ExecResult } from '@slipway/host'
import { type Platform, refuse } from '@slipway/kernel'
import { openLayout, readLayoutImage, renderReference } from '@slipway/oci'
import type { EngineName, EnginePorts, ImageSource, LayoutImage } from './engine.ts'
import { mustSucceed } from './failures.ts'

export function isLayout(source: ImageSource): source is LayoutImage {
  return 'layout' in source
}

/** For messages. */
export function renderSource(source: ImageSource): string {
  return isLayout(source) ? `${source.digest} in ${source.layout}` : renderReference(source)
}

/** A folder to run an engine in, and the layout's name there. */
export type LayoutPlace = { readonly folder: string; readonly name: string }

/**
 * Gives a layout a name that nothing else has. The containers library makes the path behind `oci:` the name of the image: it refuses
 * capital letters, a ":" would begin a tag, and another layout that came to the same path would get the first one's name.
 * Rejects with a Refusal when the layout does not hold that image, or not for that platform.
 */
export async function nameLayout(
  ports: Pick<EnginePorts, 'exec' | 'files' | 'random'>,
  scratch: string,
  image: LayoutImage,
  platform: Platform,
): Promise<LayoutPlace> {
  await checkLayout(ports.files, image, platform)
  const folder = `${scratch}/layouts`
  const name = `slipway-${ports.random(8)}`
  await ports.files.makeFolder(folder)
  const linked = await ports.exec.run('ln', ['-sfn', '--', image.layout, `${folder}/${name}`])
  if (linked.code === 0) return { folder, name }
  throw refuse({
    code: 'E_ENGINE_LAYOUT',
    message: `cannot link to ${image.layout}: ${linked.stderr.trim()}`,
    cure: 'See whether the disk is full or read-only',
  })
}

async function checkLayout(files: EnginePorts['files'], { layout, digest }: LayoutImage, platform: Platform): Promise<void> {
  const { manifest, config } = await readLayoutImage(await openLayout((path) => files.readBytes(`${layout}/${path}`)))
  const cure = 'Name the image that the layout holds, for the platform that its config says'
  if (manifest.digest !== digest) throw refuse({ code: 'E_ENGINE_LAYOUT', message: `${layout} holds ${manifest.digest}, not ${digest}`, cure })
  if (config.platform !== platform)
    throw refuse({ code: 'E_ENGINE_PLATFORM', message: `the image in ${layout} says that it is ${config.platform}, not ${platform}`, cure })
}

/** `pull` of buildah and podman: the image's id, which is the digest of its config and so names nothing else. */
export async function pullLayout(
  engine: EngineName,
  { folder, name }: LayoutPlace,
  exec: (args: readonly string[], options: ExecOptions) => Promise<ExecResult>,
): Promise<string> {
  const deed = `take the image from the layout ${name}`
  const said = mustSucceed(engine, await exec(['pull', '--quiet', `oci:${name}`], { cwd: folder }), deed).stdout.trim()
  const id =
    said
      .split('\n')
      .at(-1)
      ?.replace(/^sha256:/, '') ?? ''
  if (/^[0-9a-f]{64}$/.test(id)) return id
  throw refuse({ code: 'E_ENGINE_FAILED', message: `cannot ${deed}: ${engine} told no id, but "${said}"`, cure: `See whether ${engine} works by hand` })
}

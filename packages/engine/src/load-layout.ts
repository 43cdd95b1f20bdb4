import type { ExecResult } from '@slipway/host'
import { type Platform, type Problem, refuse } from '@slipway/kernel'
import type { ContainerContext } from './container-engine.ts'
import type { LayoutImage } from './engine.ts'
import { mustSucceed } from './failures.ts'
import { type LayoutPlace, nameLayout, pullLayout, renderSource } from './image-source.ts'

export type Loaded = {
  /** For the engine's words. */
  readonly name: string
  /** What the engine's store has it under from now on. */
  readonly tag: string
}

/** Gives docker or podman the image of a layout, once; answers with what they call it. */
export async function loadLayout(context: ContainerContext, image: LayoutImage, platform: Platform): Promise<string> {
  const place = await nameLayout(context.ports, context.folder, image, platform)
  const loaded = context.loaded.get(image.digest) ?? (await (context.name === 'docker' ? loadWithDocker : loadWithPodman)(context, image, place))
  context.loaded.set(image.digest, loaded)
  return loaded.name
}

async function loadWithPodman(context: ContainerContext, _: LayoutImage, place: LayoutPlace): Promise<Loaded> {
  const name = await pullLayout('podman', place, (args, options) => context.ports.exec.run('podman', args, options))
  return { name, tag: `localhost/${place.name}` }
}

/** docker takes archives of its own form only, which skopeo writes. */
async function loadWithDocker(context: ContainerContext, image: LayoutImage, { folder, name }: LayoutPlace): Promise<Loaded> {
  const { ports, folder: scratch } = context
  const tag = `localhost/${name}:latest`
  const file = `${scratch}/image.tar`
  const copied = await ports.exec.run('skopeo', ['copy', '--quiet', `oci:${name}`, `docker-archive:${file}:${tag}`], { cwd: folder })
  if (copied.code !== 0) throw refuse(describeCopy(image, copied))
  try {
    mustSucceed('docker', await ports.exec.run('docker', ['load', '--quiet', '--input', file]), `load ${renderSource(image)}`)
  } finally {
    await ports.files.remove(file)
  }
  return { name: tag, tag }
}

function describeCopy(image: LayoutImage, { code, stderr }: ExecResult): Problem {
  if (code === 127) {
    const message = 'docker takes an image from a layout through skopeo only, which is not installed'
    return { code: 'E_ENGINE_SKOPEO', message, cure: 'Install skopeo (apt-get install skopeo), or set the input engine to podman or buildah' }
  }
  const said = stderr.trim().split('\n').at(-1) ?? ''
  return { code: 'E_ENGINE_LAYOUT', message: `cannot read ${renderSource(image)}: skopeo ended with ${code}: ${said}`, cure: 'Make the layout again' }
}

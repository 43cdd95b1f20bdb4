import { join } from 'node:path'
import { createExec } from '@slipway/host'
import { waitForLock } from '../process/index.ts'
import { type BaseImages, ensureBaseImages, pushBaseImages, writeAuthFile } from '../registry/index.ts'
import type { Lab } from './start-lab.ts'

/** The toolchain image that a rehearsal offers in place of a public base image; projects name it in their Containerfile. */
export const toolchainImage = { registry: 'docker.io', repository: 'library/slipway-toolchain', tag: 'bookworm' } as const

export type ProvideOptions = {
  /** Persists between rehearsals. */
  readonly cache: string
  readonly progress: (line: string) => void
  readonly signal: AbortSignal
}

/** Several labs may share the folder of base images: one of them makes what is missing, and the others find it. */
async function inTurn<T>({ cache, signal }: ProvideOptions, action: () => Promise<T>): Promise<T> {
  using _lock = await waitForLock(join(cache, 'lock'), signal)
  return await action()
}

/** Makes sure that the lab's registry serves the toolchain image: built once, pushed once, found after that. */
export async function provideToolchain(lab: Lab, options: ProvideOptions): Promise<BaseImages> {
  const exec = createExec({
    env: { ...process.env, ...lab.supervisor.mark },
    cwd: lab.scratch,
    windows: false,
    print: options.progress,
    signal: options.signal,
  })
  const images = await inTurn(options, () => ensureBaseImages({ cache: options.cache, exec, progress: options.progress, signal: options.signal }))
  const { repository, tag } = toolchainImage
  const served = (await lab.registry.tags()).some((known) => known.repository === repository && known.tag === tag && known.digest === images.digest)
  if (served) return images
  options.progress('pushing the toolchain image into the registry')
  const login = await writeAuthFile(lab.scratch, [{ registry: lab.registry.host, username: 'lab', password: lab.publisher }])
  await pushBaseImages(images, `${lab.registry.host}/${repository}:${tag}`, login, exec)
  return images
}

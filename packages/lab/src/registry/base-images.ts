import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Exec, ExecResult } from '@slipway/host'
import { type Digest, type Refusal, refuse } from '@slipway/kernel'
import { addLayer, checkLayout, type LayoutImage, writeLayout } from './base-layout.ts'
import { type BasePlatform, type BaseRecipe, recipeKey, renderArguments, toolchainRecipe } from './base-recipe.ts'
import { chooseMirror } from './debian.ts'

/** The name under which the index stands in the layout: `oci:FOLDER:base`. */
const layoutName = 'base'
/** Folders with this prefix are unfinished; the rest of the name is the process that fills them. */
const unfinished = 'unfinished-'
/** Milliseconds. A mirror that is slow is no reason to give up, one that hangs is. */
const unpackDeadline = 10 * 60_000

export type BaseImages = {
  /** An OCI layout; skopeo's `oci:FOLDER:base`. */
  readonly folder: string
  /** Of the index over all platforms. */
  readonly digest: Digest
  /** The recipe's key, and the name of the folder. */
  readonly key: string
  /** False when the layout was there already. */
  readonly built: boolean
}

export type BaseImageOptions = {
  /** Persists between rehearsals; each recipe has its folder in it. */
  readonly cache: string
  readonly exec: Pick<Exec, 'run'>
  /** Default: the C toolchain. */
  readonly recipe?: BaseRecipe
  /** Default: the machine's own, or Debian's public one. */
  readonly mirror?: string
  /** One line for people, at each step. */
  readonly progress?: (line: string) => void
  readonly signal?: AbortSignal
}

/**
 * The base images of a recipe, built only when they are not in the cache: packages of the distribution, unpacked without running
 * any of them, so that each platform's image is genuine and no emulator is needed. What is built appears under its name in one
 * rename; what a killed build left is removed by the next. Refuses (`E_LAB_BASE_IMAGE`) with the last lines of what failed.
 */
export async function ensureBaseImages(options: BaseImageOptions): Promise<BaseImages> {
  const recipe = options.recipe ?? toolchainRecipe
  const key = recipeKey(recipe)
  const folder = join(options.cache, key)
  const platforms = recipe.platforms.map(({ platform }) => platform)
  await mkdir(options.cache, { recursive: true })
  await removeUnfinished(options.cache)
  const found = await checkLayout(folder, platforms)
  if (found !== undefined) return { folder, digest: found, key, built: false }
  const work = await mkdtemp(join(options.cache, `${unfinished}${process.pid}-`))
  try {
    const images = await buildAll(recipe, work, options)
    const created = new Date(recipe.epoch * 1000).toISOString().replace('.000Z', 'Z')
    const digest = await writeLayout(join(work, 'layout'), layoutName, created, images)
    await rm(folder, { recursive: true, force: true })
    await rename(join(work, 'layout'), folder)
    return { folder, digest, key, built: true }
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** All platforms side by side; the first that fails ends the others. */
async function buildAll(recipe: BaseRecipe, work: string, options: BaseImageOptions): Promise<readonly LayoutImage[]> {
  const mirror = options.mirror ?? (await readMirror())
  const failed = new AbortController()
  const signal = options.signal === undefined ? failed.signal : AbortSignal.any([failed.signal, options.signal])
  const builds = recipe.platforms.map((base) => buildOne(recipe, base, { work, mirror, signal, exec: options.exec, progress: options.progress ?? (() => {}) }))
  const causes: unknown[] = []
  for (const build of builds) {
    build.catch((cause: unknown) => {
      causes.push(cause)
      failed.abort()
    })
  }
  // All have to end before the folder that they write into goes. The first failure in time is the cause of the others.
  const ends = await Promise.allSettled(builds)
  if (causes.length > 0) throw causes[0]
  return ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
}

type BuildContext = {
  readonly work: string
  readonly mirror: string
  readonly signal: AbortSignal
  readonly exec: Pick<Exec, 'run'>
  readonly progress: (line: string) => void
}

async function buildOne(recipe: BaseRecipe, base: BasePlatform, context: BuildContext): Promise<LayoutImage> {
  const tar = join(context.work, `${base.architecture}.tar`)
  const env = { TMPDIR: context.work, SOURCE_DATE_EPOCH: String(recipe.epoch), LC_ALL: 'C.UTF-8' }
  context.progress(`base image ${base.platform}: unpacking ${base.packages.length} packages and what they need from ${context.mirror}`)
  const result = await context.exec.run('mmdebstrap', renderArguments(recipe, base, context.mirror, tar), {
    env,
    deadline: unpackDeadline,
    signal: context.signal,
  })
  if (result.code !== 0) throw explain(base, result)
  context.progress(`base image ${base.platform}: compressing`)
  const layer = await addLayer(join(context.work, 'layout'), tar)
  await rm(tar)
  context.progress(`base image ${base.platform}: ready, ${Math.round(layer.size / 1e6)} MB`)
  return {
    platform: base.platform,
    layer,
    createdBy: `mmdebstrap --variant=extract ${recipe.suite} (${base.packages.join(' ')}; kernel: ${base.kernel ?? 'none'})`,
  }
}

function explain(base: BasePlatform, result: ExecResult): Refusal {
  const lines = result.stderr.trim().split('\n')
  const errors = lines.filter((line) => /^E:|error/i.test(line))
  const last = (errors.length > 0 ? errors : lines).slice(-3).join('; ')
  return refuse({
    code: 'E_LAB_BASE_IMAGE',
    message: `the base image for ${base.platform} could not be made: ${result.code === 127 ? 'mmdebstrap is not installed' : result.ended ? 'ended before it was ready' : last}`,
    cure: result.code === 127 ? 'Install it: apt-get install mmdebstrap' : 'Check that the mirror in /etc/apt/sources.list can be reached, and try again',
  })
}

/** The mirror that this machine's apt uses. */
async function readMirror(): Promise<string> {
  const folder = '/etc/apt/sources.list.d'
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.(?:sources|list)$/.test(name)).sort()
  const files = ['/etc/apt/sources.list', ...names.map((name) => join(folder, name))]
  const lists = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')))
  return chooseMirror(await readFile('/etc/os-release', 'utf8').catch(() => ''), lists)
}

/** What a killed process left; a live one is still at work. */
async function removeUnfinished(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const pid = new RegExp(`^${unfinished}([0-9]+)-`).exec(name)?.[1]
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(cache, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Copies a layout into a registry, all platforms and digests unchanged. `to` is where the registry is: `127.0.0.1:PORT/NAME:TAG`. */
export async function pushBaseImages(images: Pick<BaseImages, 'folder'>, to: string, authFile: string, exec: Pick<Exec, 'run'>): Promise<void> {
  const args = ['copy', '--quiet', '--all', '--preserve-digests', '--insecure-policy', '--dest-tls-verify=false', '--authfile', authFile]
  const result = await exec.run('skopeo', [...args, `oci:${images.folder}:${layoutName}`, `docker://${to}`], { deadline: 5 * 60_000 })
  if (result.code === 0) return
  throw refuse({
    code: 'E_LAB_BASE_PUSH',
    message: `the base images could not be pushed to ${to}: ${result.stderr.trim().split('\n').at(-1) ?? ''}`,
    cure: result.code === 127 ? 'Install skopeo: apt-get install skopeo' : 'Look into the log of the registry',
  })
}

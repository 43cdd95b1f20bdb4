import { readNative } from '@slipway/binary'
import type { Mount } from '@slipway/engine'
import type { Ports } from '@slipway/host'
import { Refusal, refuse } from '@slipway/kernel'

/** Programs of the runner that are lent to a container. */
export type Tools = {
  readonly mounts: readonly Mount[]
  /** Folders for the front of PATH. */
  readonly paths: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Single programs, which are copied. */
  readonly programs: readonly { readonly name: string; readonly file: string }[]
}

/** What Go needs to find the same modules and packages as outside. Its caches are written to, so that a second build is fast. */
const goVariables = ['GOROOT', 'GOMODCACHE', 'GOCACHE', 'GOPROXY', 'GOSUMDB', 'GONOSUMDB', 'GONOPROXY', 'GOPRIVATE'] as const

export async function gatherTools(names: readonly string[], ports: Pick<Ports, 'exec' | 'files' | 'log'>): Promise<Tools> {
  const files = await Promise.all(names.map(async (name) => ({ name, file: await ports.exec.which(name) })))
  const missing = files.filter(({ file }) => file === undefined)
  if (missing.length > 0) {
    throw new Refusal(
      missing.map(({ name }) => ({
        code: 'E_NATIVE_TOOL',
        message: `${name} is not on the runner`,
        cure: 'Install it in a step before, or take it into the builder image',
        at: { input: 'tools' },
      })),
    )
  }
  const programs = files.flatMap(({ name, file }) => (file === undefined || name === 'go' ? [] : [{ name, file }]))
  for (const { name, file } of programs) checkProgram(name, file, ports)
  const none: Tools = { mounts: [], paths: [], env: {}, programs }
  return names.includes('go') ? { ...none, ...(await gatherGo(ports)) } : none
}

/** A program that needs libraries may not find them in the container; a script may not find its interpreter. */
function checkProgram(name: string, file: string, ports: Pick<Ports, 'files' | 'log'>): void {
  const reader = ports.files.open(file)
  try {
    const native = readNative(reader)
    if (!native.ok)
      throw refuse({
        code: 'E_NATIVE_TOOL',
        message: `${name} (${file}) ${native.error.message}`,
        cure: 'Lend only native programs; take scripts into the builder image',
        at: { input: 'tools' },
      })
    const needed = native.value.images[0]?.needed ?? []
    if (needed.length === 0) return
    ports.log.warning({
      code: 'E_NATIVE_TOOL',
      message: `${name} (${file}) needs ${needed.join(', ')}, which the container may lack`,
      cure: 'Install it statically linked, for Go programs with CGO_ENABLED=0',
      at: { input: 'tools' },
    })
  } finally {
    reader.close()
  }
}

async function gatherGo(ports: Pick<Ports, 'exec' | 'files'>): Promise<Pick<Tools, 'mounts' | 'paths' | 'env'>> {
  const result = await ports.exec.run('go', ['env', '-json', ...goVariables])
  if (result.code !== 0)
    throw refuse({
      code: 'E_NATIVE_TOOL',
      message: `go env ended with ${result.code}: ${result.stderr.trim()}`,
      cure: 'Set Go up in a step before',
      at: { input: 'tools' },
    })
  const found = JSON.parse(result.stdout) as Readonly<Record<string, string | undefined>>
  const root = found['GOROOT'] ?? ''
  const folders = [
    { source: root, readOnly: true },
    { source: found['GOMODCACHE'] ?? '', readOnly: false },
    { source: found['GOCACHE'] ?? '', readOnly: false },
  ]
  const mounts: Mount[] = []
  for (const { source, readOnly } of folders) {
    // A toolchain that Go fetched itself lies in the module cache, which is mounted anyway.
    const inside = folders.some((other) => other.source !== source && source.startsWith(`${other.source}/`))
    if (source !== '' && !inside && (await ports.files.info(source)) !== undefined) mounts.push({ source, target: source, readOnly })
  }
  const env = Object.fromEntries(goVariables.flatMap((name) => (found[name] === undefined || found[name] === '' ? [] : [[name, found[name]]])))
  // The toolchain that is lent is the one that builds.
  return { mounts, paths: [`${root}/bin`], env: { ...env, GOTOOLCHAIN: 'local' } }
}

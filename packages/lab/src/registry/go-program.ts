import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { refuse } from '@slipway/kernel'

export type GoProgram = {
  /** What it is called when it is built. */
  readonly name: string
  /** The path of its package, in a module of the Go proxy. */
  readonly module: string
  /** `v1.2.3`. */
  readonly version: string
}

/** CNCF distribution 3, which no distribution packages yet: the `command` of a registry. */
export const distribution3: GoProgram = { name: 'registry', module: 'github.com/distribution/distribution/v3/cmd/registry', version: 'v3.1.2' }

/**
 * Builds a program in the tool cache, `<tools>/<name>-<version>/<name>`, where the set-up keeps its own, and gives its path. What is built
 * already is only named. A first time takes minutes, which is why nothing that runs often needs it.
 */
export async function ensureGoProgram(tools: string, { name, module, version }: GoProgram): Promise<string> {
  const folder = join(tools, `${name}-${version}`)
  const program = join(folder, name)
  if (await isProgram(program)) return program
  try {
    const env = { ...process.env, GOBIN: folder, GOFLAGS: '', CGO_ENABLED: '0' }
    await promisify(execFile)('go', ['install', `${module}@${version}`], { env, maxBuffer: 1 << 28 })
  } catch (cause) {
    const cure = `Install Go and let it reach a module proxy, then run: GOBIN=${folder} go install ${module}@${version}`
    throw refuse({ code: 'E_LAB_GO', message: `${name} ${version} cannot be built`, cure }, { cause })
  }
  return program
}

function isProgram(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}

import type { Ports } from '@slipway/host'
import { architectureOf, osOf, type Problem, Refusal, refuse, unwrap } from '@slipway/kernel'
import type { Inputs } from './plan.ts'
import { type Boundary, checkBoundary, type GoPackage, packageFields, parsePackages } from './pure-go.ts'

const at = { input: 'pure-go' }
const patience = 10 * 60_000

/** What was done to the pure packages. */
export type PureGo = { readonly packages: number; readonly tested: boolean }

type GoInputs = Pick<Inputs, 'pure-go' | 'except' | 'platform' | 'working-directory' | 'timeout'>

/** Checks the boundary to CGO, and then builds, vets and tests the pure packages without it, on the runner. */
export async function provePureGo(inputs: GoInputs, env: Readonly<Record<string, string>>, ports: Ports): Promise<PureGo> {
  if ((await ports.exec.which('go')) === undefined)
    throw refuse({ code: 'E_NATIVE_GO', message: 'go is not on the runner', cure: 'Set Go up in a step before', at })
  const go = createGo(inputs, env, ports)
  const boundary = await readBoundary(inputs, go)
  const count = unwrap(checkBoundary(boundary))
  ports.log.info(`pure-go: ${count} packages, and none imports one that uses CGO`)
  const tested = ports.job.platform === inputs.platform
  // What has tests and nothing else is no package to build.
  const built = boundary.pure.filter((path) => boundary.without.some((one) => one.ImportPath === path && (one.GoFiles ?? []).length > 0))
  const steps = [['build', built], ['vet', boundary.pure], ...(tested ? [['test', boundary.pure] as const] : [])] as const
  const found: Problem[] = []
  for (const [step, packages] of steps) {
    const problem = packages.length === 0 ? undefined : await ports.log.group(`go ${step}, without CGO`, () => go.run(step, packages))
    if (problem !== undefined) found.push(problem)
  }
  if (found.length > 0) throw new Refusal(found)
  if (!tested) ports.log.notice(`the pure packages were built and vetted for ${inputs.platform}, and not tested: this is ${ports.job.platform}`)
  return { packages: count, tested }
}

type Go = {
  readonly list: (cgo: '0' | '1', args: readonly string[]) => Promise<string>
  readonly run: (step: string, packages: readonly string[]) => Promise<Problem | undefined>
}

function createGo(inputs: GoInputs, env: Readonly<Record<string, string>>, ports: Ports): Go {
  const cwd = ports.files.resolve(inputs['working-directory'])
  const target = { ...env, GOOS: osOf(inputs.platform), GOARCH: architectureOf(inputs.platform) }
  return {
    list: async (cgo, args) => {
      const result = await ports.exec.run('go', ['list', '-e', ...args], { cwd, env: { ...target, CGO_ENABLED: cgo }, deadline: patience })
      if (result.code === 0) return result.stdout
      const said = result.stderr.trim().split('\n')[0] ?? ''
      throw refuse({ code: 'E_NATIVE_GO', message: `go list ended with ${result.code}: ${said}`, cure: 'See whether the packages load: go list ./...', at })
    },
    run: async (step, packages) => {
      // A program that is built for nothing would be left behind by `go build` where there is one package.
      const output = step === 'build' ? ['-o', nowhere(ports.job.platform)] : []
      const options = { cwd, env: { ...target, CGO_ENABLED: '0' }, deadline: inputs.timeout, output: 'stream' } as const
      const result = await ports.exec.run('go', [step, ...output, ...packages], options)
      if (result.code === 0 && !result.ended) return undefined
      const why = result.ended ? `did not end within ${inputs.timeout / 1000} s` : `ended with ${result.code}`
      return { code: 'E_NATIVE_PURE', message: `go ${step} without CGO ${why}`, cure: 'See what it wrote above', at }
    },
  }
}

function nowhere(platform: string): string {
  return platform.startsWith('windows/') ? 'NUL' : '/dev/null'
}

async function readBoundary(inputs: GoInputs, go: Go): Promise<Boundary> {
  const [all, except] = [await listPaths(inputs['pure-go'], go), inputs.except.length === 0 ? [] : await listPaths(inputs.except, go)]
  const pure = all.filter((path) => !except.includes(path))
  if (pure.length === 0) {
    const message = `${inputs['pure-go'].join(', ')} names no package${all.length === 0 ? '' : ' that is not excepted'}`
    throw refuse({ code: 'E_NATIVE_PURE', message, cure: 'Name packages such as ./...', at })
  }
  const args = ['-deps', '-test', `-json=${packageFields.join(',')}`, ...pure]
  const without = parsePackages(await go.list('0', args))
  const withCgo = parsePackages(await go.list('1', args))
  const broken = without.filter((one) => one.Error !== undefined && !isForCgo(one, withCgo))
  if (broken.length > 0) {
    throw new Refusal(
      broken.map((one) => ({ code: 'E_NATIVE_GO', message: `${one.ImportPath}: ${one.Error?.Err ?? ''}`, cure: 'Repair the package, or except it', at })),
    )
  }
  return { pure, except, without, withCgo }
}

/** Without CGO such a package has no file left, which Go calls an error, and the boundary calls by its name. */
function isForCgo(one: GoPackage, withCgo: readonly GoPackage[]): boolean {
  return (withCgo.find((other) => other.ImportPath === one.ImportPath)?.CgoFiles ?? []).length > 0
}

/** Packages of patterns. One that no file is for on this platform is none of them. */
async function listPaths(patterns: readonly string[], go: Go): Promise<readonly string[]> {
  const listed = parsePackages(await go.list('1', [`-json=${packageFields.join(',')}`, ...patterns]))
  const empty = (one: GoPackage): boolean => (one.GoFiles ?? []).length + (one.CgoFiles ?? []).length === 0 && (one.IgnoredGoFiles ?? []).length > 0
  const missing = listed.filter((one) => one.Error !== undefined && !empty(one) && (one.GoFiles ?? []).length + (one.CgoFiles ?? []).length === 0)
  if (missing.length > 0) {
    throw new Refusal(
      missing.map((one) => ({
        code: 'E_NATIVE_GO',
        message: `${one.ImportPath}: ${one.Error?.Err ?? 'is not there'}`,
        cure: 'Name packages of the module',
        at,
      })),
    )
  }
  return listed.filter((one) => !empty(one)).map((one) => one.ImportPath)
}

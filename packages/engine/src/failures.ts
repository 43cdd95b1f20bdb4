import type { ExecResult, Ports } from '@slipway/host'
import { type Problem, type Refusal, refuse } from '@slipway/kernel'
import { isPassingMessage } from '@slipway/oci'
import type { EngineName, Mount, RunRequest } from './engine.ts'
import { renderSource } from './image-source.ts'

const known: readonly (readonly [RegExp, string, string])[] = [
  [
    /exec format error/i,
    'E_ENGINE_FOREIGN',
    'Write FROM --platform=$BUILDPLATFORM and cross-compile, register QEMU (docker/setup-qemu-action), or build on a runner of that platform',
  ],
  [/no space left/i, 'E_ENGINE_SPACE', 'Make room on the disk of the runner'],
  [/unauthorized|authentication required|denied|forbidden/i, 'E_ENGINE_DENIED', 'Give a token that may read the image, and grant the job "packages: read"'],
  [/manifest unknown|name unknown|not found: manifest|no image found/i, 'E_ENGINE_NO_IMAGE', 'See whether the image is there for this platform'],
  [
    /operation not permitted|permission denied|must be run as root/i,
    'E_ENGINE_RIGHTS',
    'Give the runner the rights that the engine needs, or choose another engine',
  ],
]

/** What an engine's failure means. The last line that it wrote says most, unless it is docker's hint to its help. */
export function describeEngineFailure(engine: EngineName, result: ExecResult, deed: string): Problem {
  const lines = result.stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith("See '"))
  const said = lines.at(-1)?.trim() ?? ''
  if (result.ended)
    return { code: 'E_ENGINE_TIME', message: `cannot ${deed}: ${engine} did not end in time`, cure: 'Give it more time, or see where it stands still' }
  const [, code, cure] = known.find(([pattern]) => pattern.test(result.stderr)) ?? [/./, 'E_ENGINE_FAILED', `See what ${engine} wrote above`]
  return { code, message: `cannot ${deed}: ${engine} ended with ${result.code}${said === '' ? '' : `: ${said}`}`, cure }
}

/** Throws a Refusal unless the command ended well. */
export function mustSucceed(engine: EngineName, result: ExecResult, deed: string): ExecResult {
  if (result.code === 0 && !result.ended) return result
  throw refuse(describeEngineFailure(engine, result, deed))
}

/** The engine works, but the program cannot be started: it is not in the image, or of another platform. */
export function startFailure({ command, image }: RunRequest, result: ExecResult): Refusal {
  const said =
    /(?:process failed to start with error|unable to start container process): (.*?)(?:process exited|$)/m.exec(result.stderr)?.[1] ??
    result.stderr.trim().split('\n').at(-1)
  const message = `cannot start ${command[0]} in ${renderSource(image)}: ${said}`
  const foreign = known.find(([pattern, code]) => code === 'E_ENGINE_FOREIGN' && pattern.test(result.stderr))
  const [, code, cure] = foreign ?? [/./, 'E_ENGINE_COMMAND', 'See whether the image holds the program']
  return refuse({ code, message, cure })
}

const tries = 4

/** Pulls until it works or the reason is one that stays. */
export async function pullPatiently(
  ports: Pick<Ports, 'clock' | 'log'>,
  engine: EngineName,
  image: string,
  pull: () => Promise<ExecResult>,
): Promise<ExecResult> {
  for (let number = 1; ; number += 1) {
    const result = await pull()
    const again = result.code !== 0 && !result.ended && number < tries && isPassingMessage(result.stderr)
    if (!again) return mustSucceed(engine, result, `pull ${image}`)
    const wait = 1000 * 2 ** (number - 1)
    ports.log.info(`${engine} could not pull ${image}; try ${number + 1} of ${tries} in ${wait / 1000} s`)
    await ports.clock.sleep(wait)
  }
}

/** Mounts that an engine's own syntax would misread. */
export function checkMounts(mounts: readonly Mount[]): readonly Problem[] {
  const paths = mounts.flatMap(({ source, target }) => [source, target])
  return paths
    .filter((path) => !path.startsWith('/') || /[,:\n]/.test(path))
    .map((path) => ({ code: 'E_ENGINE_MOUNT', message: `"${path}" cannot be mounted`, cure: 'Use an absolute path without "," and ":"' }))
}

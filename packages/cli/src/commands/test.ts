import { delimiter, dirname } from 'node:path'
import { createEnvironment } from '../environment.ts'
import { runProgram } from '../process.ts'
import { cacheFolder } from '../repository.ts'
import { build } from './build.ts'
import { generateFiles } from './generate.ts'
import { lint } from './lint.ts'

/** Everything that CI asks for, in the order in which a mistake shows soonest. Arguments go to jest. */
export async function testAll(args: readonly string[]): Promise<number> {
  const steps: readonly (readonly [string, () => Promise<number>])[] = [
    ['generated files are fresh', () => generateFiles(['--check'])],
    ['lint', () => lint([])],
    ['bundles are fresh', () => build(['--check'])],
    ['tests', () => runTests(args)],
  ]
  for (const [title, step] of steps) {
    const started = Date.now()
    process.stdout.write(`\n== ${title}\n`)
    const code = await step()
    process.stdout.write(`== ${title}: ${code === 0 ? 'ok' : 'FAILED'} (${Math.round((Date.now() - started) / 1000)} s)\n`)
    if (code !== 0) return code
  }
  return 0
}

async function runTests(args: readonly string[]): Promise<number> {
  const { act, tools } = createEnvironment({ cache: cacheFolder })
  const env = {
    NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
    PATH: [dirname(act), ...tools, process.env.PATH ?? ''].join(delimiter),
  }
  const { code } = await runProgram('jest', [...args], { output: 'inherit', env })
  return code
}

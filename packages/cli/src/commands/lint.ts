import { runProgram } from '../process.ts'
import { compile } from './build.ts'

type Check = { readonly name: string; readonly run: () => Promise<{ readonly code: number; readonly output: string }> }

const checks: readonly Check[] = [
  { name: 'format and lint', run: () => runProgram('biome', ['check', '--error-on-warnings', '.'], { output: 'capture' }) },
  { name: 'types', run: async () => ({ code: await compile(), output: '' }) },
  { name: 'types of the tests', run: () => runProgram('tsc', ['-p', 'test'], { output: 'capture' }) },
  { name: 'dead code', run: () => runProgram('knip', ['--no-progress', '--no-config-hints'], { output: 'capture' }) },
]

/** Every check, all findings; fails if one of them does. */
export async function lint(args: readonly string[]): Promise<number> {
  if (args.includes('--fix')) await runProgram('biome', ['check', '--write', '.'], { output: 'inherit' })
  let worst = 0
  for (const check of checks) {
    const { code, output } = await check.run()
    process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${check.name}\n`)
    if (code !== 0) process.stdout.write(`${output}\n`)
    worst = Math.max(worst, code === 0 ? 0 : 1)
  }
  return worst
}

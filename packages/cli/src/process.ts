import { spawn } from 'node:child_process'
import { root } from './repository.ts'

export type Ran = { readonly code: number; readonly output: string }

/** Runs a program in the root of the repository. `inherit` shows its output as it comes; `capture` keeps it. */
export function runProgram(
  program: string,
  args: readonly string[],
  options: { readonly output: 'inherit' | 'capture'; readonly cwd?: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const stdio = options.output === 'inherit' ? ('inherit' as const) : ('pipe' as const)
    const child = spawn(program, [...args], { cwd: options.cwd ?? root, stdio: ['ignore', stdio, stdio], env: { ...process.env, ...options.env } })
    let output = ''
    child.stdout?.on('data', (bytes: Buffer) => {
      output += bytes.toString()
    })
    child.stderr?.on('data', (bytes: Buffer) => {
      output += bytes.toString()
    })
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code: code ?? (signal === null ? 1 : 128), output }))
  })
}

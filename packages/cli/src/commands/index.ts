import { build } from './build.ts'
import { generateFiles } from './generate.ts'
import { lint } from './lint.ts'
import { testAll } from './test.ts'

export type Command = { readonly summary: string; readonly run: (args: readonly string[]) => Promise<number> }

export const commands: Readonly<Record<string, Command>> = {
  test: { summary: 'generate, lint, build, and run every test', run: testAll },
  build: { summary: 'compile, and bundle every action into dist/', run: build },
  generate: { summary: 'write what is made from the contracts (-- --check only looks)', run: generateFiles },
  lint: { summary: 'formatting, types, dead code, workflows', run: lint },
}

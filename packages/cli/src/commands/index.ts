export type Run = (args: readonly string[]) => Promise<number>
export type Command = { readonly summary: string; readonly load: () => Promise<Run> }

/** Loaded only when it is asked for: `npm run generate` needs no lab, and works while one is being changed. */
export const commands: Readonly<Record<string, Command>> = {
  rehearse: { summary: 'run the whole chain of a project on this machine', load: async () => (await import('./rehearse.ts')).rehearse },
  test: { summary: 'generate, lint, build, and run every test', load: async () => (await import('./test.ts')).testAll },
  build: { summary: 'compile, and bundle every action into dist/ (-- --check only looks)', load: async () => (await import('./build.ts')).build },
  generate: { summary: 'write what is made from the contracts (-- --check only looks)', load: async () => (await import('./generate.ts')).generateFiles },
  bench: { summary: 'measure, as ratios to named peers (-- NAME… --json)', load: async () => (await import('./bench.ts')).bench },
  torture: {
    summary: 'torture the release transaction with faults and kills (-- --seeds N --seed S)',
    load: async () => (await import('./torture.ts')).torture,
  },
  lint: { summary: 'formatting, types, dead code, workflows', load: async () => (await import('./lint.ts')).lint },
}

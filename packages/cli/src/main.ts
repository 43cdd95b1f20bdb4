import { Refusal, renderProblem } from '@slipway/kernel'
import { commands } from './commands/index.ts'
import { closest } from './commands/suggest.ts'

const [name = 'help', ...args] = process.argv.slice(2)
const command = commands[name]

if (command === undefined) {
  const known = Object.entries(commands).map(([known, { summary }]) => `  npm run ${known.padEnd(10)} ${summary}`)
  process.stderr.write(`${name === 'help' ? '' : `"${name}" is no command${closest(name, Object.keys(commands))}.\n`}${known.join('\n')}\n`)
  process.exit(name === 'help' ? 0 : 2)
}

try {
  const run = await command.load()
  process.exitCode = await run(args)
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  process.stderr.write(`${error.problems.map(renderProblem).join('\n')}\n`)
  process.exitCode = 1
}
